import type { Viewpoint } from "../../../domain/formats/cwr/registration/viewpoint.ts";
import type { Submitter } from "../../../domain/statements.ts";
import type { StatementRecord, WorkRecord } from "../../records.ts";

/** The statement that a work is written by, and the number that it has in the sender's file. */
export interface Picked {
  readonly statement: StatementRecord;
  readonly isOwn: boolean;
  readonly workNumber: string;
  /** Further statements of the sender on the same work (after a merge): they are not written. */
  readonly passedOver: readonly string[];
}

/** The sender's own newest statement that describes the work; else the newest of anybody (ours). Null where nobody describes it. */
export function pickStatement(work: WorkRecord, statements: readonly StatementRecord[], submitter: string): Picked | null {
  const described = statements
    .filter(({ description }) => description.titles.length > 0)
    .sort((one, other) => (one._id < other._id ? 1 : -1));
  const [own, ...more] = described.filter((statement) => statement.submitter.key === submitter);
  if (own !== undefined) {
    const passedOver = more.map(({ submitterWorkNumber }) => submitterWorkNumber);
    return { statement: own, isOwn: true, workNumber: own.submitterWorkNumber, passedOver };
  }
  const [newest] = described;
  return newest === undefined ? null : { statement: newest, isOwn: false, workNumber: numberOf(work, submitter), passedOver: [] };
}

const NUMBER_WIDTH = 14;

/** The sender's own code of the work where it has one, else the last characters of the work's id here, which are random (ours). */
function numberOf({ _id, registrations }: WorkRecord, submitter: string): string {
  const code = registrations.find(({ society }) => `SO:${society}` === submitter)?.workCode ?? null;
  return code !== null && code.length <= NUMBER_WIDTH ? code : _id.slice(-NUMBER_WIDTH);
}

/**
 * NWR or REV (ours): a revision where the sender's statement is one already (it replaced an earlier one, or came as REV), and where the
 * receiver has the work: it was sent to it, or it answered. Whoever gets a NWR of a work that he knows takes it as a revision.
 */
export function transactionOf({ statement, isOwn }: Picked, work: WorkRecord, receiver: string): "NWR" | "REV" {
  const isRevision = isOwn && (statement.replaces !== null || statement.description.details["isRevision"] === true);
  const isKnown = work.registrations.some(({ society, status }) => society === receiver && status !== "RJ");
  return isRevision || isKnown ? "REV" : "NWR";
}

/** The sender's agreements in force, by the IPI name numbers of their parties. */
export type AgreementsByIpi = ReadonlyMap<string, string>;

export function viewpointOf(isOwn: boolean, agreements: AgreementsByIpi, ipiOf: (partyKey: string) => string | null): Viewpoint {
  return {
    isOwn,
    agreementWith: (partyKey) => {
      const ipi = ipiOf(partyKey);
      return ipi === null ? null : (agreements.get(ipi) ?? null);
    },
  };
}

/** Who sends the file, as its header says it. */
export interface Sender {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  /** In the file's name: two or three letters or digits. */
  readonly code: string;
}

/** A society is called by its code; a publisher, where nobody gives a code, by the first letters of its name (ours). */
export function senderOf(key: Submitter["key"], given: { readonly name: string; readonly code: string | null }): Sender {
  const [type = "", id = ""] = key.split(":");
  const letters = given.name
    .toUpperCase()
    .replace(/[^A-Z]/g, "")
    .slice(0, 3);
  return { type, id, name: given.name, code: given.code ?? (type === "SO" ? id : letters.padEnd(2, "X")) };
}
