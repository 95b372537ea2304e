import { invariant } from "../../domain/invariant.ts";
import type { Clock } from "../clock.ts";
import type { Leases } from "../leases.ts";
import type { Logger } from "../log.ts";
import type { Connection } from "../model.ts";
import type { Schedules } from "../schedules.ts";
import { createLoop } from "../waker.ts";
import { scheduleModel } from "./model.ts";

const LOOK_EVERY_MS = 5_000;
const LEASE_MS = 60_000;

interface Periodic {
  readonly name: string;
  readonly everyMs: number;
  readonly work: () => Promise<void>;
}

/** The schedules of one subgraph's database; work must end well within its lease of a minute, or queue a job. */
export function createSchedules(options: {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly leases: Leases;
  readonly log: Logger;
}): Schedules {
  const { connection, clock, leases, log } = options;
  const all = new Map<string, Periodic>();
  const runIfDue = async ({ name, everyMs, work }: Periodic): Promise<void> => {
    const schedules = scheduleModel(connection);
    const known = await schedules.findById(name).lean();
    if (known !== null && known.dueAtMs > clock.now().getTime()) return;
    if (!(await leases.hold(`schedule:${name}`, LEASE_MS))) return;
    try {
      const now = await schedules.findById(name).lean();
      if (now !== null && now.dueAtMs > clock.now().getTime()) return;
      await work();
    } catch (error) {
      log.error({ err: error, schedule: name }, "Scheduled work failed and waits for its next time.");
    } finally {
      await schedules.updateOne({ _id: name }, { $set: { dueAtMs: clock.now().getTime() + everyMs } }, { upsert: true });
      await leases.release(`schedule:${name}`);
    }
  };
  const tick = async (): Promise<void> => {
    for (const periodic of all.values()) await runIfDue(periodic);
  };
  const loop = createLoop({
    everyMs: LOOK_EVERY_MS,
    step: tick,
    onError: (error) => log.error({ err: error }, "Looking for due work failed."),
  });
  return {
    register: (name, everyMs, work) => {
      invariant(!all.has(name), `one schedule is called ${name}`);
      invariant(everyMs >= 1_000, `a schedule comes round every second at most, not every ${everyMs} ms`);
      all.set(name, { name, everyMs, work });
    },
    start: loop.start,
    stop: loop.stop,
    tick,
  };
}
