import { type LocalDate, laterDay } from "./period.ts";

/**
 * How long a conflict waits, in days. Ours: the field works with 60 days to answer and 60 more to agree; a society may be given others.
 */
export interface ConflictTerms {
  /** From the day on which it was found to the first deadline. */
  readonly answerDays: number;
  /** From the first deadline to the second. */
  readonly agreementDays: number;
}

export const CONFLICT_TERMS: ConflictTerms = { answerDays: 60, agreementDays: 60 };

/** FIRST: the parties are to answer; SECOND: they are to agree; OVER: both deadlines have passed. */
export type ConflictTerm = "FIRST" | "SECOND" | "OVER";

/**
 * How a conflict stands. OPEN: in its first term; PROPOSED: a proposal waits for signatures, in either term; ESCALATED: in its second term, and
 * nothing waits; TIMED_OUT: both deadlines have passed; RESOLVED: it no longer holds, or was settled.
 */
export type ConflictState = "OPEN" | "PROPOSED" | "ESCALATED" | "TIMED_OUT" | "RESOLVED";

/** States in which claims exclude each other still. */
export const UNRESOLVED_STATES: readonly ConflictState[] = ["OPEN", "PROPOSED", "ESCALATED", "TIMED_OUT"];
/** States in which a deadline is ahead. */
export const RUNNING_STATES: readonly ConflictState[] = ["OPEN", "PROPOSED", "ESCALATED"];

/** The clock of one conflict. A term ends with its last day, which still belongs to it. */
export interface ConflictClock {
  readonly term: ConflictTerm;
  /** The last days of the first and of the second term; fixed when it was found, whatever the terms are later. */
  readonly deadlines: readonly [LocalDate, LocalDate];
}

/** One move: which term ended with which day, and which began. */
export interface ClockMove {
  readonly from: ConflictTerm;
  readonly to: ConflictTerm;
  readonly dueOn: LocalDate;
}

/** The clock of a conflict that is found on a day. */
export function startedClock(foundOn: LocalDate, { answerDays, agreementDays }: ConflictTerms): ConflictClock {
  return { term: "FIRST", deadlines: [laterDay(foundOn, answerDays), laterDay(foundOn, answerDays + agreementDays)] };
}

/**
 * The moves that are due on a day, in order, each with the day on which it was due, however late anybody looks. None when nothing is due,
 * so that looking twice moves once; and none back, whatever a machine's clock does.
 */
export function dueMoves({ term, deadlines }: ConflictClock, today: LocalDate): readonly ClockMove[] {
  const [first, second] = deadlines;
  const moves: ClockMove[] = [];
  if (term === "FIRST" && first < today) moves.push({ from: "FIRST", to: "SECOND", dueOn: first });
  if (term !== "OVER" && second < today) moves.push({ from: "SECOND", to: "OVER", dueOn: second });
  return moves;
}

/** The day that the running term ends with; after both, the second. */
export function deadlineOf({ term, deadlines: [first, second] }: ConflictClock): LocalDate {
  return term === "FIRST" ? first : second;
}

/** How a conflict that is not resolved stands. A proposal does not stop the clock: else one side could hold it for ever. */
export function unresolvedState(term: ConflictTerm, hasProposal: boolean): Exclude<ConflictState, "RESOLVED"> {
  if (term === "OVER") return "TIMED_OUT";
  if (hasProposal) return "PROPOSED";
  return term === "FIRST" ? "OPEN" : "ESCALATED";
}
