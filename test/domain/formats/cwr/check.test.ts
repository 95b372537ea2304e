import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { checkTransaction } from "../../../../subgraphs/domain/formats/cwr/check.ts";
import { COM, IND, ORN, REC } from "../../../../subgraphs/domain/formats/cwr/layouts/details.ts";
import { PWR, SPT, SPU, SWR, SWT } from "../../../../subgraphs/domain/formats/cwr/layouts/parties.ts";
import { ALT, EWT, NAT, NWR, PER, VER } from "../../../../subgraphs/domain/formats/cwr/layouts/works.ts";
import { readCwrBytes } from "../../../../subgraphs/domain/formats/cwr/read.ts";
import { textOf } from "../../../../subgraphs/domain/formats/cwr/transactions.ts";
import type { RecordDraft } from "../../../../subgraphs/domain/formats/cwr/write.ts";
import type { Field } from "../../../../subgraphs/domain/formats/fixedWidth.ts";
import { check, codesOf, collects, DAY, having, link, plainWork, publisher, record, work, writer, writerCollects } from "./build.ts";

/** The plain work with one record changed. */
function plainWith(at: number, ...values: readonly (readonly [Field, string])[]): RecordDraft[] {
  return plainWork().map((draft, index) => (index === at ? having(draft, ...values) : draft));
}

function plainAnd(...more: readonly RecordDraft[]): RecordDraft[] {
  return [...plainWork(), ...more];
}

const [HEADER, PUBLISHER, TERRITORY, WRITER, WRITER_TERRITORY, LINK] = [0, 1, 2, 3, 4, 5] as const;

test("a work that follows the rules has no problem", () => {
  for (const version of ["2.1", "2.2"] as const)
    expect(check(plainWork(), { version })).toMatchObject({ problems: [], rejected: false, changed: false });
});

