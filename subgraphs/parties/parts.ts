import { invariant } from "../domain/invariant.ts";
import { problem } from "../domain/outcome.ts";
import { type LocalDate, parseLocalDate } from "../domain/period.ts";
import type { Clock } from "../kit/clock.ts";
import type { Foundation } from "../kit/foundation.ts";
import type { ClientSession } from "../kit/model.ts";
import { Refusal } from "../kit/refusal.ts";
import type { MandateStore } from "./mandateStore.ts";
import type { PartyModels, PartyRecord } from "./model.ts";
import type { PartyHistory } from "./partyHistory.ts";
import type { PartyStore } from "./partyStore.ts";

/** What the services of this subgraph work with. */
export interface ServiceParts {
  readonly foundation: Foundation;
  readonly models: PartyModels;
  readonly store: PartyStore;
  readonly mandates: MandateStore;
  readonly history: PartyHistory;
}

/** Today in UTC. */
export function today(clock: Clock): LocalDate {
  const day = parseLocalDate(clock.now().toISOString().slice(0, 10));
  invariant(day !== null, "the clock shows a day");
  return day;
}

/** The version that a revision expects is the stored one; else `UNKNOWN_ID`, `VERSION_MISSING` or `STALE_VERSION`. */
export function requireVersion(claim: {
  readonly found: { readonly version: number } | null | undefined;
  readonly expected: number | null | undefined;
  readonly what: string;
  readonly id: string;
}): void {
  const { found, expected, what, id } = claim;
  if (!found) throw new Refusal([problem("UNKNOWN_ID", `There is no ${what} ${JSON.stringify(id.slice(0, 60))}.`, [what])]);
  if (expected === null || expected === undefined) {
    throw new Refusal([
      problem("VERSION_MISSING", `A revision names the version it expects; it is ${found.version}.`, ["expectedVersion"]),
    ]);
  }
  if (expected !== found.version) {
    throw new Refusal([
      problem("STALE_VERSION", `The ${what} is at version ${found.version}, not ${expected}; read it again.`, ["expectedVersion"]),
    ]);
  }
}

/** A known party that is somebody in particular. */
export async function requireParty({ store }: ServiceParts, id: string, session: ClientSession): Promise<PartyRecord> {
  const party = (await store.byIds([id], session)).get(id);
  if (!party) throw new Refusal([problem("UNKNOWN_ID", `There is no party ${JSON.stringify(id.slice(0, 60))}.`, ["party"])]);
  if (party.kind === "GENERIC")
    throw new Refusal([problem("PARTY_GENERIC", `${party.name} stands for nobody in particular and gives no mandate.`, ["party"])]);
  return party;
}

/** A party that can hold rights: known, standing for itself, and somebody in particular. */
export async function requireHolder(parts: ServiceParts, id: string, session: ClientSession): Promise<PartyRecord> {
  const party = await requireParty(parts, id, session);
  if (party.status === "MERGED") {
    throw new Refusal([problem("PARTY_MERGED", `The party was merged into ${party.forwardTo ?? "another"}; name that one.`, ["party"])]);
  }
  return party;
}
