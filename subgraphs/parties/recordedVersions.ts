import { z } from "zod";
import { problem } from "../domain/outcome.ts";
import type { EventLog } from "../kit/events.ts";
import { Refusal } from "../kit/refusal.ts";
import type { PartyModels, SupersededRecord } from "./model.ts";

/** Subjects that one call of the event log takes, and rows of one read. */
const CHUNK = 500;
/** Reads at once of what was recorded before superseded versions were kept. */
const AT_ONCE = 20;

/** What tells the past: the records, the log, and the number of the last event known at the instant asked for. */
export interface PastTools {
  readonly models: PartyModels;
  readonly events: EventLog;
  readonly upTo: number;
}

/** The number of the last event known at an instant; problem `KNOWN_IN_FUTURE` under the argument's name. */
export async function numberAt(events: EventLog, instant: Date, argument: string): Promise<number> {
  try {
    return await events.knownAt(instant);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `${argument} is ${instant.toISOString()}, which has not come yet; leave it out for what is known now.`;
    throw new Refusal([problem("KNOWN_IN_FUTURE", message, [argument])]);
  }
}

const eventData = z.object({ version: z.number().optional() });

/** The version that an event tells of. What is loaded in bulk is new, and its event names no version. */
export function versionOf(event: { readonly data: unknown }): number {
  return eventData.parse(event.data).version ?? 1;
}

/** Of each subject the latest version that an event then told of; none for what was not known yet. */
export async function versionsThen({ events, upTo }: PastTools, subjects: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const known = new Map<string, number>();
  for (const chunk of chunksOf(subjects)) {
    for (const [subject, list] of await events.ofSubjects(chunk, { upTo })) {
      const versions = list.map(versionOf);
      if (versions.length > 0) known.set(subject, Math.max(...versions));
    }
  }
  return known;
}

/** What a superseded record may keep; a party's may keep one thing and not the other. */
export type Kept = "membership" | "agreement" | "direct" | "printed" | "identity";

/** What stood in the version known: of all of this kind that was replaced since, the first. None where it still stands. */
export async function supersededThen<K extends Kept>(
  { superseded }: PartyModels,
  { known, kept, subjects }: { readonly known: ReadonlyMap<string, number>; readonly kept: K; readonly subjects: readonly string[] },
): Promise<ReadonlyMap<string, NonNullable<SupersededRecord[K]>>> {
  const found = new Map<string, NonNullable<SupersededRecord[K]>>();
  const take = (record: SupersededRecord | null): void => {
    const value = record?.[kept];
    if (record !== null && value !== undefined) found.set(record.subject, value);
  };
  for (const chunk of chunksOf(subjects)) {
    const ids = chunk.map((subject) => `${subject}.${known.get(subject) ?? 0}`);
    const exact = await superseded
      .find({ _id: { $in: ids } })
      .lean<SupersededRecord[]>()
      .exec();
    exact.forEach(take);
  }
  const others = subjects.filter((subject) => !found.has(subject));
  for (const some of chunksOf(others, AT_ONCE)) {
    const first = await Promise.all(
      some.map(
        async (subject) =>
          await superseded
            .findOne({ subject, version: { $gte: known.get(subject) ?? 0 }, [kept]: { $exists: true } })
            .sort({ version: 1 })
            .lean<SupersededRecord | null>()
            .exec(),
      ),
    );
    first.forEach(take);
  }
  return found;
}

export function chunksOf<T>(items: readonly T[], size = CHUNK): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}
