import type { Problem, Severity } from "../../outcome.ts";
import type { Field, Layout } from "../fixedWidth.ts";
import { digitsBetween, fieldDigits, fieldText, placeOf } from "../fixedWidth.ts";
import type { CwrVersion } from "./layouts.ts";

/** One line of a CWR file. What a rule replaced by its default is in `replaced`; the text itself stays as it came. */
export interface CwrRecord {
  /** `SPU`; three spaces or other signs where the type cannot be read. */
  readonly type: string;
  /** From 1, in the file. */
  readonly line: number;
  /** The whole line in characters, without its end. */
  readonly text: string;
  /** Null where neither version knows the type: such a record is kept and reported. */
  readonly layout: Layout | null;
  /** The record's place in its transaction, from 0 (its header). */
  readonly index: number;
  readonly replaced?: ReadonlyMap<Field, string>;
}

/** The sender's file header (HDR). */
export interface CwrHeader {
  /** The key of the submitter, `SO:052`, `PB:00000000199` (see Submitter.key). */
  readonly senderKey: string;
  /** PB publisher, SO society, AA administrative agency, WR writer. */
  readonly senderType: string;
  /** The society's code for SO, else the sender's IPI name number of eleven digits. */
  readonly senderId: string;
  readonly senderName: string;
  /** `20190328`, as in the file: acknowledgements repeat it. */
  readonly creationDate: string;
  /** `103414`. */
  readonly creationTime: string;
  /** ISO instant of both, or null where they are no date and time; CWR names no time zone, UTC is assumed (ours). */
  readonly createdAt: string | null;
  readonly transmissionDate: string;
  readonly characterSet: string;
  /** The file's name as its header states it (3.x): acknowledgements repeat it. Empty in 2.x. */
  readonly fileName: string;
  readonly line: number;
}

/** One group of transactions of a type (GRH). */
export interface CwrGroup {
  /** The group's place in the file, from 1. */
  readonly index: number;
  /** As the file states it: `00001`. */
  readonly statedId: string;
  readonly type: string;
  readonly version: CwrVersion;
  readonly line: number;
}

/** A transaction as read: its header record first (unless that could not be found), then everything up to the next. */
export interface CwrTransaction {
  /** `NWR`, `REV`, … ; the type of the group where the header's own cannot be read. */
  readonly type: string;
  readonly group: CwrGroup;
  /** Its place in the group, from 0. */
  readonly index: number;
  /** The number that its header states, or null where that cannot be read. */
  readonly number: number | null;
  /** Its first line in the file. */
  readonly line: number;
  readonly header: CwrRecord | null;
  /** All records in order, the header included; unknown ones too. */
  readonly records: readonly CwrRecord[];
  readonly problems: readonly Problem[];
  /** True where the transaction as a whole must not be used. */
  readonly rejected: boolean;
}

/** What the whole file turned out to be, known at its end. */
export interface CwrVerdict {
  /** True where nothing of the file may be used: its envelope is broken, or (strict) an ER fault was found. */
  readonly refused: boolean;
  /** True where HDR, GRH, GRT or TRL is missing, the version cannot be read or the file ends early. */
  readonly broken: boolean;
  /** Groups (by index) that must not be used: only where reading is strict. */
  readonly refusedGroups: readonly number[];
  readonly header: CwrHeader | null;
  readonly version: CwrVersion | null;
  readonly groups: number;
  readonly transactions: number;
  readonly records: number;
  /** All problems of the file and its groups; those of transactions are in the transactions. At most 1,000. */
  readonly problems: readonly Problem[];
}

/** What a reader says, in the order of the file; `end` is the last. */
export type CwrEvent =
  | { readonly kind: "header"; readonly header: CwrHeader }
  | { readonly kind: "group"; readonly group: CwrGroup }
  | { readonly kind: "transaction"; readonly transaction: CwrTransaction }
  | { readonly kind: "problem"; readonly problem: Problem }
  | { readonly kind: "end"; readonly verdict: CwrVerdict };

/** A field's text without the spaces around it, or what a rule put in its place; empty where the record's version has no such field. */
export function textOf(record: CwrRecord, field: Field): string {
  const replaced = record.replaced?.get(field);
  if (replaced !== undefined) return replaced;
  const place = placeOf(record.layout, field);
  return place === null ? "" : fieldText(record.text, place);
}

/** Whether a record is one of 3.x, where collection rows say what the lines of parties say in 2.x. */
export function isThirdRecord({ layout }: Pick<CwrRecord, "layout">): boolean {
  return layout?.places !== undefined;
}

/** A number of digits; empty is 0, anything else null. */
export function numberOf(record: CwrRecord, field: Field): number | null {
  const place = record.replaced === undefined ? placeOf(record.layout, field) : null;
  const whole = place === null ? null : fieldDigits(record.text, place);
  if (whole !== null) return whole;
  const text = textOf(record, field);
  return digitsBetween(text, 0, text.length);
}

/** Where and how a fault was found. */
export interface Fault {
  readonly severity: Severity;
  readonly message: string;
  readonly field?: Field;
}

/**
 * A problem of a record. The code is ours (`CWR_…`), or the standard's key of the rule (record, level, number: `NWR-T-011`) where the rule's
 * words were read in the specification of CWR 2.2.
 */
export function recordProblem(
  record: { readonly type: string; readonly line: number; readonly layout?: Layout | null },
  code: string,
  fault: Fault,
): Problem {
  const { severity, message } = fault;
  const field = fault.field && (placeOf(record.layout ?? null, fault.field) ?? fault.field);
  const column = field?.at ?? 1;
  return { code, message, path: [], line: record.line, column, record: record.type, ...(field && { field: field.label }), severity };
}

/** The text as a message may repeat it: at most 60 characters, in quotation marks. */
export function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
