import { problem } from "../domain/outcome.ts";
import { recognise } from "../domain/identifiers/recognise.ts";
import type { IdentifierKind, Recognition } from "../domain/identifiers/recognise.ts";
import { findOrganisation, findSociety } from "../domain/societies.ts";
import type { PartyBrief, PartyReader } from "../kit/ports/partyReader.ts";
import { Refusal } from "../kit/refusal.ts";
import type { RecordingRecord, WorkRecord } from "./records.ts";
import type { WorkStore } from "./workStore.ts";

/** What one code is and names (SDL: Identification). */
export interface IdentificationAnswer {
  readonly code: string;
  readonly canonical: string | null;
  readonly kind: IdentifierKind | null;
  readonly status: "OK" | "REDIRECTED" | "UNKNOWN" | "MALFORMED";
  readonly reason: string;
  readonly redirects: readonly string[];
  readonly work: WorkRecord | null;
  readonly partyId: string | null;
  readonly recording: { readonly recording: RecordingRecord; readonly work: WorkRecord; readonly at: null } | null;
  readonly society: string | null;
}

/** Codes of one call. */
const CODES_MAX = 10_000;
const PARTY_KINDS: ReadonlySet<string> = new Set(["IPI_NAME_NUMBER", "IPI_BASE_NUMBER", "ISNI", "DPID"]);

interface Known {
  readonly works: ReadonlyMap<string, WorkRecord>;
  readonly byIswc: ReadonlyMap<string, WorkRecord>;
  readonly byIsrc: ReadonlyMap<string, readonly WorkRecord[]>;
  readonly byRecording: ReadonlyMap<string, WorkRecord>;
  /** Of merged works, the ids on the way to the survivor, both included. */
  readonly ways: ReadonlyMap<string, readonly string[]>;
  readonly parties: ReadonlyMap<string, PartyBrief>;
}

/**
 * What each code of a mixed batch is and names, in the order asked: one read per kind of code, whatever their number; merged records cost
 * one more for each link of the longest chain.
 */
export async function identify(
  tools: { readonly store: WorkStore; readonly parties: PartyReader },
  codes: readonly string[],
): Promise<IdentificationAnswer[]> {
  if (codes.length > CODES_MAX) {
    const message = `${codes.length} codes are given; one call takes at most ${CODES_MAX}. Ask for them in several calls.`;
    throw new Refusal([problem("TOO_MANY_CODES", message, ["codes"])]);
  }
  const recognised = codes.map((code) => recognise(code));
  const valuesOf = (wanted: (kind: IdentifierKind) => boolean): string[] => [
    ...new Set(recognised.flatMap((found) => ("value" in found && wanted(found.kind) ? [found.value] : []))),
  ];
  const known = await readAll(tools, {
    works: valuesOf((kind) => kind === "WORK_ID"),
    iswcs: valuesOf((kind) => kind === "ISWC"),
    isrcs: valuesOf((kind) => kind === "ISRC"),
    recordings: valuesOf((kind) => kind === "RECORDING_ID"),
    partyCodes: valuesOf((kind) => PARTY_KINDS.has(kind)),
    partyIds: valuesOf((kind) => kind === "PARTY_ID"),
  });
  return recognised.map((found, index) => answer(codes[index] ?? "", found, known));
}

async function readAll(
  { store, parties }: { readonly store: WorkStore; readonly parties: PartyReader },
  asked: Readonly<Record<"works" | "iswcs" | "isrcs" | "recordings" | "partyCodes" | "partyIds", readonly string[]>>,
): Promise<Known> {
  const none = async <T>(keys: readonly string[], read: (keys: readonly string[]) => Promise<Map<string, T>>): Promise<Map<string, T>> =>
    keys.length === 0 ? new Map<string, T>() : await read(keys);
  const [works, byIswc, byIsrc, byRecording, byCode, byId] = await Promise.all([
    none(asked.works, store.worksByIds),
    none(asked.iswcs, store.worksByIswcs),
    none(asked.isrcs, store.worksByIsrcs),
    none(asked.recordings, store.worksByRecordingIds),
    none(asked.partyCodes, async (codes) => paired(codes, (await parties.byCodes({ codes })).parties)),
    none(asked.partyIds, async (ids) => paired(ids, (await parties.byIds({ ids })).parties)),
  ]);
  const merged = [...works].flatMap(([id, work]) => (work._id === id ? [] : [id]));
  const ways = await none(merged, store.mergeWays);
  return { works, byIswc, byIsrc, byRecording, ways, parties: new Map([...byCode, ...byId]) };
}

