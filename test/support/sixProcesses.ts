import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { copyFile, mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createParts, partsInOrder } from "../../gateway/parts.ts";
import { loadDemonstration } from "../../seed/demonstration.ts";
import { systemClock } from "../../subgraphs/kit/clock.ts";
import { loadKeys } from "../../subgraphs/kit/keys.ts";
import type { Keys } from "../../subgraphs/kit/keys.ts";
import { createLogger } from "../../subgraphs/kit/log.ts";
import { openStorage } from "../../subgraphs/storage/connection.ts";

/** The house as the containers run it: the store, four subgraphs and the gateway, each a process of its own. */
export interface SixProcesses {
  readonly url: string;
  readonly keys: Keys;
  /** Where works answers, for calls past the gateway. */
  readonly worksUrl: string;
  /** The processes, for measuring them. */
  readonly pids: readonly number[];
  stop(): Promise<void>;
}

/** The house in one process of its own, as `npm start` runs it. */
export type OneProcess = Omit<SixProcesses, "worksUrl">;

const ROOT = resolve(import.meta.dirname, "../..");
const NAMES = ["works", "parties", "licenses", "distributions"] as const;
const START_MS = 120_000;

/** Starts all six over a folder, brings the demonstration's parties, mandates and tariffs into the store, and waits until the gateway is ready. */
export async function startSixProcesses(folder: string): Promise<SixProcesses> {
  const children: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    for (const child of [...children].reverse()) await end(child);
  };
  try {
    const keys = await loadKeys({ dataFolder: folder });
    const keysFile = join(folder, "mounted-keys.json");
    await copyFile(join(folder, "keys.json"), keysFile);
    const store = run(["store", "--data", join(folder, "store")], { TUTTI_DATA: folder });
    children.push(store.child);
    const uri = await store.said(/mongodb:\/\/\S+/);
    await bringDemonstration(uri, join(folder, "seeding"));
    const ports = Object.fromEntries(await Promise.all(NAMES.map(async (name) => [name, await freePort()] as const)));
    const urls = Object.fromEntries(NAMES.map((name) => [`TUTTI_SUBGRAPH_${name.toUpperCase()}_URL`, `http://127.0.0.1:${ports[name]}`]));
    const shared = { ...urls, MONGODB_URI: uri, TUTTI_KEYS: keysFile, LOG_LEVEL: "warn" };
    for (const name of NAMES) {
      const part = run(["serve", name, "--port", String(ports[name])], { ...shared, TUTTI_DATA: join(folder, name) });
      children.push(part.child);
      await part.said(/answers at \S+/);
    }
    const port = await freePort();
    const gateway = run(["start"], { ...shared, PORT: String(port), TUTTI_DATA: join(folder, "gateway") });
    children.push(gateway.child);
    await gateway.said(/ready at \S+/);
    return { url: `http://127.0.0.1:${port}`, keys, worksUrl: `http://127.0.0.1:${ports["works"]}`, pids: pidsOf(children), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts the whole house over a folder, with its demonstration, and waits until it is ready. */
export async function startOneProcess(folder: string): Promise<OneProcess> {
  const port = await freePort();
  const house = run(["start"], { PORT: String(port), TUTTI_DATA: folder, LOG_LEVEL: "warn" });
  const stop = async (): Promise<void> => await end(house.child);
  try {
    await house.said(/ready at \S+/);
    return { url: `http://127.0.0.1:${port}`, keys: await loadKeys({ dataFolder: folder }), pids: pidsOf([house.child]), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function pidsOf(children: readonly ChildProcess[]): number[] {
  return children.flatMap(({ pid }) => pid ?? []);
}

/** On a store that is not the embedded one no house makes the demonstration; the story needs its mandates and tariffs. */
async function bringDemonstration(uri: string, dataFolder: string): Promise<void> {
  await mkdir(dataFolder, { recursive: true });
  const storage = await openStorage({ uri, appName: "tutti-story" });
  const log = createLogger({ level: "silent" });
  const parts = await createParts({ storage, clock: systemClock, log, dataFolder });
  for (const part of partsInOrder(parts)) await part.start();
  try {
    await loadDemonstration({ parts, log });
  } finally {
    for (const part of partsInOrder(parts).reverse()) await part.stop();
    await storage.close();
  }
}

function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): { readonly child: ChildProcess; said(what: RegExp): Promise<string> } {
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], ...environment };
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), "tutti.ts", ...args], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [output, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (errors = (errors + chunk).slice(-4_000)));
  return {
    child,
    said: async (what) => {
      for (const began = Date.now(); Date.now() - began < START_MS; await wait(50)) {
        const found = what.exec(output)?.[0];
        if (found !== undefined) return found;
        if (child.exitCode !== null) break;
      }
      throw new Error(`tutti ${args.join(" ")} did not say ${what.source}: ${output} ${errors}`);
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 20_000);
  await exited;
  clearTimeout(late);
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}
