import { toAgreement } from "./records.ts";
import { pageOfAgreements, type AgreementListArguments } from "./agreementList.ts";
import { type AgreementInput, recordAgreement, terminateAgreement, type TerminationInput } from "./agreements.ts";
import type { MandateAnswer } from "../domain/mandates/entitlement.ts";
import type { MandateLink } from "../domain/mandates/holders.ts";
import { MUSICAL_WORK } from "../domain/mandates/records.ts";
import { parseIpiBaseNumber } from "../domain/identifiers/ipiBaseNumber.ts";
import { parseIpiNameNumber } from "../domain/identifiers/ipiNameNumber.ts";
import { parseAnySocietyCode } from "../domain/identifiers/societyCode.ts";
import { intersectPeriods } from "../domain/period.ts";
import { allSocieties, findOrganisation, findSociety, ORGANISATIONS } from "../domain/societies.ts";
import { countriesOf, parseStoredCountrySet } from "../domain/territories/countrySet.ts";
import type { Caller } from "../kit/caller.ts";
import { requireScope } from "../kit/access.ts";
import type { CommandAnswer } from "../kit/commands.ts";
import { checkPage, connectionOf, type PageArguments } from "../kit/page.ts";
import { requireOk } from "../kit/refusal.ts";
import { payload } from "../kit/resolve.ts";
import { toPeriodType, toShareType } from "../kit/scalars.ts";
import { partyChangesAfter } from "./changes.ts";
import type { PartyChangeAnswer } from "./changes.ts";
import { endExclusion, recordEntrustment, recordExclusion, withdrawEntrustment } from "./directCommands.ts";
import { entrustmentsOfSociety, Entrustment, Exclusion } from "./directViews.ts";
import type { PartyLoaders } from "./loaders.ts";
import { askMandate, askRepresentation, type MandateArguments, type Representation, type RepresentationArguments } from "./mandates.ts";
import { type MembershipInput, recordMembership } from "./memberships.ts";
import { type MembershipClashView, membershipsOfParty, type MembershipView, viewOfMembership } from "./membershipViews.ts";
import type { AgreementRecord, PartyRecord } from "./model.ts";
import { type PartyInput, registerParty } from "./parties.ts";
import { DatedPartyStatus, Party, PartyName } from "./partyFields.ts";
import type { ServiceParts } from "./parts.ts";
import { recordPartyStatus, type StatusInput } from "./status.ts";
import { searchParties, SEARCH_MAX } from "./search.ts";

/** What resolvers find in their context: who asks, the loaders of this request, and what services work with. */
export interface PartiesContext {
  readonly caller: Caller;
  readonly loaders: PartyLoaders;
  readonly parts: ServiceParts;
}

/** A society by its code; its fields come from the reference tables. */
interface SocietyView {
  readonly code: string;
}

type Resolver<P, A, T> = (parent: P, args: A, context: PartiesContext) => T | Promise<T>;
type Input<T> = { readonly input: T };

const party: Resolver<unknown, { readonly id: string }, PartyRecord | null> = async (_, { id }, { loaders }) =>
  await loaders.party.load(id);

const partyByIpi: Resolver<unknown, { readonly ipi: string }, PartyRecord | null> = async (_, { ipi }, { loaders, parts }) => {
  const isBase = /^\s*(IPI)?[\s:]*I/i.test(ipi) && !/^\s*IPI[\s:]*\d/i.test(ipi);
  const codes = isBase
    ? { ipiBaseNumbers: [requireOk(parseIpiBaseNumber(ipi))] }
    : { ipiNameNumbers: [requireOk(parseIpiNameNumber(ipi))] };
  const [found] = await parts.store.byCodes(codes);
  return found ? await loaders.survivor.load(found._id) : null;
};

/** The list is ranked and at most 100 long: a cursor is a place in it. */
const search: Resolver<unknown, PageArguments & { readonly query: string }, unknown> = async (_, { query, ...page }, { parts }) => {
  const kind = "parties.search";
  const request = requireOk(checkPage(page, { kind, valueCount: 1, max: SEARCH_MAX }));
  const start = Number(request.after?.[0] ?? -1) + 1;
  const rows = (await searchParties(parts.store, query)).map((node, place) => ({ node, place })).slice(start, start + request.first + 1);
  const found = connectionOf(rows, { request, kind, sortKey: ({ place }) => [place] });
  return {
    ...found,
    edges: found.edges.map(({ cursor, node: { node } }) => ({ cursor, node: node.party, score: node.score, reasons: node.reasons })),
  };
};

const society: Resolver<unknown, SocietyView, SocietyView | null> = (_, { code }) => societyOf(requireOk(parseAnySocietyCode(code)));

const societies = (): readonly SocietyView[] => [...allSocieties(), ...ORGANISATIONS].map(({ code }) => ({ code }));

