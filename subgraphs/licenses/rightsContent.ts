import { intersectPeriods } from "../domain/period.ts";
import type { Period } from "../domain/period.ts";
import { isZeroShare, parseStoredShare, percentText } from "../domain/shares.ts";
import type { CountrySet } from "../domain/territories/countrySet.ts";
import {
  countriesOf,
  differenceOf,
  intersectionOf,
  NO_COUNTRY,
  parseStoredCountrySet,
  storedCountrySet,
  unionOf,
} from "../domain/territories/countrySet.ts";
import { canonicalJson, sha256 } from "../kit/json.ts";
import type { RightsCell, RightsClaim, WorkRights } from "../kit/ports/rightsReader.ts";
import type { IpiRight } from "../domain/rights.ts";
import type { ClosedPeriod } from "./request.ts";

/** One claim as far as a licence relies on it: who, how much, how much may be paid. Not which statement said so, and not who holds the mandate. */
interface ReliedClaim {
  readonly partyId: string;
  readonly partyName: string;
  readonly side: string;
  readonly role: string;
  readonly kind: string;
  readonly share: string;
  readonly payable: string;
}

/** What holds in a set of countries over some days. */
interface ReliedCell {
  readonly countries: CountrySet;
  readonly state: string;
  readonly held: string;
  readonly claims: readonly ReliedClaim[];
  /** The same text for the same content. */
  readonly key: string;
}

/** Days of equal content of one right, in all countries. */
interface ReliedSpan {
  readonly right: IpiRight;
  readonly from: string;
  readonly until: string;
  readonly cells: readonly ReliedCell[];
}

/**
 * The rights of a work that a licence relies on, in one form for one content: however the cells were cut, spans are as long and country
 * sets as large as they can be. Names of parties are carried for sentences and do not count.
 */
export type RightsContent = readonly ReliedSpan[];

/** The canonical content of a work's cells within a period. */
export function contentOf({ cells }: Pick<WorkRights, "cells">, period: ClosedPeriod): RightsContent {
  const rights = [...new Set(cells.map(({ right }) => right))].sort();
  return rights.flatMap((right) =>
    spansOf(
      right,
      cells.filter((cell) => cell.right === right),
      period,
    ),
  );
}

/** SHA-256 of a content. */
export function contentHash(content: RightsContent): string {
  const plain = content.map(({ right, from, until, cells }) => [
    right,
    from,
    until,
    cells.map(({ countries, key }) => [storedCountrySet(countries), key]),
  ]);
  return sha256(canonicalJson(plain));
}

/** Differences told in one alarm. */
const DIFFERENCES_MAX = 3;

/** What changed, in sentences: the first differing days and countries of each right, then and now. Empty when nothing did. */
export function describeChange(before: RightsContent, after: RightsContent): string[] {
  const rights = [...new Set([...before, ...after].map(({ right }) => right))].sort();
  return rights
    .flatMap((right) =>
      firstDifference(
        right,
        before.filter((span) => span.right === right),
        after.filter((span) => span.right === right),
      ),
    )
    .slice(0, DIFFERENCES_MAX);
}

function spansOf(right: IpiRight, cells: readonly RightsCell[], period: ClosedPeriod): ReliedSpan[] {
  const placed = cells.flatMap((cell) => {
    const days = intersectPeriods(cell.period, period);
    return days === null ? [] : [{ days: closed(days, period), cell: reliedCell(cell) }];
  });
  const spans: ReliedSpan[] = [];
  for (const { from, until } of elementary(placed.map(({ days }) => days))) {
    const here = placed.filter(({ days }) => days.from <= from && until <= days.until).map(({ cell }) => cell);
    const last = spans.at(-1);
    const span = { right, from, until, cells: joined(here) };
    if (last !== undefined && last.until === from && sameCells(last.cells, span.cells)) spans[spans.length - 1] = { ...last, until };
    else if (span.cells.length > 0) spans.push(span);
  }
  return spans;
}

function reliedCell({ countries, state, held, claims }: RightsCell): ReliedCell {
  const relied = claims.map(reliedClaim).sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
  const key = canonicalJson([state, held, relied.map((claim) => claim.key)]);
  return { countries: parseStoredCountrySet(countries), state, held, claims: relied.map(({ claim }) => claim), key };
}