describe("a transaction is rejected (TR)", () => {
  const unpublished = writer("W1", ["10000", "10000", "10000"]);
  test.each<[string, string, readonly RecordDraft[]]>([
    ["NWR-F-001", "without title", plainWith(HEADER, [NWR.workTitle, ""])],
    ["NWR-F-003", "without the submitter's number", plainWith(HEADER, [NWR.submitterWorkNumber, ""])],
    [
      "SPU-F-001",
      "when chains do not count from 1",
      plainWith(PUBLISHER, [SPU.publisherSequence, "3"]).map((draft, at) =>
        at === LINK ? having(draft, [PWR.publisherSequence, "3"]) : draft,
      ),
    ],
    ["SPU-F-002", "when a controlled publisher has no number", plainWith(PUBLISHER, [SPU.partyNumber, ""])],
    ["SPU-F-004", "when a controlled publisher has no name", plainWith(PUBLISHER, [SPU.publisherName, ""])],
    ["SPU-F-005", "when a controlled publisher has no type", plainWith(PUBLISHER, [SPU.publisherType, ""])],
    ["SPU-F-006", "when a publisher's type is unknown", plainWith(PUBLISHER, [SPU.publisherType, "ZZ"])],
    ["SPU-F-007", "when a controlled publisher is said to be unknown", plainWith(PUBLISHER, [SPU.publisherUnknownIndicator, "Y"])],
    ["SPU-F-013", "when one publisher owns more than half of performing", plainWith(PUBLISHER, [SPU.prShare, "5007"])],
    ["SPU-F-016", "when one publisher owns more than all of mechanical", plainWith(PUBLISHER, [SPU.mrShare, "10007"])],
    ["SPU-F-018", "when one publisher owns more than all of synchronisation", plainWith(PUBLISHER, [SPU.srShare, "10007"])],
    ["SPT-F-002", "when collection names another publisher", plainWith(TERRITORY, [SPT.partyNumber, "P9"])],
    ["SPT-F-006", "when a publisher collects more than half of performing", plainWith(TERRITORY, [SPT.prShare, "5007"])],
    ["SPT-F-007", "when a publisher collects more than all of mechanical", plainWith(TERRITORY, [SPT.mrShare, "10007"])],
    ["SPT-F-008", "when a publisher collects more than all of synchronisation", plainWith(TERRITORY, [SPT.srShare, "10007"])],
    ["SPT-F-009", "when a territory is none of TIS", plainWith(TERRITORY, [SPT.territory, "9999"])],
    ["SPT-F-010", "when a territory is neither included nor excluded", plainWith(TERRITORY, [SPT.sign, "X"])],
    ["SPT-F-001", "when an SPT has no SPU before it", [work(), collects("P1", ["0", "10000", "10000"]), unpublished]],
    ["SWR-F-001", "when a controlled writer has no number", plainWith(WRITER, [SWR.partyNumber, ""])],
    ["SWR-F-003", "when a controlled writer has no name", plainWith(WRITER, [SWR.lastName, ""])],
    ["SWR-F-004", "when a controlled writer is said to be unknown", plainWith(WRITER, [SWR.writerUnknownIndicator, "Y"])],
    ["SWR-F-007", "when a controlled writer has no designation", plainWith(WRITER, [SWR.designation, ""])],
    ["SWR-F-008", "when a writer's designation is unknown", plainWith(WRITER, [SWR.designation, "ZZ"])],
    ["SWR-F-011", "when one writer owns more than all of performing", plainWith(WRITER, [SWR.prShare, "10007"])],
    ["SWR-F-013", "when one writer owns more than all of mechanical", plainWith(WRITER, [SWR.mrShare, "10007"])],
    ["SWR-F-015", "when one writer owns more than all of synchronisation", plainWith(WRITER, [SWR.srShare, "10007"])],
    ["SWT-F-001", "when an SWT has no SWR before it", plainWork().filter((_, at) => at !== WRITER)],
    ["SWT-F-002", "when collection names another writer", plainWith(WRITER_TERRITORY, [SWT.partyNumber, "W9"])],
    ["SWT-F-003", "when a writer collects more than all of performing", plainWith(WRITER_TERRITORY, [SWT.prShare, "10007"])],
    ["SWT-F-004", "when a writer collects more than all of mechanical", plainWith(WRITER_TERRITORY, [SWT.mrShare, "10007"])],
    ["SWT-F-005", "when a writer collects more than all of synchronisation", plainWith(WRITER_TERRITORY, [SWT.srShare, "10007"])],
    ["SWT-F-006", "when a writer's territory is none of TIS", plainWith(WRITER_TERRITORY, [SWT.territory, "9999"])],
    ["SWT-F-007", "when a writer's territory is neither included nor excluded", plainWith(WRITER_TERRITORY, [SWT.sign, ""])],
    [
      "SWT-F-013",
      "when an OWT names another writer",
      [work(), { ...unpublished, type: "OWR" }, { ...writerCollects("W9", ["10000", "0", "0"]), type: "OWT" }],
    ],
    ["SWT-F-011", "when an OWT has no OWR before it", [...plainWork(), { ...writerCollects("W1", ["100", "0", "0"]), type: "OWT" }]],
    ["SPT-F-014", "when an OPT has no publisher before it", [work(), { ...collects("P1", ["0", "1", "0"]), type: "OPT" }, unpublished]],
    ["PWR-F-007", "when a link's chain is not that of its publisher (2.2)", plainWith(LINK, [PWR.publisherSequence, "2"])],
    ["PWR-F-011", "when a link names another writer", plainWith(LINK, [PWR.writerPartyNumber, "W9"])],
    ["SWR-R-002", "when a published work does not say who represents its writer", plainWork().slice(0, LINK)],
    ["SPU-R-002", "when a chain begins with a sub-publisher", plainWith(PUBLISHER, [SPU.publisherType, "SE"])],
    ["SPU-R-003", "when an administrator owns", plainWith(PUBLISHER, [SPU.publisherType, "AM"])],
    [
      "SPU-F-019",
      "when an administrator outside of control owns",
      [work(), { ...publisher("AM", "P1", ["5000", "10000", "10000"]), type: "OPU" }, writer("W1", ["5000", "0", "0"])],
    ],
    [
      "NWR-T-017",
      "when a chain has two original publishers",
      [
        work(),
        publisher("E", "P1", ["2500", "5000", "5000"]),
        publisher("E", "P2", ["2500", "5000", "5000"]),
        writer("W1", ["5000", "0", "0"]),
        link("P1", "W1"),
      ],
    ],
    [
      "NWR-T-017",
      "when a chain has no original publisher",
      [
        work(),
        publisher("PA", "P1", ["0", "0", "0"]),
        publisher("AM", "P2", ["0", "0", "0"]),
        writer("W1", ["10000", "10000", "10000"]),
        link("P1", "W1"),
      ],
    ],
    [
      "NWR-T-016",
      "when another's publisher stands in a controlled chain",
      [
        work(),
        publisher("E", "P1", ["5000", "10000", "10000"]),
        { ...publisher("SE", "P2", ["0", "0", "0"]), type: "OPU" },
        writer("W1", ["5000", "0", "0"]),
        link("P1", "W1"),
      ],
    ],
    [
      "NWR-T-025",
      "when a controlled chain owns nothing",
      [work(), publisher("E", "P1", ["0", "0", "0"]), writer("W1", ["10000", "10000", "10000"])],
    ],
    [
      "NWR-T-026",
      "when the publisher before an acquirer owns",
      [
        work(),
        publisher("E", "P1", ["2500", "5000", "5000"]),
        publisher("AQ", "P2", ["2500", "5000", "5000"]),
        writer("W1", ["5000", "0", "0"]),
        link("P1", "W1"),
      ],
    ],
    [
      "SPU-F-032",
      "when an acquirer follows no original publisher",
      [
        work(),
        publisher("PA", "P1", ["0", "0", "0"]),
        publisher("AQ", "P2", ["5000", "10000", "10000"]),
        writer("W1", ["5000", "0", "0"]),
        link("P1", "W1"),
      ],
    ],
    [
      "SPU-R-008",
      "when an acquirer owns nothing",
      [
        work(),
        publisher("E", "P1", ["5000", "10000", "10000"]),
        publisher("AQ", "P2", ["0", "0", "0"]),
        writer("W1", ["5000", "0", "0"]),
        link("P1", "W1"),
      ],
    ],
    [
      "NWR-T-004",
      "when publishers own more than half of performing",
      [
        work(),
        publisher("E", "P1", ["3000", "5000", "5000"]),
        publisher("E", "P2", ["3000", "5000", "5000"], [SPU.publisherSequence, "2"]),
        writer("W1", ["4000", "0", "0"]),
        link("P1", "W1"),
      ],
    ],
    [
      "NWR-T-009",
      "when writers own less than half of performing",
      [work(), publisher("E", "P1", ["5000", "10000", "10000"]), writer("W1", ["4000", "0", "0"]), link("P1", "W1")],
    ],
    ["NWR-T-011", "when all together do not own 100%", plainWith(PUBLISHER, [SPU.mrShare, "9000"])],
    ["NWR-T-012", "when there is no writer", plainWork().slice(0, 3)],
    ["NWR-T-015", "when no writer is C, A or CA", plainWith(WRITER, [SWR.designation, "AR"])],
    [
      "NWR-T-024",
      "when all writers are in the public domain and own performing",
      [work(), writer("W1", ["10000", "0", "0"], [SWR.ipiBaseNumber, "I-001635861-3"])],
    ],
    [
      "NWR-T-014",
      "when more than 100% is collected somewhere",
      [...plainWork().slice(0, 4), writerCollects("W1", ["5000", "500", "0"]), link("P1", "W1")],
    ],
    [
      "NWR-T-044",
      "when with what others collect it is more than 100% somewhere",
      plainAnd(writer("W2", ["0", "0", "0"], [SWR.designation, "A"]))
        .map((draft, at) => (at === 6 ? { ...draft, type: "OWR" } : draft))
        .concat({ ...writerCollects("W2", ["100", "0", "0"]), type: "OWT" }),
    ],
    ["NWR-T-027", "when a chain collects another performing share than it owns", plainWith(TERRITORY, [SPT.prShare, "2500"])],
    [
      "SPT-R-005",
      "when two publishers of a chain collect one right in one territory",
      [
        work(),
        publisher("E", "P1", ["5000", "10000", "10000"]),
        collects("P1", ["0", "5000", "0"]),
        publisher("SE", "P2", ["0", "0", "0"]),
        collects("P2", ["0", "5000", "0"]),
        writer("W1", ["5000", "0", "0"]),
        link("P1", "W1"),
      ],
    ],
    [
      "EWT-R-001",
      "when it is an excerpt of two works",
      plainAnd(record("EWT", [EWT.entireWorkTitle, "A"]), record("EWT", [EWT.entireWorkTitle, "B"])),
    ],
    [
      "VER-R-001",
      "when it is a version of two works",
      plainAnd(record("VER", [VER.originalWorkTitle, "A"]), record("VER", [VER.originalWorkTitle, "B"])),
    ],
    ["CWR_CHARACTERS", "when a line holds a control character", plainWith(HEADER, [NWR.workTitle, "SILVER\u0007RIVER"])],
  ])("%s: %s", (code, _, records) => {
    const checked = check(records);
    const problem = checked.problems.find((one) => one.code === code);
    expect(codesOf(checked)).toContain(code);
    expect(problem).toMatchObject({ severity: "TR" });
    expect(checked.rejected).toBe(true);
    expect(problem?.line).toBeGreaterThanOrEqual(3);
    expect(problem?.message.length).toBeGreaterThan(20);
  });

  test("CWR_TRANSACTION_UNSUPPORTED: when it is no registration", () => {
    const acknowledgement = readFileSync(new URL("../../../samples/CW220001000_DMP.V21", import.meta.url));
    const [first] = readCwrBytes(acknowledgement).flatMap((event) => (event.kind === "transaction" ? [event.transaction] : []));
    if (first === undefined) throw new Error("the sample has two transactions");
    expect(checkTransaction(first, { on: DAY })).toMatchObject({ rejected: true, problems: [{ code: "CWR_TRANSACTION_UNSUPPORTED" }] });
  });
});

