import type { AgreementDraft, AgreementPartyDraft } from "../../drafts.ts";
import { invariant } from "../../invariant.ts";
import type { LocalDate, Period } from "../../period.ts";
import { nextDay } from "../../period.ts";
import type { ScopeRow } from "../../statements.ts";
import { expandScope, parseTisCode } from "../../territories/tis.ts";
import type { Field } from "../fixedWidth.ts";
import { AGREEMENT_RULES } from "./agreementRules.ts";
import type { CheckContext, CheckedTransaction } from "./check.ts";
import type { Report } from "./checkRecords.ts";
import { checkRecords, Findings } from "./checkRecords.ts";
import { dateOf } from "./fieldRules.ts";
import { affiliationsIn } from "./affiliations.ts";
import { baseNumberOf, figuresOf, nameNumberOf } from "./interpretParties.ts";
import { AGR, IPA, NPA, TER } from "./layouts/control.ts";
import { partiesOf, sharesOf } from "./picture.ts";
import type { CwrRecord, CwrTransaction } from "./transactions.ts";
import { numberOf, textOf } from "./transactions.ts";

const ALLOWED: ReadonlySet<string> = new Set(["TER", "IPA", "NPA"]);

/** The rules for one agreement (CWR AGR with TER and IPA): its fields, its term, its territories and who makes it. */
export function checkAgreement(transaction: CwrTransaction, { on, strict = false }: CheckContext): CheckedTransaction {
  const findings = new Findings(transaction);
  const rules = { allowed: ALLOWED, misplaced: "CWR_AGREEMENT_RECORD", fields: AGREEMENT_RULES, strict };
  const records = checkRecords(transaction, rules, findings);
  const header = records.find(({ type }) => type === "AGR");
  if (!findings.outcome.rejected && header !== undefined) {
    checkTerm(header, findings.report);
    checkTerritories(header, records, { on, report: findings.report });
    checkMakers(header, records, findings.report);
  }
  return { transaction, records, parties: partiesOf([]), ...findings.outcome };
}

function checkTerm(header: CwrRecord, report: Report): void {
  const [start, end, retention] = [AGR.agreementStartDate, AGR.agreementEndDate, AGR.retentionEndDate].map((field) => dayOf(header, field));
  if (start && end && end < start) {
    const message = `The agreement ends on ${end}, before it begins on ${start}; a later day would be right.`;
    report(header, "CWR_AGREEMENT_TERM", { severity: "TR", message, field: AGR.agreementEndDate });
  }
  if (retention && (end === null || end === undefined || retention < end)) {
    const message = `Collection is retained until ${retention}, and the agreement ${end ? `ends on ${end}` : "has no end"}; a day after its end would be right.`;
    report(header, "CWR_AGREEMENT_RETENTION", { severity: "INFO", message, field: AGR.retentionEndDate });
  }
}

function checkTerritories(header: CwrRecord, records: readonly CwrRecord[], { on, report }: { on: LocalDate; report: Report }): void {
  const rows = records.filter(({ type }) => type === "TER");
  if (!rows.some((row) => textOf(row, TER.sign) === "I")) {
    const message = "The agreement includes no territory; at least one TER with I would be right.";
    report(header, "CWR_AGREEMENT_TERRITORIES", { severity: "TR", message });
  }
  for (const { code, message, path } of expandScope(rows.map(scopeRowOf), on).problems) {
    const row = rows[Number(path[0])];
    if (row !== undefined) report(row, code, { severity: "INFO", message, field: TER.territory });
  }
}

function checkMakers(header: CwrRecord, records: readonly CwrRecord[], report: Report): void {
  const parties = records.filter(({ type }) => type === "IPA");
  for (const [role, name] of [
    ["AS", "assignor"],
    ["AC", "acquirer"],
  ] as const) {
    if (parties.some((party) => textOf(party, IPA.agreementRoleCode) === role)) continue;
    const message = `The agreement names no ${name}; at least one IPA with role ${role} would be right.`;
    report(header, "CWR_AGREEMENT_PARTIES", { severity: "TR", message });
  }
}

