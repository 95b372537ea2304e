import type { Fine } from "../../domain/distribution/fine.ts";
import { minorOfFine, NO_FINE, parseStoredFine, splitFine } from "../../domain/distribution/fine.ts";
import type { DeductionRule, PaymentTerms } from "../../domain/distribution/terms.ts";
import { applyTerms, NO_TERMS } from "../../domain/distribution/terms.ts";
import type { Share } from "../../domain/shares.ts";
import { isZeroShare, parseStoredShare } from "../../domain/shares.ts";
import type { LineRecord, StatementRecord } from "../runs/model.ts";

/** What the terms make of one line, in fine amounts; deductions, tax and net add up to the gross exactly. */
export interface LineAmounts {
  readonly gross: Fine;
  readonly deductions: readonly { readonly rule: DeductionRule; readonly base: Share; readonly fine: Fine }[];
  readonly deducted: Fine;
  readonly taxRate: Share;
  readonly taxBase: Share;
  readonly taxReference: string | null;
  readonly tax: Fine;
  readonly net: Fine;
}

/** Applies the terms that the statement keeps to one of its lines. */
export function lineAmounts(line: Pick<LineRecord, "fine" | "agreementId">, statement: Pick<StatementRecord, "terms">): LineAmounts {
  const gross = parseStoredFine(line.fine);
  const terms = termsOf(statement, line.agreementId);
  const applied = applyTerms(minorOfFine(gross), terms);
  const parts = [
    ...applied.deductions.map(({ amount }, at) => ({ key: `deduction/${at}`, weight: amount })),
    { key: "tax", weight: applied.tax },
    { key: "net", weight: applied.net },
  ];
  const split = splitFine(gross, parts) ?? new Map<string, Fine>();
  const of = (key: string): Fine => split.get(key) ?? NO_FINE;
  const deductions = applied.deductions.map(({ rule, base }, at) => ({ rule, base, fine: of(`deduction/${at}`) }));
  return {
    gross,
    deductions,
    deducted: deductions.reduce((sum, { fine }) => sum + fine, 0n) as Fine,
    taxRate: terms.tax,
    taxBase: applied.taxBase,
    taxReference: terms.taxReference,
    tax: of("tax"),
    net: of("net"),
  };
}

/** Whether anything is withheld. */
export function isTaxed({ taxRate }: LineAmounts): boolean {
  return !isZeroShare(taxRate);
}

function termsOf({ terms }: Pick<StatementRecord, "terms">, agreementId: string | null): PaymentTerms {
  const found = terms.find((one) => one.agreementId === agreementId);
  if (found === undefined) return NO_TERMS;
  const deductions = found.deductions.map((rule) => ({ ...rule, rate: parseStoredShare(rule.rate) }));
  return { agreementId, deductions, tax: parseStoredShare(found.tax), taxReference: found.taxReference, currency: null };
}