describe("a field is replaced by its default (FR)", () => {
  test.each<[string, string, readonly RecordDraft[]]>([
    ["NWR-F-004", "", plainWith(HEADER, [NWR.iswc, "T0345246802"])],
    ["NWR-F-005", "", plainWith(HEADER, [NWR.copyrightDate, "20261340"])],
    ["NWR-F-008", "", plainWith(HEADER, [NWR.duration, "009900"])],
    ["NWR-F-009", "U", plainWith(HEADER, [NWR.recordedIndicator, "X"])],
    ["NWR-F-010", "", plainWith(HEADER, [NWR.textMusicRelationship, "XXX"])],
    ["NWR-F-011", "", plainWith(HEADER, [NWR.compositeType, "XXX"], [NWR.compositeComponentCount, "2"])],
    ["NWR-F-013", "", plainWith(HEADER, [NWR.excerptType, "XXX"])],
    ["NWR-F-016", "", plainWith(HEADER, [NWR.grandRights, "X"])],
    ["NWR-F-017", "", plainWith(HEADER, [NWR.cwrWorkType, "XX"])],
    ["SPU-F-010", "", plainWith(PUBLISHER, [SPU.ipiNameNumber, "00014107339"])],
    ["SPU-F-012", "", plainWith(PUBLISHER, [SPU.prSociety, "999"])],
    ["SPU-F-015", "", plainWith(PUBLISHER, [SPU.mrSociety, "999"])],
    ["SPU-F-017", "", plainWith(PUBLISHER, [SPU.srSociety, "999"])],
    ["SPU-F-020", "", plainWith(PUBLISHER, [SPU.specialAgreements, "X"])],
    ["SPU-F-021", "", plainWith(PUBLISHER, [SPU.firstRecordingRefusal, "X"])],
    ["SPU-F-023", "", plainWith(PUBLISHER, [SPU.taxIdNumber, "X1"])],
    ["SPU-F-024", "", plainWith(PUBLISHER, [SPU.ipiBaseNumber, "I-001068130-7"])],
    ["SPU-F-030", "", plainWith(PUBLISHER, [SPU.agreementType, "XX"])],
    ["SPU-F-031", "", plainWith(PUBLISHER, [SPU.usaLicense, "X"])],
    ["SPT-F-011", "N", plainWith(TERRITORY, [SPT.sharesChange, "X"])],
    ["SWT-F-008", "N", plainWith(WRITER_TERRITORY, [SWT.sharesChange, "X"])],
    ["SWR-F-009", "", plainWith(WRITER, [SWR.ipiNameNumber, "00014107339"])],
    ["SWR-F-010", "", plainWith(WRITER, [SWR.prSociety, "999"])],
    ["SWR-F-012", "", plainWith(WRITER, [SWR.mrSociety, "999"])],
    ["SWR-F-014", "", plainWith(WRITER, [SWR.srSociety, "999"])],
    ["SWR-F-016", "", plainWith(WRITER, [SWR.reversionaryIndicator, "X"])],
    ["SWR-F-017", "", plainWith(WRITER, [SWR.firstRecordingRefusal, "X"])],
    ["SWR-F-018", "", plainWith(WRITER, [SWR.workForHireIndicator, "X"])],
    ["SWR-F-021", "", plainWith(WRITER, [SWR.taxIdNumber, "X1"])],
    ["SWR-F-022", "", plainWith(WRITER, [SWR.ipiBaseNumber, "I-001068130-7"])],
    ["SWR-F-024", "", plainWith(WRITER, [SWR.usaLicense, "X"])],
    ["ALT-F-002", "AT", plainAnd(record("ALT", [ALT.alternateTitle, "RIVER"], [ALT.titleType, "XX"]))],
    ["NAT-F-002", "AT", plainAnd(record("NAT", [NAT.title, "RIVER"], [NAT.titleType, "XX"]))],
    ["NAT-F-003", "", plainAnd(record("NAT", [NAT.title, "A"], [NAT.titleType, "AT"], [NAT.languageCode, "XX"]))],
    ["EWT-F-002", "", plainAnd(record("EWT", [EWT.entireWorkTitle, "A"], [EWT.iswcOfEntireWork, "T0345246802"]))],
    ["VER-F-002", "", plainAnd(record("VER", [VER.originalWorkTitle, "A"], [VER.iswcOfOriginalWork, "T0345246802"]))],
    ["PER-F-002", "", plainAnd(record("PER", [PER.lastName, "THE BAND"], [PER.ipiNameNumber, "00014107339"]))],
    ["PER-F-003", "", plainAnd(record("PER", [PER.lastName, "THE BAND"], [PER.ipiBaseNumber, "I-001068130-7"]))],
    ["REC-F-002", "", plainAnd(record("REC", [REC.releaseDate, "20260231"]))],
    ["REC-F-003", "", plainAnd(record("REC", [REC.releaseDuration, "000099"]))],
    ["REC-F-009", "", plainAnd(record("REC", [REC.ean, "4006381333932"]))],
    ["REC-F-010", "", plainAnd(record("REC", [REC.isrc, "GBAAA08007"]))],
    ["REC-F-011", "A", plainAnd(record("REC", [REC.isrc, "GBAAA0800736"], [REC.recordingFormat, "X"]))],
    ["REC-F-012", "U", plainAnd(record("REC", [REC.isrc, "GBAAA0800736"], [REC.recordingTechnique, "X"]))],
    ["REC-F-014", "", plainAnd(record("REC", [REC.isrc, "GBAAA0800736"], [REC.mediaType, "XX"]))],
    ["ORN-F-006", "", plainAnd(record("ORN", [ORN.intendedPurpose, "GEN"], [ORN.library, "L"], [ORN.bltvr, "X"]))],
    ["ORN-F-008", "", plainAnd(record("ORN", [ORN.intendedPurpose, "GEN"], [ORN.library, "L"], [ORN.yearOfProduction, "123"]))],
    ["COM-F-002", "", plainAnd(record("COM", [COM.title, "A"], [COM.writer1LastName, "B"], [COM.iswcOfComponent, "T0345246802"]))],
    ["COM-F-003", "", plainAnd(record("COM", [COM.title, "A"], [COM.writer1LastName, "B"], [COM.duration, "009900"]))],
  ])("%s: as %j", (code, fallback, records) => {
    const checked = check(records);
    const problem = checked.problems.find((one) => one.code === code);
    expect(problem).toMatchObject({ severity: "FR" });
    const changed = checked.records.find(({ line }) => line === problem?.line);
    const field = changed?.layout?.fields.find(({ label, at }) => label === problem?.field && at === problem.column);
    expect(changed !== undefined && field !== undefined ? textOf(changed, field) : null).toBe(fallback);
    expect(checked).toMatchObject({ rejected: false, changed: true });
  });

  test("OPU and OWR: an unknown party has no name, and a type or sign that is none has a default", () => {
    const other = {
      ...publisher("", "P2", ["0", "0", "0"], [SPU.publisherSequence, "2"], [SPU.publisherUnknownIndicator, "Y"]),
      type: "OPU",
    };
    const stranger = { ...writer("W2", ["0", "0", "0"], [SWR.writerUnknownIndicator, "X"]), type: "OWR" };
    const records = [...plainWork().slice(0, 3), other, ...plainWork().slice(3), stranger];
    expect(codesOf(check(records))).toEqual(["SPU-F-009", "SPU-F-028", "SWR-F-005"]);
    const signs = records.map((draft) =>
      draft === other
        ? having(draft, [SPU.publisherUnknownIndicator, "X"])
        : draft === stranger
          ? having(draft, [SWR.writerUnknownIndicator, "Y"])
          : draft,
    );
    expect(codesOf(check(signs))).toEqual(["SPU-F-008", "SPU-F-028", "SWR-F-006"]);
    expect(check(signs).rejected).toBe(false);
  });

  test("099 is no society, and right", () => {
    expect(check(plainWith(WRITER, [SWR.prSociety, "099"])).problems).toEqual([]);
  });

  test("SWT-R-003 and CWR_EXCLUDED_SHARES: an excluded territory has no shares", () => {
    expect(
      codesOf(check([...plainWork().slice(0, 5), writerCollects("W1", ["5000", "0", "0"], "E", "0840", "2"), link("P1", "W1")])),
    ).toEqual(["SWT-R-003"]);
    expect(
      codesOf(check([...plainWork().slice(0, 3), collects("P1", ["5000", "0", "0"], "E", "0840", "2"), ...plainWork().slice(3)])),
    ).toEqual(["CWR_EXCLUDED_SHARES"]);
  });
});

