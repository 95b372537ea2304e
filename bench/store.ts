// How fast the embedded store is, beside what cannot be saved. `findOne`: one document by a unique index, one question after the other; `findIn500`: 500
// documents by 500 keys of that index; both as lean reads of mongoose, in operations/s. `insertMany`: batches of 1,000 documents with three indexes (one
// unique, one of two fields, one on a list), four batches on their way at once, in documents/s. `start`: ms until a store of that size answers. `memory`:
// MB of JS heap and external memory of the store's thread at most under the load, its growth after the first fifth, and what is resident of the whole
// process, where the mapped file counts. `stall`: ms that the event loop beside the store was held up at most while another process loaded it.
// Contenders: `tutti`, the store in its worker; `null-server`, a process that answers every command on a Unix socket with bytes of the same size made
// before; `bare-lmdb`, the same keys and values, made before, in LMDB alone and without a socket, one transaction and one sync a batch.
// Method: the contenders take turns in every round; the median of the rounds counts. Without --full 10,000 documents; with it 1,000,000 too, in a store
// that is kept for the next full run (the figures of its loading are then those of the day it was made).
import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { openGeneratedFolder } from "./support/generatedFolder.ts";
import { openBareLmdb, startNullServer, startTutti } from "./support/storeContenders.ts";
import type { Contender, Tutti } from "./support/storeContenders.ts";
import { BATCH, codeOf, makeBatch } from "./support/storeRows.ts";

interface Row {
  readonly bench: "store";
  readonly case: string;
  readonly contender: Contender["name"];
  readonly value: number;
  readonly unit: string;
  readonly documents: number;
  readonly growthMb?: number;
  readonly residentMb?: number;
}

const SMALL = 10_000;
const LARGE = 1_000_000;
/** Documents of one turn of loading. */
const TURN = 10_000;
const ROUNDS = 7;
const KEYS = 500;
const ROUND_MS = { findOne: 400, findIn500: 300 };

const { values } = parseArgs({ options: { json: { type: "boolean", default: false }, full: { type: "boolean", default: false } } });
if (!values.json) {
  const machine = `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, Node ${process.version}`;
  console.log(`Embedded store: ${machine}; ${values.full ? "10,000 and 1,000,000" : "10,000"} documents of about 600 bytes.`);
}
const rows: Row[] = [];
for (const size of values.full ? [SMALL, LARGE] : [SMALL]) rows.push(...(await measure(size)));
if (!values.json) compare(rows);

async function measure(documents: number): Promise<Row[]> {
  const generated = await openGeneratedFolder<readonly Row[]>({ bench: "store", seed: 0, size: documents, full: documents === LARGE });
  await mkdir(join(generated.path, "bare"), { recursive: true });
  try {
    const loaded = generated.facts ?? (await load(generated.path, documents));
    await generated.generated(loaded);
    const read = await measureReads(generated.path, documents);
    const all = [...loaded, ...read];
    all.forEach(print);
    return all;
  } finally {
    await generated.close();
  }
}

/** Runs the work with all contenders open over a folder. */
async function withContenders<T>(folder: string, work: (all: readonly [Tutti, Contender, Contender]) => Promise<T>): Promise<T> {
  const all = [await startTutti(folder), await startNullServer(folder), openBareLmdb(folder)] as const;
  try {
    return await work(all);
  } finally {
    for (const contender of all) await contender.close();
  }
}

