import { invariant } from "../subgraphs/domain/invariant.ts";
import type { Catalogue, InventedParty, InventedWork } from "./catalogue.ts";
import { registrationFile } from "./registrations.ts";
import type { Row } from "./registrations.ts";

/** A second submitter's file. */
export interface RivalFile {
  readonly society: string;
  readonly bytes: Uint8Array;
}

const EUROPE: readonly Row[] = [{ sign: "I", territory: "2120" }];

/**
 * Three conflicts for the demonstration: a French publisher claims a British writer's chain in Europe (over 100% there), an
 * American statement lets a Japanese publisher collect five points less (the figures differ), and another work bears the ISWC of a
 * French one (no creator in common).
 */
export function rivalFiles(catalogue: Catalogue, createdAt: string): RivalFile[] {
  const [british, japanese, french, american] = ["052", "038", "058", "010"].map((society) => firstOf(catalogue, society));
  invariant(british && japanese && french && american, "the catalogue has works of every society");
  const publisher = french.chains[0]?.publisher;
  invariant(publisher, "a work has a chain");
  const over = {
    ...british,
    number: "RIVAL0001",
    chains: british.chains.map((chain) => ({ ...chain, publisher: renumbered(publisher), subPublisher: null })),
  };
  const differs = {
    ...japanese,
    number: "RIVAL0002",
    // only what is collected: every party owns what it owned, so that no other figure differs and the whole stays whole
    chains: japanese.chains.map((chain, at) =>
      at === 0 ? { ...chain, collectedPerforming: chain.shares.publisherPerforming - 500 } : chain,
    ),
  };
  const mistaken = { ...american, number: "RIVAL0003", iswc: french.iswc, title: `${american.title} REPRISE` };
  const file = ([society, name]: readonly [string, string], work: InventedWork, rows: readonly Row[] | null): RivalFile => ({
    society,
    bytes: registrationFile([work], { society, name, createdAt, rowsOf: () => rows }),
  });
  return [file(["058", "SACEM"], over, EUROPE), file(["010", "ASCAP"], differs, null), file(["119", "MCSC"], mistaken, null)];
}

/** A work with one chain, so that the conflict is easy to read. */
function firstOf({ works }: Catalogue, society: string): InventedWork | undefined {
  const own = works.filter(({ home }) => home.society === society);
  return own.find(({ chains }) => chains.length === 1 && chains[0]?.subPublisher === null) ?? own[0];
}

/** Another sender numbers parties in its own way. */
function renumbered(party: InventedParty): InventedParty {
  return { ...party, number: `R${party.number.slice(1)}` };
}
