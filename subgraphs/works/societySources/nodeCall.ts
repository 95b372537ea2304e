import { request as requestHttp } from "node:http";
import type { IncomingMessage, RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import { guardedLookup, hostOf, portOf, refusalOf } from "../webhooks/addresses.ts";
import type { WebhookReach } from "../webhooks/addresses.ts";
import { DEPTH_MAX, parseShallowJson } from "./shallowJson.ts";
import { NodeFault } from "./nodeFault.ts";

/** More of an answer is not read. */
const ANSWER_BYTES_MAX = 8 * 1024 * 1024;
const REASON_LENGTH_MAX = 300;

/** One question to a node. */
export interface NodeCall {
  readonly url: string;
  readonly token: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly reach: WebhookReach;
  /** Ends the call at the source's deadline. */
  readonly signal: AbortSignal;
}

/** Asks a node one question of its graph; redirects are not followed, private addresses not called. NodeFault for anything but an answer without errors. */
export async function callNode(call: NodeCall): Promise<unknown> {
  const { status, text } = await post(call).catch((error: unknown) => {
    if (error instanceof NodeFault) throw error;
    if (call.signal.aborted) throw new NodeFault("NODE_DEADLINE", "No whole answer came within the deadline.");
    throw new NodeFault(
      "NODE_UNREACHED",
      `The node could not be reached: ${shown(error instanceof Error ? error.message : String(error))}`,
    );
  });
  const answer = parsed(text);
  if (status < 200 || status >= 300)
    throw new NodeFault("NODE_HTTP", `The node answered with HTTP ${status}${errorIn(answer, ": ")}; 200 would be right.`);
  if (answer === undefined) throw new NodeFault("NODE_GARBAGE", `The node answered ${text.length} characters that are no JSON.`);
  if (!isObject(answer))
    throw new NodeFault("NODE_GARBAGE", "The node answered JSON that is no answer of a graph; an object would be right.");
  const errors = answer["errors"];
  if (Array.isArray(errors) && errors.length > 0)
    throw new NodeFault("NODE_ERRORS", `The node refused the question${errorIn(answer, ": ")}`);
  return answer["data"];
}

async function post({ url: address, token, query, variables, reach, signal }: NodeCall): Promise<{ status: number; text: string }> {
  const url = new URL(address);
  const host = hostOf(url);
  const why = isIP(host) === 0 ? null : refusalOf(host, reach);
  if (why !== null) throw new NodeFault("NODE_UNREACHED", why);
  const body = JSON.stringify({ query, variables });
  const options: RequestOptions = {
    ...{ method: "POST", host, port: portOf(url), path: `${url.pathname}${url.search}`, signal, agent: false },
    headers: {
      ...{ "content-type": "application/json", accept: "application/json", host: url.host },
      ...{ authorization: `Bearer ${token}`, "x-tutti-purpose": "society source", "content-length": String(Buffer.byteLength(body)) },
    },
    lookup: guardedLookup(reach),
  };
  return await new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? requestHttps : requestHttp;
    const request = send(options, (response) => {
      textOf(response).then((text) => resolve({ status: response.statusCode ?? 0, text }), reject);
    });
    request.once("error", reject);
    request.end(body);
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let byteCount = 0;
  for await (const chunk of response) {
    byteCount += (chunk as Buffer).byteLength;
    if (byteCount > ANSWER_BYTES_MAX) {
      response.destroy();
      throw new NodeFault("NODE_TOO_LARGE", `The answer has more than ${ANSWER_BYTES_MAX} bytes; a page never needs so many.`);
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The value, or undefined for what is no JSON. */
function parsed(text: string): unknown {
  const json = parseShallowJson(text);
  if (json.is === "DEEP")
    throw new NodeFault("NODE_TOO_DEEP", `The answer is nested deeper than ${DEPTH_MAX} levels; what is asked for is not.`);
  return json.is === "JSON" ? json.value : undefined;
}

/** What a graph says is wrong, cut and of printable characters. */
function errorIn(answer: unknown, before: string): string {
  const errors: unknown = isObject(answer) ? answer["errors"] : undefined;
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  const message = isObject(first) ? first["message"] : undefined;
  return typeof message === "string" ? `${before}${JSON.stringify(shown(message))}` : "";
}

function shown(text: string): string {
  return text.replace(/[^\P{C}]/gu, " ").slice(0, REASON_LENGTH_MAX);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
