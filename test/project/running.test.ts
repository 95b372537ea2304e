/** Shows that docs/running.md names every variable that the house reads, with its default, and every answer's code exists in the code. */
import { describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { ENVIRONMENT_VARIABLES, readEnvironment } from "../../subgraphs/kit/environment.ts";

const root = new URL("../../", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, root), "utf8");
const document = read("docs/running.md");

describe("docs/running.md", () => {
  const rows = [...document.matchAll(/^\| `([A-Z_]+)` +\| (?:`([^`]*)`|unset) +\|/gm)].map(
    ([, name = "", value]) => [name, value] as const,
  );

  test("lists the variables that the house reads, and no other", () => {
    expect(rows.map(([name]) => name).sort()).toEqual([...ENVIRONMENT_VARIABLES].sort());
  });

  test("states defaults that change nothing when they are set", () => {
    const defaults = Object.fromEntries(rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
    expect(Object.keys(defaults).sort()).toEqual([
      ...[
        "EXECUTOR",
        "HOST",
        "LOG_LEVEL",
        "PORT",
        "TUTTI_CONFLICT_AGREEMENT_DAYS",
        "TUTTI_CONFLICT_ANSWER_DAYS",
        "TUTTI_COST_LIMIT",
        "TUTTI_COST_PER_MINUTE",
        "TUTTI_DATA",
        "TUTTI_DEADLINE_SECONDS",
      ],
    ]);
    expect(readEnvironment(defaults)).toEqual(readEnvironment({}));
  });

  test("promises only codes that the code knows", () => {
    const sources = ["gateway", "subgraphs/kit"].flatMap((folder) =>
      readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" }).flatMap((name) =>
        name.endsWith(".ts") ? [read(`${folder}/${name}`)] : [],
      ),
    );
    const codes = [...new Set([...document.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].flatMap(([, code]) => code ?? []))];
    const unknown = codes.filter((code) => !ENVIRONMENT_VARIABLES.includes(code) && !sources.some((text) => text.includes(`"${code}"`)));
    expect(unknown).toEqual([]);
    expect(codes.length).toBeGreaterThan(8);
  });
});
