import { CLEARANCE_CATEGORIES, UNCLEARED } from "../domain/clearance/types.ts";
import type { Clearance, ClearanceCategory, Degrees, NamedPart } from "../domain/clearance/types.ts";
import { licensedShare } from "../domain/clearance.ts";
import { parseCurrency } from "../domain/money.ts";
import type { CurrencyCode, Fraction } from "../domain/money.ts";
import { compareShares, parseStoredShare, percentText, share, ZERO } from "../domain/shares.ts";
import type { Share } from "../domain/shares.ts";
import { unitsText } from "../domain/tariffs.ts";
import type { TariffClause } from "../domain/tariffs.ts";
import { countriesOf } from "../domain/territories/countrySet.ts";
import { requireOk } from "../kit/refusal.ts";
import { toProblemType } from "../kit/resolve.ts";
import { toMoneyType, toPeriodType, toShareType } from "../kit/scalars.ts";
import type { Alarm } from "./alarms.ts";
import type { ClearanceRecord, LineRecord, TermRecord } from "./model.ts";
import type { Offer, OfferTerritory, Quote } from "./quotes.ts";
import { pricedClauses, storedMinor } from "./records.ts";
import type * as view from "./types.generated.ts";

/** A quote as the schema shows it. */
export function toQuoteType({ use, readable, problems, offer }: Quote): view.Quote {
  const { licensor, period, currency } = readable;
  return {
    licensor: licensor === null ? null : { code: licensor },
    use,
    period: period === null ? null : toPeriodType(period),
    currency,
    works: offer === null ? { total: 0, fully: 0, partly: 0, not: 0 } : worksType(offer.works),
    territories: (offer?.territories ?? []).map(territoryType),
    lines: offer === null ? [] : offerLines(offer),
    total: offer === null ? null : moneyType(offer.totalMinor, offer.request.currency),
    problems: problems.map(toProblemType),
  };
}

/** A clause as the schema shows it. */
export function toClauseType(clause: TariffClause): view.TariffClause {
  const { id, name, version, use, basis, currency, byLaw, text } = clause;
  return {
    ...{ id, name, version, use, basis, currency, byLaw, text },
    territories: countriesOf(clause.countries),
    period: toPeriodType(clause.period),
    percentOfRevenue: percentText(clause.percentOfRevenue),
    minimumPerSubscriber: minimumText(clause.minimumPerSubscriber, currency),
    minimumPerPlay: minimumText(clause.minimumPerPlay, currency),
    tiers: clause.tiers.map((tier) => ({ name: tier.name, territories: countriesOf(tier.countries), factor: factorText(tier.factor) })),
    rightSplit: clause.rightSplit.map(({ right, share: part }) => ({ right, share: toShareType(part) })),
  };
}

/** The frozen lines of terms. */
export function toTermLines(term: TermRecord): view.PriceLine[] {
  const clauses = new Map(pricedClauses(term).map(({ clause }) => [`${clause.id}:${clause.version}`, toClauseType(clause)]));
  const currency = requireOk(parseCurrency(term.currency));
  return term.lines.flatMap((line) => {
    const clause = clauses.get(`${line.clauseId}:${line.clauseVersion}`);
    return clause === undefined ? [] : [termLine(line, clause, currency)];
  });
}

/** The frozen clauses of terms. */
export function toTermClauses(term: TermRecord): view.TariffClause[] {
  return pricedClauses(term).map(({ clause }) => toClauseType(clause));
}

/** The frozen price of terms. */
export function toTermTotal({ totalMinor, currency }: TermRecord): view.Money {
  return moneyType(storedMinor(totalMinor), requireOk(parseCurrency(currency)));
}

/** The frozen clearance of terms. */
export function toTermClearance({ clearance }: TermRecord): view.LicenseClearance[] {
  return clearance.map(clearanceType);
}

