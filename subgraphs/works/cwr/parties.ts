import { createHash } from "node:crypto";
import type { PartyDraft } from "../../domain/drafts.ts";
import { invariant } from "../../domain/invariant.ts";
import type { PartyReader } from "../../kit/ports/partyReader.ts";
import type { PartyRegistrar } from "../../kit/ports/partyRegistrar.ts";
import { partyIdentity, partyStatementOf } from "./statementInput.ts";
import type { Provenance } from "./statementInput.ts";

const BATCH = 500;

/** Makes the parties of several registrations known: ids by party identity. */
export async function registerParties(
  parties: readonly PartyDraft[],
  from: Provenance,
  registrar: PartyRegistrar,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const batch of batches(parties)) {
    const { partyIds } = await registrar.register({ parties: batch.map(([, party]) => partyStatementOf(party, from)) });
    batch.forEach(([identity], at) => {
      const id = partyIds[at];
      invariant(id, "the registrar answers with an id for each party");
      ids.set(identity, id);
    });
  }
  return ids;
}

/** The same for a dry run, which registers nobody: parties that the registrar would make get an id that leads nowhere. */
export async function findParties(parties: readonly PartyDraft[], from: Provenance, reader: PartyReader): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const batch of batches(parties)) {
    const { partyIds } = await reader.byStatements({ parties: batch.map(([, party]) => partyStatementOf(party, from)) });
    batch.forEach(([identity], at) => ids.set(identity, partyIds[at] ?? placeholder(identity)));
  }
  return ids;
}

function placeholder(identity: string): string {
  return `pty_${createHash("sha256").update(identity).digest("hex").slice(0, 26).toUpperCase()}`;
}

/** Each party once, at most 500 together. */
function batches(parties: readonly PartyDraft[]): [string, PartyDraft][][] {
  const unique = [...new Map(parties.map((party) => [partyIdentity(party), party]))];
  return Array.from({ length: Math.ceil(unique.length / BATCH) }, (_, at) => unique.slice(at * BATCH, (at + 1) * BATCH));
}
