// How fast CWR is read: MB/s of reading alone (`read`), with all checks (`parse`) and with what it means (`interpret`); the resident memory of a parse
// in a process of its own (`memory`), whose growth after the first 8 MB is near zero when it is flat; and `import`: an invented file sent to a whole
// house over HTTP and stored, until its job is done, beside plain `insertMany` of the documents that it leaves behind.
import { readFileSync } from "node:fs";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { checkTransaction } from "../subgraphs/domain/formats/cwr/check.ts";
import { interpretTransaction } from "../subgraphs/domain/formats/cwr/interpret.ts";
import { CwrReader, readCwrBytes } from "../subgraphs/domain/formats/cwr/read.ts";
import type { CwrEvent, CwrTransaction } from "../subgraphs/domain/formats/cwr/transactions.ts";
import { CwrFileWriter, draftOfRecord, encodeCwr } from "../subgraphs/domain/formats/cwr/write.ts";
import { invariant } from "../subgraphs/domain/invariant.ts";
import type { LocalDate } from "../subgraphs/domain/period.ts";
import { inventCast, inventWork } from "../seed/catalogue.ts";
import type { InventedWork } from "../seed/catalogue.ts";
import { seeded } from "../seed/random.ts";
import { registrationFile } from "../seed/registrations.ts";
import { openGeneratedHouse } from "./support/generatedHouse.ts";
import type { GeneratedHouse } from "./support/generatedHouse.ts";
import { StoreBeside } from "./support/insertMany.ts";
import { benchOptions, openReport } from "./support/report.ts";

const SAMPLE = new URL("../test/samples/CW190001MPC_000.V21", import.meta.url);
const DAY = "2019-03-28" as LocalDate;
/** Works imported before the clock runs, so that the code that is measured is compiled. */
const WARMING = 4_000;
const CHUNK_BYTES = 65_536;
/** By plain `insertMany`: all that an import wrote, and the same without the keys by which works are searched. */
const CONTENDERS = [
  ["insert-many", null],
  ["insert-many-without-search-keys", "searchKeys"],
] as const;

type Work = (transaction: CwrTransaction) => void;

const CASES: readonly (readonly [name: string, work: Work])[] = [
  ["read", () => undefined],
  ["parse", (transaction) => void checkTransaction(transaction, { on: DAY })],
  ["interpret", interpret],
];

/** Blocks of 8 MB that are timed and that the memory of a parse is measured over, works of the imported file and of the store before it. */
interface Sizes {
  readonly timed: number;
  readonly parsed: number;
  readonly imported: number;
  readonly stored: number;
}

const { json, full } = benchOptions();
const sizes: Sizes = full
  ? { timed: 125, parsed: 125, imported: 20_000, stored: 100_000 }
  : { timed: 3, parsed: 25, imported: 4_000, stored: 0 };
const [head, block, tail] = fileParts();
const report = openReport({
  bench: "cwr",
  method:
    "the accepted transactions of the published 100-work file again and again, in memory, in chunks of 64 KiB to one reader on one core; " +
    "median of three rounds after one of warming up. import: one round after a file of 4,000 works, the embedded store in the same process; " +
    "insert-many: the documents it wrote, into collections with the same indexes of the same store, after one round of warming up; ratio of the " +
    "import's rate to it, and of its processor time over all threads to the import's.",
  sizes: {
    timedMb: megabytes(sizes.timed * block.length),
    memoryMb: megabytes(sizes.parsed * block.length),
    importedWorks: sizes.imported,
    storedWorks: sizes.stored,
  },
  json,
});
for (const [name, work] of CASES) measureSpeed(name, work);
await measureMemory();
await measureImport();

function measureSpeed(name: string, work: Work): void {
  const parts = [head, ...Array.from({ length: sizes.timed }, () => block), tail];
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  const rounds = [0, 1, 2, 3].map(() => round(parts, work)).slice(1);
  const middle = rounds.sort((one, other) => one.seconds - other.seconds)[1];
  invariant(middle !== undefined, "there were three rounds");
  const more = { worksPerSecond: Math.floor(middle.works / middle.seconds), heapMb: middle.heapMb };
  report.row({ case: name, contender: "tutti", value: bytes / 1e6 / middle.seconds, unit: "MB/s", ...more });
}

