import { chmodSync, rmSync } from "node:fs";
import type { Server, Socket } from "node:net";
import { createServer } from "node:net";
import type { Dispatcher } from "../commands/dispatch.ts";
import type { Log } from "../commands/context.ts";
import { MESSAGE_BYTES_MAX } from "../values/codec.ts";
import type { Request } from "./message.ts";
import { formatReply, Framer, parseMessage } from "./message.ts";

const CONNECTIONS_MAX = 1_000;
/** When a client does not read its answers, no more of its requests are taken beyond so many bytes. */
const UNSENT_BYTES_MAX = MESSAGE_BYTES_MAX * 2;

/** Listens on a Unix socket that only its owner may use. */
export class WireServer {
  readonly #dispatcher: Dispatcher;
  readonly #log: Log;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #connections = 0;

  constructor(dispatcher: Dispatcher, log: Log) {
    this.#dispatcher = dispatcher;
    this.#log = log;
    this.#server = createServer((socket) => this.#serve(socket));
    this.#server.maxConnections = CONNECTIONS_MAX;
  }

  async listen(path: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(path, () => {
        this.#server.off("error", reject);
        resolve();
      });
    });
    chmodSync(path, 0o600);
  }

  /** Takes no more connections, closes those there are. */
  async close(path: string): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve())); // not listening is no error here
    for (const socket of this.#sockets) socket.destroy();
    await closed;
    rmSync(path, { force: true });
  }

  #serve(socket: Socket): void {
    this.#connections += 1;
    const connection = this.#connections;
    const framer = new Framer();
    let last = Promise.resolve();
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.destroy()); // the client went away: nobody is left to tell
    socket.on("data", (chunk: Buffer) => {
      try {
        for (const message of framer.take(chunk)) {
          const request = parseMessage(message);
          last = last.then(() => this.#answer(socket, request, connection));
        }
      } catch (error) {
        this.#log("a connection to the store was closed: what came is no MongoDB message", {
          level: "warn",
          connection,
          reason: reasonOf(error),
        });
        socket.destroy();
      }
    });
  }

  /** Answers go out in the order of the requests. */
  async #answer(socket: Socket, request: Request, connection: number): Promise<void> {
    if (socket.destroyed) return;
    const reply = await this.#dispatcher.answer(request, connection);
    if (request.silent) return;
    try {
      if (socket.writable) socket.write(formatReply(request, reply));
    } catch (error) {
      this.#log("an answer of the store could not be written", { level: "error", connection, reason: reasonOf(error) });
      socket.destroy();
    }
    if (socket.writableLength > UNSENT_BYTES_MAX) await drained(socket);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once("drain", resolve);
    socket.once("close", resolve);
  });
}
