import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { KeysFault, loadKeys } from "../../subgraphs/kit/keys.ts";

// Shows that keys are made once, kept, closed to others, and refused when they could not protect anything.
describe("keys", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "tutti-keys-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("are made on first start and found again", async () => {
    const dataFolder = join(folder, "new", "data");
    const first = await loadKeys({ dataFolder });
    expect(first.token).toHaveLength(32);
    expect(first.internal).toHaveLength(32);
    expect(first.token).not.toEqual(first.internal);
    expect(await loadKeys({ dataFolder })).toEqual(first);
    expect(await loadKeys({ file: join(dataFolder, "keys.json") })).toEqual(first);
    expect((await stat(join(dataFolder, "keys.json"))).mode & 0o777).toBe(0o600);
    expect(await readdir(dataFolder)).toEqual(["keys.json"]);
  });

  it("that were changed are found beside the present ones", async () => {
    const file = join(folder, "keys.json");
    const [token, internal, former, formerToken] = [1, 2, 3, 4].map((byte) => Buffer.alloc(32, byte).toString("base64"));
    await writeFile(file, JSON.stringify({ token, internal, former: [former], formerTokens: [formerToken] }), { mode: 0o600 });
    expect(await loadKeys({ file })).toMatchObject({ former: [new Uint8Array(32).fill(3)], formerTokens: [new Uint8Array(32).fill(4)] });
    await writeFile(file, JSON.stringify({ token, internal, former: ["short"] }), { mode: 0o600 });
    await expect(loadKeys({ file })).rejects.toThrow(/"former" and "formerTokens" \(at most 10\)/);
  });

  it("are the same for all who start at once", async () => {
    const all = await Promise.all(Array.from({ length: 8 }, async () => await loadKeys({ dataFolder: folder })));
    for (const keys of all) expect(keys).toEqual(all[0]);
    expect(await readdir(folder)).toEqual(["keys.json"]);
  });

  it("are refused when others can read them", async () => {
    await loadKeys({ dataFolder: folder });
    await chmod(join(folder, "keys.json"), 0o640);
    await expect(loadKeys({ dataFolder: folder })).rejects.toThrow(/mode 640.*600/);
  });

  it("are not made where a mounted file is missing", async () => {
    await expect(loadKeys({ file: join(folder, "mounted.json") })).rejects.toThrow(KeysFault);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ["no JSON", "keys"],
    ["one key only", JSON.stringify({ token: Buffer.alloc(32).toString("base64") })],
    ["short keys", JSON.stringify({ token: "c2hvcnQ=", internal: "c2hvcnQx" })],
    [
      "an internal key that once signed tokens",
      JSON.stringify({
        ...{ token: Buffer.alloc(32).toString("base64"), internal: Buffer.alloc(32, 1).toString("base64") },
        formerTokens: [Buffer.alloc(32, 1).toString("base64")],
      }),
    ],
    ["one key twice", JSON.stringify({ token: Buffer.alloc(32).toString("base64"), internal: Buffer.alloc(32).toString("base64") })],
  ])("are refused when the file holds %s, and the file stays", async (_what, content) => {
    const file = join(folder, "keys.json");
    await writeFile(file, content, { mode: 0o600 });
    await expect(loadKeys({ dataFolder: folder })).rejects.toThrow(KeysFault);
    expect(await readFile(file, "utf8")).toBe(content);
  });
});
