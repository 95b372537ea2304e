import { StoreError } from "../errors.ts";
import type { Predicate } from "../query/filter.ts";
import { compileFilter } from "../query/filter.ts";
import type { Variables } from "../query/expression.ts";
import type { SortKey } from "../query/sorting.ts";
import { compareValues, sortValues } from "../query/sorting.ts";
import { decode } from "../values/codec.ts";
import type { Document, Value } from "../values/value.ts";
import type { Collection, Index } from "./catalog.ts";
import { documentKey, PREFIX_BYTES, prefixOf } from "./keysOfDocument.ts";
import type { IndexPlan, Plan, Question } from "./planner.ts";
import { onlyId, plainIdKey, plan } from "./planner.ts";
import type { Reader } from "./view.ts";
import { keyText } from "./view.ts";

/** More bytes than this are not sorted in memory, as in MongoDB. */
const SORT_BYTES_MAX = 100 * 1024 * 1024;

/** A stored document: its bytes, and its fields when someone asks for them. */
export class Found {
  readonly idKey: Buffer;
  readonly bytes: Buffer;
  #document: Document | null = null;

  constructor(idKey: Buffer, bytes: Buffer) {
    this.idKey = idKey;
    this.bytes = bytes;
  }

  /** The decoded document, shared: it must not be changed. */
  get document(): Document {
    this.#document ??= decode(this.bytes);
    return this.#document;
  }
}

/** What a read cost. */
export interface Cost {
  keys: number;
  documents: number;
}

export interface Reading extends Question {
  readonly skip?: number;
  /** 0: no limit. */
  readonly limit?: number;
  readonly variables?: Variables;
}

/** What a read is done with: where from, and who hears about reads that examine much for want of an index. */
export interface Source {
  readonly reader: Reader;
  readonly collection: Collection;
  readonly cost: Cost;
  readonly scanned?: (examined: number) => void;
}

/** The documents that meet a filter, in the order asked for. */
export function* read(source: Source, reading: Reading): Generator<Found> {
  const { limit = 0, skip = 0, sort } = reading;
  const id = onlyId(reading.filter);
  const idKey = id === undefined || reading.order?.collated ? null : plainIdKey(id);
  if (idKey) {
    const found = byIdKey(source, idKey);
    if (found && skip === 0) yield found;
    return;
  }
  const chosen = plan(source.collection, reading);
  const exact = chosen.kind === "index" && chosen.exact;
  const matching = matches(source, chosen, exact ? null : compileFilter(reading.filter, reading.variables, reading.order));
  const sorted = sort.length === 0 || (chosen.kind === "index" && chosen.sorted);
  let passed = 0;
  for (const found of sorted ? matching : inOrder(matching, sort, limit === 0 ? 0 : limit + skip)) {
    passed += 1;
    if (passed <= skip) continue;
    yield found;
    if (limit > 0 && passed - skip >= limit) return;
  }
}

/** The document of one `_id`. */
export function byIdKey({ reader, collection, cost }: Source, idKey: Buffer): Found | null {
  const bytes = reader.get(documentKey(collection, idKey));
  cost.keys += 1;
  if (!bytes) return null;
  cost.documents += 1;
  return new Found(idKey, bytes);
}

/** How many documents a filter means: from the index alone where that is enough. */
export function countMatching(source: Source, reading: Reading): number {
  const { limit = 0, skip = 0 } = reading;
  const chosen = onlyId(reading.filter) === undefined ? plan(source.collection, { ...reading, sort: [] }) : null;
  let found = 0;
  if (chosen?.kind === "index" && chosen.exact && !chosen.lookups) found = countKeys(source, chosen, limit === 0 ? Infinity : limit + skip);
  else for (const _ of read(source, { ...reading, sort: [], skip: 0, limit: limit === 0 ? 0 : limit + skip })) found += 1;
  const left = Math.max(0, found - skip);
  return limit > 0 ? Math.min(left, limit) : left;
}

