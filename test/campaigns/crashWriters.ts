/**
 * Clients that write to a store until it goes away, and know afterwards what must be there. Each has documents of its own; what it was answered is
 * certain, the one command that was not answered may be done or not, and nothing else is allowed.
 */
import type { Document } from "bson";
import { NoAnswer, RawSession, Refused } from "../support/rawClient.ts";
import type { RawClient } from "../support/rawClient.ts";
import type { Random } from "./random.ts";

/** What all writers count together. */
export interface Tally {
  acknowledged: number;
  /** Commands without an answer that turned out to be done, and not to be. */
  doneUnanswered: number;
  notDone: number;
  retriedWrites: number;
  retriedCommits: number;
  conflicts: number;
  /** What the document that all transactions and bulk writes want must hold. */
  shared: { transactions: number; bulks: number };
}

export interface CrashWriter {
  readonly name: string;
  /** One more command, or a few that belong together. */
  step(client: RawClient): Promise<void>;
  /** After the store was opened again: what is not as it must be. What was uncertain is known from here on. */
  check(client: RawClient): Promise<string[]>;
}

export interface Making {
  readonly name: string;
  readonly random: Random;
  readonly tally: Tally;
}

/** The collections that the writers write to, made once. */
export async function makeCollections(client: RawClient): Promise<void> {
  await client.say("a", {
    createIndexes: "plain",
    indexes: [
      { key: { v: 1 }, name: "v_1" },
      { key: { tags: 1, v: -1 }, name: "tags_v" },
    ],
  });
  await client.say("a", { createIndexes: "unique", indexes: [{ key: { k: 1 }, name: "k_1", unique: true }] });
  await client.say("a", { createIndexes: "bulk", indexes: [{ key: { group: 1, v: 1 }, name: "group_v" }] });
  await client.say("a", { createIndexes: "left", indexes: [{ key: { pair: 1 }, name: "pair_1", unique: true, sparse: true }] });
  await client.say("b", { create: "right" });
  await client.say("b", { insert: "counters", documents: [{ _id: "shared", t: 0, r: 0 }] });
}

const isRefused = (error: unknown, ...codes: readonly number[]): boolean => error instanceof Refused && codes.includes(error.code);
const show = (value: unknown): string => JSON.stringify(value ?? null);

/** Inserts, updates, replaces and deletes twenty documents of its own, one at a time. */
export function plainWriter({ name, random, tally }: Making): CrashWriter {
  const certain = new Map<string, number>();
  let uncertain: { readonly id: string; readonly v: number | null } | null = null;
  let count = 0;
  const commandOf = (id: string, v: number | null): Document => {
    const document = { _id: id, v, tags: ["x", `t${count % 7}`], pad: "p".repeat(random.below(1_500)) };
    if (v === null) return { delete: "plain", deletes: [{ q: { _id: id }, limit: 1 }] };
    if (!certain.has(id)) return { insert: "plain", documents: [document] };
    return {
      update: "plain",
      updates: [{ q: { _id: id }, u: count % 2 === 0 ? document : { $set: { v, pad: document.pad }, $push: { tags: `u${count % 5}` } } }],
    };
  };
  return {
    name,
    step: async (client) => {
      count += 1;
      const id = `${name}-${random.below(20)}`;
      const v = certain.has(id) && random.below(4) === 0 ? null : count;
      uncertain = { id, v };
      await client.say("a", commandOf(id, v));
      uncertain = null;
      tally.acknowledged += 1;
      if (v === null) certain.delete(id);
      else certain.set(id, v);
    },
    check: async (client) => {
      const rows = await client.find("a", { find: "plain", filter: { _id: { $regex: `^${name}-` } } });
      const stored = new Map(rows.map(({ _id, v }) => [String(_id), Number(v)]));
      const faults: string[] = [];
      for (const id of new Set([...certain.keys(), ...stored.keys(), ...(uncertain ? [uncertain.id] : [])])) {
        const [is, was] = [stored.get(id) ?? null, certain.get(id) ?? null];
        if (uncertain?.id === id && is === uncertain.v) tally.doneUnanswered += 1;
        else if (is !== was) faults.push(`${name}: ${id} is ${show(is)}, acknowledged is ${show(was)}`);
        else if (uncertain?.id === id) tally.notDone += 1;
        if (is === null) certain.delete(id);
        else certain.set(id, is);
      }
      uncertain = null;
      return faults;
    },
  };
}

