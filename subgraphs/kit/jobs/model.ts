import { Schema } from "mongoose";
import type { Connection, Model } from "mongoose";
import type { Problem } from "../../domain/outcome.ts";
import type { Job, JobState } from "../jobs.ts";
import { storedJson } from "../json.ts";

/** A stored job. While RUNNING it belongs to `owner`; `takeAtMs` (milliseconds since 1970) says when another may take it. */
export interface JobRecord {
  readonly _id: string;
  readonly kind: string;
  readonly state: JobState;
  /** JSON objects, both; mongoose's types cannot follow a recursive one. */
  readonly input: unknown;
  readonly done: number;
  readonly total: number | null;
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  readonly result: unknown;
  readonly attemptCount: number;
  readonly owner: string | null;
  /** When it may be taken: due time of a queued job, end of the lease of a running one, null when finished. */
  readonly takeAtMs: number | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

const schema = new Schema<JobRecord>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    state: { type: String, required: true },
    input: { type: Schema.Types.Mixed, required: true },
    done: { type: Number, required: true },
    total: { type: Number, default: null },
    problems: { type: [Schema.Types.Mixed], required: true },
    problemCount: { type: Number, required: true },
    result: { type: Schema.Types.Mixed, default: null },
    attemptCount: { type: Number, required: true },
    owner: { type: String, default: null },
    takeAtMs: { type: Number, default: null },
    createdAt: { type: String, required: true },
    finishedAt: { type: String, default: null },
  },
  { collection: "jobs", versionKey: false, strict: "throw", minimize: false, autoIndex: false, autoCreate: false },
);
schema.index({ kind: 1, takeAtMs: 1 });
schema.index({ "input.caller.society": 1, _id: -1 });
schema.index({ "input.caller.subject": 1, _id: -1 });

export function jobModel(connection: Connection): Model<JobRecord> {
  return connection.models["Job"] ?? connection.model<JobRecord>("Job", schema);
}

/** A record as the house speaks of it. */
export function toJob(record: JobRecord): Job {
  const { _id: id, kind, state, done, total, problems, attemptCount, createdAt, finishedAt } = record;
  const result = record.result === null ? null : storedJson(record.result);
  return {
    id,
    kind,
    state,
    input: storedJson(record.input),
    progress: { done, total },
    problems,
    result,
    attemptCount,
    createdAt,
    finishedAt,
  };
}
