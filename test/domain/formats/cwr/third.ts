import type { LocalDate } from "../../../../subgraphs/domain/period.ts";
import type { RegistrationDraft } from "../../../../subgraphs/domain/drafts.ts";
import { checkTransaction } from "../../../../subgraphs/domain/formats/cwr/check.ts";
import type { CheckedTransaction } from "../../../../subgraphs/domain/formats/cwr/check.ts";
import { interpretTransaction } from "../../../../subgraphs/domain/formats/cwr/interpret.ts";
import type { CwrVersion } from "../../../../subgraphs/domain/formats/cwr/layouts.ts";
import { SPU, SWR } from "../../../../subgraphs/domain/formats/cwr/layouts/parties.ts";
import { SPT, SWT } from "../../../../subgraphs/domain/formats/cwr/layouts/third/parties.ts";
import { readCwrBytes } from "../../../../subgraphs/domain/formats/cwr/read.ts";
import type { CwrTransaction } from "../../../../subgraphs/domain/formats/cwr/transactions.ts";
import type { RecordDraft } from "../../../../subgraphs/domain/formats/cwr/write.ts";
import { CwrFileWriter, encodeCwr } from "../../../../subgraphs/domain/formats/cwr/write.ts";
import type { Field } from "../../../../subgraphs/domain/formats/fixedWidth.ts";
import { DAY, having } from "./build.ts";

export type ThirdVersion = "3.0" | "3.1";

/** A work of 2.2 as 3.x says it: the societies go to the rows, a row is for everybody, nobody owns, and whether a party is known is always said. */
export function asThird(records: readonly RecordDraft[]): readonly RecordDraft[] {
  let societies: readonly (string | undefined)[] = [];
  return records.map((draft) => {
    const { type, values } = draft;
    if (type === "NWR") return { ...draft, type: "WRK" };
    if (/^[SO](PU|WR)$/.test(type)) {
      const fields = type.endsWith("PU") ? SPU : SWR;
      societies = [fields.prSociety, fields.mrSociety, fields.srSociety].map((field) => values.get(field));
      const [unknown, name] = type.endsWith("PU")
        ? [SPU.publisherUnknownIndicator, SPU.publisherName]
        : [SWR.writerUnknownIndicator, SWR.lastName];
      return having(draft, [unknown, (values.get(name) ?? "") === "" ? "Y" : "N"]);
    }
    if (!/^[SO](PT|WT)$/.test(type)) return draft;
    const fields = type.endsWith("PT") ? SPT : SWT;
    const printed = [fields.prSociety, fields.mrSociety, fields.srSociety].map((field, at): [Field, string] => [
      field,
      (societies[at] ?? "") === "" ? "" : `0${societies[at] ?? ""}`,
    ]);
    return having(draft, ...printed, [fields.recipientCode, "0000"]);
  });
}

/** The lines of a 3.x file of one group. */
export function thirdFile(
  transactions: readonly (readonly RecordDraft[])[],
  version: ThirdVersion,
  { sender = "PUB", society = false, kind = "SUB" }: { sender?: string; society?: boolean; kind?: string } = {},
): string {
  const writer = new CwrFileWriter(version);
  const fileName = `CW260001${sender}_0000_V${version.replace(".", "-")}-0.${kind}`;
  const header = {
    ...{ senderType: society ? "SO" : "PB", senderId: sender, senderName: "SENDER", createdAt: "2026-01-15T12:00:00.000Z", fileName },
  };
  const body = transactions.map((records) => writer.transaction.bind(writer, records));
  const type = transactions[0]?.[0]?.type ?? "WRK";
  return [writer.open(header), writer.openGroup(type), ...body.map((write) => write()), writer.closeGroup(), writer.close()].join("");
}

export function transactionsIn(bytes: Uint8Array, fileName = ""): readonly CwrTransaction[] {
  return readCwrBytes(bytes, { fileName }).flatMap((event) => (event.kind === "transaction" ? [event.transaction] : []));
}

/** The only transaction of a 3.x file, checked. */
export function checkThird(records: readonly RecordDraft[], version: ThirdVersion = "3.1"): CheckedTransaction {
  const [transaction] = transactionsIn(encodeCwr(thirdFile([records], version)));
  if (transaction === undefined) throw new Error("the file has no transaction");
  return checkTransaction(transaction, { on: DAY });
}

/** What a checked transaction means. */
export function meaningOf(checked: CheckedTransaction, on: LocalDate = DAY): RegistrationDraft {
  return interpretTransaction(checked, { on });
}

export const THIRD_VERSIONS: readonly ThirdVersion[] = ["3.0", "3.1"] satisfies readonly CwrVersion[];
