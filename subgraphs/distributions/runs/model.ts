import { Schema } from "mongoose";
import type { Connection, Model } from "mongoose";
import type { DestinationKind } from "../../domain/distribution/workParts.ts";
import type { IpiRight, UseType } from "../../domain/rights.ts";

/** The stored shape of these records; a change that old readers cannot read raises it and brings a migration. */
export const MONEY_SHAPE = 1;

/** Control totals of one currency; minor units as decimal text. */
export interface TotalRecord {
  readonly currency: string;
  readonly income: string;
  readonly remitted: string;
  readonly deductions: string;
  readonly tax: string;
  readonly held: string;
  readonly unmatched: string;
  readonly unclaimed: string;
  readonly nonMembers: string;
  readonly notRepresented: string;
  readonly residue: string;
}

/** A committed run. */
export interface RunRecord {
  readonly _id: string;
  readonly shape: number;
  readonly period: string;
  readonly ranAt: string;
  readonly payers: readonly string[];
  readonly reportIds: readonly string[];
  readonly totals: readonly TotalRecord[];
  readonly lineCount: number;
}

/** The terms a statement's section was paid on; rates as `numerator/denominator`. */
export interface TermsRecord {
  readonly agreementId: string | null;
  readonly deductions: readonly {
    readonly kind: "ADMINISTRATION" | "SOCIAL_CULTURAL" | "OTHER";
    readonly base: "GROSS" | "REMAINDER";
    readonly rate: string;
    readonly reference: string;
  }[];
  readonly tax: string;
  readonly taxReference: string | null;
}

export interface ExchangeRecord {
  /** Exact, `numerator/denominator`. */
  readonly rate: string;
  readonly date: string;
  readonly source: string;
  readonly by: string;
}

export interface StatementRecord {
  readonly _id: string;
  readonly runId: string;
  readonly period: string;
  readonly payer: string;
  readonly payee: string;
  /** Payer and payee: who may read it. */
  readonly societies: readonly string[];
  readonly currency: string;
  /** Exact sum of the lines, twelve decimals below the minor unit. */
  readonly grossFine: string;
  readonly grossMinor: string;
  readonly deductions: readonly {
    readonly agreementId: string | null;
    readonly kind: "ADMINISTRATION" | "SOCIAL_CULTURAL" | "OTHER";
    readonly base: "GROSS" | "REMAINDER";
    readonly rate: string;
    readonly reference: string;
    readonly minor: string;
  }[];
  readonly taxes: readonly {
    readonly agreementId: string | null;
    readonly rate: string;
    readonly reference: string | null;
    readonly minor: string;
  }[];
  readonly remittedMinor: string;
  readonly paidMinor: string;
  readonly paidCurrency: string;
  readonly exchange: ExchangeRecord | null;
  readonly terms: readonly TermsRecord[];
  readonly lineCount: number;
}

/** What a part of a work earned. Payable lines have a statement, the others a reason why they are not paid. */
export interface LineRecord {
  readonly _id: string;
  readonly runId: string;
  readonly period: string;
  readonly payer: string;
  readonly currency: string;
  readonly destination: DestinationKind;
  readonly statementId: string | null;
  readonly agreementId: string | null;
  readonly feeId: string;
  readonly reportId: string;
  /** The work's id, `?` and a hash for unmatched usage, or `-` for a fee without use. */
  readonly workKey: string;
  readonly title: string | null;
  readonly artist: string | null;
  readonly iswc: string | null;
  readonly right: IpiRight;
  readonly territory: string;
  readonly use: UseType;
  readonly partyId: string | null;
  readonly partyName: string | null;
  readonly role: string | null;
  readonly holder: string | null;
  /** The part of the work, and the share as stated: `numerator/denominator`. */
  readonly part: string;
  readonly stated: string | null;
  readonly plays: string;
  /** 36 digits: text order is order of worth. */
  readonly fine: string;
  readonly claimIds: readonly string[];
  readonly conflictIds: readonly string[];
  readonly because: string;
}

/** A fee that a run split. */
export interface FeeRecord {
  /** The run's id and a number: `dst_…/000001`. */
  readonly _id: string;
  readonly runId: string;
  readonly reportId: string;
  readonly territory: string;
  readonly use: UseType;
  readonly right: IpiRight;
  readonly basis: "BLANKET" | "SHARES";
  /** What the tariff makes of the use, before licensed shares. */
  readonly fullMinor: string;
  /** What is due and was split: the full fee, or under SHARES its priced part. */
  readonly minor: string;
  readonly currency: string;
  readonly clause: string;
  readonly plays: string;
}

/** Disputed money of one run, kept for one set of conflicts. */
export interface HoldRecord {
  readonly _id: string;
  readonly runId: string;
  readonly payer: string;
  readonly currency: string;
  readonly conflictIds: readonly string[];
  readonly minor: string;
  readonly account: string;
}