/** Transactions over two collections in two databases, some aborted, some wanting what others want; a commit without an answer is asked for again. */
export function transactionWriter({ name, random, tally }: Making): CrashWriter {
  let session = new RawSession();
  const pairs = new Set<number>();
  let count = 0;
  let last: { readonly added: number; readonly removed: number | null; readonly shared: boolean; readonly again: Document | null } | null =
    null;
  const settle = (done: boolean): void => {
    if (last && done) {
      pairs.add(last.added);
      if (last.removed !== null) pairs.delete(last.removed);
      if (last.shared) tally.shared.transactions += 1;
    }
    last = null;
  };
  const idOf = (pair: number): string => `${name}-${pair}`;
  const write = async (client: RawClient, first: Document, next: Document): Promise<void> => {
    if (!last) return;
    const { added, removed, shared } = last;
    await client.say("a", { insert: "left", documents: [{ _id: idOf(added), pair: idOf(added) }], ...first });
    if (shared) await client.say("b", { update: "counters", updates: [{ q: { _id: "shared" }, u: { $inc: { t: 1 } } }], ...next });
    await client.say("b", { insert: "right", documents: [{ _id: idOf(added) }], ...next });
    if (removed === null) return;
    await client.say("b", { delete: "right", deletes: [{ q: { _id: idOf(removed) }, limit: 1 }], ...next });
    await client.say("a", { delete: "left", deletes: [{ q: { _id: idOf(removed) }, limit: 1 }], ...next });
  };
  return {
    name,
    step: async (client) => {
      count += 1;
      const removed = pairs.size > 10 ? ([...pairs][0] ?? null) : null;
      const { first, next } = session.transaction();
      last = { added: count, removed, shared: random.below(3) === 0, again: null };
      try {
        await write(client, first, next);
        if (random.below(6) === 0) {
          await client.say("admin", { abortTransaction: 1, ...next });
          return settle(false);
        }
        last = { ...last, again: { commitTransaction: 1, ...next, writeConcern: { w: "majority", j: true } } };
        await client.say("admin", last.again ?? {});
        tally.acknowledged += 1;
        settle(true);
      } catch (error) {
        if (!isRefused(error, 112, 251)) throw error;
        tally.conflicts += 1;
        settle(false);
      }
    },
    check: async (client) => {
      if (last?.again) {
        tally.retriedCommits += 1;
        const done = await client.say("admin", last.again).then(() => true, notCommitted);
        if (done) tally.doneUnanswered += 1;
        else tally.notDone += 1;
        settle(done);
      } else settle(false);
      session = new RawSession(); // as a program that is started again
      const own = { filter: { _id: { $regex: `^${name}-` } } };
      const [left, right] = [await client.find("a", { find: "left", ...own }), await client.find("b", { find: "right", ...own })];
      const wanted = [...pairs].map(idOf).sort().join(" ");
      return [left, right].flatMap((rows, i) => {
        const found = rows
          .map(({ _id }) => String(_id))
          .sort()
          .join(" ");
        return found === wanted ? [] : [`${name}: ${i === 0 ? "left" : "right"} has ${found}; committed is ${wanted}`];
      });
    },
  };
}

function notCommitted(error: unknown): false {
  if (isRefused(error, 251)) return false;
  throw error;
}

