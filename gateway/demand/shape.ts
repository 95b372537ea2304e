import { GraphQLError, Kind } from "graphql";
import type {
  ASTVisitor,
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  SelectionSetNode,
  ValidationContext,
  ValidationRule,
} from "graphql";

/** How much one operation may ask for; what is beyond is refused before it is planned. */
export const DEMAND_LIMITS = {
  depth: 15,
  aliases: 30,
  rootFields: 10,
  fields: 500,
  selections: 3_000,
  tokens: 4_000,
  bodyBytes: 1_000_000,
} as const;

/** What an operation asks for, with fragments written out. */
interface Demand {
  /** Everything that stands between braces: fields, spreads and inline fragments, of the schema's own fields too. */
  selections: number;
  depth: number;
  aliases: number;
  rootFields: number;
  fields: number;
}

/**
 * A validation rule that measures an operation and refuses it with its measure and the limit. What is below introspection
 * fields counts as selections only: its depth is the schema's business and every tool sends the same query. Fragments can
 * double an operation with each line of it, so measuring ends at the first limit of selections.
 */
export const demandRule: ValidationRule = (context: ValidationContext): ASTVisitor => ({
  Document(document: DocumentNode) {
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      const demand: Demand = { depth: 0, aliases: 0, rootFields: 0, fields: 0, selections: 0 };
      measure(definition.selectionSet, { depth: 1, introspection: false, demand, fragments, within: new Set() });
      for (const [name, limit] of Object.entries({ ...DEMAND_LIMITS }) as [keyof typeof DEMAND_LIMITS, number][]) {
        const asked = name in demand ? demand[name as keyof Demand] : 0;
        if (asked > limit) context.reportError(tooDemanding(name, asked, limit));
      }
    }
  },
});

interface Walk {
  readonly depth: number;
  /** Below a field of the schema's own (`__schema`). */
  readonly introspection: boolean;
  readonly demand: Demand;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Fragments being written out, so that a cycle (refused by another rule) ends here. */
  readonly within: ReadonlySet<string>;
}

function measure(set: SelectionSetNode, walk: Walk): void {
  const { demand, fragments, within } = walk;
  for (const selection of set.selections) {
    if (demand.selections > DEMAND_LIMITS.selections) return;
    demand.selections += 1;
    if (selection.kind === Kind.FIELD) measureField(selection, walk);
    else if (selection.kind === Kind.INLINE_FRAGMENT) measure(selection.selectionSet, walk);
    else {
      const name = selection.name.value;
      const fragment = fragments.get(name);
      if (fragment && !within.has(name)) measure(fragment.selectionSet, { ...walk, within: new Set([...within, name]) });
    }
  }
}

function measureField({ name, alias, selectionSet }: FieldNode, walk: Walk): void {
  const { demand } = walk;
  const introspection = walk.introspection || name.value.startsWith("__");
  if (!introspection) {
    demand.fields += 1;
    demand.depth = Math.max(demand.depth, walk.depth);
    if (alias) demand.aliases += 1;
    if (walk.depth === 1) demand.rootFields += 1;
  }
  if (selectionSet) measure(selectionSet, { ...walk, introspection, depth: walk.depth + 1 });
}

const WORDS: Readonly<Record<keyof typeof DEMAND_LIMITS, string>> = {
  depth: "levels deep",
  aliases: "aliases",
  rootFields: "root fields",
  fields: "fields",
  selections: "selections",
  tokens: "tokens",
  bodyBytes: "bytes",
};

function tooDemanding(name: keyof typeof DEMAND_LIMITS, asked: number, limit: number): GraphQLError {
  const measured = name === "selections" ? `more than ${limit}` : String(asked);
  return new GraphQLError(`The operation asks for ${measured} ${WORDS[name]}; at most ${limit} are answered.`, {
    extensions: { code: "OPERATION_TOO_DEMANDING", measure: name, asked, limit },
  });
}
