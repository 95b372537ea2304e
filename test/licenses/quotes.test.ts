import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { at, caller, CHINA, clause, FRANCE, HONG_KONG, openLicenses, QUOTE } from "./support.ts";
import type { LicensesHouse } from "./support.ts";
import { reportedShare, statement } from "../support/statements.ts";

const DOCUMENT = `query ($input: QuoteInput!) {
  quote(input: $input) {
    licensor { code } use period { from until } currency
    works { total fully partly not }
    territories {
      territory name works { total fully partly not }
      combined { category share { percent numerator denominator } }
      rights { right licensed { percent } parts { category share { percent numerator denominator } } names { category name party { id } society { code } share { percent } works because } works { fully partly not } }
      uncleared { right category name society { code } share { percent } }
    }
    lines { territory right clause { name version } basis fullFee { amount currency } licensedShare { percent } amount { amount } because }
    total { amount currency }
    problems { code message path }
  }
}`;

interface PartView {
  readonly category: string;
  readonly share: { readonly percent: string; readonly numerator: string; readonly denominator: string };
}
interface QuoteView {
  readonly works: Record<string, number>;
  readonly territories: readonly {
    readonly territory: string;
    readonly name: string;
    readonly works: Record<string, number>;
    readonly combined: readonly PartView[];
    readonly rights: readonly {
      readonly right: string;
      readonly licensed: { readonly percent: string };
      readonly parts: readonly PartView[];
      readonly names: readonly Record<string, unknown>[];
    }[];
    readonly uncleared: readonly Record<string, unknown>[];
  }[];
  readonly lines: readonly {
    readonly territory: string;
    readonly right: string;
    readonly amount: { readonly amount: string };
    readonly fullFee: { readonly amount: string };
    readonly because: string;
  }[];
  readonly total: { readonly amount: string; readonly currency: string } | null;
  readonly problems: readonly { readonly code: string; readonly message: string; readonly path: readonly string[] }[];
}

let store: TestStore;
let house: LicensesHouse;

beforeAll(async () => {
  store = await openTestStore();
  house = await openLicenses(store);
});
afterAll(async () => {
  await store.stop();
});

async function quote(change: object = {}): Promise<QuoteView> {
  const answer: Record<string, QuoteView> = await house.ask(DOCUMENT, { input: { ...QUOTE, ...change } });
  const found = answer["quote"];
  if (found === undefined) throw new Error("no quote");
  return found;
}

function parts(view: QuoteView, territory: string, right: string): Record<string, string> {
  const found = view.territories.find((one) => one.territory === territory)?.rights.find((one) => one.right === right)?.parts ?? [];
  return Object.fromEntries(found.filter(({ share }) => share.numerator !== "0").map(({ category, share }) => [category, share.percent]));
}

