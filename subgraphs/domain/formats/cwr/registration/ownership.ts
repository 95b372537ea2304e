import type { RightFamily } from "../../../rights.ts";
import { RIGHT_FAMILIES } from "../../../rights.ts";
import type { Share } from "../../../shares.ts";
import { equalShares, isUnderWhole, isZeroShare, percentText, subtractShares, WHOLE, ZERO } from "../../../shares.ts";
import type { LineChain } from "./chains.ts";
import { columnHundredths, hundredthsOf, isHundredths } from "./hundredths.ts";
import type { Notes } from "./notes.ts";
import type { PartyLine } from "./partyLines.ts";
import type { FamilyShares } from "./regions.ts";
import { addFamilies, familiesOf, isNothing, layRegions, NO_SHARES } from "./regions.ts";

/** Shares of one line in hundredths of a percent. */
export type Written = Readonly<Record<RightFamily, number>>;

/** A work's lines before they are written. */
export interface Scene {
  readonly chains: readonly LineChain[];
  readonly writers: readonly PartyLine[];
}

/**
 * A statement that claims without saying who owns (a sheet, a mutation, CWR 3.x): what a chain's publishers collect in most countries is
 * taken as what its first publisher owns, and the same for each writer (ours). A statement that says who owns is left as it is.
 */
export function withOwnership({ chains, writers }: Scene, notes: Notes): Scene {
  const lines = [...chains.flatMap(({ publishers }) => publishers), ...writers];
  if (lines.some(({ owned }) => !isNothing(owned)) || lines.every(({ regions }) => regions.length === 0)) return { chains, writers };
  notes.say(
    "CWR_OWNERSHIP_TAKEN",
    "The statement says what is collected and not who owns; what is collected in most countries is written as ownership.",
  );
  const ownedBy = (collecting: readonly PartyLine[]): FamilyShares =>
    layRegions(collecting.flatMap(({ regions }) => regions))[0]?.shares ?? NO_SHARES;
  return {
    chains: chains.map((chain) => {
      const [first, ...others] = chain.publishers;
      return first === undefined ? chain : { ...chain, publishers: [{ ...first, owned: ownedBy(chain.publishers) }, ...others] };
    }),
    writers: writers.map((writer) => ({ ...writer, owned: ownedBy([writer]) })),
  };
}

/** Where the lines own something of a right and less than the whole: an unknown writer outside of control has the rest (ours). */
export function withUnknownRest({ chains, writers }: Scene, notes: Notes): Scene {
  const total = [...chains.flatMap(({ publishers }) => publishers), ...writers].reduce(
    (sum, { owned }) => addFamilies(sum, owned),
    NO_SHARES,
  );
  const rest = familiesOf((family) =>
    isZeroShare(total[family]) || !isUnderWhole(total[family]) ? ZERO : subtractShares(WHOLE, total[family]),
  );
  if (isNothing(rest)) return { chains, writers };
  const parts = RIGHT_FAMILIES.filter((family) => !isZeroShare(rest[family])).map((family) => `${percentText(rest[family])}% ${family}`);
  notes.say("CWR_SHARE_UNNAMED", `Nobody is named for ${parts.join(", ")}; it is written for an unknown writer outside of control.`);
  const unknown: PartyLine = {
    ...{ side: "WRITER", controlled: false, partyKey: null, name: "", role: "CA", owned: rest, regions: [], rows: [], affiliations: {} },
    ...{ agreement: null, chain: [], writerKeys: [] },
  };
  return { chains, writers: [...writers, unknown] };
}

/** Turns shares into what the fields hold. */
export interface ShareWriter {
  owned(line: PartyLine): Written;
  /** A share that is collected; the same figure as the ownership it comes from, where it is equal to one of its chain. */
  collected(line: PartyLine, shares: FamilyShares): Written;
}

/** Ownership is spread so that each right's sum holds; collection is rounded down, or repeats the ownership. */
export function shareWriter({ chains, writers }: Scene, notes: Notes): ShareWriter {
  const lines = [...chains.flatMap(({ publishers }) => publishers), ...writers];
  const owned = new Map<PartyLine, Written>();
  const columns = RIGHT_FAMILIES.map((family) =>
    columnHundredths(lines.map((line) => ({ key: `${line.name}|${line.role}|${line.partyKey ?? ""}`, share: line.owned[family] }))),
  );
  lines.forEach((line, at) => {
    const [pr, mr, sr] = columns.map((column) => column[at] ?? 0);
    owned.set(line, { PERFORMING: pr ?? 0, MECHANICAL: mr ?? 0, SYNC: sr ?? 0 });
  });
  const told = (name: string, share: Share, hundredths: number): void => {
    if (isHundredths(share)) return;
    notes.say(
      "CWR_SHARE_ROUNDED",
      `A share of ${name} is ${percentText(share)}%; CWR holds hundredths, ${percentOf(hundredths)} is written.`,
    );
  };
  for (const [line, written] of owned) for (const family of RIGHT_FAMILIES) told(line.name, line.owned[family], written[family]);
  return {
    owned: (line) => owned.get(line) ?? { PERFORMING: 0, MECHANICAL: 0, SYNC: 0 },
    collected: (line, shares) => {
      const of = chains.find(({ publishers }) => publishers.includes(line))?.publishers ?? [line];
      const written = (family: RightFamily): number => {
        const source = [line, ...of].find((one) => !isZeroShare(one.owned[family]) && equalShares(one.owned[family], shares[family]));
        const hundredths = (source && owned.get(source)?.[family]) ?? hundredthsOf(shares[family]);
        told(line.name, shares[family], hundredths);
        return hundredths;
      };
      return { PERFORMING: written("PERFORMING"), MECHANICAL: written("MECHANICAL"), SYNC: written("SYNC") };
    },
  };
}

function percentOf(hundredths: number): string {
  return `${String(Math.trunc(hundredths / 100))}.${String(hundredths % 100).padStart(2, "0")}%`;
}
