import { PWR, SPT, SPU, SWR, SWT } from "../../subgraphs/domain/formats/cwr/layouts/parties.ts";
import { NWR } from "../../subgraphs/domain/formats/cwr/layouts/works.ts";
import type { RecordDraft } from "../../subgraphs/domain/formats/cwr/write.ts";
import { CwrFileWriter, encodeCwr } from "../../subgraphs/domain/formats/cwr/write.ts";
import type { Field } from "../../subgraphs/domain/formats/fixedWidth.ts";
import { ipiNameNumberOf } from "../../subgraphs/domain/identifiers/ipiNameNumber.ts";

/** A work of the published sample with one chain: Linda Lenton and Farry Hammers Publishing, 50/50 of the performing right. */
export const DISPUTED = { iswc: "T1249000959", title: "IVY LOVED CHRISTIE" } as const;

/** SACEM's file: another publisher claims the same writer's chain of that work, 50% of the performing right in Europe. */
export function rivalFile(): Uint8Array {
  const writer = new CwrFileWriter("2.1");
  const header = { senderType: "SO", senderId: "058", senderName: "SACEM", createdAt: "2026-01-20T09:00:00.000Z" };
  return encodeCwr(
    [writer.open(header), writer.openGroup("NWR"), writer.transaction(RECORDS), writer.closeGroup(), writer.close()].join(""),
  );
}

const RECORDS: readonly RecordDraft[] = [
  record("NWR", [
    [NWR.workTitle, DISPUTED.title],
    [NWR.submitterWorkNumber, "RIVAL058"],
    [NWR.iswc, DISPUTED.iswc],
    [NWR.category, "UNC"],
    [NWR.recordedIndicator, "Y"],
    [NWR.versionType, "ORI"],
  ]),
  record("SPU", [
    [SPU.publisherSequence, "1"],
    [SPU.partyNumber, "RIVALPUB"],
    [SPU.publisherName, "GRAND BOULEVARD EDITIONS"],
    [SPU.publisherType, "E"],
    [SPU.ipiNameNumber, ipiNameNumberOf(612_345_678)],
    [SPU.prSociety, "058"],
    [SPU.prShare, "5000"],
  ]),
  record("SPT", [
    [SPT.partyNumber, "RIVALPUB"],
    [SPT.prShare, "5000"],
    [SPT.sign, "I"],
    [SPT.territory, "2120"],
    [SPT.sequence, "1"],
  ]),
  record("SWR", [
    [SWR.partyNumber, "RIVALWRI"],
    [SWR.lastName, "LENTON"],
    [SWR.firstName, "LINDA"],
    [SWR.designation, "CA"],
    [SWR.ipiNameNumber, "09490020410"],
    [SWR.prSociety, "052"],
    [SWR.prShare, "5000"],
  ]),
  record("SWT", [
    [SWT.partyNumber, "RIVALWRI"],
    [SWT.prShare, "5000"],
    [SWT.sign, "I"],
    [SWT.territory, "2120"],
    [SWT.sequence, "1"],
  ]),
  record("PWR", [
    [PWR.publisherPartyNumber, "RIVALPUB"],
    [PWR.publisherName, "GRAND BOULEVARD EDITIONS"],
    [PWR.writerPartyNumber, "RIVALWRI"],
  ]),
];

function record(type: string, values: readonly (readonly [Field, string])[]): RecordDraft {
  return { type, values: new Map(values) };
}
