import { invariant } from "./invariant.ts";
import { allocate, amountText, minorUnitsOf, multiplyByShare, roundHalfEven } from "./money.ts";
import type { CurrencyCode, Fraction, Money } from "./money.ts";
import { problem } from "./outcome.ts";
import type { Problem } from "./outcome.ts";
import { containsDay, isEmptyPeriod } from "./period.ts";
import type { LocalDate, Period } from "./period.ts";
import { rightsNeeded } from "./rights.ts";
import type { IpiRight, UseType } from "./rights.ts";
import { compareShares, equalShares, isZeroShare, multiplyShares, percentText, share, sumShares, WHOLE, ZERO } from "./shares.ts";
import type { Share } from "./shares.ts";
import type { CountrySet, TisCode } from "./territories/countrySet.ts";
import { countriesOf, hasCountry, NO_COUNTRY } from "./territories/countrySet.ts";

/** BLANKET: the full fee, whatever the licensor may license of it; SHARES: the fee times the licensed share, per right. */
export type FeeBasis = "BLANKET" | "SHARES";

/** One clause of a tariff: how one use is priced somewhere, in a period. Tariffs are data; a change is a new version. */
export interface TariffClause {
  /** `trf_…` */
  readonly id: string;
  /** The clause as people cite it: `Online 2026, 3.1`. */
  readonly name: string;
  readonly version: number;
  readonly licensor: string;
  readonly use: UseType;
  readonly countries: CountrySet;
  readonly period: Period;
  readonly basis: FeeBasis;
  readonly currency: CurrencyCode;
  /** Of the licensee's revenue from this use there. */
  readonly percentOfRevenue: Share;
  /** The least per subscriber and accounting period, in minor units (may be a fraction of one); null for none. */
  readonly minimumPerSubscriber: Fraction | null;
  /** The least per play, in minor units; null for none. */
  readonly minimumPerPlay: Fraction | null;
  /** Minima are multiplied by the factor of the country's tier; 1 where no tier names it. */
  readonly tiers: readonly CountryTier[];
  /** How the fee is divided between the rights that the use needs; adds up to one. */
  readonly rightSplit: readonly RightPart[];
  /** Where the law or an extended licence lets the licensor license what nobody else clears: its reference; null elsewhere. */
  readonly byLaw: string | null;
  /** The clause's wording. */
  readonly text: string;
}

export interface CountryTier {
  readonly name: string;
  readonly countries: CountrySet;
  readonly factor: Fraction;
}

export interface RightPart {
  readonly right: IpiRight;
  readonly share: Share;
}

/** What a licensee reports or expects for one country and accounting period. */
export interface UseVolume {
  readonly country: TisCode;
  readonly revenue: Money;
  readonly plays: bigint;
  readonly subscribers: bigint;
}

/** A fee with the rule that made it. */
export interface Fee {
  readonly money: Money;
  /** Which of the clause's figures was the largest. */
  readonly rule: "PERCENT_OF_REVENUE" | "MINIMUM_PER_SUBSCRIBER" | "MINIMUM_PER_PLAY";
  /** Its reckoning in words, for the price line. */
  readonly because: string;
}

/** One right's price in one country. */
export interface PriceLine {
  readonly country: TisCode;
  readonly right: IpiRight;
  readonly clause: TariffClause;
  /** The right's part of the fee before shares, in minor units. */
  readonly fullMinor: bigint;
  readonly licensedShare: Share;
  /** What is to pay, in minor units. */
  readonly amountMinor: bigint;
  readonly because: string;
}

/** Every fault of a clause: one that could not be priced by, or a split that is not of the rights the use needs there. */
export function checkClause(clause: TariffClause): Problem[] {
  const problems = figureFaults(clause);
  if (!equalShares(sumShares(clause.rightSplit.map(({ share: part }) => part)), WHOLE)) {
    problems.push(problem("RIGHT_SPLIT", `The right split of ${clause.name} does not add up to 100%.`, ["rightSplit"]));
  }
  const split = namesOf(clause.rightSplit.map(({ right }) => right));
  for (const country of countriesOf(clause.countries)) {
    const needed = namesOf(rightsNeeded(clause.use, country));
    if (needed === split) continue;
    const message = `${clause.use} in ${country} needs ${needed}; ${clause.name} splits ${split}. Price such countries by a clause of their own.`;
    problems.push(problem("RIGHT_SPLIT_RIGHTS", message, ["rightSplit"]));
    break;
  }
  return problems;
}

/** The clause that prices a use in a country on a day: the newest version in force; null when none does. */
export function clauseFor(
  clauses: readonly TariffClause[],
  ask: { readonly licensor: string; readonly use: UseType; readonly country: TisCode; readonly on: LocalDate },
): TariffClause | null {
  const fitting = clauses.filter(
    (clause) =>
      clause.licensor === ask.licensor &&
      clause.use === ask.use &&
      hasCountry(clause.countries, ask.country) &&
      containsDay(clause.period, ask.on),
  );
  return fitting.sort((one, other) => other.version - one.version || (one.id < other.id ? -1 : 1))[0] ?? null;
}

/** The fee for a volume: the percentage of revenue, or a minimum where that is higher. Rounded once, half to even. */
export function feeOf(clause: TariffClause, volume: UseVolume): Fee {
  invariant(
    volume.revenue.currency === clause.currency,
    `revenue in ${clause.currency}, as the clause prices, not ${volume.revenue.currency}`,
  );
  const largest = candidatesOf(clause, volume).reduce((best, next) => (compareShares(next.exact, best.exact) > 0 ? next : best));
  const minor = roundHalfEven(largest.exact.numerator, largest.exact.denominator);
  return { money: { minor, currency: clause.currency }, rule: largest.rule, because: largest.because };
}

