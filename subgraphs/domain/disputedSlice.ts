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
  readonly statements: readonly number[];
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
  /** The sum of the figures that count. */
  readonly totalUnits: bigint;
  readonly payableUnits: readonly bigint[];
  readonly heldUnits: bigint;
  readonly unclaimedUnits: bigint;
  readonly denominator: bigint;
  /** Of each claim; empty where none is contested. */
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
  const { wholeUnits, isDisputed } = terms;
  const units = contenders.map((contender) => contender.units);
  const totalUnits = sum(units);
  if (!isDisputed && !isOver(totalUnits, wholeUnits)) return undisputed(units, totalUnits, wholeUnits);
  const contested = contenders.map(({ smallestUnits, largestUnits }) => smallestUnits !== largestUnits);
  const amounts = contenders.map(({ smallestUnits }) => smallestUnits);
  const reduced = sum(amounts);
  if (isOver(reduced, wholeUnits)) {
    const over = reduced - wholeUnits;
    for (const index of membersOf(groupsBeyond(contenders, amounts, terms))) {
      contested[index] = true;
      const amount = amounts[index] ?? 0n;
      amounts[index] = amount > over ? amount - over : 0n;
    }
  }
  if (!contested.includes(true)) return undisputed(units, totalUnits, wholeUnits);
  return { totalUnits, contested, ...withHeld(contenders, amounts, wholeUnits) };
}

function undisputed(units: readonly bigint[], totalUnits: bigint, wholeUnits: bigint): Settlement {
  const isShort = isUnder(totalUnits, wholeUnits);
  return {
    totalUnits,
    payableUnits: units,
    heldUnits: 0n,
    unclaimedUnits: isShort ? wholeUnits - totalUnits : 0n,
    denominator: isShort ? wholeUnits : totalUnits,
    contested: [],
  };
}

function withHeld(
  contenders: readonly Contender[],
  amounts: readonly bigint[],
  wholeUnits: bigint,
): Omit<Settlement, "totalUnits" | "contested"> {
  const paid = sum(amounts);
  if (paid > wholeUnits) return { payableUnits: amounts, heldUnits: 0n, unclaimedUnits: 0n, denominator: paid };
  // What anybody claims at most is not unclaimed: the difference between two figures is disputed money.
  const largest = sum(contenders.map(({ largestUnits }) => largestUnits));
  const unclaimedUnits = isUnder(largest, wholeUnits) ? wholeUnits - largest : 0n;
  const heldUnits = wholeUnits - unclaimedUnits - paid;
  invariant(heldUnits >= 0n, `the held part is not negative, but ${heldUnits} of ${wholeUnits}`);
  return { payableUnits: amounts, heldUnits, unclaimedUnits, denominator: wholeUnits };
}

/** The whole of a cell, and whether publishers together have room for 50% of it. */
type Room = Pick<SettlementTerms, "wholeUnits" | "isPerforming">;

/**
 * The contestants of a cell above the whole: the first of these that explains the excess. Claims on the same writer's share by
 * statements that do not know each other, publishers' before all; the side beyond its room (performing: publishers 50); all claims.
 */
export function contestGroups(contenders: readonly Contender[], room: Room): ContestGroup[] {
  return groupsBeyond(
    contenders,
    contenders.map(({ units }) => units),
    room,
  );
}

/** The same where other amounts than the counted figures exceed the whole. */
function groupsBeyond(contenders: readonly Contender[], amounts: readonly bigint[], room: Room): ContestGroup[] {
  const over = sum(amounts) - room.wholeUnits;
  const explains = (groups: readonly ContestGroup[]): boolean => {
    if (groups.length === 0) return false;
    let inGroups = 0n;
    for (const index of membersOf(groups)) inGroups += amounts[index] ?? 0n;
    return inGroups >= over;
  };
  const publishers = writerGroups(contenders, "PUBLISHER");
  if (explains(publishers)) return publishers;
  const everybody = writerGroups(contenders, null);
  if (explains(everybody)) return everybody;
  const side = publisherSide(contenders, amounts, room);
  if (explains(side)) return side;
  return [{ rule: "ALL_CLAIMS", members: contenders.map((_, index) => index), writerPartyId: null }];
}

/** Rivals for each writer's share: of one side, or of both. */
function writerGroups(contenders: readonly Contender[], side: Side | null): ContestGroup[] {
  const pools = new Map<string, number[]>();
  contenders.forEach((contender, index) => {
    if (side !== null && contender.side !== side) return;
    for (const writer of contender.writerPartyIds) {
      const pool = pools.get(writer);
      if (pool === undefined) pools.set(writer, [index]);
      else pool.push(index);
    }
  });
  const groups: ContestGroup[] = [];
  for (const [writerPartyId, members] of pools) {
    if (members.length > 1 && hasRivals(members.map((index) => contenders[index])))
      groups.push({ rule: "SAME_WRITER", members, writerPartyId });
  }
  return groups.sort((one, other) => ((one.writerPartyId ?? "") < (other.writerPartyId ?? "") ? -1 : 1));
}

/** Whether two of the claims are never made in one statement: one statement may well give a share to several publishers. */
export function hasRivals(claims: readonly (Contender | undefined)[]): boolean {
  for (let at = 1; at < claims.length; at += 1) {
    const one = claims[at];
    for (let before = 0; before < at; before += 1) {
      const other = claims[before];
      if (one !== undefined && other !== undefined && !meet(one.statements, other.statements)) return true;
    }
  }
  return false;
}

function meet(one: readonly number[], other: readonly number[]): boolean {
  return one.some((statement) => other.includes(statement));
}

function publisherSide(contenders: readonly Contender[], amounts: readonly bigint[], { wholeUnits, isPerforming }: Room): ContestGroup[] {
  if (!isPerforming) return [];
  const members = contenders.flatMap(({ side }, index) => (side === "PUBLISHER" ? [index] : []));
  const units = sum(members.map((index) => amounts[index] ?? 0n));
  return units * 2n > wholeUnits ? [{ rule: "SIDE_EXCEEDS_ROOM", members, writerPartyId: null }] : [];
}

function membersOf(groups: readonly ContestGroup[]): ReadonlySet<number> {
  const members = new Set<number>();
  for (const group of groups) for (const member of group.members) members.add(member);
  return members;
}

function sum(parts: readonly bigint[]): bigint {
  let total = 0n;
  for (const part of parts) total += part;
  return total;
}
