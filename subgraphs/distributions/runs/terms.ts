import { invariant } from "../../domain/invariant.ts";
import type { PaymentTerms } from "../../domain/distribution/terms.ts";
import { NO_TERMS, readTerms } from "../../domain/distribution/terms.ts";
import { parseCurrency } from "../../domain/money.ts";
import type { IpiRight } from "../../domain/rights.ts";
import type { AgreementTerms, MandateReader, TermsQuestion } from "../../kit/ports/mandateReader.ts";
import { requireOk } from "../../kit/refusal.ts";
import { batchesOf } from "../ports.ts";

const QUESTIONS_MAX = 2_000;

/** The terms on which a licensor pays, as far as they were asked for. */
export interface TermsBook {
  /** Reads what is not known yet. */
  learn(questions: readonly TermsQuestion[]): Promise<void>;
  of(question: {
    readonly payer: string;
    readonly payee: string;
    readonly right: IpiRight;
    readonly country: string;
    readonly on: string;
  }): PaymentTerms;
}

/** Terms by payer, payee, right, country and day. A licensor pays its own members without terms, and nothing is deducted. */
export function createTermsBook(mandateReader: MandateReader): TermsBook {
  const known = new Map<string, PaymentTerms>();
  return {
    learn: async (questions) => {
      const fresh = new Map(questions.filter((one) => !known.has(keyOf(one))).map((one) => [keyOf(one), one]));
      for (const batch of batchesOf([...fresh], QUESTIONS_MAX)) {
        const { answers } = await mandateReader.terms({ questions: batch.map(([, question]) => question) });
        batch.forEach(([key], at) => known.set(key, toTerms(answers[at] ?? null)));
      }
    },
    of: (question) => {
      const terms = known.get(keyOf(question));
      invariant(terms !== undefined, `terms are asked before they are used: ${keyOf(question)}`);
      return terms;
    },
  };
}

function keyOf({ payer, payee, right, country, on }: TermsQuestion): string {
  return `${payer}/${payee}/${right}/${country}/${on}`;
}

function toTerms(stated: AgreementTerms | null): PaymentTerms {
  if (stated === null) return NO_TERMS;
  return requireOk(readTerms({ ...stated, currency: requireOk(parseCurrency(stated.currency)) }));
}
