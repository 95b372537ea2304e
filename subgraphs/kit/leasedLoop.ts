import type { Foundation } from "./foundation.ts";
import { createLeases } from "./leases.ts";
import { createLoop } from "./waker.ts";
import type { Loop } from "./waker.ts";

/** What a step asks between its pieces: it may be long, and the lease ends by itself. */
export interface LeasedTurn {
  /** Whether this process holds the lease, renewed by asking, and was not told to stop. */
  goesOn(): Promise<boolean>;
  isStopped(): boolean;
}

/** The loop, and one step of it by itself. */
export type LeasedLoop = Loop & { step(): Promise<void> };

export interface LeasedLoopOptions {
  /** The work's name, by which the processes of a house agree on who does it. */
  readonly lease: string;
  readonly everyMs: number;
  readonly step: (turn: LeasedTurn) => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** What a step has begun and not waited for: over before the lease is given back. */
  readonly settled?: () => Promise<unknown>;
}

/** So long another process waits when the holder dies. */
const LEASE_MS = 60_000;

/** A loop whose work one process of a house does at a time; stopping gives the lease back. */
export function createLeasedLoop(
  { connection, clock, ids }: Pick<Foundation, "connection" | "clock" | "ids">,
  { lease, everyMs, step, onError, settled }: LeasedLoopOptions,
): LeasedLoop {
  const leases = createLeases({ connection, clock, owner: `${process.pid}-${ids.make("job").slice(4)}` });
  let stopped = false;
  const turn: LeasedTurn = { goesOn: async () => !stopped && (await leases.hold(lease, LEASE_MS)), isStopped: () => stopped };
  const run = async (): Promise<void> => await step(turn);
  const loop = createLoop({ everyMs, step: run, onError });
  return {
    step: run,
    wake: loop.wake,
    start: () => {
      stopped = false;
      loop.start();
    },
    stop: async () => {
      stopped = true;
      await loop.stop();
      await settled?.();
      await leases.release(lease);
    },
  };
}
