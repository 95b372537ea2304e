import { graphql } from "graphql";
import { createDistributionsSubgraph } from "../../subgraphs/distributions/index.ts";
import type { DistributionsSubgraph } from "../../subgraphs/distributions/index.ts";
import type { UsageImport } from "../../subgraphs/distributions/usage/import.ts";
import type { Caller, Role } from "../../subgraphs/kit/caller.ts";
import { fixedClock } from "../../subgraphs/kit/clock.ts";
import type { Foundation } from "../../subgraphs/kit/foundation.ts";
import { Refusal } from "../../subgraphs/kit/refusal.ts";
import { DEMONSTRATION, portsOf } from "../support/distributionPorts.ts";
import { openTestStore } from "../support/store.ts";

/** Distributions over a store of its own, with the other subgraphs as tables; it has taken nothing in yet. */
export interface TestHouse {
  readonly house: DistributionsSubgraph;
  readonly foundation: Foundation;
  importText(text: string | Uint8Array, more?: { dryRun?: boolean; licenseId?: string; as?: Caller }): Promise<UsageImport>;
  /** `T` is what the query's answer looks like. */

  ask<T>(
    source: string,
    as?: Caller,
    variables?: Record<string, unknown>,
  ): Promise<{ readonly data: T; readonly errors: readonly string[] }>;
  stop(): Promise<void>;
}

export const HEADER = "row_id,period,territory,use,isrc,iswc,title,artist,plays,revenue,currency";

/** Five good rows and two bad ones; 1,000.00 in China and 0.10 in France. */
export const REPORT = [
  HEADER,
  "1,2026-Q1,CN,STREAM_INTERACTIVE,GBAAA0800736,,,,60,600.00,CNY",
  "2,2026-Q1,CN,STREAM_INTERACTIVE,,T-034.524.680-1,,,20,200.00,CNY",
  "3,2026-Q1,CN,STREAM_INTERACTIVE,,,Far away,John Far,10,100.00,CNY",
  "4,2026-Q1,CN,STREAM_INTERACTIVE,,,Unheard of,Nobody,10,100.00,CNY",
  "5,2026-Q1,FR,STREAM_INTERACTIVE,,T-034.524.680-1,,,3,0.10,CNY",
  "6,2026-Q1,DE,STREAM_INTERACTIVE,,T-034.524.680-1,,,3,0.10,CNY",
  "1,2026-Q1,CN,STREAM_INTERACTIVE,GBAAA0800736,,,,60,600.00,CNY",
].join("\r\n");

export function callerOf(role: Role, society: string | null, subject = `test-${role}`): Caller {
  return { subject, society, role, scopes: [], purpose: null, requestId: "req-1" };
}
export const ADMIN = callerOf("admin", null);
/** The distribution desk of the licensor. */
export const MCSC = callerOf("distribution", "119");

export async function openHouse(): Promise<TestHouse> {
  const store = await openTestStore();
  const foundation = await store.foundation({ subgraph: "distributions", clock: fixedClock(new Date("2026-04-15T08:00:00Z")) });
  const house = await createDistributionsSubgraph({ foundation, ports: portsOf(DEMONSTRATION), dataFolder: store.folder });
  return {
    house,
    foundation,
    importText: async (text, more = {}) =>
      await house.importUsage({
        stream: bytesOf(text),
        licenseId: more.licenseId ?? "lic_1",
        caller: more.as ?? ADMIN,
        dryRun: more.dryRun ?? false,
      }),

    ask: async <T>(source: string, as: Caller = MCSC, variables: Record<string, unknown> = {}) => {
      const result = await graphql({ schema: house.schema, source, contextValue: house.contextFor(as), variableValues: variables });
      // Through JSON, because GraphQL's objects have no prototype.
      const data: unknown = JSON.parse(JSON.stringify(result.data ?? null));
      return { data: data as T, errors: (result.errors ?? []).map(({ message }) => message) };
    },
    stop: async () => {
      await foundation.stop();
      await store.stop();
    },
  };
}

/** The problem codes of a refusal. */
export async function refusalOf(work: Promise<unknown>): Promise<string[]> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw new Error(`a Refusal was expected, not ${String(error)}`);
  return error.problems.map(({ code }) => code);
}

/** A page as a query asks for it. */
export interface List<T> {
  readonly edges: readonly { readonly node: T }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

export function nodesOf<T>({ edges }: List<T>): T[] {
  return edges.map(({ node }) => node);
}

async function* bytesOf(text: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const all = Buffer.from(text);
  for (let at = 0; at < all.length; at += 50) yield await Promise.resolve(all.subarray(at, at + 50));
}
