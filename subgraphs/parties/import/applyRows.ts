import type { PartyColumn } from "../../domain/formats/parties/columns.ts";
import type { Problem } from "../../domain/outcome.ts";
import { checkStatus } from "../../domain/parties/statuses.ts";
import { Refusal } from "../../kit/refusal.ts";
import type { DirectMandateRecord, MembershipRecord, PartyRecord, StatedBy } from "../model.ts";
import { membershipRecord, type MembershipTerms, parseMembership, requireRoom } from "../memberships.ts";
import { isShared, nameRecord } from "../names.ts";
import type { PartyCodes } from "../partyStore.ts";
import { type ServiceParts, today } from "../parts.ts";
import { checkTarget, underStatus } from "../status.ts";
import { applyDirect, type DirectRow } from "./directRows.ts";
import type { PartyRow } from "./rows.ts";
import { type Draft, WorkingSet } from "./workingSet.ts";

/** Statuses of one party at most. */
const STATUSES_MAX = 100;
const SUBMITTER_KEYS_MAX = 200;
/** Memberships of one party at most: what is shown of them. */
const MEMBERSHIPS_MAX = 500;

/** What an import reads; a rehearsal reads its own writes first. */
export interface ImportReads {
  byCodes(codes: PartyCodes): Promise<readonly PartyRecord[]>;
  byIds(ids: readonly string[]): Promise<ReadonlyMap<string, PartyRecord>>;
  membershipsOf(partyIds: readonly string[]): Promise<readonly MembershipRecord[]>;
  directOf(partyIds: readonly string[]): Promise<readonly DirectMandateRecord[]>;
}

/** Who sends the rows, in which message. */
export interface ImportOrigin {
  readonly source: string;
  readonly message: string;
  readonly receivedAt: string;
  /** The society whose memberships the sender may state; null for all. */
  readonly speaksFor: string | null;
}

export type RowOutcome =
  | { readonly row: PartyRow; readonly outcome: "CREATED" | "UPDATED" | "UNCHANGED" }
  | { readonly row: PartyRow; readonly outcome: "REJECTED"; readonly problems: readonly Problem[] };

type Answer = "CREATED" | "UPDATED" | "UNCHANGED" | readonly Problem[];

/** What the rows of one batch make of what is known, one after another; a row that is wrong changes nothing. Nothing is written here. */
export async function applyRows(
  rows: readonly PartyRow[],
  { parts, reads, origin }: { readonly parts: ServiceParts; readonly reads: ImportReads; readonly origin: ImportOrigin },
): Promise<{ readonly outcomes: readonly RowOutcome[]; readonly set: WorkingSet }> {
  const parties = await reads.byCodes(codesOf(rows, origin));
  const ids = parties.map(({ _id }) => _id);
  const hasDirect = rows.some(isDirect);
  const memberships = hasDirect || rows.some(({ record }) => record === "MEMBERSHIP") ? await reads.membershipsOf(ids) : [];
  const direct = hasDirect ? await reads.directOf(ids) : [];
  const set = new WorkingSet({ parties, memberships, direct }, () => parts.foundation.ids.make("pty"));
  const batch = new Batch({ parts, reads, origin }, set);
  const outcomes: RowOutcome[] = [];
  for (const row of rows) {
    const answer = await batch.apply(row);
    outcomes.push(typeof answer === "string" ? { row, outcome: answer } : { row, outcome: "REJECTED", problems: answer });
  }
  return { outcomes, set };
}

function isDirect(row: PartyRow): row is DirectRow {
  return row.record === "ENTRUSTMENT" || row.record === "EXCLUSION";
}

