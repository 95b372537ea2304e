import { problem } from "../domain/outcome.ts";
import { AccessDenied, requireScope, requireSociety } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { CommandAnswer, CommandOptions } from "../kit/commands.ts";
import type { NewEvent } from "../kit/events.ts";
import type { ClientSession } from "../kit/model.ts";
import { Refusal } from "../kit/refusal.ts";
import {
  DIRECT_MAX,
  directRecord,
  type DirectTerms,
  type EntrustmentTermsInput,
  type ExclusionTermsInput,
  parseEntrustment,
  parseExclusion,
  requireDirectRoom,
} from "./directMandates.ts";
import { provenanceOf, statedByCommand } from "./identityWrites.ts";
import type { DirectMandateRecord, PartyRecord } from "./model.ts";
import { requireHolder, requireParty, requireVersion, type ServiceParts, today } from "./parts.ts";

type Revision = { readonly expectedVersion?: number | null; readonly idempotencyKey?: string | null };

export type EntrustmentInput = EntrustmentTermsInput & Revision & { readonly entrustment?: string | null };
export type ExclusionInput = ExclusionTermsInput & Revision & { readonly exclusion?: string | null };
export type WithdrawalInput = Revision & { readonly expectedVersion: number; readonly from: string };

/** What is recorded: the id to revise, and what it says now. */
interface Recording {
  readonly operation: "recordEntrustment" | "recordExclusion";
  readonly what: "entrustment" | "exclusion";
  readonly id: string | null;
  readonly terms: DirectTerms;
}

/**
 * Records or revises rights that a party or a society gave to a hub directly. Of a society, for its own steward; of a party, for a steward
 * of the hub or of a society that the party belongs to. Refused: requireDirectRoom, an unknown or merged party, a revision of another version.
 */
export async function recordEntrustment(
  parts: ServiceParts,
  caller: Caller,
  { idempotencyKey, ...input }: EntrustmentInput,
): Promise<CommandAnswer<{ id: string }>> {
  requireScope(caller, "agreements:write");
  const terms = parseEntrustment(parts, input);
  const operation = "recordEntrustment";
  const recording = { operation, what: "entrustment", id: input.entrustment ?? null, terms } as const;
  return await record(parts, { operation, caller, key: idempotencyKey ?? null, input }, { ...recording, expected: input.expectedVersion });
}

/** Records or revises rights that a party withholds from all or some licensors, for a steward of a society that it belongs to. */
export async function recordExclusion(
  parts: ServiceParts,
  caller: Caller,
  { idempotencyKey, ...input }: ExclusionInput,
): Promise<CommandAnswer<{ id: string }>> {
  requireScope(caller, "agreements:write");
  const terms = parseExclusion(parts, input);
  const operation = "recordExclusion";
  const recording = { operation, what: "exclusion", id: input.exclusion ?? null, terms } as const;
  return await record(parts, { operation, caller, key: idempotencyKey ?? null, input }, { ...recording, expected: input.expectedVersion });
}

async function record(
  parts: ServiceParts,
  command: CommandOptions,
  { operation, what, id, terms, expected }: Recording & { readonly expected: number | null | undefined },
): Promise<CommandAnswer<{ id: string }>> {
  const { caller } = command;
  return await inTurn(parts, { command, isOfSociety: !isParty(terms.grantor) }, async (session) => {
    const former = id === null ? undefined : await findDirect(parts, id, { what, session });
    if (id !== null && former === undefined) requireVersion({ found: null, expected, what, id });
    if (former !== undefined && former.grantor !== terms.grantor) {
      const message = `${former._id} is stated of ${former.grantor}; a revision stays with it. Withdraw it and record another.`;
      throw new Refusal([problem("GRANTOR", message, ["party"])]);
    }
    const party = isParty(terms.grantor) ? await requireGrantor(parts, terms.grantor, { former, session }) : null;
    await requireStanding(parts, caller, { party, terms, session });
    if (former) await requireStanding(parts, caller, { party, terms: former, session });
    if (former) requireVersion({ found: former, expected, what, id: former._id });
    // Raised before the others are read: of two writers of one grantor the second begins again and sees the first.
    await raise(parts, { party, grantor: terms.grantor, session });
    const next = directRecord(terms, {
      id: former?._id ?? parts.foundation.ids.make("man"),
      recordedAt: parts.foundation.clock.now().toISOString(),
      version: (former?.version ?? 0) + 1,
      stated: statedByCommand(parts, caller, operation),
    });
    const kept = former?.withdrawnFrom === undefined ? next : { ...next, ...noticeOf(former) };
    const others = await directOf(parts, terms.grantor, session);
    await requireDirectRoom(parts, { record: kept, others }, session);
    await write(parts, { former, next: kept, kind: former ? "REVISED" : "STATED" }, session);
    return { id: kept._id };
  });
}

