import type { Foundation } from "../../kit/foundation.ts";
import type { LicenseBrief } from "../../kit/ports/licenseReader.ts";
import type { MatchedRow } from "./matcher.ts";
import type { ReportRecord, StoredRow, UsageModels, UsePartRecord } from "./model.ts";
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

interface Writing {
  readonly foundation: Foundation;
  readonly models: UsageModels;
  readonly license: LicenseBrief;
  readonly fileName: string | null;
  readonly dryRun: boolean;
  readonly reportId: string;
  readonly totals: Map<string, TotalSum>;
  sums: Map<string, WorkSum>;
  days: { readonly from: string; readonly until: string } | null;
  readonly counts: { rows: number; matched: number; blocks: number; parts: number };
}

/** A writer for one report; of a dry run it counts and writes nothing. */
export async function createReportWriter(
  { foundation, models }: { readonly foundation: Foundation; readonly models: UsageModels },
  about: { readonly license: LicenseBrief; readonly fileName: string | null; readonly dryRun: boolean },
): Promise<ReportWriter> {
  const reportId = foundation.ids.make("usg");
  const counts = { rows: 0, matched: 0, blocks: 0, parts: 0 };
  const writing: Writing = { foundation, models, ...about, reportId, totals: new Map(), sums: new Map(), days: null, counts };
  if (!about.dryRun) await models.drafts.create({ _id: reportId, startedAt: foundation.clock.now().toISOString() });
  return {
    add: async (rows) => await addRows(writing, rows),
    matchedCount: () => counts.matched,
    commit: async (whole) => await commitReport(writing, whole),
    discard: async () => {
      if (!about.dryRun) await discardReport(models, reportId);
    },
  };
}

async function addRows(writing: Writing, rows: readonly MatchedRow[]): Promise<void> {
  const { counts, reportId, models } = writing;
  for (const matched of rows) {
    const { row, match } = matched;
    if (match.workId !== null) counts.matched += 1;
    writing.days = {
      from: writing.days === null || row.from < writing.days.from ? row.from : writing.days.from,
      until: writing.days === null || row.until > writing.days.until ? row.until : writing.days.until,
    };
    addToTotals(writing.totals, row);
    addToSums(writing.sums, matched, counts.rows);
    counts.rows += 1;
  }
  if (!writing.dryRun) {
    const block = counts.blocks;
    counts.blocks += 1;
    await models.blocks.insertMany([{ _id: numbered(reportId, block), reportId, block, rows: rows.map(storedRow) }], { lean: true });
  }
  if (writing.sums.size >= SUMS_MAX) await writeSums(writing);
}

async function writeSums(writing: Writing): Promise<void> {
  const { counts, reportId, models } = writing;
  const records = [...writing.sums.values()].map((sum): UsePartRecord => {
    counts.parts += 1;
    return { ...sum, _id: numbered(reportId, counts.parts), reportId, plays: sum.plays.toString() };
  });
  writing.sums = new Map();
  if (!writing.dryRun && records.length > 0) await models.parts.insertMany(records, { lean: true, ordered: true });
}

function numbered(reportId: string, number: number): string {
  return `${reportId}/${String(number).padStart(8, "0")}`;
}

async function commitReport(writing: Writing, whole: Parameters<ReportWriter["commit"]>[0]): Promise<string> {
  const { foundation, models, license, reportId, counts } = writing;
  await writeSums(writing);
  const report = reportOf(writing, whole);
  await foundation.inTransaction(async (session) => {
    await models.reports.insertMany([report], { session, lean: true });
    await models.drafts.deleteOne({ _id: reportId }, { session });
    const data = { license: license.id, period: whole.period, rows: counts.rows };
    await foundation.events.append([{ kind: "USAGE_REPORTED", subject: reportId, data }], session);
  });
  return reportId;
}

function reportOf(
  { foundation, license, reportId, counts, totals, days, fileName }: Writing,
  whole: Parameters<ReportWriter["commit"]>[0],
): ReportRecord {
  const all = [...totals.values()];
  return {
    _id: reportId,
    shape: USAGE_SHAPE,
    licenseId: license.id,
    licensor: license.licensor,
    licensee: license.licensee,
    period: whole.period,
    from: days?.from ?? "",
    until: days?.until ?? "",
    currency: license.currency,
    fileName,
    contentHash: whole.contentHash,
    receivedAt: foundation.clock.now().toISOString(),
    rowCount: counts.rows,
    rejectedRowCount: whole.rejectedRowCount,
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
