import type { Cell, CellClaim, CellReported } from "../domain/ownership.ts";
import type { LocalDate } from "../domain/period.ts";
import { isOfRecording, isRecordingRightSet, partsOfRight } from "../domain/recordingRights.ts";
import type { AnyRight } from "../domain/recordingRights.ts";
import type { Figure, RightScope, Side } from "../domain/statements.ts";
import { RIGHT_FAMILIES } from "../domain/rights.ts";
import { parseStoredShare } from "../domain/shares.ts";
import { countriesOf, parseStoredCountrySet } from "../domain/territories/countrySet.ts";
import type { JobBrief } from "../kit/ports/jobReader.ts";
import { toPeriodType, toShareType } from "../kit/scalars.ts";
import { firstReceived } from "./describe.ts";
import type { ClaimPlace } from "./loaders.ts";
import { questionsOfOwnership } from "./mandateClashes.ts";
import type { WorkOwnership } from "./ownership.ts";
import { provenanceOf } from "./provenance.ts";
import { claimOf, sourceText, statementOf } from "./records.ts";
import type { EvidenceRecord } from "./deskRecords.ts";
import type { ClaimRecord, ConflictRecord, RegistrationRecord, StatementRecord } from "./records.ts";
import { kindOf } from "./rulingRecords.ts";
import type { RulingRecord } from "./rulingRecords.ts";
import { partyRef, societyRef } from "./refs.ts";
import type { SourceWord } from "./societySources/word.ts";
import { statusAfter, stepSource } from "./registrations.ts";

/** Shapes of the schema, made from records and answers of the rules. */

/** The cells of an answer, with the sources of each figure by name. */
export function cellViews(cells: readonly Cell[], statements: readonly StatementRecord[]) {
  const sources = new Map(statements.map((statement) => [statement._id, sourceText(statement)]));
  const claims = new Map(statements.flatMap((statement) => statement.claims.map((claim) => [claim.id, { claim, statement }] as const)));
  const statedBy = (ids: readonly string[]): string[] => [...new Set(ids.map((id) => sources.get(id) ?? id))].sort();
  return cells.map((cell) => ({
    ...rightView(cell.right),
    territories: countriesOf(cell.countries),
    period: toPeriodType(cell.period),
    state: cell.state,
    claimed: toShareType(cell.claimed),
    unclaimed: toShareType(cell.unclaimed),
    over: toShareType(cell.over),
    held: toShareType(cell.held),
    claims: cell.claims.map((claim) => cellClaimView(claim, { right: cell.right, statedBy, claims })),
    reported: cell.reported.map((reported) => reportedView(reported, statedBy)),
  }));
}

function cellClaimView(
  claim: CellClaim,
  known: {
    readonly right: AnyRight;
    readonly statedBy: (ids: readonly string[]) => string[];
    readonly claims: ReadonlyMap<string, ClaimPlace>;
  },
) {
  const { partyId, partyName, side, role, kind, society, share, payable, contested, chain, figures, claimIds } = claim;
  const place = known.claims.get(claimIds[0] ?? "");
  return {
    claim: place === undefined ? null : claimView(place),
    party: partyRef(partyId),
    ...{
      partyName,
      side: sideView(side, known.right),
      role,
      kind,
      contested,
      chain,
      society: societyRef(society),
      share: toShareType(share),
      payable: toShareType(payable),
    },
    statedBy: known.statedBy(figures[0]?.statementIds ?? []),
    figures: figures.map((figure) => ({
      share: toShareType(figure.share),
      statedBy: known.statedBy(figure.statementIds),
      entitled: figure.entitled,
    })),
  };
}

function reportedView(
  { partyId, partyName, side, role, society, share, statementIds }: CellReported,
  statedBy: (ids: readonly string[]) => string[],
) {
  return {
    party: partyRef(partyId),
    partyName,
    side,
    role,
    society: societyRef(society),
    share: toShareType(share),
    statedBy: statedBy(statementIds),
  };
}

export function ownershipView(answer: WorkOwnership, now: Date) {
  return {
    complete: answer.complete,
    sources: answer.sources.map(({ society, ...word }) => ({ society: societyRef(society), ...sourceWordView(word, now) })),
    statements: answer.statements.map(ownershipStatementView),
    conflictIds: answer.conflictIds,
    clashQuestions: questionsOfOwnership(answer),
    cells: cellViews(answer.cells, answer.statements),
  };
}

/** A source's word with its age. */
export function sourceWordView({ status, asOf }: SourceWord, now: Date) {
  return { status, asOf, staleSeconds: asOf === null ? null : Math.max(0, Math.floor((now.getTime() - Date.parse(asOf)) / 1_000)) };
}

function ownershipStatementView(statement: StatementRecord) {
  return {
    source: sourceText(statement),
    receivedAt: firstReceived(statement),
    lines: [...new Set(statement.receipts.flatMap(({ line }) => line ?? []))],
    messages: [...new Set(statement.receipts.map(({ message }) => message))],
    statement: statementView(statement),
  };
}

