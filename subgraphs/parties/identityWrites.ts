import type { Caller } from "../kit/caller.ts";
import type { NewEvent } from "../kit/events.ts";
import type { JsonObject } from "../kit/json.ts";
import type { ClientSession } from "../kit/model.ts";
import { identityOf } from "./identityHistory.ts";
import { type NameRecord, type PartyKind, type PartyRecord, type StatedBy, STORED_SHAPE } from "./model.ts";
import { isShared, searchKeys } from "./names.ts";
import type { ServiceParts } from "./parts.ts";

/** A party as it will stand, and as it stood before; the new one's version is set here. */
export interface IdentityChange {
  readonly former: PartyRecord | undefined;
  readonly next: PartyRecord;
  readonly stated: StatedBy;
}

/** Who states something by a command, and which command it is. */
export function statedByCommand({ foundation }: ServiceParts, caller: Caller, operation: string): StatedBy {
  return {
    source: caller.society ?? caller.role,
    message: `${operation}:${foundation.ids.make("evt")}`,
    receivedAt: foundation.clock.now().toISOString(),
  };
}

/** What the event of a change says of who stated it. */
export function provenanceOf(stated: StatedBy): JsonObject {
  const { source, message, line } = stated;
  return { source, message, ...(line === undefined ? {} : { line }) };
}

/** Writes parties that were made or revised, keeps what they replace, and says so in an event each, with who stated it. */
export async function writeIdentities(parts: ServiceParts, changes: readonly IdentityChange[], session: ClientSession): Promise<void> {
  const numbered = changes.map((change) => ({ ...change, next: { ...change.next, version: (change.former?.version ?? 0) + 1 } }));
  const revised = numbered.flatMap(({ former, next }) => (former === undefined ? [] : [{ former, next }]));
  await parts.store.replace(
    revised.map(({ next }) => next),
    session,
  );
  // A number that a person gives up is free for the group whose name it is.
  await parts.store.insert(
    numbered.filter(({ former }) => former === undefined).map(({ next }) => next),
    session,
  );
  await parts.mandates.supersede(
    revised.map(({ former }) => ({ subject: former._id, version: former.version, identity: identityOf(former) })),
    session,
  );
  const events = numbered.map(({ former, next, stated }): NewEvent => {
    const data = { name: next.name, version: next.version, ...provenanceOf(stated) };
    if (former === undefined) return { kind: "PARTY_REGISTERED", subject: next._id, data };
    const isSameWay = former.status === next.status && former.forwardTo === next.forwardTo;
    if (isSameWay) return { kind: "PARTY_REVISED", subject: next._id, data };
    // Whose mandates change with it: those of the party that it leads to, and of the one that it led to.
    const ways = { forwardTo: next.forwardTo ?? null, formerForwardTo: former.forwardTo ?? null };
    return { kind: "PARTY_FORWARDED", subject: next._id, data: { ...data, ...ways } };
  });
  await parts.foundation.events.append(events, session);
}

/** The numbers of shared names (PG, HR) that a party bears or ever bore; a group's own number is its own. */
export function groupNumbersOf(kind: PartyKind, names: readonly NameRecord[], former: readonly string[] = []): readonly string[] {
  const shared = kind === "GROUP" ? [] : names.filter(isShared).flatMap(({ ipiNameNumber }) => ipiNameNumber ?? []);
  return [...new Set([...former, ...shared])];
}

/**
 * The groups that shared names stand for and that are not known yet: a name of a group (PG) has a party of its own kind, so that
 * whoever names its number finds the group and, through it, the members. A party that was taken for a person becomes the group.
 */
export async function missingGroups(
  parts: ServiceParts,
  { names, member, stated }: { readonly names: readonly NameRecord[]; readonly member: string; readonly stated: StatedBy },
  session: ClientSession,
): Promise<readonly IdentityChange[]> {
  const groups = new Map(
    names.flatMap((name) => (name.kind === "PG" && name.ipiNameNumber !== null ? [[name.ipiNameNumber, name] as const] : [])),
  );
  if (groups.size === 0) return [];
  const bearers = await parts.store.byCodes({ ipiNameNumbers: [...groups.keys()] }, session);
  return [...groups].flatMap(([number, name]): IdentityChange[] => {
    const former = bearers.find(({ _id, ipiNameNumbers }) => _id !== member && (ipiNameNumbers ?? []).includes(number));
    if (former?.kind === "GROUP" || former?.kind === "GENERIC" || former?.ipiBaseNumber !== undefined) return [];
    return [{ former, next: former === undefined ? newGroup(parts, name, number) : { ...former, kind: "GROUP" }, stated }];
  });
}

function newGroup({ foundation }: ServiceParts, { from: _, until: __, ...name }: NameRecord, number: string): PartyRecord {
  return {
    ...{ _id: foundation.ids.make("pty"), shape: STORED_SHAPE, kind: "GROUP", name: name.text, names: [name], ipiNameNumbers: [number] },
    ...{ status: "VALID", printed: [], printedSince: 1, version: 1 },
    ...searchKeys([name]),
  };
}
