import { invariant } from "../../domain/invariant.ts";
import type { NewEvent, RecordedEvent } from "../events.ts";
import type { IdMaker } from "../ids.ts";
import type { EventBlock, EventEntry } from "./model.ts";

/** Events of one block: who reads one subject's history reads whole blocks. */
export const BLOCK_COUNT_MAX = 32;
/** Characters of data in one block, unless one event alone has more. */
const BLOCK_LENGTH_MAX = 100_000;
const DATA_LENGTH_MAX = 1_000_000;

/** A block while it is gathered. */
interface Gathered {
  readonly id: string;
  readonly texts: string[];
  readonly subjects: Set<string>;
  length: number;
}

/** The events of one change as blocks that wait for their numbers, in order. */
export function blocksOf(events: readonly NewEvent[], ids: IdMaker): EventBlock[] {
  const blocks: Gathered[] = [];
  for (const { kind, subject, data } of events) {
    invariant(kind !== "" && subject !== "", "an event names its kind and its subject");
    const entry: EventEntry = { id: ids.make("evt"), kind, subject, data };
    const text = JSON.stringify(entry);
    invariant(text.length <= DATA_LENGTH_MAX, `an event has at most ${DATA_LENGTH_MAX} characters, not ${text.length}`);
    let block = blocks.at(-1);
    if (block === undefined || block.texts.length >= BLOCK_COUNT_MAX || block.length + text.length > BLOCK_LENGTH_MAX) {
      block = { id: entry.id, texts: [], subjects: new Set(), length: 0 };
      blocks.push(block);
    }
    block.texts.push(text);
    block.subjects.add(subject);
    block.length += text.length;
  }
  return blocks.map(({ id, texts, subjects }) => ({
    ...{ _id: id, events: `[${texts.join(",")}]`, count: texts.length, subjects: [...subjects], pending: id },
  }));
}

/** The events of a numbered block that are asked for, each at its place. */
export function eventsIn(
  { _id, number, recordedAt, events }: EventBlock,
  { after = 0, upTo = Number.MAX_SAFE_INTEGER, of }: { readonly after?: number; readonly upTo?: number; readonly of?: ReadonlySet<string> },
): RecordedEvent[] {
  invariant(number !== undefined && recordedAt !== undefined, `the block ${_id} was read by its number and has one`);
  const firstMs = Date.parse(recordedAt);
  // Written by blocksOf.
  const entries = JSON.parse(events) as readonly EventEntry[];
  return entries
    .map((entry, at) => ({ entry, at }))
    .filter(({ entry, at }) => number + at > after && number + at <= upTo && (of === undefined || of.has(entry.subject)))
    .map(({ entry, at }) => ({ ...entry, number: number + at, recordedAt: new Date(firstMs + at).toISOString() }));
}
