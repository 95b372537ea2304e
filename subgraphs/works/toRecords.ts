import { storedShare } from "../domain/shares.ts";
import type { Claim, Figure, OriginShare, ReportedShare, TerritoryScope } from "../domain/statements.ts";
import { storedCountrySet } from "../domain/territories/countrySet.ts";
import type { ClaimRecord, FigureRecord, NamedRecord, ReportedRecord, ScopeRecord } from "./records.ts";

// What a statement says, in its stored form. Member by member: to spread what is left of an object took a good part of an import's time.

/** The claim; one that has no id yet gets an empty one. */
export function claimRecord(claim: Omit<Claim, "id"> & { readonly id?: string }): ClaimRecord {
  return {
    id: claim.id ?? "",
    partyId: claim.partyId,
    partyName: claim.partyName,
    side: claim.side,
    role: claim.role,
    kind: claim.kind,
    figures: figureRecords(claim.figures),
    territories: scopeRecord(claim.territories),
    from: claim.period.from,
    until: claim.period.until,
    writerPartyIds: claim.writerPartyIds,
    chain: claim.chain,
    affiliations: claim.affiliations,
    agreement: claim.agreement,
    line: claim.line,
    ...(claim.transfer === undefined ? {} : { transfer: claim.transfer }),
  };
}

export function reportedRecord(reported: ReportedShare): ReportedRecord {
  const { partyId, partyName, side, role, figures, affiliations, territories, line } = reported;
  const scope = territories === null ? null : scopeRecord(territories);
  return { partyId, partyName, side, role, figures: figureRecords(figures), affiliations, territories: scope, line };
}

export function originRecord({ partyId, partyName, side, role, figures, line }: OriginShare): NamedRecord {
  return { partyId, partyName, side, role, figures: figureRecords(figures), line };
}

/** Equal figures of a file are one list (interpretParties.ts), and so are their records. */
const recordedFigures = new WeakMap<readonly Figure[], readonly FigureRecord[]>();

function figureRecords(figures: readonly Figure[]): readonly FigureRecord[] {
  const known = recordedFigures.get(figures);
  if (known !== undefined) return known;
  const records = figures.map(figureRecord);
  recordedFigures.set(figures, records);
  return records;
}

export function figureRecord({ right, share }: Figure): FigureRecord {
  return { right, share: storedShare(share) };
}

/** Equal scopes of a file are one object (interpret.ts), and so are their records. */
const recordedScopes = new WeakMap<TerritoryScope, ScopeRecord>();

function scopeRecord(scope: TerritoryScope): ScopeRecord {
  const known = recordedScopes.get(scope);
  if (known !== undefined) return known;
  const { rows, countries, expandedOn } = scope;
  const record = { rows: rows.map(({ sign, territory }) => `${sign}${territory}`), countries: storedCountrySet(countries), expandedOn };
  recordedScopes.set(scope, record);
  return record;
}
