/**
 * Queries whose answer is known: for works of the demonstration catalogue and of the generator, what somebody might type who looks for
 * them. Drawn from a seed, so that a run and a test ask the same.
 */
import type { InventedWork } from "../../seed/catalogue.ts";
import { seeded } from "../../seed/random.ts";
import type { Random } from "../../seed/random.ts";

/** A query, and what a work must be called to be meant. */
export interface LabelledQuery {
  readonly kind: QueryKind;
  readonly query: string;
  /** Whether a work is meant: the one that the query was made of, or another of the same title (and creator, where one is named). */
  readonly isRight: (work: { readonly titles: readonly string[]; readonly creators: readonly string[] }) => boolean;
}

const QUERY_KINDS: readonly string[] = [
  ...["title", "order", "partial", "accents", "typo", "twoTypos", "spaces", "titleAndCreator", "typoAndCreator", "numbers"],
  ...["han", "traditional", "hanPartial", "hanAndCreator", "pinyin", "pinyinJoined", "pinyinTones", "pinyinTypo"],
];
type QueryKind = string;

/** Simplified characters of the generator's words and names that are written otherwise in traditional ones. */
const TRADITIONAL: Readonly<Record<string, string>> = {
  ...{ 灯: "燈", 笼: "籠", 纸: "紙", 湾: "灣", 兰: "蘭", 树: "樹", 车: "車", 岛: "島", 屿: "嶼", 书: "書", 桥: "橋", 园: "園", 风: "風" },
  ...{ 镜: "鏡", 筝: "箏", 馆: "館", 顾: "顧", 陆: "陸", 苏: "蘇", 叶: "葉", 云: "雲", 听: "聽", 澜: "瀾", 言: "言", 货: "貨" },
};
const TONES: Readonly<Record<string, string>> = { a: "á", e: "ě", i: "ì", o: "ō", u: "ú" };

/** So many queries of each kind over the given works. */
export function labelledQueries(
  works: readonly InventedWork[],
  { seed, each }: { readonly seed: number; readonly each: number },
): LabelledQuery[] {
  const random = seeded(seed);
  return QUERY_KINDS.flatMap((kind) => {
    const queries: LabelledQuery[] = [];
    for (let tries = 0; queries.length < each && tries < each * 200; tries += 1) {
      const made = queryOf(kind, random.pick(works), random);
      if (made !== null) queries.push(made);
    }
    return queries;
  });
}

function queryOf(kind: QueryKind, work: InventedWork, random: Random): LabelledQuery | null {
  const query =
    kind.startsWith("han") || kind === "traditional"
      ? hanQuery(kind, work, random)
      : kind.startsWith("pinyin")
        ? pinyinQuery(kind, work, random)
        : latinQuery(kind, work, random);
  if (query === null) return null;
  const meant = meantBy(kind, work);
  return {
    kind,
    query,
    isRight: ({ titles, creators }) =>
      meant.titles.some((title) => titles.includes(title)) && meant.creators.every((name) => creators.includes(name)),
  };
}

/** What a work must have to be as right as the one that the query was made of. */
function meantBy(kind: QueryKind, work: InventedWork): { titles: readonly string[]; creators: readonly string[] } {
  const isHan = kind.startsWith("han") || kind === "traditional" || kind.startsWith("pinyin");
  const titles = isHan && work.nativeTitle !== null ? [work.nativeTitle] : [work.title];
  return { titles, creators: kind.endsWith("AndCreator") ? [creatorOf(work)] : [] };
}

function creatorOf({ chains }: InventedWork): string {
  const writer = chains[0]?.writer;
  return `${writer?.first ?? ""} ${writer?.last ?? ""}`.trim();
}

function latinQuery(kind: QueryKind, work: InventedWork, random: Random): string | null {
  if (work.nativeTitle !== null) return null;
  const words = work.title.split(" ");
  const writer = work.chains[0]?.writer;
  switch (kind) {
    case "title":
      return work.title.toLowerCase();
    case "order":
      return [...words].reverse().join(" ");
    case "partial":
      return words.length < 3 ? null : words.slice(1).join(" ").toLowerCase();
    case "accents":
      return work.title.toLowerCase().replace(/[aeiou]/g, (vowel) => TONES[vowel] ?? vowel);
    case "typo":
      return withTypos(words, 1, random);
    case "twoTypos":
      return words.some((word) => word.length >= 6 && !/\d/.test(word)) ? withTypos(words, 2, random) : null;
    case "spaces":
      return words.length < 2 ? null : `${words.slice(0, 2).join("")} ${words.slice(2).join(" ")}`.toLowerCase().trim();
    case "titleAndCreator":
      return `${writer?.last ?? ""} ${work.title}`.toLowerCase();
    case "typoAndCreator":
      return `${withTypos(words, 1, random)} ${writer?.last ?? ""}`.toLowerCase();
    case "numbers":
      return /\d/.test(work.title) ? work.title.replace(/0*(\d+)$/, "$1") : null;
    default:
      return null;
  }
}

function hanQuery(kind: QueryKind, work: InventedWork, random: Random): string | null {
  const { nativeTitle: title } = work;
  if (title === null) return null;
  if (kind === "han") return title;
  if (kind === "hanPartial") return random.chance(50) ? title.slice(0, 3) : title.slice(1);
  if (kind === "hanAndCreator") return `${title} ${work.chains[0]?.writer.native ?? ""}`;
  const traditional = [...title].map((character) => TRADITIONAL[character] ?? character).join("");
  return traditional === title ? null : traditional;
}

function pinyinQuery(kind: QueryKind, work: InventedWork, random: Random): string | null {
  if (work.nativeTitle === null) return null;
  const syllables = work.title
    .toLowerCase()
    .split(" ")
    .filter((word) => !/\d/.test(word));
  if (kind === "pinyin") return syllables.join(" ");
  if (kind === "pinyinJoined")
    return random.chance(50) ? syllables.join("") : `${syllables.slice(0, 2).join("")} ${syllables.slice(2).join("")}`;
  if (kind === "pinyinTones") return syllables.map((syllable) => syllable.replace(/[aeiou]/, (vowel) => TONES[vowel] ?? vowel)).join(" ");
  const pairs = [syllables.slice(0, 2).join(""), syllables.slice(2).join("")];
  return withTypos(pairs, 1, random);
}

/** The words with so many typos in one that is long enough. */
function withTypos(words: readonly string[], count: 1 | 2, random: Random): string {
  const long = words.flatMap((word, at) => (/\d/.test(word) || word.length < (count === 2 ? 6 : 4) ? [] : [at]));
  if (long.length === 0) return words.join(" ").toLowerCase();
  const place = random.pick(long);
  return words
    .map((word, at) => {
      let made = word.toLowerCase();
      if (at === place) for (let typo = 0; typo < count; typo += 1) made = misspelt(made, random);
      return made;
    })
    .join(" ");
}

function misspelt(word: string, random: Random): string {
  const at = random.between(1, word.length - 2);
  const letter = random.pick("a e i o u r s t n l".split(" "));
  switch (random.between(1, 4)) {
    case 1:
      return word.slice(0, at) + word.slice(at + 1);
    case 2:
      return word.slice(0, at) + letter + word.slice(at);
    case 3:
      return word.slice(0, at) + letter + word.slice(at + 1);
    default:
      return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  }
}