export interface EntryRecord {
  readonly _id: string;
  readonly runId: string;
  /** Whose books it is in. */
  readonly payer: string;
  readonly at: string;
  readonly kind: "RUN" | "REVERSAL";
  readonly reverses: string | null;
  readonly postings: readonly { readonly account: string; readonly currency: string; readonly minor: string }[];
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
const texts = { type: [String], required: true };
const mixed = { type: [Schema.Types.Mixed], required: true };

const runSchema = new Schema<RunRecord>(
  { _id: text, shape: count, period: text, ranAt: text, payers: texts, reportIds: texts, totals: mixed, lineCount: count },
  options("runs"),
);
runSchema.index({ payers: 1, _id: -1 });
runSchema.index({ period: 1, _id: -1 });

const statementSchema = new Schema<StatementRecord>(
  {
    _id: text,
    runId: text,
    period: text,
    payer: text,
    payee: text,
    societies: texts,
    currency: text,
    grossFine: text,
    grossMinor: text,
    deductions: mixed,
    taxes: mixed,
    remittedMinor: text,
    paidMinor: text,
    paidCurrency: text,
    exchange: { type: Schema.Types.Mixed, default: null },
    terms: mixed,
    lineCount: count,
  },
  options("statements"),
);
statementSchema.index({ runId: 1, payee: 1, _id: -1 });
statementSchema.index({ period: 1, _id: -1 });
statementSchema.index({ societies: 1, _id: -1 });
statementSchema.index({ payer: 1, _id: -1 });
statementSchema.index({ payee: 1, _id: -1 });

function lineSchema(collection: string): Schema<LineRecord> {
  return new Schema<LineRecord>(
    {
      _id: text,
      runId: text,
      period: text,
      payer: text,
      currency: text,
      destination: text,
      statementId: textOrNull,
      agreementId: textOrNull,
      feeId: text,
      reportId: text,
      workKey: text,
      title: textOrNull,
      artist: textOrNull,
      iswc: textOrNull,
      right: text,
      territory: text,
      use: text,
      partyId: textOrNull,
      partyName: textOrNull,
      role: textOrNull,
      holder: textOrNull,
      part: text,
      stated: textOrNull,
      plays: text,
      fine: text,
      claimIds: texts,
      conflictIds: texts,
      because: text,
    },
    options(collection),
  );
}
const payableSchema = lineSchema("lines");
payableSchema.index({ statementId: 1, _id: 1 });
payableSchema.index({ feeId: 1, workKey: 1 });
payableSchema.index({ workKey: 1, partyId: 1 });
const reserveSchema = lineSchema("reserves");
reserveSchema.index({ feeId: 1, workKey: 1 });
reserveSchema.index({ fine: -1, _id: -1 });
reserveSchema.index({ payer: 1, fine: -1, _id: -1 });
reserveSchema.index({ runId: 1, fine: -1, _id: -1 });

const feeSchema = new Schema<FeeRecord>(
  {
    _id: text,
    runId: text,
    reportId: text,
    territory: text,
    use: text,
    right: text,
    basis: text,
    fullMinor: text,
    minor: text,
    currency: text,
    clause: text,
    plays: text,
  },
  options("fees"),
);
feeSchema.index({ runId: 1, _id: 1 });

const holdSchema = new Schema<HoldRecord>(
  { _id: text, runId: text, payer: text, currency: text, conflictIds: texts, minor: text, account: text },
  options("holds"),
);
holdSchema.index({ payer: 1, _id: -1 });
holdSchema.index({ conflictIds: 1, _id: -1 });

const entrySchema = new Schema<EntryRecord>(
  { _id: text, runId: text, payer: text, at: text, kind: text, reverses: textOrNull, postings: mixed },
  options("ledger"),
);
entrySchema.index({ runId: 1, _id: 1 });
entrySchema.index({ reverses: 1 }, { unique: true, partialFilterExpression: { reverses: { $type: "string" } } });

/** The collections of runs and what they wrote. */
export interface MoneyModels {
  readonly runs: Model<RunRecord>;
  readonly statements: Model<StatementRecord>;
  readonly lines: Model<LineRecord>;
  readonly reserves: Model<LineRecord>;
  readonly fees: Model<FeeRecord>;
  readonly holds: Model<HoldRecord>;
  readonly ledger: Model<EntryRecord>;
}

export function moneyModels(connection: Connection): MoneyModels {
  return {
    runs: connection.models["Run"] ?? connection.model<RunRecord>("Run", runSchema),
    statements: connection.models["Statement"] ?? connection.model<StatementRecord>("Statement", statementSchema),
    lines: connection.models["Line"] ?? connection.model<LineRecord>("Line", payableSchema),
    reserves: connection.models["Reserve"] ?? connection.model<LineRecord>("Reserve", reserveSchema),
    fees: connection.models["Fee"] ?? connection.model<FeeRecord>("Fee", feeSchema),
    holds: connection.models["Hold"] ?? connection.model<HoldRecord>("Hold", holdSchema),
    ledger: connection.models["LedgerEntry"] ?? connection.model<EntryRecord>("LedgerEntry", entrySchema),
  };
}
