import { GraphQLError, Kind, OperationTypeNode, print, visit } from "graphql";
import type {
  DefinitionNode,
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  NameNode,
  OperationDefinitionNode,
  SelectionSetNode,
  VariableDefinitionNode,
} from "graphql";

/** A subscription as a query that answers the same for given events: the selection of its field below the edges of a replaying field. */
export interface ReplayQuery {
  readonly text: string;
  /** The client's variables that the query uses; `SINCE` and `FIRST` are added to them. */
  readonly variables: readonly string[];
  /** The field's name in the client's answers. */
  readonly responseKey: string;
}

/** Variables of ours; GraphQL has no names that a client could not have taken, so they are looked for. */
const [SINCE, FIRST] = ["feedSince", "feedFirst"] as const;

/** The one field that a valid subscription selects, wherever fragments have put it. */
export function subscribedField(document: DocumentNode, operation: OperationDefinitionNode): FieldNode {
  const fields = rootFields(operation.selectionSet, fragmentsOf(document));
  const [field] = fields;
  if (field === undefined || fields.length > 1) throw new GraphQLError("A subscription selects one field.", { extensions: BAD_REQUEST });
  return field;
}

/** Writes the query; its answers are `data[replay].edges`. */
export function replayQuery(document: DocumentNode, operation: OperationDefinitionNode, replay: string): ReplayQuery {
  const field = subscribedField(document, operation);
  const fragments = fragmentsNeeded(field, fragmentsOf(document));
  const used = variablesOf([field, ...fragments].map((node) => (node === field ? { ...field, arguments: [] } : node)));
  for (const name of [SINCE, FIRST])
    if (used.has(name))
      throw new GraphQLError(`$${name} is a name that the house needs; call the variable otherwise.`, { extensions: BAD_REQUEST });
  const kept = (operation.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value));
  const { alias: _alias, ...selected } = field;
  const edges: FieldNode = { ...selected, name: name("edges"), arguments: [], directives: [] };
  const query: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: OperationTypeNode.QUERY,
    ...(operation.name === undefined ? {} : { name: operation.name }),
    variableDefinitions: [variable(SINCE, "String"), variable(FIRST, "Int"), ...kept],
    selectionSet: selection({
      kind: Kind.FIELD,
      name: name(replay),
      arguments: [
        { kind: Kind.ARGUMENT, name: name("since"), value: { kind: Kind.VARIABLE, name: name(SINCE) } },
        { kind: Kind.ARGUMENT, name: name("first"), value: { kind: Kind.VARIABLE, name: name(FIRST) } },
      ],
      selectionSet: selection(edges),
    }),
  };
  return {
    text: print({ kind: Kind.DOCUMENT, definitions: [query, ...fragments] }),
    variables: kept.map(({ variable: { name: kind } }) => kind.value),
    responseKey: field.alias?.value ?? field.name.value,
  };
}

/** The variables of one call: the client's and the place in the feed. */
export function replayVariables(
  given: Readonly<Record<string, unknown>>,
  query: ReplayQuery,
  place: { readonly since: string; readonly first: number },
): Record<string, unknown> {
  const theirs = Object.fromEntries(query.variables.flatMap((key) => (key in given ? [[key, given[key]] as const] : [])));
  return { ...theirs, [SINCE]: place.since, [FIRST]: place.first };
}

const BAD_REQUEST = { code: "BAD_REQUEST" } as const;

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])));
}

function rootFields(set: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): FieldNode[] {
  return set.selections.flatMap((one) => {
    if ((one.directives ?? []).length > 0)
      throw new GraphQLError("The field of a subscription takes no directives; leave out or send the subscription as a whole.", {
        extensions: BAD_REQUEST,
      });
    if (one.kind === Kind.FIELD) return [one];
    const inner = one.kind === Kind.INLINE_FRAGMENT ? one.selectionSet : fragments.get(one.name.value)?.selectionSet;
    return inner === undefined ? [] : rootFields(inner, fragments);
  });
}

/** The fragments that a field's selection leads to. */
function fragmentsNeeded(field: FieldNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): FragmentDefinitionNode[] {
  const needed = new Map<string, FragmentDefinitionNode>();
  const take = (node: FieldNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread({ name: { value } }) {
        const fragment = fragments.get(value);
        if (fragment === undefined || needed.has(value)) return;
        needed.set(value, fragment);
        take(fragment);
      },
    });
  };
  take(field);
  return [...needed.values()];
}

function variablesOf(nodes: readonly (FieldNode | DefinitionNode)[]): ReadonlySet<string> {
  const used = new Set<string>();
  for (const node of nodes) visit(node, { Variable: ({ name: { value } }) => void used.add(value) });
  return used;
}

function name(value: string): NameNode {
  return { kind: Kind.NAME, value };
}

function selection(field: FieldNode): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections: [field] };
}

function variable(called: string, type: string): VariableDefinitionNode {
  return {
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: name(called) },
    type: { kind: Kind.NAMED_TYPE, name: name(type) },
  };
}
