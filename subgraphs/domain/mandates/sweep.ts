import { intersectPeriods, type LocalDate, type Period } from "../period.ts";
import { type CountrySet, differenceOf, intersectionOf, NO_COUNTRY, unionOf } from "../territories/countrySet.ts";

/** Countries and days with one content. */
export interface Piece<T> {
  readonly countries: CountrySet;
  readonly period: Period;
  readonly content: T;
}

/** A period cut at every boundary that lies within it: nothing given changes inside one of the parts, which follow each other. */
export function cutPeriod(whole: Period, boundaries: Iterable<Period>): readonly Period[] {
  const cuts = new Set<LocalDate>();
  for (const { from, until } of boundaries) {
    if (from !== null) cuts.add(from);
    if (until !== null) cuts.add(until);
  }
  const inside = [...cuts].filter((day) => (whole.from === null || day > whole.from) && (whole.until === null || day < whole.until)).sort();
  const parts: Period[] = [];
  let from = whole.from;
  for (const until of inside) {
    parts.push({ from, until });
    from = until;
  }
  parts.push({ from, until: whole.until });
  return parts.filter((part) => intersectPeriods(part, whole) !== null);
}

/** The countries of each content during one part of a period. */
export interface Snapshot<T> {
  readonly period: Period;
  readonly parts: readonly { readonly key: string; readonly content: T; readonly countries: CountrySet }[];
}

interface Run<T> {
  readonly key: string;
  readonly content: T;
  readonly from: LocalDate | null;
  countries: CountrySet;
}

/**
 * Joins consecutive snapshots into maximal pieces: for every country the longest unbroken run of days with equal content,
 * and countries with the same run in one piece. Equal content is content of equal key.
 */
export function joinSnapshots<T>(snapshots: readonly Snapshot<T>[]): readonly Piece<T>[] {
  const [only] = snapshots;
  if (only !== undefined && snapshots.length === 1)
    return gather(only.parts)
      .filter(({ countries }) => countries !== NO_COUNTRY)
      .map(({ content, countries }) => ({ countries, period: only.period, content }));
  const ended = new Map<string, { countries: CountrySet; readonly period: Period; readonly content: T }>();
  let running: Run<T>[] = [];
  const end = (run: Run<T>, countries: CountrySet, until: LocalDate | null): void => {
    const id = `${run.from ?? ""}/${until ?? ""}/${run.key}`;
    const same = ended.get(id);
    if (same) same.countries = unionOf(same.countries, countries);
    else ended.set(id, { countries, period: { from: run.from, until }, content: run.content });
  };
  for (const { period, parts } of snapshots) {
    const next: Run<T>[] = [];
    const fresh = new Map(gather(parts).map((part) => [part.key, { ...part }]));
    for (const run of running) {
      const now = fresh.get(run.key);
      const going = now ? intersectionOf(run.countries, now.countries) : NO_COUNTRY;
      const stopping = differenceOf(run.countries, going);
      if (stopping !== NO_COUNTRY) end(run, stopping, period.from);
      if (going !== NO_COUNTRY) next.push({ ...run, countries: going });
      if (now) now.countries = differenceOf(now.countries, going);
    }
    for (const { key, content, countries } of fresh.values()) {
      if (countries !== NO_COUNTRY) next.push({ key, content, countries, from: period.from });
    }
    running = next;
  }
  const last = snapshots.at(-1);
  if (last) for (const run of running) end(run, run.countries, last.period.until);
  return [...ended.values()];
}

function gather<T>(parts: Snapshot<T>["parts"]): Snapshot<T>["parts"] {
  const byKey = new Map<string, { key: string; content: T; countries: CountrySet }>();
  for (const part of parts) {
    const same = byKey.get(part.key);
    if (same) same.countries = unionOf(same.countries, part.countries);
    else byKey.set(part.key, { ...part });
  }
  return [...byKey.values()];
}
