/** The documents of the store's benchmark: shaped as works are, with one index that is unique, one of two fields and one on a list. */
import { createHash } from "node:crypto";
import { serialize } from "bson";
import { Schema } from "mongoose";
import type { Model } from "mongoose";
import { openStorage } from "../../subgraphs/storage/connection.ts";
import { KeyWriter } from "../../subgraphs/storage/embedded/values/keys.ts";

export interface Row {
  readonly _id: string;
  readonly code: string;
  readonly society: string;
  readonly number: number;
  readonly titleKeys: readonly string[];
  readonly titles: readonly object[];
  readonly creators: readonly object[];
  readonly state: string;
  readonly version: number;
}

export const BATCH = 1_000;
const embedded = { type: Schema.Types.Mixed, required: true } as const;
const schema = new Schema<Row>(
  {
    _id: String,
    code: String,
    society: String,
    number: Number,
    titleKeys: [String],
    titles: embedded,
    creators: embedded,
    state: String,
    version: Number,
  },
  { versionKey: false, autoIndex: false, autoCreate: false, minimize: false },
);
schema.index({ code: 1 }, { unique: true });
schema.index({ society: 1, number: 1 });
schema.index({ titleKeys: 1 });

export interface RowClient {
  rows(collection: string): Model<Row>;
  close(): Promise<void>;
}

/** Connects as the house does. */
export async function connectRows(uri: string): Promise<RowClient> {
  const storage = await openStorage({ uri, appName: "tutti-bench" });
  const database = storage.database("works");
  return { rows: (collection) => database.model<Row>(collection, schema, collection), close: () => storage.close() };
}

/** Ids rise, as the house's do; codes and titles come in no order. */
function idOf(at: number): string {
  return `wrk_0${String(at).padStart(25, "0")}`;
}
export function codeOf(at: number): string {
  return `T${createHash("sha1").update(String(at)).digest("hex").slice(0, 15)}`;
}

export function makeRow(at: number): Row {
  const key = codeOf(at + 0.5);
  return {
    _id: idOf(at),
    code: codeOf(at),
    society: `0${50 + (at % 20)}`,
    number: at,
    titleKeys: [key],
    titles: [{ text: `THE WORK NUMBER ${at} OF MANY`, kind: "ORIGINAL", language: null, script: "Latn" }],
    creators: [
      { partyId: `pty_0${at}`, name: `WRITER ${at % 5_000}, FIRST`, role: "CA", ipiNameNumber: String(at).padStart(11, "0") },
      { partyId: `pty_1${at}`, name: `WRITER ${at % 7_000}, SECOND`, role: "A", ipiNameNumber: String(at + 7).padStart(11, "0") },
    ],
    state: "REGISTERED",
    version: 1,
  };
}

export function makeBatch(from: number): Row[] {
  return Array.from({ length: BATCH }, (_, at) => makeRow(from + at));
}

/** Keys and values exactly as the store lays them down: the document by its id, and an entry in each index; `first` is the collection's number. */
export function entriesOf(row: Row, first: number): (readonly [key: Buffer, value: Buffer])[] {
  const id = new KeyWriter().value(row._id).finish();
  const entry = (index: number, ...values: readonly unknown[]): KeyWriter =>
    values.reduce<KeyWriter>((writer, value) => writer.value(value), new KeyWriter().uint32(first + index));
  return [
    [new KeyWriter().uint32(first).raw(id).finish(), Buffer.from(serialize(row))],
    [entry(1, row.code).finish(), id],
    [entry(2, row.society, row.number).raw(id).finish(), id],
    [entry(3, row.titleKeys[0]).raw(id).finish(), id],
  ];
}
