import type { PartyDraft } from "../../drafts.ts";
import { scriptOf } from "../../drafts.ts";
import type { IpiBaseNumber } from "../../identifiers/ipiBaseNumber.ts";
import { parseIpiBaseNumber, SPECIAL_PARTIES } from "../../identifiers/ipiBaseNumber.ts";
import type { IpiNameNumber } from "../../identifiers/ipiNameNumber.ts";
import { parseIpiNameNumber } from "../../identifiers/ipiNameNumber.ts";
import type { RightFamily } from "../../rights.ts";
import type { Share } from "../../shares.ts";
import { shareOfHundredths } from "../../shares.ts";
import type { Figure } from "../../statements.ts";
import type { Affiliations } from "./affiliations.ts";
import { affiliationsIn, FAMILIES } from "./affiliations.ts";
import { remembered } from "./fieldRules.ts";
import { SPU, SWR } from "./layouts/parties.ts";
import type { PublisherEntry, Shares, WriterEntry } from "./picture.ts";
import { nonRomanNames } from "./picture.ts";
import type { SpecialParty } from "./specialParties.ts";
import { specialPartyOf } from "./specialParties.ts";
import type { CwrRecord } from "./transactions.ts";
import { isThirdRecord, textOf } from "./transactions.ts";

/** A publisher or writer of a work with what the claims need to know of it. */
export interface NamedEntry<E extends PublisherEntry | WriterEntry> {
  readonly entry: E;
  /** Null where the party is unknown and has no name. */
  readonly party: PartyDraft | null;
  readonly name: string;
  readonly special: SpecialParty | null;
}

/** The party of a publisher's line (SPU, OPU). */
export function namePublisher(entry: PublisherEntry): NamedEntry<PublisherEntry> {
  const special = specialPartyOf(entry.record);
  const native = nonRomanNames(entry)[0]?.lastName;
  const nativeName = native === undefined || native === "" ? null : native;
  const party = partyOf(entry, special, { lastName: entry.name, firstName: null, nativeName });
  return { entry, party, name: entry.name, special };
}

/** The party of a writer's line (SWR, OWR). */
export function nameWriter(entry: WriterEntry): NamedEntry<WriterEntry> {
  const special = specialPartyOf(entry.record);
  const [lastName, firstName] = [textOf(entry.record, SWR.lastName), textOf(entry.record, SWR.firstName)];
  const native = nonRomanNames(entry)[0];
  const nativeName = native === undefined ? "" : joined(native);
  const party = partyOf(entry, special, {
    lastName,
    firstName: firstName === "" ? null : firstName,
    nativeName: nativeName === "" ? null : nativeName,
  });
  return { entry, party, name: firstName === "" || lastName === "" ? lastName : `${lastName}, ${firstName}`, special };
}

/** Han stands without a space, the family name first; other scripts as a name of a line does, so that it can be taken apart again. */
function joined({ lastName, firstName }: { readonly lastName: string; readonly firstName: string }): string {
  if (firstName === "" || lastName === "") return `${lastName}${firstName}`;
  return scriptOf(lastName + firstName) === "Hani" ? `${lastName}${firstName}` : `${lastName}, ${firstName}`;
}

const BASE_NUMBERS: Readonly<Record<SpecialParty, IpiBaseNumber>> = {
  PUBLIC_DOMAIN: SPECIAL_PARTIES.publicDomain,
  TRADITIONAL: SPECIAL_PARTIES.traditional,
  UNKNOWN_CREATOR: SPECIAL_PARTIES.unknownCreator,
  UNKNOWN_PUBLISHER: SPECIAL_PARTIES.unknownPublisher,
};

/** The party of a line; null where the line names none. Member by member: to spread objects into others costs more than all the rest. */
function partyOf(
  entry: PublisherEntry | WriterEntry,
  special: SpecialParty | null,
  { lastName, firstName, nativeName }: Pick<PartyDraft, "lastName" | "firstName" | "nativeName">,
): PartyDraft | null {
  if (lastName === "") return null;
  const { record, partyNumber } = entry;
  const fields = isWriter(record) ? SWR : SPU;
  return {
    key: keyOf(record, partyNumber),
    side: "designation" in entry ? "WRITER" : "PUBLISHER",
    kind: "designation" in entry ? "NATURAL" : "LEGAL",
    lastName,
    firstName,
    nativeName,
    ipiNameNumber: nameNumberOf(textOf(record, fields.ipiNameNumber)),
    ipiBaseNumber: special === null ? baseNumberOf(textOf(record, fields.ipiBaseNumber)) : BASE_NUMBERS[special],
    submitterPartyNumber: partyNumber,
    affiliations: affiliationsOf(entry),
  };
}

/** The submitter's number tells parties of one work apart, publishers and writers each; where it is empty, the line does. */
function keyOf(record: CwrRecord, partyNumber: string): string {
  const side = isWriter(record) ? "W" : "P";
  return partyNumber === "" ? `${side}:line ${record.line}` : `${side}:${partyNumber}`;
}

function isWriter({ type }: CwrRecord): boolean {
  return type === "SWR" || type === "OWR" || type === "WRI";
}

/** The societies printed on a publisher's or writer's line; in 3.x on its rows of collection, where those agree. */
export function affiliationsOf({ record, collection, supposed }: PublisherEntry | WriterEntry): Affiliations {
  if (!isThirdRecord(record)) return affiliationsIn(record, isWriter(record) ? SWR : SPU);
  const printed = [...collection, ...supposed].flatMap(({ terms }) => terms?.affiliations ?? []);
  const agreed: Partial<Record<RightFamily, string>> = {};
  for (const family of FAMILIES) {
    const [one, other] = new Set(printed.flatMap((affiliations) => affiliations[family] ?? []));
    if (one !== undefined && other === undefined) agreed[family] = one;
  }
  return agreed;
}

/** An IPI name number, or null where it is empty or not valid. */
export const nameNumberOf = remembered((text): IpiNameNumber | null => {
  const parsed = parseIpiNameNumber(text);
  return parsed.ok ? parsed.value : null;
});

/** An IPI base number, or null where it is empty or not valid. */
export const baseNumberOf = remembered((text): IpiBaseNumber | null => {
  const parsed = parseIpiBaseNumber(text);
  return parsed.ok ? parsed.value : null;
});

/** CWR's three columns are its three families. A zero states nothing. Equal shares are one list: a catalogue has few different ones. */
export function figuresOf(shares: Shares): readonly Figure[] {
  const [performing, mechanical, sync] = shares;
  const key = (performing * COLUMN_COUNT + mechanical) * COLUMN_COUNT + sync;
  const known = FIGURES.get(key);
  if (known !== undefined) return known;
  const figures = FAMILIES.flatMap((right, at) => {
    const share = shares[at] ?? 0;
    return share === 0 ? [] : [{ right, share: exactShare(share) }];
  });
  if (FIGURES.size >= FIGURES_MAX) FIGURES.clear();
  FIGURES.set(key, figures);
  return figures;
}

/** A column has five digits, so that three of them make one whole number that is exact. */
const COLUMN_COUNT = 100_000;
const FIGURES_MAX = 10_000;
const FIGURES = new Map<number, readonly Figure[]>();

/** CWR knows some ten thousand shares: each is brought to lowest terms once. */
function exactShare(hundredths: number): Share {
  const known = EXACT_SHARES[hundredths];
  if (known !== undefined) return known;
  const share = shareOfHundredths(hundredths);
  if (hundredths <= 10_006) EXACT_SHARES[hundredths] = share;
  return share;
}

const EXACT_SHARES: Share[] = [];
