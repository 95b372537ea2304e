// Goal: every cell comes back as it was written, rows are put together into works, and each fault of a sheet is named at its place.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createCsvReader } from "../../../subgraphs/domain/formats/csv.ts";
import type { ReadWork, WorksColumn } from "../../../subgraphs/domain/formats/worksCsv.ts";
import { createWorksRowReader, WORKS_COLUMNS, WORKS_HEADER, worksRowText } from "../../../subgraphs/domain/formats/worksCsv.ts";
import {
  readFigures,
  readList,
  readTerritories,
  writeFigures,
  writeList,
  writeTerritories,
} from "../../../subgraphs/domain/formats/worksCsvCells.ts";
import { IPI_RIGHTS, RIGHT_FAMILIES } from "../../../subgraphs/domain/rights.ts";
import { parseFraction, parsePercent, share } from "../../../subgraphs/domain/shares.ts";
import { requireOk } from "../../../subgraphs/kit/refusal.ts";

function read(text: string): ReadWork[] {
  const csv = createCsvReader();
  const [header, ...records] = [...requireOk(csv.push(text)), ...requireOk(csv.end())];
  if (header === undefined) throw new Error("a header");
  const reader = requireOk(createWorksRowReader(header));
  return [...records.map((record) => reader.push(record)), reader.end()].filter((work) => work !== null);
}

describe("the rows of a sheet", () => {
  it("come back as they were written, whatever stands in the cells", () => {
    const cell = fc
      .oneof(fc.string({ maxLength: 30 }), fc.constantFrom("=1+1", "-0840", "@SUM(A1)", 'say "so"', "a,b", "two\nlines", "'tis"))
      .map((text) => text.trim())
      .filter((text) => !/^'[=+\-@]/.test(text));
    const claim = fc.dictionary(fc.constantFrom<WorksColumn>("party", "name", "role", "agreement", "chain"), cell, {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(fc.array(claim, { maxLength: 5 }), (claims) => {
        const rows = [{ record: "WORK", title: "River" }, ...claims.map((cells) => ({ ...cells, record: "CLAIM" }))];
        const [work, ...others] = read(WORKS_HEADER + rows.map((row) => worksRowText({ ...row, work_code: "W1" })).join(""));
        expect(others).toEqual([]);
        expect(work?.problems).toEqual([]);
        expect(work?.rows?.slice(1).map(({ cells }) => cells)).toEqual(
          claims.map((cells) => ({
            ...Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== "")),
            ...{ work_code: "W1", record: "CLAIM" },
          })),
        );
      }),
    );
  });

  it("hold figures exactly, thirds too, and territories in their order", () => {
    const scope = fc.constantFrom(...RIGHT_FAMILIES, ...IPI_RIGHTS);
    const part = fc.tuple(fc.bigInt(1n, 10_000n), fc.bigInt(1n, 10_000n)).map(([one, more]) => share(one, one + more));
    fc.assert(
      fc.property(fc.uniqueArray(fc.record({ right: scope, share: part }), { selector: ({ right }) => right, maxLength: 6 }), (figures) => {
        const { figures: cells, odd } = readFigures(writeFigures(figures));
        expect(odd).toEqual([]);
        const found = cells.map(({ family, right, percent }) => ({
          right: right ?? family,
          share: parsePercent(percent) ?? parseFraction(percent),
        }));
        expect(new Map(found.map((one) => [one.right, one.share]))).toEqual(new Map(figures.map((one) => [one.right, one.share])));
      }),
    );
    const rows = requireOk({
      ok: true,
      value: [
        { sign: "I", territory: "2136" },
        { sign: "E", territory: "0840" },
      ] as never,
    });
    expect(readTerritories(writeTerritories(rows))).toEqual([
      { isIncluded: true, territory: "2136" },
      { isIncluded: false, territory: "0840" },
    ]);
    expect(readList(writeList(["Sample, Music", "Other"]))).toEqual(["Sample, Music", "Other"]);
  });

  const named = (lines: string): (readonly unknown[])[] =>
    read(`work_code,record,title,iswc,role\n${lines}`).flatMap(({ problems }) =>
      problems.map(({ code, line, column, field, severity }) => [code, line, column, field, severity]),
    );
  it.each([
    ["W1,TITLE,River,,", [["WORK_ROW_FIRST", 2, 4, "record", "TR"]]],
    ["W1,WORK,River,,\nW1,WORK,River,,", [["WORK_ROW_TWICE", 3, 4, "record", "TR"]]],
    ["W1,SONG,River,,", [["RECORD", 2, 4, "record", "TR"]]],
    [",WORK,River,,", [["WORK_CODE_MISSING", 2, 1, "work_code", "TR"]]],
    ["W1,WORK,River,,CA", [["CELL_UNUSED", 2, 16, "role", "FR"]]],
    ["W1,WORK,River,,,too many", [["CELLS_TOO_MANY", 2, undefined, undefined, "TR"]]],
    [`W1,WORK,${"x".repeat(2_001)},,`, [["CELL_TOO_LONG", 2, 9, "title", "TR"]]],
    ["W1,WORK,A,,\nW2,WORK,B,,\nW1,WORK,A,,", [["WORK_TWICE", 4, undefined, "work_code", "TR"]]],
    [`W1,WORK,A,,\n${"W1,TITLE,B,,\n".repeat(1_000)}`, [["ROWS_TOO_MANY", 1_002, undefined, undefined, "TR"]]],
  ])("are named where they are wrong: %#", (lines, problems) => {
    expect(named(lines)).toEqual(problems);
  });

  it.each([
    ["work_code,title", "COLUMN_MISSING"],
    ["work_code,record,title,Title", "COLUMN_TWICE"],
  ])("need a header that can be read: %s", (header, code) => {
    const outcome = createWorksRowReader({ line: 1, cells: header.split(",") });
    expect(outcome).toMatchObject({ ok: false, problems: [{ code, line: 1 }] });
  });

  it("leave unknown columns alone, and say so", () => {
    const reader = requireOk(createWorksRowReader({ line: 1, cells: [...WORKS_COLUMNS, "remark"] }));
    expect(reader.notes).toMatchObject([{ code: "COLUMN_UNKNOWN", field: "remark", severity: "INFO" }]);
  });
});
