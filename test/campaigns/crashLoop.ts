/** Opens a store in a process of its own, lets many clients write, kills it in the middle, and looks at what is left; again and again. */
import { setTimeout as wait } from "node:timers/promises";
import { ChildStore } from "../support/childStore.ts";
import { NoAnswer, RawClient } from "../support/rawClient.ts";
import { definer } from "./crashDefiner.ts";
import type { Moment } from "./crashDefiner.ts";
import {
  bulkWriter,
  checkShared,
  counter,
  makeCollections,
  plainWriter,
  retryingWriter,
  transactionWriter,
  uniqueWriter,
} from "./crashWriters.ts";
import type { CrashWriter, Tally } from "./crashWriters.ts";
import { seeded } from "./random.ts";

export interface CrashOptions {
  readonly folder: string;
  readonly kills: number;
  readonly seed: number;
  /** Hears how far it is after each kill. */
  readonly progress?: (figures: CrashFigures) => void;
}

export interface CrashFigures extends Tally {
  kills: number;
  /** Kills that came while an index was built or dropped, or a collection dropped: its command had no answer yet. */
  duringIndexBuild: number;
  duringDrop: number;
  verifiedDocuments: number;
  verifiedEntries: number;
}

/** Runs the loop; throws with everything that was found when something is not as it must be. */
export async function crashLoop({ folder, kills, seed, progress }: CrashOptions): Promise<CrashFigures> {
  const figures: CrashFigures = {
    ...{
      kills: 0,
      duringIndexBuild: 0,
      duringDrop: 0,
      acknowledged: 0,
      doneUnanswered: 0,
      notDone: 0,
      retriedWrites: 0,
      retriedCommits: 0,
    },
    ...{ conflicts: 0, shared: { transactions: 0, bulks: 0 }, verifiedDocuments: 0, verifiedEntries: 0 },
  };
  const random = seeded(seed);
  const making = (name: string): { name: string; random: typeof random; tally: Tally } => ({
    name,
    random: seeded(random.below(2 ** 31)),
    tally: figures,
  });
  const moments = definer(making("d1"));
  const writers: readonly CrashWriter[] = [
    ...["p1", "p2"].map((name) => plainWriter(making(name))),
    ...["t1", "t2", "t3"].map((name) => transactionWriter(making(name))),
    ...["u1", "u2", "u3"].map((name) => uniqueWriter(making(name))),
    ...["r1", "r2"].map((name) => retryingWriter(making(name))),
    bulkWriter(making("b1")),
    counter(making("c1")),
    moments,
  ];
  let next = load(0);
  try {
    for (let kill = 0; kill <= kills; kill += 1) {
      const store = next;
      const { socket } = await store.open(folder);
      if (kill < kills) next = load(kill + 1); // its program loads while this one runs
      const clients = await Promise.all(writers.map(async () => await RawClient.connect(socket)));
      const round = { clients, writers, figures };
      if (kill === 0) await makeCollections(clients[0] ?? raise());
      await check(round);
      if (kill < kills) {
        const running = writers.map((writer, i) => untilGone(writer, clients[i] ?? raise()));
        const moment: Moment = kill % 5 === 3 ? "index build" : kill % 5 === 4 ? "drop" : "writes";
        if (moment === "writes") await acknowledged(figures, { more: 20 + random.below(80), running });
        else await Promise.race([moments.begins(moment), Promise.all(running)]);
        await wait(random.below(moment === "writes" ? 10 : 12)); // anywhere in a commit
        await store.kill();
        await Promise.all(running);
        figures.kills += 1;
        if (moments.unanswered === "index build") figures.duringIndexBuild += 1;
        if (moments.unanswered === "drop") figures.duringDrop += 1;
        progress?.(figures);
      }
      for (const client of clients) client.close();
      if (kill === kills) await store.kill();
    }
  } finally {
    await next.kill();
  }
  return figures;
}

/** Mostly in the child's own thread, which is opened sooner; some in a worker, as a house runs it. */
function load(kill: number): ChildStore {
  return new ChildStore({ options: kill % 5 === 2 ? [] : ["--here"] });
}

function raise(): never {
  throw new Error("no client");
}

/** Resolves when so many more commands are answered; at once when a writer has failed. */
async function acknowledged(figures: CrashFigures, { more, running }: { more: number; running: readonly Promise<void>[] }): Promise<void> {
  const until = figures.acknowledged + more;
  const state = { failed: false };
  Promise.all(running).catch(() => {
    state.failed = true;
  });
  while (figures.acknowledged < until && !state.failed) await new Promise((resolve) => setImmediate(resolve));
}

async function untilGone(writer: CrashWriter, client: RawClient): Promise<void> {
  try {
    for (;;) await writer.step(client);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
  }
}

async function check({
  clients,
  writers,
  figures,
}: {
  clients: readonly RawClient[];
  writers: readonly CrashWriter[];
  figures: CrashFigures;
}): Promise<void> {
  const faults: string[] = [];
  for (const [i, writer] of writers.entries()) faults.push(...(await writer.check(clients[i] ?? raise())));
  const client = clients[0] ?? raise();
  faults.push(...(await checkShared(client, figures)));
  const found = await client.say("admin", { tuttiVerify: 1 });
  faults.push(...(found["faults"] as string[]));
  figures.verifiedDocuments += Number(found["documents"]);
  figures.verifiedEntries += Number(found["entries"]);
  if (faults.length > 0) throw new Error(`After kill ${figures.kills}:\n${faults.join("\n")}`);
}
