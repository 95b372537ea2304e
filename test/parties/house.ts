import { graphql } from "graphql";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import { type FixedClock, fixedClock } from "../../subgraphs/kit/clock.ts";
import type { Foundation } from "../../subgraphs/kit/foundation.ts";
import type { PartyStatement } from "../../subgraphs/kit/ports/partyRegistrar.ts";
import { createPartiesSubgraph, type PartiesSubgraph } from "../../subgraphs/parties/index.ts";
import { openTestStore, type TestStore } from "../support/store.ts";

/** The parties subgraph over a fresh store, on 2026-03-01. */
export interface PartiesHouse {
  readonly store: TestStore;
  readonly clock: FixedClock;
  readonly foundation: Foundation;
  readonly parties: PartiesSubgraph;
  /** Runs an operation and answers its data; errors fail the test unless they are asked for. */
  ask(caller: Caller, source: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer>;
}

/** Plain JSON, as a client sees it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read answers of many shapes
export type Answer = { readonly data: any; readonly errors: readonly { readonly message: string; readonly code: unknown }[] };

export async function openPartiesHouse(): Promise<PartiesHouse> {
  const store = await openTestStore();
  const clock = fixedClock(new Date("2026-03-01T12:00:00.000Z"));
  const foundation = await store.foundation({ subgraph: "parties", clock });
  const parties = await createPartiesSubgraph({ foundation, ports: {}, dataFolder: store.folder });
  return {
    ...{ store, clock, foundation, parties },
    ask: async (caller, source, variables) => {
      const result = await graphql({
        schema: parties.schema,
        source,
        contextValue: parties.contextFor(caller),
        variableValues: variables ?? {},
      });
      const errors = (result.errors ?? []).map((error) => ({
        message: error.message,
        code: error.extensions["code"] ?? codeOf(error.originalError),
      }));
      // Through JSON, because GraphQL's objects have no prototype.
      return { data: result.data ? JSON.parse(JSON.stringify(result.data)) : null, errors };
    },
  };
}

export function callerOf(society: string | null, role: Caller["role"]): Caller {
  return { subject: `${role}@${society ?? "house"}`, society, role, scopes: [], purpose: "test", requestId: "req_test" };
}

/** A party as a CWR file states it. */
export function statementOf(rest: Partial<PartyStatement> = {}): PartyStatement {
  return {
    ipiNameNumber: null,
    ipiBaseNumber: null,
    kind: "NATURAL",
    lastName: "LINDQVIST",
    firstName: "ÅSA",
    nativeName: null,
    side: "WRITER",
    affiliations: { PERFORMING: "052", MECHANICAL: "044" },
    submitterKey: "SO:052",
    submitterPartyNumber: "W1",
    message: "msg_1",
    ...rest,
  };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : null;
}
