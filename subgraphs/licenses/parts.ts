import { parseLocalDate } from "../domain/period.ts";
import type { LocalDate } from "../domain/period.ts";
import { invariant } from "../domain/invariant.ts";
import type { Foundation } from "../kit/foundation.ts";
import type { MandateReader } from "../kit/ports/mandateReader.ts";
import type { PartyReader } from "../kit/ports/partyReader.ts";
import type { RightsReader } from "../kit/ports/rightsReader.ts";
import type { LicenseStore } from "./store.ts";
import type { Tariffs } from "./tariffs.ts";

/** What the services of this subgraph stand on. */
export interface LicenseParts {
  readonly foundation: Foundation;
  readonly ports: { readonly rightsReader: RightsReader; readonly mandateReader: MandateReader; readonly partyReader: PartyReader };
  readonly tariffs: Tariffs;
  readonly store: LicenseStore;
}

/** The calendar day in UTC, which decides where a licence stands. */
export function today({ foundation }: Pick<LicenseParts, "foundation">): LocalDate {
  const day = parseLocalDate(foundation.clock.now().toISOString().slice(0, 10));
  invariant(day !== null, "the clock shows a day that can be written");
  return day;
}
