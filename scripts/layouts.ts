/**
 * Writes the record layouts of CWR 2.1, 2.2 (subgraphs/domain/formats/cwr/layouts/*.ts) and 3.1 (layouts/third/*.ts) as code from
 * seed/tables/cwr-record-layouts.csv, and the code lists (lookups.ts, lookupsThird.ts) from seed/tables/cwr-2x-lookups.csv and
 * cwr-31-lookups.csv, so that the domain reads no file. Fields that mean the same in both get the same property name: by it they find each other.
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

const THIRD_FILES: typeof FILES = {
  control: ["HDR", "GRH", "GRT", "TRL", "ACK", "MSG"],
  parties: ["SPU", "NPN", "SPT", "SWR", "NWN", "SWT", "MAN", "PWR"],
  works: ["WRK", "DRW", "LIC", "EXC", "ALT", "NAT", "OWK", "NOT", "NOW", "PER", "NPR"],
  details: ["REC", "NRC", "ORN", "FTV", "INS", "IND", "ARI", "XRF"],
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

/** The names of 3.1 for fields that 2.2 has under another one, or that make poor property names. */
const THIRD_NAMES: typeof NAMES = {
  "Submitter Type": "senderType",
  "Submitter Name": "senderName",
  "Submitter Code": "senderCode",
  "Submitter IPI Name Number": "senderIpiNameNumber",
  "Group Code": "groupId",
  "Original Group Code": "originalGroupId",
  "PR Affiliation Society Number": "prSociety",
  "MR Affiliation Society Number": "mrSociety",
  "SR Affiliation Society Number": "srSociety",
  "PR Manuscript Share": "prShare",
  "MR Manuscript Share": "mrShare",
  "SR Manuscript Share": "srShare",
  "Territory Code": "territory",
  "Sequence Number": "sequence",
  "Publisher Sequence Number": "publisherSequence",
  "Publisher Role": "publisherType",
  "Writer Role": "designation",
  "Interested Party Number": "partyNumber",
  "Publisher IP Number": "publisherPartyNumber",
  "Writer IP Number": "writerPartyNumber",
  "Publisher IPI Name Number": "ipiNameNumber",
  "Writer IPI Name Number": "ipiNameNumber",
  "Performing Artist IPI Name Number": "ipiNameNumber",
  "International Standard Name Identifier": "isni",
  "First Recording Refusal Indicator": "firstRecordingRefusal",
  "USA License Indicator": "usaLicense",
  "Special Agreement Indicator": "specialAgreements",
  "Alternative Title": "alternateTitle",
  "Recording Duration": "releaseDuration",
  "Submitter Original Work Number": "submitterWorkNumber",
  "Identifier Validity": "validity",
  "Audio-Visual Number V-ISAN": "audioVisualNumber",
  "Check Digit 2 EIDR": "checkDigit2",
  "CWR_SUB Filename": "submissionFileName",
  Filename: "fileName",
};

