/** npm run test:crash -- --kills 200 --seed 1: the store is killed so often while clients write; prints what it did, and what was lost. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { crashLoop } from "./crashLoop.ts";
import type { CrashFigures } from "./crashLoop.ts";

const { values } = parseArgs({
  options: { kills: { type: "string", default: "200" }, seed: { type: "string", default: String(Date.now() % 1_000_000) } },
});
const [kills, seed] = [Number(values.kills), Number(values.seed)];
const folder = mkdtempSync(join(tmpdir(), "tutti-crash-"));
const began = performance.now();

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const seconds = (): string => ((performance.now() - began) / 1_000).toFixed(0);
const progress = ({ kills: done, acknowledged, verifiedEntries }: CrashFigures): void => {
  if (done % 20 === 0)
    say(`${done} kills, ${acknowledged} commands acknowledged, ${verifiedEntries} index entries verified, ${seconds()} s`);
};

say(`${kills} kills with seed ${seed}`);
try {
  const { shared, ...figures } = await crashLoop({ folder, kills, seed, progress });
  for (const [name, count] of Object.entries(figures)) say(`${name.padEnd(18)} ${count}`);
  say(`sharedTransactions ${shared.transactions}\nsharedBulks        ${shared.bulks}\nseconds            ${seconds()}\nnothing was lost`);
  rmSync(folder, { recursive: true, force: true });
} catch (error) {
  say(`${error instanceof Error ? error.message : String(error)}\nThe data are left in ${folder}`);
  process.exitCode = 1;
}
