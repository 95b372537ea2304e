import { Schema } from "mongoose";
import type { Connection, Model } from "mongoose";
import type { ClearanceCategory } from "../domain/clearance/types.ts";
import type { IpiRight, UseType } from "../domain/rights.ts";
import type { FeeBasis } from "../domain/tariffs.ts";

/** The stored shape of this file's records; a change that old readers cannot read raises it and brings a migration. */
export const STORED_SHAPE = 1;

/** Works in one document of a snapshot. */
export const CHUNK_WORKS_MAX = 500;

/** A clause as stored: fractions as `n/d`, country sets in hexadecimal. */
export interface ClauseRecord {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly licensor: string;
  readonly use: UseType;
  readonly countries: string;
  readonly from: string | null;
  readonly until: string | null;
  readonly basis: FeeBasis;
  readonly currency: string;
  readonly percentOfRevenue: string;
  readonly minimumPerSubscriber: string | null;
  readonly minimumPerPlay: string | null;
  readonly tiers: readonly { readonly name: string; readonly countries: string; readonly factor: string }[];
  readonly rightSplit: readonly { readonly right: IpiRight; readonly share: string }[];
  readonly byLaw: string | null;
  readonly text: string;
}

/** One version of a clause; `_id` is `<id>:<version>`. Never changed. */
export interface TariffClauseRecord extends ClauseRecord {
  readonly _id: string;
  readonly shape: number;
}

export interface HistoryRecord {
  readonly kind: "ISSUED" | "AMENDED" | "TERMINATED";
  readonly version: number;
  readonly occurredAt: string;
  readonly from: string;
  readonly note: string;
}

/** When terms begin; of those that began the latest version prevails. */
export interface TermHead {
  readonly version: number;
  readonly from: string;
}

/** A licence's head; what it froze stands in its terms. */
export interface LicenseRecord {
  readonly _id: string;
  readonly shape: number;
  readonly number: string;
  readonly licensor: string;
  readonly licensee: string;
  readonly uses: readonly UseType[];
  /** Countries of the latest terms. */
  readonly territories: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly terminatedFrom: string | null;
  readonly currency: string;
  readonly coversRepertoire: boolean;
  /** The versions of the licence that brought terms, ascending, each with its first day. */
  readonly terms: readonly TermHead[];
  readonly history: readonly HistoryRecord[];
  readonly version: number;
}

export interface LineRecord {
  readonly territory: string;
  readonly right: IpiRight;
  readonly clauseId: string;
  readonly clauseVersion: number;
  readonly basis: FeeBasis;
  /** Minor units. */
  readonly fullMinor: bigint;
  readonly licensedShare: string;
  /** Minor units. */
  readonly amountMinor: bigint;
  readonly because: string;
}

export interface ClearanceRecord {
  readonly territory: string;
  readonly right: IpiRight;
  /** Categories with a part above zero. */
  readonly parts: readonly { readonly category: ClearanceCategory; readonly share: string }[];
  readonly fully: number;
  readonly partly: number;
  readonly not: number;
}

export interface EstimateRecord {
  readonly territory: string;
  readonly revenueMinor: bigint;
  readonly plays: bigint;
  readonly subscribers: bigint;
}

/** Frozen terms from a day on; `_id` is `<license>:<version>`. Never changed: later terms prevail. */
export interface TermRecord {
  readonly _id: string;
  readonly shape: number;
  readonly licenseId: string;
  readonly version: number;
  readonly from: string;
  readonly until: string;
  readonly territories: readonly string[];
  /** Each clause with the countries that it prices in this licence. */
  readonly clauses: readonly { readonly pricedCountries: string; readonly clause: ClauseRecord }[];
  readonly estimates: readonly EstimateRecord[];
  readonly clearance: readonly ClearanceRecord[];
  readonly lines: readonly LineRecord[];
  readonly totalMinor: bigint;
  readonly currency: string;
  readonly snapshotHash: string;
  readonly snapshotTakenAt: string;
  readonly snapshotWorks: number;
  /** The version of the mandate data when they were read; null in terms that were frozen before mandates were. */
  readonly mandateVersion: number | null;
}

export interface SnapshotWork {
  readonly workId: string;
  readonly version: number;
  /** Of the rights. */
  readonly hash: string;
  /** Null in snapshots that were taken before mandates were. */
  readonly mandates: WorkMandates | null;
}

/** The mandates over one work that a licence relied on: a hash of them all, and the agreements of each day looked at, so that a lost one can be named. */
export interface WorkMandates {
  readonly hash: string;
  readonly agreementIds: readonly (readonly string[])[];
}

