import { Schema } from "mongoose";
import type { Connection, Model } from "mongoose";

/** A word that titles or names have, with its forms (domain/search/typos.ts). */
export interface WordRecord {
  readonly _id: string;
  readonly forms: readonly string[];
}

const wordSchema = new Schema<WordRecord>(
  { _id: { type: String, required: true }, forms: { type: [String], required: true } },
  { collection: "searchWords", versionKey: false, strict: "throw", autoIndex: false, autoCreate: false },
);
wordSchema.index({ forms: 1 });

/** The words of one database: queries with typos are corrected by them. */
export type WordModel = Model<WordRecord>;

/** A collection of records that are searched, whatever else they hold. */
export type SearchedModel = Model<Record<string, unknown>>;

/** A collection as the search reads it: by field names alone. */
export function asSearched<T>(model: Model<T>): SearchedModel {
  return model as unknown as SearchedModel;
}

export function wordModel(connection: Connection): WordModel {
  return (connection.models["SearchWord"] as WordModel | undefined) ?? connection.model<WordRecord>("SearchWord", wordSchema);
}
