import { createReadStream, createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { HOUSE_FILE } from "../gateway/houseFile.ts";
import { signToken } from "../gateway/identity.ts";
import type { TokenRole } from "../gateway/identity.ts";
import type { Parts } from "../gateway/parts.ts";
import { systemClock } from "../subgraphs/kit/clock.ts";
import type { Environment } from "../subgraphs/kit/environment.ts";
import { loadKeys } from "../subgraphs/kit/keys.ts";
import { CommandRefused } from "./command.ts";

/** A job as the graph shows it. */
export interface JobView {
  readonly id: string;
  readonly state: "QUEUED" | "RUNNING" | "DONE" | "FAILED" | "CANCELLED";
  readonly progress: { readonly done: number; readonly total: number | null };
  readonly problems: readonly ProblemView[];
  readonly result: string | null;
}

export interface ProblemView {
  readonly line: number | null;
  readonly column: number | null;
  readonly record: string | null;
  readonly field: string | null;
  readonly code: string;
  readonly severity: string | null;
  readonly message: string;
}

/** What a command says to a house: GraphQL, uploads and downloads over HTTP, under a token that it signs with the house's own key. */
export class HouseClient {
  readonly url: string;
  /** The subgraphs of a house that was opened for this command alone; null where one was running. */
  readonly parts: Parts | null;
  readonly #token: string;
  readonly #close: () => Promise<void>;

  constructor(options: {
    readonly url: string;
    readonly token: string;
    readonly parts: Parts | null;
    readonly close: () => Promise<void>;
  }) {
    this.url = options.url;
    this.parts = options.parts;
    this.#token = options.token;
    this.#close = options.close;
  }

  /** One operation; CommandRefused with the graph's own words when it has errors. */
  async ask<T>(query: string, variables: object = {}): Promise<T> {
    const response = await fetch(`${this.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...this.#headers() },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data?: T; errors?: { message: string; extensions?: { code?: string } }[] };
    if (errors && errors.length > 0) {
      throw new CommandRefused(
        errors.map(({ message }) => message).join("; "),
        errors.map(({ message, extensions }) => ({ code: extensions?.code ?? "ERROR", message })),
      );
    }
    if (data === undefined) throw new CommandRefused(`The house answered HTTP ${response.status} without data.`);
    return data;
  }

  /** Streams a file to `/files/…` and gives the job's id. */
  async upload(path: string, address: string): Promise<string> {
    return await this.#send(Readable.toWeb(createReadStream(path)), address);
  }

  /** Sends a request to `/files/…` as JSON and gives the job's id. */
  async order(request: object, address: string): Promise<string> {
    return await this.#send(JSON.stringify(request), address);
  }

  async #send(body: RequestInit["body"], address: string): Promise<string> {
    const sent = await fetch(`${this.url}${address}`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream", ...this.#headers() },
      body: body ?? null,
      duplex: "half",
    });
    return await jobOf(sent);
  }

  /** Saves a file of the house; the address is the one that the graph gave. */
  async download(address: string, to: string): Promise<void> {
    const response = await fetch(`${this.url}${address}`, { headers: this.#headers() });
    if (!response.ok || response.body === null)
      throw new CommandRefused(`${address} was answered with HTTP ${response.status}: ${(await response.text()).slice(0, 300)}`);
    await pipeline(Readable.fromWeb(response.body), createWriteStream(to));
  }

  /** Waits until a job ends, and shows how far it is. */
  async finished(id: string, progress: (job: JobView) => void): Promise<JobView> {
    for (let pause = 20; ; pause = Math.min(pause * 1.5, 500)) {
      const { job } = await this.ask<{ job: JobView | null }>(JOB, { id });
      if (job === null) throw new CommandRefused(`The job ${id} is unknown to the house.`);
      progress(job);
      if (job.state !== "QUEUED" && job.state !== "RUNNING") return job;
      await wait(pause);
    }
  }

  close(): Promise<void> {
    return this.#close();
  }

  #headers(): Record<string, string> {
    return { authorization: `Bearer ${this.#token}`, "x-tutti-purpose": "command line" };
  }
}

/** The job that an upload began; CommandRefused with the house's own words otherwise. */
async function jobOf(response: Response): Promise<string> {
  const body = (await response.json()) as {
    job?: string;
    problems?: { code: string; message: string }[];
    errors?: { message: string; extensions?: { code?: string } }[];
  };
  if (body.job !== undefined) return body.job;
  const problems = body.problems ?? body.errors?.map(({ message, extensions }) => ({ code: extensions?.code ?? "ERROR", message })) ?? [];
  throw new CommandRefused(
    problems.map(({ message }) => message).join("; ") || `The upload was answered with HTTP ${response.status}.`,
    problems,
  );
}

const JOB = `query Job($id: ID!) { job(id: $id) { id state progress { done total } result
  problems { line column record field code severity message } } }`;

/**
 * The house that holds the data folder: over HTTP when one runs, else one opened here for the time of the command.
 * With MONGODB_URI set, the gateway must be running.
 */
export async function openHouse(
  environment: Environment,
  as: { readonly role: TokenRole; readonly society: string | null },
): Promise<HouseClient> {
  const running = await runningHouse(environment);
  const { url, parts, close } = running ?? (await ownHouse(environment));
  const keys = await loadKeys(environment.keysFile === null ? { dataFolder: environment.dataFolder } : { file: environment.keysFile });
  const token = await signToken({
    key: keys.token,
    subject: "command-line",
    society: as.society,
    role: as.role,
    clock: systemClock,
    lifeSeconds: 12 * 3600,
  });
  return new HouseClient({ url, token, parts, close });
}

interface Opened {
  readonly url: string;
  readonly parts: Parts | null;
  close(): Promise<void>;
}

const nothing = (): Promise<void> => Promise.resolve();

async function runningHouse(environment: Environment): Promise<Opened | null> {
  const written = await readFile(join(environment.dataFolder, HOUSE_FILE), "utf8").catch(() => null);
  const address = written === null ? null : (JSON.parse(written) as { url: string }).url;
  const url = address ?? (environment.mongodbUri === null ? null : `http://${environment.host}:${environment.port}`);
  if (url === null) return null;
  for (let tries = 0; tries < 600; tries += 1) {
    const status = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) }).then(
      (response) => response.status,
      () => null,
    );
    if (status === 200) return { url, parts: null, close: nothing };
    if (status === null) break;
    await wait(100);
  }
  if (environment.mongodbUri !== null)
    throw new CommandRefused(
      `No gateway answers at ${url}. With MONGODB_URI set, commands need the running one (HOST and PORT say where).`,
    );
  return null;
}

async function ownHouse(environment: Environment): Promise<Opened> {
  const { startHouse } = await import("../gateway/house.ts");
  const house = await startHouse({ environment: { ...environment, port: 0, logLevel: "warn" } });
  await house.ready;
  return { url: house.url, parts: house.parts, close: () => house.stop() };
}
