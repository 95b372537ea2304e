import type { EventLog, EventPage, RecordedEvent } from "../events.ts";

/** How others follow what happens in a subgraph: by the numbers of its events, which rise without gaps. */
export interface ChangeReader {
  /** Events after a number in order, 1 to 200 of them; where there is none yet, waits for one up to `waitMs`, at most 20,000. */
  page(request: ChangePageRequest): Promise<EventPage>;
  /** The number of the last event; 0 before the first. */
  last(request: Readonly<Record<string, never>>): Promise<{ readonly number: number }>;
}

export interface ChangePageRequest {
  readonly after: number;
  readonly first: number;
  /** 0 when not said. */
  readonly waitMs?: number;
}

const PAGE_COUNT_MAX = 200;
const WAIT_MS_MAX = 20_000;
/** Characters of data in one page, unless its first event alone has more. */
const PAGE_LENGTH_MAX = 4_000_000;

/** The port over a subgraph's own event log. A request out of bounds gets what is nearest within. */
export function createChangeReader(events: EventLog): ChangeReader {
  return {
    last: async () => ({ number: await events.last() }),
    page: async ({ after, first, waitMs = 0 }) => {
      const request = { after: Math.max(0, Math.trunc(after)), first: within(first, 1, PAGE_COUNT_MAX) };
      const news = listenForNews(events);
      try {
        const found = await events.page(request);
        if (found.events.length > 0 || waitMs <= 0) return bounded(found);
        await news.within(within(waitMs, 1, WAIT_MS_MAX));
        return bounded(await events.page(request));
      } finally {
        news.end();
      }
    },
  };
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.trunc(value)));
}

/** Listens from now on, so that what is numbered between a look and the wait is not missed. */
function listenForNews(events: EventLog): { within(milliseconds: number): Promise<void>; end(): void } {
  let came: () => void = () => undefined;
  const news = new Promise<void>((resolve) => (came = resolve));
  const end = events.subscribe(() => came());
  return {
    end,
    within: async (milliseconds) => {
      const timer = setTimeout(came, milliseconds);
      timer.unref();
      await news;
      clearTimeout(timer);
    },
  };
}

function bounded({ events, hasMore, lengthMost = Number.MAX_SAFE_INTEGER }: EventPage): EventPage {
  if (lengthMost <= PAGE_LENGTH_MAX) return { events, hasMore };
  const kept: RecordedEvent[] = [];
  let length = 0;
  for (const event of events) {
    length += JSON.stringify(event.data).length;
    if (kept.length > 0 && length > PAGE_LENGTH_MAX) return { events: kept, hasMore: true };
    kept.push(event);
  }
  return { events: kept, hasMore };
}
