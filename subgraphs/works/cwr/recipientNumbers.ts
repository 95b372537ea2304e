import type { RecordedStatement } from "../statements.ts";

/** What fits into an ACK's Recipient Creation # (CWR 2.2). */
const LENGTH_MAX = 20;

/**
 * The answering society's own number of a work: what an acknowledgement gives back to the submitter. Only where the society has stated one;
 * the house's own ids are no society's numbers, and none is invented.
 */
export function recipientNumber(society: string | null, registrations: RecordedStatement["registrations"]): string | null {
  const number = registrations.find((registration) => registration.society === society)?.workCode ?? null;
  return number === null || number.length > LENGTH_MAX ? null : number;
}
