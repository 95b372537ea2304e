/** Shows that whoever is killed, no change and no alarm is lost and none is told twice: the house, its followers and a webhook's receiver, as the documentation writes them. */
import { expect, test } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { feedLoop } from "../campaigns/feedLoop.ts";

test("six kills at random while works are registered and licensed ones are touched", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tutti-feed-crash-"));
  try {
    const figures = await feedLoop({ folder, kills: 6, seed: 7 });
    expect(figures.houseKills).toBe(2);
    expect(figures.acknowledged).toBeGreaterThan(0);
    expect(figures.alarms).toBeGreaterThan(0);
    expect(figures.changes).toBeGreaterThanOrEqual(figures.acknowledged);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 400_000);
