// Goal: CWR 3.0 and 3.1 are read by their own layouts and mean what the equal 2.2 file means; every rule of 3.x has a file that breaks it.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { checkTransaction } from "../../../../subgraphs/domain/formats/cwr/check.ts";
import { readThirdFileName } from "../../../../subgraphs/domain/formats/cwr/fileName.ts";
import { findLayout } from "../../../../subgraphs/domain/formats/cwr/layouts.ts";
import { COM, REC, XRF } from "../../../../subgraphs/domain/formats/cwr/layouts/details.ts";
import { PWR, SPT as ROW, SPU, SWR } from "../../../../subgraphs/domain/formats/cwr/layouts/parties.ts";
import { FTV } from "../../../../subgraphs/domain/formats/cwr/layouts/third/details.ts";
import { ORN as ORN_30 } from "../../../../subgraphs/domain/formats/cwr/layouts/third/earlier.ts";
import { MAN, SPT, SWT } from "../../../../subgraphs/domain/formats/cwr/layouts/third/parties.ts";
import { ALT, EWT, NWR, PER, VER } from "../../../../subgraphs/domain/formats/cwr/layouts/works.ts";
import { OWK } from "../../../../subgraphs/domain/formats/cwr/layouts/third/works.ts";
import { readCwrBytes, verdictOf } from "../../../../subgraphs/domain/formats/cwr/read.ts";
import type { RecordDraft } from "../../../../subgraphs/domain/formats/cwr/write.ts";
import { encodeCwr } from "../../../../subgraphs/domain/formats/cwr/write.ts";
import type { Field } from "../../../../subgraphs/domain/formats/fixedWidth.ts";
import { shareOfHundredths } from "../../../../subgraphs/domain/shares.ts";
import { expandTerritory, parseTisCode } from "../../../../subgraphs/domain/territories/tis.ts";
import type { CountrySet } from "../../../../subgraphs/domain/territories/countrySet.ts";
import { check, codesOf, collects, DAY, having, link, plainWork, publisher, record, work, writer, writerCollects } from "./build.ts";
import { asThird, checkThird, meaningOf, THIRD_VERSIONS, thirdFile, transactionsIn } from "./third.ts";

const SAMPLES = new URL("../../../samples/", import.meta.url);
const sample = (name: string): Buffer => readFileSync(new URL(name, SAMPLES));
const SUB = "CW220002DMP_0000_V3-0-0.SUB";

