// Goal: a document that a crash left without a conflict is removed after its day of grace, and no other: killed at the worst moment, and begun again.
import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { fixedClock } from "../../subgraphs/kit/clock.ts";
import { workModels } from "../../subgraphs/works/model.ts";
import type { ConflictRecord } from "../../subgraphs/works/records.ts";
import { openEvidenceHouse } from "../support/evidenceHouse.ts";
import type { EvidenceHouse } from "../support/evidenceHouse.ts";
import { publisher, sketch, writer } from "./house.ts";

const CHILD = fileURLToPath(new URL("../support/evidenceChild.ts", import.meta.url));
const HOUR = 3_600_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-evidence-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const clock = fixedClock(new Date());
const files = async (): Promise<string[]> => (await readdir(join(folder, "evidence"))).sort();

const open = async (): Promise<EvidenceHouse> => await openEvidenceHouse(folder, { clock });

async function killedWhileSending(conflict: string): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, ["--import", "tsx", CHILD, folder, conflict], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { PATH: process.env["PATH"] ?? "" },
  });
  return await new Promise((resolve) => child.once("exit", (_, signal) => resolve(signal)));
}

const namesOf = async ({ foundation }: EvidenceHouse): Promise<string[]> => {
  const conflicts = await workModels(foundation.connection).conflicts.find({}).lean<ConflictRecord[]>();
  return conflicts.flatMap(({ evidence }) => evidence.flatMap(({ file }) => file?.name ?? []));
};

describe("documents that nothing names", () => {
  let conflict: string;
  let kept: string;
  let house: EvidenceHouse;
  afterAll(async () => {
    await house.stop();
  });

  it("are left by a kill between their arrival and their job, beside those that conflicts name", async () => {
    const first = await open();
    const [made] = await first.works.recordStatements([
      sketch({ from: "SO:052", to: "119", claims: [writer("50"), publisher("A", "50")] }),
    ]);
    const rival = sketch({ from: "SO:058", number: "Z1", title: "", claims: [publisher("Z", "50")] });
    await first.works.recordStatements([{ ...rival, workId: made?.workId ?? "" }]);
    conflict = (await workModels(first.foundation.connection).conflicts.findOne({}).lean())?._id ?? "";
    await first.sendEvidence(conflict);
    await first.foundation.jobs.drain();
    kept = (await namesOf(first))[0] ?? "";
    await first.stop();
    expect(await files()).toEqual([kept]);
    expect(await killedWhileSending(conflict)).toBe("SIGKILL");
    expect(await files()).toHaveLength(2);
    house = await open();
    expect(await namesOf(house)).toEqual([kept]);
  }, 60_000);

  it("stay for a day, because their job may be on its way, and go with the schedule's next round after it", async () => {
    await house.foundation.schedules.tick();
    expect(await files()).toHaveLength(2);
    clock.advance(25 * HOUR);
    await house.foundation.schedules.tick();
    expect(await files()).toEqual([kept]);
    expect(await namesOf(house)).toEqual([kept]);
  });

  it("are kept while a job that waits names them, and so are parts of documents only until their day has passed", async () => {
    const sent = await house.sendEvidence(conflict);
    const part = join(folder, "evidence", "evd_00000000000000000000000000");
    await writeFile(part, "%PDF-1.7");
    for (const name of await files()) {
      const old = new Date(clock.now().getTime() - 26 * HOUR);
      await utimes(join(folder, "evidence", name), old, old);
    }
    clock.advance(2 * HOUR);
    await house.foundation.schedules.tick();
    expect(await files()).toHaveLength(2);
    expect(await stat(part).catch(() => null)).toBeNull();
    // The same document of the same society is evidence once: the job takes its own copy away.
    await house.foundation.jobs.drain();
    expect(await house.foundation.jobs.find(sent)).toMatchObject({ state: "DONE", result: { replayed: true } });
    expect(await files()).toEqual([kept]);
  });

  it("are told to whoever resumes a job whose document is gone", async () => {
    await workModels(house.foundation.connection).conflicts.updateMany({}, { $set: { evidence: [] } });
    const sent = await house.sendEvidence(conflict);
    for (const name of await files()) await rm(join(folder, "evidence", name));
    await house.foundation.jobs.drain();
    expect(await house.foundation.jobs.find(sent)).toMatchObject({ state: "FAILED", problems: [{ code: "EVIDENCE_GONE" }] });
    expect(await namesOf(house)).toEqual([]);
  });
});
