import { containsDay, intersectPeriods, type LocalDate } from "../domain/period.ts";
import type { IpiRight } from "../domain/rights.ts";
import { checkPage, connectionOf, type Page, type PageArguments } from "../kit/page.ts";
import { requireOk } from "../kit/refusal.ts";
import type { AgreementRecord } from "./model.ts";
import { toAgreement } from "./records.ts";

/** The arguments of `Society.agreements`. */
export interface AgreementListArguments extends PageArguments {
  readonly on?: LocalDate | null;
  readonly right?: IpiRight | null;
}

/** A page of a society's agreements, by id: those in force on a day, those that cover a right. */
export function pageOfAgreements(
  agreements: readonly AgreementRecord[],
  { on, right, ...page }: AgreementListArguments,
): Page<AgreementRecord> {
  const kind = "agreements.bySociety";
  const request = requireOk(checkPage(page, { kind, valueCount: 1 }));
  const after = String(request.after?.[0] ?? "");
  const rows: AgreementRecord[] = [];
  for (const agreement of agreements) {
    if (rows.length > request.first) break;
    if (agreement._id > after && (!right || agreement.rights.includes(right)) && (!on || isInForce(agreement, on))) rows.push(agreement);
  }
  return connectionOf(rows, { request, kind, sortKey: ({ _id }) => [_id] });
}

function isInForce(record: AgreementRecord, on: LocalDate): boolean {
  const { period, terminatedFrom } = toAgreement(record);
  const effective = intersectPeriods(period, { from: null, until: terminatedFrom });
  return effective !== null && containsDay(effective, on);
}
