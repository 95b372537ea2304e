import { forgetOldest } from "../kit/bounded.ts";
import { NO_MANDATES, type PartyMandates } from "../domain/mandates/records.ts";
import type { SocietyGraph } from "../domain/mandates/societies.ts";
import type { EventLog } from "../kit/events.ts";
import type { ClientSession } from "../kit/model.ts";
import { numberAt, type PastTools, supersededThen, versionsThen } from "./recordedVersions.ts";
import { heritageThen } from "./heritage.ts";
import { graphOf, type KnownMandates, readBookRows, readPartyRows } from "./mandateRows.ts";
import {
  type AffiliationRecord,
  type MembershipRecord,
  type PartyModels,
  type PrintedRecord,
  STORED_SHAPE,
  type SupersededRecord,
} from "./model.ts";
import type { PartyStore } from "./partyStore.ts";
import { toPartyMandates } from "./records.ts";

/** Instants, by the last event known, whose answers are kept in memory, and parties of each. */
const PASTS_KEPT_MAX = 4;
const PARTIES_KEPT_MAX = 20_000;

/** One thing that a revision replaces, with the last version it stood in. */
export type Superseded = Omit<SupersededRecord, "_id" | "shape">;

export interface MandateHistory {
  asKnownOn(instant: Date): Promise<KnownMandates>;
  supersede(replaced: readonly Superseded[], session: ClientSession): Promise<void>;
}

/**
 * Mandates on the second time axis. The sequencer's numbers say what was known at an instant, as they do for statements: a version
 * was known once its event was numbered by then. So a past answer never changes, and is kept by the number of its last event.
 */
export function createMandateHistory(models: PartyModels, store: PartyStore, events: EventLog): MandateHistory {
  const pasts = new Map<number, KnownMandates>();
  return {
    asKnownOn: async (instant) => {
      const upTo = await numberAt(events, instant, "knownOn");
      const past = pasts.get(upTo) ?? createPast({ models, store, events, upTo });
      // The one asked for last is forgotten last.
      pasts.delete(upTo);
      pasts.set(upTo, past);
      forgetOldest(pasts, PASTS_KEPT_MAX);
      return past;
    },
    supersede: async (replaced, session) => {
      if (replaced.length === 0) return;
      const records = replaced.map((one): SupersededRecord => ({ _id: `${one.subject}.${one.version}`, shape: STORED_SHAPE, ...one }));
      await models.superseded.insertMany(records, { session, lean: true });
    },
  };
}

type Tools = PastTools & { readonly store: PartyStore };

function createPast(tools: Tools): KnownMandates {
  let parties = new Map<string, PartyMandates>();
  let societies: Promise<SocietyGraph> | null = null;
  return {
    ofParties: async (partyIds) => {
      if (parties.size > PARTIES_KEPT_MAX) parties = new Map();
      const kept = parties;
      const missing = partyIds.filter((id) => !kept.has(id));
      if (missing.length > 0) for (const [id, mandates] of await partiesThen(tools, missing)) kept.set(id, mandates);
      return new Map(partyIds.flatMap((id) => (kept.has(id) ? [[id, kept.get(id) ?? NO_MANDATES] as const] : [])));
    },
    societies: async () => {
      societies ??= societiesThen(tools).catch((error: unknown) => {
        societies = null;
        throw error;
      });
      return await societies;
    },
  };
}

async function partiesThen(tools: Tools, partyIds: readonly string[]): Promise<ReadonlyMap<string, PartyMandates>> {
  const { countingOf, membersOf, directOf } = await readPartyRows(tools.models, await heritageThen(tools, partyIds));
  const [members, direct] = [[...membersOf.values()].flat(), [...directOf.values()].flat()];
  const stands = [...new Map([...countingOf.values()].flat().map((party) => [party._id, party])).values()];
  const known = await versionsThen(
    tools,
    [...stands, ...members, ...direct].map(({ _id }) => _id),
  );
  const isSince = ({ _id, version }: { readonly _id: string; readonly version: number }): boolean => version > (known.get(_id) ?? version);
  const memberships = await supersededThen(tools.models, {
    ...{ known, kept: "membership" },
    subjects: members.filter(isSince).map(({ _id }) => _id),
  });
  const affiliations = await supersededThen(tools.models, {
    ...{ known, kept: "printed" },
    subjects: stands.filter(({ _id, printedSince }) => isSince({ _id, version: printedSince })).map(({ _id }) => _id),
  });
  const directs = await supersededThen(tools.models, { known, kept: "direct", subjects: direct.filter(isSince).map(({ _id }) => _id) });
  const memberThen = (row: MembershipRecord): MembershipRecord[] => (known.has(row._id) ? [memberships.get(row._id) ?? row] : []);
  const printedThen = ({ _id, printed }: AffiliationRecord): readonly PrintedRecord[] =>
    known.has(_id) ? (affiliations.get(_id) ?? printed) : [];
  const answers = [...countingOf].map(([asked, counting]) => {
    const parts = {
      parties: counting.map((party) => ({ _id: party._id, printed: printedThen(party) })),
      memberships: counting.flatMap(({ _id }) => membersOf.get(_id) ?? []).flatMap(memberThen),
      direct: counting
        .flatMap(({ _id }) => directOf.get(_id) ?? [])
        .filter(({ _id }) => known.has(_id))
        .map((row) => directs.get(row._id) ?? row),
    };
    return [asked, toPartyMandates(parts)] as const;
  });
  return new Map(answers);
}

async function societiesThen(tools: Tools): Promise<SocietyGraph> {
  const { agreements, direct } = await readBookRows(tools.models);
  const known = await versionsThen(
    tools,
    [...agreements, ...direct].map(({ _id }) => _id),
  );
  const revisedOf = (rows: readonly { readonly _id: string; readonly version: number }[]): readonly string[] =>
    rows.filter(({ _id, version }) => version > (known.get(_id) ?? version)).map(({ _id }) => _id);
  const replaced = await supersededThen(tools.models, { known, kept: "agreement", subjects: revisedOf(agreements) });
  const replacedDirect = await supersededThen(tools.models, { known, kept: "direct", subjects: revisedOf(direct) });
  return graphOf(
    agreements.filter(({ _id }) => known.has(_id)).map((row) => replaced.get(row._id) ?? row),
    direct.filter(({ _id }) => known.has(_id)).map((row) => replacedDirect.get(row._id) ?? row),
  );
}
