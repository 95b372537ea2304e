/** Shows how commands answer: help, wrong usage, refusals, and work on data that no house holds, by running them as processes. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { commandLine, lastJson } from "./commandLine.ts";

const SAMPLE = fileURLToPath(new URL("../samples/CW190001MPC_000.V21", import.meta.url));
let folder: string;
let tutti: ReturnType<typeof commandLine>["run"];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-cli-"));
  tutti = commandLine(folder).run;
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe("tutti", () => {
  test("lists its commands, and each one's help", async () => {
    const list = await tutti("--help");
    expect(list.code).toBe(0);
    for (const name of [
      "start",
      "token",
      "import cwr",
      "import usage",
      "import parties",
      "distribute",
      "export crd",
      "compose",
      "generate",
      "serve",
      "gateway",
      "store",
    ])
      expect(list.stdout).toContain(`  ${name} `);
    expect((await tutti("import", "cwr", "--help")).stdout).toContain("--dry-run");
    expect((await tutti("import", "cwr", "--help")).stdout).toMatch(/--strict +give every rule its official effect/);
  });

  test("has every command in the README's table as its own help says it, in the same order", async () => {
    const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
    const [, table = ""] = /^\| `npm run -s tutti -- …`.*\n\|[- |]+\n((?:\|.*\n)+)/m.exec(readme) ?? [];
    const rows = [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, row = ""]) => row.replaceAll("\\|", "|"));
    const names = [...(await tutti("--help")).stdout.matchAll(/^ {2}(\S+(?: \S+)?) {2,}/gm)].map(([, name = ""]) => name);
    const usages = await Promise.all(
      names.filter((name) => name !== "start").map(async (name) => (await tutti(...name.split(" "), "--help")).stdout.split("\n")[0]),
    );
    expect(rows.map((row) => `tutti ${row} [--json]`)).toEqual(usages);
  }, 60_000);

  test.each<[string, readonly string[], RegExp]>([
    ["an unknown command", ["fly"], /"fly" is no command/],
    ["an unknown option", ["distribute", "--quickly"], /--quickly/],
    ["a missing option", ["token", "--society", "052"], /--role is missing/],
    ["a role that is none", ["token", "--society", "052", "--role", "king"], /--role king: one of society/],
    ["a node of nobody", ["serve", "node"], /--society is missing/],
    ["a node of a society that is none", ["serve", "node", "--society", "998"], /998.*no such society/],
    ["a part of one society", ["serve", "works", "--society", "119"], /--society is for a node/],
    ["a society that is none", ["token", "--society", "998", "--role", "steward"], /998/],
    ["a missing file name", ["import", "cwr"], /takes 1 argument/],
    ["a number out of bounds", ["generate", "--works", "0"], /from 1 to/],
  ])("wrong usage: %s", async (_what, args, message) => {
    const ended = await tutti(...args);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(message);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });

  test("prints one token, signed with a key that stays", async () => {
    const [one, other] = [
      await tutti("token", "--society", "052", "--role", "steward"),
      await tutti("token", "--society", "CAVCA", "--role", "society"),
    ];
    for (const { code, stdout } of [one, other]) expect([code, /^[\w-]+\.[\w-]+\.[\w-]+\n$/.test(stdout)]).toEqual([0, true]);
  });

  test("refuses a missing file in a sentence, with --json as an object too", async () => {
    const ended = await tutti("import", "cwr", join(folder, "nothing.V21"), "--json");
    expect(ended.code).toBe(1);
    expect(lastJson(ended)["problems"]).toMatchObject([{ code: "FILE_NOT_FOUND" }]);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });

  test("imports into data that no house holds: a dry run stores nothing, the real one does, and a second one replays", async () => {
    const dry = lastJson(await tutti("import", "cwr", SAMPLE, "--society", "052", "--dry-run", "--json"));
    const ack = join(folder, "sample.ack");
    const real = await tutti("import", "cwr", SAMPLE, "--society", "052", "--ack", ack, "--json");
    const again = lastJson(await tutti("import", "cwr", SAMPLE, "--society", "052", "--json"));
    const counts = { transactions: 100, accepted: 97, rejected: 3 };
    expect(dry).toMatchObject({ ...counts, works: { created: 97 } });
    expect(lastJson(real)).toMatchObject({ ...counts, replayed: false, works: { created: 97 } });
    expect(again).toMatchObject({ ...counts, replayed: true, works: { created: 0, updated: 0, unchanged: 97 } });
    expect((await readFile(ack, "latin1")).split("\r\n").filter((line) => line.startsWith("ACK"))).toHaveLength(100);
  }, 120_000);

  test("distributes the demonstration's usage once; a second time there is nothing to distribute", async () => {
    const first = await tutti("distribute", "--json");
    expect(first.code).toBe(0);
    expect(lastJson(first)["totals"]).toMatchObject([{ currency: "CNY" }]);
    const second = await tutti("distribute", "--json");
    expect([second.code, (lastJson(second)["problems"] as unknown[]).length > 0]).toEqual([1, true]);
  }, 120_000);
});
