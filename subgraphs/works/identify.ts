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
  readonly work: WorkRecord | null;
  readonly partyId: string | null;
  readonly recording: { readonly recording: RecordingRecord; readonly work: WorkRecord } | null;
  readonly society: string | null;
}

const CODES_MAX = 1_000;
const PARTY_KINDS: ReadonlySet<string> = new Set(["IPI_NAME_NUMBER", "IPI_BASE_NUMBER", "ISNI", "DPID"]);

interface Known {
  readonly works: ReadonlyMap<string, WorkRecord>;
  readonly byIswc: ReadonlyMap<string, WorkRecord>;
  readonly byIsrc: ReadonlyMap<string, readonly WorkRecord[]>;
  readonly byRecording: ReadonlyMap<string, WorkRecord>;
  readonly parties: ReadonlyMap<string, PartyBrief>;
}

/** What each code of a mixed batch is and names, in the order asked: one read per kind of code, whatever their number. */
export async function identify(
  tools: { readonly store: WorkStore; readonly parties: PartyReader },
  codes: readonly string[],
): Promise<IdentificationAnswer[]> {
  if (codes.length > CODES_MAX)
    throw new Refusal([problem("TOO_MANY_CODES", `${codes.length} codes are given; at most ${CODES_MAX} can be.`, ["codes"])]);
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
    none(asked.partyIds, async (ids) => await partiesByIds(parties, ids)),
  ]);
  return { works, byIswc, byIsrc, byRecording, parties: new Map([...byCode, ...byId]) };
}

async function partiesByIds(parties: PartyReader, ids: readonly string[]): Promise<Map<string, PartyBrief>> {
  const found = new Map<string, PartyBrief>();
  for (let at = 0; at < ids.length; at += 500) {
    const part = ids.slice(at, at + 500);
    for (const [id, party] of paired(part, (await parties.byIds({ ids: part })).parties)) found.set(id, party);
  }
  return found;
}

function paired(keys: readonly string[], parties: readonly (PartyBrief | null)[]): Map<string, PartyBrief> {
  return new Map(keys.flatMap((key, index) => (parties[index] ? [[key, parties[index]] as const] : [])));
}

function answer(code: string, found: Recognition, known: Known): IdentificationAnswer {
  const nothing = { code, canonical: null, work: null, partyId: null, recording: null, society: null };
  if ("problem" in found) {
    // A form that is none known says nothing false of a number: it names nothing, for a reason.
    return { ...nothing, kind: found.kind, status: "MALFORMED", reason: found.problem.message };
  }
  const { kind, value } = found;
  const base = { ...nothing, canonical: value, kind };
  const unknown = (what: string): IdentificationAnswer => ({
    ...base,
    status: "UNKNOWN",
    reason: `It is well formed, and no ${what} here bears it.`,
  });
  if (kind === "ISWC" || kind === "WORK_ID") {
    const work = kind === "ISWC" ? known.byIswc.get(value) : known.works.get(value);
    if (work === undefined) return unknown("work");
    const isCurrent = kind === "ISWC" ? work.iswc === value : work._id === value;
    if (isCurrent) return { ...base, status: "OK", reason: `The work ${work.titles[0]?.text ?? work._id}.`, work };
    return {
      ...base,
      status: "REDIRECTED",
      reason: `It leads to ${work.iswc ?? work._id}: ${kind === "ISWC" ? "archived, or borne by a merged work" : "the work was merged"}.`,
      work,
    };
  }
  if (kind === "ISRC" || kind === "RECORDING_ID")
    return recordingAnswer(base, {
      value,
      works: kind === "ISRC" ? (known.byIsrc.get(value) ?? []) : [known.byRecording.get(value)].flatMap((work) => work ?? []),
    });
  if (kind === "SOCIETY") {
    const society = findSociety(value);
    const named = society ?? findOrganisation(value);
    if (named === null) return unknown("society");
    return { ...base, status: "OK", reason: `The ${society === null ? "organisation" : "society"} ${named.name}.`, society: named.code };
  }
  if (PARTY_KINDS.has(kind) || kind === "PARTY_ID") {
    const party = known.parties.get(value);
    if (party === undefined) return unknown("party");
    const from = party.redirectedFrom;
    return {
      ...base,
      status: from === null ? "OK" : "REDIRECTED",
      reason: from === null ? `The party ${party.name}.` : `It leads to the party ${party.name}, into which ${from} was merged.`,
      partyId: party.id,
    };
  }
  return unknown(kind);
}

function recordingAnswer(
  base: Omit<IdentificationAnswer, "status" | "reason">,
  { value, works }: { readonly value: string; readonly works: readonly WorkRecord[] },
): IdentificationAnswer {
  for (const work of works) {
    const recording = work.recordings.find(({ id, isrc }) => id === value || isrc === value);
    if (recording !== undefined)
      return {
        ...base,
        status: "OK",
        reason: `A recording of ${work.titles[0]?.text ?? work._id}${works.length > 1 ? `, and of ${works.length - 1} more works` : ""}.`,
        work,
        recording: { recording, work },
      };
  }
  return { ...base, status: "UNKNOWN", reason: "It is well formed, and no recording here bears it." };
}