/** The fee divided between rights; the parts add up to it. */
export function splitByRight(clause: TariffClause, fee: Money): ReadonlyMap<IpiRight, bigint> {
  const weights = clause.rightSplit.map(({ right, share: weight }) => ({ key: right, weight }));
  const parts = allocate(fee.minor, weights);
  invariant(parts.ok, `the right split of ${clause.name} has a weight`);
  return new Map(clause.rightSplit.map(({ right }) => [right, parts.value.get(right) ?? 0n]));
}

/** The price of a use in one country, right by right: under SHARES the right's fee times its licensed share, rounded once, half to even. */
export function priceLines(clause: TariffClause, volume: UseVolume, licensedOf: (right: IpiRight) => Share): PriceLine[] {
  const fee = feeOf(clause, volume);
  const lines = [...splitByRight(clause, fee.money)].map(([right, fullMinor]) => {
    const licensedShare = licensedOf(right);
    const exact = multiplyByShare({ minor: fullMinor, currency: clause.currency }, licensedShare);
    const amountMinor = clause.basis === "BLANKET" ? fullMinor : roundHalfEven(exact.numerator, exact.denominator);
    const because =
      clause.basis === "BLANKET" ? `${fee.because}; full fee whatever is licensed` : `${fee.because}; times the licensed share`;
    return { country: volume.country, right, clause, fullMinor, licensedShare, amountMinor, because };
  });
  invariant(
    lines.reduce((sum, { fullMinor }) => sum + fullMinor, 0n) === fee.money.minor,
    `the lines of ${volume.country} add up to the fee`,
  );
  return lines;
}

/** A number of minor units, perhaps of parts of one, as a decimal in units of the currency: exact where it ends within twelve places. */
export function unitsText({ numerator, denominator }: Fraction, currency: CurrencyCode): string {
  return percentText(share(numerator, denominator * 100n * 10n ** BigInt(minorUnitsOf(currency))));
}

interface Candidate {
  readonly rule: Fee["rule"];
  readonly exact: Fraction;
  readonly because: string;
}

/** What each figure of the clause would come to, the percentage first: it stands where a minimum is only equal. */
function candidatesOf(clause: TariffClause, volume: UseVolume): Candidate[] {
  const { currency, percentOfRevenue, minimumPerSubscriber, minimumPerPlay } = clause;
  const tier = clause.tiers.find(({ countries }) => hasCountry(countries, volume.country));
  const minimum = (rule: Fee["rule"], each: Fraction, counted: { readonly count: bigint; readonly what: string }): Candidate => {
    const tiered =
      tier === undefined ? "" : ` x ${percentText(share(tier.factor.numerator, tier.factor.denominator * 100n))} (${tier.name})`;
    const exact = multiplyShares(times(each, counted.count), tier?.factor ?? WHOLE);
    return { rule, exact, because: `minimum of ${unitsText(each, currency)} ${currency} x ${counted.count} ${counted.what}${tiered}` };
  };
  return [
    {
      rule: "PERCENT_OF_REVENUE",
      exact: times(percentOfRevenue, volume.revenue.minor),
      because: `${percentText(percentOfRevenue)}% of revenue ${amountText(volume.revenue)} ${currency}`,
    },
    ...(minimumPerSubscriber === null
      ? []
      : [minimum("MINIMUM_PER_SUBSCRIBER", minimumPerSubscriber, { count: volume.subscribers, what: "subscribers" })]),
    ...(minimumPerPlay === null ? [] : [minimum("MINIMUM_PER_PLAY", minimumPerPlay, { count: volume.plays, what: "plays" })]),
  ];
}

function figureFaults(clause: TariffClause): Problem[] {
  const faults: Problem[] = [];
  const check = (holds: boolean, code: string, message: string): void => {
    if (!holds) faults.push(problem(code, `${clause.name}: ${message}`));
  };
  const negative = (part: Fraction | null): boolean => part !== null && compareShares(part, ZERO) < 0;
  const rights = clause.rightSplit.map(({ right }) => right);
  check(Number.isSafeInteger(clause.version) && clause.version >= 1, "CLAUSE_VERSION", `a version is 1 or more, not ${clause.version}.`);
  check(clause.countries !== NO_COUNTRY, "CLAUSE_COUNTRIES", "a clause prices at least one country.");
  check(!isEmptyPeriod(clause.period), "CLAUSE_PERIOD", "a clause ends after it begins.");
  check(
    !negative(clause.percentOfRevenue) && compareShares(clause.percentOfRevenue, WHOLE) <= 0,
    "CLAUSE_PERCENT",
    "a percentage of revenue is from 0 to 100.",
  );
  check(!negative(clause.minimumPerSubscriber) && !negative(clause.minimumPerPlay), "CLAUSE_MINIMUM", "a minimum is zero or more.");
  check(
    clause.tiers.every(({ factor }) => !negative(factor) && !isZeroShare(factor)),
    "CLAUSE_TIER",
    "a tier's factor is above zero.",
  );
  check(new Set(rights).size === rights.length, "RIGHT_SPLIT_REPEATED", "the right split names each right once.");
  check(!clause.rightSplit.some(({ share: part }) => negative(part)), "RIGHT_SPLIT_NEGATIVE", "no part of a right split is below zero.");
  return faults;
}

function namesOf(rights: readonly IpiRight[]): string {
  return [...rights].sort().join(", ");
}

function times(part: Fraction, count: bigint): Fraction {
  return multiplyShares(part, { numerator: count, denominator: 1n });
}
