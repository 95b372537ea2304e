import { Schema } from "mongoose";
import type { Connection, Model } from "mongoose";

/** What a holder took of its budget in the newest minute it asked in: `_id` names the holder. */
export interface BudgetRecord {
  readonly _id: string;
  /** Whole minutes since 1970. */
  readonly minute: number;
  readonly taken: number;
}

const schema = new Schema<BudgetRecord>(
  { _id: { type: String, required: true }, minute: { type: Number, required: true }, taken: { type: Number, required: true } },
  { collection: "budgets", versionKey: false, strict: "throw", autoIndex: false, autoCreate: false },
);
schema.index({ minute: 1 });

export function budgetModel(connection: Connection): Model<BudgetRecord> {
  return connection.models["Budget"] ?? connection.model<BudgetRecord>("Budget", schema);
}
