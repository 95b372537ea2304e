import type { AgreementDraft, AgreementPartyDraft } from "../../drafts.ts";
import type { LocalDate } from "../../period.ts";
import { previousDay } from "../../period.ts";
import type { RightFamily } from "../../rights.ts";
import type { Field } from "../fixedWidth.ts";
import { AGR, IPA, NPA, TER } from "./layouts/control.ts";
import type { RecordDraft } from "./write.ts";
import { hundredthsIn } from "./write.ts";

/** An agreement as the records of one transaction, to be written with CwrFileWriter in a group AGR: read again, it says the same. */
export function recordsOfAgreement(agreement: AgreementDraft): RecordDraft[] {
  const { territories, parties } = agreement;
  return [
    headerOf(agreement),
    ...territories.rows.map(({ sign, territory }) => draft("TER", [TER.sign, sign], [TER.territory, territory])),
    ...parties.flatMap(partyRecords),
  ];
}

function headerOf(agreement: AgreementDraft): RecordDraft {
  const { period, retainedUntil, priorRoyalties, postTermCollection } = agreement;
  return draft(
    "AGR",
    [AGR.submitterAgreementNumber, agreement.submitterAgreementNumber],
    [AGR.internationalStandardAgreementCode, agreement.internationalCode ?? ""],
    [AGR.agreementType, agreement.type],
    [AGR.agreementStartDate, digits(period.from)],
    [AGR.agreementEndDate, lastDay(period.until)],
    [AGR.retentionEndDate, lastDay(retainedUntil)],
    [AGR.priorRoyaltyStatus, priorRoyalties.status],
    [AGR.priorRoyaltyStartDate, digits(priorRoyalties.from)],
    [AGR.postTermCollectionStatus, postTermCollection.status],
    [AGR.postTermCollectionEndDate, lastDay(postTermCollection.until)],
    [AGR.dateOfSignatureOfAgreement, digits(agreement.signedOn)],
    [AGR.numberOfWorks, String(Math.min(agreement.workCount, 99_999))],
    [AGR.salesManufactureClause, agreement.clause ?? ""],
    [AGR.sharesChange, agreement.sharesChange ? "Y" : "N"],
    [AGR.advanceGiven, agreement.advanceGiven ? "Y" : "N"],
    [AGR.societyAssignedAgreementNumber, agreement.societyAgreementNumber ?? ""],
  );
}

function partyRecords(party: AgreementPartyDraft): RecordDraft[] {
  const { affiliations, nativeName, submitterPartyNumber } = party;
  const share = (family: RightFamily): string => hundredthsIn(party.figures, family);
  const named = draft(
    "IPA",
    [IPA.agreementRoleCode, party.role === "ASSIGNOR" ? "AS" : "AC"],
    [IPA.ipiNameNumber, party.ipiNameNumber ?? ""],
    [IPA.ipiBaseNumber, party.ipiBaseNumber ?? ""],
    [IPA.partyNumber, submitterPartyNumber],
    [IPA.lastName, party.lastName],
    [IPA.firstName, party.firstName ?? ""],
    [IPA.prSociety, affiliations.PERFORMING ?? ""],
    [IPA.prShare, share("PERFORMING")],
    [IPA.mrSociety, affiliations.MECHANICAL ?? ""],
    [IPA.mrShare, share("MECHANICAL")],
    [IPA.srSociety, affiliations.SYNC ?? ""],
    [IPA.srShare, share("SYNC")],
  );
  return nativeName === null ? [named] : [named, draft("NPA", [NPA.partyNumber, submitterPartyNumber], [NPA.lastName, nativeName])];
}

function draft(type: string, ...values: readonly (readonly [Field, string])[]): RecordDraft {
  return { type, values: new Map(values) };
}

function digits(day: LocalDate | null): string {
  return day?.replaceAll("-", "") ?? "";
}

/** CWR writes the last day, we the day after. */
function lastDay(until: LocalDate | null): string {
  return until === null ? "" : digits(previousDay(until));
}
