import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { decode, encode } from "../values/codec.ts";
import { toSafeInteger } from "../values/value.ts";
import type { Disk } from "./disk.ts";

const OWNER = Buffer.from([0, 0, 0, 2]);

/**
 * Makes this process the one that uses the data. It looks and writes within one write transaction, which LMDB gives to one process at a time:
 * of two that start together, one fails. Throws an error that names the process that has it. A process that is gone does not count.
 */
export function own(disk: Disk, folder: string): void {
  disk.writeNow(() => {
    const holder = ownerOf(disk);
    if (holder !== null) throw inUse(folder, holder);
    disk.put(OWNER, encode({ pid: process.pid, began: processOf(process.pid).began, since: new Date() }));
  });
}

/** The number of the process that uses the data; null when none does. */
export function ownerOf(disk: Disk): number | null {
  const bytes = disk.get(OWNER);
  const { pid, began }: Record<string, unknown> = bytes ? decode(bytes) : {};
  const holder = toSafeInteger(pid);
  return holder !== null && isAlive(holder) && processOf(holder).began === began ? holder : null;
}

/** Gives the data up, as the last thing before it is closed. */
export function disown(disk: Disk): void {
  disk.writeNow(() => disk.remove(OWNER));
}

/** The error of a second start on the same folder. */
export function inUse(folder: string, holder: number | null): Error {
  return new Error(
    `The data folder ${folder} is in use by another running store${holder === null ? "" : ` (process ${holder})`}. Stop that one first, or choose another folder`,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"; // it is there, and someone else's
  }
  return !processOf(pid).ended;
}

interface ProcessRecord {
  /** When it began, as the system says it: tells it from a later one with the same number. Empty where it cannot be asked. */
  readonly began: string;
  /** It holds nothing any more and only waits for its parent to take note of its end (a zombie); some containers never do. */
  readonly ended: boolean;
}

function processOf(pid: number): ProcessRecord {
  try {
    if (process.platform === "linux") {
      const [state, ...rest] = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      return { began: rest[18] ?? "", ended: state === "Z" || state === "X" };
    }
    const [state = "", ...began] = execFileSync("ps", ["-o", "state=,lstart=", "-p", String(pid)], { encoding: "utf8" })
      .trim()
      .split(/\s+/);
    return { began: began.join(" "), ended: state.startsWith("Z") };
  } catch {
    return { began: "", ended: false }; // it cannot be asked: the number alone decides
  }
}
