import type { JsonObject } from "./json.ts";
import type { ClientSession } from "./model.ts";

/** A change that is about to happen: `kind` such as `CLAIM_STATED`, `subject` the entity's id, `data` what others need to know. */
export interface NewEvent {
  readonly kind: string;
  readonly subject: string;
  readonly data: JsonObject;
}

/** A change that happened, in its place. */
export interface RecordedEvent extends NewEvent {
  /** `evt_…` */
  readonly id: string;
  /** 1, 2, 3, … without gaps within a subgraph. */
  readonly number: number;
  /** ISO instant; strictly rising with the number, by at least one millisecond. */
  readonly recordedAt: string;
}

/**
 * The order of things in one subgraph. Events are written unnumbered within the change's transaction and numbered
 * afterwards by one sequencer: a counter inside each transaction would make all writers conflict, and a writer's clock
 * would let a late commit change a past answer.
 */
export interface EventLog {
  /** Writes events unnumbered in the change's own transaction; they get a number soon after its commit. */
  append(events: readonly NewEvent[], session: ClientSession): Promise<void>;
  /** Numbered events after a number, in order; `first` is 1 to 1,000. */
  page(options: { readonly after: number; readonly first: number }): Promise<EventPage>;
  /** The numbered events of each subject in order, none for a subject without; at most 500 subjects a call. */
  ofSubjects(subjects: readonly string[], options?: { readonly upTo?: number }): Promise<Map<string, RecordedEvent[]>>;
  /**
   * The number of the last event recorded at or before `at`, 0 when there is none. It closes the past: whatever is
   * numbered later gets a later recorded time, so the answer never changes. An `at` in the future is a RangeError.
   */
  knownAt(at: Date): Promise<number>;
  /** The number of the last event; 0 before the first. */
  last(): Promise<number>;
  /** Numbers everything that is committed by now. */
  drain(): Promise<void>;
  /** Says that something was committed, so that the sequencer need not wait for its next look. */
  wake(): void;
  /** Calls the listener for each event after it is numbered, in order, whichever process numbered it; returns how to end it. */
  subscribe(listener: (event: RecordedEvent) => void): () => void;
  /** Starts the sequencer; of several processes the one that holds the lease numbers. */
  start(): void;
  stop(): Promise<void>;
}

export interface EventPage {
  readonly events: RecordedEvent[];
  readonly hasMore: boolean;
  /** The data of all events together have no more characters than this; absent where nobody counted. */
  readonly lengthMost?: number;
}
