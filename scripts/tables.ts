/**
 * Writes the data modules of subgraphs/domain/tables from the reference tables in seed/tables:
 * `npx tsx scripts/tables.ts` writes, `--check` only says which are not current (exit code 1).
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { invariant } from "../subgraphs/domain/invariant.ts";
import { nextDay, parseLocalDate } from "../subgraphs/domain/period.ts";
import { parseTable } from "./csv.ts";
import { homeTerritory } from "./homeTerritories.ts";

type Row = Readonly<Record<string, string>>;

/** The content of every data module, by its path from the project's root. */
export function dataModules(): ReadonlyMap<string, string> {
  return new Map([
    ["subgraphs/domain/tables/territories.ts", territoriesModule()],
    ["subgraphs/domain/tables/societies.ts", societiesModule()],
    ["subgraphs/domain/tables/currencies.ts", currenciesModule()],
    ["subgraphs/domain/tables/ipiCodes.ts", ipiCodesModule()],
  ]);
}

/** The data modules that are not what the reference tables make of them. */
export function staleModules(): readonly string[] {
  return [...dataModules()].filter(([path, content]) => readText(path) !== content).map(([path]) => path);
}

function territoriesModule(): string {
  const rows = table("tis-territories.csv");
  const codes = [...new Set(rows.map((row) => tis(cell(row, "tis_n"))))].sort();
  const territories = codes.map((code) =>
    territory(
      code,
      rows.filter((row) => tis(cell(row, "tis_n")) === code),
    ),
  );
  const edges = [...table("tis-hierarchy.csv"), ...table("tis-hierarchy-additions.csv")]
    .map((row) => [
      tis(cell(row, "parent_tis_n")),
      tis(cell(row, "child_tis_n")),
      opening(cell(row, "belongs_from")),
      end(cell(row, "belongs_until")),
    ])
    .sort(byText);
  const absent = table("iso-territories-not-in-tis.csv").map((row) => [cell(row, "iso_alpha2"), cell(row, "name_en")]);
  return source(
    ["tis-territories.csv", "tis-hierarchy.csv", "tis-hierarchy-additions.csv", "tis-successions.json", "iso-territories-not-in-tis.csv"],
    [
      list("TERRITORY_ROWS", "TerritoryRow", territories, "TIS territories and groups; days are half-open, null is open."),
      list("MEMBERSHIP_ROWS", "MembershipRow", edges, "Group, member, from, until: the dated edges of the TIS graph."),
      list(
        "SUCCESSION_ROWS",
        "SuccessionRow",
        successions(),
        "Splits, merges, new names; `stated` where TIS itself names the successors, else inferred from dates.",
      ),
      list("ISO_NOT_IN_TIS", "readonly [alpha2: string, name: string]", absent, "ISO 3166 entries that TIS has no code for."),
    ],
    `import type { MembershipRow, SuccessionRow, TerritoryRow } from "./rows.ts";\n\n`,
  );
}

function territory(code: string, rows: readonly Row[]): unknown {
  const [first] = rows;
  invariant(first !== undefined, `territory ${code} has a row`);
  const names = rows
    .map((row) => ({
      from: opening(cell(row, "name_from")),
      until: end(cell(row, "name_until")),
      alpha: cell(row, "tis_a"),
      en: cell(row, "name_en"),
      fr: cell(row, "name_fr"),
      de: cell(row, "name_de"),
      es: cell(row, "name_es"),
    }))
    .sort((one, other) => ((one.from ?? "") < (other.from ?? "") ? -1 : 1));
  return {
    code,
    kind: cell(first, "type") === "COUNTRY" ? "COUNTRY" : "GROUP",
    from: opening(cell(first, "exists_from")),
    until: end(cell(first, "exists_until")),
    isoAlpha2: cell(first, "iso_current") === "Y" ? cell(first, "iso_alpha2") : null,
    names,
  };
}

interface SuccessionSource {
  readonly date: string;
  readonly kind: string;
  readonly tis_n?: number;
  readonly old?: string;
  readonly new?: string;
  readonly ended?: readonly number[];
  readonly successors?: readonly number[];
  readonly evidence: string;
}

function successions(): unknown[] {
  // Our own file, of this shape.
  const entries = JSON.parse(readText("seed/tables/tis-successions.json")) as readonly SuccessionSource[];
  return entries.map((entry) => ({
    // A rename is written as last day/first day of the new name.
    on: entry.date.split("/").at(-1),
    kind: entry.kind.toUpperCase().replaceAll("-", "_"),
    ended: (entry.ended ?? []).map((n) => tis(String(n))),
    successors: (entry.successors ?? (entry.tis_n === undefined ? [] : [entry.tis_n])).map((n) => tis(String(n))),
    oldName: entry.old ?? null,
    newName: entry.new ?? null,
    stated: !entry.evidence.includes("inferred"),
  }));
}

