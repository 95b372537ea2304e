// Goal: after any commands, claims stated, revised and withdrawn by several societies, the picture that the graph gives of a recording equals a count by hand of
// the claims in force, right by right, country by country and day by day; and a conflict is open exactly where that count finds one.
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Caller } from "../../../subgraphs/kit/caller.ts";
import { openTestStore } from "../../support/store.ts";
import type { TestStore } from "../../support/store.ts";
import { callerOf } from "../house.ts";
import { OWNERSHIP, cavca, mcsc, openRecordings } from "./world.ts";
import type { RecordingWorld } from "./world.ts";

const COUNTRIES = ["0156", "0250", "0344"] as const;
const DAYS = ["2026-01-01", "2026-01-02", "2026-01-03"] as const;
const SOCIETIES: readonly Caller[] = [cavca, mcsc, callerOf("052", "steward")];
const RIGHTS = ["MV", "RL"] as const;

let store: TestStore;
let world: RecordingWorld;
beforeAll(async () => {
  store = await openTestStore();
  world = await openRecordings(store);
}, 60_000);
afterAll(async () => {
  await store.stop();
});

/** A claim as somebody means to state it: percentages in whole hundredths, so that the count needs no fractions. */
interface Meant {
  readonly party: "label" | "rival";
  /** Of the whole set, or of rental alone. */
  readonly right: "RL" | null;
  readonly hundredths: number;
  readonly countries: readonly string[];
  readonly from: string;
  readonly until: string | null;
}
interface Command {
  readonly does: "STATE" | "REVISE" | "WITHDRAW";
  readonly by: number;
  /** Which of the society's claims in force is revised or withdrawn. */
  readonly which: number;
  readonly claim: Meant;
}
interface Standing extends Meant {
  readonly id: string;
  readonly by: number;
}

const meant: fc.Arbitrary<Meant> = fc.record({
  party: fc.constantFrom("label" as const, "rival" as const),
  right: fc.constantFrom("RL" as const, null),
  hundredths: fc.constantFrom(1_000, 3_333, 5_000, 10_000),
  countries: fc.subarray([...COUNTRIES], { minLength: 1 }),
  from: fc.constantFrom(...DAYS),
  until: fc.constantFrom("2026-01-04", null),
});
const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.record({
    does: fc.constantFrom("STATE" as const, "STATE" as const, "REVISE" as const, "WITHDRAW" as const),
    by: fc.nat(2),
    which: fc.nat(5),
    claim: meant,
  }),
  { minLength: 2, maxLength: 7 },
);

const WITHDRAW = `mutation ($claim: ID!) { withdrawClaim(input: { claim: $claim }) { problems { message } } }`;

/** Does the commands on a new recording, and answers with the claims that then stand. */
async function play(recording: string, list: readonly Command[]): Promise<Standing[]> {
  let standing: Standing[] = [];
  for (const { does, by, which, claim } of list) {
    const caller = SOCIETIES[by] ?? cavca;
    const own = standing.filter((one) => one.by === by);
    const chosen = own[which % Math.max(1, own.length)];
    const { party, right, hundredths, countries, from, until } = claim;
    const input = {
      ...{ party: world[party], role: "PRODUCER", period: { from, until }, territories: countries.map((territory) => ({ territory })) },
      figures: [{ rightSet: "PRODUCER_EXCLUSIVE", ...(right === null ? {} : { right }), percent: String(hundredths / 100) }],
    };
    if (does === "WITHDRAW" && chosen !== undefined) {
      expect((await world.ask(WITHDRAW, { claim: chosen.id }, caller)).withdrawClaim.problems).toEqual([]);
      standing = standing.filter((one) => one !== chosen);
      continue;
    }
    const isRevision = does === "REVISE" && chosen !== undefined;
    const answer = await world.claim(recording, input, { by: caller, ...(isRevision ? { replaces: chosen.id } : {}) });
    expect(answer.problems).toEqual([]);
    standing = [...standing.filter((one) => !isRevision || one !== chosen), { ...claim, id: answer.claim.id, by }];
  }
  return standing;
}

/** Who holds the mandate: CAVCA the label's and 119 its rival's, in China. */
function holderOf(party: Meant["party"], country: string): number | null {
  return country === "0156" ? (party === "label" ? 0 : 1) : null;
}

interface Place {
  readonly right: string;
  readonly country: string;
  readonly day: string;
}

/** Each party's counted hundredths at one place, and whether anything excludes another there. */
function countAt(standing: readonly Standing[], { right, country, day }: Place) {
  const there = standing.filter(
    (one) =>
      (one.right === null || one.right === right) &&
      one.countries.includes(country) &&
      one.from <= day &&
      (one.until === null || day < one.until),
  );
  const counted = new Map<string, number>();
  let isDiffering = false;
  for (const party of ["label", "rival"] as const) {
    const said = there.filter((one) => one.party === party);
    const figures = new Set(said.map(({ hundredths }) => hundredths));
    const entitled = new Set(said.filter(({ by }) => by === holderOf(party, country)).map(({ hundredths }) => hundredths));
    if (figures.size > 0) counted.set(world[party], Math.max(...(entitled.size === 1 ? entitled : figures)));
    isDiffering ||= figures.size > 1;
  }
  const total = [...counted.values()].reduce((sum, one) => sum + one, 0);
  return { counted, total, isDisputed: isDiffering || total > 10_006 };
}

it("equals a count by hand after any commands", async () => {
  let number = 0;
  await fc.assert(
    fc.asyncProperty(commands, async (list) => {
      number += 1;
      const [recording = ""] = await world.record(`L${number}`, [{ isrc: `CNA2315${String(number).padStart(5, "0")}` }]);
      const standing = await play(recording, list);
      const { node } = await world.ask(OWNERSHIP, {
        ...{ id: recording, sets: ["PRODUCER_EXCLUSIVE"], rights: RIGHTS, in: COUNTRIES },
        period: { from: DAYS[0], until: "2026-01-04" },
      });
      let isAnyDisputed = false;
      for (const right of RIGHTS)
        for (const country of COUNTRIES)
          for (const day of DAYS) {
            const cells = node.ownership.cells.filter(
              (cell: { right: string; territories: string[]; period: { from: string; until: string } }) =>
                cell.right === right && cell.territories.includes(country) && cell.period.from <= day && day < cell.period.until,
            );
            const { counted, total, isDisputed } = countAt(standing, { right, country, day });
            isAnyDisputed ||= isDisputed;
            const shares = Object.fromEntries(
              (cells[0]?.claims ?? []).map(({ party, share }: { party: { id: string }; share: { percent: string } }) => [
                party.id,
                Math.round(Number(share.percent) * 100),
              ]),
            );
            const answered = [cells.length, shares, Math.round(Number(cells[0]?.claimed.percent) * 100), cells[0]?.state === "DISPUTED"];
            if (JSON.stringify(answered) !== JSON.stringify([1, Object.fromEntries([...counted].sort()), total, isDisputed]))
              throw new Error(
                `${right} in ${country} on ${day}: ${JSON.stringify(answered)}, counted ${JSON.stringify([...counted])} of ${JSON.stringify(standing)}`,
              );
          }
      // Every claim is of one of these countries and touches the last of these days, or ends before it: what is disputed anywhere is disputed here.
      expect(node.conflicts.length > 0).toBe(isAnyDisputed);
    }),
    { numRuns: 12 },
  );
}, 120_000);
