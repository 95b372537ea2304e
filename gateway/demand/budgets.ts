import { forgetOldest } from "../../subgraphs/kit/bounded.ts";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import type { Clock } from "../../subgraphs/kit/clock.ts";
import { sha256 } from "../../subgraphs/kit/json.ts";
import type { Logger } from "../../subgraphs/kit/log.ts";
import type { BudgetKeeper } from "../../subgraphs/kit/ports/budgetKeeper.ts";

const MINUTE_MS = 60_000;
/** A process takes a budget in so many slices: fewer would leave more unused in the hands of idle processes, more would ask more often. */
const SLICES = 20;
/** Who has no token gets this part of a society's budget, for each address. */
const ANONYMOUS_PART = 10;
const HOLDERS_MAX = 10_000;

/** What a holder has in its hands of this minute's budget. */
interface Purse {
  readonly minute: number;
  left: number;
  /** Whether the keeper has given all there was. */
  isEmpty: boolean;
  /** The slice on its way: who else needs one waits for it. */
  asking: Promise<void> | null;
}

/** That a caller must wait, and until when. */
export interface OverBudget {
  readonly limit: number;
  readonly retryAfterSeconds: number;
}

/**
 * What each society may ask for in a minute, by cost, over all processes of the gateway together: slices of the budget are taken from the one
 * keeper, and spent here without asking. While the keeper does not answer, every process lets a holder spend one slice a minute.
 */
export class Budgets {
  readonly #keeper: BudgetKeeper;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #perMinute: number;
  readonly #purses = new Map<string, Purse>();

  constructor(options: { readonly keeper: BudgetKeeper; readonly clock: Clock; readonly log: Logger; readonly perMinute: number }) {
    this.#keeper = options.keeper;
    this.#clock = options.clock;
    this.#log = options.log;
    this.#perMinute = options.perMinute;
  }

  /** Spends a cost for a caller; null when that was in its budget. */
  async spend(caller: Caller, address: string | null, cost: number): Promise<OverBudget | null> {
    const holder = holderOf(caller, address);
    const limit = caller.role === "anonymous" ? Math.ceil(this.#perMinute / ANONYMOUS_PART) : this.#perMinute;
    const now = this.#clock.now().getTime();
    const purse = this.#purseOf(holder, Math.floor(now / MINUTE_MS));
    while (purse.left < cost) {
      if (purse.isEmpty) return { limit, retryAfterSeconds: Math.ceil((MINUTE_MS - (now % MINUTE_MS)) / 1000) };
      purse.asking ??= this.#ask(holder, purse, { limit, wanted: cost - purse.left });
      await purse.asking;
    }
    purse.left -= cost;
    return null;
  }

  #purseOf(holder: string, minute: number): Purse {
    const known = this.#purses.get(holder);
    if (known?.minute === minute) return known;
    const purse: Purse = { minute, left: 0, isEmpty: false, asking: null };
    this.#purses.delete(holder);
    this.#purses.set(holder, purse);
    forgetOldest(this.#purses, HOLDERS_MAX);
    return purse;
  }

  async #ask(holder: string, purse: Purse, { limit, wanted }: { readonly limit: number; readonly wanted: number }): Promise<void> {
    const slice = Math.ceil(limit / SLICES);
    const amount = Math.max(slice, wanted);
    try {
      const { granted } = await this.#keeper.take({ holder, minute: purse.minute, amount, limit });
      purse.left += granted;
      purse.isEmpty = granted < amount;
    } catch (error) {
      this.#log.warn({ err: error }, "the keeper of budgets does not answer; one slice a minute is given without it");
      purse.left += slice;
      purse.isEmpty = true;
    } finally {
      purse.asking = null;
    }
  }
}

/** Whose budget or turn it is: the society's, that of who speaks for none, or of an address. Only societies are written as they are. */
export function holderOf({ society, role, subject }: Caller, address: string | null): string {
  if (society !== null) return `society:${society}`;
  return role === "anonymous" ? `address:${sha256(address ?? "unknown")}` : `subject:${sha256(subject)}`;
}
