import type { ClientSession, Connection } from "../../kit/model.ts";
import { ensureIndexes } from "../../kit/store.ts";
import { provenanceOf, writeIdentities } from "../identityWrites.ts";
import { dropRehearsal, type MembershipRecord, type PartyRecord, type RehearsalModels, rehearsalModels } from "../model.ts";
import type { ServiceParts } from "../parts.ts";
import { createPartyStore } from "../partyStore.ts";
import { raiseForwarding } from "../status.ts";
import type { ImportReads } from "./applyRows.ts";
import type { WorkingSet } from "./workingSet.ts";

/** What is known, as one transaction sees it. */
export function storedReads({ store, mandates }: ServiceParts, session?: ClientSession): ImportReads {
  return {
    byCodes: async (codes) => await store.byCodes(codes, session),
    byIds: async (ids) => await store.byIds(ids, session),
    membershipsOf: async (partyIds) => await mandates.membershipsOf(partyIds, session),
  };
}

/** Writes what a batch made, with what it replaces and its events, in the batch's transaction. */
export async function writeBatch(parts: ServiceParts, set: WorkingSet, session: ClientSession): Promise<void> {
  const { models, mandates, store, foundation } = parts;
  const [identities, memberships] = [set.identityChanges(), set.membershipChanges()];
  await writeIdentities(parts, identities, session);
  const forwarded = identities.filter(({ former, next }) => (former?.forwardTo ?? null) !== (next.forwardTo ?? null));
  if (forwarded.length > 0) {
    await raiseForwarding(
      parts,
      forwarded.map(({ next }) => next._id),
      session,
    );
  }
  if (memberships.length === 0) return;
  const added = memberships.filter(({ former }) => former === undefined).map(({ next }) => next);
  if (added.length > 0) await models.memberships.insertMany(added, { session, lean: true });
  const revised = memberships.flatMap(({ former, next }) => (former === undefined ? [] : [{ former, next }]));
  for (const { former, next } of revised) {
    await models.memberships.replaceOne({ _id: next._id, version: former.version }, next, { session });
  }
  await mandates.supersede(
    revised.map(({ former }) => ({ subject: former._id, version: former.version, membership: former })),
    session,
  );
  const written = new Set(identities.map(({ next }) => next._id));
  const partyIds = [...new Set(memberships.map(({ next }) => next.partyId))];
  // Whoever writes memberships of the same party at the same time collides on its version.
  const others = partyIds.filter((id) => !written.has(id)).flatMap((id) => set.get(id)?.next ?? []);
  await store.replace(
    others.map((party) => ({ ...party, version: party.version + 1 })),
    session,
  );
  await mandates.raiseParties(partyIds, session);
  await foundation.events.append(
    memberships.map(({ former, next, stated }) => ({
      kind: former === undefined ? "MEMBERSHIP_RECORDED" : "MEMBERSHIP_REVISED",
      subject: next._id,
      data: { party: next.partyId, society: next.society, version: next.version, ...provenanceOf(stated) },
    })),
    session,
  );
}

/** A dry run's store: it reads what is known and what it wrote itself, and writes to collections that are thrown away. */
export interface Rehearsal extends ImportReads {
  write(set: WorkingSet): Promise<void>;
  end(): Promise<void>;
}

/** Begins a rehearsal; what an attempt that was cut short left is thrown away first. */
export async function beginRehearsal(parts: ServiceParts, connection: Connection, job: string): Promise<Rehearsal> {
  await dropRehearsal(connection, rehearsalModels(connection, job));
  const models: RehearsalModels = rehearsalModels(connection, job);
  await ensureIndexes(Object.values(models));
  const [stored, own] = [storedReads(parts), createPartyStore({ ...models, words: parts.models.words })];
  const over = <T extends { readonly _id: string }>(below: Iterable<T>, above: Iterable<T>): Map<string, T> =>
    new Map([...below, ...above].map((record) => [record._id, record]));
  return {
    byCodes: async (codes) => [...over<PartyRecord>(await stored.byCodes(codes), await own.byCodes(codes)).values()],
    byIds: async (ids) => over<PartyRecord>((await stored.byIds(ids)).values(), (await own.byIds(ids)).values()),
    membershipsOf: async (partyIds) => {
      const rehearsed = await models.memberships
        .find({ partyId: { $in: [...partyIds] } })
        .lean<MembershipRecord[]>()
        .exec();
      return [...over<MembershipRecord>(await stored.membershipsOf(partyIds), rehearsed).values()];
    },
    write: async (set) => {
      const parties = set
        .identityChanges()
        .map(({ next }) => ({ replaceOne: { filter: { _id: next._id }, replacement: next, upsert: true } }));
      const memberships = set
        .membershipChanges()
        .map(({ next }) => ({ replaceOne: { filter: { _id: next._id }, replacement: next, upsert: true } }));
      if (parties.length > 0) await models.parties.bulkWrite(parties);
      if (memberships.length > 0) await models.memberships.bulkWrite(memberships);
    },
    end: async () => {
      await dropRehearsal(connection, models);
    },
  };
}
