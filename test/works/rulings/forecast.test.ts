/**
 * Shows that what a ruling is simulated to do is what it does, to the last unit: over a house of all four subgraphs, claims are disputed, licensed, used
 * and paid; a ruling is tried, signed, and paid out by the next run; and earnings, remittances, totals, alarms and coverage are compared. Once by a song
 * whose amounts are counted by hand, and for random claims and rulings.
 */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { RUN_TOTALS } from "../../../subgraphs/kit/ports/runForecaster.ts";
import { COUNTRIES, earningKey, minorOf, RulingTrial } from "../../support/rulingTrial.ts";
import type { Amount, MadeRun, TriedConflict } from "../../support/rulingTrial.ts";
import { openWholeHouse, PARTIES } from "../../support/wholeHouse.ts";
import type { PartyName, WholeHouse } from "../../support/wholeHouse.ts";
import { sketch } from "../house.ts";
import type { SketchedClaim } from "../house.ts";

let house: WholeHouse;
let trial: RulingTrial;
beforeAll(async () => {
  house = await openWholeHouse();
  trial = new RulingTrial(house);
}, 60_000);
afterAll(async () => {
  await house.stop();
});

/** A claim for all rights. */
interface Drawn {
  readonly party: PartyName;
  readonly percent: number;
  readonly territories: readonly string[];
}
interface Remittance {
  readonly payee: { readonly code: string };
  readonly before: Amount;
  readonly after: Amount;
}
interface Coverage {
  readonly right: string;
  readonly territories: readonly string[];
  readonly before: { readonly percent: string };
  readonly after: { readonly percent: string };
}

const WORLD = ["I2136"];
const nameOf = (party: PartyName): string => house.partyIds[party].slice("pty_".length);
const claimOf = ({ party, percent, territories }: Drawn): SketchedClaim => ({
  ...{ party: nameOf(party), side: PARTIES[party].side, territories, writers: [nameOf("LI")] },
  figures: { PERFORMING: String(percent), MECHANICAL: String(percent) },
});
const stated = (from: string, number: string, claims: readonly Drawn[]) =>
  sketch({ from, number, title: `River ${number}`, creators: [nameOf("LI")], claims: claims.map(claimOf) });

test("a song that two publishers claim: what waits, who would get it, and which licence it mends", async () => {
  const half = (party: PartyName): Drawn => ({ party, percent: 50, territories: WORLD });
  const workId = await trial.record(stated("SO:052", "SONG", [half("LI"), half("ALTO")]));
  const licenseId = await trial.license([workId]);
  await house.settle();
  await trial.record({ ...stated("SO:058", "SONG", [half("ZEST")]), workId });
  await trial.report(licenseId, ["0156,052:SONG,,,100,1000.00"]);
  await house.settle();
  const conflict = await trial.conflictOf(workId);
  const ofZest = conflict?.claims.filter(({ partyName }) => partyName === nameOf("ZEST")) ?? [];
  const ruling = { changes: ofZest.map(({ id }) => ({ claim: id, figures: [] })) };
  const told = await trial.simulate(requireConflict(conflict), ruling);

  // 12% of 1,000: 60 for each right. The writer has its half of both; the publishers' half waits, and would be ALTO's: 30 by 052 and 30 by 044.
  expect(told.money).toMatchObject({ problems: [], held: [], paid: [] });
  const [run] = told.money.runs;
  expect(run.earnings).toEqual([
    earning({ destination: "HELD", before: "60", after: "0" }),
    earning({ destination: "PAYABLE", party: house.partyIds.ALTO, society: "044", before: "0", after: "30" }),
    earning({ destination: "PAYABLE", party: house.partyIds.ALTO, society: "052", before: "0", after: "30" }),
  ]);
  // Of 30: administration 3.60, social purposes 5% of 26.40, tax 6% of 25.08; 23.5752 remain, and the cent that rounding leaves is theirs.
  const got = (code: string) => ({
    payee: { code },
    before: { amount: "0.00", currency: "CNY" },
    after: { amount: "23.58", currency: "CNY" },
  });
  expect(run.remittances).toEqual([got("044"), got("052")]);
  const amounts = Object.fromEntries(RUN_TOTALS.map((total) => [total, run.changes[total].amount]));
  const nothing = { income: "0.00", unmatched: "0.00", unclaimed: "0.00", nonMembers: "0.00", notRepresented: "0.00" };
  expect(amounts).toEqual({ ...nothing, held: "-60.00", remitted: "47.16", deductions: "9.84", tax: "3.00" });
  // The licence was issued before the dispute: with its end the alarm ends, and the publishers' half is licensed again.
  expect(told.licenses.licenses).toMatchObject([{ license: { id: licenseId }, works: [{ alarm: "CLEARED", alarmAfter: null }] }]);
  expect(
    told.licenses.licenses[0].works[0].coverage.map(({ right, territories, before, after }: Coverage) => [
      right,
      territories,
      before.percent,
      after.percent,
    ]),
  ).toEqual([
    ["MD", ["0156", "0250", "0344", "0826"], "50", "100"],
    ["OD", ["0156", "0250", "0344", "0826"], "50", "100"],
  ]);

  await trial.bringIntoEffect(requireConflict(conflict), ruling);
  await house.settle();
  expect(await trial.alarmOf(licenseId, workId)).toBeNull();
  const made = await trial.pay(workId);
  expect(made.totals).toMatchObject([{ income: "12000", remitted: "10716", deductions: "984", tax: "300", held: "0" }]);
}, 120_000);

