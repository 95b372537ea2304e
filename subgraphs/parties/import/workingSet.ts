import type { Problem } from "../../domain/outcome.ts";
import { problem } from "../../domain/outcome.ts";
import { groupNumbersOf, type IdentityChange } from "../identityWrites.ts";
import type { DirectMandateRecord, MembershipRecord, NameRecord, PartyRecord, StatedBy } from "../model.ts";
import { STORED_SHAPE } from "../model.ts";
import { isEqualName, isSameName, isShared, mainName, NAMES_MAX, searchKeys } from "../names.ts";
import { ownNumbers } from "../parties.ts";

/** A party in the hands of a batch. */
export interface Draft {
  readonly former: PartyRecord | undefined;
  next: PartyRecord;
  /** Who stated first what changed it; null while nothing did. */
  stated: StatedBy | null;
}

/** One membership that a batch records or revises. */
export interface MembershipChange {
  readonly former: MembershipRecord | undefined;
  readonly next: MembershipRecord;
  readonly stated: StatedBy;
}

/** One entrustment or exclusion that a batch records or revises. */
export interface DirectChange {
  readonly former: DirectMandateRecord | undefined;
  readonly next: DirectMandateRecord;
  readonly stated: StatedBy;
}

/** The parties and mandates that the rows of one batch speak of, as they stood and as they will stand. */
export class WorkingSet {
  readonly #drafts = new Map<string, Draft>();
  readonly #byCode = new Map<string, string>();
  readonly #memberships = new Map<string, MembershipRecord[]>();
  readonly #membershipChanges = new Map<string, MembershipChange>();
  readonly #direct = new Map<string, DirectMandateRecord[]>();
  readonly #directChanges = new Map<string, DirectChange>();
  readonly #makeId: () => string;

  constructor(
    known: {
      readonly parties: readonly PartyRecord[];
      readonly memberships: readonly MembershipRecord[];
      readonly direct: readonly DirectMandateRecord[];
    },
    makeId: () => string,
  ) {
    const { parties, memberships, direct } = known;
    this.#makeId = makeId;
    for (const party of parties) this.#take({ former: party, next: party, stated: null });
    for (const membership of memberships) this.membershipsOf(membership.partyId).push(membership);
    for (const mandate of direct) this.directOf(mandate.grantor).push(mandate);
  }

