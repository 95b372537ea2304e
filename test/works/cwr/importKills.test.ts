/** Shows that a house that is killed in the middle of an import leaves behind, in the end, what one does that nothing disturbed. */
import { expect, test } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importLoop } from "../../campaigns/importLoop.ts";

test("two kills at random while a file is imported", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tutti-import-kills-"));
  try {
    const figures = await importLoop({ folder, kills: 2, seed: 5, works: 900, sendsAgain: false });
    expect(figures.kills).toBe(2);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 400_000);
