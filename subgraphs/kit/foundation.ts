import type { Clock } from "./clock.ts";
import type { Commands } from "./commands.ts";
import type { EventLog } from "./events.ts";
import type { IdMaker } from "./ids.ts";
import type { Jobs } from "./jobs.ts";
import type { Logger } from "./log.ts";
import type { Migration } from "./migrations.ts";
import type { ClientSession, Connection } from "./model.ts";
import type { Schedules } from "./schedules.ts";
import type { SubgraphName } from "./subgraphName.ts";

/** What every subgraph stands on: its database, clock and ids, and the shared records of events, commands and jobs in it. */
export interface Foundation {
  readonly subgraph: SubgraphName;
  readonly connection: Connection;
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly log: Logger;
  readonly events: EventLog;
  readonly commands: Commands;
  readonly jobs: Jobs;
  readonly schedules: Schedules;
  /** The stored format of this subgraph's own collections, after migrations. */
  readonly format: number;
  /** One transaction with retries on write conflicts; wakes the event sequencer after its commit. */
  inTransaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T>;
  /** Starts sequencer, jobs and schedules. */
  start(): void;
  stop(): Promise<void>;
}

export interface FoundationOptions {
  readonly subgraph: SubgraphName;
  readonly connection: Connection;
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly log: Logger;
  /** The subgraph's own migrations, ascending; none while its format is 1. */
  readonly migrations?: readonly Migration[];
}

/** Ensures indexes, runs migrations once under a lease (StoredFormatNewer refuses a newer store), and gives the subgraph its ground. */
export async function createFoundation(options: FoundationOptions): Promise<Foundation> {
  await Promise.resolve();
  throw new Error(`The foundation of ${options.subgraph} is not laid yet.`);
}
