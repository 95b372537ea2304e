import type { Problem } from "../../outcome.ts";
import type { LocalDate } from "../../period.ts";
import type { Field } from "../fixedWidth.ts";
import { fieldText, placeOf } from "../fixedWidth.ts";
import type { CheckedTransaction } from "./check.ts";
import type { CwrVersion } from "./layouts.ts";
import { isThird } from "./layouts.ts";
import { ACK, AGR, MSG } from "./layouts/control.ts";
import { ACK as THIRD_ACK } from "./layouts/third/control.ts";
import { NWR } from "./layouts/works.ts";
import { readThirdFileName } from "./fileName.ts";
import type { CwrHeader, CwrRecord, CwrTransaction } from "./transactions.ts";
import type { RecordDraft } from "./write.ts";
import { CwrFileWriter, repeated } from "./write.ts";

/** CWR 2.x transaction status. AS means ready for payment; CO a conflict; NP that the recipient has no part in the work. */
export type AcknowledgementStatus = "RA" | "AS" | "AC" | "RJ" | "CO" | "DU" | "NP";

/**
 * Whether an acknowledgement can be written in a version: of 3.0 neither a table nor a sample shows its layout. In 3.1 it is the technical
 * one, ACK1: accepted (RA) or rejected (RJ), no participation (NP). What a society decides of the claims (ACK2: conflict, ready for payment or
 * not) it says itself.
 */
export function canAcknowledge(version: CwrVersion | null): boolean {
  return version !== "3.0";
}

/** What an acknowledgement file answers. */
export interface AcknowledgementFile {
  /** The header of the file that is answered. */
  readonly original: Pick<CwrHeader, "creationDate" | "creationTime"> & Partial<Pick<CwrHeader, "fileName" | "senderId">>;
  /** The society that answers, `052`, and its name. */
  readonly society: string;
  readonly societyName: string;
  /** ISO instant. */
  readonly createdAt: string;
  readonly version: CwrVersion;
  /** The day the recipient processed the file. */
  readonly processedOn: LocalDate;
  /** Repeats the transaction's own records behind each ACK, as the standard wants it in 2.x; on unless switched off. Never in 3.1. */
  readonly echo?: boolean;
}

/** The answer to one transaction. */
export interface TransactionAnswer {
  readonly transaction: CwrTransaction;
  readonly problems: readonly Problem[];
  readonly status: AcknowledgementStatus;
  /** The work's number here, where it was accepted. */
  readonly recipientWorkNumber: string | null;
}

/**
 * Writes an acknowledgement (CWR 2.2, ACK and MSG) piece by piece, in flat memory: `open`, `add` for every transaction in the order of the file,
 * `close`. Each call answers lines to append.
 */
export class AcknowledgementWriter {
  readonly #file: AcknowledgementFile;
  readonly #writer: CwrFileWriter;

  constructor(file: AcknowledgementFile) {
    this.#file = file;
    this.#writer = new CwrFileWriter(file.version);
  }

