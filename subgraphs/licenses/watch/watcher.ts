import { createLeasedLoop } from "../../kit/leasedLoop.ts";
import type { LeasedLoop } from "../../kit/leasedLoop.ts";
import type { RecordedEvent } from "../../kit/events.ts";
import type { ChangeReader } from "../../kit/ports/changeReader.ts";
import { PortFailure } from "../../kit/portTransport.ts";
import { today } from "../parts.ts";
import type { LicenseParts } from "../parts.ts";
import { lookAtNext, lookAtTarget } from "./look.ts";
import type { Target } from "./look.ts";
import { watchModels } from "./model.ts";
import type { CursorRecord, WatchModels, WatchRecord } from "./model.ts";
import { lookAgainAt, WATCH_SHAPE } from "./store.ts";
import { concernedBy, licensorsOf, targetsOfParties, targetsOfWorks, withSurvivors, worksIn } from "./touched.ts";

/** The feeds whose changes may raise an alarm. */
const FOLLOWED = ["works", "parties"] as const;
type Followed = (typeof FOLLOWED)[number];

export interface WatcherOptions {
  readonly parts: LicenseParts;
  readonly readers: Readonly<Record<Followed, ChangeReader>>;
  readonly lookEveryMs?: number;
}

/** The loop, and one step of it for tests: everything that is known by then is told. */
export type AlarmWatcher = LeasedLoop;

const LOOK_EVERY_MS = 1_000;
const PAGE_COUNT = 200;
/** Pages of one feed, and parts of snapshots, before the other work has its turn. */
const TURN_COUNT_MAX = 50;
/** A licence whose look failed waits so long, and the others go on. */
const AFTER_FAILURE_MS = 60_000;
const TERMS_EVERY_MS = 60_000;

interface Watching extends WatcherOptions {
  readonly models: WatchModels;
  goesOn(): Promise<boolean>;
}

/**
 * Follows works and parties and tells which alarms of licences are raised, changed and cleared. An event calls for a look at the parts of
 * snapshots that it touches; what a look finds new is written with its event in one transaction, and the place in the feed after it: a
 * process that dies costs a second look, which finds nothing new. One process watches, under a lease; two that believe to hold it meet on
 * the licence that they write (look.ts).
 */
export function createAlarmWatcher(options: WatcherOptions): AlarmWatcher {
  const { foundation } = options.parts;
  const models = watchModels(foundation.connection);
  // New terms begin by themselves: on their day the others' alarms are over.
  foundation.schedules.register("license-terms-begin", TERMS_EVERY_MS, async () => {
    await lookAgainAt(models, { begunBy: today(options.parts) });
  });
  return createLeasedLoop(foundation, {
    lease: "license-alarms",
    everyMs: options.lookEveryMs ?? LOOK_EVERY_MS,
    step: async ({ goesOn }) => {
      const watching: Watching = { ...options, models, goesOn };
      if (!(await goesOn())) return;
      for (const feed of FOLLOWED) await begin(watching, feed);
      for (const feed of FOLLOWED) await follow(watching, feed);
      await lookAtDue(watching);
    },
    onError: (error) => foundation.log.error({ err: error }, "The alarms of licences could not be watched; trying again."),
  });
}

/**
 * Before the first look at licences the place in a feed is its end: what happened before shows in the look itself. A log that ends
 * before the place was restored from a copy: then nothing is known of what is different, and every licence is looked at.
 */
async function begin({ models, readers }: Watching, feed: Followed): Promise<void> {
  const { number: last } = await readers[feed].last({});
  const stored = await models.cursors.findById(feed).lean<CursorRecord>();
  if (stored !== null && stored.after <= last) return;
  await models.cursors.updateOne({ _id: feed }, { $set: { shape: WATCH_SHAPE, after: last } }, { upsert: true });
  if (stored !== null) await lookAgainAt(models);
}

async function follow(watching: Watching, feed: Followed): Promise<void> {
  const { models, readers } = watching;
  for (let count = 0; count < TURN_COUNT_MAX && (await watching.goesOn()); count += 1) {
    const cursor = await models.cursors.findById(feed).lean<CursorRecord>();
    if (cursor === null) return;
    const { events } = await readers[feed].page({ after: cursor.after, first: PAGE_COUNT });
    const last = events.at(-1)?.number;
    if (last === undefined) return;
    const targets = feed === "works" ? await targetsOfWorks(models, worksIn(events)) : await touchedByParties(watching, events);
    for (const target of targets) {
      if (!(await watching.goesOn())) return;
      await attempt(watching, target.licenseId, async () => await lookAtTarget(watching.parts, target));
    }
    await models.cursors.updateOne({ _id: feed, after: cursor.after }, { $set: { after: last } });
  }
}

async function touchedByParties({ models, parts }: Watching, events: readonly RecordedEvent[]): Promise<readonly Target[]> {
  const { partyIds, societies, isAnybody } = concernedBy(events);
  const licensors = await licensorsOf(parts.ports.mandateReader, societies);
  if (isAnybody) await lookAgainAt(models);
  else if (licensors.length > 0) await lookAgainAt(models, { licensors });
  return await targetsOfParties(models, await withSurvivors(parts.ports.partyReader, partyIds));
}

/** Goes on with the licences that are looked at as a whole, part by part. */
async function lookAtDue(watching: Watching): Promise<void> {
  const { models, parts } = watching;
  for (let count = 0; count < TURN_COUNT_MAX && (await watching.goesOn()); count += 1) {
    const due = await models.watches
      .findOne({ chunk: { $gte: 0 }, notBeforeMs: { $lte: parts.foundation.clock.now().getTime() } })
      .sort({ chunk: -1 })
      .lean<WatchRecord>();
    if (due === null) return;
    await attempt(watching, due._id, async () => await lookAtNext(parts, due._id));
  }
}

/** A licence that cannot be looked at is looked at as a whole later and holds up no other; a part of the house that does not answer holds up all. */
async function attempt({ models, parts }: Watching, licenseId: string, work: () => Promise<void>): Promise<void> {
  const { clock, log } = parts.foundation;
  try {
    await work();
  } catch (error) {
    if (error instanceof PortFailure) throw error;
    log.error({ err: error, license: licenseId }, "The alarms of a licence could not be looked at; it comes again.");
    const later = { chunk: 0, notBeforeMs: clock.now().getTime() + AFTER_FAILURE_MS };
    await models.watches.updateOne({ _id: licenseId }, { $set: later, $inc: { version: 1 } });
  }
}
