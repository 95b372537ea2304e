import { compareInstant } from "./order.ts";
import { nameKey, titleKey, wordsOf } from "../domain/textKeys.ts";
import { otherNamesOf } from "./creatorNames.ts";
import type { CreatorRecord, RecordingRecord, StatedRecording, StatementRecord, TitleRecord, WorkRecord } from "./records.ts";
import { searchKeysOf } from "./searchKeys.ts";
import { drawnIswcs } from "./iswcs.ts";
import { answeredRegistrations, isClaimNumber, registrationsOf } from "./registrations.ts";
import type { RegistrationAnswer } from "./registrations.ts";
import { sourceKeysOf } from "./sources.ts";

const TITLES_MAX = 100;
const CREATORS_MAX = 100;
const RECORDINGS_MAX = 500;

/** The fields of a work that its statements decide. */
export type DescribedFields = Pick<
  WorkRecord,
  | "iswcs"
  | "titles"
  | "titleKeys"
  | "creators"
  | "recordings"
  | "isrcs"
  | "recordingIds"
  | "codes"
  | "workNumbers"
  | "registrations"
  | "statedBy"
  | "searchKeys"
> & { readonly iswc?: string; readonly sourceKeys?: readonly string[] };

/**
 * Draws a work's description from its statements in force: the first received that describes it leads, the others add what it lacks.
 * ISWCs once borne stay, archived; recordings keep their ids.
 */
export function describeWork(
  before: DescribedFields | null,
  statements: readonly StatementRecord[],
  makeRecordingId: (recording: StatedRecording) => string,
): DescribedFields {
  const ordered = byReceipt(statements);
  const descriptions = ordered.map(({ description }) => description).filter(({ titles }) => titles.length > 0);
  const registrations = registrationsOf(before?.registrations ?? [], ordered);
  const titles = descriptions.length === 0 ? (before?.titles ?? []) : unitedTitles(descriptions.map((description) => description.titles));
  const creators =
    descriptions.length === 0
      ? (before?.creators ?? [])
      : unitedCreators(
          descriptions.flatMap((description) => description.creators),
          before?.creators ?? [],
        );
  const recordings = unitedRecordings(
    before?.recordings ?? [],
    descriptions.flatMap((description) => description.recordings),
    makeRecordingId,
  );
  const sourceKeys = sourceKeysOf(ordered);
  const codes = united([...(before?.codes ?? []), ...ordered.map(({ key }) => key)]);
  const fields = {
    ...drawnIswcs(before, descriptions, registrations),
    titles,
    titleKeys: united(titles.map(({ text }) => titleKey(text)).filter((key) => key !== "")),
    creators,
    recordings,
    isrcs: united(recordings.flatMap(({ isrc }) => isrc ?? [])),
    recordingIds: recordings.flatMap(({ id, alsoIds }) => [id, ...(alsoIds ?? [])]),
    codes,
    workNumbers: united(codes.map((code) => code.slice(code.indexOf("|") + 1)).filter((number) => !isClaimNumber(number))),
    registrations,
    statedBy: statedBy(before?.statedBy ?? [], ordered),
    searchKeys: searchKeysOf(titles, creators),
  };
  return sourceKeys.length === 0 ? fields : { ...fields, sourceKeys };
}

/** A work as it was drawn from its statements, with the answers of societies, which are no part of them, in their places. */
export function withAnswers(
  fields: DescribedFields,
  inForce: readonly StatementRecord[],
  answers: readonly RegistrationAnswer[],
): DescribedFields {
  if (answers.length === 0) return fields;
  const { iswc: _iswc, ...rest } = fields;
  const registrations = answers.reduce(answeredRegistrations, fields.registrations);
  const descriptions = byReceipt(inForce)
    .map(({ description }) => description)
    .filter(({ titles }) => titles.length > 0);
  return { ...rest, registrations, ...drawnIswcs(fields, descriptions, registrations) };
}

function byReceipt(statements: readonly StatementRecord[]): readonly StatementRecord[] {
  if (statements.length < 2) return statements;
  return [...statements].sort((one, other) => compareInstant(firstReceived(one), firstReceived(other)) || (one._id < other._id ? -1 : 1));
}

/**
 * The same from everything that was ever stated, given in the order in which it ceased to be in force: what the work is called, which
 * codes it ever bore, and which recordings were ever named. It gives what one change after the other has left in the record.
 */
export function redrawWork(
  versions: readonly { readonly statement: StatementRecord; readonly isInForce: boolean }[],
  recordingIdOf: (recording: StatedRecording) => string,
): DescribedFields {
  let before: DescribedFields | null = null;
  for (const { statement, isInForce } of versions) if (!isInForce) before = describeWork(before, [statement], recordingIdOf);
  const inForce = versions.flatMap(({ statement, isInForce }) => (isInForce ? [statement] : []));
  return describeWork(before, inForce, recordingIdOf);
}

/** When a statement first reached anybody here. */
export function firstReceived({ receipts }: Pick<StatementRecord, "receipts">): string {
  return receipts.reduce((first, { receivedAt }) => (first === "" || receivedAt < first ? receivedAt : first), "");
}

