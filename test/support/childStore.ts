import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("./storeChild.ts", import.meta.url));

export interface ChildOptions {
  /** Options of test/support/storeChild.ts. */
  readonly options?: readonly string[];
  /** A program and its arguments that runs the store, such as strace. */
  readonly under?: readonly string[];
  readonly uid?: number;
}

/** An open store in a process of its own. */
export interface OpenChild {
  /** Its `mongodb://` address, and the path of its socket. */
  readonly uri: string;
  readonly socket: string;
}

/** A process that has loaded the store's program; it opens a data folder when it is told to, so that the loading can be done ahead. */
export class ChildStore {
  readonly process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>;

  constructor({ options = [], under = [], uid }: ChildOptions = {}) {
    const [program = "", ...args] = [...under, process.execPath, "--import", "tsx", PROGRAM, ...options];
    const child = spawn(program, args, {
      stdio: ["pipe", "pipe", "inherit"],
      env: { PATH: process.env["PATH"] ?? "" },
      ...(uid === undefined ? {} : { uid }),
    });
    this.process = child;
    this.ended = new Promise((resolve) => child.once("exit", () => resolve()));
    child.stdin.on("error", () => undefined); // it is gone already: what it said tells
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  /** Opens the data folder; rejects with what the store said when it refuses. */
  async open(dataFolder: string): Promise<OpenChild> {
    this.process.stdin?.write(`${dataFolder}\n`);
    for (let line = await this.#lines.next(); line.done !== true; line = await this.#lines.next()) {
      const uri = line.value;
      if (uri.startsWith("refused: ")) throw new Error(uri.slice(9));
      if (uri.startsWith("mongodb://")) return { uri, socket: decodeURIComponent(/^mongodb:\/\/([^/]+)\//.exec(uri)?.[1] ?? "") };
    }
    throw new Error("the store's process ended before it opened");
  }

  /** Ends it at once, as a loss of power would end the program. */
  async kill(): Promise<void> {
    this.process.kill("SIGKILL");
    await this.ended;
  }
}
