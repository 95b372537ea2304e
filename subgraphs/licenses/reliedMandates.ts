import { invariant } from "../domain/invariant.ts";
import { containsDay, parseLocalDate } from "../domain/period.ts";
import type { LocalDate } from "../domain/period.ts";
import { isZeroShare, parseStoredShare } from "../domain/shares.ts";
import type { CountrySet } from "../domain/territories/countrySet.ts";
import { NO_COUNTRY, storedCountrySet, unionOf } from "../domain/territories/countrySet.ts";
import { canonicalJson, sha256 } from "../kit/json.ts";
import type { MandateReader } from "../kit/ports/mandateReader.ts";
import type { WorkRights } from "../kit/ports/rightsReader.ts";
import { createEntitlements } from "./entitled.ts";
import type { EntitlementAsk, Entitlements } from "./entitled.ts";
import type { WorkMandates } from "./model.ts";
import type { ClosedPeriod } from "./request.ts";

/** By which mandates a licensor may license works, or why it may not, on the first and the last day of a licence. */
export interface ReliedMandates {
  /** The first day and, unless it is the same, the last one. */
  readonly days: readonly LocalDate[];
  /** Asks about the parties of works that were not asked about before. */
  learn(works: readonly WorkRights[]): Promise<void>;
  /** One work's mandates; `learn` it before. The same hash for the same category, holder and agreements of every claim, right and country. */
  of(work: WorkRights): WorkMandates;
}

const DAY_MS = 86_400_000;

interface MandatesAsk extends Omit<EntitlementAsk, "on"> {
  readonly period: ClosedPeriod;
}

/**
 * What ends, or is newly withheld, within a licence's days shows on its last one; what ended before and was known does so on both sides of a
 * comparison. A mandate that is interrupted and comes back by the same agreement before the last day is not seen. `first` may be shared with
 * whoever asks about the first day anyway.
 */
export function createReliedMandates(mandateReader: MandateReader, ask: MandatesAsk, first?: Entitlements): ReliedMandates {
  const { period } = ask;
  const last = lastDay(period);
  const days = [
    { on: period.from, entitlements: first ?? createEntitlements(mandateReader, { ...ask, on: period.from }) },
    ...(last === period.from ? [] : [{ on: last, entitlements: createEntitlements(mandateReader, { ...ask, on: last }) }]),
  ];
  return {
    days: days.map(({ on }) => on),
    learn: async (works) => {
      for (const { on, entitlements } of days) await entitlements.learn(works.flatMap((work) => cellsOn(work, on)));
    },
    of: (work) => {
      const found = days.map(({ on, entitlements }) => mandatesOn(work, on, entitlements));
      return {
        hash: sha256(canonicalJson(found.map(({ content }) => content))),
        agreementIds: found.map(({ agreementIds }) => agreementIds),
      };
    },
  };
}

/** The cells of a work that hold on a day. */
export function cellsOn({ cells }: Pick<WorkRights, "cells">, day: LocalDate): WorkRights["cells"] {
  return cells.filter(({ period }) => containsDay(period, day));
}

function lastDay({ until }: ClosedPeriod): LocalDate {
  const day = parseLocalDate(new Date(Date.parse(until) - DAY_MS).toISOString().slice(0, 10));
  invariant(day !== null, `the day before ${until} can be written`);
  return day;
}

/** Claims of equal mandates are one line, however the cells were cut. */
function mandatesOn(
  work: WorkRights,
  on: LocalDate,
  entitlements: Entitlements,
): { readonly content: readonly (readonly [string, string])[]; readonly agreementIds: readonly string[] } {
  const lines = new Map<string, CountrySet>();
  const agreementIds = new Set<string>();
  for (const cell of cellsOn(work, on)) {
    for (const claim of cell.claims) {
      if (isZeroShare(parseStoredShare(claim.payable))) continue;
      for (const { countries, category, society, agreementIds: ids } of entitlements.placed(cell, claim)) {
        const key = canonicalJson([cell.right, claim.partyId, claim.side, category, society, [...ids]]);
        lines.set(key, unionOf(lines.get(key) ?? NO_COUNTRY, countries));
        for (const id of ids) agreementIds.add(id);
      }
    }
  }
  const content = [...lines].map(([key, countries]) => [key, storedCountrySet(countries)] as const);
  return { content: content.sort(([one], [other]) => (one < other ? -1 : 1)), agreementIds: [...agreementIds].sort() };
}
