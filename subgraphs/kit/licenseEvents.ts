import type { Caller } from "./caller.ts";
import type { JsonObject } from "./json.ts";

/** What decides who is told of an event of licences. */
interface Told {
  readonly kind: string;
  readonly licensor: string | null;
}

/** Whether an event is an alarm on a society's licences: the only events of licences that are told outside, each to its licensor. */
export function isAlarmOf(society: string, { kind, licensor }: Told): boolean {
  return isAlarm(kind) && licensor === society;
}

/** Whether a caller is told of an event, by replay and subscription alike: its society's alarms; admin and house of all. */
export function tellsAlarm({ role, society }: Caller, event: Told): boolean {
  if (role === "admin" || role === "system") return isAlarm(event.kind);
  return society !== null && isAlarmOf(society, event);
}

/** Whose licence an event is about, by its data. */
export function licensorOf({ licensor }: JsonObject): string | null {
  return typeof licensor === "string" ? licensor : null;
}

function isAlarm(kind: string): boolean {
  return kind.startsWith("LICENSE_ALARM_");
}
