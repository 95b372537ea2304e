import { z } from "zod";
import { NO_MANDATES, type PartyMandates } from "../domain/mandates/records.ts";
import type { SocietyGraph } from "../domain/mandates/societies.ts";
import { problem } from "../domain/outcome.ts";
import type { EventLog } from "../kit/events.ts";
import type { ClientSession } from "../kit/model.ts";
import { Refusal } from "../kit/refusal.ts";
import { type AffiliationRecord, graphOf, type KnownMandates, readBookRows, readPartyRows } from "./mandateRows.ts";
import { type MembershipRecord, type PartyModels, type PrintedRecord, STORED_SHAPE, type SupersededRecord } from "./model.ts";
import type { PartyStore } from "./partyStore.ts";
import { toPartyMandates } from "./records.ts";

/** Subjects that one call of the event log takes, and rows of one read. */
const CHUNK = 500;
/** Reads at once of what was recorded before superseded versions were kept. */
const AT_ONCE = 20;
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
      const upTo = await numberAt(events, instant);
      const past = pasts.get(upTo) ?? createPast({ models, store, events, upTo });
      // The one asked for last is forgotten last.
      pasts.delete(upTo);
      pasts.set(upTo, past);
      const [oldest] = pasts.keys();
      if (pasts.size > PASTS_KEPT_MAX && oldest !== undefined) pasts.delete(oldest);
      return past;
    },
    supersede: async (replaced, session) => {
      if (replaced.length === 0) return;
      const records = replaced.map((one): SupersededRecord => ({ _id: `${one.subject}.${one.version}`, shape: STORED_SHAPE, ...one }));
      await models.superseded.insertMany(records, { session, lean: true });
    },
  };
}

async function numberAt(events: EventLog, instant: Date): Promise<number> {
  try {
    return await events.knownAt(instant);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `knownOn is ${instant.toISOString()}, which has not come yet; leave it out for what is known now.`;
    throw new Refusal([problem("KNOWN_IN_FUTURE", message, ["knownOn"])]);
  }
}

interface PastTools {
  readonly models: PartyModels;
  readonly store: PartyStore;
  readonly events: EventLog;
  /** The number of the last event known. */
  readonly upTo: number;
}

function createPast(tools: PastTools): KnownMandates {
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

async function partiesThen(tools: PastTools, partyIds: readonly string[]): Promise<ReadonlyMap<string, PartyMandates>> {
  const { standing, membersOf, directOf } = await readPartyRows(tools.models, tools.store, partyIds);
  const [members, direct] = [[...membersOf.values()].flat(), [...directOf.values()].flat()];
  const stands = [...new Map([...standing.values()].map((party) => [party._id, party])).values()];
  const known = await versionsThen(
    tools,
    [...stands, ...members, ...direct].map(({ _id }) => _id),
  );
  const isSince = ({ _id, version }: { readonly _id: string; readonly version: number }): boolean => version > (known.get(_id) ?? version);
  const replaced = await supersededThen(tools.models, known, [
    ...members.filter(isSince).map(({ _id }) => _id),
    ...stands.filter(({ _id, printedSince }) => isSince({ _id, version: printedSince })).map(({ _id }) => _id),
  ]);
  const memberThen = (row: MembershipRecord): MembershipRecord[] => (known.has(row._id) ? [replaced.get(row._id)?.membership ?? row] : []);
  const printedThen = ({ _id, printed }: AffiliationRecord): readonly PrintedRecord[] =>
    known.has(_id) ? (replaced.get(_id)?.printed ?? printed) : [];
  const answers = [...standing].map(([asked, party]) => {
    const parts = {
      party: { _id: party._id, printed: printedThen(party) },
      memberships: (membersOf.get(party._id) ?? []).flatMap(memberThen),
      direct: (directOf.get(party._id) ?? []).filter(({ _id }) => known.has(_id)),
    };
    return [asked, toPartyMandates(parts)] as const;
  });
  return new Map(answers);
}

async function societiesThen(tools: PastTools): Promise<SocietyGraph> {
  const { agreements, direct } = await readBookRows(tools.models);
  const known = await versionsThen(
    tools,
    [...agreements, ...direct].map(({ _id }) => _id),
  );
  const revised = agreements.filter(({ _id, version }) => version > (known.get(_id) ?? version)).map(({ _id }) => _id);
  const replaced = await supersededThen(tools.models, known, revised);
  return graphOf(
    agreements.filter(({ _id }) => known.has(_id)).map((row) => replaced.get(row._id)?.agreement ?? row),
    direct.filter(({ _id }) => known.has(_id)),
  );
}

const eventData = z.object({ version: z.number().optional() });

/** Of each subject the latest version that an event then told of; none for what was not known yet. */
async function versionsThen({ events, upTo }: PastTools, subjects: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const known = new Map<string, number>();
  for (const chunk of chunksOf(subjects)) {
    for (const [subject, list] of await events.ofSubjects(chunk, { upTo })) {
      // What is loaded in bulk is new, and its event names no version.
      const versions = list.map(({ data }) => eventData.parse(data).version ?? 1);
      if (versions.length > 0) known.set(subject, Math.max(...versions));
    }
  }
  return known;
}

/** What stood in the version known: of all that was replaced since, the first. */
async function supersededThen(
  { superseded }: PartyModels,
  known: ReadonlyMap<string, number>,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, SupersededRecord>> {
  const found = new Map<string, SupersededRecord>();
  for (const chunk of chunksOf(subjects)) {
    const ids = chunk.map((subject) => `${subject}.${known.get(subject) ?? 0}`);
    const exact = await superseded
      .find({ _id: { $in: ids } })
      .lean<SupersededRecord[]>()
      .exec();
    for (const record of exact) found.set(record.subject, record);
  }
  const others = subjects.filter((subject) => !found.has(subject));
  for (const some of chunksOf(others, AT_ONCE)) {
    const first = await Promise.all(
      some.map(
        async (subject) =>
          await superseded
            .findOne({ subject, version: { $gte: known.get(subject) ?? 0 } })
            .sort({ version: 1 })
            .lean<SupersededRecord | null>()
            .exec(),
      ),
    );
    for (const record of first) if (record !== null) found.set(record.subject, record);
  }
  return found;
}

function chunksOf<T>(items: readonly T[], size = CHUNK): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}
