import { Long, ObjectId } from "bson";
import { hostname } from "node:os";
import { StoreError } from "../errors.ts";
import { DOCUMENT_BYTES_MAX, MESSAGE_BYTES_MAX } from "../values/codec.ts";
import { prefixOf } from "../engine/entries.ts";
import type { Document } from "../values/value.ts";
import { isTrue } from "../values/value.ts";
import type { Context } from "./context.ts";
import { findCollection } from "./context.ts";

const SET_NAME = "tutti";
/** The wire version of MongoDB 7.0. */
const WIRE_VERSION = 21;
const PROCESS = new ObjectId();
const VERSION = "7.0.0";
const started = Date.now();

/**
 * A single-node replica set's primary, so that drivers allow sessions, transactions and retryable writes.
 * No `topologyVersion`: with it drivers ask for a stream of answers, which is not given here.
 */
export function hello(address: string, connection: number): Document {
  return {
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    secondary: false,
    setName: SET_NAME,
    setVersion: 1,
    primary: address,
    me: address,
    hosts: [address],
    maxBsonObjectSize: DOCUMENT_BYTES_MAX,
    maxMessageSizeBytes: MESSAGE_BYTES_MAX,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: connection,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
    ok: 1,
  };
}

export function buildInfo(): Document {
  return {
    version: VERSION,
    gitVersion: "tutti-embedded-store",
    versionArray: [7, 0, 0, 0],
    modules: [],
    bits: 64,
    debug: false,
    maxBsonObjectSize: DOCUMENT_BYTES_MAX,
    storageEngines: ["lmdb"],
    ok: 1,
  };
}

export function serverStatus({ store, cursors }: Context): Document {
  const { rss, heapUsed } = process.memoryUsage();
  return {
    host: hostname(),
    version: VERSION,
    process: "tutti-embedded-store",
    pid: Long.fromNumber(process.pid),
    uptime: Math.floor((Date.now() - started) / 1000),
    localTime: new Date(),
    mem: { resident: Math.floor(rss / 1_048_576), heap: Math.floor(heapUsed / 1_048_576) },
    metrics: { cursor: { open: { total: Long.fromNumber(cursors.size) } } },
    storageEngine: { name: "lmdb", persistent: true, supportsCommittedReads: true },
    collections: store.catalog.list().length,
    repl: { setName: SET_NAME, isWritablePrimary: true },
    ok: 1,
  };
}

export function listDatabases({ store, body }: Context): Document {
  const names = [...new Set(store.catalog.list().map(({ database }) => database))].sort();
  const databases = names.map((name): Document =>
    isTrue(body["nameOnly"]) ? { name } : { name, sizeOnDisk: Long.fromNumber(0), empty: false },
  );
  return { databases, totalSize: Long.fromNumber(0), totalSizeMb: Long.fromNumber(0), ok: 1 };
}

export function collStats(context: Context): Document {
  const collection = findCollection(context);
  const count = collection ? context.store.disk.count(prefixOf(collection.id), prefixOf(collection.id + 1)) : 0;
  return { ns: `${context.database}.${collection?.name ?? ""}`, count, nindexes: collection ? collection.indexes.length + 1 : 0, ok: 1 };
}

export function dbStats({ store, database }: Context): Document {
  const collections = store.catalog.list(database);
  const objects = collections.reduce((total, { id }) => total + store.disk.count(prefixOf(id), prefixOf(id + 1)), 0);
  return {
    db: database,
    collections: collections.length,
    objects,
    indexes: collections.reduce((total, { indexes }) => total + indexes.length + 1, 0),
    ok: 1,
  };
}

export function connectionStatus(): Document {
  return { authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] }, ok: 1 };
}

export function whatsmyuri(): Document {
  return { you: `local:${process.pid}`, processId: PROCESS, ok: 1 };
}

export function getParameter({ body }: Context): Document {
  if (body["getParameter"] === "*" || "featureCompatibilityVersion" in body)
    return { featureCompatibilityVersion: { version: "7.0" }, ok: 1 };
  throw new StoreError(72, "no option found to get");
}
