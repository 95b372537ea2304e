import type { Outcome, Severity } from "../../outcome.ts";
import { parseLocalDate } from "../../period.ts";
import type { Field } from "../fixedWidth.ts";
import { digitsBetween, isFieldEmpty, placeOf } from "../fixedWidth.ts";
import type { CwrRecord } from "./transactions.ts";
import { shown, textOf } from "./transactions.ts";

/** CWR's tolerance for shares and their sums, in hundredths of a percent: 0.06 points. */
export const TOLERANCE = 6;

/** A rule of one field: what is wrong with its text, in words, or null. */
export interface FieldRule {
  readonly code: string;
  readonly field: Field;
  /** The standard's severity. */
  readonly severity: Severity;
  /**
   * House rule: a rule that only describes the work (its kind, language, category) touches neither identity nor shares. Unless checking is
   * strict, it replaces the field by its default instead of rejecting the transaction.
   */
  readonly descriptive: boolean;
  /** What an FR severity puts into the field's place. */
  readonly fallback: string;
  /** Nothing is wrong with an empty field: the rule need not be asked. */
  readonly passesEmpty: boolean;
  fault(text: string, record: CwrRecord): string | null;
}

interface Edit {
  readonly severity: Severity;
  readonly descriptive?: boolean;
  readonly fallback?: string;
  readonly passesEmpty?: boolean;
}

function rule(code: string, field: Field, ...[edit, fault]: [Edit, FieldRule["fault"]]): FieldRule {
  const { severity, descriptive = false, fallback = "", passesEmpty = false } = edit;
  return { code, field, severity, descriptive, fallback, passesEmpty, fault };
}

/** A rule that asks only where something stands. */
function whereFilled<E extends Edit>(edit: E): E {
  return { ...edit, passesEmpty: true };
}

/** Digits only; empty is so too. */
function isDigits(text: string): boolean {
  return digitsBetween(text, 0, text.length) !== null;
}

/** Zeros only, which in a number is none; empty is so too. */
function isZeros(text: string): boolean {
  return digitsBetween(text, 0, text.length) === 0;
}

/** The field must not be empty. */
export function entered(code: string, field: Field, edit: Edit): FieldRule {
  return rule(code, field, edit, (text) => (text === "" ? `${field.label} is empty; it must be entered.` : null));
}

/** The field, where it is filled, holds one of a list. */
export function listed(
  code: string,
  field: Field,
  edit: Edit & { readonly list: ReadonlySet<string>; readonly mandatory?: boolean },
): FieldRule {
  const { list, mandatory } = edit;
  const right =
    list.size <= 12 ? [...list].join(", ") : `a code of CWR's list of ${list.size}, such as ${[...list].slice(0, 3).join(", ")}`;
  return rule(code, field, { ...edit, passesEmpty: mandatory !== true }, (text) => {
    if (text === "" ? mandatory !== true : list.has(text)) return null;
    return `${field.label} is ${shown(text)}; ${right} would be right.`;
  });
}

/** The field, where it is filled, is a date; zeros are none. */
export function dated(code: string, field: Field, edit: Edit): FieldRule {
  return rule(code, field, whereFilled(edit), (text) => {
    if (isZeros(text) || dateOf(text) !== null) return null;
    return `${field.label} is ${shown(text)}; a date YYYYMMDD, or zeros for none, would be right.`;
  });
}

/** The field, where it is filled, is a duration HHMMSS. */
export function timed(code: string, field: Field, edit: Edit): FieldRule {
  return rule(code, field, whereFilled(edit), (text) => {
    if (text === "" || durationOf(text) !== null) return null;
    return `${field.label} is ${shown(text)}; hours, minutes and seconds HHMMSS would be right.`;
  });
}

/** The field holds digits only. */
export function numeric(code: string, field: Field, edit: Edit): FieldRule {
  return rule(code, field, whereFilled(edit), (text) =>
    isDigits(text) ? null : `${field.label} is ${shown(text)}; digits would be right.`,
  );
}

/** The field is a share of at most so many hundredths of a percent, with the tolerance of 0.06 points that holds for all shares. */
export function shareUpTo(code: string, field: Field, edit: Edit & { readonly most: number }): FieldRule {
  const { most } = edit;
  return rule(code, field, whereFilled(edit), (text) => {
    const share = digitsBetween(text, 0, text.length);
    if (share !== null && share <= most + TOLERANCE) return null;
    return `${field.label} is ${shown(text)}; 00000 to ${String(most).padStart(5, "0")} (${most / 100}%) would be right.`;
  });
}

/** The field, where it is filled (and not with zeros), is a valid identifier. */
export function identified(code: string, field: Field, edit: Edit & { readonly parse: (text: string) => Outcome<string> }): FieldRule {
  const faultOfText = remembered((text: string) => {
    const parsed = edit.parse(text);
    return parsed.ok ? null : `${field.label}: ${parsed.problems[0]?.message ?? "not valid"}`;
  });
  return rule(code, field, whereFilled(edit), (text) => (isZeros(text) ? null : faultOfText(text)));
}

/** A catalogue names the same parties and territories again and again: the last answers are kept, at most 10,000. */
export function remembered<T>(compute: (text: string) => T): (text: string) => T {
  const answers = new Map<string, { readonly answer: T }>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known.answer;
    const answer = compute(text);
    if (answers.size >= REMEMBERED_MAX) answers.clear();
    answers.set(text, { answer });
    return answer;
  };
}

const REMEMBERED_MAX = 10_000;

/** Any other rule of one field. */
export function where(code: string, field: Field, edit: Edit & { readonly fault: FieldRule["fault"] }): FieldRule {
  return rule(code, field, edit, edit.fault);
}

/** `20190328` as `2019-03-28`; null for zeros and for no date. */
export function dateOf(text: string): ReturnType<typeof parseLocalDate> {
  return text.length === 8 && isDigits(text) ? parseLocalDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`) : null;
}

/** `000715` in milliseconds; null where it is no duration. */
export function durationOf(text: string): number | null {
  const digits = text.length === 6 ? digitsBetween(text, 0, 6) : null;
  if (digits === null) return null;
  const [hours, minutes, seconds] = [Math.trunc(digits / 10_000), Math.trunc(digits / 100) % 100, digits % 100];
  return minutes < 60 && seconds < 60 ? ((hours * 60 + minutes) * 60 + seconds) * 1000 : null;
}

/** Applies a rule to a record that may hold replacements already; of a field that the record's version does not have nothing is asked. */
export function faultOf(rule: FieldRule, record: CwrRecord): string | null {
  const { field, passesEmpty } = rule;
  const place = placeOf(record.layout, field);
  if (place === null) return null;
  return passesEmpty && isFieldEmpty(record.text, place) ? null : rule.fault(textOf(record, field), record);
}

/** The severity with which a rule is applied here. */
export function appliedSeverity({ severity, descriptive }: Pick<FieldRule, "severity" | "descriptive">, strict: boolean): Severity {
  return descriptive && !strict && severity === "TR" ? "FR" : severity;
}
