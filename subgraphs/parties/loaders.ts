import { createLoader, type Loader } from "../kit/loader.ts";
import { type Heritage, heritageNow } from "./heritage.ts";
import { groupBy } from "./mandateRows.ts";
import type { AgreementRecord, DirectMandateRecord, MembershipRecord, PartyRecord } from "./model.ts";
import type { PartyFieldChange } from "./fieldChanges.ts";
import type { ServiceParts } from "./parts.ts";

/** A party and an instant (ISO). */
export interface KnownThen {
  readonly id: string;
  readonly at: string;
}

/** How the fields of one request read the store. */
export interface PartyLoaders {
  readonly party: Loader<string, PartyRecord>;
  /** The party that stands for the one of this id. */
  readonly survivor: Loader<string, PartyRecord>;
  /** The party as it was known at an instant; null before it was known. */
  readonly partyThen: Loader<KnownThen, PartyRecord>;
  /** Whose statements count for the party. */
  readonly heritage: Loader<string, Heritage>;
  /** The same as it was known at an instant. */
  readonly heritageThen: Loader<KnownThen, Heritage>;
  /** What changed in the party and its memberships. */
  readonly changes: Loader<string, readonly PartyFieldChange[]>;
  /** Its recorded memberships as they were known at an instant. */
  readonly membershipsThen: Loader<KnownThen, readonly MembershipRecord[]>;
  readonly membershipsOfParty: Loader<string, readonly MembershipRecord[]>;
  readonly membership: Loader<string, MembershipRecord>;
  readonly agreement: Loader<string, AgreementRecord>;
  readonly direct: Loader<string, DirectMandateRecord>;
  /** What each party, of those that were merged as well, stated directly, by the party. */
  readonly directOfParty: Loader<string, readonly DirectMandateRecord[]>;
  /** All agreements of a society, by id. */
  readonly agreementsOfSociety: Loader<string, readonly AgreementRecord[]>;
}

export function createPartyLoaders({ store, mandates, models, history }: ServiceParts): PartyLoaders {
  const party = createLoader<string, PartyRecord>(async (ids) => await store.byIds(ids));
  return {
    party,
    survivor: createLoader<string, PartyRecord>(async (ids) => {
      const found = await party.loadMany(ids);
      return await store.survivorsOf(found.filter((one) => one !== null));
    }),
    heritage: createLoader<string, Heritage>(async (ids) => await heritageNow({ models, store }, ids)),
    heritageThen: createThenLoader(history.heritageAt),
    partyThen: createThenLoader(history.partiesAt),
    membershipsThen: createThenLoader(history.membershipsAt),
    changes: createLoader<string, readonly PartyFieldChange[]>(history.changesOf, { max: CHANGES_AT_ONCE }),
    membershipsOfParty: createLoader<string, readonly MembershipRecord[]>(async (ids) =>
      groupBy(await mandates.membershipsOf(ids), ({ partyId }) => partyId),
    ),
    membership: createLoader<string, MembershipRecord>(async (ids) => {
      const found = await models.memberships
        .find({ _id: { $in: [...ids] } })
        .lean<MembershipRecord[]>()
        .exec();
      return new Map(found.map((membership) => [membership._id, membership]));
    }),
    agreement: createLoader<string, AgreementRecord>(async (ids) => {
      const found = await models.agreements
        .find({ _id: { $in: [...ids] } })
        .lean<AgreementRecord[]>()
        .exec();
      return new Map(found.map((agreement) => [agreement._id, agreement]));
    }),
    direct: createLoader<string, DirectMandateRecord>(async (ids) => {
      const found = await models.directMandates
        .find({ _id: { $in: [...ids] } })
        .lean<DirectMandateRecord[]>()
        .exec();
      return new Map(found.map((mandate) => [mandate._id, mandate]));
    }),
    directOfParty: createLoader<string, readonly DirectMandateRecord[]>(async (ids) => {
      const found = await models.directMandates
        .find({ grantor: { $in: [...ids] } })
        .lean<DirectMandateRecord[]>()
        .exec();
      return groupBy(found, ({ grantor }) => grantor);
    }),
    agreementsOfSociety: createLoader<string, readonly AgreementRecord[]>(async () => await mandates.agreementsBySociety()),
  };
}

/** Parties whose whole history is read at once. */
const CHANGES_AT_ONCE = 50;

/** A loader of what was known at instants: one read for all keys of an instant. */
function createThenLoader<V>(read: (instant: Date, ids: readonly string[]) => Promise<ReadonlyMap<string, V>>): Loader<KnownThen, V> {
  const cacheKey = ({ id, at }: KnownThen): string => `${at}|${id}`;
  const batch = async (keys: readonly KnownThen[]): Promise<ReadonlyMap<string, V>> => {
    const found = new Map<string, V>();
    for (const [at, some] of groupBy(keys, (key) => key.at)) {
      const values = await read(
        new Date(at),
        some.map(({ id }) => id),
      );
      for (const [id, value] of values) found.set(cacheKey({ id, at }), value);
    }
    return found;
  };
  return createLoader<KnownThen, V>(batch, { cacheKey });
}
