import type { TisCode } from "../../territories/countrySet.ts";
import { parseTisCode } from "../../territories/tis.ts";
import type { Field } from "../fixedWidth.ts";
import type { Affiliations } from "./affiliations.ts";
import { affiliationsIn } from "./affiliations.ts";
import type { ShareColumns } from "./layouts.ts";
import { remembered } from "./fieldRules.ts";
import { NPN, NWN, PWR, SPT, SPU, SWR, SWT } from "./layouts/parties.ts";
import { SPT as THIRD_SPT, SWT as THIRD_SWT } from "./layouts/third/parties.ts";
import type { CwrRecord } from "./transactions.ts";
import { isThirdRecord, numberOf, textOf } from "./transactions.ts";

/** Shares of a record in hundredths of a percent, in the order performing, mechanical, synchronisation. */
export type Shares = readonly [performing: number, mechanical: number, sync: number];

/** One row of what a party collects: SPT or SWT (OPT, OWT: as the submitter supposes). */
export interface CollectionRow {
  readonly record: CwrRecord;
  readonly sign: "I" | "E";
  readonly territory: TisCode;
  readonly shares: Shares;
  readonly sharesChange: boolean;
  /** What a row of 3.x says beside, and a party's line in 2.x; null in 2.x. */
  readonly terms: CollectionTerms | null;
}

/** To whom a row of 3.x is told, and under which terms. */
export interface CollectionTerms {
  /** The code of the recipient, four digits; 0000 is every recipient. */
  readonly recipient: string;
  readonly affiliations: Affiliations;
  /** The submitter's number of the agreement, or empty. */
  readonly agreement: string;
}

/** Told to every recipient (CWR 3.1: it counts towards each of them). */
export const EVERYBODY = "0000";

/** A publisher's line with the rows that follow it. */
export interface PublisherEntry {
  readonly record: CwrRecord;
  /** SPU: under the submitter's control. OPU: not. */
  readonly controlled: boolean;
  readonly sequence: number;
  readonly partyNumber: string;
  readonly name: string;
  readonly type: string;
  readonly shares: Shares;
  /** SPT. */
  readonly collection: CollectionRow[];
  /** OPT. */
  readonly supposed: CollectionRow[];
  /** NPN. */
  readonly nonRoman: CwrRecord[];
}

/** A writer's line with the rows that follow it. */
export interface WriterEntry {
  readonly record: CwrRecord;
  /** SWR: under the submitter's control. OWR: not. */
  readonly controlled: boolean;
  readonly partyNumber: string;
  readonly designation: string;
  readonly shares: Shares;
  /** SWT. */
  readonly collection: CollectionRow[];
  /** OWT. */
  readonly supposed: CollectionRow[];
  /** PWR: the publishers that represent the writer. */
  readonly links: CwrRecord[];
  /** NWN. */
  readonly nonRoman: CwrRecord[];
}

/** Publishers of one sequence number: an original publisher and those who administer or sub-publish for it. */
export interface PublisherChain {
  readonly sequence: number;
  readonly controlled: boolean;
  readonly publishers: PublisherEntry[];
  readonly writers: WriterEntry[];
}

/** Who takes part in a work, as its records tell in their order. */
export interface WorkParties {
  readonly publishers: readonly PublisherEntry[];
  readonly writers: readonly WriterEntry[];
  readonly chains: readonly PublisherChain[];
  /** Records whose owner is not the record before them: an SPT without its SPU. */
  readonly misplaced: readonly CwrRecord[];
}

/** Reads the parties of a work. Records must have passed the field rules: a share that is no number counts as none here. */
export function partiesOf(records: readonly CwrRecord[]): WorkParties {
  const publishers: PublisherEntry[] = [];
  const writers: WriterEntry[] = [];
  const misplaced: CwrRecord[] = [];
  for (const record of records) {
    if (record.layout !== null && !place(record, publishers, writers)) misplaced.push(record);
  }
  return { publishers, writers, chains: chainsOf(publishers, writers), misplaced };
}

/** The performing, mechanical and synchronisation shares of a record. */
export function sharesOf(record: CwrRecord, { prShare, mrShare, srShare }: ShareColumns): Shares {
  return [numberOf(record, prShare) ?? 0, numberOf(record, mrShare) ?? 0, numberOf(record, srShare) ?? 0];
}

function place(record: CwrRecord, publishers: PublisherEntry[], writers: WriterEntry[]): boolean {
  const [publisher, writer] = [publishers.at(-1), writers.at(-1)];
  switch (record.type) {
    case "SPU":
    case "OPU":
      return publishers.push(publisherOf(record)) > 0;
    case "SWR":
    case "OWR":
      return writers.push(writerOf(record)) > 0;
    case "SPT":
      return writer === undefined && publisher?.controlled === true && publisher.collection.push(collectionRowOf(record, SPT)) > 0;
    case "OPT":
      return writer === undefined && publisher !== undefined && publisher.supposed.push(collectionRowOf(record, SPT)) > 0;
    case "SWT":
      return writer?.controlled === true && writer.collection.push(collectionRowOf(record, SWT)) > 0;
    case "OWT":
      return writer?.controlled === false && writer.supposed.push(collectionRowOf(record, SWT)) > 0;
    case "PWR":
      return writer !== undefined && writer.links.push(record) > 0;
    case "NPN":
      return publisher !== undefined && publisher.nonRoman.push(record) > 0;
    case "NWN":
      return writer !== undefined && writer.nonRoman.push(record) > 0;
    default:
      return true;
  }
}

