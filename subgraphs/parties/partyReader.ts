import { problem } from "../domain/outcome.ts";
import type { PartyBrief, PartyReader, WrittenNames } from "../kit/ports/partyReader.ts";
import { Refusal } from "../kit/refusal.ts";
import { mainName } from "./names.ts";
import { kinOfParties } from "./kin.ts";
import type { PartyModels, PartyRecord } from "./model.ts";
import type { PartyCodes, PartyStore, Way } from "./partyStore.ts";
import { findStated, numbersOf } from "./registrar.ts";
import { searchParties, SEARCH_MAX } from "./search.ts";

/** Ids or codes of one call: as many as `identify` takes. */
const CODES_MAX = 10_000;

/** Answers the other subgraphs' questions about parties. */
export function createPartyReader(models: PartyModels, store: PartyStore): PartyReader {
  return {
    byIds: async ({ ids }) => {
      requireAtMost(ids.length, CODES_MAX, "ids");
      const ways = await store.waysOf((await store.byIds(ids)).values());
      return { parties: ids.map((id) => briefOf(ways.get(id))) };
    },
    byCodes: async ({ codes }) => {
      requireAtMost(codes.length, CODES_MAX, "codes");
      const found = await store.byCodes(sortCodes(codes));
      const ways = await store.waysOf(found);
      const byCode = new Map(found.flatMap((party) => codesOf(party).map((code) => [code, ways.get(party._id)] as const)));
      return { parties: codes.map((code) => briefOf(byCode.get(code))) };
    },
    byStatements: async ({ parties }) => ({ partyIds: await findStated(store, parties) }),
    kinOf: async ({ ids }) => {
      requireAtMost(ids.length, CODES_MAX, "ids");
      const kin = await kinOfParties({ models, store }, ids);
      return { kin: ids.map((id) => kin.get(id) ?? []) };
    },
    writtenNames: async ({ ids, submitterKey }) => {
      requireAtMost(ids.length, CODES_MAX, "ids");
      const ways = await store.waysOf((await store.byIds(ids)).values());
      return { parties: ids.map((id) => writtenNames(ways.get(id), submitterKey)) };
    },
    search: async ({ text, first }) => {
      const parties = await searchParties(store, text);
      return { parties: parties.slice(0, Math.max(0, Math.min(first, SEARCH_MAX))).map(({ party }) => toBrief(party, [])) };
    },
  };
}

/** IPI name numbers, base numbers, ISNIs and DPIDs by their canonical forms. */
function sortCodes(codes: readonly string[]): PartyCodes {
  return {
    ipiNameNumbers: codes.filter((code) => /^\d{11}$/.test(code)),
    ipiBaseNumbers: codes.filter((code) => /^I-\d{9}-\d$/.test(code)),
    isnis: codes.filter((code) => /^\d{15}[\dX]$/.test(code)),
    dpids: codes.filter((code) => code.startsWith("PADPIDA")),
  };
}

function codesOf({ ipiNameNumbers, ipiBaseNumber, isni, dpid }: PartyRecord): string[] {
  return [...(ipiNameNumbers ?? []), ipiBaseNumber, isni, dpid].filter((code) => code !== undefined);
}

function briefOf(way: Way | undefined): PartyBrief | null {
  if (way === undefined) return null;
  return toBrief(
    way.at(-1) ?? way[0],
    way.slice(0, -1).map(({ _id }) => _id),
  );
}

function toBrief(party: PartyRecord, redirects: readonly string[]): PartyBrief {
  const { _id: id, name, names, kind, ipiBaseNumber } = party;
  return {
    id,
    name,
    names: names.map(({ text }) => text),
    kind,
    ipiNameNumber: mainNumber(party),
    ipiBaseNumber: ipiBaseNumber ?? null,
    redirectedFrom: redirects[0] ?? null,
    ...(redirects.length === 0 ? {} : { redirects }),
  };
}

function writtenNames(way: Way | undefined, submitterKey: string): WrittenNames | null {
  const party = way?.at(-1);
  if (way === undefined || party === undefined) return null;
  return {
    numbers: way
      .flatMap(({ submitterKeys }) => numbersOf(submitterKeys ?? [], submitterKey))
      .sort((one, other) => (one.number < other.number ? -1 : 1)),
    names: party.names.map(({ text, lastName, firstName, script }) => ({ text, lastName, firstName, script })),
    ...{ ipiNameNumber: mainNumber(party), ipiBaseNumber: party.ipiBaseNumber ?? null, kind: party.kind },
  };
}

/** The number of the main name, else the first known. */
export function mainNumber({ names, ipiNameNumbers }: PartyRecord): string | null {
  return mainName(names)?.ipiNameNumber ?? ipiNameNumbers?.[0] ?? null;
}

/** A call larger than its bound is refused. */
export function requireAtMost(count: number, max: number, field: string): void {
  if (count > max) throw new Refusal([problem("TOO_MANY", `${count} ${field} in one call; at most ${max}.`, [field])]);
}
