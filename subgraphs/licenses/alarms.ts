import { singleDay } from "../domain/period.ts";
import type { LocalDate } from "../domain/period.ts";
import type { IpiRight } from "../domain/rights.ts";
import type { CountrySet } from "../domain/territories/countrySet.ts";
import { countriesOf, countrySetOf, storedCountrySet } from "../domain/territories/countrySet.ts";
import type { WorkRights } from "../kit/ports/rightsReader.ts";
import { parseTisCodes } from "./records.ts";
import { OWNERSHIP_WORKS_MAX, relied } from "./clearing.ts";
import type { LicenseRecord, SnapshotWork, TermRecord, WorkMandates } from "./model.ts";
import { today } from "./parts.ts";
import type { LicenseParts } from "./parts.ts";
import { neededRights } from "./quotes.ts";
import { storedDay } from "./records.ts";
import { createReliedMandates } from "./reliedMandates.ts";
import type { ReliedMandates } from "./reliedMandates.ts";
import type { ClosedPeriod } from "./request.ts";
import { contentHash, contentOf, describeChange } from "./rightsContent.ts";
import { termOn } from "./store.ts";

/** A work whose rights, or the mandates over them, are no longer those that a licence rests on. */
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
  /** How to ask for the mandates; null where none changed since the snapshot, or none were kept in it. */
  readonly mandates: MandateScope | null;
}
type MandateScope = Parameters<typeof createReliedMandates>[1];

/**
 * Compares the present rights of a licence's works with its snapshot, by id, up to `first` alarms. First only versions are read; rights are
 * read and hashed again for works whose version rose, or for all where any mandate changed, and as known then for those whose hash differs, to
 * say what changed.
 */
export async function alarmsOf(parts: LicenseParts, license: LicenseRecord, first: number): Promise<readonly Alarm[]> {
  const term = await parts.store.term(license._id, termOn(license.terms, today(parts)).version);
  const scope = await scopeOf(parts, license, term);
  const works = await parts.store.snapshot(term);
  const alarms: Alarm[] = [];
  for (let at = 0; at < works.length && alarms.length < first; at += OWNERSHIP_WORKS_MAX) {
    const batch = works.slice(at, at + OWNERSHIP_WORKS_MAX);
    const risen = scope.mandates === null ? await risenWorks(parts, batch, scope) : batch;
    if (risen.length > 0) alarms.push(...(await changedWorks(parts, await read(parts, risen, scope), scope)).map(({ alarm }) => alarm));
  }
  return alarms.slice(0, first);
}

/** What a look at some works of a licence found. */
export interface Look {
  /** By the work's id in the snapshot, which is another than the alarm's when the work was merged. */
  readonly alarms: ReadonlyMap<string, Alarm>;
  /** The works that answer now, and the parties that claim in them: whose changes call for another look. */
  readonly workIds: readonly string[];
  readonly partyIds: readonly string[];
}

/** The same as alarmsOf for some works of a snapshot, with what else is to be watched. */
export async function lookAt(
  parts: LicenseParts,
  { license, term }: { readonly license: LicenseRecord; readonly term: TermRecord },
  works: readonly SnapshotWork[],
): Promise<Look> {
  const scope = await scopeOf(parts, license, term);
  const found = new Map<string, Alarm>();
  const [workIds, partyIds] = [new Set<string>(), new Set<string>()];
  for (let at = 0; at < works.length; at += OWNERSHIP_WORKS_MAX) {
    const pairs = await read(parts, works.slice(at, at + OWNERSHIP_WORKS_MAX), scope);
    for (const { work } of pairs) {
      if (work === null) continue;
      workIds.add(work.workId);
      for (const { partyId } of work.cells.flatMap(({ claims }) => claims)) partyIds.add(partyId);
    }
    const risen = scope.mandates === null ? pairs.filter(isRisen) : pairs;
    if (risen.length === 0) continue;
    for (const { then, alarm } of await changedWorks(parts, risen, scope)) found.set(then.workId, alarm);
  }
  return { alarms: found, workIds: [...workIds], partyIds: [...partyIds] };
}

/** A work of the snapshot, and what works says of it now; null when it is not known any more. */
interface Pair {
  readonly then: SnapshotWork;
  readonly work: WorkRights | null;
}

function isRisen({ then, work }: Pair): boolean {
  return work === null || work.workId !== then.workId || work.version !== then.version;
}

async function read(parts: LicenseParts, works: readonly SnapshotWork[], scope: Scope): Promise<readonly Pair[]> {
  const now = await ownership(parts, works, { scope, asKnownOn: null });
  return works.map((then, at) => ({ then, work: now[at] ?? null }));
}

