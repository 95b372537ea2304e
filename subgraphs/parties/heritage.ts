import { invariant } from "../domain/invariant.ts";
import type { ClientSession } from "../kit/model.ts";
import { partiesThen, standingThen } from "./identityHistory.ts";
import type { AffiliationRecord, PartyModels, SupersededRecord } from "./model.ts";
import { FORWARDS_MAX, type PartyStore } from "./partyStore.ts";
import type { PastTools } from "./recordedVersions.ts";

/** Whose statements count for a party: the one that stands for it, and every party that was merged into that one, by id. */
export interface Heritage {
  readonly standing: AffiliationRecord;
  readonly merged: readonly AffiliationRecord[];
}

/** Merged parties that one step back finds at most. */
const MERGED_MAX = 10_000;
const AFFILIATION = { printed: 1, printedSince: 1, status: 1, forwardTo: 1, "statuses.from": 1 } as const;

/** The heritage of each known party, as it is known now: two reads, and one for each step of the longest way into a survivor. */
export async function heritageNow(
  { models, store }: { readonly models: PartyModels; readonly store: PartyStore },
  partyIds: readonly string[],
): Promise<ReadonlyMap<string, Heritage>> {
  const found = await readAffiliations(models, partyIds);
  const moved = found.filter(({ status }) => status === "MERGED");
  const survivors: ReadonlyMap<string, AffiliationRecord> =
    moved.length === 0 ? new Map() : await store.survivorsOf((await store.byIds(moved.map(({ _id }) => _id))).values());
  const standing = new Map(found.map((party) => [party._id, survivors.get(party._id) ?? party]));
  return inherited(standing, await mergedInto(models, idsOf(standing)));
}

/** The parties that are merged into each of these, over however many steps. */
export async function mergedInto(
  models: Pick<PartyModels, "parties">,
  survivorIds: readonly string[],
  session?: ClientSession,
): Promise<ReadonlyMap<string, readonly AffiliationRecord[]>> {
  return await gatherMerged(survivorIds, async (targets) => {
    const found = await models.parties
      .find({ forwardTo: { $in: [...targets] }, status: "MERGED" }, AFFILIATION, session ? { session } : {})
      .limit(MERGED_MAX)
      .lean<AffiliationRecord[]>()
      .exec();
    return found.map((party) => ({ party, into: party.forwardTo ?? "" }));
  });
}

/** The same as it was known at an instant: a merge counts from when it was recorded, and no longer than until it was taken back. */
export async function heritageThen(
  tools: PastTools & { readonly store: PartyStore },
  partyIds: readonly string[],
): Promise<ReadonlyMap<string, Heritage>> {
  const found = await readAffiliations(tools.models, partyIds);
  const survivors = await standingThen(tools, found);
  const standing = new Map(found.map((party) => [party._id, survivors.get(party._id) ?? party]));
  const merged = await gatherMerged(idsOf(standing), async (targets) => {
    const records = await tools.store.byIds(await everForwarded(tools.models, targets));
    const then = await partiesThen(tools, [...records.values()]);
    return [...then.values()].flatMap(({ _id, status, forwardTo }) => {
      const party = records.get(_id);
      return status === "MERGED" && forwardTo !== undefined && party !== undefined ? [{ party, into: forwardTo }] : [];
    });
  });
  return inherited(standing, merged);
}

async function readAffiliations({ parties }: PartyModels, partyIds: readonly string[]): Promise<readonly AffiliationRecord[]> {
  return await parties
    .find({ _id: { $in: [...new Set(partyIds)] } }, AFFILIATION)
    .lean<AffiliationRecord[]>()
    .exec();
}

/** Parties that lead to one of these, or did before a revision. */
async function everForwarded({ parties, superseded }: PartyModels, targets: readonly string[]): Promise<readonly string[]> {
  const [now, before] = await Promise.all([
    parties
      .find({ forwardTo: { $in: [...targets] } }, { _id: 1 })
      .limit(MERGED_MAX)
      .lean<{ readonly _id: string }[]>()
      .exec(),
    superseded
      .find({ "identity.forwardTo": { $in: [...targets] } }, { subject: 1 })
      .limit(MERGED_MAX)
      .lean<Pick<SupersededRecord, "_id" | "subject">[]>()
      .exec(),
  ]);
  return [...new Set([...now.map(({ _id }) => _id), ...before.map(({ subject }) => subject)])];
}

type Step = { readonly party: AffiliationRecord; readonly into: string };

/** Goes back from the survivors step by step; no further than any way leads, and to each party once. */
async function gatherMerged(
  survivorIds: readonly string[],
  stepsInto: (targets: readonly string[]) => Promise<readonly Step[]>,
): Promise<ReadonlyMap<string, readonly AffiliationRecord[]>> {
  const survivorOf = new Map(survivorIds.map((id) => [id, id]));
  const merged = new Map<string, AffiliationRecord[]>();
  let targets: readonly string[] = [...survivorOf.keys()];
  for (let step = 0; step < FORWARDS_MAX && targets.length > 0; step += 1) {
    const next: string[] = [];
    for (const { party, into } of await stepsInto(targets)) {
      const survivor = survivorOf.get(into);
      if (survivor === undefined || survivorOf.has(party._id)) continue;
      survivorOf.set(party._id, survivor);
      merged.set(survivor, [...(merged.get(survivor) ?? []), party]);
      next.push(party._id);
    }
    targets = next;
  }
  return merged;
}

function inherited(
  standing: ReadonlyMap<string, AffiliationRecord>,
  merged: ReadonlyMap<string, readonly AffiliationRecord[]>,
): ReadonlyMap<string, Heritage> {
  return new Map(
    [...standing].map(([asked, party]) => {
      const others = [...(merged.get(party._id) ?? [])].sort((one, other) => (one._id < other._id ? -1 : 1));
      invariant(!others.some(({ _id }) => _id === party._id), `${party._id} is not merged into itself`);
      return [asked, { standing: party, merged: others }] as const;
    }),
  );
}

function idsOf(standing: ReadonlyMap<string, AffiliationRecord>): readonly string[] {
  return [...new Set([...standing.values()].map(({ _id }) => _id))];
}
