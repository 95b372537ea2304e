/** A pause that can be cut short: for loops that look again after a while, or at once when told. */
export interface Waker {
  /** Ends the present pause; without one, the next. */
  wake(): void;
  pause(milliseconds: number): Promise<void>;
}

/** A waker for one loop. Its timer keeps no process alive. */
export function createWaker(): Waker {
  let awake = false;
  let end: (() => void) | null = null;
  return {
    wake: () => {
      awake = true;
      end?.();
    },
    pause: async (milliseconds) => {
      if (!awake) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          timer.unref();
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      awake = false;
      end = null;
    },
  };
}

/** A loop that can be started and stopped: `step` runs, then a pause, until stopped; a failing step is told to `onError` and tried again. */
export interface Loop {
  start(): void;
  wake(): void;
  /** Ends after the running step. */
  stop(): Promise<void>;
}

/** Steps every `everyMs` milliseconds, at once when woken; after a failure the pause grows tenfold, so that a dead store is not hammered. */
export function createLoop(options: {
  readonly everyMs: number;
  readonly step: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}): Loop {
  const waker = createWaker();
  let running: Promise<void> | null = null;
  let stopped = false;
  const goesOn = (): boolean => !stopped;
  const run = async (): Promise<void> => {
    while (goesOn()) {
      const failed = await options.step().then(
        () => false,
        (error: unknown) => {
          if (goesOn()) options.onError(error);
          return true;
        },
      );
      if (goesOn()) await waker.pause(failed ? options.everyMs * 10 : options.everyMs);
    }
  };
  return {
    start: () => {
      stopped = false;
      running ??= run();
    },
    wake: () => {
      waker.wake();
    },
    stop: async () => {
      stopped = true;
      waker.wake();
      await running;
      running = null;
    },
  };
}
