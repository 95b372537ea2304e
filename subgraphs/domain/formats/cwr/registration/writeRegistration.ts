import type { RegistrationDraft } from "../../../drafts.ts";
import type { Problem } from "../../../outcome.ts";
import { problem } from "../../../outcome.ts";
import type { LocalDate } from "../../../period.ts";
import type { CheckedTransaction } from "../check.ts";
import { checkTransaction } from "../check.ts";
import { TransactionAssembler } from "../assemble.ts";
import type { CwrGroup } from "../transactions.ts";
import type { RecordDraft } from "../write.ts";
import { CwrFileWriter } from "../write.ts";
import { chainsOfLines } from "./chains.ts";
import type { WrittenVersion } from "./draftTools.ts";
import { Notes } from "./notes.ts";
import type { Scene } from "./ownership.ts";
import { shareWriter, withOwnership, withUnknownRest } from "./ownership.ts";
import { LineParties } from "./parties.ts";
import { publisherLines, writerLines } from "./partyLines.ts";
import { partyRecords } from "./partyRecords.ts";
import type { Viewpoint } from "./viewpoint.ts";
import { seenBy } from "./viewpoint.ts";
import { workRecords } from "./workRecords.ts";

/** How a registration is written. */
export interface RegistrationForm {
  readonly version: WrittenVersion;
  readonly transaction: "NWR" | "REV";
  readonly viewpoint: Viewpoint;
  /** The day whose claims are written: others are left out, and told. */
  readonly on: LocalDate;
  /** The day of the message: groups of territories mean what they mean then (house rule). */
  readonly writtenOn: LocalDate;
  /** Han in Latin letters, with spaces between syllables. */
  readonly readHan: (text: string) => string;
}

/** A registration as records, or why it cannot be written. */
export interface WrittenRegistration {
  /** The transaction's records, header first; null where the work is left out, and `problems` say why (severity TR). */
  readonly records: readonly RecordDraft[] | null;
  /** Everything that could not be written as it was stated (INFO), and the reasons against the whole (TR). */
  readonly problems: readonly Problem[];
  /** The sender's agreements that the records name. */
  readonly agreements: readonly string[];
}

/**
 * Writes what a statement says of a work as one NWR or REV of CWR 2.1 or 2.2, as the sender sees it: the inverse of interpretTransaction.
 * What is written passes our own reading with the standard's own severities (strict); a work that would not is left out with the reasons.
 */
export function writeRegistration(draft: RegistrationDraft, form: RegistrationForm): WrittenRegistration {
  const notes = new Notes();
  const reasons: Problem[] = [];
  const refuse = (code: string, message: string): void => void reasons.push({ ...problem(code, message), severity: "TR" });
  const scene = sceneOf(draft, form, notes);
  const shares = shareWriter(scene, notes);
  const parties = new LineParties(scene, draft.parties);
  const common = { notes, readHan: form.readHan, refuse, version: form.version };
  const designations = scene.writers.map(({ role }) => role);
  const { header, details } = workRecords(draft.work, { ...common, transaction: form.transaction, designations });
  const partners = partyRecords(scene, { ...common, writtenOn: form.writtenOn, shares, parties });
  const records = reasons.length > 0 ? [] : mended([header, ...partners, ...details], form, { notes, reasons });
  const lines = [...scene.chains.flatMap(({ publishers }) => publishers), ...scene.writers];
  return {
    records: reasons.length === 0 ? records : null,
    problems: [...reasons, ...notes.all],
    agreements: reasons.length === 0 ? [...new Set(lines.flatMap(({ agreement }) => agreement ?? []))] : [],
  };
}

function sceneOf(draft: RegistrationDraft, form: RegistrationForm, notes: Notes): Scene {
  const ground = { on: form.on, notes };
  const read = { chains: chainsOfLines(publisherLines(draft, ground), notes), writers: writerLines(draft, ground) };
  const parties = new LineParties(read, draft.parties);
  const known = {
    ...read,
    writers: read.writers.map((line) => (parties.isSpecial(line) && line.controlled ? { ...line, controlled: false } : line)),
  };
  return withUnknownRest(withOwnership(seenBy(known, form.viewpoint), notes), notes);
}

/** Reads the records as whoever gets them would. */
function checked(records: readonly RecordDraft[], { version, transaction, writtenOn }: RegistrationForm): CheckedTransaction | null {
  const group: CwrGroup = { index: 1, statedId: "00001", type: transaction, version, line: 1 };
  const assembler = new TransactionAssembler(group);
  const lines = new CwrFileWriter(version).transaction(records).split("\r\n").slice(0, -1);
  lines.forEach((line, at) => assembler.line(at + 1, line));
  const read = assembler.finish();
  return read === null ? null : checkTransaction(read, { on: writtenOn, strict: true });
}

/** What a receiver would drop or replace is not written, and told; what would reject the transaction goes to the reasons. */
function mended(
  records: readonly RecordDraft[],
  form: RegistrationForm,
  { notes, reasons }: { readonly notes: Notes; readonly reasons: Problem[] },
): readonly RecordDraft[] {
  const read = checked(records, form);
  const faults = (read?.problems ?? []).filter(({ severity }) => severity !== "INFO");
  const mendable = faults.filter(({ severity }) => severity === "RR" || severity === "FR");
  if (mendable.length < faults.length || read === null) {
    const against = faults.filter((fault) => !mendable.includes(fault));
    reasons.push(...against.map(({ line: _line, column: _column, ...fault }) => ({ ...fault, severity: "TR" as const })));
    return records;
  }
  if (mendable.length === 0) return records;
  for (const { code, message, record = "" } of mendable) notes.say(code, `${record}: ${message}`);
  const without = records.flatMap((record, at) => {
    const found = mendable.filter(({ line }) => line === at + 1);
    if (found.some(({ severity }) => severity === "RR")) return [];
    const fields = found.map(({ field }) => field);
    return [{ ...record, values: new Map([...record.values].filter(([{ label }]) => !fields.includes(label))) }];
  });
  return sizeOf(without) < sizeOf(records) ? mended(without, form, { notes, reasons }) : records;
}

/** Fields that say something: mending makes them fewer, so it ends. */
function sizeOf(records: readonly RecordDraft[]): number {
  return records.reduce((sum, { values }) => sum + 1 + values.size, 0);
}
