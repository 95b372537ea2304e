import { z } from "zod";
import { parseStoredShare, percentText } from "../domain/shares.ts";
import type { RecordedEvent } from "../kit/events.ts";
import type { IdentityRecord, MembershipRecord, NameRecord, PartyRecord, SupersededRecord } from "./model.ts";
import { versionOf } from "./recordedVersions.ts";

/** One change of one field of a party, as text for people (SDL: PartyFieldChange). */
export interface PartyFieldChange {
  readonly id: string;
  readonly number: number;
  readonly kind: string;
  readonly subject: string;
  readonly recordedAt: string;
  readonly field: PartyField | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly source: string | null;
  readonly message: string | null;
  readonly line: number | null;
}

/** Fields whose changes are told. */
export const PARTY_FIELDS = [
  "kind",
  "name",
  "names",
  "ipiNameNumbers",
  "ipiBaseNumber",
  "isni",
  "dpid",
  "status",
  "affiliations",
  "memberships",
] as const;
type PartyField = (typeof PARTY_FIELDS)[number];
type Fields = Readonly<Partial<Record<PartyField, string | null>>>;

const CHANGES_MAX = 1_000;
const TEXT_MAX = 1_000;

/** What the history of one party is read from. */
export interface PartyRows {
  readonly party: PartyRecord;
  readonly memberships: readonly MembershipRecord[];
  /** By subject: the party or one of its memberships, in order of their numbers. */
  readonly events: ReadonlyMap<string, readonly RecordedEvent[]>;
  /** By subject, in order of their versions. */
  readonly superseded: ReadonlyMap<string, readonly SupersededRecord[]>;
}

/** Every change of the party and its memberships, first to last: each event beside what stood before it and what stood after it. */
export function changesOf({ party, memberships, events, superseded }: PartyRows): readonly PartyFieldChange[] {
  const own = eachChange(events.get(party._id) ?? [], (version) => {
    const kept = superseded.get(party._id) ?? [];
    const identity = kept.find((one) => one.identity !== undefined && one.version >= version)?.identity ?? party;
    const printed = kept.find((one) => one.printed !== undefined && one.version >= version)?.printed ?? party.printed;
    return fieldsOf(identity, printed);
  });
  const ofMemberships = memberships.flatMap((membership) =>
    eachChange(events.get(membership._id) ?? [], (version) => {
      const kept = superseded.get(membership._id) ?? [];
      const then = kept.find((one) => one.membership !== undefined && one.version >= version)?.membership ?? membership;
      return { memberships: membershipText(then) };
    }),
  );
  return [...own, ...ofMemberships].sort((one, other) => one.number - other.number).slice(0, CHANGES_MAX);
}

const eventData = z.object({ source: z.string().nullish(), message: z.string().nullish(), line: z.number().nullish() });

function eachChange(events: readonly RecordedEvent[], fieldsAt: (version: number) => Fields): readonly PartyFieldChange[] {
  let before: Fields = {};
  return events.flatMap((event): PartyFieldChange[] => {
    const after = fieldsAt(versionOf(event));
    const earlier = before;
    before = after;
    const { source, message, line } = eventData.parse(event.data);
    const { id, number, kind, subject, recordedAt } = event;
    const base = { id, number, kind, subject, recordedAt, source: source ?? null, message: message ?? null, line: line ?? null };
    const fields = PARTY_FIELDS.filter((field) => (earlier[field] ?? null) !== (after[field] ?? null));
    // What an earlier release replaced is gone: the change is told, and not of what.
    if (fields.length === 0) return [{ ...base, field: null, before: null, after: null }];
    return fields.map((field) => ({ ...base, field, before: earlier[field] ?? null, after: after[field] ?? null }));
  });
}

function fieldsOf(identity: IdentityRecord, printed: PartyRecord["printed"]): Fields {
  const { kind, name, names, ipiNameNumbers, ipiBaseNumber, isni, dpid, statuses } = identity;
  const slots = printed.map(({ side, family, society }) => `${society} ${family} ${side}`);
  return {
    ...{ kind, name, names: joined(names.map(nameText)), ipiNameNumbers: joined(ipiNameNumbers ?? []) },
    ...{ ipiBaseNumber: ipiBaseNumber ?? null, isni: isni ?? null, dpid: dpid ?? null },
    status: joined(
      (statuses ?? []).map(({ status, forwardTo, from }) => [status, forwardTo, from && `from ${from}`].filter(Boolean).join(" ")),
    ),
    affiliations: joined(slots),
  };
}

function nameText({ text, kind, ipiNameNumber, from, until }: NameRecord): string {
  const days = from === undefined && until === undefined ? "" : ` ${from ?? ""}..${until ?? ""}`;
  return `${text} (${kind}${ipiNameNumber === null ? "" : ` ${ipiNameNumber}`}${days})`;
}

function membershipText(record: MembershipRecord): string {
  const { society, creationClass, role, side, rights, territories, from, until, share } = record;
  const scope = territories.map(({ isIncluded, territory }) => `${isIncluded ? "+" : "-"}${territory}`).join("");
  const who = role ?? side ?? "both sides";
  const days = `${from ?? ""}..${until ?? ""}`;
  return `${society} ${creationClass} ${who} ${rights.join(" ")} ${scope} ${days} ${percentText(parseStoredShare(share))}%`.slice(
    0,
    TEXT_MAX,
  );
}

function joined(parts: readonly string[]): string | null {
  return parts.length === 0 ? null : parts.join("; ").slice(0, TEXT_MAX);
}
