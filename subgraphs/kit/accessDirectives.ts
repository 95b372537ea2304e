import { defaultFieldResolver, isObjectType, Kind } from "graphql";
import type { ConstDirectiveNode, DocumentNode, GraphQLFieldResolver, GraphQLSchema } from "graphql";
import { AccessDenied, may, SCOPES } from "./access.ts";
import type { Scope } from "./access.ts";
import type { Caller } from "./caller.ts";

/** What `@authenticated` and `@requiresScopes` demand: a token, and one of several sets of scopes (outer list: or; inner: and). */
interface Rule {
  readonly scopes: readonly (readonly Scope[])[];
}

/**
 * Asserts in the subgraph itself what its SDL says of access: the gateway refuses first, and is not the wall. Every field of
 * an object type with a rule, its own or its type's, throws AccessDenied for a caller that does not meet it. A context
 * without a caller meets nothing.
 */
export function assertAccessDirectives(schema: GraphQLSchema, document: DocumentNode): void {
  for (const [typeName, { own, fields }] of rulesByType(document)) {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const rules = [own, fields.get(field.name)].filter((rule) => rule !== undefined);
      if (rules.length === 0) continue;
      field.resolve = guarded(field.resolve ?? defaultFieldResolver, rules, `${typeName}.${field.name}`);
    }
  }
}

type Resolver = GraphQLFieldResolver<unknown, unknown>;

function guarded(resolve: Resolver, rules: readonly Rule[], coordinate: string): Resolver {
  return (...call) => {
    const caller = callerIn(call[2]);
    for (const rule of rules) requireRule(caller, rule, coordinate);
    return resolve(...call);
  };
}

function requireRule(caller: Caller | null, { scopes }: Rule, coordinate: string): void {
  if (caller === null || caller.role === "anonymous") throw new AccessDenied("UNAUTHENTICATED", `${coordinate} needs a bearer token.`);
  if (scopes.length === 0 || scopes.some((set) => set.every((scope) => may(caller, scope)))) return;
  const needed = scopes.map((set) => set.join(" and ")).join(", or ");
  throw new AccessDenied("FORBIDDEN", `${coordinate} needs the scope ${needed}; the role ${caller.role} does not hold it.`);
}

function callerIn(context: unknown): Caller | null {
  return typeof context === "object" && context !== null && "caller" in context ? (context.caller as Caller) : null;
}

interface TypeRules {
  own: Rule | undefined;
  readonly fields: Map<string, Rule>;
}

function rulesByType(document: DocumentNode): Map<string, TypeRules> {
  const rules = new Map<string, TypeRules>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    const found = rules.get(definition.name.value) ?? { own: undefined, fields: new Map<string, Rule>() };
    rules.set(definition.name.value, found);
    found.own ??= ruleOf(definition.directives);
    for (const field of definition.fields ?? []) {
      const rule = ruleOf(field.directives);
      if (rule) found.fields.set(field.name.value, rule);
    }
  }
  return rules;
}

function ruleOf(directives: readonly ConstDirectiveNode[] = []): Rule | undefined {
  const names = directives.map(({ name }) => name.value);
  if (!names.includes("authenticated") && !names.includes("requiresScopes")) return undefined;
  return { scopes: directives.filter(({ name }) => name.value === "requiresScopes").flatMap(scopeSets) };
}

/** A scope that access.ts does not know is a slip of the pen in the SDL: nobody could ever hold it. */
function scopeSets(directive: ConstDirectiveNode): Scope[][] {
  const value = directive.arguments?.find(({ name }) => name.value === "scopes")?.value;
  if (value?.kind !== Kind.LIST) return [];
  return value.values.map((set) =>
    (set.kind === Kind.LIST ? set.values : []).map((scope) => knownScope(scope.kind === Kind.STRING ? scope.value : "")),
  );
}

function knownScope(text: string): Scope {
  const scope = SCOPES.find((known) => known === text);
  if (scope === undefined) throw new Error(`The SDL demands the scope ${JSON.stringify(text)}, which access.ts does not know.`);
  return scope;
}
