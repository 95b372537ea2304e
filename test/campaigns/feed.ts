/** npm run test:feed -- --kills 200 --seed 1: house, follower and webhook's receiver are killed so often while works are registered; prints what was told. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { feedLoop } from "./feedLoop.ts";

const { values } = parseArgs({
  options: { kills: { type: "string", default: "100" }, seed: { type: "string", default: String(Date.now() % 1_000_000) } },
});
const [kills, seed] = [Number(values.kills), Number(values.seed)];
const folder = mkdtempSync(join(tmpdir(), "tutti-feed-"));
const began = performance.now();
const say = (text: string): void => void process.stdout.write(`${text}\n`);

say(`${kills} kills with seed ${seed}`);
try {
  const figures = await feedLoop({ folder, kills, seed });
  for (const [name, count] of Object.entries(figures)) say(`${name.padEnd(14)} ${count}`);
  say(`seconds        ${((performance.now() - began) / 1_000).toFixed(0)}\nnothing was lost, nothing was told twice`);
  rmSync(folder, { recursive: true, force: true });
} catch (error) {
  say(`${error instanceof Error ? error.message : String(error)}\nThe data are left in ${folder}`);
  process.exitCode = 1;
}