function unitedTitles(lists: readonly (readonly TitleRecord[])[]): TitleRecord[] {
  const found = new Map<string, TitleRecord>();
  lists.forEach((titles, index) => {
    for (const title of titles) {
      const key = wordsKey(title.text);
      // A second submitter's original title is another title of the work.
      const kind = index > 0 && title.kind === "ORIGINAL" ? "AT" : title.kind;
      if (!found.has(key)) found.set(key, kind === title.kind ? title : { ...title, kind });
    }
  });
  return [...found.values()].slice(0, TITLES_MAX);
}

/** What makes two creators one: the party, else the IPI name number, else the name. */
export function creatorKey({ partyId, ipiNameNumber, name }: CreatorRecord): string {
  return partyId ?? ipiNameNumber ?? nameKey(name);
}

/** Each creator once, with all names that it was ever known by here. */
function unitedCreators(creators: readonly CreatorRecord[], before: readonly CreatorRecord[]): CreatorRecord[] {
  const isAnyNamed = [creators, before].some((list) => list.some(({ otherNames }) => otherNames !== undefined));
  if (!isAnyNamed) return firstOfEach(creators);
  const names = new Map<string, string[]>();
  for (const creator of [...before, ...creators])
    names.set(creatorKey(creator), [...(names.get(creatorKey(creator)) ?? []), ...(creator.otherNames ?? [])]);
  const found = new Map<string, CreatorRecord>();
  for (const { otherNames: _names, ...creator } of creators) {
    const key = creatorKey(creator);
    if (!found.has(key)) found.set(key, { ...creator, ...otherNamesOf(names.get(key) ?? [], creator.name) });
  }
  return [...found.values()].slice(0, CREATORS_MAX);
}

/** Each creator once. */
function firstOfEach(creators: readonly CreatorRecord[]): CreatorRecord[] {
  const found = new Map<string, CreatorRecord>();
  for (const creator of creators) {
    const key = creatorKey(creator);
    if (!found.has(key)) found.set(key, creator);
  }
  return [...found.values()].slice(0, CREATORS_MAX);
}

function unitedRecordings(
  before: readonly RecordingRecord[],
  stated: readonly StatedRecording[],
  makeId: (recording: StatedRecording) => string,
): RecordingRecord[] {
  const [only, second] = stated;
  if (before.length === 0 && only !== undefined && second === undefined) return [{ ...only, id: makeId(only) }];
  const found = new Map(before.map((recording) => [recordingKey(recording), recording]));
  const together = new Map<string, StatedRecording>();
  for (const recording of stated) {
    const first = together.get(recordingKey(recording));
    together.set(recordingKey(recording), first === undefined ? recording : completed(first, recording));
  }
  for (const [key, recording] of together) {
    const known = found.get(key);
    const ids = known === undefined ? { id: makeId(recording) } : idsOf(known);
    found.set(key, { ...recording, ...ids });
  }
  return [...found.values()].slice(0, RECORDINGS_MAX);
}

/** What the first statement of a recording lacks, the others add. */
function completed(first: StatedRecording, more: StatedRecording): StatedRecording {
  return {
    ...more,
    ...first,
    isrc: first.isrc ?? more.isrc,
    title: first.title ?? more.title,
    performers: first.performers.length === 0 ? more.performers : first.performers,
    durationMs: first.durationMs ?? more.durationMs,
  };
}

function idsOf({ id, alsoIds }: RecordingRecord): Pick<RecordingRecord, "id" | "alsoIds"> {
  return alsoIds === undefined ? { id } : { id, alsoIds };
}

/** The recordings of a work with those of one that is merged into it: the same recording keeps its id and answers to the other's, too. */
export function joinedRecordings(own: readonly RecordingRecord[], joining: readonly RecordingRecord[]): RecordingRecord[] {
  const found = new Map(own.map((recording) => [recordingKey(recording), recording]));
  for (const recording of joining) {
    const known = found.get(recordingKey(recording));
    const alsoIds = [...new Set([...(known?.alsoIds ?? []), recording.id, ...(recording.alsoIds ?? [])])];
    found.set(recordingKey(recording), known === undefined ? recording : { ...known, alsoIds });
  }
  return [...found.values()];
}

/** What makes two statements' recordings one: the ISRC, else the ISAN, else title and performers. */
export function recordingKey({ isrc, isan, title, performers }: Pick<StatedRecording, "isrc" | "isan" | "title" | "performers">): string {
  return isrc ?? isan ?? `${titleKey(title ?? "")}|${performers.map(nameKey).sort().join("|")}`;
}

/** What makes two titles one: the same words, in any case. */
export function wordsKey(text: string): string {
  return wordsOf(text).join(" ");
}

/** Every society that ever stated a work, or received a statement of it, with the instant of its last word. */
export function statedBy(before: WorkRecord["statedBy"], statements: readonly StatementRecord[]): WorkRecord["statedBy"] {
  const found = new Map(before.map(({ society, asOf }) => [society, asOf]));
  for (const { submitter, receipts } of statements) {
    for (const { receiver, receivedAt } of receipts) {
      for (const society of [submitter.society, receiver]) {
        if (society !== null && receivedAt > (found.get(society) ?? "")) found.set(society, receivedAt);
      }
    }
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([society, asOf]) => ({ society, asOf }));
}

function united(texts: readonly string[]): readonly string[] {
  if (texts.length < 2) return texts;
  return [...new Set(texts)];
}
