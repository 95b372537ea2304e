import { invariant } from "../../domain/invariant.ts";
import type { Clock } from "../clock.ts";
import type { EventLog, EventPage, RecordedEvent } from "../events.ts";
import type { IdMaker } from "../ids.ts";
import type { Leases } from "../leases.ts";
import type { Logger } from "../log.ts";
import type { Connection } from "../model.ts";
import { insertBuilt } from "../store.ts";
import { createLoop } from "../waker.ts";
import { BLOCK_COUNT_MAX, blocksOf, eventsIn } from "./blocks.ts";
import { createDelivery } from "./delivery.ts";
import { eventModel } from "./model.ts";
import { beginSequence, lastNumber, numberAll, numberKnownAt } from "./sequencer.ts";

export interface EventLogOptions {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly log: Logger;
  readonly leases: Leases;
}

const LEASE = "event-sequencer";
const LEASE_MS = 30_000;
/** How long another process's commit may wait for its number. */
const LOOK_EVERY_MS = 500;
const PAGE_COUNT_MAX = 1_000;
const SUBJECT_COUNT_MAX = 500;
const APPEND_COUNT_MAX = 10_000;

/** The event log of one subgraph's database; see EventLog for what it promises. */
export async function createEventLog(options: EventLogOptions): Promise<EventLog> {
  const { connection, ids, log, leases } = options;
  await beginSequence(options);
  const page = async (request: { readonly after: number; readonly first: number }): Promise<EventPage> =>
    await readPage(connection, request);
  const delivery = createDelivery({
    page,
    log,
    lastNumber: async () => await lastNumber(connection),
    delivered: await lastNumber(connection),
  });
  const loop = createLoop({
    everyMs: LOOK_EVERY_MS,
    step: async () => {
      if (await leases.hold(LEASE, LEASE_MS)) await numberAll(options);
      await delivery.deliver();
    },
    onError: (error) => log.error({ err: error }, "The event sequencer failed and will try again."),
  });
  return {
    append: async (newEvents, session) => {
      invariant(newEvents.length <= APPEND_COUNT_MAX, `a change appends at most ${APPEND_COUNT_MAX} events, not ${newEvents.length}`);
      await insertBuilt(eventModel(connection), blocksOf(newEvents, ids), session);
    },
    page,
    ofSubjects: async (subjects, { upTo } = {}) => await readOfSubjects(connection, subjects, upTo ?? Number.MAX_SAFE_INTEGER),
    knownAt: async (at) => await numberKnownAt(options, at),
    last: async () => await lastNumber(connection),
    drain: async () => {
      await numberAll(options);
      await delivery.deliver();
    },
    wake: loop.wake,
    subscribe: delivery.subscribe,
    start: loop.start,
    stop: async () => {
      await loop.stop();
      await leases.release(LEASE);
    },
  };
}

async function readPage(connection: Connection, { after, first }: { readonly after: number; readonly first: number }): Promise<EventPage> {
  invariant(Number.isInteger(first) && first >= 1 && first <= PAGE_COUNT_MAX, `a page has 1 to ${PAGE_COUNT_MAX} events, not ${first}`);
  // Numbers have no gaps, so it is known which blocks hold the page and the event after it, and no other is read.
  const next = after + first + 1;
  const blocks = await eventModel(connection)
    .find({ lastNumber: { $gt: after, $lt: next + BLOCK_COUNT_MAX }, number: { $lte: next } })
    .sort({ lastNumber: 1 })
    .lean();
  const found = blocks.flatMap((block) => eventsIn(block, { after, upTo: next }));
  const lengthMost = blocks.reduce((sum, { events }) => sum + events.length, 0);
  return { events: found.slice(0, first), hasMore: found.length > first, lengthMost };
}

async function readOfSubjects(connection: Connection, subjects: readonly string[], upTo: number): Promise<Map<string, RecordedEvent[]>> {
  invariant(subjects.length <= SUBJECT_COUNT_MAX, `at most ${SUBJECT_COUNT_MAX} subjects a call, not ${subjects.length}`);
  const bySubject = new Map<string, RecordedEvent[]>(subjects.map((subject) => [subject, []]));
  const found = await eventModel(connection)
    .find({ subjects: { $in: [...subjects] }, number: { $gte: 1, $lte: upTo } })
    .lean();
  found.sort((one, other) => (one.number ?? 0) - (other.number ?? 0));
  const of = new Set(subjects);
  for (const block of found) {
    for (const event of eventsIn(block, { upTo, of })) bySubject.get(event.subject)?.push(event);
  }
  return bySubject;
}
