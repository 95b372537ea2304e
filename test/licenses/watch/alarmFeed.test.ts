/**
 * Shows that the changes of alarms, replayed, give the alarms that a licence answers when it is asked: whatever happens to works, mandates, terms
 * and the clock, in whatever order the watcher looks, and though two processes look at once or one dies between.
 */
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { ALWAYS } from "../../../subgraphs/domain/period.ts";
import type { Statement } from "../../../subgraphs/domain/statements.ts";
import { createLicensesSubgraph } from "../../../subgraphs/licenses/index.ts";
import type { LicensesSubgraph } from "../../../subgraphs/licenses/index.ts";
import { LICENSE_MIGRATIONS } from "../../../subgraphs/licenses/migrations.ts";
import { membership } from "../../domain/mandates/support.ts";
import { COUNTRIES, countrySet, statement } from "../../support/statements.ts";
import { openTestStore } from "../../support/store.ts";
import type { TestStore } from "../../support/store.ts";
import { ALARMS, AMEND, createDesk } from "../desk.ts";
import { caller, CHINA, FRANCE, openLicenses, QUOTE } from "../support.ts";
import type { LicensesHouse } from "../support.ts";

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
const ADMIN = caller("admin", null);
const CHANGES = `query ($since: String, $first: Int) { licenseAlarms(since: $since, first: $first) {
  edges { cursor node { id number kind licenseNumber license { id } alarm { work { id } title message versionThen versionNow conflicts } } }
  pageInfo { endCursor hasNextPage } } }`;

interface AlarmView {
  readonly work: { readonly id: string } | null;
  readonly message: string;
}
interface ChangeView {
  readonly id: string;
  readonly kind: string;
  readonly license: { readonly id: string } | null;
  readonly alarm: AlarmView;
}

/** Lets a watcher tell what is known by now. */
async function watch(by: Pick<LicensesSubgraph, "watchAlarms"> = house.subgraph): Promise<void> {
  await by.watchAlarms();
  await house.foundation.events.drain();
}

/** All changes, page by page. */
async function changes(asker = ADMIN, first = 100): Promise<ChangeView[]> {
  const all: ChangeView[] = [];
  for (let since: string | null = null; ;) {
    const answer: unknown = await house.ask(CHANGES, { since, first }, asker);
    const { edges, pageInfo } = (
      answer as { licenseAlarms: { edges: { node: ChangeView }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } }
    ).licenseAlarms;
    all.push(...edges.map(({ node }) => node));
    since = pageInfo.endCursor;
    if (!pageInfo.hasNextPage) return all;
  }
}

async function told(asker = ADMIN): Promise<string[]> {
  return (await changes(asker)).map(({ kind, alarm }) => `${kind.replace("LICENSE_ALARM_", "")} ${alarm.work?.id ?? "gone"}`);
}

/** What the changes leave standing of one licence, as `License.alarms` answers it. */
async function standing(licenseId: string): Promise<AlarmView[]> {
  const byWork = new Map<string, AlarmView>();
  for (const { kind, license, alarm } of await changes()) {
    if (license?.id !== licenseId) continue;
    const work = alarm.work?.id ?? "gone";
    if (kind === "LICENSE_ALARM_CLEARED") byWork.delete(work);
    else byWork.set(work, alarm);
  }
  return [...byWork].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, alarm]) => alarm);
}

async function asked(id: string): Promise<AlarmView[]> {
  const answer: unknown = await house.ask(ALARMS, { id }, ADMIN);
  return (answer as { license: { alarms: AlarmView[] } }).license.alarms;
}

const WORKS = ["wrk_1", "wrk_2", "wrk_3"] as const;
const PLAIN: Readonly<Record<string, readonly Statement[]>> = {
  wrk_1: [
    statement(
      "SO:119",
      ["LI", "DOE"].map((party) => ({ party, figures: { OD: "50", MD: "50" } })),
    ),
  ],
};

function disputed(percent: string, countries: readonly string[] = [FRANCE]): readonly Statement[] {
  const own = PLAIN["wrk_1"] ?? [];
  return [...own, statement("PB:1", [{ party: "ZED", side: "PUBLISHER", figures: { OD: percent }, countries }])];
}

