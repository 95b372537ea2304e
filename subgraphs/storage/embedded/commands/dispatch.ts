import { StoreError } from "../errors.ts";
import type { Store, StoreTransaction } from "../engine/store.ts";
import type { Request } from "../protocol/message.ts";
import type { Document } from "../values/value.ts";
import { isTrue } from "../values/value.ts";
import * as admin from "./admin.ts";
import type { Authentication } from "./authentication.ts";
import type { Context, Log } from "./context.ts";
import { getMore, killCursors } from "./cursorCommands.ts";
import { Cursors } from "./cursors.ts";
import * as definitions from "./definitions.ts";
import { aggregate } from "./diagnostics.ts";
import { explain } from "./explain.ts";
import * as maintenance from "./maintenance.ts";
import * as reads from "./reads.ts";
import { Sessions } from "./sessions.ts";
import * as statistics from "./statistics.ts";
import * as writes from "./writes.ts";

type Answer = Document | Buffer;
type Command = (context: Context) => Answer | Promise<Answer>;
/** A command about the connection or its sessions rather than about data. */
type OwnCommand = (body: Document, client: Client) => Answer | Promise<Answer>;

/** Who asks: one connection, and who it has proved to be. */
export interface Client {
  readonly id: number;
  readonly authentication: Authentication;
}

const ok = (): Document => ({ ok: 1 });

/** Every command that is spoken; names as clients write them. */
const COMMANDS: Readonly<Record<string, Command>> = {
  insert: writes.insert,
  update: writes.update,
  delete: writes.remove,
  findAndModify: writes.findAndModify,
  findandmodify: (context) => writes.findAndModify({ ...context, name: "findandmodify" }),
  find: reads.find,
  getMore,
  killCursors,
  aggregate,
  count: reads.count,
  distinct: reads.distinct,
  explain,
  create: definitions.create,
  drop: definitions.drop,
  dropDatabase: definitions.dropDatabase,
  listCollections: definitions.listCollections,
  createIndexes: definitions.createIndexes,
  listIndexes: definitions.listIndexes,
  dropIndexes: definitions.dropIndexes,
  collMod: definitions.collMod,
  listDatabases: statistics.listDatabases,
  collStats: statistics.collStats,
  collstats: (context) => statistics.collStats({ ...context, name: "collstats" }),
  dbStats: statistics.dbStats,
  dbstats: statistics.dbStats,
  serverStatus: admin.serverStatus,
  buildInfo: admin.buildInfo,
  buildinfo: admin.buildInfo,
  hostInfo: admin.hostInfo,
  getCmdLineOpts: admin.getCmdLineOpts,
  getLog: admin.getLog,
  getParameter: admin.getParameter,
  whatsmyuri: admin.whatsmyuri,
  tuttiBackup: maintenance.tuttiBackup,
  tuttiVerify: maintenance.tuttiVerify,
  ping: ok,
};

/** Commands that MongoDB runs on the database `admin` only. */
const ADMIN_ONLY = new Set([
  ...["listDatabases", "getCmdLineOpts", "getLog", "getParameter", "killAllSessions"],
  ...["commitTransaction", "abortTransaction", "tuttiBackup", "tuttiVerify"],
]);
/** What MongoDB still takes in the form that old drivers use to begin. */
const LEGACY = new Set(["hello", "isMaster", "ismaster", "buildInfo", "buildinfo", "saslStart", "saslContinue"]);

const TRANSACTIONAL = new Set([
  "insert",
  "update",
  "delete",
  "findAndModify",
  "findandmodify",
  "find",
  "getMore",
  "killCursors",
  "aggregate",
  "distinct",
  "create",
]);
const WRITES = new Set(["insert", "update", "delete", "findAndModify", "findandmodify"]);

/** Answers commands: finds the session and the transaction of each, runs it, and turns errors into answers. */
export class Dispatcher {
  readonly #store: Store;
  readonly #log: Log;
  readonly #address: () => string;
  readonly cursors = new Cursors();
  readonly sessions: Sessions;
  readonly #own: Readonly<Record<string, OwnCommand>>;

  constructor(store: Store, address: () => string, log: Log) {
    this.#store = store;
    this.#address = address;
    this.#log = log;
    this.sessions = new Sessions(store, this.cursors);
    this.#own = this.#ownCommands();
  }