/** Ends an entrustment from a day on, today or later, so that no past answer changes; for whoever may state it, the hub included. */
export async function withdrawEntrustment(
  parts: ServiceParts,
  caller: Caller,
  input: WithdrawalInput & { readonly entrustment: string },
): Promise<CommandAnswer<{ id: string }>> {
  return await withdraw(parts, caller, { operation: "withdrawEntrustment", what: "entrustment", id: input.entrustment, input });
}

/** Ends an exclusion from a day on, today or later. */
export async function endExclusion(
  parts: ServiceParts,
  caller: Caller,
  input: WithdrawalInput & { readonly exclusion: string },
): Promise<CommandAnswer<{ id: string }>> {
  return await withdraw(parts, caller, { operation: "endExclusion", what: "exclusion", id: input.exclusion, input });
}

async function withdraw(
  parts: ServiceParts,
  caller: Caller,
  given: {
    readonly operation: string;
    readonly what: Recording["what"];
    readonly id: string;
    readonly input: WithdrawalInput;
  },
): Promise<CommandAnswer<{ id: string }>> {
  requireScope(caller, "agreements:write");
  const { operation, what, id, input } = given;
  const { idempotencyKey, expectedVersion, from } = input;
  const command = { operation, caller, key: idempotencyKey ?? null, input: { [what]: id, expectedVersion, from } };
  return await inTurn(parts, { command, isOfSociety: true }, async (session) => {
    const former = await findDirect(parts, id, { what, session });
    if (former === undefined) throw new Refusal([problem("UNKNOWN_ID", `There is no ${what} ${JSON.stringify(id.slice(0, 60))}.`, [what])]);
    const party = isParty(former.grantor) ? await requireParty(parts, former.grantor, session) : null;
    await requireStanding(parts, caller, { party, terms: former, session, mayHubOfSociety: true });
    requireVersion({ found: former, expected: input.expectedVersion, what, id });
    const now = today(parts.foundation.clock);
    const ends = [former.withdrawnFrom, former.until].filter((day) => day !== undefined && day !== null).sort();
    if (ends[0] !== undefined && ends[0] <= now)
      throw new Refusal([problem("AGREEMENT_ENDED", `The ${what} ended on ${ends[0]}; nothing is left to end.`, [what])]);
    if (input.from < now)
      throw new Refusal([problem("TERMINATION_IN_PAST", `${input.from} has passed; name today, ${now}, or a later day.`, ["from"])]);
    if (former.until !== null && input.from >= former.until) {
      const message = `The ${what} ends on ${former.until} by itself; name an earlier day.`;
      throw new Refusal([problem("TERMINATION_TOO_LATE", message, ["from"])]);
    }
    await raise(parts, { party, grantor: former.grantor, session });
    const next: DirectMandateRecord = {
      ...former,
      ...{ withdrawnFrom: input.from, noticeGivenOn: now, version: former.version + 1 },
      stated: statedByCommand(parts, caller, operation),
    };
    await write(parts, { former, next, kind: "ENDED" }, session);
    return { id: next._id };
  });
}

function noticeOf({ withdrawnFrom, noticeGivenOn }: DirectMandateRecord) {
  return { ...(withdrawnFrom === undefined ? {} : { withdrawnFrom }), ...(noticeGivenOn === undefined ? {} : { noticeGivenOn }) };
}

function isParty(grantor: string): boolean {
  return grantor.startsWith("pty_");
}

async function findDirect(
  { models }: ServiceParts,
  id: string,
  { what, session }: { readonly what: Recording["what"]; readonly session: ClientSession },
): Promise<DirectMandateRecord | undefined> {
  const kind = what === "entrustment" ? "ENTRUSTMENT" : "EXCLUSION";
  return (await models.directMandates.findOne({ _id: id, kind }, null, { session }).lean<DirectMandateRecord | null>().exec()) ?? undefined;
}

async function directOf({ models }: ServiceParts, grantor: string, session: ClientSession): Promise<readonly DirectMandateRecord[]> {
  return await models.directMandates.find({ grantor }, null, { session }).limit(DIRECT_MAX).lean<DirectMandateRecord[]>().exec();
}

