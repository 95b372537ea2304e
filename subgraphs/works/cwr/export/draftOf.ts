import { z } from "zod";
import type { DerivationDraft, PartyDraft, RegistrationDraft, TitleDraft, WorkDraft } from "../../../domain/drafts.ts";
import { scriptOf } from "../../../domain/drafts.ts";
import { parseIpiBaseNumber } from "../../../domain/identifiers/ipiBaseNumber.ts";
import { parseIpiNameNumber } from "../../../domain/identifiers/ipiNameNumber.ts";
import { parseIsrc } from "../../../domain/identifiers/isrc.ts";
import { parseIswc } from "../../../domain/identifiers/iswc.ts";
import { parseLocalDate } from "../../../domain/period.ts";
import type { Outcome } from "../../../domain/outcome.ts";
import type { Side } from "../../../domain/statements.ts";
import { foldText } from "../../../domain/textKeys.ts";
import type { WrittenNames } from "../../../kit/ports/partyReader.ts";
import type { DerivationRecord } from "../../relationRecords.ts";
import { statementOf } from "../../records.ts";
import type { StatementRecord, WorkDescription } from "../../records.ts";

/** What else is needed to write a statement down. */
export interface DraftGround {
  /** The number that the work has in the sender's file. */
  readonly workNumber: string;
  /** How the sender writes parties, by id. */
  readonly names: ReadonlyMap<string, WrittenNames>;
}

/** A stored statement as a registration before its parties were known: what statementInputOf made of it, taken back. */
export function registrationDraftOf(record: StatementRecord, ground: DraftGround): RegistrationDraft {
  const { claims, reported, origins } = statementOf(record);
  const named = new Map<string, PartyDraft>();
  const keyOf = (id: string, side: Side, name: string): string => {
    const key = `${side}|${id}`;
    if (!named.has(key)) named.set(key, partyOf({ key, id, side, name }, record, ground));
    return key;
  };
  const keyOrNull = (id: string | null, side: Side, name: string): string | null => (id === null ? null : keyOf(id, side, name));
  const { description } = record;
  const nameOfWriter = (id: string): string =>
    description.creators.find(({ partyId }) => partyId === id)?.name ?? ground.names.get(id)?.names[0]?.text ?? "";
  const creators = description.creators.map(({ partyId, name, role }) => ({ partyKey: keyOrNull(partyId, "WRITER", name), name, role }));
  const statement: RegistrationDraft["statement"] = {
    submitterWorkNumber: ground.workNumber,
    claims: claims.map(({ id: _id, partyId, writerPartyIds, ...claim }) => ({
      ...claim,
      partyKey: keyOf(partyId, claim.side, claim.partyName),
      writerPartyKeys: writerPartyIds.map((id) => keyOf(id, "WRITER", nameOfWriter(id))),
    })),
    reported: reported.map(({ partyId, ...said }) => ({ ...said, partyKey: keyOrNull(partyId, said.side, said.partyName) })),
    origins: origins.map(({ partyId, ...said }) => ({ ...said, partyKey: keyOrNull(partyId, said.side, said.partyName) })),
  };
  return { work: workOf(description, { creators, workNumber: ground.workNumber }), parties: [...named.values()], statement };
}

/** Every party that a statement names. */
export function partiesNamedBy({ description, claims, reported, origins }: StatementRecord): string[] {
  const ids = [...description.creators, ...claims, ...reported, ...origins].flatMap(({ partyId }) => partyId ?? []);
  return [...ids, ...claims.flatMap(({ writerPartyIds }) => writerPartyIds)];
}

interface NamedParty {
  readonly key: string;
  readonly id: string;
  readonly side: Side;
  /** As the statement has it. */
  readonly name: string;
}

function partyOf({ key, id, side, name }: NamedParty, { description }: StatementRecord, { names }: DraftGround): PartyDraft {
  const known = names.get(id);
  const isWriter = side === "WRITER";
  const { lastName, firstName } = partsOfName(name, isWriter, known);
  const creator = isWriter ? description.creators.find(({ partyId }) => partyId === id) : undefined;
  const other = isWriter ? creator?.otherNames : known?.names.map(({ text }) => text);
  const native = [name, ...(other ?? [])].find((one) => !/^[ -~]*$/.test(one) && (isWriter || scriptOf(one) !== "Latn")) ?? null;
  return {
    ...{ key, side, kind: isWriter ? "NATURAL" : "LEGAL", lastName, firstName, nativeName: native },
    // a creator's number as it was stated: a party may bear several, and what was not stated is not put into anybody's mouth
    ipiNameNumber: valueOf(creator === undefined ? known?.ipiNameNumber : creator.ipiNameNumber, parseIpiNameNumber),
    ipiBaseNumber: valueOf(known?.ipiBaseNumber, parseIpiBaseNumber),
    submitterPartyNumber: numberOf({ lastName, firstName }, known),
    affiliations: {},
  };
}

