// Goal: what 3.x files hold beside WRK: requests for ISWCs, answers with the meaning of 3.1, retractions and licences without effect, and our own ACK1.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { canAcknowledge, writeAcknowledgement } from "../../../../subgraphs/domain/formats/cwr/acknowledge.ts";
import { answerOf, checkAnswer } from "../../../../subgraphs/domain/formats/cwr/answer.ts";
import { checkTransaction } from "../../../../subgraphs/domain/formats/cwr/check.ts";
import { ACK, MSG } from "../../../../subgraphs/domain/formats/cwr/layouts/control.ts";
import { SWR } from "../../../../subgraphs/domain/formats/cwr/layouts/parties.ts";
import { ISR } from "../../../../subgraphs/domain/formats/cwr/layouts/third/earlier.ts";
import { DRW } from "../../../../subgraphs/domain/formats/cwr/layouts/third/works.ts";
import { NWR } from "../../../../subgraphs/domain/formats/cwr/layouts/works.ts";
import { readCwrBytes, verdictOf } from "../../../../subgraphs/domain/formats/cwr/read.ts";
import type { RecordDraft } from "../../../../subgraphs/domain/formats/cwr/write.ts";
import { encodeCwr } from "../../../../subgraphs/domain/formats/cwr/write.ts";
import { problem } from "../../../../subgraphs/domain/outcome.ts";
import { codesOf, DAY, having, plainWork, record } from "./build.ts";
import { asThird, checkThird, meaningOf, thirdFile, transactionsIn } from "./third.ts";

const sample = (name: string): Buffer => readFileSync(new URL(`../../../samples/${name}`, import.meta.url));

describe("a request for an ISWC (3.0)", () => {
  const asked = record("ISR", [NWR.workTitle, "SILVER RIVER"], [NWR.submitterWorkNumber, "W1"], [NWR.iswc, "T0345246801"]);
  const author = record(
    "WRI",
    [SWR.partyNumber, "P7"],
    [SWR.ipiNameNumber, "00000000199"],
    [SWR.lastName, "DOE"],
    [SWR.firstName, "JOHN"],
    [SWR.designation, "CA"],
  );

  test("names a work and its writers, and states no shares", () => {
    const checked = checkThird([asked, author], "3.0");
    expect(checked.problems).toEqual([]);
    const { work, parties, statement } = meaningOf(checked);
    expect(work).toMatchObject({ title: "SILVER RIVER", iswc: "T0345246801", kept: [] });
    expect(work.creators).toEqual([{ partyKey: "W:P7", name: "DOE, JOHN", role: "CA" }]);
    expect(parties).toMatchObject([{ ipiNameNumber: "00000000199", lastName: "DOE", side: "WRITER", affiliations: {} }]);
    expect(statement).toEqual({ submitterWorkNumber: "W1", claims: [], reported: [], origins: [] });
  });

  test("with the sign behind the ISWC, whose meaning nobody showed, is kept as it came", () => {
    expect(meaningOf(checkThird([having(asked, [ISR.unread, "U"]), author], "3.0")).work.kept.map(({ record: type }) => type)).toEqual([
      "ISR",
    ]);
  });

  test.each<[code: string, rejected: boolean, records: readonly RecordDraft[]]>([
    ["CWR_REQUEST_TITLE", true, [having(asked, [NWR.workTitle, ""]), author]],
    ["CWR_REQUEST_NUMBER", true, [having(asked, [NWR.submitterWorkNumber, ""]), author]],
    ["CWR_REQUEST_ISWC", false, [having(asked, [NWR.iswc, "T0345246802"]), author]],
    ["CWR_REQUEST_WRITER", false, [asked, having(author, [SWR.lastName, ""])]],
    ["CWR_REQUEST_WRITER_NUMBER", false, [asked, having(author, [SWR.ipiNameNumber, "00000000198"])]],
    ["CWR_REQUEST_ROLE", false, [asked, having(author, [SWR.designation, "XX"])]],
    ["CWR_REQUEST_RECORD", false, [asked, author, record("SWR")]],
  ])("%s is broken", (code, rejected, records) => {
    const checked = checkThird(records, "3.0");
    expect([codesOf(checked), checked.rejected]).toEqual([[code], rejected]);
  });

  test("of the sample without a number cannot be told from others, and is rejected by that name", () => {
    const [transaction] = transactionsIn(sample("CW220003DMP_0000_V3-0-0.ISR"));
    if (transaction === undefined) throw new Error("the sample has a request");
    const checked = checkTransaction(transaction, { on: DAY });
    expect([codesOf(checked), checked.rejected, checked.records.map(({ type }) => type)]).toEqual([
      ["CWR_REQUEST_NUMBER"],
      true,
      ["ISR", "WRI", "WRI"],
    ]);
  });

  test("of the other sample is read nineteen times, and the file refused, for it has no trailer", () => {
    const bytes = sample("CW190008MPC_0000_V3-0-0.ISR");
    const checked = transactionsIn(bytes).map((transaction) => checkTransaction(transaction, { on: DAY }));
    expect(checked.map(({ rejected }) => rejected)).toEqual(Array.from({ length: 19 }, () => false));
    expect(checked.flatMap((one) => meaningOf(one).work.creators)).toHaveLength(27);
    const verdict = verdictOf(readCwrBytes(bytes));
    expect([verdict.refused, verdict.problems.map(({ code }) => code)]).toEqual([true, ["CWR_TRAILER_MISSING"]]);
  });

  test("of 3.1 is refused: neither a table nor a sample shows its layout", () => {
    const lines = thirdFile([[record("WRK")]], "3.1").replaceAll("WRK", "ISR");
    const [transaction] = transactionsIn(encodeCwr(lines));
    if (transaction === undefined) throw new Error("the file has a transaction");
    const checked = checkTransaction(transaction, { on: DAY });
    expect([checked.rejected, codesOf(checked)]).toEqual([true, ["CWR_TRANSACTION_UNSUPPORTED"]]);
    expect(checked.problems[0]?.message).toContain("ISR of CWR 3.1");
  });
});

