import { StoreError } from "../errors.ts";
import { calculateLoosely } from "../values/arithmetic.ts";
import type { Value } from "../values/value.ts";
import { isArray, isDate, isDocument, isNumber, toSafeInteger, typeName } from "../values/value.ts";
import { later } from "./dateOperators.ts";
import type { SortKey } from "./sorting.ts";
import type { Row } from "./windowStage.ts";

/** The rows of a window: from the first, included, to the last, left out. */
export type Bounds = (rows: readonly Row[], at: number) => readonly [number, number];

const WHOLE: Bounds = (rows) => [0, rows.length];

/** `window` of an output field: places before and after the row, or a range of what the rows are sorted by. */
export function parseWindow(window: Value, keys: readonly SortKey[]): Bounds {
  if (window === undefined) return WHOLE;
  if (!isDocument(window)) throw new StoreError(9, "'window' field must be an object");
  const odd = Object.keys(window).find((name) => !["documents", "range", "unit"].includes(name));
  if (odd !== undefined) throw new StoreError(9, `'window' field that specifies an unknown argument: ${odd}`);
  const { documents, range, unit } = window;
  if (documents !== undefined && range !== undefined)
    throw new StoreError(9, "Window bounds can specify either 'documents' or 'unit', not both.");
  if (unit !== undefined && (range === undefined || typeof unit !== "string"))
    throw new StoreError(9, "'unit' must be a string and only be specified with 'range'");
  if (documents !== undefined) return byPlace(documents, keys);
  return range === undefined ? WHOLE : byRange(range, keys, typeof unit === "string" ? unit : null);
}

function pair(bounds: Value): readonly [Value, Value] {
  if (!isArray(bounds) || bounds.length !== 2) throw new StoreError(9, "Window bounds must be a 2-element array");
  return [bounds[0], bounds[1]];
}

function byPlace(documents: Value, keys: readonly SortKey[]): Bounds {
  const [from, to] = pair(documents).map((bound, i) => {
    if (bound === "unbounded") return i === 0 ? -Infinity : Infinity;
    const place = bound === "current" ? 0 : toSafeInteger(bound);
    if (place === null) throw new StoreError(9, "Numeric document-based bounds must be an integer");
    return place;
  });
  const [lower, upper] = [from ?? -Infinity, to ?? Infinity];
  if (lower > upper) throw new StoreError(5339900, "Lower bound must not exceed upper bound");
  if (keys.length === 0 && (Number.isFinite(lower) || Number.isFinite(upper)))
    throw new StoreError(5339901, "Document-based bounds require a sortBy");
  return (rows, at) => {
    const start = Math.min(rows.length, Math.max(0, at + lower));
    return [start, Math.max(start, Math.min(rows.length, at + upper + 1))];
  };
}

function byRange(range: Value, keys: readonly SortKey[], unit: string | null): Bounds {
  const bounds = pair(range);
  for (const bound of bounds) {
    if (bound === "unbounded" || bound === "current") continue;
    if (!isNumber(bound)) throw new StoreError(9, "Range-based bounds expression must be a number");
    if (unit !== null && toSafeInteger(bound) === null) throw new StoreError(9, "With 'unit', range-based bounds must be an integer");
  }
  const [lower, upper] = bounds;
  if (isNumber(lower) && isNumber(upper) && (toSafeInteger(lower) ?? 0) > (toSafeInteger(upper) ?? 0))
    throw new StoreError(5339900, "Lower bound must not exceed upper bound");
  const [key] = keys;
  if (!key || keys.length !== 1) throw new StoreError(5339902, "Range-based bounds require sortBy a single field");
  if (key.direction !== 1) throw new StoreError(8947400, "Range-based bounds require a non-descending sortBy");
  const { compare } = key.order;
  return (rows, at) => {
    const value = rows[at]?.by[0];
    const place = (bound: Value, above: boolean): number => {
      const edge = shifted(value, bound, unit);
      let [low, high] = [0, rows.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (compare(rows[middle]?.by[0], edge) > (above ? 0 : -1)) high = middle;
        else low = middle + 1;
      }
      return low;
    };
    const start = lower === "unbounded" ? 0 : place(lower, false);
    return [start, Math.max(start, upper === "unbounded" ? rows.length : place(upper, true))];
  };
}

function shifted(value: Value, bound: Value, unit: string | null): Value {
  if (unit === null) {
    if (!isNumber(value))
      throw new StoreError(5429414, `Invalid range: Expected the sortBy field to be a number, but it was ${typeName(value)}`);
    return isNumber(bound) ? calculateLoosely("add", value, bound) : value;
  }
  if (!isDate(value)) throw new StoreError(5429513, `Invalid range: Expected the sortBy field to be a Date, but it was ${typeName(value)}`);
  return isNumber(bound) ? later(value, { amount: toSafeInteger(bound) ?? 0, unit, zone: "UTC" }) : value;
}
