import { z } from "zod";
import type { Supposition } from "../../kit/ports/rightsReader.ts";
import { openConflict } from "../conflictTools.ts";
import { scopeOf } from "../knowledge.ts";
import type { KnownWork } from "../knowledge.ts";
import type { WorkParts } from "../parts.ts";
import { askedId } from "../records.ts";
import type { WorkRecord } from "../records.ts";
import type { RulingTerms } from "../rulingRecords.ts";
import type { WorkStore } from "../workStore.ts";
import { draftRuling } from "./draft.ts";
import type { RulingDraft } from "./drafted.ts";
import { effectOf, SIMULATED } from "./effect.ts";
import type { WorkEffect } from "./effect.ts";

/** What works are supposed to be: a ruling of a conflict in effect. */
export interface SupposedRuling {
  readonly conflictId: string;
  readonly terms: RulingTerms;
}

/** Turns what is known of works into what would be known of them. */
export type Suppose = (known: readonly KnownWork[]) => Promise<readonly KnownWork[]>;

const SUPPOSITION = z.object({
  conflictId: z.string(),
  terms: z.looseObject({ changes: z.array(z.unknown()), worksAreDistinct: z.boolean() }),
});

/** A supposition as others carry it: they hand it back when they ask for the rights of works. */
export function writeSupposition(supposed: SupposedRuling): Supposition {
  return JSON.stringify(supposed) as Supposition;
}

/** Reads what writeSupposition wrote. */
export function readSupposition(text: Supposition): SupposedRuling {
  // The terms were read from a ruling by this house, and came back under its own signature.
  return SUPPOSITION.parse(JSON.parse(text)) as unknown as SupposedRuling;
}

/**
 * Works as they would be with a ruling in effect: the statements of its draft, the conflicts that are then found, and the next version. Works that it
 * does not change stay as they are; of works that are merged or come apart each id is answered by the work that would answer for it. Nothing is stored.
 */
export function supposing(parts: WorkParts, supposed: SupposedRuling): Suppose {
  return async (known) => {
    const { draft, works } = await effectNow(parts, supposed);
    const effects = new Map(works.map((work) => [work.workId, work]));
    const answering = await answeringFor(parts.store, { terms: supposed.terms, draft });
    return known.map((entry) => {
      const work = answering(entry.work);
      const effect = effects.get(work._id);
      return effect === undefined ? entry : suppose(entry, work, effect);
    });
  };
}

async function effectNow(
  parts: WorkParts,
  { conflictId: id, terms }: SupposedRuling,
): Promise<{ readonly draft: RulingDraft; readonly works: readonly WorkEffect[] }> {
  return await parts.foundation.inTransaction(async (session) => {
    const asked = { filter: { _id: id }, session, id, path: "conflict", evenResolved: true };
    const { disputed, view } = await openConflict(parts, asked);
    const ground = { conflict: disputed.conflict, view, session };
    const draft = await draftRuling(parts, ground, { terms, id: SIMULATED });
    return { draft, works: (await effectOf(parts, ground, { terms, draft })).works };
  });
}

function suppose({ work: asked }: KnownWork, work: WorkRecord, { after, openAfter }: WorkEffect): KnownWork {
  const { askedAs: _askedAs, ...record } = work;
  const id = askedId(asked);
  const renamed = id === work._id ? record : { ...record, askedAs: id };
  return { work: { ...renamed, version: work.version + 1 }, statements: after, openConflicts: openAfter.map(scopeOf) };
}

/** Which work would answer for one that answers now: another only where works are merged or come apart. */
async function answeringFor(
  store: WorkStore,
  { terms: { merge }, draft: { unmerging } }: { readonly terms: RulingTerms; readonly draft: RulingDraft },
): Promise<(work: WorkRecord) => WorkRecord> {
  const id = unmerging?.restored.id ?? merge?.survivor;
  const record = id === undefined ? undefined : (await store.recordsByIds([id])).get(id);
  if (record === undefined) return (work) => work;
  if (unmerging === null) return (work) => (work._id === merge?.merged ? record : work);
  const returning = new Set(await idsOf(store, [record._id]));
  return (work) => (returning.has(askedId(work)) ? record : work);
}

/** Ids of one work that others may know it by. */
const IDS_MAX = 200;

/** The ids of works, and of all that were merged into them, whoever answers for them now. */
export async function idsOf(store: Pick<WorkStore, "recordsByIds">, workIds: readonly string[]): Promise<readonly string[]> {
  const ids = new Set(workIds);
  for (let news = [...ids]; news.length > 0 && ids.size < IDS_MAX;) {
    const merged = [...(await store.recordsByIds(news)).values()].flatMap(({ merges }) => merges.map(({ mergedId }) => mergedId));
    news = merged.filter((id) => !ids.has(id));
    for (const id of news) ids.add(id);
  }
  return [...ids].slice(0, IDS_MAX);
}
