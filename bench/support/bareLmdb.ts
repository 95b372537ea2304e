/** LMDB and nothing else: the very keys and values of the store, one transaction and one sync a batch. */
import { deserialize } from "bson";
import type { RootDatabase } from "lmdb";
import { open } from "lmdb";
import type { Row } from "./storeRows.ts";
import { entriesOf } from "./storeRows.ts";
import { KeyWriter } from "../../subgraphs/storage/embedded/values/keys.ts";

type Entries = readonly (readonly [key: Buffer, value: Buffer])[];

/** The number of the first collection, and how many numbers each has. */
const FIRST = 16;
const NUMBERS = 4;

/** All collections lie in one file, as the store has them. */
export class BareLmdb {
  readonly #file: RootDatabase<Buffer, Buffer>;
  readonly #names: string[] = [];

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

  prepare(collection: string, rows: readonly Row[]): Entries {
    const first = this.#numberOf(collection);
    return rows.flatMap((row) => entriesOf(row, first));
  }

  #numberOf(collection: string): number {
    if (!this.#names.includes(collection)) this.#names.push(collection);
    return FIRST + this.#names.indexOf(collection) * NUMBERS;
  }

  /** Resolves when the batch is on disk. */
  async insert(entries: Entries): Promise<void> {
    await this.#file.childTransaction(() => {
      for (const [key, value] of entries) this.#file.putSync(key, value);
    });
  }

  /** Of the first collection. */
  find(code: string): Row {
    const id = this.#file.get(
      new KeyWriter()
        .uint32(FIRST + 1)
        .value(code)
        .finish(),
    );
    const bytes = id && this.#file.get(new KeyWriter().uint32(FIRST).raw(id).finish());
    if (!bytes) throw new Error(`There is no row of the code ${code}`);
    return deserialize(bytes) as Row;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
