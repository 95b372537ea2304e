import type { Clock } from "../clock.ts";
import type { IdMaker } from "../ids.ts";
import type { Logger } from "../log.ts";
import type { Connection } from "../model.ts";

/** What the jobs of one database stand on. */
export interface JobsOptions {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly log: Logger;
  /** This process, among those that share the database. */
  readonly owner: string;
}

/** A running job belongs to its process this long, and is renewed three times in it. */
export const JOB_LEASE_MS = 30_000;
