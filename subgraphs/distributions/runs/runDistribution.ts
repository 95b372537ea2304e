import { controlTotals } from "../../domain/distribution/settleRun.ts";
import { parseQuarter } from "../../domain/distribution/quarter.ts";
import { parseStoredFine } from "../../domain/distribution/fine.ts";
import type { Problem } from "../../domain/outcome.ts";
import { problem } from "../../domain/outcome.ts";
import { AccessDenied, requireScope } from "../../kit/access.ts";
import type { Caller } from "../../kit/caller.ts";
import type { Foundation } from "../../kit/foundation.ts";
import type { ClientSession } from "../../kit/model.ts";
import { Refusal, requireOk } from "../../kit/refusal.ts";
import type { DistributionsPorts } from "../ports.ts";
import { readRates } from "../rates.ts";
import type { ReportRecord, UsageModels } from "../usage/model.ts";
import { computeRun } from "./computeRun.ts";
import type { ComputedRun } from "./computeRun.ts";
import type { LineRecord, MoneyModels, RunRecord, StatementRecord } from "./model.ts";
import { MONEY_SHAPE } from "./model.ts";
import { recordsOf, totalRecord } from "./settledRecords.ts";
import type { RunRecords } from "./settledRecords.ts";

export interface RunServiceGround {
  readonly foundation: Foundation;
  readonly ports: DistributionsPorts;
  readonly usage: UsageModels;
  readonly money: MoneyModels;
  readonly dataFolder: string;
}

export interface RunRequest {
  /** `2026-Q1`; null for the latest quarter with unpaid usage. */
  readonly period: string | null;
  /** Computes everything and stores nothing. */
  readonly dryRun: boolean;
  readonly caller: Caller;
  /** 1 to 200 characters: the same key with the same input gets the same run. */
  readonly idempotencyKey?: string | null;
}

/** A run as it was made; a dry one is nowhere stored. */
export interface RunAnswer {
  readonly run: RunRecord;
  readonly dryRun: boolean;
  readonly replayed: boolean;
  readonly notes: readonly Problem[];
  /** Of a dry run, which are stored nowhere; empty for a stored one. */
  readonly statements: readonly StatementRecord[];
}

const OPERATION = "runDistribution";
const REPORTS_MAX = 1_000;

/** Thrown to leave a command that was not answered before, without recording it. */
class NotAnsweredYet extends Error {}

/**
 * Distributes the unpaid usage of a quarter: the own society's, or everybody's for administrators. Lines are written first, under a run
 * that nobody sees; run, statements, holds, ledger entries and the mark on every report then come in one transaction, so that a report
 * is never paid twice and a run is never half there. Refusals: `PERIOD_SYNTAX`, `NOTHING_UNPAID`, `REPORT_PAID_MEANWHILE`.
 */
export async function runDistribution(ground: RunServiceGround, request: RunRequest): Promise<RunAnswer> {
  requireScope(request.caller, "distributions:run");
  const asked = request.period === null ? null : requireOk(parseQuarter(request.period));
  const replay = request.dryRun ? null : await findReplay(ground, request);
  if (replay !== null) return replay;
  const reports = await unpaidReports(ground, licensorOf(request.caller), asked);
  const period = reports[0]?.period ?? "";
  const runId = ground.foundation.ids.make("dst");
  const at = ground.foundation.clock.now().toISOString();
  const rates = await readRates(ground.dataFolder);
  if (!request.dryRun) await ground.usage.drafts.create({ _id: runId, startedAt: at });
  try {
    const { ids } = ground.foundation;
    const computed = await computeRun(
      { ports: ground.ports, usage: ground.usage, ids },
      { runId, reports, sink: request.dryRun ? ignoreLines : storeLines(ground) },
    );
    const records = recordsOf(computed, { runId, period, at, rates, ids });
    const run: RunRecord = {
      _id: runId,
      shape: MONEY_SHAPE,
      period,
      ranAt: at,
      payers: [...new Set(reports.map(({ licensor }) => licensor))].sort(),
      reportIds: reports.map(({ _id }) => _id),
      totals: controlTotals(records.settled).map(totalRecord),
      lineCount: computed.lineCount,
    };
    if (request.dryRun) return { run, dryRun: true, replayed: false, notes: records.notes, statements: records.statements };
    return await commitRun(ground, request, { run, reports, computed, records });
  } catch (error) {
    if (!request.dryRun) await discardRun(ground, runId);
    throw error;
  }
}

/** The society whose income the caller may distribute; null for all. */
function licensorOf(caller: Caller): string | null {
  if (caller.role === "admin" || caller.role === "system") return null;
  if (caller.society === null) throw new AccessDenied("FORBIDDEN", "A distribution is run for a society; the token speaks for none.");
  return caller.society;
}

async function findReplay(ground: RunServiceGround, request: RunRequest): Promise<RunAnswer | null> {
  if ((request.idempotencyKey ?? null) === null) return null;
  try {
    const { answer } = await ground.foundation.commands.run<{ runId: string }>(commandOf(request), () =>
      Promise.reject(new NotAnsweredYet()),
    );
    return await replayOf(ground, answer.runId);
  } catch (error) {
    if (error instanceof NotAnsweredYet) return null;
    throw error;
  }
}

