import { shareOfHundredths } from "../../../shares.ts";
import { NPN, NWN, PWR, SPT, SPU, SWR, SWT } from "../layouts/parties.ts";
import { LOOKUPS } from "../lookups.ts";
import type { RecordDraft } from "../write.ts";
import type { LocalDate } from "../../../period.ts";
import type { LineChain } from "./chains.ts";
import { codeOf, cut, draft, nativeOf, romanOf } from "./draftTools.ts";
import type { RecordGround, WrittenVersion } from "./draftTools.ts";
import { assumedChain } from "./chains.ts";
import type { Scene, ShareWriter, Written } from "./ownership.ts";
import type { LineParties, LineParty } from "./parties.ts";
import type { PartyLine } from "./partyLines.ts";
import { layRegions, rowsOfRegions } from "./regions.ts";

/** What party records are written with. */
export interface PartyGround extends RecordGround {
  readonly version: WrittenVersion;
  /** The day of the message: groups of territories mean what they mean then. */
  readonly writtenOn: LocalDate;
  readonly shares: ShareWriter;
  readonly parties: LineParties;
}

/** The records of publishers, chain by chain, then of writers, as CWR 2.x has them (5.4 to 5.14). */
export function partyRecords(scene: Scene, ground: PartyGround): RecordDraft[] {
  const linked = linksOf(scene, ground);
  return [
    ...scene.chains.flatMap((chain, at) => {
      const sharesChange = isChanging(chain, ground);
      return chain.publishers.flatMap((line, place) =>
        publisherRecords(line, { sequence: at + 1, sharesChange, linked: place === 0 ? linked.byAgreement(chain) : null, ground }),
      );
    }),
    ...scene.writers.flatMap((line) => writerRecords(line, linked.of(line), ground)),
  ];
}

interface PublisherPlace {
  readonly sequence: number;
  readonly sharesChange: boolean;
  /** The agreement that the links to writers name: it is not repeated on the first publisher's line. */
  readonly linked: string | null;
  readonly ground: PartyGround;
}

function publisherRecords(line: PartyLine, { sequence, sharesChange, linked, ground }: PublisherPlace): RecordDraft[] {
  const { notes, shares, parties } = ground;
  const party = parties.of(line);
  const name = nameIn(party.lastName, SPU.publisherName, ground);
  const owned = columnsOf(shares.owned(line));
  const { PERFORMING = "", MECHANICAL = "", SYNC = "" } = line.affiliations;
  const record = draft(
    line.controlled ? "SPU" : "OPU",
    [SPU.publisherSequence, String(sequence)],
    [SPU.partyNumber, party.number],
    [SPU.publisherName, name],
    [SPU.publisherUnknownIndicator, name === "" ? "Y" : ""],
    [SPU.publisherType, codeOf(line.role, SPU.publisherType, { list: LOOKUPS.publisherType, notes })],
    [SPU.ipiNameNumber, party.ipiNameNumber],
    [SPU.submitterAgreementNumber, cut(line.agreement === linked ? "" : (line.agreement ?? ""), SPU.submitterAgreementNumber, notes)],
    ...([[SPU.prSociety, PERFORMING], [SPU.prShare, owned[0]], [SPU.mrSociety, MECHANICAL], [SPU.mrShare, owned[1]], [SPU.srSociety, SYNC], [SPU.srShare, owned[2]]] as const), // prettier-ignore
    [SPU.ipiBaseNumber, party.ipiBaseNumber],
  );
  const native = nativeName(party, name);
  const named =
    native === null
      ? []
      : [draft("NPN", [NPN.publisherSequence, String(sequence)], [NPN.partyNumber, party.number], [NPN.publisherName, nativeOf(native, NPN.publisherName, notes)])]; // prettier-ignore
  return [record, ...named, ...territoryRecords(line, { party, sharesChange, ground })];
}

function writerRecords(line: PartyLine, links: readonly RecordDraft[], ground: PartyGround): RecordDraft[] {
  const { notes, shares, parties } = ground;
  const party = parties.of(line);
  const [last, first] = [nameIn(party.lastName, SWR.lastName, ground), nameIn(party.firstName ?? "", SWR.firstName, ground)];
  const owned = columnsOf(shares.owned(line));
  const { PERFORMING = "", MECHANICAL = "", SYNC = "" } = line.affiliations;
  const record = draft(
    line.controlled ? "SWR" : "OWR",
    [SWR.partyNumber, party.number],
    [SWR.lastName, last],
    [SWR.firstName, first],
    [SWR.writerUnknownIndicator, last === "" ? "Y" : ""],
    [SWR.designation, codeOf(line.role, SWR.designation, { list: LOOKUPS.writerDesignation, notes })],
    [SWR.ipiNameNumber, party.ipiNameNumber],
    ...([[SWR.prSociety, PERFORMING], [SWR.prShare, owned[0]], [SWR.mrSociety, MECHANICAL], [SWR.mrShare, owned[1]], [SWR.srSociety, SYNC], [SWR.srShare, owned[2]]] as const), // prettier-ignore
    [SWR.ipiBaseNumber, party.ipiBaseNumber],
  );
  const native = nativeName(party, first === "" ? last : `${last}, ${first}`);
  const [nativeLast = "", ...nativeFirst] = native?.split(", ") ?? [];
  const named =
    native === null
      ? []
      : [draft("NWN", [NWN.partyNumber, party.number], [NWN.lastName, nativeOf(nativeLast, NWN.lastName, notes)], [NWN.firstName, nativeOf(nativeFirst.join(", "), NWN.firstName, notes)])]; // prettier-ignore
  return [record, ...named, ...territoryRecords(line, { party, sharesChange: false, ground }), ...links];
}