/** A part of a snapshot; `_id` is `<license>:<version>:<number from 0>`. */
export interface SnapshotRecord {
  readonly _id: string;
  readonly shape: number;
  readonly works: readonly SnapshotWork[];
}

const text = { type: String, required: true } as const;
const textOrNull = { type: String, default: null } as const;
const count = { type: Number, required: true } as const;
const whole = { type: BigInt, required: true } as const;
/** `required` refuses an empty text, which a wording may be. */
const anyText = { type: String, default: "" } as const;
const options = { versionKey: false, strict: "throw", minimize: false, autoIndex: false, autoCreate: false } as const;
const part = { _id: false, strict: "throw" } as const;

const clauseFields = {
  id: text,
  version: count,
  name: text,
  licensor: text,
  use: text,
  countries: text,
  from: textOrNull,
  until: textOrNull,
  basis: text,
  currency: text,
  percentOfRevenue: text,
  minimumPerSubscriber: textOrNull,
  minimumPerPlay: textOrNull,
  tiers: [new Schema({ name: text, countries: text, factor: text }, part)],
  rightSplit: [new Schema({ right: text, share: text }, part)],
  byLaw: textOrNull,
  text: anyText,
} as const;

// The id of a clause is a field of its own beside `_id`; mongoose's virtual of that name must not shadow it.
const clauseSchema = new Schema<TariffClauseRecord>(
  { _id: text, shape: count, ...clauseFields },
  { collection: "tariffClauses", id: false, ...options },
);
clauseSchema.index({ licensor: 1, use: 1 });

const licenseSchema = new Schema<LicenseRecord>(
  {
    _id: text,
    shape: count,
    number: text,
    licensor: text,
    licensee: text,
    uses: [String],
    territories: [String],
    from: text,
    until: text,
    terminatedFrom: textOrNull,
    currency: text,
    coversRepertoire: { type: Boolean, required: true },
    terms: [new Schema({ version: count, from: text }, part)],
    history: [new Schema({ kind: text, version: count, occurredAt: text, from: text, note: anyText }, part)],
    version: count,
  },
  { collection: "licenses", ...options },
);
licenseSchema.index({ licensor: 1, _id: -1 });
licenseSchema.index({ licensee: 1, _id: -1 });
licenseSchema.index({ licensor: 1, number: 1 }, { unique: true });

const termSchema = new Schema<TermRecord>(
  {
    _id: text,
    shape: count,
    licenseId: text,
    version: count,
    from: text,
    until: text,
    territories: [String],
    clauses: [new Schema({ pricedCountries: text, clause: new Schema(clauseFields, { ...part, id: false }) }, part)],
    estimates: [new Schema({ territory: text, revenueMinor: whole, plays: whole, subscribers: whole }, part)],
    clearance: [
      new Schema(
        {
          territory: text,
          right: text,
          parts: [new Schema({ category: text, share: text }, part)],
          fully: count,
          partly: count,
          not: count,
        },
        part,
      ),
    ],
    lines: [
      new Schema(
        {
          territory: text,
          right: text,
          clauseId: text,
          clauseVersion: count,
          basis: text,
          fullMinor: whole,
          licensedShare: text,
          amountMinor: whole,
          because: text,
        },
        part,
      ),
    ],
    totalMinor: whole,
    currency: text,
    snapshotHash: text,
    snapshotTakenAt: text,
    snapshotWorks: count,
    mandateVersion: { type: Number, default: null },
  },
  { collection: "licenseTerms", ...options },
);

const snapshotWork = new Schema(
  {
    ...{ workId: text, version: count, hash: text },
    mandates: { type: new Schema({ hash: text, agreementIds: [[String]] }, part), default: null },
  },
  part,
);

const snapshotSchema = new Schema<SnapshotRecord>(
  { _id: text, shape: count, works: [snapshotWork] },
  { collection: "snapshots", ...options },
);

export function tariffClauseModel(connection: Connection): Model<TariffClauseRecord> {
  return connection.models["TariffClause"] ?? connection.model<TariffClauseRecord>("TariffClause", clauseSchema);
}

export function licenseModel(connection: Connection): Model<LicenseRecord> {
  return connection.models["License"] ?? connection.model<LicenseRecord>("License", licenseSchema);
}

export function termModel(connection: Connection): Model<TermRecord> {
  return connection.models["LicenseTerm"] ?? connection.model<TermRecord>("LicenseTerm", termSchema);
}

export function snapshotModel(connection: Connection): Model<SnapshotRecord> {
  return connection.models["Snapshot"] ?? connection.model<SnapshotRecord>("Snapshot", snapshotSchema);
}
