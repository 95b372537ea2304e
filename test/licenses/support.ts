import { graphql } from "graphql";
import { createLicensesSubgraph } from "../../subgraphs/licenses/index.ts";
import type { LicensesSubgraph } from "../../subgraphs/licenses/index.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import type { Caller, Role } from "../../subgraphs/kit/caller.ts";
import { fixedClock } from "../../subgraphs/kit/clock.ts";
import type { FixedClock } from "../../subgraphs/kit/clock.ts";
import type { Foundation } from "../../subgraphs/kit/foundation.ts";
import type { Membership } from "../../subgraphs/domain/mandates/records.ts";
import { parseCurrency } from "../../subgraphs/domain/money.ts";
import { ALWAYS } from "../../subgraphs/domain/period.ts";
import { share } from "../../subgraphs/domain/shares.ts";
import type { TariffClause } from "../../subgraphs/domain/tariffs.ts";
import { agreement, exclusion, membership } from "../domain/mandates/support.ts";
import { createRightsWorld } from "../support/rightsWorld.ts";
import type { RightsWorld } from "../support/rightsWorld.ts";
import { COUNTRIES, countrySet, day, reportedShare, statement } from "../support/statements.ts";
import type { TestStore } from "../support/store.ts";

export const CHINA = "0156";
export const HONG_KONG = "0344";
export const FRANCE = "0250";
export const TODAY = new Date("2026-01-10T09:00:00.000Z");

/** The subgraph over a store, with a world of four works and five parties, on a clock that stands still. */
export interface LicensesHouse {
  readonly subgraph: LicensesSubgraph;
  readonly foundation: Foundation;
  readonly world: RightsWorld;
  readonly clock: FixedClock;
  /** Runs a document as a caller; a GraphQL error fails the test unless it is asked for. */
  ask(document: string, variables?: Readonly<Record<string, unknown>>, caller?: Caller): Promise<Record<string, never>>;
  /** The codes of the errors of a request. */
  errors(document: string, variables: Readonly<Record<string, unknown>>, caller: Caller): Promise<string[]>;
}

export function caller(role: Role, society: string | null): Caller {
  return { subject: `${role}-${society ?? "none"}`, society, role, scopes: [], purpose: null, requestId: "req_test" };
}

const DESK = caller("licensing", "119");

const ONLINE = { rights: ["OD", "MD"] as const, countries: countrySet(COUNTRIES), period: ALWAYS };

function member(partyId: string, society: string, more: Partial<Membership> = {}): Membership {
  return membership(`mem_${partyId}_${society}`, society, { ...ONLINE, partyId, ...more });
}

/** LI is 119's; DOE is 052's, which lets 119 license OD in Hong Kong and France; ROE is 010's, which does not; WU withholds France; FREE is nobody's. */
function createWorld(): RightsWorld {
  const none = { memberships: [], entrustments: [], exclusions: [] };
  const world = createRightsWorld(
    {
      pty_LI: { ...none, memberships: [member("pty_LI", "119")] },
      pty_DOE: { ...none, memberships: [member("pty_DOE", "052", { rights: ["OD"] }), member("pty_DOE", "044", { rights: ["MD"] })] },
      pty_ROE: { ...none, memberships: [member("pty_ROE", "010")] },
      pty_WU: {
        ...none,
        memberships: [member("pty_WU", "119")],
        exclusions: [exclusion("man_wu", { ...ONLINE, partyId: "pty_WU", countries: countrySet([FRANCE]) })],
      },
    },
    [agreement("agr_052_119", "052", "119", { rights: ["OD"], countries: countrySet([HONG_KONG, FRANCE]) })],
  );
  const both = (percent: string) => ({ OD: percent, MD: percent });
  world.know(
    {
      id: "wrk_1",
      title: "SPRING RIVER",
      iswc: "T0345246801",
      statements: [
        statement("SO:119", [
          { party: "LI", figures: both("50") },
          { party: "DOE", figures: both("50") },
        ]),
      ],
    },
    at(1),
  );
  world.know(
    {
      id: "wrk_2",
      title: "HARBOUR LIGHT",
      iswc: "T0345246802",
      statements: [
        statement(
          "SO:119",
          [
            { party: "WU", figures: both("60") },
            { party: "ROE", figures: both("30") },
          ],
          { reported: [reportedShare("POE", both("10"))] },
        ),
      ],
    },
    at(1),
  );
  world.know(
    {
      id: "wrk_3",
      title: "OLD TUNE",
      iswc: "T0345246803",
      statements: [statement("SO:119", [{ party: "TRAD", kind: "FREE", figures: both("100") }])],
    },
    at(1),
  );
  return world;
}

export function at(days: number): Date {
  return new Date(Date.parse("2026-01-01T00:00:00.000Z") + days * 86_400_000);
}

/** Opens a house over a store that is empty of licences. */
export async function openLicenses(store: TestStore): Promise<LicensesHouse> {
  await store.clear("licenses");
  const clock = fixedClock(TODAY);
  const foundation = await store.foundation({ subgraph: "licenses", clock });
  const world = createWorld();
  const subgraph = await createLicensesSubgraph({ foundation, ports: world, dataFolder: store.folder });
  await subgraph.loadTariffs([
    clause(),
    clause({ id: "trf_france", name: "Online Europe, 1", basis: "SHARES", countries: countrySet([FRANCE]) }),
  ]);
  const run = async (source: string, variableValues: Readonly<Record<string, unknown>>, asker: Caller) =>
    await graphql({ schema: subgraph.schema, source, variableValues, contextValue: subgraph.contextFor(asker) });
  return {
    ...{ subgraph, foundation, world, clock },
    ask: async (document, variables = {}, asker = DESK) => {
      const { data, errors } = await run(document, variables, asker);
      if (errors !== undefined) throw errors[0]?.originalError ?? errors[0] ?? new Error("no error");
      // Tests read deep into answers; what they find is compared, not trusted.
      return JSON.parse(JSON.stringify(data)) as Record<string, never>;
    },
    errors: async (document, variables, asker) => {
      const { errors } = await run(document, variables, asker);
      return (errors ?? []).map(({ originalError, message }) =>
        originalError !== undefined && "code" in originalError ? String(originalError.code) : message,
      );
    },
  };
}

export function clause(change: Partial<TariffClause> = {}): TariffClause {
  return {
    id: "trf_online",
    name: "Online Asia, 1",
    version: 1,
    licensor: "119",
    use: "STREAM_INTERACTIVE",
    countries: countrySet([CHINA, HONG_KONG]),
    period: { from: day("2026-01-01"), until: null },
    basis: "BLANKET",
    currency: requireOk(parseCurrency("CNY")),
    percentOfRevenue: share(12n, 100n),
    minimumPerSubscriber: share(50n, 1n),
    minimumPerPlay: null,
    tiers: [],
    rightSplit: [
      { right: "OD", share: share(3n, 4n) },
      { right: "MD", share: share(1n, 4n) },
    ],
    byLaw: null,
    text: "Twelve percent of revenue, at least half a yuan for each subscriber.",
    ...change,
  };
}

/** A quote for all works in three countries in 2026. */
export const QUOTE = {
  licensor: "119",
  use: "STREAM_INTERACTIVE",
  territories: [CHINA, HONG_KONG, FRANCE],
  period: { from: "2026-02-01", until: "2027-02-01" },
  estimates: [
    { territory: CHINA, revenue: "100000", plays: "5000000", subscribers: "1000" },
    { territory: FRANCE, revenue: "10000.01", subscribers: "10" },
  ],
  currency: "CNY",
} as const;
