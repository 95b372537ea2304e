import { getNamedType, isInterfaceType, isLeafType, isObjectType, isRequiredArgument } from "graphql";
import type { GraphQLField, GraphQLNamedType, GraphQLSchema } from "graphql";

/** One short operation of one root field. */
export interface Operation {
  readonly query: string;
  readonly field: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const DEEPEST = 6;

/** The operation that asks a root field (`Query.work`) with these arguments, as variables, for as little as its type allows, or for what is selected. */
export function operationOf(
  schema: GraphQLSchema,
  asked: { readonly field: string; readonly given: Readonly<Record<string, unknown>>; readonly select?: string },
): Operation {
  const { field: coordinate, given, select } = asked;
  const [typeName = "", field = ""] = coordinate.split(".");
  const definition = fieldOf(schema, typeName, field);
  const named = definition.args.filter(({ name }) => given[name] !== undefined);
  const declared = named.map(({ name, type }) => `$${name}: ${String(type)}`).join(", ");
  const passed = named.map(({ name }) => `${name}: $${name}`).join(", ");
  const selection = select === undefined ? selectionOf(getNamedType(definition.type), []) : `{ ${select} }`;
  const query = `${typeName.toLowerCase()} ${declared && `(${declared})`} { ${field} ${passed && `(${passed})`} ${selection ?? ""} }`;
  return { query, field, variables: given };
}

/** The least selection: problems of payloads, nodes of connections, an id, else the first field that needs no argument; null when there is none. */
function selectionOf(type: GraphQLNamedType, above: readonly string[]): string | null {
  if (isLeafType(type)) return "";
  if ((!isObjectType(type) && !isInterfaceType(type)) || above.includes(type.name) || above.length > DEEPEST) return null;
  const fields = type.getFields();
  const inside = [...above, type.name];
  if (fields["replayed"] && fields["problems"]) return "{ problems { code } }";
  const ranked = [
    fields["edges"],
    fields["node"],
    fields["id"],
    ...Object.values(fields).filter((one) => isLeafType(getNamedType(one.type))),
  ];
  for (const field of [...ranked, ...Object.values(fields)]) {
    if (field === undefined || field.args.some(isRequiredArgument)) continue;
    const selection = selectionOf(getNamedType(field.type), inside);
    if (selection !== null) return `{ ${field.name} ${selection} }`;
  }
  return null;
}

function fieldOf(schema: GraphQLSchema, typeName: string, name: string): GraphQLField<unknown, unknown> {
  const type = schema.getType(typeName);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  if (field === undefined) throw new Error(`The schema has no field ${typeName}.${name}.`);
  return field;
}

/** By the shortest way from a query field, a selection that reaches each field of each object type: `Type.field` to its document. */
export function documentsByField(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const documents = new Map<string, string>();
  const seen = new Set(["Query"]);
  let ring: readonly { readonly type: string; readonly wrap: (inner: string) => string }[] = [
    { type: "Query", wrap: (inner) => `{ ${inner} }` },
  ];
  while (ring.length > 0) {
    const next: { type: string; wrap: (inner: string) => string }[] = [];
    for (const { type, wrap } of ring) {
      for (const field of Object.values(typeFields(schema, type))) {
        const named = getNamedType(field.type);
        const call = `${field.name}${requiredArguments(schema, field)}`;
        documents.set(`${type}.${field.name}`, wrap(isLeafType(named) ? call : `${call} { __typename }`));
        if (seen.has(named.name)) continue;
        const into = isInterfaceType(named) ? schema.getPossibleTypes(named).filter(({ name }) => !seen.has(name)) : [];
        if (isObjectType(named)) next.push({ type: named.name, wrap: (inner) => wrap(`${call} { ${inner} }`) });
        for (const { name } of into) next.push({ type: name, wrap: (inner) => wrap(`${call} { ... on ${name} { ${inner} } }`) });
        for (const name of [named.name, ...into.map((one) => one.name)]) seen.add(name);
      }
    }
    ring = next;
  }
  return documents;
}

function typeFields(schema: GraphQLSchema, name: string): Readonly<Record<string, GraphQLField<unknown, unknown>>> {
  const type = schema.getType(name);
  return isObjectType(type) ? type.getFields() : {};
}

/** Literals that are right in form for every required argument. */
function requiredArguments(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): string {
  const required = field.args.filter(isRequiredArgument);
  return required.length === 0 ? "" : `(${required.map(({ name, type }) => `${name}: ${literalOf(schema, String(type))}`).join(", ")})`;
}

const LITERALS: Readonly<Record<string, string>> = {
  ...{ ID: '"wrk_00000000000000000000000000"', String: '"2026-Q1"', Date: '"2026-01-01"', TisCode: '"0156"', SocietyCode: '"119"' },
  ...{ IpiRight: "PR", RulingInput: "{}" },
  QuoteInput:
    '{ licensor: "119", use: RADIO, territories: ["0156"], period: { from: "2026-01-01", until: "2027-01-01" }, currency: "CNY" }',
  CatalogueTransferInput: '{ from: "x", to: "x", on: "2027-01-01" }',
};

function literalOf(schema: GraphQLSchema, type: string): string {
  const bare = type.replaceAll(/[![\]]/g, "");
  const literal = LITERALS[bare];
  if (literal === undefined)
    throw new Error(`Say in LITERALS what stands for an argument of the type ${bare}, so that its field can be asked.`);
  return type.startsWith("[") ? `[${literal}]` : literal;
}