function reliedClaim({ partyId, partyName, side, role, kind, share, payable }: RightsClaim): {
  readonly claim: ReliedClaim;
  readonly key: string;
} {
  return {
    claim: { partyId, partyName, side, role, kind, share, payable },
    key: canonicalJson([partyId, side, role, kind, share, payable]),
  };
}

/** Cells of equal content are one; ordered by content. */
function joined(cells: readonly ReliedCell[]): ReliedCell[] {
  const byKey = new Map<string, ReliedCell>();
  for (const cell of cells) {
    const known = byKey.get(cell.key);
    byKey.set(cell.key, { ...cell, countries: unionOf(known?.countries ?? NO_COUNTRY, cell.countries) });
  }
  return [...byKey.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
}

function sameCells(one: readonly ReliedCell[], other: readonly ReliedCell[]): boolean {
  return one.length === other.length && one.every((cell, at) => cell.key === other[at]?.key && cell.countries === other[at].countries);
}

/** The longest days that no boundary of the given periods cuts. */
function elementary(periods: readonly { readonly from: string; readonly until: string }[]): { from: string; until: string }[] {
  const days = [...new Set(periods.flatMap(({ from, until }) => [from, until]))].sort();
  return days.slice(1).map((until, at) => ({ from: days[at] ?? until, until }));
}

function closed({ from, until }: Period, within: ClosedPeriod): ClosedPeriod {
  return { from: from ?? within.from, until: until ?? within.until };
}

function firstDifference(right: IpiRight, before: readonly ReliedSpan[], after: readonly ReliedSpan[]): string[] {
  for (const { from, until } of elementary([...before, ...after])) {
    const then = cellsAt(before, from, until);
    const now = cellsAt(after, from, until);
    for (const cell of now) {
      const same = then.find(({ key }) => key === cell.key)?.countries ?? NO_COUNTRY;
      const changed = differenceOf(cell.countries, same);
      if (changed === NO_COUNTRY) continue;
      const earlier = then.find(({ countries }) => intersectionOf(countries, changed) !== NO_COUNTRY) ?? null;
      const where = earlier === null ? changed : intersectionOf(changed, earlier.countries);
      return [`${right} from ${from} in ${placesText(where)}: ${cellChange(earlier, cell)}.`];
    }
  }
  return [];
}

function cellsAt(spans: readonly ReliedSpan[], from: string, until: string): readonly ReliedCell[] {
  return spans.find((span) => span.from <= from && until <= span.until)?.cells ?? [];
}

function cellChange(before: ReliedCell | null, after: ReliedCell): string {
  const parts: string[] = [];
  if (before?.state !== after.state) parts.push(`${after.state} (before ${before?.state ?? "nothing stated"})`);
  const parties = new Map([...(before?.claims ?? []), ...after.claims].map((claim) => [`${claim.partyId}|${claim.side}`, claim.partyName]));
  for (const [key, name] of parties) {
    const [then, now] = [sharesOf(before?.claims ?? [], key), sharesOf(after.claims, key)];
    if (then !== now) parts.push(`${name} claims ${now} (before ${then})`);
  }
  if ((before?.held ?? "0/1") !== after.held)
    parts.push(`${sharePercent(after.held)} held (before ${sharePercent(before?.held ?? "0/1")})`);
  return parts.length === 0 ? "other payable parts than before" : parts.slice(0, 6).join(", ");
}

function sharesOf(claims: readonly ReliedClaim[], key: string): string {
  const shares = claims.filter(({ partyId, side }) => `${partyId}|${side}` === key).map(({ share }) => sharePercent(share));
  return shares.length === 0 ? "nothing" : shares.join(" and ");
}

function sharePercent(stored: string): string {
  const part = parseStoredShare(stored);
  return isZeroShare(part) ? "nothing" : `${percentText(part)}%`;
}

function placesText(set: CountrySet): string {
  const codes = countriesOf(set);
  return codes.length <= 3 ? codes.join(", ") : `${codes.slice(0, 3).join(", ")} and ${codes.length - 3} more`;
}