/** A writer's name of a CWR line is `LAST, FIRST`; another is looked up, and one in another script stands behind one in Roman letters. */
function partsOfName(
  name: string,
  isWriter: boolean,
  known: WrittenNames | undefined,
): { readonly lastName: string; readonly firstName: string | null } {
  const [last = "", ...first] = isWriter ? name.split(", ") : [name];
  if (first.length > 0) return { lastName: last, firstName: first.join(", ") };
  const same = known?.names.find(({ text }) => text === name);
  const roman = scriptOf(name) === "Latn" ? same : (known?.names.find(({ script }) => script === "Latn") ?? same);
  if (roman === undefined) return { lastName: name, firstName: null };
  return isWriter ? { lastName: roman.lastName, firstName: roman.firstName } : { lastName: roman.text, firstName: null };
}

/** The sender's number that came with this name, else the first. */
function numberOf({ lastName, firstName }: { lastName: string; firstName: string | null }, known: WrittenNames | undefined): string {
  const folded = foldText(`${lastName} ${firstName ?? ""}`)
    .replace(/\s+/gu, " ")
    .trim();
  return (known?.numbers.find(({ name }) => name === folded) ?? known?.numbers[0])?.number ?? "";
}

function valueOf<T>(text: string | null | undefined, parse: (text: string) => Outcome<T>): T | null {
  if (text === null || text === undefined) return null;
  const parsed = parse(text);
  return parsed.ok ? parsed.value : null;
}

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const details = z.object({
  durationMs: z.number().nullish(),
  category: text,
  versionType: text,
  textMusicRelationship: text,
  workType: text,
  recorded: z.boolean().nullish(),
  performers: z.array(z.string()).default([]),
  releases: z
    .array(z.object({ albumTitle: text, label: text, releasedOn: text, versionTitle: text, submitterRecordingNumber: text }))
    .default([]),
  origins: z
    .array(
      z.object({
        purpose: z.string(),
        productionTitle: text,
        episodeTitle: text,
        library: text,
        cdIdentifier: text,
        year: z.number().nullish(),
      }),
    )
    .default([]),
  kept: z.array(z.object({ record: z.string(), text: z.string(), version: z.string().optional() })).default([]),
});

function workOf(
  description: WorkDescription,
  { creators, workNumber }: { creators: WorkDraft["creators"]; workNumber: string },
): WorkDraft {
  const said = details.parse(description.details);
  const [original, ...others] = description.titles;
  const title = original?.text ?? "";
  const own = said.performers;
  const performers = own.length > 0 ? own : [...new Set(description.recordings.flatMap((recording) => recording.performers))];
  const isOwn = (named: readonly string[]): boolean => JSON.stringify(named) === JSON.stringify(performers);
  return {
    ...{ title, language: original?.language ?? null, titles: others.map(titleOf), iswc: valueOf(description.iswc, parseIswc) },
    ...{ submitterWorkNumber: workNumber, creators },
    performers: performers.map((lastName) => ({ lastName, firstName: null, ipiNameNumber: null, ipiBaseNumber: null })),
    recordings: description.recordings.map((recording, at) => {
      const release = said.releases[at];
      return {
        isrc: valueOf(recording.isrc, parseIsrc),
        // what a recording shares with the work was filled in from the work
        title: recording.title === title ? null : recording.title,
        artist: recording.performers.length === 0 || isOwn(recording.performers) ? null : recording.performers.join(", "),
        durationMs: recording.durationMs,
        ...{ versionTitle: release?.versionTitle ?? null, label: release?.label ?? null, albumTitle: release?.albumTitle ?? null },
        releasedOn: parseLocalDate(release?.releasedOn ?? ""),
        submitterRecordingNumber: release?.submitterRecordingNumber ?? null,
      };
    }),
    derivedFrom: (description.derivedFrom ?? []).map(derivationOf),
    origins: said.origins.map((origin) => ({ ...origin, year: origin.year ?? null })),
    ...{ durationMs: said.durationMs ?? null, category: said.category, versionType: said.versionType },
    ...{ textMusicRelationship: said.textMusicRelationship, workType: said.workType, recorded: said.recorded ?? null },
    kept: said.kept.map(({ record, text: sent, version }) => ({ record, text: sent, line: 0, ...(version !== undefined && { version }) })),
  };
}

function derivationOf({ kind, title, iswc, ...said }: DerivationRecord): DerivationDraft {
  return {
    ...{ kind, title: title ?? "", nativeTitle: said.nativeTitle ?? null, language: said.language ?? null, iswc: valueOf(iswc, parseIswc) },
    submitterWorkNumber: said.workNumber ?? null,
    creators: (said.creators ?? []).map(({ name, ipiNameNumber, ipiBaseNumber }) => ({
      name,
      ipiNameNumber: valueOf(ipiNameNumber, parseIpiNameNumber),
      ipiBaseNumber: valueOf(ipiBaseNumber, parseIpiBaseNumber),
    })),
    ...{ source: said.source ?? null, durationMs: said.durationMs ?? null, line: said.line ?? 0 },
  };
}

function titleOf({ text: title, kind: type, language }: WorkDescription["titles"][number]): TitleDraft {
  return { title, type, language, script: scriptOf(title) };
}
