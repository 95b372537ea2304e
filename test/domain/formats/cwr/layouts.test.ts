import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { findLayout, layoutFor } from "../../../../subgraphs/domain/formats/cwr/layouts.ts";
import { LOOKUPS } from "../../../../subgraphs/domain/formats/cwr/lookups.ts";
import { FIELD_RULES } from "../../../../subgraphs/domain/formats/cwr/rulesOfFields.ts";

const TABLES = new URL("../../../../seed/tables/", import.meta.url);

function rowsOf(name: string): string[][] {
  const lines = readFileSync(new URL(name, TABLES), "utf8").trim().split("\n").slice(1);
  return lines.map((line) => [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((match) => match[2] ?? match[1] ?? ""));
}

describe("the layouts", () => {
  const rows = rowsOf("cwr-record-layouts.csv").filter(([version]) => version === "2.2");

  test("have every record and field of CWR 2.2 in its place", () => {
    expect(rows.length).toBeGreaterThan(300);
    for (const [, records = "", , label, at, width] of rows) {
      if (records === "ORN" && label === "EIDR" && width === "21") continue; // printed whole and in its two parts
      for (const record of records.split("/")) {
        const found = findLayout(record, "2.2")?.fields.find((field) => field.label === label && field.at === Number(at));
        expect({ record, label, width: found?.width }).toEqual({ record, label, width: Number(width) });
      }
    }
  });

  test.each([
    ["HDR", 101, 167],
    ["NWR", 260, 260],
    ["SPU", 183, 183],
    ["SPT", 58, 58],
    ["SWR", 180, 180],
    ["SWT", 52, 52],
    ["PWR", 110, 112],
    ["REC", 266, 540],
    ["ORN", 301, 348],
    ["ACK", 159, 159],
    ["MSG", 185, 185],
  ])("make %s %d characters long in 2.1 and %d in 2.2", (record, older, newer) => {
    const layout = findLayout(record, "2.2");
    expect(layout === null ? null : [layoutFor(layout, "2.1").width, layoutFor(layout, "2.2").width]).toEqual([older, newer]);
  });

  test("SPT and SWT differ by six places", () => {
    const at = (record: string): number | undefined =>
      findLayout(record, "2.2")?.fields.find(({ label }) => label === "TIS Numeric Code")?.at;
    expect([at("SPT"), at("SWT")]).toEqual([51, 45]);
  });
});

test("the code lists are those of the lookup tables", () => {
  const rows = rowsOf("cwr-2x-lookups.csv");
  const codes = (table: string): string[] => rows.filter(([name, code]) => name === table && code !== "").map(([, code]) => code ?? "");
  expect([...LOOKUPS.titleType].sort()).toEqual(codes("Title Type").sort());
  expect([...LOOKUPS.writerDesignation].sort()).toEqual(codes("Writer Designation").sort());
  expect([...LOOKUPS.cisLanguageCode].sort()).toEqual([...new Set(codes("CIS Language Code"))].sort());
});

/** Where the specification of 2.2 and the older list of codes give one rule different severities, the specification holds. */
const MILDER_IN_SPECIFICATION = new Set(["SPU-F-012", "SPU-F-015", "SPU-F-017", "SWR-F-010", "SWR-F-012", "SWR-F-014", "NWR-F-017"]);

test("official rule numbers have the severity of the list of CWR's rules", () => {
  const severities = new Map(
    rowsOf("cwr-error-codes.csv")
      .filter(([version, , , , society]) => version === "2.1" && society === "000")
      .map(([, record, level, number, , severity]) => [`${record}-${level}-${number}`, severity]),
  );
  const differing: string[] = [];
  for (const rules of FIELD_RULES.values()) {
    for (const { code, severity } of rules) {
      const official = severities.get(code);
      if (official !== undefined && official !== severity && !MILDER_IN_SPECIFICATION.has(code))
        differing.push(`${code}: ${severity}, listed ${official}`);
    }
  }
  expect([...new Set(differing)]).toEqual([]);
});
