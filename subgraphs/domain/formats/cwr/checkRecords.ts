import type { Problem, Severity } from "../../outcome.ts";
import type { Layout } from "../fixedWidth.ts";
import { restOf } from "../fixedWidth.ts";
import type { FieldRule } from "./fieldRules.ts";
import { appliedSeverity, faultOf } from "./fieldRules.ts";
import { layoutFor, NON_ROMAN_RECORDS } from "./layouts.ts";
import type { CwrRecord, CwrTransaction, Fault } from "./transactions.ts";
import { recordProblem, shown } from "./transactions.ts";

/** Reports one fault of a record. */
export type Report = (
  record: { readonly type: string; readonly line: number; readonly layout?: Layout | null },
  code: string,
  fault: Fault,
) => void;

/** More problems of one transaction tell nobody more. */
const PROBLEMS_MAX = 200;

/** What a transaction's records must keep to. */
export interface RecordRules {
  /** The records that it may hold behind its header; others are left out, under this code. */
  readonly allowed: ReadonlySet<string>;
  readonly misplaced: string;
  readonly fields: ReadonlyMap<string, readonly FieldRule[]>;
  readonly strict: boolean;
}

/** The records of a transaction that may be used: RR drops one, FR puts the default into a field. Other layouts than ours are kept unread. */
export function checkRecords(transaction: CwrTransaction, rules: RecordRules, findings: Findings): CwrRecord[] {
  const kept: CwrRecord[] = [];
  for (const record of transaction.records) {
    if (record.layout === null) kept.push(record);
    else if (record !== transaction.header && !rules.allowed.has(record.type)) {
      const message = `A record ${record.type} has no place in a transaction ${transaction.type}; it is left out.`;
      findings.report(record, rules.misplaced, { severity: "RR", message });
    } else {
      checkCharacters(record, transaction, findings);
      const checked = checkFields(record, rules, findings);
      if (checked !== null) kept.push(checked);
    }
  }
  return kept;
}

/** The record with defaults where a field was wrong, or null where it is dropped. */
function checkFields(record: CwrRecord, { fields, strict }: RecordRules, findings: Findings): CwrRecord | null {
  let checked: CwrRecord = record;
  let dropped = false;
  for (const rule of fields.get(record.type) ?? []) {
    const message = faultOf(rule, checked);
    if (message === null) continue;
    const severity = appliedSeverity(rule, strict);
    findings.report(record, rule.code, { severity, message: `${message}${effectOf(severity, rule.fallback)}`, field: rule.field });
    if (severity === "RR") dropped = true;
    if (severity === "FR") {
      checked = { ...record, replaced: new Map([...(checked.replaced ?? []), [rule.field, rule.fallback]]) };
    }
  }
  return dropped ? null : checked;
}

function effectOf(severity: Severity, fallback: string): string {
  if (severity === "RR") return " The record is left out.";
  return severity === "FR" ? ` It is read as ${fallback === "" ? "empty" : shown(fallback)}.` : "";
}

function checkCharacters(record: CwrRecord, { group }: CwrTransaction, findings: Findings): void {
  const { text, type, layout } = record;
  if (UNUSUAL.test(text)) checkUnusual(record, findings);
  if (layout !== null && text.length > layout.width && restOf(text, layout) !== "") {
    const message = `The line has ${text.length} characters; ${type} of CWR ${group.version} has ${layoutFor(layout, group.version).width}. What follows is kept and not read.`;
    findings.report(record, "CWR_RECORD_LENGTH", { severity: "INFO", message });
  }
}

/** Control characters mean a damaged file; text outside of ASCII belongs into the non-Roman records, and is kept. */
function checkUnusual(record: CwrRecord, findings: Findings): void {
  const { text, type } = record;
  const control = CONTROL.exec(text);
  if (control !== null) {
    const message = `The line holds the control character ${shown(control[0])} in column ${control.index + 1}; text without such signs would be right.`;
    findings.report(record, "CWR_CHARACTERS", { severity: "TR", message });
  } else if (!NON_ROMAN_RECORDS.has(type) && OUTSIDE_ASCII.test(text)) {
    const message =
      "The line holds characters outside of ASCII; they are kept. Titles and names in other scripts belong into NAT, NWN, NPN.";
    findings.report(record, "CWR_CHARACTERS", { severity: "INFO", message });
  }
}

/** One pass over a line says that there is nothing to look for, which is true of nearly all. */
const UNUSUAL = /[^ -~]/;
const CONTROL = /[\u0000-\u001f\u007f]/;
const OUTSIDE_ASCII = /[^\u0000-\u007f]/;

/** Gathers what the rules find of one transaction; begins with what reading found. */
export class Findings {
  readonly #problems: Problem[];
  #rejected: boolean;
  #changed = false;

  constructor({ problems, rejected }: CwrTransaction) {
    this.#problems = [...problems];
    this.#rejected = rejected;
  }

  readonly report: Report = (record, code, fault) => {
    if (fault.severity === "TR") this.#rejected = true;
    if (fault.severity === "RR" || fault.severity === "FR") this.#changed = true;
    if (this.#problems.length < PROBLEMS_MAX) this.#problems.push(recordProblem(record, code, fault));
  };

  /** By line. */
  get outcome(): { readonly problems: readonly Problem[]; readonly rejected: boolean; readonly changed: boolean } {
    const problems = this.#problems.sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
    return { problems, rejected: this.#rejected, changed: this.#changed };
  }
}
