import { storedShare } from "../domain/shares.ts";
import type { Claim, Figure, OriginShare, ReportedShare, TerritoryScope } from "../domain/statements.ts";
import { storedCountrySet } from "../domain/territories/countrySet.ts";
import type { ClaimRecord, FigureRecord, NamedRecord, ReportedRecord, ScopeRecord } from "./records.ts";

// What a statement says, in its stored form. Member by member: to spread what is left of an object took a good part of an import's time.

export function claimRecord(claim: Claim): ClaimRecord {
  return {
    id: claim.id,
    partyId: claim.partyId,
    partyName: claim.partyName,
    side: claim.side,
    role: claim.role,
    kind: claim.kind,
    figures: claim.figures.map(figureRecord),
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
  return { partyId, partyName, side, role, figures: figures.map(figureRecord), affiliations, territories: scope, line };
}

export function originRecord({ partyId, partyName, side, role, figures, line }: OriginShare): NamedRecord {
  return { partyId, partyName, side, role, figures: figures.map(figureRecord), line };
}

export function figureRecord({ right, share }: Figure): FigureRecord {
  return { right, share: storedShare(share) };
}

function scopeRecord({ rows, countries, expandedOn }: TerritoryScope): ScopeRecord {
  return { rows: rows.map(({ sign, territory }) => `${sign}${territory}`), countries: storedCountrySet(countries), expandedOn };
}
