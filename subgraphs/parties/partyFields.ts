import { FORWARDINGS_MAX, statusOn } from "../domain/parties/statuses.ts";
import { problem } from "../domain/outcome.ts";
import type { LocalDate } from "../domain/period.ts";
import { requireScope } from "../kit/access.ts";
import { Refusal } from "../kit/refusal.ts";
import { toPeriodType } from "../kit/scalars.ts";
import {
  clashesOfParty,
  type MembershipClashView,
  membershipsOfParty,
  type MembershipTimes,
  type MembershipView,
} from "./membershipViews.ts";
import { directOfParty } from "./directViews.ts";
import type { NameRecord, PartyRecord, StatedBy, StatusRecord } from "./model.ts";
import { isShared } from "./names.ts";
import { type PartyFieldChange, PARTY_FIELDS } from "./fieldChanges.ts";
import { isBorneOn, requireKnownThen } from "./partyHistory.ts";
import { mainNumber } from "./partyReader.ts";
import { today } from "./parts.ts";
import { storedDay } from "./records.ts";
import type { PartiesContext } from "./resolvers.ts";

/** The two time axes of a field: the day it is asked for, and the instant at which that was known. */
interface TwoTimes {
  readonly asOf?: LocalDate | null;
  readonly asKnownOn?: string | null;
}
type Field<A, T> = (parent: PartyRecord, args: A, context: PartiesContext) => T | Promise<T>;

const GROUPS_MAX = 100;

/** The party as it was known then; null before it was known. */
async function then(party: PartyRecord, { asKnownOn }: TwoTimes, { loaders }: PartiesContext): Promise<PartyRecord | null> {
  return (asKnownOn ?? null) === null ? party : await loaders.partyThen.load({ id: party._id, at: asKnownOn ?? "" });
}

const names: Field<TwoTimes, readonly NameRecord[]> = async (party, args, context) =>
  ((await then(party, args, context))?.names ?? []).filter((name) => isBorneOn(name, args.asOf ?? null));

const status: Field<TwoTimes, string> = async (party, args, context) => {
  const known = await then(party, args, context);
  return statusThen(requireKnownThen(known, party._id, args.asKnownOn ?? ""), args.asOf ?? null).status;
};

/** Where it leads step by step: forwarded and merged ones, or merged ones alone. */
async function way(
  party: PartyRecord,
  { only, ...args }: TwoTimes & { readonly only: readonly string[] },
  context: PartiesContext,
): Promise<readonly PartyRecord[]> {
  const steps: PartyRecord[] = [];
  for (let at = party; steps.length < FORWARDINGS_MAX;) {
    const known: PartyRecord | null = await then(at, args, context);
    const { status: stands, forwardTo } = known === null ? { status: "VALID", forwardTo: undefined } : statusThen(known, args.asOf ?? null);
    const next: PartyRecord | null = forwardTo === undefined || !only.includes(stands) ? null : await context.loaders.party.load(forwardTo);
    if (next === null || next._id === party._id || steps.some(({ _id }) => _id === next._id)) break;
    steps.push(next);
    at = next;
  }
  return steps;
}

/** The status on a day; without a list there is only the one that stands. */
function statusThen({ statuses, status: current, forwardTo }: PartyRecord, day: LocalDate | null) {
  return statuses === undefined ? { status: current, forwardTo } : statusOn(statuses, day);
}

const members: Field<TwoTimes, readonly PartyRecord[]> = async (party, { asOf, asKnownOn }, { parts, loaders }) => {
  const on = asOf ?? today(parts.foundation.clock);
  const found = await parts.history.membersOf(party, { on, knownOn: asKnownOn ? new Date(asKnownOn) : null });
  const standing = asKnownOn ? found : await loaders.survivor.loadMany(found.map(({ _id }) => _id));
  return [...new Map(standing.flatMap((one) => (one === null ? [] : [[one._id, one] as const]))).values()];
};

