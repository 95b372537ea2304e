/** Work that is done one after the other, in the order in which it came. */
export interface Lane {
  /** Waits its turn and runs; LaneFull, and nothing is run, when too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** So much waits in a lane that no more is taken. */
export class LaneFull extends Error {
  readonly code = "BUSY";

  constructor(waitingMax: number) {
    super(`${waitingMax} pieces of work wait already.`);
    this.name = "LaneFull";
  }
}

/**
 * A lane for work of this process that would meet on one record anyway: transactions that all raise one counter succeed one after the other, and those
 * that try at once only undo each other's tries. Other processes are met as ever; a transaction's own retries are for them.
 */
export function createLane({ waitingMax }: { readonly waitingMax: number }): Lane {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    run: async (work) => {
      if (waiting >= waitingMax) throw new LaneFull(waitingMax);
      waiting += 1;
      const turn = last.then(async () => {
        waiting -= 1;
        return await work();
      });
      last = turn.catch(() => undefined);
      return await turn;
    },
  };
}
