import { invariant } from "../../domain/invariant.ts";
import type { NewEvent, RecordedEvent } from "../events.ts";
import type { IdMaker } from "../ids.ts";
import { storedJson } from "../json.ts";
import type { EventBlock, EventEntry } from "./model.ts";

/** Events of one block: who reads one subject's history reads whole blocks. */
const BLOCK_COUNT_MAX = 32;
/** Characters of data in one block, unless one event alone has more. */
const BLOCK_LENGTH_MAX = 100_000;
const DATA_LENGTH_MAX = 1_000_000;

/** The events of one change as blocks that wait for their numbers, in order. */
export function blocksOf(events: readonly NewEvent[], ids: IdMaker): EventBlock[] {
  const blocks: EventEntry[][] = [];
  let current: EventEntry[] = [];
  let length = 0;
  for (const { kind, subject, data } of events) {
    invariant(kind !== "" && subject !== "", "an event names its kind and its subject");
    const text = JSON.stringify(data);
    invariant(text.length <= DATA_LENGTH_MAX, `an event's data is at most ${DATA_LENGTH_MAX} characters, not ${text.length}`);
    if (current.length === 0 || current.length >= BLOCK_COUNT_MAX || length + text.length > BLOCK_LENGTH_MAX) {
      current = [];
      length = 0;
      blocks.push(current);
    }
    current.push({ id: ids.make("evt"), at: current.length, kind, subject, data: text });
    length += text.length;
  }
  return blocks.map(blockOf);
}

function blockOf(events: readonly EventEntry[]): EventBlock {
  const [first] = events;
  invariant(first !== undefined, "a block has events");
  return { _id: first.id, events, subjects: [...new Set(events.map(({ subject }) => subject))], pending: first.id };
}

/** The events of a numbered block, those between two numbers, each at its place. */
export function eventsIn(
  { _id, number, recordedAt, events }: EventBlock,
  { after = 0, upTo = Number.MAX_SAFE_INTEGER }: { readonly after?: number; readonly upTo?: number },
): RecordedEvent[] {
  invariant(number !== undefined && recordedAt !== undefined, `the block ${_id} was read by its number and has one`);
  const firstMs = Date.parse(recordedAt);
  return events
    .filter(({ at }) => number + at > after && number + at <= upTo)
    .map(({ id, at, kind, subject, data }) => ({
      ...{ id, kind, subject, data: storedJson(JSON.parse(data)) },
      ...{ number: number + at, recordedAt: new Date(firstMs + at).toISOString() },
    }));
}
