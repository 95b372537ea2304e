import { Long, ObjectId } from "bson";
import { arch, cpus, hostname, platform, release, totalmem, type } from "node:os";
import { StoreError } from "../errors.ts";
import { WRITE_BATCH_MAX } from "../protocol/message.ts";
import { MECHANISM } from "../protocol/scram.ts";
import { DOCUMENT_BYTES_MAX, MESSAGE_BYTES_MAX } from "../values/codec.ts";
import type { Document } from "../values/value.ts";
import { isDocument, isTrue } from "../values/value.ts";
import type { Context } from "./context.ts";

const SET_NAME = "tutti";
/** The wire version of MongoDB 7.0. */
const WIRE_VERSION = 21;
const PROCESS = new ObjectId();
const VERSION = "7.0.0";
const MEGABYTE = 1_048_576;
const started = Date.now();

/**
 * A single-node replica set's primary, so that drivers allow sessions, transactions and retryable writes.
 * No `topologyVersion`: with it drivers ask for a stream of answers, which is not given here.
 */
export function hello(body: Document, { address, connection }: { address: string; connection: number }): Document {
  return {
    ...("hello" in body ? { isWritablePrimary: true } : { ismaster: true }),
    ...(isTrue(body["helloOk"]) ? { helloOk: true } : {}),
    secondary: false,
    setName: SET_NAME,
    setVersion: 1,
    primary: address,
    me: address,
    hosts: [address],
    maxBsonObjectSize: DOCUMENT_BYTES_MAX,
    maxMessageSizeBytes: MESSAGE_BYTES_MAX,
    maxWriteBatchSize: WRITE_BATCH_MAX,
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
    allocator: "system",
    javascriptEngine: "none",
    sysInfo: "deprecated",
    bits: 64,
    debug: false,
    maxBsonObjectSize: DOCUMENT_BYTES_MAX,
    storageEngines: ["lmdb"],
    ok: 1,
  };
}

export function serverStatus({ store, cursors }: Context): Document {
  const { rss, heapUsed, external } = process.memoryUsage();
  const uptime = Date.now() - started;
  return {
    host: hostname(),
    version: VERSION,
    process: "tutti-embedded-store",
    pid: Long.fromNumber(process.pid),
    uptime: Math.floor(uptime / 1000),
    uptimeMillis: Long.fromNumber(uptime),
    localTime: new Date(),
    mem: {
      bits: 64,
      resident: Math.floor(rss / MEGABYTE),
      heap: Math.floor(heapUsed / MEGABYTE),
      external: Math.floor(external / MEGABYTE),
      supported: true,
    },
    metrics: { cursor: { open: { total: Long.fromNumber(cursors.size) } } },
    storageEngine: { name: "lmdb", persistent: true, supportsCommittedReads: true },
    catalogStats: { collections: store.catalog.list().length },
    repl: { setName: SET_NAME, isWritablePrimary: true, secondary: false },
    ok: 1,
  };
}

export function hostInfo(): Document {
  const processors = cpus();
  return {
    system: {
      currentTime: new Date(),
      hostname: hostname(),
      cpuAddrSize: 64,
      memSizeMB: Long.fromNumber(Math.floor(totalmem() / MEGABYTE)),
      numCores: processors.length,
      cpuArch: arch(),
    },
    os: { type: type(), name: platform(), version: release() },
    extra: {},
    ok: 1,
  };
}

/** The options of a `mongod` that nobody started: none. */
export function getCmdLineOpts(): Document {
  return { argv: [], parsed: {}, ok: 1 };
}

const LOGS: readonly unknown[] = ["global", "startupWarnings"];

/** The store's log is the house's: there are no lines here. */
export function getLog({ body: { getLog: name } }: Context): Document {
  if (name === "*") return { names: LOGS, ok: 1 };
  if (!LOGS.includes(name)) throw new StoreError(96, `No log named '${String(name)}'`);
  return { totalLinesWritten: 0, log: [], ok: 1 };
}

export function whatsmyuri(): Document {
  return { you: `local:${process.pid}`, processId: PROCESS, ok: 1 };
}

const PARAMETERS: Document = {
  featureCompatibilityVersion: { version: "7.0" },
  authenticationMechanisms: [MECHANISM],
  transactionLifetimeLimitSeconds: 60,
  cursorTimeoutMillis: Long.fromNumber(600_000),
};

/** The parameters that are asked for; error 72 when none of them is one that this store has. */
export function getParameter({ body }: Context): Document {
  const wanted = body["getParameter"];
  const all = wanted === "*" || (isDocument(wanted) && isTrue(wanted["allParameters"]));
  const found = Object.fromEntries(Object.entries(PARAMETERS).filter(([name]) => all || name in body));
  if (Object.keys(found).length === 0) throw new StoreError(72, "no option found to get");
  return { ...found, ok: 1 };
}

export function listCommands(names: readonly string[]): Document {
  return { commands: Object.fromEntries([...names].sort().map((name) => [name, { help: "" }])), ok: 1 };
}
