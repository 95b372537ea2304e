import { heritageNow } from "./heritage.ts";
import { groupBy } from "./mandateRows.ts";
import type { PartyModels, PartyRecord } from "./model.ts";
import type { PartyStore } from "./partyStore.ts";

/** Parties that may stand for one at most. */
const KIN_MAX = 500;
/** Bearers and groups of one call that are read at most. */
const READ_MAX = 20_000;

type BearerFilter = Readonly<Record<string, "GROUP" | { readonly $in: readonly string[] }>>;
type Bearer = Pick<PartyRecord, "_id" | "kind" | "ipiNameNumbers" | "groupNumbers">;

/**
 * Whom each party may stand for as a creator: those it is one with by a merge, groups whose name they bear or bore, and the members of a
 * group (a group's name is a name of each member, with one IPI name number). Five reads, and one for each step of a way into a survivor.
 */
export async function kinOfParties(
  { models, store }: { readonly models: PartyModels; readonly store: PartyStore },
  partyIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const heritage = await heritageNow({ models, store }, partyIds);
  const oneWith = new Map([...heritage].map(([id, { standing, merged }]) => [id, [standing, ...merged].map(({ _id }) => _id)] as const));
  const all = await readBearers(models, { _id: { $in: [...new Set([...oneWith.values()].flat())] } });
  const byId = new Map(all.map((party) => [party._id, party]));
  const borne = [...new Set(all.flatMap(({ groupNumbers }) => groupNumbers ?? []))];
  const own = [...new Set(all.filter(({ kind }) => kind === "GROUP").flatMap(({ ipiNameNumbers }) => ipiNameNumbers ?? []))];
  const groups = borne.length === 0 ? [] : await readBearers(models, { ipiNameNumbers: { $in: borne }, kind: "GROUP" });
  const members = own.length === 0 ? [] : await readBearers(models, { groupNumbers: { $in: own } });
  const groupsBy = byNumber(groups, ({ ipiNameNumbers }) => ipiNameNumbers);
  const membersBy = byNumber(members, ({ groupNumbers }) => groupNumbers);
  const kinOf = (id: string): readonly string[] =>
    (oneWith.get(id) ?? []).flatMap((one) => {
      const { kind, ipiNameNumbers = [], groupNumbers = [] } = byId.get(one) ?? { kind: "NATURAL" };
      const bearers = kind === "GROUP" ? ipiNameNumbers.flatMap((number) => membersBy.get(number) ?? []) : [];
      return [one, ...groupNumbers.flatMap((number) => groupsBy.get(number) ?? []), ...bearers];
    });
  return new Map(partyIds.map((id) => [id, [...new Set(kinOf(id))].filter((one) => one !== id).slice(0, KIN_MAX)]));
}

async function readBearers({ parties }: PartyModels, filter: BearerFilter): Promise<readonly Bearer[]> {
  return await parties.find(filter, { kind: 1, ipiNameNumbers: 1, groupNumbers: 1 }).limit(READ_MAX).lean<Bearer[]>().exec();
}

/** Ids by number. */
function byNumber(
  bearers: readonly Bearer[],
  numbersOf: (bearer: Bearer) => readonly string[] | undefined,
): ReadonlyMap<string, readonly string[]> {
  const rows = bearers.flatMap((bearer) => (numbersOf(bearer) ?? []).map((number) => ({ number, id: bearer._id })));
  return new Map([...groupBy(rows, ({ number }) => number)].map(([number, some]) => [number, some.map(({ id }) => id)]));
}
