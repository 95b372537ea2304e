/**
 * The long run of test/storage/fuzz.test.ts: npm run test:fuzz -- --messages 10000000 --seed 1
 * Prints how far it is, then its counts. Exit 1 when the store did not foresee something, held more and more memory, or when nothing went on for a
 * minute; it then prints the message it was at, in base64.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Worker } from "node:worker_threads";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import { Fuzz, fuzzSocket } from "../support/fuzz.ts";

const STEP = 100_000;
/** Of a hundred messages so many go over a socket too. */
const SOCKET_PART = 100;
const WATCHED_BYTES = 65_536;
const GROWTH_BYTES_MAX = 256 * 1024 * 1024;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { values } = parseArgs({ options: { messages: { type: "string", default: "1000000" }, seed: { type: "string", default: "1" } } });
const messages = Number(values.messages);
const seed = Number(values.seed);
if (!Number.isSafeInteger(messages) || messages < 1 || !Number.isSafeInteger(seed)) {
  say("npm run test:fuzz -- [--messages 1000000] [--seed 1]: whole numbers");
  process.exit(2);
}

/** Looks from another thread whether messages still pass: a store that loops without end stops this one. */
const WATCHDOG = `
const { workerData: { counter, bytes } } = require("node:worker_threads");
let last = -1, since = Date.now();
setInterval(() => {
  const now = Atomics.load(counter, 0);
  if (now !== last) { last = now; since = Date.now(); return; }
  if (Date.now() - since < 60000) return;
  const message = Buffer.from(bytes.subarray(0, Atomics.load(counter, 1))).toString("base64");
  require("node:fs").writeSync(2, "Nothing went on for a minute, after " + now + " messages, at " + message + "\\n");
  process.kill(process.pid, "SIGKILL");
}, 1000);
`;
const counter = new Int32Array(new SharedArrayBuffer(8));
const bytes = new Uint8Array(new SharedArrayBuffer(WATCHED_BYTES));
const watchdog = new Worker(WATCHDOG, { eval: true, workerData: { counter, bytes } });
const beat = (): number => Atomics.add(counter, 0, 1);

setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");
const heldBytes = (): number => {
  if (typeof collect === "function") Reflect.apply(collect, null, []);
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
const megabytes = (size: number): string => `${Math.ceil(size / 1024 / 1024)} MB`;

const began = performance.now();
const fuzz = new Fuzz(seed, (message) => {
  beat();
  bytes.set(message.subarray(0, WATCHED_BYTES));
  Atomics.store(counter, 1, Math.min(message.length, WATCHED_BYTES));
});
const known = new Set<string>();
const tellFaults = (): void => {
  for (const [fault, { message }] of fuzz.counts.unexpected) if (!known.has(fault)) say(`${fault}\n  near ${message}`);
  for (const fault of fuzz.counts.unexpected.keys()) known.add(fault);
};

let first = 0;
for (let left = messages; left > 0; left -= STEP) {
  await fuzz.run(Math.min(left, STEP));
  const held = heldBytes();
  first ||= held;
  const rate = Math.floor((fuzz.counts.messages / (performance.now() - began)) * 1000);
  say(`${fuzz.counts.messages} messages, ${rate} a second, ${fuzz.counts.unexpected.size} kinds of faults, ${megabytes(held)} held`);
  tellFaults();
}

const folder = mkdtempSync(join(tmpdir(), "tutti-fuzz-"));
const store = await startEmbeddedStore({ dataFolder: folder });
const socket = { answered: 0, closed: 0 };
for (let left = Math.ceil(messages / SOCKET_PART), part = seed; left > 0; left -= 1_000, part += 1) {
  const counts = await fuzzSocket(join(folder, "store.sock"), { messages: Math.min(left, 1_000), seed: part });
  beat();
  socket.answered += counts.answered;
  socket.closed += counts.closed;
}
await store.stop();
rmSync(folder, { recursive: true, force: true });

const { unexpected, slowest, ...counts } = fuzz.counts;
const grown = heldBytes() - first;
say(
  JSON.stringify({
    seed,
    ...counts,
    socket,
    heldGrownMegabytes: Math.ceil(grown / 1024 / 1024),
    seconds: Math.ceil((performance.now() - began) / 1000),
  }),
);
say(`The command that took longest: ${slowest}`);
for (const [fault, { times }] of unexpected) say(`${times} times ${fault}`);
await watchdog.terminate();
process.exit(unexpected.size > 0 || grown > GROWTH_BYTES_MAX ? 1 : 0);
