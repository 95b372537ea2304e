import type { Server } from "node:http";
import type { ApolloServer } from "@apollo/server";
import type { Clock } from "../../subgraphs/kit/clock.ts";
import type { Logger } from "../../subgraphs/kit/log.ts";
import { sha256 } from "../../subgraphs/kit/json.ts";
import type { SessionSource } from "../identity.ts";
import type { PlannedGateway } from "../plan.ts";
import type { Readiness } from "../readiness.ts";
import { gatewayContext } from "../subgraphs.ts";
import type { GatewayContext } from "../subgraphs.ts";
import { FEED_NAMES } from "./feeds.ts";
import type { ChangeReaders } from "./feeds.ts";
import { openSockets } from "./sockets.ts";
import type { Sockets } from "./sockets.ts";
import { Tail } from "./tail.ts";

/** What subscriptions need beside what queries need. */
export interface FeedDoor {
  readonly readers: ChangeReaders;
  readonly identity: SessionSource;
  readonly clock: Clock;
}

/** Opens subscriptions on the HTTP server: events come from the subgraphs' logs, their answers by queries on the ordinary way. */
export function openFeed(options: {
  readonly door: FeedDoor;
  readonly server: Server;
  readonly path: string;
  readonly apollo: ApolloServer<GatewayContext>;
  readonly gateway: PlannedGateway;
  readonly introspection: boolean;
  readonly readiness: Readiness;
  readonly log: Logger;
}): Sockets {
  const { door, server, path, apollo, gateway, introspection, readiness, log } = options;
  const tails = new Map(FEED_NAMES.map((name) => [name, new Tail({ reader: door.readers[name], log })] as const));
  const sockets = openSockets({
    ...{ server, path, readiness, log },
    ...{ identity: door.identity, clock: door.clock },
    tools: {
      ...{ schema: gateway.schema, tails, introspection },
      isOpen: (text, caller) => gateway.documents.isOpen(sha256(text), caller),
      admission: (document, caller) => gateway.admission(document, caller),
      ask: async (query, variables, caller) => {
        const { body } = await apollo.executeOperation({ query, variables }, { contextValue: gatewayContext(caller) });
        return body.kind === "single" ? body.singleResult : {};
      },
    },
  });
  return {
    counts: sockets.counts,
    close: async () => {
      for (const tail of tails.values()) tail.stop();
      await sockets.close();
    },
  };
}
