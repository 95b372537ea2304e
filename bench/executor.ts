// What executing a plan costs, side by side: the gateway with its own executor (`tutti`) and with ApolloGateway's (`apollo`), each a process of its own behind
// the same Apollo Server, HTTP front and switches of Node, over four subgraphs that answer recorded bodies from another process. `deep`: entities in
// entities over all four, an answer of some 85 KB; every request has an Authorization header of its own, so that nobody gains by answering equal ones once.
// `latency-p50`, `latency-p99`: milliseconds of the same with one connection.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { composeSupergraph } from "../schema/compose.ts";
import { cpuMsOf } from "./support/cpuTime.ts";
import { percentile } from "./support/percentile.ts";
import { benchOptions, openReport } from "./support/report.ts";
import { SHOP, SHOP_QUESTION } from "./support/shopShape.ts";

const CONNECTIONS = 50;
const CONTENDERS = ["tutti", "apollo"] as const;
type Contender = (typeof CONTENDERS)[number];

const { json, full } = benchOptions();
const [rounds, seconds] = full ? [5, 10] : [3, 4];
const report = openReport({
  bench: "executor",
  method:
    "both gateways run all the time and take turns; the median of the rounds counts, after one of warming up. Processor time is the gateway's process alone, all its " +
    "threads. Load and subgraphs come from two other processes of the same machine: the ratio of processor time says more than requests a second.",
  sizes: { connections: CONNECTIONS, rounds, secondsARound: seconds },
  json,
});

interface Gateway {
  readonly name: Contender;
  readonly url: string;
  readonly pid: number;
}

let asked = 0;
const folder = await mkdtemp(join(tmpdir(), "tutti-bench-"));
const children: ChildProcess[] = [];
try {
  const subgraphs = await started(fileURLToPath(new URL("support/recordedSubgraphs.ts", import.meta.url)), [], {});
  const composed = composeSupergraph(SHOP.map(({ name, sdl }) => ({ name, sdl, url: `${subgraphs.url}/${name}` })));
  if (!composed.ok) throw new Error(composed.errors.join("\n"));
  const file = join(folder, "supergraph.graphql");
  await writeFile(file, composed.supergraphSdl);
  const gateways: Gateway[] = [];
  for (const name of CONTENDERS) {
    const tutti = fileURLToPath(new URL("../tutti.ts", import.meta.url));
    const { url, pid } = await started(tutti, ["gateway", "--supergraph", file], {
      EXECUTOR: name,
      PORT: "0",
      LOG_LEVEL: "warn",
      TUTTI_DATA: folder,
    });
    gateways.push({ name, url, pid });
  }
  await compare(gateways);
} finally {
  for (const child of children.reverse()) {
    if (child.exitCode !== null) continue;
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  await rm(folder, { recursive: true, force: true });
}

async function compare(gateways: readonly Gateway[]): Promise<void> {
  const answers = new Set<string>();
  for (const { url } of gateways) answers.add(await ask(url, new Agent()));
  if (answers.size !== 1) throw new Error("The executors do not answer the same.");
  const samples = new Map(gateways.map(({ name }) => [name, { rate: [] as number[], cpuMs: [] as number[] }]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, url, pid } of gateways) {
      const [before, began] = [await cpuMsOf([pid]), performance.now()];
      const times = await load(url, CONNECTIONS);
      const [cpuMs, ms] = [(await cpuMsOf([pid])) - before, performance.now() - began];
      if (round === 0) continue;
      samples.get(name)?.rate.push((times.length * 1_000) / ms);
      samples.get(name)?.cpuMs.push(cpuMs / times.length);
    }
  }
  const [bytes] = [...answers].map((text) => text.length);
  const median = (name: Contender, what: "rate" | "cpuMs"): number => percentile(samples.get(name)?.[what] ?? [], 50);
  for (const { name } of gateways) {
    const of = { case: "deep", contender: name, answerBytes: bytes ?? 0 };
    const ratio = (value: number): number => Number(value.toPrecision(3));
    report.row({
      ...of,
      value: median(name, "rate"),
      unit: "requests/s",
      ofApollo: ratio(median(name, "rate") / median("apollo", "rate")),
    });
    report.row({
      ...of,
      value: median(name, "cpuMs"),
      unit: "cpu-ms/request",
      apolloOfIt: ratio(median("apollo", "cpuMs") / median(name, "cpuMs")),
    });
  }
  for (const { name, url } of gateways) {
    const times = await load(url, 1);
    for (const part of [50, 99])
      report.row({ case: `latency-p${part}`, contender: name, value: percentile(times, part), unit: "ms", connections: 1 });
  }
}

/** So many askers over kept connections, each with one question at a time; the milliseconds of every answer. */
async function load(url: string, connections: number): Promise<number[]> {
  const until = performance.now() + seconds * 1_000;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const began = performance.now();
      await ask(url, agent);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  agent.destroy();
  return times;
}

function ask(url: string, agent: Agent): Promise<string> {
  const body = JSON.stringify({ query: SHOP_QUESTION });
  asked += 1;
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body), authorization: `Bearer asker-${asked}` };
  return new Promise((done, failed) => {
    const sent = request(`${url}/graphql`, { method: "POST", agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", failed);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        if (response.statusCode === 200 && text.startsWith('{"data":{')) done(text);
        else failed(new Error(`The benchmark's question failed: ${text.slice(0, 300)}`));
      });
    });
    sent.on("error", failed);
    sent.end(body);
  });
}

/** Starts a process that says its address. */
async function started(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ url: string; pid: number }> {
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), script, ...args], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  let said = "";
  const url = await new Promise<string | undefined>((resolve) => {
    child.once("exit", () => resolve(undefined));
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      said += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
  });
  if (url !== undefined && child.pid !== undefined) return { url, pid: child.pid };
  throw new Error(`${script} ended and said no address: ${said}`);
}
