import { Long } from "bson";
import { StoreError } from "../errors.ts";
import type { Collection, Index } from "../engine/catalog.ts";
import { prefixOf } from "../engine/keysOfDocument.ts";
import { compileFilter } from "../query/filter.ts";
import type { Document } from "../values/value.ts";
import { isTrue, toSafeInteger } from "../values/value.ts";
import type { Context } from "./context.ts";
import { collectionName, findCollection, optionalDocument } from "./context.ts";

/** So many entries tell the average size of all. */
const SAMPLE = 1_000;

interface Extent {
  readonly count: number;
  /** Estimated from the first entries: LMDB keeps no sizes of parts of its file. */
  readonly bytes: number;
}

/** How much lies under a collection's or an index's number. */
function extentOf({ store: { disk } }: Context, id: number): Extent {
  const [from, to] = [prefixOf(id), prefixOf(id + 1)];
  const count = disk.count(from, to);
  let sampled = 0;
  let bytes = 0;
  for (const { key, value } of disk.range(from, to)) {
    if (sampled === SAMPLE) break;
    sampled += 1;
    bytes += key.length + value.length;
  }
  return { count, bytes: sampled === 0 ? 0 : Math.ceil((bytes / sampled) * count) };
}

interface Sizes {
  readonly count: number;
  readonly size: number;
  readonly indexes: readonly { readonly index: Index; readonly bytes: number }[];
}

/** Documents are the entries of the index on `_id`, so that one takes no room of its own. */
function sizesOf(context: Context, collection: Collection): Sizes {
  const { count, bytes } = extentOf(context, collection.id);
  const indexes = collection.indexes.map((index) => ({ index, bytes: extentOf(context, index.id).bytes }));
  return { count, size: bytes, indexes: [{ index: collection.primary, bytes: 0 }, ...indexes] };
}

function total(sizes: readonly { readonly bytes: number }[]): number {
  return sizes.reduce((sum, { bytes }) => sum + bytes, 0);
}

function scaleOf(body: Document): number {
  const scale = toSafeInteger(body["scale"] ?? 1);
  if (scale === null || scale < 1) throw new StoreError(2, "Scale factor must be greater than zero");
  return scale;
}

/** Sizes and counts of one collection, as `collStats` and the stage `$collStats` tell them. */
function storageStats(context: Context, collection: Collection | undefined, scale: number): Document {
  const { count, size, indexes } = collection ? sizesOf(context, collection) : { count: 0, size: 0, indexes: [] };
  const scaled = (bytes: number): number => Math.floor(bytes / scale);
  const indexBytes = total(indexes);
  return {
    size: scaled(size),
    count,
    ...(count > 0 ? { avgObjSize: Math.floor(size / count) } : {}),
    numOrphanDocs: 0,
    storageSize: scaled(size),
    freeStorageSize: 0,
    capped: false,
    nindexes: indexes.length,
    indexBuilds: [],
    totalIndexSize: scaled(indexBytes),
    totalSize: scaled(size + indexBytes),
    indexSizes: Object.fromEntries(indexes.map(({ index, bytes }) => [index.name, scaled(bytes)])),
    scaleFactor: scale,
  };
}

export function collStats(context: Context): Document {
  const stats = storageStats(context, findCollection(context), scaleOf(context.body));
  return { ns: `${context.database}.${collectionName(context)}`, ...stats, ok: 1 };
}

export function dbStats(context: Context): Document {
  const scale = scaleOf(context.body);
  const all = context.store.catalog.list(context.database).map((collection) => sizesOf(context, collection));
  const objects = all.reduce((sum, { count }) => sum + count, 0);
  const size = all.reduce((sum, sizes) => sum + sizes.size, 0);
  const indexSize = all.reduce((sum, { indexes }) => sum + total(indexes), 0);
  return {
    db: context.database,
    collections: all.length,
    views: 0,
    objects,
    avgObjSize: objects === 0 ? 0 : size / objects,
    dataSize: size / scale,
    storageSize: size / scale,
    indexes: all.reduce((sum, { indexes }) => sum + indexes.length, 0),
    indexSize: indexSize / scale,
    totalSize: (size + indexSize) / scale,
    scaleFactor: scale,
    ok: 1,
  };
}

export function listDatabases(context: Context): Document {
  const { store, body } = context;
  const matches = compileFilter(optionalDocument(body["filter"], "filter"));
  const names = [...new Set(store.catalog.list().map(({ database }) => database))].sort();
  const described = names.map((name) => ({ name, sizeOnDisk: databaseBytes(context, name), empty: false })).filter(matches);
  if (isTrue(body["nameOnly"])) return { databases: described.map(({ name }) => ({ name })), ok: 1 };
  const bytes = described.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0);
  return {
    databases: described.map((one) => ({ ...one, sizeOnDisk: Long.fromNumber(one.sizeOnDisk) })),
    totalSize: Long.fromNumber(bytes),
    totalSizeMb: Long.fromNumber(Math.floor(bytes / 1_048_576)),
    ok: 1,
  };
}

function databaseBytes(context: Context, database: string): number {
  const sizes = context.store.catalog.list(database).map((collection) => sizesOf(context, collection));
  return sizes.reduce((sum, { size, indexes }) => sum + size + total(indexes), 0);
}

function existing(context: Context): Collection {
  const collection = findCollection(context);
  if (!collection)
    throw new StoreError(
      26,
      `Unable to retrieve storageStats in $collStats stage :: caused by :: Collection [${context.database}.${collectionName(context)}] not found.`,
    );
  return collection;
}

/** The one document of the stage `$collStats`. */
export function collStatsStage(context: Context, options: Document): Document {
  const odd = Object.keys(options).find((name) => name !== "storageStats" && name !== "count");
  if (odd !== undefined) throw new StoreError(238, `$collStats with ${odd} is not supported by the embedded store`);
  const collection = existing(context);
  return {
    ns: `${context.database}.${collection.name}`,
    host: "tutti",
    localTime: new Date(),
    ...("storageStats" in options
      ? { storageStats: storageStats(context, collection, scaleOf(optionalDocument(options["storageStats"], "storageStats"))) }
      : {}),
    ...("count" in options ? { count: extentOf(context, collection.id).count } : {}),
  };
}
