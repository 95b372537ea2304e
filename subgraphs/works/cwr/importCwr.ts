import { createReadStream } from "node:fs";
import type { RegistrationDraft } from "../../domain/drafts.ts";
import { statusOf } from "../../domain/formats/cwr/acknowledge.ts";
import type { AcknowledgementStatus } from "../../domain/formats/cwr/acknowledge.ts";
import { checkTransaction } from "../../domain/formats/cwr/check.ts";
import type { CheckedTransaction } from "../../domain/formats/cwr/check.ts";
import { interpretTransaction } from "../../domain/formats/cwr/interpret.ts";
import { readCwr, readCwrVerdict } from "../../domain/formats/cwr/read.ts";
import type { CwrHeader, CwrTransaction, CwrVerdict } from "../../domain/formats/cwr/transactions.ts";
import { invariant } from "../../domain/invariant.ts";
import type { Problem } from "../../domain/outcome.ts";
import { parseLocalDate } from "../../domain/period.ts";
import type { LocalDate } from "../../domain/period.ts";
import type { Clock } from "../../kit/clock.ts";
import type { PartyReader } from "../../kit/ports/partyReader.ts";
import type { PartyRegistrar } from "../../kit/ports/partyRegistrar.ts";
import { Refusal } from "../../kit/refusal.ts";
import type { RecordedStatement, WorkStatementInput } from "../statements.ts";
import type { AcknowledgementFile } from "./acknowledgementFile.ts";
import { Acknowledging } from "./acknowledging.ts";
import { isAnswer } from "../../domain/formats/cwr/answer.ts";
import { Notices } from "./notices.ts";
import type { Notice, NoticeGround, NoticeOutcome } from "./notices.ts";
import { FileParties } from "./parties.ts";
import { Pipeline } from "./pipeline.ts";
import { Rehearsal } from "./rehearsal.ts";
import type { Recorder } from "./rehearsal.ts";
import { statementInputOf } from "./statementInput.ts";
import type { Provenance } from "./statementInput.ts";

/** What an import needs of the house. */
export interface CwrImportGround extends Recorder, NoticeGround {
  readonly clock: Clock;
  readonly partyRegistrar: PartyRegistrar;
  readonly partyReader: PartyReader;
}

/** One file to import. */
export interface CwrImport {
  readonly path: string;
  readonly fileName: string;
  /** `msg_…`: the provenance of everything it states. */
  readonly message: string;
  /** Whom it was sent to: 3-digit code, or null where nobody says. */
  readonly receiver: string | null;
  readonly receivedAt: string;
  readonly dryRun: boolean;
  readonly strict: boolean;
  /** Where the acknowledgement goes; null for none. */
  readonly acknowledgement: AcknowledgementFile | null;
  readonly signal: AbortSignal;
  progress(update: { readonly done: number; readonly total: number; readonly problems: readonly Problem[] }): Promise<void>;
}

/** What became of it. */
export interface CwrImportSummary {
  readonly sender: string;
  readonly transactions: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly works: { readonly created: number; readonly updated: number; readonly unchanged: number };
}

/** Works of one transaction of the store: large enough to share its cost, small enough to be tried again. */
const BATCH = 400;
/** Characters of records in one such transaction; one work has a few thousand. */
const BATCH_LENGTH_MAX = 4_000_000;

/**
 * Reads a file twice: once for its verdict, so that nothing of a broken file is stored, and once for its transactions. Good
 * ones are stored batch by batch, bad ones are named; a dry run does the same and takes every batch back. Loading again what
 * a crash interrupted changes nothing that was stored.
 */
export async function importCwr(file: CwrImport, ground: CwrImportGround): Promise<CwrImportSummary> {
  const options = { fileName: file.fileName, strict: file.strict };
  const verdict = await readCwrVerdict(createReadStream(file.path), options);
  const { header } = verdict;
  if (verdict.refused || header === null) throw new Refusal(verdict.problems);
  const run = new ImportRun(file, ground, { verdict, header });
  try {
    await run.open();
    for await (const event of readCwr(createReadStream(file.path), options)) {
      if (event.kind === "transaction") await run.take(event.transaction);
    }
    return await run.close();
  } finally {
    await run.settle();
  }
}

