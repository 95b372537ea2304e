import { Kind, parse, print, visit } from "graphql";
import type { ConstDirectiveNode, DocumentNode, FieldDefinitionNode, ObjectTypeDefinitionNode } from "graphql";
import { costRulesOf } from "./demand/costs.ts";
import type { CostRules } from "./demand/costs.ts";

/**
 * The composed supergraph, read three ways: the access rules and the costs that its SDL states, and a planning copy without the rules, because
 * `@apollo/gateway` 2.14 refuses a supergraph that links the access directives. The rules are enforced by access.ts before
 * planning, and once more in each subgraph.
 */
export interface Supergraph {
  readonly planningSdl: string;
  readonly rules: AccessRules;
  readonly costs: CostRules;
}

/** What a field or type demands of the caller: a token, and one of several sets of scopes (outer list: or; inner: and). */
export interface AccessRule {
  readonly authenticated: boolean;
  readonly scopes: readonly (readonly string[])[];
}

/** Rules by `Type` and by `Type.field` of object types. */
export type AccessRules = ReadonlyMap<string, AccessRule>;

const ACCESS_DIRECTIVES = new Set(["authenticated", "requiresScopes", "policy"]);
/** Their link specifications and scalars, as composition names them. */
const ACCESS_LINK = /\/(authenticated|requiresScopes|policy)\/v/;
const ACCESS_SCALAR = /^(requiresScopes__Scope|federation__Scope|policy__Policy|federation__Policy)$/;

export function readSupergraph(sdl: string): Supergraph {
  const document = parse(sdl, { noLocation: true });
  return { planningSdl: print(withoutAccess(document)), rules: rulesOf(document), costs: costRulesOf(document) };
}

function withoutAccess(document: DocumentNode): DocumentNode {
  const stripped: DocumentNode = visit(document, {
    DirectiveDefinition: (node) => (ACCESS_DIRECTIVES.has(node.name.value) ? null : undefined),
    ScalarTypeDefinition: (node) => (ACCESS_SCALAR.test(node.name.value) ? null : undefined),
    Directive: (node) => (ACCESS_DIRECTIVES.has(node.name.value) || linksAccess(node) ? null : undefined),
  });
  return stripped;
}

function linksAccess(directive: ConstDirectiveNode | { readonly name: { readonly value: string } }): boolean {
  if (directive.name.value !== "link" || !("arguments" in directive)) return false;
  const url = directive.arguments.find((argument) => argument.name.value === "url")?.value;
  return url?.kind === Kind.STRING && ACCESS_LINK.test(url.value);
}

/**
 * Composition gives an interface the demands of all its types together, which nobody but an admin meets: `node(id)` of a work would need the
 * scopes of licences and of money. What is read is an object, and each subgraph asks what its type demands.
 */
function rulesOf(document: DocumentNode): AccessRules {
  const rules = new Map<string, AccessRule>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    addRule(rules, definition.name.value, definition);
    for (const field of definition.fields ?? []) addRule(rules, `${definition.name.value}.${field.name.value}`, field);
  }
  return rules;
}

function addRule(
  rules: Map<string, AccessRule>,
  coordinate: string,
  { directives = [] }: ObjectTypeDefinitionNode | FieldDefinitionNode,
): void {
  const authenticated = directives.some(({ name }) => name.value === "authenticated");
  const scopes = directives.filter(({ name }) => name.value === "requiresScopes").flatMap(scopeSets);
  if (authenticated || scopes.length > 0) rules.set(coordinate, { authenticated: true, scopes });
}

function scopeSets(directive: ConstDirectiveNode): string[][] {
  const value = directive.arguments?.find((argument) => argument.name.value === "scopes")?.value;
  if (value?.kind !== Kind.LIST) return [];
  return value.values.map((set) =>
    set.kind === Kind.LIST ? set.values.flatMap((scope) => (scope.kind === Kind.STRING ? [scope.value] : [])) : [],
  );
}
