import type { EventLog, RecordedEvent } from "../events.ts";
import type { Logger } from "../log.ts";

/** Hands numbered events to those who listen. */
export interface Delivery {
  deliver(): Promise<void>;
  subscribe(listener: (event: RecordedEvent) => void): () => void;
}

export interface DeliveryOptions {
  readonly page: EventLog["page"];
  /** The last number given. */
  readonly lastNumber: () => Promise<number>;
  readonly log: Logger;
  /** Events up to this number are not delivered. */
  readonly delivered: number;
}

const PAGE_COUNT = 1_000;

/** Hands numbered events to listeners in order, each once; a listener that throws is logged and stays. Nobody listening, nothing is read. */
export function createDelivery(options: DeliveryOptions): Delivery {
  const listeners = new Set<(event: RecordedEvent) => void>();
  let delivered = options.delivered;
  let queue = Promise.resolve();
  const isHeard = (): boolean => listeners.size > 0;
  const deliverAll = async (): Promise<void> => {
    if (!isHeard()) {
      const last = await options.lastNumber();
      // Who began to listen meanwhile hears of the events before `last`.
      if (!isHeard()) delivered = last;
    }
    if (!isHeard()) return;
    for (let hasMore = true; hasMore;) {
      const found = await options.page({ after: delivered, first: PAGE_COUNT });
      for (const event of found.events) {
        for (const listener of listeners) callListener(listener, event, options.log);
        delivered = event.number;
      }
      hasMore = found.hasMore;
    }
  };
  return {
    deliver: async () => {
      const turn = queue.then(deliverAll);
      queue = turn.catch(() => undefined);
      await turn;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function callListener(listener: (event: RecordedEvent) => void, event: RecordedEvent, log: Logger): void {
  try {
    listener(event);
  } catch (error) {
    log.error({ err: error, event: event.id }, "A listener to events failed.");
  }
}