/** The sender's key alone, for finding out whether a file was loaded before; null where the file is broken. */
export async function senderOf(path: string, fileName: string): Promise<string | null> {
  for await (const event of readCwr(createReadStream(path), { fileName })) {
    if (event.kind === "header") return event.header.senderKey;
    if (event.kind === "end") return null;
  }
  return null;
}

/** A checked transaction, and what it means where it may be stored. */
interface Waiting {
  readonly checked: CheckedTransaction;
  readonly draft: RegistrationDraft | null;
  readonly notice: Notice | null;
}

/** A batch whose parties are known. */
interface Prepared {
  readonly batch: readonly Waiting[];
  /** Those that may be stored, and what each states. */
  readonly usable: readonly Waiting[];
  readonly inputs: readonly WorkStatementInput[];
}

class ImportRun {
  readonly #file: CwrImport;
  readonly #ground: CwrImportGround;
  readonly #verdict: CwrVerdict;
  readonly #from: Provenance;
  readonly #on: LocalDate;
  readonly #acknowledging: Acknowledging | null;
  readonly #rehearsal = new Rehearsal();
  readonly #parties: FileParties;
  readonly #notices: Notices;
  readonly #pipeline: Pipeline<readonly Waiting[], Prepared>;
  #waiting: Waiting[] = [];
  #waitingLength = 0;
  #accepted = 0;
  #rejected = 0;
  readonly #works = { created: 0, updated: 0, unchanged: 0 };

