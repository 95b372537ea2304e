/** How much is let in at a time, and how much may wait. */
export interface IntakeLimits {
  /** So many run at once. */
  readonly running: number;
  /** So many wait, of all holders together and of one. */
  readonly waiting: number;
  readonly waitingOfHolder: number;
  /** Whoever waited so long is sent away: its client has given up, or will. */
  readonly patienceMs: number;
}

/** There is no room now. */
export class NoRoom extends Error {
  constructor() {
    super("More is asked than can be answered now; ask again in a moment.");
  }
}

interface Waiting {
  readonly admit: () => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Lets so many requests run at once and the others wait, each holder in a line of its own: a place that becomes free goes to the next holder in turn, so that
 * one who asks a thousand things at once waits for itself. What cannot wait is refused at once, for a queue that only grows answers nobody.
 */
export class FairQueue {
  readonly #limits: IntakeLimits;
  /** The lines of those who wait, in the order of their turns. */
  readonly #lines = new Map<string, Set<Waiting>>();
  #running = 0;
  #waiting = 0;

  constructor(limits: IntakeLimits) {
    this.#limits = limits;
  }

  get counts(): { readonly running: number; readonly waiting: number } {
    return { running: this.#running, waiting: this.#waiting };
  }

  /** Resolves when the holder's turn has come; what it answers gives the place back, once. Throws NoRoom; gives up the place in the line when the signal fires. */
  async enter(holder: string, signal?: AbortSignal): Promise<() => void> {
    if (this.#running < this.#limits.running) this.#running += 1;
    else await this.#wait(holder, signal);
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#leave();
    };
  }

  #wait(holder: string, signal: AbortSignal | undefined): Promise<void> {
    const line = this.#lines.get(holder) ?? new Set<Waiting>();
    const { waiting, waitingOfHolder, patienceMs } = this.#limits;
    if (this.#waiting >= waiting || line.size >= waitingOfHolder) return Promise.reject(new NoRoom());
    this.#lines.set(holder, line);
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(one.timer);
        signal?.removeEventListener("abort", giveUp);
        line.delete(one);
        this.#waiting -= 1;
        if (line.size === 0 && this.#lines.get(holder) === line) this.#lines.delete(holder);
      };
      const giveUp = (): void => {
        end();
        reject(new NoRoom());
      };
      const one: Waiting = {
        timer: setTimeout(giveUp, patienceMs),
        admit: () => {
          end();
          resolve();
        },
      };
      line.add(one);
      this.#waiting += 1;
      signal?.addEventListener("abort", giveUp);
    });
  }

  /** A free place goes to the first in the line whose turn it is; that line then stands behind the others. */
  #leave(): void {
    for (const [holder, line] of this.#lines) {
      this.#lines.delete(holder);
      this.#lines.set(holder, line);
      for (const next of line) {
        next.admit();
        return;
      }
    }
    this.#running -= 1;
  }
}
