import { GraphQLError, Kind } from "graphql";
import type { DocumentNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from "graphql";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import type { Budgets } from "./budgets.ts";
import type { CostRules } from "./costs.ts";
import { CostEstimate } from "./estimate.ts";

/** How much may be asked for: of one operation, and by budgets in a minute; null without budgets. */
export interface DemandTerms {
  readonly costLimit: number;
  readonly budgets: Budgets | null;
}

/** Who asks, and whether it is counted: what the feed asks for its subscribers was paid for when they subscribed. */
export interface Asker {
  readonly caller: Caller;
  /** Where the request came from; null for what the house asks itself. */
  readonly address: string | null;
  readonly isCounted: boolean;
}

/** What an operation was estimated at, and why it is refused; null where it is not. */
export interface Verdict {
  readonly cost: number;
  readonly refusal: GraphQLError | null;
}

/** Decides before planning whether an operation may be answered. */
export class DemandControl {
  readonly #estimate: CostEstimate;
  readonly #terms: DemandTerms;

  constructor(options: { readonly schema: GraphQLSchema; readonly rules: CostRules; readonly terms: DemandTerms }) {
    this.#estimate = new CostEstimate(options.schema, options.rules);
    this.#terms = options.terms;
  }

  async judge(asked: Asked, { caller, address, isCounted }: Asker): Promise<Verdict> {
    const { operation, document, variables } = asked;
    const { costLimit, budgets } = this.#terms;
    const cost = this.#estimate.of(operation, { fragments: () => fragmentsOf(document), variables });
    if (cost > costLimit) return { cost, refusal: tooCostly(cost, costLimit) };
    const over = isCounted && budgets ? await budgets.spend(caller, address, cost) : null;
    return { cost, refusal: over && overBudget(cost, over) };
  }
}

interface Asked {
  readonly operation: OperationDefinitionNode;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

function fragmentsOf({ definitions }: DocumentNode): Readonly<Record<string, FragmentDefinitionNode>> {
  return Object.fromEntries(definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])));
}

function tooCostly(cost: number, limit: number): GraphQLError {
  return new GraphQLError(`The operation may cost ${cost}; at most ${limit} is answered. Ask for fewer items, or for less of each.`, {
    extensions: { code: "OPERATION_TOO_DEMANDING", measure: "cost", asked: cost, limit, http: { status: 400 } },
  });
}

function overBudget(cost: number, { limit, retryAfterSeconds }: NonNullable<Awaited<ReturnType<Budgets["spend"]>>>): GraphQLError {
  const headers = new Map([["retry-after", String(retryAfterSeconds)]]);
  return new GraphQLError(
    `The operation may cost ${cost}, and less than that is left of the ${limit} of this minute. Ask again in ${retryAfterSeconds} s.`,
    { extensions: { code: "RATE_LIMITED", cost, limit, retryAfterSeconds, http: { status: 429, headers } } },
  );
}
