// How fast the README's first real question is answered: requests/s with 10 connections and p50/p99 with one, by the house in one process
// (`in-process`) and by six processes over HTTP on this machine (`http`). Method: the demonstration catalogue, one token, every request
// answered over HTTP by the gateway; a round of warming up, then the seconds that are printed, contenders one after the other in one run.
// Load generator and house share the machine's cores, so the ratio between contenders says more than the figures.
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { EXAMPLES } from "../gateway/examples.ts";
import { startHouse } from "../gateway/house.ts";
import { signToken } from "../gateway/identity.ts";
import { systemClock } from "../subgraphs/kit/clock.ts";
import { readEnvironment } from "../subgraphs/kit/environment.ts";
import { loadKeys } from "../subgraphs/kit/keys.ts";
import type { Keys } from "../subgraphs/kit/keys.ts";
import { requireOk } from "../subgraphs/kit/refusal.ts";
import { startSixProcesses } from "../test/support/sixProcesses.ts";

interface Contender {
  readonly name: string;
  readonly url: string;
  readonly keys: Keys;
  stop(): Promise<void>;
}

const { values } = parseArgs({ options: { json: { type: "boolean", default: false }, full: { type: "boolean", default: false } } });
const SECONDS = values.full ? 30 : 6;

if (!values.json)
  console.log(
    `The README's query. ${cpus()[0]?.model ?? "unknown processor"} x ${cpus().length}, Node ${process.version}; ${SECONDS} s a case.`,
  );
for (const open of [inProcess, overHttp]) {
  const folder = await mkdtemp(join(tmpdir(), "tutti-bench-"));
  const contender = await open(folder);
  try {
    const ask = await asker(contender);
    await load(ask, 10, 2);
    const many = await load(ask, 10, SECONDS);
    const one = await load(ask, 1, SECONDS);
    print(contender.name, "readme", { value: many.length / SECONDS, unit: "requests/s", connections: 10 });
    print(contender.name, "latency", { value: percentile(one, 50), unit: "ms", percentile: "p50", connections: 1 });
    print(contender.name, "latency", { value: percentile(one, 99), unit: "ms", percentile: "p99", connections: 1 });
  } finally {
    await contender.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function inProcess(folder: string): Promise<Contender> {
  const house = await startHouse({ environment: requireOk(readEnvironment({ PORT: "0", TUTTI_DATA: folder, LOG_LEVEL: "silent" })) });
  await house.ready;
  return { name: "in-process", url: house.url, keys: await loadKeys({ dataFolder: folder }), stop: () => house.stop() };
}

async function overHttp(folder: string): Promise<Contender> {
  const { url, keys, stop } = await startSixProcesses(folder);
  return { name: "http", url, keys, stop };
}

async function asker({ url, keys }: Contender): Promise<() => Promise<void>> {
  const token = await signToken({ key: keys.token, subject: "bench", society: "119", role: "society", clock: systemClock });
  const [example] = EXAMPLES;
  const body = JSON.stringify({ query: example?.query, variables: JSON.parse(example?.variables ?? "{}") as unknown });
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}`, "x-tutti-purpose": "benchmark" };
  return async () => {
    const response = await fetch(`${url}/graphql`, { method: "POST", headers, body });
    const answer = (await response.json()) as { data?: { workByIswc?: unknown }; errors?: unknown };
    if (!answer.data?.workByIswc || answer.errors !== undefined)
      throw new Error(`The benchmark's query failed: ${JSON.stringify(answer).slice(0, 300)}`);
  };
}

/** So many askers, each with one question at a time; the milliseconds of every answer. */
async function load(ask: () => Promise<void>, connections: number, seconds: number): Promise<number[]> {
  const until = performance.now() + seconds * 1_000;
  const times: number[] = [];
  const asker = async (): Promise<void> => {
    while (performance.now() < until) {
      const began = performance.now();
      await ask();
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: connections }, asker));
  return times;
}

function percentile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * part) / 100))] ?? Number.NaN;
}

function print(
  contender: string,
  name: string,
  figure: { readonly value: number; readonly unit: string } & Readonly<Record<string, string | number>>,
): void {
  const { value, unit, ...rest } = figure;
  const rounded = Number(value.toPrecision(4));
  if (values.json) console.log(JSON.stringify({ bench: "gateway", case: name, contender, value: rounded, unit, ...rest }));
  else console.log(`${contender.padEnd(11)} ${name.padEnd(8)} ${rounded} ${unit} ${Object.values(rest).join(" ")}`);
}
