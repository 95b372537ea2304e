import { requireOk } from "../kit/refusal.ts";
import { invariant } from "../domain/invariant.ts";
import { parseCurrency } from "../domain/money.ts";
import type { Fraction } from "../domain/money.ts";
import { parseLocalDate } from "../domain/period.ts";
import type { LocalDate } from "../domain/period.ts";
import { parseStoredShare, storedShare } from "../domain/shares.ts";
import type { TariffClause } from "../domain/tariffs.ts";
import type { CountrySet, TisCode } from "../domain/territories/countrySet.ts";
import { parseStoredCountrySet, storedCountrySet } from "../domain/territories/countrySet.ts";
import { parseTisCode } from "../domain/territories/tis.ts";
import type { ClauseRecord, TermRecord } from "./model.ts";

/** A clause as it is stored. */
export function toClauseRecord(clause: TariffClause): ClauseRecord {
  const { id, version, name, licensor, use, basis, currency, byLaw, text } = clause;
  return {
    ...{ id, version, name, licensor, use, basis, currency, byLaw, text },
    countries: storedCountrySet(clause.countries),
    from: clause.period.from,
    until: clause.period.until,
    percentOfRevenue: storedShare(clause.percentOfRevenue),
    minimumPerSubscriber: storedFraction(clause.minimumPerSubscriber),
    minimumPerPlay: storedFraction(clause.minimumPerPlay),
    tiers: clause.tiers.map((tier) => ({ name: tier.name, countries: storedCountrySet(tier.countries), factor: storedShare(tier.factor) })),
    rightSplit: clause.rightSplit.map(({ right, share }) => ({ right, share: storedShare(share) })),
  };
}

/** What toClauseRecord wrote. */
export function toClause(record: ClauseRecord): TariffClause {
  const { id, version, name, licensor, use, basis, byLaw, text } = record;
  return {
    ...{ id, version, name, licensor, use, basis, byLaw, text },
    currency: requireOk(parseCurrency(record.currency)),
    countries: parseStoredCountrySet(record.countries),
    period: { from: dayOrNull(record.from), until: dayOrNull(record.until) },
    percentOfRevenue: parseStoredShare(record.percentOfRevenue),
    minimumPerSubscriber: fractionOrNull(record.minimumPerSubscriber),
    minimumPerPlay: fractionOrNull(record.minimumPerPlay),
    tiers: record.tiers.map((tier) => ({
      name: tier.name,
      countries: parseStoredCountrySet(tier.countries),
      factor: parseStoredShare(tier.factor),
    })),
    rightSplit: record.rightSplit.map(({ right, share }) => ({ right, share: parseStoredShare(share) })),
  };
}

/** A clause with the countries that it prices in a licence: all of its own, without those that a newer clause prices. */
export interface PricedClause {
  readonly countries: CountrySet;
  readonly clause: TariffClause;
}

/** The clauses that terms froze. */
export function pricedClauses({ clauses }: Pick<TermRecord, "clauses">): PricedClause[] {
  return clauses.map(({ pricedCountries, clause }) => ({ countries: parseStoredCountrySet(pricedCountries), clause: toClause(clause) }));
}

/** Whole minor units as the store gives them back: the driver answers small int64 as numbers, large ones as its own type. */
export function storedMinor(value: bigint): bigint {
  return BigInt(String(value));
}

/** A day that was stored. */
export function storedDay(text: string): LocalDate {
  const day = parseLocalDate(text);
  invariant(day !== null, `a stored day is YYYY-MM-DD, not ${text}`);
  return day;
}

function dayOrNull(text: string | null): LocalDate | null {
  return text === null ? null : storedDay(text);
}

function storedFraction(part: Fraction | null): string | null {
  return part === null ? null : storedShare(part);
}

function fractionOrNull(text: string | null): Fraction | null {
  return text === null ? null : parseStoredShare(text);
}

/** Codes of countries that were stored. */
export function parseTisCodes(codes: readonly string[]): TisCode[] {
  return codes.map((code) => requireOk(parseTisCode(code)));
}
