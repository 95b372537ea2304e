import type { Period } from "../../domain/period.ts";
import type { RecordingKind, RecordingRight, RecordingRightSet } from "../../domain/recordingRights.ts";
import type { IpiRight } from "../../domain/rights.ts";
import type { MandateBasis } from "./mandateReader.ts";

/** Works of which one call answers the ownership. */
export const RIGHTS_WORKS_MAX = 1_000;

/**
 * What licenses and distributions ask of works: the exact ownership of works in batches, and which work a usage row or a
 * code means. Country sets cross as stored hexadecimal, shares as `numerator/denominator`.
 */
export interface RightsReader {
  /** The ownership cells of works (at most 1,000 a call), computed by the same rules as `Work.ownership`. */
  ownership(request: {
    readonly workIds: readonly string[];
    readonly rights: readonly IpiRight[];
    readonly countries: string;
    readonly period: Period;
    /** ISO instant; null for now. */
    readonly asKnownOn: string | null;
    /** What to suppose of the works, as works wrote it when it asked for a forecast; only with `asKnownOn: null`. Nothing when not said. */
    readonly supposing?: Supposition;
  }): Promise<{ readonly works: readonly (WorkRights | null)[] }>;
  /** The ownership cells of recordings (at most 1,000 a call), computed by the same rules as `Recording.ownership`; null for an unknown one. */
  recordings(request: RecordingRightsRequest): Promise<{ readonly recordings: readonly (RecordingRights | null)[] }>;
  /** The work each usage row means, with the reason; at most 1,000 rows a call. */
  match(request: { readonly rows: readonly UsageIdentity[] }): Promise<{ readonly matches: readonly WorkMatch[] }>;
  /** The works of the shared repertoire after an id, ascending: for quotes and snapshots over everything. At most 1,000 a page. */
  repertoire(request: {
    readonly after: string | null;
    readonly first: number;
  }): Promise<{ readonly workIds: readonly string[]; readonly hasMore: boolean }>;
  /** Works by id, ISWC or society work code; null for an unknown one. At most 1,000 a call. */
  resolve(request: { readonly codes: readonly string[] }): Promise<{ readonly workIds: readonly (string | null)[] }>;
}

/** Something that works may be asked to suppose, such as a ruling in effect. Only works reads it; others hand it back as they got it. */
export type Supposition = string & { readonly __brand: "Supposition" };

export interface WorkRights {
  readonly workId: string;
  readonly version: number;
  readonly title: string;
  readonly iswc: string | null;
  /** False when a source is absent: then more may be owned than is shown. */
  readonly complete: boolean;
  /** Whose word is expected on the work, and how each stands, as recorded: a port asks no node. */
  readonly sources: readonly RightsSource[];
  /** Ids of open conflicts that touch an asked cell. */
  readonly conflictIds: readonly string[];
  readonly aiLabel: AiLabelBrief | null;
  readonly cells: readonly RightsCell[];
}

export interface RecordingRightsRequest {
  /** `rec_…` */
  readonly recordingIds: readonly string[];
  readonly rights: readonly RecordingRight[];
  readonly countries: string;
  readonly period: Period;
  /** ISO instant; null for now. */
  readonly asKnownOn: string | null;
}

/** What is owned of a recording: by right sets, and never to be added to what is owned of its works. */
export interface RecordingRights extends Pick<WorkRights, "version" | "complete" | "sources" | "conflictIds"> {
  readonly recordingId: string;
  readonly isrc: string | null;
  readonly isan: string | null;
  readonly kind: RecordingKind;
  readonly cells: readonly RecordingRightsCell[];
}

/** A cell of a recording's right; its set and IPI's code are those of `RecordingRight`. */
export interface RecordingRightsCell extends Omit<RightsCell, "claims" | "reported"> {
  readonly rightSet: RecordingRightSet;
  readonly claims: readonly (Omit<RightsClaim, "side"> & { readonly side: "PRODUCER" | "PERFORMER" })[];
}

/** A society as a source, with the instant as of which its word stands; null when absent. */
export interface RightsSource {
  readonly society: string;
  readonly status: "LIVE" | "CACHED" | "ABSENT";
  readonly asOf: string | null;
}

/** The label as declared: how much of the work AI made, in the trade's three steps; absence is null, never NONE. */
export interface AiLabelBrief {
  readonly extent: "ALL" | "PARTLY" | "NONE";
}

export type CellState = "DISPUTED" | "OVER" | "NOT_STATED" | "UNCLAIMED" | "UNDER" | "CLEAR";

export interface RightsCell {
  readonly right: IpiRight;
  readonly countries: string;
  readonly period: Period;
  readonly state: CellState;
  readonly claimed: string;
  readonly unclaimed: string;
  readonly over: string;
  readonly held: string;
  readonly claims: readonly RightsClaim[];
  readonly reported: readonly RightsReported[];
}

export interface RightsClaim {
  readonly claimIds: readonly string[];
  readonly partyId: string;
  readonly partyName: string;
  readonly side: "WRITER" | "PUBLISHER";
  readonly role: string;
  /** FREE: public domain or traditional: counted, never priced or paid. */
  readonly kind: "CLAIMED" | "FREE";
  /** The mandate holder on the day of use. */
  readonly society: string | null;
  readonly basis: MandateBasis;
  /** The share that counts in the cell, as stated. */
  readonly share: string;
  /** What may be paid now: the share over the cell's total where the total is within tolerance of a whole; a contestant's undisputed part in a disputed cell. The payable parts, held and unclaimed add up to one whole. */
  readonly payable: string;
  readonly contested: boolean;
}

export interface RightsReported {
  readonly partyName: string;
  readonly society: string | null;
  readonly share: string;
}

/** What a usage row says about the work. Codes are in canonical form or null. */
export interface UsageIdentity {
  readonly isrc: string | null;
  readonly iswc: string | null;
  readonly workCode: string | null;
  readonly title: string | null;
  readonly artist: string | null;
}

export interface WorkMatch {
  readonly workId: string | null;
  readonly recordingId: string | null;
  /** ISRC, ISWC, WORK_CODE, TITLE_AND_ARTIST, or NONE. */
  readonly by: "ISRC" | "ISWC" | "WORK_CODE" | "TITLE_AND_ARTIST" | "NONE";
  /** Between 0 and 1,000,000 (parts per million); 1,000,000 for a code that names exactly one work. */
  readonly confidencePpm: number;
  readonly because: string;
}
