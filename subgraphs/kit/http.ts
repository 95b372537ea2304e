import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { invariant } from "../domain/invariant.ts";
import type { Logger } from "./log.ts";

/** One answer of an HTTP server of ours. */
export interface HttpReply {
  readonly status: number;
  /** A stream is piped; anything else but a string is written as JSON. */
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
class BodyFault extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const DRAIN_MS = 10_000;
const DISCARD_BYTES_MAX = 4 * 1024 * 1024;
const DISCARD_MS = 2_000;
/** A body that is not there by then is refused. */
const BODY_MS = 60_000;

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
      .then(async (reply) => {
        const whole = await discardRest(request);
        // What is left of a refused body must not be read as the next request.
        if (!whole) response.once("finish", () => request.destroy());
        await writeReply(response, whole ? reply : { ...reply, headers: { ...reply.headers, connection: "close" } }, options.log);
      });
  });
  // Uploads take as long as their sender's line takes; readBody bounds the others.
  server.requestTimeout = 0;
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
async function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const tooLarge = new BodyFault(413, "BODY_TOO_LARGE", `The body is larger than ${bytesMax} bytes.`);
  if (Number(request.headers["content-length"] ?? 0) > bytesMax) throw tooLarge;
  const chunks: Buffer[] = [];
  let byteCount = 0;
  // Not `for await`: leaving such a loop early destroys the connection before the refusal is written.
  let late: NodeJS.Timeout | undefined;
  const whole = new Promise<Buffer>((resolve, reject) => {
    const stop = (why: BodyFault) => {
      request.removeAllListeners("data");
      request.pause();
      reject(why);
    };
    late = setTimeout(() => stop(new BodyFault(408, "BODY_TOO_SLOW", `The body did not end within ${BODY_MS} ms.`)), BODY_MS);
    request.on("data", (chunk: Buffer) => {
      byteCount += chunk.byteLength;
      if (byteCount <= bytesMax) chunks.push(chunk);
      else stop(tooLarge);
    });
    request.once("end", () => resolve(Buffer.concat(chunks, byteCount)));
    request.once("error", reject);
  });
  return await whole.finally(() => clearTimeout(late));
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

/** An error as a subgraph's server answers it. */
export function fault(status: number, code: string, message: string): HttpReply {
  return { status, body: { error: { code, message } } };
}

/** One value of a header, or undefined. */
export function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Reads on past a refusal, so that a caller that is still sending hears it; whether the request came to its end within bounds. */
async function discardRest(request: IncomingMessage): Promise<boolean> {
  if (request.complete || request.readableEnded) return true;
  return await new Promise<boolean>((resolve) => {
    let byteCount = 0;
    const end = (whole: boolean) => {
      clearTimeout(late);
      request.removeAllListeners("data");
      resolve(whole);
    };
    const late = setTimeout(() => end(false), DISCARD_MS);
    request.on("data", (chunk: Buffer) => {
      byteCount += chunk.byteLength;
      if (byteCount > DISCARD_BYTES_MAX) end(false);
    });
    request.once("end", () => end(true));
    request.once("error", () => end(false));
    request.once("close", () => end(false));
    request.resume();
  });
}

function failureReply(error: unknown, log: Logger): HttpReply {
  if (error instanceof BodyFault) return fault(error.status, error.code, error.message);
  log.error({ err: error }, "A request failed.");
  return fault(500, "INTERNAL", "Something failed here; the log tells more.");
}

async function writeReply(response: ServerResponse, reply: HttpReply, log: Logger): Promise<void> {
  const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...reply.headers };
  if (reply.body instanceof Readable) {
    response.writeHead(reply.status, headers);
    // Cut short, the answer must not look whole: pipeline destroys the connection.
    await pipeline(reply.body, response).catch((error: unknown) => log.warn({ err: error }, "A file could not be sent to its end."));
    return;
  }
  const text = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
  response.writeHead(reply.status, { ...headers, "content-length": String(Buffer.byteLength(text)) });
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