function publisherOf(record: CwrRecord): PublisherEntry {
  return {
    record,
    controlled: record.type === "SPU",
    sequence: numberOf(record, SPU.publisherSequence) ?? 0,
    partyNumber: textOf(record, SPU.partyNumber),
    name: textOf(record, SPU.publisherName),
    type: textOf(record, SPU.publisherType),
    shares: sharesOf(record, SPU),
    collection: [],
    supposed: [],
    nonRoman: [],
  };
}

/** A writer's line by itself. */
export function writerOf(record: CwrRecord): WriterEntry {
  return {
    record,
    controlled: record.type === "SWR",
    partyNumber: textOf(record, SWR.partyNumber),
    designation: textOf(record, SWR.designation),
    shares: sharesOf(record, SWR),
    collection: [],
    supposed: [],
    links: [],
    nonRoman: [],
  };
}

interface CollectionFields extends ShareColumns {
  readonly sign: Field;
  readonly territory: Field;
  readonly sharesChange: Field;
}

function collectionRowOf(record: CwrRecord, fields: CollectionFields): CollectionRow {
  return {
    record,
    sign: textOf(record, fields.sign) === "E" ? "E" : "I",
    territory: territoryOf(textOf(record, fields.territory)),
    shares: sharesOf(record, fields),
    sharesChange: textOf(record, fields.sharesChange) === "Y",
    terms: isThirdRecord(record) ? termsOf(record, fields === SPT ? THIRD_SPT : THIRD_SWT) : null,
  };
}

/** A writer's row names no agreement. */
function termsOf(record: CwrRecord, fields: typeof THIRD_SPT | typeof THIRD_SWT): CollectionTerms {
  return {
    recipient: recipientOf(textOf(record, fields.recipientCode)),
    affiliations: affiliationsIn(record, fields),
    agreement: "submitterAgreementNumber" in fields ? textOf(record, fields.submitterAgreementNumber) : "",
  };
}

/** `52` and `0052` are one recipient; an empty field is everybody. */
function recipientOf(text: string): string {
  return text === "" ? EVERYBODY : text.padStart(EVERYBODY.length, "0");
}

/** A code that TIS does not know has rejected the transaction by a field rule; 0000 names no country. */
const territoryOf = remembered((text): TisCode => {
  const parsed = parseTisCode(text);
  return parsed.ok ? parsed.value : ("0000" as TisCode);
});

/** The name records that stand behind a party are of that party only where they name it. */
export function nonRomanNames(entry: PublisherEntry | WriterEntry): { lastName: string; firstName: string; language: string }[] {
  return entry.nonRoman.map((record) =>
    record.type === "NPN"
      ? { lastName: textOf(record, NPN.publisherName), firstName: "", language: textOf(record, NPN.languageCode) }
      : { lastName: textOf(record, NWN.lastName), firstName: textOf(record, NWN.firstName), language: textOf(record, NWN.languageCode) },
  );
}

/**
 * Publishers with one sequence number are one chain; controlled and other ones are kept apart, and a further E or PA begins a further chain
 * only by its own number. Without a number each E or PA begins a chain.
 */
function chainsOf(publishers: readonly PublisherEntry[], writers: readonly WriterEntry[]): PublisherChain[] {
  const chains: PublisherChain[] = [];
  for (const publisher of publishers) {
    const last = chains.at(-1);
    const begins = publisher.sequence === 0 && ["E", "PA", ""].includes(publisher.type);
    if (last?.sequence === publisher.sequence && !begins) last.publishers.push(publisher);
    else chains.push({ sequence: publisher.sequence, controlled: publisher.controlled, publishers: [publisher], writers: [] });
  }
  for (const writer of writers)
    for (const link of writer.links)
      for (const chain of chainsNamed(link, chains)) if (!chain.writers.includes(writer)) chain.writers.push(writer);
  return chains;
}

/** The chains that a PWR means: by sequence number where it states one (2.2), else every chain that its publisher begins. */
export function chainsNamed(link: CwrRecord, chains: readonly PublisherChain[]): readonly PublisherChain[] {
  const number = textOf(link, PWR.publisherPartyNumber);
  // In 3.x a publisher who is not known has no number, and its chain is named alone.
  if (number === "" && isThirdRecord(link)) {
    const sequence = numberOf(link, PWR.publisherSequence);
    return chains.filter((chain) => chain.sequence === sequence);
  }
  const named = chains.filter(({ publishers }) => number !== "" && publishers.some(({ partyNumber }) => partyNumber === number));
  const beginning = named.filter(({ publishers }) => publishers[0]?.partyNumber === number);
  const sequence = numberOf(link, PWR.publisherSequence) ?? 0;
  const exact = named.filter((chain) => sequence !== 0 && chain.sequence === sequence);
  return exact.length > 0 ? exact : beginning.length > 0 ? beginning : named;
}
