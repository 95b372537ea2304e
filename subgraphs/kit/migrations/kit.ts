import type { Migration } from "../migrations.ts";
import type { Connection } from "../model.ts";

/** The kit's own stored shapes (events, commands, jobs, …) have a format of their own. 2: events are stored in blocks. */
export const KIT_MIGRATIONS: readonly Migration[] = [
  { to: 2, name: "Events that one change wrote are stored together, in blocks", run: blockEvents },
];

/** An event as format 1 had it, a document of its own; by this step all but its id is in another shape. */
interface SingleEvent {
  readonly _id: string;
  readonly kind?: string;
  readonly subject?: string;
  readonly data?: unknown;
  readonly number?: number;
}

const BATCH = 500;

/** Each event becomes a block of its own: those of one change cannot be told any more, and numbers and instants stay as they are. */
async function blockEvents(connection: Connection): Promise<void> {
  const events = connection.collection<SingleEvent>("events");
  for (let after = ""; ;) {
    const found = await events
      .find({ _id: { $gt: after }, kind: { $exists: true } })
      .sort({ _id: 1 })
      .limit(BATCH)
      .toArray();
    const last = found.at(-1);
    if (last === undefined) break;
    await events.bulkWrite(
      found.map((event) => ({ replaceOne: { filter: { _id: event._id }, replacement: blockOf(event) } })),
      { ordered: false },
    );
    after = last._id;
  }
  const names = new Set((await connection.listCollections()).map(({ name }) => name));
  if (!names.has("events")) return;
  const indexes = new Set((await events.indexes()).map(({ name }) => name));
  for (const name of ["number_1", "subject_1_number_1"]) if (indexes.has(name)) await events.dropIndex(name);
}

function blockOf({ _id, kind, subject, data, number, ...rest }: SingleEvent) {
  const numbers = number === undefined ? {} : { number, lastNumber: number };
  return { ...rest, ...numbers, events: JSON.stringify([{ id: _id, kind, subject, data }]), count: 1, subjects: [subject] };
}