test("two works that a ruling makes one, and another two again", async () => {
  const iswc = "T0345246801";
  const ofAlto = [
    { party: "DOE", percent: 50, territories: WORLD },
    { party: "ALTO", percent: 50, territories: WORLD },
  ] as const;
  const survivor = await trial.record(
    sketch({ from: "SO:052", number: "ONE", title: "Harbour", iswc, creators: [nameOf("DOE")], claims: ofAlto.map(claimOf) }),
  );
  const ofZest = [{ party: "ZEST", percent: 70, territories: WORLD }] as const;
  const merged = await trial.record(
    sketch({ from: "SO:058", number: "TWO", title: "Hafen", iswc, creators: [nameOf("HERMIT")], claims: ofZest.map(claimOf) }),
  );
  const conflict = requireConflict(await trial.conflictOf(merged));
  const licenseId = await trial.license([survivor, merged]);
  const rows = (more: number) =>
    COUNTRIES.flatMap((country) => [`${country},052:ONE,,,${30 + more},100.01`, `${country},058:TWO,,,${7 + more},50.03`]);
  let ruling: object = { merge: { survivor, merged } };
  for (const step of [1, 2]) {
    await trial.report(licenseId, rows(step));
    await house.settle();
    const told = await trial.simulate(conflict, ruling);
    expect([told.problems, told.money.problems, told.licenses.problems]).toEqual([[], [], []]);
    const before = await trial.dryRun();
    const rulingId = await trial.bringIntoEffect(conflict, ruling);
    await house.settle();
    // Its earnings are booked under either id.
    expectMoney({ ...told.money.runs[0], earnings: [] }, before, await trial.pay(survivor));
    expect(told.money.runs).toHaveLength(1);
    const alarms = told.licenses.licenses[0].works.map((work: { alarmAfter: string | null }) => work.alarmAfter);
    const now = await trial.alarmsOf(licenseId);
    expect(alarms.filter((alarm: string | null) => alarm !== null).sort()).toEqual([...now].sort());
    ruling = { undo: rulingId };
  }
}, 120_000);

function requireConflict(conflict: TriedConflict | null): TriedConflict {
  if (conflict === null) throw new Error("The claims are in conflict.");
  return conflict;
}

function earning(of: { destination: string; party?: string; society?: string; before: string; after: string }) {
  const { destination, party, society, before, after } = of;
  const by = society === undefined ? null : { code: society };
  return { destination, party: party === undefined ? null : { id: party }, payee: by, holder: by, currency: "CNY", before, after };
}

/** Claims of two statements on one work, its use, and what becomes of the disputed claims. */
interface Case {
  readonly first: readonly Drawn[];
  readonly second: readonly Drawn[];
  /** By country. */
  readonly use: readonly { readonly plays: number; readonly cents: number }[];
  /** By the place of a claim in the conflict: its new percent; 0 withdraws, null leaves it. */
  readonly outcome: readonly (number | null)[];
  readonly kind: "changes" | "uphold" | "relinquish" | "end";
}

const drawn = (names: readonly PartyName[]): fc.Arbitrary<Drawn> =>
  fc.record({
    party: fc.constantFrom(...names),
    percent: fc.integer({ min: 1, max: 60 }),
    territories: fc.constantFrom(WORLD, WORLD, ["I0250", "I0826"], ["I2136", "E0156"]),
  });
const oneEach = (claims: readonly Drawn[]): Drawn[] => [...new Map(claims.map((claim) => [claim.party, claim])).values()];
const CASE: fc.Arbitrary<Case> = fc.record({
  first: fc.array(drawn(["LI", "DOE", "ALTO", "YARD"]), { minLength: 2, maxLength: 4 }).map(oneEach),
  second: fc.array(drawn(["ZEST", "HERMIT", "ALTO", "DOE"]), { minLength: 1, maxLength: 3 }).map(oneEach),
  use: fc.array(fc.record({ plays: fc.integer({ min: 1, max: 997 }), cents: fc.integer({ min: 1, max: 99_999 }) }), {
    minLength: 4,
    maxLength: 4,
  }),
  outcome: fc.array(fc.option(fc.integer({ min: 0, max: 50 })), { minLength: 8, maxLength: 8 }),
  kind: fc.constantFrom("changes", "changes", "uphold", "relinquish", "end"),
});

/** Beside the disputed work one that nobody disputes, and one that nobody knows. */
const rowsOf = (number: string, { use }: Case, more: number): string[] =>
  COUNTRIES.flatMap((territory, at) => [
    `${territory},052:${number},,,${(use[at]?.plays ?? 0) + more},${((use[at]?.cents ?? 0) / 100).toFixed(2)}`,
    `${territory},119:${number},,,${17 + more},0.01`,
    `${territory},,Unheard of,Nobody,${more},0`,
  ]);

