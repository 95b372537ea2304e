import type { Problem } from "../../outcome.ts";
import type { LocalDate } from "../../period.ts";
import type { Field } from "../fixedWidth.ts";
import { fieldText } from "../fixedWidth.ts";
import type { CheckedTransaction } from "./check.ts";
import type { CwrVersion } from "./layouts.ts";
import { ACK, AGR, MSG } from "./layouts/control.ts";
import { NWR } from "./layouts/works.ts";
import type { CwrHeader, CwrTransaction } from "./transactions.ts";
import type { RecordDraft } from "./write.ts";
import { CwrFileWriter, repeated } from "./write.ts";

/** CWR 2.x transaction status. AS means ready for payment; CO a conflict; NP that the recipient has no part in the work. */
export type AcknowledgementStatus = "RA" | "AS" | "AC" | "RJ" | "CO" | "DU" | "NP";

/** What an acknowledgement file answers. */
export interface AcknowledgementFile {
  /** The header of the file that is answered. */
  readonly original: Pick<CwrHeader, "creationDate" | "creationTime">;
  /** The society that answers, `052`, and its name. */
  readonly society: string;
  readonly societyName: string;
  /** ISO instant. */
  readonly createdAt: string;
  readonly version: CwrVersion;
  /** The day the recipient processed the file. */
  readonly processedOn: LocalDate;
  /** Repeats the transaction's own records behind each ACK, as the standard wants it; on unless switched off. */
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
    return this.#writer.open({ senderType: "SO", senderId: society, senderName: societyName, createdAt }) + this.#writer.openGroup("ACK");
  }

  /** ACK with its messages, then the transaction as it was sent. */
  add(answer: TransactionAnswer): string {
    const { transaction, problems } = answer;
    const echo = this.#file.echo === false ? [] : transaction.records.flatMap((record) => repeated(record, this.#file.version) ?? []);
    return this.#writer.transaction([this.#acknowledgement(answer), ...messagesOf(transaction, problems), ...echo]);
  }

  /** The answer to a file that was refused as a whole: one ACK for its header, with the reasons. */
  refuseFile(problems: readonly Problem[]): string {
    const values = this.#common({ group: "0", number: "0", type: "HDR", status: "RJ" });
    const messages = problems
      .slice(0, MESSAGES_MAX)
      .map((problem) => messageOf(problem, { type: "E", record: 0, recordType: problem.record ?? "HDR" }));
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
      if (title !== null) values.set(ACK.creationTitle, fieldText(header.text, title));
      values.set(ACK.submitterCreationNumber, fieldText(header.text, workNumber));
    }
    values.set(ACK.recipientCreationNumber, recipientWorkNumber ?? "");
    return { type: "ACK", values };
  }

  #common(answer: { group: string; number: string; type: string; status: AcknowledgementStatus }): Map<Field, string> {
    const { original, processedOn } = this.#file;
    return new Map<Field, string>([
      [ACK.creationDate, digitsOnly(original.creationDate)],
      [ACK.creationTime, digitsOnly(original.creationTime)],
      [ACK.originalGroupId, answer.group],
      [ACK.originalTransactionSequenceNumber, answer.number],
      [ACK.originalTransactionType, answer.type],
      [ACK.processingDate, processedOn.replaceAll("-", "")],
      [ACK.transactionStatus, answer.status],
    ]);
  }
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
function messagesOf(transaction: CwrTransaction, problems: readonly Problem[]): RecordDraft[] {
  const effective = problems.filter(({ severity }) => severity !== undefined && severity !== "INFO");
  return effective.slice(0, MESSAGES_MAX).map((problem) => {
    const record = transaction.records.find(({ line }) => line === problem.line);
    const recordType = problem.record !== undefined && /^[A-Z][A-Z0-9]{2}$/.test(problem.record) ? problem.record : transaction.type;
    return messageOf(problem, { type: MESSAGE_TYPES[problem.severity ?? "FR"] ?? "F", record: record?.index ?? 0, recordType });
  });
}

/** Faults of numbering (ER, GR) reject nothing of a file that is read: the number alone is not used, which is what F says. */
const MESSAGE_TYPES: Readonly<Record<string, string>> = { TR: "T", RR: "R", FR: "F", ER: "F", GR: "F" };

function messageOf({ code, message, field }: Problem, place: { type: string; record: number; recordType: string }): RecordDraft {
  // The standard's key of the rule, where its words were read; 000 stands for a rule of ours, which the text names.
  const official = /^[A-Z]{3}-([EGTRF])-(\d{3})$/.exec(code);
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