function societiesModule(): string {
  const territories = table("tis-territories.csv");
  const societies = table("cisac-societies.csv").map((row) => ({
    code: cell(row, "cisac_code"),
    name: cell(row, "society"),
    formerName: textOrNull(row, "former_name"),
    status: cell(row, "membership_status").replace(" society", "").toUpperCase().replace(/[ -]/g, "_"),
    mainRepertoire: textOrNull(row, "main_repertoire"),
    repertoires: cell(row, "repertoires")
      .split(/[;,|]\s*/)
      .filter((name) => name !== ""),
    founded: textOrNull(row, "foundation_year"),
    ended: textOrNull(row, "ended"),
    memberFrom: textOrNull(row, "membership_from"),
    memberUntil: textOrNull(row, "membership_ended"),
    country: textOrNull(row, "country"),
    homeTerritory: homeTerritory(row, territories),
  }));
  return source(
    ["cisac-societies.csv"],
    [list("SOCIETY_ROWS", "SocietyRow", societies, "CISAC's list of 2026-07-06; years as the list writes them.")],
    `import type { SocietyRow } from "./rows.ts";\n\n`,
  );
}

function currenciesModule(): string {
  const currencies = table("iso4217-minor-units.csv").map((row) => {
    const units = cell(row, "minor_units");
    return [cell(row, "code"), units === "" ? null : Number(units), cell(row, "name")];
  });
  return source(
    ["iso4217-minor-units.csv"],
    [
      list(
        "CURRENCY_ROWS",
        "readonly [code: string, minorUnits: number | null, name: string]",
        currencies,
        "ISO 4217, data of 2024-06-25; null: no minor unit (metals, funds).",
      ),
    ],
  );
}

function ipiCodesModule(): string {
  const codes = (name: string) =>
    table("ipi-codes.csv")
      .filter((row) => cell(row, "table") === name)
      .map((row) => [cell(row, "code"), cell(row, "label")]);
  const pair = "readonly [code: string, label: string]";
  return source(
    ["ipi-codes.csv"],
    [
      `/** English labels of the IPI rights. */\nexport const IPI_RIGHT_LABELS = {\n${codes("right")
        .map(([code, label]) => `  ${code}: ${JSON.stringify(label)},\n`)
        .join("")}};\n`,
      list("IPI_ROLE_ROWS", pair, codes("role"), "IPI roles, as agreements name them: not the roles of CWR."),
      list("CREATION_CLASS_ROWS", pair, codes("creation_class"), "IPI creation classes."),
    ],
  );
}

function source(tables: readonly string[], parts: readonly string[], head = ""): string {
  return `// Generated by scripts/tables.ts from ${tables.map((name) => `seed/tables/${name}`).join(", ")}. Do not edit.\n${head}${parts.join("\n")}`;
}

function list(name: string, type: string, ...[rows, comment]: [readonly unknown[], string]): string {
  const element = type.startsWith("readonly") ? `(${type})` : type;
  const lines = rows.map((row) => `  ${JSON.stringify(row)},\n`).join("");
  return `/** ${comment} */\n// prettier-ignore\nexport const ${name}: readonly ${element}[] = [\n${lines}];\n`;
}

function table(name: string): readonly Row[] {
  return parseTable(readText(`seed/tables/${name}`));
}

function cell(row: Row, column: string): string {
  const value = row[column];
  invariant(value !== undefined, `the table has a column ${column}`);
  return value;
}

function textOrNull(row: Row, column: string): string | null {
  const value = cell(row, column).trim();
  return value === "" ? null : value;
}

function tis(number: string): string {
  return number.padStart(4, "0");
}

/** The tables write 1000-01-01 for "as far back as one asks". */
function opening(day: string): string | null {
  return day === "1000-01-01" ? null : known(day);
}

/** The tables' ends are the last day (inclusive), 3999-12-31 for none; ours are the first day after. */
function end(lastDay: string): string | null {
  return lastDay === "3999-12-31" ? null : nextDay(known(lastDay));
}

function known(day: string) {
  const parsed = parseLocalDate(day);
  invariant(parsed !== null, `the table has days such as 2026-01-31, not ${day}`);
  return parsed;
}

function byText(one: readonly unknown[], other: readonly unknown[]): number {
  const [left, right] = [JSON.stringify(one), JSON.stringify(other)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function readText(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
}

function main(check: boolean): void {
  if (check) {
    const stale = staleModules();
    for (const path of stale) console.error(`${path} is not current: run npx tsx scripts/tables.ts`);
    process.exitCode = stale.length === 0 ? 0 : 1;
    return;
  }
  for (const [path, content] of dataModules()) writeFileSync(new URL(`../${path}`, import.meta.url), content);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.includes("--check"));
