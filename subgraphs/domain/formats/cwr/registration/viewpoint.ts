import type { LineChain } from "./chains.ts";
import type { Scene } from "./ownership.ts";
import type { PartyLine } from "./partyLines.ts";

/** Whose file it is, for one work. */
export interface Viewpoint {
  /** True where the statement is the sender's own: it says itself whom the sender controls. */
  readonly isOwn: boolean;
  /** The sender's agreement with a party (its number), or null where it has none: asked only of statements that are not its own. */
  agreementWith(partyKey: string): string | null;
}

/**
 * A statement as seen by the sender (house rule): whom it has an agreement with is written SPU or SWR with what is collected, all others OPU
 * or OWR. A chain is controlled as a whole: an OPU has no place in one that an SPU begins. Agreement numbers of others mean nothing here.
 */
export function seenBy({ chains, writers }: Scene, viewpoint: Viewpoint): Scene {
  if (viewpoint.isOwn) return { chains, writers };
  return { chains: chains.map((chain) => seenChain(chain, viewpoint)), writers: writers.map((writer) => seenLine(writer, viewpoint)) };
}

function seenChain({ publishers, writerKeys }: LineChain, viewpoint: Viewpoint): LineChain {
  const seen = publishers.map((publisher) => seenLine(publisher, viewpoint));
  const controlled = seen.some((publisher) => publisher.controlled);
  return {
    writerKeys,
    publishers: controlled
      ? publishers.map((publisher, at) => ({ ...publisher, controlled, agreement: seen[at]?.agreement ?? null }))
      : seen,
  };
}

function seenLine(line: PartyLine, viewpoint: Viewpoint): PartyLine {
  const agreement = line.partyKey === null ? null : viewpoint.agreementWith(line.partyKey);
  if (agreement !== null) return { ...line, controlled: true, agreement, regions: line.controlled ? line.regions : [] };
  return { ...line, controlled: false, agreement: null, regions: [], rows: [] };
}
