import type { IpiBaseNumber } from "./identifiers/ipiBaseNumber.ts";
import type { IpiNameNumber } from "./identifiers/ipiNameNumber.ts";
import type { Isrc } from "./identifiers/isrc.ts";
import type { Iswc } from "./identifiers/iswc.ts";
import type { LocalDate, Period } from "./period.ts";
import type { RightFamily } from "./rights.ts";
import type { Claim, Figure, OriginShare, ReportedShare, Side, TerritoryScope } from "./statements.ts";

/**
 * A registration before its parties are known here: what a CWR transaction or a mutation says about one work. Parties are named by keys that
 * hold within the draft only; the works service puts ids (`pty_…`, `clm_…`) in their place.
 */
export interface RegistrationDraft {
  readonly work: WorkDraft;
  readonly parties: readonly PartyDraft[];
  readonly statement: StatementDraft;
}

/** One submitter's description of a work. */
export interface WorkDraft {
  readonly title: string;
  /** CIS language code of the title (old ISO 639-1), or null. */
  readonly language: string | null;
  /** Other titles, in any script. */
  readonly titles: readonly TitleDraft[];
  readonly iswc: Iswc | null;
  readonly submitterWorkNumber: string;
  readonly creators: readonly CreatorDraft[];
  readonly performers: readonly PerformerDraft[];
  readonly recordings: readonly RecordingDraft[];
  readonly origins: readonly OriginDraft[];
  /** The works that it was made from. */
  readonly derivedFrom: readonly DerivationDraft[];
  readonly durationMs: number | null;
  /** CWR: JAZ, POP, SER, UNC. */
  readonly category: string | null;
  /** ORI original, MOD modified. */
  readonly versionType: string | null;
  /** MUS music only, MTX music and text, TXT text only. */
  readonly textMusicRelationship: string | null;
  /** CWR work type, e.g. FM film. */
  readonly workType: string | null;
  /** Whether the work was ever recorded; null where it is unknown. */
  readonly recorded: boolean | null;
  /** The message revises an earlier registration (CWR REV); no part of what is stated. Absent for a new one. */
  readonly isRevision?: true;
  /** What the draft holds no field for, as it came. */
  readonly kept: readonly KeptRecord[];
}

export interface TitleDraft {
  readonly title: string;
  /** CWR title type: AT alternative, TE first line, FT formal, OL original language, … */
  readonly type: string;
  readonly language: string | null;
  readonly script: Script;
}

/** ISO 15924: Latin, Han, or another. */
export type Script = "Latn" | "Hani" | "Zyyy";

export interface CreatorDraft {
  /** Null where the creator is unknown. */
  readonly partyKey: string | null;
  /** Empty where the creator is unknown. */
  readonly name: string;
  /** CWR designation (C, A, CA, AR, …), or empty. */
  readonly role: string;
}

export interface PerformerDraft {
  readonly lastName: string;
  readonly firstName: string | null;
  readonly ipiNameNumber: IpiNameNumber | null;
  readonly ipiBaseNumber: IpiBaseNumber | null;
}

export interface RecordingDraft {
  readonly isrc: Isrc | null;
  readonly title: string | null;
  readonly versionTitle: string | null;
  readonly artist: string | null;
  readonly label: string | null;
  readonly albumTitle: string | null;
  readonly durationMs: number | null;
  readonly releasedOn: LocalDate | null;
  readonly submitterRecordingNumber: string | null;
}

/** Where a work comes from: a library or an audio-visual production (CWR ORN). */
export interface OriginDraft {
  /** CWR intended purpose: LIB, FIL, TEL, … */
  readonly purpose: string;
  readonly productionTitle: string | null;
  readonly episodeTitle: string | null;
  readonly library: string | null;
  readonly cdIdentifier: string | null;
  readonly year: number | null;
}

/** A work that the registered one was made from: the original of a version, the entire work of an excerpt, a component of a composite. */
export interface DerivationDraft {
  readonly kind: "VERSION" | "EXCERPT" | "COMPOSITE";
  readonly title: string;
  /** The title in its own script, if given. */
  readonly nativeTitle: string | null;
  readonly language: string | null;
  readonly iswc: Iswc | null;
  /** The number under which the submitter registers the source itself. */
  readonly submitterWorkNumber: string | null;
  /** CWR names at most two. */
  readonly creators: readonly SourceCreatorDraft[];
  /** Where it comes from, such as the production it was written for. */
  readonly source: string | null;
  /** How long a component sounds. */
  readonly durationMs: number | null;
  readonly line: number;
}

export interface SourceCreatorDraft {
  readonly name: string;
  readonly ipiNameNumber: IpiNameNumber | null;
  readonly ipiBaseNumber: IpiBaseNumber | null;
}

/** One record verbatim: its type, line and whole text. */
export interface KeptRecord {
  readonly record: string;
  readonly line: number;
  readonly text: string;
  /** The version of CWR where it is 3.x: its records have other forms. Absent for 2.x. */
  readonly version?: string;
}