describe("a record is left out (RR)", () => {
  test.each<[string, RecordDraft]>([
    ["NWR-T-008", { type: "TER", values: new Map() }],
    ["ALT-F-001", record("ALT", [ALT.titleType, "AT"])],
    ["ALT-F-003", record("ALT", [ALT.alternateTitle, "A"], [ALT.titleType, "AT"], [ALT.languageCode, "XX"])],
    ["ALT-F-006", record("ALT", [ALT.alternateTitle, "A"], [ALT.titleType, "OL"])],
    ["NAT-F-001", record("NAT", [NAT.titleType, "AT"])],
    ["EWT-F-001", record("EWT")],
    ["VER-F-001", record("VER")],
    ["PER-F-001", record("PER")],
    ["REC-F-001", record("REC")],
    ["ORN-F-001", record("ORN", [ORN.library, "A"])],
    ["ORN-F-004", record("ORN", [ORN.library, "A"], [ORN.intendedPurpose, "LIB"])],
    ["ORN-F-010", record("ORN", [ORN.intendedPurpose, "GEN"])],
    ["IND-F-001", record("IND", [IND.instrumentCode, "XXX"])],
    ["COM-F-001", record("COM", [COM.writer1LastName, "A"])],
    ["COM-F-004", record("COM", [COM.title, "A"])],
    ["CWR_PWR_ORDER", record("PWR", [PWR.publisherPartyNumber, "P1"])],
  ])("%s", (code, draft) => {
    const records =
      code === "CWR_PWR_ORDER" ? [work(), draft, { ...writer("W1", ["10000", "10000", "10000"]), type: "OWR" }] : plainAnd(draft);
    const checked = check(records, { version: "2.1" });
    expect(checked.problems).toMatchObject([{ code, severity: "RR" }]);
    expect(checked).toMatchObject({ rejected: false, changed: true });
    expect(checked.records).toHaveLength(records.length - 1);
  });

  test("CWR_PWR_PUBLISHER: a link to a publisher who is not there (2.1)", () => {
    expect(check(plainWith(LINK, [PWR.publisherPartyNumber, "P9"]), { version: "2.1" })).toMatchObject({
      rejected: false,
      problems: [{ code: "CWR_PWR_PUBLISHER", severity: "RR" }],
    });
  });
});

