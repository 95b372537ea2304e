/** Run as a process of its own: parses and checks so many copies of a block of CWR, and prints the resident memory at the first and at its peak, in bytes. */
import { readFileSync } from "node:fs";
import { checkTransaction } from "../../subgraphs/domain/formats/cwr/check.ts";
import { CwrReader } from "../../subgraphs/domain/formats/cwr/read.ts";
import type { LocalDate } from "../../subgraphs/domain/period.ts";

const [headFile = "", blockFile = "", blocks = "1", day = ""] = process.argv.slice(2);
const CHUNK_BYTES = 65_536;
const reader = new CwrReader();

function parse(bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    for (const event of reader.push(bytes.subarray(from, from + CHUNK_BYTES))) {
      if (event.kind === "transaction") checkTransaction(event.transaction, { on: day as LocalDate });
    }
  }
}

const block = readFileSync(blockFile);
parse(readFileSync(headFile));
parse(block);
const first = process.memoryUsage().rss;
let peak = first;
for (let at = 1; at < Number(blocks); at += 1) {
  parse(block);
  peak = Math.max(peak, process.memoryUsage().rss);
}
process.stdout.write(JSON.stringify({ first, peak }));
