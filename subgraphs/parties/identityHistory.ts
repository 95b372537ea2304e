import type { AffiliationRecord, IdentityRecord, PartyRecord } from "./model.ts";
import { FORWARDS_MAX, type PartyStore } from "./partyStore.ts";
import { type PastTools, supersededThen, versionsThen } from "./recordedVersions.ts";

/** Who a party is, as one revision replaces it: names, codes, kind and status; not what files print, nor what it is searched by. */
export function identityOf(party: PartyRecord): IdentityRecord {
  const { kind, name, names, ipiNameNumbers, ipiBaseNumber, isni, dpid, status, forwardTo, statuses } = party;
  return {
    ...{ kind, name, names, status },
    ...(ipiNameNumbers === undefined ? {} : { ipiNameNumbers }),
    ...(ipiBaseNumber === undefined ? {} : { ipiBaseNumber }),
    ...(isni === undefined ? {} : { isni }),
    ...(dpid === undefined ? {} : { dpid }),
    ...(forwardTo === undefined ? {} : { forwardTo }),
    ...(statuses === undefined ? {} : { statuses }),
  };
}

/** Each party as it was known then, names, codes, status and printed affiliations; those that were not known yet are missing. */
export async function partiesThen(tools: PastTools, parties: readonly PartyRecord[]): Promise<ReadonlyMap<string, PartyRecord>> {
  const known = await versionsThen(
    tools,
    parties.map(({ _id }) => _id),
  );
  const since = parties.filter(({ _id, version }) => version > (known.get(_id) ?? version)).map(({ _id }) => _id);
  const [identities, printed] = await Promise.all([
    supersededThen(tools.models, { known, kept: "identity", subjects: since }),
    supersededThen(tools.models, { known, kept: "printed", subjects: since }),
  ]);
  return new Map(
    parties.flatMap((party) => {
      if (!known.has(party._id)) return [];
      return [[party._id, withIdentity(party, identities.get(party._id), printed.get(party._id))] as const];
    }),
  );
}

function withIdentity(party: PartyRecord, identity: IdentityRecord | undefined, printed: PartyRecord["printed"] | undefined): PartyRecord {
  const stands = printed === undefined ? party : { ...party, printed };
  if (identity === undefined) return stands;
  const { ipiNameNumbers: _n, ipiBaseNumber: _b, isni: _i, dpid: _d, forwardTo: _f, statuses: _s, ...rest } = stands;
  return { ...rest, ...identity };
}

/** Who stood for each party then; those that stood for themselves are missing. Only a party that was ever given a status can have moved. */
export async function standingThen(
  tools: PastTools & { readonly store: PartyStore },
  found: readonly AffiliationRecord[],
): Promise<ReadonlyMap<string, AffiliationRecord>> {
  const standing = new Map<string, AffiliationRecord>();
  let open = new Map(found.filter(isMovable).map(({ _id }) => [_id, _id]));
  for (let step = 0; open.size > 0 && step < FORWARDS_MAX; step += 1) {
    const records = await tools.store.byIds([...new Set(open.values())]);
    const then = await partiesThen(tools, [...records.values()]);
    const next = new Map<string, string>();
    for (const [asked, id] of open) {
      const { status, forwardTo } = then.get(id) ?? {};
      if (status === "MERGED" && forwardTo !== undefined) next.set(asked, forwardTo);
    }
    const targets = await tools.store.byIds([...new Set(next.values())]);
    for (const [asked, id] of next) {
      const target = targets.get(id);
      if (target === undefined) next.delete(asked);
      else standing.set(asked, target);
      if (target !== undefined && !isMovable(target)) next.delete(asked);
    }
    open = next;
  }
  return standing;
}

function isMovable({ status, statuses }: AffiliationRecord): boolean {
  return status === "MERGED" || statuses !== undefined;
}
