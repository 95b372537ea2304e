import { Schema } from "mongoose";
import type { Connection, Model } from "mongoose";
import type { LocalDate } from "../../domain/period.ts";
import type { IpiRight } from "../../domain/rights.ts";

export type TransferState = "OPEN" | "CONFIRMED" | "APPLIED" | "WITHDRAWN";
export type TransferSide = "FROM" | "TO";

/** Which claims go from whom to whom, and when (SDL: CatalogueTransferInput), as it was read. */
export interface TransferOrder {
  readonly from: string;
  readonly to: string;
  readonly toName: string;
  readonly on: LocalDate;
  /** Null, here and below: not limited. Ascending. */
  readonly works: readonly string[] | null;
  readonly rights: readonly IpiRight[] | null;
  readonly territories: readonly string[] | null;
  /** The countries of `territories` on the day, in stored form. */
  readonly countries: string | null;
  /** The transfer whose claims go back. */
  readonly undoes: string | null;
}

export interface SignatoryRecord {
  readonly society: string;
  readonly sides: readonly TransferSide[];
}

export interface ConfirmationRecord {
  readonly society: string;
  /** The hash of the preview that was confirmed. */
  readonly preview: string;
  readonly confirmedAt: string;
}

export interface TransferTotals {
  readonly works: number;
  readonly statements: number;
  readonly claims: number;
  readonly conflictsCreated: number;
  readonly conflictsRemoved: number;
  readonly conflictsChanged: number;
}

/** A transfer of a catalogue. */
export interface TransferRecord {
  /** `ctr_…` */
  readonly _id: string;
  readonly shape: number;
  readonly version: number;
  readonly state: TransferState;
  /** Both parties. */
  readonly parties: readonly string[];
  /** Who may see it: all that ever had to confirm it, and who proposed it. */
  readonly societies: readonly string[];
  readonly order: TransferOrder;
  readonly because: string;
  readonly proposedBy: string | null;
  readonly proposedAt: string;
  /** As of the last change. */
  readonly signatories: readonly SignatoryRecord[];
  readonly confirmations: readonly ConfirmationRecord[];
  readonly job: string | null;
  readonly note: string | null;
  readonly effect: TransferTotals | null;
  readonly appliedAt: string | null;
}

type Stored = Omit<TransferRecord, "order" | "signatories" | "confirmations" | "effect"> & {
  readonly order: object;
  readonly signatories: object;
  readonly confirmations: object;
  readonly effect: object | null;
};
export type TransferModel = Model<Stored>;

const text = { type: String, required: true } as const;
const textOrNull = { type: String, default: null } as const;
const whole = { type: Number, required: true } as const;
const list = { type: [String], required: true } as const;
const embedded = { type: Schema.Types.Mixed, required: true } as const;

const schema = new Schema<Stored>(
  {
    ...{ _id: text, shape: whole, version: whole, state: text, parties: list, societies: list, order: embedded, because: text },
    ...{ proposedBy: textOrNull, proposedAt: text, signatories: embedded, confirmations: embedded },
    ...{ job: textOrNull, note: textOrNull, effect: { type: Schema.Types.Mixed, default: null }, appliedAt: textOrNull },
  },
  { collection: "transfers", versionKey: false, strict: "throw", autoIndex: false, autoCreate: false, minimize: false },
);
schema.index({ state: 1, _id: 1 });
schema.index({ parties: 1, state: 1, _id: 1 });
schema.index({ societies: 1, _id: 1 });

/** The collection of transfers; the same model each time. */
export function transferModel(connection: Connection): TransferModel {
  return (connection.models["Transfer"] as TransferModel | undefined) ?? connection.model<Stored>("Transfer", schema);
}
