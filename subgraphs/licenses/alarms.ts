import { singleDay } from "../domain/period.ts";
import type { IpiRight } from "../domain/rights.ts";
import type { CountrySet } from "../domain/territories/countrySet.ts";
import { countriesOf, countrySetOf, storedCountrySet } from "../domain/territories/countrySet.ts";
import type { WorkRights } from "../kit/ports/rightsReader.ts";
import { parseTisCodes } from "./records.ts";
import { OWNERSHIP_WORKS_MAX, relied } from "./clearing.ts";
import type { LicenseRecord, SnapshotWork, TermRecord } from "./model.ts";
import { today } from "./parts.ts";
import type { LicenseParts } from "./parts.ts";
import { neededRights } from "./quotes.ts";
import { storedDay } from "./records.ts";
import type { ClosedPeriod } from "./request.ts";
import { contentHash, contentOf, describeChange } from "./rightsContent.ts";
import { termOn } from "./store.ts";

/** A work whose rights are no longer those that a licence rests on. */
export interface Alarm {
  readonly workId: string;
  /** Null when works does not know it any more. */
  readonly title: string | null;
  readonly message: string;
  readonly versionThen: number;
  readonly versionNow: number;
  readonly conflictIds: readonly string[];
}

/** The rights that the present terms rest on. */
interface Scope {
  readonly needed: ReadonlyMap<IpiRight, CountrySet>;
  readonly period: ClosedPeriod;
  readonly takenAt: string;
}

/**
 * Compares the present rights of a licence's works with its snapshot, by id, up to `first` alarms. First only versions are read; rights are
 * read and hashed again for works whose version rose, and as known then for those whose hash differs, to say what changed.
 */
export async function alarmsOf(parts: LicenseParts, license: LicenseRecord, first: number): Promise<readonly Alarm[]> {
  const term = await parts.store.term(license._id, termOn(license.terms, today(parts)).version);
  const [use] = license.uses;
  const scope = scopeOf(
    term,
    use === undefined ? new Map() : neededRights({ use, countries: countrySetOf(parseTisCodes(term.territories)) }),
  );
  const works = await parts.store.snapshot(term);
  const alarms: Alarm[] = [];
  for (let at = 0; at < works.length && alarms.length < first; at += OWNERSHIP_WORKS_MAX) {
    const batch = works.slice(at, at + OWNERSHIP_WORKS_MAX);
    const risen = await risenWorks(parts, batch, scope);
    if (risen.length > 0) alarms.push(...(await changedWorks(parts, risen, scope)));
  }
  return alarms.slice(0, first);
}

function scopeOf(term: TermRecord, needed: ReadonlyMap<IpiRight, CountrySet>): Scope {
  return { needed, period: { from: storedDay(term.from), until: storedDay(term.until) }, takenAt: term.snapshotTakenAt };
}

/** The works whose version is not that of the snapshot; only one right, country and day is asked for, because only versions matter. */
async function risenWorks(
  { ports }: LicenseParts,
  batch: readonly SnapshotWork[],
  { needed, period }: Scope,
): Promise<readonly SnapshotWork[]> {
  const [any] = needed;
  if (any === undefined) return [];
  const [right, countries] = any;
  const { works } = await ports.rightsReader.ownership({
    workIds: batch.map(({ workId }) => workId),
    rights: [right],
    countries: storedCountrySet(countrySetOf(countriesOf(countries).slice(0, 1))),
    period: singleDay(period.from),
    asKnownOn: null,
  });
  return batch.filter(({ workId, version }, at) => {
    const now = works[at] ?? null;
    return now === null || now.workId !== workId || now.version !== version;
  });
}

async function changedWorks(parts: LicenseParts, risen: readonly SnapshotWork[], scope: Scope): Promise<readonly Alarm[]> {
  const now = await ownership(parts, risen, { scope, asKnownOn: null });
  const changed = risen.flatMap((then, at) => {
    const work = now[at] ?? null;
    return work !== null && contentHash(contentOf(work, scope.period)) === then.hash ? [] : [{ then, work }];
  });
  if (changed.length === 0) return [];
  const before = await ownership(
    parts,
    changed.map(({ then }) => then),
    { scope, asKnownOn: scope.takenAt },
  );
  return changed.map(({ then, work }, at) => alarm(then, { work, before: before[at] ?? null, scope }));
}

async function ownership(
  { ports }: LicenseParts,
  works: readonly SnapshotWork[],
  { scope, asKnownOn }: { readonly scope: Scope; readonly asKnownOn: string | null },
): Promise<readonly (WorkRights | null)[]> {
  const workIds = works.map(({ workId }) => workId);
  const answer = await ports.rightsReader.ownership({ workIds, ...relied(scope.needed), period: scope.period, asKnownOn });
  return answer.works;
}

interface Comparison {
  readonly work: WorkRights | null;
  readonly before: WorkRights | null;
  readonly scope: Scope;
}

function alarm(then: SnapshotWork, { work, before, scope }: Comparison): Alarm {
  const { workId, version: versionThen } = then;
  if (work === null) {
    return { workId, title: null, message: "The work is not known any more.", versionThen, versionNow: versionThen, conflictIds: [] };
  }
  const known = before === null ? [] : contentOf(before, scope.period);
  // Only what hashes like the snapshot is surely what the licence rested on; else the difference is not told, only that there is one.
  const isSame = before !== null && contentHash(known) === then.hash;
  const changes = isSame ? describeChange(known, contentOf(work, scope.period)) : [];
  const message = changes.length === 0 ? `The rights are no longer those of the snapshot of ${scope.takenAt}.` : changes.join(" ");
  return { workId: work.workId, title: work.title, message, versionThen, versionNow: work.version, conflictIds: work.conflictIds };
}
