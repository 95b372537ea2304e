// Goal: an agreement is read, checked and written without loss, and the claims that name it hold in its term.
import { describe, expect, test } from "@jest/globals";
import { agreementOf, checkAgreement } from "../../../../subgraphs/domain/formats/cwr/agreement.ts";
import { interpretTransaction } from "../../../../subgraphs/domain/formats/cwr/interpret.ts";
import type { CwrVersion } from "../../../../subgraphs/domain/formats/cwr/layouts.ts";
import { AGR, IPA, NPA, TER } from "../../../../subgraphs/domain/formats/cwr/layouts/control.ts";
import { PWR, SPU } from "../../../../subgraphs/domain/formats/cwr/layouts/parties.ts";
import type { RecordDraft } from "../../../../subgraphs/domain/formats/cwr/write.ts";
import { recordsOfAgreement } from "../../../../subgraphs/domain/formats/cwr/writeAgreement.ts";
import type { Field } from "../../../../subgraphs/domain/formats/fixedWidth.ts";
import type { LocalDate } from "../../../../subgraphs/domain/period.ts";
import { check, codesOf, DAY, fileOf, having, plainWork, record, transactionsOf } from "./build.ts";

const header = record(
  "AGR",
  [AGR.submitterAgreementNumber, "AG1"],
  [AGR.agreementType, "OS"],
  [AGR.agreementStartDate, "20200101"],
  [AGR.agreementEndDate, "20241231"],
  [AGR.retentionEndDate, "20261231"],
  [AGR.priorRoyaltyStatus, "D"],
  [AGR.priorRoyaltyStartDate, "20190101"],
  [AGR.postTermCollectionStatus, "N"],
  [AGR.dateOfSignatureOfAgreement, "20191224"],
  [AGR.numberOfWorks, "12"],
  [AGR.salesManufactureClause, "S"],
  [AGR.sharesChange, "N"],
  [AGR.advanceGiven, "Y"],
);
const world = record("TER", [TER.sign, "I"], [TER.territory, "2136"]);
const withoutChina = record("TER", [TER.sign, "E"], [TER.territory, "0156"]);
const assignor = record(
  "IPA",
  [IPA.agreementRoleCode, "AS"],
  [IPA.ipiNameNumber, "00014107338"],
  [IPA.partyNumber, "W1"],
  [IPA.lastName, "LI"],
  [IPA.firstName, "MEI"],
  [IPA.prSociety, "119"],
  [IPA.prShare, "5000"],
);
const native = record("NPA", [NPA.partyNumber, "W1"], [NPA.lastName, "李梅"]);
const acquirer = record(
  "IPA",
  [IPA.agreementRoleCode, "AC"],
  [IPA.partyNumber, "P1"],
  [IPA.lastName, "P1 MUSIC"],
  [IPA.prShare, "5000"],
  [IPA.mrShare, "10000"],
);
const AGREEMENT = [header, world, withoutChina, assignor, native, acquirer];

function checked(records: readonly RecordDraft[], version: CwrVersion = "2.2") {
  const [transaction] = transactionsOf(fileOf([records], version));
  if (transaction === undefined) throw new Error("the file has no transaction");
  return checkAgreement(transaction, { on: DAY });
}

function changed(draft: RecordDraft, ...values: readonly (readonly [Field, string])[]): RecordDraft[] {
  return AGREEMENT.map((one) => (one === draft ? having(one, ...values) : one));
}

