import { computeOwnership } from "../domain/ownership.ts";
import type { Cell, ConflictScope, HolderLookup, HolderSpan, OwnershipStatement } from "../domain/ownership.ts";
import { figureFor } from "../domain/ownership/layers.ts";
import type { Period } from "../domain/period.ts";
import { intersectPeriods } from "../domain/period.ts";
import type { AnyRight } from "../domain/recordingRights.ts";
import type { Statement } from "../domain/statements.ts";
import { NO_COUNTRY, intersectionOf } from "../domain/territories/countrySet.ts";
import type { CountrySet } from "../domain/territories/countrySet.ts";
import type { CountrySpan } from "../domain/territories/overTime.ts";
import type { Clock } from "../kit/clock.ts";
import type { EventLog } from "../kit/events.ts";
import type { MandateReader } from "../kit/ports/mandateReader.ts";
import { lookUpHolders } from "./holders.ts";
import type { HolderSubject } from "./holders.ts";
import { knownAt, knownNow } from "./knowledge.ts";
import type { KnownWork } from "./knowledge.ts";
import { askedId, statementOf } from "./records.ts";
import type { StatementRecord, WorkRecord } from "./records.ts";
import type { Refreshed, SocietySources } from "./societySources/index.ts";
import type { SocietySource } from "./societySources/source.ts";
import { ABSENT } from "./societySources/word.ts";
import type { SourceWord } from "./societySources/word.ts";
import type { WorkStore } from "./workStore.ts";

/** Which rights, where and when, and as known at which instant (null: now). */
export interface OwnershipArea {
  readonly rights: readonly AnyRight[];
  readonly countries: CountrySet;
  readonly period: Period;
  /** Which of these countries on which of these days: a group gains and loses members. */
  readonly spans: readonly CountrySpan[];
  readonly asKnownOn: Date | null;
}

/** A society whose word on the work is expected, and how it stands. */
export interface Source extends SourceWord {
  readonly society: string;
}

/** What must be known of a work itself. */
export type OwnedWork = Pick<WorkRecord, "_id" | "askedAs" | "statedBy">;

/** A statement as the rules of ownership read it, with its receipts. */
export type StatedPicture = OwnershipStatement & Pick<Statement, "receipts">;

/** A work with what is stated of it and contested, as the rules read it. */
export interface StatedWork<W extends OwnedWork> {
  readonly work: W;
  readonly statements: readonly StatedPicture[];
  readonly openConflicts: readonly ConflictScope[];
}

/** Who owns a work, with everything the answer rests on. */
export interface OwnershipAnswer<W extends OwnedWork> {
  readonly work: W;
  readonly cells: readonly Cell[];
  readonly sources: readonly Source[];
  /** False when a source is absent: then more may be owned than is shown. A cached source is shown as it was last known. */
  readonly complete: boolean;
  /** Open conflicts that touch an asked cell, ascending. */
  readonly conflictIds: readonly string[];
}

/** The same with the statements, as they are shown. */
export interface WorkOwnership extends OwnershipAnswer<WorkRecord> {
  readonly statements: readonly StatementRecord[];
}

export interface OwnershipTools {
  readonly store: WorkStore;
  readonly events: EventLog;
  readonly mandates: MandateReader;
  readonly clock: Clock;
  readonly sources: Pick<SocietySources, "of" | "refresh">;
}

/** The ownership of works as recorded here: a fixed number of reads and calls, however many works. By the ids asked for. */
export async function ownershipOf(
  tools: OwnershipTools,
  works: readonly WorkRecord[],
  area: OwnershipArea,
): Promise<Map<string, WorkOwnership>> {
  const known = await readKnown(tools, works, area);
  return withRecords(known, await answersFrom(tools, await layGround(tools, known.map(asStated), area), { area, answered: new Map() }));
}

/**
 * The same after the nodes among the expected sources were asked, each once for all works: what they tell is recorded first. A node that gives no answer
 * to use within its deadline changes the label of its part and nothing else.
 */
export async function freshOwnershipOf(
  tools: OwnershipTools,
  works: readonly WorkRecord[],
  area: OwnershipArea,
): Promise<Map<string, WorkOwnership>> {
  const known = await readKnown(tools, works, area);
  const ground = await layGround(tools, known.map(asStated), area);
  if (area.asKnownOn !== null) return withRecords(known, await answersFrom(tools, ground, { area, answered: new Map() }));
  const expected = ground.map(({ stated, words }) => ({ work: stated.work, societies: words.keys() }));
  const { answered, changed } = await tools.sources.refresh(expected);
  if (!changed) return withRecords(known, await answersFrom(tools, ground, { area, answered }));
  const read = await tools.store.worksByIds(works.map(askedId));
  const again = await readKnown(
    tools,
    works.map((work) => read.get(askedId(work)) ?? work),
    area,
  );
  return withRecords(again, await answersFrom(tools, await layGround(tools, again.map(asStated), area), { area, answered }));
}

async function readKnown(tools: OwnershipTools, works: readonly WorkRecord[], area: OwnershipArea): Promise<KnownWork[]> {
  return area.asKnownOn === null ? await knownNow(tools.store, works) : await knownAt(tools, works, area.asKnownOn);
}

/** What is known of a work, as the rules read it. */
export function asStated({ work, statements, openConflicts }: KnownWork): StatedWork<WorkRecord> {
  return { work, statements: statements.map(statementOf), openConflicts };
}

