import { z } from "zod";
import { invariant } from "../domain/invariant.ts";
import type { Problem } from "../domain/outcome.ts";
import { INTERNAL_IDENTITY_HEADER } from "./internalIdentity.ts";
import { isRecord } from "./json.ts";
import type { Logger } from "./log.ts";
import { Refusal } from "./refusal.ts";

/** A port as a server offers it: named methods from JSON to JSON. */
export interface ServedPort {
  readonly name: string;
  readonly methods: readonly string[];
  /** Calls one of the methods; the input was parsed from JSON, the answer is written as JSON. */
  call(method: string, input: unknown): Promise<unknown>;
}

/** A port's failure as the other side stated it; the code is that side's, or PORT_UNREACHABLE, PORT_TIMEOUT, PORT_ANSWER when none came, PORT_ANSWER_SIZE when it is too large. */
export class PortFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PortFailure";
    this.code = code;
  }
}

/** What travels over a port call besides the answer. */
export interface PortReply {
  readonly status: number;
  readonly body: unknown;
}

const ANSWER_BYTES_MAX = 64 * 1024 * 1024;
const problemShape = z.object({ code: z.string(), message: z.string(), path: z.array(z.string()) }).loose();
const failureShape = z.object({ error: z.object({ code: z.string(), message: z.string(), problems: z.array(problemShape).optional() }) });

/** Offers an implementation's methods by name. Only the listed methods can be called. */
export function servePort<T extends object>(name: string, implementation: T, methods: readonly (keyof T & string)[]): ServedPort {
  const byName = new Map<string, (input: unknown) => Promise<unknown>>();
  for (const method of methods) {
    const implemented: unknown = implementation[method];
    invariant(typeof implemented === "function", `the port ${name} implements ${method}`);
    byName.set(method, async (input) => (await Reflect.apply(implemented, implementation, [input])) as unknown);
  }
  return {
    name,
    methods,
    call: async (method, input) => {
      const found = byName.get(method);
      if (found === undefined)
        throw new PortFailure("PORT_METHOD_UNKNOWN", `The port ${name} has no method ${method}; it has ${methods.join(", ")}.`);
      return await found(input);
    },
  };
}

/** Answers one call: the answer as `{ answer }`, a failure as `{ error: { code, message, problems? } }`; unknown errors are logged whole and masked. */
export async function answerPortCall(
  port: ServedPort,
  call: { readonly method: string; readonly input: unknown; readonly log: Logger },
): Promise<PortReply> {
  try {
    return { status: 200, body: { answer: (await port.call(call.method, call.input)) ?? null } };
  } catch (error) {
    if (error instanceof Refusal) return failure(422, { code: "REFUSED", message: error.message, problems: error.problems });
    const code = codeOf(error);
    if (error instanceof Error && code !== null)
      return failure(code === "PORT_METHOD_UNKNOWN" ? 404 : 422, { code, message: error.message });
    call.log.error({ err: error, port: port.name, method: call.method }, "A port call failed.");
    return failure(500, { code: "INTERNAL", message: `The port ${port.name}.${call.method} failed; the log of its process says why.` });
  }
}

export interface HttpPortOptions<T> {
  /** The subgraph's address, e.g. `http://127.0.0.1:4001`. */
  readonly url: string;
  readonly name: string;
  readonly methods: readonly (keyof T & string)[];
  /** Signs the house itself for the subgraph at that address (see internalIdentity.ts). */
  readonly identity: () => Promise<string>;
  /** For one try; 30 s when not said. */
  readonly timeoutMs?: number;
  /** The largest answer that is read; 64 MB when not said. */
  readonly answerBytesMax?: number;
  /** Whether a call may be made twice, so that it is tried once more when no connection came about; true when not said, as all ports are idempotent. */
  readonly idempotent?: boolean;
}

/** The port of an interface at another process. Refusals and coded errors arrive as they left; a connection failure is tried once more. */
export function httpPort<T extends object>(options: HttpPortOptions<T>): T {
  const methods = options.methods.map((method) => [method, async (input: unknown) => await callPort(options, method, input)] as const);
  // The one place where a remote object becomes the interface: both sides list the same methods, and the answers are our own processes' JSON.
  return Object.fromEntries(methods) as T;
}

async function callPort<T>(options: HttpPortOptions<T>, method: string, input: unknown): Promise<unknown> {
  const body = JSON.stringify(input ?? {});
  try {
    return await tryPort(options, method, body);
  } catch (error) {
    const again = error instanceof PortFailure && error.code === "PORT_UNREACHABLE" && options.idempotent !== false;
    if (!again) throw error;
    return await tryPort(options, method, body);
  }
}

async function tryPort<T>(options: HttpPortOptions<T>, method: string, body: string): Promise<unknown> {
  const place = `${options.name}.${method}`;
  const response = await fetch(new URL(`/ports/${options.name}/${method}`, options.url), {
    method: "POST",
    headers: { "content-type": "application/json", [INTERNAL_IDENTITY_HEADER]: await options.identity() },
    body,
    signal: AbortSignal.timeout(options.timeoutMs ?? 30_000),
    redirect: "error",
  }).catch((cause: unknown) => {
    throw unreachablePort(place, options.url, cause);
  });
  const text = await readBounded(response, place, options.answerBytesMax ?? ANSWER_BYTES_MAX).catch((cause: unknown) => {
    throw cause instanceof PortFailure ? cause : unreachablePort(place, options.url, cause);
  });
  const reply = parseJson(text);
  if (response.ok && isRecord(reply) && "answer" in reply) return reply["answer"];
  const failed = failureShape.safeParse(reply);
  if (!failed.success)
    throw new PortFailure("PORT_ANSWER", `The port ${place} at ${options.url} answered ${response.status} in no form of ours.`);
  const { code, message, problems } = failed.data.error;
  if (code === "REFUSED" && problems !== undefined) throw new Refusal(problems);
  throw new PortFailure(code, message);
}

function unreachablePort(place: string, url: string, cause: unknown): PortFailure {
  const late = cause instanceof Error && cause.name === "TimeoutError";
  if (late) return new PortFailure("PORT_TIMEOUT", `The port ${place} at ${url} did not answer in time.`, { cause });
  return new PortFailure("PORT_UNREACHABLE", `The port ${place} at ${url} cannot be reached.`, { cause });
}

async function readBounded(response: Response, place: string, bytesMax: number): Promise<string> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let byteCount = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const chunk of body ?? []) {
    byteCount += chunk.byteLength;
    if (byteCount > bytesMax) throw new PortFailure("PORT_ANSWER_SIZE", `The answer of ${place} is larger than ${bytesMax} bytes.`);
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  return parts.join("") + decoder.decode();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function failure(status: number, error: { code: string; message: string; problems?: readonly Problem[] }): PortReply {
  return { status, body: { error } };
}

/** The stable code of an error made by our own code: SCREAMING_SNAKE and not one of Node's. */
function codeOf(error: unknown): string | null {
  const code = isErrorWithCode(error) ? error.code : null;
  return typeof code === "string" && /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(code) && !code.startsWith("ERR_") ? code : null;
}

function isErrorWithCode(error: unknown): error is Error & { readonly code: unknown } {
  return error instanceof Error && "code" in error;
}