/** A new one is stated of a party that stands for itself; a revision stays with the number that it was stated for. */
async function requireGrantor(
  parts: ServiceParts,
  id: string,
  { former, session }: { readonly former: DirectMandateRecord | undefined; readonly session: ClientSession },
): Promise<PartyRecord> {
  return former === undefined ? await requireHolder(parts, id, session) : await requireParty(parts, id, session);
}

/** Who may state it: of a society itself; of a party its hub, or a society that the party belongs to or is printed with. */
async function requireStanding(
  parts: ServiceParts,
  caller: Caller,
  given: {
    readonly party: PartyRecord | null;
    readonly terms: Pick<DirectTerms, "grantor" | "hub">;
    readonly session: ClientSession;
    readonly mayHubOfSociety?: boolean;
  },
): Promise<void> {
  const { party, terms, session, mayHubOfSociety } = given;
  const allowed = party === null ? [terms.grantor, ...(mayHubOfSociety && terms.hub !== null ? [terms.hub] : [])] : [terms.hub ?? ""];
  if (caller.society !== null && allowed.includes(caller.society)) return;
  if (party === null) return requireSociety(caller, terms.grantor);
  if (caller.role === "admin" || caller.role === "system") return;
  const memberships = await parts.mandates.membershipsOf([party._id], session);
  const societies = [...memberships, ...party.printed].map(({ society }) => society);
  if (caller.society !== null && societies.includes(caller.society)) return;
  const whose = terms.hub === null ? "a society" : `${terms.hub}, to whom they are given, or by a society`;
  throw new AccessDenied(
    "FORBIDDEN",
    `Rights of this party are spoken for by ${whose} that the party belongs to; the token speaks for ${caller.society ?? "no society"}.`,
  );
}

async function raise(
  { mandates, store }: ServiceParts,
  { party, grantor, session }: { readonly party: PartyRecord | null; readonly grantor: string; readonly session: ClientSession },
): Promise<void> {
  if (party === null) return await mandates.raiseSocieties([grantor], session);
  // Both writers of one party's mandates raise its version, so that two that are fine alone collide.
  await store.replace([{ ...party, version: party.version + 1 }], session);
  await mandates.raiseParties([party._id], session);
}

const EVENT_KINDS = {
  ENTRUSTMENT: { STATED: "MANDATE_ENTRUSTED", REVISED: "MANDATE_REVISED", ENDED: "MANDATE_WITHDRAWN" },
  EXCLUSION: { STATED: "RIGHTS_WITHHELD", REVISED: "WITHHOLDING_REVISED", ENDED: "WITHHOLDING_ENDED" },
} as const;

async function write(
  { models, mandates, foundation }: ServiceParts,
  change: {
    readonly former: DirectMandateRecord | undefined;
    readonly next: DirectMandateRecord;
    readonly kind: "STATED" | "REVISED" | "ENDED";
  },
  session: ClientSession,
): Promise<void> {
  const { former, next, kind } = change;
  if (former === undefined) await models.directMandates.insertMany([next], { session, lean: true });
  else {
    const { matchedCount } = await models.directMandates.replaceOne({ _id: next._id, version: former.version }, next, { session });
    if (matchedCount !== 1) throw new Refusal([problem("STALE_VERSION", "It was changed meanwhile; read it again.", ["expectedVersion"])]);
    await mandates.supersede([{ subject: former._id, version: former.version, direct: former }], session);
  }
  // Who no longer has it is concerned, too.
  const replaces = former !== undefined && former.hub !== null && former.hub !== next.hub ? [former.grantor, former.hub] : [];
  await foundation.events.append([directEvent(next, kind, replaces)], session);
}

/** The event of a change. */
export function directEvent(next: DirectMandateRecord, kind: "STATED" | "REVISED" | "ENDED", replaces: readonly string[] = []): NewEvent {
  const data = {
    ...{ grantor: next.grantor, version: next.version },
    ...(next.hub === null ? {} : { grantee: next.hub }),
    ...(isParty(next.grantor) ? { party: next.grantor } : {}),
    ...(replaces.length === 0 ? {} : { replaces: [...replaces] }),
    ...(next.stated === undefined ? {} : provenanceOf(next.stated)),
  };
  return { kind: EVENT_KINDS[next.kind][kind], subject: next._id, data };
}

/** What societies state meets on one counter: those of this process wait for each other. */
async function inTurn(
  { foundation, mandates }: ServiceParts,
  { command, isOfSociety }: { readonly command: CommandOptions; readonly isOfSociety: boolean },
  work: (session: ClientSession) => Promise<{ id: string }>,
): Promise<CommandAnswer<{ id: string }>> {
  const run = async () => await foundation.commands.run(command, work);
  return isOfSociety ? await mandates.inTurn(run) : await run();
}
