/** How a society's word on a work stands: here as of now, here as of some time ago, or not here. */
export type SourceStatus = "LIVE" | "CACHED" | "ABSENT";

/** What an answer says of a source. */
export interface SourceWord {
  readonly status: SourceStatus;
  /** ISO instant as of which its word stands; null when absent. */
  readonly asOf: string | null;
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * The word of a society that sends files. House rule: a file tells what changed since the one before, so whatever the society once said of a
 * work stands as of its last message about anything, and is live as long as that is no older than the rhythm it promised. A society that
 * promised none is never overdue: its word stands as of its last message on the work. One that never spoke of the work is absent, however
 * recent its files: nothing says that a file is the whole repertoire.
 */
export function wordByFile(known: {
  /** ISO instant of its last word on the work; null for none. */
  readonly onWork: string | null;
  /** ISO instant of its last message about anything; null for none. */
  readonly lastMessage: string | null;
  /** Null for no promise. */
  readonly rhythmDays: number | null;
  readonly now: Date;
}): SourceWord {
  const { onWork, lastMessage, rhythmDays, now } = known;
  if (onWork === null) return ABSENT;
  if (rhythmDays === null) return { status: "LIVE", asOf: onWork };
  const asOf = later(onWork, lastMessage);
  return { status: now.getTime() - Date.parse(asOf) <= rhythmDays * DAY_MS ? "LIVE" : "CACHED", asOf };
}

/** Two rounds of pulling: what was fetched no longer ago is as new as anybody may expect who does not ask the node. */
const PULL_FRESH_MS = 120_000;

/**
 * The word of a society that is asked at its node. House rule: live as of its answer, when it just gave one about the work, be it that it knows nothing of it; live, too, as of
 * the last time that everything it had was fetched, if that is two minutes ago at most and it has not failed since. Else what it last told counts as
 * a cached word, as old as that; and one that never told anything is absent.
 */
export function wordByNode(known: {
  readonly onWork: string | null;
  /** ISO instant of an answer about the work just now; null for none. */
  readonly answeredAt: string | null;
  /** ISO instant as of which everything it had was fetched; null for never. */
  readonly pulledAt: string | null;
  /** Whether its last answer was none to use. */
  readonly isFailing: boolean;
  readonly now: Date;
}): SourceWord {
  const { onWork, answeredAt, pulledAt, isFailing, now } = known;
  if (answeredAt !== null) return { status: "LIVE", asOf: answeredAt };
  const asOf = onWork === null ? pulledAt : later(onWork, pulledAt);
  if (asOf === null) return ABSENT;
  const isFresh = pulledAt !== null && !isFailing && now.getTime() - Date.parse(pulledAt) <= PULL_FRESH_MS;
  return { status: isFresh ? "LIVE" : "CACHED", asOf };
}

/** Nothing of it is here. */
export const ABSENT: SourceWord = { status: "ABSENT", asOf: null };

/** The later of two ISO instants. */
export function later(one: string, other: string | null): string {
  return other === null || Date.parse(one) >= Date.parse(other) ? one : other;
}
