import { textKeys } from "../domain/search/keys.ts";
import { nameKey, searchTokens } from "../domain/textKeys.ts";
import { hanReader } from "../kit/han.ts";
import type { NameRecord, PartyNameKind } from "./model.ts";

/** Names of a party at most; a party that files spell in more ways keeps the first ones. */
export const NAMES_MAX = 100;
/** Search keys of a party at most. */
const TOKENS_MAX = 400;

/** The parts of a name as somebody states it. */
export interface StatedName {
  readonly lastName: string;
  readonly firstName: string | null;
  readonly kind: PartyNameKind;
  readonly ipiNameNumber: string | null;
  readonly language: string | null;
  /** Days on which it is borne; null or absent is open. */
  readonly from?: string | null;
  readonly until?: string | null;
}

/** A name as it is stored: with its text as shown (Latin: first name, last name; Han: family name first, no space) and its script (ISO 15924). */
export function nameRecord({ lastName, firstName, kind, ipiNameNumber, language, from, until }: StatedName): NameRecord {
  const [last, first] = [tidy(lastName), firstName === null ? "" : tidy(firstName)];
  const script = scriptOf(last + first);
  const text = first === "" ? last : script === "Hani" ? `${last}${first}` : `${first} ${last}`;
  return {
    ...{ text, lastName: last, firstName: first === "" ? null : first, kind, ipiNameNumber, script, language },
    ...(typeof from === "string" ? { from } : {}),
    ...(typeof until === "string" ? { until } : {}),
  };
}

/** ISO 15924: `Hani` as soon as there is one Han character, else `Latn`, else `Zyyy` (another). */
export function scriptOf(text: string): string {
  if (/\p{Script=Han}/u.test(text)) return "Hani";
  return /\p{Script=Latin}/u.test(text) ? "Latn" : "Zyyy";
}

/** Whether a name is one of several parties: a group pseudonym, or another shared name. */
export function isShared({ kind }: NameRecord): boolean {
  return kind === "PG" || kind === "HR";
}

/** The first patronym, else the first name. */
export function mainName(names: readonly NameRecord[]): NameRecord | undefined {
  return names.find(({ kind }) => kind === "PA") ?? names[0];
}

/** The keys that a party's names are found by. */
export function searchKeys(names: readonly NameRecord[]): { readonly tokens: readonly string[]; readonly nameKeys: readonly string[] } {
  const keys = names.map(({ text }) => textKeys(text, hanReader));
  const parts = names.flatMap(({ text }, at) => [...(keys[at]?.parts ?? []), ...searchTokens(text)]);
  const tokens = new Set([...keys.flatMap(({ whole }) => whole), ...parts]);
  const nameKeys = new Set(names.map(({ text }) => nameKey(text)).filter((key) => key !== ""));
  return { tokens: [...tokens].slice(0, TOKENS_MAX), nameKeys: [...nameKeys] };
}

/** The words of names that queries with typos are corrected to. */
export function searchWords(names: readonly NameRecord[]): string[] {
  return names.flatMap(({ text }) => textKeys(text, hanReader).vocabulary);
}

/** Whether two names are one: equal text but for case, marks and order, and no two different numbers. */
export function isSameName(one: NameRecord, other: NameRecord): boolean {
  const numbersAgree = one.ipiNameNumber === null || other.ipiNameNumber === null || one.ipiNameNumber === other.ipiNameNumber;
  return numbersAgree && nameKey(one.text) === nameKey(other.text);
}

/** Whether two names say the same, whoever stated them. */
export function isEqualName(one: NameRecord, other: NameRecord): boolean {
  const fields = ["text", "lastName", "firstName", "kind", "ipiNameNumber", "script", "language", "from", "until"] as const;
  return fields.every((field) => one[field] === other[field]);
}

function tidy(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, " ").trim();
}
