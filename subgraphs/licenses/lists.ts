import { requireScope } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import { checkPage, connectionOf } from "../kit/page.ts";
import type { Page, PageArguments } from "../kit/page.ts";
import { requireOk } from "../kit/refusal.ts";
import { viewOf } from "./access.ts";
import type { LicenseFilter } from "./inputs.ts";
import { licenseModel } from "./model.ts";
import type { LicenseRecord } from "./model.ts";
import { today } from "./parts.ts";
import type { LicenseParts } from "./parts.ts";
import type { LicenseState } from "./state.ts";

const KIND = "licenses.byId";

/** Conditions that all hold, as the store understands them. */
type Condition = Readonly<Record<string, unknown>>;

/** A page of the licences that the caller may see, newest first. */
export async function listLicenses(
  parts: LicenseParts,
  given: PageArguments & { readonly filter?: LicenseFilter | null | undefined },
  caller: Caller,
): Promise<Page<LicenseRecord>> {
  requireScope(caller, "licenses:read");
  const request = requireOk(checkPage(given, { kind: KIND, valueCount: 1 }));
  const [after] = request.after ?? [];
  const conditions = conditionsOf(given.filter ?? {}, caller);
  const shaped = (rows: readonly LicenseRecord[]): Page<LicenseRecord> =>
    connectionOf(rows, { request, kind: KIND, sortKey: ({ _id }) => [_id] });
  if (conditions === null) return shaped([]);
  const state = given.filter?.state ?? null;
  const all = [
    ...conditions,
    ...(state === null ? [] : stateConditions(state, today(parts))),
    ...(typeof after === "string" ? [{ _id: { $lt: after } }] : []),
  ];
  const rows = await licenseModel(parts.foundation.connection)
    .find(all.length === 0 ? {} : { $and: all })
    .sort({ _id: -1 })
    .limit(request.first + 1)
    .lean<LicenseRecord[]>();
  return shaped(rows);
}

/** What the caller may see and asks for; null when the two exclude each other. */
function conditionsOf(filter: LicenseFilter, caller: Caller): Condition[] | null {
  const view = viewOf(caller);
  if (view.kind === "NONE") return null;
  const licensor = view.kind === "LICENSOR" ? view.code : null;
  const licensee = view.kind === "LICENSEE" ? view.code : null;
  const both = (own: string | null, asked: string | null | undefined): string | null | undefined =>
    own !== null && asked && own !== asked ? undefined : (own ?? asked ?? null);
  const parties = { licensor: both(licensor, filter.licensor), licensee: both(licensee, filter.licensee) };
  if (parties.licensor === undefined || parties.licensee === undefined) return null;
  return [
    ...(parties.licensor === null ? [] : [{ licensor: parties.licensor }]),
    ...(parties.licensee === null ? [] : [{ licensee: parties.licensee }]),
    ...(filter.use ? [{ uses: filter.use }] : []),
    ...(filter.territory ? [{ territories: filter.territory }] : []),
  ];
}

/** The same rule as stateOn, for the store. */
function stateConditions(state: LicenseState, day: string): Condition[] {
  const notTerminated = { $or: [{ terminatedFrom: null }, { terminatedFrom: { $gt: day } }] };
  switch (state) {
    case "TERMINATED":
      return [{ terminatedFrom: { $lte: day } }];
    case "NOT_YET":
      return [notTerminated, { from: { $gt: day } }];
    case "EXPIRED":
      return [notTerminated, { from: { $lte: day } }, { until: { $lte: day } }];
    case "IN_FORCE":
      return [notTerminated, { from: { $lte: day } }, { until: { $gt: day } }];
  }
}
