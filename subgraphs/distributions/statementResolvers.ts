import type { Fine } from "../domain/distribution/fine.ts";
import { fineText } from "../domain/distribution/fine.ts";
import { money } from "../domain/money.ts";
import { parseStoredShare } from "../domain/shares.ts";
import { mayReadReport, mayReadStatement } from "./access.ts";
import { listLines } from "./lists.ts";
import type { DistributionsServices } from "./services.ts";
import { isTaxed, lineAmounts } from "./statements/lineAmounts.ts";
import type { Resolvers } from "./types.generated.ts";
import { currencyOf, exactText, exchangeOf, moneyOf, present, reasonOf, societyOf, sumOf } from "./views.ts";

/** Statements and their lines. */
export function statementResolvers({ ground }: DistributionsServices): Pick<Resolvers, "Statement" | "StatementLine"> {
  return {
    Statement: {
      __resolveReference: async ({ id }, { caller, loaders }) => {
        const statement = await loaders.statement.load(id);
        return statement !== null && mayReadStatement(caller, statement) ? statement : null;
      },
      id: ({ _id }) => _id,
      run: async ({ runId }, _, { loaders }) => present(await loaders.run.load(runId), "a statement has its run"),
      payer: ({ payer }) => societyOf(payer),
      payee: ({ payee }) => societyOf(payee),
      gross: ({ grossMinor, currency }) => moneyOf(grossMinor, currency),
      deductions: ({ deductions, currency }) =>
        deductions.map(({ rate, minor, ...rest }) => ({ ...rest, rate: parseStoredShare(rate), amount: moneyOf(minor, currency) })),
      deducted: ({ deductions, currency }) => moneyOf(sumOf(deductions), currency),
      taxes: ({ taxes, currency }) =>
        taxes.map(({ rate, minor, ...rest }) => ({ ...rest, rate: parseStoredShare(rate), amount: moneyOf(minor, currency) })),
      tax: ({ taxes, currency }) => moneyOf(sumOf(taxes), currency),
      remitted: ({ remittedMinor, currency }) => moneyOf(remittedMinor, currency),
      paid: ({ paidMinor, paidCurrency }) => moneyOf(paidMinor, paidCurrency),
      exchange: ({ exchange }) => exchangeOf(exchange),
      lines: async ({ _id }, page) => await listLines(ground, _id, page),
    },
    StatementLine: {
      id: ({ _id }) => _id,
      statement: async ({ statementId }, _, { loaders }) =>
        present(await loaders.statement.load(statementId ?? ""), "a line has its statement"),
      work: ({ workKey }) => ({ id: workKey }),
      workTitle: ({ title }) => title ?? "",
      party: ({ partyId }) => (partyId === null ? null : { id: partyId }),
      partyName: ({ partyName }) => partyName ?? "",
      role: ({ role }) => role ?? "",
      society: ({ holder }) => (holder === null ? null : societyOf(holder)),
      share: ({ part }) => parseStoredShare(part),
      statedShare: ({ stated, part }) => parseStoredShare(stated ?? part),
      gross: async (line, _, { loaders }) => await amountText(line, loaders, "gross"),
      deductions: async (line, _, { loaders }) => await amountText(line, loaders, "deducted"),
      tax: async (line, _, { loaders }) => await amountText(line, loaders, "tax"),
      net: async (line, _, { loaders }) => await amountText(line, loaders, "net"),
    },
  };
}

type LineOfStatement = Parameters<typeof lineAmounts>[0] & { readonly statementId: string | null; readonly currency: string };

async function amountText(
  line: LineOfStatement,
  loaders: { readonly statement: { load(id: string): Promise<Parameters<typeof lineAmounts>[1] | null> } },
  which: "gross" | "deducted" | "tax" | "net",
): Promise<string> {
  const statement = present(await loaders.statement.load(line.statementId ?? ""), "a line has its statement");
  return fineText(lineAmounts(line, statement)[which], currencyOf(line.currency));
}

/** How a payment came about. */
export function explanationResolvers(): Pick<Resolvers, "PaymentExplanation"> {
  return {
    PaymentExplanation: {
      report: async ({ line }, _, { caller, loaders }) => {
        const report = await loaders.report.load(line.reportId);
        return report !== null && mayReadReport(caller, report) ? report : null;
      },
      fee: ({ fee }) => ({ ...fee, amount: moneyOf(fee.minor, fee.currency), fullAmount: moneyOf(fee.fullMinor, fee.currency) }),
      workAmount: ({ workAmount, currency }) => fineText(workAmount, currency),
      claimIds: ({ line }) => [...line.claimIds],
      because: ({ line }) => line.because,
      deductions: ({ amounts, currency }) =>
        amounts.deductions.map(({ rule, base, fine }) => ({
          kind: rule.kind,
          baseAmount: exactText(base, currency),
          rate: rule.rate,
          amount: fineText(fine, currency),
          reference: rule.reference,
        })),
      tax: ({ amounts, currency }) =>
        isTaxed(amounts)
          ? {
              kind: null,
              baseAmount: exactText(amounts.taxBase, currency),
              rate: amounts.taxRate,
              amount: fineText(amounts.tax, currency),
              reference: amounts.taxReference,
            }
          : null,
      exchange: ({ statement }) => exchangeOf(statement.exchange),
      payee: ({ statement }) => societyOf(statement.payee),
    },
  };
}

/** Money that is not paid yet, and what societies owe each other. */
export function moneyResolvers(): Pick<Resolvers, "Undistributed" | "Hold" | "SettlementDue" | "Settlement"> {
  return {
    Undistributed: {
      id: ({ _id }) => _id,
      reason: ({ destination }) => reasonOf(destination),
      payer: ({ payer }) => societyOf(payer),
      run: async ({ runId }, _, { loaders }) => present(await loaders.run.load(runId), "undistributed money has its run"),
      work: ({ workKey }) => (workKey.startsWith("wrk_") ? { id: workKey } : null),
      party: ({ partyId }) => (partyId === null ? null : { id: partyId }),
      conflictIds: ({ conflictIds }) => [...conflictIds],
      amount: ({ fine, currency }) => fineText(BigInt(fine) as Fine, currencyOf(currency)),
    },
    Hold: {
      id: ({ _id }) => _id,
      conflictIds: ({ conflictIds }) => [...conflictIds],
      payer: ({ payer }) => societyOf(payer),
      run: async ({ runId }, _, { loaders }) => present(await loaders.run.load(runId), "a hold has its run"),
      amount: ({ minor, currency }) => moneyOf(minor, currency),
    },
    Settlement: {
      dues: ({ dues }) =>
        dues.map(({ due, statement }) => ({
          from: societyOf(due.from),
          to: societyOf(due.to),
          amount: money(due.minor, due.currency),
          statement,
        })),
      positions: ({ positions }) =>
        positions.map(({ society, currency, receivableMinor, payableMinor, netMinor }) => ({
          society: societyOf(society),
          receivable: money(receivableMinor, currency),
          payable: money(payableMinor, currency),
          net: money(netMinor, currency),
        })),
      payments: ({ payments }) =>
        payments.map(({ from, to, currency, minor }) => ({ from: societyOf(from), to: societyOf(to), amount: money(minor, currency) })),
    },
  };
}
