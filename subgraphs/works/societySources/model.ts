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
  readonly registeredBy: string;
  readonly registeredAt: string;
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
    ...{ registeredBy: text, registeredAt: text },
  },
  options("societySources"),
);

/** The collections of sources. */
export interface SourceModels {
  readonly sources: Model<SourceRecord>;
}

export function sourceModels(connection: Connection): SourceModels {
  const model = <T>(name: string, schema: Schema<T>): Model<T> =>
    (connection.models[name] as Model<T> | undefined) ?? connection.model<T>(name, schema);
  return { sources: model("SocietySource", sourceSchema) };
}