async function scopeOf({ ports }: LicenseParts, { licensor, uses }: LicenseRecord, term: TermRecord): Promise<Scope> {
  const [use] = uses;
  const needed =
    use === undefined ? new Map<IpiRight, CountrySet>() : neededRights({ use, countries: countrySetOf(parseTisCodes(term.territories)) });
  const period = { from: storedDay(term.from), until: storedDay(term.until) };
  const then = term.mandateVersion ?? null;
  const isMoved = use !== undefined && then !== null && (await ports.mandateReader.version({})).version !== then;
  return { needed, period, takenAt: term.snapshotTakenAt, mandates: isMoved ? { licensor, use, needed, period } : null };
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
  return batch.filter((then, at) => isRisen({ then, work: works[at] ?? null }));
}

async function changedWorks(
  parts: LicenseParts,
  risen: readonly Pair[],
  scope: Scope,
): Promise<readonly { readonly then: SnapshotWork; readonly alarm: Alarm }[]> {
  const mandates = await mandatesOf(
    parts,
    risen.map(({ work }) => work),
    scope,
  );
  const changed = risen.flatMap(({ then, work }) => {
    const sameRights = work !== null && contentHash(contentOf(work, scope.period)) === then.hash;
    const lost = work === null || mandates === null ? null : changedMandates(then.mandates, mandates.of(work), mandates.days);
    return sameRights && lost === null ? [] : [{ then, work, sameRights, mandates: lost }];
  });
  if (changed.length === 0) return [];
  const before = await ownership(
    parts,
    changed.map(({ then }) => then),
    { scope, asKnownOn: scope.takenAt },
  );
  return changed.map(({ then, ...found }, at) => ({ then, alarm: alarmOf(then, { ...found, before: before[at] ?? null, scope }) }));
}

/** What is relied on now, of the works that are still known; null where mandates need no look. */
async function mandatesOf(
  { ports }: LicenseParts,
  works: readonly (WorkRights | null)[],
  { mandates }: Scope,
): Promise<ReliedMandates | null> {
  if (mandates === null) return null;
  const relied = createReliedMandates(ports.mandateReader, mandates);
  await relied.learn(works.filter((work) => work !== null));
  return relied;
}

/** What became of the mandates of the snapshot, in a sentence about the first day that differs; null where they are the same. */
function changedMandates(then: SnapshotWork["mandates"], now: WorkMandates, days: readonly LocalDate[]): string | null {
  if (!then || then.hash === now.hash) return null;
  for (const [at, day] of days.entries()) {
    const [before, after] = [then.agreementIds[at] ?? [], now.agreementIds[at] ?? []];
    const lost = before.filter((id) => !after.includes(id));
    const added = after.filter((id) => !before.includes(id));
    const sentences = [
      ...(lost.length === 0 ? [] : [`On ${day} these mandates of the snapshot no longer apply: ${listed(lost)}.`]),
      ...(added.length === 0 ? [] : [`On ${day} these apply, which the snapshot does not have: ${listed(added)}.`]),
    ];
    if (sentences.length > 0) return sentences.join(" ");
  }
  return "The societies that hold the mandates over it are others than in the snapshot.";
}

const IDS_SHOWN = 5;

function listed(ids: readonly string[]): string {
  return ids.length <= IDS_SHOWN ? ids.join(", ") : `${ids.slice(0, IDS_SHOWN).join(", ")} and ${ids.length - IDS_SHOWN} more`;
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
  /** Whether the rights are those of the snapshot, and only the mandates are not. */
  readonly sameRights: boolean;
  /** What became of the mandates; null where nothing did. */
  readonly mandates: string | null;
  readonly before: WorkRights | null;
  readonly scope: Scope;
}

function alarmOf(then: SnapshotWork, { work, mandates, ...compared }: Comparison): Alarm {
  const { workId, version: versionThen } = then;
  if (work === null) {
    return { workId, title: null, message: "The work is not known any more.", versionThen, versionNow: versionThen, conflictIds: [] };
  }
  const rights = compared.sameRights ? [] : [changedRights(then, work, compared)];
  const message = [...rights, ...(mandates === null ? [] : [mandates])].join(" ");
  return { workId: work.workId, title: work.title, message, versionThen, versionNow: work.version, conflictIds: work.conflictIds };
}

function changedRights(then: SnapshotWork, work: WorkRights, { before, scope }: Pick<Comparison, "before" | "scope">): string {
  const known = before === null ? [] : contentOf(before, scope.period);
  // Only what hashes like the snapshot is surely what the licence rested on; else the difference is not told, only that there is one.
  const isSame = before !== null && contentHash(known) === then.hash;
  const changes = isSame ? describeChange(known, contentOf(work, scope.period)) : [];
  return changes.length === 0 ? `The rights are no longer those of the snapshot of ${scope.takenAt}.` : changes.join(" ");
}
