import type { PartyDraft } from "../../../drafts.ts";
import { specialPartyByNumber } from "../specialParties.ts";
import { assumedChain } from "./chains.ts";
import { isPlain } from "./roman.ts";
import type { Scene } from "./ownership.ts";
import type { PartyLine } from "./partyLines.ts";

/** What a line is called. */
export interface LineParty {
  /** The sender's own number of the party, nine characters at most. */
  readonly number: string;
  readonly lastName: string;
  readonly firstName: string | null;
  readonly nativeName: string | null;
  readonly ipiNameNumber: string;
  readonly ipiBaseNumber: string;
}

const NUMBER_MAX = 9;

/** Who stands on each line. Parties outside of the register are known by their names. */
export class LineParties {
  readonly #parties: ReadonlyMap<string, PartyDraft>;
  readonly #numbers = new Map<string, string>();

  constructor(scene: Scene, parties: readonly PartyDraft[]) {
    this.#parties = new Map(parties.map((party) => [party.key, party]));
    const lines = [...scene.chains.flatMap(({ publishers }) => publishers), ...scene.writers];
    // numbers that the sender gave come first: what is made up must not be one of them
    for (const line of lines) this.#keep(line, givenNumber(this.#partyOf(line)));
    // outside of control nobody needs one, but for whom a controlled writer's PWR must name
    const named = scene.writers.some(({ controlled }) => controlled) ? assumedChain(scene.chains)?.publishers[0] : undefined;
    for (const line of lines) if (line.controlled || line === named) this.#keep(line, this.#madeNumber(line));
  }

  of(line: PartyLine): LineParty {
    const party = this.#partyOf(line);
    const [last = "", ...first] = line.side === "WRITER" ? line.name.split(", ") : [line.name];
    return {
      number: line.name === "" ? "" : (this.#numbers.get(identityOf(line)) ?? ""),
      lastName: party?.lastName ?? last,
      firstName: party === undefined ? first.join(", ") || null : party.firstName,
      nativeName: party?.nativeName ?? null,
      ipiNameNumber: party?.ipiNameNumber ?? "",
      ipiBaseNumber: party?.ipiBaseNumber ?? "",
    };
  }

  /** Public domain, traditional or unknown: nobody that anyone controls. */
  isSpecial(line: PartyLine): boolean {
    return specialPartyByNumber(this.#partyOf(line)?.ipiBaseNumber ?? null) !== null;
  }

  #partyOf({ partyKey }: PartyLine): PartyDraft | undefined {
    return partyKey === null ? undefined : this.#parties.get(partyKey);
  }

  #keep(line: PartyLine, number: string | null): void {
    if (number !== null && line.name !== "" && !this.#numbers.has(identityOf(line))) this.#numbers.set(identityOf(line), number);
  }

  /** The nine digits of the IPI name number without its check digits, else a letter and eight characters made of the name (ours). */
  #madeNumber(line: PartyLine): string {
    const ipi = this.#partyOf(line)?.ipiNameNumber ?? null;
    if (ipi !== null) return ipi.slice(0, NUMBER_MAX);
    const taken = new Set(this.#numbers.values());
    for (let attempt = 0; ; attempt += 1) {
      const number = `${line.side.slice(0, 1)}${digest(`${line.name}|${attempt === 0 ? "" : attempt}`)}`;
      if (!taken.has(number)) return number;
    }
  }
}

function identityOf({ side, partyKey, name }: PartyLine): string {
  return `${side}|${partyKey ?? `name ${name}`}`;
}

function givenNumber(party: PartyDraft | undefined): string | null {
  const number = party?.submitterPartyNumber ?? "";
  return number !== "" && number.length <= NUMBER_MAX && isPlain(number) ? number : null;
}

/** Eight characters that are the same for the same text everywhere (FNV-1a of 64 bits, in base 36). */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return (hash % 36n ** 8n).toString(36).toUpperCase().padStart(8, "0");
}
