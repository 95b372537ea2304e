import { callerOf } from "../house.ts";
import type { WorksHouse } from "../house.ts";

/** A conflict as tests of rulings read it. */
export interface FoundConflict {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly version: number;
  readonly claims: readonly {
    readonly id: string;
    readonly side: string;
    readonly partyName: string;
    readonly party: { readonly id: string };
    readonly figures: readonly { readonly family: string | null; readonly right: string | null }[];
  }[];
  readonly proposals: readonly { readonly id: string; readonly state: string; readonly kind: string }[];
}

/** What a cell says, by right, country and day. */
export type Cells = ReadonlyMap<string, unknown>;

/** What was simulated. */
export interface Simulated {
  readonly before: Cells;
  readonly after: Cells;
  readonly isResolved: boolean;
  readonly needed: readonly string[];
  readonly problems: readonly { readonly code: string; readonly path: readonly string[] }[];
}

const SHARE = "{ numerator denominator }";
const CELL = `right territories period { from until } state claimed ${SHARE} unclaimed ${SHARE} over ${SHARE} held ${SHARE}
  reported { partyName share ${SHARE} } claims { partyName side role kind contested society { code } share ${SHARE} payable ${SHARE} figures { share ${SHARE} } }`;
const CONFLICT = `id kind state version claims { id side partyName party { id } figures { family right } } proposals { id kind state }`;
const RIGHTS = ["PR", "TB", "MR", "MD"];
const COUNTRIES = ["0250", "0826", "0840"];
/** The days on both sides of each edge. */
const DAYS = ["2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"];

interface Cell {
  readonly right: string;
  readonly territories: readonly string[];
  readonly period: { readonly from: string | null; readonly until: string | null };
}

/** Cells by each right, country and day that tests look at. */
function spread(cells: readonly Cell[]): Cells {
  const found = new Map<string, unknown>();
  for (const { right, territories, period, ...content } of cells) {
    if (!RIGHTS.includes(right)) continue;
    const days = DAYS.filter((day) => (period.from === null || period.from <= day) && (period.until === null || day < period.until));
    for (const country of COUNTRIES.filter((code) => territories.includes(code))) {
      for (const day of days) found.set(`${right} ${country} ${day}`, content);
    }
  }
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

const OWNED = `query ($id: ID!, $rights: [IpiRight!], $countries: [TisCode!]!) { work(id: $id) { id conflicts { ${CONFLICT} }
  ownership(rights: $rights, territories: $countries, period: { from: "2023-12-31", until: "2026-01-02" }) { cells { ${CELL} } } } }`;

/** What the graph answers on a work now, with its open conflicts. */
export async function ownedOf(
  house: WorksHouse,
  id: string,
): Promise<{ readonly cells: Cells; readonly conflicts: readonly FoundConflict[] }> {
  const { work } = await house.data(OWNED, { id, rights: RIGHTS, countries: COUNTRIES });
  return { conflicts: work.conflicts, cells: spread(work.ownership.cells) };
}

const SIMULATE = `query ($conflict: ID!, $ruling: RulingInput!) { simulateRuling(conflict: $conflict, ruling: $ruling) {
  isResolved needed { code } problems { code message path } works { workId before { ${CELL} } after { ${CELL} } } } }`;

/** What a ruling would make of the conflict's first work, or of another one. */
export async function effectOf(house: WorksHouse, conflict: string, ruling: object): Promise<Simulated> {
  const { simulateRuling: effect } = await house.data(SIMULATE, { conflict, ruling });
  const cells = (when: "before" | "after"): Cells => spread(effect.works.flatMap((work: Record<typeof when, Cell[]>) => work[when]));
  return {
    ...{ isResolved: effect.isResolved, problems: effect.problems },
    needed: effect.needed.map(({ code }: { readonly code: string }) => code),
    before: cells("before"),
    after: cells("after"),
  };
}

const PROPOSE = `mutation ($input: ProposeRulingInput!) { proposeRuling(input: $input) { conflict { ${CONFLICT} } problems { code message path } } }`;
const SIGN = `mutation ($input: SignRulingInput!) { signRuling(input: $input) { conflict { ${CONFLICT} } problems { code message path } } }`;

/** What a command on a conflict answers. */
export interface RulingAnswer {
  readonly conflict: FoundConflict | null;
  readonly problems: readonly { readonly code: string; readonly message: string; readonly path: readonly string[] }[];
}

/** A steward of a society proposes a ruling. */
export async function propose(
  house: WorksHouse,
  input: { readonly conflict: string; readonly ruling: object; readonly expectedVersion?: number },
  society: string,
): Promise<RulingAnswer> {
  return (await house.data(PROPOSE, { input: { ...input, because: "Agreed." } }, callerOf(society, "steward"))).proposeRuling;
}

/** A steward of a society signs a proposal. */
export async function sign(house: WorksHouse, ruling: string | undefined, society: string): Promise<RulingAnswer> {
  return (await house.data(SIGN, { input: { ruling } }, callerOf(society, "steward"))).signRuling;
}

/** `CLAIM_TWICE ruling.relinquish` */
export function codesOf({ problems }: Pick<RulingAnswer, "problems">): string[] {
  return problems.map(({ code, path }) => `${code} ${path.join(".")}`);
}

/** Proposes a ruling by the first whose signature is needed, and signs it by the others; throws where one is refused. */
export async function rule(
  house: WorksHouse,
  asked: { readonly conflict: string; readonly ruling: object; readonly needed: readonly string[] },
): Promise<FoundConflict> {
  const { conflict, ruling, needed } = asked;
  const [first = "", ...others] = needed;
  let answer = await propose(house, { conflict, ruling }, first);
  for (const society of others) answer = await sign(house, requireConflict(answer).proposals.at(-1)?.id, society);
  return requireConflict(answer);
}

function requireConflict({ conflict, problems }: RulingAnswer): FoundConflict {
  if (conflict !== null && problems.length === 0) return conflict;
  throw new Error(JSON.stringify(problems));
}
