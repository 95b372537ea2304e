import { requireScope, requireSociety } from "../../kit/access.ts";
import type { Caller } from "../../kit/caller.ts";
import type { Foundation } from "../../kit/foundation.ts";
import type { LicenseBrief } from "../../kit/ports/licenseReader.ts";
import { Refusal } from "../../kit/refusal.ts";
import { isDuplicateKey } from "../../kit/store.ts";
import type { Problem } from "../../domain/outcome.ts";
import { problem } from "../../domain/outcome.ts";
import type { UsageRow } from "../../domain/formats/usageCsv.ts";
import type { DistributionsPorts } from "../ports.ts";
import { createRowCheck } from "./checkRow.ts";
import { createMatcher } from "./matcher.ts";
import type { UsageModels } from "./model.ts";
import { ROWS_PER_BLOCK } from "./model.ts";
import { readUsageRows } from "./readRows.ts";
import type { RowSource } from "./readRows.ts";
import { createReportWriter } from "./writeReport.ts";
import type { ReportWriter } from "./writeReport.ts";

export interface ImportUsageRequest {
  /** The file's bytes; read once, in constant memory. */
  readonly stream: AsyncIterable<Uint8Array>;
  readonly licenseId: string;
  readonly caller: Caller;
  /** Reads, checks and matches everything, and stores nothing. */
  readonly dryRun: boolean;
  readonly fileName?: string | null;
  /** SHA-256 of the file in hexadecimal, when it is known before: a second copy is then recognised at once. */
  readonly contentHash?: string;
  readonly onProgress?: (progress: {
    readonly rows: number;
    readonly bytes: number;
    readonly problems: readonly Problem[];
  }) => Promise<void>;
  readonly signal?: AbortSignal;
}

