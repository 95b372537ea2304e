import { z } from "zod";
import type { Outcome } from "../../domain/outcome.ts";
import type { Caller } from "../../kit/caller.ts";
import { changesPage } from "../../kit/changes.ts";
import type { EventLog, NewEvent, RecordedEvent } from "../../kit/events.ts";
import { licensorOf, tellsAlarm } from "../../kit/licenseEvents.ts";
import type { Page } from "../../kit/page.ts";
import type { Alarm } from "../alarms.ts";
import type { LicenseRecord } from "../model.ts";

export const CLEARED_RIGHTS = "The rights, and the mandates over them, are those of the snapshot again.";
export const CLEARED_BY_TERMS = "The terms that prevail now do not rest on what the alarm was about.";

/** The event of an alarm; whoever folds a licence's in their order has its alarms. */
export function alarmEvent(
  kind: "LICENSE_ALARM_RAISED" | "LICENSE_ALARM_CHANGED" | "LICENSE_ALARM_CLEARED",
  { _id, number, licensor }: Pick<LicenseRecord, "_id" | "number" | "licensor">,
  { workId, title, message, versionThen, versionNow, conflictIds }: Alarm,
): NewEvent {
  const alarm = { title, message, versionThen, versionNow, conflicts: [...conflictIds] };
  return { kind, subject: _id, data: { licensor, number, work: workId, alarm } };
}

/** One change of an alarm as the graph shows it (SDL: LicenseAlarmChange). */
export interface AlarmChange {
  readonly id: string;
  readonly number: number;
  readonly kind: string;
  readonly licenseId: string;
  readonly licenseNumber: string;
  readonly alarm: Alarm;
  readonly recordedAt: string;
}

const alarmData = z.object({
  number: z.string(),
  work: z.string(),
  alarm: z.object({
    title: z.string().nullable(),
    message: z.string(),
    versionThen: z.number(),
    versionNow: z.number(),
    conflicts: z.array(z.string()),
  }),
});

/** A page of the changes of alarms on licences that are the caller's to see, after a cursor (kit/changes.ts). */
export async function alarmChangesAfter(
  events: EventLog,
  page: { readonly since?: string | null | undefined; readonly first?: number | null | undefined },
  caller: Caller,
): Promise<Outcome<Page<AlarmChange>>> {
  const shows = ({ kind, data }: RecordedEvent): boolean => tellsAlarm(caller, { kind, licensor: licensorOf(data) });
  return await changesPage(events, page, { feed: "licenses", view: alarmChange, shows });
}

function alarmChange({ id, number, kind, subject, data, recordedAt }: RecordedEvent): AlarmChange {
  const { number: licenseNumber, work: workId, alarm } = alarmData.parse(data);
  const { conflicts: conflictIds, ...rest } = alarm;
  return { id, number, kind, licenseId: subject, licenseNumber, recordedAt, alarm: { workId, ...rest, conflictIds } };
}