function codesOf(rows: readonly PartyRow[], { source }: ImportOrigin): PartyCodes {
  const forwarded = rows.flatMap((row) => (row.record === "STATUS" && row.forwardTo !== null ? [row.forwardTo] : []));
  const named = rows.flatMap((row) => ("name" in row ? (row.name?.ipiNameNumber ?? []) : []));
  return {
    ipiBaseNumbers: [...rows.flatMap(({ base }) => base ?? []), ...forwarded.filter((code) => code.startsWith("I"))],
    ipiNameNumbers: [...named, ...forwarded.filter((code) => !code.startsWith("I"))],
    submitterKeys: rows.flatMap(({ key }) => (key === null ? [] : [submitterKey(source, key)])),
  };
}

function submitterKey(source: string, key: string): string {
  return `${source}|${key}`;
}

interface BatchTools {
  readonly parts: ServiceParts;
  readonly reads: ImportReads;
  readonly origin: ImportOrigin;
}

class Batch {
  readonly #tools: BatchTools;
  readonly #set: WorkingSet;

  constructor(tools: BatchTools, set: WorkingSet) {
    this.#tools = tools;
    this.#set = set;
  }

  async apply(row: PartyRow): Promise<Answer> {
    if (row.record === "PARTY") return this.#party(row);
    const draft = this.#find(row);
    if (draft === null)
      return [
        fault(row, row.base === null ? "party_key" : "ipi_base_number", [
          "PARTY_UNKNOWN",
          `No party ${row.base ?? row.key ?? ""} is known; a PARTY row for it comes first.`,
        ]),
      ];
    if (draft === "two") return [twoParties(row)];
    if (draft.next.kind === "GENERIC") return [generic(row, draft)];
    switch (row.record) {
      case "NAME":
        return this.#name(row, draft);
      case "STATUS":
        return await this.#status(row, draft);
      case "MEMBERSHIP":
        return this.#membership(row, draft);
      case "ENTRUSTMENT":
      case "EXCLUSION":
        return await this.#direct(row, draft);
    }
  }

