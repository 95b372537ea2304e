import type { Document } from "bson";
import { Refused } from "../support/rawClient.ts";
import type { CrashWriter, Making } from "./crashWriters.ts";

/** When the store is killed: among writes, or while it builds indexes, or while it drops indexes or a collection. */
export type Moment = "writes" | "index build" | "drop";

export interface Definer extends CrashWriter {
  /** Resolves when the next such command is sent. */
  begins(moment: Moment): Promise<void>;
  /** What was asked last and not answered. */
  readonly unanswered: Moment | null;
}

const ROWS = 800;
/** So many turns of others lie between two of its commands, unless someone waits for one. */
const PAUSES = 8;
const INDEXES: readonly Document[] = [
  { key: { n: 1 }, name: "n_1" },
  { key: { k: 1 }, name: "k_1", unique: true },
  { key: { tags: 1, n: -1 }, name: "tags_n" },
];

/** What a collection is: whether it is there, how many documents and which indexes it has. */
interface State {
  readonly rows: number;
  readonly indexes: readonly string[];
}

interface Step {
  readonly moment: Moment;
  readonly command: Document;
  readonly after: State | null;
}

const names = INDEXES.map(({ name }) => String(name)).sort();
const documents = Array.from({ length: ROWS }, (_, i) => ({
  _id: i,
  n: i % 100,
  k: `k${i}`,
  tags: [`t${i % 9}`, `s${i % 4}`],
  pad: "d".repeat(i % 300),
}));
const build: Step = { moment: "index build", command: { createIndexes: "built", indexes: INDEXES }, after: { rows: ROWS, indexes: names } };

/** Fills a collection, builds indexes on it, drops them, builds them again and drops it with them, over and over. */
const STEPS: readonly Step[] = [
  { moment: "writes", command: { insert: "built", documents }, after: { rows: ROWS, indexes: [] } },
  build,
  { moment: "drop", command: { dropIndexes: "built", index: "*" }, after: { rows: ROWS, indexes: [] } },
  build,
  { moment: "drop", command: { drop: "built" }, after: null },
];

export function definer({ name, tally }: Making): Definer {
  let at = 0;
  let certain: State | null = null;
  let asked: Step | null = null;
  let waiting: { readonly moment: Moment; readonly resolve: () => void }[] = [];
  return {
    name,
    get unanswered() {
      return asked?.moment ?? null;
    },
    begins: (moment) => new Promise((resolve) => waiting.push({ moment, resolve })),
    step: async (client) => {
      for (let i = 0; i < PAUSES && waiting.length === 0; i += 1) await client.say("c", { ping: 1 });
      const step = STEPS[at] ?? build;
      asked = step;
      const answer = client.say("c", step.command);
      for (const { resolve } of waiting.filter(({ moment }) => moment === step.moment)) resolve();
      waiting = waiting.filter(({ moment }) => moment !== step.moment);
      await answer;
      [certain, asked] = [step.after, null];
      at = (at + 1) % STEPS.length;
      tally.acknowledged += 1;
    },
    check: async (client) => {
      const specs = await client.find("c", { listIndexes: "built" }).catch((error: unknown) => {
        if (error instanceof Refused && error.code === 26) return null;
        throw error;
      });
      const rows = await client.find("c", { find: "built", projection: { _id: 1 } });
      const indexes = specs
        ?.map((spec) => String(spec["name"]))
        .filter((index) => index !== "_id_")
        .sort();
      const is = JSON.stringify(indexes ? { rows: rows.length, indexes } : null);
      const done = asked !== null && is === JSON.stringify(asked.after);
      const faults =
        done || is === JSON.stringify(certain) ? [] : [`${name}: the collection is ${is}, acknowledged is ${JSON.stringify(certain)}`];
      if (done) {
        tally.doneUnanswered += 1;
        certain = asked?.after ?? null;
        at = (at + 1) % STEPS.length;
      } else if (asked) tally.notDone += 1;
      asked = null;
      return faults;
    },
  };
}
