import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** Linux counts processor time in hundredths of a second for every program. */
const TICK_MS = 10;

/** The processor time that these processes have used since they began, all threads, in user and system mode. */
export async function cpuMsOf(pids: readonly number[]): Promise<number> {
  const times = await Promise.all(pids.map(process.platform === "linux" ? fromProc : fromPs));
  return times.reduce((sum, ms) => sum + ms, 0);
}

async function fromProc(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8");
  // the name of the program stands in parentheses and may hold anything; user and system time are the 14th and 15th fields (proc(5))
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** macOS: `1:02.34`, minutes and hundredths. */
async function fromPs(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "time=", "-p", String(pid)]);
  return (
    stdout
      .trim()
      .split(":")
      .reduce((sum, part) => sum * 60 + Number(part), 0) * 1_000
  );
}
