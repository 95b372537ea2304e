import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { compose, composeSupergraph, readSubgraphs, SUBGRAPHS } from "../../schema/compose.ts";

const schema = new URL("../../schema/", import.meta.url);
let path = "";
let folder: URL;

beforeAll(async () => {
  path = await mkdtemp(join(tmpdir(), "tutti-compose-"));
  folder = pathToFileURL(`${path}/`);
  await Promise.all(SUBGRAPHS.map(({ name }) => copyFile(new URL(`${name}.graphql`, schema), new URL(`${name}.graphql`, folder))));
});
afterAll(() => rm(path, { recursive: true, force: true }));

async function run(check: boolean): Promise<{ ok: boolean; lines: string[] }> {
  const lines: string[] = [];
  const ok = await compose({ check, folder, say: (line) => lines.push(line) });
  return { ok, lines };
}

describe("tutti compose", () => {
  test("finds the committed supergraph up to date", async () => {
    expect(await compose({ check: true, say: () => undefined })).toBe(true);
  });

  test("refuses a missing supergraph, writes it, and then finds it up to date", async () => {
    expect((await run(true)).ok).toBe(false);
    expect((await run(false)).ok).toBe(true);
    expect((await run(true)).ok).toBe(true);
    expect(await readFile(new URL("supergraph.graphql", folder), "utf8")).toBe(
      await readFile(new URL("supergraph.graphql", schema), "utf8"),
    );
  });

  test("refuses a stale supergraph and names the command", async () => {
    const file = new URL("works.graphql", folder);
    await writeFile(file, `${await readFile(file, "utf8")}\n"A type of no use." type Unused { id: ID! }\n`);
    const { ok, lines } = await run(true);
    expect(ok).toBe(false);
    expect(lines.at(-1)).toMatch(/stale: run `npm run -s tutti -- compose`/);
  });
});

describe("Composition", () => {
  test("finds every type and field described alike in each subgraph that repeats it", async () => {
    const composition = composeSupergraph(await readSubgraphs());
    expect(composition.ok && composition.hints.filter((hint) => hint.startsWith("INCONSISTENT"))).toEqual([]);
  });

  test("names the subgraph of a syntax error", () => {
    const composition = composeSupergraph([{ name: "works", url: "http://works", sdl: "type Query {" }]);
    expect(composition).toEqual({ ok: false, errors: [expect.stringMatching(/^\[works\] Syntax Error/)] });
  });

  test("gives every error that the composer finds", () => {
    const works = { name: "works", url: "http://works", sdl: "type Query { a: Int }" };
    const parties = { name: "parties", url: "http://parties", sdl: "type Query { a: String }" };
    const composition = composeSupergraph([works, parties]);
    expect(composition.ok).toBe(false);
  });
});
