import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { invariant } from "../domain/invariant.ts";
import type { Logger } from "./log.ts";

/** One answer of an HTTP server of ours. */
export interface HttpReply {
  readonly status: number;
  /** Written as JSON unless it is a string. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RunningServer {
  /** e.g. `http://127.0.0.1:4001` */
  readonly url: string;
  /** Takes no new calls, lets running ones end (10 s at most), then closes. */
  stop(): Promise<void>;
}

/** A body that was too large, cut short, or no JSON: the caller's fault, with its status. */
export class BodyFault extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const DRAIN_MS = 10_000;
/** A caller that does not finish its request holds a connection no longer than this. */
const REQUEST_MS = 60_000;

/** Listens and answers; a handler's failure is logged and answered with 500. */
export async function listen(options: {
  readonly host: string;
  readonly port: number;
  readonly log: Logger;
  readonly answer: (request: IncomingMessage) => Promise<HttpReply>;
}): Promise<RunningServer> {
  const server = createServer((request, response) => {
    void options
      .answer(request)
      .catch((error: unknown) => failureReply(error, options.log))
      .then((reply) => {
        writeReply(response, reply);
        // What is left of a refused body must not be read as the next request.
        if (!request.complete) response.once("finish", () => request.destroy());
      });
  });
  server.requestTimeout = REQUEST_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: options.host, port: options.port }, resolve);
  });
  const address = server.address();
  invariant(isAddress(address), "a listening server has an address");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  let stopping: Promise<void> | null = null;
  return {
    url: `http://${host}:${address.port}`,
    stop: async () => {
      stopping ??= drain(server);
      await stopping;
    },
  };
}

/** The body as bytes; BodyFault 413 above the limit, before more is read. */
export async function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const tooLarge = new BodyFault(413, "BODY_TOO_LARGE", `The body is larger than ${bytesMax} bytes.`);
  if (Number(request.headers["content-length"] ?? 0) > bytesMax) throw tooLarge;
  const chunks: Buffer[] = [];
  let byteCount = 0;
  for await (const chunk of request) {
    invariant(Buffer.isBuffer(chunk), "a request without encoding gives buffers");
    byteCount += chunk.byteLength;
    if (byteCount > bytesMax) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, byteCount);
}

/** The body as JSON; BodyFault 415 for another content type, 400 for no JSON. */
export async function readJson(request: IncomingMessage, bytesMax: number): Promise<unknown> {
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new BodyFault(415, "CONTENT_TYPE", "The body is sent as application/json.");
  const body = await readBody(request, bytesMax);
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    throw new BodyFault(400, "BAD_JSON", "The body is no JSON.");
  }
}

/** One value of a header, or undefined. */
export function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function failureReply(error: unknown, log: Logger): HttpReply {
  if (error instanceof BodyFault) return { status: error.status, body: { error: { code: error.code, message: error.message } } };
  log.error({ err: error }, "A request failed.");
  return { status: 500, body: { error: { code: "INTERNAL", message: "Something failed here; the log tells more." } } };
}

function writeReply(response: ServerResponse, reply: HttpReply): void {
  const text = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
  response.writeHead(reply.status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    ...reply.headers,
    "content-length": String(Buffer.byteLength(text)),
  });
  response.end(text);
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // A kept-alive connection turns idle only when its running call ends, so we look again until all are gone.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}

function isAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}