  open(): string {
    const { society, societyName, createdAt } = this.#file;
    const fileName = ackFileName(this.#file);
    return (
      this.#writer.open({ senderType: "SO", senderId: society, senderName: societyName, createdAt, fileName }) +
      this.#writer.openGroup("ACK")
    );
  }

  /** ACK with its messages, then the transaction as it was sent. */
  add(answer: TransactionAnswer): string {
    const { transaction, problems } = answer;
    const echo =
      this.#file.echo === false || isThird(this.#file.version)
        ? []
        : transaction.records.flatMap((record) => repeated(record, this.#file.version) ?? []);
    return this.#writer.transaction([this.#acknowledgement(answer), ...messagesOf(transaction, problems, this.#file.version), ...echo]);
  }

  /** The answer to a file that was refused as a whole: one ACK for its header, with the reasons. */
  refuseFile(problems: readonly Problem[]): string {
    const values = this.#common({ group: "0", number: "0", type: "HDR", status: "RJ" });
    const messages = problems
      .slice(0, MESSAGES_MAX)
      .map((problem) => messageOf(problem, { type: "E", record: 0, recordType: problem.record ?? "HDR" }, this.#file.version));
    return this.#writer.transaction([{ type: "ACK", values }, ...messages]);
  }

  close(): string {
    return this.#writer.closeGroup() + this.#writer.close();
  }

  #acknowledgement({ transaction, status, recipientWorkNumber }: TransactionAnswer): RecordDraft {
    const { group, header, number, index, type } = transaction;
    const values = this.#common({
      group: /^\d+$/.test(group.statedId) ? group.statedId : String(group.index),
      number: String(number ?? index),
      type,
      status,
    });
    if (header !== null) {
      const [title, workNumber] = type === "AGR" ? [null, AGR.submitterAgreementNumber] : [NWR.workTitle, NWR.submitterWorkNumber];
      if (title !== null) values.set(ACK.creationTitle, sentText(header, title));
      values.set(ACK.submitterCreationNumber, sentText(header, workNumber));
    }
    values.set(ACK.recipientCreationNumber, recipientWorkNumber ?? "");
    return { type: "ACK", values };
  }

  #common(answer: { group: string; number: string; type: string; status: AcknowledgementStatus }): Map<Field, string> {
    const { original, processedOn, version } = this.#file;
    const status = isThird(version) ? technical(answer.status) : answer.status;
    const named = isThird(version) ? [[THIRD_ACK.submissionFileName, original.fileName ?? ""] as const] : [];
    return new Map<Field, string>([
      ...named,
      [ACK.creationDate, digitsOnly(original.creationDate)],
      [ACK.creationTime, digitsOnly(original.creationTime)],
      [ACK.originalGroupId, answer.group],
      [ACK.originalTransactionSequenceNumber, answer.number],
      [ACK.originalTransactionType, answer.type],
      [ACK.processingDate, processedOn.replaceAll("-", "")],
      [ACK.transactionStatus, status],
    ]);
  }
}

/** The status of an ACK1 (CWR 3.1): whether what was sent can be used, and no more. */
function technical(status: AcknowledgementStatus): AcknowledgementStatus {
  return status === "RJ" || status === "NP" ? status : "RA";
}

/** Ours: the number of the file that is answered, for nobody here counts what is sent. */
function ackFileName({ original, society, createdAt }: AcknowledgementFile): string {
  const named = readThirdFileName(original.fileName ?? "");
  const number = String(named?.number ?? 0).padStart(4, "0");
  const receiver = named?.sender ?? (original.senderId !== undefined && original.senderId.length <= 4 ? original.senderId : "0000");
  return `CW${createdAt.slice(2, 4)}${number}${society}_${receiver}_V3-1-0.ACK1`;
}

/** A field as it was sent, whatever a rule put in its place. */
function sentText({ text, layout }: CwrRecord, field: Field): string {
  const place = placeOf(layout, field);
  return place === null ? "" : fieldText(text, place);
}

/** An acknowledgement of few transactions as one text. */
export function writeAcknowledgement(file: AcknowledgementFile, answers: readonly TransactionAnswer[]): string {
  const writer = new AcknowledgementWriter(file);
  return writer.open() + answers.map((answer) => writer.add(answer)).join("") + writer.close();
}

/** The status that the checks alone suggest; a conflict or a duplicate is known only after storing. */
export function statusOf({ rejected, changed }: Pick<CheckedTransaction, "rejected" | "changed">): AcknowledgementStatus {
  if (rejected) return "RJ";
  return changed ? "AC" : "AS";
}

const MESSAGES_MAX = 100;

/** One MSG for each problem that had an effect; what is only information has no message type in CWR. */
function messagesOf(transaction: CwrTransaction, problems: readonly Problem[], version: CwrVersion): RecordDraft[] {
  const effective = problems.filter(({ severity }) => severity !== undefined && severity !== "INFO");
  return effective.slice(0, MESSAGES_MAX).map((problem) => {
    const record = transaction.records.find(({ line }) => line === problem.line);
    const recordType = problem.record !== undefined && /^[A-Z][A-Z0-9]{2}$/.test(problem.record) ? problem.record : transaction.type;
    const place = { type: MESSAGE_TYPES[problem.severity ?? "FR"] ?? "F", record: record?.index ?? 0, recordType };
    return messageOf(problem, place, version);
  });
}

/** Faults of numbering (ER, GR) reject nothing of a file that is read: the number alone is not used, which is what F says. */
const MESSAGE_TYPES: Readonly<Record<string, string>> = { TR: "T", RR: "R", FR: "F", ER: "F", GR: "F" };

function messageOf(
  { code, message, field }: Problem,
  place: { type: string; record: number; recordType: string },
  version: CwrVersion,
): RecordDraft {
  // The standard's key of the rule, where its words were read; 000 stands for a rule of ours, and for one of 2.x in 3.x: the text names it.
  const official = isThird(version) ? null : /^[A-Z]{3}-([EGTRF])-(\d{3})$/.exec(code);
  const values = new Map<Field, string>([
    [MSG.messageType, place.type],
    [MSG.originalRecordSequenceNumber, String(place.record)],
    [MSG.recordType, place.recordType],
    [MSG.messageLevel, official?.[1] ?? (field === undefined ? "T" : "F")],
    [MSG.validationNumber, official?.[2] ?? "000"],
    [MSG.messageText, official === null ? `${code}: ${message}` : message],
  ]);
  return { type: "MSG", values };
}

function digitsOnly(text: string): string {
  return /^\d+$/.test(text) ? text : "";
}
