import type { Problem } from "../../outcome.ts";
import type { Field } from "../fixedWidth.ts";
import { fieldText } from "../fixedWidth.ts";
import { TransactionAssembler } from "./assemble.ts";
import { readGroup, readHeader } from "./headers.ts";
import type { CwrVersion } from "./layouts.ts";
import { GRH, GRT, TRL } from "./layouts/control.ts";
import type { CwrReadOptions } from "./read.ts";
import type { CwrEvent, CwrGroup, CwrHeader, CwrTransaction, Fault } from "./transactions.ts";
import { recordProblem, shown } from "./transactions.ts";

/** More problems of one file tell nobody more; the verdict says when there were more. */
const PROBLEMS_MAX = 1000;

/**
 * The frame of a file: HDR, groups of GRH … GRT, TRL (CWR 2.2, 3). House rules: a file whose HDR, GRH, GRT or TRL is missing, whose version
 * cannot be read or that ends early is broken and refused whole; wrong group numbers and counts are reported with their official severity and
 * refuse nothing, unless reading is strict.
 */
export class CwrEnvelope {
  readonly #options: CwrReadOptions;
  readonly #problems: Problem[] = [];
  readonly #refusedGroups = new Set<number>();
  readonly #types = new Set<string>();
  #state: "START" | "BETWEEN" | "GROUP" | "DONE" = "START";
  #header: CwrHeader | null = null;
  #headerVersion: CwrVersion | null = null;
  #group: CwrGroup | null = null;
  #assembler: TransactionAssembler | null = null;
  #groups = 0;
  #transactions = 0;
  #records = 0;
  #groupRecords = 0;
  #problemCount = 0;
  #line = 0;
  #broken = false;
  #hopeless = false;
  #fileFault = false;

  constructor(options: CwrReadOptions) {
    this.#options = options;
  }

  /** How the bytes of the next line are to be read. */
  get encoding(): { readonly characterSet: string; readonly version: CwrVersion } {
    return { characterSet: this.#header?.characterSet ?? "", version: this.#group?.version ?? this.#headerVersion ?? "2.2" };
  }

  /** True where reading on makes no sense: the file is no CWR file that is read here. */
  get hopeless(): boolean {
    return this.#hopeless;
  }

  /** Takes one line of the file; blank lines and the end-of-file sign of old systems are skipped. */
  line(line: number, text: string, events: CwrEvent[]): void {
    this.#line = line;
    if (text.trim() === "" || text === "\u001a") return;
    this.#records += 1;
    this.#groupRecords += 1;
    const type = text.slice(0, 3);
    if (this.#state === "START") this.#start(type, text, events);
    else if (this.#state === "DONE")
      this.#break(
        type,
        { code: "CWR_AFTER_TRAILER", message: "The file goes on after its trailer TRL; one file holds one HDR … TRL." },
        events,
      );
    else if (type === "GRH") this.#openGroup(text, events);
    else if (type === "GRT") this.#closeGroup(text, events);
    else if (type === "TRL") this.#closeFile(text, events);
    else if (type === "HDR")
      this.#break(type, { code: "CWR_HEADER_REPEATED", message: "A second header HDR stands inside the file; one file has one." }, events);
    else this.#detail(type, text, events);
  }

  lineTooLong(line: number, bytes: number, events: CwrEvent[]): void {
    this.#line = line;
    this.#hopeless = true;
    this.#break(
      "",
      { code: "CWR_LINE_TOO_LONG", message: `The line is longer than ${bytes} bytes; the longest record of CWR has 663 characters.` },
      events,
    );
  }

  /** The first bytes show that the file is in a form that is not read here. */
  notPlainText(message: string, events: CwrEvent[]): void {
    this.#line = 1;
    this.#hopeless = true;
    this.#break("", { code: "CWR_NOT_PLAIN_TEXT", message }, events);
  }

  /** Says what is still missing, and the verdict. */
  end(events: CwrEvent[]): void {
    const place = `The file ends after line ${this.#line}`;
    if (this.#state === "START" && !this.#hopeless)
      this.#break("HDR", { code: "CWR_HEADER_MISSING", message: "The file is empty; its first record should be the header HDR." }, events);
    if (this.#state === "GROUP") {
      this.#emit(this.#assembler?.finish() ?? null, events);
      this.#break(
        "GRT",
        {
          code: "CWR_GROUP_TRAILER_MISSING",
          message: `${place} inside a group: its trailer GRT and the file's trailer TRL are missing. It was cut off: send it whole.`,
        },
        events,
      );
    }
    if (this.#state === "BETWEEN" && !this.#hopeless)
      this.#break(
        "TRL",
        { code: "CWR_TRAILER_MISSING", message: `${place} without the trailer TRL: it was cut off. Send it whole.` },
        events,
      );
    const strict = this.#options.strict === true;
    events.push({
      kind: "end",
      verdict: {
        refused: this.#broken || (strict && this.#fileFault),
        broken: this.#broken,
        refusedGroups: strict ? [...this.#refusedGroups] : [],
        header: this.#header,
        version: this.#group?.version ?? this.#headerVersion,
        groups: this.#groups,
        transactions: this.#transactions,
        records: this.#records,
        problems: this.#problems,
      },
    });
  }

  #start(type: string, text: string, events: CwrEvent[]): void {
    if (type !== "HDR") {
      this.#hopeless = true;
      const message = `The file begins with ${shown(printable(type))}; the first record of a CWR file is the header HDR.`;
      this.#break(type, { code: "CWR_HEADER_MISSING", message }, events);
      return;
    }
    this.#state = "BETWEEN";
    const { header, version, refusal, faults } = readHeader(text, this.#line, this.#options.fileName ?? "");
    this.#header = header;
    this.#headerVersion = version;
    if (refusal !== null) {
      this.#hopeless = true;
      this.#break("HDR", refusal, events);
      return;
    }
    events.push({ kind: "header", header });
    for (const fault of faults) this.#report("HDR", fault, events);
  }

  #openGroup(text: string, events: CwrEvent[]): void {
    if (this.#state === "GROUP") {
      this.#emit(this.#assembler?.finish() ?? null, events);
      this.#break(
        "GRH",
        { code: "CWR_GROUP_TRAILER_MISSING", message: "A group begins before the trailer GRT of the group before it." },
        events,
      );
    }
    this.#groups += 1;
    this.#groupRecords = 1;
    this.#state = "GROUP";
    const { group, refusal, faults } = readGroup(text, { line: this.#line, index: this.#groups, headerVersion: this.#headerVersion });
    this.#group = group;
    if (this.#types.has(group.type)) {
      const message = `A second group holds transactions of type ${group.type}; one group for each type would be right.`;
      faults.push({ code: "CWR_GROUP_TYPE_REPEATED", severity: "GR", field: GRH.transactionType, message });
    }
    this.#types.add(group.type);
    this.#assembler = new TransactionAssembler(group);
    events.push({ kind: "group", group });
    for (const fault of faults) this.#report("GRH", fault, events);
    if (refusal !== null) this.#break("GRH", refusal, events);
  }

  #detail(type: string, text: string, events: CwrEvent[]): void {
    if (this.#assembler === null || this.#state !== "GROUP") {
      const message = `A record ${shown(printable(type))} stands outside of a group; the group header GRH is missing before it.`;
      // One report for all such lines: each says the same.
      if (!this.#broken) this.#break(type, { code: "CWR_GROUP_HEADER_MISSING", message }, events);
      return;
    }
    this.#emit(this.#assembler.line(this.#line, text), events);
  }

  #closeGroup(text: string, events: CwrEvent[]): void {
    const group = this.#group;
    if (this.#state !== "GROUP" || group === null) {
      this.#break(
        "GRT",
        { code: "CWR_GROUP_HEADER_MISSING", message: "A group trailer GRT stands without a group header GRH before it." },
        events,
      );
      return;
    }
    this.#emit(this.#assembler?.finish() ?? null, events);
    this.#state = "BETWEEN";
    const transactions = this.#assembler?.count ?? 0;
    if (fieldText(text, GRT.groupId) !== group.statedId) this.#wrong(text, ["GRT", "GRT-F-001", GRT.groupId, group.statedId], events);
    this.#compare(text, ["GRT", "GRT-F-002", GRT.transactionCount, transactions], events);
    this.#compare(text, ["GRT", "GRT-F-003", GRT.recordCount, this.#groupRecords], events);
  }

