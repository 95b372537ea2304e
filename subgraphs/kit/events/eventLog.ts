import { invariant } from "../../domain/invariant.ts";
import type { Clock } from "../clock.ts";
import type { EventLog, EventPage, NewEvent, RecordedEvent } from "../events.ts";
import type { IdMaker } from "../ids.ts";
import { plainJson, storedJson } from "../json.ts";
import type { Leases } from "../leases.ts";
import type { Logger } from "../log.ts";
import type { ClientSession, Connection } from "../model.ts";
import { inTransaction } from "../store.ts";
import { createLoop } from "../waker.ts";
import { eventModel, sequenceModel } from "./model.ts";
import type { EventRecord } from "./model.ts";

export interface EventLogOptions {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly log: Logger;
  readonly leases: Leases;
}

const SEQUENCE = "events";
const LEASE = "event-sequencer";
const LEASE_MS = 30_000;
/** How long another process's commit may wait for its number. */
const LOOK_EVERY_MS = 500;
/** Events numbered in one transaction. */
const BATCH_COUNT_MAX = 500;
const PAGE_COUNT_MAX = 1_000;
const SUBJECT_COUNT_MAX = 500;
const APPEND_COUNT_MAX = 1_000;
const DATA_LENGTH_MAX = 1_000_000;
const EPOCH = new Date(0).toISOString();

