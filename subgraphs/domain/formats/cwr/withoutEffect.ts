import type { CheckContext, CheckedTransaction } from "./check.ts";
import { checkRecords, Findings } from "./checkRecords.ts";
import { iswc, TR } from "./commonRules.ts";
import type { FieldRule } from "./fieldRules.ts";
import { entered, listed } from "./fieldRules.ts";
import { workRecords } from "./layouts.ts";
import { DRW } from "./layouts/third/works.ts";
import { NWR } from "./layouts/works.ts";
import { partiesOf } from "./picture.ts";
import type { CwrTransaction } from "./transactions.ts";
import { shown, textOf } from "./transactions.ts";

/** Why a work is retracted (CWR 3.1): a prior agreement still in force, no writer of it, the dispute relinquished. */
const REASONS = new Set(["PP", "NW", "RQ"]);

const NAMED: readonly FieldRule[] = [
  entered("CWR_WORK_TITLE", NWR.workTitle, TR),
  entered("CWR_WORK_NUMBER", NWR.submitterWorkNumber, TR),
  iswc("CWR_WORK_ISWC", NWR.iswc),
];

/** The numbers of these rules were not read. */
const RULES: ReadonlyMap<string, readonly FieldRule[]> = new Map<string, readonly FieldRule[]>([
  ["DRW", [...NAMED, listed("CWR_RETRACTION_REASON", DRW.retractionReasonCode, { ...TR, list: REASONS, mandatory: true })]],
  ["LIC", NAMED],
]);

/** What such a transaction is, and what would be right in its place. */
const REMEDIES: Readonly<Record<string, (work: string) => string>> = {
  DRW: (work) =>
    `The retraction of ${work} is read and takes nothing back; a WRK without the shares, or withdrawing the claims (withdrawClaim), would be right.`,
  LIC: (work) => `The report of a licence of ${work} is read and registers none; issuing it here (issueLicense) would be right.`,
};

/** Whether transactions of a type are read by their layout and have no effect here (CWR 3.1: DRW, LIC). */
export function hasNoEffect({ type, header }: Pick<CwrTransaction, "type" | "header">): boolean {
  return REMEDIES[type] !== undefined && header !== null && header.layout !== null;
}

/** Checks what is read, and says that nothing comes of it: accepted in silence, its sender would count on it. The file is kept. */
export function checkWithoutEffect(transaction: CwrTransaction, { strict = false }: CheckContext): CheckedTransaction {
  const findings = new Findings(transaction);
  const { type, header, group } = transaction;
  const rules = { allowed: workRecords(group.version), misplaced: "NWR-T-008", fields: RULES, strict };
  const records = checkRecords(transaction, rules, findings);
  const work = header === null ? "" : shown(textOf(header, NWR.submitterWorkNumber));
  const place = header ?? { type, line: transaction.line };
  findings.report(place, "CWR_NO_EFFECT", { severity: "TR", message: REMEDIES[type]?.(work) ?? "" });
  return { transaction, records, parties: partiesOf([]), ...findings.outcome };
}
