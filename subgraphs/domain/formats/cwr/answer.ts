import type { AnswerDraft, AnswerMessageDraft } from "../../drafts.ts";
import { parseIswc } from "../../identifiers/iswc.ts";
import { invariant } from "../../invariant.ts";
import type { CheckContext, CheckedTransaction } from "./check.ts";
import type { RecordRules } from "./checkRecords.ts";
import { checkRecords, Findings } from "./checkRecords.ts";
import { FR, iswc, TR } from "./commonRules.ts";
import type { FieldRule } from "./fieldRules.ts";
import { dated, dateOf, entered, listed, numeric, remembered, where } from "./fieldRules.ts";
import type { CwrVersion } from "./layouts.ts";
import { isThird, transactionTypes, workRecords } from "./layouts.ts";
import { ACK, MSG } from "./layouts/control.ts";
import { NWR } from "./layouts/works.ts";
import { LOOKUPS } from "./lookups.ts";
import { THIRD_LOOKUPS } from "./lookupsThird.ts";
import { partiesOf } from "./picture.ts";
import type { CwrRecord, CwrTransaction } from "./transactions.ts";
import { isThirdRecord, textOf } from "./transactions.ts";

/** Behind an ACK: its messages, the transaction it answers, and the existing work that is in its way (EXC). */
function allowed(version: CwrVersion): ReadonlySet<string> {
  return new Set(["MSG", ...workRecords(version), ...transactionTypes(version), "TER", "IPA", "NPA"]);
}

/** SR (split copyright) stands in the files of older software, and in no list of 2.x; in 3.x it means accepted, ready for payment. */
const STATUSES: ReadonlySet<string> = new Set([...LOOKUPS.transactionStatus, "SR"]);

/**
 * Whether the society pays on what it has accepted (CWR 2.2 and 3.1, transaction status): one code means one thing in 2.x and another in 3.1.
 * Of other statuses, and of AC in 2.x, the standard does not say it.
 */
const READY: Readonly<Record<"second" | "third", ReadonlyMap<string, boolean>>> = {
  second: new Map([["AS", true]]),
  third: new Map([
    ["AS", false],
    ["AC", false],
    ["SR", true],
    ["CR", true],
  ]),
};

const ACK_RULES: readonly FieldRule[] = [
  where("CWR_ANSWER_WORK_NUMBER", ACK.submitterCreationNumber, {
    ...TR,
    fault: (text, record) =>
      text === "" && isOfWork(record) ? "Submitter Creation # is empty; the submitter's number of the work would be right." : null,
  }),
  dated("CWR_ANSWER_DATE", ACK.processingDate, FR),
  dated("CWR_ANSWER_CREATION_DATE", ACK.creationDate, FR),
];

/** A message that cannot be read whole is still read: it is words for people. */
const MSG_RULES: readonly FieldRule[] = [
  numeric("CWR_ANSWER_MESSAGE_RECORD", MSG.originalRecordSequenceNumber, FR),
  entered("CWR_ANSWER_MESSAGE_TEXT", MSG.messageText, { severity: "INFO" }),
];

const ISW_RULES: readonly FieldRule[] = [
  entered("CWR_ANSWER_WORK_NUMBER", NWR.submitterWorkNumber, TR),
  where("CWR_ANSWER_ISWC", NWR.iswc, {
    ...TR,
    fault: (text) =>
      parseIswc(text).ok ? null : `The notified ISWC is ${JSON.stringify(text)}; an ISWC with a right check digit would be right.`,
  }),
];

/** The society's own picture of a work that is in the way. It may be made anonymous; only the number must be there. */
const EXC_RULES: readonly FieldRule[] = [entered("CWR_ANSWER_WORK_NUMBER", NWR.submitterWorkNumber, TR), iswc("CWR_ANSWER_ISWC", NWR.iswc)];

function rulesOf(type: string, version: CwrVersion): Pick<RecordRules, "allowed" | "fields"> {
  if (type !== "ACK") {
    const fields = new Map([
      ["ISW", ISW_RULES],
      ["EXC", EXC_RULES],
    ]);
    return { allowed: workRecords(version), fields };
  }
  const list = isThird(version) ? THIRD_LOOKUPS.transactionStatus : STATUSES;
  const status = listed("CWR_ANSWER_STATUS", ACK.transactionStatus, { ...TR, list, mandatory: true });
  const fields = new Map([
    ["ACK", [status, ...ACK_RULES]],
    ["MSG", MSG_RULES],
  ]);
  return { allowed: allowed(version), fields };
}

/** Made once for each: a file asks for them at every transaction. */
const RULES = remembered((key) => {
  const [type = "", version = "2.2"] = key.split(" ");
  return rulesOf(type, version as CwrVersion);
});

/** Whether a transaction is another's word on what was sent to it: an acknowledgement, the notice of an ISWC, or an existing work in conflict. */
export function isAnswer(type: string): boolean {
  return type === "ACK" || type === "ISW" || type === "EXC";
}

