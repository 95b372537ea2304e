import type { LocalDate } from "../../domain/period.ts";
import type { ClientSession, Connection } from "../../kit/model.ts";
import type { LicenseRecord } from "../model.ts";
import { watchModels } from "./model.ts";
import type { WatchModels } from "./model.ts";

/** The stored shape of the watcher's records. */
export const WATCH_SHAPE = 1;

/** Lets the watcher look at all of a licence, in the transaction that gives it its terms. */
export async function watchFrom(
  connection: Connection,
  license: Pick<LicenseRecord, "_id" | "licensor">,
  session: ClientSession,
): Promise<void> {
  const { _id, licensor } = license;
  await watchModels(connection).watches.updateOne({ _id }, dueWatch(licensor), { session, upsert: true });
}

/** A watch at its beginning; one that is there begins a new look at all of its licence. */
export function dueWatch(licensor: string) {
  return {
    $set: { chunk: 0, notBeforeMs: 0 },
    $inc: { version: 1 },
    $setOnInsert: { shape: WATCH_SHAPE, licensor, termVersion: 0, nextFrom: null },
  };
}

/** Lets the watcher look at all of some licences, or of every one: those of licensors, those whose next terms begin by a day. Whatever is being written of them begins again. */
export async function lookAgainAt(
  { watches }: WatchModels,
  which: { readonly licensors?: readonly string[]; readonly begunBy?: LocalDate } = {},
): Promise<void> {
  const { licensors, begunBy } = which;
  const condition = {
    ...(licensors === undefined ? {} : { licensor: { $in: [...licensors] } }),
    ...(begunBy === undefined ? {} : { nextFrom: { $gt: "", $lte: begunBy } }),
  };
  await watches.updateMany(condition, { $set: { chunk: 0 }, $inc: { version: 1 } });
}
