import { membershipsOver } from "../domain/mandates/overlaps.ts";
import { type Problem, problem } from "../domain/outcome.ts";
import { parseRoleAndSide } from "../domain/parties/roles.ts";
import type { IpiRight } from "../domain/rights.ts";
import { storedShare } from "../domain/shares.ts";
import type { Side } from "../domain/statements.ts";
import { requireScope, requireSociety } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { CommandAnswer } from "../kit/commands.ts";
import { canonicalJson, sha256 } from "../kit/json.ts";
import type { ClientSession } from "../kit/model.ts";
import { Refusal } from "../kit/refusal.ts";
import { parseCreationClass, parseMembershipShare, parseScope, parseSociety } from "./inputs.ts";
import { provenanceOf, statedByCommand } from "./identityWrites.ts";
import { mergedInto } from "./heritage.ts";
import { type MembershipRecord, type PartyRecord, type ScopeRecord, type StatedBy, STORED_SHAPE } from "./model.ts";
import { requireHolder, requireParty, requireVersion, type ServiceParts, today } from "./parts.ts";
import { toMembership } from "./records.ts";

/** A membership as a mutation states it. */
export type MembershipInput = {
  readonly membership?: string | null;
  readonly expectedVersion?: number | null;
  readonly party: string;
  readonly society: string;
  readonly creationClass?: string | null;
  readonly side?: Side | null;
  /** IPI's role, such as MC. */
  readonly role?: string | null;
  readonly rights: readonly IpiRight[];
  readonly territories: readonly { readonly include: boolean; readonly territory: string }[];
  readonly period: { readonly from?: string | null; readonly until?: string | null };
  readonly share?: string | null;
  readonly idempotencyKey?: string | null;
};

/** What a membership says, parsed. */
export interface MembershipTerms extends ScopeRecord {
  readonly partyId: string;
  readonly society: string;
  readonly creationClass: string;
  readonly side: Side | null;
  readonly role?: string;
  readonly share: string;
}

/**
 * Records or revises a membership, for a steward of its society. Refused: a party that is unknown or holds nothing, more than
 * the whole of a right in one place on one day (`MEMBERSHIP_OVER`), a revision of another version.
 */
export async function recordMembership(
  parts: ServiceParts,
  caller: Caller,
  input: MembershipInput,
): Promise<CommandAnswer<{ id: string }>> {
  requireScope(caller, "parties:write");
  const terms = parseMembership(parts, input);
  requireSociety(caller, terms.society);
  const { idempotencyKey, ...rest } = input;
  return await parts.foundation.commands.run(
    { operation: "recordMembership", caller, key: idempotencyKey ?? null, input: rest },
    async (session) => {
      const { party, others, former } = await requireCounting(parts, input, session);
      if (input.membership) {
        requireVersion({ found: former, expected: input.expectedVersion, what: "membership", id: input.membership });
        if (former) requireSociety(caller, former.society);
      }
      const stated = statedByCommand(parts, caller, "recordMembership");
      // A revision stays with the number that it was stated for, so that a merge can be taken back.
      const record = membershipRecord(former === undefined ? terms : { ...terms, partyId: former.partyId }, {
        id: former?._id ?? parts.foundation.ids.make("mem"),
        recordedAt: parts.foundation.clock.now().toISOString(),
        version: (former?.version ?? 0) + 1,
        stated,
      });
      requireRoom(record, others);
      await writeMembership(parts, { record, former }, session);
      // Both writers of one party's memberships raise its version, so that two that are fine alone collide.
      await parts.store.replace([{ ...party, version: party.version + 1 }], session);
      await parts.mandates.raiseParties([party._id], session);
      const data = { party: record.partyId, society: record.society, version: record.version, ...provenanceOf(stated) };
      await parts.foundation.events.append(
        [{ kind: former ? "MEMBERSHIP_REVISED" : "MEMBERSHIP_RECORDED", subject: record._id, data }],
        session,
      );
      return { id: record._id };
    },
  );
}

/**
 * The party whose memberships a new one stands beside, and these; for a revision the party is the one that it was stated for: the one
 * named, or one that was merged into it. A new one is for a party that stands for itself.
 */
