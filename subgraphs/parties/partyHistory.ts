import type { LocalDate } from "../domain/period.ts";
import { containsDay } from "../domain/period.ts";
import { problem } from "../domain/outcome.ts";
import type { EventLog } from "../kit/events.ts";
import { Refusal } from "../kit/refusal.ts";
import { type Heritage, heritageThen } from "./heritage.ts";
import { partiesThen } from "./identityHistory.ts";
import { groupBy } from "./mandateRows.ts";
import type { MembershipRecord, NameRecord, PartyModels, PartyRecord, SupersededRecord } from "./model.ts";
import { isShared } from "./names.ts";
import { changesOf, type PartyFieldChange } from "./fieldChanges.ts";
import type { PartyStore } from "./partyStore.ts";
import { chunksOf, numberAt, type PastTools, supersededThen, versionsThen } from "./recordedVersions.ts";
import { storedDay } from "./records.ts";

/** Members of a group that are read at most. */
const MEMBERS_MAX = 500;
/** Versions of a party and its memberships that its history reads at most. */
const VERSIONS_MAX = 5_000;

/** Parties on the second time axis. A past answer never changes: it goes by the numbers of events. */
export interface PartyHistory {
  /** Each party as it was known at an instant; one that was not known yet is missing. */
  partiesAt(instant: Date, ids: readonly string[]): Promise<ReadonlyMap<string, PartyRecord>>;
  /** Whose statements counted for each party, as it was known at an instant. */
  heritageAt(instant: Date, partyIds: readonly string[]): Promise<ReadonlyMap<string, Heritage>>;
  /** The recorded memberships of each party as they were known at an instant. */
  membershipsAt(instant: Date, partyIds: readonly string[]): Promise<ReadonlyMap<string, readonly MembershipRecord[]>>;
  /** Who bears a group's name on a day, as known now or at an instant; by id. At most 500. */
  membersOf(group: PartyRecord, at: { readonly on: LocalDate; readonly knownOn: Date | null }): Promise<readonly PartyRecord[]>;
  /** What changed in each party and its memberships, first to last; at most 1,000 each. */
  changesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly PartyFieldChange[]>>;
}

export function createPartyHistory(models: PartyModels, store: PartyStore, events: EventLog): PartyHistory {
  const toolsAt = async (instant: Date): Promise<PastTools> => ({ models, events, upTo: await numberAt(events, instant, "asKnownOn") });
  const partiesAt: PartyHistory["partiesAt"] = async (instant, ids) => {
    const tools = await toolsAt(instant);
    return await partiesThen(tools, [...(await store.byIds(ids)).values()]);
  };
  return {
    partiesAt,
    heritageAt: async (instant, partyIds) => await heritageThen({ ...(await toolsAt(instant)), store }, partyIds),
    membershipsAt: async (instant, partyIds) => {
      const tools = await toolsAt(instant);
      const rows = await membershipRows(models, partyIds);
      const known = await versionsThen(
        tools,
        rows.map(({ _id }) => _id),
      );
      const since = rows.filter(({ _id, version }) => version > (known.get(_id) ?? version)).map(({ _id }) => _id);
      const replaced = await supersededThen(models, { known, kept: "membership", subjects: since });
      const then = rows.filter(({ _id }) => known.has(_id)).map((row) => replaced.get(row._id) ?? row);
      return groupBy(then, ({ partyId }) => partyId);
    },
    membersOf: async (group, { on, knownOn }) => {
      const numbers = group.ipiNameNumbers ?? [];
      if (group.kind !== "GROUP" || numbers.length === 0) return [];
      const bearers = await models.parties
        .find({ groupNumbers: { $in: [...numbers] } })
        .sort({ _id: 1 })
        .limit(MEMBERS_MAX)
        .lean<PartyRecord[]>()
        .exec();
      const then =
        knownOn === null
          ? bearers
          : await partiesAt(
              knownOn,
              bearers.map(({ _id }) => _id),
            ).then((known) => bearers.flatMap(({ _id }) => known.get(_id) ?? []));
      return then.filter(({ names }) => names.some((name) => bearsOn(name, numbers, on)));
    },
    changesOf: async (ids) => {
      // What was changed in this very moment is told too.
      await events.drain();
      const parties = await store.byIds(ids);
      const memberships = groupBy(await membershipRows(models, ids), ({ partyId }) => partyId);
      const subjects = [...parties.keys(), ...[...memberships.values()].flat().map(({ _id }) => _id)];
      const [told, replaced] = [new Map<string, Awaited<ReturnType<EventLog["page"]>>["events"]>(), new Map<string, SupersededRecord[]>()];
      for (const chunk of chunksOf(subjects)) {
        for (const [subject, list] of await events.ofSubjects(chunk)) told.set(subject, list);
        for (const record of await supersededRows(models, chunk))
          replaced.set(record.subject, [...(replaced.get(record.subject) ?? []), record]);
      }
      const historyOf = (party: PartyRecord): readonly PartyFieldChange[] =>
        changesOf({ party, memberships: memberships.get(party._id) ?? [], events: told, superseded: replaced });
      return new Map([...parties].map(([id, party]) => [id, historyOf(party)]));
    },
  };
}

/** Refused where a party was not known yet (`PARTY_NOT_KNOWN_THEN`). */
export function requireKnownThen(party: PartyRecord | null, id: string, instant: string): PartyRecord {
  if (party !== null) return party;
  const message = `The party ${id} was not known here on ${instant}; its history says when it was first recorded.`;
  throw new Refusal([problem("PARTY_NOT_KNOWN_THEN", message, ["asKnownOn"])]);
}

/** Whether a name is borne on a day; with null, ever. */
export function isBorneOn({ from, until }: NameRecord, day: LocalDate | null): boolean {
  return day === null || containsDay({ from: storedDay(from ?? null), until: storedDay(until ?? null) }, day);
}

function bearsOn(name: NameRecord, numbers: readonly string[], day: LocalDate): boolean {
  return isShared(name) && name.ipiNameNumber !== null && numbers.includes(name.ipiNameNumber) && isBorneOn(name, day);
}

async function membershipRows({ memberships }: PartyModels, partyIds: readonly string[]): Promise<readonly MembershipRecord[]> {
  return await memberships
    .find({ partyId: { $in: [...new Set(partyIds)] } })
    .limit(VERSIONS_MAX)
    .lean<MembershipRecord[]>()
    .exec();
}

async function supersededRows({ superseded }: PartyModels, subjects: readonly string[]): Promise<readonly SupersededRecord[]> {
  return await superseded
    .find({ subject: { $in: [...subjects] } })
    .sort({ subject: 1, version: 1 })
    .limit(VERSIONS_MAX)
    .lean<SupersededRecord[]>()
    .exec();
}
