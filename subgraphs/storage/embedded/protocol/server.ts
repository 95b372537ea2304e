import { chmodSync, rmSync } from "node:fs";
import type { AddressInfo, ListenOptions, Server, Socket } from "node:net";
import { createServer } from "node:net";
import type { Log } from "../commands/context.ts";
import type { Dispatcher } from "../commands/dispatch.ts";
import { Budget, Outbox } from "./budget.ts";
import type { Surroundings } from "./connection.ts";
import { Connection } from "./connection.ts";
import type { ScramUser } from "./scram.ts";

/** The bounds of what clients can make the store hold. */
const LIMITS = {
  connections: 1_000,
  /** Of all large messages together that are coming in or being answered. */
  messageBytes: 256 * 1024 * 1024,
  /** Of all answers together that their clients have not taken. */
  answerBytes: 1024 * 1024 * 1024,
  stalledMs: 5 * 60_000,
} as const;

/** Where a store listens: a Unix socket that only its owner may use, or a port of this machine that nobody else reaches but every user here does. */
export type Place = { readonly socket: string } | { readonly port: number; readonly user: ScramUser };

const LOOPBACK = "127.0.0.1";

/** Takes connections and keeps track of them. */
export class WireServer {
  readonly #place: Place;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  readonly #surroundings: Surroundings;
  #connections = 0;

  constructor(place: Place, around: { dispatcher: Dispatcher; log: Log; limits?: Partial<Record<keyof typeof LIMITS, number>> }) {
    const { dispatcher, log, limits } = around;
    const { connections, messageBytes, answerBytes, stalledMs } = { ...LIMITS, ...limits };
    this.#place = place;
    this.#surroundings = {
      dispatcher,
      log,
      budget: new Budget(messageBytes),
      outbox: new Outbox(answerBytes),
      stalledMs,
      user: "user" in place ? place.user : null,
    };
    this.#server = createServer((socket) => this.#serve(socket));
    this.#server.maxConnections = connections;
  }

  /** Resolves with the path or `host:port` where it listens. */
  async listen(): Promise<string> {
    const place = this.#place;
    const where: ListenOptions = "socket" in place ? { path: place.socket } : { host: LOOPBACK, port: place.port, exclusive: true };
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(where, () => {
        this.#server.off("error", reject);
        resolve();
      });
    }).catch((error: unknown) => {
      throw "port" in place && isInUse(error) ? new Error(`The port ${place.port} is in use: choose another one for the store`) : error;
    });
    if ("socket" in place) chmodSync(place.socket, 0o600);
    const address = this.#server.address();
    return isPort(address) ? `${LOOPBACK}:${address.port}` : "socket" in place ? place.socket : "";
  }

  /** Takes no more connections, closes those there are. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve())); // not listening is no error here
    for (const socket of this.#sockets) socket.destroy();
    await closed;
    if ("socket" in this.#place) rmSync(this.#place.socket, { force: true });
  }

  #serve(socket: Socket): void {
    this.#connections += 1;
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.setNoDelay(true);
    new Connection(socket, this.#connections, this.#surroundings);
  }
}

function isPort(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}

function isInUse(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}
