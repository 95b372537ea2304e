/** Shows that a newcomer gets what docs/walkthrough.md says: its commands run in one shell against a house, their answers are compared. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startHouse } from "../../gateway/house.ts";
import type { House } from "../../gateway/house.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import { rivalFile } from "../support/rivalFile.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const DOCUMENT = readFileSync(join(ROOT, "docs/walkthrough.md"), "utf8");
/** Each block of commands, with the answer that stands under it, if any. */
const STEPS = [...DOCUMENT.matchAll(/```sh\n([\s\S]*?)```(?:\n\n```text\n([\s\S]*?)```)?/g)].map(([, commands = "", answer = ""]) => ({
  commands,
  answer,
}));
const MARK = "--- end of step ---";

let folder: string;
let house: House;
let answers: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tutti-walk-"));
  house = await startHouse({
    environment: requireOk(readEnvironment({ PORT: "0", TUTTI_DATA: join(folder, "data"), LOG_LEVEL: "silent" })),
  });
  await house.ready;
  answers = (await shell(STEPS.map(({ commands }) => `${commands}\necho; echo '${MARK}'`).join("\n"))).split(`${MARK}\n`);
}, 240_000);
afterAll(async () => {
  await house.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs commands as typed, in a folder that looks like the project's and takes the files they write. */
async function shell(commands: string): Promise<string> {
  const place = join(folder, "project");
  for (const name of ["docs", "test/samples", "scripts", "package.json", "package-lock.json"])
    cpSync(join(ROOT, name), join(place, name), { recursive: true });
  for (const name of ["node_modules", "tutti.ts", "cli", "gateway", "schema", "seed", "subgraphs"])
    symlinkSync(join(ROOT, name), join(place, name));
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], TUTTI_DATA: join(folder, "data"), PORT: new URL(house.url).port };
  const child = spawn("bash", ["-eu", "-c", `exec 2>&1\n${commands}`], { cwd: place, env, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  const code = await new Promise((done) => child.once("close", done));
  expect([code, said]).toEqual([0, expect.any(String)]);
  return said;
}

/** Whether an answer is what the document says: line by line, where … is whatever comes, also over several lines. */
function pattern(answer: string): RegExp {
  const quoted = answer
    .trim()
    .split("…")
    .map((text) =>
      text
        .split("\n")
        .map((line) => line.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
        .join("\\s*"),
    );
  return new RegExp(`^\\s*${quoted.join("[\\s\\S]*?")}\\s*$`);
}

describe("the walkthrough", () => {
  test("brings the rival's file as the story makes it", () => {
    expect(Buffer.from(rivalFile()).equals(readFileSync(join(ROOT, "docs/walkthrough/rival-058.V21")))).toBe(true);
  });

  test.each(STEPS.map((step, at) => [step.commands.trim().split("\n").at(-1) ?? "", at] as const))("%s", (_commands, at) => {
    const { answer } = STEPS[at] ?? { answer: "" };
    if (answer === "") expect(answers[at]?.trim()).toBe("");
    else expect(answers[at]).toMatch(pattern(answer));
  });
});