  /** The answer to one request; never throws. */
  async answer(request: Request, client: Client): Promise<Answer> {
    try {
      return await this.#run(request, client);
    } catch (error) {
      return this.failure(error, Object.keys(request.body)[0] ?? "");
    }
  }

  async #run({ body, sequences, legacy }: Request, client: Client): Promise<Answer> {
    const name = Object.keys(body)[0] ?? "";
    const own = Object.hasOwn(this.#own, name) ? this.#own[name] : undefined;
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (legacy && !LEGACY.has(name)) throw unsupportedQuery(name);
    if (!own && !command) throw new StoreError(59, `no such command: '${name}'`);
    client.authentication.require(name);
    if (typeof body["$db"] !== "string" || body["$db"] === "") throw new StoreError(40571, "OP_MSG requests require a $db argument");
    if (ADMIN_ONLY.has(name) && body["$db"] !== "admin") throw new StoreError(13, `${name} may only be run against the admin database.`);
    if (own) return own(body, client);
    return command ? this.#onData(command, this.#context(name, body, sequences)) : ok();
  }

  async #onData(command: Command, context: Context): Promise<Answer> {
    const { body, name } = context;
    if (body["autocommit"] === false) return this.#inTransaction(command, context);
    if (body["txnNumber"] !== undefined && WRITES.has(name)) {
      return this.sessions.once(body, async (remember) => command({ ...context, remember }));
    }
    return command(context);
  }

  #hello(body: Document, { id, authentication }: Client): Document {
    return { ...admin.hello(body, { address: this.#address(), connection: id }), ...authentication.greet(body) };
  }

  #ownCommands(): Readonly<Record<string, OwnCommand>> {
    const { sessions } = this;
    const hello: OwnCommand = (body, client) => this.#hello(body, client);
    return {
      hello,
      isMaster: hello,
      ismaster: hello,
      saslStart: (body, { authentication }) => authentication.start(body),
      saslContinue: (body, { authentication }) => authentication.proceed(body),
      logout: (_, { authentication }) => authentication.logout(),
      connectionStatus: (body, { authentication }) => authentication.status(isTrue(body["showPrivileges"])),
      commitTransaction: (body) => sessions.commit(body),
      abortTransaction: (body) => sessions.abort(body),
      startSession: () => sessions.start(),
      refreshSessions: (body) => sessions.refresh(body),
      endSessions: (body) => sessions.end(body),
      killSessions: (body) => sessions.end(body),
      killAllSessions: (body) => sessions.endAll(body),
      listCommands: () => admin.listCommands([...Object.keys(COMMANDS), ...Object.keys(this.#own)]),
    };
  }

  #context(name: string, body: Document, sequences: Context["sequences"]): Context {
    return {
      store: this.#store,
      cursors: this.cursors,
      log: this.#log,
      database: String(body["$db"]),
      name,
      body,
      sequences,
      transaction: null,
      remember: null,
    };
  }

  /** Any error ends the transaction, as in MongoDB; so do the errors of single writes. */
  async #inTransaction(command: Command, context: Context): Promise<Answer> {
    const { body, name } = context;
    if (!TRANSACTIONAL.has(name)) throw new StoreError(263, `Cannot run '${name}' in a multi-document transaction.`);
    const transaction: StoreTransaction = this.sessions.transactionOf(body);
    try {
      const answer = await command({ ...context, transaction });
      if (!Buffer.isBuffer(answer) && "writeErrors" in answer) this.sessions.abortOf(body["lsid"]);
      return answer;
    } catch (error) {
      this.sessions.abortOf(body["lsid"]);
      throw error;
    }
  }

  /** An error as an answer; one that was not foreseen is logged whole and told in a sentence. */
  failure(error: unknown, command: string): Document {
    if (error instanceof StoreError) {
      const labels = error.labels.length > 0 ? { errorLabels: error.labels } : {};
      return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.extra, ...labels };
    }
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#log("a command of the embedded store failed unexpectedly", { level: "error", command, message });
    return {
      ok: 0,
      errmsg: `unexpected error: ${error instanceof Error ? error.message : String(error)}`,
      code: 1,
      codeName: "InternalError",
    };
  }

  close(): void {
    this.sessions.close();
    this.cursors.closeAll();
  }
}

function unsupportedQuery(command: string): StoreError {
  return new StoreError(
    352,
    `Unsupported OP_QUERY command: ${command}. The client driver may require an upgrade. For more details see https://dochub.mongodb.org/core/legacy-opcode-removal`,
  );
}
