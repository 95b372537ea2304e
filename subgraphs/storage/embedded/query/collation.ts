import { StoreError } from "../errors.ts";
import { keyOf } from "../values/keys.ts";
import type { Order } from "../values/order.ts";
import { orderBy, SIMPLE } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, toSafeInteger } from "../values/value.ts";

/** Locales whose order is ICU's root order, for MongoDB and for Node alike. */
const LOCALES: ReadonlySet<Value> = new Set(["en", "en_US"]);
const CASE_FIRST: Readonly<Record<string, "upper" | "lower" | "false">> = { upper: "upper", lower: "lower", off: "false" };
/** Options that do not change the answer with these values; the others are refused. */
const WITHOUT_EFFECT: Readonly<Record<string, readonly Value[]>> = {
  alternate: ["non-ignorable"],
  maxVariable: ["punct", "space"],
  normalization: [true, false],
  backwards: [false],
  version: ["57.1"],
};
const BOOLEANS = ["caseLevel", "numericOrdering", "normalization", "backwards"];
const KNOWN = new Set(["locale", "strength", "caseFirst", ...BOOLEANS, ...Object.keys(WITHOUT_EFFECT)]);

/** Made once each: there are few, and making one takes a millisecond. */
const made = new Map<string, Order>();

/** The order that a command's `collation` asks for. Collations that Node's ICU is not sure to answer as MongoDB does are refused. */
export function parseCollation(collation: Value): Order {
  if (collation === undefined || collation === null) return SIMPLE;
  if (!isDocument(collation)) throw new StoreError(14, "BSON field 'collation' is the wrong type, expected type 'object'");
  if (Object.keys(collation).length === 0) return SIMPLE;
  const { locale } = collation;
  if (locale === undefined) throw new StoreError(40414, "BSON field 'collation.locale' is missing but a required field");
  if (typeof locale !== "string") throw new StoreError(14, "BSON field 'collation.locale' is the wrong type, expected type 'string'");
  const odd = Object.keys(collation).find((name) => !KNOWN.has(name));
  if (odd !== undefined) throw new StoreError(40415, `BSON field 'collation.${odd}' is an unknown field.`);
  if (locale === "simple") return SIMPLE;
  if (!LOCALES.has(locale))
    throw isLocale(locale) ? refused(`the locale '${locale}'`) : new StoreError(2, `Field 'locale' is invalid: ${locale}`);
  const options = { ...strengthOf(collation), ...caseFirstOf(collation), numeric: collation["numericOrdering"] === true };
  const key = JSON.stringify(options);
  let order = made.get(key);
  if (!order) made.set(key, (order = orderBy(new Intl.Collator("en-US", { usage: "sort", ...options }).compare)));
  return order;
}

function isLocale(locale: string): boolean {
  try {
    return Intl.Collator.supportedLocalesOf(locale.replaceAll("_", "-")).length > 0;
  } catch {
    return false;
  }
}

function refused(what: string): StoreError {
  return new StoreError(238, `a collation with ${what} is not supported by the embedded store: it has strengths 1 to 3 of 'en'`);
}

/** Intl has one word for strength and case level: of the combinations with a case level it knows the one of strength 1. */
function strengthOf(collation: Document): Pick<Intl.CollatorOptions, "sensitivity"> {
  for (const name of BOOLEANS) {
    if (collation[name] !== undefined && typeof collation[name] !== "boolean")
      throw new StoreError(14, `BSON field 'collation.${name}' is the wrong type, expected type 'bool'`);
  }
  for (const [name, values] of Object.entries(WITHOUT_EFFECT)) {
    if (collation[name] !== undefined && !values.includes(collation[name])) throw refused(`${name}: ${JSON.stringify(collation[name])}`);
  }
  const strength = collation["strength"] === undefined ? 3 : toSafeInteger(collation["strength"]);
  if (strength === null) throw new StoreError(14, "BSON field 'collation.strength' is the wrong type, expected a number");
  if (strength < 1 || strength > 5)
    throw new StoreError(51024, `BSON field 'strength' value must be between 1 and 5, actual value '${strength}'`);
  const caseLevel = collation["caseLevel"] === true;
  if (strength > 3) throw refused(`strength ${strength}`);
  if (caseLevel && strength > 1) throw refused(`a case level and strength ${strength}`);
  return { sensitivity: strength === 3 ? "variant" : strength === 2 ? "accent" : caseLevel ? "case" : "base" };
}

function caseFirstOf({ caseFirst = "off" }: Document): Pick<Intl.CollatorOptions, "caseFirst"> {
  const value = typeof caseFirst === "string" && Object.hasOwn(CASE_FIRST, caseFirst) ? CASE_FIRST[caseFirst] : undefined;
  if (value === undefined)
    throw new StoreError(2, "Enumeration value for field 'collation.caseFirst' is not a valid value: upper, lower or off");
  return { caseFirst: value };
}

/** Gives one text to all values that are equal under the order, and different texts to others. It remembers strings: make one for each use. */
export function keyer(order: Order): (value: Value) => string {
  if (!order.collated) return (value) => keyOf(value).toString("latin1");
  const first = firstOfEquals(order);
  return (value) => keyOf(withStrings(value, first)).toString("latin1");
}

/** For each string, the first that came of those that are equal to it. */
function firstOfEquals(order: Order): (text: string) => string {
  const known = new Map<string, string>();
  const sorted: string[] = [];
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const place = lowerBound(sorted, text, order);
    const there = sorted[place];
    const first = there !== undefined && order.equal(there, text) ? there : text;
    if (first === text) sorted.splice(place, 0, text);
    known.set(text, first);
    return first;
  };
}

/** The place of the first string that is not below the text. */
export function lowerBound(sorted: readonly string[], text: string, order: Order): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order.compare(sorted[middle], text) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function withStrings(value: Value, replace: (text: string) => string): Value {
  if (typeof value === "string") return replace(value);
  if (isArray(value)) return value.map((item) => withStrings(item, replace));
  if (!isDocument(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withStrings(inner, replace)]));
}
