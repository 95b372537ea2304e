import { invariant } from "../domain/invariant.ts";
import { problem } from "../domain/outcome.ts";
import type { Problem } from "../domain/outcome.ts";
import { parseLocalDate } from "../domain/period.ts";
import type { LocalDate } from "../domain/period.ts";
import { findOrganisation, findSociety } from "../domain/societies.ts";
import type { Submitter } from "../domain/statements.ts";
import type { Clock } from "../kit/clock.ts";
import type { JsonObject } from "../kit/json.ts";
import { Refusal } from "../kit/refusal.ts";
import { isRecordingSubject } from "./recordings/subjects.ts";
import type { ViewedWork } from "./statementView.ts";

/** A society or organisation by code and name. */
export interface NamedSociety {
  readonly code: string;
  readonly name: string;
}

/** The society a command speaks for; an unknown one, or none, is a problem. */
export function findAnySociety(code: string | null | undefined, problems: Problem[]): NamedSociety | null {
  const text = code?.trim().toUpperCase() ?? "";
  const found = text === "" ? null : (findSociety(text) ?? findOrganisation(text));
  if (found !== null) return { code: found.code, name: found.name };
  const message =
    text === "" ? "The caller speaks for no society; name one." : `No society or organisation ${text} is known; write a code such as 052.`;
  problems.push(problem("SOCIETY_UNKNOWN", message, ["society"]));
  return null;
}

/** A society as submitter of statements. */
export function submitterOf({ code, name }: NamedSociety): Submitter {
  return { key: `SO:${code}`, name, society: code, partyId: null };
}

/** The day of the clock, in UTC. */
export function todayOf(clock: Clock): LocalDate {
  const day = parseLocalDate(clock.now().toISOString().slice(0, 10));
  invariant(day !== null, "a clock shows days of the calendar");
  return day;
}

/** A command's input as it is compared for replay: without its key. */
export function commandInput(input: object): JsonObject {
  // Input of GraphQL is JSON by construction.
  const { idempotencyKey: _key, ...rest } = JSON.parse(JSON.stringify(input)) as JsonObject;
  return rest;
}

/** Refuses when the caller decided on an older version than the one that stands. */
export function requireVersion(current: number, expected: number | null | undefined): void {
  if (expected === null || expected === undefined || expected === current) return;
  throw new Refusal([
    problem("STALE_VERSION", `The version is ${current}, not ${expected}; look at what changed and decide again.`, ["expectedVersion"]),
  ]);
}

/** A work that a command names; unknown or merged ones are refused. */
export function requireWork(work: ViewedWork | null, id: string, path: string): ViewedWork {
  if (work?.before?.state === "LIVE" && !isRecordingSubject(id)) return work;
  const merged = work?.before?.mergedInto;
  const message = merged === undefined ? `No work ${id} is known.` : `The work ${id} was merged into ${merged}; name that one.`;
  throw new Refusal([problem(merged === undefined ? "WORK_UNKNOWN" : "WORK_MERGED", message, [path])]);
}
