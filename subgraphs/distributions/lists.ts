import type { QueryFilter } from "mongoose";
import { parseQuarter } from "../domain/distribution/quarter.ts";
import { requireScope } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import { checkPage, connectionOf } from "../kit/page.ts";
import type { CursorValue, Page, PageArguments, PageRequest } from "../kit/page.ts";
import { requireOk } from "../kit/refusal.ts";
import { mayReadStatement, readingSociety, requireTotals, seesAll } from "./access.ts";
import type { HoldRecord, LineRecord, MoneyModels, RunRecord, StatementRecord } from "./runs/model.ts";
import type { ReportRecord, StoredRow, UsageModels } from "./usage/model.ts";
import { ROWS_PER_BLOCK } from "./usage/model.ts";

/** A row with its report's place, for lists and explanations. */
export interface RowInReport {
  readonly reportId: string;
  readonly ordinal: number;
  readonly row: StoredRow;
}

export interface ListGround {
  readonly money: MoneyModels;
  readonly usage: UsageModels;
}

type Absent<T> = T | null | undefined;

/** Runs, newest first: the own ones, or all for regulators and administrators. */
export async function listRuns(
  { money }: ListGround,
  caller: Caller,
  asked: PageArguments & { readonly period?: Absent<string> },
): Promise<Page<RunRecord>> {
  requireTotals(caller);
  const all = seesAll(caller) || caller.role === "regulator";
  const own = all ? {} : { payers: readingSociety(caller) };
  return await newestFirst("distributions.runs", asked, (place, limit) =>
    money.runs
      .find({ ...own, ...ofPeriod(asked.period), ...place })
      .sort({ _id: -1 })
      .limit(limit)
      .lean(),
  );
}

export interface StatementQuery extends PageArguments {
  readonly run?: Absent<string>;
  readonly period?: Absent<string>;
  readonly payer?: Absent<string>;
  readonly payee?: Absent<string>;
}

/** Statements from or to the own society, newest first. */
export async function listStatements({ money }: ListGround, caller: Caller, asked: StatementQuery): Promise<Page<StatementRecord>> {
  const society = readingSociety(caller);
  const filter: QueryFilter<StatementRecord> = {
    ...(society === null ? {} : { societies: society }),
    ...ofPeriod(asked.period),
    ...given("runId", asked.run),
    ...given("payer", asked.payer),
    ...given("payee", asked.payee),
  };
  return await newestFirst("distributions.statements", asked, (place, limit) =>
    money.statements
      .find({ ...filter, ...place })
      .sort({ _id: -1 })
      .limit(limit)
      .lean(),
  );
}

const STATEMENTS_OF_RUN_MAX = 1_000;

/** A run's statements that the caller may read. */
export async function statementsOfRun({ money }: ListGround, caller: Caller, runId: string): Promise<StatementRecord[]> {
  const all = await money.statements.find({ runId }).sort({ payee: 1, _id: -1 }).limit(STATEMENTS_OF_RUN_MAX).lean();
  return all.filter((statement) => mayReadStatement(caller, statement));
}

/** A statement's lines in the order of the run. */
export async function listLines({ money }: ListGround, statementId: string, asked: PageArguments): Promise<Page<LineRecord>> {
  const request = pageOf("distributions.lines", asked, 1);
  const [after] = request.after ?? [];
  const place = after === undefined ? {} : { _id: { $gt: String(after) } };
  const lines = await money.lines
    .find({ statementId, ...place })
    .sort({ _id: 1 })
    .limit(request.first + 1)
    .lean();
  return connectionOf(lines, { request, kind: "distributions.lines", sortKey: ({ _id }) => [_id] });
}

export interface UndistributedQuery extends PageArguments {
  readonly reason?: Absent<LineRecord["destination"]>;
  readonly run?: Absent<string>;
  readonly period?: Absent<string>;
}

/** What is not paid yet, by worth. */
export async function listUndistributed(
  { money, usage }: ListGround,
  caller: Caller,
  asked: UndistributedQuery,
): Promise<Page<LineRecord>> {
  const society = readingSociety(caller);
  const request = pageOf("distributions.undistributed", asked, 2);
  const [fine, id] = (request.after ?? []).map(String);
  const place: QueryFilter<LineRecord> =
    fine === undefined || id === undefined ? {} : { $or: [{ fine: { $lt: fine } }, { fine, _id: { $lt: id } }] };
  const filter: QueryFilter<LineRecord> = {
    ...(society === null ? {} : { payer: society }),
    ...given("destination", asked.reason),
    ...ofPeriod(asked.period),
    // A run that is still being computed has lines and no record: its lines are nobody's yet.
    runId: asked.run ?? { $nin: await unfinishedRuns(usage) },
  };
  const lines = await money.reserves
    .find({ ...filter, ...place })
    .sort({ fine: -1, _id: -1 })
    .limit(request.first + 1)
    .lean();
  return connectionOf(lines, { request, kind: "distributions.undistributed", sortKey: (line) => [line.fine, line._id] });
}

