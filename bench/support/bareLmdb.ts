/** LMDB and nothing else: the very keys and values of the store, one transaction and one sync a batch. */
import { deserialize } from "bson";
import type { RootDatabase } from "lmdb";
import { open } from "lmdb";
import type { Row } from "./storeRows.ts";
import { entriesOf } from "./storeRows.ts";
import { KeyWriter } from "../../subgraphs/storage/embedded/values/keys.ts";

export type Entries = readonly (readonly [key: Buffer, value: Buffer])[];

export class BareLmdb {
  readonly #file: RootDatabase<Buffer, Buffer>;

  constructor(folder: string) {
    this.#file = open({
      path: folder,
      mapSize: 2 ** 38,
      overlappingSync: false,
      remapChunks: false,
      keyEncoding: "binary",
      encoding: "binary",
    });
  }

  static prepare(rows: readonly Row[]): Entries {
    return rows.flatMap(entriesOf);
  }

  /** Resolves when the batch is on disk. */
  async insert(entries: Entries): Promise<void> {
    await this.#file.childTransaction(() => {
      for (const [key, value] of entries) this.#file.putSync(key, value);
    });
  }

  find(code: string): Row {
    const id = this.#file.get(new KeyWriter().uint32(17).value(code).finish());
    const bytes = id && this.#file.get(new KeyWriter().uint32(16).raw(id).finish());
    if (!bytes) throw new Error(`There is no row of the code ${code}`);
    return deserialize(bytes) as Row;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
