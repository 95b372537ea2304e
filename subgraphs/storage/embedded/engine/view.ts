/** One stored entry. */
export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

/** Stored entries as of one moment. Ranges are half-open: `from` is in, `to` is not. */
export interface Reader {
  get(key: Buffer): Buffer | undefined;
  range(from: Buffer, to: Buffer, reverse?: boolean): Iterable<Entry>;
  /** How many entries lie in a range, up to so many, where that can be told without reading them. */
  count?(from: Buffer, to: Buffer, most: number): number;
}

/** A reader that sees its own writes. `claim` comes before the first write of a document or of a unique key. */
export interface Writer extends Reader {
  put(key: Buffer, value: Buffer): void;
  /** Writes where nothing is; whether it did. */
  putNew(key: Buffer, value: Buffer): boolean;
  remove(key: Buffer): void;
  /** Throws when another transaction has changed, or is changing, what the key holds; `what` names it in the error. */
  claim(key: Buffer, what: string): void;
}

/** A key as a string of the same order, for maps. */
export function keyText(key: Buffer): string {
  return key.toString("latin1");
}

interface Change {
  readonly key: Buffer;
  readonly value: Buffer | null;
}

/** The writes of a transaction that is not committed, over the snapshot it reads. */
export class Overlay implements Reader {
  readonly #below: Reader;
  readonly #changes = new Map<string, Change>();
  #sorted: string[] | null = null;
  /** Bytes of keys and values held. */
  bytes = 0;

  constructor(below: Reader) {
    this.#below = below;
  }

  get changes(): Iterable<Change> {
    return this.#changes.values();
  }

  get size(): number {
    return this.#changes.size;
  }

  set(key: Buffer, value: Buffer | null): void {
    const text = keyText(key);
    if (!this.#changes.has(text)) this.#sorted = null;
    this.bytes += key.length * 2 + (value?.length ?? 0);
    this.#changes.set(text, { key, value });
  }

  get(key: Buffer): Buffer | undefined {
    const change = this.#changes.get(keyText(key));
    return change ? (change.value ?? undefined) : this.#below.get(key);
  }

  *range(from: Buffer, to: Buffer, reverse = false): Iterable<Entry> {
    const own = this.#between(keyText(from), keyText(to));
    if (reverse) own.reverse();
    let next = 0;
    for (const entry of this.#below.range(from, to, reverse)) {
      const text = keyText(entry.key);
      for (; next < own.length; next += 1) {
        const mine = own[next] ?? "";
        if (mine !== text && mine < text === reverse) break;
        yield* this.#present(mine);
      }
      if (!this.#changes.has(text)) yield entry;
    }
    for (; next < own.length; next += 1) yield* this.#present(own[next] ?? "");
  }

  *#present(text: string): Iterable<Entry> {
    const change = this.#changes.get(text);
    if (change?.value) yield { key: change.key, value: change.value };
  }

  #between(from: string, to: string): string[] {
    this.#sorted ??= [...this.#changes.keys()].sort();
    return this.#sorted.slice(lowerBound(this.#sorted, from), lowerBound(this.#sorted, to));
  }
}

function lowerBound(sorted: readonly string[], key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