/** A statement; with a day, only the claims that are valid on it. */
export function statementView(record: StatementRecord, asOf: LocalDate | null = null) {
  const { reported, origins } = statementOf(record);
  const receivers = [...new Set(record.receipts.flatMap(({ receiver }) => receiver ?? []))].sort();
  return {
    id: record._id,
    source: sourceText(record),
    submitterName: record.submitter.name,
    society: societyRef(record.submitter.society),
    submitterWorkNumber: record.submitterWorkNumber,
    receivers: receivers.map(societyRef),
    receivedAt: firstReceived(record),
    provenance: provenanceOf([record]),
    titles: record.description.titles.map((title) => ({ ...title, seen: record })),
    iswc: record.description.iswc,
    creators: record.description.creators.map((creator) => ({ ...creator, seen: record })),
    claims: record.claims.filter((claim) => isValidOn(claim, asOf)).map((claim) => claimView({ claim, statement: record })),
    named: [...reported.map((share) => ({ kind: "REPORTED", share })), ...origins.map((share) => ({ kind: "ORIGIN", share }))].map(
      ({ kind, share }) => ({
        ...{
          kind,
          party: partyRef(share.partyId),
          partyName: share.partyName,
          side: share.side,
          role: share.role,
          figures: share.figures.map(figureView),
        },
      }),
    ),
  };
}

function isValidOn({ from, until }: ClaimRecord, day: LocalDate | null): boolean {
  return day === null || ((from === null || from <= day) && (until === null || day < until));
}

/** Registrations; with a day, only the steps taken by its end. */
export function registrationViews(registrations: readonly RegistrationRecord[], asOf: LocalDate | null) {
  return registrations.flatMap(({ society, workCode, status, history }) => {
    const steps = history.filter(({ at }) => asOf === null || at.slice(0, 10) <= asOf);
    if (steps.length === 0) return [];
    const step = asOf === null ? status : statusAfter(steps);
    return [
      {
        society: societyRef(society),
        workCode,
        status: step,
        history: steps.map((one) => ({
          ...one,
          source: stepSource(one),
          notes: one.notes ?? [],
          isReadyForPayment: one.isReadyForPayment ?? null,
        })),
      },
    ];
  });
}

export function claimView({ claim: record, statement }: ClaimPlace) {
  const claim = claimOf(record);
  return {
    ...{ id: claim.id, party: partyRef(claim.partyId), partyName: claim.partyName, role: claim.role, kind: claim.kind },
    side: sideView(claim.side, claim.figures[0]?.right ?? null),
    figures: claim.figures.map(figureView),
    territories: claim.territories.rows.map(({ sign, territory }) => ({ isIncluded: sign === "I", territory })),
    period: toPeriodType(claim.period),
    writers: claim.writerPartyIds.map(partyRef),
    ...{ chain: claim.chain, agreement: claim.agreement, line: claim.line, statedBy: sourceText(statement) },
    provenance: provenanceOf([statement]),
  };
}

function figureView({ right: scope, share }: Figure) {
  const family = RIGHT_FAMILIES.find((name) => name === scope) ?? null;
  const wholeSet = isRecordingRightSet(scope) ? scope : null;
  const { right, rightSet } = family === null && wholeSet === null ? rightView(scope as AnyRight) : { right: null, rightSet: wholeSet };
  return { family, rightSet, right, share: toShareType(share) };
}

/** A right by IPI's code, and the set of a recording that it is of. */
function rightView(scope: AnyRight) {
  const { code, set } = partsOfRight(scope);
  return { right: code, rightSet: set };
}

/** Producers stand on the publishers' side of a record, performers on the writers' (recordings/claimInput.ts). */
function sideView(side: Side, scope: RightScope | null) {
  if (scope === null || !isOfRecording(scope)) return side;
  return side === "PUBLISHER" ? "PRODUCER" : "PERFORMER";
}

/** Where a conflict lies; in a recording each set for itself. */
export function conflictCellViews({ slices }: ConflictRecord) {
  return slices.flatMap(({ rights, countries, from, until, excess }) => {
    const views = rights.map(rightView);
    return [...new Set(views.map(({ rightSet }) => rightSet))].map((rightSet) => ({
      rights: views.filter((one) => one.rightSet === rightSet).map(({ right }) => right),
      rightSet,
      territories: countriesOf(parseStoredCountrySet(countries)),
      period: { from, until },
      excess: toShareType(parseStoredShare(excess)),
    }));
  });
}

export function rulingView(ruling: RulingRecord) {
  const { id, state, changes, worksAreDistinct, proposedBy, because, proposedAt, needed, signed } = ruling;
  const { claimId = null, claimIds = [], parts = [], ends = [], merge, undoes = null } = ruling;
  return {
    ...{
      id,
      state,
      kind: kindOf(ruling),
      worksAreDistinct,
      because,
      proposedAt,
      proposedBy: societyRef(proposedBy),
      needed: needed.map(societyRef),
      signed: signed.map(societyRef),
    },
    changes: changes.map((change) => ({
      claimId: change.claimId,
      figures: change.figures.map(({ right, share }) => figureView({ right, share: parseStoredShare(share) })),
    })),
    parts: parts.map((part) => ({ claimId: part.claimId, share: toShareType(parseStoredShare(part.part)) })),
    ...{ claimId, claimIds, ends, undoes, survivorId: merge?.survivor ?? null, mergedId: merge?.merged ?? null },
  };
}

/** A piece of evidence; its document by the address that the house gives it out at. */
export function evidenceView({ file, society, ...piece }: EvidenceRecord) {
  const document = file === undefined ? null : { ...file, url: `/files/evidence/${file.name}`, name: file.fileName };
  return { ...piece, society: societyRef(society), file: document };
}

export function jobView({ id, kind, state, done, total, problems, result, createdAt, finishedAt }: JobBrief) {
  return { __typename: "Job", id, kind, state, progress: { done, total }, problems, result, createdAt, finishedAt };
}