async function replayOf({ money }: RunServiceGround, runId: string): Promise<RunAnswer | null> {
  const run = await money.runs.findOne({ _id: runId }).lean();
  return run === null ? null : { run, dryRun: false, replayed: true, notes: [], statements: [] };
}

function commandOf({ caller, period, idempotencyKey }: RunRequest) {
  return { operation: OPERATION, caller, key: idempotencyKey ?? null, input: { period } };
}

/** The reports that the next run pays: of a licensor or of all, of the asked quarter or the latest. Refusal `NOTHING_UNPAID`. */
export async function unpaidReports(
  { usage }: Pick<RunServiceGround, "usage">,
  licensor: string | null,
  asked: string | null,
): Promise<ReportRecord[]> {
  const own = licensor === null ? {} : { licensor };
  const latest =
    asked ??
    (
      await usage.reports
        .findOne({ paidBy: null, ...own })
        .sort({ period: -1 })
        .lean()
    )?.period ??
    null;
  const reports =
    latest === null
      ? []
      : await usage.reports
          .find({ paidBy: null, period: latest, ...own })
          .sort({ _id: 1 })
          .limit(REPORTS_MAX + 1)
          .lean();
  if (reports.length === 0) {
    const where = `${asked ?? "any quarter"}${licensor === null ? "" : ` for ${licensor}`}`;
    throw new Refusal([problem("NOTHING_UNPAID", `There is no unpaid usage in ${where}; import a usage report first.`, ["period"])]);
  }
  // What is beyond the bound stays unpaid and goes into the next run of the same quarter.
  return reports.slice(0, REPORTS_MAX);
}

async function ignoreLines(): Promise<void> {
  // a dry run keeps no lines
}

function storeLines({ money }: RunServiceGround): (lines: readonly LineRecord[]) => Promise<void> {
  return async (lines) => {
    const payable = lines.filter(({ destination }) => destination === "PAYABLE");
    const reserved = lines.filter(({ destination, fine }) => destination !== "PAYABLE" && parseStoredFine(fine) > 0n);
    await Promise.all([insertAll(money.lines, payable), insertAll(money.reserves, reserved)]);
  };
}

const INSERT_MAX = 1_000;

async function insertAll<T>(
  model: { insertMany(records: T[], options: { lean: true; ordered: true }): Promise<unknown> },
  records: readonly T[],
): Promise<void> {
  for (let at = 0; at < records.length; at += INSERT_MAX)
    await model.insertMany(records.slice(at, at + INSERT_MAX), { lean: true, ordered: true });
}

interface Finished {
  readonly run: RunRecord;
  readonly reports: readonly ReportRecord[];
  readonly computed: ComputedRun;
  readonly records: RunRecords;
}

async function commitRun(ground: RunServiceGround, request: RunRequest, finished: Finished): Promise<RunAnswer> {
  const { foundation, money } = ground;
  const { run, records, computed } = finished;
  await insertAll(money.fees, computed.fees);
  const { answer, replayed } = await foundation.commands.run<{ runId: string }>(commandOf(request), async (session) => {
    await markPaid(ground, finished, session);
    await money.runs.insertMany([run], { session, lean: true });
    if (records.statements.length > 0) await money.statements.insertMany([...records.statements], { session, lean: true });
    if (records.holds.length > 0) await money.holds.insertMany([...records.holds], { session, lean: true });
    await money.ledger.insertMany([...records.entries], { session, lean: true });
    await ground.usage.drafts.deleteOne({ _id: run._id }, { session });
    const events = run.reportIds.map((id) => ({ kind: "USAGE_PAID", subject: id, data: { run: run._id } }));
    await foundation.events.append(
      [{ kind: "DISTRIBUTION_RUN", subject: run._id, data: { period: run.period, payers: run.payers } }, ...events.slice(0, 999)],
      session,
    );
    return { runId: run._id };
  });
  if (!replayed) return { run, dryRun: false, replayed: false, notes: records.notes, statements: [] };
  await discardRun(ground, run._id);
  const earlier = await replayOf(ground, answer.runId);
  return earlier ?? { run, dryRun: false, replayed: true, notes: [], statements: [] };
}

/** Each report moves from unpaid to paid by the version that was read; two runs that read the same collide here. */
async function markPaid({ usage }: RunServiceGround, { run, reports }: Finished, session: ClientSession): Promise<void> {
  const writes = reports.map(({ _id, version }) => ({
    updateOne: { filter: { _id, version, paidBy: null }, update: { $set: { paidBy: run._id, version: version + 1 } } },
  }));
  const { modifiedCount } = await usage.reports.bulkWrite(writes, { session, ordered: true });
  if (modifiedCount === reports.length) return;
  throw new Refusal([
    problem("REPORT_PAID_MEANWHILE", "Another run paid some of this usage while this one was computed; nothing was stored. Run again.", [
      "period",
    ]),
  ]);
}

/** Removes what a run wrote that never came about. */
export async function discardRun({ usage, money }: Pick<RunServiceGround, "usage" | "money">, runId: string): Promise<void> {
  if ((await money.runs.countDocuments({ _id: runId })) > 0) return;
  // Fees are numbered under the run's id; "0" is the character after "/".
  const ofRun = { feeId: { $gte: `${runId}/`, $lt: `${runId}0` } };
  await money.lines.deleteMany(ofRun);
  await money.reserves.deleteMany(ofRun);
  await money.fees.deleteMany({ runId });
  await usage.drafts.deleteOne({ _id: runId });
}
