import { SPECIAL_PARTIES } from "../../identifiers/ipiBaseNumber.ts";
import { SPU, SWR } from "./layouts/parties.ts";
import type { CwrRecord } from "./transactions.ts";
import { textOf } from "./transactions.ts";

/** A party that stands for nobody in particular. */
export type SpecialParty = "PUBLIC_DOMAIN" | "TRADITIONAL" | "UNKNOWN_CREATOR" | "UNKNOWN_PUBLISHER";

const BY_BASE_NUMBER: ReadonlyMap<string, SpecialParty> = new Map([
  [SPECIAL_PARTIES.publicDomain, "PUBLIC_DOMAIN"],
  [SPECIAL_PARTIES.traditional, "TRADITIONAL"],
  [SPECIAL_PARTIES.unknownCreator, "UNKNOWN_CREATOR"],
  [SPECIAL_PARTIES.unknownPublisher, "UNKNOWN_PUBLISHER"],
]);

/** Name numbers of the same parties: DP and PUBLIC DOMAIN (as CISAC's ISWC agency software lists them). */
const BY_NAME_NUMBER: ReadonlyMap<string, SpecialParty> = new Map([
  ["00039657154", "PUBLIC_DOMAIN"],
  ["00865900903", "PUBLIC_DOMAIN"],
]);

/** The party that an IPI base number stands for, where it is nobody in particular. */
export function specialPartyByNumber(ipiBaseNumber: string | null): SpecialParty | null {
  return ipiBaseNumber === null ? null : (BY_BASE_NUMBER.get(ipiBaseNumber) ?? null);
}

/** Whether a publisher's or writer's line names one of them: by IPI number, by the name DP, or by the sign that it is unknown. */
export function specialPartyOf(record: CwrRecord): SpecialParty | null {
  const writer = record.type === "SWR" || record.type === "OWR" || record.type === "WRI";
  const fields = writer ? SWR : SPU;
  const named =
    BY_BASE_NUMBER.get(textOf(record, fields.ipiBaseNumber)) ?? BY_NAME_NUMBER.get(textOf(record, fields.ipiNameNumber).padStart(11, "0"));
  if (named !== undefined) return named;
  if (writer && ["DP", "PUBLIC DOMAIN"].includes(textOf(record, SWR.lastName)) && textOf(record, SWR.firstName) === "")
    return "PUBLIC_DOMAIN";
  const unknown = textOf(record, writer ? SWR.writerUnknownIndicator : SPU.publisherUnknownIndicator) === "Y";
  return unknown ? (writer ? "UNKNOWN_CREATOR" : "UNKNOWN_PUBLISHER") : null;
}
