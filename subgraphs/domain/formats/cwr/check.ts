import type { Problem, Severity } from "../../outcome.ts";
import type { LocalDate } from "../../period.ts";
import { checkCollection } from "./checkCollection.ts";
import { checkParties } from "./checkParties.ts";
import { checkWork } from "./checkWork.ts";
import { appliedSeverity, faultOf } from "./fieldRules.ts";
import { restOf } from "../fixedWidth.ts";
import { layoutFor, NON_ROMAN_RECORDS, WORK_RECORDS } from "./layouts.ts";
import type { WorkParties } from "./picture.ts";
import { partiesOf } from "./picture.ts";
import { FIELD_RULES } from "./rulesOfFields.ts";
import type { CwrRecord, CwrTransaction, Fault } from "./transactions.ts";
import { recordProblem, shown } from "./transactions.ts";

/** What the rules need to know beside the transaction. */
export interface CheckContext {
  /** The day the message was written: groups of territories mean what they meant then (house rule). */
  readonly on: LocalDate;
  /** Applies official severities to rules that only describe the work; otherwise these replace the field or are only said (house rule). */
  readonly strict?: boolean;
}

/** A transaction after all rules: what may be used of it, and everything that was found. */
export interface CheckedTransaction {
  readonly transaction: CwrTransaction;
  /** Without the records that a rule dropped; fields that a rule replaced say so. */
  readonly records: readonly CwrRecord[];
  readonly parties: WorkParties;
  /** The reader's problems and the rules', by line. */
  readonly problems: readonly Problem[];
  /** True where nothing of it may be stored. */
  readonly rejected: boolean;
  /** True where a field was replaced or a record dropped: acknowledged as accepted with changes. */
  readonly changed: boolean;
}

/** Reports one fault of a record. */
export type Report = (record: CwrRecord, code: string, fault: Fault) => void;

/** More problems of one transaction tell nobody more. */
const PROBLEMS_MAX = 200;

/**
 * The rules of CWR 2.1 and 2.2 for one registration (NWR, REV): fields, structure, ownership and collection shares. TR rejects the
 * transaction, RR drops the record, FR puts the default into the field, INFO is only said. Other transactions are refused as unsupported.
 */
export function checkTransaction(transaction: CwrTransaction, context: CheckContext): CheckedTransaction {
  const findings = new Findings(transaction);
  const strict = context.strict === true;
  if (!isRegistration(transaction.type)) {
    const message = `Transactions of type ${transaction.type} are read but not registered; NWR and REV are.`;
    findings.report(transaction.records[0] ?? { type: transaction.type, line: transaction.line }, "CWR_TRANSACTION_UNSUPPORTED", {
      severity: "TR",
      message,
    });
    return findings.result([], partiesOf([]));
  }
  const scene: RecordScene = { transaction, findings, strict };
  const records: CwrRecord[] = [];
  for (const record of transaction.records) {
    const checked = checkRecord(record, scene);
    if (checked !== null) records.push(checked);
  }
  const parties = partiesOf(records);
  // Where a line could not be read, rules about the whole would only repeat that it is missing.
  if (transaction.rejected) return findings.result(records, parties);
  const report: Report = (record, code, fault) => findings.report(record, code, fault);
  const misplaced = new Set(checkParties(parties, transaction.group.version, report));
  const kept = misplaced.size === 0 ? records : records.filter((record) => !misplaced.has(record));
  checkWork(kept, parties, { report, strict });
  checkCollection(parties, context.on, report);
  return findings.result(kept, parties);
}

/** Whether a transaction states a work: NWR and REV do. */
function isRegistration(type: string): boolean {
  return type === "NWR" || type === "REV";
}

interface RecordScene {
  readonly transaction: CwrTransaction;
  readonly findings: Findings;
  readonly strict: boolean;
}

/** The record with defaults where a field was wrong, or null where it is dropped. */
function checkRecord(record: CwrRecord, { transaction, findings, strict }: RecordScene): CwrRecord | null {
  if (record.layout === null) return record;
  if (!WORK_RECORDS.has(record.type) && record !== transaction.header) {
    findings.report(record, "NWR-T-008", {
      severity: "RR",
      message: `A record ${record.type} has no place in a transaction ${transaction.type}; it is left out.`,
    });
    return null;
  }
  checkCharacters(record, transaction, findings);
  let checked: CwrRecord = record;
  let dropped = false;
  for (const rule of FIELD_RULES.get(record.type) ?? []) {
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

/** Gathers what the rules find. */
class Findings {
  readonly #transaction: CwrTransaction;
  readonly #problems: Problem[];
  #rejected: boolean;
  #changed = false;

  constructor(transaction: CwrTransaction) {
    this.#transaction = transaction;
    this.#problems = [...transaction.problems];
    this.#rejected = transaction.rejected;
  }

  report(record: { readonly type: string; readonly line: number }, code: string, fault: Fault): void {
    if (fault.severity === "TR") this.#rejected = true;
    if (fault.severity === "RR" || fault.severity === "FR") this.#changed = true;
    if (this.#problems.length < PROBLEMS_MAX) this.#problems.push(recordProblem(record, code, fault));
  }

  result(records: readonly CwrRecord[], parties: WorkParties): CheckedTransaction {
    const problems = this.#problems.sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
    return { transaction: this.#transaction, records, parties, problems, rejected: this.#rejected, changed: this.#changed };
  }
}
