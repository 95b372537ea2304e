import { addPrintedBatch } from "../domain/mandates/provisional.ts";
import { isSameName, mainName, NAMES_MAX, searchKeys } from "./names.ts";
import { identityOf } from "./identityHistory.ts";
import type { Superseded } from "./mandateHistory.ts";
import { type NameRecord, type PartyKind, type PartyRecord, type PrintedRecord, type StatedBy, STORED_SHAPE } from "./model.ts";
import { FORWARDS_MAX } from "./partyStore.ts";

/** Submitters' own keys kept per party; later ones of a party that everybody names add nothing. */
const SUBMITTER_KEYS_MAX = 200;

/** A party as one message or one seed row states it. */
export interface StatedParty {
  readonly kind: PartyKind;
  /** The first is the name stated. */
  readonly names: readonly NameRecord[];
  readonly ipiNameNumbers: readonly string[];
  readonly ipiBaseNumber: string | null;
  readonly isni: string | null;
  readonly dpid: string | null;
  readonly submitterKey: string | null;
  readonly printed: readonly Omit<PrintedRecord, "receivedAt">[];
  /** Who states it; absent for what is loaded with the house. */
  readonly by?: Omit<StatedBy, "receivedAt">;
}

/** What a batch makes of the parties known before. */
export interface Drafts {
  /** The id of the party stated. */
  state(stated: StatedParty): string;
  finish(): {
    readonly added: readonly PartyRecord[];
    /** With their version raised by one. */
    readonly changed: readonly PartyRecord[];
    /** Ids of all whose printed affiliations changed. */
    readonly reaffiliated: readonly string[];
    /** Of those known before, what was printed for them and who they were until now, as far as it changed. */
    readonly superseded: readonly Superseded[];
    /** Who stated what changed of each, by id. */
    readonly statedBy: ReadonlyMap<string, Omit<StatedBy, "receivedAt">>;
  };
}

interface Draft {
  record: PartyRecord;
  /** As it was known before; null for a new one. */
  readonly former: PartyRecord | null;
  isChanged: boolean;
  /** Who stated first what changed in it, and who last printed societies for it. */
  by: StatedParty["by"];
  printedBy: StatedParty["by"];
  readonly printed: PrintedRecord[];
}

/**
 * Finds each stated party among those known and those stated before it in the batch: by IPI name number, then IPI base
 * number (another name of the same party), then by submitter, the submitter's number and the name, unless that one has another IPI number.
 */
export function createDrafts(known: readonly PartyRecord[], tools: { readonly makeId: () => string; readonly receivedAt: Date }): Drafts {
  const receivedAt = tools.receivedAt.toISOString();
  const byCode = new Map<string, Draft>();
  const all: Draft[] = [];
  const claim = (draft: Draft, codes: readonly string[]): void => {
    for (const code of codes) if (!byCode.has(code)) byCode.set(code, draft);
  };
  const take = (record: PartyRecord, former: PartyRecord | null): Draft => {
    const draft: Draft = { record, former, isChanged: former === null, by: undefined, printedBy: undefined, printed: [] };
    all.push(draft);
    claim(draft, [
      ...(record.ipiNameNumbers ?? []),
      ...(record.ipiBaseNumber === undefined ? [] : [record.ipiBaseNumber]),
      ...(record.submitterKeys ?? []),
    ]);
    return draft;
  };
  for (const record of known) if (record.status !== "MERGED") take(record, record);
  const taken = new Set<string>();
  for (const record of known) if (record.status === "MERGED") forward(record);

  /** The numbers of a merged party mean its survivor, and stay with the merged one. */
  function forward(merged: PartyRecord): void {
    const survivor = all.find(({ record }) => record._id === endOf(merged, known)) ?? take(merged, merged);
    const codes = [...(merged.ipiNameNumbers ?? []), ...(merged.submitterKeys ?? []), merged.ipiBaseNumber ?? ""];
    claim(
      survivor,
      codes.filter((code) => code !== ""),
    );
    if (survivor.record !== merged) for (const code of codes) taken.add(code);
  }

  const find = (stated: StatedParty): Draft | undefined => {
    for (const number of stated.ipiNameNumbers) if (byCode.has(number)) return byCode.get(number);
    const byBase = stated.ipiBaseNumber === null ? undefined : byCode.get(stated.ipiBaseNumber);
    if (byBase) return byBase;
    const byKey = stated.submitterKey === null ? undefined : byCode.get(stated.submitterKey);
    return byKey && (stated.ipiNameNumbers.length === 0 || byKey.record.ipiNameNumbers === undefined) ? byKey : undefined;
  };

  return {
    state: (stated) => {
      const draft = find(stated) ?? take(emptyRecord(tools.makeId(), stated), null);
      if (draft.record.kind === "GENERIC") return draft.record._id;
      const free = (code: string): boolean => !taken.has(code) && (!byCode.has(code) || byCode.get(code) === draft);
      const codes = newCodes(draft.record, stated, free);
      const names = withNames(draft.record.names, stated.names, stated.by && { ...stated.by, receivedAt });
      if (codes !== null || names !== draft.record.names) {
        draft.record = { ...draft.record, ...codes, names };
        draft.isChanged = true;
        claim(draft, [
          ...(codes?.ipiNameNumbers ?? []),
          ...(codes?.submitterKeys ?? []),
          ...(codes?.ipiBaseNumber === undefined ? [] : [codes.ipiBaseNumber]),
        ]);
      }
      if (draft.isChanged) draft.by ??= stated.by;
      if (stated.printed.length > 0) draft.printedBy = stated.by;
      draft.printed.push(...stated.printed.map((entry) => ({ ...entry, receivedAt })));
      return draft.record._id;
    },
    finish: () => finishDrafts(all),
  };
}

