import { z } from "zod";
import { changeCursor } from "../../kit/changes.ts";
import type { RecordedEvent } from "../../kit/events.ts";
import { isAlarmOf, licensorOf } from "../../kit/licenseEvents.ts";
import { isRecordingSubject } from "../recordings/subjects.ts";
import type { WebhookFeed } from "./model.ts";

/** What a webhook is sent: events in their order, and the cursor after the last of them. */
export interface WebhookMessage {
  readonly body: string;
  /** The number of the last event that was looked at. */
  readonly to: number;
  readonly eventCount: number;
}

/** Events of one call, and bytes of one body unless one event alone has more. */
const EVENT_COUNT_MAX = 100;
const BODY_LENGTH_MAX = 200_000;
/** An event's own texts; longer ones are left out, with a word that they are. */
const TEXT_LENGTH_MAX = 20_000;

const eventData = z.object({
  /** Of an alarm on a licence: the licence's number, and what the alarm says. */
  number: z.string().optional(),
  alarm: z.object({ title: z.string().nullable(), message: z.string() }).loose().optional(),
  work: z.string().nullish(),
  recording: z.string().nullish(),
  party: z.string().nullish(),
  source: z.string().nullish(),
  message: z.string().nullish(),
  line: z.number().nullish(),
  version: z.number().nullish(),
  changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })).optional(),
});

/** The message for what follows in a feed; no body when nothing of it is wanted. */
export function messageOf(
  webhook: { readonly _id: string; readonly society: string; readonly kinds: readonly string[] },
  feed: WebhookFeed,
  events: readonly RecordedEvent[],
): Omit<WebhookMessage, "body"> & { readonly body: string | null } {
  const parts: string[] = [];
  let [length, to] = [0, 0];
  for (const event of events) {
    const isWanted = (webhook.kinds.length === 0 || webhook.kinds.includes(event.kind)) && mayBeTold(webhook.society, feed, event);
    const part = isWanted ? JSON.stringify(shown(event)) : null;
    if (part !== null && parts.length > 0 && (parts.length >= EVENT_COUNT_MAX || length + part.length > BODY_LENGTH_MAX)) break;
    if (part !== null) parts.push(part);
    length += part?.length ?? 0;
    to = event.number;
  }
  const head = JSON.stringify({ webhook: webhook._id, feed: feed.toUpperCase(), cursor: changeCursor(feed, to) });
  return { body: parts.length === 0 ? null : `${head.slice(0, -1)},"events":[${parts.join(",")}]}`, to, eventCount: parts.length };
}

/** Works and parties are told to every society; of licences each licensor's alarms alone. */
function mayBeTold(society: string, feed: WebhookFeed, { kind, data }: RecordedEvent): boolean {
  return feed !== "licenses" || isAlarmOf(society, { kind, licensor: licensorOf(data) });
}

function shown({ id, number, kind, subject, recordedAt, data }: RecordedEvent): object {
  const { work, recording, party, source, message, line, version, alarm, number: licenseNumber, changes = [] } = eventData.parse(data);
  const isLong = changes.reduce((sum, { before, after }) => sum + (before?.length ?? 0) + (after?.length ?? 0), 0) > TEXT_LENGTH_MAX;
  return {
    ...{ id, number, kind, subject, recordedAt },
    work: subject.startsWith("wrk_") ? subject : (work ?? null),
    // only where it is about claims in recordings, whose subject is a code
    ...(isRecordingSubject(subject) || typeof recording === "string" ? { recording: recording ?? subject } : {}),
    party: subject.startsWith("pty_") ? subject : (party ?? null),
    ...{ source: source ?? null, message: message ?? null, line: line ?? null, version: version ?? null },
    changes: isLong ? changes.slice(0, 100).map(({ field }) => ({ field })) : changes,
    ...(isLong ? { isCut: true } : {}),
    ...(alarm === undefined ? {} : { license: subject, licenseNumber, alarm }),
  };
}