const mandate: Resolver<unknown, MandateArguments, MandateAnswer | null> = async (_, args, { caller, parts }) =>
  await askMandate(parts, caller, args);

const representation: Resolver<unknown, RepresentationArguments, readonly Representation[]> = async (_, args, { caller, parts }) =>
  await askRepresentation(parts, caller, args);

const partyChanges: Resolver<unknown, { readonly since?: string | null; readonly first?: number | null }, unknown> = async (
  _,
  args,
  { caller, parts },
) => {
  requireScope(caller, "changes:read");
  return requireOk(await partyChangesAfter(parts.foundation.events, args));
};

const PartyChange = {
  party: (async ({ partyId }, _, { loaders }) => (partyId === null ? null : await loaders.party.load(partyId))) satisfies Resolver<
    PartyChangeAnswer,
    unknown,
    unknown
  >,
  societies: ({ societies: codes }: PartyChangeAnswer) => codes.flatMap((code) => societyOf(code) ?? []),
};

/** A command on a direct mandate, answered with the one it made or changed. */
function direct<I>(
  entity: "entrustment" | "exclusion",
  command: (parts: ServiceParts, caller: Caller, input: I) => Promise<CommandAnswer<{ id: string }>>,
): Resolver<unknown, Input<I>, unknown> {
  return async (_, { input }, { caller, parts, loaders }) =>
    await payload(entity, async () => await loaded(await command(parts, caller, input), (id) => loaders.direct.load(id)));
}

const Mutation = {
  registerParty: (async (_, { input }, { caller, parts, loaders }) =>
    await payload(
      "party",
      async () => await loaded(await registerParty(parts, caller, input), (id) => loaders.party.load(id)),
    )) satisfies Resolver<unknown, Input<PartyInput>, unknown>,
  recordPartyStatus: (async (_, { input }, { caller, parts, loaders }) =>
    await payload(
      "party",
      async () => await loaded(await recordPartyStatus(parts, caller, input), (id) => loaders.party.load(id)),
    )) satisfies Resolver<unknown, Input<StatusInput>, unknown>,
  recordMembership: (async (_, { input }, { caller, parts, loaders }) =>
    await payload(
      "membership",
      async () =>
        await loaded(await recordMembership(parts, caller, input), async (id) => viewOfMembership(await loaders.membership.load(id))),
    )) satisfies Resolver<unknown, Input<MembershipInput>, unknown>,
  recordAgreement: (async (_, { input }, { caller, parts, loaders }) =>
    await payload(
      "agreement",
      async () => await loaded(await recordAgreement(parts, caller, input), (id) => loaders.agreement.load(id)),
    )) satisfies Resolver<unknown, Input<AgreementInput>, unknown>,
  terminateAgreement: (async (_, { input }, { caller, parts, loaders }) =>
    await payload(
      "agreement",
      async () => await loaded(await terminateAgreement(parts, caller, input), (id) => loaders.agreement.load(id)),
    )) satisfies Resolver<unknown, Input<TerminationInput>, unknown>,
  recordEntrustment: direct("entrustment", recordEntrustment),
  withdrawEntrustment: direct("entrustment", withdrawEntrustment),
  recordExclusion: direct("exclusion", recordExclusion),
  endExclusion: direct("exclusion", endExclusion),
};

const Society = {
  __resolveReference: ({ code }: SocietyView) => societyOf(code),
  name: ({ code }: SocietyView) => findSociety(code)?.name ?? findOrganisation(code)?.name ?? code,
  nativeName: ({ code }: SocietyView) => findOrganisation(code)?.nativeName ?? null,
  kind: ({ code }: SocietyView) => (findOrganisation(code) ? "ORGANISATION" : "CISAC_SOCIETY"),
  status: ({ code }: SocietyView) => findSociety(code)?.status ?? null,
  country: ({ code }: SocietyView) => findSociety(code)?.country ?? null,
  territory: ({ code }: SocietyView) => findSociety(code)?.homeTerritory ?? findOrganisation(code)?.homeTerritory ?? null,
  agreements: (async ({ code }, args, { loaders }) =>
    pageOfAgreements((await loaders.agreementsOfSociety.load(code)) ?? [], args)) satisfies Resolver<
    SocietyView,
    AgreementListArguments,
    unknown
  >,
  entrustments: (async ({ code }, args, { parts }) => await entrustmentsOfSociety(parts.models, code, args)) satisfies Resolver<
    SocietyView,
    PageArguments,
    unknown
  >,
};

