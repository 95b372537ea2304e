/** npm run test:import -- --kills 100 --seed 1 --works 2000: the house is killed so often in the middle of CWR imports; prints what it did, and what differed. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { importLoop } from "./importLoop.ts";
import type { ImportFigures } from "./importLoop.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "50" },
    works: { type: "string", default: "2000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const [kills, works, seed] = [Number(values.kills), Number(values.works), Number(values.seed)];
const folder = mkdtempSync(join(tmpdir(), "tutti-import-"));
const began = performance.now();
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const seconds = (): string => ((performance.now() - began) / 1_000).toFixed(0);
const progress = ({ imports, kills: done, batchesPassedOver }: ImportFigures): void => {
  if (imports % 10 === 0) say(`${imports} imports, ${done} kills, ${batchesPassedOver} batches passed over, ${seconds()} s`);
};

say(`${kills} kills with seed ${seed}, ${works} works a file`);
try {
  const figures = await importLoop({ folder, kills, seed, works, sendsAgain: true, progress });
  for (const [name, count] of Object.entries(figures)) say(`${name.padEnd(18)} ${count}`);
  say(`seconds            ${seconds()}\nevery import left behind what an undisturbed one does`);
  rmSync(folder, { recursive: true, force: true });
} catch (error) {
  say(`${error instanceof Error ? error.message : String(error)}\nThe data are left in ${folder}`);
  process.exitCode = 1;
}
