import type { ApolloServerPlugin } from "@apollo/server";
import type { GatewayContext } from "../subgraphs.ts";

/** Whoever sends this header, with any value, is told what the operation was estimated at. */
const COST_HEADER = "x-tutti-cost";

/** Writes `extensions.cost` for those who ask: what the operation was estimated at, and the most that one may cost. */
export function costPlugin(limit: number | null): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ request, response: { body }, contextValue: { cost } }) {
          if (cost === null || !request.http?.headers.has(COST_HEADER) || body.kind !== "single") return;
          body.singleResult.extensions = { ...body.singleResult.extensions, cost: { estimated: cost, limit } };
        },
      };
    },
  };
}
