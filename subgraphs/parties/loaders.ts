import { createLoader, type Loader } from "../kit/loader.ts";
import { groupBy } from "./mandateRows.ts";
import type { AgreementRecord, MembershipRecord, PartyRecord } from "./model.ts";
import type { ServiceParts } from "./parts.ts";

/** How the fields of one request read the store. */
export interface PartyLoaders {
  readonly party: Loader<string, PartyRecord>;
  /** The party that stands for the one of this id. */
  readonly survivor: Loader<string, PartyRecord>;
  readonly membershipsOfParty: Loader<string, readonly MembershipRecord[]>;
  readonly membership: Loader<string, MembershipRecord>;
  readonly agreement: Loader<string, AgreementRecord>;
  /** All agreements of a society, by id. */
  readonly agreementsOfSociety: Loader<string, readonly AgreementRecord[]>;
}

export function createPartyLoaders({ store, mandates, models }: ServiceParts): PartyLoaders {
  const party = createLoader<string, PartyRecord>(async (ids) => await store.byIds(ids));
  return {
    party,
    survivor: createLoader<string, PartyRecord>(async (ids) => {
      const found = await party.loadMany(ids);
      return await store.survivorsOf(found.filter((one) => one !== null));
    }),
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
    agreementsOfSociety: createLoader<string, readonly AgreementRecord[]>(async () => await mandates.agreementsBySociety()),
  };
}