describe("what only describes the work", () => {
  test.each<[string, "FR" | "INFO", readonly RecordDraft[]]>([
    ["NWR-F-002", "FR", plainWith(HEADER, [NWR.languageCode, "XX"])],
    ["NWR-F-006", "FR", plainWith(HEADER, [NWR.category, "XXX"])],
    ["NWR-F-007", "FR", plainAnd(record("INS")).map((draft, at) => (at === 0 ? having(draft, [NWR.category, "SER"]) : draft))],
    ["NWR-F-012", "FR", plainWith(HEADER, [NWR.versionType, "WRO"])],
    ["NWR-F-014", "FR", plainWith(HEADER, [NWR.versionType, "MOD"], [NWR.lyricAdaptation, "NEW"])],
    ["NWR-F-015", "FR", plainWith(HEADER, [NWR.versionType, "MOD"], [NWR.musicArrangement, "NEW"])],
    ["NWR-F-018", "FR", plainWith(HEADER, [NWR.compositeType, "MED"])],
    ["NWR-F-019", "FR", plainWith(HEADER, [NWR.compositeComponentCount, "2"])],
    ["NWR-F-020", "FR", plainWith(HEADER, [NWR.compositeType, "MED"], [NWR.compositeComponentCount, "1"])],
    ["NWR-F-022", "FR", plainWith(HEADER, [NWR.musicArrangement, "XXX"])],
    ["NWR-F-023", "FR", plainWith(HEADER, [NWR.lyricAdaptation, "XXX"])],
    ["ORN-F-013", "FR", plainAnd(record("ORN", [ORN.intendedPurpose, "FIL"], [ORN.library, "A"]))],
    ["NWR-T-010", "INFO", plainWith(HEADER, [NWR.versionType, "MOD"], [NWR.musicArrangement, "NEW"], [NWR.lyricAdaptation, "NEW"])],
    [
      "NWR-T-023",
      "INFO",
      [
        ...plainWork().slice(0, 3),
        writer("W1", ["5000", "0", "0"]),
        link("P1", "W1"),
        { ...writer("W2", ["0", "0", "0"], [SWR.designation, "AR"]), type: "OWR" },
      ],
    ],
    ["NWR-T-039", "INFO", plainWith(HEADER, [NWR.cwrWorkType, "FM"])],
    ["NWR-T-045", "INFO", plainWith(HEADER, [NWR.textMusicRelationship, "MUS"])],
    [
      "NWR-T-045",
      "INFO",
      [
        work([NWR.textMusicRelationship, "MUS"], [NWR.versionType, "MOD"], [NWR.musicArrangement, "NEW"], [NWR.lyricAdaptation, "NEW"]),
        writer("W1", ["10000", "10000", "10000"], [SWR.designation, "C"]),
        { ...writer("W2", ["0", "0", "0"], [SWR.designation, "AD"]), type: "OWR" },
      ],
    ],
    ["NWR-T-053", "INFO", plainWith(HEADER, [NWR.category, "SER"], [NWR.duration, "000300"])],
    [
      "SWR-F-020",
      "INFO",
      [
        work([NWR.versionType, "MOD"], [NWR.musicArrangement, "NEW"], [NWR.lyricAdaptation, "NEW"]),
        publisher("E", "P1", ["0", "10000", "10000"]),
        writer("W1", ["0", "0", "0"]),
        link("P1", "W1"),
      ],
    ],
  ])("%s rejects only where checking is strict", (code, mild, records) => {
    const found = (strict: boolean) => check(records, { strict }).problems.find((problem) => problem.code === code)?.severity;
    expect(found(false)).toBe(mild);
    expect(check(records).rejected).toBe(false);
    expect(found(true)).toBe("TR");
    expect(check(records, { strict: true }).rejected).toBe(true);
  });
});

