import type { ApolloServerPlugin } from "@apollo/server";
import type { PlannedGateway } from "./plan.ts";
import type { GatewayContext } from "./subgraphs.ts";

/** What is open to everybody may be kept by anybody for a minute; everything else is the asker's alone. */
const PUBLIC = "public, max-age=60";
const PRIVATE = "private, no-store";

/** Says who may keep an answer: a GET without a token, of nothing but public data, without errors, is the same for all who ask. */
export function cacheHeaders(gateway: PlannedGateway): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ request, response: { body, http }, contextValue, document }) {
          const isSound = body.kind === "single" && (body.singleResult.errors ?? []).length === 0;
          const isPublic =
            request.http?.method === "GET" &&
            contextValue.caller.role === "anonymous" &&
            isSound &&
            document !== undefined &&
            gateway.isPublic(document);
          http.headers.set("cache-control", isPublic ? PUBLIC : PRIVATE);
          http.headers.set("vary", "authorization");
        },
      };
    },
  };
}
