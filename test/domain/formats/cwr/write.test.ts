import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { TransactionAnswer } from "../../../../subgraphs/domain/formats/cwr/acknowledge.ts";
import { AcknowledgementWriter, statusOf, writeAcknowledgement } from "../../../../subgraphs/domain/formats/cwr/acknowledge.ts";
import { checkTransaction } from "../../../../subgraphs/domain/formats/cwr/check.ts";
import type { CwrVersion } from "../../../../subgraphs/domain/formats/cwr/layouts.ts";
import { findLayout, isThird, layoutFor, workRecords } from "../../../../subgraphs/domain/formats/cwr/layouts.ts";
import { ACK, MSG } from "../../../../subgraphs/domain/formats/cwr/layouts/control.ts";
import { readCwrBytes, verdictOf } from "../../../../subgraphs/domain/formats/cwr/read.ts";
import { textOf } from "../../../../subgraphs/domain/formats/cwr/transactions.ts";
import type { RecordDraft } from "../../../../subgraphs/domain/formats/cwr/write.ts";
import { cwrFileName, draftOfRecord, encodeCwr } from "../../../../subgraphs/domain/formats/cwr/write.ts";
import type { Field } from "../../../../subgraphs/domain/formats/fixedWidth.ts";
import { writeField } from "../../../../subgraphs/domain/formats/fixedWidth.ts";
import type { LocalDate } from "../../../../subgraphs/domain/period.ts";
import { eventsOf, fileOf, plainWork, transactionsOf, verdict } from "./build.ts";

const SAMPLE = readFileSync(new URL("../../../samples/CW190001MPC_000.V21", import.meta.url));
const GOLDEN = new URL("../../../golden/cwr/CW260001052_MPC.V21", import.meta.url);

describe("a written file", () => {
  test("is byte-exact: full widths, CR LF, counted numbers", () => {
    expect(fileOf([plainWork()], "2.1").split("\r\n")).toEqual([
      "HDRSO000000052PRS FOR MUSIC                                01.102026011512000020260115               ",
      "GRHNWR0000102.100000000000  ",
      "NWR0000000000000000SILVER RIVER                                                  W1                       00000000            POP000000Y      ORI                                                    00000000000                                                    ",
      "SPU000000000000000101P1       P1 MUSIC                                      E          00000000000              0520500004410000   10000                                               ",
      "SPT0000000000000002P1             050001000010000I2136 001",
      "SWR0000000000000003W1       W1SON                                        ANNA                           CA         0000000000005205000   00000   00000                 000000000000 ",
      "SWT0000000000000004W1       050000000000000I2136 001",
      "PWR0000000000000005P1       P1 MUSIC                                                                 W1       ",
      "GRT000010000000100000008   0000000000",
      "TRL000010000000100000010",
      "",
    ]);
  });

  test("is read without a problem", () => {
    for (const version of ["2.1", "2.2"] as const)
      expect(verdict(fileOf([plainWork(), plainWork()], version))).toMatchObject({ version, transactions: 2, problems: [] });
  });

  const value = (field: Field): fc.Arbitrary<string> => {
    if (field.type !== "TEXT") return fc.bigInt({ min: 0n, max: 10n ** BigInt(Math.min(field.width, 12)) - 1n }).map(String);
    return fc
      .string({ unit: fc.constantFrom(...Array.from("ABCXYZ 019-'.,/")), maxLength: Math.min(field.width, 70) })
      .map((text) => text.trim());
  };
  const recordOf = (type: string, version: CwrVersion): fc.Arbitrary<RecordDraft> => {
    const layout = findLayout(type, version);
    const fields = layout === null ? [] : layoutFor(layout, version).fields.slice(1);
    return fc
      .tuple(...fields.map(value))
      .map((values) => ({ type, values: new Map(fields.map((field, at) => [field, values[at] ?? ""])) }));
  };

  test.each(["2.1", "2.2", "3.0", "3.1"] as const)("reads back as it was written, record by record (%s)", (version) => {
    const known = [...workRecords(version)].filter((type) => findLayout(type, version) !== null);
    const types = known.filter((type) => version !== "2.1" || !["OPT", "OWT", "XRF"].includes(type));
    const transaction = fc
      .tuple(
        recordOf(isThird(version) ? "WRK" : "NWR", version),
        fc.array(
          fc.constantFrom(...types).chain((type) => recordOf(type, version)),
          { maxLength: 6 },
        ),
      )
      .map(([header, details]) => [header, ...details]);
    fc.assert(
      fc.property(fc.array(transaction, { minLength: 1, maxLength: 3 }), (transactions) => {
        const text = fileOf(transactions, version);
        const read = transactionsOf(text);
        expect(read.map(({ records }) => records.map(({ type }) => type))).toEqual(
          transactions.map((records) => records.map(({ type }) => type)),
        );
        read.forEach(({ records, problems }, t) => {
          expect(problems).toEqual([]);
          const drafts = transactions[t] ?? [];
          const got = records.map((record, r) => [...(drafts[r]?.values.keys() ?? [])].map((field) => textOf(record, field)));
          expect(got).toEqual(drafts.map(({ values }) => [...values].map(([field, written]) => writeField(field, written).trim())));
        });
        // Writing what was read gives the same bytes.
        const again = read.map(({ records }) => records.map(draftOfRecord).filter((draft) => draft !== null));
        expect(fileOf(again, version)).toBe(text);
      }),
      { numRuns: 25 },
    );
  });

  test("with more than ASCII is UTF-8 and reads back", () => {
    const [first, ...rest] = plainWork();
    if (first === undefined) throw new Error("a work has a header");
    const titled: RecordDraft = {
      ...first,
      values: new Map([...first.values].map(([field, text]) => [field, text === "SILVER RIVER" ? "RIVIÈRE D'ARGENT" : text])),
    };
    expect(
      eventsOf(fileOf([[titled, ...rest]])).flatMap((event) =>
        event.kind === "transaction" ? [event.transaction.header?.text.slice(19, 40).trim()] : [],
      ),
    ).toEqual(["RIVIÈRE D'ARGENT"]);
  });
});

