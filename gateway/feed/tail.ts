import { setTimeout as pause } from "node:timers/promises";
import type { RecordedEvent } from "../../subgraphs/kit/events.ts";
import { licensorOf } from "../../subgraphs/kit/licenseEvents.ts";
import type { Logger } from "../../subgraphs/kit/log.ts";
import type { ChangeReader } from "../../subgraphs/kit/ports/changeReader.ts";

/** What the gateway needs of an event to know whom it concerns. */
export interface FeedEvent {
  readonly number: number;
  readonly kind: string;
  readonly subject: string;
  /** The work or party that it is about, where that is not its subject. */
  readonly about: string | null;
  /** The licensor of a licence's event; null for the others. */
  readonly licensor: string | null;
}

const PAGE_COUNT = 200;
/** Events kept at hand for all who follow at the end; who is further behind reads the log. */
const RECENT_COUNT_MAX = 1_000;
/** One long poll; a subgraph that stops waits no longer for it. */
const POLL_MS = 5_000;
const RETRY_MS = 1_000;

/**
 * The end of one subgraph's event log, followed once for all subscribers. They pull: each asks for what comes after its own number, so that a
 * slow one holds nothing back and nothing is queued for it.
 */
export class Tail {
  readonly #reader: ChangeReader;
  readonly #log: Logger;
  readonly #waiting = new Set<() => void>();
  readonly #stopping = new AbortController();
  /** The events up to `#position`, without a gap. */
  #recent: FeedEvent[] = [];
  #position = 0;
  #isFollowing = false;

  constructor(options: { readonly reader: ChangeReader; readonly log: Logger }) {
    this.#reader = options.reader;
    this.#log = options.log;
  }

  /** The number of the last event now. */
  async last(): Promise<number> {
    return (await this.#reader.last({})).number;
  }

  /** Events after a number that is not beyond the last, at most 200, waiting until there is one; none when `signal` or `stop` ends the wait. */
  async after(number: number, signal: AbortSignal): Promise<readonly FeedEvent[]> {
    while (!signal.aborted && !this.#stopping.signal.aborted) {
      const found = await this.#read(number).catch(async (error: unknown) => await this.#failed(error));
      if (found === null) continue;
      if (found.length > 0) return found;
      // What the shared look found while this one was reading must not be slept through.
      if (this.#position > number && this.#isFollowing) continue;
      this.#follow(number);
      await this.#news(signal);
    }
    return [];
  }

  /** Ends all waits. */
  stop(): void {
    this.#stopping.abort();
    this.#wakeAll();
  }

  async #read(number: number): Promise<readonly FeedEvent[]> {
    const [oldest] = this.#recent;
    if (oldest !== undefined && oldest.number <= number + 1)
      return this.#recent.filter((event) => event.number > number).slice(0, PAGE_COUNT);
    return (await this.#reader.page({ after: number, first: PAGE_COUNT })).events.map(feedEvent);
  }

  /** Follows the end from the first who waits there until nobody does. */
  #follow(number: number): void {
    if (this.#isFollowing) return;
    if (number > this.#position) [this.#recent, this.#position] = [[], number];
    this.#isFollowing = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    do {
      const found = await this.#poll().catch(async (error: unknown) => await this.#failed(error));
      if (found === null || found.length === 0) continue;
      this.#recent = [...this.#recent, ...found].slice(-RECENT_COUNT_MAX);
      this.#position = found.at(-1)?.number ?? this.#position;
      this.#wakeAll();
      // Whoever was woken comes back here when there is no more for it.
      await pause(0);
    } while (this.#waiting.size > 0 && !this.#stopping.signal.aborted);
    this.#isFollowing = false;
  }

  async #poll(): Promise<readonly FeedEvent[]> {
    return (await this.#reader.page({ after: this.#position, first: PAGE_COUNT, waitMs: POLL_MS })).events.map(feedEvent);
  }

  /** Nothing is lost meanwhile: the log is read on from the same number. */
  async #failed(error: unknown): Promise<null> {
    if (!this.#stopping.signal.aborted) this.#log.warn({ err: error }, "The changes of a subgraph cannot be read; trying again.");
    await pause(RETRY_MS, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => undefined);
    return null;
  }

  async #news(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#waiting.delete(done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener("abort", done, { once: true });
      if (signal.aborted) done();
    });
  }

  #wakeAll(): void {
    for (const done of [...this.#waiting]) done();
  }
}

function feedEvent({ number, kind, subject, data }: RecordedEvent): FeedEvent {
  const about = data["work"] ?? data["party"];
  return { number, kind, subject, about: typeof about === "string" ? about : null, licensor: licensorOf(data) };
}