/** An interested party as one message states it (compare PartyStatement of the port PartyRegistrar). */
export interface PartyDraft {
  readonly key: string;
  readonly kind: "NATURAL" | "LEGAL";
  readonly side: Side;
  /** Last name, or the whole name of a legal entity. */
  readonly lastName: string;
  readonly firstName: string | null;
  /** The name in the party's own script, if given. */
  readonly nativeName: string | null;
  readonly ipiNameNumber: IpiNameNumber | null;
  readonly ipiBaseNumber: IpiBaseNumber | null;
  /** The submitter's own number for the party. */
  readonly submitterPartyNumber: string;
  /** Society printed for each family; 099 is "no society". */
  readonly affiliations: Readonly<Partial<Record<RightFamily, string>>>;
}

/** An agreement between writers and publishers, or between publishers, as its submitter states it (CWR AGR). */
export interface AgreementDraft {
  /** The submitter's own number, by which its registrations name it. */
  readonly submitterAgreementNumber: string;
  /** ISAC. */
  readonly internationalCode: string | null;
  readonly societyAgreementNumber: string | null;
  /** OS, OG: writer and publisher, for named works or all; PS, PG: two publishers. */
  readonly type: string;
  /** The term: it bounds the day of use. */
  readonly period: Period;
  /** Up to but without this day what was used in the term may be paid; null for no bound. */
  readonly retainedUntil: LocalDate | null;
  readonly signedOn: LocalDate | null;
  /** CWR's status (N none, A all, D from a day on) and the day. */
  readonly priorRoyalties: { readonly status: string; readonly from: LocalDate | null };
  /** CWR's status (N none, O open, D up to a day) and the day after the last. */
  readonly postTermCollection: { readonly status: string; readonly until: LocalDate | null };
  /** S sales, M manufacture; null where none is given. */
  readonly clause: string | null;
  readonly sharesChange: boolean;
  readonly advanceGiven: boolean;
  readonly workCount: number;
  readonly territories: TerritoryScope;
  readonly parties: readonly AgreementPartyDraft[];
  readonly line: number;
}

/** Who gives rights away by an agreement (assignor) or takes them (acquirer), with the shares that it is about. */
export interface AgreementPartyDraft extends Omit<PartyDraft, "key" | "kind" | "side"> {
  readonly role: "ASSIGNOR" | "ACQUIRER";
  readonly figures: readonly Figure[];
}

/** What a society says of a registration that was sent to it (CWR ACK with MSG, ISW, or EXC). */
export interface AnswerDraft {
  /** The record that begins it. */
  readonly record: "ACK" | "ISW" | "EXC";
  /** CWR's transaction status (AS, AC, RJ, …), or `ISWC` where only an ISWC is notified. */
  readonly status: string;
  /** Whether the society pays on it by that status: AS does in 2.x and does not in 3.1. Null where the status does not say. */
  readonly isReadyForPayment: boolean | null;
  /** False where it answers a whole file or an agreement. */
  readonly isOfWork: boolean;
  /** The number that the submitter sent. */
  readonly submitterWorkNumber: string;
  readonly title: string;
  /** The society's own number of the work, where it has one. */
  readonly societyWorkCode: string | null;
  readonly processedOn: LocalDate | null;
  /** The ISWC that is notified, or that an acknowledgement carries in what it repeats. */
  readonly iswc: Iswc | null;
  readonly messages: readonly AnswerMessageDraft[];
  /** The work that the society knows already and that is in conflict (EXC). */
  readonly existingWork: { readonly title: string; readonly number: string; readonly iswc: Iswc | null } | null;
  readonly line: number;
}

/** One message of an answer: the key of the rule as sent (record, level, number) and the society's words. */
export interface AnswerMessageDraft {
  readonly rule: string;
  readonly text: string;
}

/** A statement without ids. */
export interface StatementDraft {
  readonly submitterWorkNumber: string;
  readonly claims: readonly ClaimDraft[];
  readonly reported: readonly ReportedDraft[];
  readonly origins: readonly OriginShareDraft[];
}

export type ClaimDraft = Omit<Claim, "id" | "partyId" | "writerPartyIds"> & {
  readonly partyKey: string;
  readonly writerPartyKeys: readonly string[];
};

/** Without a key where the party is unknown. */
export type ReportedDraft = Omit<ReportedShare, "partyId"> & { readonly partyKey: string | null };

export type OriginShareDraft = Omit<OriginShare, "partyId"> & { readonly partyKey: string | null };

/** The script a text is mainly read in: Han wins over Latin, Latin over others. */
export function scriptOf(text: string): Script {
  if (/\p{Script=Han}/u.test(text)) return "Hani";
  return /\p{Script=Latin}/u.test(text) || /^[\p{ASCII}]*$/u.test(text) ? "Latn" : "Zyyy";
}
