import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readCrd, writeCrd } from "../../../subgraphs/domain/formats/crd.ts";
import type { CrdLine, CrdStatement } from "../../../subgraphs/domain/formats/crd.ts";
import { share } from "../../../subgraphs/domain/shares.ts";

/** Shows the CRD-style export: byte for byte by a golden file, read back by our own reader, and adding up to the statement. */
const LINE: CrdLine = {
  id: "lin_1",
  workReference: "WRK00000000001",
  title: "MORNING RIVER",
  iswc: "T0345246801",
  right: "OD",
  party: { name: "LI WEI 李伟", ipiNameNumber: "00199310229" },
  share: share(1n, 2n),
  source: "0156/STREAM_INTERACTIVE",
  gross: share(1n, 3n),
  net: share(1n, 2n),
};
const statement: CrdStatement = {
  sender: { society: "119", name: "MUSIC COPYRIGHT SOCIETY OF CHINA" },
  createdAt: "2026-04-15T08:30:00.000Z",
  periodFrom: "2026-01-01",
  periodLast: "2026-03-31",
  currency: "CNY",
  minorUnits: 2,
  grossMinor: 1_001n,
  remittedMinor: 851n,
  lines: [
    {
      ...LINE,
      id: "lin_2",
      workReference: "WRK00000000002",
      title: "晨河",
      iswc: null,
      right: "MD",
      party: { name: "FAR AND NEAR EDITIONS", ipiNameNumber: null },
      share: share(1n, 3n),
      gross: share(2n, 3n),
    },
    LINE,
    { ...LINE, id: "lin_3", share: share(1n, 100_003n), source: "0250/DOWNLOAD", gross: share(1n, 7n), net: share(1n, 7n) },
  ],
};

describe("the CRD-style export", () => {
  test("is written as the golden file has it", () => {
    expect(writeCrd(statement)).toBe(readFileSync(new URL("../../golden/crd-style.txt", import.meta.url), "utf8"));
  });

  test("is read back: works, rights, shares as fractions, amounts that add up to the statement", () => {
    const read = readCrd(writeCrd(statement));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(read.value).toMatchObject({
      sender: "119",
      rightCategory: "BOT",
      periodFrom: "20260101",
      periodLast: "20260331",
      amountDecimals: 8,
      currency: "CNY",
    });
    expect(read.value.sources.map(({ name }) => name)).toEqual(["0156/STREAM_INTERACTIVE", "0250/DOWNLOAD"]);
    expect(
      read.value.exploitations.map(({ title, iswc, right, share: part, percentage }) => [title, iswc, right, part, percentage]),
    ).toEqual([
      ["MORNING RIVER", "T0345246801", "OD", share(1n, 2n), 5_000_000n],
      ["MORNING RIVER", "T0345246801", "OD", null, 99n],
      ["晨河", null, "MD", share(1n, 3n), 3_333_333n],
    ]);
  });

  test("names whose share each line is, by IPI name number where there is one", () => {
    const read = readCrd(writeCrd(statement));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(read.value.exploitations.map(({ party }) => party)).toEqual([
      { name: "LI WEI 李伟", ipiNameNumber: "00199310229" },
      { name: "LI WEI 李伟", ipiNameNumber: "00199310229" },
      { name: "FAR AND NEAR EDITIONS", ipiNameNumber: null },
    ]);
    const mip = writeCrd(statement)
      .split("\r\n")
      .find((line) => line.startsWith("MIP"));
    expect([mip?.slice(200, 211), mip?.slice(211, 220)]).toEqual(["00199310229", "LI WEI 李伟"]);
  });

  test("adds up, whatever the lines are", () => {
    const line = fc.record({
      work: fc.integer({ min: 1, max: 4 }),
      right: fc.constantFrom("OD" as const, "MD" as const),
      n: fc.bigInt({ min: 1n, max: 10n ** 15n }),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.bigInt({ min: 0n, max: 10n ** 9n }), (lines, gross) => {
        const made = lines.map(({ work, right, n }, at) => ({
          ...LINE,
          id: `lin_${at}`,
          workReference: `W${work}`,
          right,
          gross: share(n, 1n),
          net: share(n, 2n),
        }));
        const read = readCrd(writeCrd({ ...statement, grossMinor: gross, remittedMinor: gross / 2n, lines: made }));
        const sum = (pick: "gross" | "remitted"): bigint =>
          read.ok ? read.value.exploitations.reduce((before, one) => before + one[pick], 0n) : -1n;
        expect(sum("gross")).toBe(gross * 1_000_000n);
        expect(sum("remitted")).toBe((gross / 2n) * 1_000_000n);
      }),
    );
  });

  test.each([
    ["CRD_ENVELOPE", (file: string) => file.slice(0, -400)],
    ["CRD_COUNT", (file: string) => file.replace(/ESI[^\r]*\r\n(?=MWN)/, "")],
    ["CRD_NUMBERING", (file: string) => file.replace("MWN00000001", "MWN00000007")],
    ["CRD_RECORD", (file: string) => file.replace("MWN00000001", "XXX00000001")],
  ])("says %s of a damaged file", (code, damage) => {
    const read = readCrd(damage(writeCrd(statement)));
    expect(read.ok ? [] : read.problems.map((found) => found.code)).toContain(code);
  });
});
