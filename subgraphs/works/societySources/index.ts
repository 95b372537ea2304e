import type { Foundation } from "../../kit/foundation.ts";
import type { Caller } from "../../kit/caller.ts";
import { ensureIndexes } from "../../kit/store.ts";
import type { WorkModels } from "../model.ts";
import { fileSource, lastMessageOf } from "./fileSource.ts";
import { sourceModels } from "./model.ts";
import type { SourceRecord } from "./model.ts";
import { registerFileSource, removeSocietySource } from "./registry.ts";
import type { RegisterFileSourceInput, RegistryParts, RemoveSocietySourceInput, SourceAnswer } from "./registry.ts";
import type { SocietySource } from "./source.ts";
import { wordByFile } from "./word.ts";
import type { SourceWord } from "./word.ts";

export type { SourceRecord } from "./model.ts";
export type { RegisterFileSourceInput, RemoveSocietySourceInput, SourceAnswer } from "./registry.ts";

/** Where the words of societies come from. */
export interface SocietySources {
  /** The source of each society, as it is now: one that nobody registered is a file without a rhythm. One read, whatever their number. */
  of(societies: readonly string[]): Promise<ReadonlyMap<string, SocietySource>>;
  /** Those that are registered, by society. */
  list(): Promise<readonly SourceRecord[]>;
  find(society: string): Promise<SourceRecord | null>;
  /** How the word of each as a whole stands, in the order given. */
  words(records: readonly SourceRecord[]): Promise<readonly SourceWord[]>;
  registerFile(caller: Caller, input: RegisterFileSourceInput): SourceAnswer;
  remove(caller: Caller, input: RemoveSocietySourceInput): SourceAnswer;
}

export interface SocietySourceOptions {
  readonly foundation: Foundation;
  /** The files that came. */
  readonly messages: WorkModels["messages"];
}

/** Another process of works registered a source: known here after so long. */
const REMEMBERED_MS = 2_000;

/** Makes the collection, and the sources over it. */
export async function createSocietySources({ foundation, messages }: SocietySourceOptions): Promise<SocietySources> {
  const models = sourceModels(foundation.connection);
  await ensureIndexes(Object.values(models));
  const { clock } = foundation;
  let remembered: { readonly atMs: number; readonly records: ReadonlyMap<string, SourceRecord> } | null = null;
  const list = async (): Promise<SourceRecord[]> => await models.sources.find({}).sort({ _id: 1 }).lean<SourceRecord[]>();
  const registered = async (): Promise<ReadonlyMap<string, SourceRecord>> => {
    const atMs = clock.now().getTime();
    if (remembered !== null && Math.abs(atMs - remembered.atMs) < REMEMBERED_MS) return remembered.records;
    const records = new Map((await list()).map((record) => [record._id, record]));
    remembered = { atMs, records };
    return records;
  };
  const parts: RegistryParts = { foundation, models, changed: () => (remembered = null) };
  return {
    of: async (societies) => {
      const records = await registered();
      const made = societies.map(async (society) => await fileSource({ society, record: records.get(society) ?? null, messages, clock }));
      return new Map((await Promise.all(made)).map((source) => [source.society, source]));
    },
    list,
    find: async (society) => await models.sources.findOne({ _id: society }).lean<SourceRecord>(),
    words: async (records) =>
      await Promise.all(
        records.map(async ({ _id, rhythmDays }) => {
          const lastMessage = await lastMessageOf(messages, _id);
          return wordByFile({ onWork: lastMessage, lastMessage, rhythmDays, now: clock.now() });
        }),
      ),
    registerFile: async (caller, input) => await registerFileSource(parts, caller, input),
    remove: async (caller, input) => await removeSocietySource(parts, caller, input),
  };
}
