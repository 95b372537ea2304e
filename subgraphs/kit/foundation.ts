import type { Clock } from "./clock.ts";
import type { Commands } from "./commands.ts";
import { commandModel } from "./commands/model.ts";
import { createCommands } from "./commands/runner.ts";
import type { EventLog } from "./events.ts";
import { createEventLog } from "./events/eventLog.ts";
import { eventModel, sequenceModel } from "./events/model.ts";
import type { IdMaker } from "./ids.ts";
import type { Jobs } from "./jobs.ts";
import { jobModel } from "./jobs/model.ts";
import { createJobs } from "./jobs/runner.ts";
import { createLeases } from "./leases.ts";
import { leaseModel } from "./leases/model.ts";
import type { Logger } from "./log.ts";
import { runMigrations } from "./migrations.ts";
import type { Migration } from "./migrations.ts";
import { KIT_MIGRATIONS } from "./migrations/kit.ts";
import { formatModel } from "./migrations/model.ts";
import type { ClientSession, Connection } from "./model.ts";
import type { Schedules } from "./schedules.ts";
import { scheduleModel } from "./schedules/model.ts";
import { createSchedules } from "./schedules/runner.ts";
import { ensureIndexes, inTransaction } from "./store.ts";
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
  /** Starts sequencer, jobs and schedules; register handlers before. */
  start(): void;
  stop(): Promise<void>;
}

export interface FoundationOptions {
  readonly subgraph: SubgraphName;
  readonly connection: Connection;
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly log: Logger;
  /** The subgraph's own migrations, ascending from 2; none while its format is 1. */
  readonly migrations?: readonly Migration[];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Ensures indexes, runs migrations once under a lease (StoredFormatNewer refuses a newer store), and gives the subgraph its ground. */
export async function createFoundation(options: FoundationOptions): Promise<Foundation> {
  const { subgraph, connection, clock, ids } = options;
  const log = options.log.child({ subgraph });
  const owner = `${process.pid}-${ids.make("job").slice(4)}`;
  const leases = createLeases({ connection, clock, owner });
  const migrating = { connection, clock, leases, log };
  await runMigrations({ ...migrating, part: "kit", migrations: KIT_MIGRATIONS });
  await ensureIndexes(kitModels(connection));
  const format = await runMigrations({ ...migrating, part: subgraph, migrations: options.migrations ?? [] });
  const events = await createEventLog({ connection, clock, ids, log, leases });
  const transact = async <T>(work: (session: ClientSession) => Promise<T>): Promise<T> => {
    const result = await inTransaction(connection, work);
    events.wake();
    return result;
  };
  const commands = createCommands({ subgraph, connection, clock, inTransaction: transact });
  const jobs = createJobs({ connection, clock, ids, log, owner });
  const schedules = createSchedules({ connection, clock, leases, log });
  schedules.register("forget-commands", DAY_MS, async () => {
    const count = await commands.forget();
    if (count > 0) log.info({ count }, "Forgot old idempotency records.");
  });
  const parts = [events, jobs, schedules];
  return {
    ...{ subgraph, connection, clock, ids, log, events, commands, jobs, schedules, format },
    inTransaction: transact,
    start: () => {
      for (const part of parts) part.start();
    },
    stop: async () => {
      await Promise.all(parts.map(async (part) => await part.stop()));
    },
  };
}

function kitModels(connection: Connection) {
  return [
    eventModel(connection),
    sequenceModel(connection),
    commandModel(connection),
    jobModel(connection),
    leaseModel(connection),
    scheduleModel(connection),
    formatModel(connection),
  ];
}
