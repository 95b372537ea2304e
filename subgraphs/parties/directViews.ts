import { MUSICAL_WORK } from "../domain/mandates/records.ts";
import { containsDay, type LocalDate } from "../domain/period.ts";
import { countriesOf, parseStoredCountrySet } from "../domain/territories/countrySet.ts";
import { checkPage, connectionOf, type Page, type PageArguments } from "../kit/page.ts";
import { requireOk } from "../kit/refusal.ts";
import { toPeriodType } from "../kit/scalars.ts";
import { DIRECT_MAX } from "./directMandates.ts";
import type { PartyLoaders } from "./loaders.ts";
import type { DirectMandateRecord, PartyModels } from "./model.ts";
import { toEntrustment, toExclusion } from "./records.ts";
import type { PartiesContext } from "./resolvers.ts";

/** What a party, and those merged into it, entrusted or withhold, by id; those in force on a day (null: all). */
export async function directOfParty(
  partyId: string,
  { kind, on }: { readonly kind: DirectMandateRecord["kind"]; readonly on: LocalDate | null },
  loaders: PartyLoaders,
): Promise<readonly DirectMandateRecord[]> {
  const heritage = await loaders.heritage.load(partyId);
  const counting = heritage === null ? [] : [heritage.standing, ...heritage.merged];
  const found = await Promise.all(counting.map(async ({ _id }) => (await loaders.directOfParty.load(_id)) ?? []));
  return found
    .flat()
    .filter((one) => one.kind === kind && (on === null || containsDay(periodOf(one), on)))
    .sort((one, other) => (one._id < other._id ? -1 : 1))
    .slice(0, DIRECT_MAX);
}

/** A page of what a society entrusted, or was entrusted with, by id. */
export async function entrustmentsOfSociety(models: PartyModels, society: string, page: PageArguments): Promise<Page<DirectMandateRecord>> {
  const kind = "entrustments.bySociety";
  const request = requireOk(checkPage(page, { kind, valueCount: 1 }));
  const after = String(request.after?.[0] ?? "");
  const rows = await models.directMandates
    .find({ kind: "ENTRUSTMENT", $or: [{ grantor: society }, { hub: society }], _id: { $gt: after } })
    .sort({ _id: 1 })
    .limit(request.first + 1)
    .lean<DirectMandateRecord[]>()
    .exec();
  return connectionOf(rows, { request, kind, sortKey: ({ _id }) => [_id] });
}

function periodOf(record: DirectMandateRecord) {
  return (record.kind === "ENTRUSTMENT" ? toEntrustment(record) : toExclusion(record)).period;
}

const common = {
  id: ({ _id }: DirectMandateRecord) => _id,
  creationClass: ({ creationClass }: DirectMandateRecord) => creationClass ?? MUSICAL_WORK,
  countries: ({ countries }: DirectMandateRecord) => countriesOf(parseStoredCountrySet(countries)),
  period: (record: DirectMandateRecord) => toPeriodType(periodOf(record)),
  party: async ({ grantor }: DirectMandateRecord, _: unknown, { loaders }: PartiesContext) =>
    grantor.startsWith("pty_") ? await loaders.party.load(grantor) : null,
  statedBy: ({ stated }: DirectMandateRecord) => stated ?? null,
};

export const Entrustment = {
  ...common,
  society: ({ grantor }: DirectMandateRecord) => (grantor.startsWith("pty_") ? null : { code: grantor }),
  hub: ({ hub }: DirectMandateRecord) => ({ code: hub }),
};

export const Exclusion = {
  ...common,
  licensors: ({ licensors }: DirectMandateRecord) => licensors?.map((code) => ({ code })) ?? null,
};
