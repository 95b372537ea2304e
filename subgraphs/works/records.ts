import type { ConflictState, ConflictTerm } from "../domain/conflictClock.ts";
import type { ClaimConflictKind } from "../domain/conflicts.ts";
import type { LocalDate } from "../domain/period.ts";
import type { AnyRight } from "../domain/recordingRights.ts";
import type { RightFamily } from "../domain/rights.ts";
import { parseStoredShare } from "../domain/shares.ts";
import type {
  Claim,
  Figure,
  Receipt,
  ReportedShare,
  RightScope,
  ScopeRow,
  Side,
  Statement,
  Submitter,
  TerritoryScope,
} from "../domain/statements.ts";
import type { EstimateRecord, EvidenceRecord } from "./deskRecords.ts";
import type { RulingRecord } from "./rulingRecords.ts";
import type { DerivationRecord, DisambiguationRecord } from "./relationRecords.ts";
import { parseStoredCountrySet } from "../domain/territories/countrySet.ts";

/** JSON that only this subgraph reads. Not the recursive JsonObject: mongoose's types would follow it without end. */
export type StoredJson = Readonly<Record<string, unknown>>;

/** The stored shape of these records; a change that old readers cannot read raises it and brings a migration. */
export const STORED_SHAPE = 1;

export interface TitleRecord {
  readonly text: string;
  /** ORIGINAL, or CWR's title types. */
  readonly kind: string;
  readonly language: string | null;
  readonly script: string;
}

export interface CreatorRecord {
  readonly partyId: string | null;
  readonly name: string;
  readonly role: string;
  readonly ipiNameNumber: string | null;
  /** The creator's further names, such as the one in its own script (CWR NWN): searched by, and no part of what is stated. Absent for none. */
  readonly otherNames?: readonly string[];
}

export interface RecordingRecord {
  /** `rec_…` */
  readonly id: string;
  readonly isrc: string | null;
  readonly title: string | null;
  readonly performers: readonly string[];
  readonly durationMs: number | null;
  /** Absent for sound alone, as are the members below where nothing is stated. */
  readonly kind?: "MUSIC_VIDEO";
  readonly isan?: string;
  readonly performerParties?: readonly RecordingPartyRecord[];
  readonly producers?: readonly RecordingPartyRecord[];
  /** Ids of the same recording in works that were merged into this one; they lead here. Absent for none. */
  readonly alsoIds?: readonly string[];
}

export interface RecordingPartyRecord {
  readonly partyId: string;
  readonly name: string;
}

/** A recording as statements name it. */
export type StatedRecording = Omit<RecordingRecord, "id" | "alsoIds">;

/** How one submitter describes a work. */
export interface WorkDescription {
  /** The original title first. Empty where a statement describes nothing, such as a claim by mutation. */
  readonly titles: readonly TitleRecord[];
  readonly iswc: string | null;
  readonly creators: readonly CreatorRecord[];
  readonly recordings: readonly StatedRecording[];
  /** Absent for a full ISWC. */
  readonly isIswcProvisional?: true;
  /** Absent for none. */
  readonly derivedFrom?: readonly DerivationRecord[];
  readonly disambiguation?: DisambiguationRecord;
  /** What has no field of its own: category, version type, kept records, … */
  readonly details: StoredJson;
}

export interface RegistrationRecord {
  readonly society: string;
  readonly workCode: string | null;
  readonly status: string;
  readonly history: readonly RegistrationStepRecord[];
}

export interface RegistrationStepRecord {
  /** REGISTERED, REVISED, or CWR's acknowledgement status. */
  readonly status: string;
  readonly at: string;
  readonly message: string | null;
  /** Submitter and number of the statement, and its line; absent in steps written before these were kept. */
  readonly key?: string;
  readonly line?: number | null;
  /** The ISWC that the society gave with it; absent for none. */
  readonly iswc?: string;
  /** What the society said with it; absent where nothing. */
  readonly notes?: readonly string[];
  /** Whether the society pays on it, by CWR's status; absent where that does not say. */
  readonly isReadyForPayment?: boolean;
}

export interface AiLabelRecord {
  readonly extent: "ALL" | "PARTLY" | "NONE";
  readonly tool: string | null;
  readonly declaredBy: string;
  readonly declaredAt: string;
}

