import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "@jest/globals";

const script = fileURLToPath(new URL("../../scripts/licences.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tutti-licences-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });
}

function check(name: string, license: string): { status: number | null; stderr: string } {
  const lockfile = join(folder, "package-lock.json");
  writeFileSync(lockfile, JSON.stringify({ packages: { "": {}, [`node_modules/${name}`]: { version: "1.0.0", license } } }));
  return run("--lockfile", lockfile);
}

describe("The licence check", () => {
  test("finds every production package allowed and NOTICE current", () => {
    expect(run("--check")).toMatchObject({ status: 0, stderr: "" });
  });

  test.each([
    ["MIT", 0],
    ["(MIT OR GPL-3.0-only)", 0],
    ["(MIT AND BSD-3-Clause)", 0],
    ["GPL-3.0-only", 1],
    ["(MIT AND GPL-3.0-only)", 1],
    ["Elastic-2.0", 1],
    ["none stated", 1],
  ])("answers to %s with exit %d", (licence, status) => {
    expect(check("some-package", licence).status).toBe(status);
  });

  test("allows the Elastic License to the five Apollo packages by name, and names a stranger", () => {
    expect(check("@apollo/gateway", "Elastic-2.0").status).toBe(0);
    expect(check("@apollo/other", "Elastic-2.0").stderr).toContain("@apollo/other 1.0.0: Elastic-2.0 is not on the allowed list");
  });
});
