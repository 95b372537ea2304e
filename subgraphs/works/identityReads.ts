import type { WorkIdentity } from "../domain/conflicts.ts";
import type { ClientSession } from "../kit/model.ts";
import type { WorkModels } from "./model.ts";
import type { ConflictRecord, WorkRecord } from "./records.ts";

export type IdentityCandidate = WorkIdentity;

/** Works of one read. */
const CANDIDATES_MAX = 2_000;
const IDENTITY_FIELDS = { iswc: 1, titles: 1, creators: 1, isrcs: 1 } as const;
export type IdentityFields = Pick<WorkRecord, "_id" | "iswc" | "titles" | "creators" | "isrcs">;

/** What tells a work from another. */
export function identityOf({
  _id,
  iswc,
  titles,
  creators,
  isrcs,
}: Omit<IdentityFields, "creators"> & Pick<IdentityCandidate, "creators">): IdentityCandidate {
  return { id: _id, iswc: iswc ?? null, titles: titles.map(({ text }) => text), creators, isrcs };
}

/** Works that share a title or a recording with the batch. */
export async function nearBy(
  models: WorkModels,
  keys: Readonly<Partial<Record<"titleKeys" | "isrcs", readonly string[]>>>,
  session: ClientSession,
): Promise<IdentityCandidate[]> {
  const found = new Map<string, IdentityCandidate>();
  for (const [field, values] of Object.entries(keys)) {
    const listed = values.filter((key) => key !== "");
    if (listed.length === 0) continue;
    const works = await models.works
      .find({ [field]: { $in: listed } }, IDENTITY_FIELDS, { session })
      .limit(CANDIDATES_MAX)
      .lean<IdentityFields[]>();
    for (const work of works) found.set(work._id, identityOf(work));
  }
  return [...found.values()];
}

/** The other works of open conflicts between works, where they are not here yet: one read, and mostly none. */
export async function othersOf(
  models: Pick<WorkModels, "works">,
  found: {
    readonly works: readonly WorkRecord[];
    readonly near: readonly IdentityCandidate[];
    readonly open: readonly ConflictRecord[];
    readonly session: ClientSession;
  },
): Promise<IdentityCandidate[]> {
  const { works, near, open, session } = found;
  const own = new Set(works.map(({ _id }) => _id));
  const here = new Set([...own, ...near.map(({ id }) => id)]);
  const between = open.filter(({ workIds }) => workIds.length > 1 && workIds.some((id) => own.has(id)));
  const missing = unique(between.flatMap(({ workIds }) => workIds).filter((id) => !here.has(id)));
  if (missing.length === 0) return [];
  const read = await models.works
    .find({ _id: { $in: missing }, state: "LIVE" }, IDENTITY_FIELDS, { session })
    .limit(CANDIDATES_MAX)
    .lean<IdentityFields[]>();
  return read.map(identityOf);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
