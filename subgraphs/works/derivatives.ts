import { connectionOf, checkPage } from "../kit/page.ts";
import type { Page, PageArguments } from "../kit/page.ts";
import { requireOk } from "../kit/refusal.ts";
import type { StatementRecord, WorkRecord } from "./records.ts";
import type { DerivationRecord } from "./relationRecords.ts";
import { derivationsIn, derivationSources } from "./relations.ts";
import type { StatedDerivation } from "./relations.ts";
import { keysFrom, keysOf, linkSources } from "./sources.ts";
import type { LinkedSource } from "./sources.ts";
import type { WorkStore } from "./workStore.ts";

/** A work that was made from another (SDL: Derivative). */
export interface Derivative extends Pick<LinkedSource, "linkedBy" | "because"> {
  readonly work: WorkRecord;
  readonly kind: DerivationRecord["kind"];
  readonly provenance: StatedDerivation["provenance"];
}

/** Works that may have been made from one, and are looked at. */
const CANDIDATES_MAX = 1_000;
const LIST = "works.derivatives";

/**
 * What was made from each work, by its id: the works whose statements in force name it as their source, found and linked by the same rules
 * as a source is found from there. Five reads at most, whatever the number of works.
 */
export async function derivativesOf(
  store: Pick<WorkStore, "worksBySourceKeys" | "statementsOf" | "worksByIswcs" | "worksByCodes" | "worksByTitleKeys">,
  works: readonly WorkRecord[],
): Promise<Map<string, Derivative[]>> {
  const keys = new Map(works.map((work) => [work._id, new Set(keysFrom(work))]));
  const naming = await store.worksBySourceKeys([...new Set([...keys.values()].flatMap((own) => [...own]))]);
  const candidates = new Map(works.map(({ _id }) => [_id, candidatesOf(_id, keys.get(_id) ?? new Set(), naming)]));
  const statements = await store.statementsOf([...new Set([...candidates.values()].flat().map(({ _id }) => _id))]);
  const asked = works.flatMap((work) =>
    (candidates.get(work._id) ?? []).flatMap((candidate) => sayings({ work, candidate, keys: keys.get(work._id), statements })),
  );
  const linked = await linkSources(
    store,
    asked.map(({ source }) => source),
  );
  const found = new Map<string, Derivative[]>(works.map(({ _id }) => [_id, []]));
  asked.forEach(({ work, candidate, stated }, at) => {
    const link = linked[at];
    const list = found.get(work._id);
    if (link?.work?._id !== work._id || list === undefined) return;
    // Two names of one source say the same.
    if (list.some((one) => one.work._id === candidate._id && one.kind === stated.kind)) return;
    const { kind, provenance } = stated;
    list.push({ work: candidate, kind, provenance, linkedBy: link.linkedBy, because: link.because });
  });
  return found;
}

/** A page of them, by the age of the works. */
export function derivativePage(all: readonly Derivative[], page: PageArguments): Page<Derivative> {
  const request = requireOk(checkPage(page, { kind: LIST, valueCount: 2 }));
  const sortKey = ({ work, kind }: Derivative): readonly [string, string] => [work._id, kind];
  const sorted = [...all].sort((one, other) => (sortKey(one).join("|") < sortKey(other).join("|") ? -1 : 1));
  const last = request.after?.map(String).join("|") ?? null;
  const rows = last === null ? sorted : sorted.filter((one) => sortKey(one).join("|") > last);
  return connectionOf(rows.slice(0, request.first + 1), { request, kind: LIST, sortKey });
}

function candidatesOf(id: string, keys: ReadonlySet<string>, naming: ReadonlyMap<string, readonly WorkRecord[]>): WorkRecord[] {
  const found = new Map([...keys].flatMap((key) => naming.get(key) ?? []).map((work) => [work._id, work]));
  found.delete(id);
  return [...found.values()].sort((one, other) => (one._id < other._id ? -1 : 1)).slice(0, CANDIDATES_MAX);
}

/** What a candidate says of its sources, as far as it may mean the work. */
function sayings({
  work,
  candidate,
  keys,
  statements,
}: {
  readonly work: WorkRecord;
  readonly candidate: WorkRecord;
  readonly keys: ReadonlySet<string> | undefined;
  readonly statements: ReadonlyMap<string, readonly StatementRecord[]>;
}) {
  return derivationsIn(statements.get(candidate._id) ?? []).flatMap((stated) => {
    const source = derivationSources(stated, candidate._id);
    return keysOf(source).some((key) => keys?.has(key) === true) ? [{ work, candidate, stated, source }] : [];
  });
}
