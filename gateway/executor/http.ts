import { GraphQLError, OperationTypeNode } from "graphql";
import { Agent as HttpAgent, request as requestHttp } from "node:http";
import type { IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { GatewayContext } from "../subgraphs.ts";
import type { Subgraph, SubgraphAnswer, SubgraphRequest } from "./subgraph.ts";
import { isTree } from "./tree.ts";

/** Bounds of the way to one subgraph. */
export interface HttpBounds {
  readonly connections: number;
  /** Requests that wait for a connection; one more is refused. */
  readonly waiting: number;
  readonly answerBytes: number;
  readonly answerMs: number;
}

const BOUNDS: HttpBounds = { connections: 64, waiting: 1_000, answerBytes: 64 * 1024 * 1024, answerMs: 30_000 };

/**
 * A subgraph behind HTTP: one POST a fetch over connections that are kept open, within bounds of number, time and size. A query whose kept
 * connection turns out to have been closed by the other side is sent once more; a mutation never is.
 */
export class HttpSubgraph implements Subgraph {
  readonly #name: string;
  readonly #url: URL;
  readonly #bounds: HttpBounds;
  readonly #agent: HttpAgent;
  readonly #headers: ((context: GatewayContext) => Promise<Readonly<Record<string, string>>>) | null;
  #open = 0;

  constructor(options: {
    readonly name: string;
    readonly url: string;
    readonly bounds?: Partial<HttpBounds>;
    /** What each request carries beside its content type. */
    headers?(context: GatewayContext): Promise<Readonly<Record<string, string>>>;
  }) {
    this.#name = options.name;
    this.#url = new URL(options.url);
    this.#bounds = { ...BOUNDS, ...options.bounds };
    const agent = { keepAlive: true, maxSockets: this.#bounds.connections, maxFreeSockets: this.#bounds.connections };
    this.#agent = this.#url.protocol === "https:" ? new HttpsAgent(agent) : new HttpAgent(agent);
    this.#headers = options.headers?.bind(options) ?? null;
  }

  async ask({ operation, variables, context }: SubgraphRequest): Promise<SubgraphAnswer> {
    if (this.#open >= this.#bounds.connections + this.#bounds.waiting) throw this.#failure("too many requests wait for it");
    this.#open++;
    try {
      const headers = (await this.#headers?.(context)) ?? {};
      const sending = {
        body: `${operation.bodyStart}${JSON.stringify(variables)}}`,
        headers,
        isRepeatable: operation.kind === OperationTypeNode.QUERY,
        gone: context.signal,
      };
      return this.#read(await this.#send(sending));
    } finally {
      this.#open--;
    }
  }

  /** Closes the kept connections. */
  close(): void {
    this.#agent.destroy();
  }

  #send({ body, headers, isRepeatable, gone }: Sending): Promise<string> {
    return new Promise((done, failed) => {
      const start = this.#url.protocol === "https:" ? requestHttps : requestHttp;
      const all = { ...headers, "content-type": "application/json", accept: "application/json", "content-length": Buffer.byteLength(body) };
      const late = AbortSignal.timeout(this.#bounds.answerMs);
      const signal = gone === null ? late : AbortSignal.any([late, gone]);
      const sent = start(this.#url, { method: "POST", agent: this.#agent, headers: all, signal }, (response) => {
        this.#text(response).then(done, failed);
      });
      sent.on("error", (error: NodeJS.ErrnoException) => {
        if (isRepeatable && sent.reusedSocket && error.code === "ECONNRESET")
          this.#send({ body, headers, isRepeatable: false, gone }).then(done, failed);
        else failed(this.#failure(late.aborted ? `it did not answer within ${this.#bounds.answerMs} ms` : error.message, error));
      });
      sent.end(body);
    });
  }

  async #text(response: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const chunk of response as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > this.#bounds.answerBytes) throw new Error(`its answer is longer than ${this.#bounds.answerBytes} bytes`);
        chunks.push(chunk);
      }
    } catch (error) {
      throw this.#failure(error instanceof Error ? error.message : String(error), error);
    }
    const { statusCode = 0, statusMessage = "" } = response;
    if (statusCode >= 200 && statusCode < 300) return Buffer.concat(chunks).toString("utf8");
    const code = statusCode === 401 ? "UNAUTHENTICATED" : statusCode === 403 ? "FORBIDDEN" : undefined;
    throw new GraphQLError(`${statusCode}: ${statusMessage}`, { extensions: { serviceName: this.#name, ...(code && { code }) } });
  }

  #read(text: string): SubgraphAnswer {
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch (error) {
      throw this.#failure("its answer is no JSON", error);
    }
    if (!isTree(answer)) throw this.#failure("its answer is no object");
    const { data, errors } = answer;
    if (data !== undefined && data !== null && !isTree(data)) throw this.#failure("its data is no object");
    if (errors !== undefined && errors !== null && !(Array.isArray(errors) && errors.every(isTree)))
      throw this.#failure("its errors are no list of objects");
    return { data, errors: (errors ?? undefined) as SubgraphAnswer["errors"] };
  }

  #failure(what: string, cause?: unknown): GraphQLError {
    const options = cause instanceof Error ? { originalError: cause } : {};
    return new GraphQLError(`The subgraph ${this.#name} gave no answer: ${what}.`, {
      ...options,
      extensions: { code: "DOWNSTREAM_SERVICE_ERROR", serviceName: this.#name },
    });
  }
}

interface Sending {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly isRepeatable: boolean;
  /** Ends it when nobody waits for the answer any more. */
  readonly gone: AbortSignal | null;
}
