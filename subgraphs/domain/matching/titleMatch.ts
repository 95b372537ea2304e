/**
 * Which work a title and an artist mean. Pure scoring: the store proposes candidates, this file compares and decides, and every decision
 * says why. Titles are compared as the ISWC rules compare them: upper case, letters and digits only, accents folded, any kind of title.
 * Scores are parts per million, so that they sort and store exactly.
 */
export interface TitleQuestion {
  readonly title: string;
  /** Performer or creator as the user wrote it, several at once too (`A feat. B`); null when none was reported. */
  readonly artist: string | null;
}

/** A work that may be meant, with every title and every name it is known by (performers of its recordings, creators, in all scripts). */
export interface TitleCandidate {
  readonly workId: string;
  readonly titles: readonly string[];
  readonly names: readonly string[];
}

/** How near a candidate is; `confidencePpm` is zero when it is too far to be meant. */
export interface TitleScore {
  readonly workId: string;
  readonly titlePpm: number;
  readonly artistPpm: number;
  readonly confidencePpm: number;
  readonly because: string;
}

/** The work that is meant, or none and why; nobody is paid on a guess between two works. */
export interface TitleDecision {
  readonly workId: string | null;
  readonly confidencePpm: number;
  readonly because: string;
}

/** House rules, ours: what is near enough to be paid without a person looking. A society can be given others later. */
const MATCH_RULES = {
  titleLeastPpm: 850_000,
  artistLeastPpm: 800_000,
  acceptPpm: 850_000,
  /** Two works nearer to each other than this are not told apart. */
  marginPpm: 50_000,
  /** The title's part of the confidence; the artist's is the rest. */
  titleWeightPpm: 600_000,
  /** A title that is equal only without its bracketed part, such as `(Live)`. */
  bracketPpm: 950_000,
} as const;

const WHOLE_PPM = 1_000_000;
const LENGTH_MAX = 200;

/** Upper case, accents folded, letters and digits of every script, single spaces: `L'été  (Live)` is `L ETE LIVE`. */
export function normaliseTitle(text: string): string {
  return text
    .slice(0, LENGTH_MAX)
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toUpperCase()
    .replace(/&/g, " AND ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The normalised title without bracketed parts and what follows `feat.`: the song without its version. */
export function bareTitle(text: string): string {
  const bare = normaliseTitle(
    text.replace(/[([{（【［「『][^)\]}）】］」』]*[)\]}）】］」』]/gu, " ").replace(/\s(?:feat|ft|featuring)[.\s].*$/iu, " "),
  );
  return bare === "" ? normaliseTitle(text) : bare;
}

/** A name with its words in order of the alphabet, so that `DOE, JOHN` and `John Doe` are one. */
export function normaliseName(text: string): string {
  return normaliseTitle(text).split(" ").sort().join(" ");
}

/** The single artists of a reported text: `A feat. B & C`, `甲、乙`. */
export function splitArtists(text: string): string[] {
  const parts = text.slice(0, LENGTH_MAX).split(/\s*(?:[;/&+、，]|\s(?:feat|ft|featuring|with|vs|x|and)\.?\s)\s*/iu);
  return [...new Set([text, ...parts].map(normaliseName))].filter((name) => name !== "");
}

/** How near two normalised texts are: equal is 1,000,000; each character to insert, drop, change or swap costs its part of the longer one. */
export function similarityPpm(one: string, other: string): number {
  if (one === other) return one === "" ? 0 : WHOLE_PPM;
  const [a, b] = [[...one], [...other]];
  const longer = Math.max(a.length, b.length);
  if (a.length === 0 || b.length === 0) return 0;
  return Math.floor(((longer - editDistance(a, b)) * WHOLE_PPM) / longer);
}