describe("an acknowledgement of 3.1", () => {
  const ack = (status: string): RecordDraft =>
    record(
      "ACK",
      [ACK.originalTransactionType, "WRK"],
      [ACK.creationTitle, "SILVER RIVER"],
      [ACK.submitterCreationNumber, "W1"],
      [ACK.recipientCreationNumber, "X7"],
      [ACK.processingDate, "20260110"],
      [ACK.transactionStatus, status],
    );
  const checked = (records: readonly RecordDraft[]) => {
    const [transaction] = transactionsIn(encodeCwr(thirdFile([records], "3.1", { sender: "052", society: true, kind: "ACK2" })));
    if (transaction === undefined) throw new Error("the file has an answer");
    return checkAnswer(transaction, { on: DAY });
  };

  test.each([
    ["RA", null], ["RJ", null], ["NP", null], ["WA", null], ["NA", null],
    ["CO", null], ["AS", false], ["AC", false], ["SR", true], ["CR", true], ["DR", null], ["UN", null], ["LD", null],
  ])("%s: ready for payment is %s", (status, ready) => {
    const read = checked([ack(status), record("MSG", [MSG.messageType, "T"], [MSG.recordType, "WRK"], [MSG.messageLevel, "T"], [MSG.validationNumber, "001"], [MSG.messageText, "WHY"])]);
    expect(read.problems).toEqual([]);
    expect(answerOf(read)).toMatchObject({
      ...{ status, isReadyForPayment: ready, isOfWork: true, submitterWorkNumber: "W1", societyWorkCode: "X7", processedOn: "2026-01-10" },
      messages: [{ rule: "WRK-T-001", text: "WHY" }],
    });
  }); // prettier-ignore

  test("with a status of 2.x that 3.1 does not have is rejected", () => {
    for (const status of ["DU", "RC"])
      expect([codesOf(checked([ack(status)])), checked([ack(status)]).rejected]).toEqual([["CWR_ANSWER_STATUS"], true]);
  });

  test.each(["ACK", "EXC"])("of 3.0 (%s) is refused: read in the places of another version it would say what nobody said", (type) => {
    const lines = thirdFile([[record("WRK", [NWR.workTitle, "SILVER RIVER"])]], "3.0", { sender: "052", society: true }).replaceAll(
      "WRK",
      type,
    );
    const [transaction] = transactionsIn(encodeCwr(lines));
    if (transaction === undefined) throw new Error("the file has an answer");
    const read = checkAnswer(transaction, { on: DAY });
    expect([read.rejected, codesOf(read)]).toEqual([true, ["CWR_TRANSACTION_UNSUPPORTED"]]);
  });

  test("shows the work in the way, whose shares may exceed 100", () => {
    const existing = record("EXC", [NWR.workTitle, "SILVER RIVERS"], [NWR.submitterWorkNumber, "X9"], [NWR.iswc, "T0345246801"]);
    const [, ...shares] = asThird(plainWork());
    const read = checked([ack("CO"), ...asThird(plainWork()), existing, ...shares, ...shares]);
    expect([read.problems, read.rejected]).toEqual([[], false]);
    expect(answerOf(read).existingWork).toEqual({ title: "SILVER RIVERS", number: "X9", iswc: "T0345246801" });
  });
});

