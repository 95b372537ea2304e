// How fast CWR is read: MB/s of reading alone, with all checks (`parse`), and with what it means (`interpret`); the resident memory of a parse of 200 MB, and
// its growth (`memory`); and `import`: an invented file sent to a whole house over HTTP and stored, until its job is done.
// Method: the accepted transactions of the published 100-work file, written again and again in memory to the size that is printed, fed in
// chunks of 64 KiB to one reader; median of three rounds on one core after a round of warming up. `import` is one round on a fresh embedded store.
import { readFileSync } from "node:fs";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { checkTransaction } from "../subgraphs/domain/formats/cwr/check.ts";
import { interpretTransaction } from "../subgraphs/domain/formats/cwr/interpret.ts";
import { CwrReader, readCwrBytes } from "../subgraphs/domain/formats/cwr/read.ts";
import type { CwrEvent, CwrTransaction } from "../subgraphs/domain/formats/cwr/transactions.ts";
import { CwrFileWriter, draftOfRecord, encodeCwr } from "../subgraphs/domain/formats/cwr/write.ts";
import type { LocalDate } from "../subgraphs/domain/period.ts";
import { startHouse } from "../gateway/house.ts";
import { inventCatalogue } from "../seed/catalogue.ts";
import { registrationFile } from "../seed/registrations.ts";
import { readEnvironment } from "../subgraphs/kit/environment.ts";
import { loadKeys } from "../subgraphs/kit/keys.ts";
import { requireOk } from "../subgraphs/kit/refusal.ts";
import { HouseUser } from "../test/support/houseUser.ts";

const SAMPLE = new URL("../test/samples/CW190001MPC_000.V21", import.meta.url);
const DAY = "2019-03-28" as LocalDate;
const CHUNK_BYTES = 65_536;

type Work = (transaction: CwrTransaction) => void;

const CASES: readonly (readonly [name: string, work: Work])[] = [
  ["read", () => undefined],
  ["parse", (transaction) => void checkTransaction(transaction, { on: DAY })],
  ["interpret", interpret],
];

await main();

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: "boolean", default: false }, full: { type: "boolean", default: false } } });
  const blocks = values.full ? 125 : 12;
  const [head, block, tail] = fileParts();
  const bytes = head.length + blocks * block.length + tail.length;
  if (!values.json)
    console.log(
      `CWR, in process, not stored. ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}; ${megabytes(bytes)} MB; median of 3 rounds.`,
    );
  await measureMemory(values.json, { head, block, blocks: values.full ? 125 : 25 });
  for (const [name, work] of CASES) {
    const rounds = [0, 1, 2, 3].map(() => round([head, ...Array.from({ length: blocks }, () => block), tail], work)).slice(1);
    const middle = rounds.sort((one, other) => one.seconds - other.seconds)[1];
    if (middle === undefined) continue;
    const row = {
      bench: "cwr",
      case: name,
      contender: "tutti",
      value: Math.floor(bytes / 1e5 / middle.seconds) / 10,
      unit: "MB/s",
      works: Math.floor(middle.works / middle.seconds),
      heapMb: middle.heapMb,
      sizeMb: megabytes(bytes),
    };
    console.log(
      values.json
        ? JSON.stringify(row)
        : `${name.padEnd(10)} ${String(row.value).padStart(8)} MB/s ${String(row.works).padStart(8)} works/s, heap at most ${row.heapMb} MB`,
    );
  }
  await measureImport(values.json, values.full ? 20_000 : 2_000);
}

/** Resident memory of a process that parses and checks 200 MB (1 GB with --full), and how much of it came after the first 8 MB: flat is near zero. */
async function measureMemory(
  json: boolean,
  file: { readonly head: Uint8Array; readonly block: Uint8Array; readonly blocks: number },
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "tutti-bench-"));
  try {
    const [headFile, blockFile] = [join(folder, "head"), join(folder, "block")];
    await writeFile(headFile, file.head);
    await writeFile(blockFile, file.block);
    const script = fileURLToPath(new URL("support/parseMemory.ts", import.meta.url));
    const args = ["--import", import.meta.resolve("tsx"), script, headFile, blockFile, String(file.blocks), DAY];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const { first, peak } = JSON.parse(stdout) as { first: number; peak: number };
    const more = { growthMb: megabytes(peak - first), sizeMb: megabytes(file.blocks * file.block.length) };
    print(json, { name: "memory", value: megabytes(peak), unit: "MB", more });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The whole way of a file: upload, two passes, parties, works, statements, conflicts, acknowledgement. */
async function measureImport(json: boolean, works: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "tutti-bench-"));
  const environment = requireOk(readEnvironment({ PORT: "0", TUTTI_DATA: folder, LOG_LEVEL: "silent" }));
  const house = await startHouse({ environment, demonstration: false });
  try {
    await house.ready;
    const own = inventCatalogue({ seed: 3, works: works * 5 }).works.filter(({ home }) => home.society === "052");
    const bytes = registrationFile(own, { society: "052", name: "BENCHMARK", createdAt: "2026-01-05T08:00:00.000Z" });
    const user = new HouseUser({ url: house.url, keys: await loadKeys({ dataFolder: folder }) });
    const started = process.hrtime.bigint();
    const { result } = await user.send("052 steward", "/files/cwr?society=052", bytes);
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    if (result["accepted"] !== own.length) throw new Error(`The import accepted ${String(result["accepted"])} of ${own.length} works.`);
    print(json, {
      name: "import",
      value: bytes.length / 1e6 / seconds,
      unit: "MB/s",
      more: { works: Math.floor(own.length / seconds), count: own.length },
    });
  } finally {
    await house.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly more: Readonly<Record<string, number>>;
}

function print(json: boolean, { name, value, unit, more }: Figure): void {
  const figure = Number(value.toPrecision(4));
  if (json) console.log(JSON.stringify({ bench: "cwr", case: name, contender: "tutti", value: figure, unit, ...more }));
  else console.log(`${name.padEnd(10)} ${String(figure).padStart(8)} ${unit} ${JSON.stringify(more)}`);
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
