/** The store, the server that answers nothing of its own, and LMDB alone, behind one interface: each is asked the same and does its part of it. */
import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Long, serialize } from "bson";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import { BareLmdb } from "./bareLmdb.ts";
import type { Row, RowClient } from "./storeRows.ts";
import { connectRows, makeRow } from "./storeRows.ts";

/** What the benchmark asks of each. */
export interface Contender {
  readonly name: "tutti" | "null-server" | "bare-lmdb";
  findOne(code: string): Promise<void>;
  find(codes: readonly string[]): Promise<void>;
  /** Makes what can be made before the clock runs; what it answers writes the batches. */
  insertion(collection: string, batches: readonly (readonly Row[])[]): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** So many batches are on their way at once. */
const WRITERS = 4;
const COLLECTION = "rows";
/** The first answer of a find has so many documents, as the protocol has it; getMore brings the rest. */
const FIRST = 101;

async function insertAll(client: RowClient, collection: string, batches: readonly (readonly Row[])[]): Promise<void> {
  const queue = [...batches];
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      for (let batch = queue.shift(); batch; batch = queue.shift()) await client.rows(collection).insertMany(batch, { lean: true });
    }),
  );
}

function reads({ rows }: RowClient): Pick<Contender, "findOne" | "find"> {
  return {
    findOne: async (code) => {
      if (!(await rows(COLLECTION).findOne({ code }).lean())) throw new Error(`There is no row of the code ${code}`);
    },
    find: async (codes) => {
      const found = await rows(COLLECTION)
        .find({ code: { $in: [...codes] } })
        .lean();
      if (found.length !== codes.length) throw new Error(`${found.length} rows of ${codes.length} were found`);
    },
  };
}

/** The store in its worker, as the house runs it. */
export interface Tutti extends Contender {
  readonly uri: string;
  /** How long it took to answer, in ms. */
  readonly startedIn: number;
  /** MB of JS heap with external memory in its thread, and MB resident of the process. */
  memory(): Promise<{ heapMb: number; residentMb: number }>;
}

export async function startTutti(folder: string): Promise<Tutti> {
  const began = performance.now();
  const store = await startEmbeddedStore({ dataFolder: join(folder, "tutti") });
  const startedIn = performance.now() - began;
  const uri = store.uri("bench");
  const client = await connectRows(uri);
  return {
    name: "tutti",
    uri,
    startedIn,
    ...reads(client),
    insertion: async (collection, batches) => {
      await client.rows(collection).createCollection();
      await client.rows(collection).createIndexes();
      return () => insertAll(client, collection, batches);
    },
    memory: async () => {
      const status = await client.rows(COLLECTION).db.db?.admin().serverStatus();
      const { heap, external, resident } = status?.["mem"] as { heap: number; external: number; resident: number };
      return { heapMb: heap + external, residentMb: resident };
    },
    close: async () => {
      await client.close();
      await store.stop();
    },
  };
}

/** A process that answers with the bytes of answers that were made before. */
export async function startNullServer(): Promise<Contender> {
  const folder = await mkdtemp(join(tmpdir(), "tutti-null-")); // the names of sockets are short
  const socket = join(folder, "null.sock");
  const child = fork(fileURLToPath(new URL("nullServer.ts", import.meta.url)), [socket], {
    execArgv: ["--import", import.meta.resolve("tsx")],
    serialization: "advanced",
  });
  await heard(child);
  const teach = async (answers: Readonly<Record<string, object>>): Promise<void> => {
    child.send(new Map(Object.entries({ ...answers, hello: HELLO, ok: { ok: 1 } }).map(([name, answer]) => [name, serialize(answer)])));
    await heard(child);
  };
  await teach({});
  const client = await connectRows(`mongodb://${encodeURIComponent(socket)}/bench?directConnection=true`);
  const { findOne, find } = reads(client);
  const rows = Array.from({ length: 500 }, (_, at) => makeRow(at));
  const cursor = (more: boolean, batch: object): object => ({
    cursor: { ...batch, id: Long.fromNumber(more ? 5 : 0), ns: "bench.rows" },
    ok: 1,
  });
  let taught = "";
  const teachOnce = async (what: string, answers: Readonly<Record<string, object>>): Promise<void> => {
    if (taught !== what) await teach(answers);
    taught = what;
  };
  return {
    name: "null-server",
    findOne: async (code) => {
      await teachOnce("one", { find: cursor(false, { firstBatch: rows.slice(0, 1) }) });
      await findOne(code);
    },
    find: async (codes) => {
      const answers = {
        find: cursor(true, { firstBatch: rows.slice(0, FIRST) }),
        getMore: cursor(false, { nextBatch: rows.slice(FIRST) }),
      };
      await teachOnce("many", answers);
      await find(codes);
    },
    insertion: async (collection, batches) => {
      await teachOnce("insert", { insert: { n: batches[0]?.length ?? 0, ok: 1 } });
      return () => insertAll(client, collection, batches);
    },
    close: async () => {
      await client.close();
      child.kill();
      await rm(folder, { recursive: true });
    },
  };
}

const HELLO = {
  ...{ helloOk: true, ismaster: true, isWritablePrimary: true, secondary: false, setName: "null", setVersion: 1, hosts: ["null"] },
  ...{ me: "null", primary: "null", maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000 },
  ...{ logicalSessionTimeoutMinutes: 30, minWireVersion: 0, maxWireVersion: 21, readOnly: false, ok: 1 },
};

function heard(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`the null server ended with ${String(code)}`));
    child.once("exit", ended);
    child.once("message", () => {
      child.off("exit", ended);
      resolve();
    });
  });
}

export function openBareLmdb(folder: string): Contender {
  const file = new BareLmdb(join(folder, "bare"));
  return {
    name: "bare-lmdb",
    findOne: async (code) => void file.find(code),
    find: async (codes) => void codes.map((code) => file.find(code)),
    insertion: async (collection, batches) => {
      const prepared = batches.map((rows) => file.prepare(collection, rows));
      return async () => {
        for (const entries of prepared) await file.insert(entries);
      };
    },
    close: () => file.close(),
  };
}
