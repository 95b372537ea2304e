import { ipiBaseNumberOf } from "../subgraphs/domain/identifiers/ipiBaseNumber.ts";
import { ipiNameNumberOf } from "../subgraphs/domain/identifiers/ipiNameNumber.ts";
import { isrcOf } from "../subgraphs/domain/identifiers/isrc.ts";
import { iswcOf } from "../subgraphs/domain/identifiers/iswc.ts";
import { seeded } from "./random.ts";
import type { Random } from "./random.ts";
import {
  BANDS,
  HAN_GIVEN_NAMES,
  HAN_SURNAMES,
  JAPANESE_NAMES,
  LATIN_GIVEN_NAMES,
  LATIN_SURNAMES,
  PUBLISHER_WORDS,
  TITLE_WORDS,
} from "./words.ts";

/**
 * An invented repertoire, the same for the same seed: parties of six societies and their works, with valid check digits and
 * nobody's real shares. Pure; demonstration.ts and generate.ts bring it into a house.
 */
export interface InventedParty {
  /** The submitter's own number for the party, at most nine characters (CWR, interested party number). */
  readonly number: string;
  readonly side: "WRITER" | "PUBLISHER";
  /** Last name, or the publisher's name. */
  readonly last: string;
  readonly first: string;
  /** In the party's own script; null when Latin is its own. */
  readonly native: string | null;
  readonly ipiNameNumber: string;
  readonly ipiBaseNumber: string;
  readonly home: Home;
}

/** A society with the rights it really holds and whoever holds the rest: 052 and 010 have no mechanical rights, 044 no performing ones. */
export interface Home {
  readonly society: string;
  readonly performing: string;
  readonly mechanical: string | null;
  /** TIS code of its country. */
  readonly territory: string;
}

export interface InventedChain {
  readonly writer: InventedParty;
  readonly publisher: InventedParty;
  /** Collects for the publisher in its own territory, by agreement; null for none. */
  readonly subPublisher: InventedParty | null;
  /** What the publisher collects of the performing right, where it is less than it owns. */
  readonly collectedPerforming?: number;
  /** In hundredths of a percent, as CWR writes them. */
  readonly shares: {
    readonly writerPerforming: number;
    readonly publisherPerforming: number;
    readonly mechanical: number;
    readonly sync: number;
  };
}

export interface InventedWork {
  readonly number: string;
  readonly title: string;
  /** Title in Han characters; null for none. */
  readonly nativeTitle: string | null;
  readonly home: Home;
  readonly iswc: string;
  readonly isrc: string;
  readonly performer: string;
  readonly durationSeconds: number;
  readonly chains: readonly InventedChain[];
}

export const HOMES: Readonly<Record<"119" | "052" | "058" | "038" | "010", Home>> = {
  "119": { society: "119", performing: "119", mechanical: "119", territory: "0156" },
  "052": { society: "052", performing: "052", mechanical: "044", territory: "0826" },
  "058": { society: "058", performing: "058", mechanical: "058", territory: "0250" },
  "038": { society: "038", performing: "038", mechanical: "038", territory: "0392" },
  "010": { society: "010", performing: "010", mechanical: null, territory: "0840" },
};

export interface Catalogue {
  readonly parties: readonly InventedParty[];
  readonly works: readonly InventedWork[];
}

/** A catalogue of so many works; the parties grow with it, one for about eight works. */
export function inventCatalogue(options: { readonly seed: number; readonly works: number }): Catalogue {
  const cast = inventCast(seeded(options.seed), Math.max(3, Math.ceil(options.works / 40)));
  const works = Array.from({ length: options.works }, (_, index) => inventWork(index, { seed: options.seed, cast }));
  return { parties: [...cast.values()].flatMap(({ writers, publishers }) => [...writers, ...publishers]), works };
}

/** Works for each writer of a society, until a growing catalogue has as many writers as it gets. */
const WORKS_A_WRITER = 40;
const WRITERS_MAX = 2_000;

/**
 * A catalogue of any size, work by work: the work of an index is the same however many there are, so that a larger catalogue begins with
 * a smaller one of the same seed. Its cast grows with it, up to 2,000 writers a society; number series and ISRCs are the seed's own.
 */
export function growingCatalogue(seed: number): (index: number) => InventedWork {
  const whole = inventCast(seeded(seed), WRITERS_MAX);
  const series = `S${seed.toString(36).toUpperCase()}N`;
  let known = { size: 0, cast: whole };
  return (index) => {
    const size = Math.min(WRITERS_MAX, Math.max(3, Math.ceil((index + 1) / WORKS_A_WRITER)));
    if (known.size !== size) known = { size, cast: firstOf(whole, size) };
    const work = inventWork(index, { seed, cast: known.cast, series });
    return { ...work, isrc: isrcOf(registrantOf(seed), index % 100, Math.floor(index / 100) % 100_000) };
  };
}

/** The writers and publishers of a society who came first. */
function firstOf(cast: Cast, size: number): Cast {
  return new Map(
    [...cast].map(([society, { home, writers, publishers }]) => [
      society,
      { home, writers: writers.slice(0, size), publishers: publishers.slice(0, publishersFor(size)) },
    ]),
  );
}

