import { checkTransaction } from "../../../../subgraphs/domain/formats/cwr/check.ts";
import type { CheckedTransaction } from "../../../../subgraphs/domain/formats/cwr/check.ts";
import type { CwrVersion } from "../../../../subgraphs/domain/formats/cwr/layouts.ts";
import { PWR, SPT, SPU, SWR, SWT } from "../../../../subgraphs/domain/formats/cwr/layouts/parties.ts";
import { NWR } from "../../../../subgraphs/domain/formats/cwr/layouts/works.ts";
import { readCwrBytes } from "../../../../subgraphs/domain/formats/cwr/read.ts";
import type { CwrEvent, CwrTransaction, CwrVerdict } from "../../../../subgraphs/domain/formats/cwr/transactions.ts";
import type { RecordDraft } from "../../../../subgraphs/domain/formats/cwr/write.ts";
import { CwrFileWriter, encodeCwr } from "../../../../subgraphs/domain/formats/cwr/write.ts";
import type { Field } from "../../../../subgraphs/domain/formats/fixedWidth.ts";
import { verdictOf } from "../../../../subgraphs/domain/formats/cwr/read.ts";
import type { LocalDate } from "../../../../subgraphs/domain/period.ts";

export const DAY = "2026-01-15" as LocalDate;
const HEADER = { senderType: "SO", senderId: "052", senderName: "PRS FOR MUSIC", createdAt: "2026-01-15T12:00:00.000Z" };

/** A record from a type and its fields' texts. */
export function record(type: string, ...values: readonly (readonly [Field, string])[]): RecordDraft {
  return { type, values: new Map(values) };
}

/** The record with other texts in some fields. */
export function having(draft: RecordDraft, ...values: readonly (readonly [Field, string])[]): RecordDraft {
  return { ...draft, values: new Map([...draft.values, ...values]) };
}

export function work(...values: readonly (readonly [Field, string])[]): RecordDraft {
  const usual: readonly (readonly [Field, string])[] = [
    [NWR.workTitle, "SILVER RIVER"],
    [NWR.submitterWorkNumber, "W1"],
    [NWR.category, "POP"],
    [NWR.recordedIndicator, "Y"],
    [NWR.versionType, "ORI"],
  ];
  return record("NWR", ...usual, ...values);
}

export function publisher(
  type: string,
  number: string,
  shares: readonly [string, string, string],
  ...values: readonly (readonly [Field, string])[]
): RecordDraft {
  const usual: readonly (readonly [Field, string])[] = [
    [SPU.publisherSequence, "1"],
    [SPU.partyNumber, number],
    [SPU.publisherName, `${number} MUSIC`],
    [SPU.publisherType, type],
    [SPU.prSociety, "052"],
    [SPU.prShare, shares[0]],
    [SPU.mrSociety, "044"],
    [SPU.mrShare, shares[1]],
    [SPU.srShare, shares[2]],
  ];
  return record("SPU", ...usual, ...values);
}

export function collects(
  number: string,
  shares: readonly [string, string, string],
  sign = "I",
  territory = "2136",
  sequence = "1",
): RecordDraft {
  return record(
    "SPT",
    [SPT.partyNumber, number],
    [SPT.prShare, shares[0]],
    [SPT.mrShare, shares[1]],
    [SPT.srShare, shares[2]],
    [SPT.sign, sign],
    [SPT.territory, territory],
    [SPT.sequence, sequence],
  );
}

export function writer(
  number: string,
  shares: readonly [string, string, string],
  ...values: readonly (readonly [Field, string])[]
): RecordDraft {
  const usual: readonly (readonly [Field, string])[] = [
    [SWR.partyNumber, number],
    [SWR.lastName, `${number}SON`],
    [SWR.firstName, "ANNA"],
    [SWR.designation, "CA"],
    [SWR.prSociety, "052"],
    [SWR.prShare, shares[0]],
    [SWR.mrShare, shares[1]],
    [SWR.srShare, shares[2]],
  ];
  return record("SWR", ...usual, ...values);
}

export function writerCollects(
  number: string,
  shares: readonly [string, string, string],
  sign = "I",
  territory = "2136",
  sequence = "1",
): RecordDraft {
  return record(
    "SWT",
    [SWT.partyNumber, number],
    [SWT.prShare, shares[0]],
    [SWT.mrShare, shares[1]],
    [SWT.srShare, shares[2]],
    [SWT.sign, sign],
    [SWT.territory, territory],
    [SWT.sequence, sequence],
  );
}

export function link(publisherNumber: string, writerNumber: string, sequence = "1"): RecordDraft {
  return record(
    "PWR",
    [PWR.publisherPartyNumber, publisherNumber],
    [PWR.publisherName, `${publisherNumber} MUSIC`],
    [PWR.writerPartyNumber, writerNumber],
    [PWR.publisherSequence, sequence],
  );
}

/** One writer, one publisher, 50/50 of performing, 100 of the rest to the publisher, in the world. */
export function plainWork(): readonly RecordDraft[] {
  return [
    work(),
    publisher("E", "P1", ["5000", "10000", "10000"]),
    collects("P1", ["5000", "10000", "10000"]),
    writer("W1", ["5000", "0", "0"]),
    writerCollects("W1", ["5000", "0", "0"]),
    link("P1", "W1"),
  ];
}

/** The lines of a file of one group. */
export function fileOf(transactions: readonly (readonly RecordDraft[])[], version: CwrVersion = "2.2"): string {
  const writer = new CwrFileWriter(version);
  const type = transactions[0]?.[0]?.type ?? "NWR";
  const body = transactions.map((records) => writer.transaction.bind(writer, records));
  return [writer.open(HEADER), writer.openGroup(type), ...body.map((write) => write()), writer.closeGroup(), writer.close()].join("");
}

export function eventsOf(text: string, strict = false): readonly CwrEvent[] {
  return readCwrBytes(encodeCwr(text), { strict });
}

export function transactionsOf(text: string): readonly CwrTransaction[] {
  return eventsOf(text).flatMap((event) => (event.kind === "transaction" ? [event.transaction] : []));
}

export function verdict(text: string, strict = false): CwrVerdict {
  return verdictOf(eventsOf(text, strict));
}

/** The only transaction of a file, checked. */
export function check(
  records: readonly RecordDraft[],
  { version = "2.2", strict = false }: { version?: CwrVersion; strict?: boolean } = {},
): CheckedTransaction {
  const [transaction] = transactionsOf(fileOf([records], version));
  if (transaction === undefined) throw new Error("the file has no transaction");
  return checkTransaction(transaction, { on: DAY, strict });
}

/** The codes of what was found, in the order of the lines. */
export function codesOf({ problems }: Pick<CheckedTransaction, "problems">): readonly string[] {
  return problems.map(({ code }) => code);
}
