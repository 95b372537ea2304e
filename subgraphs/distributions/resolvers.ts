import type { DestinationKind } from "../domain/distribution/workParts.ts";
import type { Fine } from "../domain/distribution/fine.ts";
import { fineText } from "../domain/distribution/fine.ts";
import { money, parseCurrency } from "../domain/money.ts";
import type { CurrencyCode, Money } from "../domain/money.ts";
import { parseStoredShare, share } from "../domain/shares.ts";
import { invariant } from "../domain/invariant.ts";
import { problemsOf, toProblemType } from "../kit/resolve.ts";
import { requireOk } from "../kit/refusal.ts";
import { toMoneyType, toShareType } from "../kit/scalars.ts";
import { mayReadReport, mayReadStatement, mayReadTotals, readingSociety, requireTotals } from "./access.ts";
import type { DistributionRunParent } from "./mappers.ts";
import type { TotalRecord, ExchangeRecord } from "./runs/model.ts";
import { explainPayment } from "./statements/explain.ts";
import { isTaxed, lineAmounts } from "./statements/lineAmounts.ts";
import { settlementOf } from "./statements/settlement.ts";
import { listHolds, listLines, listReports, listRows, listRuns, listStatements, listUndistributed, statementsOfRun } from "./lists.ts";
import type { DistributionsServices } from "./services.ts";
import type { Resolvers } from "./types.generated.ts";

/** The resolvers of schema/distributions.graphql over the services. */
export function createResolvers(services: DistributionsServices): Resolvers {
  const { ground } = services;
  return {
    Query: {
      distributionRun: async (_, { id }, { caller, loaders }) => {
        requireTotals(caller);
        const run = await loaders.run.load(id);
        return run !== null && mayReadTotals(caller, run) ? run : null;
      },
      distributionRuns: async (_, args, { caller }) => await listRuns(ground, caller, args),
      statements: async (_, { filter, ...page }, { caller }) => await listStatements(ground, caller, { ...filter, ...page }),
      statement: async (_, { id }, { caller, loaders }) => {
        readingSociety(caller);
        const statement = await loaders.statement.load(id);
        return statement !== null && mayReadStatement(caller, statement) ? statement : null;
      },
      explainPayment: async (_, { line }, context) => await explainPayment(ground, context, line),
      undistributed: async (_, { filter, ...page }, { caller }) => await listUndistributed(ground, caller, { ...filter, ...page }),
      settlement: async (_, { period }, { caller }) => await settlementOf(ground, caller, period),
      holds: async (_, args, { caller }) => await listHolds(ground, caller, args),
      usageReport: async (_, { id }, { caller, loaders }) => {
        const report = await loaders.report.load(id);
        return report !== null && mayReadReport(caller, report) ? report : null;
      },
      usageReports: async (_, { filter, ...page }, { caller }) => await listReports(ground, caller, { ...filter, ...page }),
    },
    Mutation: {
      runDistribution: async (_, { input }, { caller }) => await runPayload(services, { ...input, caller }),
    },
    ...runResolvers(services),
    ...reportResolvers(services),
    ...statementResolvers(services),
    ...explanationResolvers(),
    ...moneyResolvers(),
    Money: { amount: (amount) => toMoneyType(amount).amount, currency: ({ currency }) => currency },
    Share: {
      percent: (part) => toShareType(part).percent,
      numerator: ({ numerator }) => numerator,
      denominator: ({ denominator }) => denominator,
    },
  };
}

async function runPayload(
  services: DistributionsServices,
  input: {
    readonly period?: string | null;
    readonly dryRun?: boolean | null;
    readonly idempotencyKey?: string | null;
    readonly caller: Parameters<DistributionsServices["runDistribution"]>[0]["caller"];
  },
) {
  const { period = null, dryRun, idempotencyKey = null, caller } = input;
  try {
    const { run, replayed, notes, statements } = await services.runDistribution({
      period,
      dryRun: dryRun === true,
      caller,
      idempotencyKey,
    });
    return { run: dryRun === true ? { ...run, dry: statements } : run, problems: notes.map(toProblemType), replayed };
  } catch (error) {
    return { run: null, problems: problemsOf(error).map(toProblemType), replayed: false };
  }
}

function runResolvers({
  ground,
}: DistributionsServices): Pick<Resolvers, "DistributionRun" | "DistributionTotal" | "LedgerEntry" | "Posting"> {
  const isDry = (run: DistributionRunParent): boolean => run.dry !== undefined;
  return {
    DistributionRun: {
      __resolveReference: async ({ id }, { caller, loaders }) => {
        requireTotals(caller);
        const run = await loaders.run.load(id);
        return run !== null && mayReadTotals(caller, run) ? run : null;
      },
      id: ({ _id }) => _id,
      dryRun: isDry,
      payers: ({ payers }) => payers.map(societyOf),
      totals: (run, _, { caller }) => (mayReadTotals(caller, run) ? run.totals.map(totalOf) : []),
      reports: async ({ reportIds }, _, { caller, loaders }) => {
        const reports = await loaders.report.loadMany(reportIds);
        return reports.flatMap((report) => (report !== null && mayReadReport(caller, report) ? [report] : []));
      },
      statements: async (run, _, { caller }) =>
        run.dry === undefined ? await statementsOfRun(ground, caller, run._id) : run.dry.filter((one) => mayReadStatement(caller, one)),
      ledger: async (run, _, { caller }) => {
        const society = readingSociety(caller);
        const entries = isDry(run) ? [] : await ground.money.ledger.find({ runId: run._id }).sort({ _id: 1 }).limit(1_000).lean();
        return entries.filter(({ payer }) => society === null || payer === society);
      },
    },
    LedgerEntry: {
      id: ({ _id }) => _id,
      postings: ({ postings }) => postings.map(({ account, currency, minor }) => ({ account, amount: moneyOf(minor, currency) })),
    },
  };
}

