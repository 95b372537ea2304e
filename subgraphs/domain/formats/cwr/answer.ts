import type { AnswerDraft, AnswerMessageDraft } from "../../drafts.ts";
import { parseIswc } from "../../identifiers/iswc.ts";
import { invariant } from "../../invariant.ts";
import type { CheckContext, CheckedTransaction } from "./check.ts";
import { checkRecords, Findings } from "./checkRecords.ts";
import { FR, iswc, TR } from "./commonRules.ts";
import type { FieldRule } from "./fieldRules.ts";
import { dated, dateOf, entered, listed, numeric, where } from "./fieldRules.ts";
import { TRANSACTION_TYPES, WORK_RECORDS } from "./layouts.ts";
import { ACK, MSG } from "./layouts/control.ts";
import { NWR } from "./layouts/works.ts";
import { LOOKUPS } from "./lookups.ts";
import { partiesOf } from "./picture.ts";
import type { CwrRecord, CwrTransaction } from "./transactions.ts";
import { textOf } from "./transactions.ts";

/** Behind an ACK: its messages, the transaction it answers, and the existing work that is in its way (EXC). */
const ALLOWED: ReadonlySet<string> = new Set(["MSG", ...WORK_RECORDS, ...TRANSACTION_TYPES, "TER", "IPA", "NPA"]);

/** SR (split copyright) stands in the files of older software, and in no list of 2.x. */
const STATUSES: ReadonlySet<string> = new Set([...LOOKUPS.transactionStatus, "SR"]);

const ACK_RULES: readonly FieldRule[] = [
  listed("CWR_ANSWER_STATUS", ACK.transactionStatus, { ...TR, list: STATUSES, mandatory: true }),
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

const OF_ACKNOWLEDGEMENTS = {
  allowed: ALLOWED,
  fields: new Map([
    ["ACK", ACK_RULES],
    ["MSG", MSG_RULES],
  ]),
};
const OF_NOTICES = {
  allowed: WORK_RECORDS,
  fields: new Map([
    ["ISW", ISW_RULES],
    ["EXC", EXC_RULES],
  ]),
};

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
  const rules = transaction.type === "ACK" ? OF_ACKNOWLEDGEMENTS : OF_NOTICES;
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
  return {
    record: "ACK",
    status: textOf(header, ACK.transactionStatus),
    isOfWork: isOfWork(header),
    submitterWorkNumber: textOf(header, ACK.submitterCreationNumber),
    title: textOf(header, ACK.creationTitle),
    societyWorkCode: textOf(header, ACK.recipientCreationNumber) || null,
    processedOn: dateOf(textOf(header, ACK.processingDate)),
    iswc: null,
    messages: records.filter(({ type }) => type === "MSG").map(messageOf),
    existingWork: existing === undefined ? null : existingWorkOf(existing),
    line: header.line,
  };
}

/** An EXC in a group of its own says what one behind an ACK says of the work that it names: it is in conflict. */
function conflictOf(header: CwrRecord): AnswerDraft {
  const existingWork = existingWorkOf(header);
  return {
    ...{
      record: "EXC",
      status: "CO",
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
    ...{ record: "ISW", status: "ISWC", isOfWork: true, societyWorkCode: null, processedOn: null, messages: [], existingWork: null, line },
    submitterWorkNumber: textOf(header, NWR.submitterWorkNumber),
    title: textOf(header, NWR.workTitle),
    iswc: iswcOf(header),
  };
}

/** An ACK may answer a whole file or an agreement: such a one says nothing of a work. */
function isOfWork(header: CwrRecord): boolean {
  return ["NWR", "REV", "ISW", "EXC"].includes(textOf(header, ACK.originalTransactionType));
}

function messageOf(record: CwrRecord): AnswerMessageDraft {
  const [recordType, level, number] = [MSG.recordType, MSG.messageLevel, MSG.validationNumber].map((field) => textOf(record, field));
  return { rule: `${recordType}-${level}-${number}`, text: textOf(record, MSG.messageText) };
}

function iswcOf(record: CwrRecord): AnswerDraft["iswc"] {
  const parsed = parseIswc(textOf(record, NWR.iswc));
  return parsed.ok ? parsed.value : null;
}
