import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { ALWAYS } from "../../subgraphs/domain/period.ts";
import { exclusion, membership } from "../domain/mandates/support.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { countrySet, statement } from "../support/statements.ts";
import { ALARMS, AMEND, codes, createDesk, END, ISSUE, READ } from "./desk.ts";
import { CHINA, clause, FRANCE, HONG_KONG, openLicenses, QUOTE, TODAY } from "./support.ts";
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

describe("an issued licence", () => {
  test("freezes clauses, clearance, price and a hash of the rights it rests on", async () => {
    const license = await issued({ number: "A-1" });
    expect(license).toMatchObject({
      number: "A-1",
      state: "NOT_YET",
      licensor: { code: "119" },
      licensee: "STREAMCO",
      uses: ["STREAM_INTERACTIVE"],
      territories: [CHINA, FRANCE, HONG_KONG],
      period: { from: "2026-02-01", until: "2027-02-01" },
      coversRepertoire: true,
      snapshot: { takenAt: TODAY.toISOString(), works: 3 },
      history: [{ kind: "ISSUED", version: 1, from: "2026-02-01" }],
    });
    const sum = license.lines.reduce((total, { amount }) => total + BigInt(amount.amount.replace(".", "")), 0n);
    expect(license.total.amount.replace(".", "")).toBe(sum.toString());
    expect(await house.ask(READ, { id: license.id })).toEqual({ license });
    // A newer clause changes quotes from now on, and not this licence.
    await house.subgraph.loadTariffs([clause({ version: 2, basis: "SHARES" })]);
    expect(await house.ask(READ, { id: license.id })).toEqual({ license });
  });

  test("is one licence however often it is sent under one key, and a reused key is refused", async () => {
    const input = { quote: QUOTE, licensee: "STREAMCO", idempotencyKey: "k1" };
    const first = await run(ISSUE, input);
    const calls = house.world.ownershipCalls.length;
    const second = await run(ISSUE, input);
    expect([first.replayed, second.replayed, second.license]).toEqual([false, true, first.license]);
    expect(house.world.ownershipCalls.length).toBe(calls);
    expect(codes(await run(ISSUE, { ...input, licensee: "OTHER" }))).toEqual(["IDEMPOTENCY_KEY_REUSED"]);
  });

  test("is refused with every problem of its quote, and nothing is stored", async () => {
    const { license, problems } = await run(ISSUE, {
      quote: { ...QUOTE, territories: [CHINA, "0840"], estimates: [] },
      licensee: "STREAMCO",
    });
    expect([license, problems]).toEqual([null, [{ code: "NO_TARIFF", path: ["quote", "territories"] }]]);
    expect(codes(await run(ISSUE, { quote: { ...QUOTE, works: ["nothing"] }, licensee: "STREAMCO" }))).toEqual(["WORK_UNKNOWN"]);
    expect(codes(await run(ISSUE, { quote: { ...QUOTE, territories: [] }, licensee: " ", number: "" }))).toEqual([
      "TERRITORY_COUNT",
      "ESTIMATE_TERRITORY",
      "ESTIMATE_TERRITORY",
      "LICENSEE_LENGTH",
      "NUMBER_LENGTH",
    ]);
    expect(await house.ask("{ licenses { edges { node { id } } } }")).toEqual({ licenses: { edges: [] } });
  });

  test("has a number of its own", async () => {
    await issued({ number: "A-1" });
    expect(codes(await run(ISSUE, { quote: QUOTE, licensee: "STREAMCO", number: "A-1" }))).toEqual(["NUMBER_TAKEN"]);
    expect((await issued()).number).toMatch(/^119-2026-[0-9A-Z]{8}$/);
  });

  test("has the same snapshot for the same rights, whatever the order of works", async () => {
    const one = await issued({ quote: { ...QUOTE, works: ["wrk_1", "wrk_2"] } });
    const other = await issued({ quote: { ...QUOTE, works: ["wrk_2", "T0345246801"] } });
    expect(other.snapshot.hash).toBe(one.snapshot.hash);
  });

  test("writes one event with its snapshot", async () => {
    const { id, snapshot } = await issued();
    await house.foundation.events.drain();
    const events = await house.foundation.events.ofSubjects([id]);
    expect(events.get(id)?.map(({ kind, data }) => [kind, data["snapshotHash"]])).toEqual([["LICENSE_ISSUED", snapshot.hash]]);
  });
});

