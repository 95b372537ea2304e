// Goal: what VER, EWT and COM say of the works that a work was made from is read whole, with the titles in another script behind them.
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import type { LocalDate } from "../../../../subgraphs/domain/period.ts";
import { checkTransaction } from "../../../../subgraphs/domain/formats/cwr/check.ts";
import { interpretTransaction } from "../../../../subgraphs/domain/formats/cwr/interpret.ts";
import { COM } from "../../../../subgraphs/domain/formats/cwr/layouts/details.ts";
import { EWT, NET, VER } from "../../../../subgraphs/domain/formats/cwr/layouts/works.ts";
import type { RecordDraft } from "../../../../subgraphs/domain/formats/cwr/write.ts";
import { check, DAY, plainWork, record, transactionsOf } from "./build.ts";

const ISWC = "T0345246801";
const work = (...records: readonly RecordDraft[]) => interpretTransaction(check([...plainWork(), ...records]), { on: DAY }).work;

test("the original of a version, with both writers, its own number, source and title in its own script", () => {
  const { derivedFrom, kept } = work(
    record(
      "VER",
      [VER.originalWorkTitle, "OLD RIVER"],
      [VER.iswcOfOriginalWork, ISWC],
      [VER.languageCode, "EN"],
      [VER.writer1LastName, "SMITH"],
      [VER.writer1FirstName, "ANNA"],
      [VER.writer1IpiNameNumber, "00014107338"],
      [VER.writer1IpiBaseNumber, "I-001068130-6"],
      [VER.source, "RIVER FILM"],
      [VER.writer2LastName, "TRAD"],
      [VER.submitterWorkNumber, "R1"],
    ),
    record("NVT", [NET.title, "老河"], [NET.languageCode, "ZH"]),
  );
  expect(derivedFrom).toEqual([
    {
      ...{ kind: "VERSION", title: "OLD RIVER", nativeTitle: "老河", language: "EN", iswc: ISWC, submitterWorkNumber: "R1" },
      creators: [
        { name: "SMITH, ANNA", ipiNameNumber: "00014107338", ipiBaseNumber: "I-001068130-6" },
        { name: "TRAD", ipiNameNumber: null, ipiBaseNumber: null },
      ],
      ...{ source: "RIVER FILM", durationMs: null, line: 9 },
    },
  ]);
  expect(kept.map(({ record: type }) => type)).toEqual(["NVT"]);
});

test("the entire work of an excerpt and the components of a composite, each with the title behind it", () => {
  const { derivedFrom } = work(
    record("EWT", [EWT.entireWorkTitle, "THE OPERA"]),
    record("COM", [COM.title, "ONE"], [COM.writer1LastName, "SMITH"], [COM.duration, "000130"]),
    record("COM", [COM.title, "TWO"], [COM.writer1LastName, "JONES"], [COM.iswcOfComponent, ISWC], [COM.submitterWorkNumber, "C2"]),
    record("NCT", [NET.title, "二"]),
  );
  expect(derivedFrom).toMatchObject([
    { kind: "EXCERPT", title: "THE OPERA", iswc: null, creators: [], line: 9 },
    { kind: "COMPOSITE", title: "ONE", nativeTitle: null, durationMs: 90_000, line: 10 },
    { kind: "COMPOSITE", title: "TWO", nativeTitle: "二", iswc: ISWC, submitterWorkNumber: "C2", durationMs: null, line: 11 },
  ]);
});

test("a wrong ISWC of a source is none, and a component that a rule drops is no source", () => {
  const { derivedFrom } = work(
    record("VER", [VER.originalWorkTitle, "OLD RIVER"], [VER.iswcOfOriginalWork, "T0345246802"]),
    record("COM", [COM.title, "WITHOUT A WRITER"]),
  );
  expect(derivedFrom).toMatchObject([{ kind: "VERSION", iswc: null }]);
});

test("the published sample names the original of its second work", () => {
  const sample = readFileSync(new URL("../../../samples/CW220001DMP_000.V21", import.meta.url), "latin1");
  const on = "2018-06-07" as LocalDate;
  const sources = transactionsOf(sample).flatMap((transaction) => {
    const checked = checkTransaction(transaction, { on });
    return checked.rejected ? [] : interpretTransaction(checked, { on }).work.derivedFrom;
  });
  expect(sources).toMatchObject([{ kind: "VERSION" }]);
});
