import type { Field } from "../fixedWidth.ts";
import { FR, RR, society, TR, YES_NO } from "./commonRules.ts";
import type { FieldRule } from "./fieldRules.ts";
import { entered, listed, shareUpTo, where } from "./fieldRules.ts";
import type { CwrVersion } from "./layouts.ts";
import { isThird } from "./layouts.ts";
import { ORN } from "./layouts/details.ts";
import { SPU, SWR } from "./layouts/parties.ts";
import { NWR } from "./layouts/works.ts";
import { MAN, SPT, SWT } from "./layouts/third/parties.ts";
import { LOOKUPS } from "./lookups.ts";
import { THIRD_LOOKUPS } from "./lookupsThird.ts";
import { EVERYBODY } from "./picture.ts";
import { FIELD_RULES } from "./rulesOfFields.ts";
import { shown } from "./transactions.ts";

/** The rules of single fields by record type, as a version has them. */
export function fieldRules(version: CwrVersion): ReadonlyMap<string, readonly FieldRule[]> {
  return isThird(version) ? THIRD_RULES : FIELD_RULES;
}

/** In 2.x the sign that a party is unknown may be empty, and must be on a controlled one; in 3.x it is Y or N. */
const REPLACED = new Set(["SPU-F-007", "SPU-F-008", "SWR-F-004", "SWR-F-005"]);

/** The lists of 3.x that differ. */
const LISTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["Language Code", THIRD_LOOKUPS.languageCode],
  [NWR.textMusicRelationship.label, THIRD_LOOKUPS.textMusicRelationship],
  [SPU.usaLicense.label, THIRD_LOOKUPS.usaLicenseIndicator],
  [SWR.usaLicense.label, THIRD_LOOKUPS.usaLicenseIndicator],
]);

/**
 * What 2.2 asks of a field holds for the field of 3.x that means the same, with the lists of 3.x: the rules of 3.1 are known by number and
 * severity alone. A rule keeps the key that it has in 2.2; of a field that 3.x does not have nothing is asked.
 */
function carriedOver(type: string): readonly FieldRule[] {
  const rules = (FIELD_RULES.get(type) ?? []).filter(({ code }) => !REPLACED.has(code));
  return rules.map((rule) => {
    const list = LISTS.get(rule.field.label);
    // Rules that ask for a language to be there at all ask for no list.
    if (list === undefined || !rule.passesEmpty) return rule;
    const { code, field, severity, descriptive, fallback } = rule;
    return listed(code, field, { severity, descriptive, fallback, list });
  });
}

function unknownIndicator(field: Field, who: "publisher" | "writer", controlled: boolean): FieldRule[] {
  const known = where("CWR_UNKNOWN_CONTROLLED", field, {
    ...TR,
    fault: (text) => (text === "Y" ? `A controlled ${who} is known: the indicator is "Y", "N" would be right.` : null),
  });
  return [listed("CWR_UNKNOWN_INDICATOR", field, { ...FR, list: YES_NO, mandatory: true, fallback: "N" }), ...(controlled ? [known] : [])];
}

function rowRules(fields: typeof SPT | typeof SWT): FieldRule[] {
  return [
    society("CWR_ROW_SOCIETY", fields.prSociety),
    society("CWR_ROW_SOCIETY", fields.mrSociety),
    society("CWR_ROW_SOCIETY", fields.srSociety),
    where("CWR_RECIPIENT", fields.recipientCode, {
      ...FR,
      fallback: EVERYBODY,
      fault: (text) =>
        /^\d{1,4}$/.test(text)
          ? null
          : `Recipient Code is ${shown(text)}; four digits, such as 0052 of a recipient or 0000 of all, would be right.`,
    }),
  ];
}

const MAN_RULES: readonly FieldRule[] = [
  entered("CWR_MANUSCRIPT_WRITER", MAN.writerPartyNumber, TR),
  ...[MAN.prShare, MAN.mrShare, MAN.srShare].map((field) => shareUpTo("CWR_MANUSCRIPT_SHARE", field, { ...TR, most: 10_000 })),
];

const FTV_RULES: readonly FieldRule[] = [
  listed("CWR_PRODUCTION_PURPOSE", ORN.intendedPurpose, { ...RR, list: LOOKUPS.intendedPurpose, mandatory: true }),
  entered("CWR_PRODUCTION_TITLE", ORN.productionTitle, RR),
];

const THIRD_RULES: ReadonlyMap<string, readonly FieldRule[]> = new Map<string, readonly FieldRule[]>([
  ...[...FIELD_RULES.keys()].map((type) => [type, carriedOver(type)] as const),
  ["WRK", carriedOver("NWR")],
  ["SPU", [...carriedOver("SPU"), ...unknownIndicator(SPU.publisherUnknownIndicator, "publisher", true)]],
  ["OPU", [...unknownIndicator(SPU.publisherUnknownIndicator, "publisher", false), ...carriedOver("OPU")]],
  ["SWR", [...carriedOver("SWR"), ...unknownIndicator(SWR.writerUnknownIndicator, "writer", true)]],
  ["OWR", [...unknownIndicator(SWR.writerUnknownIndicator, "writer", false), ...carriedOver("OWR")]],
  ["SPT", [...carriedOver("SPT"), ...rowRules(SPT)]],
  ["OPT", [...carriedOver("OPT"), ...rowRules(SPT)]],
  ["SWT", [...carriedOver("SWT"), ...rowRules(SWT)]],
  ["OWT", [...carriedOver("OWT"), ...rowRules(SWT)]],
  ["MAN", MAN_RULES],
  ["OWK", carriedOver("VER")],
  ["NOT", carriedOver("NET")],
  ["FTV", FTV_RULES],
]);