/** Wants keys that others want too, of which there is one each. */
export function uniqueWriter({ name, random, tally }: Making): CrashWriter {
  const own = new Map<string, number>();
  let uncertain: { readonly id: string; readonly k: number | null } | null = null;
  let count = 0;
  return {
    name,
    step: async (client) => {
      const [oldest] = own.keys();
      count += 1;
      const removing = oldest !== undefined && (own.size > 4 || random.below(3) === 0);
      const [id, k] = removing ? [oldest, null] : [`${name}-${count}`, random.below(12)];
      uncertain = { id, k };
      try {
        const command = removing
          ? { delete: "unique", deletes: [{ q: { _id: id }, limit: 1 }] }
          : { insert: "unique", documents: [{ _id: id, k }] };
        const { writeErrors = [] } = await client.say("a", command);
        const code = writeErrors[0]?.code;
        if (code !== undefined && code !== 11000) throw new Error(`${name}: error ${show(writeErrors[0])}`);
        tally.acknowledged += 1;
        if (k === null) own.delete(id);
        else if (code === undefined) own.set(id, k);
        uncertain = null;
      } catch (error) {
        if (!(error instanceof NoAnswer)) uncertain = null;
        throw error;
      }
    },
    check: async (client) => {
      const rows = await client.find("a", { find: "unique", filter: { _id: { $regex: `^${name}-` } } });
      const stored = new Map(rows.map(({ _id, k }) => [String(_id), Number(k)]));
      if (uncertain) {
        const done = (stored.get(uncertain.id) ?? null) === uncertain.k;
        if (done) tally.doneUnanswered += 1;
        else tally.notDone += 1;
        if (done && uncertain.k !== null) own.set(uncertain.id, uncertain.k);
        else if (done) own.delete(uncertain.id);
      }
      uncertain = null;
      const [is, was] = [stored, own].map((map) => show([...map].sort()));
      return is === was ? [] : [`${name}: has ${is ?? ""}, acknowledged is ${was ?? ""}`];
    },
  };
}

/** Forty documents in one command: inserted, changed and deleted together. */
export function bulkWriter({ name, tally }: Making): CrashWriter {
  const SIZE = 40;
  let group = 0;
  let certain: string[] = [];
  let uncertain: string[] | null = null;
  const all = (v: number | null): string[] => (v === null ? [] : Array.from({ length: SIZE }, (_, i) => `${i}:${v}`).sort());
  const steps = [
    (): [Document, number | null] => [
      {
        insert: "bulk",
        documents: Array.from({ length: SIZE }, (_, i) => ({ _id: `${name}-${group}-${i}`, i, group: `${name}-${group}`, v: 0 })),
      },
      0,
    ],
    (): [Document, number | null] => [
      { update: "bulk", updates: [{ q: { group: `${name}-${group}` }, u: { $inc: { v: 1 } }, multi: true }] },
      1,
    ],
    (): [Document, number | null] => [{ delete: "bulk", deletes: [{ q: { group: `${name}-${group}` }, limit: 0 }] }, null],
  ] as const;
  let at = 0;
  return {
    name,
    step: async (client) => {
      const [command, v] = (steps[at] ?? steps[0])();
      uncertain = all(v);
      await client.say("a", command);
      [certain, uncertain] = [uncertain, null];
      tally.acknowledged += 1;
      at = (at + 1) % steps.length;
      if (at === 0) group += 1;
    },
    check: async (client) => {
      const rows = await client.find("a", { find: "bulk", filter: { group: { $regex: `^${name}-` } } });
      const stored = rows.map(({ i, v }) => `${String(i)}:${String(v)}`).sort();
      const faults = [certain, uncertain ?? certain].some((state) => show(state) === show(stored))
        ? []
        : [`${name}: has ${show(stored)}, acknowledged is ${show(certain)}`];
      if (uncertain && show(uncertain) === show(stored)) tally.doneUnanswered += 1;
      else if (uncertain) tally.notDone += 1;
      if (rows.length > 0) await client.say("a", { delete: "bulk", deletes: [{ q: { group: { $regex: `^${name}-` } }, limit: 0 }] });
      [certain, uncertain, at] = [[], null, 0];
      group += 1;
      return faults;
    },
  };
}

