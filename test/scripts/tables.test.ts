// The data modules are what the reference tables make of them, and every column is read as text.
import { describe, expect, it } from "@jest/globals";
import { parseTable } from "../../scripts/csv.ts";
import { dataModules, staleModules } from "../../scripts/tables.ts";

describe("the reference tables", () => {
  it("have current data modules", () => {
    expect(staleModules()).toEqual([]);
    expect([...dataModules().keys()]).toHaveLength(4);
  });

  it("are read as text: leading zeros, NA, quotation marks, line ends of either kind", () => {
    expect(parseTable('code,name\r\n007,NA\r\n010,"COMMA, AND ""MARKS"""\n,\n')).toEqual([
      { code: "007", name: "NA" },
      { code: "010", name: 'COMMA, AND "MARKS"' },
      { code: "", name: "" },
    ]);
  });

  it("stop on a row of another length, and on marks that do not close", () => {
    expect(() => parseTable("a,b\n1\n")).toThrow(/2 values, not 1/);
    expect(() => parseTable('a,b\n"1,2\n')).toThrow(/quotation marks/);
  });
});