const UNFINISHED_MAX = 100;

/** Runs that are still being computed: what they wrote is nobody's yet. */
export async function unfinishedRuns({ drafts }: UsageModels): Promise<string[]> {
  const found = await drafts
    .find({ _id: { $gte: "dst_", $lt: "dst`" } })
    .limit(UNFINISHED_MAX)
    .lean();
  return found.map(({ _id }) => _id);
}

/** Disputed money, newest first. */
export async function listHolds(
  { money }: ListGround,
  caller: Caller,
  asked: PageArguments & { readonly conflict?: Absent<string> },
): Promise<Page<HoldRecord>> {
  const society = readingSociety(caller);
  const filter = { ...(society === null ? {} : { payer: society }), ...given("conflictIds", asked.conflict) };
  return await newestFirst("distributions.holds", asked, (place, limit) =>
    money.holds
      .find({ ...filter, ...place })
      .sort({ _id: -1 })
      .limit(limit)
      .lean(),
  );
}

/** Usage reports of the own society's licences, or of the licensee's own; newest first. */
export async function listReports(
  { usage }: ListGround,
  caller: Caller,
  asked: PageArguments & { readonly license?: Absent<string>; readonly period?: Absent<string> },
): Promise<Page<ReportRecord>> {
  if (caller.role === "licensee") requireScope(caller, "usage:write");
  const whose =
    caller.role === "licensee"
      ? { licensee: { $in: [caller.subject, caller.society ?? caller.subject] } }
      : ofLicensor(readingSociety(caller));
  const filter = { ...whose, ...given("licenseId", asked.license), ...ofPeriod(asked.period) };
  return await newestFirst("distributions.reports", asked, (place, limit) =>
    usage.reports
      .find({ ...filter, ...place })
      .sort({ _id: -1 })
      .limit(limit)
      .lean(),
  );
}

/** Rows of a report in the order of its file. */
export async function listRows({ usage }: ListGround, reportId: string, asked: PageArguments): Promise<Page<RowInReport>> {
  const request = pageOf("distributions.rows", asked, 1);
  const [after] = request.after ?? [];
  const from = typeof after === "number" ? after + 1 : 0;
  const ordinals = Array.from({ length: request.first + 1 }, (_, at) => from + at);
  const rows = await readRows(usage, reportId, ordinals);
  return connectionOf(rows, { request, kind: "distributions.rows", sortKey: ({ ordinal }) => [ordinal] });
}

/** The rows at the given places, as far as the report has them. */
export async function readRows({ blocks }: UsageModels, reportId: string, ordinals: readonly number[]): Promise<RowInReport[]> {
  const numbers = [...new Set(ordinals.map((ordinal) => Math.floor(ordinal / ROWS_PER_BLOCK)))];
  const found = await blocks.find({ reportId, block: { $in: numbers } }).lean();
  const byNumber = new Map(found.map((one) => [one.block, one.rows]));
  return ordinals.flatMap((ordinal) => {
    const row = byNumber.get(Math.floor(ordinal / ROWS_PER_BLOCK))?.[ordinal % ROWS_PER_BLOCK];
    return row === undefined ? [] : [{ reportId, ordinal, row }];
  });
}

function ofLicensor(society: string | null): { licensor?: string } {
  return society === null ? {} : { licensor: society };
}

function ofPeriod(period: Absent<string>): { period?: string } {
  return period === null || period === undefined ? {} : { period: requireOk(parseQuarter(period)) };
}

function given<K extends string, V>(key: K, value: Absent<V>): { [key in K]?: V } {
  return value === null || value === undefined ? {} : ({ [key]: value } as { [key in K]?: V });
}

function pageOf(kind: string, asked: PageArguments, valueCount: number): PageRequest {
  return requireOk(checkPage(asked, { kind, valueCount }));
}

async function newestFirst<T extends { readonly _id: string }>(
  kind: string,
  asked: PageArguments,
  read: (place: { _id?: { $lt: string } }, limit: number) => PromiseLike<T[]>,
): Promise<Page<T>> {
  const request = pageOf(kind, asked, 1);
  const after: CursorValue | undefined = request.after?.[0];
  const rows = await read(after === undefined ? {} : { _id: { $lt: String(after) } }, request.first + 1);
  return connectionOf(rows, { request, kind, sortKey: ({ _id }) => [_id] });
}