describe("transactions without effect", () => {
  const named = [[NWR.workTitle, "SILVER RIVER"], [NWR.submitterWorkNumber, "W1"]] as const; // prettier-ignore
  test.each<[type: string, codes: readonly string[], records: readonly RecordDraft[]]>([
    ["DRW", ["CWR_NO_EFFECT"], [record("DRW", ...named, [DRW.retractionReasonCode, "RQ"])]],
    ["DRW", ["CWR_RETRACTION_REASON", "CWR_NO_EFFECT"], [record("DRW", ...named, [DRW.retractionReasonCode, "XX"])]],
    ["DRW", ["CWR_WORK_TITLE", "CWR_WORK_NUMBER", "CWR_NO_EFFECT"], [record("DRW", [DRW.retractionReasonCode, "PP"])]],
    ["LIC", ["CWR_NO_EFFECT"], [record("LIC", ...named)]],
    ["LIC", ["CWR_WORK_ISWC", "CWR_NO_EFFECT"], [record("LIC", ...named, [NWR.iswc, "T0345246802"])]],
  ])("%s is read, and said to have none: %s", (_, codes, records) => {
    const checked = checkThird(records);
    expect([codesOf(checked), checked.rejected]).toEqual([codes, true]);
  });
});

describe("our acknowledgement", () => {
  const [good, bad] = transactionsIn(encodeCwr(thirdFile([asThird(plainWork()), asThird(plainWork())], "3.1")));
  if (good === undefined || bad === undefined) throw new Error("the file has two works");
  const text = writeAcknowledgement(
    {
      original: { creationDate: "20260115", creationTime: "120000", fileName: "CW260042PUB_0000_V3-1-0.SUB" },
      ...{ society: "052", societyName: "PRS FOR MUSIC", createdAt: "2026-02-01T10:20:30.000Z", version: "3.1", processedOn: DAY },
    },
    [
      { transaction: good, problems: [], status: "CO", recipientWorkNumber: "X7" },
      {
        ...{ transaction: bad, status: "RJ", recipientWorkNumber: null },
        problems: [{ ...problem("NWR-T-012", "The work has no writer."), line: 9, record: "WRK", severity: "TR" }],
      },
    ],
  );

  test("of 3.1 is an ACK1: accepted or rejected, the file answered by name, no echo, and no number of a rule of 2.x", () => {
    const lines = text.split("\r\n").filter((line) => line !== "");
    expect(lines.map((line) => line.slice(0, 3))).toEqual(["HDR", "GRH", "ACK", "ACK", "MSG", "GRT", "TRL"]);
    expect(lines[0]).toBe(
      `HDRSO0052${"PRS FOR MUSIC".padEnd(45)}000000000002026020110203020260201${" ".repeat(15)}3.1000${"TUTTI".padEnd(60)}CW260042052_PUB_V3-1-0.ACK1`,
    );
    expect(lines[2]).toBe(
      `ACK0000000000000000202601151200000000100000000WRK${"SILVER RIVER".padEnd(60)}${"W1".padEnd(20)}${"X7".padEnd(20)}${" ".repeat(20)}20260115RACW260042PUB_0000_V3-1-0.SUB`,
    );
    expect(lines[3]?.slice(177, 179)).toBe("RJ");
    expect(lines[4]?.slice(19)).toBe(`T00000000WRKT000${"NWR-T-012: The work has no writer.".padEnd(150)}`);
  });

  test("reads back as what it says", () => {
    const read = transactionsIn(encodeCwr(text, "3.1")).map((transaction) => answerOf(checkAnswer(transaction, { on: DAY })));
    expect(read.map(({ status, submitterWorkNumber, societyWorkCode }) => [status, submitterWorkNumber, societyWorkCode])).toEqual([
      ["RA", "W1", "X7"],
      ["RJ", "W1", null],
    ]);
  });

  test("is written in ISO 8859-1, with a question mark for what that lacks", () => {
    expect(Buffer.from(encodeCwr("RIVIÈRE 河", "3.1")).toString("latin1")).toBe("RIVIÈRE ?");
    expect(Buffer.from(encodeCwr("RIVIÈRE 河")).toString("utf8")).toBe("RIVIÈRE 河");
  });

  test("of 3.0 there is none", () => {
    expect((["2.1", "2.2", "3.0", "3.1"] as const).map(canAcknowledge)).toEqual([true, true, false, true]);
  });
});