/** What a merge took from the other work, so that it can be taken back. */
export interface MergeRecord {
  readonly mergedId: string;
  /** Submitter and number of every statement that came with it: what is stated under them later returns with them, too. */
  readonly keys: readonly string[];
  readonly because: string;
  /** How many merges lead to this one, itself included; absent in merges made before this was kept. */
  readonly depth?: number;
  /** The label that it brought, where the survivor had none. */
  readonly label?: AiLabelRecord;
}

/** A work; its description is drawn from the statements in force. Merged works keep their place and lead to the survivor. */
export interface WorkRecord {
  readonly _id: string;
  readonly shape: number;
  readonly version: number;
  readonly state: "LIVE" | "MERGED";
  readonly mergedInto?: string;
  readonly iswc?: string;
  /** The current one and all archived ones. */
  readonly iswcs: readonly string[];
  readonly titles: readonly TitleRecord[];
  readonly titleKeys: readonly string[];
  readonly creators: readonly CreatorRecord[];
  readonly recordings: readonly RecordingRecord[];
  readonly isrcs: readonly string[];
  readonly recordingIds: readonly string[];
  /** `SO:052|AC110000`: submitter and submitter's work number of every statement. */
  readonly codes: readonly string[];
  /** The numbers alone. */
  readonly workNumbers: readonly string[];
  readonly registrations: readonly RegistrationRecord[];
  /** Every society that ever stated the work, with the instant of its last word. */
  readonly statedBy: readonly { readonly society: string; readonly asOf: string }[];
  readonly aiLabel: AiLabelRecord | null;
  readonly searchKeys: readonly string[];
  /** By which the works that it was made from find it (sources.ts); absent for none. */
  readonly sourceKeys?: readonly string[];
  readonly merges: readonly MergeRecord[];
  /** Never stored: the merged record by whose id this survivor was read, so that the time before the merge can be told. */
  readonly askedAs?: string;
}

/** The id that a work was asked for by. */
export function askedId({ _id, askedAs }: Pick<WorkRecord, "_id" | "askedAs">): string {
  return askedAs ?? _id;
}

export interface FigureRecord {
  readonly right: RightScope;
  readonly share: string;
}

export interface ScopeRecord {
  /** `I0156`, `E0344`, in order. */
  readonly rows: readonly string[];
  readonly countries: string;
  readonly expandedOn: string;
}

export interface ClaimRecord {
  readonly id: string;
  readonly partyId: string;
  readonly partyName: string;
  readonly side: Side;
  readonly role: string;
  readonly kind: "CLAIMED" | "FREE";
  readonly figures: readonly FigureRecord[];
  readonly territories: ScopeRecord;
  readonly from: string | null;
  readonly until: string | null;
  readonly writerPartyIds: readonly string[];
  readonly chain: readonly string[];
  readonly affiliations: Readonly<Partial<Record<RightFamily, string>>>;
  readonly agreement: string | null;
  readonly line: number | null;
  /** The transfer of a catalogue by which its party came to it; absent for what was stated so. */
  readonly transfer?: string;
}

export interface NamedRecord {
  readonly partyId: string | null;
  readonly partyName: string;
  readonly side: Side;
  readonly role: string;
  readonly figures: readonly FigureRecord[];
  readonly line: number | null;
}

export interface ReportedRecord extends NamedRecord {
  readonly affiliations: Readonly<Partial<Record<RightFamily, string>>>;
  readonly territories: ScopeRecord | null;
}

export type StatementState = "IN_FORCE" | "REPLACED" | "WITHDRAWN";

export interface StatementRecord {
  readonly _id: string;
  readonly shape: number;
  readonly workId: string;
  readonly state: StatementState;
  /** Submitter and number, only while it is in force: there is one at a time. */
  readonly currentKey?: string;
  readonly key: string;
  readonly submitter: Submitter;
  readonly submitterWorkNumber: string;
  readonly contentHash: string;
  readonly receipts: readonly Receipt[];
  readonly description: WorkDescription;
  readonly claims: readonly ClaimRecord[];
  readonly claimIds: readonly string[];
  readonly reported: readonly ReportedRecord[];
  readonly origins: readonly NamedRecord[];
  readonly replaces: string | null;
  /** `SO:052|AG1`, while it is in force: the agreements that claims read from files name, by which these find it. Absent for none. */
  readonly agreementKeys?: readonly string[];
}

export interface SliceRecord {
  readonly rights: readonly AnyRight[];
  readonly countries: string;
  readonly from: string | null;
  readonly until: string | null;
  readonly excess: string;
}

export type ConflictKind = ClaimConflictKind | "ISWC_MISMATCH" | "DUPLICATE_WORK";
export type { ConflictState } from "../domain/conflictClock.ts";

