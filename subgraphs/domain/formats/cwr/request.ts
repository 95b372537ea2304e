import type { RegistrationDraft } from "../../drafts.ts";
import type { CheckContext, CheckedTransaction } from "./check.ts";
import { checkRecords, Findings } from "./checkRecords.ts";
import { FR, iswc, nameNumber, RR, TR } from "./commonRules.ts";
import type { FieldRule } from "./fieldRules.ts";
import { entered, listed } from "./fieldRules.ts";
import { nameWriter } from "./interpretParties.ts";
import { workOf } from "./interpretWork.ts";
import { SWR } from "./layouts/parties.ts";
import { NWR } from "./layouts/works.ts";
import { LOOKUPS } from "./lookups.ts";
import { partiesOf, writerOf } from "./picture.ts";
import type { CwrRecord, CwrTransaction } from "./transactions.ts";

/** The numbers of these rules were not read. */
const RULES: ReadonlyMap<string, readonly FieldRule[]> = new Map<string, readonly FieldRule[]>([
  [
    "ISR",
    [
      entered("CWR_REQUEST_TITLE", NWR.workTitle, TR),
      // Ours: without it nobody could tell later which work was meant.
      entered("CWR_REQUEST_NUMBER", NWR.submitterWorkNumber, TR),
      iswc("CWR_REQUEST_ISWC", NWR.iswc),
    ],
  ],
  [
    "WRI",
    [
      entered("CWR_REQUEST_WRITER", SWR.lastName, RR),
      nameNumber("CWR_REQUEST_WRITER_NUMBER", SWR.ipiNameNumber),
      listed("CWR_REQUEST_ROLE", SWR.designation, { ...FR, list: LOOKUPS.writerDesignation }),
    ],
  ],
]);

/** Whether a transaction asks for an ISWC (CWR 3.0: ISR with WRI, by the samples; of 3.1 no table shows it). */
export function isRequest({ type, header }: Pick<CwrTransaction, "type" | "header">): boolean {
  return type === "ISR" && header !== null && header.layout !== null;
}

/** The rules for a request: it names a work and its writers, and no shares. */
export function checkRequest(transaction: CwrTransaction, { strict = false }: CheckContext): CheckedTransaction {
  const findings = new Findings(transaction);
  const rules = { allowed: new Set(["WRI"]), misplaced: "CWR_REQUEST_RECORD", fields: RULES, strict };
  const records = checkRecords(transaction, rules, findings);
  return { transaction, records, parties: partiesOf([]), ...findings.outcome };
}

/** What a request says: the work and who wrote it. The transaction must not be rejected. */
export function requestOf(header: CwrRecord, records: readonly CwrRecord[]): RegistrationDraft {
  const writers = records.filter(({ type }) => type === "WRI").map((record) => nameWriter(writerOf(record)));
  const creators = writers.map(({ entry, party, name }) => ({ partyKey: party?.key ?? null, name, role: entry.designation }));
  const parties = new Map(writers.flatMap(({ party }) => (party === null ? [] : [[party.key, party] as const])));
  const work = workOf(header, records, creators);
  return {
    work,
    parties: [...parties.values()],
    statement: { submitterWorkNumber: work.submitterWorkNumber, claims: [], reported: [], origins: [] },
  };
}
