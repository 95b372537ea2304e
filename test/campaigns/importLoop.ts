import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { seeded } from "../../seed/random.ts";
import type { Random } from "../../seed/random.ts";
import { loadKeys } from "../../subgraphs/kit/keys.ts";
import { HouseUser } from "../support/houseUser.ts";
import { importFiles } from "./importFiles.ts";
import { differences, importPicture } from "./importPicture.ts";
import type { ImportPicture } from "./importPicture.ts";
import { freePort, Mortal } from "./mortal.ts";

/** What one campaign did. */
export interface ImportFigures {
  readonly imports: number;
  readonly kills: number;
  /** Kills that met an import under way, rather than before its job began or after it was done. */
  readonly inTheMiddle: number;
  /** Imports whose file was sent again by its sender while its job lay still. */
  readonly sentAgain: number;
  /** Batches that were stored before a kill and passed over after it. */
  readonly batchesPassedOver: number;
  readonly transactions: number;
}

export interface ImportLoop {
  readonly folder: string;
  readonly kills: number;
  readonly seed: number;
  /** Works of the file. */
  readonly works: number;
  /** Whether the file sometimes comes again while its job lies still: half a minute of the machine's own time, which a busy one may not have. */
  readonly sendsAgain: boolean;
  readonly progress?: (figures: ImportFigures) => void;
}

/** A house holds what it works on for 30 seconds; so much later another may take it. */
const AHEAD_MS = 31_000;
const DONE_MS = 240_000;
/** Transactions that an import stores together. */
const BATCH = 400;
/** A job that lay still three times has failed, and somebody must send it on. */
const KILLS_MAX = 2;

/**
 * Imports one file again and again into a house that is killed at random meanwhile and begins again, until so many kills are done. Throws when
 * anything that an import leaves behind (works, statements, conflicts, events in their order, parties, counts, problems, acknowledgement, files)
 * is other than after an import that nothing disturbed.
 */
export async function importLoop({ folder, kills, seed, works, sendsAgain, progress }: ImportLoop): Promise<ImportFigures> {
  const random = seeded(seed);
  const files = importFiles({ works, seed });
  const before = join(folder, "before");
  await inHouse(before, async (house) => await house.settled(await house.send(files.before, "058")));
  const undisturbed = await round(folder, "undisturbed", async (house) => {
    const began = performance.now();
    const job = await house.send(files.killed, "052");
    await house.done(job);
    const tookMs = performance.now() - began;
    return { tookMs, picture: await house.settled(job) };
  });
  let figures: ImportFigures = {
    imports: 0,
    kills: 0,
    inTheMiddle: 0,
    sentAgain: 0,
    batchesPassedOver: 0,
    transactions: files.transactions,
  };
  while (figures.kills < kills) {
    const name = `round-${figures.imports}`;
    const planned = Math.min(kills - figures.kills, random.between(1, KILLS_MAX));
    const told = await round(
      folder,
      name,
      async (house) =>
        await disturbed(house, {
          ...{ file: files.killed, transactions: files.transactions, tookMs: undisturbed.tookMs },
          ...{ planned, random, sendsAgain },
        }),
    );
    const faults = differences(undisturbed.picture, told.picture);
    if (faults.length > 0)
      throw new Error(`${name}, after ${planned} kills, differs from an import that nothing disturbed:\n${faults.join("\n")}`);
    figures = {
      ...figures,
      imports: figures.imports + 1,
      kills: figures.kills + planned,
      inTheMiddle: figures.inTheMiddle + told.inTheMiddle,
      sentAgain: figures.sentAgain + told.sentAgain,
      batchesPassedOver: figures.batchesPassedOver + told.batchesPassedOver,
    };
    progress?.(figures);
  }
  return figures;
}

interface Disturbance {
  readonly file: Uint8Array;
  readonly transactions: number;
  readonly sendsAgain: boolean;
  readonly planned: number;
  readonly random: Random;
  readonly tookMs: number;
}

interface Disturbed extends Pick<ImportFigures, "inTheMiddle" | "sentAgain" | "batchesPassedOver"> {
  readonly picture: ImportPicture;
}

