import { Schema } from "mongoose";
import type { Connection, Model } from "mongoose";

/** A command that was run under a key. `_id` is the hash of caller, operation and key; the answer is kept as the JSON text it was. */
export interface CommandRecord {
  readonly _id: string;
  readonly operation: string;
  readonly subject: string;
  readonly society: string | null;
  readonly idempotencyKey: string;
  /** SHA-256 of the canonical JSON of the input. */
  readonly inputHash: string;
  readonly answer: string;
  /** ISO instant; the record counts until then. */
  readonly keptUntil: string;
}

const schema = new Schema<CommandRecord>(
  {
    _id: { type: String, required: true },
    operation: { type: String, required: true },
    subject: { type: String, required: true },
    society: { type: String, default: null },
    idempotencyKey: { type: String, required: true },
    inputHash: { type: String, required: true },
    answer: { type: String, required: true },
    keptUntil: { type: String, required: true },
  },
  { collection: "commands", versionKey: false, strict: "throw", autoIndex: false, autoCreate: false },
);
schema.index({ keptUntil: 1 });

export function commandModel(connection: Connection): Model<CommandRecord> {
  return connection.models["Command"] ?? connection.model<CommandRecord>("Command", schema);
}
