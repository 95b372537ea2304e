import { z } from "zod";
import { problem } from "../domain/outcome.ts";
import type { Outcome } from "../domain/outcome.ts";
import { changesPage } from "../kit/changes.ts";
import type { EventLog, RecordedEvent } from "../kit/events.ts";
import type { Page } from "../kit/page.ts";
import { Refusal } from "../kit/refusal.ts";
import { HISTORY_FIELDS } from "./fieldChanges.ts";
import { isRecordingSubject } from "./recordings/subjects.ts";

/** One change as the graph shows it (SDL: Change). */
export interface ChangeAnswer {
  readonly id: string;
  readonly number: number;
  readonly kind: string;
  readonly subject: string;
  readonly workId: string | null;
  /** `isrc:…`: of claims in a recording. */
  readonly recordingSubject: string | null;
  readonly recordedAt: string;
  readonly field: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly source: string | null;
  readonly message: string | null;
  readonly line: number | null;
  readonly statement: string | null;
  readonly replaces: string | null;
  readonly receivedAt: string | null;
  readonly dueOn: string | null;
}

const HISTORY_MAX = 1_000;

const eventData = z.object({
  work: z.string().nullish(),
  recording: z.string().nullish(),
  source: z.string().nullish(),
  message: z.string().nullish(),
  line: z.number().nullish(),
  statement: z.string().nullish(),
  replaces: z.string().nullish(),
  receivedAt: z.string().nullish(),
  dueOn: z.string().nullish(),
  changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })).optional(),
});

/** A page of all changes to works after a cursor (kit/changes.ts). */
export async function changesAfter(
  events: EventLog,
  page: { readonly since?: string | null | undefined; readonly first?: number | null | undefined },
): Promise<Outcome<Page<ChangeAnswer>>> {
  return await changesPage(events, page, { feed: "works", view: wholeChange });
}

/** The field whose history is asked for; one that has none is refused, not answered with nothing. */
export function requireHistoryField(field: string): string {
  if (HISTORY_FIELDS.some((name) => name === field)) return field;
  const message = `${field} is no field with a history; these are: ${HISTORY_FIELDS.join(", ")}.`;
  throw new Refusal([problem("HISTORY_FIELD", message, ["field"])]);
}

/** The changes of one thing, one entry for each field that changed; only those of one field when it is named. */
export function historyOf(events: readonly RecordedEvent[], field: string | null): ChangeAnswer[] {
  return [...events]
    .sort((one, other) => one.number - other.number)
    .flatMap(eachChange)
    .filter((change) => field === null || change.field === field)
    .slice(0, HISTORY_MAX);
}

function wholeChange(event: RecordedEvent): ChangeAnswer {
  const { changes } = eventData.parse(event.data);
  const [only, ...more] = changes ?? [];
  return baseChange(event, only !== undefined && more.length === 0 ? only : null);
}

function eachChange(event: RecordedEvent): ChangeAnswer[] {
  const { changes } = eventData.parse(event.data);
  if (changes === undefined || changes.length === 0) return [baseChange(event, null)];
  return changes.map((change) => baseChange(event, change));
}

function baseChange(
  event: RecordedEvent,
  change: { readonly field: string; readonly before: string | null; readonly after: string | null } | null,
): ChangeAnswer {
  const { work, recording, source, message, line, statement, replaces, receivedAt, dueOn } = eventData.parse(event.data);
  const { id, number, kind, subject, recordedAt } = event;
  return {
    ...{ id, number, kind, subject, recordedAt },
    workId: subject.startsWith("wrk_") ? subject : (work ?? null),
    recordingSubject: isRecordingSubject(subject) ? subject : (recording ?? null),
    ...{ field: change?.field ?? null, before: change?.before ?? null, after: change?.after ?? null },
    ...{ source: source ?? null, message: message ?? null, line: line ?? null },
    ...{ statement: statement ?? null, replaces: replaces ?? null, receivedAt: receivedAt ?? null, dueOn: dueOn ?? null },
  };
}
