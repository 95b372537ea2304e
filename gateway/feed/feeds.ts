import type { Caller } from "../../subgraphs/kit/caller.ts";
import { changeCursor, changeNumber } from "../../subgraphs/kit/changes.ts";
import { tellsAlarm } from "../../subgraphs/kit/licenseEvents.ts";
import type { ChangeReader } from "../../subgraphs/kit/ports/changeReader.ts";
import type { FeedEvent } from "./tail.ts";

/** The subgraphs whose changes can be followed. */
export const FEED_NAMES = ["works", "parties", "licenses"] as const;
export type FeedName = (typeof FEED_NAMES)[number];
/** How each is followed: in this process, or over HTTP. */
export type ChangeReaders = Readonly<Record<FeedName, ChangeReader>>;

/** Arguments of a subscription field, as its schema has them. */
export type FeedArguments = Readonly<Record<string, unknown>>;

/** One subscription field: whose events it tells, which of them, and the query field that answers the same edges. */
export interface Feed {
  readonly name: FeedName;
  /** A field of Query with `since` and `first` whose edges are the subscription's answers. */
  readonly replay: string;
  readonly tells: (event: FeedEvent, given: FeedArguments, caller: Caller) => boolean;
}

/** Every field of Subscription. */
export const FEEDS: ReadonlyMap<string, Feed> = new Map<string, Feed>([
  ["workChanged", { name: "works", replay: "changes", tells: (event, given) => concerns(event, given["work"]) && isOf(event, given) }],
  [
    "conflictChanged",
    {
      name: "works",
      replay: "changes",
      tells: (event, given) => event.subject.startsWith("cnf_") && concerns(event, given["conflict"]) && isOf(event, given),
    },
  ],
  [
    "partyChanged",
    { name: "parties", replay: "partyChanges", tells: (event, given) => concerns(event, given["party"]) && isOf(event, given) },
  ],
  [
    "licenseAlarm",
    {
      name: "licenses",
      replay: "licenseAlarms",
      // The replay shows each caller its own alarms: what is told must be the same.
      tells: (event, given, caller) => tellsAlarm(caller, event) && concerns(event, given["license"]) && isOf(event, given),
    },
  ],
]);

/** Whether an event is about the thing asked for; about anything when none is. */
function concerns({ subject, about }: FeedEvent, wanted: unknown): boolean {
  return wanted === null || wanted === undefined || wanted === subject || wanted === about;
}

function isOf({ kind }: FeedEvent, { kinds }: FeedArguments): boolean {
  return !Array.isArray(kinds) || kinds.includes(kind);
}

/** The number after which a subscription goes on, from its `since`; null for from now on. A Refusal's problems are the caller's to tell. */
export function startOf({ name }: Feed, { since }: FeedArguments): ReturnType<typeof changeNumber> | null {
  return typeof since === "string" ? changeNumber(name, since) : null;
}

/** The cursor after an event of a feed. */
export function cursorAfter({ name }: Feed, number: number): string {
  return changeCursor(name, number);
}