  #closeFile(text: string, events: CwrEvent[]): void {
    if (this.#state === "GROUP") {
      this.#emit(this.#assembler?.finish() ?? null, events);
      this.#break(
        "TRL",
        { code: "CWR_GROUP_TRAILER_MISSING", message: "The file's trailer TRL stands before the trailer GRT of its last group." },
        events,
      );
    } else if (this.#groups === 0) {
      this.#break(
        "TRL",
        { code: "CWR_GROUP_HEADER_MISSING", message: "The file has no group: between HDR and TRL at least one GRH … GRT is expected." },
        events,
      );
    }
    this.#state = "DONE";
    this.#compare(text, ["TRL", "TRL-F-001", TRL.groupCount, this.#groups], events);
    this.#compare(text, ["TRL", "TRL-F-002", TRL.transactionCount, this.#transactions], events);
    this.#compare(text, ["TRL", "TRL-F-003", TRL.recordCount, this.#records], events);
  }

  #compare(text: string, [type, code, field, right]: readonly [string, string, Field, number], events: CwrEvent[]): void {
    const stated = fieldText(text, field);
    if (/^\d+$/.test(stated) && Number(stated) === right) return;
    this.#wrong(text, [type, code, field, String(right).padStart(field.width, "0")], events);
  }

  #wrong(text: string, [type, code, field, right]: readonly [string, string, Field, string], events: CwrEvent[]): void {
    const message = `${field.label} is ${shown(fieldText(text, field))}; ${right} would be right.`;
    this.#report(type, { code, severity: type === "TRL" ? "ER" : "GR", message, field }, events);
  }

  #emit(transaction: CwrTransaction | null, events: CwrEvent[]): void {
    if (transaction === null) return;
    this.#transactions += 1;
    for (const { severity } of transaction.problems) {
      if (severity === "ER") this.#fileFault = true;
      if (severity === "GR") this.#refusedGroups.add(transaction.group.index);
    }
    events.push({ kind: "transaction", transaction });
  }

  #break(type: string, { code, message }: { code: string; message: string }, events: CwrEvent[]): void {
    this.#broken = true;
    this.#report(printable(type), { code, severity: "ER", message }, events);
  }

  #report(type: string, { code, ...fault }: Fault & { readonly code: string }, events: CwrEvent[]): void {
    if (fault.severity === "ER") this.#fileFault = true;
    if (fault.severity === "GR" && this.#group !== null) this.#refusedGroups.add(this.#group.index);
    this.#problemCount += 1;
    if (this.#problemCount > PROBLEMS_MAX) return;
    const problem = recordProblem({ type, line: Math.max(1, this.#line) }, code, fault);
    this.#problems.push(problem);
    events.push({ kind: "problem", problem });
  }
}

/** Without the signs that no terminal should be sent. */
function printable(text: string): string {
  return text.replace(/[^\u0020-\u007e]/g, "?");
}
