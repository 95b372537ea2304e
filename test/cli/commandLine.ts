import { execFile, spawn } from "node:child_process";
import { resolve } from "node:path";

/** How a command ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const ROOT = resolve(import.meta.dirname, "../..");

/** `tutti` as people run it, a process of its own, over one data folder. */
export function commandLine(folder: string) {
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], TUTTI_DATA: folder, PORT: "0" };
  const argumentsOf = (args: readonly string[]): string[] => ["--import", import.meta.resolve("tsx"), "tutti.ts", ...args];
  return {
    run: (...args: readonly string[]): Promise<Ended> =>
      new Promise((done) => {
        execFile(process.execPath, argumentsOf(args), { cwd: ROOT, env }, (error, stdout, stderr) => {
          done({ code: error === null ? 0 : Number(error.code), stdout, stderr });
        });
      }),
    /** Kills the command as soon as it says something that fits; answers what it said until then. */
    cutOff: (when: RegExp, ...args: readonly string[]): Promise<string> =>
      new Promise((done, failed) => {
        const child = spawn(process.execPath, argumentsOf(args), { cwd: ROOT, env, stdio: ["ignore", "ignore", "pipe"] });
        let said = "";
        child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
          said += chunk;
          if (when.test(said)) child.kill("SIGKILL");
        });
        child.once("exit", (code) => {
          if (code === null) done(said);
          else failed(new Error(`tutti ${args.join(" ")} ended before it said ${when.source}: ${said}`));
        });
      }),
  };
}

/** The object that a command with --json prints last. */
export function lastJson({ stdout }: Ended): Readonly<Record<string, unknown>> {
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Record<string, unknown>;
}
