/**
 * Writes the record layouts of CWR 2.1 and 2.2 as code (subgraphs/domain/formats/cwr/layouts/*.ts) from
 * seed/tables/cwr-record-layouts.csv, and the code lists (lookups.ts) from seed/tables/cwr-2x-lookups.csv, so that the domain reads no file.
 * Run: npx tsx scripts/layouts.ts [--check]
 */
import { readFileSync, writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";

const TABLES = new URL("../seed/tables/", import.meta.url);
const TARGET = new URL("../subgraphs/domain/formats/cwr/", import.meta.url);

interface Row {
  readonly records: readonly string[];
  readonly number: number;
  readonly label: string;
  readonly at: number;
  readonly width: number;
  readonly format: string;
  readonly required: string;
  readonly since: string;
}

/** Which file holds which records: each stays short enough to read. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  control: ["HDR", "GRH", "GRT", "TRL", "ACK", "MSG", "AGR", "TER", "IPA", "NPA"],
  parties: ["SPU", "NPN", "SPT", "SWR", "NWN", "SWT", "PWR"],
  works: ["NWR", "ALT", "NAT", "EWT", "VER", "NET", "PER", "NPR"],
  details: ["REC", "ORN", "INS", "IND", "COM", "NOW", "ARI", "XRF"],
};

/** Records of one layout share its name: the layout of OPU is SPU. */
const COMMENTS: Readonly<Record<string, string>> = {
  control: "file and group control, acknowledgements and agreements",
  parties: "publishers, writers, and what they collect where",
  works: "works, titles and performers",
  details: "recordings, origins, instruments, components and references",
};

/** Official names that make poor property names, or differ between records that mean the same. */
const NAMES: Readonly<Record<string, string>> = {
  "Submitter Work #": "submitterWorkNumber",
  "PR Affiliation Society #": "prSociety",
  "PR Affiliation Society": "prSociety",
  "MR Affiliation Society": "mrSociety",
  "SR Affiliation Society": "srSociety",
  "PR Ownership Share": "prShare",
  "MR Ownership Share": "mrShare",
  "SR Ownership Share": "srShare",
  "PR Collection Share": "prShare",
  "MR Collection Share": "mrShare",
  "SR Collection Share": "srShare",
  "Inclusion/Exclusion Indicator": "sign",
  "TIS Numeric Code": "territory",
  "Sequence #": "sequence",
  "Publisher Sequence #": "publisherSequence",
  "Interested Party #": "partyNumber",
  "Publisher IP #": "publisherPartyNumber",
  "Writer IP #": "writerPartyNumber",
  "Publisher IPI Name #": "ipiNameNumber",
  "Publisher IPI Base Number": "ipiBaseNumber",
  "Writer IPI Name #": "ipiNameNumber",
  "Writer IPI Base Number": "ipiBaseNumber",
  "Interested Party IPI Name #": "ipiNameNumber",
  "Performing Artist IPI Name #": "ipiNameNumber",
  "Performing Artist IPI Base Number": "ipiBaseNumber",
  "Performing Artist Last Name": "lastName",
  "Performing Artist First Name": "firstName",
  "Performing Artist Name": "lastName",
  "Writer Last Name": "lastName",
  "Writer First Name": "firstName",
  "Interested Party Last Name": "lastName",
  "Interested Party Name": "lastName",
  "Interested Party Writer First Name": "firstName",
  "Writer Designation Code": "designation",
  "Musical Work Distribution Category": "category",
  "Version Number for this transaction type": "version",
  "Grand Rights Ind": "grandRights",
  "First Recording Refusal Ind": "firstRecordingRefusal",
  "USA License Ind": "usaLicense",
  "USA License Ind.": "usaLicense",
  "Year of Production AVI Key...": "yearOfProduction",
  "Special Agreements Indicator": "specialAgreements",
  "Submission/Distribution type": "submissionType",
  "Sales/Manufacture Clause": "salesManufactureClause",
};

function rowsOf(csv: string): Row[] {
  const rows: Row[] = [];
  for (const line of csv.trim().split("\n").slice(1)) {
    const [version, records = "", number, label = "", at, width, , kind = "", required = "", since = ""] = splitCsv(line);
    if (version !== "2.2") continue;
    rows.push({
      records: records.split("/"),
      number: Number(number),
      label,
      at: Number(at),
      width: Number(width),
      format: kind,
      required,
      since,
    });
  }
  return rows;
}

function splitCsv(line: string): string[] {
  return [...line.replace(/\r$/, "").matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((match) => match[2] ?? match[1] ?? "");
}

function propertyName(label: string): string {
  const known = NAMES[label];
  if (known !== undefined) return known;
  const words = label
    .replace(/#/g, " Number")
    .replace(/[^A-Za-z0-9 ]/g, " ")
    .trim()
    .split(/\s+/);
  return words.map((word, at) => (at === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())).join("");
}

const TYPES: Readonly<Record<string, string>> = {
  A: "TEXT",
  L: "TEXT",
  N: "NUMBER",
  D: "DATE",
  T: "TIME",
  B: "TEXT",
  F: "TEXT",
  O: "TEXT",
};

/** A field of format L that holds digits is right-justified and zero-filled all the same (CWR: IPI name numbers, TIS codes). */
function typeOf(row: Row): string {
  if (/Share$/.test(row.label) && row.width === 5) return "SHARE";
  if (/^(PR|MR|SR) Share$/.test(row.label)) return "SHARE";
  if (/IPI Name #$/.test(row.label) || row.label === "TIS Numeric Code") return "NUMBER";
  return TYPES[row.format] ?? "TEXT";
}

function recordCode(name: string, rows: readonly Row[]): string {
  const seen = new Map<string, number>();
  const fields = rows.map((row) => {
    let property = propertyName(row.label);
    const times = (seen.get(property) ?? 0) + 1;
    seen.set(property, times);
    if (times > 1) property = `${property}${times}`;
    const since = row.since === "2.2" ? `, "2.2"` : "";
    return `  ${property}: field(${JSON.stringify(row.label)}, ${row.at}, ${row.width}, "${typeOf(row)}", "${row.required}"${since}),`;
  });
  return `export const ${name} = layout(${JSON.stringify(name)}, {\n${fields.join("\n")}\n});\n`;
}

function layoutFile(file: string, names: readonly string[], rows: readonly Row[]): string {
  const records = names.map((name) => {
    // ORN's EIDR is printed once whole and once in two parts: the parts are kept.
    const own = rows.filter((row) => row.records.includes(name) && !(name === "ORN" && row.label === "EIDR" && row.width === 21));
    if (own.length === 0) throw new Error(`No rows for ${name}`);
    return recordCode(name, own);
  });
  const head = `/** CWR 2.1 and 2.2: ${COMMENTS[file] ?? ""}. Written by scripts/layouts.ts from seed/tables/cwr-record-layouts.csv; do not edit. */\n`;
  return `${head}import { field, layout } from "../../fixedWidth.ts";\n\n${records.join("\n")}`;
}

function lookupFile(csv: string): string {
  const tables = new Map<string, string[]>();
  for (const line of csv.trim().split("\n").slice(1)) {
    const [table = "", code = ""] = splitCsv(line);
    if (code === "") continue;
    tables.set(table, [...(tables.get(table) ?? []), code]);
  }
  const entries = [...tables].map(
    ([table, codes]) =>
      `  ${JSON.stringify(propertyName(table.replace(/\(.*/, "")))}: codes(${JSON.stringify([...new Set(codes)].sort().join(" "))}),`,
  );
  return `/** The code lists of CWR 2.1 and 2.2. Written by scripts/layouts.ts from seed/tables/cwr-2x-lookups.csv; do not edit. */
function codes(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

export const LOOKUPS = {\n${entries.join("\n")}\n} as const;\n`;
}

async function main(): Promise<void> {
  const rows = rowsOf(readFileSync(new URL("cwr-record-layouts.csv", TABLES), "utf8"));
  const files = new Map<URL, string>();
  for (const [file, names] of Object.entries(FILES)) files.set(new URL(`layouts/${file}.ts`, TARGET), layoutFile(file, names, rows));
  files.set(new URL("lookups.ts", TARGET), lookupFile(readFileSync(new URL("cwr-2x-lookups.csv", TABLES), "utf8")));
  const check = process.argv.includes("--check");
  for (const [url, code] of files) {
    const text = await format(code, { ...(await resolveConfig(url)), parser: "typescript" });
    if (!check) writeFileSync(url, text);
    else if (readFileSync(url, "utf8") !== text) {
      console.error(`${url.pathname} is stale: run npx tsx scripts/layouts.ts`);
      process.exitCode = 1;
    }
  }
}

await main();
