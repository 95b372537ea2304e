import { invariant } from "../invariant.ts";

/** How a field is filled: numbers right-justified with zeros, text left-justified with spaces; a SHARE is `999v99`, DATE `YYYYMMDD`, TIME `HHMMSS`. */
export type FieldType = "TEXT" | "NUMBER" | "SHARE" | "DATE" | "TIME";

/** One field of a record: its official name, its place (from 1) and its width in characters. */
export interface Field {
  readonly label: string;
  readonly at: number;
  readonly width: number;
  readonly type: FieldType;
  /** M mandatory, C conditional, O optional. */
  readonly required: string;
  /** The version that added it, where a reader must know (`2.2`). */
  readonly since: string | null;
}

/** A record's fields in order, without gaps. */
export interface Layout {
  readonly record: string;
  readonly fields: readonly Field[];
  readonly width: number;
  /** Where fields of other layouts that mean the same stand in this one; absent where the layout's own fields are asked. */
  readonly places?: ReadonlyMap<Field, Field>;
}

/** A field by its place; `required` is M, C or O. */
export function field(label: string, ...[at, width, type, required, since]: [number, number, FieldType, string, string?]): Field {
  return { label, at, width, type, required, since: since ?? null };
}

/** A layout whose fields are also its properties: `SPU.publisherName`. The fields must follow each other without gaps. */
export function layout<F extends Readonly<Record<string, Field>>>(record: string, named: F): Layout & F {
  const fields = Object.values(named);
  let next = 1;
  for (const { label, at, width } of fields) {
    invariant(at === next, `the field ${label} of ${record} begins at ${next}, not ${at}`);
    next = at + width;
  }
  return { ...named, record, fields, width: next - 1 };
}

/** The layout as one in which the fields of others are found too: those whose property has the same name. */
export function meaning(own: Layout, others: readonly Layout[]): Layout {
  const named = new Map<string, unknown>(Object.entries(own));
  const places = new Map(own.fields.map((one) => [one, one]));
  for (const other of others) {
    for (const [name, one] of Object.entries<unknown>({ ...other })) {
      const [place, asked] = [own.fields.find((field) => field === named.get(name)), other.fields.find((field) => field === one)];
      if (place !== undefined && asked !== undefined) places.set(asked, place);
    }
  }
  return { ...own, places };
}

/** Where a field stands in a record of this layout; null where the layout has no such field. */
export function placeOf(layout: Layout | null, asked: Field): Field | null {
  return layout?.places === undefined ? asked : (layout.places.get(asked) ?? null);
}

/** The characters of a field, as they stand; a line that is too short is read as if it were filled with spaces. */
export function rawField(line: string, { at, width }: Field): string {
  return line.slice(at - 1, at - 1 + width).padEnd(width, " ");
}

/** The text of a field without the spaces around it. */
export function fieldText(line: string, { at, width }: Field): string {
  return line.slice(at - 1, at - 1 + width).trim();
}

/** Whether a field holds spaces only, or the line ends before it: asked without cutting it out, because most fields of most lines are empty. */
export function isFieldEmpty(line: string, { at, width }: Field): boolean {
  const end = Math.min(at - 1 + width, line.length);
  for (let place = at - 1; place < end; place += 1) if (line.charCodeAt(place) !== SPACE) return false;
  return true;
}

/** The number that a field holds, or null where anything else than digits stands in one of its places. */
export function fieldDigits(line: string, { at, width }: Field): number | null {
  return digitsBetween(line, at - 1, at - 1 + width);
}

/** The number that these places of a text hold, or null where one holds no digit. */
export function digitsBetween(text: string, from: number, to: number): number | null {
  let value = 0;
  for (let place = from; place < to; place += 1) {
    const digit = text.charCodeAt(place) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return null;
    value = value * 10 + digit;
  }
  return value;
}

const SPACE = 32;
const ZERO = 48;

/** What stands behind the last field of the layout, without trailing spaces: kept, because a later version may have defined it. */
export function restOf(line: string, { width }: Layout): string {
  return line.length > width ? line.slice(width).trimEnd() : "";
}

/** The layout as an older version of the standard knew it: without the fields that were added later. */
export function layoutOfVersion(layout: Layout, version: string): Layout {
  const known = versions.get(layout)?.get(version);
  if (known !== undefined) return known;
  const found = cutLayout(layout, version);
  versions.set(layout, new Map([...(versions.get(layout) ?? []), [version, found]]));
  return found;
}

/** Worked out once: every line that is written asks for it. */
const versions = new WeakMap<Layout, Map<string, Layout>>();

function cutLayout(layout: Layout, version: string): Layout {
  const fields = layout.fields.filter(({ since }) => since === null || since <= version);
  const last = fields.at(-1);
  return { record: layout.record, fields, width: last === undefined ? 0 : last.at + last.width - 1 };
}

/**
 * The fields of a record from one of them on (0: all), byte-exact: each at full width. Values are keyed by field. Text too long for its field
 * is cut at the end; a number too long, or one with other characters than digits, is a programmer's error.
 */
export function writeFields({ fields }: Layout, values: ReadonlyMap<Field, string>, from = 0): string {
  let line = "";
  fields.forEach((one, at) => {
    if (at >= from) line += writeField(one, values.get(one) ?? "");
  });
  return line;
}

/** One field at full width. */
export function writeField({ label, width, type }: Field, value: string): string {
  if (value === "") return emptyField(type === "TEXT" ? " " : "0", width);
  if (type === "TEXT") return value.slice(0, width).padEnd(width, " ");
  invariant(/^\d*$/.test(value) && value.length <= width, `${label} holds at most ${width} digits, not ${JSON.stringify(value)}`);
  return value.padStart(width, "0");
}

/** Most fields of most lines are empty: their spaces and zeros are made once for each width. */
const EMPTY: Readonly<Record<" " | "0", string[]>> = { " ": [], "0": [] };

function emptyField(sign: " " | "0", width: number): string {
  return (EMPTY[sign][width] ??= sign.repeat(width));
}

/** A line whose widths were counted in bytes of UTF-8 (as one byte per character of `line`), laid out anew in characters. */
export function relayBytes(line: string, layout: Layout, decode: (bytes: string) => string): string {
  const fields = layout.fields.map((one) => decode(rawField(line, one)).slice(0, one.width).padEnd(one.width, " "));
  return fields.join("") + decode(line.slice(layout.width));
}