/** Fills `rows` turn by turn; a small one is filled again and again, under other names, for the sake of a median. */
function load(folder: string, documents: number): Promise<Row[]> {
  return withContenders(folder, async (contenders) => {
    const [tutti] = contenders;
    const seconds: Record<string, number[]> = {};
    const memory: { heapMb: number; residentMb: number }[] = [];
    const turns = Math.max(documents / TURN, ROUNDS);
    for (let turn = 0; turn < turns; turn += 1) {
      const from = (turn * TURN) % documents;
      const collection = turn * TURN < documents ? "rows" : `rows${turn}`;
      const batches = Array.from({ length: TURN / BATCH }, (_, at) => makeBatch(from + at * BATCH));
      for (const contender of contenders) {
        const insert = await contender.insertion(collection, batches);
        (seconds[contender.name] ??= []).push(await secondsOf(insert));
      }
      memory.push(await tutti.memory());
    }
    const rate = ({ name }: Contender): Row =>
      row({ case: "insertMany", contender: name, value: TURN / median(seconds[name] ?? []), unit: "documents/s", documents });
    const early = memory.slice(0, Math.ceil(memory.length / 5)).map(({ heapMb }) => heapMb);
    const peak = Math.max(...memory.map(({ heapMb }) => heapMb));
    const resident = Math.max(...memory.map(({ residentMb }) => residentMb));
    return [
      ...contenders.map(rate),
      {
        ...row({ case: "memory", contender: "tutti", value: peak, unit: "MB", documents }),
        growthMb: peak - Math.max(...early),
        residentMb: resident,
      },
      row({ case: "stall", contender: "tutti", value: await longestStall(tutti.uri), unit: "ms", documents }),
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

function measureReads(folder: string, documents: number): Promise<Row[]> {
  return withContenders(folder, async (contenders) => {
    const rates: Record<string, number[]> = {};
    let last = 0;
    const code = (): string => codeOf((last = (last * 1_101 + 12_347) % documents));
    const ask = { findOne: (one: Contender) => one.findOne(code()), findIn500: (one: Contender) => one.find(distinct(code)) };
    const cases = ["findOne", "findIn500"] as const;
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const name of cases) {
        for (const contender of contenders) {
          const rate = await rateOf(() => ask[name](contender), ROUND_MS[name]);
          if (round > 0) (rates[`${name} ${contender.name}`] ??= []).push(rate);
        }
      }
    }
    const [{ startedIn }] = contenders;
    return [
      ...cases.flatMap((name) =>
        contenders.map(({ name: contender }) =>
          row({ case: name, contender, value: median(rates[`${name} ${contender}`] ?? []), unit: "operations/s", documents }),
        ),
      ),
      row({ case: "start", contender: "tutti", value: startedIn, unit: "ms", documents }),
    ];
  });
}

function distinct(code: () => string): string[] {
  const codes = new Set<string>();
  while (codes.size < KEYS) codes.add(code());
  return [...codes];
}

async function rateOf(operation: () => Promise<void>, least: number): Promise<number> {
  await operation();
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

function median(figures: readonly number[]): number {
  return [...figures].sort((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0;
}

function row(figure: Omit<Row, "bench">): Row {
  return { bench: "store", ...figure, value: Number(figure.value.toPrecision(4)) };
}

function print(figure: Row): void {
  if (values.json) return console.log(JSON.stringify(figure));
  const more =
    figure.residentMb === undefined ? "" : `, ${figure.growthMb ?? 0} MB of it after the first fifth; resident ${figure.residentMb} MB`;
  const what = `${String(figure.documents).padStart(9)} ${figure.case.padEnd(11)} ${figure.contender.padEnd(12)}`;
  console.log(`${what} ${String(figure.value).padStart(9)} ${figure.unit}${more}`);
}

/** What the figures are to each other. */
function compare(all: readonly Row[]): void {
  const value = (name: string, contender: string, documents: number): number =>
    all.find((one) => one.case === name && one.contender === contender && one.documents === documents)?.value ?? NaN;
  for (const size of [SMALL, LARGE].filter((documents) => all.some((one) => one.documents === documents))) {
    const of = (name: string, contender = "tutti"): number => value(name, contender, size);
    const ratios = [
      `findOne ${(of("findOne") / of("findOne", "null-server")).toPrecision(2)} of the null server (at least 0.6)`,
      `findIn500 as long as ${(of("findOne") / of("findIn500")).toPrecision(3)} findOne (at most 40)`,
      `insertMany ${(of("insertMany") / of("insertMany", "bare-lmdb")).toPrecision(2)} of bare LMDB (at least 0.5)`,
    ];
    console.log(`${size} documents: ${ratios.join("; ")}.`);
  }
  const flat = (name: string): string => (value(name, "tutti", SMALL) / value(name, "tutti", LARGE)).toPrecision(3);
  if (all.some(({ documents }) => documents === LARGE))
    console.log(
      `10,000 documents beside 1,000,000: findOne ${flat("findOne")} times as fast, findIn500 ${flat("findIn500")} (at most 1.5).`,
    );
}