/**
 * The rules for an acknowledgement (ACK, MSG), the notice of an ISWC (ISW) or an existing work in conflict (EXC). What it repeats of the work is
 * the submitter's own, or (EXC) another's, and is not checked again: an EXC may exceed 100%, for it describes a conflict. The standard's numbers
 * of these rules were not read.
 */
export function checkAnswer(transaction: CwrTransaction, { strict = false }: CheckContext): CheckedTransaction {
  const findings = new Findings(transaction);
  const rules = RULES(`${transaction.type} ${transaction.group.version}`);
  const { header, type, group } = transaction;
  if (header !== null && header.layout === null) {
    // Read in the places of another version it would say what nobody said.
    const message = `Transactions of type ${type} of CWR ${group.version} are not read: neither a table nor a sample shows their layout; one of 3.1 or 2.2 would be right.`;
    findings.report(header, "CWR_TRANSACTION_UNSUPPORTED", { severity: "TR", message });
    return { transaction, records: [], parties: partiesOf([]), ...findings.outcome };
  }
  const records = checkRecords(transaction, { ...rules, misplaced: "CWR_ANSWER_RECORD", strict }, findings);
  return { transaction, records, parties: partiesOf([]), ...findings.outcome };
}

/** What a checked answer says. The transaction must not be rejected. */
export function answerOf(checked: CheckedTransaction): AnswerDraft {
  const [header] = checked.records;
  invariant(!checked.rejected && header !== undefined, "only an answer that was not rejected is interpreted");
  if (header.type === "ACK") return acknowledgementOf(header, checked.records);
  return header.type === "EXC" ? conflictOf(header) : noticeOf(header, checked.transaction.line);
}

function acknowledgementOf(header: CwrRecord, records: readonly CwrRecord[]): AnswerDraft {
  const existing = records.find(({ type }) => type === "EXC");
  const status = textOf(header, ACK.transactionStatus);
  return {
    record: "ACK",
    status,
    isReadyForPayment: READY[isThirdRecord(header) ? "third" : "second"].get(status) ?? null,
    isOfWork: isOfWork(header),
    submitterWorkNumber: textOf(header, ACK.submitterCreationNumber),
    title: textOf(header, ACK.creationTitle),
    societyWorkCode: textOf(header, ACK.recipientCreationNumber) || null,
    processedOn: dateOf(textOf(header, ACK.processingDate)),
    iswc: carriedIswc(status, records),
    messages: records.filter(({ type }) => type === "MSG").map(messageOf),
    existingWork: existing === undefined ? null : existingWorkOf(existing),
    line: header.line,
  };
}

/** Statuses of 2.x under which the society has the work: what it repeats of it then is as the society has it. */
const TAKEN_IN = new Set(["RA", "AS", "AC", "DU", "NP"]);

/** The ISWC in the registration that an ACK repeats: the society may have put it there. */
function carriedIswc(status: string, records: readonly CwrRecord[]): AnswerDraft["iswc"] {
  const repeated = TAKEN_IN.has(status) ? records.find(({ type }) => type === "NWR" || type === "REV") : undefined;
  return repeated === undefined ? null : iswcOf(repeated);
}

/** An EXC in a group of its own says what one behind an ACK says of the work that it names: it is in conflict. */
function conflictOf(header: CwrRecord): AnswerDraft {
  const existingWork = existingWorkOf(header);
  return {
    ...{
      record: "EXC",
      status: "CO",
      isReadyForPayment: null,
      isOfWork: true,
      societyWorkCode: null,
      processedOn: null,
      iswc: null,
      messages: [],
      existingWork,
      line: header.line,
    },
    submitterWorkNumber: existingWork.number,
    title: existingWork.title,
  };
}

function existingWorkOf(record: CwrRecord): NonNullable<AnswerDraft["existingWork"]> {
  return { title: textOf(record, NWR.workTitle), number: textOf(record, NWR.submitterWorkNumber), iswc: iswcOf(record) };
}

function noticeOf(header: CwrRecord, line: number): AnswerDraft {
  return {
    ...{
      record: "ISW",
      status: "ISWC",
      isReadyForPayment: null,
      isOfWork: true,
      societyWorkCode: null,
      processedOn: null,
      messages: [],
      existingWork: null,
      line,
    },
    submitterWorkNumber: textOf(header, NWR.submitterWorkNumber),
    title: textOf(header, NWR.workTitle),
    iswc: iswcOf(header),
  };
}

/** An ACK may answer a whole file or an agreement: such a one says nothing of a work. */
function isOfWork(header: CwrRecord): boolean {
  return ["NWR", "REV", "ISW", "EXC", "WRK", "DRW", "ISR"].includes(textOf(header, ACK.originalTransactionType));
}

function messageOf(record: CwrRecord): AnswerMessageDraft {
  const [recordType, level, number] = [MSG.recordType, MSG.messageLevel, MSG.validationNumber].map((field) => textOf(record, field));
  return { rule: `${recordType}-${level}-${number}`, text: textOf(record, MSG.messageText) };
}

function iswcOf(record: CwrRecord): AnswerDraft["iswc"] {
  const parsed = parseIswc(textOf(record, NWR.iswc));
  return parsed.ok ? parsed.value : null;
}