/** The event log of one subgraph's database; see EventLog for what it promises. */
export async function createEventLog(options: EventLogOptions): Promise<EventLog> {
  const { connection, ids, log, leases } = options;
  const events = eventModel(connection);
  await sequenceModel(connection).updateOne(
    { _id: SEQUENCE },
    { $setOnInsert: { number: 0, recordedAt: EPOCH, closedAt: EPOCH } },
    { upsert: true },
  );
  const page = async (request: { readonly after: number; readonly first: number }): Promise<EventPage> =>
    await readPage(connection, request);
  const drain = async (): Promise<void> => {
    while ((await numberBatch(options)) === BATCH_COUNT_MAX);
  };
  const delivery = createDelivery({ page, log, delivered: await lastNumber(connection) });
  const loop = createLoop({
    everyMs: LOOK_EVERY_MS,
    step: async () => {
      if (await leases.hold(LEASE, LEASE_MS)) await drain();
      await delivery.deliver();
    },
    onError: (error) => log.error({ err: error }, "The event sequencer failed and will try again."),
  });
  return {
    append: async (newEvents, session) => {
      invariant(newEvents.length <= APPEND_COUNT_MAX, `a change appends at most ${APPEND_COUNT_MAX} events, not ${newEvents.length}`);
      if (newEvents.length > 0)
        await events.insertMany(
          newEvents.map((event) => pendingRecord(ids.make("evt"), event)),
          { session },
        );
    },
    page,
    ofSubjects: async (subjects, { upTo } = {}) => await readOfSubjects(connection, subjects, upTo ?? Number.MAX_SAFE_INTEGER),
    knownAt: async (at) => await readKnownAt(options, { at, drain }),
    drain: async () => {
      await drain();
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

function pendingRecord(id: string, { kind, subject, data }: NewEvent): EventRecord {
  invariant(kind !== "" && subject !== "", "an event names its kind and its subject");
  const { length } = JSON.stringify(data);
  invariant(length <= DATA_LENGTH_MAX, `an event's data is at most ${DATA_LENGTH_MAX} characters, not ${length}`);
  return { _id: id, kind, subject, data: plainJson(data), pending: id };
}

/**
 * Numbers what waits, at most one batch, and returns how many. All in one transaction that writes the sequence document: of two
 * sequencers one is refused and begins again, and readers see the whole batch or nothing of it.
 */
async function numberBatch({ connection, clock }: EventLogOptions): Promise<number> {
  const [events, sequences] = [eventModel(connection), sequenceModel(connection)];
  if ((await events.findOne({ pending: { $gt: "" } }, { _id: 1 }).lean()) === null) return 0;
  return await inTransaction(connection, async (session) => {
    const sequence = await requireSequence(connection, session);
    const waiting = await events
      .find({ pending: { $gt: "" } }, { _id: 1 })
      .sort({ pending: 1 })
      .limit(BATCH_COUNT_MAX)
      .session(session)
      .lean();
    if (waiting.length === 0) return 0;
    const earliestMs = Math.max(Date.parse(sequence.recordedAt), Date.parse(sequence.closedAt)) + 1;
    const firstMs = Math.max(clock.now().getTime(), earliestMs);
    const placed = waiting.map(({ _id }, at) => ({
      _id,
      number: sequence.number + 1 + at,
      recordedAt: new Date(firstMs + at).toISOString(),
    }));
    const last = placed.at(-1);
    invariant(last !== undefined, "a batch that is not empty has a last event");
    const moved = await sequences.updateOne(
      { _id: SEQUENCE, number: sequence.number },
      { $set: { number: last.number, recordedAt: last.recordedAt } },
      { session },
    );
    invariant(moved.matchedCount === 1, "the sequence stands where its own transaction read it");
    await events.bulkWrite(
      placed.map(({ _id, number, recordedAt }) => ({
        updateOne: { filter: { _id }, update: { $set: { number, recordedAt }, $unset: { pending: 1 as const } } },
      })),
      { session, ordered: true },
    );
    return waiting.length;
  });
}

async function requireSequence(connection: Connection, session: ClientSession | null) {
  const sequence = await sequenceModel(connection).findById(SEQUENCE).session(session).lean();
  invariant(sequence !== null, "the sequence document was made with the event log");
  return sequence;
}

async function readPage(connection: Connection, { after, first }: { readonly after: number; readonly first: number }): Promise<EventPage> {
  invariant(Number.isInteger(first) && first >= 1 && first <= PAGE_COUNT_MAX, `a page has 1 to ${PAGE_COUNT_MAX} events, not ${first}`);
  const records = await eventModel(connection)
    .find({ number: { $gt: after } })
    .sort({ number: 1 })
    .limit(first + 1)
    .lean();
  return { events: records.slice(0, first).map(recordedEvent), hasMore: records.length > first };
}

async function readOfSubjects(connection: Connection, subjects: readonly string[], upTo: number): Promise<Map<string, RecordedEvent[]>> {
  invariant(subjects.length <= SUBJECT_COUNT_MAX, `at most ${SUBJECT_COUNT_MAX} subjects a call, not ${subjects.length}`);
  const records = await eventModel(connection)
    .find({ subject: { $in: [...subjects] }, number: { $gte: 1, $lte: upTo } })
    .sort({ subject: 1, number: 1 })
    .lean();
  const bySubject = new Map<string, RecordedEvent[]>(subjects.map((subject) => [subject, []]));
  for (const record of records) bySubject.get(record.subject)?.push(recordedEvent(record));
  return bySubject;
}

async function readKnownAt(options: EventLogOptions, known: { readonly at: Date; readonly drain: () => Promise<void> }): Promise<number> {
  const { connection, clock } = options;
  const at = known.at.toISOString();
  if (known.at.getTime() > clock.now().getTime()) throw new RangeError(`What is known at ${at} cannot be said before then.`);
  const before = await requireSequence(connection, null);
  if (before.recordedAt < at && before.closedAt < at) {
    // What is committed by now belongs before `at`; what is numbered after the past is closed comes later, whoever numbers it.
    await known.drain();
    await inTransaction(connection, async (session) => {
      const sequence = await requireSequence(connection, session);
      if (sequence.recordedAt >= at || sequence.closedAt >= at) return;
      await sequenceModel(connection).updateOne({ _id: SEQUENCE }, { $set: { closedAt: at } }, { session });
    });
  }
  const last = await eventModel(connection)
    .findOne({ recordedAt: { $lte: at } }, { number: 1 })
    .sort({ recordedAt: -1 })
    .lean();
  return last?.number ?? 0;
}

async function lastNumber(connection: Connection): Promise<number> {
  return (await requireSequence(connection, null)).number;
}

function recordedEvent({ _id, kind, subject, data, number, recordedAt }: EventRecord): RecordedEvent {
  invariant(number !== undefined && recordedAt !== undefined, `the event ${_id} was read by its number and has one`);
  return { id: _id, kind, subject, data: storedJson(data), number, recordedAt };
}

interface Delivery {
  deliver(): Promise<void>;
  subscribe(listener: (event: RecordedEvent) => void): () => void;
}

/** Hands numbered events to listeners in order, each once; a listener that throws is logged and stays. */
function createDelivery(options: { readonly page: EventLog["page"]; readonly log: Logger; readonly delivered: number }): Delivery {
  const listeners = new Set<(event: RecordedEvent) => void>();
  let delivered = options.delivered;
  let queue = Promise.resolve();
  const deliverAll = async (): Promise<void> => {
    for (let hasMore = true; hasMore;) {
      const found = await options.page({ after: delivered, first: PAGE_COUNT_MAX });
      for (const event of found.events) {
        for (const listener of listeners) callListener(listener, event, options.log);
        delivered = event.number;
      }
      hasMore = found.hasMore;
    }
  };
  return {
    deliver: async () => {
      const turn = queue.then(deliverAll);
      queue = turn.catch(() => undefined);
      await turn;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function callListener(listener: (event: RecordedEvent) => void, event: RecordedEvent, log: Logger): void {
  try {
    listener(event);
  } catch (error) {
    log.error({ err: error, event: event.id }, "A listener to events failed.");
  }
}
