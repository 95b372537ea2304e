import { invariant } from "../invariant.ts";
import type { CurrencyCode } from "../money.ts";
import type { Outcome, Problem } from "../outcome.ts";
import { ok, problem } from "../outcome.ts";
import type { Share } from "../shares.ts";
import { compareShares, multiplyShares, parsePercent, subtractShares, WHOLE, ZERO } from "../shares.ts";

export type DeductionKind = "ADMINISTRATION" | "SOCIAL_CULTURAL" | "OTHER";

/** One deduction of an agreement's schedule: a rate on the gross, or on what the earlier ones left. */
export interface DeductionRule {
  readonly kind: DeductionKind;
  readonly base: "GROSS" | "REMAINDER";
  readonly rate: Share;
  /** The clause or decision that allows it. */
  readonly reference: string;
}

/** On what terms one society pays another: deductions in the order they are taken, tax on what they leave, currency of the statement. */
export interface PaymentTerms {
  /** Null where no agreement is in force between the two: nothing is deducted. */
  readonly agreementId: string | null;
  readonly deductions: readonly DeductionRule[];
  readonly tax: Share;
  readonly taxReference: string | null;
  /** Null: the currency of the income. */
  readonly currency: CurrencyCode | null;
}

/** The own members of a licensor, and payees without an agreement. */
export const NO_TERMS: PaymentTerms = { agreementId: null, deductions: [], tax: ZERO, taxReference: null, currency: null };

/** Exact amounts in minor units: what terms make of a gross amount. Deductions, tax and net add up to the gross. */
export interface TermsApplied {
  readonly deductions: readonly { readonly rule: DeductionRule; readonly base: Share; readonly amount: Share }[];
  readonly taxBase: Share;
  readonly tax: Share;
  readonly net: Share;
}

/** Takes the deductions in order, then the tax on what they leave (house rule: tax last, reported and never netted silently). */
export function applyTerms(gross: Share, terms: PaymentTerms): TermsApplied {
  let rest = gross;
  const deductions = terms.deductions.map((rule) => {
    const base = rule.base === "GROSS" ? gross : rest;
    const amount = multiplyShares(base, rule.rate);
    rest = subtractShares(rest, amount);
    return { rule, base, amount };
  });
  const tax = multiplyShares(rest, terms.tax);
  const net = subtractShares(rest, tax);
  invariant(compareShares(net, ZERO) >= 0, `deductions leave zero or more; agreement ${terms.agreementId} leaves less`);
  return { deductions, taxBase: rest, tax, net };
}

/** Terms as an agreement states them: rates are decimal percentages. */
export interface StatedTerms {
  readonly agreementId: string;
  readonly deductions: readonly {
    readonly kind: DeductionKind;
    readonly base: "GROSS" | "REMAINDER";
    readonly percent: string;
    readonly reference: string;
  }[];
  readonly taxPercent: string;
  readonly taxReference: string | null;
  readonly currency: CurrencyCode;
}

/** Reads stated terms; problems `RATE_SYNTAX` (no percentage from 0 to 100) and `DEDUCTIONS_EXCEED_GROSS`. */
export function readTerms(stated: StatedTerms): Outcome<PaymentTerms> {
  const problems: Problem[] = [];
  const rateOf = (text: string, what: string): Share => {
    const rate = parsePercent(text);
    if (rate !== null && compareShares(rate, ZERO) >= 0 && compareShares(rate, WHOLE) <= 0) return rate;
    problems.push(
      problem(
        "RATE_SYNTAX",
        `${what} of ${stated.agreementId} is ${JSON.stringify(text.slice(0, 40))}; it must be a percentage from 0 to 100.`,
      ),
    );
    return ZERO;
  };
  const deductions = stated.deductions.map(({ kind, base, percent, reference }) => ({
    kind,
    base,
    rate: rateOf(percent, kind),
    reference,
  }));
  const tax = rateOf(stated.taxPercent, "the withholding tax");
  let rest = WHOLE;
  for (const { base, rate } of deductions) rest = subtractShares(rest, base === "GROSS" ? rate : multiplyShares(rest, rate));
  if (compareShares(rest, ZERO) < 0) {
    problems.push(problem("DEDUCTIONS_EXCEED_GROSS", `The deductions of ${stated.agreementId} take more than the gross amount.`));
  }
  if (problems.length > 0) return { ok: false, problems };
  return ok({ agreementId: stated.agreementId, deductions, tax, taxReference: stated.taxReference, currency: stated.currency });
}
