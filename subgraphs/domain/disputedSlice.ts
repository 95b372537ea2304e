import { invariant } from "./invariant.ts";
import type { Side } from "./statements.ts";

/**
 * Which part of a cell is disputed. All amounts are whole units of a common denominator (`wholeUnits` make 100%), so that
 * sums are exact and quick.
 */
export interface Contender {
  readonly side: Side;
  /** The figure that counts, the smallest and the largest that are stated for the party here. */
  readonly units: bigint;
  readonly smallestUnits: bigint;
  readonly largestUnits: bigint;
  /** The writers whose share this is part of. */
  readonly writerPartyIds: readonly string[];
  /** The statements (by index) that make the claim. */
  readonly statements: ReadonlySet<number>;
}

/** Why claims are contestants: two figures for one party, the same writer's share, a side beyond its room, or all claims of the cell. */
export type ContestRule = "FIGURES_DIFFER" | "SAME_WRITER" | "SIDE_EXCEEDS_ROOM" | "ALL_CLAIMS";

/** Claims that exclude each other, by index, with the rule that makes them contestants. */
export interface ContestGroup {
  readonly rule: ContestRule;
  readonly members: readonly number[];
  /** The writer whose share they contest, under SAME_WRITER. */
  readonly writerPartyId: string | null;
}

/** What may be paid of each claim, what is held, and what nobody claims: together `denominator`, one whole. */
export interface Settlement {
  readonly payableUnits: readonly bigint[];
  readonly heldUnits: bigint;
  readonly unclaimedUnits: bigint;
  readonly denominator: bigint;
  readonly contested: readonly boolean[];
}

/** What settle needs to know of the cell besides its claims. */
export interface SettlementTerms {
  readonly wholeUnits: bigint;
  /** Whether the cell is of the performing family, where publishers together have room for 50%. */
  readonly isPerforming: boolean;
  /** Whether an open conflict touches the cell, or its figures differ. */
  readonly isDisputed: boolean;
}

/** Above 100.06 percent of the whole (CWR 2.2, 4.2). */
export function isOver(units: bigint, wholeUnits: bigint): boolean {
  return units * 10_000n > wholeUnits * 10_006n;
}

/** Below 99.94 percent of the whole (CWR 2.2, 4.2). */
export function isUnder(units: bigint, wholeUnits: bigint): boolean {
  return units * 10_000n < wholeUnits * 9_994n;
}

/**
 * Divides the whole of a cell into payable parts, the held slice and the unclaimed part. Only what is contested is held:
 * of two figures for one party the smaller is paid; where the sum is still above the whole by o, each contestant is paid
 * max(0, share - o), and all others in full. Within tolerance of the whole, parts are shares of the total.
 */
export function settle(contenders: readonly Contender[], terms: SettlementTerms): Settlement {
  const { wholeUnits, isDisputed, isPerforming } = terms;
  const total = sum(contenders.map(({ units }) => units));
  if (!isDisputed && !isOver(total, wholeUnits)) return undisputed(contenders, total, wholeUnits);
  const contested = contenders.map(({ smallestUnits, largestUnits }) => smallestUnits !== largestUnits);
  const amounts = contenders.map(({ smallestUnits }) => smallestUnits);
  const reduced = sum(amounts);
  if (isOver(reduced, wholeUnits)) {
    const over = reduced - wholeUnits;
    const rest = contenders.map((contender, index) => ({ ...contender, units: amounts[index] ?? 0n }));
    for (const index of membersOf(contestGroups(rest, { wholeUnits, isPerforming }))) {
      contested[index] = true;
      const amount = amounts[index] ?? 0n;
      amounts[index] = amount > over ? amount - over : 0n;
    }
  }
  if (!contested.includes(true)) return undisputed(contenders, total, wholeUnits);
  return withHeld(contenders, { amounts, contested, wholeUnits });
}

function undisputed(contenders: readonly Contender[], total: bigint, wholeUnits: bigint): Settlement {
  const isShort = isUnder(total, wholeUnits);
  return {
    payableUnits: contenders.map(({ units }) => units),
    heldUnits: 0n,
    unclaimedUnits: isShort ? wholeUnits - total : 0n,
    denominator: isShort ? wholeUnits : total,
    contested: contenders.map(() => false),
  };
}