const Membership = {
  id: ({ membership }: MembershipView) => membership.id,
  party: (async ({ membership }, _, { loaders }) => await loaders.party.load(membership.partyId)) satisfies Resolver<
    MembershipView,
    unknown,
    unknown
  >,
  society: ({ membership }: MembershipView) => ({ code: membership.society }),
  creationClass: ({ membership }: MembershipView) => membership.creationClass,
  side: ({ membership }: MembershipView) => membership.side,
  rights: ({ membership }: MembershipView) => membership.rights,
  territories: ({ territories }: MembershipView) => territories,
  period: ({ membership }: MembershipView) => toPeriodType(membership.period),
  share: ({ membership }: MembershipView) => toShareType(membership.share),
  basis: ({ membership }: MembershipView) => membership.basis,
  role: ({ membership }: MembershipView) => membership.role ?? null,
};

const MembershipClash = {
  rights: ({ clash }: MembershipClashView) => clash.rights,
  side: ({ clash }: MembershipClashView) => clash.side,
  creationClass: ({ clash }: MembershipClashView) => clash.creationClass,
  countries: ({ clash }: MembershipClashView) => countriesOf(clash.countries),
  period: ({ clash }: MembershipClashView) => toPeriodType(clash.period),
  total: ({ clash }: MembershipClashView) => toShareType(clash.total),
};

const Agreement = {
  __resolveReference: async ({ id }: { readonly id: string }, { loaders }: PartiesContext) => await loaders.agreement.load(id),
  id: ({ _id }: AgreementRecord) => _id,
  grantor: ({ grantor }: AgreementRecord) => ({ code: grantor }),
  grantee: ({ grantee }: AgreementRecord) => ({ code: grantee }),
  countries: ({ countries }: AgreementRecord) => countriesOf(parseStoredCountrySet(countries)),
  period: (record: AgreementRecord) => {
    const { period, terminatedFrom } = toAgreement(record);
    return toPeriodType(intersectPeriods(period, { from: null, until: terminatedFrom }) ?? { from: period.from, until: period.from });
  },
  isExclusive: ({ exclusive }: AgreementRecord) => exclusive,
  creationClass: ({ creationClass }: AgreementRecord) => creationClass ?? MUSICAL_WORK,
  noticeDays: ({ noticeDays }: AgreementRecord) => noticeDays ?? 0,
};

const Mandate = {
  society: ({ society: code }: MandateAnswer) => (code === null ? null : societyOf(code)),
  isLicensed: ({ category }: MandateAnswer) => category === "OWN" || category === "SISTER",
  exclusion: (async ({ exclusionId }, _, { loaders }) =>
    exclusionId === null ? null : await loaders.direct.load(exclusionId)) satisfies Resolver<MandateAnswer, unknown, unknown>,
};

const MandateAlternative = { society: ({ society: code }: { readonly society: string }) => societyOf(code) };

const MandateLinkResolvers = {
  basisId: ({ agreementId }: MandateLink) => agreementId,
  agreement: (async ({ agreementId }, _, { loaders }) =>
    agreementId.startsWith("agr_") ? await loaders.agreement.load(agreementId) : null) satisfies Resolver<MandateLink, unknown, unknown>,
  entrustment: (async ({ agreementId }, _, { loaders }) =>
    agreementId.startsWith("man_") ? await loaders.direct.load(agreementId) : null) satisfies Resolver<MandateLink, unknown, unknown>,
  membership: (async ({ agreementId, from }, _, { loaders }) => {
    if (!agreementId.startsWith("mem_")) return null;
    const recorded = viewOfMembership(await loaders.membership.load(agreementId));
    if (recorded !== null) return recorded;
    const holder = await loaders.party.load(from);
    return holder === null
      ? null
      : ((await membershipsOfParty(holder._id, { on: null, knownOn: null }, loaders)).find(
          ({ membership }) => membership.id === agreementId,
        ) ?? null);
  }) satisfies Resolver<MandateLink, unknown, MembershipView | null>,
};

const RepresentationLink = {
  from: ({ agreement }: Representation) => ({ code: agreement.grantor }),
  to: ({ agreement }: Representation) => ({ code: agreement.grantee }),
  agreement: (async ({ agreement }, _, { loaders }) => await loaders.agreement.load(agreement.id)) satisfies Resolver<
    Representation,
    unknown,
    unknown
  >,
};

/** The resolvers of schema/parties.graphql. */
export const resolvers = {
  Query: { party, partyByIpi, searchParties: search, society, societies, mandate, representation, partyChanges },
  Mutation,
  ...{
    PartyChange,
    Party,
    PartyName,
    DatedPartyStatus,
    Society,
    Membership,
    MembershipClash,
    Agreement,
    Mandate,
    MandateAlternative,
    MandateLink: MandateLinkResolvers,
    RepresentationLink,
    Entrustment,
    Exclusion,
  },
};

function societyOf(code: string): SocietyView | null {
  return findSociety(code) || findOrganisation(code) ? { code } : null;
}

async function loaded<T>(
  { answer, replayed }: CommandAnswer<{ id: string }>,
  load: (id: string) => Promise<T | null>,
): Promise<{ answer: T | null; replayed: boolean }> {
  return { answer: await load(answer.id), replayed };
}
