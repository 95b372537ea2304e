import { parseTisCode } from "../../territories/tis.ts";
import { baseNumber, DESCRIPTIVE, FR, language, nameNumber, RR, society, TR, YES_NO } from "./commonRules.ts";
import type { FieldRule } from "./fieldRules.ts";
import { dated, entered, listed, numeric, remembered, shareUpTo, where } from "./fieldRules.ts";
import { AGR, IPA, NPA, TER } from "./layouts/control.ts";
import { LOOKUPS } from "./lookups.ts";
import { shown, textOf } from "./transactions.ts";

/** Zeros are no date; these fields need one. */
const NO_DATE = /^0*$/;

const AGR_RULES: readonly FieldRule[] = [
  entered("CWR_AGREEMENT_NUMBER", AGR.submitterAgreementNumber, TR),
  listed("CWR_AGREEMENT_TYPE", AGR.agreementType, { ...TR, list: LOOKUPS.agreementType, mandatory: true }),
  where("CWR_AGREEMENT_START", AGR.agreementStartDate, {
    ...TR,
    fault: (text) => (NO_DATE.test(text) ? "Agreement Start Date is empty; the day the agreement begins would be right." : null),
  }),
  dated("CWR_AGREEMENT_START", AGR.agreementStartDate, TR),
  // A wrong end that was read as none would let the agreement run for ever.
  dated("CWR_AGREEMENT_END", AGR.agreementEndDate, TR),
  dated("CWR_AGREEMENT_RETENTION", AGR.retentionEndDate, TR),
  dated("CWR_AGREEMENT_SIGNED", AGR.dateOfSignatureOfAgreement, FR),
  dated("CWR_AGREEMENT_PRIOR_ROYALTY", AGR.priorRoyaltyStartDate, FR),
  dated("CWR_AGREEMENT_POST_TERM", AGR.postTermCollectionEndDate, FR),
  where("CWR_AGREEMENT_CLAUSE", AGR.salesManufactureClause, {
    ...TR,
    fault: (text, record) => {
      const type = textOf(record, AGR.agreementType);
      const specific = type === "OS" || type === "PS";
      if (text === "S" || text === "M" || (text === "" && !specific)) return null;
      return `Sales/Manufacture Clause is ${shown(text)} in an agreement of type ${type}; S or M would be right.`;
    },
  }),
  numeric("CWR_AGREEMENT_WORKS", AGR.numberOfWorks, { ...DESCRIPTIVE, fallback: "0" }),
  listed("CWR_AGREEMENT_SHARES_CHANGE", AGR.sharesChange, { ...FR, list: YES_NO, fallback: "N" }),
  listed("CWR_AGREEMENT_ADVANCE", AGR.advanceGiven, { ...FR, list: YES_NO, fallback: "N" }),
];

const TER_RULES: readonly FieldRule[] = [
  listed("CWR_AGREEMENT_SIGN", TER.sign, { ...TR, list: new Set(["I", "E"]), mandatory: true }),
  where("CWR_AGREEMENT_TERRITORY", TER.territory, {
    ...TR,
    fault: remembered((text) => {
      const parsed = parseTisCode(text);
      return parsed.ok ? null : `${TER.territory.label}: ${parsed.problems[0]?.message ?? shown(text)}`;
    }),
  }),
];

const IPA_RULES: readonly FieldRule[] = [
  listed("CWR_AGREEMENT_ROLE", IPA.agreementRoleCode, { ...TR, list: LOOKUPS.agreementRoleCode, mandatory: true }),
  nameNumber("CWR_AGREEMENT_IPI", IPA.ipiNameNumber),
  baseNumber("CWR_AGREEMENT_IPI_BASE", IPA.ipiBaseNumber),
  entered("CWR_AGREEMENT_PARTY_NUMBER", IPA.partyNumber, TR),
  entered("CWR_AGREEMENT_PARTY_NAME", IPA.lastName, TR),
  ...[IPA.prSociety, IPA.mrSociety, IPA.srSociety].map((field) => society("CWR_AGREEMENT_SOCIETY", field)),
  ...[IPA.prShare, IPA.mrShare, IPA.srShare].map((field) => shareUpTo("CWR_AGREEMENT_SHARE", field, { ...TR, most: 10_000 })),
];

const NPA_RULES: readonly FieldRule[] = [
  entered("CWR_AGREEMENT_NATIVE_NAME", NPA.lastName, RR),
  language("CWR_AGREEMENT_LANGUAGE", NPA.languageCode, FR),
];

/**
 * The rules of the fields of an agreement (CWR 2.2: AGR, TER, IPA, NPA). The layouts tell what must be entered and the code lists what may
 * be; the standard's numbers of these rules were not read, so the codes are ours.
 */
export const AGREEMENT_RULES: ReadonlyMap<string, readonly FieldRule[]> = new Map([
  ["AGR", AGR_RULES],
  ["TER", TER_RULES],
  ["IPA", IPA_RULES],
  ["NPA", NPA_RULES],
]);
