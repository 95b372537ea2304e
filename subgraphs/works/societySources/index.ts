import type { Clock } from "../../kit/clock.ts";
import type { Foundation } from "../../kit/foundation.ts";
import type { Caller } from "../../kit/caller.ts";
import type { Seal } from "../../kit/seal.ts";
import { ensureIndexes } from "../../kit/store.ts";
import type { WorkModels } from "../model.ts";
import type { WorkRecord } from "../records.ts";
import type { WebhookReach } from "../webhooks/addresses.ts";
import { fileSource, lastMessageOf } from "./fileSource.ts";
import { sourceModels } from "./model.ts";
import type { SourceRecord, SourceStateRecord } from "./model.ts";
import { Nodes } from "./nodes.ts";
import { nodeSource } from "./nodeSource.ts";
import { registerFileSource, registerNodeSource, removeSocietySource } from "./registry.ts";
import type {
  RegisterFileSourceInput,
  RegisterNodeSourceInput,
  RegistryParts,
  RemoveSocietySourceInput,
  SourceAnswer,
} from "./registry.ts";
import type { SocietySource } from "./source.ts";
import type { TakingParts } from "./take.ts";
import { renewTokens } from "./tokens.ts";
import { wordByFile, wordByNode } from "./word.ts";
import type { SourceWord } from "./word.ts";

export type { SourceRecord, SourceStateRecord } from "./model.ts";
export type { RegisterFileSourceInput, RegisterNodeSourceInput, RemoveSocietySourceInput, SourceAnswer } from "./registry.ts";

/** What the seal of nodes' tokens is derived for (kit/seal.ts). */
export const NODE_SEAL = "node-tokens";

/** A work, and the societies whose word on it is expected. */
export interface ExpectedWords {
  readonly work: WorkRecord;
  readonly societies: Iterable<string>;
}

/** Which nodes answered about all works that they were asked for, and whether anything new is recorded since. */
export interface Refreshed {
  /** ISO instants by society. */
  readonly answered: ReadonlyMap<string, string>;
  readonly changed: boolean;
}

/** How a registered source stands. */
export interface SourceStanding {
  readonly word: SourceWord;
  /** Of a node; null before it was first asked, and for files. */
  readonly state: SourceStateRecord | null;
}

/** Where the words of societies come from. */
export interface SocietySources {
  /** Asks the nodes among the expected sources, each once and all at the same time, each within its deadline, and records what they tell. */
  refresh(expected: readonly ExpectedWords[]): Promise<Refreshed>;
  /** The source of each society, as it is now: one that nobody registered is a file without a rhythm. `answered` names the nodes that were just asked. */
  of(societies: readonly string[], answered?: Refreshed["answered"]): Promise<ReadonlyMap<string, SocietySource>>;
  /** Those that are registered, by society. */
  list(): Promise<readonly SourceRecord[]>;
  find(society: string): Promise<SourceRecord | null>;
  /** How each as a whole stands, in the order given. */
  standings(records: readonly SourceRecord[]): Promise<readonly SourceStanding[]>;
  registerFile(caller: Caller, input: RegisterFileSourceInput): SourceAnswer;
  registerNode(caller: Caller, input: RegisterNodeSourceInput): SourceAnswer;
  remove(caller: Caller, input: RemoveSocietySourceInput): SourceAnswer;
  /** Fetches from every node what it stated since the last time; a schedule does it once a minute. */
  pull(): Promise<void>;
  /** Seals anew the tokens that a former key sealed. */
  start(): Promise<void>;
}

export interface SocietySourceOptions {
  readonly foundation: Foundation;
  /** The files that came. */
  readonly messages: WorkModels["messages"];
  readonly reach: WebhookReach;
  readonly seal: Seal | null;
  readonly taking: TakingParts;
}

/** Another process of works registered a source: known here after so long. */
const REMEMBERED_MS = 2_000;
const PULL_EVERY_MS = 60_000;

