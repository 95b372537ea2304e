import type { Problem } from "../../outcome.ts";
import { fieldDigits } from "../fixedWidth.ts";
import { layoutOfLine, transactionTypes } from "./layouts.ts";
import { RECORD_NUMBER, RECORD_TYPE, TRANSACTION_NUMBER } from "./prefix.ts";
import type { CwrGroup, CwrRecord, CwrTransaction, Fault } from "./transactions.ts";
import { recordProblem, shown } from "./transactions.ts";

/** A transaction with more records is rejected: the bound keeps memory flat. Real ones have some hundreds at most. */
const RECORDS_MAX = 10_000;
/** More problems of one transaction tell nobody more. */
const PROBLEMS_MAX = 200;

/**
 * Makes transactions out of the lines of one group by their prefixes (CWR 2.2, 2.1 record prefixes). House rule: a line whose type or numbers
 * cannot be read rejects its transaction only; numbers that can be read but are wrong are reported, and the record stands where it stands.
 */
export class TransactionAssembler {
  #current: Draft | null = null;
  #count = 0;
  readonly #group: CwrGroup;

  constructor(group: CwrGroup) {
    this.#group = group;
  }

  get count(): number {
    return this.#count;
  }

  /** Takes one line; answers the transaction before it, where the line begins another. */
  line(line: number, text: string): CwrTransaction | null {
    const prefix = readPrefix(text);
    const before = this.#begins(prefix) ? this.finish() : null;
    if (this.#current === null) {
      this.#current = new Draft(this.#group, { index: this.#count, line, previousNumber: this.#lastNumber });
      this.#count += 1;
    }
    this.#current.add(line, text, prefix);
    return before;
  }

  /** The last transaction of the group, if any. */
  finish(): CwrTransaction | null {
    const done = this.#current?.done() ?? null;
    if (done !== null) this.#lastNumber = done.number;
    this.#current = null;
    return done;
  }

  #lastNumber: number | null = null;

  #begins(prefix: Prefix): boolean {
    const current = this.#current;
    if (current === null) return false;
    if (this.#isHeader(prefix.type)) return true;
    if (!prefix.readable) return prefix.record === 0;
    // The header of the next transaction is missing: neither the transaction's number nor the record's goes on from the line before.
    return (
      prefix.transaction !== null && !current.owns(prefix.transaction) && prefix.record !== null && prefix.record !== current.nextRecord
    );
  }

  /** In an acknowledgement the repeated NWR and EXC go on with the numbers of the ACK (CWR 2.2, 2.1, note 1). */
  #isHeader(type: string): boolean {
    return this.#group.type === "ACK" ? type === "ACK" : transactionTypes(this.#group.version).has(type);
  }
}

interface Prefix {
  readonly type: string;
  readonly readable: boolean;
  readonly transaction: number | null;
  readonly record: number | null;
}

function readPrefix(text: string): Prefix {
  const type = text.slice(0, 3).padEnd(3, " ");
  return {
    type,
    readable: /^[A-Z][A-Z0-9]{2}$/.test(type),
    transaction: fieldDigits(text, TRANSACTION_NUMBER),
    record: fieldDigits(text, RECORD_NUMBER),
  };
}

/** A transaction while its lines come. */
class Draft {
  readonly #group: CwrGroup;
  readonly #index: number;
  readonly #line: number;
  readonly #previousNumber: number | null;
  readonly #records: CwrRecord[] = [];
  readonly #problems: Problem[] = [];
  #header: CwrRecord | null = null;
  #number: number | null = null;
  #rejected = false;
  #lines = 0;
  #lastRecord: number | null = null;

  constructor(group: CwrGroup, { index, line, previousNumber }: { index: number; line: number; previousNumber: number | null }) {
    this.#group = group;
    this.#index = index;
    this.#line = line;
    this.#previousNumber = previousNumber;
  }

  /** The number that the next record should have, by the line before. */
  get nextRecord(): number {
    return this.#lastRecord === null ? this.#lines : this.#lastRecord + 1;
  }

  /** Whether a transaction number means this transaction: as its header states it, or as its place in the group has it. */
  owns(number: number): boolean {
    return number === this.#number || number === this.#index || (this.#previousNumber !== null && number === this.#previousNumber + 1);
  }

