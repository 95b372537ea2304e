import { computeOwnership } from "../domain/ownership.ts";
import type { Cell, HolderLookup } from "../domain/ownership.ts";
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

/** Who owns a work, with everything the answer rests on. */
export interface WorkOwnership {
  readonly work: WorkRecord;
  readonly cells: readonly Cell[];
  readonly statements: readonly StatementRecord[];
  readonly sources: readonly Source[];
  /** False when a source is absent: then more may be owned than is shown. A cached source is shown as it was last known. */
  readonly complete: boolean;
  /** Open conflicts that touch an asked cell, ascending. */
  readonly conflictIds: readonly string[];
}

export interface OwnershipTools {
  readonly store: WorkStore;
  readonly events: EventLog;
  readonly mandates: MandateReader;
  readonly clock: Clock;
  readonly sources: Pick<SocietySources, "of" | "refresh">;
}

/** The ownership of works as recorded here, by the same rules for graph and ports: a fixed number of reads and calls, however many works. By the ids asked for. */
export async function ownershipOf(
  tools: OwnershipTools,
  works: readonly WorkRecord[],
  area: OwnershipArea,
): Promise<Map<string, WorkOwnership>> {
  return await answersFrom(tools, await readGround(tools, works, area), { area, answered: new Map() });
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
  const ground = await readGround(tools, works, area);
  if (area.asKnownOn !== null) return await answersFrom(tools, ground, { area, answered: new Map() });
  const expected = ground.map(({ entry, words }) => ({ work: entry.work, societies: words.keys() }));
  const { answered, changed } = await tools.sources.refresh(expected);
  if (!changed) return await answersFrom(tools, ground, { area, answered });
  const read = await tools.store.worksByIds(works.map(askedId));
  const again = works.map((work) => read.get(askedId(work)) ?? work);
  return await answersFrom(tools, await readGround(tools, again, area), { area, answered });
}

/** What is known of a work, and whose word on it is expected. */
interface Ground {
  readonly entry: KnownWork;
  readonly statements: readonly Statement[];
  readonly holders: HolderLookup;
  readonly words: ReadonlyMap<string, string | null>;
}

async function readGround(tools: OwnershipTools, works: readonly WorkRecord[], area: OwnershipArea): Promise<Ground[]> {
  const known = area.asKnownOn === null ? await knownNow(tools.store, works) : await knownAt(tools, works, area.asKnownOn);
  const read = known.map((entry) => ({ entry, statements: entry.statements.map(statementOf) }));
  const subjects = read.flatMap(({ statements }) => statements.flatMap((statement) => subjectsOf(statement, area.rights)));
  const holders = await lookUpHolders(tools.mandates, subjects, area);
  return read.map(({ entry, statements }) => ({ entry, statements, holders, words: expectedWords(entry, { statements, holders, area }) }));
}

async function answersFrom(
  tools: OwnershipTools,
  ground: readonly Ground[],
  { area, answered }: { readonly area: OwnershipArea; readonly answered: Refreshed["answered"] },
): Promise<Map<string, WorkOwnership>> {
  // As known in the past a word was here or not; how it came is not kept in time.
  const societies = area.asKnownOn === null ? [...new Set(ground.flatMap(({ words }) => [...words.keys()]))] : [];
  const sources = await tools.sources.of(societies, answered);
  return new Map(
    ground.map(({ entry, statements, holders, words }) => [
      askedId(entry.work),
      answerFor(entry, { statements, holders, area, sources: sourcesOf(words, sources) }),
    ]),
  );
}

/** Everyone a statement names with a claim or as reported, for each asked right it names them for. */
function subjectsOf(statement: Statement, rights: readonly AnyRight[]): HolderSubject[] {
  return [...statement.claims, ...statement.reported].flatMap(({ partyId, side, figures }) =>
    partyId === null ? [] : rights.flatMap((right) => (figureFor(figures, right) === null ? [] : [{ partyId, side, right }])),
  );
}

interface Found {
  readonly statements: readonly Statement[];
  readonly holders: HolderLookup;
  readonly area: OwnershipArea;
}

function answerFor(known: KnownWork, found: Found & { readonly sources: readonly Source[] }): WorkOwnership {
  const { statements, holders, area, sources } = found;
  const { rights, countries, period, spans } = area;
  const cells = computeOwnership({ statements, rights, countries, period, spans, holders, openConflicts: known.openConflicts });
  return {
    work: known.work,
    cells,
    statements: known.statements,
    sources,
    complete: sources.every(({ status }) => status !== "ABSENT"),
    conflictIds: [...new Set(cells.flatMap(({ conflictIds }) => conflictIds))].sort(),
  };
}

/**
 * House rule: expected are the mandate holders of every named party for what is asked, and every society that ever stated the work
 * (submitted it, or received a submitter's statement of it). Each with the instant of its last word on the work, null for none.
 */
function expectedWords(known: KnownWork, { statements, holders, area }: Found): Map<string, string | null> {
  const words = new Map<string, string | null>();
  if (area.asKnownOn === null) for (const { society, asOf } of known.work.statedBy) words.set(society, asOf);
  for (const { submitter, receipts } of known.statements) {
    for (const { receiver, receivedAt } of receipts) {
      for (const society of [submitter.society, receiver])
        if (society !== null && receivedAt > (words.get(society) ?? "")) words.set(society, receivedAt);
    }
  }
  for (const { partyId, side, right } of statements.flatMap((statement) => subjectsOf(statement, area.rights))) {
    for (const span of holders(partyId, side, right)) {
      const isAsked = area.spans.some(
        ({ countries, period }) =>
          intersectionOf(span.countries, countries) !== NO_COUNTRY && intersectPeriods(span.period, period) !== null,
      );
      if (isAsked && span.society !== null && !words.has(span.society)) words.set(span.society, null);
    }
  }
  return words;
}

function sourcesOf(words: ReadonlyMap<string, string | null>, sources: ReadonlyMap<string, SocietySource>): Source[] {
  return [...words]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([society, onWork]) => ({ society, ...(sources.get(society)?.word(onWork) ?? wordThen(onWork)) }));
}

function wordThen(onWork: string | null): SourceWord {
  return onWork === null ? ABSENT : { status: "LIVE", asOf: onWork };
}
