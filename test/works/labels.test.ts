// Goal: a label that came with a merge is shown as it was known, before the merge, after it, and when it was taken back.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { fixedClock } from "../../subgraphs/kit/clock.ts";
import type { FixedClock } from "../../subgraphs/kit/clock.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { openWorks, sketch } from "./house.ts";
import type { WorksHouse } from "./house.ts";

let store: TestStore;
let clock: FixedClock;
let house: WorksHouse;
beforeAll(async () => {
  store = await openTestStore();
}, 60_000);
afterAll(async () => {
  await store.stop();
});
beforeEach(async () => {
  clock = fixedClock(new Date("2026-03-01T12:00:00.000Z"));
  house = await openWorks(store, { clock });
});

let serial = 0;

async function newWork(): Promise<string> {
  serial += 1;
  const [recorded] = await house.works.recordStatements([
    sketch({ from: "SO:052", number: `L${serial}`, title: `Song ${serial}`, creators: [`C${serial}`] }),
  ]);
  return recorded?.workId ?? "";
}

const declare = async (work: string, extent: string) =>
  await house.data(`mutation ($input: DeclareAiLabelInput!) { declareAiLabel(input: $input) { problems { code } } }`, {
    input: { work, extent, tool: `Tool ${(serial += 1)}` },
  });
const merge = async (survivor: string, merged: string) =>
  await house.data(`mutation ($input: MergeWorksInput!) { mergeWorks(input: $input) { problems { code } } }`, {
    input: { survivor, merged, because: "One." },
  });
const undo = async (merged: string) =>
  await house.data(`mutation ($input: UndoMergeInput!) { undoMerge(input: $input) { problems { code } } }`, {
    input: { merged, because: "Two." },
  });

const LABEL = "aiLabel(asKnownOn: $at) { extent tool declaredBy declaredAt }";
async function labels(ids: readonly string[], at: string | null): Promise<unknown[]> {
  const asked = ids.map(
    async (id) => (await house.data(`query ($id: ID!, $at: DateTime) { work(id: $id) { ${LABEL} } }`, { id, at })).work.aiLabel,
  );
  return await Promise.all(asked);
}

/** An instant after everything that was done, and before everything that will be. */
async function now(): Promise<string> {
  await house.foundation.events.drain();
  clock.advance(1_000);
  const at = clock.now().toISOString();
  clock.advance(1_000);
  return at;
}

describe("a label that came with a merge", () => {
  it("is the survivor's from the merge until it is taken back, and the history says so", async () => {
    const [alpha, beta] = [await newWork(), await newWork()];
    await declare(beta, "ALL");
    const before = await now();
    await merge(alpha, beta);
    const merged = await now();
    await undo(beta);
    const parted = await now();
    const said = { extent: "ALL", declaredBy: "119" };
    expect(await labels([alpha, beta], before)).toMatchObject([null, said]);
    expect(await labels([alpha, beta], merged)).toMatchObject([said, said]);
    expect(await labels([alpha, beta], parted)).toMatchObject([null, said]);
    const { work } = await house.data(`query ($id: ID!) { work(id: $id) { history(field: "aiLabel") { kind before after } } }`, {
      id: alpha,
    });
    const text = expect.stringMatching(/^ALL \(Tool \d+\)$/u);
    expect(work.history).toEqual([
      { kind: "WORK_MERGED", before: null, after: text },
      { kind: "WORK_UNMERGED", before: text, after: null },
    ]);
  });

  it("gives way to the survivor's own, declared before or after", async () => {
    const [alpha, beta, gamma] = [await newWork(), await newWork(), await newWork()];
    await declare(beta, "ALL");
    await declare(gamma, "NONE");
    await merge(alpha, beta);
    await merge(gamma, alpha);
    const chained = await now();
    await declare(gamma, "PARTLY");
    const own = await now();
    expect(await labels([gamma, alpha, beta], chained)).toMatchObject([{ extent: "NONE" }, { extent: "NONE" }, { extent: "NONE" }]);
    expect(await labels([beta], own)).toMatchObject([{ extent: "PARTLY" }]);
  });
});

const step = fc.record({
  act: fc.constantFrom("declare" as const, "merge" as const, "undo" as const),
  one: fc.nat({ max: 3 }),
  other: fc.nat({ max: 3 }),
  extent: fc.constantFrom("ALL", "PARTLY", "NONE"),
});

it("whatever is declared, merged and parted in whatever order, every past label is shown as it was", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
      const ids = [await newWork(), await newWork(), await newWork(), await newWork()];
      const idAt = (place: number): string => ids[place] ?? "";
      const past: { readonly at: string; readonly shown: unknown[] }[] = [];
      for (const { act, one, other, extent } of steps) {
        // What is not possible is refused, and changes nothing.
        if (act === "declare") await declare(idAt(one), extent);
        else if (act === "merge") await merge(idAt(one), idAt(other));
        else await undo(idAt(one));
        past.push({ at: await now(), shown: await labels(ids, null) });
      }
      for (const { at, shown } of past) expect(await labels(ids, at)).toEqual(shown);
    }),
    { numRuns: 15, seed: 20_260_305 },
  );
}, 60_000);