test.each(["2.1", "2.2"] as const)("an agreement of CWR %s says its term, territories, parties and shares", (version) => {
  const read = checked(AGREEMENT, version);
  expect(read).toMatchObject({ problems: [], rejected: false, changed: false });
  expect(agreementOf(read, DAY)).toMatchObject({
    submitterAgreementNumber: "AG1",
    type: "OS",
    // the last day belongs to the term: the first day without it is the next
    period: { from: "2020-01-01", until: "2025-01-01" },
    retainedUntil: "2027-01-01",
    signedOn: "2019-12-24",
    priorRoyalties: { status: "D", from: "2019-01-01" },
    postTermCollection: { status: "N", until: null },
    clause: "S",
    advanceGiven: true,
    workCount: 12,
    territories: {
      rows: [
        { sign: "I", territory: "2136" },
        { sign: "E", territory: "0156" },
      ],
    },
    parties: [
      { role: "ASSIGNOR", lastName: "LI", firstName: "MEI", nativeName: "李梅", affiliations: { PERFORMING: "119" } },
      {
        role: "ACQUIRER",
        lastName: "P1 MUSIC",
        figures: [
          { right: "PERFORMING", share: { numerator: 1n, denominator: 2n } },
          { right: "MECHANICAL", share: { numerator: 1n, denominator: 1n } },
        ],
      },
    ],
  });
});

test.each(["2.1", "2.2"] as const)("an agreement that is written in CWR %s and read again says the same, at full width", (version) => {
  const agreement = agreementOf(checked(AGREEMENT, version), DAY);
  const text = fileOf([recordsOfAgreement(agreement)], version);
  const [transaction] = transactionsOf(text);
  if (transaction === undefined) throw new Error("the file has no transaction");
  expect(agreementOf(checkAgreement(transaction, { on: DAY }), DAY)).toEqual(agreement);
  expect(text).toBe(fileOf([AGREEMENT], version));
  expect(text.split("\r\n").map((line) => [line.slice(0, 3), line.length])).toContainEqual(["AGR", 121]);
});

describe("an agreement is rejected", () => {
  test.each<[string, string, readonly RecordDraft[]]>([
    ["CWR_AGREEMENT_NUMBER", "without a number", changed(header, [AGR.submitterAgreementNumber, ""])],
    ["CWR_AGREEMENT_TYPE", "of an unknown type", changed(header, [AGR.agreementType, "XX"])],
    ["CWR_AGREEMENT_START", "without a first day", changed(header, [AGR.agreementStartDate, ""])],
    ["CWR_AGREEMENT_START", "with a first day that is none", changed(header, [AGR.agreementStartDate, "20200231"])],
    ["CWR_AGREEMENT_END", "with a last day that is none", changed(header, [AGR.agreementEndDate, "20241301"])],
    ["CWR_AGREEMENT_TERM", "that ends before it begins", changed(header, [AGR.agreementEndDate, "20191231"])],
    ["CWR_AGREEMENT_RETENTION", "with a retention day that is none", changed(header, [AGR.retentionEndDate, "20261301"])],
    ["CWR_AGREEMENT_CLAUSE", "of specific works without S or M", changed(header, [AGR.salesManufactureClause, ""])],
    ["CWR_AGREEMENT_SIGN", "with a territory neither in nor out", changed(world, [TER.sign, "X"])],
    ["CWR_AGREEMENT_TERRITORY", "with a territory that TIS does not know", changed(world, [TER.territory, "9999"])],
    ["CWR_AGREEMENT_TERRITORIES", "for no territory", AGREEMENT.filter(({ type }) => type !== "TER")],
    ["CWR_AGREEMENT_PARTIES", "that nobody assigns", AGREEMENT.filter((one) => one !== assignor && one !== native)],
    ["CWR_AGREEMENT_PARTIES", "that nobody acquires", AGREEMENT.filter((one) => one !== acquirer)],
    ["CWR_AGREEMENT_ROLE", "whose party has no role", changed(acquirer, [IPA.agreementRoleCode, "XX"])],
    ["CWR_AGREEMENT_PARTY_NUMBER", "whose party has no number", changed(acquirer, [IPA.partyNumber, ""])],
    ["CWR_AGREEMENT_PARTY_NAME", "whose party has no name", changed(acquirer, [IPA.lastName, ""])],
    ["CWR_AGREEMENT_SHARE", "whose share is more than all", changed(acquirer, [IPA.mrShare, "10007"])],
  ])("%s: %s", (code, _what, records) => {
    const found = checked(records);
    expect(found.rejected).toBe(true);
    expect(found.problems.find((problem) => problem.code === code)).toMatchObject({ severity: "TR" });
  });
});

