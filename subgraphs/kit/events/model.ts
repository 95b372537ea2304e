import { Schema } from "mongoose";
import type { Connection, Model } from "mongoose";
import type { JsonObject } from "../json.ts";

/** One event of a block; its number is the block's and its place in it. */
export interface EventEntry {
  /** `evt_…` */
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly data: JsonObject;
}

/**
 * Events that one change wrote, stored together: they are numbered by one write and take one document in place of many. Until it is
 * numbered `pending` holds the block's id; numbered ones have `number`, `lastNumber` and `recordedAt` instead.
 */
export interface EventBlock {
  /** The id of its first event. */
  readonly _id: string;
  /** A JSON array of EventEntry as text: neither store nor driver need take it apart, and data read back as they were. */
  readonly events: string;
  readonly count: number;
  /** The subjects of the events, each once. */
  readonly subjects: readonly string[];
  readonly pending?: string;
  /** The first event's; those after it follow without gaps. */
  readonly number?: number;
  readonly lastNumber?: number;
  /** The first event's, an ISO instant with milliseconds, which compares as text; each event after it is a millisecond later. */
  readonly recordedAt?: string;
}

/** The sequencer's place, one document: written in every numbering transaction, so that two sequencers collide. */
export interface SequenceRecord {
  readonly _id: string;
  /** The last number given. */
  readonly number: number;
  /** The instant of the last event. */
  readonly recordedAt: string;
  /** Answers were given as known at this instant: later events are recorded after it. */
  readonly closedAt: string;
}

const blockSchema = new Schema<EventBlock>(
  {
    _id: { type: String, required: true },
    events: { type: String, required: true },
    count: { type: Number, required: true },
    subjects: { type: [String], required: true },
    pending: { type: String },
    number: { type: Number },
    lastNumber: { type: Number },
    recordedAt: { type: String },
  },
  { collection: "events", versionKey: false, strict: "throw", minimize: false, autoIndex: false, autoCreate: false },
);
// Sparse: a block is in the first index until it is numbered, and in the two after it from then on.
blockSchema.index({ pending: 1 }, { sparse: true });
blockSchema.index({ lastNumber: 1 }, { unique: true, sparse: true });
blockSchema.index({ recordedAt: 1 }, { sparse: true });
// Without the number, so that numbering a block leaves its entries alone.
blockSchema.index({ subjects: 1 });

const sequenceSchema = new Schema<SequenceRecord>(
  {
    _id: { type: String, required: true },
    number: { type: Number, required: true },
    recordedAt: { type: String, required: true },
    closedAt: { type: String, required: true },
  },
  { collection: "sequences", versionKey: false, strict: "throw", autoIndex: false, autoCreate: false },
);

export function eventModel(connection: Connection): Model<EventBlock> {
  return connection.models["Event"] ?? connection.model<EventBlock>("Event", blockSchema);
}

export function sequenceModel(connection: Connection): Model<SequenceRecord> {
  return connection.models["Sequence"] ?? connection.model<SequenceRecord>("Sequence", sequenceSchema);
}