/** Makes the collections, and the sources over them. */
export async function createSocietySources(options: SocietySourceOptions): Promise<SocietySources> {
  const { foundation, messages, reach, seal, taking } = options;
  const models = sourceModels(foundation.connection);
  await ensureIndexes(Object.values(models));
  const { clock, log } = foundation;
  const nodes = new Nodes({ models, clock, log, reach, seal, taking });
  let remembered: { readonly atMs: number; readonly records: ReadonlyMap<string, SourceRecord> } | null = null;
  const list = async (): Promise<SourceRecord[]> => await models.sources.find({}).sort({ _id: 1 }).lean<SourceRecord[]>();
  const registered = async (): Promise<ReadonlyMap<string, SourceRecord>> => {
    const atMs = clock.now().getTime();
    if (remembered !== null && Math.abs(atMs - remembered.atMs) < REMEMBERED_MS) return remembered.records;
    const records = new Map((await list()).map((record) => [record._id, record]));
    remembered = { atMs, records };
    return records;
  };
  const statesOf = async (records: readonly SourceRecord[]): Promise<ReadonlyMap<string, SourceStateRecord>> => {
    const ids = records.flatMap(({ _id, form }) => (form === "NODE" ? [_id] : []));
    const found = ids.length === 0 ? [] : await models.states.find({ _id: { $in: ids } }).lean<SourceStateRecord[]>();
    return new Map(found.map((state) => [state._id, state]));
  };
  const parts: RegistryParts = { foundation, models, reach, seal, changed: () => (remembered = null) };
  const pull = async (): Promise<void> => {
    const all = (await list()).filter(({ form }) => form === "NODE");
    await Promise.all(all.map(async (record) => await nodes.pull(record)));
  };
  foundation.schedules.register("pull-society-nodes", PULL_EVERY_MS, pull);
  return {
    refresh: async (expected) => {
      const records = await registered();
      return await refreshFrom(nodes, records, expected);
    },
    of: async (societies, answered = new Map()) => {
      const records = await registered();
      const states = await statesOf(societies.flatMap((society) => records.get(society) ?? []));
      const made = societies.map(async (society): Promise<SocietySource> => {
        const record = records.get(society) ?? null;
        if (record?.form !== "NODE") return await fileSource({ society, record, messages, clock });
        return nodeSource({ society, state: states.get(society) ?? null, answeredAt: answered.get(society) ?? null, clock });
      });
      return new Map((await Promise.all(made)).map((source) => [source.society, source]));
    },
    list,
    find: async (society) => await models.sources.findOne({ _id: society }).lean<SourceRecord>(),
    standings: async (records) => {
      const states = await statesOf(records);
      return await Promise.all(
        records.map(async (record) => await standingOf(record, { state: states.get(record._id) ?? null, messages, clock })),
      );
    },
    registerFile: async (caller, input) => await registerFileSource(parts, caller, input),
    registerNode: async (caller, input) => await registerNodeSource(parts, caller, input),
    remove: async (caller, input) => await removeSocietySource(parts, caller, input),
    pull,
    start: async () => {
      const closed = await renewTokens(models, seal);
      if (closed.length > 0)
        log.error({ societies: closed.slice(0, 100) }, "Tokens for nodes do not open: a former key is missing in the key file.");
    },
  };
}

/** How a source as a whole stands. */
async function standingOf(
  { _id, form, rhythmDays }: SourceRecord,
  known: { readonly state: SourceStateRecord | null; readonly messages: WorkModels["messages"]; readonly clock: Clock },
): Promise<SourceStanding> {
  const { state, messages, clock } = known;
  if (form === "NODE") {
    const { lastSuccessAt: onWork = null, pulledAt = null, failures = 0 } = state ?? {};
    return { state, word: wordByNode({ onWork, answeredAt: null, pulledAt, isFailing: failures > 0, now: clock.now() }) };
  }
  const lastMessage = await lastMessageOf(messages, _id);
  return { state, word: wordByFile({ onWork: lastMessage, lastMessage, rhythmDays, now: clock.now() }) };
}

async function refreshFrom(
  nodes: Nodes,
  records: ReadonlyMap<string, SourceRecord>,
  expected: readonly ExpectedWords[],
): Promise<Refreshed> {
  const works = new Map<SourceRecord, WorkRecord[]>();
  for (const { work, societies } of expected) {
    for (const society of societies) {
      const record = records.get(society);
      if (record?.form === "NODE") works.set(record, [...(works.get(record) ?? []), work]);
    }
  }
  const asked = await Promise.all([...works].map(async ([record, own]) => ({ society: record._id, ...(await nodes.ask(record, own)) })));
  return {
    answered: new Map(asked.flatMap(({ society, answeredAt }) => (answeredAt === null ? [] : [[society, answeredAt] as const]))),
    changed: asked.some(({ changed }) => changed),
  };
}
