import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createParts } from "../../gateway/parts.ts";
import { invariant } from "../../subgraphs/domain/invariant.ts";
import { systemClock } from "../../subgraphs/kit/clock.ts";
import { createLogger } from "../../subgraphs/kit/log.ts";
import { SUBGRAPH_NAMES } from "../../subgraphs/kit/subgraphName.ts";
import { openStorage } from "../../subgraphs/storage/connection.ts";
import { Disk } from "../../subgraphs/storage/embedded/engine/disk.ts";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import { decode } from "../../subgraphs/storage/embedded/values/codec.ts";

/** Where the embedded store's catalogue says which format it has (engine/catalog.ts). */
const META_KEY = Buffer.from([0, 0, 0, 0, 0]);

/**
 * The formats of everything that this release stores, such as `store1-kit1-works1-parties2-…`: what a fresh store says of itself, so that
 * a migration or a new format of the store makes another key by itself.
 */
export async function storedFormats(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tutti-bench-"));
  try {
    const parts = await partFormats(folder);
    const disk = new Disk(join(folder, "store"), { readOnly: true });
    const meta = disk.get(META_KEY);
    await disk.close();
    invariant(meta !== undefined, "a fresh store says its format");
    return [["store", Number(decode(meta)["format"])] as const, ...parts].map(([part, format]) => `${part}${format}`).join("-");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function partFormats(folder: string): Promise<ReadonlyMap<string, number>> {
  const embedded = await startEmbeddedStore({ dataFolder: folder });
  const storage = await openStorage({ uri: embedded.uri("bench"), appName: "tutti-bench" });
  try {
    await createParts({ storage, clock: systemClock, log: createLogger({ level: "silent" }), dataFolder: folder });
    const formats = new Map<string, number>();
    for (const name of SUBGRAPH_NAMES) {
      const records = await storage.database(name).collection<{ _id: string; format: number }>("meta").find({}).sort({ _id: 1 }).toArray();
      for (const { _id, format } of records) formats.set(_id, format);
    }
    return formats;
  } finally {
    await storage.close();
    await embedded.stop();
  }
}
