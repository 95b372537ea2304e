/**
 * Goal: whatever is stated, merged, taken apart and labelled, and in whatever order, replaying the statements gives the stored state,
 * and every past answer can be had again.
 */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { fixedClock } from "../../subgraphs/kit/clock.ts";
import type { FixedClock } from "../../subgraphs/kit/clock.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { openWorks, publisher, sketch, writer } from "./house.ts";
import type { WorksHouse } from "./house.ts";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
}, 60_000);
afterAll(async () => {
  await store.stop();
});

const PROVENANCE = "provenance { submitter receiver { code } message line receivedAt statement replaces }";
const WORK = `query ($id: ID!, $at: DateTime) { work(id: $id) {
  title(asKnownOn: $at) titles(asKnownOn: $at) { text kind ${PROVENANCE} } iswc(asKnownOn: $at) archivedIswcs(asKnownOn: $at)
  creators(asKnownOn: $at) { name role ${PROVENANCE} }
  recordings(asKnownOn: $at) { id isrc ${PROVENANCE} }
  registrations(asKnownOn: $at) { society { code } workCode status history { status at message line source } }
  statements(asKnownOn: $at) { id source claims { id partyName ${PROVENANCE} } ${PROVENANCE} }
  ownership(rights: [PR], territories: ["0250"], on: "2026-06-30", asKnownOn: $at) { cells { state claims { partyName share { percent } statedBy } } } } }`;
const MERGE = `mutation ($survivor: ID!, $merged: ID!) { mergeWorks(input: { survivor: $survivor, merged: $merged, because: "One." }) { problems { code } } }`;
const UNDO = `mutation ($merged: ID!) { undoMerge(input: { merged: $merged, because: "Two." }) { problems { code } } }`;

const pick = fc.nat({ max: 5 });
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("STATE" as const), work: pick, title: pick, iswc: pick, isrc: pick, share: pick, to: pick }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("MERGE" as const), survivor: pick, merged: pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("UNDO" as const), merged: pick }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const ISWCS = ["T0345246801", "T9000000010", null, null, null, null];
const FROM = ["SO:052", "SO:058", "PB:00000000199"];

/** Two works of each of three submitters, which share creators and may share titles, codes and recordings. */
function statementOf(given: Extract<Step, { kind: "STATE" }>, at: { readonly clock: FixedClock; readonly message: string }) {
  const from = FROM[given.work % 3] ?? "SO:052";
  return sketch({
    ...{ from, number: `W${given.work}`, to: given.to < 3 ? null : `0${given.to}8`, message: at.message, at: at.clock.now().toISOString() },
    ...{ title: `Title ${given.title % 3}`, iswc: ISWCS[given.iswc] ?? null, isrc: `GBAAA080073${given.isrc % 3}` },
    claims: [writer("50"), publisher(`P${given.share % 2}`, "50")],
  });
}

interface Played {
  readonly house: WorksHouse;
  readonly clock: FixedClock;
  readonly ids: string[];
}

async function play({ house, clock, ids }: Played, given: Step, message: string): Promise<void> {
  clock.advance(60_000);
  if (given.kind === "STATE") {
    const [recorded] = await house.works.recordStatements([statementOf(given, { clock, message })]);
    if (recorded !== undefined && !ids.includes(recorded.workId)) ids.push(recorded.workId);
  } else if (given.kind === "MERGE") {
    const [survivor, merged] = [ids[given.survivor], ids[given.merged]];
    if (survivor !== undefined && merged !== undefined) await house.data(MERGE, { survivor, merged });
  } else if (ids[given.merged] !== undefined) await house.data(UNDO, { merged: ids[given.merged] });
  await house.foundation.events.drain();
  clock.advance(60_000);
}

/** Codes and recordings have no order. */
async function answers({ house, ids }: Played, at: string | null): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const id of ids) {
    const { work } = await house.data(WORK, { id, at });
    work.archivedIswcs.sort();
    work.recordings.sort((one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1));
    work.statements.sort((one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1));
    found.push(work);
  }
  return found;
}

describe("the statements of a house", () => {
  it("replayed give its state, and each past answer again", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const clock = fixedClock(new Date("2026-02-01T00:00:00.000Z"));
        const played: Played = { house: await openWorks(store, { clock }), clock, ids: [] };
        const past: { at: string; known: number; answers: unknown[] }[] = [];
        for (const [index, given] of steps.entries()) {
          await play(played, given, `msg_${index}`);
          past.push({ at: clock.now().toISOString(), known: played.ids.length, answers: await answers(played, null) });
        }
        for (const { at, known, answers: then } of past) {
          expect((await answers(played, at)).slice(0, known)).toEqual(then);
        }
      }),
      { numRuns: 15, endOnFailure: true },
    );
  }, 300_000);
});
