import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { growingCatalogue, HOMES } from "../seed/catalogue.ts";
import { registrationFile } from "../seed/registrations.ts";
import { CommandRefused, numberOption } from "./command.ts";
import type { Call, Command } from "./command.ts";
import { openHouse } from "./houseClient.ts";
import type { HouseClient } from "./houseClient.ts";

/** Works of one file: a cut run goes on at the file that it broke off in. */
const WORKS_A_FILE = 1_000;
/** Every file says that it was written then, so that the same file comes again byte for byte. */
const CREATED_AT = "2026-01-05T08:00:00.000Z";

/** `tutti generate`: a repeatable synthetic catalogue of any size. */
export const generate: Command = {
  name: "generate",
  summary: "fill the store with a repeatable synthetic catalogue",
  usage: "--works 100000 [--seed 7]",
  help: `--works  how many, 1 to 5,000,000
--seed   which catalogue (default 7): the same seed gives the same works, and more of them begin with
         those of a smaller number
The works enter as CWR files of ${WORKS_A_FILE} works: in bulk where no house runs, like anybody\'s where one does. What was loaded
before is passed over, so an interrupted run goes on, and a larger catalogue adds to a smaller one.`,
  options: { works: { type: "string" }, seed: { type: "string" } },
  positionals: 0,
  async run(call) {
    const works = numberOption(call, "works", { least: 1, most: 5_000_000, otherwise: 1_000 });
    const seed = numberOption(call, "seed", { least: 0, most: 999_999, otherwise: 7 });
    const folder = await mkdtemp(join(tmpdir(), "tutti-generate-"));
    const house = await openHouse(call.environment, { role: "admin", society: null });
    try {
      const counts = await fill(house, { works, seed, folder, call });
      if (call.json) call.output.json({ works, seed, ...counts });
      else call.output.print(`${works} works of seed ${seed}: ${counts.created} created, ${counts.unchanged} there before.`);
      return 0;
    } finally {
      await house.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

interface Fill {
  readonly works: number;
  readonly seed: number;
  readonly folder: string;
  readonly call: Call;
}

async function fill(house: HouseClient, { works, seed, folder, call }: Fill): Promise<{ created: number; unchanged: number }> {
  const workAt = growingCatalogue(seed);
  let [created, done] = [0, 0];
  for (let from = 0; from < works; from += WORKS_A_FILE) {
    const batch = Array.from({ length: Math.min(WORKS_A_FILE, works - from) }, (_, at) => workAt(from + at));
    for (const society of Object.keys(HOMES)) {
      const own = batch.filter(({ home }) => home.society === society);
      if (own.length === 0) continue;
      const bytes = registrationFile(own, { society, name: `SYNTHETIC ${society}`, createdAt: CREATED_AT });
      created += house.parts === null ? await send(house, { bytes, society, folder }) : await house.parts.works.loadInBulk(bytes, society);
      done += own.length;
      call.output.say(`${done} of ${works}`);
    }
  }
  return { created, unchanged: works - created };
}

/** To a running house the files go like anybody's: its own process alone may write past the desk. */
async function send(
  house: HouseClient,
  file: { readonly bytes: Uint8Array; readonly society: string; readonly folder: string },
): Promise<number> {
  const path = join(file.folder, `${file.society}.V22`);
  await writeFile(path, file.bytes);
  const job = await house.finished(await house.upload(path, `/files/cwr?society=${file.society}`), () => undefined);
  if (job.state !== "DONE" || job.result === null) throw new CommandRefused("A generated file was refused.", job.problems);
  return (JSON.parse(job.result) as { works: { created: number } }).works.created;
}