describe("an agreement is read with a change, or with a remark", () => {
  test.each<[string, "FR" | "RR" | "INFO", readonly RecordDraft[]]>([
    ["CWR_AGREEMENT_SIGNED", "FR", changed(header, [AGR.dateOfSignatureOfAgreement, "20191301"])],
    ["CWR_AGREEMENT_PRIOR_ROYALTY", "FR", changed(header, [AGR.priorRoyaltyStartDate, "20191301"])],
    ["CWR_AGREEMENT_POST_TERM", "FR", changed(header, [AGR.postTermCollectionEndDate, "20191301"])],
    ["CWR_AGREEMENT_SHARES_CHANGE", "FR", changed(header, [AGR.sharesChange, "X"])],
    ["CWR_AGREEMENT_ADVANCE", "FR", changed(header, [AGR.advanceGiven, "X"])],
    ["CWR_AGREEMENT_IPI", "FR", changed(assignor, [IPA.ipiNameNumber, "00014107339"])],
    ["CWR_AGREEMENT_IPI_BASE", "FR", changed(assignor, [IPA.ipiBaseNumber, "I-001068130-7"])],
    ["CWR_AGREEMENT_SOCIETY", "FR", changed(assignor, [IPA.prSociety, "999"])],
    ["CWR_AGREEMENT_LANGUAGE", "FR", changed(native, [NPA.languageCode, "XX"])],
    ["CWR_AGREEMENT_NATIVE_NAME", "RR", changed(native, [NPA.lastName, ""])],
    ["CWR_AGREEMENT_RECORD", "RR", [...AGREEMENT, record("ALT")]],
    ["CWR_AGREEMENT_RETENTION", "INFO", changed(header, [AGR.retentionEndDate, "20231231"])],
    ["SCOPE_STARTS_WITH_EXCLUSION", "INFO", [header, withoutChina, world, assignor, acquirer]],
    ["SCOPE_OVERLAP", "INFO", [header, world, record("TER", [TER.sign, "I"], [TER.territory, "0840"]), assignor, acquirer]],
  ])("%s: %s", (code, severity, records) => {
    const found = checked(records);
    expect(found.rejected).toBe(false);
    expect(found.problems.filter((problem) => problem.code === code).map((problem) => problem.severity)).toEqual([severity]);
    expect(found.changed).toBe(severity !== "INFO");
  });

  test("CWR_AGREEMENT_WORKS: a count of works that is no number", () => {
    const text = fileOf([AGREEMENT]).replace("20191224" + "00012", "20191224" + "  X  ");
    const [transaction] = transactionsOf(text);
    if (transaction === undefined) throw new Error("the file has no transaction");
    expect(codesOf(checkAgreement(transaction, { on: DAY }))).toEqual(["CWR_AGREEMENT_WORKS"]);
  });
});

test("a claim holds in the term of the agreement that its publisher's line names, else of the one its writers' links name", () => {
  const term = { from: "2020-01-01" as LocalDate, until: "2025-01-01" as LocalDate };
  const periodsOf = (records: readonly RecordDraft[]) =>
    interpretTransaction(check(records), {
      on: DAY,
      agreementTerm: (number) => (number === "AG1" ? term : null),
    }).statement.claims.map(({ side, period, agreement }) => [side, period, agreement]);
  const open = { from: null, until: null };
  const naming = (at: number, ...values: readonly (readonly [Field, string])[]) =>
    plainWork().map((draft, index) => (index === at ? having(draft, ...values) : draft));
  expect(periodsOf(naming(1, [SPU.submitterAgreementNumber, "AG1"]))).toEqual([
    ["PUBLISHER", term, "AG1"],
    ["WRITER", open, null],
  ]);
  expect(periodsOf(naming(5, [PWR.submitterAgreementNumber, "AG1"]))).toEqual([
    ["PUBLISHER", term, "AG1"],
    ["WRITER", open, null],
  ]);
  expect(periodsOf(naming(1, [SPU.submitterAgreementNumber, "AG9"]))).toEqual([
    ["PUBLISHER", open, "AG9"],
    ["WRITER", open, null],
  ]);
});