function withHeld(
  contenders: readonly Contender[],
  found: { amounts: readonly bigint[]; contested: readonly boolean[]; wholeUnits: bigint },
): Settlement {
  const { amounts, contested, wholeUnits } = found;
  const paid = sum(amounts);
  if (paid > wholeUnits) return { payableUnits: amounts, heldUnits: 0n, unclaimedUnits: 0n, denominator: paid, contested };
  // What anybody claims at most is not unclaimed: the difference between two figures is disputed money.
  const largest = sum(contenders.map(({ largestUnits }) => largestUnits));
  const unclaimedUnits = isUnder(largest, wholeUnits) ? wholeUnits - largest : 0n;
  const heldUnits = wholeUnits - unclaimedUnits - paid;
  invariant(heldUnits >= 0n, `the held part is not negative, but ${heldUnits} of ${wholeUnits}`);
  return { payableUnits: amounts, heldUnits, unclaimedUnits, denominator: wholeUnits, contested };
}

/**
 * The contestants of a cell above the whole: the first of these that explains the excess. Claims on the same writer's share by
 * statements that do not know each other, publishers' before all; the side beyond its room (performing: publishers 50); all claims.
 */
export function contestGroups(
  contenders: readonly Contender[],
  terms: { readonly wholeUnits: bigint; readonly isPerforming: boolean },
): ContestGroup[] {
  const over = sum(contenders.map(({ units }) => units)) - terms.wholeUnits;
  const explains = (groups: readonly ContestGroup[]): boolean =>
    groups.length > 0 && sum([...membersOf(groups)].map((index) => contenders[index]?.units ?? 0n)) >= over;
  const publishers = writerGroups(contenders, (contender) => contender.side === "PUBLISHER");
  if (explains(publishers)) return publishers;
  const everybody = writerGroups(contenders, () => true);
  if (explains(everybody)) return everybody;
  const side = publisherSide(contenders, terms);
  if (explains(side)) return side;
  return [{ rule: "ALL_CLAIMS", members: contenders.map((_, index) => index), writerPartyId: null }];
}

function writerGroups(contenders: readonly Contender[], counts: (contender: Contender) => boolean): ContestGroup[] {
  const pools = new Map<string, number[]>();
  contenders.forEach((contender, index) => {
    if (!counts(contender)) return;
    for (const writer of contender.writerPartyIds) pools.set(writer, [...(pools.get(writer) ?? []), index]);
  });
  const groups: ContestGroup[] = [];
  for (const writerPartyId of [...pools.keys()].sort()) {
    const members = pools.get(writerPartyId) ?? [];
    if (hasRivals(members.map((index) => contenders[index]))) groups.push({ rule: "SAME_WRITER", members, writerPartyId });
  }
  return groups;
}

/** Whether two of the claims are never made in one statement: one statement may well give a share to several publishers. */
export function hasRivals(claims: readonly (Contender | undefined)[]): boolean {
  return claims.some((one, index) =>
    claims.slice(index + 1).some((other) => one !== undefined && other !== undefined && !meet(one.statements, other.statements)),
  );
}

function meet(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  for (const statement of one) if (other.has(statement)) return true;
  return false;
}

function publisherSide(
  contenders: readonly Contender[],
  terms: { readonly wholeUnits: bigint; readonly isPerforming: boolean },
): ContestGroup[] {
  if (!terms.isPerforming) return [];
  const members = contenders.flatMap(({ side }, index) => (side === "PUBLISHER" ? [index] : []));
  const units = sum(members.map((index) => contenders[index]?.units ?? 0n));
  return units * 2n > terms.wholeUnits ? [{ rule: "SIDE_EXCEEDS_ROOM", members, writerPartyId: null }] : [];
}

function membersOf(groups: readonly ContestGroup[]): Set<number> {
  return new Set(groups.flatMap(({ members }) => members));
}

function sum(parts: readonly bigint[]): bigint {
  return parts.reduce((total, part) => total + part, 0n);
}
