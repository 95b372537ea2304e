import { z } from "zod";
import type { RecordedEvent } from "../../kit/events.ts";
import type { MandateReader } from "../../kit/ports/mandateReader.ts";
import type { PartyReader } from "../../kit/ports/partyReader.ts";
import type { Target } from "./look.ts";
import type { RelianceRecord, WatchModels } from "./model.ts";

/** Whom some events of parties concern. */
export interface Concerned {
  readonly partyIds: ReadonlySet<string>;
  /** Grantors and grantees of agreements, and of what societies entrust. */
  readonly societies: ReadonlySet<string>;
  /** An event does not say whom: it may be anybody. */
  readonly isAnybody: boolean;
}

const workData = z.object({
  work: z.string().nullish(),
  works: z.array(z.string()).optional(),
  survivor: z.string().optional(),
  merged: z.string().optional(),
});

/** The works that some events of works are about. */
export function worksIn(events: readonly RecordedEvent[]): ReadonlySet<string> {
  const named = events.flatMap(({ subject, data }) => {
    const { work, works = [], survivor, merged } = workData.parse(data);
    return [subject, work, ...works, survivor, merged];
  });
  return new Set(named.filter((id) => typeof id === "string").filter((id) => id.startsWith("wrk_")));
}

const partyData = z.object({
  party: z.string().nullish(),
  grantor: z.string().nullish(),
  grantee: z.string().nullish(),
  replaces: z.array(z.string()).optional(),
  forwardTo: z.string().nullish(),
  formerForwardTo: z.string().nullish(),
});
/** A name or code more changes no mandate, and a new party is in no licence yet. */
const HARMLESS: ReadonlySet<string> = new Set(["PARTY_REGISTERED", "PARTY_REVISED"]);

/** Whose mandates some events of parties may have changed. */
export function concernedBy(events: readonly RecordedEvent[]): Concerned {
  const named = events
    .filter(({ kind }) => !HARMLESS.has(kind))
    .map(({ subject, data }) => {
      const { party, grantor, grantee, replaces = [], forwardTo, formerForwardTo } = partyData.parse(data);
      const own = subject.startsWith("pty_") ? [subject, forwardTo, formerForwardTo] : [];
      const all = [...own, party, grantor, ...replaces].filter((one) => typeof one === "string");
      // What a party entrusts concerns the party; what a society does, whoever its agreements lead to.
      return all.some((one) => one.startsWith("pty_")) ? all : [...all, ...(typeof grantee === "string" ? [grantee] : [])];
    });
  const ids = named.flat();
  return {
    partyIds: new Set(ids.filter((id) => id.startsWith("pty_"))),
    societies: new Set(ids.filter((id) => !id.startsWith("pty_"))),
    isAnybody: named.some((list) => list.length === 0),
  };
}

const FOUND_MAX = 50_000;
type Found = Pick<RelianceRecord, "licenseId" | "termVersion" | "chunk" | "works">;

/** The parts of snapshots that works are in, under their own id or that of a work merged into them. */
export async function targetsOfWorks({ reliances }: WatchModels, workIds: ReadonlySet<string>): Promise<readonly Target[]> {
  if (workIds.size === 0) return [];
  const found = await reliances
    .find({ works: { $in: [...workIds] } }, { licenseId: 1, termVersion: 1, chunk: 1, works: 1 })
    .sort({ _id: 1 })
    .limit(FOUND_MAX)
    .lean<Found[]>();
  return found.map(({ licenseId, termVersion, chunk, works }) => ({
    ...{ licenseId, termVersion, chunk },
    workIds: new Set(works.filter((id) => workIds.has(id))),
  }));
}

/** The parts of snapshots in whose works parties claim. */
export async function targetsOfParties({ reliances }: WatchModels, partyIds: ReadonlySet<string>): Promise<readonly Target[]> {
  if (partyIds.size === 0) return [];
  const found = await reliances
    .find({ parties: { $in: [...partyIds] } }, { licenseId: 1, termVersion: 1, chunk: 1 })
    .sort({ _id: 1 })
    .limit(FOUND_MAX)
    .lean<Omit<Found, "works">[]>();
  return found.map(({ licenseId, termVersion, chunk }) => ({ licenseId, termVersion, chunk, workIds: null }));
}

/** The licensors whose mandates a change of agreements may concern. */
export async function licensorsOf(reader: MandateReader, societies: ReadonlySet<string>): Promise<readonly string[]> {
  return societies.size === 0 ? [] : (await reader.reached({ societies: [...societies] })).societies;
}

/** Parties with those that stand for them: what is stated of a merged party counts for its survivor. */
export async function withSurvivors(reader: PartyReader, partyIds: Iterable<string>): Promise<ReadonlySet<string>> {
  const asked = [...new Set(partyIds)];
  const found = new Set(asked);
  for (let at = 0; at < asked.length; at += PARTIES_MAX) {
    const { parties } = await reader.byIds({ ids: asked.slice(at, at + PARTIES_MAX) });
    for (const party of parties) for (const id of party === null ? [] : [party.id, ...(party.redirects ?? [])]) found.add(id);
  }
  return found;
}
/** Parties that the reader takes at once. */
const PARTIES_MAX = 10_000;

/** Whether the watch has still to look at all of some licence, of this licensor where one is named: what that one rests on is not known yet. */
export async function isBehind({ watches }: WatchModels, licensor: string | null): Promise<boolean> {
  const own = licensor === null ? {} : { licensor };
  return (await watches.findOne({ chunk: { $gte: 0 }, ...own }, { _id: 1 }).lean()) !== null;
}
