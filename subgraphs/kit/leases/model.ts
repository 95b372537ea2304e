import { Schema } from "mongoose";
import type { Connection, Model } from "mongoose";

/** Who does a piece of work, and until when: `_id` names the work. */
export interface LeaseRecord {
  readonly _id: string;
  readonly owner: string;
  /** Milliseconds since 1970. */
  readonly untilMs: number;
}

const schema = new Schema<LeaseRecord>(
  { _id: { type: String, required: true }, owner: { type: String, required: true }, untilMs: { type: Number, required: true } },
  { collection: "leases", versionKey: false, strict: "throw", autoIndex: false, autoCreate: false },
);

export function leaseModel(connection: Connection): Model<LeaseRecord> {
  return connection.models["Lease"] ?? connection.model<LeaseRecord>("Lease", schema);
}
