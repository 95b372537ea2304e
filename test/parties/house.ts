import { graphql } from "graphql";
import { invariant } from "../../subgraphs/domain/invariant.ts";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import { type FixedClock, fixedClock } from "../../subgraphs/kit/clock.ts";
import type { Foundation } from "../../subgraphs/kit/foundation.ts";
import { isRecord } from "../../subgraphs/kit/json.ts";
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

/** Plain JSON as a client sees it: whole, or what stands at a path such as `registerParty.party.id`. */
export interface Answer {
  readonly data: unknown;
  readonly errors: readonly { readonly message: string; readonly code: unknown }[];
  at(path: string): unknown;
  textAt(path: string): string;
  listAt(path: string): readonly unknown[];
}

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
      return answerOf(JSON.parse(JSON.stringify(result.data ?? null)), errors);
    },
  };
}

/** What stands at a path of some JSON; undefined where there is nothing. */
export function valueAt(json: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, key) => (Array.isArray(value) ? value.at(Number(key)) : isRecord(value) ? value[key] : undefined), json);
}

function answerOf(data: unknown, errors: Answer["errors"]): Answer {
  const at = (path: string): unknown => valueAt(data, path);
  return {
    data,
    errors,
    at,
    textAt: (path) => {
      const text = at(path);
      invariant(typeof text === "string", `the answer has a text at ${path}`);
      return text;
    },
    listAt: (path) => {
      const list = at(path);
      invariant(Array.isArray(list), `the answer has a list at ${path}`);
      const items: readonly unknown[] = list;
      return items;
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