async function requireCounting(
  parts: ServiceParts,
  { party: id, membership }: MembershipInput,
  session: ClientSession,
): Promise<{ readonly party: PartyRecord; readonly others: readonly MembershipRecord[]; readonly former: MembershipRecord | undefined }> {
  const named = membership ? await requireParty(parts, id, session) : await requireHolder(parts, id, session);
  const merged = membership ? ((await mergedInto(parts.models, [id], session)).get(id) ?? []) : [];
  const others = await parts.mandates.membershipsOf([id, ...merged.map(({ _id }) => _id)], session);
  const former = membership ? others.find(({ _id }) => _id === membership) : undefined;
  const isInherited = former !== undefined && former.partyId !== id;
  return { party: isInherited ? await requireParty(parts, former.partyId, session) : named, others, former };
}

/** A stored membership; `natural` makes two with equal content one when loaded in bulk, a revision keeps its own. */
export function membershipRecord(
  terms: MembershipTerms,
  stamp: { readonly id: string; readonly recordedAt: string; readonly version: number; readonly stated?: StatedBy },
): MembershipRecord {
  const { expandedOn: _, countries: __, ...stated } = terms;
  const { id: _id, recordedAt, version, stated: by } = stamp;
  return {
    _id,
    shape: STORED_SHAPE,
    ...terms,
    recordedAt,
    natural: sha256(canonicalJson({ ...stated, territories: stated.territories.map((row) => ({ ...row })) })),
    version,
    ...(by === undefined ? {} : { stated: by }),
  };
}

/** What a membership says, parsed; every fault at once, as a Refusal. */
export function parseMembership(parts: ServiceParts, input: MembershipInput): MembershipTerms {
  const territories = input.territories.map(({ include, territory }) => ({ isIncluded: include, territory }));
  const scope = parseScope({ rights: input.rights, territories, period: input.period }, today(parts.foundation.clock));
  const society = parseSociety(input.society, "society");
  const share = parseMembershipShare(input.share ?? "100");
  const creationClass = parseCreationClass(input.creationClass ?? "MW");
  const acting = parseRoleAndSide(input.role ?? null, input.side ?? null);
  const problems: Problem[] = [scope, society, share, acting, creationClass].flatMap((outcome) => (outcome.ok ? [] : outcome.problems));
  if (!scope.ok || !society.ok || !share.ok || !acting.ok || !creationClass.ok) throw new Refusal(problems);
  return {
    ...scope.value,
    partyId: input.party,
    society: society.value,
    creationClass: creationClass.value,
    side: acting.value.side,
    ...(acting.value.role === null ? {} : { role: acting.value.role }),
    share: storedShare(share.value),
  };
}

/** Refused where the party would have given away more than the whole of a right (`MEMBERSHIP_OVER`). */
export function requireRoom(record: MembershipRecord, others: readonly MembershipRecord[]): void {
  const clashing = membershipsOver(toMembership(record), others.map(toMembership));
  if (clashing.length === 0) return;
  const with_ = clashing.slice(0, 5).map(({ id, society }) => `${society} (${id})`);
  const message = `With ${with_.join(", ")} the party would have given away more than the whole of a right; end or reduce those first.`;
  throw new Refusal([problem("MEMBERSHIP_OVER", message, ["share"])]);
}

async function writeMembership(
  { models, mandates }: ServiceParts,
  { record, former }: { readonly record: MembershipRecord; readonly former: MembershipRecord | undefined },
  session: ClientSession,
): Promise<void> {
  const same = await models.memberships.findOne({ natural: record.natural }, null, { session }).lean<MembershipRecord>().exec();
  if (same && same._id !== record._id) {
    throw new Refusal([problem("MEMBERSHIP_KNOWN", `The same membership is recorded as ${same._id}.`, ["party"])]);
  }
  if (former) {
    await models.memberships.replaceOne({ _id: record._id, version: former.version }, record, { session });
    await mandates.supersede([{ subject: former._id, version: former.version, membership: former }], session);
  } else await models.memberships.insertMany([record], { session, lean: true });
}
