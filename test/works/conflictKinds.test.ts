/**
 * Goal: every kind of conflict is opened by the transaction that makes it, closed by the one that resolves it, and found when both sides meet on one record at the
 * same moment through two houses. Method: a table of kinds; each side's statement is recorded alone, then both at once in many rounds, and what is open is read after each.
 */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { WorkStatementInput } from "../../subgraphs/works/index.ts";
import { percent } from "../support/statements.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { openWorks, publisher, sketch, writer } from "./house.ts";
import type { SketchedStatement, WorksHouse } from "./house.ts";

const ROUNDS = 12;

let store: TestStore;
let houses: readonly [WorksHouse, WorksHouse];
beforeAll(async () => {
  store = await openTestStore();
  const first = await openWorks(store);
  for (const id of ["pty_W", "pty_V", "pty_A", "pty_Z"]) first.parties.add(id, id, "052");
  houses = [first, await openWorks(store, { beside: first })];
}, 60_000);
afterAll(async () => {
  await store.stop();
});

interface Kind {
  readonly kind: string;
  /** What is known before both sides speak; null where the sides make works of their own. */
  readonly ground: SketchedStatement | null;
  /** What each side states, and the second's word that resolves it. */
  readonly one: SketchedStatement;
  readonly other: SketchedStatement;
  readonly resolved: SketchedStatement;
  /** Whether both sides meet on one record: two new works that share a title do not. */
  readonly meets?: false;
  /** The writer V of the other half, who is only reported. */
  readonly reportsV?: boolean;
}

const A = publisher("A", "50");
const KINDS: readonly Kind[] = [
  {
    kind: "OVER_CLAIM",
    ground: { from: "SO:119", claims: [writer("50")] },
    one: { from: "SO:052", claims: [A] },
    other: { from: "SO:058", claims: [publisher("Z", "30")] },
    resolved: { from: "SO:058", claims: [] },
  },
  {
    kind: "SHARES_DIFFER",
    ground: { from: "SO:119", claims: [writer("50")] },
    one: { from: "SO:052", claims: [publisher("A", "50")] },
    other: { from: "SO:058", claims: [publisher("A", "40")] },
    resolved: { from: "SO:058", claims: [publisher("A", "50")] },
  },
  {
    kind: "CHAIN_OVER_CLAIM",
    ground: { from: "SO:119", claims: [writer("25")] },
    one: { from: "SO:052", claims: [writer("25"), publisher("A", "25")] },
    other: { from: "SO:058", claims: [writer("25"), publisher("Z", "25")] },
    resolved: { from: "SO:058", claims: [writer("25")] },
    reportsV: true,
  },
  {
    kind: "ISWC_MISMATCH",
    ground: null,
    one: { from: "SO:052", creators: ["W"] },
    other: { from: "SO:058", creators: ["Z"], title: "Hill" },
    resolved: { from: "SO:058", creators: ["Z"], title: "Hill" },
  },
  {
    kind: "DUPLICATE_WORK",
    ground: null,
    one: { from: "SO:052", creators: ["W"] },
    other: { from: "SO:058", creators: ["W"] },
    resolved: { from: "SO:058", creators: ["Z"], title: "Another song of quite another kind" },
    meets: false,
  },
];

/** ISWCs of their own for every round. */
function iswcOf(serial: number): string {
  const digits = String(serial).padStart(9, "0");
  const sum = [...digits].reduce((total, digit, at) => total + (at + 1) * Number(digit), 1);
  return `T${digits}${(10 - (sum % 10)) % 10}`;
}

let serial = 500;
/** The statements of one round: of one work of its own, or of two works that speak of one title or ISWC. */
async function roundOf({ kind, ground, reportsV = false }: Kind) {
  serial += 1;
  const title = `Song ${"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[serial % 26]}${serial}`;
  const iswc = kind === "ISWC_MISMATCH" ? iswcOf(serial) : null;
  const reported = reportsV
    ? [
        {
          ...{ partyId: "pty_V", partyName: "V", side: "WRITER" as const, role: "CA", affiliations: {}, territories: null, line: null },
          figures: [{ right: "PERFORMING" as const, share: percent("50") }],
        },
      ]
    : [];
  const drawn = (stated: SketchedStatement, workId: string | null, code = iswc): WorkStatementInput => {
    const named = { ...stated, title: `${stated.title ?? ""} ${title}`.trim(), number: `${stated.from}-${serial}` };
    const input = sketch({ iswc: code, ...named });
    return { ...input, reported, ...(workId === null ? {} : { workId }) };
  };
  const [made] = ground === null ? [] : await houses[0].works.recordStatements([drawn(ground, null)]);
  return { workId: made?.workId ?? null, drawn };
}

async function openKinds(workIds: readonly string[]): Promise<string[]> {
  const kinds = new Set<string>();
  for (const work of workIds) {
    const { conflicts } = await houses[0].data(
      `query ($work: ID!) { conflicts(filter: { work: $work }) { edges { node { id kind state } } } }`,
      { work },
    );
    for (const { node } of conflicts.edges) if (node.state !== "RESOLVED") kinds.add(`${node.kind}`);
  }
  return [...kinds].sort();
}

describe.each(KINDS)("$kind", (kind) => {
  it("is opened with the second word, and closed with the one that resolves it", async () => {
    const { workId, drawn } = await roundOf(kind);
    const [first] = await houses[0].works.recordStatements([drawn(kind.one, workId)]);
    const [second] = await houses[1].works.recordStatements([drawn(kind.other, workId)]);
    const works = [...new Set([first?.workId ?? "", second?.workId ?? ""])];
    expect(works).toHaveLength(kind.ground === null ? 2 : 1);
    expect(await openKinds(works)).toEqual([kind.kind]);
    await houses[0].works.recordStatements([drawn(kind.resolved, workId, kind.kind === "ISWC_MISMATCH" ? iswcOf(serial + 100_000) : null)]);
    expect(await openKinds(works)).toEqual([]);
  });
});

describe.each(KINDS.filter(({ meets }) => meets !== false))("$kind", (kind) => {
  it("is found in every round in which both sides speak at the same moment", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { workId, drawn } = await roundOf(kind);
      const order = round % 2 === 0 ? houses : ([houses[1], houses[0]] as const);
      const made = await Promise.all([
        order[0].works.recordStatements([drawn(kind.one, workId)]),
        order[1].works.recordStatements([drawn(kind.other, workId)]),
      ]);
      const works = [...new Set(made.flat().map((one) => one.workId))];
      expect([round, await openKinds(works)]).toEqual([round, [kind.kind]]);
    }
  }, 60_000);
});
