import { constants, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startHouse } from "../../gateway/house.ts";
import type { House } from "../../gateway/house.ts";
import type { Parts } from "../../gateway/parts.ts";
import { HOMES, inventCast, inventWork } from "../../seed/catalogue.ts";
import type { InventedWork } from "../../seed/catalogue.ts";
import { seeded } from "../../seed/random.ts";
import { registrationFile } from "../../seed/registrations.ts";
import { invariant } from "../../subgraphs/domain/invariant.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { loadKeys } from "../../subgraphs/kit/keys.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import { HouseUser } from "../../test/support/houseUser.ts";
import { openGeneratedFolder } from "./generatedFolder.ts";

const SEED = 11;
const WORKS_A_FILE = 1_000;
const CREATED_AT = "2026-01-05T08:00:00.000Z";

/** A house with the demonstration's parties, mandates, tariffs and licences, and so many generated works. */
export interface GeneratedHouse {
  readonly parts: Parts;
  readonly user: HouseUser;
  readonly dataFolder: string;
  close(): Promise<void>;
}

/**
 * Opens such a house for a benchmark that writes. In a full run the store is generated once and every run works on a copy of it, so that
 * each finds the same.
 */
export async function openGeneratedHouse({ works, full }: { readonly works: number; readonly full: boolean }): Promise<GeneratedHouse> {
  const generated = await openGeneratedFolder<number>({ bench: "house", seed: SEED, size: works, full });
  if (generated.facts === null) {
    const house = await open(generated.path);
    try {
      await load(partsOf(house), works);
    } finally {
      await house.stop();
    }
    await generated.generated(works);
  }
  const path = full ? await copyOf(generated.path) : generated.path;
  const remove = async (): Promise<void> => {
    if (full) await rm(path, { recursive: true, force: true });
    await generated.close();
  };
  try {
    const house = await open(path);
    const close = async (): Promise<void> => {
      await house.stop();
      await remove();
    };
    return {
      parts: partsOf(house),
      user: new HouseUser({ url: house.url, keys: await loadKeys({ dataFolder: path }) }),
      dataFolder: path,
      close,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The works of such a house from an index on: the same in every run. */
export function generatedWorks(works: number, [from, until]: readonly [number, number]): InventedWork[] {
  const cast = castOf(works);
  return Array.from({ length: until - from }, (_, at) => inventWork(from + at, { seed: SEED, cast, series: "BENCH" }));
}

function castOf(works: number): ReturnType<typeof inventCast> {
  return inventCast(seeded(SEED), Math.max(3, Math.min(2_000, Math.ceil(works / 40))));
}

async function load(parts: Parts, works: number): Promise<void> {
  for (let from = 0; from < works; from += WORKS_A_FILE) {
    const batch = generatedWorks(works, [from, Math.min(works, from + WORKS_A_FILE)]);
    for (const society of Object.keys(HOMES)) {
      const own = batch.filter(({ home }) => home.society === society);
      if (own.length === 0) continue;
      const bytes = registrationFile(own, { society, name: `BENCHMARK ${society}`, createdAt: CREATED_AT });
      await parts.works.loadInBulk(bytes, society);
    }
  }
}

async function open(dataFolder: string): Promise<House> {
  const environment = requireOk(readEnvironment({ PORT: "0", TUTTI_DATA: dataFolder, LOG_LEVEL: "silent" }));
  const house = await startHouse({ environment });
  await house.ready;
  return house;
}

function partsOf({ parts }: House): Parts {
  invariant(parts !== null, "a house over a data folder has its subgraphs");
  return parts;
}

async function copyOf(path: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "tutti-bench-"));
  await cp(path, copy, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return copy;
}
