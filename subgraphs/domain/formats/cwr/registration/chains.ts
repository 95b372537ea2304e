import type { Notes } from "./notes.ts";
import type { PartyLine } from "./partyLines.ts";
import { NO_SHARES } from "./regions.ts";

/** Publishers of one sequence number, and the writers that the first of them represents. */
export interface LineChain {
  readonly publishers: readonly PartyLine[];
  readonly writerKeys: readonly string[];
}

/**
 * The chains of a work's publishers: an original publisher (E) or income participant (PA) begins one, and so does whoever is not of the
 * chain before. Who stands on the way to a collector without a share of his own is known by the chain's names alone, and is written so.
 */
export function chainsOfLines(publishers: readonly PartyLine[], notes: Notes): LineChain[] {
  const chains: PartyLine[][] = [];
  for (const publisher of publishers) {
    const current = chains.at(-1);
    const chain = current !== undefined && continues(current, publisher) ? current : [];
    if (chain !== current) chains.push(chain);
    chain.push(...missingBefore(chain, publisher, notes), publisher);
  }
  return chains.map((chain) => ({ publishers: chain, writerKeys: [...new Set(chain.flatMap(({ writerKeys }) => writerKeys))] }));
}

/** Whether a publisher stands in the chain before it. */
function continues([first]: readonly PartyLine[], { controlled, role, chain, name }: PartyLine): boolean {
  if (first?.controlled !== controlled || ["E", "PA", ""].includes(role)) return false;
  const [origin = name] = chain;
  return origin === name || origin === first.name;
}

/** The publishers between the chain's first and this one that the chain names and nobody gave a share. */
function missingBefore(
  chain: readonly PartyLine[],
  { name, role, chain: path, side, controlled, writerKeys }: PartyLine,
  notes: Notes,
): PartyLine[] {
  const known = new Set(chain.map((one) => one.name));
  return path
    .slice(0, path.lastIndexOf(name))
    .filter((one) => !known.has(one))
    .map((missing) => {
      const type = missing === path[0] ? "E" : role === "SE" ? "SE" : "AM";
      notes.say(
        "CWR_PUBLISHER_BY_NAME",
        `${missing} stands in the chain of ${name} without a share; it is written as ${type} by its name alone.`,
      );
      return {
        ...{ side, controlled, partyKey: null, name: missing, role: type, owned: NO_SHARES, regions: [], rows: [], affiliations: {} },
        ...{ agreement: null, chain: [], writerKeys },
      };
    });
}

/** The chain that represents a writer of whom nobody says who does: the first controlled one, else the first. */
export function assumedChain(chains: readonly LineChain[]): LineChain | null {
  return chains.find(({ publishers }) => publishers[0]?.controlled === true) ?? chains[0] ?? null;
}
