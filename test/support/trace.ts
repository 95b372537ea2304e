import { execFileSync } from "node:child_process";

/** The calls that matter: opening, writing, and making durable. */
const CALLS = "openat,write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,fsync,fdatasync,msync,sync_file_range";
const WRITES = new Set(["write", "writev", "pwrite64", "pwritev", "pwritev2", "sendto", "sendmsg"]);
const SYNCS = new Set(["fsync", "fdatasync", "msync"]);

/** One system call: the lines of the trace at which it began and ended. */
export interface Call {
  readonly name: string;
  readonly text: string;
  readonly begin: number;
  readonly end: number;
}

/** `strace` with what it needs to say, before the program. */
export function traceTo(file: string): readonly string[] {
  return ["strace", "-f", "-y", "-s", "65536", "-e", `trace=${CALLS}`, "-o", file];
}

/** Why no program can be traced here; null when one can. */
export function noTrace(): string | null {
  try {
    execFileSync("strace", ["-f", "-y", "-o", "/dev/null", "-e", `trace=${CALLS}`, "true"], { stdio: ["ignore", "ignore", "pipe"] });
    return null;
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  }
}

/** Reads what `strace -f -y` wrote; calls of several threads are cut into an unfinished and a resumed line. */
export function parseTrace(trace: string): Call[] {
  const calls: Call[] = [];
  const open = new Map<string, { begin: number; name: string; text: string }>();
  for (const [line, full] of trace.split("\n").entries()) {
    const [, thread = "", text = ""] = /^(\d+) +(.*)$/.exec(full) ?? [];
    const resumed = /^<\.\.\. (\w+) resumed>(.*)$/.exec(text);
    const begun = resumed ? open.get(thread) : undefined;
    if (begun) calls.push({ ...begun, text: begun.text + (resumed?.[2] ?? ""), end: line });
    if (resumed) open.delete(thread);
    const name = /^(\w+)\(/.exec(text)?.[1];
    if (name === undefined) continue;
    const unfinished = / <unfinished \.\.\.>$/;
    if (unfinished.test(text)) open.set(thread, { begin: line, name, text: text.replace(unfinished, "") });
    else calls.push({ name, text, begin: line, end: line });
  }
  return calls.sort((a, b) => a.begin - b.begin);
}

interface Descriptor {
  readonly fd: string;
  readonly path: string;
}

function descriptorOf({ text }: Call): Descriptor | null {
  const [, fd, path] = /^\w+\((\d+)<([^>]*)>/.exec(text) ?? [];
  return fd === undefined || path === undefined ? null : { fd, path };
}

/** What a trace says of a store's commits. */
export class CommitTrace {
  /** The writes of the data file; `synced` ones go through a descriptor that makes them durable before they return. */
  readonly #data: (Call & { readonly synced: boolean })[] = [];
  readonly #syncs: Call[] = [];
  /** The answers on sockets, in order. */
  readonly answers: readonly Call[];

  /** How often the data file was synced. */
  get syncs(): number {
    return this.#syncs.length;
  }

  constructor(calls: readonly Call[]) {
    const answers: Call[] = [];
    const synced = new Set<string>();
    for (const call of calls) {
      if (call.name === "openat") noteOpening(call, synced);
      const descriptor = descriptorOf(call);
      if (!descriptor) continue;
      const isData = descriptor.path.endsWith("/data.mdb");
      if (WRITES.has(call.name) && isData) this.#data.push({ ...call, synced: synced.has(descriptor.fd) });
      else if (SYNCS.has(call.name) && isData) this.#syncs.push(call);
      else if (WRITES.has(call.name) && isClient(descriptor)) answers.push(call);
    }
    this.answers = answers;
  }

  /**
   * What is wrong with answers that were given one after another to one client: before each, the data file is written, and everything written to it
   * is durable before the answer begins.
   */
  faultsInTurn(answers: readonly Call[]): string[] {
    return answers.flatMap((answer, i) => {
      const after = i === 0 ? -1 : (answers[i - 1]?.begin ?? -1);
      const written = this.#data.filter(({ begin, end }) => begin > after && end < answer.begin);
      if (written.length === 0) return [`answer ${i}: nothing was written to the data file before it`];
      const loose = written.filter((write) => this.#durable(write, answer.begin) === null);
      return loose.length === 0
        ? []
        : [`answer ${i}: ${loose.length} of ${written.length} writes of the data file were not synced before it`];
    });
  }

  /**
   * What is wrong with answers to several clients, whose writes share commits. Each answer repeats the mark that its document has: the first write of
   * the data file with that mark is durable before the answer begins, and so is a later write, that of the page that makes the commit valid.
   */
  faultsByMark(marks: readonly string[]): string[] {
    return marks.flatMap((mark) => {
      const answer = this.answers.find(({ text }) => text.includes(mark));
      if (!answer) return [`${mark}: was not answered`];
      const write = this.#data.find(({ text, end }) => text.includes(mark) && end < answer.begin);
      if (!write) return [`${mark}: was answered before it was written`];
      const durable = this.#durable(write, answer.begin);
      if (durable === null) return [`${mark}: was answered before it was synced`];
      const valid = this.#data.some(
        (later) => later !== write && later.begin > durable && later.end < answer.begin && this.#durable(later, answer.begin) !== null,
      );
      return valid ? [] : [`${mark}: was answered before the commit was made valid`];
    });
  }

  /** Where in the trace a write is durable, when that is before `limit`. */
  #durable(write: Call & { readonly synced: boolean }, limit: number): number | null {
    if (write.synced) return write.end;
    return this.#syncs.find(({ begin, end }) => begin > write.end && end < limit)?.end ?? null;
  }
}

/** Standard output is a socket too when another program reads it. */
function isClient({ fd, path }: Descriptor): boolean {
  return Number(fd) > 2 && /^(socket|UNIX)/.test(path);
}

/** Notes the descriptors that are opened for durable writes; a number that is opened again means the new file. */
function noteOpening({ text }: Call, synced: Set<string>): void {
  const fd = /= (\d+)</.exec(text)?.[1];
  if (fd === undefined) return;
  if (/O_D?SYNC/.test(text)) synced.add(fd);
  else synced.delete(fd);
}
