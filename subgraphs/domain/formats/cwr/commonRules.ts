import { parseIpiBaseNumber } from "../../identifiers/ipiBaseNumber.ts";
import { parseIpiNameNumber } from "../../identifiers/ipiNameNumber.ts";
import { parseIswc } from "../../identifiers/iswc.ts";
import { findSociety } from "../../societies.ts";
import type { Field } from "../fixedWidth.ts";
import type { FieldRule } from "./fieldRules.ts";
import { identified, listed, remembered, where } from "./fieldRules.ts";
import { LOOKUPS } from "./lookups.ts";
import { shown } from "./transactions.ts";

export const TR = { severity: "TR" } as const;
/** Official severity TR, but only a description of the work: see FieldRule.descriptive. */
export const DESCRIPTIVE = { severity: "TR", descriptive: true } as const;
export const RR = { severity: "RR" } as const;
export const FR = { severity: "FR" } as const;
export const YES_NO = new Set(["Y", "N"]);
export const YES_NO_UNKNOWN = new Set(["Y", "N", "U"]);

/** An ISWC with a right check digit, else none. */
export function iswc(code: string, field: Field): FieldRule {
  return identified(code, field, { ...FR, parse: parseIswc });
}

/** An IPI name number with right check digits, else none. */
export function nameNumber(code: string, field: Field): FieldRule {
  return identified(code, field, { ...FR, parse: parseIpiNameNumber });
}

/** An IPI base number with a right check digit, else none. */
export function baseNumber(code: string, field: Field): FieldRule {
  return identified(code, field, { ...FR, parse: parseIpiBaseNumber });
}

/** 099 (no society) is no society of the list, and right all the same. */
export function society(code: string, field: Field): FieldRule {
  const fault = remembered((text) => {
    // Of four digits (3.x) the first is a zero.
    const code = text.replace(/^0(?=\d{3}$)/, "").padStart(3, "0");
    if (text === "" || code === "099" || findSociety(code) !== null) return null;
    return `${field.label} is ${shown(text)}; the number of a society, such as 052, or 099 for none, would be right.`;
  });
  return where(code, field, { ...FR, passesEmpty: true, fault });
}

/** A CIS language code. */
export function language(
  code: string,
  field: Field,
  edit: { readonly severity: "TR" | "RR" | "FR"; readonly descriptive?: boolean },
): FieldRule {
  return listed(code, field, { ...edit, list: LOOKUPS.cisLanguageCode });
}
