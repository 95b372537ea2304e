import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
} from "graphql";
import type { GraphQLCompositeType, GraphQLField, GraphQLInputType, GraphQLSchema } from "graphql";

/** A generated operation, valid by its schema. */
export interface GeneratedOperation {
  readonly query: string;
  readonly variables: Record<string, boolean>;
}

/** Numbers that look random and are the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Writes a valid operation over a schema: aliases, inline and named fragments, `__typename`, `@skip` and `@include` by literal and by
 * variable. `values` gives the literals that arguments take, by the name of their type.
 */
export function generateOperation(
  schema: GraphQLSchema,
  seed: number,
  options: { readonly depth: number; readonly kind?: "query" | "mutation"; readonly values?: Readonly<Record<string, readonly string[]>> },
): GeneratedOperation {
  const root = options.kind === "mutation" ? schema.getMutationType() : schema.getQueryType();
  if (!root) throw new Error("The schema has no such root.");
  const writer = new Writer(schema, randomOf(seed), options.values ?? {});
  const body = writer.selection(root, options.depth);
  const variables = { on: writer.chance(0.5), off: writer.chance(0.5) };
  return { query: `${options.kind ?? "query"} Generated${writer.head()} ${body}\n${writer.fragments.join("\n")}`, variables };
}

class Writer {
  readonly fragments: string[] = [];
  readonly #schema: GraphQLSchema;
  readonly #random: () => number;
  readonly #values: Readonly<Record<string, readonly string[]>>;
  readonly #used = new Set<string>();
  #aliases = 0;

  constructor(schema: GraphQLSchema, random: () => number, values: Readonly<Record<string, readonly string[]>>) {
    this.#schema = schema;
    this.#random = random;
    this.#values = values;
  }

  chance(part: number): boolean {
    return this.#random() < part;
  }

  head(): string {
    const declared = [...this.#used].map((name) => `$${name}: Boolean!`);
    return declared.length === 0 ? "" : `(${declared.join(", ")})`;
  }

  selection(type: GraphQLCompositeType, depth: number): string {
    const parts: string[] = [];
    const count = 1 + Math.floor(this.#random() * 4);
    for (let index = 0; index < count; index++) parts.push(this.#part(type, depth));
    return `{ ${this.chance(0.2) ? "__typename " : ""}${parts.join(" ")} }`;
  }

  #part(type: GraphQLCompositeType, depth: number): string {
    const wantsFragment = isUnionType(type) || (isAbstractType(type) && this.chance(0.5)) || this.chance(0.1);
    if (wantsFragment) return this.#fragment(type, depth);
    const fields = "getFields" in type ? Object.values(type.getFields()) : [];
    const fit = fields.filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
    const field = this.#pick(fit);
    return field ? this.#field(field, depth) : "__typename";
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const onto = isAbstractType(type) ? (this.#pick(this.#schema.getPossibleTypes(type)) ?? type) : type;
    const body = this.selection(onto, depth);
    if (this.chance(0.6)) return `... on ${onto.name}${this.#switch()} ${body}`;
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${onto.name} ${body}`);
    return `...${name}${this.#switch()}`;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const given = field.args.flatMap((argument) => {
      const value = this.#literal(argument.type);
      return value === null ? [] : [`${argument.name}: ${value}`];
    });
    // two of one name with other arguments would be refused: what has arguments is always called by a name of its own
    const alias = given.length > 0 || this.chance(0.15) ? `a${this.#aliases++}: ` : "";
    const named = getNamedType(field.type);
    const below = isCompositeType(named) ? ` ${this.selection(named, depth - 1)}` : "";
    return `${alias}${field.name}${given.length > 0 ? `(${given.join(", ")})` : ""}${this.#switch()}${below}`;
  }

  #literal(type: GraphQLInputType): string | null {
    if (isNonNullType(type)) return this.#literal(type.ofType) ?? "null";
    if (isListType(type)) return `[${this.#literal(type.ofType) ?? ""}]`;
    if (isInputObjectType(type))
      return `{ ${Object.values(type.getFields())
        .map((field) => `${field.name}: ${this.#literal(field.type) ?? "null"}`)
        .join(", ")} }`;
    if (isEnumType(type)) return this.#pick(type.getValues())?.name ?? null;
    return this.#pick(this.#values[type.name] ?? DEFAULT_VALUES[type.name] ?? []) ?? null;
  }

  #switch(): string {
    if (this.chance(0.85)) return "";
    const word = this.chance(0.5) ? "skip" : "include";
    if (this.chance(0.3)) return ` @${word}(if: ${this.chance(0.5)})`;
    const name = this.chance(0.5) ? "on" : "off";
    this.#used.add(name);
    return ` @${word}(if: $${name})`;
  }

  #pick<One>(from: readonly One[]): One | undefined {
    return from[Math.floor(this.#random() * from.length)];
  }
}

const DEFAULT_VALUES: Readonly<Record<string, readonly string[]>> = {
  Int: ["0", "1", "2", "3"],
  Float: ["0.5", "2"],
  Boolean: ["true", "false"],
  String: ['"a"', '"b"'],
  ID: ['"1"', '"2"', '"3"', '"9"'],
};