  add(line: number, text: string, prefix: Prefix): void {
    const record: CwrRecord = {
      type: prefix.type,
      line,
      text,
      layout: prefix.readable ? layoutOfLine(text, prefix.type, this.#group.version) : null,
      index: this.#lines,
    };
    if (this.#lines === 0) this.#addFirst(record, prefix);
    else this.#checkNumbers(record, prefix);
    if (this.#lines === RECORDS_MAX) {
      this.#report(record, "CWR_TRANSACTION_SIZE", {
        severity: "TR",
        message: `The transaction has more than ${RECORDS_MAX} records; split it.`,
      });
    }
    if (this.#lines < RECORDS_MAX) this.#records.push(record);
    this.#lines += 1;
    this.#lastRecord = prefix.record;
  }

  done(): CwrTransaction {
    return {
      type: this.#header?.type ?? this.#group.type,
      group: this.#group,
      index: this.#index,
      number: this.#number,
      line: this.#line,
      header: this.#header,
      records: this.#records,
      problems: this.#problems,
      rejected: this.#rejected,
    };
  }

  #addFirst(record: CwrRecord, prefix: Prefix): void {
    if (!transactionTypes(this.#group.version).has(prefix.type)) {
      const message = `The transaction begins with ${shown(prefix.type)}; its first record should be ${this.#group.type}.`;
      this.#report(record, "CWR_TRANSACTION_HEADER", { severity: "TR", message, field: RECORD_TYPE });
      return;
    }
    this.#header = record;
    this.#number = prefix.transaction;
    if (prefix.type !== this.#group.type) {
      const message = `A transaction of type ${prefix.type} stands in the group of ${this.#group.type}; it belongs into a group of its own type.`;
      this.#report(record, "NWR-T-022", { severity: "GR", message, field: RECORD_TYPE });
    }
    this.#checkHeaderNumbers(record, prefix);
  }

  #checkHeaderNumbers(record: CwrRecord, { transaction, record: number }: Prefix): void {
    const right = this.#index;
    if (transaction === null) {
      const message = `The transaction number ${shown(record.text.slice(3, 11))} cannot be read; ${eight(right)} would be right.`;
      this.#report(record, "CWR_TRANSACTION_NUMBER", { severity: "TR", message, field: TRANSACTION_NUMBER });
    } else if (transaction !== right && (this.#previousNumber === null || transaction !== this.#previousNumber + 1)) {
      const message = `The transaction number is ${eight(transaction)}; ${eight(right)} would be right. It is read by its place.`;
      this.#report(record, "CWR_TRANSACTION_SEQUENCE", { severity: "ER", message, field: TRANSACTION_NUMBER });
    }
    if (number === null) this.#unreadableRecordNumber(record, 0);
    else if (number !== 0) {
      const message = `The record number of the transaction's header is ${eight(number)}; ${eight(0)} would be right.`;
      this.#report(record, "CWR_RECORD_SEQUENCE", { severity: "ER", message, field: RECORD_NUMBER });
    }
  }

  #checkNumbers(record: CwrRecord, prefix: Prefix): void {
    const { type, readable, transaction, record: number } = prefix;
    if (!readable) {
      const message = `The record type ${shown(type)} cannot be read; three letters such as SPU would be right.`;
      this.#report(record, "CWR_RECORD_TYPE", { severity: "TR", message, field: RECORD_TYPE });
    } else if (record.layout === null) {
      const message = `The layout of ${type} is not known in CWR ${this.#group.version}; the line is kept as it is and not interpreted.`;
      this.#report(record, "CWR_RECORD_UNKNOWN", { severity: "INFO", message, field: RECORD_TYPE });
    }
    if (transaction === null) {
      const message = `The transaction number ${shown(record.text.slice(3, 11))} cannot be read; ${eight(this.#number ?? this.#index)} would be right.`;
      this.#report(record, "CWR_TRANSACTION_NUMBER", { severity: "TR", message, field: TRANSACTION_NUMBER });
    } else if (!this.owns(transaction)) {
      const message = `The record states transaction ${eight(transaction)}; ${eight(this.#number ?? this.#index)} would be right. It stays where it stands.`;
      this.#report(record, "CWR_TRANSACTION_SEQUENCE", { severity: "ER", message, field: TRANSACTION_NUMBER });
    }
    if (number === null) this.#unreadableRecordNumber(record, this.#lines);
    else if (number !== this.#lines && number !== this.nextRecord) {
      const message = `The record number is ${eight(number)}; ${eight(this.#lines)} would be right. The record stays where it stands.`;
      this.#report(record, "CWR_RECORD_SEQUENCE", { severity: "ER", message, field: RECORD_NUMBER });
    }
  }

  #unreadableRecordNumber(record: CwrRecord, right: number): void {
    const message = `The record number ${shown(record.text.slice(11, 19))} cannot be read; ${eight(right)} would be right.`;
    this.#report(record, "CWR_RECORD_NUMBER", { severity: "TR", message, field: RECORD_NUMBER });
  }

  #report(record: CwrRecord, code: string, fault: Fault): void {
    if (fault.severity === "TR") this.#rejected = true;
    if (this.#problems.length < PROBLEMS_MAX) this.#problems.push(recordProblem(record, code, fault));
  }
}

function eight(number: number): string {
  return String(number).padStart(8, "0");
}
