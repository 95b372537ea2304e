// Goal: what a transfer does is what its preview says, to the last share and conflict, whatever is stated; and the days before are as they were. Method: random
// works of several submitters in one house, each a transfer's, limited at random; every cell of the preview against what is answered afterwards.
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseLocalDate } from "../../../subgraphs/domain/period.ts";
import type { LocalDate } from "../../../subgraphs/domain/period.ts";
import { openTestStore } from "../../support/store.ts";
import type { TestStore } from "../../support/store.ts";
import { openWorks, sketch } from "../house.ts";
import type { SketchedClaim, WorksHouse } from "../house.ts";
import { cellsOf, ON, order, peopled, transferred } from "./world.ts";

let store: TestStore;
let house: WorksHouse;
beforeAll(async () => {
  store = await openTestStore();
  house = await openWorks(store);
  peopled(house);
}, 60_000);
afterAll(async () => {
  await store.stop();
});

const day = (text: string): LocalDate => parseLocalDate(text) ?? ("" as LocalDate);
const PLACES = ["0156", "0250", "0826"];
const AREA = { rights: ["PR", "OD", "MR"], territories: PLACES };

const claim: fc.Arbitrary<SketchedClaim> = fc.record({
  party: fc.constantFrom("A", "A", "B", "Z"),
  side: fc.constant("PUBLISHER" as const),
  figures: fc.dictionary(fc.constantFrom("PERFORMING" as const, "MECHANICAL" as const, "OD" as const), fc.constantFrom("10", "25", "50"), {
    minKeys: 1,
  }),
  territories: fc.subarray(PLACES, { minLength: 1 }).map((codes) => codes.map((code) => `I${code}`)),
  writers: fc.constant(["W"]),
  period: fc.record({
    from: fc.constantFrom(null, day("2026-06-01"), day(ON)),
    until: fc.constantFrom(null, day("2026-12-01"), day("2027-06-01")),
  }),
});
const asked = fc.record({
  statements: fc.array(fc.record({ from: fc.constantFrom("SO:052", "SO:058"), claims: fc.array(claim, { minLength: 1, maxLength: 4 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  rights: fc.option(fc.subarray(["PR", "OD", "MR"], { minLength: 1 }), { nil: null }),
  territories: fc.option(fc.subarray(PLACES, { minLength: 1 }), { nil: null }),
});

let made = 0;

/** One work of its own for each case, and what the house makes of it. */
async function stated(statements: readonly { readonly from: string; readonly claims: readonly SketchedClaim[] }[]): Promise<string> {
  made += 1;
  let workId: string | undefined;
  for (const [at, { from, claims }] of statements.entries()) {
    const kept = claims.filter(
      ({ period }) => period?.from === null || period?.until === null || (period?.from ?? "") < (period?.until ?? ""),
    );
    const drawn = sketch({
      from,
      number: `P${made}-${at}`,
      title: at === 0 ? `Proof ${made}` : "",
      creators: at === 0 ? ["W"] : [],
      claims: kept,
    });
    const [one] = await house.works.recordStatements([workId === undefined ? drawn : { ...drawn, workId }]);
    workId = one?.workId ?? "";
  }
  return workId ?? "";
}

const daysBefore = async (work: string): Promise<unknown> => {
  const cells = await cellsOf(house, work, { period: { from: "2026-05-01", until: ON } }, AREA);
  // what is disputed and held goes by open conflicts, whose days are the same
  return cells.map(({ right, territories, period, claimed, claims }: Record<string, unknown>) => ({
    right,
    territories,
    period,
    claimed,
    claims,
  }));
};

it("the preview of a transfer is its effect, and the days before it stay", async () => {
  let moved = 0;
  await fc.assert(
    fc.asyncProperty(asked, async ({ statements, rights, territories }) => {
      const work = await stated(statements);
      const given = order({ works: [work], rights, territories });
      const before = await daysBefore(work);
      const done = await transferred(house, given).catch((error: unknown) => {
        if (error instanceof Error && /NOTHING_TO_TRANSFER/.test(error.message)) return null;
        throw error;
      });
      if (done === null) return;
      moved += 1;
      const { expected, transfer } = done;
      expect(transfer).toMatchObject({ state: "APPLIED", effect: expected.totals });
      const [{ node }] = expected.works.edges;
      const place = { rights: [...new Set(node.after.map(({ right }: { right: string }) => right))], territories: [...new Set(node.after.flatMap((cell: { territories: string[] }) => cell.territories))] }; // prettier-ignore
      expect(await cellsOf(house, work, { period: { from: ON } }, place)).toEqual(node.after);
      expect(sums(node.after, expected)).toEqual(sums(node.before, expected));
      expect(await daysBefore(work)).toEqual(before);
    }),
    { numRuns: 25 },
  );
  expect(moved).toBeGreaterThan(5);
});

interface Shown {
  readonly right: string;
  readonly territories: readonly string[];
  readonly period: { readonly from: string; readonly until: string | null };
  readonly claimed: { readonly percent: string };
}

/** What is claimed in all, for each right, country and day on which it changes: unless two statements say other things of the successor. */
function sums(
  cells: readonly Shown[],
  {
    works,
  }: {
    works: {
      edges: {
        node: {
          conflictsCreated: { kind: string }[];
          conflictsChanged: { kind: string }[];
          before: { claims: { party: { id: string } }[] }[];
        };
      }[];
    };
  },
): string[] {
  // prettier-ignore
  const [first] = works.edges;
  const isContradicted = [...(first?.node.conflictsCreated ?? []), ...(first?.node.conflictsChanged ?? [])].some(({ kind }) => kind === "SHARES_DIFFER"); // prettier-ignore
  const hasOwn = first?.node.before.some(({ claims }) => claims.some(({ party }) => party.id === "pty_B")) === true;
  if (isContradicted || hasOwn) return [];
  const days = ["2027-01-01", "2027-06-01"];
  return cells
    .flatMap(({ right, territories, period, claimed }) =>
      territories.flatMap((country) =>
        days
          .filter((on) => period.from <= on && (period.until === null || on < period.until))
          .map((on) => `${right} ${country} ${on} ${claimed.percent}`),
      ),
    )
    .sort();
}
