import type { ClientSession, Connection } from "../../kit/model.ts";
import { ensureIndexes } from "../../kit/store.ts";
import { provenanceOf, writeIdentities } from "../identityWrites.ts";
import { directEvent } from "../directCommands.ts";
import {
  type DirectMandateRecord,
  dropRehearsal,
  type MembershipRecord,
  type PartyRecord,
  putAll,
  type RecordChange,
  type RehearsalModels,
  rehearsalModels,
  writeChanges,
} from "../model.ts";
import type { ServiceParts } from "../parts.ts";
import { createPartyStore } from "../partyStore.ts";
import { raiseForwarding } from "../status.ts";
import type { ImportReads } from "./applyRows.ts";
import type { DirectChange, MembershipChange, WorkingSet } from "./workingSet.ts";

/** What is known, as one transaction sees it. */
export function storedReads({ store, mandates, models }: ServiceParts, session?: ClientSession): ImportReads {
  return {
    byCodes: async (codes) => await store.byCodes(codes, session),
    byIds: async (ids) => await store.byIds(ids, session),
    membershipsOf: async (partyIds) => await mandates.membershipsOf(partyIds, session),
    directOf: async (partyIds) =>
      await models.directMandates
        .find({ grantor: { $in: [...partyIds] } }, null, session ? { session } : {})
        .lean<DirectMandateRecord[]>()
        .exec(),
  };
}

/** Writes what a batch made, with what it replaces and its events, in the batch's transaction. */
export async function writeBatch(parts: ServiceParts, set: WorkingSet, session: ClientSession): Promise<void> {
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
  const written = new Set(identities.map(({ next }) => next._id));
  await writeMandates(parts, { set, written, memberships, direct: set.directChanges() }, session);
}

async function writeMandates(
  { models, mandates, store, foundation }: ServiceParts,
  batch: {
    readonly set: WorkingSet;
    readonly written: ReadonlySet<string>;
    readonly memberships: readonly MembershipChange[];
    readonly direct: readonly DirectChange[];
  },
  session: ClientSession,
): Promise<void> {
  const { set, written, memberships, direct } = batch;
  const partyIds = [...new Set([...memberships.map(({ next }) => next.partyId), ...direct.map(({ next }) => next.grantor)])];
  if (partyIds.length === 0) return;
  await writeChanges(models.memberships, memberships, session);
  await writeChanges(models.directMandates, direct, session);
  await mandates.supersede(
    [
      ...revisedOf(memberships).map((former) => ({ subject: former._id, version: former.version, membership: former })),
      ...revisedOf(direct).map((former) => ({ subject: former._id, version: former.version, direct: former })),
    ],
    session,
  );
  // Whoever writes mandates of the same party at the same time collides on its version.
  const others = partyIds.filter((id) => !written.has(id)).flatMap((id) => set.get(id)?.next ?? []);
  await store.replace(
    others.map((party) => ({ ...party, version: party.version + 1 })),
    session,
  );
  await mandates.raiseParties(partyIds, session);
  const events = memberships.map(({ former, next, stated }) => ({
    kind: former === undefined ? "MEMBERSHIP_RECORDED" : "MEMBERSHIP_REVISED",
    subject: next._id,
    data: { party: next.partyId, society: next.society, version: next.version, ...provenanceOf(stated) },
  }));
  await foundation.events.append(
    [...events, ...direct.map(({ former, next }) => directEvent(next, former === undefined ? "STATED" : "REVISED"))],
    session,
  );
}

function revisedOf<T>(changes: readonly RecordChange<T>[]): readonly T[] {
  return changes.flatMap(({ former }) => (former === undefined ? [] : [former]));
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
    directOf: async (partyIds) => {
      const rehearsed = await models.directMandates
        .find({ grantor: { $in: [...partyIds] } })
        .lean<DirectMandateRecord[]>()
        .exec();
      return [...over<DirectMandateRecord>(await stored.directOf(partyIds), rehearsed).values()];
    },
    write: async (set) => {
      await putAll(models.parties, set.identityChanges());
      await putAll(models.memberships, set.membershipChanges());
      await putAll(models.directMandates, set.directChanges());
    },
    end: async () => {
      await dropRehearsal(connection, models);
    },
  };
}