/** What a checked agreement says. The transaction must not be rejected. */
export function agreementOf(checked: CheckedTransaction, on: LocalDate): AgreementDraft {
  const header = checked.records.find(({ type }) => type === "AGR");
  invariant(!checked.rejected && header !== undefined, "only an agreement that was not rejected is interpreted");
  const rows = checked.records.filter(({ type }) => type === "TER").map(scopeRowOf);
  return {
    submitterAgreementNumber: textOf(header, AGR.submitterAgreementNumber),
    internationalCode: optional(header, AGR.internationalStandardAgreementCode),
    societyAgreementNumber: optional(header, AGR.societyAssignedAgreementNumber),
    type: textOf(header, AGR.agreementType),
    period: termOf(header),
    retainedUntil: after(dayOf(header, AGR.retentionEndDate)),
    signedOn: dayOf(header, AGR.dateOfSignatureOfAgreement),
    priorRoyalties: { status: textOf(header, AGR.priorRoyaltyStatus), from: dayOf(header, AGR.priorRoyaltyStartDate) },
    postTermCollection: {
      status: textOf(header, AGR.postTermCollectionStatus),
      until: after(dayOf(header, AGR.postTermCollectionEndDate)),
    },
    clause: optional(header, AGR.salesManufactureClause),
    sharesChange: textOf(header, AGR.sharesChange) === "Y",
    advanceGiven: textOf(header, AGR.advanceGiven) === "Y",
    workCount: numberOf(header, AGR.numberOfWorks) ?? 0,
    territories: { rows, countries: expandScope(rows, on).countries, expandedOn: on },
    parties: partiesOfAgreement(checked.records),
    line: checked.transaction.line,
  };
}

/** First day to last day in CWR; from the first day up to but without the day after the last here. */
function termOf(header: CwrRecord): Period {
  return { from: dayOf(header, AGR.agreementStartDate), until: after(dayOf(header, AGR.agreementEndDate)) };
}

function partiesOfAgreement(records: readonly CwrRecord[]): AgreementPartyDraft[] {
  const parties: AgreementPartyDraft[] = [];
  for (const record of records) {
    const last = parties.at(-1);
    if (record.type === "IPA") parties.push(partyOf(record));
    else if (record.type === "NPA" && last !== undefined) {
      const nativeName = `${textOf(record, NPA.lastName)}${textOf(record, NPA.firstName)}`;
      parties[parties.length - 1] = { ...last, nativeName };
    }
  }
  return parties;
}

function partyOf(record: CwrRecord): AgreementPartyDraft {
  return {
    role: textOf(record, IPA.agreementRoleCode) === "AS" ? "ASSIGNOR" : "ACQUIRER",
    lastName: textOf(record, IPA.lastName),
    firstName: optional(record, IPA.firstName),
    nativeName: null,
    ipiNameNumber: nameNumberOf(textOf(record, IPA.ipiNameNumber)),
    ipiBaseNumber: baseNumberOf(textOf(record, IPA.ipiBaseNumber)),
    submitterPartyNumber: textOf(record, IPA.partyNumber),
    affiliations: affiliationsIn(record, IPA),
    figures: figuresOf(sharesOf(record, IPA)),
  };
}

function scopeRowOf(record: CwrRecord): ScopeRow {
  const parsed = parseTisCode(textOf(record, TER.territory));
  invariant(parsed.ok, "an agreement with an unknown territory is rejected");
  return { sign: textOf(record, TER.sign) === "E" ? "E" : "I", territory: parsed.value };
}

function dayOf(record: CwrRecord, field: Field): LocalDate | null {
  return dateOf(textOf(record, field));
}

/** The day after the last; the last day that can be written (9999-12-31) means no end. */
function after(day: LocalDate | null): LocalDate | null {
  return day === null || day === "9999-12-31" ? null : nextDay(day);
}

function optional(record: CwrRecord, field: Field): string | null {
  const text = textOf(record, field);
  return text === "" ? null : text;
}
