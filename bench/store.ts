// How fast the embedded store is, beside what cannot be saved. `findOne`: one document by a unique index, one question after the other; `findIn500`: 500
// documents by 500 keys of that index; both as lean reads of mongoose. `insertMany`: batches of 1,000 documents with three indexes (one unique, one of
// two fields, one on a list), four batches on their way at once. `start`: until a store of that size answers. `memory`: JS heap and external memory of
// the store's thread at most under the load, its growth after the first fifth, and what is resident of the whole process, where pages of the mapped file
// count. `stall`: how long the event loop beside the store was held up at most while another process loaded 30,000 documents into it.
import { execFile } from "node:child_process";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { openGeneratedFolder } from "./support/generatedFolder.ts";
import { benchOptions, openReport } from "./support/report.ts";
import type { Figure } from "./support/report.ts";
import { Samples } from "./support/samples.ts";
import { openBareLmdb, startNullServer, startTutti } from "./support/storeContenders.ts";
import type { Contender, Tutti } from "./support/storeContenders.ts";
import { BATCH, codeOf, makeBatch } from "./support/storeRows.ts";

const SMALL = 10_000;
const LARGE = 1_000_000;
/** Documents of one turn of loading. */
const TURN = 10_000;
const ROUNDS = 9;
/** Turns of loading a small store: the first warm up, the median of the others counts. */
const LOADS = { warming: 5, counted: 20 };
const KEYS = 500;
const ROUND_MS = { findOne: 400, findIn500: 300 };
const CASES = ["findOne", "findIn500"] as const;

const { json, full } = benchOptions();
const report = openReport({
  bench: "store",
  method:
    "tutti is the store in its worker; null-server a process that answers every command on a Unix socket with bytes of the same size made before; bare-lmdb " +
    "the same keys and values, made before, in LMDB alone, one transaction and one sync a batch. They take turns; the median of the rounds counts. " +
    "The large store is kept for the next full run, and the figures of its loading are those of the day it was made.",
  sizes: { documents: full ? `${SMALL} and ${LARGE}` : SMALL, documentBytes: 490, rounds: ROUNDS, roundMs: ROUND_MS.findOne },
  json,
});
const small = await measure(SMALL);
if (full) {
  const large = await measure(LARGE);
  for (const name of CASES)
    report.row({ case: `${name}Flat`, contender: "tutti", value: small[name] / large[name], unit: "times", smaller: SMALL, larger: LARGE });
}

/** The rates of the store's reads. */
async function measure(documents: number): Promise<Record<(typeof CASES)[number], number>> {
  const generated = await openGeneratedFolder<readonly Figure[]>({ bench: "store", seed: 0, size: documents, full: documents === LARGE });
  try {
    const loaded = generated.facts ?? (await load(generated.path, documents));
    await generated.generated(loaded);
    loaded.forEach(report.row);
    return await measureReads(generated.path, documents);
  } finally {
    await generated.close();
  }
}

/** Runs the work with all contenders open over a folder. */
async function withContenders<T>(folder: string, work: (all: readonly [Tutti, Contender, Contender]) => Promise<T>): Promise<T> {
  const all = [await startTutti(folder), await startNullServer(), openBareLmdb(folder)] as const;
  try {
    return await work(all);
  } finally {
    for (const contender of all) await contender.close();
  }
}

/** Fills the collection turn by turn; a small one again and again, under other names, for the sake of a median. */
function load(folder: string, documents: number): Promise<Figure[]> {
  return withContenders(folder, async (contenders) => {
    const [tutti] = contenders;
    const rates = new Samples();
    const heap: number[] = [];
    let residentMb = 0;
    const turns = Math.max(documents / TURN, LOADS.warming + LOADS.counted);
    for (let turn = 0; turn < turns; turn += 1) {
      const from = (turn * TURN) % documents;
      const collection = turn * TURN < documents ? "rows" : `rows${turn}`;
      const batches = Array.from({ length: TURN / BATCH }, (_, at) => makeBatch(from + at * BATCH));
      for (const contender of contenders) {
        const insert = await contender.insertion(collection, batches);
        const seconds = await secondsOf(insert);
        if (turn >= LOADS.warming) rates.add("insertMany", contender, TURN / seconds);
      }
      const memory = await tutti.memory();
      heap.push(memory.heapMb);
      residentMb = Math.max(residentMb, memory.residentMb);
    }
    const peak = Math.max(...heap);
    const growthMb = peak - Math.max(...heap.slice(0, Math.ceil(heap.length / 5)));
    return [
      ...rates.figures("insertMany", contenders, { unit: "documents/s", documents }).map((figure) => beside(figure, rates, "bare-lmdb")),
      { case: "memory", contender: "tutti", value: peak, unit: "MB", documents, growthMb, residentMb },
      { case: "stall", contender: "tutti", value: await longestStall(tutti.uri), unit: "ms", documents },
    ];
  });
}

/** How long this thread's event loop is held up at most while another process loads the store, in ms. */
async function longestStall(uri: string): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const script = fileURLToPath(new URL("support/storeLoad.ts", import.meta.url));
  delay.enable();
  await promisify(execFile)(process.execPath, ["--import", import.meta.resolve("tsx"), script, uri, "stall", "0", String(3 * TURN)]);
  delay.disable();
  return delay.max / 1e6;
}

function measureReads(folder: string, documents: number): ReturnType<typeof measure> {
  return withContenders(folder, async (contenders) => {
    const rates = new Samples();
    let last = 0;
    const code = (): string => codeOf((last = (last * 1_101 + 12_347) % documents)); // comes by every document once
    const ask = {
      findOne: (one: Contender) => one.findOne(code()),
      findIn500: (one: Contender) => one.find(Array.from({ length: KEYS }, code)),
    };
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const name of CASES) {
        for (const contender of contenders) {
          const rate = await rateOf(() => ask[name](contender), ROUND_MS[name]);
          if (round > 0) rates.add(name, contender, rate); // the first warms up
        }
      }
    }
    const [{ startedIn }] = contenders;
    const perSecond = { unit: "operations/s", documents };
    const [findOne, findIn500] = [rates.median("findOne", "tutti"), rates.median("findIn500", "tutti")];
    for (const figure of rates.figures("findOne", contenders, perSecond)) report.row(beside(figure, rates, "null-server"));
    for (const figure of rates.figures("findIn500", contenders, perSecond))
      report.row(figure.contender === "tutti" ? { ...figure, asLongAsFindOnes: rounded(findOne / findIn500) } : figure);
    report.row({ case: "start", contender: "tutti", value: startedIn, unit: "ms", documents });
    return { findOne, findIn500 };
  });
}

/** The store's figure with the part that it is of another contender's. */
function beside(figure: Figure, rates: Samples, other: Contender["name"]): Figure {
  if (figure.contender !== "tutti") return figure;
  return { ...figure, [other === "bare-lmdb" ? "ofBareLmdb" : "ofNullServer"]: rounded(figure.value / rates.median(figure.case, other)) };
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

async function rateOf(operation: () => Promise<void>, least: number): Promise<number> {
  const began = performance.now();
  let count = 0;
  while (performance.now() - began < least) {
    await operation();
    count += 1;
  }
  return (count * 1_000) / (performance.now() - began);
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}
