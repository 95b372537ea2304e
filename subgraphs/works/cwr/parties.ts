import { createHash } from "node:crypto";
import type { PartyDraft } from "../../domain/drafts.ts";
import { invariant } from "../../domain/invariant.ts";
import type { PartyReader } from "../../kit/ports/partyReader.ts";
import type { PartyRegistrar, PartyStatement } from "../../kit/ports/partyRegistrar.ts";
import { partyIdentity, partyStatementOf } from "./statementInput.ts";
import type { Provenance } from "./statementInput.ts";

const BATCH = 500;
/** Parties remembered; of a file with more the earliest are asked for again. */
const REMEMBERED_MAX = 100_000;

/** Answers with the id of each party, or null for one that is not known and is not made. */
export type PartyDesk = (batch: { readonly parties: readonly PartyStatement[] }) => Promise<{
  readonly partyIds: readonly (string | null)[];
}>;

/**
 * The parties of one file. Most stand in many of its works: what one message says of a party is said once, and remembered for the time of
 * the import.
 */
export class FileParties {
  readonly #from: Provenance;
  readonly #ask: PartyDesk;
  readonly #known = new Map<string, string>();

  constructor(from: Provenance, ask: PartyDesk) {
    this.#from = from;
    this.#ask = ask;
  }

  /** The parties of an import, made known where they are not. */
  static registered(from: Provenance, registrar: PartyRegistrar): FileParties {
    return new FileParties(from, (batch) => registrar.register(batch));
  }

  /** The same for a dry run, which registers nobody: parties that the registrar would make get an id that leads nowhere. */
  static found(from: Provenance, reader: PartyReader): FileParties {
    return new FileParties(from, (batch) => reader.byStatements(batch));
  }

  /** Ids by party identity. */
  async idsOf(parties: readonly PartyDraft[]): Promise<ReadonlyMap<string, string>> {
    const ids = new Map<string, string>();
    const stated = new Map<string, { readonly identity: string; readonly statement: PartyStatement }>();
    // One party may stand under several of the submitter's numbers and names: each of them is stated, as it stands last.
    const last = new Map<string, { readonly identity: string; readonly party: PartyDraft }>();
    for (const party of parties) {
      const identity = partyIdentity(party);
      last.set(`${identity}|${party.submitterPartyNumber}|${party.lastName}|${party.firstName ?? ""}`, { identity, party });
    }
    for (const { identity, party } of last.values()) {
      const text = textOf(party);
      const id = this.#known.get(text);
      if (id === undefined) stated.set(text, { identity, statement: partyStatementOf(party, this.#from) });
      else ids.set(identity, id);
    }
    const asked = [...stated];
    for (let at = 0; at < asked.length; at += BATCH) {
      const batch = asked.slice(at, at + BATCH);
      const { partyIds } = await this.#ask({ parties: batch.map(([, { statement }]) => statement) });
      invariant(partyIds.length === batch.length, "each party is answered");
      batch.forEach(([text, { identity }], index) => {
        const id = partyIds[index] ?? placeholder(identity);
        ids.set(identity, id);
        if (this.#known.size >= REMEMBERED_MAX) this.#known.clear();
        this.#known.set(text, id);
      });
    }
    return ids;
  }
}

/** What one file says of a party, as one text; no line of a file holds a line end. */
function textOf(party: PartyDraft): string {
  const { kind, side, lastName, firstName, nativeName, ipiNameNumber, ipiBaseNumber, submitterPartyNumber, affiliations } = party;
  const { PERFORMING = "", MECHANICAL = "", SYNC = "" } = affiliations;
  const codes = `${kind}\n${side}\n${ipiNameNumber ?? ""}\n${ipiBaseNumber ?? ""}\n${submitterPartyNumber}`;
  return `${codes}\n${lastName}\n${firstName ?? ""}\n${nativeName ?? ""}\n${PERFORMING}\n${MECHANICAL}\n${SYNC}`;
}

function placeholder(identity: string): string {
  return `pty_${createHash("sha256").update(identity).digest("hex").slice(0, 26).toUpperCase()}`;
}