const groups: Field<unknown, readonly PartyRecord[]> = async ({ groupNumbers, names: own }, _, { parts }) => {
  const borne = new Set(own.filter(isShared).map(({ ipiNameNumber }) => ipiNameNumber));
  const found = await parts.store.byCodes({
    ipiNameNumbers: (groupNumbers ?? []).filter((number) => borne.has(number)).slice(0, GROUPS_MAX),
  });
  return found.filter(({ kind }) => kind === "GROUP").sort((one, other) => (one._id < other._id ? -1 : 1));
};

const memberships: Field<TwoTimes & { readonly on?: LocalDate | null }, readonly MembershipView[]> = async (
  party,
  { on, asOf, asKnownOn },
  context,
) => {
  if (on && asOf && on !== asOf)
    throw new Refusal([problem("DAYS_DIFFER", `on is ${on} and asOf is ${asOf}; they mean the same, so name one of them.`, ["asOf"])]);
  const known = await then(party, { asKnownOn: asKnownOn ?? null }, context);
  return known === null ? [] : await membershipsOfParty(party._id, { on: asOf ?? on ?? null, knownOn: asKnownOn ?? null }, context.loaders);
};

const membershipClashes: Field<TwoTimes, readonly MembershipClashView[]> = async (party, { asOf, asKnownOn }, context) => {
  const times: MembershipTimes = { on: asOf ?? null, knownOn: asKnownOn ?? null };
  const known = await then(party, { asKnownOn: times.knownOn }, context);
  return known === null ? [] : await clashesOfParty(party._id, times, context.loaders);
};

const history: Field<{ readonly field?: string | null }, readonly PartyFieldChange[]> = async ({ _id }, { field }, { caller, loaders }) => {
  requireScope(caller, "shares:read");
  const known: readonly string[] = PARTY_FIELDS;
  if (field && !known.includes(field)) {
    const message = `${JSON.stringify(field.slice(0, 40))} is no field with a history; there are ${PARTY_FIELDS.join(", ")}.`;
    throw new Refusal([problem("FIELD_UNKNOWN", message, ["field"])]);
  }
  return ((await loaders.changes.load(_id)) ?? []).filter((change) => !field || change.field === field);
};

export const Party = {
  __resolveReference: async ({ id }: { readonly id: string }, { loaders }: PartiesContext) => await loaders.party.load(id),
  id: ({ _id }: PartyRecord) => _id,
  ipiNameNumber: mainNumber,
  names,
  status,
  statuses: (async (party, args, context) => (await then(party, args, context))?.statuses ?? []) satisfies Field<TwoTimes, unknown>,
  survivor: (async (party, args, context) => (await way(party, { ...args, only: ["MERGED"] }, context)).at(-1) ?? null) satisfies Field<
    TwoTimes,
    unknown
  >,
  forwardings: (async (party, args, context) => await way(party, { ...args, only: ["MERGED", "FORWARDED"] }, context)) satisfies Field<
    TwoTimes,
    unknown
  >,
  ...{ members, groups, memberships, membershipClashes, history },
  entrustments: (async ({ _id }, { asOf }, { loaders }) =>
    await directOfParty(_id, { kind: "ENTRUSTMENT", on: asOf ?? null }, loaders)) satisfies Field<TwoTimes, unknown>,
  exclusions: (async ({ _id }, { asOf }, { loaders }) =>
    await directOfParty(_id, { kind: "EXCLUSION", on: asOf ?? null }, loaders)) satisfies Field<TwoTimes, unknown>,
};

export const PartyName = {
  period: ({ from, until }: NameRecord) => toPeriodType({ from: storedDay(from ?? null), until: storedDay(until ?? null) }),
  statedBy: ({ stated }: NameRecord): StatedBy | null => stated ?? null,
};

export const DatedPartyStatus = {
  forwardTo: async ({ forwardTo }: StatusRecord, _: unknown, { loaders }: PartiesContext) =>
    forwardTo === undefined ? null : await loaders.party.load(forwardTo),
  statedBy: ({ stated }: StatusRecord): StatedBy => stated,
};
