// How fast the graph answers over HTTP. `deep`: a usage report with its licence, rows, works, creators and their societies' agreements, over all four
// subgraphs; `ownership`: the README's query; both in requests/s with 10 connections and in milliseconds of processor time a request, of all of the
// house's processes. `latency-p50`, `latency-p99`: milliseconds of the README's query with one connection.
// The gateway's own executor runs in both contenders: in `in-process` over subgraphs of its own process, in `tutti` over four others by HTTP.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXAMPLES } from "../gateway/examples.ts";
import { signToken } from "../gateway/identity.ts";
import { invariant } from "../subgraphs/domain/invariant.ts";
import { systemClock } from "../subgraphs/kit/clock.ts";
import { startOneProcess, startSixProcesses } from "../test/support/sixProcesses.ts";
import type { OneProcess } from "../test/support/sixProcesses.ts";
import { cpuMsOf } from "./support/cpuTime.ts";
import { benchOptions, openReport } from "./support/report.ts";

const CONNECTIONS = 10;
const WARM_SECONDS = 1;
const [README] = EXAMPLES;
invariant(README !== undefined, "the README has a first query");
const OWNERSHIP = { query: README.query, variables: JSON.parse(README.variables) as unknown };
const DEEP = {
  query: `{ usageReports(first: 1) { edges { node { period license { number licensor { name } }
    rows(first: 5) { edges { node { plays match { by work { title creators { role party { name ipiNameNumber } } conflicts { id kind }
      registrations { society { name agreements(right: OD, first: 2) { edges { node { grantee { code name } } } } } } } } } } } } } } }`,
};
type Question = typeof OWNERSHIP | typeof DEEP;
type Ask = (question: Question) => Promise<void>;

const { json, full } = benchOptions();
const seconds = full ? 30 : 3;
const report = openReport({
  bench: "gateway",
  method:
    "the demonstration catalogue and one token; every case after a second of warming up, contenders one after the other. " +
    "The load comes from a process on the same machine and shares its cores: the ratio between contenders says more than the figures. " +
    "The gateway's own executor runs; in-process: subgraphs in its process, tutti: four others over HTTP (six processes with the store).",
  sizes: { connections: CONNECTIONS, secondsACase: seconds },
  json,
});

await measure("in-process", startOneProcess);
await measure("tutti", startSixProcesses);

async function measure(contender: string, start: (folder: string) => Promise<OneProcess>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "tutti-bench-"));
  try {
    const house = await start(folder);
    try {
      const ask = await asker(house);
      await throughput({ contender, ask, pids: house.pids, name: "deep", question: DEEP });
      await throughput({ contender, ask, pids: house.pids, name: "ownership", question: OWNERSHIP });
      const times = await load(ask, OWNERSHIP, { connections: 1, seconds });
      for (const part of [50, 99])
        report.row({ case: `latency-p${part}`, contender, value: percentile(times, part), unit: "ms", connections: 1 });
    } finally {
      await house.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Throughput {
  readonly contender: string;
  readonly name: string;
  readonly ask: Ask;
  readonly question: Question;
  readonly pids: readonly number[];
}

async function throughput({ contender, name, ask, question, pids }: Throughput): Promise<void> {
  await load(ask, question, { connections: CONNECTIONS, seconds: WARM_SECONDS });
  const [cpuBefore, began] = [await cpuMsOf(pids), performance.now()];
  const times = await load(ask, question, { connections: CONNECTIONS, seconds });
  const [cpuMs, ms] = [(await cpuMsOf(pids)) - cpuBefore, performance.now() - began];
  const of = { case: name, contender, connections: CONNECTIONS };
  report.row({ ...of, value: (times.length * 1_000) / ms, unit: "requests/s" });
  report.row({ ...of, value: cpuMs / times.length, unit: "cpu-ms/request", processes: pids.length });
}

async function asker({ url, keys }: OneProcess): Promise<Ask> {
  const token = await signToken({ key: keys.token, subject: "bench", society: "119", role: "admin", clock: systemClock });
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}`, "x-tutti-purpose": "benchmark" };
  return async (question) => {
    const response = await fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify(question) });
    const answer = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
    if (!answer.data || answer.errors !== undefined || Object.values(answer.data).includes(null))
      throw new Error(`The benchmark's query failed: ${JSON.stringify(answer).slice(0, 300)}`);
  };
}

/** So many askers, each with one question at a time; the milliseconds of every answer. */
async function load(
  ask: Ask,
  question: Question,
  { connections, seconds: duration }: { readonly connections: number; readonly seconds: number },
): Promise<number[]> {
  const until = performance.now() + duration * 1_000;
  const times: number[] = [];
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const began = performance.now();
      await ask(question);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  return times;
}

function percentile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * part) / 100))] ?? Number.NaN;
}