/** Counts no further than `most`. */
function countKeys({ reader, cost }: Source, chosen: IndexPlan, most: number): number {
  let found = 0;
  for (const [from, to] of stretches(chosen)) {
    if (found >= most) break;
    if (reader.count) found += reader.count(from, to, most - found);
    else
      for (const _ of reader.range(from, to)) {
        found += 1;
        if (found >= most) break;
      }
  }
  cost.keys += found;
  return found;
}

function* matches(source: Source, chosen: Plan, predicate: Predicate | null): Generator<Found> {
  const seen = chosen.kind === "union" || chosen.index.multikey ? new Set<string>() : null;
  const scan = chosen.kind === "index" && !chosen.bounded && chosen.index.primary && !chosen.sorted;
  try {
    for (const part of chosen.kind === "union" ? chosen.parts : [chosen]) {
      for (const found of part.lookups ? lookups(source, part) : entries(source, part)) {
        if (seen) {
          const text = keyText(found.idKey);
          if (seen.has(text)) continue;
          seen.add(text);
        }
        if (!predicate || predicate(found.document)) yield found;
      }
    }
  } finally {
    if (scan) source.scanned?.(source.cost.documents);
  }
}

function* entries(source: Source, chosen: IndexPlan): Generator<Found> {
  const { index, reverse } = chosen;
  for (const [from, to] of stretches(chosen)) {
    for (const { key, value } of source.reader.range(from, to, reverse)) {
      source.cost.keys += 1;
      source.cost.documents += 1;
      yield index.primary ? new Found(Buffer.from(key.subarray(PREFIX_BYTES)), value) : follow(source, index, value);
    }
  }
}

/** The stretches of a plan as keys, in the order in which they are read. */
function* stretches({ index, intervals, reverse }: IndexPlan): Generator<readonly [from: Buffer, to: Buffer]> {
  const prefix = prefixOf(index.id);
  const end = prefixOf(index.id + 1);
  for (const { from, to } of reverse ? [...intervals].reverse() : intervals) {
    const stop = to.length === 0 ? end : Buffer.concat([prefix, to]);
    yield [Buffer.concat([prefix, from]), Buffer.compare(stop, end) > 0 ? end : stop];
  }
}

/** One entry by its whole key after the other: what an index with one entry for each key allows. */
function* lookups(source: Source, { index, intervals, reverse }: IndexPlan): Generator<Found> {
  const prefix = prefixOf(index.id);
  for (const { from } of reverse ? [...intervals].reverse() : intervals) {
    source.cost.keys += 1;
    const value = source.reader.get(Buffer.concat([prefix, from]));
    if (!value) continue;
    source.cost.documents += 1;
    yield index.primary ? new Found(from, value) : follow(source, index, value);
  }
}

function follow({ reader, collection }: Source, index: Index, idKey: Buffer): Found {
  const bytes = reader.get(documentKey(collection, idKey));
  if (!bytes) throw new StoreError(1, `index ${index.name} of ${collection.name} names a document that is not there`);
  return new Found(idKey, bytes);
}

interface Sortable {
  readonly found: Found;
  readonly values: readonly Value[];
}

/** Sorted in memory; equal ones stay in the order they came. With `most`, only the first so many are kept. */
function inOrder(matching: Iterable<Found>, sort: readonly SortKey[], most: number): Iterable<Found> {
  let kept: Sortable[] = [];
  let bytes = 0;
  const order = (a: Sortable, b: Sortable): number => compareValues(a.values, b.values, sort);
  for (const found of matching) {
    kept.push({ found, values: sortValues(found.document, sort) });
    bytes += found.bytes.length;
    if (most > 0 && kept.length >= most * 2 + 1_000) {
      kept = kept.sort(order).slice(0, most);
      bytes = kept.reduce((total, item) => total + item.found.bytes.length, 0);
    }
    if (bytes > SORT_BYTES_MAX)
      throw new StoreError(292, `Sort exceeded memory limit of ${SORT_BYTES_MAX} bytes; add an index that gives the order`);
  }
  return kept.sort(order).map(({ found }) => found);
}
