import { share } from "../domain/shares.ts";
import { requireReports, requireTotals, mayReadReport, mayReadStatement, mayReadTotals, readingSociety } from "./access.ts";
import { problemsOf, toProblemType } from "../kit/resolve.ts";
import { toMoneyType, toShareType } from "../kit/scalars.ts";
import { listHolds, listReports, listRows, listRuns, listStatements, listUndistributed, statementsOfRun } from "./lists.ts";
import type { DistributionRunParent } from "./mappers.ts";
import type { DistributionsServices } from "./services.ts";
import { explanationResolvers, moneyResolvers, statementResolvers } from "./statementResolvers.ts";
import { explainPayment } from "./statements/explain.ts";
import { settlementOf } from "./statements/settlement.ts";
import type { Resolvers } from "./types.generated.ts";
import { moneyOf, societyOf, totalOf } from "./views.ts";

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
        requireReports(caller);
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