/** The drawn outcome for the conflict's claims; at least one is changed. */
function rulingOf({ claims }: TriedConflict, { outcome, kind }: Case) {
  const [first] = claims;
  if (kind === "uphold") return { uphold: first?.id };
  if (kind === "relinquish") return { relinquish: [first?.id] };
  if (kind === "end") return { end: [{ claim: first?.id, until: "2025-12-01" }] };
  const changes = claims.flatMap(({ id }, at) => {
    const percent = outcome[at] ?? (at === 0 ? 0 : null);
    const figures = ["PERFORMING", "MECHANICAL"].map((family) => ({ family, percent: String(percent) }));
    return percent === null ? [] : [{ claim: id, figures: percent === 0 ? [] : figures }];
  });
  return { changes };
}

/** Totals and remittances differ by what was told, and where nothing was told by nothing; the work earns what was told. */
function expectMoney(run: ReturnType<typeof JSON.parse>, before: MadeRun, after: MadeRun): void {
  for (const total of RUN_TOTALS) {
    const change = BigInt(after.totals[0]?.[total] ?? "0") - BigInt(before.totals[0]?.[total] ?? "0");
    expect([total, run === undefined ? 0n : minorOf(run.changes[total])]).toEqual([total, change]);
  }
  const differing = [...new Set([...before.remitted.keys(), ...after.remitted.keys()])]
    .filter((payee) => before.remitted.get(payee) !== after.remitted.get(payee))
    .sort()
    .map((payee) => [payee, before.remitted.get(payee) ?? 0n, after.remitted.get(payee) ?? 0n]);
  const told = (run?.remittances ?? []).map((one: Remittance) => [one.payee.code, minorOf(one.before), minorOf(one.after)]);
  expect(told).toEqual(differing);
  for (const one of run?.earnings ?? []) {
    const key = earningKey(one);
    expect([key, after.earnings.get(key) ?? "0"]).toEqual([key, one.after]);
  }
}

function expectCoverage(told: readonly Coverage[], before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): void {
  const changed = [...after]
    .filter(([key, percent]) => before.get(key) !== percent)
    .map(([key, percent]) => [key, before.get(key), percent]);
  const covered = told.flatMap((one) =>
    one.territories.map((territory) => [`${one.right} ${territory}`, one.before.percent, one.after.percent]),
  );
  expect(covered.sort()).toEqual(changed.sort());
}

test("a simulated ruling is what the ruling does, to the last unit, for random claims and rulings", async () => {
  const seen = { cases: 0, runs: 0, alarms: 0 };
  await fc.assert(
    fc.asyncProperty(CASE, async (one) => {
      seen.cases += 1;
      const number = `W${seen.cases}`;
      const workId = await trial.record(stated("SO:052", number, one.first));
      await trial.record({ ...stated("SO:058", number, one.second), workId });
      const calm = await trial.record({
        ...stated("SO:119", number, [{ party: "LI", percent: 77, territories: WORLD }]),
        submitterWorkNumber: number,
      });
      const conflict = await trial.conflictOf(workId);
      fc.pre(conflict !== null && conflict.claims.length > 0);
      const licenseId = await trial.license([workId, calm]);
      await trial.report(licenseId, rowsOf(number, one, 1));
      const earlier = await trial.pay(workId);
      await trial.report(licenseId, rowsOf(number, one, 2));
      await house.settle();
      const ruling = rulingOf(requireConflict(conflict), one);

      const told = await trial.simulate(requireConflict(conflict), ruling);
      if (told.problems.length > 0) {
        // What cannot be done is refused for the same reason when it is proposed.
        expect(await trial.refusalOf(requireConflict(conflict), ruling)).toEqual(told.problems);
        return;
      }
      expect([told.money.problems, told.licenses.problems]).toEqual([[], []]);
      const [run] = told.money.runs;
      const [touched] = told.licenses.licenses;
      const [before, coverageBefore, alarmBefore] = [
        await trial.dryRun(),
        await trial.coverageOf(workId),
        await trial.alarmOf(licenseId, workId),
      ];
      await trial.bringIntoEffect(requireConflict(conflict), ruling);
      await house.settle();

      expectMoney(run, before, await trial.pay(workId));
      // What an earlier run holds stays held; money held for two conflicts is told of each.
      const held = told.money.held.reduce((sum: bigint, amount: Amount) => sum + minorOf(amount), 0n);
      expect(held).toBeLessThanOrEqual(BigInt(earlier.totals[0]?.held ?? "0"));
      const [work] = touched.works;
      expect([touched.license.id, work.alarmBefore, work.alarmAfter]).toEqual([
        licenseId,
        alarmBefore,
        await trial.alarmOf(licenseId, workId),
      ]);
      expectCoverage(work.coverage, coverageBefore, await trial.coverageOf(workId));
      if (run !== undefined) seen.runs += 1;
      if (work.alarm !== "NONE") seen.alarms += 1;
    }),
    { numRuns: 8, endOnFailure: true },
  );
  expect(Math.min(seen.runs, seen.alarms)).toBeGreaterThan(0);
}, 240_000);
