/**
 * Goal: what a ruling does to money and licences is shown to those who may see it, and where it cannot be told the answer says so and the rest of the
 * simulation stands. Method: works over a store, with distributions and licenses as tables; forecast.test.ts has the real ones.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { PortFailure } from "../../../subgraphs/kit/portTransport.ts";
import type { LicenseForecaster } from "../../../subgraphs/kit/ports/licenseForecaster.ts";
import type { RunForecast, RunForecaster } from "../../../subgraphs/kit/ports/runForecaster.ts";
import { storedCountrySet } from "../../../subgraphs/domain/territories/countrySet.ts";
import { countrySet } from "../../support/statements.ts";
import { openTestStore } from "../../support/store.ts";
import type { TestStore } from "../../support/store.ts";
import { callerOf, openWorks, publisher, sketch, writer } from "../house.ts";
import type { WorksHouse } from "../house.ts";

let store: TestStore;
let house: WorksHouse;
let isDown: boolean;
let runsAsked: Parameters<RunForecaster["forecast"]>[0][];
let licensesAsked: Parameters<LicenseForecaster["forecast"]>[0][];
let more: Partial<RunForecast>;
let conflict: { readonly id: string; readonly claims: readonly { readonly id: string; readonly partyName: string }[] };
let workId: string;

const CHANGES = { remitted: "880", deductions: "100", tax: "20", unmatched: "0", unclaimed: "0", nonMembers: "0", notRepresented: "0" };
const RUN = {
  ...{ licensor: "119", period: "2026-Q1", currency: "JPY", changes: { ...CHANGES, income: "0", held: "-1000" } },
  earnings: [{ destination: "HELD" as const, partyId: null, payee: null, holder: null, beforeFine: "1000000000000001", afterFine: "0" }],
  remittances: [
    { payee: "052", beforeMinor: "0", afterMinor: "880" },
    { payee: "058", beforeMinor: "70", afterMinor: "0" },
  ],
};

beforeAll(async () => {
  store = await openTestStore();
}, 60_000);
afterAll(async () => {
  await store.stop();
});
beforeEach(async () => {
  [isDown, runsAsked, licensesAsked, more] = [false, [], [], {}];
  const answer = async <T>(what: T): Promise<T> => {
    if (isDown) throw new PortFailure("PORT_UNREACHABLE", "nobody is there");
    return await Promise.resolve(what);
  };
  house = await openWorks(store, {
    stakeReader: {
      stakes: async ({ questions }) =>
        await answer({ answers: questions.map(() => ({ held: [{ minor: "5", currency: "JPY" }], paid: [], isPartial: false })) }),
    },
    forecasters: {
      runForecaster: {
        forecast: async (asked) => {
          runsAsked.push(asked);
          return await answer({ runs: [RUN], unmade: [], isPartial: false, ...more });
        },
      },
      licenseForecaster: {
        forecast: async (asked) => {
          licensesAsked.push(asked);
          const coverage = [
            { right: "PR" as const, countries: storedCountrySet(countrySet(["0156"])), licensedBefore: "1/2", licensedAfter: "1/1" },
          ];
          const works = [{ workId, alarmBefore: "DISPUTED.", alarmAfter: null, coverage }];
          return await answer({ licenses: [{ licenseId: "lic_1", works }], isPartial: true });
        },
      },
    },
  });
  for (const [party, society] of [
    ["W", "052"],
    ["A", "052"],
    ["Z", "058"],
  ] as const)
    house.parties.add(`pty_${party}`, party, society);
  const [made] = await house.works.recordStatements([sketch({ from: "SO:052", claims: [writer("50"), publisher("A", "50")] })]);
  workId = made?.workId ?? "";
  await house.works.recordStatements([{ ...sketch({ from: "SO:058", title: "", claims: [publisher("Z", "50")] }), workId }]);
  conflict = (await house.data(`{ conflicts { edges { node { id claims { id partyName } } } } }`)).conflicts.edges[0].node;
});

const AMOUNT = "{ amount currency }";
const EFFECT = `isResolved problems { code } money { problems { code path message } held ${AMOUNT} runs { licensor { code } period changes { held ${AMOUNT} remitted ${AMOUNT} }
  earnings { destination before after currency } remittances { payee { code } before ${AMOUNT} after ${AMOUNT} } } }
  licenses { problems { code path } licenses { works { work { title } alarm alarmBefore alarmAfter coverage { right territories before { percent } after { percent } } } } }`;
const simulate = async (caller = callerOf("058", "society"), fields = EFFECT) => {
  const ruling = { changes: [{ claim: conflict.claims.find(({ partyName }) => partyName === "Z")?.id ?? "", figures: [] }] };
  const document = `query ($id: ID!, $ruling: RulingInput!) { simulateRuling(conflict: $id, ruling: $ruling) { ${fields} } }`;
  return (await house.data(document, { id: conflict.id, ruling }, caller)).simulateRuling;
};
const codesOf = ({ problems }: { readonly problems: readonly { readonly code: string }[] }): string[] => problems.map(({ code }) => code);

describe("what a ruling does to money", () => {
  it("is told in units of the currency, and what is remitted to whoever gets it", async () => {
    const { money, isResolved } = await simulate();
    expect(isResolved).toBe(true);
    expect(money).toEqual({
      problems: [],
      held: [{ amount: "5", currency: "JPY" }],
      runs: [
        {
          ...{ licensor: { code: "119" }, period: "2026-Q1" },
          changes: { held: { amount: "-1000", currency: "JPY" }, remitted: { amount: "880", currency: "JPY" } },
          earnings: [{ destination: "HELD", before: "1000.000000000001", after: "0", currency: "JPY" }],
          remittances: [{ payee: { code: "058" }, before: { amount: "70", currency: "JPY" }, after: { amount: "0", currency: "JPY" } }],
        },
      ],
    });
    expect(runsAsked.map(({ workIds }) => workIds)).toEqual([[workId]]);
  });

  it.each([
    ["052", "steward", null],
    ["058", "distribution", ["058"]],
    [null, "admin", ["052", "058"]],
  ] as const)("tells remittances to %s %s: %j", async (society, role, payees) => {
    const { money } = await simulate(callerOf(society, role));
    const { remittances } = money.runs[0];
    expect(remittances?.map(({ payee }: { payee: { code: string } }) => payee.code) ?? null).toEqual(payees);
  });

  it.each([
    ["119", "licensing"],
    ["010", "distribution"],
  ] as const)("is not told to %s %s, who has no part in the conflict", async (society, role) => {
    const { money } = await simulate(callerOf(society, role));
    expect([money.runs, money.held, codesOf(money)]).toEqual([null, null, ["MONEY_NOT_SHOWN"]]);
    expect(runsAsked).toEqual([]);
  });

  it("is unknown, with the reason, when nobody answers; the rest stands", async () => {
    isDown = true;
    const { money, licenses, isResolved, problems } = await simulate();
    expect([isResolved, problems, money.runs, money.held, licenses.licenses]).toEqual([true, [], null, null, null]);
    expect(money.problems.map(({ code, path }: { code: string; path: string[] }) => [code, path.join(".")])).toEqual([
      ["MONEY_UNKNOWN", "money.held"],
      ["PORT_UNREACHABLE", "money.runs"],
    ]);
    expect(codesOf(licenses)).toEqual(["PORT_UNREACHABLE"]);
  });

  it("says which runs are not told, and that there may be more", async () => {
    more = {
      runs: [],
      isPartial: true,
      unmade: [{ licensor: "119", period: "2026-Q2", problem: { code: "RUN_TOO_LARGE", message: "Too large.", path: [] } }],
    };
    const { money } = await simulate();
    expect([money.runs, codesOf(money)]).toEqual([[], ["MONEY_PARTIAL", "RUN_TOO_LARGE"]]);
    expect(money.problems[1].message).toBe("2026-Q2 of 119: Too large.");
  });

  it("is asked of nobody who did not want to know", async () => {
    await simulate(callerOf("058", "society"), "isResolved");
    expect([runsAsked, licensesAsked]).toEqual([[], []]);
  });
});

describe("which licences a ruling touches", () => {
  it("is told with what becomes of alarm and coverage, and that it may not be all", async () => {
    const { licenses } = await simulate(callerOf("119", "licensing"));
    expect(licenses).toEqual({
      problems: [{ code: "LICENSES_PARTIAL", path: ["licenses"] }],
      licenses: [
        {
          works: [
            {
              ...{ work: { title: "River" }, alarm: "CLEARED", alarmBefore: "DISPUTED.", alarmAfter: null },
              coverage: [{ right: "PR", territories: ["0156"], before: { percent: "50" }, after: { percent: "100" } }],
            },
          ],
        },
      ],
    });
  });

  it.each([
    ["119", "licensing", "119"],
    ["058", "society", "058"],
    [null, "admin", null],
  ] as const)("asks for %s %s for the licences of %s", async (society, role, licensor) => {
    await simulate(callerOf(society, role));
    expect(licensesAsked.map((asked) => asked.licensor)).toEqual([licensor]);
  });

  it("is not told to a steward, who reads no licences", async () => {
    const { licenses } = await simulate(callerOf("058", "steward"));
    expect([licenses.licenses, codesOf(licenses), licensesAsked]).toEqual([null, ["LICENSES_NOT_SHOWN"], []]);
  });

  it("is unknown where works stands without them, as money is", async () => {
    house = await openWorks(store, { beside: house });
    const { money, licenses } = await simulate();
    expect([money.runs, codesOf(money), licenses.licenses, codesOf(licenses)]).toEqual([
      null,
      ["MONEY_UNKNOWN"],
      null,
      ["LICENSES_UNKNOWN"],
    ]);
  });
});