/** One import with its kills. */
async function disturbed(house: KilledHouse, { file, transactions, planned, random, tookMs, sendsAgain }: Disturbance): Promise<Disturbed> {
  const job = await house.send(file, "052");
  let [inTheMiddle, sentAgain, batchesPassedOver] = [0, 0, 0];
  for (let done = 0; done < planned; done += 1) {
    // Somewhere in the file, and some moment of a batch later: however slow the machine is, in the middle.
    await house.reached(job, random.between(0, Math.floor(transactions * 0.8)));
    await wait(random.between(0, Math.ceil((tookMs * BATCH) / transactions)));
    await house.kill();
    // The sender may be quicker than the house: the file comes again while its job lies still. That costs one more kill.
    const isSentAgain = sendsAgain && planned < KILLS_MAX && random.between(0, 2) === 0;
    await house.start(isSentAgain ? 0 : AHEAD_MS);
    const { unfinished = "" } = await house.picture();
    if (unfinished !== "") {
      inTheMiddle += 1;
      batchesPassedOver = Math.max(batchesPassedOver, unfinished.split("\n").length);
    }
    if (!isSentAgain) continue;
    if ((await house.state(job)) === "RUNNING") {
      const again = await house.send(file, "052");
      if (again !== job) throw new Error(`The file that is being imported by ${job} was taken in again, as ${again}.`);
      sentAgain += 1;
    }
    await house.kill();
    await house.start(AHEAD_MS);
  }
  return { picture: await house.settled(job), inTheMiddle, sentAgain, batchesPassedOver };
}

/** Runs work in a house on a copy of what was there before. */
async function round<T>(folder: string, name: string, work: (house: KilledHouse) => Promise<T>): Promise<T> {
  const data = join(folder, name);
  cpSync(join(folder, "before"), data, { recursive: true, filter: (path) => !/store\.(?:sock|address)$/u.test(path) });
  return await inHouse(data, work);
}

async function inHouse<T>(data: string, work: (house: KilledHouse) => Promise<T>): Promise<T> {
  mkdirSync(data, { recursive: true });
  const house = await KilledHouse.open(data);
  try {
    return await work(house);
  } finally {
    await house.kill();
  }
}

/** A house that may be killed, and its user. */
class KilledHouse {
  readonly #data: string;
  readonly #port: number;
  readonly #url: string;
  #aheadMs = 0;
  #program: Mortal | null = null;
  #user: HouseUser | null = null;

  private constructor(data: string, port: number) {
    this.#data = data;
    this.#port = port;
    this.#url = `http://127.0.0.1:${port}`;
  }

  static async open(data: string): Promise<KilledHouse> {
    const house = new KilledHouse(data, await freePort());
    await house.start(0);
    return house;
  }

  /** Starts it later than it was killed, as its clock shows. */
  async start(laterMs: number): Promise<void> {
    this.#aheadMs += laterMs;
    this.#program = new Mortal(
      ["--import", import.meta.resolve("tsx"), "test/campaigns/importHouse.ts", String(this.#aheadMs)],
      { TUTTI_DATA: this.#data, PORT: String(this.#port), LOG_LEVEL: "error" },
      /ready at/,
    );
    await this.#program.start();
    this.#user = new HouseUser({ url: this.#url, keys: await loadKeys({ dataFolder: this.#data }) });
  }

  async kill(): Promise<void> {
    await this.#program?.kill();
  }

  /** Sends a file in and answers with its job. */
  async send(file: Uint8Array, society: string): Promise<string> {
    return await this.#asked().begin(`${society} steward`, `/files/cwr?society=${society}`, file);
  }

  async state(job: string): Promise<string> {
    const { job: found } = await this.#asked().ask("052 admin", "query ($id: ID!) { job(id: $id) { state } }", { id: job });
    return String(found.state);
  }

  /** Waits until a job is done and all its events are numbered; what it left behind. */
  async settled(job: string): Promise<ImportPicture> {
    await this.done(job);
    for (const began = Date.now(); ; await wait(100)) {
      const picture = await this.picture();
      if (picture["unnumbered"] === "") return picture;
      if (Date.now() - began > DONE_MS) throw new Error("The events of the import are not numbered.");
    }
  }

  /** Waits until so many transactions are stored, or all. */
  async reached(job: string, transactions: number): Promise<void> {
    for (const began = Date.now(); ; await wait(20)) {
      const { job: found } = await this.#asked().ask("052 admin", "query ($id: ID!) { job(id: $id) { state progress { done } } }", {
        id: job,
      });
      if (Number(found.progress.done) >= transactions || found.state === "DONE") return;
      if (Date.now() - began > DONE_MS) throw new Error(`The job ${job} has not come to its transaction ${transactions}.`);
    }
  }

  async done(job: string): Promise<void> {
    for (const began = Date.now(); ; await wait(50)) {
      const state = await this.state(job);
      if (state === "FAILED" || Date.now() - began > DONE_MS) throw new Error(`The job ${job} is ${state}.`);
      if (state === "DONE") return;
    }
  }

  async picture(): Promise<ImportPicture> {
    return await importPicture(this.#data);
  }

  #asked(): HouseUser {
    if (this.#user === null) throw new Error("The house has not been started.");
    return this.#user;
  }
}
