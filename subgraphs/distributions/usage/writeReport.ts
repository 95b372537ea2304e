import type { Foundation } from "../../kit/foundation.ts";
import type { LicenseBrief } from "../../kit/ports/licenseReader.ts";
import type { MatchedRow } from "./matcher.ts";
import type { StoredRow, UsageModels, UsePartRecord } from "./model.ts";
import { USAGE_SHAPE } from "./model.ts";

/** Writes a report while it is read: rows in blocks, sums by work, and the report itself last. */
export interface ReportWriter {
  /** At most 1,000 rows. */
  add(rows: readonly MatchedRow[]): Promise<void>;
  matchedCount(): number;
  /** Makes the report known, in one transaction; a duplicate key error when the same file is known for the licence. Its id. */
  commit(whole: { readonly period: string; readonly contentHash: string; readonly rejectedRowCount: number }): Promise<string>;
  /** Removes what was written without a report. */
  discard(): Promise<void>;
}

/** Sums of works that are kept in memory before they are written as a part of the report's sum. */
const SUMS_MAX = 20_000;
const SAMPLE_MAX = 25;

interface WorkSum {
  readonly workKey: string;
  readonly territory: string;
  readonly use: StoredRow["use"];
  readonly title: string | null;
  readonly artist: string | null;
  plays: bigint;
  rowCount: number;
  readonly sample: number[];
}

interface TotalSum {
  readonly territory: string;
  readonly use: StoredRow["use"];
  plays: bigint;
  revenueMinor: bigint;
  subscribers: bigint;
}

/** A writer for one report; of a dry run it counts and writes nothing. */
export async function createReportWriter(
  ground: { readonly foundation: Foundation; readonly models: UsageModels },
  about: { readonly license: LicenseBrief; readonly fileName: string | null; readonly dryRun: boolean },
): Promise<ReportWriter> {
  const { foundation, models } = ground;
  const { license, dryRun } = about;
  const reportId = foundation.ids.make("usg");
  const totals = new Map<string, TotalSum>();
  let sums = new Map<string, WorkSum>();
  let days: { from: string; until: string } | null = null;
  const counts = { rows: 0, matched: 0, blocks: 0, parts: 0 };
  if (!dryRun) await models.drafts.create({ _id: reportId, startedAt: foundation.clock.now().toISOString() });

  const flush = async (): Promise<void> => {
    const records = [...sums.values()].map((sum): UsePartRecord => {
      counts.parts += 1;
      return { ...sum, _id: `${reportId}/${String(counts.parts).padStart(8, "0")}`, reportId, plays: sum.plays.toString() };
    });
    sums = new Map();
    if (!dryRun && records.length > 0) await models.parts.insertMany(records, { lean: true, ordered: true });
  };
  const add = async (rows: readonly MatchedRow[]): Promise<void> => {
    for (const matched of rows) {
      const { row, match } = matched;
      if (match.workId !== null) counts.matched += 1;
      days = {
        from: days === null || row.from < days.from ? row.from : days.from,
        until: days === null || row.until > days.until ? row.until : days.until,
      };
      addToTotals(totals, row);
      addToSums(sums, matched, counts.rows);
      counts.rows += 1;
    }
    if (!dryRun) {
      const block = counts.blocks;
      counts.blocks += 1;
      await models.blocks.insertMany(
        [{ _id: `${reportId}/${String(block).padStart(8, "0")}`, reportId, block, rows: rows.map(storedRow) }],
        { lean: true },
      );
    }
    if (sums.size >= SUMS_MAX) await flush();
  };
  return {
    add,
    matchedCount: () => counts.matched,
    commit: async ({ period, contentHash, rejectedRowCount }) => {
      await flush();
      const all = [...totals.values()];
      const report = {
        _id: reportId,
        shape: USAGE_SHAPE,
        licenseId: license.id,
        licensor: license.licensor,
        licensee: license.licensee,
        period,
        from: days?.from ?? "",
        until: days?.until ?? "",
        currency: license.currency,
        fileName: about.fileName,
        contentHash,
        receivedAt: foundation.clock.now().toISOString(),
        rowCount: counts.rows,
        rejectedRowCount,
        matchedRowCount: counts.matched,
        plays: all.reduce((sum, { plays }) => sum + plays, 0n).toString(),
        revenueMinor: all.reduce((sum, { revenueMinor }) => sum + revenueMinor, 0n).toString(),
        totals: all.map(({ territory, use, plays, revenueMinor, subscribers }) => ({
          territory,
          use,
          plays: plays.toString(),
          revenueMinor: revenueMinor.toString(),
          subscribers: subscribers.toString(),
        })),
        paidBy: null,
        version: 1,
      };
      await foundation.inTransaction(async (session) => {
        await models.reports.insertMany([report], { session, lean: true });
        await models.drafts.deleteOne({ _id: reportId }, { session });
        await foundation.events.append(
          [{ kind: "USAGE_REPORTED", subject: reportId, data: { license: license.id, period, rows: counts.rows } }],
          session,
        );
      });
      return reportId;
    },
    discard: async () => {
      if (!dryRun) await discardReport(models, reportId);
    },
  };
}

/** Removes the rows of a report that never came about. */
export async function discardReport(models: UsageModels, reportId: string): Promise<void> {
  await models.blocks.deleteMany({ reportId });
  await models.parts.deleteMany({ reportId });
  await models.drafts.deleteOne({ _id: reportId });
}

function addToTotals(totals: Map<string, TotalSum>, row: MatchedRow["row"]): void {
  const key = `${row.territory}/${row.use}`;
  const total = totals.get(key) ?? { territory: row.territory, use: row.use, plays: 0n, revenueMinor: 0n, subscribers: 0n };
  total.plays += row.plays;
  total.revenueMinor += row.revenueMinor;
  if (row.subscribers > total.subscribers) total.subscribers = row.subscribers;
  totals.set(key, total);
}

function addToSums(sums: Map<string, WorkSum>, { row, match, workKey }: MatchedRow, ordinal: number): void {
  if (workKey === null || row.plays === 0n) return;
  const key = `${workKey}/${row.territory}/${row.use}`;
  const known = sums.get(key);
  if (known !== undefined) {
    known.plays += row.plays;
    known.rowCount += 1;
    if (known.sample.length < SAMPLE_MAX) known.sample.push(ordinal);
    return;
  }
  const said =
    match.workId === null
      ? { title: row.identity?.title ?? codeOf(row), artist: row.identity?.artist ?? null }
      : { title: null, artist: null };
  sums.set(key, { workKey, territory: row.territory, use: row.use, ...said, plays: row.plays, rowCount: 1, sample: [ordinal] });
}

function codeOf({ identity }: MatchedRow["row"]): string | null {
  return identity?.isrc ?? identity?.iswc ?? identity?.workCode ?? null;
}

function storedRow({ row, match }: MatchedRow): StoredRow {
  const { isrc, iswc, workCode, title, artist } = row.identity ?? { isrc: null, iswc: null, workCode: null, title: null, artist: null };
  const { line, rowId, territory, use } = row;
  const { workId, by, confidencePpm, because } = match;
  return {
    line,
    rowId,
    territory,
    use,
    isrc,
    iswc,
    workCode,
    title,
    artist,
    plays: row.plays.toString(),
    workId,
    by,
    confidencePpm,
    because,
  };
}
