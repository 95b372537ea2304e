import type { Problem } from "../../outcome.ts";
import type { LocalDate } from "../../period.ts";
import { checkCollection } from "./checkCollection.ts";
import { checkParties } from "./checkParties.ts";
import { checkReceiver } from "./checkReceiver.ts";
import { checkRecords, Findings } from "./checkRecords.ts";
import { checkManuscript } from "./checkRecipients.ts";
import { checkWork } from "./checkWork.ts";
import { isThird, workRecords } from "./layouts.ts";
import type { WorkParties } from "./picture.ts";
import { partiesOf } from "./picture.ts";
import { checkRequest, isRequest } from "./request.ts";
import { fieldRules } from "./rulesThird.ts";
import type { CwrRecord, CwrTransaction } from "./transactions.ts";
import { checkWithoutEffect, hasNoEffect } from "./withoutEffect.ts";

/** What the rules need to know beside the transaction. */
export interface CheckContext {
  /** The day the message was written: groups of territories mean what they meant then (house rule). */
  readonly on: LocalDate;
  /** Applies official severities to rules that only describe the work; otherwise these replace the field or are only said (house rule). */
  readonly strict?: boolean;
  /** Whom the file was sent to, where that is known: some societies want more than the standard. */
  readonly receiver?: string | null;
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

/**
 * The rules of CWR 2.1 and 2.2 for one registration (NWR, REV), and those of 3.x (WRK): fields, structure, ownership and collection shares. TR rejects the
 * transaction, RR drops the record, FR puts the default into the field, INFO is only said. Other transactions are refused as unsupported.
 */
export function checkTransaction(transaction: CwrTransaction, context: CheckContext): CheckedTransaction {
  const findings = new Findings(transaction);
  const { report } = findings;
  if (isRequest(transaction)) return checkRequest(transaction, context);
  if (hasNoEffect(transaction)) return checkWithoutEffect(transaction, context);
  if (!isRegistration(transaction.type)) {
    const message = unsupported(transaction);
    const place = transaction.records[0] ?? { type: transaction.type, line: transaction.line };
    report(place, "CWR_TRANSACTION_UNSUPPORTED", { severity: "TR", message });
    return { transaction, records: [], parties: partiesOf([]), ...findings.outcome };
  }
  const strict = context.strict === true;
  const rules = {
    allowed: workRecords(transaction.group.version),
    misplaced: "NWR-T-008",
    fields: fieldRules(transaction.group.version),
    strict,
  };
  const records = checkRecords(transaction, rules, findings);
  const parties = partiesOf(records);
  // Where a line could not be read, rules about the whole would only repeat that it is missing.
  if (transaction.rejected) return { transaction, records, parties, ...findings.outcome };
  const misplaced = new Set(checkParties(parties, transaction.group.version, report));
  const kept = misplaced.size === 0 ? records : records.filter((record) => !misplaced.has(record));
  checkWork(kept, parties, { report, strict });
  checkCollection(parties, context.on, report);
  checkManuscript(kept, parties, report);
  checkReceiver(transaction.header ?? undefined, parties, { receiver: context.receiver ?? null, on: context.on, strict, report });
  return { transaction, records: kept, parties, ...findings.outcome };
}

function unsupported({ type, group: { version } }: CwrTransaction): string {
  if (!isThird(version)) return `Transactions of type ${type} are read but not registered; NWR and REV are.`;
  return `Transactions of type ${type} of CWR ${version} are not read: no table and no sample shows their layout; WRK would be right.`;
}

/** Whether a transaction states a work: NWR and REV do, and in 3.x WRK. */
function isRegistration(type: string): boolean {
  return type === "NWR" || type === "REV" || type === "WRK";
}
