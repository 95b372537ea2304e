import { Schema } from "mongoose";
import type { Connection, Model } from "mongoose";

/** The stored format of a part of the database; `_id` is the part: `kit`, or the subgraph's name. */
export interface FormatRecord {
  readonly _id: string;
  readonly format: number;
  readonly since: string;
}

const schema = new Schema<FormatRecord>(
  { _id: { type: String, required: true }, format: { type: Number, required: true }, since: { type: String, required: true } },
  { collection: "meta", versionKey: false, strict: "throw", autoIndex: false, autoCreate: false },
);

export function formatModel(connection: Connection): Model<FormatRecord> {
  return connection.models["Format"] ?? connection.model<FormatRecord>("Format", schema);
}
