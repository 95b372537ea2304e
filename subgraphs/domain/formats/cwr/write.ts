import { invariant } from "../../invariant.ts";
import type { RightFamily } from "../../rights.ts";
import type { Figure } from "../../statements.ts";
import type { Field, Layout } from "../fixedWidth.ts";
import { fieldDigits, fieldText, layoutOfVersion, placeOf, restOf, writeFields } from "../fixedWidth.ts";
import type { CwrVersion } from "./layouts.ts";
import { findLayout, isThird, transactionTypes } from "./layouts.ts";
import { GRH, GRT, HDR, TRL } from "./layouts/control.ts";
import { HDR as THIRD_HDR } from "./layouts/third/control.ts";
import { PREFIX_WIDTH } from "./prefix.ts";
import type { CwrRecord } from "./transactions.ts";

/** One record to write: its type, its fields, and what follows the fields its layout knows. The prefix is numbered by the writer. */
export interface RecordDraft {
  readonly type: string;
  readonly values: ReadonlyMap<Field, string>;
  readonly rest?: string;
}

/** A record that was read at the full width of the version that is written: it goes out as it came, behind a prefix of its own. */
export interface SentRecord {
  readonly type: string;
  readonly sent: string;
}

/** Whose file it is. */
export interface CwrFileHeader {
  /** PB, SO, AA or WR. */
  readonly senderType: string;
  /** A society's three digits, or an IPI name number of up to eleven. */
  readonly senderId: string;
  readonly senderName: string;
  /** ISO instant; written as UTC. */
  readonly createdAt: string;
  /** `UTF-8` where the file holds more than ASCII; empty otherwise. */
  readonly characterSet?: string;
  /** 3.x: the file's name, which its header repeats. */
  readonly fileName?: string;
}

/**
 * Writes a CWR file piece by piece, byte-exact: every record at full width, CR LF, numbers counted. Each call answers the lines to append.
 * Encode them with encodeCwr. Fields of 2.x may be given for 3.x too, where the record has one that means the same.
 */
export class CwrFileWriter {
  readonly #version: CwrVersion;
  #groups = 0;
  #groupTransactions = 0;
  #groupRecords = 0;
  #transactions = 0;
  #records = 0;

  constructor(version: CwrVersion) {
    this.#version = version;
  }

  /** HDR. */
  open(header: CwrFileHeader): string {
    return this.#line("HDR", isThird(this.#version) ? thirdHeaderValues(header, this.#version) : headerValues(header, this.#version));
  }

