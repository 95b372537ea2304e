/** The beginning of a word of which letters are left out: a word and its misspelling have a form of theirs in common (SymSpell's rule). */
const BEGINNING = 7;

/** Typos that a word may have: none in two letters, one in up to five, two in longer ones. */
export function typosAllowed(word: string): 0 | 1 | 2 {
  const { length } = word;
  return length < 3 ? 0 : length < 6 ? 1 : 2;
}

/**
 * The beginning of a word, and what is left of it without one or two letters: at most 29 forms. Of a word of up to five letters one left
 * out is enough: a word of six that is two typos away is longer, so that one of its typos is a letter too many.
 */
export function formsOf(word: string, typos: number = Math.max(1, typosAllowed(word))): string[] {
  const forms = new Set([word.slice(0, BEGINNING)]);
  let last = [...forms];
  for (let typo = 0; typo < typos; typo += 1) {
    const shorter = new Set<string>();
    for (const form of last) {
      if (form.length < 2) continue;
      for (let at = 0; at < form.length; at += 1) shorter.add(form.slice(0, at) + form.slice(at + 1));
    }
    last = [...shorter];
    for (const form of last) forms.add(form);
  }
  return [...forms];
}

/** Letters left out, put in, changed, or swapped with a neighbour between two words; null when they are more than `most`. */
export function typosBetween(one: string, other: string, most: number): number | null {
  if (Math.abs(one.length - other.length) > most) return null;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const same = one[at - 1] === other[to - 1];
      let least = Math.min((row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1, (row[to - 1] ?? 0) + (same ? 0 : 1));
      const isSwapped = at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1];
      if (isSwapped) least = Math.min(least, (before[to - 2] ?? 0) + 1);
      next.push(least);
    }
    if (Math.min(...next) > most) return null;
    [before, row] = [row, next];
  }
  const typos = row[other.length] ?? Infinity;
  return typos <= most ? typos : null;
}
