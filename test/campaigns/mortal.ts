import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const ROOT = resolve(import.meta.dirname, "../..");
const START_MS = 60_000;

/** A program that is killed and started again. */
export class Mortal {
  readonly #args: readonly string[];
  readonly #environment: Readonly<Record<string, string>>;
  readonly #ready: RegExp | null;
  #child: ChildProcess | null = null;
  #said = "";

  constructor(args: readonly string[], environment: Readonly<Record<string, string>>, ready: RegExp | null) {
    this.#args = args;
    this.#environment = environment;
    this.#ready = ready;
  }

  async start(): Promise<void> {
    const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], ...this.#environment };
    const child = spawn(process.execPath, this.#args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    this.#said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (this.#said = (this.#said + text).slice(-8_000)));
    for (const began = Date.now(); this.#ready !== null && !this.#ready.test(this.#said); await wait(20)) {
      if (child.exitCode !== null || Date.now() - began > START_MS) throw new Error(`${this.#args.join(" ")} did not start: ${this.#said}`);
    }
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGKILL");
    await ended;
  }
}

/** A port of this machine that is free now. */
export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}
