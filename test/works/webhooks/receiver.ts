import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** One call that a receiver got. */
export interface Call {
  /** The path that was called. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly events: readonly { readonly id: string; readonly number: number; readonly kind: string; readonly work: string | null }[];
}

/** Somebody's server that webhooks call; it answers as it is told. */
export interface Receiver {
  readonly url: string;
  readonly calls: Call[];
  /** The status of the next answers; 0 never answers, -1 breaks the line, -2 begins an answer of 200 and never ends it. */
  status: number;
  stop(): Promise<void>;
}

type Mutable<T> = { -readonly [key in keyof T]: T[key] };

export async function openReceiver(): Promise<Receiver> {
  const receiver: Mutable<Receiver> = { url: "", calls: [], status: 200, stop: async () => await Promise.resolve() };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      receiver.calls.push({ url: request.url ?? "", headers: request.headers, body, events: JSON.parse(body).events });
      if (receiver.status === -1) request.socket.destroy();
      else if (receiver.status === -2) response.writeHead(200).write("he");
      else if (receiver.status !== 0) response.writeHead(receiver.status, { location: "http://127.0.0.1:1/" }).end("heard");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?from=tutti`;
  receiver.stop = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return receiver;
}

/** What the documentation tells receivers to do. */
export function isSigned({ headers, body }: Call, secret: string): boolean {
  const [, seconds = "", digest] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers["x-tutti-signature"])) ?? [];
  return digest === createHmac("sha256", secret).update(`${seconds}.${body}`, "utf8").digest("hex");
}
