/**
 * The embedded store as a program of its own: loads, opens the data folder that its argument or a line on standard input names, prints its address,
 * and runs until it is killed. `--here` opens it in this thread; `--no-sync` too, without syncs; `--map=BYTES` bounds the data file.
 */
import { createInterface } from "node:readline";
import { openHost } from "../../subgraphs/storage/embedded/host.ts";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";

const options = process.argv.slice(2);
const noSync = options.includes("--no-sync");
const map = options.find((option) => option.startsWith("--map="))?.slice(6);
const mapBytes = map === undefined ? {} : { mapBytes: Number(map) };

const given = options.find((option) => !option.startsWith("--"));
if (given !== undefined) await run(given);
else for await (const dataFolder of createInterface({ input: process.stdin })) await run(dataFolder);

async function run(dataFolder: string): Promise<void> {
  try {
    process.stdout.write(`${await open(dataFolder)}\n`);
  } catch (error) {
    process.stdout.write(`refused: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

async function open(dataFolder: string): Promise<string> {
  if (!noSync && !options.includes("--here")) return (await startEmbeddedStore({ dataFolder, ...mapBytes })).uri("test");
  const { address } = await openHost({ dataFolder, noSync, ...mapBytes }, () => undefined);
  return `${address}/test?directConnection=true`;
}
