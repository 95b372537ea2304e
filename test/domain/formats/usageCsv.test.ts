import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createCsvReader } from "../../../subgraphs/domain/formats/csv.ts";
import type { CsvRecord } from "../../../subgraphs/domain/formats/csv.ts";
import { createUsageRowReader } from "../../../subgraphs/domain/formats/usageCsv.ts";
import type { ReadRow } from "../../../subgraphs/domain/formats/usageCsv.ts";

/** Shows how CSV is cut into records wherever the stream breaks, and how each bad cell of a usage report is named by line, column and field. */
function readAll(...parts: string[]): CsvRecord[] {
  const reader = createCsvReader();
  const records: CsvRecord[] = [];
  for (const outcome of [...parts.map((part) => reader.push(part)), reader.end()]) {
    if (!outcome.ok) throw new Error(outcome.problems[0]?.code);
    records.push(...outcome.value);
  }
  return records;
}

const HEADER = "row_id,period_from,period_until,territory,use,isrc,iswc,work_code,title,artist,plays,revenue,currency,subscribers";
const GOOD = "1,2026-01-01,2026-04-01,CN,STREAM_INTERACTIVE,GBAAA0800736,T-034.524.680-1,,A song,Somebody,12,3.50,CNY,100";

function readUsage(header: string, ...lines: string[]): ReadRow[] {
  const [first, ...records] = readAll([header, ...lines].join("\n"));
  const reader = createUsageRowReader(first ?? { line: 1, cells: [] });
  if (!reader.ok) throw new Error(reader.problems.map(({ code }) => code).join(" "));
  return records.map((record) => reader.value.read(record));
}

describe("CSV records", () => {
  test("keep quoted commas, marks and line ends, and count lines right", () => {
    expect(readAll('a,"b,1"\r\n"x ""y""\nz",\r\n\r\nlast,"q"')).toEqual([
      { line: 1, cells: ["a", "b,1"] },
      { line: 2, cells: ['x "y"\nz', ""] },
      { line: 5, cells: ["last", "q"] },
    ]);
  });

  test("keep a mark inside a cell that is not quoted", () => {
    expect(readAll('12" mix,x\n"a",b" c\n').map(({ cells }) => cells)).toEqual([
      ['12" mix', "x"],
      ["a", 'b" c'],
    ]);
  });

  test("are the same wherever the text is cut", () => {
    const cell = fc.stringMatching(/^[ab,"\n\r é漢]{0,6}$/);
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 7 }),
        (rows, size) => {
          const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(",")).join("\r\n");
          const pieces = text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
          expect(readAll(...pieces).map(({ cells }) => cells)).toEqual(rows);
        },
      ),
    );
  });

  test.each([
    ["CSV_QUOTE", '"a"b,c\n'],
    ["CSV_QUOTE_OPEN", '"a,c\nd,e'],
    ["CSV_RECORD_TOO_LONG", `"${"x\n".repeat(40_000)}`],
  ])("are refused with %s", (code, text) => {
    expect(() => readAll(text)).toThrow(code);
  });
});

describe("usage rows", () => {
  test("are read with canonical codes, exact revenue and half-open days", () => {
    const [{ row, problems } = { row: null, problems: [] }] = readUsage(HEADER, GOOD);
    expect(problems).toEqual([]);
    expect(row).toEqual({
      line: 2,
      rowId: "1",
      from: "2026-01-01",
      until: "2026-04-01",
      territory: "0156",
      use: "STREAM_INTERACTIVE",
      identity: { isrc: "GBAAA0800736", iswc: "T0345246801", workCode: null, title: "A song", artist: "Somebody" },
      plays: 12n,
      revenueMinor: 350n,
      currency: "CNY",
      subscribers: 100n,
    });
  });

  test("take a quarter for a period, columns in any order, and totals without identity", () => {
    const rows = readUsage("currency,plays,use,territory,Period,title,revenue", "JPY,0,download,0392,2026-q2,,100");
    expect(rows[0]).toMatchObject({
      row: { from: "2026-04-01", until: "2026-07-01", identity: null, revenueMinor: 100n, plays: 0n },
      problems: [],
    });
  });

  test("drop a bad code beside a good one, and say so", () => {
    const [read] = readUsage(HEADER, GOOD.replace("T-034.524.680-1", "T-034.524.680-2"));
    expect(read?.row?.identity).toMatchObject({ isrc: "GBAAA0800736", iswc: null });
    expect(read?.problems).toMatchObject([{ code: "ISWC_CHECK_DIGIT", severity: "FR", line: 2, field: "iswc", column: 60 }]);
  });

  test.each([
    ["DATE_SYNTAX", "period_from", GOOD.replace("2026-01-01", "2026-02-30")],
    ["PERIOD_EMPTY", "period_until", GOOD.replace("2026-04-01", "2026-01-01")],
    ["ISO_NOT_IN_TIS", "territory", GOOD.replace("CN,", "GL,")],
    ["ISO_UNKNOWN", "territory", GOOD.replace("CN,", "XX,")],
    ["TIS_UNKNOWN", "territory", GOOD.replace("CN,", "9999,")],
    ["TERRITORY_NOT_A_COUNTRY", "territory", GOOD.replace("CN,", "2136,")],
    ["USE_UNKNOWN", "use", GOOD.replace("STREAM_INTERACTIVE", "STREAM")],
    ["COUNT_SYNTAX", "plays", GOOD.replace(",12,", ",-12,")],
    ["AMOUNT_DECIMALS", "revenue", GOOD.replace("3.50", "3.505")],
    ["AMOUNT_SYNTAX", "revenue", GOOD.replace("3.50", "3.5e1")],
    ["REVENUE_NEGATIVE", "revenue", GOOD.replace("3.50", "-3.50")],
    ["CURRENCY_UNKNOWN", "currency", GOOD.replace("CNY", "XYZ")],
    ["COUNT_SYNTAX", "subscribers", GOOD.replace("CNY,100", "CNY,many")],
    ["IDENTITY_MISSING", "isrc", GOOD.replace("GBAAA0800736,T-034.524.680-1,,A song", ",,,")],
  ])("are rejected with %s in %s", (code, field, line) => {
    const [read] = readUsage(HEADER, line);
    expect(read?.row).toBeNull();
    expect(read?.problems).toContainEqual(expect.objectContaining({ code, field, line: 2 }));
  });

  test("of another width than the header are rejected", () => {
    expect(readUsage(HEADER, "1,2")[0]).toMatchObject({ row: null, problems: [{ code: "ROW_WIDTH", line: 2 }] });
  });

  test.each([
    ["COLUMN_MISSING", "territory,use,plays"],
    ["COLUMN_MISSING", "period,territory,use,plays,currency"],
    ["COLUMN_TWICE", `${HEADER},title`],
  ])("are refused with %s under the header %s", (code, header) => {
    expect(() => readUsage(header)).toThrow(code);
  });

  test("say which columns are not used", () => {
    const reader = createUsageRowReader({ line: 1, cells: [...HEADER.split(","), "mood"] });
    expect(reader).toMatchObject({ ok: true, value: { notes: [{ code: "COLUMN_UNKNOWN", severity: "INFO" }] } });
  });
});