describe("what is only said (INFO)", () => {
  test.each<[string, readonly RecordDraft[]]>([
    ["CWR_PLACE_IN_CHAIN", [...plainWork().slice(0, 3), collects("P1", ["0", "0", "0"], "I", "0156", "2"), ...plainWork().slice(3)]],
    [
      "SCOPE_OVERLAP",
      [
        ...plainWork().slice(0, 4),
        writerCollects("W1", ["5000", "0", "0"]),
        writerCollects("W1", ["5000", "0", "0"], "I", "0840", "2"),
        link("P1", "W1"),
      ],
    ],
    [
      "SCOPE_STARTS_WITH_EXCLUSION",
      [
        ...plainWork().slice(0, 4),
        writerCollects("W1", ["0", "0", "0"], "E", "0840"),
        writerCollects("W1", ["5000", "0", "0"], "I", "2136", "2"),
        link("P1", "W1"),
      ],
    ],
    ["CWR_UNPUBLISHED", [work(), { ...publisher("E", "P1", ["0", "0", "0"]), type: "OPU" }, writer("W1", ["10000", "10000", "10000"])]],
    ["CWR_TERRITORY_SEQUENCE", plainWith(TERRITORY, [SPT.sequence, "4"])],
    [
      "CWR_TERRITORY_NOT_IN_FORCE",
      [...plainWork().slice(0, 3), collects("P1", ["0", "0", "0"], "E", "0810", "2"), ...plainWork().slice(3)],
    ],
    ["CWR_RECORD_LENGTH", plainWork().map((draft, at) => (at === 0 ? { ...draft, rest: "FROM A LATER VERSION" } : draft))],
    ["CWR_CHARACTERS", plainWith(HEADER, [NWR.workTitle, "RIVIÈRE"])],
  ])("%s", (code, records) => {
    const checked = check(records);
    expect(checked.problems.map((problem) => [problem.code, problem.severity])).toEqual([[code, "INFO"]]);
    expect(checked).toMatchObject({ rejected: false, changed: false });
  });
});