function know(id: string, statements: readonly Statement[]): void {
  house.clock.advance(60_000);
  house.world.know({ id, title: `WORK ${id}`, iswc: "T0345246801", statements }, house.clock.now());
}

describe("the changes of alarms", () => {
  test("tell that a later claim touches a licence, that it says something else by now, and that it is withdrawn", async () => {
    const { id } = await issued();
    await watch();
    expect(await told()).toEqual([]);
    know("wrk_1", disputed("20"));
    await watch();
    know("wrk_1", disputed("30"));
    await watch();
    expect(await standing(id)).toEqual(await asked(id));
    know("wrk_1", PLAIN["wrk_1"] ?? []);
    await watch();
    expect(await told()).toEqual(["RAISED wrk_1", "CHANGED wrk_1", "CLEARED wrk_1"]);
    const { alarm, ...last } = (await changes()).at(-1) ?? { alarm: null };
    expect([last, alarm]).toMatchObject([{ license: { id } }, { message: expect.stringContaining("snapshot again") }]);
    expect(await asked(id)).toEqual([]);
  });

  test("are those of the licences that are touched, and only these are looked at", async () => {
    const [wide, narrow] = [await issued(), await issued({ quote: { ...QUOTE, territories: [CHINA], estimates: [], works: ["wrk_2"] } })];
    await watch();
    const before = house.world.ownershipCalls.length;
    know("wrk_1", disputed("20"));
    await watch();
    expect((await changes()).map(({ license }) => license?.id)).toEqual([wide.id]);
    // one work as it is now, and once more as it was known when the snapshot was taken
    expect(house.world.ownershipCalls.slice(before).map(({ works }) => works)).toEqual([1, 1]);
    expect(await asked(narrow.id)).toEqual([]);
  });

  test("tell of an agreement that ends within a licence, to the licences of those to whom it leads", async () => {
    const { id } = await issued();
    await watch();
    house.world.terminate("agr_052_119", "2026-07-01");
    await watch();
    expect(await told()).toEqual(["RAISED wrk_1"]);
    expect(await standing(id)).toEqual(await asked(id));
  });

  test("follow the terms: on the day on which new ones begin the alarms of the old ones are over", async () => {
    const { id, version } = await issued();
    know("wrk_1", disputed("20"));
    await watch();
    expect(await run(AMEND, { license: id, expectedVersion: version, from: "2026-02-15" })).toMatchObject({ problems: [] });
    await watch();
    expect(await told()).toEqual(["RAISED wrk_1"]);
    house.clock.set(new Date("2026-02-15T00:00:00.000Z"));
    await house.foundation.schedules.tick();
    await watch();
    expect(await told()).toEqual(["RAISED wrk_1", "CLEARED wrk_1"]);
    expect(await asked(id)).toEqual([]);
  });

  test("are told of licences that an earlier release issued", async () => {
    const { id } = await issued();
    know("wrk_1", disputed("20"));
    await house.foundation.connection.collection("licenseWatches").deleteMany({});
    await watch();
    expect(await told()).toEqual([]);
    for (const migration of LICENSE_MIGRATIONS) await migration.run(house.foundation.connection);
    await watch();
    expect(await standing(id)).toEqual(await asked(id));
    expect(await told()).toEqual(["RAISED wrk_1"]);
  });

  test("are seen by the licensor and the admin alone, page by page without a gap", async () => {
    await issued();
    await watch();
    for (let percent = 1; percent <= 12; percent += 1) {
      know("wrk_1", disputed(String(percent)));
      await watch();
    }
    const own = caller("licensing", "119");
    expect(await told(own)).toHaveLength(12);
    expect(await changes(own, 5)).toEqual(await changes(ADMIN));
    expect(await told(caller("licensing", "052"))).toEqual([]);
    for (const role of ["steward", "licensee", "regulator"] as const)
      expect(await house.errors(CHANGES, {}, caller(role, "119"))).toContain("FORBIDDEN");
    expect(await house.errors(CHANGES, { since: "yesterday" }, own)).toEqual([expect.stringContaining("BAD_CURSOR")]);
  });

  test("go on where a process died after the write of a look and before its place in the feed was kept", async () => {
    await issued();
    await watch();
    const cursors = house.foundation.connection.collection<{ _id: string; after: number }>("licenseCursors");
    const place = await cursors.findOne({ _id: "works" });
    know("wrk_1", disputed("20"));
    await watch();
    await cursors.updateOne({ _id: "works" }, { $set: { after: place?.after ?? 0 } });
    await watch();
    expect(await told()).toEqual(["RAISED wrk_1"]);
  });

  test("look at everything again after the works were restored from an older copy", async () => {
    const { id } = await issued();
    await watch();
    await house.foundation.connection.collection<{ _id: string }>("licenseCursors").updateOne({ _id: "works" }, { $set: { after: 1_000 } });
    know("wrk_1", disputed("20"));
    await watch();
    expect(await standing(id)).toEqual(await asked(id));
    expect(await told()).toEqual(["RAISED wrk_1"]);
  });

  test("hold up no other licence when one cannot be looked at, and come to it later", async () => {
    const [broken, whole] = [await issued(), await issued()];
    await watch();
    const snapshots = house.foundation.connection.collection<{ _id: string }>("snapshots");
    const kept = await snapshots.findOne({ _id: `${broken.id}:1:0` });
    await snapshots.deleteOne({ _id: `${broken.id}:1:0` });
    know("wrk_1", disputed("20"));
    await watch();
    expect((await changes()).map(({ license }) => license?.id)).toEqual([whole.id]);
    if (kept !== null) await snapshots.insertOne(kept);
    house.clock.advance(120_000);
    await watch();
    expect(await standing(broken.id)).toEqual(await asked(broken.id));
    expect(await told()).toHaveLength(2);
  });
});

