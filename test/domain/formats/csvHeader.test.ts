// Shows how one header row is read for every form: names in any order and case, all faults at once, and what is not read said as a note.
import { describe, expect, it } from "@jest/globals";
import { readCsvHeader } from "../../../subgraphs/domain/formats/csvHeader.ts";

const COLUMNS = { known: ["code", "title", "isrc"], needed: [["code"], ["title", "isrc"]] } as const;
const read = (...cells: string[]) => readCsvHeader({ line: 1, cells }, COLUMNS);

describe("a header", () => {
  it("is read in any order and case, behind a byte order mark, and says what is not read", () => {
    const header = read("\uFEFFTitle ", "remark", "", "CODE");
    expect(header).toMatchObject({
      ok: true,
      value: {
        places: ["title", null, null, "code"],
        notes: [
          {
            code: "COLUMN_UNKNOWN",
            severity: "INFO",
            line: 1,
            field: "remark",
            message: 'The column "remark" is not known and was not read.',
          },
          { code: "COLUMN_UNKNOWN", severity: "INFO", field: "" },
        ],
      },
    });
    expect(header.ok && [...header.value.columns]).toEqual([
      ["code", 3],
      ["title", 0],
      ["isrc", -1],
    ]);
  });

  it.each([
    [["title"], [["COLUMN_MISSING", "code", "The header has no column code; the columns are code, title, isrc."]]],
    [["code"], [["COLUMN_MISSING", "title", "The header has none of the columns title, isrc; the columns are code, title, isrc."]]],
    [
      ["isrc", "x", "X", "x"],
      [
        ["COLUMN_MISSING", "code", "The header has no column code; the columns are code, title, isrc."],
        ["COLUMN_TWICE", "x", "The header has the column x twice; keep one."],
      ],
    ],
  ])("%j is refused with all its faults", (cells, faults) => {
    const header = read(...cells);
    expect(header.ok ? [] : header.problems.map(({ code, field, message }) => [code, field, message])).toEqual(faults);
  });
});