describe("the layouts", () => {
  const rows = readFileSync(new URL("../../../../seed/tables/cwr-record-layouts.csv", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((match) => match[2] ?? match[1] ?? ""))
    .filter(([version]) => version === "3.1");

  test("have every record and field of CWR 3.1 in its place", () => {
    expect(rows.length).toBeGreaterThan(300);
    for (const [, records = "", , label, at, width] of rows) {
      for (const type of records.split("/")) {
        const found = findLayout(type, "3.1")?.fields.find((field) => field.label === label && field.at === Number(at));
        expect({ type, label, width: found?.width }).toEqual({ type, label, width: Number(width) });
      }
    }
  });

  test("of 3.0 are as wide as the lines of the samples, and no record of them is without", () => {
    const lines = [SUB, "CW220003DMP_0000_V3-0-0.ISR", "CW190008MPC_0000_V3-0-0.ISR"].flatMap((name) =>
      sample(name)
        .toString("latin1")
        .split(/\r?\n/)
        .filter((line) => line !== ""),
    );
    const widths = new Set(
      lines.map((line) => JSON.stringify([line.slice(0, 3), line.length, findLayout(line.slice(0, 3), "3.0")?.width])),
    );
    expect([...widths].filter((text) => JSON.parse(text)[1] !== JSON.parse(text)[2])).toEqual([]);
  });

  test.each(["PER", "MAN", "NAT", "FTV", "ACK", "DRW", "LIC"])("of 3.0 have no %s: neither a table nor a sample shows it", (type) => {
    expect(findLayout(type, "3.0")).toBeNull();
    expect(findLayout(type, "3.1")).not.toBeNull();
  });
});

describe("the header", () => {
  test("of a 3.0 file names version and sender, by the code where no IPI name number stands", () => {
    const found = verdictOf(readCwrBytes(sample(SUB), { fileName: SUB }));
    expect(found).toMatchObject({ refused: false, version: "3.0", transactions: 1, records: 28, problems: [] });
    expect(found.header).toMatchObject({ senderKey: "PB:DMP", senderName: "TEST PUBLISHER", fileName: "CW240002DMP_0000_V3-0-0.SUB" });
  });

  test("of a 3.x file names a society by its number and a publisher by its IPI name number", () => {
    const keyOf = (sender: string, society: boolean): string | undefined =>
      verdictOf(readCwrBytes(encodeCwr(thirdFile([asThird(plainWork())], "3.1", { sender, society })))).header?.senderKey;
    expect([keyOf("052", true), keyOf("00000000199", false), keyOf("PUB", false)]).toEqual(["SO:052", "PB:00000000199", "PB:PUB"]);
  });

  const broken = (from: string, to: string): string => thirdFile([asThird(plainWork())], "3.0").replace(from, to);
  test.each([
    ["3.0000TUTTI", "3.2000TUTTI", "CWR_VERSION_UNSUPPORTED"],
    ["3.0000TUTTI", "3.0001TUTTI", "CWR_VERSION_UNREADABLE"],
    ["GRHWRK0000103.00", "GRHWRK0000103.10", "CWR_VERSION_UNREADABLE"],
  ])("with %s as %s is refused: %s", (from, to, code) => {
    const found = verdictOf(readCwrBytes(encodeCwr(broken(from, to))));
    expect([found.refused, found.problems.map((one) => one.code)]).toEqual([true, [code]]);
  });

  test.each([
    ["HDRPBPUB ", "HDRXXPUB ", "CWR_SENDER_TYPE"],
    ["HDRPBPUB ", "HDRPB    ", "CWR_SENDER"],
    ["20260115120000", "20269915120000", "CWR_CREATION_DATE"],
    ["12000020260115", "12000020260199", "CWR_TRANSMISSION_DATE"],
    ["CW260001PUB_0000_V3-0-0.SUB", "CW260001PUB_0000_V3-1-0.SUB", "CWR_FILE_NAME"],
  ])("with %s as %s is read, and said to be wrong: %s", (from, to, code) => {
    const found = verdictOf(readCwrBytes(encodeCwr(broken(from, to))));
    expect([found.refused, found.problems.map((one) => one.code)]).toEqual([false, [code]]);
  });

  test("that names no version is read by the file's name, and one of 2.x under such a name is refused", () => {
    const nameless = encodeCwr(broken("3.0000TUTTI", "   000TUTTI"));
    expect(verdictOf(readCwrBytes(nameless)).version).toBe("3.0");
    const older = verdictOf(readCwrBytes(sample("weso-nwrexample2.V21"), { fileName: SUB }));
    expect(older.problems.map(({ code }) => code)).toEqual(["CWR_VERSION_UNREADABLE"]);
  });

  test("of a group of unknown type is said to be wrong", () => {
    const found = verdictOf(readCwrBytes(encodeCwr(broken("GRHWRK", "GRHNWR"))));
    expect(found.problems.map(({ code }) => code)).toContain("GRH-F-001");
  });
});

test.each([
  ["CW220002DMP_0000_V3-0-0.SUB", { year: 22, number: 2, sender: "DMP", recipient: "0000", version: "3.0", kind: "SUB" }],
  ["cw260017052_dmp_v3-1-0.ack1", { year: 26, number: 17, sender: "052", recipient: "dmp", version: "3.1", kind: "ACK1" }],
  ["CW260017052_DMP_V3-4-0.ISR", { year: 26, number: 17, sender: "052", recipient: "DMP", version: null, kind: "ISR" }],
  ["CW220001DMP_000.V21", null],
])("the name %s is read", (name, read) => {
  expect(readThirdFileName(name)).toEqual(read);
});

test("the 3.0 sample means its work, parties and shares, and keeps what has no field", () => {
  const [transaction] = transactionsIn(sample(SUB), SUB);
  if (transaction === undefined) throw new Error("the sample has a work");
  const [result] = [transaction].map((one) => meaningOf(checkOf(one)));
  expect(result?.work).toMatchObject({
    title: "MUSIC PUB CARTOONS",
    iswc: "T1234567894",
    submitterWorkNumber: "DMP000001",
    origins: [{ purpose: "LIB", library: "MUSIC LIBRARY", cdIdentifier: "ML001" }],
  });
  expect(result?.work.recordings.map(({ submitterRecordingNumber, label }) => [submitterRecordingNumber, label])).toEqual([
    ["DMP000002R", null],
    ["DMP000001R", "MUSIC LABEL"],
  ]);
  expect(result?.work.derivedFrom).toMatchObject([{ kind: "VERSION", title: "MUSIC PUB CARTOONS", iswc: null, creators: [] }]);
  expect(result?.work.kept.map(({ record: type }) => type)).toEqual(["XRF"]);
  expect(result?.parties.map(({ key, ipiNameNumber, affiliations }) => [key, ipiNameNumber, affiliations])).toEqual([
    ["P:P000001", "09000000020", { PERFORMING: "052", MECHANICAL: "044", SYNC: "044" }],
    ["W:W000001", "00000000199", { PERFORMING: "010" }],
    ["W:W000002", "00000000297", { PERFORMING: "010" }],
  ]);
  expect(result?.statement.claims.map(({ partyName, figures }) => [partyName, figures[0]?.share])).toEqual([
    ["TEST PUBLISHER", shareOfHundredths(3750)],
    ["KOLARIC, MATIJA", shareOfHundredths(2500)],
    ["OTHER, ANN", shareOfHundredths(2500)],
  ]);
  // The unknown publisher and writer are reported, as in 2.x.
  expect(result?.statement.reported.map(({ side, figures }) => [side, figures.length])).toEqual([
    ["PUBLISHER", 3],
    ["WRITER", 0],
  ]);
});

function checkTransactionOn(transaction: ReturnType<typeof transactionsIn>[number]): ReturnType<typeof checkThird> {
  return checkTransaction(transaction, { on: DAY });
}

function checkOf(transaction: ReturnType<typeof transactionsIn>[number]): ReturnType<typeof checkThird> {
  const checked = checkTransactionOn(transaction);
  expect(checked.problems).toEqual([]);
  return checked;
}

/** Two publishers' chains, a writer who keeps more at home, another's share as the submitter supposes it, titles, a recording and a reference. */
function fullWork(): readonly RecordDraft[] {
  return [
    work([NWR.iswc, "T0345246801"], [NWR.duration, "000312"], [NWR.textMusicRelationship, "MTX"]),
    publisher("E", "P1", ["2500", "5000", "5000"], [SPU.ipiNameNumber, "00000000199"]),
    collects("P1", ["2500", "5000", "5000"], "I", "2136", "1"),
    collects("P1", ["0", "0", "0"], "E", "0840", "2"),
    publisher("SE", "P2", ["0", "0", "0"]),
    collects("P2", ["2500", "5000", "5000"], "I", "0840", "1"),
    record(
      "OPU",
      [SPU.publisherSequence, "2"],
      [SPU.partyNumber, "P9"],
      [SPU.publisherName, "P9 MUSIC"],
      [SPU.publisherType, "E"],
      [SPU.prSociety, "010"],
      [SPU.prShare, "2500"],
      [SPU.mrShare, "5000"],
      [SPU.srShare, "5000"],
    ),
    record(
      "OPT",
      [ROW.partyNumber, "P9"],
      [ROW.prShare, "2500"],
      [ROW.mrShare, "5000"],
      [ROW.srShare, "5000"],
      [ROW.sign, "I"],
      [ROW.territory, "2136"],
      [ROW.sequence, "1"],
    ),
    writer("W1", ["5000", "0", "0"], [SWR.designation, "C"], [SWR.ipiNameNumber, "00000000297"]),
    writerCollects("W1", ["5000", "0", "0"]),
    link("P1", "W1"),
    link("P9", "W1", "2"),
    record("ALT", [ALT.alternateTitle, "RIVER OF SILVER"], [ALT.titleType, "AT"]),
    record("REC", [REC.isrc, "GBAAA0800736"], [REC.recordingTitle, "SILVER RIVER LIVE"], [REC.recordLabel, "LABEL"]),
    record("XRF", [XRF.organisationCode, "052"], [XRF.identifier, "REMOTE1"], [XRF.identifierType, "W"], [XRF.validity, "Y"]),
  ];
}

describe("a work means the same in 3.x as in 2.2", () => {
  test.each(THIRD_VERSIONS)("but for ownership, which %s does not state", (version) => {
    const older = check(fullWork());
    const newer = checkThird(asThird(fullWork()), version);
    expect([older.problems, newer.problems]).toEqual([[], []]);
    const [one, other] = [meaningOf(older), meaningOf(newer)];
    expect(other.parties).toEqual(one.parties);
    expect(other.statement.claims).toEqual(one.statement.claims);
    expect(other.statement.reported).toEqual(one.statement.reported);
    const described = ({ work: { kept: _, ...rest } }: typeof one) => rest;
    expect(described(other)).toEqual(described(one));
    expect([one.statement.origins.length, other.statement.origins.length]).toEqual([2, 0]);
  });

  test("performers and productions of 3.1, too", () => {
    const performer = record("PER", [PER.lastName, "SINGER"], [PER.firstName, "ANNA"]);
    const production = record("FTV", [FTV.intendedPurpose, "FIL"], [FTV.productionTitle, "A FILM"], [FTV.yearOfProduction, "2019"]);
    const { work: read } = meaningOf(checkThird([...asThird(plainWork()), performer, production]));
    expect(read.performers).toMatchObject([{ lastName: "SINGER", firstName: "ANNA" }]);
    expect(read.origins).toMatchObject([{ purpose: "FIL", productionTitle: "A FILM", year: 2019 }]);
    expect(read.kept).toEqual([]);
  });

  test.each<[kind: string, Field, string, RecordDraft]>([
    ["VERSION", NWR.versionType, "MOD", record("VER", [VER.originalWorkTitle, "OLD RIVER"], [VER.submitterWorkNumber, "R1"])],
    ["EXCERPT", NWR.excerptType, "MOV", record("EWT", [EWT.entireWorkTitle, "OLD RIVER"], [EWT.submitterWorkNumber, "R1"])],
    [
      "COMPOSITE",
      NWR.compositeType,
      "MED",
      record("COM", [COM.title, "OLD RIVER"], [COM.submitterWorkNumber, "R1"], [COM.writer1LastName, "SMITH"]),
    ],
  ])("an OWK is the source that 2.2 names by a record of its own: %s", (kind, field, value, source) => {
    const owk = record("OWK", [VER.originalWorkTitle, "OLD RIVER"], [VER.submitterWorkNumber, "R1"], [OWK.opusNumber, "OP 1"]);
    const of = (records: readonly RecordDraft[]) => records.map((draft, at) => (at === 0 ? having(draft, [field, value]) : draft));
    const [older, newer] = [meaningOf(check([...of(plainWork()), source])), meaningOf(checkThird([...of(asThird(plainWork())), owk]))];
    const named = ({ work: { derivedFrom } }: typeof older) =>
      derivedFrom.map(({ kind: one, title, submitterWorkNumber }) => [one, title, submitterWorkNumber]);
    expect(named(newer)).toEqual([[kind, "OLD RIVER", "R1"]]);
    expect(named(newer)).toEqual(named(older));
    expect(newer.work.kept.map(({ record: type }) => type)).toEqual(["OWK"]); // for its opus number
  });

  test("PER of 3.0, whose layout nobody showed, is kept as it came and not read", () => {
    const lines = thirdFile([asThird(plainWork())], "3.0").split("\r\n");
    lines.splice(-3, 0, "PER0000000000000006SINGER");
    const [transaction] = transactionsIn(encodeCwr(lines.join("\r\n")));
    if (transaction === undefined) throw new Error("the file has a work");
    const checked = checkTransactionOn(transaction);
    expect(codesOf(checked)).toEqual(["CWR_RECORD_UNKNOWN"]);
    const { work: read } = meaningOf(checked);
    expect([read.performers, read.kept]).toEqual([[], [{ record: "PER", line: 9, text: "PER0000000000000006SINGER" }]]);
  });

  test("an origin of 3.0 with text in places that nobody showed is kept beside what is read of it", () => {
    const origin = record("ORN", [ORN_30.intendedPurpose, "TEL"], [ORN_30.library, "A LIBRARY"], [ORN_30.unread, "A SERIES"]);
    const { work: read } = meaningOf(checkThird([...asThird(plainWork()), origin], "3.0"));
    expect([read.origins[0]?.library, read.kept.map(({ record: type }) => type)]).toEqual(["A LIBRARY", ["ORN"]]);
  });
});

describe("recipients", () => {
  const told = (draft: RecordDraft, recipient: string, ...values: readonly (readonly [Field, string])[]): RecordDraft =>
    having(draft, [draft.type.endsWith("PT") ? SPT.recipientCode : SWT.recipientCode, recipient], ...values);
  const [head, owner, row, author, authorRow, pwr] = asThird(plainWork());
  if (!head || !owner || !row || !author || !authorRow || !pwr) throw new Error("a plain work has six records");
  const sharesIn = (checked: ReturnType<typeof checkThird>, territory: string) => {
    const code = parseTisCode(territory);
    const country: CountrySet = expandTerritory(code.ok ? code.value : ("0000" as never), DAY);
    return meaningOf(checked)
      .statement.claims.filter(({ side, territories }) => side === "PUBLISHER" && (territories.countries & country) === country)
      .map(({ figures, affiliations, agreement }) => [figures.map(({ share }) => share), affiliations, agreement]);
  };

  test("that are told the same are one claim, and their rows are kept", () => {
    const checked = checkThird([head, owner, told(row, "0010"), told(row, "0052"), author, authorRow, pwr]);
    expect(checked.problems).toEqual([]);
    const { statement, work: read } = meaningOf(checked);
    expect(statement.claims.filter(({ side }) => side === "PUBLISHER")).toHaveLength(1);
    expect(read.kept.map(({ record: type }) => type)).toEqual(["SPT", "SPT"]);
  });

  test("that are told of different rights each are one claim of all of them, with the society of each", () => {
    const performing = told(row, "0010", [ROW.mrShare, "0"], [ROW.srShare, "0"], [SPT.prSociety, "0010"]);
    const others = told(row, "0034", [ROW.prShare, "0"], [SPT.mrSociety, "0044"]);
    const checked = checkThird([head, owner, performing, others, author, authorRow, pwr]);
    expect(checked.rejected).toBe(false);
    expect(sharesIn(checked, "0826")).toEqual([
      [[shareOfHundredths(5000), shareOfHundredths(10_000), shareOfHundredths(10_000)], { PERFORMING: "010", MECHANICAL: "044" }, null],
    ]);
  });

  test("that are told of different places and agreements have a claim each", () => {
    const one = told(row, "0010", [ROW.territory, "0840"], [SPT.submitterAgreementNumber, "A1"]);
    const other = told(row, "0052", [ROW.territory, "0826"], [SPT.submitterAgreementNumber, "A2"]);
    const checked = checkThird([head, owner, one, other, author, authorRow, pwr]);
    expect(checked.problems).toEqual([]);
    const figures = [shareOfHundredths(5000), shareOfHundredths(10_000), shareOfHundredths(10_000)];
    expect([sharesIn(checked, "0840"), sharesIn(checked, "0826"), sharesIn(checked, "0250")]).toEqual([
      [[figures, { PERFORMING: "052", MECHANICAL: "044" }, "A1"]],
      [[figures, { PERFORMING: "052", MECHANICAL: "044" }, "A2"]],
      [],
    ]);
  });

  test("that are told different figures: the largest counts, and it is said", () => {
    const rows = [told(row, "0010"), told(row, "0052", [ROW.prShare, "4000"])];
    const writers = [told(authorRow, "0010"), told(authorRow, "0052", [SWT.prShare, "6000"])];
    const checked = checkThird([head, owner, ...rows, author, ...writers, pwr]);
    expect(codesOf(checked)).toEqual(["CWR_RECIPIENTS_DIFFER", "CWR_RECIPIENTS_DIFFER"]);
    expect(sharesIn(checked, "0826")[0]?.[0]).toEqual([shareOfHundredths(5000), shareOfHundredths(10_000), shareOfHundredths(10_000)]);
  });

  test("0000 counts towards every recipient", () => {
    const right = checkThird([head, owner, told(row, "0052"), author, told(authorRow, "0000"), pwr]);
    expect(right.problems).toEqual([]);
    const twice = checkThird([
      head,
      owner,
      told(row, "0052"),
      author,
      told(authorRow, "0000"),
      told(authorRow, "0052", [SWT.territory, "0826"], [SWT.prShare, "6000"]),
      pwr,
    ]);
    expect(codesOf(twice)).toEqual(["SCOPE_OVERLAP", "CWR_COLLECTION_SUM"]);
    expect(twice.problems[1]?.message).toContain(
      "For recipient 0052, publishers and writers collect 110.00% of the performing right in 0826",
    );
  });

  test("the order of the rows of two recipients changes nothing", () => {
    const rows = [told(row, "0010", [ROW.territory, "0840"]), told(row, "0052"), told(row, "0034", [ROW.prShare, "4996"])];
    const read = (list: readonly RecordDraft[]) => sharesIn(checkThird([head, owner, ...list, author, authorRow, pwr]), "0840");
    expect(read([...rows].reverse())).toEqual(read(rows));
  });
});

describe("a rule of 3.x", () => {
  const works = asThird(plainWork());
  const changed = (type: string, ...values: readonly (readonly [Field, string])[]): readonly RecordDraft[] =>
    works.map((draft) => (draft.type === type ? having(draft, ...values) : draft));
  const manuscript = (number: string, ...shares: readonly [string, string, string]): RecordDraft =>
    record("MAN", [MAN.writerPartyNumber, number], [MAN.prShare, shares[0]], [MAN.mrShare, shares[1]], [MAN.srShare, shares[2]]);

  test("passes a right work", () => {
    for (const version of THIRD_VERSIONS) expect(checkThird(works, version).problems).toEqual([]);
    expect(checkThird([...works, manuscript("W1", "10000", "10000", "10000")]).problems).toEqual([]);
  });

  test.each<[code: string, severity: string, records: readonly RecordDraft[]]>([
    ["CWR_UNKNOWN_INDICATOR", "FR", changed("SPU", [SPU.publisherUnknownIndicator, ""])],
    ["CWR_UNKNOWN_INDICATOR", "FR", changed("SWR", [SWR.writerUnknownIndicator, "X"])],
    ["CWR_UNKNOWN_CONTROLLED", "TR", changed("SPU", [SPU.publisherUnknownIndicator, "Y"])],
    ["CWR_UNKNOWN_CONTROLLED", "TR", changed("SWR", [SWR.writerUnknownIndicator, "Y"])],
    ["CWR_ROW_SOCIETY", "FR", changed("SPT", [SPT.prSociety, "0998"])],
    ["CWR_ROW_SOCIETY", "FR", changed("SWT", [SWT.prSociety, "ABC"])],
    ["CWR_RECIPIENT", "FR", changed("SPT", [SPT.recipientCode, "ALL"])],
    ["CWR_RECIPIENT", "FR", changed("SWT", [SWT.recipientCode, ""])],
    ["CWR_COLLECTION_SUM", "TR", changed("SWT", [SWT.prShare, "4993"])],
    ["CWR_COLLECTION_SUM", "TR", changed("SWT", [SWT.prShare, "5007"])],
    ["CWR_MANUSCRIPT_SUM", "TR", [...works, manuscript("W1", "10000", "9993", "10000")]],
    ["CWR_MANUSCRIPT_WRITER", "TR", [...works, manuscript("W2", "10000", "10000", "10000")]],
    ["CWR_MANUSCRIPT_SHARE", "TR", [...works, manuscript("W1", "10007", "10000", "10000")]],
    ["CWR_PRODUCTION_TITLE", "RR", [...works, record("FTV", [FTV.intendedPurpose, "FIL"])]],
    ["CWR_PRODUCTION_PURPOSE", "RR", [...works, record("FTV", [FTV.intendedPurpose, "XXX"], [FTV.productionTitle, "A FILM"])]],
    ["NWR-T-008", "RR", [...works, record("MSG")]],
  ])("%s (%s) is broken", (code, severity, records) => {
    const found = checkThird(records).problems.filter((one) => one.severity !== "INFO");
    expect(found.map((one) => [one.code, one.severity]).slice(0, 1)).toEqual([[code, severity]]);
  });

  test("within 0.06 of 100 a sum is right", () => {
    for (const share of ["4994", "5006"]) expect(checkThird(changed("SWT", [SWT.prShare, share])).problems).toEqual([]);
  });

  test("takes the codes of 3.x: music and text made apart, AMRA, Hebrew as HE", () => {
    const records = works.map((draft) =>
      draft.type === "WRK" ? having(draft, [NWR.textMusicRelationship, "MTN"], [NWR.languageCode, "HE"]) : draft,
    );
    const licensed = records.map((draft) => (draft.type === "SPU" ? having(draft, [SPU.usaLicense, "M"]) : draft));
    expect(checkThird(licensed).problems).toEqual([]);
    const [first] = checkThird(changed("WRK", [NWR.languageCode, "IW"])).problems;
    expect([first?.code, first?.column]).toEqual(["NWR-F-002", 80]);
  });

  test("names the place in the record of 3.1, not that of 2.2", () => {
    const [fault] = checkThird(changed("SPT", [SPT.territory, "9999"])).problems;
    expect(fault).toMatchObject({ record: "SPT", column: 50, field: "Territory Code" });
  });

  test("asks nobody for ownership, which 3.x does not have", () => {
    const acquired = [
      ...works.slice(0, 2),
      having(publisher("AQ", "P3", ["0", "0", "0"]), [SPU.publisherUnknownIndicator, "N"]),
      ...works.slice(2),
    ];
    const moved = acquired.map((draft) => (draft.type === "SPT" ? having(draft, [SPT.partyNumber, "P3"]) : draft));
    expect(checkThird(moved).problems).toEqual([]);
  });

  test("links a writer to a publisher who is not known by the chain alone", () => {
    const unknown = [
      record("OPU", [SPU.publisherSequence, "2"], [SPU.publisherUnknownIndicator, "Y"], [SPU.publisherType, "E"]),
      ...works.slice(3),
      record("PWR", [PWR.writerPartyNumber, "W1"], [PWR.publisherSequence, "2"]),
    ];
    expect(checkThird([...works.slice(0, 3), ...unknown]).problems).toEqual([]);
    const nowhere = having(record("PWR", [PWR.writerPartyNumber, "W1"]), [PWR.publisherSequence, "7"]);
    expect(codesOf(checkThird([...works, nowhere]))).toEqual(["PWR-F-007"]);
  });

  test("compares as much of a writer's number as PWR of 3.1 has room for", () => {
    const long = works.map((draft) =>
      draft.type === "SWR" || draft.type === "SWT"
        ? having(draft, [draft.type === "SWR" ? SWR.partyNumber : SWT.partyNumber, "W1234567890"])
        : draft.type === "PWR"
          ? having(draft, [PWR.writerPartyNumber, "W12345678"])
          : draft,
    );
    expect(checkThird(long).problems).toEqual([]);
  });
});
