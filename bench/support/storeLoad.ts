/** Run as a process of its own: loads so many rows into a collection of a store, four batches on their way at once, and prints the seconds that took. */
import { BATCH, connectRows, makeBatch } from "./storeRows.ts";

const [uri = "", collection = "", from = "0", count = "0"] = process.argv.slice(2);
const WRITERS = 4;
const client = await connectRows(uri);
const rows = client.rows(collection);
await rows.createIndexes();
const began = performance.now();
let next = Number(from);
const end = next + Number(count);
await Promise.all(
  Array.from({ length: WRITERS }, async () => {
    while (next < end) {
      const batch = makeBatch(next);
      next += BATCH;
      await rows.insertMany(batch, { lean: true });
    }
  }),
);
process.stdout.write(String((performance.now() - began) / 1_000));
await client.close();
