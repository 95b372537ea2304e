import { request as requestHttp } from "node:http";
import type { IncomingMessage, RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import { guardedLookup, hostOf, portOf, refusalOf } from "./addresses.ts";
import type { WebhookReach } from "./addresses.ts";

/** What came of one call; anything but an answer of 2xx is a failure, with why in words. */
export interface Sent {
  readonly isAccepted: boolean;
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  readonly because: string | null;
}

/** From the first look at the name to the end of the answer. */
export const ANSWER_MS = 10_000;
/** More of an answer is not read. */
const ANSWER_BYTES_MAX = 65_536;
const REASON_LENGTH_MAX = 300;

/** What is posted. */
interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Where a call may go, and how long it may take; ANSWER_MS when not said. */
interface Way {
  readonly reach: WebhookReach;
  readonly answerMs?: number;
}

/** Posts a body to a webhook's address; redirects are not followed, private addresses not called. Never rejects. */
export async function post(address: string, message: Message, way: Way): Promise<Sent> {
  try {
    const url = new URL(address);
    const host = hostOf(url);
    const why = isIP(host) === 0 ? null : refusalOf(host, way.reach);
    if (why !== null) return failed(why);
    return await call(url, message, way);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

async function call(url: URL, { headers, body }: Message, { reach, answerMs = ANSWER_MS }: Way): Promise<Sent> {
  const signal = AbortSignal.timeout(answerMs);
  const options: RequestOptions = {
    ...{ method: "POST", host: hostOf(url), port: portOf(url), path: `${url.pathname}${url.search}`, signal, agent: false },
    headers: { ...headers, host: url.host, "content-length": String(Buffer.byteLength(body)) },
    lookup: guardedLookup(reach),
  };
  return await new Promise<Sent>((resolve) => {
    const fail = (error: Error): void => resolve(failed(signal.aborted ? `No answer came within ${answerMs} ms.` : error.message));
    const send = url.protocol === "https:" ? requestHttps : requestHttp;
    const request = send(options, (response) => {
      readToEnd(response).then(() => resolve(answered(response)), fail);
    });
    request.once("error", fail);
    request.end(body);
  });
}

/** An answer that goes on and on is cut: its status is what counts. */
async function readToEnd(response: IncomingMessage): Promise<void> {
  let byteCount = 0;
  for await (const chunk of response) {
    byteCount += (chunk as Buffer).byteLength;
    if (byteCount > ANSWER_BYTES_MAX) return;
  }
}

function answered({ statusCode = 0 }: IncomingMessage): Sent {
  if (statusCode >= 200 && statusCode < 300) return { isAccepted: true, status: statusCode, because: null };
  const isMoved = statusCode >= 300 && statusCode < 400;
  return {
    isAccepted: false,
    status: statusCode,
    because: `Answered with HTTP ${statusCode}${isMoved ? "; redirects are not followed" : ""}.`,
  };
}

function failed(because: string): Sent {
  return { isAccepted: false, status: null, because: because.slice(0, REASON_LENGTH_MAX) };
}