describe("a quote", () => {
  test("shows what is licensed, by whom, and whom to ask, in every country", async () => {
    const view = await quote({ works: ["wrk_1", "T0345246802"] });
    expect(view.problems).toEqual([]);
    // wrk_1 is LI 50 (119), DOE 50 (052 for OD, 044 for MD); wrk_2 is WU 60 (119, not in France), ROE 30 (010), 10 unclaimed.
    expect(parts(view, CHINA, "OD")).toEqual({ OWN: "55", ELSEWHERE: "40", UNCLAIMED: "5" });
    expect(parts(view, HONG_KONG, "OD")).toEqual({ OWN: "55", SISTER: "25", ELSEWHERE: "15", UNCLAIMED: "5" });
    expect(parts(view, HONG_KONG, "MD")).toEqual({ OWN: "55", ELSEWHERE: "40", UNCLAIMED: "5" });
    expect(parts(view, FRANCE, "OD")).toEqual({ OWN: "25", SISTER: "25", EXCLUDED: "30", ELSEWHERE: "15", UNCLAIMED: "5" });
    const names =
      view.territories.find(({ territory }) => territory === HONG_KONG)?.rights.find(({ right }) => right === "OD")?.names ?? [];
    expect(names.find(({ category }) => category === "SISTER")).toMatchObject({
      name: "DOE",
      party: { id: "pty_DOE" },
      society: { code: "052" },
      because: expect.stringContaining("agr_052_119"),
    });
    expect(names.find(({ category }) => category === "UNCLAIMED")).toMatchObject({ name: "POE", party: null });
    expect(view.territories.find(({ territory }) => territory === CHINA)?.uncleared).toContainEqual(
      expect.objectContaining({ right: "MD", category: "ELSEWHERE", name: "DOE", society: { code: "044" } }),
    );
  });

  test("counts works fully, partly and not cleared, free ones as cleared", async () => {
    const view = await quote();
    expect(view.works).toEqual({ total: 3, fully: 1, partly: 2, not: 0 });
    expect(view.territories.map(({ territory, name }) => [territory, name])).toEqual([
      [CHINA, "CHINA"],
      [FRANCE, "FRANCE"],
      [HONG_KONG, "HONG KONG"],
    ]);
  });

  test("weighs the combined figure by the tariff's right split, and every list of parts is one whole", async () => {
    const view = await quote({ works: ["wrk_1"] });
    const combined = view.territories.find(({ territory }) => territory === HONG_KONG)?.combined ?? [];
    const shown = Object.fromEntries(combined.map(({ category, share }) => [category, share.percent]));
    expect(shown).toMatchObject({ OWN: "50", SISTER: "37.5", ELSEWHERE: "12.5" });
    for (const { rights, combined: all } of view.territories) {
      for (const list of [all, ...rights.map((one) => one.parts)]) expect(isWhole(list)).toBe(true);
    }
  });

  test("prices each right by its clause: BLANKET in full, SHARES by what is licensed, and the lines add up to the total", async () => {
    const view = await quote({ works: ["wrk_1"] });
    const line = (territory: string, right: string) => view.lines.find((one) => one.territory === territory && one.right === right);
    // China: 12% of 100,000.00; France: 12% of 10,000.01 = 1,200.00; its OD 900.00 wholly licensed, its MD 300.00 half.
    expect(line(CHINA, "OD")).toMatchObject({
      basis: "BLANKET",
      fullFee: { amount: "9000.00", currency: "CNY" },
      amount: { amount: "9000.00" },
      clause: { name: "Online Asia, 1", version: 1 },
    });
    expect(line(FRANCE, "OD")).toMatchObject({
      basis: "SHARES",
      fullFee: { amount: "900.00" },
      licensedShare: { percent: "100" },
      amount: { amount: "900.00" },
    });
    expect(line(FRANCE, "MD")).toMatchObject({
      fullFee: { amount: "300.00" },
      licensedShare: { percent: "50" },
      amount: { amount: "150.00" },
    });
    expect(line(HONG_KONG, "OD")).toMatchObject({ amount: { amount: "0.00" } });
    const minor = view.lines.reduce((sum, { amount }) => sum + BigInt(amount.amount.replace(".", "")), 0n);
    expect(view.total).toEqual({ amount: "13050.00", currency: "CNY" });
    expect(minor).toBe(1_305_000n);
  });

  test("changes when one claim changes, and holds what is disputed", async () => {
    const before = await quote({ works: ["wrk_1"] });
    const own = statement("SO:119", [
      { party: "LI", figures: { OD: "50", MD: "50" } },
      { party: "DOE", figures: { OD: "50", MD: "50" } },
    ]);
    const other = statement("PB:1", [{ party: "ZED", figures: { OD: "20" }, side: "PUBLISHER", countries: [FRANCE] }]);
    house.world.know({ id: "wrk_4", title: "TWO SONGS", iswc: "T0345246804", statements: [own] }, at(1));
    expect(parts(await quote({ works: ["wrk_4"] }), FRANCE, "OD")).toEqual(parts(before, FRANCE, "OD"));
    house.world.know({ id: "wrk_4", title: "TWO SONGS", iswc: "T0345246804", statements: [own, other] }, at(2));
    const after = await quote({ works: ["wrk_4"] });
    expect(Number(parts(after, FRANCE, "OD")["DISPUTED"])).toBeGreaterThan(0);
    expect(parts(after, HONG_KONG, "OD")).toEqual(parts(before, HONG_KONG, "OD"));
  });

  test("expands groups to their countries on the first day", async () => {
    const view = await quote({ territories: ["2120"], works: ["wrk_1"], estimates: [] });
    expect(view.territories.map(({ territory }) => territory)).toContain(FRANCE);
    expect(view.problems.every(({ code }) => code === "NO_TARIFF")).toBe(true);
  });

  test("prices what an extended licence covers by law", async () => {
    await house.subgraph.loadTariffs([
      clause({
        id: "trf_law",
        name: "By law",
        version: 1,
        use: "RADIO",
        byLaw: "Copyright Act, article 46",
        rightSplit: [
          { right: "PR", share: { numerator: 1n, denominator: 1n } },
          { right: "MA", share: { numerator: 0n, denominator: 1n } },
        ],
      }),
    ]);
    const own = statement("SO:119", [{ party: "LI", figures: { PR: "40", MA: "40" } }], {
      reported: [reportedShare("POE", { PR: "60", MA: "60" })],
    });
    house.world.know({ id: "wrk_5", title: "ON AIR", iswc: "T0345246805", statements: [own] }, at(1));
    const view = await quote({ use: "RADIO", territories: [CHINA], works: ["wrk_5"], estimates: [] });
    expect(parts(view, CHINA, "PR")["BY_LAW"]).toBeDefined();
    expect(view.territories[0]?.rights[0]?.licensed.percent).toBe("100");
  });
});

