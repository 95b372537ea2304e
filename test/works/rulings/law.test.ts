/**
 * Goal: what simulateRuling shows is what a ruling makes, to the last unit, and nothing else; and undoing it brings back what was. Method: random
 * statements of several submitters, every kind of ruling that fits the conflict found, signed by all, against the graph's own answers before and after.
 */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { fixedClock } from "../../../subgraphs/kit/clock.ts";
import type { FixedClock } from "../../../subgraphs/kit/clock.ts";
import { period } from "../../support/statements.ts";
import { openTestStore } from "../../support/store.ts";
import type { TestStore } from "../../support/store.ts";
import { openWorks, sketch } from "../house.ts";
import type { SketchedClaim, WorksHouse } from "../house.ts";
import { effectOf, ownedOf, rule } from "./world.ts";
import type { FoundConflict } from "./world.ts";

let store: TestStore;
let clock: FixedClock;
let house: WorksHouse;
beforeAll(async () => {
  store = await openTestStore();
  clock = fixedClock(new Date("2026-01-15T12:00:00.000Z"));
  house = await openWorks(store, { clock });
  for (const [id, society] of [
    ["pty_W", "052"],
    ["pty_V", "119"],
    ["pty_A", "052"],
    ["pty_B", "058"],
    ["pty_C", "119"],
  ] as const)
    house.parties.add(id, id, society);
}, 60_000);
afterAll(async () => {
  await store.stop();
});

const EDGES = ["2024-01-01", "2025-01-01", "2026-01-01"] as const;
const claim: fc.Arbitrary<SketchedClaim> = fc
  .record({
    party: fc.constantFrom("A", "B", "C", "W"),
    figures: fc.dictionary(
      fc.constantFrom("PERFORMING" as const, "MECHANICAL" as const, "MR" as const, "PR" as const),
      fc.constantFrom("20", "33.33", "50", "60", "100"),
      { minKeys: 1, maxKeys: 2 },
    ),
    territories: fc.constantFrom(["I2136"], ["I2136", "E0250"], ["I0250", "I0826"], ["I0826"]),
    writers: fc.constantFrom(["W"], ["V"], []),
    days: fc.constantFrom([undefined, undefined], [EDGES[0], undefined], [undefined, EDGES[2]], [EDGES[0], EDGES[1]], [EDGES[1], EDGES[2]]),
  })
  .map(({ party, days: [from, until], writers, ...rest }) => ({
    ...rest,
    party,
    period: period(from, until),
    ...(party === "W" ? { side: "WRITER" as const, writers: ["W"] } : { side: "PUBLISHER" as const, writers }),
  }));
const statement = fc.record({
  from: fc.constantFrom("SO:052", "SO:058", "SO:119", "PB:A"),
  claims: fc.array(claim, { minLength: 1, maxLength: 3 }),
});
const world = fc.record({
  statements: fc.array(statement, { minLength: 2, maxLength: 4 }),
  pick: fc.nat({ max: 9 }),
  weights: fc.array(fc.nat({ max: 5 }), { minLength: 8, maxLength: 8 }),
  end: fc.constantFrom(...EDGES),
});

const DAY_MS = 86_400_000;
let made = 0;

/** A new work with statements of several submitters beside each other. */
async function stated(list: readonly { readonly from: string; readonly claims: readonly SketchedClaim[] }[]): Promise<string> {
  made += 1;
  let workId = "";
  for (const [index, { from, claims }] of list.entries()) {
    const input = sketch({ from, number: `N${made}-${index}`, to: "052", title: `Song ${made}`, creators: ["W", "V"], claims });
    const [recorded] = await house.works.recordStatements([workId === "" ? input : { ...input, workId }]);
    workId = recorded?.workId ?? "";
  }
  return workId;
}

interface Choice {
  readonly kind: string;
  readonly pick: number;
  readonly weights: readonly number[];
  readonly end: string;
}

