import type { LocalDate } from "../../period.ts";
import type { CountrySet } from "../../territories/countrySet.ts";
import { countriesOf } from "../../territories/countrySet.ts";
import { nameCountries } from "../../territories/tis.ts";

/** CWR's three columns of shares, as messages name them. */
export const RIGHT_NAMES = ["performing", "mechanical", "synchronisation"] as const;

/** Percent, for messages: 2550 is `25.50`. */
export function percent(hundredths: number): string {
  return `${String(Math.trunc(hundredths / 100))}.${String(hundredths % 100).padStart(2, "0")}`;
}

/** Countries, for messages: at most five of them. */
export function placesNamed(countries: CountrySet, on: LocalDate): string {
  const names = nameCountries(countries, on);
  const [only] = names;
  if (only !== undefined && names.length === 1) return only;
  return `${countriesOf(countries).slice(0, 5).join(", ")}${names.length > 5 ? " and others" : ""}`;
}
