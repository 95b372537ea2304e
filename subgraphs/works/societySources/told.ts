import { RIGHT_FAMILIES } from "../../domain/rights.ts";
import { parseStoredShare } from "../../domain/shares.ts";
import type { PartyBrief } from "../../kit/ports/partyReader.ts";
import { toShareType } from "../../kit/scalars.ts";
import { firstReceived } from "../describe.ts";
import type { ClaimRecord, FigureRecord, NamedRecord, ReportedRecord, ScopeRecord, StatementRecord, WorkRecord } from "../records.ts";

/** Codes of a work that are told with a statement, beside its own. */
const CODES_MAX = 100;

/** A statement whole, as another house can record it (SDL: SocietyStatement). */
export function statementTold(
  record: StatementRecord,
  known: { readonly society: string; readonly work: WorkRecord | null; readonly parties: ReadonlyMap<string, PartyBrief> },
) {
  const { society, work, parties } = known;
  const { titles, iswc, creators, ...further } = record.description;
  return {
    ...{ submitter: record.submitter.key, submitterName: record.submitter.name, submitterWorkNumber: record.submitterWorkNumber },
    ...{ isInForce: record.state === "IN_FORCE", statedAt: statedAtOf(record) },
    // Whom else a publisher sent it to is not this society's to tell.
    receipts: record.receipts
      .filter(({ receiver }) => receiver === null || receiver === society)
      .map(({ receiver, message, line, receivedAt }) => ({ receiver, message, line, receivedAt })),
    workCodes: work === null ? [] : [...work.iswcs, ...work.codes].slice(0, CODES_MAX),
    parties: [...new Set(partyIdsIn(record))].flatMap((key) => {
      const party = parties.get(key);
      if (party === undefined) return [];
      const { ipiNameNumber, ipiBaseNumber, kind, name } = party;
      return [{ key, ipiNameNumber, ipiBaseNumber, isNatural: kind === "NATURAL", name }];
    }),
    ...{ titles, iswc },
    creators: creators.map(({ partyId: party, otherNames = [], ...creator }) => ({ party, otherNames, ...creator })),
    claims: record.claims.map(claimTold),
    named: [...record.reported.map((one) => shareTold("REPORTED", one)), ...record.origins.map((one) => shareTold("ORIGIN", one))],
    further: JSON.stringify(further),
  };
}

/** When a version was first known to anybody: where it came from another house, when that one had it. */
export function statedAtOf(record: Pick<StatementRecord, "receipts">): string {
  const stated = record.receipts.flatMap(({ statedAt }) => statedAt ?? []);
  return [firstReceived(record), ...stated].reduce((first, one) => (Date.parse(one) < Date.parse(first) ? one : first));
}

/** The ids of everyone that a statement names. */
export function partyIdsIn({ description, claims, reported, origins }: StatementRecord): string[] {
  const { creators, recordings } = description;
  return [
    ...claims.flatMap(({ partyId, writerPartyIds }) => [partyId, ...writerPartyIds]),
    ...[...reported, ...origins, ...creators].flatMap(({ partyId }) => partyId ?? []),
    ...recordings.flatMap(({ performerParties = [], producers = [] }) => [...performerParties, ...producers].map(({ partyId }) => partyId)),
  ];
}

function claimTold(claim: ClaimRecord) {
  const { partyId: party, partyName, side, role, kind, from, until, chain, agreement, line } = claim;
  return {
    ...{ party, partyName, side, role, kind, chain, agreement, line },
    figures: claim.figures.map(figureTold),
    ...scopeTold(claim.territories),
    period: { from, until },
    writers: claim.writerPartyIds,
    affiliations: affiliationsTold(claim.affiliations),
  };
}

function shareTold(kind: "REPORTED" | "ORIGIN", share: NamedRecord | ReportedRecord) {
  const { partyId: party, partyName, side, role, figures, line } = share;
  return {
    ...{ kind, party, partyName, side, role, line },
    figures: figures.map(figureTold),
    ...scopeTold("territories" in share ? share.territories : null),
    affiliations: affiliationsTold("affiliations" in share ? share.affiliations : {}),
  };
}

function scopeTold(scope: ScopeRecord | null) {
  const rows = scope?.rows ?? [];
  return {
    territories: rows.map((row) => ({ isIncluded: row.startsWith("I"), territory: row.slice(1) })),
    expandedOn: scope?.expandedOn ?? null,
  };
}

function figureTold({ right, share }: FigureRecord) {
  const family = RIGHT_FAMILIES.find((name) => name === right) ?? null;
  return { family, right: family === null ? right : null, share: toShareType(parseStoredShare(share)) };
}

function affiliationsTold(affiliations: ClaimRecord["affiliations"]) {
  return RIGHT_FAMILIES.flatMap((family) => {
    const society = affiliations[family];
    return society === undefined ? [] : [{ family, society }];
  });
}
