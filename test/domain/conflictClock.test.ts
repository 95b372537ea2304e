// Goal: a conflict passes each of its two deadlines once, on the day after, however late or often anybody looks.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { CONFLICT_TERMS, deadlineOf, dueMoves, startedClock, unresolvedState } from "../../subgraphs/domain/conflictClock.ts";
import type { ConflictClock } from "../../subgraphs/domain/conflictClock.ts";
import { laterDay, parseLocalDate } from "../../subgraphs/domain/period.ts";
import type { LocalDate } from "../../subgraphs/domain/period.ts";

function day(text: string): LocalDate {
  const parsed = parseLocalDate(text);
  if (parsed === null) throw new Error(`no day ${text}`);
  return parsed;
}

describe("the clock of a conflict", () => {
  it("gives 60 days to answer and 60 more to agree", () => {
    expect(startedClock(day("2026-01-15"), CONFLICT_TERMS)).toEqual({ term: "FIRST", deadlines: ["2026-03-16", "2026-05-15"] });
    expect(startedClock(day("2026-12-31"), { answerDays: 1, agreementDays: 60 }).deadlines).toEqual(["2027-01-01", "2027-03-02"]);
  });

  const clock = startedClock(day("2026-01-15"), CONFLICT_TERMS);
  it.each([
    ["on the first deadline itself", "FIRST", "2026-03-16", []],
    ["on the day after", "FIRST", "2026-03-17", ["SECOND of 2026-03-16"]],
    ["after both", "FIRST", "2026-08-01", ["SECOND of 2026-03-16", "OVER of 2026-05-15"]],
    ["between, moved before", "SECOND", "2026-05-15", []],
    ["after the second, moved before", "SECOND", "2026-05-16", ["OVER of 2026-05-15"]],
    ["long after, moved twice", "OVER", "2030-01-01", []],
    ["before the first, moved before", "SECOND", "2026-01-16", []],
  ] as const)("moves %s", (_, term, today, moves) => {
    expect(dueMoves({ ...clock, term }, day(today)).map(({ to, dueOn }) => `${to} of ${dueOn}`)).toEqual(moves);
  });

  it("comes to the same whenever it is looked at, and never goes back", () => {
    const terms = fc.record({ answerDays: fc.integer({ min: 1, max: 90 }), agreementDays: fc.integer({ min: 1, max: 90 }) });
    fc.assert(
      fc.property(terms, fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 8 }), (given, looks) => {
        const began = day("2026-01-15");
        let looked: ConflictClock = startedClock(began, given);
        const told: string[] = [];
        for (const after of looks) {
          for (const { to, dueOn } of dueMoves(looked, laterDay(began, after))) {
            looked = { ...looked, term: to };
            told.push(`${to} of ${dueOn}`);
          }
        }
        const latest = laterDay(began, Math.max(...looks));
        expect(told).toEqual(dueMoves(startedClock(began, given), latest).map(({ to, dueOn }) => `${to} of ${dueOn}`));
        expect(deadlineOf(looked)).toBe(looked.deadlines[looked.term === "FIRST" ? 0 : 1]);
      }),
    );
  });

  it.each([
    ["FIRST", false, "OPEN"],
    ["FIRST", true, "PROPOSED"],
    ["SECOND", false, "ESCALATED"],
    ["SECOND", true, "PROPOSED"],
    ["OVER", false, "TIMED_OUT"],
    ["OVER", true, "TIMED_OUT"],
  ] as const)("in the term %s, with a proposal that waits: %s, the conflict is %s", (term, hasProposal, state) => {
    expect(unresolvedState(term, hasProposal)).toBe(state);
  });
});
