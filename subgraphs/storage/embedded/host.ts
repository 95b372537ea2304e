import { createHash } from "node:crypto";
import { chmodSync, existsSync, lstatSync, mkdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dispatcher } from "./commands/dispatch.ts";
import type { Log } from "./commands/context.ts";
import { Expiry } from "./engine/expiry.ts";
import type { ExpiryOptions } from "./engine/expiry.ts";
import { disown, inUse, own } from "./engine/owner.ts";
import { Store } from "./engine/store.ts";
import type { StoreOptions } from "./engine/store.ts";
import { createScramUser } from "./protocol/scram.ts";
import type { Place } from "./protocol/server.ts";
import { WireServer } from "./protocol/server.ts";

/** A store that is open and answers, in this thread. */
export interface Host {
  /** `mongodb://…sock`, percent-encoded, or `mongodb://tutti:PASSWORD@127.0.0.1:PORT`; without database. */
  readonly address: string;
  stop(): Promise<void>;
}

/** What is opened, and where it listens. */
export interface HostOptions extends Pick<StoreOptions, "mapBytes" | "transactionMs" | "noSync"> {
  readonly dataFolder: string;
  /** Loopback TCP instead of a Unix socket; 0 for any port that is free. */
  readonly port?: number | undefined;
  /** For tests: when expired documents are looked for. */
  readonly expiry?: ExpiryOptions | undefined;
}

/** Unix sockets have names of about 107 bytes at most; a longer one is cut silently. */
const SOCKET_PATH_MAX = 100;
const USER = "tutti";

/** Opens the store of a data folder. Throws when another process has it, or a newer version wrote it. */
export async function openHost(options: HostOptions, log: Log): Promise<Host> {
  const folder = inWords(options.dataFolder, () => ownFolder(options.dataFolder));
  const { place, credentials } = await placeOf(folder, options);
  const store = inWords(folder, () => new Store(join(folder, "store"), options));
  try {
    own(store.disk, folder);
  } catch (error) {
    await store.close();
    throw error;
  }
  if ("socket" in place) rmSync(place.socket, { force: true }); // left behind by a store that was killed
  let where = "";
  const dispatcher = new Dispatcher(store, () => where, log);
  const server = new WireServer(place, { dispatcher, log });
  const addressFile = join(folder, "store.address");
  const expiry = new Expiry(store, (error) => logExpiry(log, error), options.expiry);
  const stop = async (): Promise<void> => {
    rmSync(addressFile, { force: true });
    await server.close();
    await expiry.stop();
    dispatcher.close();
    await store.settle();
    disown(store.disk);
    await store.close();
  };
  try {
    store.load();
    await dispatcher.sessions.clean();
    where = await server.listen();
    const address = `mongodb://${credentials}${"socket" in place ? encodeURIComponent(where) : where}`;
    rmSync(addressFile, { force: true }); // whoever could read an old one shall not read this one
    writeFileSync(addressFile, `${address}\n`, { mode: 0o600, flag: "wx" });
    return { address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function logExpiry(log: Log, error: unknown): void {
  log("expired documents could not be removed", { level: "error", reason: error instanceof Error ? error.message : String(error) });
}

function ownFolder(dataFolder: string): string {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const folder = realpathSync(dataFolder);
  chmodSync(folder, 0o700);
  return folder;
}

/** Does what needs a folder that can be written; when the system refuses, says so in a sentence for people. */
function inWords<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (!/EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EEXIST|Permission denied|Read-only|not permitted/.test(reason)) throw error;
    throw new Error(
      `The data folder ${folder} cannot be written: ${reason}. The store needs a folder that belongs to the user who runs it, on a disk that can be written`,
      { cause: error },
    );
  }
}

/** Where the store listens: on a Unix socket, or, where a port is wanted or the system has no such sockets, on the loopback with a user made for this start. */
async function placeOf(folder: string, options: HostOptions): Promise<{ place: Place; credentials: string }> {
  const port = options.port ?? (process.platform === "win32" ? 0 : null);
  const socket = process.platform === "win32" ? null : socketPath(folder);
  if (socket !== null && existsSync(socket) && (await answers(socket))) throw inUse(folder, null);
  if (port === null && socket !== null) return { place: { socket }, credentials: "" };
  const { user, password } = createScramUser(USER);
  return { place: { port: port ?? 0, user }, credentials: `${USER}:${password}@` };
}

/** In the data folder; for long paths in a folder of the user's own under the temporary one, named after the data folder. */
function socketPath(folder: string): string {
  const direct = join(folder, "store.sock");
  if (Buffer.byteLength(direct) <= SOCKET_PATH_MAX) return direct;
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  const user = process.getuid?.() ?? 0;
  const short = join(tmpdir().length > 60 ? "/tmp" : tmpdir(), `tutti-${user}`);
  mkdirSync(short, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(short);
  if (uid !== user || (mode & 0o077) !== 0)
    throw new Error(`The folder ${short} for the store's socket is open to other users: remove it, or choose a shorter data folder`);
  return join(short, `${name}.sock`);
}

/** Whether a store listens there: an answering socket belongs to a running one, any other was left behind. */
function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(socket);
    probe.once("connect", () => {
      probe.destroy();
      resolve(true);
    });
    probe.once("error", () => resolve(false));
  });
}
