import type { DerivationDraft, PartyDraft, RegistrationDraft, WorkDraft } from "../../domain/drafts.ts";
import { scriptOf } from "../../domain/drafts.ts";
import { invariant } from "../../domain/invariant.ts";
import type { Submitter } from "../../domain/statements.ts";
import type { JsonObject } from "../../kit/json.ts";
import type { PartyStatement } from "../../kit/ports/partyRegistrar.ts";
import { otherNamesOf } from "../creatorNames.ts";
import type { WorkDescription } from "../records.ts";
import type { DerivationRecord } from "../relationRecords.ts";
import type { WorkStatementInput } from "../statements.ts";

/** Where a registration came from: the same for all of a file, but the line. */
export interface Provenance {
  readonly submitter: Submitter;
  readonly receiver: string | null;
  readonly message: string;
  readonly receivedAt: string;
}

/** The party as the registrar of parties wants it. */
export function partyStatementOf(party: PartyDraft, { submitter, message }: Provenance): PartyStatement {
  const { kind, side, lastName, firstName, nativeName, ipiNameNumber, ipiBaseNumber, submitterPartyNumber, affiliations } = party;
  return {
    kind,
    side,
    lastName,
    firstName,
    nativeName,
    ipiNameNumber,
    ipiBaseNumber,
    submitterPartyNumber,
    affiliations,
    submitterKey: submitter.key,
    message,
  };
}

/** What makes two drafts' parties one before they have ids: IPI name number, else the submitter's number and the name. */
export function partyIdentity({ ipiNameNumber, submitterPartyNumber, lastName, firstName }: PartyDraft): string {
  return ipiNameNumber ?? JSON.stringify([submitterPartyNumber, lastName, firstName]);
}

/** A registration with ids in the place of the draft's keys. */
export function statementInputOf(
  draft: RegistrationDraft,
  ids: ReadonlyMap<string, string>,
  from: Provenance & { readonly line: number },
): WorkStatementInput {
  const parties = new Map(draft.parties.map((party) => [party.key, party]));
  const idOf = (key: string): string => {
    const party = parties.get(key);
    const id = party && ids.get(partyIdentity(party));
    invariant(id, `the party ${key} of a registration has an id`);
    return id;
  };
  const { claims, reported, origins, submitterWorkNumber } = draft.statement;
  return {
    ...from,
    submitterWorkNumber,
    description: descriptionOf(draft.work, parties, idOf),
    // Member by member: to spread what is left of an object takes many times as long, and there are many.
    claims: claims.map((claim) => ({
      partyId: idOf(claim.partyKey),
      partyName: claim.partyName,
      side: claim.side,
      role: claim.role,
      kind: claim.kind,
      figures: claim.figures,
      territories: claim.territories,
      period: claim.period,
      writerPartyIds: claim.writerPartyKeys.map(idOf),
      chain: claim.chain,
      affiliations: claim.affiliations,
      agreement: claim.agreement,
      line: claim.line,
    })),
    reported: reported.map(({ partyKey, partyName, side, role, figures, affiliations, territories, line }) => {
      const partyId = partyKey === null ? null : idOf(partyKey);
      return { partyId, partyName, side, role, figures, affiliations, territories, line };
    }),
    origins: origins.map(({ partyKey, partyName, side, role, figures, line }) => {
      const partyId = partyKey === null ? null : idOf(partyKey);
      return { partyId, partyName, side, role, figures, line };
    }),
  };
}

function descriptionOf(work: WorkDraft, parties: ReadonlyMap<string, PartyDraft>, idOf: (key: string) => string): WorkDescription {
  const performers = work.performers.map(({ lastName, firstName }) => (firstName === null ? lastName : `${firstName} ${lastName}`));
  return {
    titles: [
      { text: work.title, kind: "ORIGINAL", language: work.language, script: scriptOf(work.title) },
      ...work.titles.map(({ title, type, language, script }) => ({ text: title, kind: type, language, script })),
    ],
    iswc: work.iswc,
    creators: work.creators.map(({ partyKey, name, role }) => {
      const party = partyKey === null ? undefined : parties.get(partyKey);
      return {
        ...{ partyId: partyKey === null ? null : idOf(partyKey), name, role, ipiNameNumber: party?.ipiNameNumber ?? null },
        ...otherNamesOf([party?.nativeName ?? ""], name),
      };
    }),
    recordings: work.recordings.map(({ isrc, title, artist, durationMs }) => ({
      isrc,
      title: title ?? work.title,
      performers: artist === null ? performers : [artist],
      durationMs: durationMs ?? work.durationMs,
    })),
    ...(work.derivedFrom.length === 0 ? {} : { derivedFrom: work.derivedFrom.slice(0, SOURCES_MAX).map(derivationOf) }),
    details: detailsOf(work, performers),
  };
}

/** More sources of one work are left in the file. */
const SOURCES_MAX = 100;

function derivationOf(draft: DerivationDraft): DerivationRecord {
  const { kind, title, iswc, nativeTitle, language, submitterWorkNumber: workNumber, creators, source, durationMs, line } = draft;
  return {
    ...{ kind, title: title === "" ? null : title, iswc },
    ...(nativeTitle !== null && { nativeTitle }),
    ...(language !== null && { language }),
    ...(workNumber !== null && { workNumber }),
    ...(creators.length > 0 && {
      creators: creators.map(({ name, ipiNameNumber, ipiBaseNumber }) => ({
        ...{ name, ipiNameNumber },
        ...(ipiBaseNumber !== null && { ipiBaseNumber }),
      })),
    }),
    ...(source !== null && { source }),
    ...(durationMs !== null && { durationMs }),
    line,
  };
}

/** What the work has no field for, as it came; members without a value are left out. */
function detailsOf(work: WorkDraft, performers: readonly string[]): JsonObject {
  const { recordings, origins, durationMs, category, versionType, textMusicRelationship, workType, recorded, isRevision, kept } = work;
  const releases = recordings.map(({ albumTitle, label, releasedOn, versionTitle, submitterRecordingNumber }) => ({
    albumTitle,
    label,
    releasedOn,
    versionTitle,
    submitterRecordingNumber,
  }));
  const details = {
    ...{ durationMs, category, versionType, textMusicRelationship, workType, recorded, isRevision: isRevision ?? null },
    ...{
      performers,
      releases,
      origins: origins.map((origin) => ({ ...origin })),
      kept: kept.map(({ line: _line, ...said }) => said),
    },
  };
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)));
}
