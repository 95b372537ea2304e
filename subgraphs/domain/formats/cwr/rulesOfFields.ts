import { parseIpiBaseNumber } from "../../identifiers/ipiBaseNumber.ts";
import { parseIpiNameNumber } from "../../identifiers/ipiNameNumber.ts";
import { parseIsrc } from "../../identifiers/isrc.ts";
import { parseIswc } from "../../identifiers/iswc.ts";
import { findSociety } from "../../societies.ts";
import { parseTisCode } from "../../territories/tis.ts";
import type { Field } from "../fixedWidth.ts";
import { fieldText } from "../fixedWidth.ts";
import type { FieldRule } from "./fieldRules.ts";
import { dated, durationOf, entered, identified, listed, numeric, shareUpTo, timed, where } from "./fieldRules.ts";
import { COM, IND, ORN, REC } from "./layouts/details.ts";
import { NPN, NWN, SPT, SPU, SWR, SWT } from "./layouts/parties.ts";
import { ALT, EWT, NAT, NPR, NWR, PER, VER } from "./layouts/works.ts";
import { LOOKUPS } from "./lookups.ts";
import { shown, textOf } from "./transactions.ts";

const TR = { severity: "TR" } as const;
/** Official severity TR, but only a description of the work: see FieldRule.descriptive. */
const DESCRIPTIVE = { severity: "TR", descriptive: true } as const;
const RR = { severity: "RR" } as const;
const FR = { severity: "FR" } as const;
const YES_NO = new Set(["Y", "N"]);
const YES_NO_UNKNOWN = new Set(["Y", "N", "U"]);
const TITLE_TYPES = new Set([...LOOKUPS.titleType].filter((type) => type !== "OT"));

function iswc(code: string, field: Field): FieldRule {
  return identified(code, field, { ...FR, parse: parseIswc });
}

function nameNumber(code: string, field: Field): FieldRule {
  return identified(code, field, { ...FR, parse: parseIpiNameNumber });
}

function baseNumber(code: string, field: Field): FieldRule {
  return identified(code, field, { ...FR, parse: parseIpiBaseNumber });
}

/** 099 (no society) is no society of the list, and right all the same. */
function society(code: string, field: Field): FieldRule {
  return where(code, field, {
    ...FR,
    fault: (text) => {
      if (text === "" || text === "099" || findSociety(text.padStart(3, "0")) !== null) return null;
      return `${field.label} is ${shown(text)}; the number of a society, such as 052, or 099 for none, would be right.`;
    },
  });
}

function language(code: string, field: Field, edit: { readonly severity: "TR" | "RR" | "FR"; readonly descriptive?: boolean }): FieldRule {
  return listed(code, field, { ...edit, list: LOOKUPS.cisLanguageCode });
}

/** Only where the version type says that the work modifies another. */
function ofModification(code: string, field: Field, list: ReadonlySet<string>): FieldRule {
  return where(code, field, {
    ...DESCRIPTIVE,
    fault: (text, record) => {
      if (textOf(record, NWR.versionType) !== "MOD" || list.has(text)) return null;
      return `${field.label} is ${shown(text)} on a modified work; ${[...list].join(", ")} would be right.`;
    },
  });
}