/** What became of a usage file. */
export interface UsageImport {
  /** `usg_…`; of the earlier report when the same file came again; null for a dry run or where every row was rejected. */
  readonly reportId: string | null;
  readonly period: string | null;
  readonly replayed: boolean;
  readonly dryRun: boolean;
  readonly transactions: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly matched: number;
  readonly bytes: number;
  /** The first 1,000; `problemCount` counts them all. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
}

export interface ImportGround {
  readonly foundation: Foundation;
  readonly ports: DistributionsPorts;
  readonly models: UsageModels;
}

const PROBLEMS_KEPT = 1_000;

/**
 * Takes a usage report in: good rows are stored with the work they mean and why, bad ones are named and left out. The same file for the
 * same licence is one report (`replayed`). Refused whole (Refusal) when the licence is unknown, the file cannot be read, or no row is good.
 */
export async function importUsage(ground: ImportGround, request: ImportUsageRequest): Promise<UsageImport> {
  const license = await requireLicense(ground, request);
  if (request.contentHash !== undefined) {
    const earlier = await findReplay(ground, license.id, request.contentHash);
    if (earlier !== null) return earlier;
  }
  const writer = await createReportWriter(ground, { license, fileName: request.fileName ?? null, dryRun: request.dryRun });
  try {
    return await readInto(ground, { request, license, writer });
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

async function requireLicense({ ports }: ImportGround, { licenseId, caller }: ImportUsageRequest): Promise<LicenseBrief> {
  requireScope(caller, "usage:write");
  const { license } = await ports.licenseReader.license({ id: licenseId });
  if (license === null) throw new Refusal([problem("LICENSE_UNKNOWN", `There is no licence ${licenseId.slice(0, 80)}.`, ["license"])]);
  if (caller.role !== "licensee") requireSociety(caller, license.licensor);
  else if (![caller.subject, caller.society].includes(license.licensee)) {
    throw new Refusal([problem("LICENSE_UNKNOWN", `There is no licence ${licenseId.slice(0, 80)} of ${caller.subject}.`, ["license"])]);
  }
  return license;
}

interface Reading {
  readonly request: ImportUsageRequest;
  readonly license: LicenseBrief;
  readonly writer: ReportWriter;
}

async function readInto(ground: ImportGround, { request, license, writer }: Reading): Promise<UsageImport> {
  const source = readUsageRows(request.stream);
  const checker = createRowCheck(license);
  const match = createMatcher(ground.ports.rightsReader);
  const found = createProblemList();
  const counts = { transactions: 0, rejected: 0 };
  let waiting: UsageRow[] = [];
  for await (const read of source.rows) {
    request.signal?.throwIfAborted();
    const good = read.flatMap(({ row, problems }) => {
      const faults = row === null ? problems : [...problems, ...checker.check(row)];
      found.add(faults);
      return row === null || faults.some(({ severity }) => severity !== "FR") ? [] : [row];
    });
    counts.transactions += read.length;
    counts.rejected += read.length - good.length;
    waiting.push(...good);
    while (waiting.length >= ROWS_PER_BLOCK) {
      await writer.add(await match(waiting.slice(0, ROWS_PER_BLOCK)));
      waiting = waiting.slice(ROWS_PER_BLOCK);
    }
    // a file without a good row is refused with all of its problems at its end; until there is one, none is told twice
    const problems = checker.quarter() === null ? [] : found.takeNew();
    await request.onProgress?.({ rows: counts.transactions, bytes: source.byteCount(), problems });
  }
  if (waiting.length > 0) await writer.add(await match(waiting));
  found.add(source.notes());
  if (!checker.isComplete())
    found.add([{ ...problem("ROW_ID_NOT_CHECKED", "Beyond a million rows, row ids are no longer compared."), severity: "INFO" }]);
  const quarter = checker.quarter();
  if (quarter === null) throw new Refusal(found.kept());
  await request.onProgress?.({ rows: counts.transactions, bytes: source.byteCount(), problems: found.takeNew() });
  const common = {
    ...counts,
    dryRun: request.dryRun,
    accepted: counts.transactions - counts.rejected,
    matched: writer.matchedCount(),
    bytes: source.byteCount(),
  };
  const result = (reportId: string | null): UsageImport => ({
    ...common,
    reportId,
    period: quarter,
    replayed: false,
    problems: found.kept(),
    problemCount: found.count(),
  });
  if (request.dryRun) {
    return (await findReplay(ground, license.id, source.hash())) ?? result(null);
  }
  return await commit(ground, { license, writer, source, quarter, rejected: counts.rejected, result });
}

async function commit(
  ground: ImportGround,
  done: Pick<Reading, "license" | "writer"> & {
    readonly source: RowSource;
    readonly quarter: string;
    readonly rejected: number;
    readonly result: (id: string) => UsageImport;
  },
): Promise<UsageImport> {
  const { license, writer, source } = done;
  try {
    return done.result(await writer.commit({ period: done.quarter, contentHash: source.hash(), rejectedRowCount: done.rejected }));
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const earlier = await findReplay(ground, license.id, source.hash());
    if (earlier === null) throw error;
    await writer.discard();
    return earlier;
  }
}

async function findReplay({ models }: ImportGround, licenseId: string, contentHash: string): Promise<UsageImport | null> {
  const report = await models.reports.findOne({ licenseId, contentHash }).lean();
  if (report === null) return null;
  const { rowCount, rejectedRowCount, matchedRowCount } = report;
  return {
    reportId: report._id,
    period: report.period,
    replayed: true,
    dryRun: false,
    transactions: rowCount + rejectedRowCount,
    accepted: rowCount,
    rejected: rejectedRowCount,
    matched: matchedRowCount,
    bytes: 0,
    problems: [],
    problemCount: 0,
  };
}

function createProblemList(): {
  add(found: readonly Problem[]): void;
  takeNew(): readonly Problem[];
  kept(): readonly Problem[];
  count(): number;
} {
  const kept: Problem[] = [];
  let count = 0;
  let taken = 0;
  return {
    add: (found) => {
      count += found.length;
      kept.push(...found.slice(0, Math.max(0, PROBLEMS_KEPT - kept.length)));
    },
    takeNew: () => {
      const fresh = kept.slice(taken);
      taken = kept.length;
      return fresh;
    },
    kept: () => kept,
    count: () => count,
  };
}