describe("tolerance", () => {
  test.each([
    ["9994", false],
    ["9993", true],
    ["10006", false],
    ["10007", true],
  ])("of ownership: %s hundredths of a percent rejects: %s", (mechanical, rejected) => {
    expect(check(plainWith(PUBLISHER, [SPU.mrShare, mechanical])).rejected).toBe(rejected);
  });

  test.each([
    ["6", false],
    ["7", true],
  ])("of collection: %s above the whole rejects: %s", (above, rejected) => {
    expect(check([...plainWork().slice(0, 4), writerCollects("W1", ["5000", above, "0"]), link("P1", "W1")]).rejected).toBe(rejected);
  });

  test("of collection counts by country: two halves of the world may each be whole", () => {
    const records = [
      ...plainWork().slice(0, 2),
      collects("P1", ["5000", "10000", "10000"], "I", "2120", "1"),
      publisher("SE", "P2", ["0", "0", "0"]),
      collects("P2", ["5000", "10000", "10000"], "I", "2136", "1"),
      collects("P2", ["0", "0", "0"], "E", "2120", "2"),
      ...plainWork().slice(3),
    ];
    expect(check(records).problems).toEqual([]);
    const overlapping = records.filter((_, at) => at !== 5);
    expect(codesOf(check(overlapping))).toContain("NWR-T-014");
  });
});
