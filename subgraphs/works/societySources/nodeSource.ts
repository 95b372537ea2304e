import type { Clock } from "../../kit/clock.ts";
import type { SourceStateRecord } from "./model.ts";
import type { SocietySource } from "./source.ts";
import { wordByNode } from "./word.ts";

/** A society whose word comes from its node: what it last told is recorded here, and its age is that of its last answer. */
export function nodeSource(given: {
  readonly society: string;
  /** Null before it was first asked. */
  readonly state: SourceStateRecord | null;
  /** ISO instant of its answer about the works in question, just now; null when it was not asked or gave none. */
  readonly answeredAt: string | null;
  readonly clock: Clock;
}): SocietySource {
  const { society, state, answeredAt, clock } = given;
  const known = { answeredAt, pulledAt: state?.pulledAt ?? null, isFailing: (state?.failures ?? 0) > 0 };
  return { society, word: (onWork) => wordByNode({ ...known, onWork, now: clock.now() }) };
}
