/** A TIS numeric code in its four-digit form: `0156` is China, `2136` the World. */
export type TisCode = string & { readonly __brand: "TisCode" };

/**
 * A set of countries as a bit set: bit n stands for the country with TIS-N n. So sets compare with `===`, serve as map
 * keys, and their stored form stays true when the table of territories grows.
 */
export type CountrySet = bigint & { readonly __brand: "CountrySet" };

export const NO_COUNTRY = 0n as CountrySet;

export function countrySetOf(codes: Iterable<TisCode>): CountrySet {
  let bits = 0n;
  for (const code of codes) bits |= 1n << BigInt(Number(code));
  return bits as CountrySet;
}

export function unionOf(one: CountrySet, other: CountrySet): CountrySet {
  return (one | other) as CountrySet;
}

export function intersectionOf(one: CountrySet, other: CountrySet): CountrySet {
  return (one & other) as CountrySet;
}

/** The countries of the first that are not in the second. */
export function differenceOf(one: CountrySet, other: CountrySet): CountrySet {
  return (one & ~other) as CountrySet;
}

/** The countries of a set that are not in a part of it: the quicker way where it is known to be a part. */
export function withoutPart(set: CountrySet, part: CountrySet): CountrySet {
  return (set ^ part) as CountrySet;
}

export function hasCountry(set: CountrySet, code: TisCode): boolean {
  return ((set >> BigInt(Number(code))) & 1n) === 1n;
}

/** The countries in ascending order of their codes. */
export function countriesOf(set: CountrySet): TisCode[] {
  const bits = set.toString(2);
  const codes: TisCode[] = [];
  for (let at = bits.length - 1; at >= 0; at -= 1) {
    if (bits[at] === "1") codes.push(String(bits.length - 1 - at).padStart(4, "0") as TisCode);
  }
  return codes;
}

export function countCountries(set: CountrySet): number {
  return countriesOf(set).length;
}

/** The storable form (hexadecimal); read again by parseStoredCountrySet. */
export function storedCountrySet(set: CountrySet): string {
  return set.toString(16);
}

/** Sets read before: a catalogue has few different ones, and each is read again and again. */
const READ_MAX = 10_000;
const read = new Map<string, CountrySet>();

export function parseStoredCountrySet(text: string): CountrySet {
  const known = read.get(text);
  if (known !== undefined) return known;
  const set = BigInt(`0x${text}`) as CountrySet;
  if (read.size >= READ_MAX) read.clear();
  read.set(text, set);
  return set;
}