export interface ConflictRecord {
  readonly _id: string;
  readonly shape: number;
  readonly version: number;
  /** The work and the finding's own key. */
  readonly key: string;
  /** The key, only while it is not resolved: it is found once. */
  readonly openKey?: string;
  readonly kind: ConflictKind;
  readonly state: ConflictState;
  /** Between claims in a recording that one alone, by its code (recordings/subjects.ts). */
  readonly workIds: readonly string[];
  readonly claimIds: readonly string[];
  readonly partyIds: readonly string[];
  readonly slices: readonly SliceRecord[];
  readonly excess: string | null;
  readonly because: string;
  /** Whose claims they are. */
  readonly societies: readonly string[];
  /** Who speaks for its contestants, as was known when it was found or last changed; of two works, who stated them. */
  readonly signatories: readonly string[];
  /** `052` and `052|SIGN`: the societies concerned, and what is asked of each. Follows from the rest (conflictRecords.ts). */
  readonly queue: readonly string[];
  readonly openedAt: string;
  readonly term: ConflictTerm;
  /** The last days of both terms. */
  readonly deadlines: readonly [string, string];
  /** The last day of the running term; after both, of the second. */
  readonly deadline: string;
  readonly closedAt: string | null;
  readonly rulings: readonly RulingRecord[];
  readonly rulingIds: readonly string[];
  readonly evidence: readonly EvidenceRecord[];
  /** What parties say that it is worth, from the first to the last; absent for none. */
  readonly estimates?: readonly EstimateRecord[];
}

/** An imported file: known by sender, content and receiver, so that it is imported once. */
export interface MessageRecord {
  readonly _id: string;
  readonly shape: number;
  /** `${sender}|${hash}|${receiver}` */
  readonly key: string;
  readonly sender: string;
  readonly receiver: string | null;
  readonly hash: string;
  readonly name: string;
  readonly receivedAt: string;
  /** What the import answered. */
  readonly summary: StoredJson;
}

/** Two writers that make works for the same code collide on its guard. */
export interface GuardRecord {
  readonly _id: string;
  readonly version: number;
}

/** The statement as the rules read it. */
export function statementOf(record: StatementRecord): Statement {
  return {
    id: record._id,
    workId: record.workId,
    submitter: record.submitter,
    submitterWorkNumber: record.submitterWorkNumber,
    receipts: record.receipts,
    claims: record.claims.map(claimOf),
    reported: record.reported.map(reportedOf),
    origins: record.origins.map((origin) => ({ ...origin, figures: origin.figures.map(figureOf) })),
  };
}

/** One claim as the rules read it. Days were checked before they were stored. */
export function claimOf({ figures, territories, from, until, ...rest }: ClaimRecord): Claim {
  return {
    ...rest,
    figures: figures.map(figureOf),
    territories: scopeOf(territories),
    period: { from: from as LocalDate | null, until: until as LocalDate | null },
  };
}

/** One party named without a claim, as the rules read it. */
export function reportedOf({ figures, territories, ...rest }: ReportedRecord): ReportedShare {
  return { ...rest, figures: figures.map(figureOf), territories: territories === null ? null : scopeOf(territories) };
}

export function figureOf({ right, share }: FigureRecord): Figure {
  return { right, share: parseStoredShare(share) };
}

function scopeOf({ rows, countries, expandedOn }: ScopeRecord): TerritoryScope {
  return { rows: rows.map(rowOf), countries: parseStoredCountrySet(countries), expandedOn: expandedOn as LocalDate };
}

function rowOf(text: string): ScopeRow {
  return { sign: text.startsWith("E") ? "E" : "I", territory: text.slice(1) as ScopeRow["territory"] };
}

/** What the rules read of a slice. */
export function sliceOf(record: SliceRecord) {
  return {
    rights: record.rights,
    countries: parseStoredCountrySet(record.countries),
    period: { from: record.from as LocalDate | null, until: record.until as LocalDate | null },
  };
}

/** What the parties of a work are called where a source is shown: `SO:052 to 052, 058`. */
export function sourceText({ submitter, receipts }: Pick<StatementRecord, "submitter" | "receipts">): string {
  const receivers = [...new Set(receipts.flatMap(({ receiver }) => (receiver === null ? [] : [receiver])))].sort();
  return receivers.length === 0 ? submitter.key : `${submitter.key} to ${receivers.join(", ")}`;
}