describe("alarms", () => {
  test("are raised by the changed work only, say what changed, and name the conflict", async () => {
    const license = await issued();
    expect(await house.ask(ALARMS, { id: license.id })).toEqual({ license: { alarms: [] } });
    house.clock.advance(60_000);
    const own = statement("SO:119", [
      { party: "LI", figures: { OD: "50", MD: "50" } },
      { party: "DOE", figures: { OD: "50", MD: "50" } },
    ]);
    const other = statement("PB:1", [{ party: "ZED", side: "PUBLISHER", figures: { OD: "20" }, countries: [FRANCE], from: "2026-06-01" }]);
    house.world.know({ id: "wrk_1", title: "SPRING RIVER", iswc: "T0345246801", statements: [own, other] }, house.clock.now());
    const elsewhere = statement("SO:119", [{ party: "TRAD", kind: "FREE", figures: { OD: "100", MD: "100" } }], { number: "1" });
    house.world.know({ id: "wrk_3", title: "OLD TUNE", iswc: "T0345246803", statements: [elsewhere] }, house.clock.now());
    expect(await house.ask(ALARMS, { id: license.id })).toEqual({
      license: {
        alarms: [
          {
            work: { id: "wrk_1" },
            title: "SPRING RIVER",
            message: expect.stringMatching(
              /^OD from 2026-06-01 in 0250: DISPUTED \(before CLEAR\), ZED claims 20% \(before nothing\), .*held/,
            ),
            versionThen: 1,
            versionNow: 2,
            conflicts: ["cnf_wrk_1_0"],
          },
        ],
      },
    });
  });

  test("are not raised by a claim that the licence does not rest on", async () => {
    const { id } = await issued({ quote: { ...QUOTE, territories: [CHINA], estimates: [] } });
    const own = statement("SO:119", [
      { party: "LI", figures: { OD: "50", MD: "50" } },
      { party: "DOE", figures: { OD: "50", MD: "50" } },
    ]);
    const other = statement("PB:1", [{ party: "ZED", side: "PUBLISHER", figures: { OD: "20" }, countries: [FRANCE] }]);
    house.world.know({ id: "wrk_1", title: "SPRING RIVER", iswc: "T0345246801", statements: [own, other] }, house.clock.now());
    expect(await house.ask(ALARMS, { id })).toEqual({ license: { alarms: [] } });
  });
});

describe("alarms of mandates", () => {
  interface Shown {
    readonly license: { readonly alarms: readonly { readonly work: { readonly id: string }; readonly message: string }[] };
  }
  const alarmed = async (id: string): Promise<(readonly [string, string])[]> => {
    const answer: unknown = await house.ask(ALARMS, { id });
    return (answer as Shown).license.alarms.map(({ work, message }) => [work.id, message] as const);
  };
  const inAsia = { quote: { ...QUOTE, territories: [CHINA], estimates: [] } };

  test("are raised when an agreement that a licence rests on ends within its days, for the works and licences that it concerns only", async () => {
    const [wide, narrow] = [await issued(), await issued(inAsia)];
    // 052 lets 119 license DOE's OD in Hong Kong and France; 119 has no agreement for China
    house.world.terminate("agr_052_119", "2026-07-01");
    expect(await alarmed(wide.id)).toEqual([["wrk_1", "On 2027-01-31 these mandates of the snapshot no longer apply: agr_052_119."]]);
    expect(await alarmed(narrow.id)).toEqual([]);
  });

  test("are not raised by an end after the licence's last day, or by a mandate of somebody else", async () => {
    const { id } = await issued();
    house.world.terminate("agr_052_119", "2027-02-01");
    expect(await alarmed(id)).toEqual([]);
    house.world.mandate("pty_NOBODY", { memberships: [], entrustments: [], exclusions: [] });
    expect(await alarmed(id)).toEqual([]);
  });

  test("are raised when a right holder withholds a right, and when its mandate moves to another society", async () => {
    const { id } = await issued();
    const online = { rights: ["OD", "MD"] as const, countries: countrySet([CHINA, HONG_KONG, FRANCE]), period: ALWAYS };
    const member = (society: string) => [membership(`mem_LI_${society}`, society, { ...online, partyId: "pty_LI" })];
    const withheld = exclusion("man_li", { ...online, partyId: "pty_LI", countries: countrySet([HONG_KONG]) });
    house.world.mandate("pty_LI", { memberships: member("119"), entrustments: [], exclusions: [withheld] });
    expect(await alarmed(id)).toEqual([["wrk_1", "On 2026-02-01 these apply, which the snapshot does not have: man_li."]]);
    house.world.mandate("pty_LI", { memberships: member("058"), entrustments: [], exclusions: [] });
    expect(await alarmed(id)).toEqual([["wrk_1", "The societies that hold the mandates over it are others than in the snapshot."]]);
  });

  test("are silent again once new terms rest on what is there now, and a membership that a file prints anew is nothing new", async () => {
    const { id, version } = await issued();
    house.world.terminate("agr_052_119", "2026-07-01");
    expect(await alarmed(id)).toHaveLength(1);
    expect(await run(AMEND, { license: id, expectedVersion: version, from: "2026-02-15" })).toMatchObject({ problems: [] });
    house.clock.set(new Date("2026-03-01T12:00:00.000Z"));
    expect(await alarmed(id)).toEqual([]);
    const online = { rights: ["OD", "MD"] as const, countries: countrySet([CHINA, HONG_KONG, FRANCE]), period: ALWAYS };
    const renewed = [membership("mem_renewed", "119", { ...online, partyId: "pty_LI" })];
    house.world.mandate("pty_LI", { memberships: renewed, entrustments: [], exclusions: [] });
    expect(await alarmed(id)).toEqual([]);
  });
});

