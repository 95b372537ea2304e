import { setTimeout as wait } from "node:timers/promises";
import { signToken } from "../../gateway/identity.ts";
import type { TokenRole } from "../../gateway/identity.ts";
import { systemClock } from "../../subgraphs/kit/clock.ts";
import type { Keys } from "../../subgraphs/kit/keys.ts";

/** A job's end as the graph shows it. */
export interface FinishedJob {
  readonly state: string;
  readonly problems: readonly { readonly line: number | null; readonly code: string; readonly message: string }[];
  readonly result: Readonly<Record<string, unknown>>;
}

/** A person at a house, over HTTP: asks as some role of some society, sends files, reads files. */
export class HouseUser {
  readonly #url: string;
  readonly #keys: Keys;

  constructor(house: { readonly url: string; readonly keys: Keys }) {
    this.#url = house.url;
    this.#keys = house.keys;
  }

  /** One operation that must succeed. Answers are read by the test that knows what it asked for. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  async ask(as: string, query: string, variables: object = {}): Promise<any> {
    const response = await fetch(`${this.#url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(await this.#headers(as)) },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as { data?: unknown; errors?: unknown };
    if (body.errors !== undefined) throw new Error(`${query.slice(0, 80)}: ${JSON.stringify(body.errors)}`);
    return body.data;
  }

  /** Sends a file and waits for its job. */
  async send(as: string, address: string, bytes: Uint8Array): Promise<FinishedJob> {
    const job = await this.begin(as, address, bytes);
    // Asked often at first and seldom later: whoever waits for a large file must not keep the house busy with it.
    for (let waitMs = 20, tries = 0; tries < 4_000; tries += 1, waitMs = Math.min(500, waitMs * 1.2)) {
      const { job: found } = await this.ask(as, `query ($id: ID!) { job(id: $id) { state problems { line code message } result } }`, {
        id: job,
      });
      if (found.state === "DONE" || found.state === "FAILED")
        return { ...found, result: found.result === null ? {} : JSON.parse(found.result) };
      await wait(waitMs);
    }
    throw new Error(`The job ${job} was not done in time.`);
  }

  /** Sends a file and answers with its job. */
  async begin(as: string, address: string, bytes: Uint8Array): Promise<string> {
    const response = await fetch(`${this.#url}${address}`, { method: "POST", headers: await this.#headers(as), body: Buffer.from(bytes) });
    return ((await response.json()) as { job: string }).job;
  }

  async read(as: string, address: string): Promise<{ readonly status: number; readonly text: string }> {
    const response = await fetch(`${this.#url}${address}`, { headers: await this.#headers(as) });
    return { status: response.status, text: await response.text() };
  }

  /** `052 steward` */
  async #headers(as: string): Promise<Record<string, string>> {
    const [society = "", role = ""] = as.split(" ");
    const token = await signToken({ key: this.#keys.token, subject: as, society, role: role as TokenRole, clock: systemClock });
    return { authorization: `Bearer ${token}`, "x-tutti-purpose": "the story" };
  }
}