function reportResolvers({ ground }: DistributionsServices): Pick<Resolvers, "UsageReport" | "UsageRow"> {
  return {
    UsageReport: {
      __resolveReference: async ({ id }, { caller, loaders }) => {
        const report = await loaders.report.load(id);
        return report !== null && mayReadReport(caller, report) ? report : null;
      },
      id: ({ _id }) => _id,
      license: ({ licenseId }) => ({ id: licenseId }),
      licensor: ({ licensor }) => societyOf(licensor),
      days: ({ from, until }) => ({ from, until }),
      revenue: ({ revenueMinor, currency }) => moneyOf(revenueMinor, currency),
      totals: ({ totals, currency }) =>
        totals.map(({ revenueMinor, ...total }) => ({ ...total, revenue: moneyOf(revenueMinor, currency) })),
      paidBy: async ({ paidBy }, _, { caller, loaders }) => {
        const run = paidBy === null ? null : await loaders.run.load(paidBy);
        return run !== null && mayReadTotals(caller, run) ? run : null;
      },
      rows: async ({ _id }, page) => await listRows(ground, _id, page),
    },
    UsageRow: {
      line: ({ row }) => row.line,
      rowId: ({ row }) => row.rowId,
      territory: ({ row }) => row.territory,
      use: ({ row }) => row.use,
      isrc: ({ row }) => row.isrc,
      iswc: ({ row }) => row.iswc,
      workCode: ({ row }) => row.workCode,
      title: ({ row }) => row.title,
      artist: ({ row }) => row.artist,
      plays: ({ row }) => row.plays,
      match: ({ row }) => ({
        work: row.workId === null ? null : { id: row.workId },
        by: row.by,
        confidence: share(BigInt(row.confidencePpm), 1_000_000n),
        because: row.because,
      }),
    },
  };
}

function statementResolvers({ ground }: DistributionsServices): Pick<Resolvers, "Statement" | "StatementLine"> {
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

function explanationResolvers(): Pick<Resolvers, "PaymentExplanation"> {
  return {
    PaymentExplanation: {
      report: async ({ line }, _, { caller, loaders }) => {
        const report = await loaders.report.load(line.reportId);
        return report !== null && mayReadReport(caller, report) ? report : null;
      },
      fee: ({ fee }) => ({ ...fee, amount: moneyOf(fee.minor, fee.currency) }),
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

function moneyResolvers(): Pick<Resolvers, "Undistributed" | "Hold" | "SettlementDue" | "Settlement"> {
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

function societyOf(code: string): { readonly code: string } {
  return { code };
}

function currencyOf(code: string): CurrencyCode {
  return requireOk(parseCurrency(code));
}

function moneyOf(minor: string, currency: string): Money {
  return money(BigInt(minor), currencyOf(currency));
}

function sumOf(parts: readonly { readonly minor: string }[]): string {
  return parts.reduce((sum, { minor }) => sum + BigInt(minor), 0n).toString();
}

function totalOf({ currency, ...total }: TotalRecord) {
  const of = (name: keyof typeof total): Money => moneyOf(total[name], currency);
  return {
    currency,
    income: of("income"),
    remitted: of("remitted"),
    deductions: of("deductions"),
    tax: of("tax"),
    held: of("held"),
    unmatched: of("unmatched"),
    unclaimed: of("unclaimed"),
    nonMembers: of("nonMembers"),
    notRepresented: of("notRepresented"),
    residue: of("residue"),
  };
}

/** A base of a rate may end below the twelve decimals; it is shown rounded down. */
function exactText(
  { numerator, denominator }: { readonly numerator: bigint; readonly denominator: bigint },
  currency: CurrencyCode,
): string {
  return fineText(((numerator * 10n ** 12n) / denominator) as Fine, currency);
}

const RATE_SCALE = 10n ** 12n;

/** The rate as a decimal, rounded to twelve places; the exact one stands beside it. */
function exchangeOf(exchange: ExchangeRecord | null) {
  if (exchange === null) return null;
  const exactRate = parseStoredShare(exchange.rate);
  const scaled = (exactRate.numerator * RATE_SCALE * 2n + exactRate.denominator) / (exactRate.denominator * 2n);
  const digits = scaled.toString().padStart(13, "0");
  const fraction = digits.slice(-12).replace(/0+$/, "");
  const rate = `${digits.slice(0, -12)}${fraction === "" ? "" : `.${fraction}`}`;
  return { rate, exactRate, date: exchange.date, source: exchange.source, by: exchange.by };
}

function reasonOf(destination: DestinationKind): Exclude<DestinationKind, "PAYABLE"> {
  invariant(destination !== "PAYABLE", "what is payable is not undistributed");
  return destination;
}

function present<T>(value: T | null, what: string): T {
  invariant(value !== null, what);
  return value;
}
