import { hasRivals, isOver } from "./disputedSlice.ts";
import type { DetailedCell } from "./ownership.ts";
import { WHOLE, addShares, isOverWhole, subtractShares, sumShares } from "./shares.ts";
import type { Share } from "./shares.ts";

/** Publishers that together with their writer claim more of a cell than the writer's chain has. */
export interface ChainOverClaim {
  readonly writerPartyId: string;
  /** The publishers' claims, by index in the cell. */
  readonly members: readonly number[];
  /** By how much the chain is exceeded. */
  readonly excess: Share;
}

/**
 * Chains that are claimed beyond what they have, in a cell that is not over as a whole: there the excess is an over-claim. What a chain has, nobody states
 * as such (CWR gives each party's share, not a chain's); a statement is a whole picture, though, and leaves to the chain what it does not give to
 * others, claimed or reported. The statement that leaves it the most counts, and one that is silent on others leaves it all. So no chain is found
 * exceeded that any of its claimants' pictures has room for. House rule; CWR's tolerance applies. Parties of the chain are never others, nor is who is only
 * reported under no known number: it may be one of the chain's. A chain with a claim for several writers is passed over: how much of it is whose is not said.
 */
export function chainOverClaims(cell: DetailedCell): readonly ChainOverClaim[] {
  const { contenders, wholeUnits } = cell.content;
  let total = 0n;
  for (const { units } of contenders) total += units;
  if (isOver(total, wholeUnits)) return [];
  const writers = new Set(contenders.flatMap(({ side, writerPartyIds }) => (side === "PUBLISHER" ? writerPartyIds : [])));
  return [...writers].sort().flatMap((writerPartyId): ChainOverClaim[] => {
    const chain = contenders.flatMap(({ writerPartyIds }, index) => (writerPartyIds.includes(writerPartyId) ? [index] : []));
    const members = chain.filter((index) => contenders[index]?.side === "PUBLISHER");
    if (!hasRivals(members.map((index) => contenders[index]))) return [];
    if (chain.some((index) => contenders[index]?.writerPartyIds.length !== 1)) return [];
    const claimed = sumShares(chain.flatMap((index) => cell.claims[index]?.share ?? []));
    const excess = subtractShares(claimed, roomOf(cell, new Set(chain)));
    return isOverWhole(addShares(WHOLE, excess)) ? [{ writerPartyId, members, excess }] : [];
  });
}

/** The most that any statement with a claim of the chain leaves to it. */
function roomOf({ claims, reported }: DetailedCell, chain: ReadonlySet<number>): Share {
  const parties = new Set([...chain].flatMap((index) => claims[index]?.partyId ?? []));
  const statements = new Set([...chain].flatMap((index) => claims[index]?.figures.flatMap(({ statementIds }) => statementIds) ?? []));
  let room: Share | null = null;
  for (const statement of statements) {
    const claimed = claims.flatMap(({ figures }, index) =>
      chain.has(index) ? [] : figures.filter(({ statementIds }) => statementIds.includes(statement)).map(({ share }) => share),
    );
    const named = reported.flatMap(({ partyId, statementIds, share }) =>
      partyId !== null && !parties.has(partyId) && statementIds.includes(statement) ? [share] : [],
    );
    const left = subtractShares(WHOLE, sumShares([...claimed, ...named]));
    if (room === null || subtractShares(left, room).numerator > 0n) room = left;
  }
  return room ?? WHOLE;
}