/** An invented ISRC registrant for a seed, so that two catalogues share no recording. */
function registrantOf(seed: number): string {
  return `QZ${(seed % 36 ** 3).toString(36).toUpperCase().padStart(3, "0")}`;
}

function publishersFor(writers: number): number {
  return Math.max(2, Math.ceil(writers / 3));
}

interface Circle {
  readonly home: Home;
  readonly writers: readonly InventedParty[];
  readonly publishers: readonly InventedParty[];
}
type Cast = ReadonlyMap<string, Circle>;

/** The cast of a catalogue, for whoever makes its works one by one. */
export function inventCast(random: Random, size: number): Cast {
  let body = 700_000_000 + random.between(0, 90_000) * 1_000;
  const nextBody = (): number => (body += 1);
  return new Map(
    Object.values(HOMES).map((home) => {
      const writers = Array.from({ length: size }, (_, index) => inventWriter(home, index, nextBody()));
      const publishers = Array.from({ length: publishersFor(size) }, (_, index) => inventPublisher(home, index, nextBody()));
      return [home.society, { home, writers, publishers }] as const;
    }),
  );
}

/** The work with this index: drawn from the index alone, so that works can be made in any order and a cut run goes on. */
export function inventWork(
  index: number,
  { seed, cast, series = "T" }: { readonly seed: number; readonly cast: Cast; readonly series?: string },
): InventedWork {
  const random = seeded(seed * 1_000_003 + index);
  const circles = [...cast.values()];
  const { home, writers, publishers } = circles[index % circles.length] ?? random.pick(circles);
  const [first, second] = [random.pick(TITLE_WORDS), random.pick(TITLE_WORDS)];
  const chinese = home.society === "119";
  const serial = String(index + 1).padStart(6, "0");
  const two = random.chance(45);
  const performing = two ? random.between(30, 70) * 100 : 10_000;
  const parts = two ? [performing, 10_000 - performing] : [performing];
  const start = random.between(0, writers.length - 1);
  return {
    number: series === "T" ? `T${home.society}${serial}` : `${series}${serial}`,
    title: `${chinese ? `${first.pinyin} ${second.pinyin}` : `${first.english} ${second.english}`}${index >= 400 ? ` ${serial}` : ""}`,
    nativeTitle: chinese ? `${first.han}${second.han}` : null,
    home,
    iswc: iswcOf(800_000_000 + ((((seed * 7_919) % 90) * 1_000_000 + index) % 99_000_000)),
    isrc: isrcOf("QZTUT", index % 100, Math.floor(index / 100) % 100_000),
    performer: random.pick(BANDS),
    durationSeconds: random.between(120, 320),
    chains: parts.map((part, at) => ({
      writer: writers[(start + at) % writers.length] ?? random.pick(writers),
      publisher: random.pick(publishers),
      subPublisher: chinese || random.chance(50) ? null : random.pick(cast.get("119")?.publishers ?? publishers),
      shares: splitChain(part, random),
    })),
  };
}

/** A chain's part: the publisher takes at most half of the performing right, and all of the others. */
function splitChain(part: number, random: Random): InventedChain["shares"] {
  const publisherPerforming = Math.floor((part * random.pick([25, 33, 40, 50])) / 100);
  return { writerPerforming: part - publisherPerforming, publisherPerforming, mechanical: part, sync: part };
}

function inventWriter(home: Home, index: number, body: number): InventedParty {
  const common = { number: `W${String(body).slice(1)}`, side: "WRITER" as const, ...codes(body), home };
  if (home.society === "119") {
    const [family, given] = [HAN_SURNAMES[index % HAN_SURNAMES.length], HAN_GIVEN_NAMES[Math.floor(index / 2) % HAN_GIVEN_NAMES.length]];
    return {
      ...common,
      last: family?.pinyin ?? "LIN",
      first: given?.pinyin ?? "YUNZHOU",
      native: `${family?.han ?? "林"}${given?.han ?? "云舟"}`,
    };
  }
  const japanese = home.society === "038" ? JAPANESE_NAMES[index % JAPANESE_NAMES.length] : undefined;
  if (japanese) return { ...common, ...japanese };
  const shift = Number(home.territory);
  return {
    ...common,
    last: LATIN_SURNAMES[(index + shift) % LATIN_SURNAMES.length] ?? "EVERWICK",
    first: LATIN_GIVEN_NAMES[(index * 5 + shift) % LATIN_GIVEN_NAMES.length] ?? "ADA",
    native: null,
  };
}

function inventPublisher(home: Home, index: number, body: number): InventedParty {
  const word = PUBLISHER_WORDS[(index + Number(home.territory)) % PUBLISHER_WORDS.length] ?? "OPEN WINDOW";
  return {
    number: `P${String(body).slice(1)}`,
    side: "PUBLISHER",
    last: `${word} MUSIC ${home.society}`,
    first: "",
    native: null,
    ...codes(body),
    home,
  };
}

function codes(body: number): { ipiNameNumber: string; ipiBaseNumber: string } {
  return { ipiNameNumber: ipiNameNumberOf(body), ipiBaseNumber: ipiBaseNumberOf(body) };
}