test.each([
  [{ year: 2019, sequence: 1, sender: "MPC", receiver: "000", version: "2.1" }, "CW190001MPC_000.V21"],
  [{ year: 2026, sequence: 42, sender: "052", receiver: "MPC", version: "2.2" }, "CW260042052_MPC.V22"],
] as const)("a file's name is made of year, number, sender, receiver and version", (parts, name) => {
  expect(cwrFileName(parts)).toBe(name);
});

describe("the acknowledgement of the published sample", () => {
  const on = "2026-11-22" as LocalDate;
  const events = readCwrBytes(SAMPLE);
  const original = verdictOf(events).header;
  if (original === null) throw new Error("the sample has a header");
  const answers: TransactionAnswer[] = events.flatMap((event) => {
    if (event.kind !== "transaction") return [];
    const checked = checkTransaction(event.transaction, { on: "2019-03-28" as LocalDate });
    return [
      {
        transaction: event.transaction,
        problems: checked.problems,
        status: statusOf(checked),
        recipientWorkNumber: checked.rejected ? null : `PRS${event.transaction.index}`,
      },
    ];
  });
  const file = {
    original,
    society: "052",
    societyName: "PRS FOR MUSIC",
    createdAt: "2026-11-22T10:11:12.000Z",
    version: "2.1",
    processedOn: on,
  } as const;
  const text = writeAcknowledgement(file, answers);
  const read = readCwrBytes(encodeCwr(text)).flatMap((event) => (event.kind === "transaction" ? [event.transaction] : []));

  test("is the golden file, byte by byte", () => {
    expect(text).toBe(readFileSync(GOLDEN, "latin1"));
  });

  test("is read by the project's own reader without a problem", () => {
    const found = verdictOf(readCwrBytes(encodeCwr(text)));
    expect(found).toMatchObject({ refused: false, version: "2.1", transactions: 100, problems: [] });
    expect(read.flatMap(({ problems }) => problems)).toEqual([]);
  });

  test("answers every transaction: 97 accepted, 3 rejected, title and number in their places", () => {
    const statuses = read.map(({ header }) => (header === null ? "" : textOf(header, ACK.transactionStatus)));
    expect(statuses.filter((status) => status === "RJ")).toHaveLength(3);
    expect(statuses.filter((status) => status === "AC")).toHaveLength(3);
    expect(statuses.filter((status) => status === "AS")).toHaveLength(94);
    const lines = text.split("\r\n").filter((line) => line.startsWith("ACK"));
    expect(lines).toHaveLength(100);
    expect([lines[0]?.slice(49, 109).trim(), lines[0]?.slice(109, 129).trim(), lines[0]?.slice(157, 159)]).toEqual([
      "EMILIA AND ANNIE",
      "EM0002",
      "RJ",
    ]);
    expect([lines[2]?.slice(19, 49), lines[2]?.slice(157, 159)]).toEqual(["201903281034140000200000033NWR", "AS"]);
  });

  test("gives the official key of a rule where there is one, and 000 with our code in the text where there is none", () => {
    const messages = read.flatMap(({ records }) => records.filter(({ type }) => type === "MSG"));
    expect(
      messages.map(
        (record) =>
          `${textOf(record, MSG.messageType)} ${textOf(record, MSG.recordType)} ${textOf(record, MSG.messageLevel)}${textOf(record, MSG.validationNumber)}`,
      ),
    ).toContain("F NWR F004");
    const ours = messages.find((record) => textOf(record, MSG.validationNumber) === "000");
    expect(ours === undefined ? "" : textOf(ours, MSG.messageText)).toMatch(/^CWR_TRANSACTION_NUMBER: /);
  });

  test("may leave out what was sent, and may answer a file that was refused whole", () => {
    expect(
      writeAcknowledgement({ ...file, echo: false }, answers.slice(1, 2))
        .split("\r\n")
        .map((line) => line.slice(0, 3)),
    ).toEqual(["HDR", "GRH", "ACK", "MSG", "MSG", "GRT", "TRL", ""]);
    const writer = new AcknowledgementWriter(file);
    const refusal = writer.open() + writer.refuseFile(verdict("HDR").problems) + writer.close();
    expect(refusal).toContain("HDR");
    const [answer] = readCwrBytes(encodeCwr(refusal)).flatMap((event) => (event.kind === "transaction" ? [event.transaction] : []));
    expect(
      answer?.header === null || answer === undefined
        ? []
        : [textOf(answer.header, ACK.originalTransactionType), textOf(answer.header, ACK.transactionStatus)],
    ).toEqual(["HDR", "RJ"]);
  });
});