function withRecords(known: readonly KnownWork[], answers: readonly OwnershipAnswer<WorkRecord>[]): Map<string, WorkOwnership> {
  return new Map(answers.map((answer, at) => [askedId(answer.work), { ...answer, statements: known[at]?.statements ?? [] }]));
}

/** Who owns works of which everything is read that is stated here, in their order: one call for their mandate holders, however many works. */
export async function answerStated<W extends OwnedWork>(
  tools: OwnershipTools,
  works: readonly StatedWork<W>[],
  area: OwnershipArea,
): Promise<OwnershipAnswer<W>[]> {
  return await answersFrom(tools, await layGround(tools, works, area), { area, answered: new Map() });
}

/** What is stated of a work, and whose word on it is expected. */
interface Ground<W extends OwnedWork> {
  readonly stated: StatedWork<W>;
  readonly holders: HolderLookup;
  readonly words: ReadonlyMap<string, string | null>;
}

async function layGround<W extends OwnedWork>(
  tools: OwnershipTools,
  works: readonly StatedWork<W>[],
  area: OwnershipArea,
): Promise<Ground<W>[]> {
  const subjects = works.map(({ statements }) => subjectsOf(statements, area.rights));
  const holders = await lookUpHolders(tools.mandates, subjects.flat(), area);
  return works.map((stated, at) => ({ stated, holders, words: expectedWords(stated, { subjects: subjects[at] ?? [], holders, area }) }));
}

async function answersFrom<W extends OwnedWork>(
  tools: OwnershipTools,
  ground: readonly Ground<W>[],
  { area, answered }: { readonly area: OwnershipArea; readonly answered: Refreshed["answered"] },
): Promise<OwnershipAnswer<W>[]> {
  // As known in the past a word was here or not; how it came is not kept in time.
  const societies = area.asKnownOn === null ? [...new Set(ground.flatMap(({ words }) => [...words.keys()]))] : [];
  const sources = await tools.sources.of(societies, answered);
  return ground.map(({ stated, holders, words }) => answerFor(stated, { holders, area, sources: sourcesOf(words, sources) }));
}

/** Everyone whom statements name with a claim or as reported, once for each asked right they name them for. */
function subjectsOf(statements: readonly StatedPicture[], rights: readonly AnyRight[]): HolderSubject[] {
  const subjects: HolderSubject[] = [];
  for (const { claims, reported } of statements) {
    for (const lines of [claims, reported]) {
      for (const { partyId, side, figures } of lines) {
        if (partyId === null) continue;
        for (const right of rights) if (figureFor(figures, right) !== null) subjects.push({ partyId, side, right });
      }
    }
  }
  return subjects;
}

function answerFor<W extends OwnedWork>(
  { work, statements, openConflicts }: StatedWork<W>,
  found: { readonly holders: HolderLookup; readonly area: OwnershipArea; readonly sources: readonly Source[] },
): OwnershipAnswer<W> {
  const { holders, area, sources } = found;
  const { rights, countries, period, spans } = area;
  const cells = computeOwnership({ statements, rights, countries, period, spans, holders, openConflicts });
  return {
    work,
    cells,
    sources,
    complete: sources.every(({ status }) => status !== "ABSENT"),
    conflictIds: openConflicts.length === 0 ? [] : [...new Set(cells.flatMap(({ conflictIds }) => conflictIds))].sort(),
  };
}

/**
 * House rule: expected are the mandate holders of every named party for what is asked, and every society that ever stated the work
 * (submitted it, or received a submitter's statement of it). Each with the instant of its last word on the work, null for none.
 */
function expectedWords<W extends OwnedWork>(
  { work, statements }: StatedWork<W>,
  asked: { readonly subjects: readonly HolderSubject[]; readonly holders: HolderLookup; readonly area: OwnershipArea },
): Map<string, string | null> {
  const { subjects, holders, area } = asked;
  const words = new Map<string, string | null>();
  if (area.asKnownOn === null) for (const { society, asOf } of work.statedBy) words.set(society, asOf);
  for (const { submitter, receipts } of statements) {
    for (const { receiver, receivedAt } of receipts) {
      for (const society of [submitter.society, receiver])
        if (society !== null && receivedAt > (words.get(society) ?? "")) words.set(society, receivedAt);
    }
  }
  for (const { partyId, side, right } of subjects) {
    for (const span of holders(partyId, side, right)) {
      if (span.society !== null && !words.has(span.society) && isAsked(span, area)) words.set(span.society, null);
    }
  }
  return words;
}

/** Holders are looked up for all countries and days of an area, of which some may not be asked for together. */
function isAsked(span: HolderSpan, { spans }: OwnershipArea): boolean {
  return spans.some(
    ({ countries, period }) => intersectionOf(span.countries, countries) !== NO_COUNTRY && intersectPeriods(span.period, period) !== null,
  );
}

function sourcesOf(words: ReadonlyMap<string, string | null>, sources: ReadonlyMap<string, SocietySource>): Source[] {
  return [...words]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([society, onWork]) => ({ society, ...(sources.get(society)?.word(onWork) ?? wordThen(onWork)) }));
}

function wordThen(onWork: string | null): SourceWord {
  return onWork === null ? ABSENT : { status: "LIVE", asOf: onWork };
}
