import { Schema } from "mongoose";
import type { Connection, Model } from "mongoose";
import type { UseType } from "../../domain/rights.ts";

/** The stored shape of these records; a change that old readers cannot read raises it and brings a migration. */
export const USAGE_SHAPE = 1;

/** Totals of one territory and use; counts and minor units as decimal text. */
export interface UsageTotalRecord {
  readonly territory: string;
  readonly use: UseType;
  readonly plays: string;
  readonly revenueMinor: string;
  readonly subscribers: string;
}

/** A usage report. It is there only when all of its rows are: its rows are written before, the report last. */
export interface ReportRecord {
  readonly _id: string;
  readonly shape: number;
  readonly licenseId: string;
  readonly licensor: string;
  readonly licensee: string;
  /** `2026-Q1` */
  readonly period: string;
  readonly from: string;
  readonly until: string;
  readonly currency: string;
  readonly fileName: string | null;
  /** SHA-256 of the file: a second copy for the same licence is the same report. */
  readonly contentHash: string;
  /** ISO instant. */
  readonly receivedAt: string;
  readonly rowCount: number;
  readonly rejectedRowCount: number;
  readonly matchedRowCount: number;
  readonly plays: string;
  readonly revenueMinor: string;
  readonly totals: readonly UsageTotalRecord[];
  /** The run that paid it; null while unpaid. Set once. */
  readonly paidBy: string | null;
  readonly version: number;
}

/** One row as stored within its block. */
export interface StoredRow {
  readonly line: number;
  readonly rowId: string | null;
  readonly territory: string;
  readonly use: UseType;
  readonly isrc: string | null;
  readonly iswc: string | null;
  readonly workCode: string | null;
  readonly title: string | null;
  readonly artist: string | null;
  readonly plays: string;
  readonly workId: string | null;
  readonly by: "ISRC" | "ISWC" | "WORK_CODE" | "TITLE_AND_ARTIST" | "NONE";
  readonly confidencePpm: number;
  readonly because: string;
}

/** Every block of a report has as many rows, but its last: so a row's place tells its block. */
export const ROWS_PER_BLOCK = 1_000;

/** Up to 1,000 rows that are written and read together; `_id` is the report's id and the block's number. */
export interface BlockRecord {
  readonly _id: string;
  readonly reportId: string;
  readonly block: number;
  readonly rows: readonly StoredRow[];
}

/** The use of one work (or one unknown title) in one territory: part of a report's sum, several where a large file was summed in pieces. */
export interface UsePartRecord {
  readonly _id: string;
  readonly reportId: string;
  /** The work's id, or `?` and a hash of what an unmatched row said. */
  readonly workKey: string;
  readonly territory: string;
  readonly use: UseType;
  readonly plays: string;
  readonly rowCount: number;
  /** Ordinals (from 0) of its first rows in the report. */
  readonly sample: readonly number[];
  readonly title: string | null;
  readonly artist: string | null;
}

/** Something that is being written in many steps; a process that stopped in between leaves it, and it is cleared later. */
export interface DraftRecord {
  /** `usg_…` or `dst_…` */
  readonly _id: string;
  /** ISO instant. */
  readonly startedAt: string;
}

const options = (collection: string) => ({
  collection,
  versionKey: false as const,
  strict: "throw" as const,
  minimize: false,
  autoIndex: false,
  autoCreate: false,
});
const text = { type: String, required: true };
const textOrNull = { type: String, default: null };
const count = { type: Number, required: true };

const reportSchema = new Schema<ReportRecord>(
  {
    _id: text,
    shape: count,
    licenseId: text,
    licensor: text,
    licensee: text,
    period: text,
    from: text,
    until: text,
    currency: text,
    fileName: textOrNull,
    contentHash: text,
    receivedAt: text,
    rowCount: count,
    rejectedRowCount: count,
    matchedRowCount: count,
    plays: text,
    revenueMinor: text,
    totals: { type: [Schema.Types.Mixed], required: true },
    paidBy: textOrNull,
    version: count,
  },
  options("usage_reports"),
);
reportSchema.index({ licenseId: 1, contentHash: 1 }, { unique: true });
reportSchema.index({ licenseId: 1, _id: -1 });
reportSchema.index({ licensor: 1, _id: -1 });
reportSchema.index({ licensee: 1, _id: -1 });
reportSchema.index({ paidBy: 1, period: -1 });

const blockSchema = new Schema<BlockRecord>(
  { _id: text, reportId: text, block: count, rows: { type: [Schema.Types.Mixed], required: true } },
  options("usage_blocks"),
);
blockSchema.index({ reportId: 1, block: 1 });

const partSchema = new Schema<UsePartRecord>(
  {
    _id: text,
    reportId: text,
    workKey: text,
    territory: text,
    use: text,
    plays: text,
    rowCount: count,
    sample: { type: [Number], required: true },
    title: textOrNull,
    artist: textOrNull,
  },
  options("usage_parts"),
);
partSchema.index({ reportId: 1, workKey: 1, _id: 1 });

const draftSchema = new Schema<DraftRecord>({ _id: text, startedAt: text }, options("drafts"));
draftSchema.index({ startedAt: 1 });

/** The collections of usage reports. */
export interface UsageModels {
  readonly reports: Model<ReportRecord>;
  readonly blocks: Model<BlockRecord>;
  readonly parts: Model<UsePartRecord>;
  readonly drafts: Model<DraftRecord>;
}

export function usageModels(connection: Connection): UsageModels {
  return {
    reports: connection.models["UsageReport"] ?? connection.model<ReportRecord>("UsageReport", reportSchema),
    blocks: connection.models["UsageBlock"] ?? connection.model<BlockRecord>("UsageBlock", blockSchema),
    parts: connection.models["UsagePart"] ?? connection.model<UsePartRecord>("UsagePart", partSchema),
    drafts: connection.models["Draft"] ?? connection.model<DraftRecord>("Draft", draftSchema),
  };
}