  #stated({ row }: PartyRow): StatedBy {
    const { source, message, receivedAt } = this.#tools.origin;
    return { source, message, line: row.line, receivedAt };
  }

  /** The party that base number and key lead to; "two" where they lead to different ones. */
  #find({ base, key }: PartyRow, number: string | null = null): Draft | null | "two" {
    const codes = [base, key === null ? null : submitterKey(this.#tools.origin.source, key), number];
    const found = new Set(codes.flatMap((code) => (code === null ? [] : (this.#set.find(code) ?? []))));
    const [first] = found;
    return found.size > 1 ? "two" : (first ?? null);
  }

  #party(row: PartyRow & { readonly record: "PARTY" }): Answer {
    const name = row.name === null ? null : nameRecord(row.name);
    const number = name === null || (row.kind !== "GROUP" && isShared(name)) ? null : name.ipiNameNumber;
    const found = this.#find(row, number);
    if (found === "two") return [twoParties(row)];
    if (found?.next.kind === "GENERIC") return [generic(row, found)];
    if (found === null && name === null)
      return [fault(row, "last_name", ["NAME_MISSING", "A party that is not known yet needs its main name; fill in last_name."])];
    const borne = found?.next.ipiBaseNumber;
    if (row.base !== null && borne !== undefined && borne !== row.base) {
      const message = `The name number or key belongs to ${found?.next.name ?? ""} with the base number ${borne}, not ${row.base}; merge the two, or correct the row.`;
      return [fault(row, "ipi_base_number", ["PARTY_KNOWN", message])];
    }
    const draft = found ?? this.#set.make(row.kind);
    const before = { next: draft.next, stated: draft.stated };
    const isRevised = this.#identify(row, draft);
    const named = name === null ? false : this.#set.name(draft, name, this.#stated(row));
    if (typeof named === "object") {
      this.#set.restore(draft, before);
      return nameProblem(row, named);
    }
    return found === null ? "CREATED" : isRevised || named ? "UPDATED" : "UNCHANGED";
  }

  /** Kind and codes; whether anything of a known party changed. */
  #identify(row: PartyRow & { readonly record: "PARTY" }, draft: Draft): boolean {
    const { next } = draft;
    const key = row.key === null ? null : submitterKey(this.#tools.origin.source, row.key);
    const keys = next.submitterKeys ?? [];
    const hasNewKey = key !== null && !keys.includes(key) && keys.length < SUBMITTER_KEYS_MAX;
    const changed: PartyRecord = {
      ...{ ...next, kind: row.kind },
      ...(row.base === null ? {} : { ipiBaseNumber: row.base }),
      ...(row.isni === null ? {} : { isni: row.isni }),
      ...(row.dpid === null ? {} : { dpid: row.dpid }),
      ...(hasNewKey ? { submitterKeys: [...keys, key] } : {}),
    };
    const fields = ["kind", "ipiBaseNumber", "isni", "dpid"] as const;
    if (!hasNewKey && fields.every((field) => changed[field] === next[field])) return false;
    this.#set.change(draft, changed, this.#stated(row));
    return true;
  }

  #name(row: PartyRow & { readonly record: "NAME" }, draft: Draft): Answer {
    const answer = this.#set.name(draft, nameRecord(row.name), this.#stated(row));
    if (typeof answer === "object") return nameProblem(row, answer);
    return answer ? "UPDATED" : "UNCHANGED";
  }

  async #status(row: PartyRow & { readonly record: "STATUS" }, draft: Draft): Promise<Answer> {
    const { next } = draft;
    const target = row.forwardTo === null ? undefined : this.#set.find(row.forwardTo);
    if (row.forwardTo !== null && target === undefined)
      return [
        fault(row, "forward_to", [
          "FORWARDING_UNKNOWN",
          `No party ${row.forwardTo} is known, here or in this file; state it with a PARTY row.`,
        ]),
      ];
    const named = { status: row.status, forwardTo: target?.next._id ?? null, from: row.from };
    const status = checkStatus(named, { party: next._id, today: today(this.#tools.parts.foundation.clock) });
    if (!status.ok) return placed(row, status.problems);
    const same = (next.statuses ?? []).find(({ from }) => from === status.value.from);
    const isAlways = next.statuses === undefined && status.value.status === "VALID" && status.value.from === null;
    if (isAlways || (same?.status === status.value.status && same.forwardTo === status.value.forwardTo)) return "UNCHANGED";
    if (same === undefined && (next.statuses ?? []).length >= STATUSES_MAX)
      return [fault(row, "status", ["STATUSES_COUNT", `The party has ${STATUSES_MAX} statuses; more are not kept.`])];
    const way = await checkTarget((ids) => this.#byIds(ids), { party: next._id, forwardTo: status.value.forwardTo ?? null });
    if (!way.ok) return placed(row, way.problems);
    const stated = this.#stated(row);
    this.#set.change(draft, underStatus(next, { ...status.value, stated }), stated);
    return "UPDATED";
  }

  /** Parties as the rows before left them. */
  async #byIds(ids: readonly string[]): Promise<ReadonlyMap<string, PartyRecord>> {
    const stored = await this.#tools.reads.byIds(ids);
    return new Map([
      ...stored,
      ...ids.flatMap((id) => [this.#set.get(id)?.next].flatMap((one) => (one === undefined ? [] : [[id, one] as const]))),
    ]);
  }

  async #direct(row: DirectRow, { next: party }: Draft): Promise<Answer> {
    const { parts, origin } = this.#tools;
    const given = { parts, set: this.#set, party, stated: this.#stated(row), speaksFor: origin.speaksFor };
    try {
      const answer = await applyDirect(row, given);
      return typeof answer === "string" ? answer : placed(row, [answer]);
    } catch (error) {
      if (error instanceof Refusal) return placed(row, error.problems);
      throw error;
    }
  }

  #membership(row: PartyRow & { readonly record: "MEMBERSHIP" }, { next: party }: Draft): Answer {
    const { parts, origin } = this.#tools;
    try {
      const terms = parseMembership(parts, { ...row.input, party: party._id });
      if (origin.speaksFor !== null && terms.society !== origin.speaksFor) {
        const message = `Memberships of ${terms.society} are stated by its own stewards; this file comes from ${origin.speaksFor}.`;
        return [fault(row, "society", ["SOCIETY_NOT_OWN", message])];
      }
      const known = this.#set.membershipsOf(party._id);
      const alike = known.filter((one) => isOfOneKey(one, terms));
      if (alike.some(({ share, until }) => share === terms.share && until === terms.until)) return "UNCHANGED";
      const [former] = alike;
      // What was stated for a merged number before can still be ended or reduced.
      if (party.status === "MERGED" && former === undefined)
        return [
          fault(row, "ipi_base_number", [
            "PARTY_MERGED",
            `The party was merged into ${party.forwardTo ?? "another"}; state the membership for that one.`,
          ]),
        ];
      if (former === undefined && known.length >= MEMBERSHIPS_MAX)
        return [fault(row, "society", ["MEMBERSHIPS_COUNT", `The party has ${MEMBERSHIPS_MAX} memberships; more are not kept.`])];
      const stated = this.#stated(row);
      const stamp = {
        id: former?._id ?? parts.foundation.ids.make("mem"),
        recordedAt: origin.receivedAt,
        version: (former?.version ?? 0) + 1,
        stated,
      };
      const record = membershipRecord(terms, stamp);
      requireRoom(record, known);
      this.#set.recordMembership({ former, next: record, stated });
      return former === undefined ? "CREATED" : "UPDATED";
    } catch (error) {
      if (error instanceof Refusal) return placed(row, error.problems);
      throw error;
    }
  }
}

/** Whether a membership is the one that the terms speak of: the same but for its end and its share. */
function isOfOneKey(one: MembershipRecord, terms: MembershipTerms): boolean {
  const rowsOf = ({ territories }: Pick<MembershipTerms, "territories">): string =>
    territories.map(({ isIncluded, territory }) => `${isIncluded ? "+" : "-"}${territory}`).join();
  return (
    one.society === terms.society &&
    one.creationClass === terms.creationClass &&
    one.side === terms.side &&
    one.role === terms.role &&
    one.from === terms.from &&
    [...one.rights].sort().join() === [...terms.rights].sort().join() &&
    rowsOf(one) === rowsOf(terms)
  );
}

const COLUMN_OF: Readonly<Record<string, PartyColumn>> = {
  ...{ society: "society", creationClass: "creation_class", role: "role", side: "side", rights: "rights", territories: "territories" },
  ...{ share: "share", period: "valid_until", forwardTo: "forward_to", from: "valid_from", party: "ipi_base_number" },
  ...{ hub: "society", uses: "uses", licensors: "licensors", signedOn: "signed_on" },
};

function placed(row: PartyRow, problems: readonly Problem[]): readonly Problem[] {
  return problems.map(({ code, message, path }) => fault(row, COLUMN_OF[path[0] ?? ""] ?? "record", [code, message]));
}

function fault({ row }: PartyRow, column: PartyColumn, [code, message]: readonly [code: string, message: string]): Problem {
  return row.at(column, { code, message });
}

function nameProblem(row: PartyRow, { code, message }: Problem): readonly Problem[] {
  return [fault(row, code === "PARTY_KNOWN" ? "ipi_name_number" : "last_name", [code, message])];
}

function twoParties(row: PartyRow): Problem {
  const message = "Base number, key and name number of this row lead to different parties; merge them first, or correct the row.";
  return fault(row, row.base === null ? "party_key" : "ipi_base_number", ["PARTY_TWO", message]);
}

function generic(row: PartyRow, { next }: Draft): Problem {
  return fault(row, "ipi_base_number", ["PARTY_GENERIC", `${next.name} stands for nobody in particular; nothing is stated of it.`]);
}
