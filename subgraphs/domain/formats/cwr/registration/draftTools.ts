import type { Field } from "../../fixedWidth.ts";
import type { CwrVersion } from "../layouts.ts";
import { LOOKUPS } from "../lookups.ts";
import type { RecordDraft } from "../write.ts";
import type { Notes } from "./notes.ts";
import type { RomanText } from "./roman.ts";
import { tidy, toRoman } from "./roman.ts";

/** What every record of a work is written with. */
export interface RecordGround {
  readonly notes: Notes;
  /** Han in Latin letters, with spaces between syllables. */
  readonly readHan: (text: string) => string;
  /** Says why the work cannot be written at all. */
  refuse(code: string, message: string): void;
}

/** The versions that registrations are written in. */
export type WrittenVersion = Extract<CwrVersion, "2.1" | "2.2">;

export interface WorkGround extends RecordGround {
  readonly version: WrittenVersion;
  readonly transaction: "NWR" | "REV";
  /** Designations of the writers: they tell an original work from a modified one where nobody else does. */
  readonly designations: readonly string[];
}

export function draft(type: string, ...values: readonly (readonly [Field, string])[]): RecordDraft {
  return { type, values: new Map(values) };
}

/** A text for a Roman field: what it cannot hold is told. Null where the text cannot be written in Roman letters at all. */
export function romanOf(text: string, field: Field, { notes, readHan }: Pick<RecordGround, "notes" | "readHan">): RomanText | null {
  const roman = toRoman(text, readHan);
  return roman === null ? null : { ...roman, text: cut(roman.text, field, notes) };
}

/** The part of a text that a field holds; a note says what was cut off. */
export function cut(text: string, { label, width }: Field, notes: Notes): string {
  if (text.length <= width) return text;
  notes.say(
    "CWR_TEXT_CUT",
    `${label} holds ${width} characters: ${JSON.stringify(text.slice(width))} of ${JSON.stringify(text)} is cut off.`,
  );
  return text.slice(0, width).trimEnd();
}

/** A text of the non-Roman records, in its own script. */
export function nativeOf(text: string, field: Field, notes: Notes): string {
  return cut(tidy(text), field, notes);
}

/** A code of a list in a field; one that the list does not know is left out, and told. */
export function codeOf(text: string | null, field: Field, known: { readonly list: ReadonlySet<string>; readonly notes: Notes }): string {
  const code = (text ?? "").trim().toUpperCase();
  if (code === "" || known.list.has(code)) return code;
  known.notes.say("CWR_CODE_UNKNOWN", `${field.label} ${JSON.stringify(text)} is in none of CWR's lists; it is left out.`);
  return "";
}

/** CIS codes differ from ISO 639-1 in four languages; a tag's first part counts. */
export function languageOf(tag: string | null, field: Field, { notes }: Pick<RecordGround, "notes">): string {
  const [language = ""] = (tag ?? "").split("-");
  const code = language.toUpperCase();
  return codeOf(OLD_CODES[code] ?? code, field, { list: LOOKUPS.cisLanguageCode, notes });
}

const OLD_CODES: Readonly<Record<string, string>> = { HE: "IW", ID: "IN", YI: "JI", JV: "JW" };

/** `HHMMSS`; parts of a second are cut off. */
export function durationText(milliseconds: number | null, field: Field, { notes }: Pick<RecordGround, "notes">): string {
  if (milliseconds === null) return "";
  const seconds = Math.trunc(milliseconds / 1000);
  if (seconds >= 360_000 || seconds < 0) {
    notes.say("CWR_DURATION", `${field.label} of ${milliseconds} ms does not fit into HHMMSS; it is left out.`);
    return "";
  }
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => String(Math.trunc(part)).padStart(2, "0")).join("");
}
