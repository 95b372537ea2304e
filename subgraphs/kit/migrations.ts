import type { Connection } from "./model.ts";

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
}
