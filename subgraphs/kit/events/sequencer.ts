import { invariant } from "../../domain/invariant.ts";
import type { Clock } from "../clock.ts";
import type { ClientSession, Connection } from "../model.ts";
import { inTransaction } from "../store.ts";
import { eventModel, sequenceModel } from "./model.ts";
import type { EventBlock } from "./model.ts";

/** What the sequencer stands on. */
export interface Numbering {
  readonly connection: Connection;
  readonly clock: Clock;
}

const SEQUENCE = "events";
/** Blocks numbered in one transaction. */
const BLOCK_COUNT_MAX = 500;
const EPOCH = new Date(0).toISOString();

/** Makes the sequence document where it is missing. */
export async function beginSequence({ connection }: Numbering): Promise<void> {
  await sequenceModel(connection).updateOne(
    { _id: SEQUENCE },
    { $setOnInsert: { number: 0, recordedAt: EPOCH, closedAt: EPOCH } },
    { upsert: true },
  );
}

/** Numbers everything that is committed by now. */
export async function numberAll(numbering: Numbering): Promise<void> {
  while ((await numberBatch(numbering)) === BLOCK_COUNT_MAX);
}

/**
 * Numbers what waits, at most one batch, and returns how many blocks. All in one transaction that writes the sequence document: of two
 * sequencers one is refused and begins again, and readers see the whole batch or nothing of it.
 */
async function numberBatch({ connection, clock }: Numbering): Promise<number> {
  const blocks = eventModel(connection);
  if ((await blocks.findOne({ pending: { $gt: "" } }, { _id: 1 }).lean()) === null) return 0;
  return await inTransaction(connection, async (session) => {
    const sequence = await requireSequence(connection, session);
    const waiting = await blocks
      .find({ pending: { $gt: "" } }, { count: 1 })
      .sort({ pending: 1 })
      .limit(BLOCK_COUNT_MAX)
      .session(session)
      .lean<Pick<EventBlock, "_id" | "count">[]>();
    if (waiting.length === 0) return 0;
    let next = sequence.number + 1;
    let nextMs = Math.max(clock.now().getTime(), Date.parse(sequence.recordedAt) + 1, Date.parse(sequence.closedAt) + 1);
    const placed = waiting.map(({ _id, count }) => {
      const place = { _id, number: next, lastNumber: next + count - 1, recordedAt: new Date(nextMs).toISOString() };
      next += count;
      nextMs += count;
      return place;
    });
    const moved = await sequenceModel(connection).updateOne(
      { _id: SEQUENCE, number: sequence.number },
      { $set: { number: next - 1, recordedAt: new Date(nextMs - 1).toISOString() } },
      { session },
    );
    invariant(moved.matchedCount === 1, "the sequence stands where its own transaction read it");
    await blocks.bulkWrite(
      placed.map(({ _id, ...place }) => ({ updateOne: { filter: { _id }, update: { $set: place, $unset: { pending: 1 as const } } } })),
      { session, ordered: true },
    );
    return waiting.length;
  });
}

/** The number of the last event recorded at or before an instant; see EventLog. */
export async function numberKnownAt({ connection, clock }: Numbering, instant: Date): Promise<number> {
  const at = instant.toISOString();
  if (instant.getTime() > clock.now().getTime()) throw new RangeError(`What is known at ${at} cannot be said before then.`);
  const before = await requireSequence(connection, null);
  if (before.recordedAt < at && before.closedAt < at) {
    // What is committed by now belongs before `at`; what is numbered after the past is closed comes later, whoever numbers it.
    await numberAll({ connection, clock });
    await inTransaction(connection, async (session) => {
      const sequence = await requireSequence(connection, session);
      if (sequence.recordedAt >= at || sequence.closedAt >= at) return;
      await sequenceModel(connection).updateOne({ _id: SEQUENCE }, { $set: { closedAt: at } }, { session });
    });
  }
  const last = await eventModel(connection)
    .findOne({ recordedAt: { $lte: at } }, { number: 1, lastNumber: 1, recordedAt: 1 })
    .sort({ recordedAt: -1 })
    .lean();
  if (last?.number === undefined || last.lastNumber === undefined || last.recordedAt === undefined) return 0;
  return Math.min(last.lastNumber, last.number + instant.getTime() - Date.parse(last.recordedAt));
}

/** The last number given. */
export async function lastNumber(connection: Connection): Promise<number> {
  return (await requireSequence(connection, null)).number;
}

async function requireSequence(connection: Connection, session: ClientSession | null) {
  const sequence = await sequenceModel(connection).findById(SEQUENCE).session(session).lean();
  invariant(sequence !== null, "the sequence document was made with the event log");
  return sequence;
}
