import { invariant } from "../domain/invariant.ts";
import type { Clock } from "./clock.ts";
import type { Leases } from "./leases.ts";
import type { Logger } from "./log.ts";
import { formatModel } from "./migrations/model.ts";
import type { Connection } from "./model.ts";
import { createWaker } from "./waker.ts";

/** One step from a stored format to the next; it must be able to run again after a crash in its middle. */
export interface Migration {
  /** The format it leads to: 2, 3, … without gaps. Format 1 is the first that was ever written. */
  readonly to: number;
  /** What changes and why, for the log. */
  readonly name: string;
  run(connection: Connection): Promise<void>;
}

/** The database was written by a newer release. Nothing was touched. */
export class StoredFormatNewer extends Error {
  readonly code = "STORED_FORMAT_NEWER";

  constructor(part: string, stored: number, known: number) {
    super(
      `The stored data of ${part} have format ${stored}; this release knows up to ${known}. Start the release that wrote them, or a newer one.`,
    );
    this.name = "StoredFormatNewer";
  }
}

export interface MigrationOptions {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly leases: Leases;
  readonly log: Logger;
  /** `kit`, or the subgraph's name. */
  readonly part: string;
  readonly migrations: readonly Migration[];
}

const LEASE_MS = 60_000;
const WAIT_MS = 200;
const WAIT_COUNT_MAX = 3_000;

/**
 * Brings one part of the database to the format this release writes and returns that format. Each step runs once, under a
 * lease; others wait for it (10 minutes at most). A fresh database begins at the newest format; a newer one is refused.
 */
export async function runMigrations(options: MigrationOptions): Promise<number> {
  const { migrations, part, leases, clock } = options;
  migrations.forEach(({ to }, at) => invariant(to === at + 2, `the migrations of ${part} lead to 2, 3, … in order, not to ${to}`));
  const target = migrations.length + 1;
  const waker = createWaker();
  for (let waitCount = 0; waitCount < WAIT_COUNT_MAX; waitCount += 1) {
    const stored = await storedFormat(options);
    if (stored !== null && stored > target) throw new StoredFormatNewer(part, stored, target);
    if (stored === target) return target;
    if (await leases.hold(`migrations:${part}`, LEASE_MS)) {
      try {
        await migrateFrom(options, await storedFormat(options), target);
      } finally {
        await leases.release(`migrations:${part}`);
      }
      return target;
    }
    await waker.pause(WAIT_MS);
  }
  throw new Error(
    `Another process has held the migrations of ${part} since ${WAIT_COUNT_MAX * WAIT_MS} ms before ${clock.now().toISOString()}.`,
  );
}

async function migrateFrom(options: MigrationOptions, stored: number | null, target: number): Promise<void> {
  const { connection, part, migrations, leases, log } = options;
  if (stored === null) {
    await writeFormat(options, target);
    return;
  }
  for (const migration of migrations.slice(stored - 1)) {
    invariant(await leases.hold(`migrations:${part}`, LEASE_MS), "the lease of running migrations is kept");
    log.info({ part, to: migration.to, name: migration.name }, "Migrating stored data.");
    const renewal = setInterval(() => {
      leases
        .hold(`migrations:${part}`, LEASE_MS)
        .catch((error: unknown) => log.warn({ err: error }, "The lease of a migration could not be renewed."));
    }, LEASE_MS / 4);
    try {
      await migration.run(connection);
    } finally {
      clearInterval(renewal);
    }
    await writeFormat(options, migration.to);
  }
}

async function storedFormat({ connection, part }: MigrationOptions): Promise<number | null> {
  return (await formatModel(connection).findById(part).lean())?.format ?? null;
}

async function writeFormat({ connection, part, clock }: MigrationOptions, format: number): Promise<void> {
  await formatModel(connection).updateOne({ _id: part }, { $set: { format, since: clock.now().toISOString() } }, { upsert: true });
}
