// Goal: what a society answers is read whole, and every type of transaction survives being written and read again.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { answerOf, checkAnswer } from "../../../../subgraphs/domain/formats/cwr/answer.ts";
import { ACK, AGR, IPA, MSG, TER } from "../../../../subgraphs/domain/formats/cwr/layouts/control.ts";
import { NWR } from "../../../../subgraphs/domain/formats/cwr/layouts/works.ts";
import type { RecordDraft } from "../../../../subgraphs/domain/formats/cwr/write.ts";
import { draftOfRecord } from "../../../../subgraphs/domain/formats/cwr/write.ts";
import { DAY, fileOf, having, plainWork, record, transactionsOf, work } from "./build.ts";

const ack = record(
  "ACK",
  [ACK.creationDate, "20260115"],
  [ACK.creationTime, "120000"],
  [ACK.originalGroupId, "1"],
  [ACK.originalTransactionSequenceNumber, "7"],
  [ACK.originalTransactionType, "NWR"],
  [ACK.creationTitle, "SILVER RIVER"],
  [ACK.submitterCreationNumber, "W1"],
  [ACK.recipientCreationNumber, "4711"],
  [ACK.processingDate, "20260201"],
  [ACK.transactionStatus, "CO"],
);
const message = record(
  "MSG",
  [MSG.messageType, "T"],
  [MSG.originalRecordSequenceNumber, "0"],
  [MSG.recordType, "NWR"],
  [MSG.messageLevel, "T"],
  [MSG.validationNumber, "011"],
  [MSG.messageText, "OVER 100"],
);
const existing = { ...work([NWR.workTitle, "SILVER RIVERS"], [NWR.submitterWorkNumber, "X9"], [NWR.iswc, "T0345246801"]), type: "EXC" };
const notice = { ...work([NWR.iswc, "T0345246801"]), type: "ISW" };

function checked(records: readonly RecordDraft[]) {
  const [transaction] = transactionsOf(fileOf([records]));
  if (transaction === undefined) throw new Error("the file has no transaction");
  return checkAnswer(transaction, { on: DAY });
}

test("an acknowledgement says status, numbers, day, messages and the work that is in the way", () => {
  const read = checked([ack, message, ...plainWork(), existing]);
  expect(read).toMatchObject({ problems: [], rejected: false });
  expect(answerOf(read)).toEqual({
    ...{
      record: "ACK",
      status: "CO",
      isReadyForPayment: null,
      isOfWork: true,
      submitterWorkNumber: "W1",
      title: "SILVER RIVER",
      societyWorkCode: "4711",
      processedOn: "2026-02-01",
    },
    ...{ iswc: null, messages: [{ rule: "NWR-T-011", text: "OVER 100" }], line: 3 },
    existingWork: { title: "SILVER RIVERS", number: "X9", iswc: "T0345246801" },
  });
});

test("what an EXC repeats may exceed 100%, for it describes a conflict", () => {
  const publisher = plainWork().find(({ type }) => type === "SPU");
  if (publisher === undefined) throw new Error("the plain work has a publisher");
  expect(checked([ack, ...plainWork(), existing, publisher, publisher, publisher])).toMatchObject({ problems: [], rejected: false });
});

test("an EXC in a group of its own says what one behind an ACK does, and may exceed 100% too", () => {
  const publisher = plainWork().find(({ type }) => type === "SPU");
  if (publisher === undefined) throw new Error("the plain work has a publisher");
  const read = checked([existing, publisher, publisher, publisher]);
  expect(read).toMatchObject({ problems: [], rejected: false });
  const existingWork = { title: "SILVER RIVERS", number: "X9", iswc: "T0345246801" };
  expect(answerOf(read)).toMatchObject({ record: "EXC", status: "CO", submitterWorkNumber: "X9", title: "SILVER RIVERS", existingWork });
});

