import { Worker } from "node:worker_threads";
import type { Log } from "./commands/context.ts";
import type { HostOptions } from "./host.ts";
import type { FromWorker, ToWorker } from "./worker.ts";

/** How the embedded store is started. */
export interface EmbeddedStoreOptions {
  /** Where the data lies; made when it is not there, for its owner alone. */
  readonly dataFolder: string;
  /** Hears of scans without an index, broken connections and failures. */
  readonly log?: Log;
  /** In this thread instead of a worker's: for tests and single commands. */
  readonly inThread?: boolean;
  /** The most bytes that the data file may grow to; for tests of a full disk. */
  readonly mapBytes?: number;
  /** Listens on this port of 127.0.0.1 (0: any that is free) for a user made for this start, instead of on a Unix socket. On Windows always. */
  readonly port?: number;
}

/** A running embedded store. */
export interface EmbeddedStore {
  /** The `mongodb://` address of one database, for any MongoDB driver on this machine. */
  uri(database: string): string;
  /** Ends it after the writes that are on their way. */
  stop(): Promise<void>;
}

/**
 * Starts the document store of a data folder and resolves when it answers. Rejects with a sentence for people when the folder is in use,
 * is not writable, or was written by a newer version.
 */
export async function startEmbeddedStore(options: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const log: Log = options.log ?? (() => undefined);
  if (options.inThread === true) {
    const { openHost } = await import("./host.ts");
    const host = await openHost(options, log);
    return { uri: (database) => uriOf(host.address, database), stop: () => host.stop() };
  }
  return startInWorker(options, log);
}

/** The address of one database at a store's address; it names a user where one must be proved. */
export function uriOf(address: string, database: string): string {
  const proof = address.includes("@") ? "&authSource=admin&authMechanism=SCRAM-SHA-256" : "";
  return `${address}/${encodeURIComponent(database)}?directConnection=true${proof}`;
}

/** Loads the worker's own file in a new thread: compiled, or through tsx where the sources themselves run (Node 20 does not read them). */
const BOOTSTRAP = `
const { workerData } = require("node:worker_threads");
const { createRequire } = require("node:module");
const { pathToFileURL } = require("node:url");
(async () => {
  if (workerData.file.endsWith(".ts")) {
    const tsx = createRequire(workerData.file).resolve("tsx/esm/api").replace(/cjs$/, "mjs"); // its CommonJS form cannot register
    const { register } = await import(pathToFileURL(tsx).href);
    register();
  }
  await import(workerData.file);
})().catch((error) => setImmediate(() => { throw error; }));
`;

async function startInWorker(options: EmbeddedStoreOptions, log: Log): Promise<EmbeddedStore> {
  const here = import.meta.url;
  const file = new URL(here.endsWith(".ts") ? "./worker.ts" : "./worker.js", here).href;
  const { dataFolder, mapBytes, port } = options;
  const workerData: HostOptions & { file: string } = { file, dataFolder, mapBytes, port };
  const worker = new Worker(BOOTSTRAP, { eval: true, execArgv: [], workerData });
  let stopping = false;
  const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    worker.on("message", (message: FromWorker) => {
      if (message.kind === "ready") resolve(message.address);
      else if (message.kind === "refused") reject(new Error(message.message));
      else if (message.kind === "log") log(message.message, message.details);
    });
    worker.on("error", (error) => {
      log("the embedded store failed", { level: "error", reason: error.message });
      reject(error);
    });
    worker.on("exit", (code) => {
      if (!stopping) log("the embedded store ended", { level: "error", code });
      reject(new Error(`the embedded store ended while it was starting, with code ${code}`));
    });
  });
  return {
    uri: (database) => uriOf(address, database),
    stop: async () => {
      stopping = true;
      const message: ToWorker = { kind: "stop" };
      worker.postMessage(message);
      await ended;
    },
  };
}
