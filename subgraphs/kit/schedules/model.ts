import { Schema } from "mongoose";
import type { Connection, Model } from "mongoose";

/** When a piece of periodic work is due next (milliseconds since 1970); `_id` is its name. */
export interface ScheduleRecord {
  readonly _id: string;
  readonly dueAtMs: number;
}

const schema = new Schema<ScheduleRecord>(
  { _id: { type: String, required: true }, dueAtMs: { type: Number, required: true } },
  { collection: "schedules", versionKey: false, strict: "throw", autoIndex: false, autoCreate: false },
);

export function scheduleModel(connection: Connection): Model<ScheduleRecord> {
  return connection.models["Schedule"] ?? connection.model<ScheduleRecord>("Schedule", schema);
}