async function measureMemory(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "tutti-bench-"));
  try {
    const [headFile, blockFile] = [join(folder, "head"), join(folder, "block")];
    await writeFile(headFile, head);
    await writeFile(blockFile, block);
    const script = fileURLToPath(new URL("support/parseMemory.ts", import.meta.url));
    const args = ["--import", import.meta.resolve("tsx"), script, headFile, blockFile, String(sizes.parsed), DAY];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const { first, peak } = JSON.parse(stdout) as { first: number; peak: number };
    const more = { growthMb: megabytes(peak - first), sizeMb: megabytes(sizes.parsed * block.length) };
    report.row({ case: "memory", contender: "tutti", value: megabytes(peak), unit: "MB", ...more });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The whole way of a file: upload, two passes, parties, works, statements, conflicts, acknowledgement. Then what it wrote by `insertMany`. */
async function measureImport(): Promise<void> {
  const house = await openGeneratedHouse({ works: sizes.stored, full });
  try {
    const own = importedWorks(WARMING + sizes.imported);
    await importWorks(house, own.slice(0, WARMING));
    const beside = await StoreBeside.open(house.dataFolder);
    const [{ ms, bytes, heapMb }, { cpuMs }] = await timed(() => importWorks(house, own.slice(WARMING)));
    const mb = bytes / 1_000;
    const more = { worksPerSecond: Math.floor((sizes.imported * 1_000) / ms), cpuMsPerWork: cpuMs / sizes.imported, sizeMb: mb / 1_000 };
    report.row({ case: "import", contender: "tutti", value: mb / ms, unit: "MB/s", ...more, heapMb });
    await beside.insertMany(); // the first round warms
    for (const [contender, without] of CONTENDERS) {
      const plain = await beside.insertMany({ without });
      report.row({
        ...{ case: "import", contender, value: mb / plain.ms, unit: "MB/s" },
        worksPerSecond: Math.floor((sizes.imported * 1_000) / plain.ms),
        cpuMsPerWork: plain.cpuMs / sizes.imported,
        documentsPerWork: plain.documents / sizes.imported,
        // of the import's rate to this one's, and of the processor time of this one to the import's
        ratio: Number((plain.ms / ms).toFixed(2)),
        cpuRatio: Number((plain.cpuMs / cpuMs).toFixed(2)),
      });
    }
    await beside.close();
  } finally {
    await house.close();
  }
}

async function timed<T>(work: () => Promise<T>): Promise<[T, { readonly cpuMs: number }]> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return [result, { cpuMs: (user + system) / 1_000 }];
}

async function importWorks({ user }: GeneratedHouse, own: readonly InventedWork[]): Promise<{ ms: number; bytes: number; heapMb: number }> {
  const bytes = registrationFile(own, { society: "052", name: "BENCHMARK", createdAt: "2026-01-05T08:00:00.000Z" });
  let heap = 0;
  const watch = setInterval(() => (heap = Math.max(heap, process.memoryUsage().heapUsed)), 100);
  const started = performance.now();
  const { result } = await user.send("052 steward", "/files/cwr?society=052", bytes);
  const ms = performance.now() - started;
  clearInterval(watch);
  if (result["accepted"] !== own.length) throw new Error(`The import accepted ${String(result["accepted"])} of ${own.length} works.`);
  return { ms, bytes: bytes.length, heapMb: megabytes(heap) };
}

/** Works of 052 that no catalogue of a house has; every fifth invented work is its. */
function importedWorks(count: number): InventedWork[] {
  const cast = inventCast(seeded(3), Math.ceil(count / 8));
  const works = Array.from({ length: count * 5 }, (_, at) => inventWork(at, { seed: 3, cast, series: "IMPORT" }));
  return works.filter(({ home }) => home.society === "052");
}

function interpret(transaction: CwrTransaction): void {
  const checked = checkTransaction(transaction, { on: DAY });
  if (!checked.rejected) interpretTransaction(checked, { on: DAY });
}

function round(parts: readonly Uint8Array[], work: Work): { seconds: number; works: number; heapMb: number } {
  const reader = new CwrReader();
  const started = process.hrtime.bigint();
  let [works, heap] = [0, 0];
  const take = (events: readonly CwrEvent[]): void => {
    for (const event of events) {
      if (event.kind !== "transaction") continue;
      works += 1;
      work(event.transaction);
    }
  };
  for (const part of parts) {
    for (let from = 0; from < part.length; from += CHUNK_BYTES) take(reader.push(part.subarray(from, from + CHUNK_BYTES)));
    heap = Math.max(heap, process.memoryUsage().heapUsed);
  }
  take(reader.end());
  return { seconds: Number(process.hrtime.bigint() - started) / 1e9, works, heapMb: megabytes(heap) };
}

/** Header, about 8 MB of transactions, trailers: the transactions' numbers go on within a block. */
function fileParts(): readonly [Uint8Array, Uint8Array, Uint8Array] {
  const transactions = readCwrBytes(readFileSync(SAMPLE)).flatMap((event) =>
    event.kind === "transaction" && !event.transaction.rejected ? [event.transaction] : [],
  );
  const writer = new CwrFileWriter("2.1");
  const head =
    writer.open({ senderType: "PB", senderId: "199", senderName: "MUSIC PUB CARTOONS", createdAt: "2019-03-28T10:34:14.000Z" }) +
    writer.openGroup("NWR");
  const lines: string[] = [];
  for (let times = 0; times < 35; times += 1) {
    for (const { records } of transactions) lines.push(writer.transaction(records.map(draftOfRecord).filter((draft) => draft !== null)));
  }
  return [encodeCwr(head), encodeCwr(lines.join("")), encodeCwr(writer.closeGroup() + writer.close())];
}

function megabytes(bytes: number): number {
  return Math.floor(bytes / 1e6);
}
