import type { LocalDate } from "../../domain/period.ts";
import type { NewEvent } from "../../kit/events.ts";
import type { ClientSession } from "../../kit/model.ts";
import { lookAt } from "../alarms.ts";
import type { Alarm, Look } from "../alarms.ts";
import { CHUNK_WORKS_MAX } from "../model.ts";
import type { LicenseRecord, SnapshotWork } from "../model.ts";
import { today } from "../parts.ts";
import type { LicenseParts } from "../parts.ts";
import { termOn } from "../store.ts";
import { alarmEvent, CLEARED_BY_TERMS, CLEARED_RIGHTS } from "./events.ts";
import { watchModels } from "./model.ts";
import type { AlarmRecord, WatchModels, WatchRecord } from "./model.ts";
import { WATCH_SHAPE } from "./store.ts";
import { withSurvivors } from "./touched.ts";

/** Which works of a licence are looked at: one part of its snapshot, or some works of that part. */
export interface Target {
  readonly licenseId: string;
  readonly termVersion: number;
  readonly chunk: number;
  /** Null: all of the part. */
  readonly workIds: ReadonlySet<string> | null;
}

/** Alarms cleared in one transaction when terms change. */
const CLEARED_COUNT_MAX = 500;
const TRIES_MAX = 10;

/** What is written of one look. */
interface Finding {
  readonly license: LicenseRecord;
  readonly watch: WatchRecord;
  readonly next: Partial<WatchRecord>;
  readonly termVersion: number;
  readonly works: readonly SnapshotWork[];
  readonly look: Look;
  /** The part of the snapshot, and whether all of it was looked at. */
  readonly chunk: number;
  readonly isWhole: boolean;
}

/** Looks at works that something happened to, and writes what is new of their alarms; nothing where other terms are watched by now. */
export async function lookAtTarget(parts: LicenseParts, target: Target): Promise<void> {
  await untilWritten(parts, target.licenseId, async ({ license, watch }) => {
    if (watch.termVersion !== target.termVersion) return true;
    const term = await parts.store.term(license._id, target.termVersion);
    const chunk = await parts.store.snapshotChunk(term, target.chunk);
    const named = chunk.filter(({ workId }) => target.workIds?.has(workId) ?? true);
    // A work that answers for one of the snapshot is not named in it: then it may be any.
    const isWhole = named.length < (target.workIds?.size ?? chunk.length) || target.workIds === null;
    const works = isWhole ? chunk : named;
    const look = await lookAt(parts, { license, term }, works);
    return await write(parts, { license, watch, next: {}, termVersion: term.version, works, look, chunk: target.chunk, isWhole });
  });
}

/** Goes on with the look at all of a licence by one part of its snapshot, under the terms that prevail today. */
export async function lookAtNext(parts: LicenseParts, licenseId: string): Promise<void> {
  await untilWritten(parts, licenseId, async ({ license, watch }) => {
    if (watch.chunk === null) return true;
    const day = today(parts);
    const version = watch.chunk === 0 ? termOn(license.terms, day).version : watch.termVersion;
    const term = await parts.store.term(licenseId, version);
    const next = { termVersion: version, nextFrom: nextDay(license, day) };
    if (watch.chunk >= Math.ceil(term.snapshotWorks / CHUNK_WORKS_MAX)) return await clearOthers(parts, { license, watch, next });
    const works = await parts.store.snapshotChunk(term, watch.chunk);
    const look = await lookAt(parts, { license, term }, works);
    const place = { ...next, chunk: watch.chunk + 1 };
    return await write(parts, { license, watch, next: place, termVersion: version, works, look, chunk: watch.chunk, isWhole: true });
  });
}

/** Two writers meet on the licence's watch; the one that is late looks again, because what it saw may be old. */
async function untilWritten(
  parts: LicenseParts,
  licenseId: string,
  work: (found: { readonly license: LicenseRecord; readonly watch: WatchRecord }) => Promise<boolean>,
): Promise<void> {
  const { watches } = watchModels(parts.foundation.connection);
  for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
    const watch = await watches.findById(licenseId).lean<WatchRecord>();
    const license = watch === null ? null : await parts.store.find(licenseId);
    if (watch === null || license === null || (await work({ license, watch }))) return;
  }
  throw new Error(`The licence ${licenseId} was written by others ${TRIES_MAX} times while its alarms were looked at.`);
}