  find(code: string): Draft | undefined {
    return this.get(this.#byCode.get(code) ?? "");
  }

  get(id: string): Draft | undefined {
    return this.#drafts.get(id);
  }

  make(kind: PartyRecord["kind"]): Draft {
    const next: PartyRecord = {
      ...{ _id: this.#makeId(), shape: STORED_SHAPE, kind, name: "", names: [], status: "VALID", tokens: [], nameKeys: [] },
      ...{ printed: [], printedSince: 1, version: 1 },
    };
    const draft: Draft = { former: undefined, next, stated: null };
    this.#drafts.set(next._id, draft);
    return draft;
  }

  /** Puts a changed record in its draft's place. */
  change(draft: Draft, next: PartyRecord, stated: StatedBy): void {
    this.#drop(draft.next);
    draft.next = next;
    draft.stated ??= stated;
    this.#take(draft);
  }

  /** Takes back what one row changed in a draft; a party that was to be made is not made. */
  restore(draft: Draft, before: Pick<Draft, "next" | "stated">): void {
    this.#drop(draft.next);
    Object.assign(draft, before);
    if (draft.former === undefined && draft.stated === null) this.#drafts.delete(draft.next._id);
    else this.#take(draft);
  }

  /** Adds or revises a name; the problem where the party cannot bear it, else whether anything changed. */
  name(draft: Draft, name: NameRecord, stated: StatedBy): Problem | boolean {
    const { next } = draft;
    const number = name.ipiNameNumber;
    const bearer = number === null ? undefined : this.find(number);
    if (number !== null && bearer !== undefined && bearer !== draft && (next.kind === "GROUP" || !isShared(name))) {
      const whose = `${bearer.next.name} (${bearer.next.ipiBaseNumber ?? bearer.next._id})`;
      return problem("PARTY_KNOWN", `${number} is a name of ${whose} already; merge the two parties, or correct the number.`);
    }
    const at = next.names.findIndex((one) => (number !== null && one.ipiNameNumber === number) || isSameName(one, name));
    const same = next.names[at];
    if (same !== undefined && isEqualName(same, { ...name, ipiNameNumber: number ?? same.ipiNameNumber })) {
      return this.#ensureGroup(draft, name, stated);
    }
    const rival = next.names.find((one, place) => place !== at && one.kind === "PA" && one.until === undefined);
    const isMain = name.kind === "PA" && name.until === undefined;
    if (isMain && rival?.stated?.source === stated.source) {
      const message = `The party's patronym is ${rival.text} already; give that one a valid_until, or state this name as another type.`;
      return problem("PATRONYM_TWICE", message);
    }
    if (same === undefined && next.names.length >= NAMES_MAX)
      return problem("NAMES_COUNT", `The party has ${NAMES_MAX} names; more are not kept.`);
    const stands: NameRecord = { ...name, ipiNameNumber: number ?? same?.ipiNameNumber ?? null, stated };
    // A patronym that only files printed gives way to the stated one.
    const others = next.names
      .filter((_, place) => place !== at)
      .map((one) => (isMain && one === rival ? { ...one, kind: "OR" as const } : one));
    const place = isMain ? 0 : at === -1 ? others.length : at;
    this.change(draft, withNames(next, others.toSpliced(place, 0, stands)), stated);
    this.#ensureGroup(draft, stands, stated);
    return true;
  }

  membershipsOf(partyId: string): MembershipRecord[] {
    const known = this.#memberships.get(partyId) ?? [];
    this.#memberships.set(partyId, known);
    return known;
  }

  recordMembership(change: MembershipChange): void {
    record(change, this.membershipsOf(change.next.partyId), this.#membershipChanges);
  }

  /** What the party itself entrusted or withholds. */
  directOf(partyId: string): DirectMandateRecord[] {
    const known = this.#direct.get(partyId) ?? [];
    this.#direct.set(partyId, known);
    return known;
  }

  recordDirect(change: DirectChange): void {
    record(change, this.directOf(change.next.grantor), this.#directChanges);
  }

  identityChanges(): readonly IdentityChange[] {
    return [...this.#drafts.values()].flatMap(({ former, next, stated }) => (stated === null ? [] : [{ former, next, stated }]));
  }

  membershipChanges(): readonly MembershipChange[] {
    return [...this.#membershipChanges.values()];
  }

  directChanges(): readonly DirectChange[] {
    return [...this.#directChanges.values()];
  }

  /** A group's name has a party of its own; one that files took for a person becomes the group. Whether anything changed. */
  #ensureGroup(member: Draft, { from: _, until: __, ...name }: NameRecord, stated: StatedBy): boolean {
    const number = name.ipiNameNumber;
    if (name.kind !== "PG" || number === null || member.next.kind === "GROUP") return false;
    const bearer = this.find(number);
    if (bearer !== undefined && (bearer.next.kind === "GROUP" || bearer.next.kind === "GENERIC" || bearer.next.ipiBaseNumber !== undefined))
      return false;
    const group = bearer ?? this.make("GROUP");
    const next: PartyRecord = { ...group.next, kind: "GROUP" };
    this.change(group, bearer === undefined ? withNames(next, [{ ...name, stated }]) : next, stated);
    return true;
  }

  #take(draft: Draft): void {
    this.#drafts.set(draft.next._id, draft);
    for (const code of codesOf(draft.next)) this.#byCode.set(code, draft.next._id);
  }

  #drop(party: PartyRecord): void {
    for (const code of codesOf(party)) if (this.#byCode.get(code) === party._id) this.#byCode.delete(code);
  }
}

function codesOf({ ipiNameNumbers = [], ipiBaseNumber, submitterKeys = [] }: PartyRecord): readonly string[] {
  return [...ipiNameNumbers, ...submitterKeys, ...(ipiBaseNumber === undefined ? [] : [ipiBaseNumber])];
}

/** The party under these names, with all that is derived from them. */
function withNames(party: PartyRecord, names: readonly NameRecord[]): PartyRecord {
  const { ipiNameNumbers: former = [], groupNumbers: formerGroups, ...rest } = party;
  const shared = party.kind === "GROUP" ? [] : names.filter(isShared).map(({ ipiNameNumber }) => ipiNameNumber);
  const numbers = [...new Set([...former.filter((number) => !shared.includes(number)), ...ownNumbers(party.kind, names)])];
  const groups = groupNumbersOf(party.kind, names, formerGroups);
  return {
    ...{ ...rest, names, name: mainName(names)?.text ?? party.name, ...searchKeys(names) },
    ...(numbers.length === 0 ? {} : { ipiNameNumbers: numbers }),
    ...(groups.length === 0 ? {} : { groupNumbers: groups }),
  };
}

/** Puts what a row makes in its place. Two revisions in one batch are one: what stood before the batch is replaced by what stands after it. */
function record<T extends { readonly _id: string; readonly version: number }>(
  change: { readonly former: T | undefined; readonly next: T; readonly stated: StatedBy },
  list: T[],
  changes: Map<string, { readonly former: T | undefined; readonly next: T; readonly stated: StatedBy }>,
): void {
  const { next, stated } = change;
  const at = list.findIndex(({ _id }) => _id === next._id);
  list.splice(at === -1 ? list.length : at, at === -1 ? 0 : 1, next);
  const earlier = changes.get(next._id);
  const former = earlier === undefined ? change.former : earlier.former;
  changes.set(next._id, { former, next: { ...next, version: (former?.version ?? 0) + 1 }, stated });
}