describe("a licence changes", () => {
  test("its state with the clock", async () => {
    const { id } = await issued();
    const states: unknown[] = [];
    for (const now of ["2026-01-31", "2026-02-01", "2027-01-31", "2027-02-01"]) {
      house.clock.set(new Date(`${now}T12:00:00.000Z`));
      states.push((await house.ask(`query ($id: ID!) { license(id: $id) { state } }`, { id }))["license"]);
    }
    expect(states).toEqual(["NOT_YET", "IN_FORCE", "IN_FORCE", "EXPIRED"].map((state) => ({ state })));
  });

  test("by termination from a later day on, and the days before stay licensed", async () => {
    const { id } = await issued();
    const ended = await run(END, { license: id, expectedVersion: 1, from: "2026-05-01", reason: "By agreement" });
    expect(ended.license).toMatchObject({
      state: "NOT_YET",
      terminatedFrom: "2026-05-01",
      version: 2,
      history: [{ kind: "ISSUED" }, { kind: "TERMINATED", note: "By agreement" }],
    });
    house.clock.set(new Date("2026-04-30T12:00:00.000Z"));
    expect((await house.subgraph.ports.licenseReader.license({ id })).license).toMatchObject({ state: "IN_FORCE", until: "2026-05-01" });
    house.clock.set(new Date("2026-05-01T00:00:00.000Z"));
    expect((await house.subgraph.ports.licenseReader.license({ id })).license).toMatchObject({ state: "TERMINATED" });
    expect(codes(await run(END, { license: id, expectedVersion: 2, from: "2026-06-01" }))).toEqual(["LICENSE_ENDED"]);
  });

  test("by new terms from a day on, frozen anew", async () => {
    const { id, snapshot } = await issued({ quote: { ...QUOTE, works: ["wrk_1", "wrk_3"] } });
    const amended = await run(AMEND, {
      license: id,
      expectedVersion: 1,
      from: "2026-07-01",
      until: "2026-12-01",
      territories: [CHINA, HONG_KONG],
      idempotencyKey: "a1",
    });
    expect(amended.problems).toEqual([]);
    expect(amended.license).toMatchObject({
      territories: [CHINA, HONG_KONG],
      period: { from: "2026-02-01", until: "2026-12-01" },
      version: 2,
      snapshot: { hash: snapshot.hash, works: 2 },
      terms: [
        { version: 1, from: "2026-02-01", until: "2027-02-01", total: { amount: "12525.00" } },
        { version: 2, from: "2026-07-01", until: "2026-12-01", total: { amount: "12000.00" } },
      ],
    });
    const replay = await run(AMEND, {
      license: id,
      expectedVersion: 1,
      from: "2026-07-01",
      until: "2026-12-01",
      territories: [CHINA, HONG_KONG],
      idempotencyKey: "a1",
    });
    expect([replay.replayed, replay.license?.version]).toEqual([true, 2]);
    house.clock.set(new Date("2026-07-01T00:00:00.000Z"));
    expect(await house.ask(`query ($id: ID!) { license(id: $id) { total { amount } } }`, { id })).toEqual({
      license: { total: { amount: "12000.00" } },
    });
  });

  test.each<[string, string, object, string]>([
    ["an old version", AMEND, { expectedVersion: 7, from: "2026-07-01" }, "STALE_VERSION"],
    ["a past day", AMEND, { from: "2026-01-09" }, "DATE_PAST"],
    ["a day outside the licence", AMEND, { from: "2027-02-01" }, "DATE_OUTSIDE"],
    ["no day at all", AMEND, { from: "2026-02-30" }, "DATE_SYNTAX"],
    ["an unknown licence", AMEND, { license: "lic_0", from: "2026-07-01" }, "LICENSE_UNKNOWN"],
    ["a country without tariff", AMEND, { from: "2026-07-01", territories: ["0840"] }, "NO_TARIFF"],
    ["an old version of an end", END, { expectedVersion: 7, from: "2026-07-01" }, "STALE_VERSION"],
    ["an end in the past", END, { from: "2026-01-09" }, "DATE_PAST"],
    ["an end after the end", END, { from: "2027-02-01" }, "DATE_OUTSIDE"],
    ["a reason without end", END, { from: "2026-07-01", reason: "x".repeat(501) }, "REASON_LENGTH"],
  ])("not for %s", async (_what, document, change, code) => {
    const { id } = await issued();
    const { from = "2026-07-01", ...rest } = change as { readonly from?: string };
    const input = { license: id, expectedVersion: 1, from, ...rest };
    if (code === "DATE_SYNTAX") await expect(run(document, input)).rejects.toThrow(/2026-02-30/);
    else expect(codes(await run(document, input))).toEqual([code]);
    expect(await house.ask(READ, { id })).toMatchObject({ license: { version: 1 } });
  });
});
