import { invariant } from "../../domain/invariant.ts";
import type { Problem } from "../../domain/outcome.ts";
import { problem } from "../../domain/outcome.ts";
import type { ClientSession } from "../../kit/model.ts";
import { countOf } from "../../kit/keptFiles.ts";
import { Refusal } from "../../kit/refusal.ts";
import { isDuplicateKey } from "../../kit/store.ts";
import { type PartyFileRecord, type RowCounts, STORED_SHAPE } from "../model.ts";
import type { ServiceParts } from "../parts.ts";
import { StaleVersion } from "../partyStore.ts";
import { applyRows, type ImportOrigin, type RowOutcome } from "./applyRows.ts";
import { readPartyFile } from "./readFile.ts";
import { type PartyRow, readPartyRow } from "./rows.ts";
import { beginRehearsal, type Rehearsal, storedReads, writeBatch } from "./stores.ts";

/** Rows of one transaction of the store. */
const BATCH = 200;
/** Rows of one file; more come in parts. */
const ROWS_MAX = 50_000_000;
/** Times that a batch is begun again because somebody else changed one of its parties meanwhile. */
const ATTEMPTS_MAX = 6;
/** Parties, names and memberships first; then statuses, so that a row may lead to a party that stands further down. */
const PASSES = [1, 2] as const;

/** One file to take in. */
export interface PartyImport {
  readonly path: string;
  readonly origin: ImportOrigin;
  readonly file: Pick<PartyFileRecord, "key" | "name" | "hash">;
  readonly job: string;
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  progress(update: { readonly done: number; readonly total: number; readonly problems: readonly Problem[] }): Promise<void>;
}

type Counts = Required<PartyFileRecord["counts"]>;

/** What became of it. */
export interface PartyImportSummary extends Counts {
  readonly rows: number;
  readonly accepted: number;
}

/**
 * Takes a file in, in three readings: one that finds whether it can be read to its end, so that nothing of a broken file is stored, one for
 * parties, names and memberships, one for statuses. Good rows are stored batch by batch, each with how far the file is done, so that a crash
 * resumes after the last batch; bad rows are named. A dry run does the same in collections that are thrown away.
 */
export async function importParties(given: PartyImport, parts: ServiceParts): Promise<PartyImportSummary> {
  const total = await countRows(given.path);
  const rehearsal = given.dryRun ? await beginRehearsal(parts, parts.foundation.connection, given.job) : null;
  try {
    const run = new ImportRun(given, { parts, rehearsal, total });
    await run.resume();
    for (const pass of PASSES) await run.read(pass);
    return await run.close();
  } finally {
    await rehearsal?.end();
  }
}

async function countRows(path: string): Promise<number> {
  let rows = 0;
  for await (const lists of readPartyFile(path)) {
    for (const { rows: read, problems } of lists) rows += read.length + (read.length === 0 && problems.some(isRejecting) ? 1 : 0);
    if (rows > ROWS_MAX) throw new Refusal([problem("FILE_TOO_LONG", `The file has more than ${ROWS_MAX} rows; send it in parts.`)]);
  }
  if (rows === 0) throw new Refusal([problem("FILE_EMPTY", "The file has a header and no rows; each row states one thing of one party.")]);
  return rows;
}

function isRejecting({ severity }: Problem): boolean {
  return severity !== "INFO";
}

/** Batches whose problems are kept with the file's record, and problems in it at most. */
const RECENT_BATCHES = 20;
const RECENT_PROBLEMS_MAX = 1_000;
const NONE: RowCounts = { created: 0, updated: 0, unchanged: 0 };

class ImportRun {
  readonly #given: PartyImport;
  readonly #parts: ServiceParts;
  readonly #rehearsal: Rehearsal | null;
  readonly #total: number;
  #counts: Counts = { rejected: 0, parties: NONE, memberships: NONE, mandates: NONE };
  /** How far it was done when it began: rows of a pass. */
  #resumed = { pass: 0, rows: 0 };
  /** Problems that an attempt before told already. */
  #told = new Set<string>();
  /** Problems of the last batches: the job may not have written them down when a crash comes. */
  #recent: (readonly Problem[])[] = [];
  /** Whether the job was resumed by hand and forgot its problems: rows that are done are then looked at again, and not written. */
  #tellsAgain = false;
  #waiting: PartyRow[] = [];
  #problems: Problem[] = [];
  #rejected = 0;

