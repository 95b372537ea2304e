import { Kind } from "graphql";
import type { DirectiveNode, DocumentNode, ValueNode } from "graphql";

/**
 * What the supergraph's `@cost` and `@listSize` say (specs.apollo.dev/cost, after IBM's GraphQL Cost Directive Specification), by coordinate:
 * `Type`, `Type.field`, `Type.field(argument:)`.
 */
export interface CostRules {
  readonly weights: ReadonlyMap<string, number>;
  readonly lists: ReadonlyMap<string, ListSize>;
}

/** How long a list is taken to be. */
export interface ListSize {
  /** Where no slicing argument says. */
  readonly assumedSize: number | null;
  /** Arguments that say how many are asked for; the greatest counts. */
  readonly slicingArguments: readonly string[];
  /** The fields of the answer that are so long, where it is no list itself. */
  readonly sizedFields: readonly string[];
}

/** Reads the cost rules of a composed supergraph. */
export function costRulesOf(supergraph: DocumentNode): CostRules {
  const weights = new Map<string, number>();
  const lists = new Map<string, ListSize>();
  const note = (coordinate: string, directives: readonly DirectiveNode[] = []): void => {
    const weight = valueOf(named(directives, "cost"), "weight");
    if (weight?.kind === Kind.INT) weights.set(coordinate, Number(weight.value));
    const list = named(directives, "listSize");
    if (list) lists.set(coordinate, listSizeOf(list));
  };
  for (const definition of supergraph.definitions) {
    if (!("name" in definition) || !("directives" in definition)) continue;
    const type = definition.name.value;
    note(type, definition.directives);
    if (!("fields" in definition)) continue;
    for (const field of definition.fields ?? []) {
      note(`${type}.${field.name.value}`, field.directives);
      if (!("arguments" in field)) continue;
      for (const argument of field.arguments ?? []) note(`${type}.${field.name.value}(${argument.name.value}:)`, argument.directives);
    }
  }
  return { weights, lists };
}

function named(directives: readonly DirectiveNode[], name: string): DirectiveNode | undefined {
  return directives.find((directive) => directive.name.value === name);
}

function valueOf(directive: DirectiveNode | undefined, name: string): ValueNode | undefined {
  return directive?.arguments?.find((argument) => argument.name.value === name)?.value;
}

function listSizeOf(directive: DirectiveNode): ListSize {
  const size = valueOf(directive, "assumedSize");
  return {
    assumedSize: size?.kind === Kind.INT ? Number(size.value) : null,
    slicingArguments: textsOf(valueOf(directive, "slicingArguments")),
    sizedFields: textsOf(valueOf(directive, "sizedFields")),
  };
}

function textsOf(value: ValueNode | undefined): string[] {
  return value?.kind === Kind.LIST ? value.values.flatMap((one) => (one.kind === Kind.STRING ? [one.value] : [])) : [];
}
