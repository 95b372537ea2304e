import { createReadStream } from "node:fs";
import { canAcknowledge, statusOf } from "../../domain/formats/cwr/acknowledge.ts";
import type { TransactionAnswer } from "../../domain/formats/cwr/acknowledge.ts";
import { checkTransaction } from "../../domain/formats/cwr/check.ts";
import { interpretTransaction } from "../../domain/formats/cwr/interpret.ts";
import { readCwr, readCwrVerdict } from "../../domain/formats/cwr/read.ts";
import type { CwrVersion } from "../../domain/formats/cwr/layouts.ts";
import type { CwrHeader, CwrTransaction, CwrVerdict } from "../../domain/formats/cwr/transactions.ts";
import { invariant } from "../../domain/invariant.ts";
import type { Problem } from "../../domain/outcome.ts";
import { parseLocalDate } from "../../domain/period.ts";
import type { LocalDate } from "../../domain/period.ts";
import type { Clock } from "../../kit/clock.ts";
import type { PartyReader } from "../../kit/ports/partyReader.ts";
import type { PartyRegistrar } from "../../kit/ports/partyRegistrar.ts";
import { Refusal } from "../../kit/refusal.ts";
import type { AcknowledgementFile } from "./acknowledgementFile.ts";
import { Acknowledging, whyNotAcknowledged } from "./acknowledging.ts";
import { Batches } from "./batches.ts";
import type { BatchGround, Prepared, Waiting } from "./batches.ts";
import type { TransactionOutcome } from "./importLog.ts";
import { isAnswer } from "../../domain/formats/cwr/answer.ts";
import { Notices } from "./notices.ts";
import type { NoticeGround } from "./notices.ts";
import { FileParties } from "./parties.ts";
import { Pipeline } from "./pipeline.ts";
import { statementInputOf } from "./statementInput.ts";
import type { Provenance } from "./statementInput.ts";

/** What an import needs of the house. */
export interface CwrImportGround extends BatchGround, NoticeGround {
  readonly models: BatchGround["models"] & NoticeGround["models"];
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
  readonly version: CwrVersion;
}

/** Works of one transaction of the store: large enough to share its cost, small enough to be tried again. */
const BATCH = 400;
/** Characters of records in one such transaction; one work has a few thousand. */
const BATCH_LENGTH_MAX = 4_000_000;

