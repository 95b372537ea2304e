import { parseTisCode } from "../../territories/tis.ts";
import type { Field } from "../fixedWidth.ts";
import { baseNumber, FR, language, nameNumber, RR, society, TR, YES_NO, YES_NO_UNKNOWN } from "./commonRules.ts";
import type { FieldRule } from "./fieldRules.ts";
import { entered, listed, numeric, remembered, shareUpTo, where } from "./fieldRules.ts";
import { NPN, NWN, SPT, SPU, SWR, SWT } from "./layouts/parties.ts";
import { LOOKUPS } from "./lookups.ts";
import { shown, textOf } from "./transactions.ts";

const PUBLISHER_RULES: readonly FieldRule[] = [
  numeric("SPU-F-001", SPU.publisherSequence, TR),
  listed("SPU-F-006", SPU.publisherType, { ...TR, list: LOOKUPS.publisherType }),
  nameNumber("SPU-F-010", SPU.ipiNameNumber),
  society("SPU-F-012", SPU.prSociety),
  shareUpTo("SPU-F-013", SPU.prShare, { ...TR, most: 5000 }),
  society("SPU-F-015", SPU.mrSociety),
  shareUpTo("SPU-F-016", SPU.mrShare, { ...TR, most: 10000 }),
  society("SPU-F-017", SPU.srSociety),
  shareUpTo("SPU-F-018", SPU.srShare, { ...TR, most: 10000 }),
  listed("SPU-F-020", SPU.specialAgreements, { ...FR, list: LOOKUPS.specialAgreementIndicator }),
  listed("SPU-F-021", SPU.firstRecordingRefusal, { ...FR, list: YES_NO }),
  numeric("SPU-F-023", SPU.taxIdNumber, FR),
  baseNumber("SPU-F-024", SPU.ipiBaseNumber),
  listed("SPU-F-030", SPU.agreementType, { ...FR, list: LOOKUPS.agreementType }),
  listed("SPU-F-031", SPU.usaLicense, { ...FR, list: LOOKUPS.usaLicenseIndicator }),
];

const SPU_RULES: readonly FieldRule[] = [
  entered("SPU-F-002", SPU.partyNumber, TR),
  entered("SPU-F-004", SPU.publisherName, TR),
  entered("SPU-F-005", SPU.publisherType, TR),
  where("SPU-F-007", SPU.publisherUnknownIndicator, {
    ...TR,
    fault: (text) => (text === "" ? null : `A controlled publisher is known: the indicator is ${shown(text)}, empty would be right.`),
  }),
  ...PUBLISHER_RULES,
];

const OPU_RULES: readonly FieldRule[] = [
  listed("SPU-F-008", SPU.publisherUnknownIndicator, { ...FR, list: YES_NO, fallback: "N" }),
  where("SPU-F-009", SPU.publisherUnknownIndicator, {
    ...FR,
    fallback: "N",
    fault: (text, record) =>
      text === "Y" && textOf(record, SPU.publisherName) !== ""
        ? `The publisher is said to be unknown and is named ${shown(textOf(record, SPU.publisherName))}.`
        : null,
  }),
  where("SPU-F-004", SPU.publisherName, {
    ...TR,
    fault: (text, record) =>
      text === "" && textOf(record, SPU.publisherUnknownIndicator) !== "Y"
        ? "A publisher has neither a name nor the sign Y that it is unknown."
        : null,
  }),
  listed("SPU-F-028", SPU.publisherType, { ...FR, list: LOOKUPS.publisherType, mandatory: true, fallback: "E" }),
  ...PUBLISHER_RULES.filter(({ code }) => code !== "SPU-F-006"),
];

const WRITER_RULES: readonly FieldRule[] = [
  listed("SWR-F-008", SWR.designation, { ...TR, list: LOOKUPS.writerDesignation }),
  nameNumber("SWR-F-009", SWR.ipiNameNumber),
  society("SWR-F-010", SWR.prSociety),
  shareUpTo("SWR-F-011", SWR.prShare, { ...TR, most: 10000 }),
  society("SWR-F-012", SWR.mrSociety),
  shareUpTo("SWR-F-013", SWR.mrShare, { ...TR, most: 10000 }),
  society("SWR-F-014", SWR.srSociety),
  shareUpTo("SWR-F-015", SWR.srShare, { ...TR, most: 10000 }),
  listed("SWR-F-016", SWR.reversionaryIndicator, { ...FR, list: YES_NO_UNKNOWN }),
  listed("SWR-F-017", SWR.firstRecordingRefusal, { ...FR, list: YES_NO }),
  listed("SWR-F-018", SWR.workForHireIndicator, { ...FR, list: YES_NO }),
  numeric("SWR-F-021", SWR.taxIdNumber, FR),
  baseNumber("SWR-F-022", SWR.ipiBaseNumber),
  listed("SWR-F-024", SWR.usaLicense, { ...FR, list: LOOKUPS.usaLicenseIndicator }),
];