  /** GRH of a group of one transaction type; every type has one group at most. */
  openGroup(type: string): string {
    this.#groups += 1;
    this.#groupTransactions = 0;
    this.#groupRecords = 0;
    const values = new Map<Field, string>([
      [GRH.recordType, "GRH"],
      [GRH.transactionType, type],
      [GRH.groupId, String(this.#groups)],
      [GRH.version, GROUP_VERSIONS[this.#version]],
    ]);
    return this.#line("GRH", values);
  }

  /** One transaction: its header record first. The records are numbered on from 0, also across a repeated NWR in an ACK. */
  transaction(records: readonly (RecordDraft | SentRecord)[]): string {
    const first = records[0];
    invariant(
      first !== undefined && transactionTypes(this.#version).has(first.type),
      `a transaction begins with its header, not ${first?.type ?? "nothing"}`,
    );
    const number = String(this.#groupTransactions).padStart(8, "0");
    this.#groupTransactions += 1;
    this.#transactions += 1;
    let lines = "";
    records.forEach((record, at) => {
      const prefix = `${record.type}${number}${String(at).padStart(8, "0")}`;
      lines += "sent" in record ? this.#counted(prefix + record.sent.slice(PREFIX_WIDTH)) : this.#detail(record, prefix);
    });
    return lines;
  }

  /** Takes transactions of the open group into the counts that a writer of their own wrote and numbered: their lines are appended as they are. */
  count({ transactions, records }: { readonly transactions: number; readonly records: number }): void {
    this.#groupTransactions += transactions;
    this.#transactions += transactions;
    this.#groupRecords += records;
    this.#records += records;
  }

  /** GRT. */
  closeGroup(): string {
    const values = new Map<Field, string>([
      [GRT.recordType, "GRT"],
      [GRT.groupId, String(this.#groups)],
      [GRT.transactionCount, String(this.#groupTransactions)],
      [GRT.recordCount, String(this.#groupRecords + 1)],
    ]);
    return this.#line("GRT", values);
  }

  /** TRL. */
  close(): string {
    const values = new Map<Field, string>([
      [TRL.recordType, "TRL"],
      [TRL.groupCount, String(this.#groups)],
      [TRL.transactionCount, String(this.#transactions)],
      [TRL.recordCount, String(this.#records + 1)],
    ]);
    return this.#line("TRL", values);
  }

  #detail({ type, values, rest }: RecordDraft, prefix: string): string {
    const layout = findLayout(type, this.#version);
    invariant(layout !== null, `CWR has no record ${type}`);
    const prefixField = layout.fields[0];
    invariant(prefixField?.width === PREFIX_WIDTH, `a record ${type} begins with the record prefix`);
    return this.#counted(prefix + this.#written(layout, values, 1) + (rest ?? ""));
  }

  #line(type: string, values: ReadonlyMap<Field, string>): string {
    const layout = findLayout(type, this.#version);
    invariant(layout !== null, `CWR has no record ${type}`);
    return this.#counted(this.#written(layout, values, 0));
  }

  /** The fields of a record from one of them on. */
  #written(layout: Layout, values: ReadonlyMap<Field, string>, from: number): string {
    const placed = layout.places === undefined ? values : placedIn(layout, values);
    return writeFields(layoutOfVersion(layout, this.#version), placed, from);
  }

  #counted(line: string): string {
    this.#records += 1;
    this.#groupRecords += 1;
    return `${line}\r\n`;
  }
}

/** What GRH says; 3.1 has no field for it. */
const GROUP_VERSIONS: Readonly<Record<CwrVersion, string>> = { "2.1": "02.10", "2.2": "02.20", "3.0": "03.00", "3.1": "" };

/** Values of fields that mean the same in another version, under the fields of this layout; what it has no field for is left out. */
function placedIn(layout: Layout, values: ReadonlyMap<Field, string>): Map<Field, string> {
  const placed = new Map<Field, string>();
  for (const [asked, value] of values) {
    const place = placeOf(layout, asked);
    if (place !== null) placed.set(place, value);
  }
  return placed;
}

/** A society has its number as its code; a code of a publisher has up to four signs, anything longer is its IPI name number. */
function thirdHeaderValues(header: CwrFileHeader, version: CwrVersion): Map<Field, string> {
  const [date, time] = dateAndTime(header.createdAt);
  const { senderId } = header;
  const code = header.senderType === "SO" ? senderId.padStart(4, "0") : senderId.length > 4 ? "" : senderId;
  return new Map<Field, string>([
    [THIRD_HDR.recordType, "HDR"],
    [THIRD_HDR.senderType, header.senderType],
    [THIRD_HDR.senderCode, code],
    [THIRD_HDR.senderName, header.senderName],
    [THIRD_HDR.senderIpiNameNumber, code === "" ? senderId : ""],
    [THIRD_HDR.creationDate, date],
    [THIRD_HDR.creationTime, time],
    [THIRD_HDR.transmissionDate, date],
    [THIRD_HDR.characterSet, header.characterSet ?? ""],
    [THIRD_HDR.version, version],
    [THIRD_HDR.revision, "000"],
    [THIRD_HDR.softwarePackage, "TUTTI"],
    [THIRD_HDR.fileName, header.fileName ?? ""],
  ]);
}

/** A sender's IPI name number of more than nine digits puts its first two into the field of the sender's type (CWR 2.2, 3.5). */
function headerValues(header: CwrFileHeader, version: CwrVersion): Map<Field, string> {
  const [date, time] = dateAndTime(header.createdAt);
  const id = header.senderId.replace(/^0+/, "");
  const long = header.senderType === "SO" || id.length <= HDR.senderId.width ? null : id.padStart(11, "0");
  const values = new Map<Field, string>([
    [HDR.recordType, "HDR"],
    [HDR.senderType, long === null ? header.senderType : long.slice(0, 2)],
    [HDR.senderId, long === null ? id : long.slice(2)],
    [HDR.senderName, header.senderName],
    [HDR.ediStandardVersionNumber, "01.10"],
    [HDR.creationDate, date],
    [HDR.creationTime, time],
    [HDR.transmissionDate, date],
    [HDR.characterSet, header.characterSet ?? ""],
  ]);
  if (version === "2.2") values.set(HDR.version, "2.2").set(HDR.revision, "1").set(HDR.softwarePackage, "TUTTI");
  return values;
}

/** An ISO instant as `YYYYMMDD` and `HHMMSS`, UTC. */
function dateAndTime(instant: string): readonly [date: string, time: string] {
  const digits = new Date(instant).toISOString().replace(/\D/g, "");
  return [digits.slice(0, 8), digits.slice(8, 14)];
}

/** A record that was read, to be written again: as it was sent where its line has the version's form, else field by field; null where its type is not known. */
export function repeated(record: CwrRecord, version: CwrVersion): RecordDraft | SentRecord | null {
  const { type, text, layout } = record;
  if (layout === null) return null;
  const { width, fields } = layoutOfVersion(layout, version);
  const isWhole = text.length === width && fields.every((one, at) => at === 0 || one.type === "TEXT" || fieldDigits(text, one) !== null);
  return isWhole ? { type, sent: text } : draftOfRecord(record);
}

/**
 * A family's share among figures in hundredths of a percent, as CWR's columns hold it; empty where none is stated. A third is 33.33: what CWR
 * cannot hold is left off, never added, and stays within its tolerance.
 */
export function hundredthsIn(figures: readonly Figure[], family: RightFamily): string {
  const share = figures.find(({ right }) => right === family)?.share;
  return share === undefined ? "" : String((share.numerator * 10_000n) / share.denominator);
}

/** A record that was read, to be written again with its fields as they came; null where its type is not known. */
export function draftOfRecord(record: CwrRecord): RecordDraft | null {
  const { type, text, layout } = record;
  if (layout === null) return null;
  // Numbers that hold spaces or other signs are written as zeros, as an empty number is.
  const values = layout.fields.slice(1).map((field) => {
    const value = fieldText(text, field);
    return [field, field.type === "TEXT" || /^\d*$/.test(value) ? value : ""] as const;
  });
  return { type, values: new Map(values), rest: restOf(text, layout) };
}

/** The bytes of written lines: UTF-8, which for ASCII is ASCII; in 3.x ISO 8859-1, its default, with `?` for what that lacks. Widths count characters. */
export function encodeCwr(lines: string, version: CwrVersion = "2.2"): Uint8Array {
  return isThird(version) ? Buffer.from(lines.replace(/[^\u0000-\u00ff]/g, "?"), "latin1") : Buffer.from(lines, "utf8");
}

/** `CW190001MPC_000.V21` (CWR 2.2, 3.1): sender and receiver are two or three letters of a publisher or three digits of a society; 000 is all. */
export function cwrFileName(file: {
  readonly year: number;
  readonly sequence: number;
  readonly sender: string;
  readonly receiver: string;
  readonly version: CwrVersion;
}): string {
  const { year, sequence, sender, receiver, version } = file;
  invariant(sequence >= 0 && sequence <= 9999, `a CWR file's number has four digits, not ${sequence}`);
  const [yy, nnnn] = [String(year % 100).padStart(2, "0"), String(sequence).padStart(4, "0")];
  return `CW${yy}${nnnn}${sender}_${receiver}.V${version.replace(".", "")}`;
}
