import { readFileSync } from "node:fs";
import { buildASTSchema, getNamedType, isObjectType, parse } from "graphql";
import type { GraphQLSchema } from "graphql";
import { readSupergraph } from "../../../gateway/supergraph.ts";
import type { AccessRule, AccessRules } from "../../../gateway/supergraph.ts";

const ROOTS = ["Query", "Mutation", "Subscription"] as const;

/** The composed graph as clients see it, and what it demands of them. */
export interface Demanded {
  readonly schema: GraphQLSchema;
  readonly rules: AccessRules;
  /** `Query.work`, of all three root types. */
  readonly roots: readonly string[];
}

export function readDemands(): Demanded {
  const { planningSdl, rules } = readSupergraph(readFileSync(new URL("../../../schema/supergraph.graphql", import.meta.url), "utf8"));
  const schema = buildASTSchema(parse(planningSdl), { assumeValidSDL: true });
  return { schema, rules, roots: ROOTS.flatMap((root) => fieldsOf(schema, root).map((field) => `${root}.${field}`)) };
}

/** A demand in the words of scopes.ts: `a token`, `shares:read`, `money:read or aggregates:read`. */
export function demandText({ scopes }: AccessRule): string {
  return scopes.length === 0 ? "a token" : scopes.map((set) => [...set].sort().join(" and ")).join(" or ");
}

/** The types and fields that make each demand, root fields apart; a type stands for all its fields. */
export function coordinatesByDemand({ rules, roots }: Demanded): ReadonlyMap<string, readonly string[]> {
  const byDemand = new Map<string, string[]>();
  for (const [coordinate, rule] of rules) {
    const text = demandText(rule);
    const known = byDemand.get(text) ?? [];
    if (!roots.includes(coordinate)) known.push(coordinate);
    byDemand.set(text, known);
  }
  return byDemand;
}

/** Every field that somebody without a token can come to: from an open root field on, through types and fields that demand nothing. */
export function publicFields({ schema, rules }: Demanded): string[] {
  const found = new Set<string>();
  const types = ["Query"];
  for (let at = 0; at < types.length; at += 1) {
    const type = types[at] ?? "";
    for (const field of fieldsOf(schema, type)) {
      if (rules.has(`${type}.${field}`)) continue;
      const named = targetOf(schema, type, field);
      if (rules.has(named)) continue;
      found.add(`${type}.${field}`);
      if (!types.includes(named)) types.push(named);
    }
  }
  return [...found].sort();
}

function fieldsOf(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name);
  return isObjectType(type) ? Object.keys(type.getFields()) : [];
}

function targetOf(schema: GraphQLSchema, name: string, field: string): string {
  const type = schema.getType(name);
  const found = isObjectType(type) ? type.getFields()[field] : undefined;
  return found === undefined ? "" : getNamedType(found.type).name;
}