/** Counts with findAndModify: each answer is one more than the last. */
export function counter({ name, tally }: Making): CrashWriter {
  let n = 0;
  let asking = false;
  return {
    name,
    step: async (client) => {
      asking = true;
      const { value } = await client.say("b", {
        findAndModify: "counters",
        query: { _id: name },
        update: { $inc: { n: 1 } },
        upsert: true,
        new: true,
      });
      asking = false;
      n += 1;
      tally.acknowledged += 1;
      if (value.n !== n) throw new Error(`${name}: counted ${show(value)}, and is at ${n}`);
    },
    check: async (client) => {
      const [row] = await client.find("b", { find: "counters", filter: { _id: name } });
      const stored = Number(row?.["n"] ?? 0);
      const fault = stored === n || (asking && stored === n + 1) ? [] : [`${name}: stands at ${stored}, acknowledged is ${n}`];
      if (asking && stored === n + 1) tally.doneUnanswered += 1;
      else if (asking) tally.notDone += 1;
      [n, asking] = [stored, false];
      return fault;
    },
  };
}

/**
 * Retryable writes: one without an answer is said again with its number, until it is answered, over the store's end; each is done once.
 * Every third is a bulk whose middle wants what transactions lock.
 */
export function retryingWriter({ name, tally }: Making): CrashWriter {
  const session = new RawSession();
  let [done, bulks] = [0, 0];
  let last: { readonly database: string; readonly command: Document } | null = null;
  const inc = (id: string, field: string): Document => ({ q: { _id: id }, u: { $inc: { [field]: 1 } }, upsert: true });
  const next = (): { database: string; command: Document } => {
    const number = session.write();
    if (done % 3 === 0) return { database: "a", command: { insert: "left", documents: [{ _id: `once ${name}-${done}` }], ...number } };
    if (done % 3 === 1)
      return {
        database: "b",
        command: { update: "counters", updates: [inc(`${name} x`, "n"), inc("shared", "r"), inc(`${name} y`, "n")], ...number },
      };
    return {
      database: "b",
      command: { findAndModify: "counters", query: { _id: `${name} z` }, update: { $inc: { n: 1 } }, upsert: true, new: true, ...number },
    };
  };
  const answered = ({ writeErrors }: Document): void => {
    if (writeErrors) throw new Error(`${name}: ${show(writeErrors)}`);
    if (done % 3 === 1) {
      bulks += 1;
      tally.shared.bulks += 1;
    }
    done += 1;
    tally.acknowledged += 1;
  };
  return {
    name,
    step: async (client) => {
      last = next();
      answered(await client.say(last.database, last.command));
      last = null;
    },
    check: async (client) => {
      if (last) {
        tally.retriedWrites += 1;
        answered(await client.say(last.database, last.command));
        await client.say(last.database, last.command); // and once more: it is answered, and not done
        last = null;
      }
      const rows = await client.find("b", { find: "counters", filter: { _id: { $regex: `^${name} ` } } });
      const counts = Object.fromEntries(rows.map(({ _id, n }) => [String(_id).slice(-1), Number(n)]));
      const inserted = await client.find("a", { find: "left", filter: { _id: { $regex: `^once ${name}-` } }, projection: { _id: 1 } });
      const is = show([inserted.length, counts["x"] ?? 0, counts["y"] ?? 0, counts["z"] ?? 0]);
      const was = show([Math.ceil(done / 3), bulks, bulks, Math.floor(done / 3)]);
      return is === was ? [] : [`${name}: inserted, x, y, z are ${is}; each done once they are ${was}`];
    },
  };
}

/** What all wanted, checked when every writer knows what became of its last command. */
export async function checkShared(client: RawClient, { shared }: Tally): Promise<string[]> {
  const [row] = await client.find("b", { find: "counters", filter: { _id: "shared" } });
  const is = show([row?.["t"], row?.["r"]]);
  const was = show([shared.transactions, shared.bulks]);
  return is === was ? [] : [`what all want stands at ${is}, acknowledged are ${was}`];
}
