import { GraphQLError, TypeInfo, getNamedType, visit, visitWithTypeInfo } from "graphql";
import type { DocumentNode, GraphQLSchema } from "graphql";
import { may } from "../subgraphs/kit/access.ts";
import type { Scope } from "../subgraphs/kit/access.ts";
import type { Caller } from "../subgraphs/kit/caller.ts";
import type { AccessRule, AccessRules } from "./supergraph.ts";

const SENSITIVE: ReadonlySet<string> = new Set<Scope>(["shares:read", "money:read"]);

/** One thing an operation asks for that is not open to everybody, and where it asks. */
interface Demand {
  readonly coordinate: string;
  readonly rule: AccessRule;
  readonly path: readonly string[];
}

/**
 * Checks every operation against the supergraph's access rules before it is planned: an operation that asks for one thing
 * the caller may not see is refused whole, so that nobody has to guess what a null means.
 */
export class AccessCheck {
  readonly #demands = new WeakMap<DocumentNode, readonly Demand[]>();
  readonly #schema: GraphQLSchema;
  readonly #rules: AccessRules;

  constructor(schema: GraphQLSchema, rules: AccessRules) {
    this.#schema = schema;
    this.#rules = rules;
  }

  /** One error for each thing refused: UNAUTHENTICATED where a token is missing, else FORBIDDEN with the scopes that would do. */
  refusals(document: DocumentNode, caller: Caller): GraphQLError[] {
    return this.#demandsOf(document).flatMap((demand) => {
      const error = refusalOf(demand, caller);
      return error === null ? [] : [error];
    });
  }

  /** Whether all that a document asks for is open to everybody. */
  isPublic(document: DocumentNode): boolean {
    return this.#demandsOf(document).length === 0;
  }

  /** What the operation reads of shares or money, as `Type.field`: reading these is logged with its purpose. */
  sensitive(document: DocumentNode): string[] {
    return this.#demandsOf(document).flatMap(({ coordinate, rule }) =>
      rule.scopes.some((set) => set.some((scope) => SENSITIVE.has(scope))) ? [coordinate] : [],
    );
  }

  #demandsOf(document: DocumentNode): readonly Demand[] {
    const known = this.#demands.get(document);
    if (known) return known;
    const demands = collectDemands(document, this.#schema, this.#rules);
    this.#demands.set(document, demands);
    return demands;
  }
}

function collectDemands(document: DocumentNode, schema: GraphQLSchema, rules: AccessRules): Demand[] {
  const info = new TypeInfo(schema);
  const demands = new Map<string, Demand>();
  const path: string[] = [];
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: {
        enter(node) {
          path.push(node.alias?.value ?? node.name.value);
          const parent = info.getParentType();
          const type = getNamedType(info.getType());
          for (const coordinate of [parent?.name, `${parent?.name ?? ""}.${node.name.value}`, type?.name]) {
            const rule = coordinate === undefined ? undefined : rules.get(coordinate);
            if (coordinate !== undefined && rule && !demands.has(coordinate))
              demands.set(coordinate, { coordinate, rule, path: [...path] });
          }
        },
        leave() {
          path.pop();
        },
      },
    }),
  );
  return [...demands.values()];
}

function refusalOf({ coordinate, rule, path }: Demand, caller: Caller): GraphQLError | null {
  if (caller.role === "anonymous") {
    const message = `${coordinate} needs a bearer token.`;
    return new GraphQLError(message, { path: [...path], extensions: { code: "UNAUTHENTICATED", coordinate } });
  }
  if (rule.scopes.length === 0 || rule.scopes.some((set) => set.every((scope) => may(caller, scope as Scope)))) return null;
  const needed = rule.scopes.map((set) => set.join(" and ")).join(", or ");
  const message = `${coordinate} needs the scope ${needed}; the role ${caller.role} of this token does not hold it.`;
  return new GraphQLError(message, { path: [...path], extensions: { code: "FORBIDDEN", coordinate } });
}
