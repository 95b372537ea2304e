import type { Caller } from "../kit/caller.ts";
import type { Loader } from "../kit/loader.ts";
import { createLoader } from "../kit/loader.ts";
import type { FeeRecord, MoneyModels, RunRecord, StatementRecord } from "./runs/model.ts";
import type { ReportRecord, UsageModels } from "./usage/model.ts";

/** What resolvers of one request have: who asks, and each record read once. */
export interface DistributionsContext {
  readonly caller: Caller;
  readonly loaders: Loaders;
}

export interface Loaders {
  readonly run: Loader<string, RunRecord>;
  readonly report: Loader<string, ReportRecord>;
  readonly statement: Loader<string, StatementRecord>;
  readonly fee: Loader<string, FeeRecord>;
}

/** Loaders of one request. */
export function createLoaders({ money, usage }: { readonly money: MoneyModels; readonly usage: UsageModels }): Loaders {
  return {
    run: createLoader(async (ids) => byId(await money.runs.find({ _id: { $in: [...ids] } }).lean())),
    report: createLoader(async (ids) => byId(await usage.reports.find({ _id: { $in: [...ids] } }).lean())),
    statement: createLoader(async (ids) => byId(await money.statements.find({ _id: { $in: [...ids] } }).lean())),
    fee: createLoader(async (ids) => byId(await money.fees.find({ _id: { $in: [...ids] } }).lean())),
  };
}

function byId<T extends { readonly _id: string }>(records: readonly T[]): Map<string, T> {
  return new Map(records.map((record) => [record._id, record]));
}
