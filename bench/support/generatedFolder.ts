import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { storedFormats } from "./storedFormats.ts";

const CACHE = resolve(import.meta.dirname, "../../.cache/bench");

/** A data folder of a benchmark: thrown away after a short run, kept for the next one after a `--full` run. */
export interface GeneratedFolder<Facts> {
  readonly path: string;
  /** What the earlier run noted about the store it generated; null where it must be generated now. */
  readonly facts: Facts | null;
  /** Notes what was generated, so that the next full run finds it. */
  generated(facts: Facts): Promise<void>;
  /** Removes the folder of a short run. Call it when the store is closed. */
  close(): Promise<void>;
}

/** The folder for a store by benchmark, seed, size and stored formats; says on standard error when it was made. */
export async function openGeneratedFolder<Facts>(store: {
  readonly bench: string;
  readonly seed: number;
  readonly size: number;
  readonly full: boolean;
}): Promise<GeneratedFolder<Facts>> {
  const { bench, seed, size, full } = store;
  if (!full) {
    const path = await mkdtemp(join(tmpdir(), "tutti-bench-"));
    return {
      path,
      facts: null,
      generated: async () => await Promise.resolve(),
      close: async () => await rm(path, { recursive: true, force: true }),
    };
  }
  const path = join(CACHE, `${bench}-seed${seed}-size${size}-${await storedFormats()}`);
  const note = join(path, "made.json");
  const made = await readFile(note, "utf8").then(
    (text) => JSON.parse(text) as { madeAt: string; facts: Facts },
    () => null,
  );
  if (made === null) {
    await rm(path, { recursive: true, force: true });
    process.stderr.write(`A store is generated and kept for the next full run: ${path}\n`);
  } else process.stderr.write(`The generated store of ${made.madeAt} is used again: ${path}\n`);
  await mkdir(path, { recursive: true });
  return {
    path,
    facts: made?.facts ?? null,
    generated: async (facts) => {
      if (made === null) await writeFile(note, JSON.stringify({ madeAt: new Date().toISOString(), facts }));
    },
    close: async () => await Promise.resolve(),
  };
}
