import { Schema } from "mongoose";
import type { Connection, Model } from "mongoose";

/** How a society's word comes to this house. */
export type SourceForm = "FILE" | "NODE";

/** Where the word of a society comes from; one a society. One that nobody registered is a file without a promised rhythm. */
export interface SourceRecord {
  /** The society's code. */
  readonly _id: string;
  readonly shape: number;
  readonly version: number;
  readonly form: SourceForm;
  /** FILE: a file comes at least every so many days. */
  readonly rhythmDays: number | null;
  /** NODE: where it is asked; absent for FILE. */
  readonly node?: NodeRecord;
  readonly registeredBy: string;
  readonly registeredAt: string;
}

/** How a node is asked. */
export interface NodeRecord {
  readonly url: string;
  /** For a whole answer that somebody waits for. */
  readonly deadlineMs: number;
  /** So long it is left alone after it failed several times in a row. */
  readonly pauseSeconds: number;
}

/** The bearer token for a node, sealed, and apart from the source, so that no reading of sources brings it along. */
export interface SourceSecretRecord {
  readonly _id: string;
  readonly token: string;
}

/** How asking a node has gone. A member is absent before it first happened. */
export interface SourceStateRecord {
  readonly _id: string;
  /** In a row; 0 after a success. */
  readonly failures?: number;
  readonly pausedUntilMs?: number;
  readonly lastSuccessAt?: string;
  readonly lastFailureAt?: string;
  readonly lastErrorCode?: string;
  readonly lastError?: string;
  /** The cursor up to which its statements were fetched. */
  readonly since?: string;
  /** When everything it had was fetched last. */
  readonly pulledAt?: string;
}

export const SOURCE_SHAPE = 1;

const text = { type: String, required: true } as const;
const whole = { type: Number, required: true } as const;

function options(collection: string) {
  return { collection, versionKey: false, strict: "throw", autoIndex: false, autoCreate: false, minimize: false } as const;
}

const sourceSchema = new Schema<SourceRecord>(
  {
    ...{ _id: text, shape: whole, version: whole, form: text, rhythmDays: { type: Number, default: null } },
    node: { type: Schema.Types.Mixed, default: undefined },
    ...{ registeredBy: text, registeredAt: text },
  },
  options("societySources"),
);

const secretSchema = new Schema<SourceSecretRecord>({ _id: text, token: text }, options("societySourceSecrets"));

const stateSchema = new Schema<SourceStateRecord>(
  {
    ...{ _id: text, failures: { type: Number }, pausedUntilMs: { type: Number }, lastSuccessAt: { type: String } },
    ...{ lastFailureAt: { type: String }, lastErrorCode: { type: String }, lastError: { type: String } },
    ...{ since: { type: String }, pulledAt: { type: String } },
  },
  options("societySourceStates"),
);

/** The collections of sources. */
export interface SourceModels {
  readonly sources: Model<SourceRecord>;
  readonly secrets: Model<SourceSecretRecord>;
  readonly states: Model<SourceStateRecord>;
}

export function sourceModels(connection: Connection): SourceModels {
  const model = <T>(name: string, schema: Schema<T>): Model<T> =>
    (connection.models[name] as Model<T> | undefined) ?? connection.model<T>(name, schema);
  return {
    sources: model("SocietySource", sourceSchema),
    secrets: model("SocietySourceSecret", secretSchema),
    states: model("SocietySourceState", stateSchema),
  };
}