const NWR_RULES: readonly FieldRule[] = [
  entered("NWR-F-001", NWR.workTitle, TR),
  language("NWR-F-002", NWR.languageCode, DESCRIPTIVE),
  entered("NWR-F-003", NWR.submitterWorkNumber, TR),
  iswc("NWR-F-004", NWR.iswc),
  dated("NWR-F-005", NWR.copyrightDate, FR),
  listed("NWR-F-006", NWR.category, { ...DESCRIPTIVE, list: LOOKUPS.category, mandatory: true, fallback: "UNC" }),
  where("NWR-F-007", NWR.duration, {
    ...DESCRIPTIVE,
    fault: (text, record) => {
      if (textOf(record, NWR.category) !== "SER" || (durationOf(text) ?? 0) > 0) return null;
      return `Duration is ${shown(text)} on a serious work; hours, minutes and seconds greater than zero would be right.`;
    },
  }),
  timed("NWR-F-008", NWR.duration, FR),
  listed("NWR-F-009", NWR.recordedIndicator, { ...FR, list: YES_NO_UNKNOWN, mandatory: true, fallback: "U" }),
  listed("NWR-F-010", NWR.textMusicRelationship, { ...FR, list: LOOKUPS.textMusicRelationship }),
  listed("NWR-F-011", NWR.compositeType, { ...FR, list: LOOKUPS.compositeType }),
  listed("NWR-F-012", NWR.versionType, { ...DESCRIPTIVE, list: LOOKUPS.versionType, mandatory: true }),
  listed("NWR-F-013", NWR.excerptType, { ...FR, list: LOOKUPS.excerptType }),
  ofModification("NWR-F-014", NWR.musicArrangement, LOOKUPS.musicArrangement),
  ofModification("NWR-F-015", NWR.lyricAdaptation, LOOKUPS.lyricAdaptation),
  listed("NWR-F-016", NWR.grandRights, { ...FR, list: YES_NO }),
  listed("NWR-F-017", NWR.cwrWorkType, { ...FR, list: LOOKUPS.cwrWorkType }),
  where("NWR-F-018", NWR.compositeComponentCount, {
    ...DESCRIPTIVE,
    fault: (text, record) =>
      textOf(record, NWR.compositeType) !== "" && /^0*$/.test(text)
        ? "A composite work needs the count of its components; it is empty."
        : null,
  }),
  where("NWR-F-019", NWR.compositeType, {
    ...DESCRIPTIVE,
    fault: (text, record) =>
      text === "" && !/^0*$/.test(textOf(record, NWR.compositeComponentCount))
        ? "A count of components needs a composite type; it is empty."
        : null,
  }),
  where("NWR-F-020", NWR.compositeComponentCount, {
    ...DESCRIPTIVE,
    fault: (text) =>
      /^0*$/.test(text) || (/^\d+$/.test(text) && Number(text) > 1)
        ? null
        : `The count of components is ${shown(text)}; a number greater than 1 would be right.`,
  }),
  listed("NWR-F-022", NWR.musicArrangement, { ...DESCRIPTIVE, list: LOOKUPS.musicArrangement }),
  listed("NWR-F-023", NWR.lyricAdaptation, { ...DESCRIPTIVE, list: LOOKUPS.lyricAdaptation }),
];

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
      fault: (text) => {
        const parsed = parseTisCode(text);
        return parsed.ok ? null : `${fields.territory.label}: ${parsed.problems[0]?.message ?? shown(text)}`;
      },
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

const ALT_RULES: readonly FieldRule[] = [
  entered("ALT-F-001", ALT.alternateTitle, RR),
  listed("ALT-F-002", ALT.titleType, { ...FR, list: TITLE_TYPES, mandatory: true, fallback: "AT" }),
  language("ALT-F-003", ALT.languageCode, RR),
  where("ALT-F-006", ALT.languageCode, {
    ...RR,
    fault: (text, record) =>
      text === "" && ["OL", "AL"].includes(textOf(record, ALT.titleType))
        ? "A title in the original or another language needs its language code; it is empty."
        : null,
  }),
];

const REC_RULES: readonly FieldRule[] = [
  where("REC-F-001", REC.isrc, {
    ...RR,
    fault: (_, { text }) =>
      REC.fields.slice(1).every((field) => /^0*$/.test(fieldText(text, field)))
        ? "The recording says nothing: at least one field must be entered."
        : null,
  }),
  dated("REC-F-002", REC.releaseDate, FR),
  timed("REC-F-003", REC.releaseDuration, FR),
  where("REC-F-009", REC.ean, {
    ...FR,
    fault: (text) =>
      /^0*$/.test(text) || validEan(text) ? null : `EAN is ${shown(text)}; 13 digits with a right check digit would be right.`,
  }),
  identified("REC-F-010", REC.isrc, { ...FR, parse: parseIsrc }),
  listed("REC-F-011", REC.recordingFormat, { ...FR, list: new Set(["A", "V"]), fallback: "A" }),
  listed("REC-F-012", REC.recordingTechnique, { ...FR, list: LOOKUPS.recordingTechnique, fallback: "U" }),
  listed("REC-F-014", REC.mediaType, { ...FR, list: LOOKUPS.biemCisacMediaType }),
];

