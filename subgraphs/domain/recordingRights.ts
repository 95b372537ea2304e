import { IPI_RIGHTS, RIGHT_FAMILIES, FAMILY_RIGHTS } from "./rights.ts";
import type { IpiRight, RightFamily, UseType } from "./rights.ts";

/**
 * The right sets of recordings. Each has a whole of its own, and none is ever added to another or to the shares of works: what a producer may
 * forbid, what a producer is paid for although it may not forbid it, and what performers are paid.
 */
export const RECORDING_RIGHT_SETS = ["PRODUCER_EXCLUSIVE", "PRODUCER_REMUNERATION", "PERFORMER_REMUNERATION"] as const;
export type RecordingRightSet = (typeof RECORDING_RIGHT_SETS)[number];

/** One right of one set, by IPI's code: one playing in public is paid to producers and to performers, and so stands in two sets. */
export type RecordingRight = `${RecordingRightSet}.${IpiRight}`;

/** A right of a work, or one of a recording. */
export type AnyRight = IpiRight | RecordingRight;

/** What a figure may speak of as a whole. */
export type RightGroup = RightFamily | RecordingRightSet;

/**
 * The rights of each set (ours, in IPI's codes): of producers what CAVCA manages in audio-video programmes, showing and playing in public, broadcasting,
 * interactive making available, carriers and copies, rental; and the master's part in synchronisation. Remuneration is for broadcasting and playing
 * in public what is already published: radio (PR), television, places and web radio.
 */
export const SET_RIGHTS: Readonly<Record<RecordingRightSet, readonly IpiRight[]>> = {
  PRODUCER_EXCLUSIVE: ["PC", "TB", "OD", "MR", "MV", "MD", "RP", "SY", "RL"],
  PRODUCER_REMUNERATION: ["PR", "PC", "TB", "OB"],
  PERFORMER_REMUNERATION: ["PR", "PC", "TB", "OB"],
};

/** Every right of recordings, set by set. */
export const RECORDING_RIGHTS: readonly RecordingRight[] = RECORDING_RIGHT_SETS.flatMap((set) =>
  SET_RIGHTS[set].map((right) => recordingRight(set, right)),
);

const SET_AND_CODE: ReadonlyMap<string, readonly [RecordingRightSet, IpiRight]> = new Map(
  RECORDING_RIGHT_SETS.flatMap((set) => SET_RIGHTS[set].map((right) => [recordingRight(set, right), [set, right]] as const)),
);

const GROUP_OF: ReadonlyMap<string, RightGroup> = new Map<string, RightGroup>([
  ...RIGHT_FAMILIES.flatMap((family) => FAMILY_RIGHTS[family].map((right) => [right, family] as const)),
  ...[...SET_AND_CODE].map(([right, [set]]) => [right, set] as const),
]);

/** A right as one of a set; whether the set has it is `isRecordingRight`'s to say. */
export function recordingRight(set: RecordingRightSet, right: IpiRight): RecordingRight {
  return `${set}.${right}`;
}

export function isRecordingRight(text: string): text is RecordingRight {
  return SET_AND_CODE.has(text);
}

export function isRecordingRightSet(text: string): text is RecordingRightSet {
  return (RECORDING_RIGHT_SETS as readonly string[]).includes(text);
}

/** The family or set whose figure speaks of a right, where no figure names it singly; null where none does. */
export function groupOf(right: AnyRight): RightGroup | null {
  return GROUP_OF.get(right) ?? null;
}

/** The set and IPI's code of a recording's right; of a work's right no set. */
export function partsOfRight(right: AnyRight): { readonly set: RecordingRightSet | null; readonly code: IpiRight } {
  const found = SET_AND_CODE.get(right);
  // whatever is not of a set is IPI's by the type
  return found === undefined ? { set: null, code: right as IpiRight } : { set: found[0], code: found[1] };
}

/** Whether a figure speaks of a recording: of one of its rights, or of a whole set. */
export function isOfRecording(scope: string): boolean {
  return isRecordingRightSet(scope) || SET_AND_CODE.has(scope);
}

/** All rights, in the order in which they are shown. */
export const ALL_RIGHTS: readonly AnyRight[] = [...IPI_RIGHTS, ...RECORDING_RIGHTS];

/** Whether a recording is sound alone: then the law pays for broadcasting and playing it; a music video's producer may forbid them. */
export type RecordingKind = "AUDIO" | "MUSIC_VIDEO";

const PAID: readonly RecordingRightSet[] = ["PRODUCER_REMUNERATION", "PERFORMER_REMUNERATION"];
const paid = (...rights: readonly IpiRight[]): RecordingRight[] => PAID.flatMap((set) => rights.map((right) => recordingRight(set, right)));
const owned = (...rights: readonly IpiRight[]): RecordingRight[] => rights.map((right) => recordingRight("PRODUCER_EXCLUSIVE", right));

/** The rights that a use needs of a recording (ours); performers of a music video gave theirs to its producer. */
const NEEDED: Readonly<Record<UseType, Readonly<Record<RecordingKind, readonly RecordingRight[]>>>> = {
  STREAM_INTERACTIVE: both(owned("OD", "MD")),
  STREAM_NON_INTERACTIVE: { AUDIO: paid("OB"), MUSIC_VIDEO: owned("OD", "MD") },
  DOWNLOAD: both(owned("MD", "OD")),
  RADIO: both(paid("PR")),
  TELEVISION: { AUDIO: paid("TB"), MUSIC_VIDEO: owned("TB") },
  PUBLIC_PERFORMANCE: { AUDIO: paid("PC"), MUSIC_VIDEO: owned("PC") },
  KARAOKE: { AUDIO: [...owned("MV"), ...paid("PC")], MUSIC_VIDEO: owned("PC", "MV") },
  SYNCHRONISATION: both(owned("SY")),
  AI_TRAINING: both(owned("RP")),
  AI_OUTPUT: both(owned("OD", "MD")),
};

function both(rights: readonly RecordingRight[]) {
  return { AUDIO: rights, MUSIC_VIDEO: rights };
}

/** The rights of a recording that a use needs. */
export function recordingRightsNeeded(use: UseType, kind: RecordingKind): readonly RecordingRight[] {
  return NEEDED[use][kind];
}