  constructor(given: PartyImport, tools: { readonly parts: ServiceParts; readonly rehearsal: Rehearsal | null; readonly total: number }) {
    this.#given = given;
    this.#parts = tools.parts;
    this.#rehearsal = tools.rehearsal;
    this.#total = tools.total;
  }

  /** Goes on where an attempt that was cut short had come to. */
  async resume(): Promise<void> {
    const job = await this.#parts.foundation.jobs.find(this.#given.job);
    this.#told = new Set((job?.problems ?? []).map(keyOfProblem));
    if (this.#rehearsal !== null) return;
    const record = await this.#parts.models.partyFiles.findById(this.#given.origin.message).lean<PartyFileRecord | null>().exec();
    if (record === null) return;
    this.#counts = { mandates: NONE, ...record.counts };
    this.#resumed = { pass: record.pass, rows: record.rows };
    this.#tellsAgain = job?.problems.length === 0 && record.counts.rejected > 0;
    if (!this.#tellsAgain) this.#tell(record.problems);
  }

  async read(pass: number): Promise<void> {
    let rows = 0;
    for await (const lists of readPartyFile(this.#given.path)) {
      for (const { rows: cells, problems } of lists) {
        if (pass === 1) this.#tell(problems);
        if (cells.length === 0 && problems.some(isRejecting)) rows += this.#reject(pass, rows);
        for (const row of cells) {
          rows += 1;
          const isDone = this.#isDone(pass, rows);
          if (isDone && !this.#tellsAgain) continue;
          // What was done and what is to do are never one batch.
          if (!isDone && this.#isDone(pass, rows - 1)) await this.#flush(pass, rows - 1);
          const read = readPartyRow(row);
          if (read.ok) {
            if ((read.value.record === "STATUS") === (pass === 2)) this.#waiting.push(read.value);
          } else if (pass === 1) {
            this.#tell(read.problems);
            if (!isDone) this.#rejected += 1;
          }
          if (this.#waiting.length >= BATCH) await this.#flush(pass, rows);
        }
      }
    }
    await this.#flush(pass, rows);
  }

  async close(): Promise<PartyImportSummary> {
    const { rejected, parties, memberships, mandates } = this.#counts;
    const accepted = countOf(parties) + countOf(memberships) + countOf(mandates);
    invariant(accepted + rejected === this.#total, `every row is accepted or rejected: ${accepted} + ${rejected} of ${this.#total}`);
    if (this.#rehearsal === null)
      await this.#parts.models.partyFiles.updateOne({ _id: this.#given.origin.message }, { $set: { finished: true, problems: [] } });
    return { rows: this.#total, accepted, rejected, parties, memberships, mandates };
  }

  #isDone(pass: number, rows: number): boolean {
    const { pass: done, rows: doneRows } = this.#resumed;
    return pass < done || (pass === done && rows <= doneRows);
  }

  /** Counts a line that is no row, once. */
  #reject(pass: number, rows: number): number {
    if (pass === 1 && !this.#isDone(pass, rows + 1)) this.#rejected += 1;
    return 1;
  }

  #tell(problems: readonly Problem[]): void {
    this.#problems.push(...problems.filter((one) => !this.#told.has(keyOfProblem(one))));
  }

  async #flush(pass: number, rows: number): Promise<void> {
    this.#given.signal.throwIfAborted();
    const [batch, rejected] = [this.#waiting, this.#rejected];
    if (!this.#isDone(pass, rows)) {
      const outcomes = await this.#record(batch, { pass, rows, rejected });
      this.#tell(problemsOf(outcomes));
    } else if (batch.length > 0) {
      const { origin } = this.#given;
      const { outcomes } = await applyRows(batch, { parts: this.#parts, reads: storedReads(this.#parts), origin });
      this.#tell(problemsOf(outcomes));
    }
    this.#waiting = [];
    this.#rejected = 0;
    const problems = this.#problems;
    this.#problems = [];
    this.#recent = [...this.#recent, problems].slice(-RECENT_BATCHES);
    const { rejected: all, parties, memberships, mandates } = this.#counts;
    const done = all + countOf(parties) + countOf(memberships) + countOf(mandates);
    await this.#given.progress({ done, total: this.#total, problems });
  }

  async #record(
    batch: readonly PartyRow[],
    at: { readonly pass: number; readonly rows: number; readonly rejected: number },
  ): Promise<readonly RowOutcome[]> {
    const { origin } = this.#given;
    if (this.#rehearsal !== null) {
      const { outcomes, set } = await applyRows(batch, { parts: this.#parts, reads: this.#rehearsal, origin });
      await this.#rehearsal.write(set);
      this.#counts = counted(this.#counts, outcomes, at.rejected);
      return outcomes;
    }
    for (let attempt = 1; ; attempt += 1) {
      try {
        const recorded = await this.#parts.foundation.inTransaction(async (session) => await this.#recordIn(session, batch, at));
        this.#counts = recorded.counts;
        return recorded.outcomes;
      } catch (error) {
        if (attempt >= ATTEMPTS_MAX || !(isDuplicateKey(error) || error instanceof StaleVersion)) throw error;
      }
    }
  }

  async #recordIn(
    session: ClientSession,
    batch: readonly PartyRow[],
    { pass, rows, rejected }: { readonly pass: number; readonly rows: number; readonly rejected: number },
  ): Promise<{ readonly outcomes: readonly RowOutcome[]; readonly counts: Counts }> {
    const { origin, file } = this.#given;
    const { outcomes, set } = await applyRows(batch, { parts: this.#parts, reads: storedReads(this.#parts, session), origin });
    await writeBatch(this.#parts, set, session);
    const counts = counted(this.#counts, outcomes, rejected);
    const { message: _id, source, receivedAt } = origin;
    const problems = [...this.#recent.flat(), ...this.#problems, ...problemsOf(outcomes)].slice(-RECENT_PROBLEMS_MAX);
    const record: PartyFileRecord = {
      _id,
      shape: STORED_SHAPE,
      ...file,
      source,
      receivedAt,
      pass,
      rows,
      finished: false,
      counts,
      problems,
    };
    await this.#parts.models.partyFiles.replaceOne({ _id }, record, { upsert: true, session });
    return { outcomes, counts };
  }
}

function counted(counts: Counts, outcomes: readonly RowOutcome[], rejected: number): Counts {
  const of = (place: Place, outcome: RowOutcome["outcome"]): number =>
    outcomes.filter((one) => placeOf(one.row) === place && one.outcome === outcome).length;
  const added = (place: Place): RowCounts => ({
    created: counts[place].created + of(place, "CREATED"),
    updated: counts[place].updated + of(place, "UPDATED"),
    unchanged: counts[place].unchanged + of(place, "UNCHANGED"),
  });
  return {
    rejected: counts.rejected + rejected + outcomes.filter(({ outcome }) => outcome === "REJECTED").length,
    ...{ parties: added("parties"), memberships: added("memberships"), mandates: added("mandates") },
  };
}

type Place = "parties" | "memberships" | "mandates";

/** Where a row is counted. */
function placeOf({ record }: PartyRow): Place {
  if (record === "MEMBERSHIP") return "memberships";
  return record === "ENTRUSTMENT" || record === "EXCLUSION" ? "mandates" : "parties";
}

function problemsOf(outcomes: readonly RowOutcome[]): readonly Problem[] {
  return outcomes.flatMap((one) => (one.outcome === "REJECTED" ? one.problems : []));
}

function keyOfProblem({ line, column, code, field, message }: Problem): string {
  return [line, column, code, field, message].join("|");
}
