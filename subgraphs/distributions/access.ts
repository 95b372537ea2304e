import { AccessDenied, may, requireScope } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { RunRecord, StatementRecord } from "./runs/model.ts";
import type { ReportRecord } from "./usage/model.ts";

/** Whether the caller sees everybody's money. */
export function seesAll({ role }: Caller): boolean {
  return role === "admin" || role === "system";
}

/** The society whose money the caller reads, null for all; AccessDenied for callers without the scope or without a society. */
export function readingSociety(caller: Caller): string | null {
  requireScope(caller, "money:read");
  if (seesAll(caller)) return null;
  if (caller.society === null) throw new AccessDenied("FORBIDDEN", "Money is read for a society; the token speaks for none.");
  return caller.society;
}

/** Control totals: for the payers themselves, and for regulators, who read nothing else. */
export function requireTotals(caller: Caller): void {
  if (!may(caller, "aggregates:read")) requireScope(caller, "money:read");
}

/** Payers, regulators and administrators see a run's totals; a society that is only paid does not. */
export function mayReadTotals(caller: Caller, run: RunRecord): boolean {
  if (seesAll(caller) || may(caller, "aggregates:read")) return true;
  return may(caller, "money:read") && caller.society !== null && run.payers.includes(caller.society);
}

export function mayReadStatement(caller: Caller, { payer, payee }: Pick<StatementRecord, "payer" | "payee">): boolean {
  const society = readingSociety(caller);
  return society === null || society === payer || society === payee;
}

/** Usage reports: for licensors and for those who send them. */
export function requireReports(caller: Caller): void {
  if (!may(caller, "usage:write")) requireScope(caller, "money:read");
}

/** Reports are read by the licensor, by the licensee that sent them, and by administrators. */
export function mayReadReport(caller: Caller, { licensor, licensee }: Pick<ReportRecord, "licensor" | "licensee">): boolean {
  if (seesAll(caller)) return true;
  if (caller.role === "licensee") return may(caller, "usage:write") && [caller.subject, caller.society].includes(licensee);
  return may(caller, "money:read") && caller.society === licensor;
}