/** The snapshot of terms. */
export function toSnapshotType({ snapshotHash, snapshotTakenAt, snapshotWorks }: TermRecord): view.LicenseSnapshot {
  return { hash: snapshotHash, takenAt: snapshotTakenAt, works: snapshotWorks };
}

/** An alarm as the schema shows it. */
export function toAlarmType({ workId, title, message, versionThen, versionNow, conflictIds }: Alarm): view.LicenseAlarm {
  return { work: title === null ? null : { id: workId }, title, message, versionThen, versionNow, conflicts: conflictIds };
}

function territoryType({ country, name, combined, rights, works }: OfferTerritory): view.QuoteTerritory {
  const uncleared = rights.flatMap((clearance) =>
    clearance.names.filter(({ category }) => UNCLEARED.has(category)).map((named) => ({ named, right: clearance.right })),
  );
  uncleared.sort((one, other) => compareShares(other.named.share, one.named.share));
  return {
    territory: country,
    name,
    combined: combined === null ? [] : partsType(combined),
    rights: rights.map(rightType),
    works: worksType(works),
    uncleared: uncleared.map(({ named, right }) => ({ right, ...nameType(named) })),
  };
}

function rightType(clearance: Clearance): view.QuoteRight {
  const { right, parts, names, works } = clearance;
  return {
    right,
    parts: partsType(parts),
    licensed: toShareType(licensedShare(clearance)),
    names: names.map(nameType),
    works: worksType(works),
  };
}

function nameType({ category, name, partyId, society, share: part, works, because }: NamedPart): Omit<view.ClearanceName, "__typename"> {
  return {
    ...{ category, name, works, because },
    party: partyId === null ? null : { id: partyId },
    society: society === null ? null : { code: society },
    share: toShareType(part),
  };
}

function offerLines({ lines, clauses, request }: Offer): view.PriceLine[] {
  const types = new Map(clauses.map(({ clause }) => [clause, toClauseType(clause)]));
  return lines.map((line) => ({
    territory: line.country,
    right: line.right,
    clause: types.get(line.clause) ?? toClauseType(line.clause),
    basis: line.clause.basis,
    fullFee: moneyType(line.fullMinor, request.currency),
    licensedShare: toShareType(line.licensedShare),
    amount: moneyType(line.amountMinor, request.currency),
    because: line.because,
  }));
}

function termLine(line: LineRecord, clause: view.TariffClause, currency: CurrencyCode): view.PriceLine {
  const { territory, right, basis, because } = line;
  return {
    ...{ territory, right, clause, basis, because },
    fullFee: moneyType(storedMinor(line.fullMinor), currency),
    licensedShare: toShareType(parseStoredShare(line.licensedShare)),
    amount: moneyType(storedMinor(line.amountMinor), currency),
  };
}

function clearanceType({ territory, right, parts: stored, fully, partly, not }: ClearanceRecord): view.LicenseClearance {
  const parts = new Map(stored.map(({ category, share: part }) => [category, parseStoredShare(part)]));
  const works = { total: fully + partly + not, fully, partly, not };
  return { territory, right, parts: partsType(parts), licensed: toShareType(licensedShare({ parts })), works };
}

/** All eight categories in one order, those without a part as zero. */
function partsType(parts: ReadonlyMap<ClearanceCategory, Share>): view.ClearancePart[] {
  return CLEARANCE_CATEGORIES.map((category) => ({ category, share: toShareType(parts.get(category) ?? ZERO) }));
}

function worksType({ total, fully, partly, not }: Degrees): view.ClearedWorks {
  return { total, fully, partly, not };
}

function moneyType(minor: bigint, currency: CurrencyCode): view.Money {
  return toMoneyType({ minor, currency });
}

function minimumText(part: Fraction | null, currency: CurrencyCode): string | null {
  return part === null ? null : unitsText(part, currency);
}

function factorText({ numerator, denominator }: Fraction): string {
  return percentText(share(numerator, denominator * 100n));
}
