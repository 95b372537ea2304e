import type { Cell, CellClaim, CellReported } from "../domain/ownership.ts";
import { partsOfRight } from "../domain/recordingRights.ts";
import type { AnyRight } from "../domain/recordingRights.ts";
import { storedShare } from "../domain/shares.ts";
import { parseStoredCountrySet, storedCountrySet } from "../domain/territories/countrySet.ts";
import type { RightsCell, RightsReader } from "../kit/ports/rightsReader.ts";
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

/** A cell as it crosses to licenses and distributions. */
export function rightsCell(cell: Cell): RightsCell {
  const { right, countries, period, state, claimed, unclaimedPart, over, held, claims, reported } = cell;
  return {
    ...{ right: partsOfRight(right).code, countries: storedCountrySet(countries), period, state },
    // For money: zero where the sum is within tolerance, so that payable parts, held and unclaimed make one whole.
    ...{ claimed: storedShare(claimed), unclaimed: storedShare(unclaimedPart), over: storedShare(over), held: storedShare(held) },
    claims: claims.map(claimOf),
    reported: reported.map(reportedOf),
  };
}

function claimOf({ claimIds, partyId, partyName, side, role, kind, society, basis, share, payable, contested }: CellClaim) {
  return {
    claimIds,
    partyId,
    partyName,
    side,
    role,
    kind,
    society,
    basis,
    share: storedShare(share),
    payable: storedShare(payable),
    contested,
  };
}

function reportedOf({ partyName, society, share }: CellReported) {
  return { partyName, society, share: storedShare(share) };
}
