import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { Refusal } from "../../subgraphs/kit/refusal.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { AMEND, codes, createDesk, END, ISSUE, READ } from "./desk.ts";
import { caller, CHINA, FRANCE, openLicenses, QUOTE } from "./support.ts";
import type { LicensesHouse } from "./support.ts";

let store: TestStore | null = null;
let house: LicensesHouse;

beforeEach(async () => {
  store ??= await openTestStore();
  house = await openLicenses(store);
});
afterAll(async () => {
  await store?.stop();
});

const { run, issued } = createDesk(() => house);

describe("who may see and do what", () => {
  test("a desk sees and changes its own society's licences, a licensee sees its own, admin all, others none", async () => {
    const { id } = await issued();
    const seen = async (asker: ReturnType<typeof caller>): Promise<boolean> =>
      JSON.stringify(await house.ask(`query ($id: ID!) { license(id: $id) { id } }`, { id }, asker)) !== '{"license":null}';
    const listed = async (asker: ReturnType<typeof caller>): Promise<boolean> =>
      JSON.stringify(await house.ask("{ licenses { edges { node { id } } } }", {}, asker)).includes(id);
    const table = [
      [caller("licensing", "119"), true],
      [caller("society", "119"), true],
      [caller("distribution", "119"), true],
      [caller("licensee", "STREAMCO"), true],
      [caller("admin", null), true],
      [caller("licensing", "052"), false],
      [caller("licensee", "OTHERCO"), false],
      [caller("licensee", null), false],
    ] as const;
    for (const [asker, may] of table)
      expect([asker.role, asker.society, await seen(asker), await listed(asker)]).toEqual([asker.role, asker.society, may, may]);
    expect(await house.errors(READ, { id }, caller("regulator", "119"))).toEqual(["FORBIDDEN"]);
    expect(await house.errors(READ, { id }, caller("anonymous", null))).toEqual(["UNAUTHENTICATED"]);
    expect(await house.errors(ISSUE, { input: { quote: QUOTE, licensee: "X" } }, caller("licensing", "052"))).toEqual(["FORBIDDEN"]);
    expect(await house.errors(ISSUE, { input: { quote: QUOTE, licensee: "X" } }, caller("society", "119"))).toEqual(["FORBIDDEN"]);
    expect(codes(await run(END, { license: id, expectedVersion: 1, from: "2026-07-01" }, caller("licensing", "052")))).toEqual([
      "LICENSE_UNKNOWN",
    ]);
  });

  test("licences are listed newest first, by page and by filter", async () => {
    const ids: string[] = [];
    for (const licensee of ["A", "B", "C"]) ids.push((await issued({ licensee })).id);
    const page = `query ($first: Int, $after: String, $filter: LicenseFilter) { licenses(first: $first, after: $after, filter: $filter) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`;
    const list = async (variables: object) =>
      (await house.ask(page, { ...variables }))["licenses"] as unknown as {
        edges: { node: { id: string } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    const idsOf = (found: { edges: { node: { id: string } }[] }): string[] => found.edges.map(({ node }) => node.id);
    const first = await list({ first: 2 });
    expect([idsOf(first), first.pageInfo.hasNextPage]).toEqual([[ids[2], ids[1]], true]);
    expect(idsOf(await list({ first: 2, after: first.pageInfo.endCursor }))).toEqual([ids[0]]);
    expect(idsOf(await list({ filter: { licensee: "B" } }))).toEqual([ids[1]]);
    await run(END, { license: ids[0], expectedVersion: 1, from: "2026-02-01" });
    house.clock.set(new Date("2026-03-01T00:00:00.000Z"));
    expect(idsOf(await list({ filter: { state: "TERMINATED" } }))).toEqual([ids[0]]);
    expect(idsOf(await list({ filter: { state: "IN_FORCE", territory: FRANCE, use: "STREAM_INTERACTIVE" } }))).toEqual([ids[2], ids[1]]);
    expect(idsOf(await list({ filter: { state: "NOT_YET" } }))).toEqual([]);
    house.clock.set(new Date("2028-03-01T00:00:00.000Z"));
    expect(idsOf(await list({ filter: { state: "EXPIRED" } }))).toEqual([ids[2], ids[1]]);
    expect(idsOf(await list({ filter: { licensor: "052" } }))).toEqual([]);
  });
});

describe("the fees of reported use", () => {
  const line = {
    territory: FRANCE,
    use: "STREAM_INTERACTIVE",
    from: "2026-04-01",
    until: "2026-07-01",
    revenueMinor: "1000001",
    plays: "1",
    subscribers: "0",
  } as const;

  test("are the full right fees by the frozen clause, under either basis", async () => {
    const { id } = await issued();
    const { fees } = await house.subgraph.ports.licenseReader.fees({ licenseId: id, lines: [line, { ...line, territory: CHINA }] });
    expect(
      fees.map(({ territory, right, basis, amountMinor, currency, clause: name }) => [
        territory,
        right,
        basis,
        amountMinor,
        currency,
        name,
      ]),
    ).toEqual([
      [FRANCE, "OD", "SHARES", "90000", "CNY", "Online Europe, 1, version 1"],
      [FRANCE, "MD", "SHARES", "30000", "CNY", "Online Europe, 1, version 1"],
      [CHINA, "OD", "BLANKET", "90000", "CNY", "Online Asia, 1, version 1"],
      [CHINA, "MD", "BLANKET", "30000", "CNY", "Online Asia, 1, version 1"],
    ]);
  });

  test.each<[string, object, string]>([
    ["outside the licence's days", { from: "2026-01-01" }, "USE_OUTSIDE_PERIOD"],
    ["outside its territories", { territory: "0826" }, "TERRITORY_NOT_LICENSED"],
    ["of another kind", { use: "RADIO" }, "USE_NOT_LICENSED"],
    ["without days", { until: "2026-04-01" }, "PERIOD_SYNTAX"],
    ["with figures that are none", { plays: "many" }, "COUNT_RANGE"],
    ["across two terms", { from: "2026-06-01", until: "2026-08-01" }, "USE_SPANS_TERMS"],
  ])("are refused for use %s", async (_what, change, code) => {
    const { id } = await issued();
    await run(AMEND, { license: id, expectedVersion: 1, from: "2026-07-01" });
    const asked = house.subgraph.ports.licenseReader.fees({ licenseId: id, lines: [{ ...line, ...change }] });
    await expect(asked).rejects.toThrow(Refusal);
    await expect(asked).rejects.toThrow(new RegExp(code));
  });
});
