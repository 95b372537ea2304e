import { checkForwarding, checkStatus, type DatedStatus, FORWARDINGS_MAX, statusOn, withStatus } from "../domain/parties/statuses.ts";
import { type Outcome, ok, problem, refused } from "../domain/outcome.ts";
import { requireScope } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { CommandAnswer } from "../kit/commands.ts";
import type { ClientSession } from "../kit/model.ts";
import { requireOk } from "../kit/refusal.ts";
import { statedByCommand, writeIdentities } from "./identityWrites.ts";
import { parseDay } from "./inputs.ts";
import type { PartyRecord, PartyStatus, StatedBy, StatusRecord } from "./model.ts";
import { requireParty, requireVersion, type ServiceParts, today } from "./parts.ts";

/** A status as a mutation states it. */
export type StatusInput = {
  readonly party: string;
  readonly expectedVersion: number;
  readonly status: PartyStatus;
  readonly forwardTo?: string | null;
  readonly from?: string | null;
  readonly idempotencyKey?: string | null;
};

/**
 * Records what a party's status is from a day on: that it stands for itself, that its catalogue was bought, or that it was merged
 * into another; for stewards. Refused: a way that leads back or too far, a day to come, a generic party, a revision of another version.
 */
export async function recordPartyStatus(parts: ServiceParts, caller: Caller, input: StatusInput): Promise<CommandAnswer<{ id: string }>> {
  requireScope(caller, "parties:write");
  const from = requireOk(parseDay(input.from ?? null, "from"));
  const { idempotencyKey, ...rest } = input;
  return await parts.foundation.commands.run(
    { operation: "recordPartyStatus", caller, key: idempotencyKey ?? null, input: rest },
    async (session) => {
      const former = await requireParty(parts, input.party, session);
      requireVersion({ found: former, expected: input.expectedVersion, what: "party", id: input.party });
      const named = { status: input.status, forwardTo: input.forwardTo ?? null, from };
      const status = requireOk(checkStatus(named, { party: former._id, today: today(parts.foundation.clock) }));
      requireOk(await checkTarget(parts.store.byIds, { party: former._id, forwardTo: status.forwardTo ?? null }, session));
      const stated = statedByCommand(parts, caller, "recordPartyStatus");
      await writeIdentities(parts, [{ former, next: underStatus(former, { ...status, stated }), stated }], session);
      await raiseForwarding(parts, [former._id], session);
      return { id: former._id };
    },
  );
}

/** The party under one more status; the latest one is in force. */
export function underStatus(party: PartyRecord, status: DatedStatus & { readonly stated: StatedBy }): PartyRecord {
  const { forwardTo: _, statuses: former, ...rest } = party;
  const statuses: readonly StatusRecord[] = withStatus(former ?? [], status);
  const current = statusOn(statuses, null);
  return { ...rest, statuses, status: current.status, ...(current.forwardTo === undefined ? {} : { forwardTo: current.forwardTo }) };
}

/** Whoever forwards parties at the same time collides, and what was known of their mandates is read again. */
export async function raiseForwarding({ mandates }: ServiceParts, partyIds: readonly string[], session: ClientSession): Promise<void> {
  await mandates.raiseForwardings(session);
  await mandates.raiseParties(partyIds, session);
}

/** Whether a party may lead to another one: problems `UNKNOWN_ID`, `PARTY_GENERIC`, `FORWARDING_CYCLE`, `FORWARDING_TOO_LONG`. */
export async function checkTarget(
  byIds: (ids: readonly string[], session?: ClientSession) => Promise<ReadonlyMap<string, PartyRecord>>,
  { party, forwardTo }: { readonly party: string; readonly forwardTo: string | null },
  session?: ClientSession,
): Promise<Outcome<null>> {
  if (forwardTo === null) return ok(null);
  const chain: string[] = [];
  for (let next: string | undefined = forwardTo; next !== undefined && chain.length <= FORWARDINGS_MAX && !chain.includes(next);) {
    const found: PartyRecord | undefined = (await byIds([next], session)).get(next);
    if (found === undefined)
      return refused(problem("UNKNOWN_ID", `There is no party ${JSON.stringify(next.slice(0, 60))}.`, ["forwardTo"]));
    if (found.kind === "GENERIC")
      return refused(problem("PARTY_GENERIC", `${found.name} stands for nobody in particular and takes nobody's place.`, ["forwardTo"]));
    chain.push(next);
    next = found.forwardTo;
  }
  const problems = checkForwarding(party, chain);
  return problems.length > 0 ? refused(...problems) : ok(null);
}