/** A name in Roman letters; one that cannot be written so keeps the work out, because nobody would be found by what is left. */
function nameIn(name: string, field: (typeof SWR)["lastName"], ground: PartyGround): string {
  const roman = romanOf(name, field, ground);
  if (roman === null) ground.refuse("CWR_NAME_NOT_ROMAN", `The name ${JSON.stringify(name)} cannot be written in Roman letters; a name in them, beside it, would be right.`); // prettier-ignore
  return roman?.text ?? "";
}

/** The name in its own script: as it is known, else the one that had to be changed. */
function nativeName({ nativeName: known, lastName, firstName }: LineParty, written: string): string | null {
  const whole = firstName === null ? lastName : `${lastName}, ${firstName}`;
  if (known !== null) return known;
  return whole.toUpperCase() === written ? null : whole;
}

function territoryRecords(
  line: PartyLine,
  { party, sharesChange, ground }: { party: LineParty; sharesChange: boolean; ground: PartyGround },
): RecordDraft[] {
  const { version, notes, writtenOn, shares } = ground;
  if (!line.controlled && line.regions.length > 0 && version === "2.1") {
    notes.say("CWR_SUPPOSED_COLLECTION", `CWR 2.1 has no record for what ${line.name} is supposed to collect outside of the sender's control; it is left out.`); // prettier-ignore
    return [];
  }
  const isWriter = line.side === "WRITER";
  const [type, fields] = isWriter ? [line.controlled ? "SWT" : "OWT", SWT] : [line.controlled ? "SPT" : "OPT", SPT];
  return rowsOfRegions(line.regions, line.rows, writtenOn).map((row, at) => {
    const [pr, mr, sr] = columnsOf(shares.collected(line, row.shares));
    return draft(
      type,
      [fields.partyNumber, party.number],
      [fields.prShare, pr],
      [fields.mrShare, mr],
      [fields.srShare, sr],
      [fields.sign, row.sign],
      [fields.territory, row.territory],
      [fields.sharesChange, sharesChange ? "Y" : "N"],
      [fields.sequence, String(at + 1)],
    );
  });
}

/** Whether a controlled chain collects anywhere another performing share than it owns (CWR 2.2, 4.2 edit 27): its rows say so. */
function isChanging({ publishers }: LineChain, { shares }: PartyGround): boolean {
  const owned = publishers.reduce((sum, line) => sum + shares.owned(line).PERFORMING, 0);
  const written = publishers.flatMap((line) =>
    line.regions.map(({ countries, shares: part }) => {
      const PERFORMING = shareOfHundredths(shares.collected(line, part).PERFORMING);
      return { countries, shares: { ...part, PERFORMING } };
    }),
  );
  const totals = layRegions(written).map(({ shares: { PERFORMING } }) => Number((PERFORMING.numerator * 10_000n) / PERFORMING.denominator));
  return totals.some((total) => total !== 0 && Math.abs(total - owned) > TOLERANCE);
}

/** In hundredths of a percent. */
const TOLERANCE = 6;

function columnsOf({ PERFORMING, MECHANICAL, SYNC }: Written): readonly [string, string, string] {
  return [String(PERFORMING), String(MECHANICAL), String(SYNC)];
}

interface Links {
  of(writer: PartyLine): readonly RecordDraft[];
  /** The agreement of a chain's first publisher with its writers, where links name it. */
  byAgreement(chain: LineChain): string | null;
}

/** PWR: who represents a writer. Where nobody says and the work is published, the first chain does, a controlled one if there is any. */
function linksOf({ chains, writers }: Scene, ground: PartyGround): Links {
  const assumed = assumedChain(chains);
  const of = new Map<PartyLine, readonly LineChain[]>();
  for (const writer of writers) {
    const named = chains.filter(({ writerKeys, publishers }) => publishers[0]?.controlled === true && writer.partyKey !== null && writerKeys.includes(writer.partyKey)); // prettier-ignore
    if (named.length > 0 || !writer.controlled || assumed === null) of.set(writer, named);
    else {
      ground.notes.say("CWR_LINK_ASSUMED", `No publisher is said to represent ${writer.name}; the first one is written.`);
      of.set(writer, [assumed]);
    }
  }
  const agreementOf = ({ publishers: [first] }: LineChain): string | null => (first?.role === "E" ? first.agreement : null);
  const link = (writer: PartyLine, chain: LineChain): RecordDraft | null => {
    const [first] = chain.publishers;
    if (first === undefined) return null;
    const publisher = ground.parties.of(first);
    return draft(
      "PWR",
      [PWR.publisherPartyNumber, publisher.number],
      [PWR.publisherName, nameIn(publisher.lastName, PWR.publisherName, ground)],
      [PWR.submitterAgreementNumber, cut(agreementOf(chain) ?? "", PWR.submitterAgreementNumber, ground.notes)],
      [PWR.writerPartyNumber, ground.parties.of(writer).number],
      [PWR.publisherSequence, String(chains.indexOf(chain) + 1)],
    );
  };
  const linked = new Set([...of.values()].flat());
  return {
    of: (writer) => (of.get(writer) ?? []).flatMap((chain) => link(writer, chain) ?? []),
    byAgreement: (chain) => (linked.has(chain) ? agreementOf(chain) : null),
  };
}
