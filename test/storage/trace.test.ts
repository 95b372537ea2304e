/**
 * That no answer leaves before its write is on disk, read from the system calls of a store in a process of its own. A kill cannot show it: what was
 * written stays in the system's memory. Skipped, with the reason printed, where `strace` is missing or not allowed.
 */
import { afterEach, describe, expect, test } from "@jest/globals";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChildStore } from "../support/childStore.ts";
import { RawClient, RawSession } from "../support/rawClient.ts";
import { CommitTrace, noTrace, parseTrace, traceTo } from "../support/trace.ts";

const missing = noTrace();
if (missing !== null) process.stderr.write(`the system calls of the store are not traced here: ${missing}\n`);
const traced = missing === null ? test : test.skip;

const WRITES = 25;
const CLIENTS = 6;
const TRANSACTIONS = 5;
/** The index, the writes, three for each transaction, and the store's status. */
const ANSWERS = 1 + WRITES + 3 * TRANSACTIONS + 1;
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Runs a store under strace and lets clients write to it; then reads what it did. */
async function traceOf(options: readonly string[], write: (connect: () => Promise<RawClient>) => Promise<void>): Promise<CommitTrace> {
  const folder = mkdtempSync(join(tmpdir(), "tutti-trace-"));
  folders.push(folder);
  const file = join(folder, "calls");
  const store = new ChildStore({ options, under: traceTo(file) });
  const { socket } = await store.open(join(folder, "data"));
  const clients: RawClient[] = [];
  const connect = async (): Promise<RawClient> => {
    const client = await RawClient.connect(socket);
    clients.push(client);
    return client;
  };
  await write(connect);
  const { pid } = await (await connect()).say("admin", { serverStatus: 1 });
  process.kill(Number(pid), "SIGKILL"); // the store itself: strace ends with it, and has then written everything
  await store.ended;
  for (const client of clients) client.close();
  return new CommitTrace(parseTrace(readFileSync(file, "utf8")));
}

/** One client, one after another: an index, writes, and transactions over two databases. What is wrong with the answers that acknowledge. */
async function inTurn(options: readonly string[]): Promise<{ trace: CommitTrace; faults: string[] }> {
  const trace = await traceOf(options, async (connect) => {
    const client = await connect();
    await client.say("a", { createIndexes: "rows", indexes: [{ key: { k: 1 }, name: "k_1", unique: true }] });
    for (let i = 0; i < WRITES; i += 1) {
      await client.say("a", { insert: "rows", documents: [{ _id: i, k: i }], writeConcern: { w: i % 2 === 0 ? 1 : "majority", j: true } });
    }
    const session = new RawSession();
    for (let i = 0; i < TRANSACTIONS; i += 1) {
      const { first, next } = session.transaction();
      await client.say("a", { insert: "rows", documents: [{ _id: `t${i}`, k: `t${i}` }], ...first });
      await client.say("b", { insert: "rows", documents: [{ _id: `t${i}` }], ...next });
      await client.say("admin", { commitTransaction: 1, ...next });
    }
  });
  const acknowledging = trace.answers.filter((_, i) => i <= WRITES || (i < ANSWERS - 1 && (i - WRITES) % 3 === 0));
  return { trace, faults: trace.faultsInTurn(acknowledging) };
}

describe("an acknowledged write", () => {
  traced(
    "is written and synced before its answer is",
    async () => {
      const { trace, faults } = await inTurn([]);
      expect(trace.answers).toHaveLength(ANSWERS);
      expect(faults).toEqual([]);
    },
    120_000,
  );

  traced(
    "is so when one sync serves several clients",
    async () => {
      const marks: string[] = [];
      const trace = await traceOf([], async (connect) => {
        const writer = async (name: number): Promise<void> => {
          const client = await connect();
          for (let i = 0; i < WRITES; i += 1) {
            const mark = `mark-${name}-${i}.`;
            marks.push(mark);
            await client.say("a", { findAndModify: "rows", query: { _id: mark }, update: { $set: { n: i } }, upsert: true, new: true });
          }
        };
        await Promise.all(Array.from({ length: CLIENTS }, (_, name) => writer(name)));
      });
      expect(marks).toHaveLength(WRITES * CLIENTS);
      expect(trace.faultsByMark(marks)).toEqual([]);
      expect(trace.syncs).toBeGreaterThan(0);
      expect(trace.syncs).toBeLessThan(WRITES * CLIENTS); // or nothing was shared
    },
    120_000,
  );

  traced(
    "is found wanting by the same test when the store does not sync",
    async () => {
      const { faults } = await inTurn(["--no-sync"]);
      expect(faults).toHaveLength(1 + WRITES + TRANSACTIONS);
      expect(faults[3]).toMatch(/^answer 3: \d+ of \d+ writes of the data file were not synced before it$/);
    },
    120_000,
  );
});

describe("the reading of a trace", () => {
  const open = [
    '1 openat(AT_FDCWD, "/d/data.mdb", O_RDWR) = 5</d/data.mdb>',
    '1 openat(AT_FDCWD, "/d/data.mdb", O_RDWR|O_DSYNC) = 6</d/data.mdb>',
  ];
  const page = '2 pwrite64(5</d/data.mdb>, "mark-1.", 4096, 8192) = 4096';
  const sync = "2 fdatasync(5</d/data.mdb>) = 0";
  const meta = '2 pwrite64(6</d/data.mdb>, "meta", 88, 24) = 88';
  const answer = '1 write(9<socket:[1]>, "mark-1.", 60) = 60';
  const begun = ["2 fdatasync(5</d/data.mdb> <unfinished ...>", "2 <... fdatasync resumed>) = 0"] as const;

  test.each<[string, readonly string[], readonly RegExp[]]>([
    ["page, sync, valid, answer", [page, sync, meta, answer], []],
    ["page, sync, valid and synced, answer", [page, sync, meta.replace("(6<", "(5<"), sync, answer], []],
    ["no sync at all", [page, meta, answer], [/were not synced/, /before it was synced/]],
    ["a sync that came before the page", [sync, page, meta, answer], [/were not synced/, /before it was synced/]],
    ["a sync that had not ended", [page, begun[0], meta, answer, begun[1]], [/were not synced/, /before it was synced/]],
    ["a sync of several threads that had ended", [page, begun[0], '1 write(1<pipe:[3]>, "x", 1) = 1', begun[1], meta, answer], []],
    ["a sync of another file", [page, sync.replaceAll("data.mdb", "lock.mdb"), meta, answer], [/were not synced/, /before it was synced/]],
    ["a commit that is not valid yet", [page, sync, answer, meta], [/before the commit was made valid/]],
    ["an answer before everything", [answer, page, sync, meta], [/nothing was written/, /before it was written/]],
  ])("%s", (_what, lines, faults) => {
    const trace = new CommitTrace(parseTrace([...open, ...lines].join("\n")));
    const found = [...trace.faultsInTurn(trace.answers), ...trace.faultsByMark(["mark-1."])];
    expect(found).toEqual(faults.map((fault) => expect.stringMatching(fault)));
  });
});
