import { createReadStream } from "node:fs";
import { createCsvReader } from "../../domain/formats/csv.ts";
import type { CsvRecord } from "../../domain/formats/csv.ts";
import { createWorksRowReader } from "../../domain/formats/worksCsv.ts";
import type { ReadWork, WorksRowReader } from "../../domain/formats/worksCsv.ts";
import { problem } from "../../domain/outcome.ts";
import type { Problem } from "../../domain/outcome.ts";
import type { Submitter } from "../../domain/statements.ts";
import type { Clock } from "../../kit/clock.ts";
import type { JobRun } from "../../kit/jobs.ts";
import type { PartyReader } from "../../kit/ports/partyReader.ts";
import { Refusal, requireOk } from "../../kit/refusal.ts";
import { readUtf8 } from "../../kit/utf8.ts";
import { Rehearsal } from "../cwr/rehearsal.ts";
import type { Recorder } from "../cwr/rehearsal.ts";
import { readRegistration } from "../registerWork.ts";
import type { RecordedStatement, WorkStatementInput } from "../statements.ts";
import { knownParties, partiesNamed, registrationOf } from "./inputs.ts";

/** What an import of a sheet needs of the house. */
export interface SheetGround extends Recorder {
  readonly clock: Clock;
  readonly partyReader: PartyReader;
}

/** One sheet to import: everything in it is stated by one society. */
export interface SheetImport {
  readonly path: string;
  readonly submitter: Submitter;
  /** `msg_…`: the provenance of everything it states. */
  readonly message: string;
  readonly receivedAt: string;
  readonly dryRun: boolean;
}

/** What became of it. `others` counts the works that the rows say others stated. */
export interface SheetSummary {
  readonly transactions: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly others: number;
  readonly works: { readonly created: number; readonly updated: number; readonly unchanged: number };
}

/** Works that share their parties' look-up and one transaction. */
const BATCH = 100;
const WORKS_MAX = 1_000_000;

/**
 * Reads a sheet (docs/works-csv.md) in flat memory, and stores its good works batch by batch; the bad ones are named by line, column and
 * field. Loading it again changes nothing that was stored. Refusal for what is no such file: encoding, header, open quotation, no rows.
 */
export async function importSheet(file: SheetImport, ground: SheetGround, run: Pick<JobRun, "signal" | "progress">): Promise<SheetSummary> {
  const counts = { transactions: 0, accepted: 0, rejected: 0, others: 0, works: { created: 0, updated: 0, unchanged: 0 } };
  const rehearsal = new Rehearsal();
  const record = async (statements: readonly WorkStatementInput[]): Promise<readonly RecordedStatement[]> => {
    if (file.dryRun) return await rehearsal.record(statements, ground);
    return await ground.inTransaction(async (session) => await ground.recordStatements(statements, session));
  };
  const take = async (works: readonly ReadWork[]): Promise<void> => {
    run.signal.throwIfAborted();
    const own = works.filter(({ statedBy }) => statedBy === null || statedBy === file.submitter.key);
    const { statements, problems } = await read(own, file, ground);
    const recorded = statements.length === 0 ? [] : await record(statements);
    for (const { outcome } of recorded) counts.works[OUTCOMES[outcome]] += 1;
    counts.transactions += own.length;
    counts.accepted += recorded.length;
    counts.rejected += own.length - recorded.length;
    counts.others += works.length - own.length;
    await run.progress({ done: counts.transactions, problems });
  };
  for await (const works of batchesOf(file.path, (notes) => run.progress({ problems: notes }))) await take(works);
  if (counts.others > 0) await run.progress({ problems: [othersNote(counts.others, file.submitter)] });
  return counts;
}

const OUTCOMES = { CREATED: "created", UPDATED: "updated", WITNESSED: "unchanged", UNCHANGED: "unchanged" } as const;

function othersNote(count: number, { key }: Submitter): Problem {
  const found = problem(
    "STATED_BY_OTHERS",
    `${count} works were stated by others than ${key}, and were passed over: one states for oneself.`,
  );
  return { ...found, field: "stated_by", severity: "INFO" };
}

/** The works of the file, in batches. */
async function* batchesOf(path: string, onNotes: (notes: readonly Problem[]) => Promise<void>): AsyncGenerator<readonly ReadWork[]> {
  const csv = createCsvReader();
  let reader: WorksRowReader | null = null;
  let waiting: ReadWork[] = [];
  let count = 0;
  const add = (work: ReadWork | null): void => {
    if (work === null) return;
    count += 1;
    if (count > WORKS_MAX) throw new Refusal([problem("SHEET_TOO_LONG", `The sheet has more than ${WORKS_MAX} works; send it in parts.`)]);
    waiting.push(work);
  };
  const push = async (records: readonly CsvRecord[]): Promise<void> => {
    for (const record of records) {
      if (reader !== null) add(reader.push(record));
      else {
        reader = requireOk(createWorksRowReader(record));
        if (reader.notes.length > 0) await onNotes(reader.notes);
      }
    }
  };
  for await (const text of readUtf8(createReadStream(path), "a sheet of works")) {
    await push(requireOk(csv.push(text)));
    for (; waiting.length >= BATCH; waiting = waiting.slice(BATCH)) yield waiting.slice(0, BATCH);
  }
  await push(requireOk(csv.end()));
  const last = reader as WorksRowReader | null; // assigned in the closure above
  add(last?.end() ?? null);
  if (count === 0) throw new Refusal([problem("SHEET_EMPTY", "The file has no rows; a sheet needs a header and the rows of a work.")]);
  if (waiting.length > 0) yield waiting;
}

async function read(
  works: readonly ReadWork[],
  file: SheetImport,
  ground: SheetGround,
): Promise<{ readonly statements: readonly WorkStatementInput[]; readonly problems: readonly Problem[] }> {
  const parties = await knownParties(partiesNamed(works), ground.partyReader);
  const { submitter, message, receivedAt } = file;
  const problems: Problem[] = [];
  const statements: WorkStatementInput[] = [];
  for (const { workCode, line, rows, problems: faults } of works) {
    problems.push(...faults);
    if (rows === null) continue;
    const sheet = registrationOf(workCode, rows);
    const found: Problem[] = [];
    const content = await readRegistration({ parties, clock: ground.clock }, sheet.input, found);
    const cellsToSay = sheet.problems.map(({ line: at, column }) => `${at ?? ""}:${column ?? ""}`);
    const others = found
      .map((one) => sheet.placed({ ...one, line }))
      .filter(({ line: at, column }) => !cellsToSay.includes(`${at ?? ""}:${column ?? ""}`));
    const all = [...sheet.problems, ...others];
    problems.push(...all.map((one) => ({ ...one, path: [], severity: "TR" as const })));
    if (all.length === 0) statements.push({ ...content, submitter, receiver: null, message, line, receivedAt });
  }
  return { statements, problems };
}
