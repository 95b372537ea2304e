import { parseIsan } from "../domain/identifiers/isan.ts";
import { parseIsrc } from "../domain/identifiers/isrc.ts";
import { problem } from "../domain/outcome.ts";
import type { Outcome, Problem } from "../domain/outcome.ts";
import type { PartyBrief, PartyReader } from "../kit/ports/partyReader.ts";
import { readParties } from "./claimInputs.ts";
import type { RecordingPartyRecord, StatedRecording } from "./records.ts";

/** SDL: RecordingInput. */
export interface RecordingInput {
  readonly kind?: "AUDIO" | "MUSIC_VIDEO" | null | undefined;
  readonly isrc?: string | null | undefined;
  readonly isan?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly performers?: readonly string[] | null | undefined;
  readonly performerParties?: readonly string[] | null | undefined;
  readonly producers?: readonly string[] | null | undefined;
  readonly durationMs?: number | null | undefined;
}

const RECORDINGS_MAX = 100;
const PERFORMERS_MAX = 100;
const PRODUCERS_MAX = 20;
const TEXT_LENGTH_MAX = 500;
const DURATION_MAX_MS = 86_400_000;

/** The recordings of an input, with their parties by name; every fault is named with its place. */
export async function parseRecordings(
  parties: Pick<PartyReader, "byIds">,
  inputs: readonly RecordingInput[],
  problems: Problem[],
): Promise<StatedRecording[]> {
  bounded(inputs.length, { what: "recordings", most: RECORDINGS_MAX, path: ["recordings"] }, problems);
  const listed = inputs.slice(0, RECORDINGS_MAX);
  const ids = listed.flatMap(({ performerParties, producers }) => [...(performerParties ?? []), ...(producers ?? [])]);
  const named = ids.length === 0 ? new Map<string, PartyBrief>() : await readParties(parties, ids);
  return listed.map((input, index) => recordingOf(input, { path: ["recordings", String(index)], named, problems }));
}

interface Reading {
  readonly path: readonly string[];
  readonly named: ReadonlyMap<string, PartyBrief>;
  readonly problems: Problem[];
}

function recordingOf(input: RecordingInput, reading: Reading): StatedRecording {
  const { path, problems } = reading;
  const isVideo = input.kind === "MUSIC_VIDEO";
  const isan = codeOf(input.isan, parseIsan, { ...reading, path: [...path, "isan"] });
  if (isan !== null && !isVideo)
    problems.push(
      problem("ISAN_OF_SOUND", `${isan} is the number of an audiovisual work; say kind MUSIC_VIDEO, or leave it out.`, [...path, "isan"]),
    );
  const texts = [...(input.performers ?? []), ...(input.title === null || input.title === undefined ? [] : [input.title])];
  bounded(input.performers?.length ?? 0, { what: "performers", most: PERFORMERS_MAX, path: [...path, "performers"] }, problems);
  if (texts.some((text) => text.length > TEXT_LENGTH_MAX))
    problems.push(problem("TEXT_LENGTH", `A title or performer has at most ${TEXT_LENGTH_MAX} characters.`, path));
  const durationMs = input.durationMs ?? null;
  if (durationMs !== null && (durationMs < 1 || durationMs > DURATION_MAX_MS))
    problems.push(
      problem("DURATION", `A recording lasts 1 to ${DURATION_MAX_MS} milliseconds, not ${durationMs}.`, [...path, "durationMs"]),
    );
  const performerParties = partiesOf(input.performerParties ?? [], { ...reading, path: [...path, "performerParties"] }, PERFORMERS_MAX);
  const producers = partiesOf(input.producers ?? [], { ...reading, path: [...path, "producers"] }, PRODUCERS_MAX);
  return {
    isrc: codeOf(input.isrc, parseIsrc, { ...reading, path: [...path, "isrc"] }),
    title: input.title ?? null,
    performers: [...new Set([...(input.performers ?? []), ...performerParties.map(({ name }) => name)])].slice(0, PERFORMERS_MAX),
    durationMs,
    ...(isVideo ? { kind: "MUSIC_VIDEO" } : {}),
    ...(isan === null ? {} : { isan }),
    ...(performerParties.length === 0 ? {} : { performerParties }),
    ...(producers.length === 0 ? {} : { producers }),
  };
}

function codeOf(text: string | null | undefined, parse: (text: string) => Outcome<string>, { path, problems }: Reading): string | null {
  if (text === null || text === undefined) return null;
  const parsed = parse(text);
  if (parsed.ok) return parsed.value;
  problems.push(...parsed.problems.map((found) => ({ ...found, path })));
  return null;
}

function partiesOf(ids: readonly string[], { path, named, problems }: Reading, most: number): RecordingPartyRecord[] {
  bounded(ids.length, { what: "parties", most, path }, problems);
  return [...new Set(ids)].slice(0, most).flatMap((id, index): RecordingPartyRecord[] => {
    const party = named.get(id);
    if (party !== undefined) return [{ partyId: party.id, name: party.name }];
    problems.push(problem("PARTY_UNKNOWN", `No party ${id} is known; register it with parties first.`, [...path, String(index)]));
    return [];
  });
}

function bounded(
  count: number,
  list: { readonly what: string; readonly most: number; readonly path: readonly string[] },
  problems: Problem[],
): void {
  if (count > list.most) problems.push(problem("COUNT", `There are ${count} ${list.what}; there can be at most ${list.most}.`, list.path));
}
