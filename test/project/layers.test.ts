import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { ESLint } from "eslint";

/** Shows that eslint.config.js enforces the layers: lints small texts as if they stood at a path of the project. */
const cwd = fileURLToPath(new URL("../../", import.meta.url));
const RULES =
  /^(import-x\/no-(restricted-paths|default-export)|@typescript-eslint\/no-restricted-imports|no-restricted-(properties|globals|syntax)|no-console)$/;
const eslint = new ESLint({
  cwd,
  // the texts are in no project, so no types; only the rules that need none run
  overrideConfig: [{ files: ["**/*.ts"], languageOptions: { parserOptions: { projectService: false } } }],
  ruleFilter: ({ ruleId }) => RULES.test(ruleId),
});

async function faults(filePath: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: `${cwd}${filePath}` });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const PATHS = "import-x/no-restricted-paths";
const PACKAGES = "@typescript-eslint/no-restricted-imports";

describe("The layers", () => {
  test.each([
    ["subgraphs/domain/some.ts", 'import "../kit/clock.ts";', PATHS],
    ["subgraphs/domain/some.ts", 'import "node:crypto";', PACKAGES],
    ["subgraphs/domain/some.ts", 'import "graphql";', PACKAGES],
    ["subgraphs/storage/some.ts", 'import "../kit/clock.ts";', PATHS],
    ["subgraphs/storage/some.ts", 'import "graphql";', PACKAGES],
    ["subgraphs/kit/some.ts", 'import "../parties/model.ts";', PATHS],
    ["subgraphs/kit/some.ts", 'import "../../gateway/house.ts";', PATHS],
    ["subgraphs/kit/some.ts", 'import mongoose from "mongoose";', PACKAGES],
    ["subgraphs/works/some.ts", 'import "../parties/model.ts";', PATHS],
    ["subgraphs/works/some.ts", 'import "../../gateway/house.ts";', PATHS],
    ["subgraphs/works/some.ts", 'import mongoose from "mongoose";', PACKAGES],
    ["subgraphs/works/some.ts", 'import "@apollo/subgraph";', PACKAGES],
    ["subgraphs/works/model.ts", 'import "@apollo/subgraph";', PACKAGES],
    ["subgraphs/works/index.ts", 'import mongoose from "mongoose";', PACKAGES],
    ["gateway/some.ts", 'import "../subgraphs/parties/model.ts";', PATHS],
    ["gateway/some.ts", 'import "../cli/command.ts";', PATHS],
    ["gateway/desk/some.ts", 'import "../house.ts";', PATHS],
    ["schema/some.ts", 'import "../subgraphs/kit/clock.ts";', PATHS],
    ["cli/some.ts", 'import "../subgraphs/parties/model.ts";', PATHS],
    ["cli/some.ts", 'import "@apollo/server";', PACKAGES],
  ])("forbid %s to say %s", async (path, text, rule) => {
    expect(await faults(path, text)).toContain(rule);
  });

  test.each([
    ["subgraphs/domain/some.ts", 'import "./money.ts";'],
    ["subgraphs/storage/some.ts", 'import mongoose from "mongoose"; import "../domain/money.ts"; void mongoose;'],
    [
      "subgraphs/kit/some.ts",
      'import type { Model } from "mongoose"; import "graphql"; import "../domain/money.ts"; export type M = Model<object>;',
    ],
    ["subgraphs/kit/server.ts", 'import "@apollo/server";'],
    ["subgraphs/works/model.ts", 'import mongoose from "mongoose"; void mongoose;'],
    ["subgraphs/works/index.ts", 'import "@apollo/subgraph"; import "../kit/clock.ts";'],
    ["gateway/parts.ts", 'import "../subgraphs/parties/index.ts";'],
    ["gateway/some.ts", 'import "@apollo/gateway"; import "../subgraphs/kit/clock.ts";'],
    ["schema/compose.ts", 'import "@apollo/composition";'],
  ])("let %s say %s", async (path, text) => {
    expect(await faults(path, text)).toEqual([]);
  });
});

describe("The rules of the house", () => {
  test.each([
    ["subgraphs/works/some.ts", "export const a = process.env;", "no-restricted-properties"],
    ["gateway/some.ts", "export const a = process.env;", "no-restricted-properties"],
    ["subgraphs/domain/some.ts", "export const a = Math.round(1);", "no-restricted-properties"],
    ["subgraphs/kit/environment.ts", "export const a = (1).toFixed(2);", "no-restricted-properties"],
    ["subgraphs/domain/some.ts", 'export const a = parseFloat("1");', "no-restricted-globals"],
    ["gateway/some.ts", "export default 1;", "import-x/no-default-export"],
    ["gateway/some.ts", "console.log(1);", "no-console"],
    ["test/some.test.ts", 'test.only("x", () => undefined);', "no-restricted-syntax"],
  ])("forbid %s to say %s", async (path, text, rule) => {
    expect(await faults(path, text)).toContain(rule);
  });

  test("let one module read the environment, and tools print", async () => {
    expect(await faults("subgraphs/kit/environment.ts", "export const a = process.env;")).toEqual([]);
    expect(await faults("cli/some.ts", "console.log(1);")).toEqual([]);
  });
});