function rowsOf(csv: string, of: string): Row[] {
  const rows: Row[] = [];
  for (const line of csv.trim().split("\n").slice(1)) {
    const [version, records = "", number, label = "", at, width, , kind = "", required = "", since = ""] = splitCsv(line);
    if (version !== of) continue;
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

/** The lists of 3.x that differ from those of 2.x and are asked; the others are the same codes. */
const THIRD_LISTS = new Set(["LanguageCode", "TextMusicRelationship", "TransactionStatus", "TransactionType", "USALicenseIndicator"]);

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
  if (/IPI Name (#|Number)$/.test(row.label) || row.label === "TIS Numeric Code" || row.label === "Territory Code") return "NUMBER";
  return TYPES[row.format] ?? "TEXT";
}

function recordCode(name: string, rows: readonly Row[]): string {
  const seen = new Map<string, number>();
  const fields = rows.map((row) => {
    let property = THIRD_NAMES[row.label] ?? propertyName(row.label);
    const times = (seen.get(property) ?? 0) + 1;
    seen.set(property, times);
    if (times > 1) property = `${property}${times}`;
    const since = row.since === "2.2" ? `, "2.2"` : "";
    return `  ${property}: field(${JSON.stringify(row.label)}, ${row.at}, ${row.width}, "${typeOf(row)}", "${row.required}"${since}),`;
  });
  return `export const ${name} = layout(${JSON.stringify(name)}, {\n${fields.join("\n")}\n});\n`;
}

interface LayoutFile {
  readonly versions: string;
  readonly file: string;
  readonly names: readonly string[];
  readonly imports: string;
}

function layoutFile({ versions, file, names, imports }: LayoutFile, rows: readonly Row[]): string {
  const records = names.map((name) => {
    // ORN's EIDR is printed once whole and once in two parts: the parts are kept.
    const own = rows.filter((row) => row.records.includes(name) && !(name === "ORN" && row.label === "EIDR" && row.width === 21));
    if (own.length === 0) throw new Error(`No rows for ${name}`);
    return recordCode(name, own);
  });
  const head = `/** CWR ${versions}: ${COMMENTS[file] ?? ""}. Written by scripts/layouts.ts from seed/tables/cwr-record-layouts.csv; do not edit. */\n`;
  return `${head}import { field, layout } from "${imports}fixedWidth.ts";\n\n${records.join("\n")}`;
}

function lookupFile(csv: string, { versions, table: source, name }: Readonly<Record<"versions" | "table" | "name", string>>): string {
  const tables = new Map<string, string[]>();
  for (const line of csv.trim().split("\n").slice(1)) {
    const [table = "", code = ""] = splitCsv(line);
    if (code === "" || (name !== "LOOKUPS" && !THIRD_LISTS.has(table))) continue;
    tables.set(table, [...(tables.get(table) ?? []), code]);
  }
  const entries = [...tables].map(
    ([table, codes]) =>
      `  ${JSON.stringify(propertyName(table.replace(/\(.*/, "").replace(/([a-z])([A-Z])|([A-Z]{2})([A-Z][a-z])/g, "$1$3 $2$4")))}: codes(${JSON.stringify([...new Set(codes)].sort().join(" "))}),`,
  );
  return `/** The code lists of CWR ${versions}. Written by scripts/layouts.ts from seed/tables/${source}; do not edit. */
function codes(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

export const ${name} = {\n${entries.join("\n")}\n} as const;\n`;
}

async function main(): Promise<void> {
  const table = (name: string): string => readFileSync(new URL(name, TABLES), "utf8");
  const [second, third] = ["2.2", "3.1"].map((version) => rowsOf(table("cwr-record-layouts.csv"), version));
  const files = new Map<string, string>();
  for (const [file, names] of Object.entries(FILES))
    files.set(`layouts/${file}.ts`, layoutFile({ versions: "2.1 and 2.2", file, names, imports: "../../" }, second ?? []));
  for (const [file, names] of Object.entries(THIRD_FILES))
    files.set(`layouts/third/${file}.ts`, layoutFile({ versions: "3.1", file, names, imports: "../../../" }, third ?? []));
  const lists = { versions: "2.1 and 2.2", table: "cwr-2x-lookups.csv", name: "LOOKUPS" };
  files.set("lookups.ts", lookupFile(table(lists.table), lists));
  const thirdLists = { versions: "3.0 and 3.1", table: "cwr-31-lookups.csv", name: "THIRD_LOOKUPS" };
  files.set("lookupsThird.ts", lookupFile(table(thirdLists.table), thirdLists));
  const check = process.argv.includes("--check");
  for (const [path, code] of files) {
    const url = new URL(path, TARGET);
    const text = await format(code, { ...(await resolveConfig(url)), parser: "typescript" });
    if (!check) writeFileSync(url, text);
    else if (readFileSync(url, "utf8") !== text) {
      console.error(`${url.pathname} is stale: run npx tsx scripts/layouts.ts`);
      process.exitCode = 1;
    }
  }
}

await main();
