import { notCovered, StoreError } from "../errors.ts";
import type { Store, StoreTransaction } from "../engine/store.ts";
import type { Request } from "../protocol/message.ts";
import type { Document } from "../values/value.ts";
import { isArray } from "../values/value.ts";
import * as admin from "./admin.ts";
import { aggregate } from "./aggregate.ts";
import type { Context, Log } from "./context.ts";
import { Cursors } from "./cursors.ts";
import * as definitions from "./definitions.ts";
import * as reads from "./reads.ts";
import { Sessions } from "./sessions.ts";
import * as writes from "./writes.ts";

type Answer = Document | Buffer;
type Command = (context: Context) => Answer | Promise<Answer>;

const ok = (): Document => ({ ok: 1 });

/** Every command that is spoken; names as clients write them. */
const COMMANDS: Readonly<Record<string, Command>> = {
  insert: writes.insert,
  update: writes.update,
  delete: writes.remove,
  findAndModify: writes.findAndModify,
  findandmodify: (context) => writes.findAndModify({ ...context, name: "findandmodify" }),
  find: reads.find,
  getMore: reads.getMore,
  killCursors: reads.killCursors,
  aggregate,
  count: reads.count,
  distinct: reads.distinct,
  explain: reads.explain,
  create: definitions.create,
  drop: definitions.drop,
  dropDatabase: definitions.dropDatabase,
  listCollections: definitions.listCollections,
  createIndexes: definitions.createIndexes,
  listIndexes: definitions.listIndexes,
  dropIndexes: definitions.dropIndexes,
  listDatabases: admin.listDatabases,
  collStats: admin.collStats,
  dbStats: admin.dbStats,
  serverStatus: admin.serverStatus,
  buildInfo: admin.buildInfo,
  buildinfo: admin.buildInfo,
  connectionStatus: admin.connectionStatus,
  whatsmyuri: admin.whatsmyuri,
  getParameter: admin.getParameter,
  ping: ok,
  refreshSessions: ok,
  startSession: ok,
};

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

  constructor(store: Store, address: () => string, log: Log) {
    this.#store = store;
    this.#address = address;
    this.#log = log;
    this.sessions = new Sessions(store, this.cursors);
  }

  /** The answer to one request; never throws. */
  async answer(request: Request, connection: number): Promise<Answer> {
    try {
      return await this.#run(request, connection);
    } catch (error) {
      return this.#failure(error, request);
    }
  }

  async #run({ body, sequences, legacy }: Request, connection: number): Promise<Answer> {
    const name = Object.keys(body)[0] ?? "";
    if (name === "hello" || name === "isMaster" || name === "ismaster") return admin.hello(this.#address(), connection);
    if (legacy) throw notCovered("OP_QUERY for anything but hello");
    if (name === "commitTransaction") return this.sessions.commit(body);
    if (name === "abortTransaction") return this.sessions.abort(body);
    if (name === "endSessions" || name === "killSessions") {
      this.sessions.end(isArray(body[name]) ? body[name] : []);
      return ok();
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new StoreError(59, `no such command: '${name}'`);
    if (typeof body["$db"] !== "string" || body["$db"] === "") throw new StoreError(40571, "OP_MSG requests require a $db argument");
    const context = this.#context(name, body, sequences);
    if (body["autocommit"] === false) return this.#inTransaction(command, context);
    if (body["txnNumber"] !== undefined && WRITES.has(name)) {
      return this.sessions.once(body, async (remember) => command({ ...context, remember }));
    }
    return command(context);
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

  #failure(error: unknown, { body }: Request): Document {
    if (error instanceof StoreError) {
      const labels = error.labels.length > 0 ? { errorLabels: error.labels } : {};
      return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.extra, ...labels };
    }
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#log("a command of the embedded store failed unexpectedly", { level: "error", command: Object.keys(body)[0], message });
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
