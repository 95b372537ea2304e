import type { Cell, CellClaim } from "../domain/ownership.ts";
import { partsOfRight } from "../domain/recordingRights.ts";
import type { AnyRight } from "../domain/recordingRights.ts";
import { storedShare } from "../domain/shares.ts";
import type { Share } from "../domain/shares.ts";
import { parseStoredCountrySet, storedCountrySet } from "../domain/territories/countrySet.ts";
import type { CountrySet } from "../domain/territories/countrySet.ts";
import type { RightsCell, RightsClaim, RightsReader } from "../kit/ports/rightsReader.ts";
import type { OwnershipArea } from "./ownership.ts";

/** What a call of the port asks, of works or of recordings; rights that are none of theirs are left out. Ports carry days as the callers parsed them. */
export function areaAsked<R extends AnyRight>(
  {
    rights,
    countries,
    period,
    asKnownOn,
  }: Omit<Parameters<RightsReader["ownership"]>[0], "workIds" | "rights"> & { readonly rights: readonly R[] },
  isOne: (text: string) => boolean,
): OwnershipArea {
  const span = { countries: parseStoredCountrySet(countries), period: { from: period.from, until: period.until } };
  return { rights: rights.filter(isOne), ...span, spans: [span], asKnownOn: asKnownOn === null ? null : new Date(asKnownOn) };
}

/** Writes cells as they cross to licenses and distributions: each share, set of countries and settled claim once, as cells have them in common. */
export class CellWriter {
  readonly #shares = new Map<Share, string>();
  readonly #countries = new Map<CountrySet, string>();
  readonly #claims = new Map<CellClaim, RightsClaim>();

  /** Member by member, as spreading parts of a cell takes longer than computing it. */
  write(cell: Cell): RightsCell {
    return {
      right: partsOfRight(cell.right).code,
      countries: once(this.#countries, cell.countries, storedCountrySet),
      period: cell.period,
      state: cell.state,
      claimed: this.#share(cell.claimed),
      // For money: zero where the sum is within tolerance, so that payable parts, held and unclaimed make one whole.
      unclaimed: this.#share(cell.unclaimedPart),
      over: this.#share(cell.over),
      held: this.#share(cell.held),
      claims: cell.claims.map((claim) => this.#claimOnce(claim)),
      reported: cell.reported.map(({ partyName, society, share }) => ({ partyName, society, share: this.#share(share) })),
    };
  }

  #claimOnce(claim: CellClaim): RightsClaim {
    const known = this.#claims.get(claim);
    if (known !== undefined) return known;
    const written = this.#claim(claim);
    this.#claims.set(claim, written);
    return written;
  }

  #claim({ claimIds, partyId, partyName, side, role, kind, society, basis, share, payable, contested }: CellClaim): RightsClaim {
    const shares = { share: this.#share(share), payable: this.#share(payable) };
    return { claimIds, partyId, partyName, side, role, kind, society, basis, share: shares.share, payable: shares.payable, contested };
  }

  #share(share: Share): string {
    return once(this.#shares, share, storedShare);
  }
}

function once<K, T>(written: Map<K, T>, key: K, write: (key: K) => T): T {
  const known = written.get(key);
  if (known !== undefined) return known;
  const made = write(key);
  written.set(key, made);
  return made;
}
