import { forgetOldest } from "../../subgraphs/kit/bounded.ts";
import { Kind, OperationTypeNode, parse, print, visit } from "graphql";
import type { DefinitionNode, OperationDefinitionNode, VariableDefinitionNode } from "graphql";
import { subgraphOperation } from "./subgraph.ts";
import type { SubgraphOperation } from "./subgraph.ts";

/** The names under which the n-th of several entity fetches travels in one operation. */
export const togetherNames = {
  answer: (index: number): string => `_entities_${index}`,
  representations: (index: number): string => `representations_${index}`,
};

const OPERATIONS_MAX = 1_000;

/** Several entity fetches to one subgraph as one operation, each under its own alias; written once for the same fetches. */
export class Together {
  readonly #known = new Map<string, SubgraphOperation>();

  operation(fetches: readonly SubgraphOperation[]): SubgraphOperation {
    const key = fetches.map(({ text }) => text).join("\n");
    const known = this.#known.get(key);
    if (known) return known;
    const made = together(fetches);
    this.#known.set(key, made);
    forgetOldest(this.#known, OPERATIONS_MAX);
    return made;
  }
}

function together(fetches: readonly SubgraphOperation[]): SubgraphOperation {
  const parts = fetches.map(({ text }, index) => renamed(text, index));
  const operations = parts.flatMap(({ definitions }) => definitions.filter(isOperation));
  const [first] = operations;
  if (first === undefined) throw new Error("An entity fetch has no operation.");
  const variables = new Map<string, VariableDefinitionNode>();
  for (const { variableDefinitions = [] } of operations)
    for (const definition of variableDefinitions) variables.set(definition.variable.name.value, definition);
  const operation: OperationDefinitionNode = {
    ...first,
    variableDefinitions: [...variables.values()],
    selectionSet: { kind: Kind.SELECTION_SET, selections: operations.flatMap(({ selectionSet }) => selectionSet.selections) },
  };
  const fragments = parts.flatMap(({ definitions }) => definitions.filter((one) => !isOperation(one)));
  const text = print({ kind: Kind.DOCUMENT, definitions: [operation, ...fragments] });
  return subgraphOperation(OperationTypeNode.QUERY, text, first.name?.value);
}

function isOperation(definition: DefinitionNode): definition is OperationDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION;
}

/** One fetch with its alias, its own variable of representations, and its own fragments. */
function renamed(text: string, index: number): { readonly definitions: readonly DefinitionNode[] } {
  const named = (value: string) => ({ kind: Kind.NAME, value }) as const;
  return visit(parse(text, { noLocation: true }), {
    Variable: (node) =>
      node.name.value === "representations" ? { ...node, name: named(togetherNames.representations(index)) } : undefined,
    Field: (node) => (node.name.value === "_entities" ? { ...node, alias: named(togetherNames.answer(index)) } : undefined),
    FragmentSpread: (node) => ({ ...node, name: named(`${node.name.value}_${index}`) }),
    FragmentDefinition: (node) => ({ ...node, name: named(`${node.name.value}_${index}`) }),
  });
}
