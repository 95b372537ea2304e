import { createHash } from "node:crypto";
import { chmodSync, existsSync, lstatSync, mkdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dispatcher } from "./commands/dispatch.ts";
import type { Log } from "./commands/context.ts";
import { disown, inUse, own } from "./engine/owner.ts";
import { Store } from "./engine/store.ts";
import { WireServer } from "./protocol/server.ts";

/** A store that is open and answers on its socket, in this thread. */
export interface Host {
  /** `mongodb://…sock`, percent-encoded, without database. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Unix sockets have names of about 107 bytes at most; a longer one is cut silently. */
const SOCKET_PATH_MAX = 100;

/** Opens the store of a data folder. Throws when another process has it, or a newer version wrote it. */
export async function openHost(dataFolder: string, log: Log, mapBytes?: number): Promise<Host> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const folder = realpathSync(dataFolder);
  chmodSync(folder, 0o700);
  const socket = socketPath(folder);
  if (existsSync(socket) && (await answers(socket))) throw inUse(folder, null);
  const store = new Store(join(folder, "store"), mapBytes);
  try {
    own(store.disk, folder);
  } catch (error) {
    await store.close();
    throw error;
  }
  rmSync(socket, { force: true }); // left behind by a store that was killed
  const dispatcher = new Dispatcher(store, () => socket, log);
  const server = new WireServer(dispatcher, log);
  const addressFile = join(folder, "store.address");
  const stop = async (): Promise<void> => {
    rmSync(addressFile, { force: true });
    await server.close(socket);
    dispatcher.close();
    await store.settle();
    disown(store.disk);
    await store.close();
  };
  try {
    store.load();
    await dispatcher.sessions.clean();
    await server.listen(socket);
    const address = `mongodb://${encodeURIComponent(socket)}`;
    writeFileSync(addressFile, `${address}\n`, { mode: 0o600 });
    return { address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
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
