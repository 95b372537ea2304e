import type { RightFamily } from "../../subgraphs/domain/rights.ts";
import { familyOf } from "../../subgraphs/domain/rights.ts";
import type { HolderPiece, HolderQuestion, MandateReader } from "../../subgraphs/kit/ports/mandateReader.ts";
import type { PartyBrief, PartyReader } from "../../subgraphs/kit/ports/partyReader.ts";
import type { PartyRegistrar, PartyStatement } from "../../subgraphs/kit/ports/partyRegistrar.ts";

/**
 * The parties of a test: a small register that keeps what the ports promise. A party's printed affiliation is its mandate holder
 * everywhere, unless a membership was recorded here by hand.
 */
export interface TestParties {
  readonly partyRegistrar: PartyRegistrar;
  readonly partyReader: PartyReader;
  readonly mandateReader: MandateReader;
  /** Adds a party; the society is its mandate holder for all rights, or by family. */
  add(id: string, name: string, society?: string | Readonly<Partial<Record<RightFamily, string>>>): void;
  /** Lets other parties stand for one as a creator, and it for them. */
  relate(id: string, others: readonly string[]): void;
  /** Calls of each port's methods so far, by `mandates.holders` and so on. */
  readonly calls: Map<string, number>;
}

interface Registered extends PartyBrief {
  readonly affiliations: Map<RightFamily, string>;
}

export function createTestParties(): TestParties {
  const parties = new Map<string, Registered>();
  const keys = new Map<string, string>();
  const kin = new Map<string, readonly string[]>();
  const calls = new Map<string, number>();
  const count = (method: string): void => void calls.set(method, (calls.get(method) ?? 0) + 1);
  const add = (
    id: string,
    name: string,
    more: { ipi?: string | null; base?: string | null; affiliations?: Readonly<Partial<Record<RightFamily, string>>> } = {},
  ): Registered => {
    const party: Registered = {
      ...{
        id,
        name,
        names: [name],
        kind: "NATURAL",
        ipiNameNumber: more.ipi ?? null,
        ipiBaseNumber: more.base ?? null,
        redirectedFrom: null,
      },
      affiliations: new Map(Object.entries(more.affiliations ?? {}) as [RightFamily, string][]),
    };
    parties.set(id, party);
    return party;
  };
  const nameOf = ({ firstName, lastName }: PartyStatement): string => [firstName, lastName].filter((part) => part !== null).join(" ");
  const keyOf = (stated: PartyStatement): string =>
    stated.ipiNameNumber ?? `${stated.submitterKey}|${stated.submitterPartyNumber}|${nameOf(stated)}`;
  const register = (stated: PartyStatement): string => {
    const [name, key] = [nameOf(stated), keyOf(stated)];
    const known = keys.get(key);
    const id = known ?? `pty_${String(keys.size + 1).padStart(26, "0")}`;
    keys.set(key, id);
    const party = parties.get(id) ?? add(id, name, { ipi: stated.ipiNameNumber, base: stated.ipiBaseNumber });
    for (const [family, society] of Object.entries(stated.affiliations) as [RightFamily, string][]) party.affiliations.set(family, society);
    return id;
  };
  const holder = ({ partyId, right, countries, period }: HolderQuestion): HolderPiece[] => {
    const family = familyOf(right);
    const society = family === null ? null : (parties.get(partyId)?.affiliations.get(family) ?? null);
    return [{ countries, period, society, basis: society === null ? "NONE" : "FROM_CWR" }];
  };
  return {
    calls,
    relate: (id, others) => {
      kin.set(id, others);
      for (const other of others) kin.set(other, [...(kin.get(other) ?? []), id]);
    },
    add: (id, name, society) => {
      const affiliations = typeof society === "string" ? { PERFORMING: society, MECHANICAL: society, SYNC: society } : (society ?? {});
      add(id, name, { affiliations });
    },
    partyRegistrar: { register: async ({ parties: stated }) => await Promise.resolve({ partyIds: stated.map(register) }) },
    partyReader: {
      byIds: async ({ ids }) => {
        count("parties.byIds");
        return await Promise.resolve({ parties: ids.map((id) => parties.get(id) ?? null) });
      },
      byCodes: async ({ codes }) => {
        count("parties.byCodes");
        const all = [...parties.values()];
        return await Promise.resolve({
          parties: codes.map((code) => all.find((party) => party.ipiNameNumber === code || party.ipiBaseNumber === code) ?? null),
        });
      },
      byStatements: async ({ parties: stated }) =>
        await Promise.resolve({ partyIds: stated.map((party) => keys.get(keyOf(party)) ?? null) }),
      kinOf: async ({ ids }) => {
        count("parties.kinOf");
        return await Promise.resolve({ kin: ids.map((id) => kin.get(id) ?? []) });
      },
      writtenNames: async ({ ids }) => await Promise.resolve({ parties: ids.map(() => null) }),
      search: async ({ text, first }) =>
        await Promise.resolve({ parties: [...parties.values()].filter(({ name }) => name.includes(text)).slice(0, first) }),
    },
    mandateReader: {
      holders: async ({ questions }) => {
        count("mandates.holders");
        return await Promise.resolve({ answers: questions.map(holder) });
      },
      entitlements: async ({ questions }) => await Promise.resolve({ answers: questions.map(() => []) }),
      terms: async ({ questions }) => await Promise.resolve({ answers: questions.map(() => null) }),
      clashes: async ({ questions }) => await Promise.resolve({ answers: questions.map(() => []) }),
      reached: async ({ societies }) => await Promise.resolve({ societies }),
      version: async () => await Promise.resolve({ version: 1 }),
    },
  };
}
