import { Schema } from "mongoose";
import type { Connection, Model } from "mongoose";

/** A stored event. Until it is numbered `pending` holds its id; numbered ones have `number` and `recordedAt` instead. */
export interface EventRecord {
  readonly _id: string;
  readonly kind: string;
  readonly subject: string;
  /** A JSON object; mongoose's types cannot follow a recursive one. */
  readonly data: unknown;
  readonly pending?: string;
  readonly number?: number;
  /** ISO instant with milliseconds: compares as text. */
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

const eventSchema = new Schema<EventRecord>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    subject: { type: String, required: true },
    data: { type: Schema.Types.Mixed, required: true },
    pending: { type: String },
    number: { type: Number },
    recordedAt: { type: String },
  },
  { collection: "events", versionKey: false, strict: "throw", minimize: false, autoIndex: false, autoCreate: false },
);
// Sparse: an event is in the first index until it is numbered, and in the others from then on.
eventSchema.index({ pending: 1 }, { sparse: true });
eventSchema.index({ number: 1 }, { unique: true, sparse: true });
eventSchema.index({ recordedAt: 1 }, { sparse: true });
eventSchema.index({ subject: 1, number: 1 });

const sequenceSchema = new Schema<SequenceRecord>(
  {
    _id: { type: String, required: true },
    number: { type: Number, required: true },
    recordedAt: { type: String, required: true },
    closedAt: { type: String, required: true },
  },
  { collection: "sequences", versionKey: false, strict: "throw", autoIndex: false, autoCreate: false },
);

export function eventModel(connection: Connection): Model<EventRecord> {
  return connection.models["Event"] ?? connection.model<EventRecord>("Event", eventSchema);
}

export function sequenceModel(connection: Connection): Model<SequenceRecord> {
  return connection.models["Sequence"] ?? connection.model<SequenceRecord>("Sequence", sequenceSchema);
}