function paired(keys: readonly string[], parties: readonly (PartyBrief | null)[]): Map<string, PartyBrief> {
  return new Map(keys.flatMap((key, index) => (parties[index] ? [[key, parties[index]] as const] : [])));
}

function answer(code: string, found: Recognition, known: Known): IdentificationAnswer {
  const nothing = { code, canonical: null, redirects: [], work: null, partyId: null, recording: null, society: null };
  if ("problem" in found) {
    // A form that is none known says nothing false of a number: it names nothing, for a reason.
    return { ...nothing, kind: found.kind, status: "MALFORMED", reason: found.problem.message };
  }
  const { kind, value } = found;
  const base: Base = { ...nothing, canonical: value, kind };
  if (kind === "ISWC") return iswcAnswer(base, value, known.byIswc.get(value));
  if (kind === "WORK_ID") return workIdAnswer(base, known.ways.get(value) ?? [], known.works.get(value));
  if (kind === "ISRC") return recordingAnswer(base, { value, works: known.byIsrc.get(value) ?? [] });
  if (kind === "RECORDING_ID") return recordingAnswer(base, { value, works: [known.byRecording.get(value)].flatMap((work) => work ?? []) });
  if (kind === "SOCIETY") return societyAnswer(base, value);
  if (PARTY_KINDS.has(kind) || kind === "PARTY_ID") return partyAnswer(base, value, known.parties.get(value));
  return unknown(base, kind === "GRID" ? "release" : "audiovisual work");
}

type Base = Omit<IdentificationAnswer, "status" | "reason">;

function unknown(base: Base, what: string): IdentificationAnswer {
  return { ...base, status: "UNKNOWN", reason: `It is well formed, and no ${what} here bears it.` };
}

function iswcAnswer(base: Base, value: string, work: WorkRecord | undefined): IdentificationAnswer {
  if (work === undefined) return unknown(base, "work");
  if (work.iswc === value) return { ...base, status: "OK", reason: `The work ${titleOf(work)}.`, work };
  const now = work.iswc ?? work._id;
  return {
    ...{ ...base, status: "REDIRECTED", redirects: [value, now], work },
    reason: `It leads to ${now}, ${titleOf(work)}: archived, or borne by a merged work.`,
  };
}

function workIdAnswer(base: Base, way: readonly string[], work: WorkRecord | undefined): IdentificationAnswer {
  if (work === undefined) return unknown(base, "work");
  if (way.length < 2) return { ...base, status: "OK", reason: `The work ${titleOf(work)}.`, work };
  return {
    ...{ ...base, status: "REDIRECTED", redirects: way, work },
    reason: `It leads to ${work.iswc ?? work._id}, ${titleOf(work)}: the work was merged.`,
  };
}

function partyAnswer(base: Base, value: string, party: PartyBrief | undefined): IdentificationAnswer {
  if (party === undefined) return unknown(base, "party");
  const { id, name, redirectedFrom, redirects } = party;
  if (redirectedFrom === null) return { ...base, status: "OK", reason: `The party ${name}.`, partyId: id };
  return {
    ...{ ...base, status: "REDIRECTED", partyId: id },
    redirects: [...new Set([value, ...(redirects ?? [redirectedFrom]), id])],
    reason: `It leads to the party ${name}, into which ${redirectedFrom} was merged.`,
  };
}

function societyAnswer(base: Base, value: string): IdentificationAnswer {
  const society = findSociety(value);
  const named = society ?? findOrganisation(value);
  if (named === null) return unknown(base, "society");
  return { ...base, status: "OK", reason: `The ${society === null ? "organisation" : "society"} ${named.name}.`, society: named.code };
}

function titleOf({ titles, _id }: WorkRecord): string {
  return titles[0]?.text ?? _id;
}

function recordingAnswer(
  base: Base,
  { value, works }: { readonly value: string; readonly works: readonly WorkRecord[] },
): IdentificationAnswer {
  for (const work of works) {
    const recording = work.recordings.find(({ id, isrc, alsoIds }) => id === value || isrc === value || alsoIds?.includes(value) === true);
    if (recording?.alsoIds?.includes(value) === true)
      return {
        ...base,
        status: "REDIRECTED",
        reason: `It leads to ${recording.id}: the works that it and this recording belonged to were merged.`,
        work,
        recording: { recording, work, at: null },
      };
    if (recording !== undefined)
      return {
        ...base,
        status: "OK",
        reason: `A recording of ${titleOf(work)}${works.length > 1 ? `, and of ${works.length - 1} more works` : ""}.`,
        work,
        recording: { recording, work, at: null },
      };
  }
  return unknown(base, "recording");
}