async function write(parts: LicenseParts, finding: Finding): Promise<boolean> {
  const models = watchModels(parts.foundation.connection);
  const parties = [...(await withSurvivors(parts.ports.partyReader, finding.look.partyIds))];
  return await parts.foundation.inTransaction(async (session) => {
    if (!(await move(models, finding, session))) return false;
    await writeReliance(models, { ...finding, parties }, session);
    const ids = finding.works.map(({ workId }) => alarmId(finding.license._id, workId));
    const stored = await models.alarms.find({ _id: { $in: ids } }, null, { session }).lean<AlarmRecord[]>();
    const known = new Map(stored.map((record) => [record._id, record]));
    const news = finding.works.flatMap(({ workId }) => newsOf(finding, workId, known.get(alarmId(finding.license._id, workId)) ?? null));
    if (news.length > 0)
      await models.alarms.bulkWrite(
        news.map(({ write: one }) => one),
        { session },
      );
    const events = news.flatMap(({ event }) => event ?? []);
    if (events.length > 0) await parts.foundation.events.append(events, session);
    return true;
  });
}

/** What is to be written of one work's alarm, and told; nothing where it is as it was told last. */
interface News {
  readonly write: Parameters<WatchModels["alarms"]["bulkWrite"]>[0][number];
  /** Null where only the terms are others. */
  readonly event: NewEvent | null;
}

function newsOf({ license, termVersion, look }: Finding, workId: string, before: AlarmRecord | null): readonly News[] {
  const _id = alarmId(license._id, workId);
  const now = look.alarms.get(workId) ?? null;
  if (now === null) {
    if (before === null) return [];
    const event = alarmEvent("LICENSE_ALARM_CLEARED", license, { ...before, message: CLEARED_RIGHTS });
    return [{ write: { deleteOne: { filter: { _id } } }, event }];
  }
  const isSame = before !== null && isSameAlarm(before, now);
  if (isSame && before.termVersion === termVersion) return [];
  const replacement: AlarmRecord = { ...now, _id, shape: WATCH_SHAPE, licenseId: license._id, termVersion };
  const kind = before === null ? "LICENSE_ALARM_RAISED" : "LICENSE_ALARM_CHANGED";
  return [{ write: { replaceOne: { filter: { _id }, replacement, upsert: true } }, event: isSame ? null : alarmEvent(kind, license, now) }];
}

/** At the end of a look at all of a licence: alarms of works on which the new terms do not rest are over. */
async function clearOthers(parts: LicenseParts, { license, watch, next }: Pick<Finding, "license" | "watch" | "next">): Promise<boolean> {
  const models = watchModels(parts.foundation.connection);
  const { termVersion = watch.termVersion } = next;
  const others = { licenseId: license._id, termVersion: { $ne: termVersion } };
  return await parts.foundation.inTransaction(async (session) => {
    const old = await models.alarms.find(others, null, { session }).limit(CLEARED_COUNT_MAX).lean<AlarmRecord[]>();
    const isDone = old.length < CLEARED_COUNT_MAX;
    if (!(await move(models, { watch, next: isDone ? { ...next, chunk: null } : next }, session))) return false;
    await models.alarms.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } }, { session });
    const events = old.map((record) => alarmEvent("LICENSE_ALARM_CLEARED", license, { ...record, message: CLEARED_BY_TERMS }));
    if (events.length > 0) await parts.foundation.events.append(events, session);
    if (isDone) await models.reliances.deleteMany(others, { session });
    return true;
  });
}

/** False when the watch was written since it was read. */
async function move({ watches }: WatchModels, { watch, next }: Pick<Finding, "watch" | "next">, session: ClientSession): Promise<boolean> {
  const { _id, version } = watch;
  const { matchedCount } = await watches.updateOne(
    { _id, version },
    { $set: { ...next, notBeforeMs: 0 }, $inc: { version: 1 } },
    { session },
  );
  return matchedCount === 1;
}

/** A look at a whole part says anew what it rests on; one at some works adds to it. */
async function writeReliance(
  { reliances }: WatchModels,
  { license, termVersion, chunk, isWhole, works, look, parties }: Finding & { readonly parties: readonly string[] },
  session: ClientSession,
): Promise<void> {
  const _id = `${license._id}:${termVersion}:${chunk}`;
  const workIds = [...new Set([...works.map(({ workId }) => workId), ...look.workIds])];
  if (isWhole) {
    const record = { _id, shape: WATCH_SHAPE, licenseId: license._id, termVersion, chunk, works: workIds, parties };
    await reliances.replaceOne({ _id }, record, { session, upsert: true });
  } else {
    await reliances.updateOne({ _id }, { $addToSet: { works: { $each: workIds }, parties: { $each: [...parties] } } }, { session });
  }
}

function alarmId(licenseId: string, workId: string): string {
  return `${licenseId}:${workId}`;
}

function isSameAlarm(one: Alarm, other: Alarm): boolean {
  return (
    one.workId === other.workId &&
    one.title === other.title &&
    one.message === other.message &&
    one.versionThen === other.versionThen &&
    one.versionNow === other.versionNow &&
    one.conflictIds.join() === other.conflictIds.join()
  );
}

/** The next day on which terms begin. */
function nextDay({ terms }: LicenseRecord, day: LocalDate): string | null {
  const later = terms.map(({ from }) => from).filter((from) => from > day);
  return later.sort()[0] ?? null;
}