/** Compares one candidate with the question. */
export function scoreTitle(question: TitleQuestion, candidate: TitleCandidate): TitleScore {
  const title = nearestTitle(question.title, candidate.titles);
  const artist = question.artist === null ? { ppm: 0, text: "" } : nearestName(question.artist, candidate.names);
  const near = title.ppm >= MATCH_RULES.titleLeastPpm && artist.ppm >= MATCH_RULES.artistLeastPpm;
  const weighed = title.ppm * MATCH_RULES.titleWeightPpm + artist.ppm * (WHOLE_PPM - MATCH_RULES.titleWeightPpm);
  return {
    workId: candidate.workId,
    titlePpm: title.ppm,
    artistPpm: artist.ppm,
    confidencePpm: near ? Math.floor(weighed / WHOLE_PPM) : 0,
    because: `title ${percent(title.ppm)} like ${JSON.stringify(title.text)}, artist ${percent(artist.ppm)} like ${JSON.stringify(artist.text)}`,
  };
}

/** The one candidate that is meant: near enough, and nearer than any other. A title alone never decides. */
export function chooseByTitle(question: TitleQuestion, candidates: readonly TitleCandidate[]): TitleDecision {
  if (normaliseTitle(question.title) === "") return none("no title was reported");
  if (question.artist === null || normaliseName(question.artist) === "")
    return none("a title without artist does not decide between works");
  const scores = candidates.map((candidate) => scoreTitle(question, candidate)).sort(nearestFirst);
  const [best, second] = scores;
  if (best === undefined) return none("no work with such a title is known");
  if (best.confidencePpm < MATCH_RULES.acceptPpm) return none(`the nearest work is not near enough: ${best.because}`);
  if (second !== undefined && best.confidencePpm - second.confidencePpm < MATCH_RULES.marginPpm) {
    return none(`two works are equally near, ${best.workId} and ${second.workId}: ${best.because}`);
  }
  return { workId: best.workId, confidencePpm: best.confidencePpm, because: best.because };
}

function none(because: string): TitleDecision {
  return { workId: null, confidencePpm: 0, because };
}

function nearestFirst(one: TitleScore, other: TitleScore): number {
  if (one.confidencePpm !== other.confidencePpm) return other.confidencePpm - one.confidencePpm;
  if (one.titlePpm !== other.titlePpm) return other.titlePpm - one.titlePpm;
  return one.workId < other.workId ? -1 : one.workId > other.workId ? 1 : 0;
}

interface Nearest {
  readonly ppm: number;
  readonly text: string;
}

function nearestTitle(asked: string, titles: readonly string[]): Nearest {
  const whole = normaliseTitle(asked);
  const bare = bareTitle(asked);
  let best: Nearest = { ppm: 0, text: "" };
  for (const title of titles) {
    const plain = similarityPpm(whole, normaliseTitle(title));
    const withoutVersion = Math.min(similarityPpm(bare, bareTitle(title)), MATCH_RULES.bracketPpm);
    const ppm = Math.max(plain, withoutVersion);
    if (ppm > best.ppm) best = { ppm, text: title };
  }
  return best;
}

function nearestName(asked: string, names: readonly string[]): Nearest {
  const artists = splitArtists(asked);
  let best: Nearest = { ppm: 0, text: "" };
  for (const name of names) {
    const known = normaliseName(name);
    for (const artist of artists) {
      const ppm = Math.max(similarityPpm(artist, known), containmentPpm(artist, known));
      if (ppm > best.ppm) best = { ppm, text: name };
    }
  }
  return best;
}

/** Two words or more that all stand in the other name (`ANNA KLEIN` in `ANNA MARIA KLEIN`) are nearly the whole name; one word is not. */
function containmentPpm(one: string, other: string): number {
  const [fewer, more] = [one.split(" "), other.split(" ")].sort((a, b) => a.length - b.length);
  if (fewer === undefined || more === undefined || fewer.length < 2) return 0;
  const words = new Set(more);
  return fewer.every((word) => words.has(word)) ? 920_000 : 0;
}

/** Insertions, deletions, changes and swaps of neighbours (optimal string alignment); both texts are at most 200 characters. */
function editDistance(a: readonly string[], b: readonly string[]): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

function percent(ppm: number): string {
  return `${Math.floor(ppm / 10_000)}%`;
}
