/** Cases of one form, written as short rows. */
import { EJSON } from "bson";
import type { Case, Failure, Plain, Refusal, Step } from "./case.ts";
import { isFailure } from "./case.ts";

/** Documents with the ids 0, 1, 2 … */
export function numbered(documents: readonly Plain[]): Plain[] {
  return documents.map((document, i) => ({ _id: i, ...document }));
}

/** A value as a name shows it: `5` an int, `5.0` a double, `5L` a long, `5m` a decimal. */
export function shown(value: unknown): string {
  return EJSON.stringify(value, { relaxed: false })
    .replace(/\{"\$number(?:Int|Double)":"([^"]+)"\}/g, "$1")
    .replace(/\{"\$numberLong":"([^"]+)"\}/g, "$1L")
    .replace(/\{"\$numberDecimal":"([^"]+)"\}/g, "$1m");
}

export interface FilterTable {
  readonly about: string;
  /** Their ids are 0, 1, 2 … */
  readonly documents: readonly Plain[];
  /** A filter and the ids that it finds, or the error. */
  readonly rows: readonly (readonly [filter: Plain, finds: readonly number[] | Failure])[];
  /** Index keys with which every row is asked again. */
  readonly indexes?: readonly Plain[];
  readonly refused?: Refusal;
}

/** Every filter as `find`, as `$match` and as `count`; where there are indexes, once with and once without. */
export function filterCases({ about, documents, rows, indexes, refused }: FilterTable): Case[] {
  return rows.flatMap(([filter, finds]) => {
    const name = `${about}: ${shown(filter)}`;
    const given = numbered(documents);
    const gives = isFailure(finds) ? finds : { idSet: finds };
    const steps: Step[] = [{ run: { find: "c", filter }, gives }];
    if (!isFailure(finds)) {
      steps.push({ run: { count: "c", query: filter }, gives: { reply: { n: finds.length } } });
      steps.push({ run: { aggregate: "c", pipeline: [{ $match: filter }], cursor: {} }, gives });
    }
    const plain: Case = {
      name,
      given,
      steps: refused === undefined ? steps : steps.slice(0, 1),
      ...(refused === undefined ? {} : { refused }),
    };
    if (!indexes) return [plain];
    return [plain, { ...plain, name: `${name}, with indexes`, indexes: indexes.map((key) => ({ key })) }];
  });
}

/** Says that an expression gives no value: the field is absent. */
export const ABSENT = "<absent>";

export interface ExpressionTable {
  readonly about: string;
  readonly document: Plain;
  /** An expression, its value for the document, or the error. */
  readonly rows: readonly (readonly [expression: unknown, value: unknown])[];
  readonly refused?: Refusal;
}

/** Every expression as a computed field of `$project`. */
export function expressionCases({ about, document, rows, refused }: ExpressionTable): Case[] {
  return rows.map(([expression, value]) => ({
    name: `${about}: ${shown(expression)}`,
    given: [{ _id: 0, ...document }],
    ...(refused === undefined ? {} : { refused }),
    steps: [
      {
        run: { aggregate: "c", pipeline: [{ $project: { _id: 0, r: expression } }], cursor: {} },
        gives: isFailure(value) ? value : { documents: [value === ABSENT ? {} : { r: value }] },
      },
    ],
  }));
}

export interface UpdateRow {
  readonly before: Plain;
  readonly update: unknown;
  /** The document's fields in the end, or the error; an error leaves it as it was. */
  readonly after: Plain | Failure;
  readonly filter?: Plain;
  readonly arrayFilters?: readonly Plain[];
  readonly refused?: Refusal;
}

/** Every update as `update` of one document, whose `_id` is 0. */
export function updateCases(about: string, rows: Readonly<Record<string, UpdateRow>>): Case[] {
  return Object.entries(rows).map(([name, { before, update, after, filter = { _id: 0 }, arrayFilters, refused }]) => {
    const failed = isFailure(after);
    const item = { q: filter, u: update, ...(arrayFilters ? { arrayFilters } : {}) };
    return {
      name: `${about}: ${name}`,
      given: [{ _id: 0, ...before }],
      steps: [{ run: { update: "c", updates: [item] }, gives: failed ? after : { reply: { n: 1 } } }],
      after: [{ _id: 0, ...(failed ? before : after) }],
      ...(refused === undefined ? {} : { refused }),
    };
  });
}

/** One command on documents with the ids 0, 1, 2 … */
export function commandCases(about: string, documents: readonly Plain[], rows: Readonly<Record<string, Step>>): Case[] {
  return Object.entries(rows).map(([name, step]) => ({ name: `${about}: ${name}`, given: numbered(documents), steps: [step] }));
}
