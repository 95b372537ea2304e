import type { ClearanceCategory, ClearedClaim } from "../domain/clearance/types.ts";
import type { LocalDate } from "../domain/period.ts";
import type { IpiRight, UseType } from "../domain/rights.ts";
import { parseStoredShare } from "../domain/shares.ts";
import type { CountrySet } from "../domain/territories/countrySet.ts";
import { differenceOf, intersectionOf, NO_COUNTRY, parseStoredCountrySet, storedCountrySet } from "../domain/territories/countrySet.ts";
import type { EntitlementPiece, EntitlementQuestion, MandateReader } from "../kit/ports/mandateReader.ts";
import type { RightsCell, RightsClaim } from "../kit/ports/rightsReader.ts";

/** Questions that the mandate reader takes at once. */
const QUESTIONS_MAX = 2_000;

/** For whom and what mandates are looked up. */
export interface EntitlementAsk {
  readonly licensor: string;
  readonly use: UseType;
  readonly on: LocalDate;
  readonly needed: ReadonlyMap<IpiRight, CountrySet>;
}

/** What the mandate graph says of the parties seen so far: each party, side and right is asked once, for all countries. */
export interface Entitlements {
  /** Asks about the claims of cells that were not asked about before. */
  learn(cells: readonly RightsCell[]): Promise<void>;
  /** A claim in the categories of its countries; `learn` its cell before. */
  cleared(cell: RightsCell, claim: RightsClaim): readonly ClearedClaim[];
  /** The same with the agreements that each category rests on, without shares; nothing for a share that is free of rights. */
  placed(cell: RightsCell, claim: RightsClaim): readonly Piece[];
}

/** What the mandate graph says of a party's right in some countries. */
export interface Piece {
  readonly countries: CountrySet;
  readonly category: ClearanceCategory;
  readonly society: string | null;
  readonly because: string;
  /** Agreements, entrustments and exclusions in order; a membership is told by its society, because files renew it all the time. */
  readonly agreementIds: readonly string[];
}

export function createEntitlements(mandateReader: MandateReader, ask: EntitlementAsk): Entitlements {
  const known = new Map<string, readonly Piece[]>();
  const placed: Entitlements["placed"] = (cell, { partyId, side, kind }) => {
    if (kind === "FREE") return [];
    let rest = parseStoredCountrySet(cell.countries);
    const pieces = (known.get(keyOf(partyId, side, cell.right)) ?? []).flatMap((piece) => {
      const here = intersectionOf(rest, piece.countries);
      rest = differenceOf(rest, here);
      return here === NO_COUNTRY ? [] : [{ ...piece, countries: here }];
    });
    return rest === NO_COUNTRY ? pieces : [...pieces, { ...UNKNOWN, countries: rest }];
  };
  return {
    learn: async (cells) => {
      const questions = new Map<string, EntitlementQuestion>();
      for (const { right, claims } of cells) {
        for (const { partyId, side, kind } of claims) {
          const key = keyOf(partyId, side, right);
          if (kind === "FREE" || known.has(key)) continue;
          questions.set(key, { partyId, side, right, countries: storedCountrySet(ask.needed.get(right) ?? NO_COUNTRY) });
        }
      }
      const { licensor, use, on } = ask;
      const asked = [...questions];
      for (let at = 0; at < asked.length; at += QUESTIONS_MAX) {
        const batch = asked.slice(at, at + QUESTIONS_MAX);
        const { answers } = await mandateReader.entitlements({ licensor, use, on, questions: batch.map(([, question]) => question) });
        batch.forEach(([key], index) => known.set(key, (answers[index] ?? []).map(pieceOf)));
      }
    },
    cleared: (cell, claim) => {
      const { partyId, partyName } = claim;
      const common = { share: parseStoredShare(claim.payable), partyId, partyName };
      if (claim.kind === "FREE") return [{ ...common, ...FREE, countries: parseStoredCountrySet(cell.countries) }];
      return placed(cell, claim).map(({ countries, category, society, because }) => ({ ...common, countries, category, society, because }));
    },
    placed,
  };
}

const FREE = { category: "FREE", society: null, because: "Public domain or traditional: free of rights." } as const;
const UNKNOWN = {
  category: "ELSEWHERE",
  society: null,
  because: "No mandate is known there: ask the party itself.",
  agreementIds: [],
} as const;

function pieceOf({ countries, category, holder, chain, because }: EntitlementPiece): Piece {
  const steps = chain.map(({ from, to, agreementId }) => `${from} to ${to} by ${agreementId}`);
  return {
    countries: parseStoredCountrySet(countries),
    category: category === "NONE" ? "ELSEWHERE" : category,
    society: holder,
    agreementIds: agreementsOf({ category, chain, because }),
    because: steps.length === 0 || category !== "SISTER" ? because : `${because} Chain: ${steps.join(", ")}.`,
  };
}

function agreementsOf({ category, chain, because }: Pick<EntitlementPiece, "category" | "chain" | "because">): readonly string[] {
  // an exclusion has no chain: its reason names it
  if (category === "EXCLUDED") return [...because.matchAll(/\bman_\w+/g)].map(([id]) => id);
  return chain.map(({ agreementId }) => agreementId).filter((id) => !id.startsWith("mem_"));
}

function keyOf(partyId: string, side: string, right: string): string {
  return `${partyId}|${side}|${right}`;
}