function finishDrafts(all: readonly Draft[]): ReturnType<Drafts["finish"]> {
  const finished = all
    .map((draft) => ({
      ...draft,
      was: draft.record.printed,
      record: { ...draft.record, printed: addPrintedBatch(draft.record.printed, draft.printed) },
    }))
    .map((draft) => ({ ...draft, isReaffiliated: draft.record.printed !== draft.was }))
    .filter(({ isChanged, isReaffiliated }) => isChanged || isReaffiliated)
    .map((draft) => ({ ...draft, record: withKeys(draft.record) }));
  return {
    added: finished.filter(({ former }) => former === null).map(({ record }) => record),
    changed: finished
      .filter(({ former }) => former !== null)
      .map(({ record: { version, printedSince, ...record }, isReaffiliated }) => ({
        ...record,
        printedSince: isReaffiliated ? version + 1 : printedSince,
        version: version + 1,
      })),
    reaffiliated: finished.filter(({ isReaffiliated }) => isReaffiliated).map(({ record }) => record._id),
    superseded: finished.flatMap(({ former, was, isReaffiliated, isChanged }) =>
      former === null
        ? []
        : [
            {
              ...{ subject: former._id, version: former.version },
              ...(isReaffiliated ? { printed: was } : {}),
              ...(isChanged ? { identity: identityOf(former) } : {}),
            },
          ],
    ),
    statedBy: new Map(
      finished.flatMap(({ record, by, printedBy }) => {
        const who = by ?? printedBy;
        return who === undefined ? [] : [[record._id, who] as const];
      }),
    ),
  };
}

/** Where the forwardings of a merged party end, as far as those are known. */
function endOf(merged: PartyRecord, known: readonly PartyRecord[]): string {
  const byId = new Map(known.map((record) => [record._id, record]));
  let end = merged;
  for (let step = 0; step < FORWARDS_MAX && end.status === "MERGED"; step += 1) {
    const next = end.forwardTo === undefined ? undefined : byId.get(end.forwardTo);
    if (next === undefined) break;
    end = next;
  }
  return end._id;
}

function emptyRecord(id: string, { kind }: StatedParty): PartyRecord {
  return {
    ...{ _id: id, shape: STORED_SHAPE, kind, name: "", names: [], status: "VALID", tokens: [], nameKeys: [] },
    ...{ printed: [], printedSince: 1, version: 1 },
  };
}

/** The codes that the statement adds, or null for none. A code that another party bears stays there. */
function newCodes(record: PartyRecord, stated: StatedParty, free: (code: string) => boolean): Partial<PartyRecord> | null {
  const numbers = stated.ipiNameNumbers.filter((number) => free(number) && !(record.ipiNameNumbers ?? []).includes(number));
  const keys = record.submitterKeys ?? [];
  const { submitterKey: key, ipiBaseNumber: base } = stated;
  const newKey = key !== null && free(key) && !keys.includes(key) && keys.length < SUBMITTER_KEYS_MAX ? [key] : [];
  const added: Partial<PartyRecord> = {
    ...(numbers.length === 0 ? {} : { ipiNameNumbers: [...(record.ipiNameNumbers ?? []), ...numbers] }),
    ...(newKey.length === 0 ? {} : { submitterKeys: [...keys, ...newKey] }),
    ...(base !== null && record.ipiBaseNumber === undefined && free(base) ? { ipiBaseNumber: base } : {}),
    ...(stated.isni !== null && record.isni === undefined ? { isni: stated.isni } : {}),
    ...(stated.dpid !== null && record.dpid === undefined ? { dpid: stated.dpid } : {}),
  };
  return Object.keys(added).length === 0 ? null : added;
}

/** Spellings that are new; another number is a pseudonym, another spelling an other name. The same array when there is nothing new. */
function withNames(names: readonly NameRecord[], stated: readonly NameRecord[], by: StatedBy | undefined): readonly NameRecord[] {
  let all = names;
  for (const name of stated) {
    const at = all.findIndex((one) => isSameName(one, name));
    const same = all[at];
    if (same !== undefined) {
      if (same.ipiNameNumber === null && name.ipiNameNumber !== null) all = all.with(at, { ...same, ipiNameNumber: name.ipiNameNumber });
      continue;
    }
    if (all.length >= NAMES_MAX) continue;
    const isPseudonym = name.ipiNameNumber !== null && all.every((one) => one.ipiNameNumber !== name.ipiNameNumber);
    const kind = name.kind !== "PA" || all.length === 0 ? name.kind : isPseudonym ? "PP" : "OR";
    all = [...all, { ...name, kind, ...(by === undefined ? {} : { stated: by }) }];
  }
  return all;
}

function withKeys(record: PartyRecord): PartyRecord {
  return { ...record, name: mainName(record.names)?.text ?? record.name, ...searchKeys(record.names) };
}