  constructor(file: CwrImport, ground: CwrImportGround, { verdict, header }: { readonly verdict: CwrVerdict; readonly header: CwrHeader }) {
    this.#file = file;
    this.#ground = ground;
    this.#verdict = verdict;
    this.#from = provenanceOf(file, header);
    this.#on = writtenOn(header, file.receivedAt);
    const { acknowledgement, receiver } = file;
    const given = { header, version: verdict.version, now: ground.clock.now(), models: ground.models };
    this.#acknowledging =
      acknowledgement === null || receiver === null ? null : new Acknowledging({ file: acknowledgement, society: receiver, ...given });
    this.#notices = new Notices(ground, this.#from);
    this.#parties = file.dryRun
      ? FileParties.found(this.#from, ground.partyReader)
      : FileParties.registered(this.#from, ground.partyRegistrar);
    this.#pipeline = new Pipeline({ first: (batch) => this.#prepare(batch), second: (prepared) => this.#finish(prepared) });
  }

  async open(): Promise<void> {
    await this.#file.progress({ done: 0, total: this.#verdict.transactions, problems: this.#verdict.problems });
    await this.#notices.open();
  }

  async take(transaction: CwrTransaction): Promise<void> {
    const refused = this.#verdict.refusedGroups.includes(transaction.group.index);
    const context = { on: this.#on, strict: this.#file.strict };
    const noticed = refused ? null : this.#notices.read(transaction, context);
    const checked = noticed?.checked ?? checkTransaction(transaction, context);
    const usable = !refused && !checked.rejected;
    this.#waiting.push({
      checked: usable ? checked : { ...checked, rejected: true },
      draft:
        usable && noticed === null ? interpretTransaction(checked, { on: this.#on, agreementTerm: this.#notices.agreementTerm }) : null,
      notice: noticed?.notice ?? null,
    });
    for (const { text } of transaction.records) this.#waitingLength += text.length;
    if (this.#waiting.length >= BATCH || this.#waitingLength >= BATCH_LENGTH_MAX) await this.#flush();
  }

  async close(): Promise<CwrImportSummary> {
    await this.#flush();
    await this.#pipeline.end();
    await this.#acknowledging?.close();
    const { transactions } = this.#verdict;
    invariant(
      this.#accepted + this.#rejected === transactions,
      `every transaction is accepted or rejected: ${this.#accepted} + ${this.#rejected} of ${transactions}`,
    );
    return {
      sender: this.#from.submitter.key,
      transactions,
      accepted: this.#accepted,
      rejected: this.#rejected,
      works: { ...this.#works },
    };
  }

  /** Resolves when nothing of it is on its way any more. */
  async settle(): Promise<void> {
    await this.#pipeline.settle();
  }

  /** Hands a batch on and returns when there is room for the next: while one is stored, the next is read and checked. */
  async #flush(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    this.#waitingLength = 0;
    if (batch.length > 0) await this.#pipeline.push(batch);
  }

  /** Makes the parties of a batch known. */
  async #prepare(batch: readonly Waiting[]): Promise<Prepared> {
    this.#file.signal.throwIfAborted();
    const usable = batch.flatMap((waiting) => (waiting.draft === null ? [] : [{ waiting, draft: waiting.draft }]));
    const ids = await this.#parties.idsOf(usable.flatMap(({ draft }) => draft.parties));
    const inputs = usable.map(({ waiting, draft }) =>
      statementInputOf(draft, ids, { ...this.#from, line: waiting.checked.transaction.line }),
    );
    return { batch, usable: usable.map(({ waiting }) => waiting), inputs };
  }

  /** Stores a batch, answers its transactions and tells how far the import has come. */
  async #finish({ batch, usable, inputs }: Prepared): Promise<void> {
    this.#file.signal.throwIfAborted();
    const recorded = await this.#record(inputs);
    const byWaiting = new Map(usable.map((waiting, at) => [waiting, recorded[at]]));
    const noticed = await this.#notices.record(
      batch.flatMap(({ notice }) => notice ?? []),
      this.#file.dryRun,
    );
    const outcomes = batch.map((waiting) => ({ waiting, recorded: byWaiting.get(waiting) ?? noticedAs(waiting, noticed) }));
    for (const { recorded: outcome } of outcomes) this.#count(outcome);
    // an answer is not answered: two societies would never come to an end
    await this.#acknowledging?.answer(outcomes.filter(({ waiting }) => !isAnswer(waiting.checked.transaction.type)).map(answerTo));
    const refused = [...noticed.values()].flatMap(({ problem }) => problem ?? []);
    const problems = [...batch.flatMap(({ checked }) => checked.problems), ...refused];
    await this.#file.progress({ done: this.#accepted + this.#rejected, total: this.#verdict.transactions, problems });
  }

  async #record(inputs: readonly WorkStatementInput[]): Promise<readonly RecordedStatement[]> {
    if (inputs.length === 0) return [];
    if (this.#file.dryRun) return await this.#rehearsal.record(inputs, this.#ground);
    return await this.#ground.inTransaction((session) => this.#ground.recordStatements(inputs, session));
  }

  #count(recorded: Recorded | undefined): void {
    if (recorded) this.#accepted += 1;
    else this.#rejected += 1;
    if (recorded?.outcome === "CREATED") this.#works.created += 1;
    else if (recorded?.outcome === "UPDATED") this.#works.updated += 1;
    else if (recorded && recorded.outcome !== "NO_WORK") this.#works.unchanged += 1;
  }
}

/** What an accepted transaction did. */
interface Recorded {
  readonly outcome: RecordedStatement["outcome"] | "NO_WORK";
  readonly conflictIds: readonly string[];
  /** Where it stated one. */
  readonly workId?: string;
}

function noticedAs({ notice }: Waiting, outcomes: ReadonlyMap<Notice, NoticeOutcome>): Recorded | undefined {
  const outcome = notice === null ? undefined : outcomes.get(notice);
  if (outcome === undefined || outcome.problem !== null) return undefined;
  if (outcome.moved === null) return { outcome: "NO_WORK", conflictIds: [] };
  return { outcome: outcome.moved ? "UPDATED" : "UNCHANGED", conflictIds: [] };
}

/** What is answered to a transaction. */
function answerTo({ waiting: { checked }, recorded }: { readonly waiting: Waiting; readonly recorded: Recorded | undefined }) {
  const { transaction, problems } = checked;
  return { transaction, problems, status: answerStatus(checked, recorded), workId: recorded?.workId ?? null };
}

function answerStatus(checked: CheckedTransaction, recorded: Recorded | undefined): AcknowledgementStatus {
  if (!recorded) return "RJ";
  return recorded.conflictIds.length > 0 ? "CO" : statusOf(checked);
}

/** Who says what a file says. */
export function provenanceOf(
  { receiver, message, receivedAt }: Pick<CwrImport, "receiver" | "message" | "receivedAt">,
  { senderKey, senderName, senderType, senderId }: CwrHeader,
): Provenance {
  return { submitter: { key: senderKey, name: senderName, society: senderType === "SO" ? senderId : null }, receiver, message, receivedAt };
}

/** The day the message was written: its groups of territories mean what they meant then (house rule). */
export function writtenOn({ createdAt }: CwrHeader, receivedAt: string): LocalDate {
  const day = parseLocalDate((createdAt ?? receivedAt).slice(0, 10));
  invariant(day, "an ISO instant begins with its day");
  return day;
}
