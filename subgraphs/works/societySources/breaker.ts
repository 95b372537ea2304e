import type { Clock } from "../../kit/clock.ts";
import { NodeFault } from "./nodeFault.ts";

/** Failures in a row after which a node is left alone. */
const FAILURES_MAX = 3;
/** Calls to one node at a time; others wait, within their deadline. */
const CALLS_MAX = 4;

/** Keeps calls to one node few, and away from it for a while when it fails again and again: then one call tries it, and the others go on being refused. */
export class Breaker {
  readonly #clock: Clock;
  readonly #pauseMs: number;
  #failures: number;
  #pausedUntilMs: number;
  #isTrying = false;
  #running = 0;
  readonly #waiting = new Set<() => void>();

  constructor(options: { readonly clock: Clock; readonly pauseMs: number; readonly failures?: number; readonly pausedUntilMs?: number }) {
    this.#clock = options.clock;
    this.#pauseMs = options.pauseMs;
    this.#failures = options.failures ?? 0;
    this.#pausedUntilMs = options.pausedUntilMs ?? 0;
  }

  get failures(): number {
    return this.#failures;
  }

  /** Until when the node is left alone; 0 when it is not. */
  get pausedUntilMs(): number {
    return this.#failures >= FAILURES_MAX ? this.#pausedUntilMs : 0;
  }

  /** Runs a call when it may; NODE_PAUSED while the node is left alone, NODE_DEADLINE when its turn does not come in time. */
  async run<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    const isTrial = this.#failures >= FAILURES_MAX;
    if (isTrial && (this.#isTrying || this.#clock.now().getTime() < this.#pausedUntilMs))
      throw new NodeFault("NODE_PAUSED", `It failed ${this.#failures} times in a row and is left alone for now.`);
    if (isTrial) this.#isTrying = true;
    try {
      await this.#turn(signal);
      try {
        const answer = await call();
        this.#failures = 0;
        return answer;
      } catch (error) {
        this.#failures += 1;
        this.#pausedUntilMs = this.#clock.now().getTime() + this.#pauseMs;
        throw error;
      } finally {
        this.#running -= 1;
        this.#wakeNext();
      }
    } finally {
      if (isTrial) this.#isTrying = false;
    }
  }

  async #turn(signal: AbortSignal): Promise<void> {
    while (this.#running >= CALLS_MAX) {
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
        const giveUp = (): void => {
          this.#waiting.delete(resolve);
          resolve();
        };
        signal.addEventListener("abort", giveUp, { once: true });
      });
      if (!signal.aborted) continue;
      this.#wakeNext(); // its turn may have come at that very moment: then it is the next one's
      throw new NodeFault("NODE_DEADLINE", "Other calls to the node took the whole time.");
    }
    this.#running += 1;
  }

  /** Lets the one that waits longest look whether there is room; who gave up waits no more, and would swallow the turn of another. */
  #wakeNext(): void {
    const [next] = this.#waiting;
    if (next === undefined) return;
    this.#waiting.delete(next);
    next();
  }
}