/** EAN-13: digits weighted 1 and 3 in turn add up to a multiple of ten. */
function validEan(text: string): boolean {
  if (!/^\d{13}$/.test(text)) return false;
  return [...text].reduce((sum, digit, at) => sum + Number(digit) * (at % 2 === 0 ? 1 : 3), 0) % 10 === 0;
}

const ORN_RULES: readonly FieldRule[] = [
  listed("ORN-F-001", ORN.intendedPurpose, { ...RR, list: LOOKUPS.intendedPurpose, mandatory: true }),
  where("ORN-F-004", ORN.cdIdentifier, {
    ...RR,
    fault: (text, record) =>
      text === "" && textOf(record, ORN.intendedPurpose) === "LIB"
        ? "A library work needs its CD identifier (INTERNET where there is no CD); it is empty."
        : null,
  }),
  numeric("ORN-F-005", ORN.cutNumber, FR),
  listed("ORN-F-006", ORN.bltvr, { ...FR, list: LOOKUPS.bltvr }),
  where("ORN-F-008", ORN.yearOfProduction, {
    ...FR,
    fault: (text) => (/^(0*|1[89]\d\d|2\d\d\d)$/.test(text) ? null : `Year of production is ${shown(text)}; four digits would be right.`),
  }),
  where("ORN-F-010", ORN.productionTitle, {
    ...RR,
    fault: (text, record) =>
      text === "" && textOf(record, ORN.library) === "" ? "The origin names neither a production title nor a library." : null,
  }),
  where("ORN-F-013", ORN.productionTitle, {
    ...DESCRIPTIVE,
    fault: (text, record) =>
      text === "" && ["FIL", "TEL"].includes(textOf(record, ORN.intendedPurpose))
        ? "A film or television work needs the production title; it is empty."
        : null,
  }),
];

const COM_RULES: readonly FieldRule[] = [
  entered("COM-F-001", COM.title, RR),
  iswc("COM-F-002", COM.iswcOfComponent),
  timed("COM-F-003", COM.duration, FR),
  entered("COM-F-004", COM.writer1LastName, RR),
];

/** The rules of single fields by record type, in the words of CWR 2.2 sections 4 and 5. What needs a society's own data base is not asked here. */
export const FIELD_RULES: ReadonlyMap<string, readonly FieldRule[]> = new Map<string, readonly FieldRule[]>([
  ["NWR", NWR_RULES],
  ["REV", NWR_RULES],
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
  ["ALT", ALT_RULES],
  [
    "NAT",
    [
      entered("NAT-F-001", NAT.title, RR),
      listed("NAT-F-002", NAT.titleType, { ...FR, list: LOOKUPS.titleType, mandatory: true, fallback: "AT" }),
      language("NAT-F-003", NAT.languageCode, RR),
    ],
  ],
  [
    "EWT",
    [entered("EWT-F-001", EWT.entireWorkTitle, RR), iswc("EWT-F-002", EWT.iswcOfEntireWork), language("EWT-F-003", EWT.languageCode, FR)],
  ],
  [
    "VER",
    [
      entered("VER-F-001", VER.originalWorkTitle, RR),
      iswc("VER-F-002", VER.iswcOfOriginalWork),
      language("VER-F-003", VER.languageCode, FR),
    ],
  ],
  ["PER", [entered("PER-F-001", PER.lastName, RR), nameNumber("PER-F-002", PER.ipiNameNumber), baseNumber("PER-F-003", PER.ipiBaseNumber)]],
  [
    "NPR",
    [nameNumber("NPR-F-002", NPR.ipiNameNumber), baseNumber("NPR-F-003", NPR.ipiBaseNumber), language("NPR-F-004", NPR.languageCode, FR)],
  ],
  ["REC", REC_RULES],
  ["ORN", ORN_RULES],
  [
    "IND",
    [
      listed("IND-F-001", IND.instrumentCode, { ...RR, list: LOOKUPS.instrument, mandatory: true }),
      numeric("IND-F-002", IND.numberOfPlayers, RR),
    ],
  ],
  ["COM", COM_RULES],
]);
