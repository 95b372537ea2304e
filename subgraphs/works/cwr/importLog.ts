import { invariant } from "../../domain/invariant.ts";
import type { Problem } from "../../domain/outcome.ts";
import type { ClientSession } from "../../kit/model.ts";
import { insertBuilt } from "../../kit/store.ts";
import type { ImportedBatchRecord } from "../importedBatch.ts";
import type { WorkModels } from "../model.ts";
import { STORED_SHAPE } from "../records.ts";
import type { RecordedStatement } from "../statements.ts";

/** What an accepted transaction did. */
export interface TransactionOutcome {
  readonly outcome: RecordedStatement["outcome"] | "NO_WORK";
  /** Whether open conflicts name what it claims. */
  readonly isInConflict: boolean;
  /** The receiver's own number of the work. */
  readonly recipientNumber: string | null;
}

/** What became of a batch: one outcome for each transaction, null for a rejected one, and the problems that only storing it found. */
export interface StoredBatch {
  readonly outcomes: readonly (TransactionOutcome | null)[];
  readonly problems: readonly Problem[];
}

const REJECTED = "x";
/** Capitals: in conflict. */
const LETTERS: Readonly<Record<TransactionOutcome["outcome"], string>> = {
  CREATED: "c",
  UPDATED: "u",
  WITNESSED: "w",
  UNCHANGED: "n",
  NO_WORK: "o",
};
const OUTCOMES = new Map(Object.entries(LETTERS).map(([outcome, letter]) => [letter, outcome as TransactionOutcome["outcome"]]));

/**
 * How far the import of one message has come. Each batch is written down in the transaction that stores it, so that an attempt which begins again
 * after a crash neither stores anything twice nor answers other than an attempt that nothing disturbed.
 */
export class ImportLog {
  readonly #models: Pick<WorkModels, "importedBatches">;
  readonly #message: string;
  /** Batches of earlier attempts, by the place of their first transaction. */
  readonly #earlier = new Map<number, ImportedBatchRecord>();

  constructor(models: Pick<WorkModels, "importedBatches">, message: string) {
    this.#models = models;
    this.#message = message;
  }

  /** Whether an earlier attempt stored anything. */
  async hasBegun(): Promise<boolean> {
    return (await this.#models.importedBatches.exists({ message: this.#message })) !== null;
  }

  /** Learns what earlier attempts stored. */
  async open(): Promise<void> {
    const found = this.#models.importedBatches.find({ message: this.#message }).sort({ first: 1 }).lean<ImportedBatchRecord>().cursor();
    for await (const batch of found) this.#earlier.set(batch.first, batch);
  }

  /** How many transactions the batch has that an earlier attempt stored from this place on; 0 where none did. */
  storedFrom(first: number): number {
    return this.#earlier.get(first)?.outcomes.length ?? 0;
  }

  /** What became of the batch that an earlier attempt stored from this place on. */
  requireStored(first: number): StoredBatch {
    const batch = this.#earlier.get(first);
    invariant(batch !== undefined, `an earlier attempt stored transactions from ${first} on`);
    const numbers = new Map(batch.numbers.map(({ at, number }) => [at, number]));
    return {
      outcomes: [...batch.outcomes].map((letter, at) => outcomeOf(letter, numbers.get(at) ?? null)),
      problems: batch.problems as unknown as readonly Problem[],
    };
  }

  /** Writes a batch down in the transaction that stores it. */
  async write(first: number, { outcomes, problems }: StoredBatch, session: ClientSession): Promise<void> {
    const record: ImportedBatchRecord = {
      ...{ _id: `${this.#message}#${first}`, shape: STORED_SHAPE, message: this.#message, first },
      outcomes: outcomes.map(letterOf).join(""),
      numbers: outcomes.flatMap((outcome, at) => {
        const number = outcome?.recipientNumber ?? null;
        return number === null ? [] : [{ at, number }];
      }),
      problems: problems.map((problem) => ({ ...problem })),
    };
    await insertBuilt(this.#models.importedBatches, [record], session);
  }

  /** When all of it is told elsewhere. */
  async forget(): Promise<void> {
    await this.#models.importedBatches.deleteMany({ message: this.#message });
  }
}

function letterOf(outcome: TransactionOutcome | null): string {
  if (outcome === null) return REJECTED;
  const letter = LETTERS[outcome.outcome];
  return outcome.isInConflict ? letter.toUpperCase() : letter;
}

function outcomeOf(letter: string, recipientNumber: string | null): TransactionOutcome | null {
  if (letter === REJECTED) return null;
  const outcome = OUTCOMES.get(letter.toLowerCase());
  invariant(outcome !== undefined, `"${letter}" stands for an outcome`);
  return { outcome, isInConflict: letter !== letter.toLowerCase(), recipientNumber };
}
