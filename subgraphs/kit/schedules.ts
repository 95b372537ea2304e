/** Work that comes round: of several processes one does it each time. */
export interface Schedules {
  /** Runs the work every `everyMs` milliseconds, under a lease; a failure is logged and waits for the next time. Before start. */
  register(name: string, everyMs: number, work: () => Promise<void>): void;
  start(): void;
  stop(): Promise<void>;
  /** Runs what is due now; for tests. */
  tick(): Promise<void>;
}
