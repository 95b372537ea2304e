import { invariant } from "../domain/invariant.ts";
import { containsDay, parseLocalDate } from "../domain/period.ts";
import { USE_TYPES } from "../domain/rights.ts";
import { requireScope, may } from "../kit/access.ts";
import { checkFirst } from "../kit/page.ts";
import { requireOk } from "../kit/refusal.ts";
import { payload } from "../kit/resolve.ts";
import { toPeriodType } from "../kit/scalars.ts";
import { maySee } from "./access.ts";
import { alarmsOf } from "./alarms.ts";
import { issueLicense } from "./issue.ts";
import type { LicenseAnswer } from "./issue.ts";
import { listLicenses } from "./lists.ts";
import type { Context } from "./mappers.ts";
import type { LicenseRecord, TermRecord } from "./model.ts";
import { today } from "./parts.ts";
import { quote } from "./quotes.ts";
import { amendLicense, terminateLicense } from "./revise.ts";
import { stateOn } from "./state.ts";
import { termId, termOn } from "./store.ts";
import type { Resolvers, Tariff } from "./types.generated.ts";
import * as views from "./views.ts";
import { alarmChangesAfter } from "./watch/events.ts";

/** The resolvers of licenses; what they may answer is decided in the services. */
export const resolvers: Resolvers = {
  Query: {
    quote: async (_root, { input }, { parts, caller }) => views.toQuoteType(await quote(parts, input, caller)),
    license: async (_root, { id }, context) => await visibleLicense(context, id),
    licenses: async (_root, given, { parts, caller }) => await listLicenses(parts, given, caller),
    licenseAlarms: async (_root, page, { parts, caller }) => {
      requireScope(caller, "changes:read");
      requireScope(caller, "licenses:read");
      return requireOk(await alarmChangesAfter(parts.foundation.events, page, caller));
    },
    tariffs: async (_root, { licensor, use, on }, context) => await tariffsOf(context, { licensor, use: use ?? null, on: on ?? null }),
  },
  Mutation: {
    issueLicense: async (_root, { input }, context) =>
      await licensePayload(context, async () => await issueLicense(context.parts, input, context.caller)),
    amendLicense: async (_root, { input }, context) =>
      await licensePayload(context, async () => await amendLicense(context.parts, input, context.caller)),
    terminateLicense: async (_root, { input }, context) =>
      await licensePayload(context, async () => await terminateLicense(context.parts, input, context.caller)),
  },
  License: {
    __resolveReference: async ({ id }, context) => await visibleLicense(context, id),
    id: ({ _id }) => _id,
    state: (license, _given, { parts }) => stateOn(license, today(parts)),
    licensor: ({ licensor }) => ({ code: licensor }),
    period: ({ from, until }) => toPeriodType({ from: parseLocalDate(from), until: parseLocalDate(until) }),
    clauses: async (license, _given, context) => views.toTermClauses(await presentTerm(license, context)),
    clearance: async (license, _given, context) => views.toTermClearance(await presentTerm(license, context)),
    lines: async (license, _given, context) => views.toTermLines(await presentTerm(license, context)),
    total: async (license, _given, context) => views.toTermTotal(await presentTerm(license, context)),
    snapshot: async (license, _given, context) => views.toSnapshotType(await presentTerm(license, context)),
    alarms: async (license, { first }, { parts }) => (await alarmsOf(parts, license, requireOk(checkFirst(first)))).map(views.toAlarmType),
    terms: async ({ _id, terms }, _given, context) =>
      await Promise.all(terms.map(async ({ version }) => await requireTerm(_id, version, context))),
  },
  LicenseAlarmChange: {
    license: async ({ licenseId }, _given, context) => await visibleLicense(context, licenseId),
    alarm: ({ alarm }) => views.toAlarmType(alarm),
  },
  LicenseTerm: {
    clauses: views.toTermClauses,
    total: views.toTermTotal,
    snapshot: views.toSnapshotType,
  },
};

/** A licence that the caller may see, else null, as for one that does not exist. */
async function visibleLicense({ caller, loaders }: Context, id: string): Promise<LicenseRecord | null> {
  requireScope(caller, "licenses:read");
  const license = await loaders.license.load(id);
  return license !== null && maySee(caller, license) ? license : null;
}

async function presentTerm({ _id, terms }: LicenseRecord, context: Context): Promise<TermRecord> {
  return await requireTerm(_id, termOn(terms, today(context.parts)).version, context);
}

async function requireTerm(licenseId: string, version: number, { loaders }: Context): Promise<TermRecord> {
  const term = await loaders.term.load(termId(licenseId, version));
  invariant(term !== null, `the terms ${termId(licenseId, version)} of a licence`);
  return term;
}

async function licensePayload(context: Context, command: () => Promise<LicenseAnswer>) {
  return await payload("license", async () => {
    const { answer, replayed } = await command();
    return { answer: await context.parts.store.find(answer.licenseId), replayed };
  });
}

interface TariffArguments {
  readonly licensor: string;
  readonly use: (typeof USE_TYPES)[number] | null;
  readonly on: string | null;
}

async function tariffsOf({ parts, caller }: Context, { licensor, use, on }: TariffArguments): Promise<Tariff[]> {
  if (!may(caller, "quotes:read")) requireScope(caller, "licenses:read");
  const day = on === null ? null : parseLocalDate(on);
  const clauses = (await parts.tariffs.of(licensor, use)).filter(({ period }) => day === null || containsDay(period, day));
  return USE_TYPES.flatMap((one) => {
    const own = clauses.filter((clause) => clause.use === one);
    own.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : b.version - a.version));
    return own.length === 0 ? [] : [{ licensor: { code: licensor }, use: one, clauses: own.map(views.toClauseType) }];
  });
}
