import { problem } from "../domain/outcome.ts";
import type { PartyBrief, PartyReader } from "../kit/ports/partyReader.ts";
import { Refusal } from "../kit/refusal.ts";
import { mainName } from "./names.ts";
import type { PartyRecord } from "./model.ts";
import type { PartyCodes, PartyStore } from "./partyStore.ts";
import { findStated } from "./registrar.ts";
import { searchParties, SEARCH_MAX } from "./search.ts";

/** Answers the other subgraphs' questions about parties. */
export function createPartyReader(store: PartyStore): PartyReader {
  return {
    byIds: async ({ ids }) => {
      requireAtMost(ids.length, 500, "ids");
      const found = await store.byIds(ids);
      const survivors = await store.survivorsOf(found.values());
      return { parties: ids.map((id) => briefOf(found.get(id), survivors)) };
    },
    byCodes: async ({ codes }) => {
      requireAtMost(codes.length, 1_000, "codes");
      const found = await store.byCodes(sortCodes(codes));
      const survivors = await store.survivorsOf(found);
      const byCode = new Map(found.flatMap((party) => codesOf(party).map((code) => [code, party] as const)));
      return { parties: codes.map((code) => briefOf(byCode.get(code), survivors)) };
    },
    byStatements: async ({ parties }) => ({ partyIds: await findStated(store, parties) }),
    search: async ({ text, first }) => {
      const parties = await searchParties(store, text);
      return { parties: parties.slice(0, Math.max(0, Math.min(first, SEARCH_MAX))).map((party) => toBrief(party, null)) };
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

function briefOf(party: PartyRecord | undefined, survivors: ReadonlyMap<string, PartyRecord>): PartyBrief | null {
  if (party === undefined) return null;
  const survivor = survivors.get(party._id) ?? party;
  return toBrief(survivor, survivor._id === party._id ? null : party._id);
}

function toBrief(party: PartyRecord, redirectedFrom: string | null): PartyBrief {
  const { _id: id, name, names, kind, ipiBaseNumber } = party;
  return {
    id,
    name,
    names: names.map(({ text }) => text),
    kind,
    ipiNameNumber: mainNumber(party),
    ipiBaseNumber: ipiBaseNumber ?? null,
    redirectedFrom,
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