describe("a quote is refused", () => {
  test.each<[string, object, string, string]>([
    ["without the end of the period", { period: { from: "2026-02-01" } }, "PERIOD_OPEN", "period.until"],
    ["with a period that ends before it begins", { period: { from: "2026-02-01", until: "2026-02-01" } }, "PERIOD_EMPTY", "period"],
    ["without territories", { territories: [] }, "TERRITORY_COUNT", "territories"],
    ["for an unknown territory", { territories: ["9999"], estimates: [] }, "TIS_UNKNOWN", "territories.0"],
    ["for a territory that is gone", { territories: ["0200"], estimates: [] }, "TERRITORY_NOT_IN_FORCE", "territories.0"],
    ["with an empty list of works", { works: [] }, "WORK_COUNT", "works"],
    ["in a currency that there is not", { currency: "XYZ" }, "CURRENCY_UNKNOWN", "currency"],
    ["with an estimate elsewhere", { territories: [CHINA] }, "ESTIMATE_TERRITORY", "estimates.1.territory"],
    [
      "with two estimates for one country",
      { estimates: [{ territory: CHINA }, { territory: CHINA }] },
      "ESTIMATE_REPEATED",
      "estimates.1.territory",
    ],
    ["with parts of a minor unit", { estimates: [{ territory: CHINA, revenue: "1.234" }] }, "AMOUNT_DECIMALS", "estimates.0.revenue"],
    ["with revenue below zero", { estimates: [{ territory: CHINA, revenue: "-1" }] }, "AMOUNT_RANGE", "estimates.0.revenue"],
    ["with plays below zero", { estimates: [{ territory: CHINA, plays: "-1" }] }, "COUNT_RANGE", "estimates.0.plays"],
  ])("%s", async (_what, change, code, path) => {
    const view = await quote(change);
    expect(view.problems.map((found) => [found.code, found.path.join(".")])).toContainEqual([code, path]);
    expect([view.territories, view.lines, view.total]).toEqual([[], [], null]);
  });

  test("in part for unknown works and for countries that no clause prices, each by name", async () => {
    const view = await quote({ works: ["wrk_1", "T9999999999"], territories: [CHINA, "0840"], estimates: [] });
    expect(view.problems.map(({ code }) => code).sort()).toEqual(["NO_TARIFF", "WORK_UNKNOWN"]);
    expect(view.problems.map(({ message }) => message).join(" ")).toContain("0840");
    expect(view.lines.map(({ territory }) => territory)).toEqual([CHINA, CHINA]);
    expect(view.territories.find(({ territory }) => territory === "0840")?.combined).toEqual([]);
  });

  test("for a currency that the tariff does not price in", async () => {
    expect((await quote({ currency: "EUR", estimates: [] })).problems.map(({ code }) => code)).toEqual([
      "TARIFF_CURRENCY",
      "TARIFF_CURRENCY",
      "TARIFF_CURRENCY",
    ]);
  });

  test("to everybody but the licensor's own desk", async () => {
    const input = { input: QUOTE };
    expect(await house.errors(DOCUMENT, input, caller("licensing", "052"))).toEqual(["FORBIDDEN"]);
    expect(await house.errors(DOCUMENT, input, caller("society", "119"))).toEqual(["FORBIDDEN"]);
    expect(await house.errors(DOCUMENT, input, caller("anonymous", null))).toEqual(["UNAUTHENTICATED"]);
    expect(await house.errors(DOCUMENT, input, caller("admin", null))).toEqual([]);
  });
});

describe("tariffs", () => {
  test("are loaded once, and a version never changes", async () => {
    expect(await house.subgraph.loadTariffs([clause()])).toEqual({ loaded: 0, unchanged: 1 });
    await expect(house.subgraph.loadTariffs([clause({ basis: "SHARES" })])).rejects.toThrow(/TARIFF_CLAUSE_FROZEN/);
    await expect(house.subgraph.loadTariffs([clause({ version: 0 })])).rejects.toThrow(/CLAUSE_VERSION/);
  });

  test("are listed by use with their clauses on a day", async () => {
    const document = `query ($on: Date) { tariffs(licensor: "119", use: STREAM_INTERACTIVE, on: $on) { use clauses { id name percentOfRevenue minimumPerSubscriber territories } } }`;
    const answer = await house.ask(document, { on: "2026-05-01" });
    expect(answer).toMatchObject({
      tariffs: [
        {
          use: "STREAM_INTERACTIVE",
          clauses: [
            { id: "trf_online", percentOfRevenue: "12", minimumPerSubscriber: "0.5", territories: [CHINA, HONG_KONG] },
            { id: "trf_france" },
          ],
        },
      ],
    });
    expect(await house.ask(document, { on: "2025-05-01" })).toEqual({ tariffs: [] });
  });
});

function isWhole(list: readonly PartView[]): boolean {
  const common = list.reduce((product, { share }) => product * BigInt(share.denominator), 1n);
  return list.reduce((sum, { share }) => sum + (BigInt(share.numerator) * common) / BigInt(share.denominator), 0n) === common;
}