describe("whatever happens", () => {
  const online = { rights: ["OD", "MD"] as const, countries: countrySet(COUNTRIES), period: ALWAYS };
  type Action = (second: LicensesSubgraph) => Promise<void> | void;
  const actions = fc.oneof(
    fc
      .record({ work: fc.constantFrom(...WORKS), percent: fc.constantFrom("0", "10", "20"), places: fc.constantFrom([FRANCE], [CHINA]) })
      .map(
        ({ work, percent, places }): Action =>
          () =>
            know(work, percent === "0" ? (PLAIN["wrk_1"] ?? []) : disputed(percent, places)),
      ),
    fc.record({ party: fc.constantFrom("pty_LI", "pty_DOE"), society: fc.constantFrom("119", "052", "058") }).map(
      ({ party, society }): Action =>
        () =>
          house.world.mandate(party, {
            memberships: [membership(`mem_${party}_${society}`, society, { ...online, partyId: party })],
            entrustments: [],
            exclusions: [],
          }),
    ),
    fc.constantFrom("2026-07-01", "2027-06-01").map(
      (from): Action =>
        () =>
          house.world.terminate("agr_052_119", from),
    ),
    fc.constantFrom([...WORKS], ["wrk_1"]).map((works): Action => async () => {
      await issued({ quote: { ...QUOTE, works } });
    }),
    fc.constantFrom(1, 40).map(
      (days): Action =>
        () =>
          house.clock.advance(days * 86_400_000),
    ),
    fc.constant<Action>(async () => await watch()),
    fc.constant<Action>(async (second) => {
      await Promise.all([watch(), watch(second)]);
    }),
  );

  test("replayed changes give the alarms that each licence answers", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(actions, { minLength: 4, maxLength: 14 }), async (steps) => {
        if (store === null) throw new Error("no store");
        house = await openLicenses(store);
        const other = await store.foundation({ subgraph: "licenses", clock: house.clock });
        const second = await createLicensesSubgraph({ foundation: other, ports: house.world, dataFolder: store.folder });
        await issued();
        for (const step of steps) await step(second);
        // Whoever holds the lease goes on; where it is the other one, its end comes with the clock.
        house.clock.advance(120_000);
        await watch();
        const all = await changes();
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
        const list: unknown = await house.ask("{ licenses(first: 100) { edges { node { id } } } }", {}, ADMIN);
        for (const { node } of (list as { licenses: { edges: { node: { id: string } }[] } }).licenses.edges)
          expect(await standing(node.id)).toEqual(await asked(node.id));
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});
