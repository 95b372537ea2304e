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
}

export function createEntitlements(mandateReader: MandateReader, ask: EntitlementAsk): Entitlements {
  const known = new Map<string, readonly Piece[]>();
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
      const share = parseStoredShare(claim.payable);
      const countries = parseStoredCountrySet(cell.countries);
      if (claim.kind === "FREE") {
        return [
          {
            countries,
            category: "FREE",
            share,
            partyId,
            partyName,
            society: null,
            because: "Public domain or traditional: free of rights.",
          },
        ];
      }
      const cleared: ClearedClaim[] = [];
      let rest = countries;
      for (const piece of known.get(keyOf(partyId, claim.side, cell.right)) ?? []) {
        const here = intersectionOf(rest, piece.countries);
        if (here === NO_COUNTRY) continue;
        rest = differenceOf(rest, here);
        cleared.push({
          countries: here,
          category: piece.category,
          share,
          partyId,
          partyName,
          society: piece.society,
          because: piece.because,
        });
      }
      if (rest === NO_COUNTRY) return cleared;
      const because = "No mandate is known there: ask the party itself.";
      return [...cleared, { countries: rest, category: "ELSEWHERE", share, partyId, partyName, society: null, because }];
    },
  };
}

interface Piece {
  readonly countries: CountrySet;
  readonly category: ClearanceCategory;
  readonly society: string | null;
  readonly because: string;
}

function pieceOf({ countries, category, holder, chain, because }: EntitlementPiece): Piece {
  const steps = chain.map(({ from, to, agreementId }) => `${from} to ${to} by ${agreementId}`);
  return {
    countries: parseStoredCountrySet(countries),
    category: category === "NONE" ? "ELSEWHERE" : category,
    society: holder,
    because: steps.length === 0 || category !== "SISTER" ? because : `${because} Chain: ${steps.join(", ")}.`,
  };
}

function keyOf(partyId: string, side: string, right: string): string {
  return `${partyId}|${side}|${right}`;
}