/**
 * Reads a file twice: once for its verdict, so that nothing of a broken file is stored, and once for its transactions. Good
 * ones are stored batch by batch, bad ones are named; a dry run does the same and takes every batch back. An
 * attempt that begins again after a crash passes over the batches that are stored, and answers as if nothing had happened.
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

class ImportRun {
  readonly #file: CwrImport;
  readonly #ground: CwrImportGround;
  readonly #verdict: CwrVerdict;
  readonly #from: Provenance;
  readonly #on: LocalDate;
  readonly #acknowledging: Acknowledging | null;
  readonly #batches: Batches;
  readonly #parties: FileParties;
  readonly #notices: Notices;
  readonly #pipeline: Pipeline<Pick<Prepared, "first" | "batch">, Prepared>;
  #waiting: Waiting[] = [];
  #waitingLength = 0;
  /** Where the waiting ones begin, and how many of them an earlier attempt stored together. */
  #first = 0;
  #stored = 0;
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
    const version = verdict.version ?? "2.1";
    const given = { header, version, now: ground.clock.now() };
    this.#acknowledging =
      acknowledgement === null || receiver === null || !canAcknowledge(version)
        ? null
        : new Acknowledging({ file: acknowledgement, society: receiver, ...given });
    this.#notices = new Notices(ground, this.#from);
    this.#batches = new Batches(ground, { ...file, notices: this.#notices });
    this.#parties = file.dryRun
      ? FileParties.found(this.#from, ground.partyReader)
      : FileParties.registered(this.#from, ground.partyRegistrar);
    this.#pipeline = new Pipeline({ first: (batch) => this.#prepare(batch), second: (prepared) => this.#finish(prepared) });
  }

  async open(): Promise<void> {
    const problems = [...this.#verdict.problems, ...whyNotAcknowledged(this.#file, this.#verdict.version)];
    await this.#file.progress({ done: 0, total: this.#verdict.transactions, problems });
    await this.#notices.open();
    await this.#batches.log?.open();
    this.#stored = this.#batches.log?.storedFrom(0) ?? 0;
  }

  async take(transaction: CwrTransaction): Promise<void> {
    const refused = this.#verdict.refusedGroups.includes(transaction.group.index);
    const context = { on: this.#on, strict: this.#file.strict, receiver: this.#file.receiver };
    const noticed = refused ? null : this.#notices.read(transaction, context);
    const checked = noticed?.checked ?? checkTransaction(transaction, context);
    const usable = !refused && !checked.rejected;
    const { problems, changed } = checked;
    this.#waiting.push({
      checked: { transaction, problems, rejected: !usable, changed },
      draft:
        usable && noticed === null && this.#stored === 0
          ? interpretTransaction(checked, { on: this.#on, agreementTerm: this.#notices.agreementTerm })
          : null,
      notice: noticed?.notice ?? null,
    });
    for (const { text } of transaction.records) this.#waitingLength += text.length;
    const isFull = this.#waiting.length >= BATCH || this.#waitingLength >= BATCH_LENGTH_MAX;
    // what was stored together is told together, whatever a batch holds today
    if (this.#stored > 0 ? this.#waiting.length === this.#stored : isFull) await this.#flush();
  }

  async close(): Promise<CwrImportSummary> {
    await this.#flush();
    await this.#pipeline.end();
    if (!this.#file.dryRun) await this.#notices.close({ isResumed: this.#batches.isResumed });
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
      version: this.#verdict.version ?? "2.1",
    };
  }

  /** Resolves when nothing of it is on its way any more. */
  async settle(): Promise<void> {
    await this.#pipeline.settle();
  }

  /** Hands a batch on and returns when there is room for the next: while one is stored, the next is read and checked. */
  async #flush(): Promise<void> {
    const [first, batch] = [this.#first, this.#waiting];
    this.#waiting = [];
    this.#waitingLength = 0;
    this.#first += batch.length;
    this.#stored = this.#batches.log?.storedFrom(this.#first) ?? 0;
    if (batch.length > 0) await this.#pipeline.push({ first, batch });
  }

  /** Makes the parties of a batch known, and everything that needs no look at the store: done while the batch before waits for it. */
  async #prepare({ first, batch }: Pick<Prepared, "first" | "batch">): Promise<Prepared> {
    this.#file.signal.throwIfAborted();
    const usable = batch.flatMap((waiting) => (waiting.draft === null ? [] : [{ waiting, draft: waiting.draft }]));
    const ids = await this.#parties.idsOf(usable.flatMap(({ draft }) => draft.parties));
    const inputs = usable.map(({ waiting, draft }) =>
      statementInputOf(draft, ids, { ...this.#from, line: waiting.checked.transaction.line }),
    );
    const drafts = this.#file.dryRun ? [] : await this.#ground.draftStatements(inputs);
    return { first, batch, drafts, usable: usable.map(({ waiting }) => waiting), inputs };
  }

  /** Stores a batch, answers its transactions and tells how far the import has come. */
  async #finish(prepared: Prepared): Promise<void> {
    this.#file.signal.throwIfAborted();
    const { batch } = prepared;
    const { outcomes, problems } = await this.#batches.store(prepared);
    for (const outcome of outcomes) this.#count(outcome);
    // an answer is not answered: two societies would never come to an end
    const answers = batch.flatMap(({ checked }, at) =>
      isAnswer(checked.transaction.type) ? [] : [answerTo(checked, outcomes[at] ?? null)],
    );
    await this.#acknowledging?.answer(answers);
    await this.#file.progress({
      ...{ done: this.#accepted + this.#rejected, total: this.#verdict.transactions },
      problems: [...batch.flatMap(({ checked }) => checked.problems), ...problems],
    });
  }

  #count(outcome: TransactionOutcome | null): void {
    if (outcome === null) this.#rejected += 1;
    else this.#accepted += 1;
    if (outcome?.outcome === "CREATED") this.#works.created += 1;
    else if (outcome?.outcome === "UPDATED") this.#works.updated += 1;
    else if (outcome !== null && outcome.outcome !== "NO_WORK") this.#works.unchanged += 1;
  }
}

/** What is answered to a transaction. */
function answerTo(checked: Waiting["checked"], outcome: TransactionOutcome | null): TransactionAnswer {
  const { transaction, problems } = checked;
  const status = outcome === null ? "RJ" : outcome.isInConflict ? "CO" : statusOf(checked);
  return { transaction, problems, status, recipientWorkNumber: outcome?.recipientNumber ?? null };
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