/** A ruling of a kind for a conflict, with what was drawn. */
function rulingFor({ claims }: FoundConflict, { kind, pick, weights, end }: Choice): object {
  const chosen = claims[pick % claims.length];
  const parties = [...new Map(claims.map((one) => [`${one.side}${one.party.id}`, one])).values()];
  const total = parties.reduce((sum, _, index) => sum + (weights[index] ?? 0), 0);
  const others = claims.filter(({ id }) => id !== chosen?.id);
  const rivals = others.filter(({ party, side }) => party.id !== chosen?.party.id || side !== chosen.side);
  switch (kind) {
    case "CHANGE":
      return {
        changes: [
          {
            claim: chosen?.id,
            figures: pick % 2 === 0 ? [] : chosen?.figures.map(({ family, right }) => ({ family, right, percent: "7/30" })),
          },
        ],
      };
    case "SPLIT":
      return {
        split: parties.map(({ id }, index) => ({
          claim: id,
          percent: total === 0 ? (index === 0 ? "100" : "0") : `${weights[index] ?? 0}/${total}`,
        })),
      };
    case "ACCEPT":
      return {
        accept: { claim: chosen?.id, yields: (rivals.length > 0 ? rivals : others).slice(0, 1 + (weights[0] ?? 0)).map(({ id }) => id) },
      };
    case "UPHOLD":
      return { uphold: chosen?.id };
    case "END":
      return { end: [{ claim: chosen?.id, until: end }] };
    case "RELINQUISH":
      return { relinquish: claims.slice(0, 1 + (pick % claims.length)).map(({ id }) => id) };
    default:
      return { timeOut: true };
  }
}

/** What a drawn ruling may be refused for; then another one is drawn. */
const UNFIT = [
  "RULING_WITHOUT_EFFECT",
  "DATE_OUTSIDE_PERIOD",
  "SPLIT_OF_ONE_PARTY",
  "RIGHT_NOT_IN_CONFLICT",
  "NOTHING_YIELDS",
  "YIELDS_TO_ITSELF",
];
const KINDS = ["CHANGE", "SPLIT", "ACCEPT", "UPHOLD", "END", "RELINQUISH", "TIME_OUT"] as const;
/** Of each kind. */
const RUNS = 2;

async function passBothTerms(): Promise<void> {
  clock.advance(130 * DAY_MS);
  await house.foundation.schedules.tick();
}

describe.each(KINDS)("a ruling that all have signed: %s", (kind) => {
  it("makes what was simulated, changes nothing beyond its conflict, and is undone to the last unit", async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(world, async ({ statements, ...drawn }) => {
        const workId = await stated(statements);
        if (kind === "TIME_OUT") await passBothTerms();
        const { cells: before, conflicts } = await ownedOf(house, workId);
        const conflict = conflicts[drawn.pick % Math.max(1, conflicts.length)];
        fc.pre(conflict !== undefined);
        const ruling = rulingFor(conflict, { kind, ...drawn });
        const effect = await effectOf(house, conflict.id, ruling);
        expect(effect.problems.filter(({ code }) => !UNFIT.includes(code))).toEqual([]);
        fc.pre(effect.problems.length === 0);
        for (const [key, cell] of effect.before) expect([key, cell]).toEqual([key, before.get(key)]);

        const ruled = await rule(house, { conflict: conflict.id, ruling, needed: effect.needed });
        expect(ruled.state === "RESOLVED").toBe(effect.isResolved);
        const { cells: after } = await ownedOf(house, workId);
        for (const [key, cell] of after) expect([key, cell]).toEqual([key, effect.after.get(key) ?? before.get(key)]);

        const undo = { undo: ruled.proposals.at(-1)?.id };
        const undone = await effectOf(house, conflict.id, undo);
        expect(undone.problems).toEqual([]);
        await rule(house, { conflict: conflict.id, ruling: undo, needed: undone.needed });
        const { cells: again } = await ownedOf(house, workId);
        expect([...again]).toEqual([...before]);
        count += 1;
      }),
      { numRuns: RUNS, maxSkipsPerRun: 30, endOnFailure: true },
    );
    expect(count).toBe(RUNS);
  }, 60_000);
});
