import { Schema } from "mongoose";
import type { Connection, Model } from "mongoose";
import type { Alarm } from "../alarms.ts";

/** Where the watcher stands with one licence; `_id` is the licence's. */
export interface WatchRecord {
  readonly _id: string;
  readonly shape: number;
  readonly licensor: string;
  /** The version of the terms whose snapshot is compared; 0 before the first look. */
  readonly termVersion: number;
  /** The next day on which other terms may prevail; null for none. */
  readonly nextFrom: string | null;
  /** The next part of the snapshot in a look at all of it; null while none is due. */
  readonly chunk: number | null;
  /** Not looked at as a whole before, after a look failed; milliseconds since 1970. */
  readonly notBeforeMs: number;
  /** Raised by every write: a look that began before another was written begins again. */
  readonly version: number;
}

/** An alarm that stands as it was told last; `_id` is `<license>:<work of the snapshot>`. */
export interface AlarmRecord extends Alarm {
  readonly _id: string;
  readonly shape: number;
  readonly licenseId: string;
  /** The terms that it was found for. */
  readonly termVersion: number;
}

/** Whose changes call for a look at one part of a snapshot; `_id` is that part's. */
export interface RelianceRecord {
  readonly _id: string;
  readonly shape: number;
  readonly licenseId: string;
  readonly termVersion: number;
  readonly chunk: number;
  /** The works as the snapshot names them, and those that answer for them now. */
  readonly works: readonly string[];
  /** The parties that claim in them, and those that stand for merged ones. */
  readonly parties: readonly string[];
}

/** The number of the last event of another subgraph whose consequences are written; `_id` is the subgraph's name. */
export interface CursorRecord {
  readonly _id: string;
  readonly shape: number;
  readonly after: number;
}

const text = { type: String, required: true } as const;
const textOrNull = { type: String, default: null } as const;
const whole = { type: Number, required: true } as const;

function options(collection: string) {
  return { collection, versionKey: false, strict: "throw", minimize: false, autoIndex: false, autoCreate: false } as const;
}

const watchSchema = new Schema<WatchRecord>(
  {
    ...{ _id: text, shape: whole, licensor: text, termVersion: whole, nextFrom: textOrNull },
    ...{ chunk: { type: Number, default: null }, notBeforeMs: whole, version: whole },
  },
  options("licenseWatches"),
);
watchSchema.index({ chunk: 1 });
watchSchema.index({ nextFrom: 1 });
watchSchema.index({ licensor: 1 });

const alarmSchema = new Schema<AlarmRecord>(
  {
    ...{ _id: text, shape: whole, licenseId: text, termVersion: whole, workId: text, title: textOrNull, message: text },
    ...{ versionThen: whole, versionNow: whole, conflictIds: [String] },
  },
  options("licenseAlarms"),
);
alarmSchema.index({ licenseId: 1, termVersion: 1 });

const relianceSchema = new Schema<RelianceRecord>(
  { ...{ _id: text, shape: whole, licenseId: text, termVersion: whole, chunk: whole }, works: [String], parties: [String] },
  options("licenseReliances"),
);
relianceSchema.index({ works: 1 });
relianceSchema.index({ parties: 1 });
relianceSchema.index({ licenseId: 1 });

const cursorSchema = new Schema<CursorRecord>({ _id: text, shape: whole, after: whole }, options("licenseCursors"));

/** The collections of the watcher. */
export interface WatchModels {
  readonly watches: Model<WatchRecord>;
  readonly alarms: Model<AlarmRecord>;
  readonly reliances: Model<RelianceRecord>;
  readonly cursors: Model<CursorRecord>;
}

export function watchModels(connection: Connection): WatchModels {
  const model = <T>(name: string, schema: Schema<T>): Model<T> =>
    (connection.models[name] as Model<T> | undefined) ?? connection.model<T>(name, schema);
  return {
    watches: model("LicenseWatch", watchSchema),
    alarms: model("LicenseAlarm", alarmSchema),
    reliances: model("LicenseReliance", relianceSchema),
    cursors: model("LicenseCursor", cursorSchema),
  };
}
