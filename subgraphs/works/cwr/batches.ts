import type { RegistrationDraft } from "../../domain/drafts.ts";
import type { CheckedTransaction } from "../../domain/formats/cwr/check.ts";
import type { ClientSession } from "../../kit/model.ts";
import type { WorkModels } from "../model.ts";
import type { StatementDraft } from "../statementDraft.ts";
import type { RecordedStatement, WorkStatementInput } from "../statements.ts";
import { ImportLog } from "./importLog.ts";
import type { StoredBatch, TransactionOutcome } from "./importLog.ts";
import type { AnswerTools } from "./answers.ts";
import type { Notice, NoticeOutcome, Notices } from "./notices.ts";
import { recipientNumber } from "./recipientNumbers.ts";
import { noteRequests, Requests } from "./requests.ts";
import type { Stated } from "./requests.ts";
import { Rehearsal } from "./rehearsal.ts";
import type { Recorder } from "./rehearsal.ts";

/**
 * A checked transaction, and what it means where it may be stored. Of the checks their outcome alone: what they worked out else is done with, and
 * to keep it for a batch made the collector of garbage carry it on.
 */
export interface Waiting {
  readonly checked: Pick<CheckedTransaction, "transaction" | "problems" | "rejected" | "changed">;
  readonly draft: RegistrationDraft | null;
  readonly notice: Notice | null;
}

/** A batch whose parties are known. */
export interface Prepared {
  /** The place of its first transaction in the file, from 0. */
  readonly first: number;
  readonly batch: readonly Waiting[];
  /** Those that may be stored, and what each states. */
  readonly usable: readonly Waiting[];
  readonly inputs: readonly WorkStatementInput[];
  /** The same, drafted; none for a dry run. */
  readonly drafts: readonly StatementDraft[];
}

/** Where batches are stored. */
export interface BatchGround extends Recorder, AnswerTools {
  /** Makes of statements what can be made before anything is read. */
  draftStatements(inputs: readonly WorkStatementInput[]): Promise<readonly StatementDraft[]>;
  /** Joins or makes the works of drafted statements and records them, at most 500 a call. */
  recordDrafts(drafts: readonly StatementDraft[], session: ClientSession): Promise<readonly RecordedStatement[]>;
  readonly models: Pick<WorkModels, "importedBatches" | "statements" | "works">;
}

/** Stores the batches of one file, each in one transaction with how far the file has come; a dry run takes every one back. */
export class Batches {
  readonly #ground: BatchGround;
  readonly #notices: Notices;
  readonly #receiver: string | null;
  readonly #rehearsal: Rehearsal | null;
  readonly #requests: Requests;
  /** What earlier attempts stored; a dry run stores nothing. */
  readonly log: ImportLog | null;

  constructor(
    ground: BatchGround,
    of: { readonly notices: Notices; readonly message: string; readonly receiver: string | null; readonly dryRun: boolean },
  ) {
    this.#ground = ground;
    this.#notices = of.notices;
    this.#receiver = of.receiver;
    this.#requests = new Requests(ground.models);
    this.#rehearsal = of.dryRun ? new Rehearsal() : null;
    this.log = of.dryRun ? null : new ImportLog(ground.models, of.message);
  }

  /** Whether an earlier attempt stored some of them. */
  get isResumed(): boolean {
    return (this.log?.storedFrom(0) ?? 0) > 0;
  }

  /** Stores a batch, unless an earlier attempt did, and tells what became of it. */
  async store(prepared: Prepared): Promise<StoredBatch> {
    const { log } = this;
    if (log === null) return await this.#rehearse(prepared);
    if (log.storedFrom(prepared.first) > 0) return log.requireStored(prepared.first);
    return await this.#ground.inTransaction(async (session) => {
      const asking = await this.#requests.ofStatedWorks(statedIn(prepared), session);
      const drafts = prepared.drafts.filter((_, at) => {
        const input = prepared.inputs[at];
        return input !== undefined && !asking.has(input);
      });
      const recorded = told(prepared, asking, drafts.length === 0 ? [] : await this.#ground.recordDrafts(drafts, session));
      await noteRequests(this.#ground, [...asking], session);
      const notices = noticesOf(prepared);
      const noticed = notices.length === 0 ? NONE : await this.#notices.record(notices, session);
      const stored = this.#outcomesOf(prepared, recorded, noticed);
      await log.write(prepared.first, stored, session);
      return stored;
    });
  }

  async #rehearse(prepared: Prepared): Promise<StoredBatch> {
    const asking = await this.#requests.ofStatedWorks(statedIn(prepared), null);
    const inputs = prepared.inputs.filter((input) => !asking.has(input));
    const recorded = inputs.length === 0 ? [] : ((await this.#rehearsal?.record(inputs, this.#ground)) ?? []);
    return this.#outcomesOf(prepared, told(prepared, asking, recorded), await this.#notices.rehearse(noticesOf(prepared)));
  }

  #outcomesOf(
    { batch, usable }: Prepared,
    recorded: readonly (RecordedStatement | null)[],
    noticed: ReadonlyMap<Notice, NoticeOutcome>,
  ): StoredBatch {
    const byWaiting = new Map(usable.map((waiting, at) => [waiting, recorded[at]]));
    const outcomes = batch.map((waiting) => {
      const statement = byWaiting.get(waiting);
      if (statement === null) return ASKED;
      return statement === undefined ? noticedAs(waiting, noticed) : recordedAs(statement, this.#receiver);
    });
    return { outcomes, problems: [...noticed.values()].flatMap(({ problem }) => problem ?? []) };
  }
}

/** A request for an ISWC of a work that was stated with shares changes nothing of it. */
const ASKED: TransactionOutcome = { outcome: "UNCHANGED", isInConflict: false, recipientNumber: null };

/** What a batch states, and what of it only asks. */
function statedIn({ usable, inputs }: Prepared): Stated[] {
  return inputs.map((input, at) => ({ input, isRequest: usable[at]?.checked.transaction.type === "ISR" }));
}

/** What was recorded in the places of all that was stated: null where a request only asked. */
function told(
  { inputs }: Prepared,
  asking: ReadonlySet<WorkStatementInput>,
  recorded: readonly RecordedStatement[],
): readonly (RecordedStatement | null)[] {
  const rest = [...recorded];
  return inputs.map((input) => (asking.has(input) ? null : (rest.shift() ?? null)));
}

const NONE: ReadonlyMap<Notice, NoticeOutcome> = new Map();

function noticesOf({ batch }: Prepared): Notice[] {
  return batch.flatMap(({ notice }) => notice ?? []);
}

function recordedAs({ outcome, conflictIds, registrations }: RecordedStatement, receiver: string | null): TransactionOutcome {
  return { outcome, isInConflict: conflictIds.length > 0, recipientNumber: recipientNumber(receiver, registrations) };
}

function noticedAs({ notice }: Waiting, outcomes: ReadonlyMap<Notice, NoticeOutcome>): TransactionOutcome | null {
  const told = notice === null ? undefined : outcomes.get(notice);
  if (told === undefined || told.problem !== null) return null;
  const outcome = told.moved === null ? "NO_WORK" : told.moved ? "UPDATED" : "UNCHANGED";
  return { outcome, isInConflict: false, recipientNumber: null };
}
