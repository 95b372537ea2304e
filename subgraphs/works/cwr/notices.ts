import { agreementOf, checkAgreement } from "../../domain/formats/cwr/agreement.ts";
import { answerOf, checkAnswer, isAnswer } from "../../domain/formats/cwr/answer.ts";
import type { CheckContext, CheckedTransaction } from "../../domain/formats/cwr/check.ts";
import type { CwrTransaction } from "../../domain/formats/cwr/transactions.ts";
import type { AgreementDraft, AnswerDraft } from "../../domain/drafts.ts";
import type { Problem } from "../../domain/outcome.ts";
import type { Period } from "../../domain/period.ts";
import type { ClientSession } from "../../kit/model.ts";
import { knownTerms, letAllWait, letWait, recordAgreements } from "./agreements.ts";
import { recordAnswers } from "./answers.ts";
import type { AnswerTools } from "./answers.ts";
import type { Provenance } from "./statementInput.ts";
import type { WorkModels } from "../model.ts";

/** What a transaction says that registers no work: an agreement (AGR), or a society's answer (ACK, ISW). */
export type Notice = { readonly agreement: AgreementDraft } | { readonly answer: AnswerDraft };

/** What became of a notice. */
export interface NoticeOutcome {
  /** Why it was refused after all. */
  readonly problem: Problem | null;
  /** A work's registration moved; null where it speaks of no work. */
  readonly moved: boolean | null;
}

export interface NoticeGround extends AnswerTools {
  readonly models: Pick<WorkModels, "works" | "agreements">;
  inTransaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T>;
  /** Lets the terms of a submitter's agreements bound the claims that named them before they came. */
  applyTerms(submitterKey: string): Promise<void>;
}

/** Whatever one file says beside its registrations, and the terms of agreements that its registrations may name. */
export class Notices {
  readonly #ground: NoticeGround;
  readonly #from: Provenance;
  #terms = new Map<string, Period>();
  /** The first answer of each. */
  readonly #used = new Map<string, Period | null>();

  constructor(ground: NoticeGround, from: Provenance) {
    this.#ground = ground;
    this.#from = from;
  }

  /** Learns the agreements that the sender stated before. */
  async open(): Promise<void> {
    this.#terms = await knownTerms(this.#ground.models, this.#from.submitter.key);
  }

  /** The term of an agreement of the sender, by its number: as stated before, or earlier in this file. What comes later is applied at the end. */
  readonly agreementTerm = (number: string): Period | null => {
    const term = this.#terms.get(number) ?? null;
    if (!this.#used.has(number)) this.#used.set(number, term);
    return term;
  };

  /** When everything is stored: what the file said of agreements holds for all that names them, whatever came first. */
  async close({ isResumed }: { readonly isResumed: boolean }): Promise<void> {
    await this.#applyAgain(isResumed);
    await this.#ground.applyTerms(this.#from.submitter.key);
  }

  /**
   * Agreements that another file brought while this one was read: its claims were read with the terms of before. Which terms an attempt that
   * was cut short used is not known any more, so that all are looked at.
   */
  async #applyAgain(isResumed: boolean): Promise<void> {
    if (isResumed) {
      await letAllWait(this.#ground.models, this.#from.submitter.key);
      return;
    }
    if (this.#used.size === 0) return;
    const now = await knownTerms(this.#ground.models, this.#from.submitter.key);
    const changed = [...this.#used].flatMap(([number, used]) => {
      const term = now.get(number) ?? null;
      return term === null || (term.from === used?.from && term.until === used.until) ? [] : [number];
    });
    await letWait(this.#ground.models, { submitterKey: this.#from.submitter.key, numbers: changed });
  }

  /** Checks a transaction that registers no work; null for all others. Its notice is null where it is rejected. */
  read(
    transaction: CwrTransaction,
    context: CheckContext,
  ): { readonly checked: CheckedTransaction; readonly notice: Notice | null } | null {
    if (transaction.type === "AGR") {
      const checked = checkAgreement(transaction, context);
      if (checked.rejected) return { checked, notice: null };
      const agreement = agreementOf(checked, context.on);
      this.#terms.set(agreement.submitterAgreementNumber, agreement.period);
      return { checked, notice: { agreement } };
    }
    if (!isAnswer(transaction.type)) return null;
    const checked = checkAnswer(transaction, context);
    return { checked, notice: checked.rejected ? null : { answer: answerOf(checked) } };
  }

  /** Finds out what would become of a batch, and takes it back. */
  async rehearse(notices: readonly Notice[]): Promise<ReadonlyMap<Notice, NoticeOutcome>> {
    if (notices.length === 0) return new Map();
    const takenBack = new Error("a rehearsal is taken back");
    let outcomes: ReadonlyMap<Notice, NoticeOutcome> = new Map();
    await this.#ground
      .inTransaction(async (session) => {
        outcomes = await this.record(notices, session);
        throw takenBack;
      })
      .catch((error: unknown) => {
        if (error !== takenBack) throw error;
      });
    return outcomes;
  }

  /** Stores a batch in the caller's transaction. */
  async record(notices: readonly Notice[], session: ClientSession): Promise<ReadonlyMap<Notice, NoticeOutcome>> {
    const agreements = notices.flatMap((notice) => ("agreement" in notice ? [notice.agreement] : []));
    if (agreements.length > 0) await recordAgreements(this.#ground.models, { agreements, from: this.#from }, session);
    const answered = notices.filter((notice) => "answer" in notice);
    const answers = answered.map(({ answer }) => answer);
    const found = answers.length === 0 ? [] : await recordAnswers(this.#ground, { answers, from: this.#from }, session);
    const outcomes = new Map<Notice, NoticeOutcome>(notices.map((notice) => [notice, { problem: null, moved: null }]));
    answered.forEach((notice, at) => {
      const outcome = found[at];
      if (outcome === undefined || !notice.answer.isOfWork) return;
      outcomes.set(notice, "problem" in outcome ? { problem: outcome.problem, moved: null } : { problem: null, moved: outcome.moved });
    });
    return outcomes;
  }
}
