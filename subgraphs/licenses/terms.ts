import { CLEARANCE_CATEGORIES } from "../domain/clearance/types.ts";
import type { TisCode } from "../domain/territories/countrySet.ts";
import { countriesOf, storedCountrySet } from "../domain/territories/countrySet.ts";
import { isZeroShare, storedShare, ZERO } from "../domain/shares.ts";
import { snapshotHash } from "./clearing.ts";
import { STORED_SHAPE } from "./model.ts";
import type { TermRecord } from "./model.ts";
import type { Offer } from "./quotes.ts";
import { toClauseRecord } from "./records.ts";
import { termId } from "./store.ts";

/** The frozen form of an offer: the clauses are copied, the clearance kept without its names, the works' rights as one hash. */
export function frozenTerm(
  offer: Offer,
  head: { readonly licenseId: string; readonly version: number; readonly takenAt: Date },
): TermRecord {
  const { request, clauses, snapshot } = offer;
  return {
    _id: termId(head.licenseId, head.version),
    shape: STORED_SHAPE,
    licenseId: head.licenseId,
    version: head.version,
    from: request.period.from,
    until: request.period.until,
    territories: countriesOf(request.countries),
    clauses: clauses.map(({ countries, clause }) => ({ pricedCountries: storedCountrySet(countries), clause: toClauseRecord(clause) })),
    estimates: [...request.estimates].map(([territory, volume]) => estimateRecord(territory, volume)),
    clearance: offer.territories.flatMap(({ country, rights }) =>
      rights.map(({ right, parts, works }) => ({
        territory: country,
        right,
        parts: CLEARANCE_CATEGORIES.map((category) => ({ category, share: parts.get(category) ?? ZERO }))
          .filter(({ share }) => !isZeroShare(share))
          .map(({ category, share }) => ({ category, share: storedShare(share) })),
        fully: works.fully,
        partly: works.partly,
        not: works.not,
      })),
    ),
    lines: offer.lines.map(({ country, right, clause, fullMinor, licensedShare, amountMinor, because }) => ({
      territory: country,
      right,
      clauseId: clause.id,
      clauseVersion: clause.version,
      basis: clause.basis,
      fullMinor,
      licensedShare: storedShare(licensedShare),
      amountMinor,
      because,
    })),
    totalMinor: offer.totalMinor,
    currency: request.currency,
    snapshotHash: snapshotHash(snapshot),
    snapshotTakenAt: head.takenAt.toISOString(),
    snapshotWorks: snapshot.length,
    mandateVersion: offer.mandateVersion,
  };
}

function estimateRecord(
  territory: TisCode,
  volume: { readonly revenue: { readonly minor: bigint }; readonly plays: bigint; readonly subscribers: bigint },
) {
  return { territory, revenueMinor: volume.revenue.minor, plays: volume.plays, subscribers: volume.subscribers };
}
