/** Where the present moment comes from; injected, so that tests and repeatable runs decide what time it is. */
export interface Clock {
  now(): Date;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is moved by hand. */
export interface FixedClock extends Clock {
  /** Moves forward by milliseconds. */
  advance(milliseconds: number): void;
  /** Jumps to an instant, also backwards, as machines' clocks sometimes do. */
  set(at: Date): void;
}

/** A clock for tests that shows `at` until told otherwise. */
export function fixedClock(at: Date): FixedClock {
  let current = at.getTime();
  return {
    now: () => new Date(current),
    advance: (milliseconds) => {
      current += milliseconds;
    },
    set: (instant) => {
      current = instant.getTime();
    },
  };
}
