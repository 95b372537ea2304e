import { type Outcome, ok, type Problem, problem, refused } from "../outcome.ts";
import type { LocalDate } from "../period.ts";

/** IPI's status codes: 1 self-referenced, 2 purchase (forwarded and still valid), 3 deletion with cross-reference (merged). */
export type StatusKind = "VALID" | "FORWARDED" | "MERGED";

/** The status by IPI's code, for files that carry the number. */
export const STATUS_OF_IPI_CODE: Readonly<Record<string, StatusKind>> = { "1": "VALID", "2": "FORWARDED", "3": "MERGED" };

/** What a party's status is from a day on; `from` null is from the beginning. */
export interface DatedStatus {
  readonly status: StatusKind;
  readonly forwardTo?: string;
  readonly from: string | null;
}

/**
 * A status as it may be recorded. Problems `FORWARDING_MISSING` (forwarded or merged, to nobody), `FORWARDING_IDLE` (valid, to
 * somebody), `FORWARDING_SELF`, and `STATUS_IN_FUTURE`: what has not come yet would stand for nobody until then (ours).
 */
export function checkStatus(
  { status, forwardTo, from }: { readonly status: StatusKind; readonly forwardTo: string | null; readonly from: LocalDate | null },
  { party, today }: { readonly party: string; readonly today: LocalDate },
): Outcome<DatedStatus> {
  const problems: Problem[] = [];
  if (status !== "VALID" && forwardTo === null)
    problems.push(problem("FORWARDING_MISSING", `A ${status} party leads to another; name it.`, ["forwardTo"]));
  if (status === "VALID" && forwardTo !== null)
    problems.push(
      problem("FORWARDING_IDLE", `A VALID party stands for itself; leave ${forwardTo} out, or say FORWARDED or MERGED.`, ["forwardTo"]),
    );
  if (forwardTo === party) problems.push(problem("FORWARDING_SELF", `${party} cannot lead to itself; name another party.`, ["forwardTo"]));
  if (from !== null && from > today)
    problems.push(
      problem("STATUS_IN_FUTURE", `The status begins on ${from} and today is ${today}; state it when the day has come.`, ["from"]),
    );
  if (problems.length > 0) return refused(...problems);
  return ok({ status, from, ...(forwardTo === null ? {} : { forwardTo }) });
}

/** The list with one more status, by first day; one that begins on the same day is replaced. */
export function withStatus<T extends DatedStatus>(statuses: readonly T[], stated: T): readonly T[] {
  return [...statuses.filter(({ from }) => from !== stated.from), stated].sort((one, other) =>
    (one.from ?? "") < (other.from ?? "") ? -1 : (one.from ?? "") > (other.from ?? "") ? 1 : 0,
  );
}

/** The status in force on a day (null: the latest). VALID where none was stated for it. */
export function statusOn(statuses: readonly DatedStatus[], day: LocalDate | null): DatedStatus {
  const begun = statuses.filter(({ from }) => day === null || from === null || from <= day);
  return begun.at(-1) ?? { status: "VALID", from: null };
}

/** Steps from a party to the one at the end of its forwardings at most. */
export const FORWARDINGS_MAX = 10;

/**
 * Whether a party may lead to another, given where the other leads in turn. Problems `FORWARDING_CYCLE` (it would lead back) and
 * `FORWARDING_TOO_LONG`.
 */
export function checkForwarding(party: string, chain: readonly string[]): readonly Problem[] {
  const way = chain.slice(0, FORWARDINGS_MAX + 1).join(" to ");
  if (chain.includes(party))
    return [problem("FORWARDING_CYCLE", `${party} would lead to itself, by ${way}; end one of these forwardings first.`, ["forwardTo"])];
  if (chain.length > FORWARDINGS_MAX)
    return [
      problem("FORWARDING_TOO_LONG", `The way leads over more than ${FORWARDINGS_MAX} parties (${way}); forward to its end.`, [
        "forwardTo",
      ]),
    ];
  return [];
}
