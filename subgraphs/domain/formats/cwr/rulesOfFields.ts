import { parseIsrc } from "../../identifiers/isrc.ts";
import type { Field } from "../fixedWidth.ts";
import { fieldText } from "../fixedWidth.ts";
import { baseNumber, DESCRIPTIVE, FR, iswc, language, nameNumber, RR, TR, YES_NO, YES_NO_UNKNOWN } from "./commonRules.ts";
import { DETAIL_RULES, ISRC_VALIDITY } from "./detailRules.ts";
import type { FieldRule } from "./fieldRules.ts";
import { dated, durationOf, entered, identified, listed, numeric, timed, where } from "./fieldRules.ts";
import { COM, IND, ORN, REC } from "./layouts/details.ts";
import { ALT, EWT, NAT, NPR, NWR, PER, VER } from "./layouts/works.ts";
import { LOOKUPS } from "./lookups.ts";
import { PARTY_RULES } from "./partyRules.ts";
import { shown, textOf } from "./transactions.ts";

const TITLE_TYPES = new Set([...LOOKUPS.titleType].filter((type) => type !== "OT"));

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
    fault: (_, { text, layout }) =>
      (layout ?? REC).fields.slice(1).every((field) => /^0*$/.test(fieldText(text, field)))
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
  ISRC_VALIDITY,
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
  ...PARTY_RULES,
  ...DETAIL_RULES,
  ["NWR", NWR_RULES],
  ["REV", NWR_RULES],
  ["ALT", ALT_RULES],
  [
    "NAT",
    [
      entered("NAT-F-001", NAT.title, RR),
      listed("NAT-F-002", NAT.titleType, { ...FR, list: LOOKUPS.titleType, mandatory: true, fallback: "AT" }),
      language("NAT-F-003", NAT.languageCode, FR),
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
