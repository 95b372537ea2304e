import { problem } from "../../domain/outcome.ts";
import type { Clock } from "../clock.ts";
import { IdempotencyConflict } from "../commands.ts";
import type { CommandAnswer, CommandOptions, Commands } from "../commands.ts";
import { canonicalJson, sha256 } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { ClientSession, Connection } from "../model.ts";
import { Refusal } from "../refusal.ts";
import { isDuplicateKey } from "../store.ts";
import type { SubgraphName } from "../subgraphName.ts";
import { commandModel } from "./model.ts";
import type { CommandRecord } from "./model.ts";

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const KEY_LENGTH_MAX = 200;
const FORGET_BATCH_COUNT = 1_000;

export interface CommandsOptions {
  readonly subgraph: SubgraphName;
  readonly connection: Connection;
  readonly clock: Clock;
  /** A transaction of the subgraph, retried on write conflicts. */
  readonly inTransaction: <T>(work: (session: ClientSession) => Promise<T>) => Promise<T>;
}

/** Idempotent commands over one subgraph's database; see Commands for what they promise. */
export function createCommands(options: CommandsOptions): Commands {
  const { connection, clock, inTransaction } = options;
  return {
    run: async <T extends JsonObject>(command: CommandOptions, work: (session: ClientSession) => Promise<T>): Promise<CommandAnswer<T>> => {
      if (command.key === null) return { answer: await inTransaction(work), replayed: false };
      checkKey(command.key);
      const once = async (): Promise<CommandAnswer<T>> =>
        await inTransaction(async (session) => await runOnce(options, { command, work, session }));
      try {
        return await once();
      } catch (error) {
        // The twin of this command committed between our look and our write: its record is there now.
        if (isDuplicateKey(error) && (await isRecorded(options, command))) return await once();
        throw error;
      }
    },
    forget: async () => {
      const commands = commandModel(connection);
      const now = clock.now().toISOString();
      let forgottenCount = 0;
      for (let more = true; more;) {
        const old = await commands
          .find({ keptUntil: { $lt: now } }, { _id: 1 })
          .sort({ keptUntil: 1 })
          .limit(FORGET_BATCH_COUNT)
          .lean();
        if (old.length > 0) await commands.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } });
        forgottenCount += old.length;
        more = old.length === FORGET_BATCH_COUNT;
      }
      return forgottenCount;
    },
  };
}

interface Attempt<T> {
  readonly command: CommandOptions;
  readonly work: (session: ClientSession) => Promise<T>;
  readonly session: ClientSession;
}

async function runOnce<T extends JsonObject>(options: CommandsOptions, { command, work, session }: Attempt<T>): Promise<CommandAnswer<T>> {
  const commands = commandModel(options.connection);
  const now = options.clock.now();
  const _id = recordId(options.subgraph, command);
  const inputHash = sha256(canonicalJson(command.input));
  const found = await commands.findById(_id).session(session).lean();
  if (found !== null && found.keptUntil > now.toISOString()) {
    if (found.inputHash !== inputHash) throw new IdempotencyConflict(command.operation);
    // The text was written from a T below; the caller's T is the same operation's.
    return { answer: JSON.parse(found.answer) as T, replayed: true };
  }
  if (found !== null) await commands.deleteOne({ _id }, { session });
  const answer = await work(session);
  const record: CommandRecord = {
    _id,
    operation: command.operation,
    subject: command.caller.subject,
    society: command.caller.society,
    idempotencyKey: command.key ?? "",
    inputHash,
    answer: JSON.stringify(answer),
    keptUntil: new Date(now.getTime() + KEPT_MS).toISOString(),
  };
  await commands.insertMany([record], { session });
  return { answer, replayed: false };
}

async function isRecorded(options: CommandsOptions, command: CommandOptions): Promise<boolean> {
  return (await commandModel(options.connection).findById(recordId(options.subgraph, command), { _id: 1 }).lean()) !== null;
}

function recordId(subgraph: SubgraphName, { operation, caller, key }: CommandOptions): string {
  return sha256(canonicalJson([subgraph, caller.subject, caller.society, operation, key]));
}

function checkKey(key: string): void {
  if (key.length >= 1 && key.length <= KEY_LENGTH_MAX) return;
  const message = `An idempotency key has 1 to ${KEY_LENGTH_MAX} characters, not ${key.length}.`;
  throw new Refusal([problem("IDEMPOTENCY_KEY", message, ["idempotencyKey"])]);
}
