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

export function wordModel(connection: Connection): WordModel {
  return (connection.models["SearchWord"] as WordModel | undefined) ?? connection.model<WordRecord>("SearchWord", wordSchema);
}