const SWR_RULES: readonly FieldRule[] = [
  entered("SWR-F-001", SWR.partyNumber, TR),
  entered("SWR-F-003", SWR.lastName, TR),
  where("SWR-F-004", SWR.writerUnknownIndicator, {
    ...TR,
    fault: (text) => (text === "" ? null : `A controlled writer is known: the indicator is ${shown(text)}, empty would be right.`),
  }),
  entered("SWR-F-007", SWR.designation, TR),
  ...WRITER_RULES,
];

const OWR_RULES: readonly FieldRule[] = [
  listed("SWR-F-005", SWR.writerUnknownIndicator, { ...FR, list: YES_NO, fallback: "N" }),
  where("SWR-F-006", SWR.writerUnknownIndicator, {
    ...FR,
    fallback: "N",
    fault: (text, record) =>
      text === "Y" && textOf(record, SWR.lastName) !== ""
        ? `The writer is said to be unknown and is named ${shown(textOf(record, SWR.lastName))}.`
        : null,
  }),
  where("SWR-F-003", SWR.lastName, {
    ...TR,
    fault: (text, record) =>
      text === "" && textOf(record, SWR.writerUnknownIndicator) !== "Y"
        ? "A writer has neither a name nor the sign Y that the writer is unknown."
        : null,
  }),
  ...WRITER_RULES,
];

interface CollectionFields {
  readonly prShare: Field;
  readonly mrShare: Field;
  readonly srShare: Field;
  readonly sign: Field;
  readonly territory: Field;
  readonly sharesChange: Field;
  readonly sequence: Field;
}

/** SPT and SWT have the same rules under other numbers. */
function collectionRules(
  fields: CollectionFields,
  codes: {
    readonly pr: string;
    readonly mr: string;
    readonly sr: string;
    readonly tis: string;
    readonly sign: string;
    readonly change: string;
  },
  most: number,
): FieldRule[] {
  return [
    shareUpTo(codes.pr, fields.prShare, { ...TR, most }),
    shareUpTo(codes.mr, fields.mrShare, { ...TR, most: 10000 }),
    shareUpTo(codes.sr, fields.srShare, { ...TR, most: 10000 }),
    where(codes.tis, fields.territory, {
      ...TR,
      fault: remembered((text) => {
        const parsed = parseTisCode(text);
        return parsed.ok ? null : `${fields.territory.label}: ${parsed.problems[0]?.message ?? shown(text)}`;
      }),
    }),
    listed(codes.sign, fields.sign, { ...TR, list: new Set(["I", "E"]), mandatory: true }),
    listed(codes.change, fields.sharesChange, { ...FR, list: YES_NO, fallback: "N" }),
  ];
}

const SPT_RULES = collectionRules(
  SPT,
  { pr: "SPT-F-006", mr: "SPT-F-007", sr: "SPT-F-008", tis: "SPT-F-009", sign: "SPT-F-010", change: "SPT-F-011" },
  5000,
);
const SWT_RULES = collectionRules(
  SWT,
  { pr: "SWT-F-003", mr: "SWT-F-004", sr: "SWT-F-005", tis: "SWT-F-006", sign: "SWT-F-007", change: "SWT-F-008" },
  10000,
);

/** The rules of the fields of publishers, writers and what they collect (CWR 2.2, 5.4 to 5.13). */
export const PARTY_RULES: readonly (readonly [record: string, rules: readonly FieldRule[]])[] = [
  ["SPU", SPU_RULES],
  ["OPU", OPU_RULES],
  ["SPT", SPT_RULES],
  ["OPT", SPT_RULES],
  ["NPN", [entered("NPN-F-003", NPN.publisherName, RR), language("NPN-F-004", NPN.languageCode, FR)]],
  ["SWR", SWR_RULES],
  ["OWR", OWR_RULES],
  ["SWT", SWT_RULES],
  ["OWT", SWT_RULES],
  ["NWN", [entered("NWN-F-002", NWN.lastName, RR), language("NWN-F-003", NWN.languageCode, FR)]],
];