test("the published acknowledgement is read: two works are accepted", () => {
  const sample = readFileSync(new URL("../../../samples/CW220001000_DMP.V21", import.meta.url), "latin1");
  const answers = transactionsOf(sample).map((transaction) => answerOf(checkAnswer(transaction, { on: DAY })));
  expect(answers.map(({ status, submitterWorkNumber, societyWorkCode }) => [status, submitterWorkNumber, societyWorkCode])).toEqual([
    ["AS", "MK000003", "337739ES"],
    ["AS", "MK000004", "337739DU"],
  ]);
});

describe("an answer that breaks a rule", () => {
  test.each<[string, string, string, readonly RecordDraft[]]>([
    ["CWR_ANSWER_STATUS", "TR", "without a status", [having(ack, [ACK.transactionStatus, ""])]],
    ["CWR_ANSWER_STATUS", "TR", "with a status of no list", [having(ack, [ACK.transactionStatus, "XX"])]],
    ["CWR_ANSWER_WORK_NUMBER", "TR", "without the number that was sent", [having(ack, [ACK.submitterCreationNumber, ""])]],
    ["CWR_ANSWER_DATE", "FR", "with a day that is none", [having(ack, [ACK.processingDate, "20260231"])]],
    ["CWR_ANSWER_CREATION_DATE", "FR", "with a day of the original that is none", [having(ack, [ACK.creationDate, "20260231"])]],
    ["CWR_ANSWER_MESSAGE_TEXT", "INFO", "with a message without words", [ack, having(message, [MSG.messageText, ""])]],
    ["CWR_ANSWER_ISWC", "TR", "that notifies no ISWC", [having(notice, [NWR.iswc, ""])]],
    ["CWR_ANSWER_WORK_NUMBER", "TR", "that notifies an ISWC of no number", [having(notice, [NWR.submitterWorkNumber, ""])]],
    ["CWR_ANSWER_WORK_NUMBER", "TR", "an existing work of no number", [having(existing, [NWR.submitterWorkNumber, ""])]],
    ["CWR_ANSWER_ISWC", "FR", "an existing work with a wrong ISWC", [having(existing, [NWR.iswc, "T0345246802"])]],
  ])("%s (%s): %s", (code, severity, _what, records) => {
    const found = checked(records);
    expect(found.problems).toMatchObject([{ code, severity }]);
    expect(found.rejected).toBe(severity === "TR");
  });

  test("CWR_ANSWER_MESSAGE_RECORD and CWR_ANSWER_RECORD: a record's number that is none, a record that has no place", () => {
    const text = fileOf([[ack, message]]).replace("T00000000NWR", "T   X    NWR");
    const [transaction] = transactionsOf(text);
    if (transaction === undefined) throw new Error("the file has no transaction");
    expect(checkAnswer(transaction, { on: DAY }).problems).toMatchObject([{ code: "CWR_ANSWER_MESSAGE_RECORD", severity: "FR" }]);
    expect(checked([notice, record("TER", [TER.sign, "I"])]).problems).toMatchObject([{ code: "CWR_ANSWER_RECORD", severity: "RR" }]);
  });
});

test.each<[string, readonly RecordDraft[]]>([
  ["NWR", plainWork()],
  ["REV", plainWork().map((draft, at) => (at === 0 ? { ...draft, type: "REV" } : draft))],
  ["ISW", [notice, ...plainWork().slice(1)]],
  ["EXC", [existing, ...plainWork().slice(1)]],
  ["ACK", [ack, message, ...plainWork(), existing]],
  [
    "AGR",
    [
      record("AGR", [AGR.submitterAgreementNumber, "AG1"], [AGR.agreementType, "OG"], [AGR.agreementStartDate, "20200101"]),
      record("TER", [TER.sign, "I"], [TER.territory, "2136"]),
      record("IPA", [IPA.agreementRoleCode, "AC"], [IPA.partyNumber, "P1"], [IPA.lastName, "P1 MUSIC"]),
    ],
  ],
])("a transaction %s that is read and written again is the same, byte by byte, in both versions", (_type, records) => {
  for (const version of ["2.1", "2.2"] as const) {
    const text = fileOf([records], version);
    const again = transactionsOf(text).map((transaction) => transaction.records.flatMap((one) => draftOfRecord(one) ?? []));
    expect(fileOf(again, version)).toBe(text);
  }
});
