import type { Clock } from "./clock.ts";
import { leaseModel } from "./leases/model.ts";
import type { Connection } from "./model.ts";
import { isDuplicateKey } from "./store.ts";

/** Exclusive rights to do a named piece of work for a while; they end by themselves when their holder dies. */
export interface Leases {
  /** Takes or renews the lease; false while another holds it. */
  hold(name: string, durationMs: number): Promise<boolean>;
  /** Gives it back early; nothing happens when it is not held. */
  release(name: string): Promise<void>;
}

/**
 * Leases in the subgraph's database for one owner (a process). Time is the injected clock's: the machines of a house must
 * agree on it much better than a lease lasts. What a lease guards must still be safe when two believe to hold it.
 */
export function createLeases(options: { readonly connection: Connection; readonly clock: Clock; readonly owner: string }): Leases {
  const { clock, owner } = options;
  const leases = leaseModel(options.connection);
  const heldUntilMs = new Map<string, number>();
  return {
    hold: async (name, durationMs) => {
      const nowMs = clock.now().getTime();
      // Nobody else can take it before its end, so it is written again only in its second half: idle loops would else write all day.
      if ((heldUntilMs.get(name) ?? 0) - nowMs > durationMs / 2) return true;
      const untilMs = nowMs + durationMs;
      const taken = await leases
        .updateOne({ _id: name, $or: [{ owner }, { untilMs: { $lte: nowMs } }] }, { $set: { owner, untilMs } }, { upsert: true })
        .then(() => true)
        .catch((error: unknown) => {
          if (isDuplicateKey(error)) return false;
          throw error;
        });
      if (taken) heldUntilMs.set(name, untilMs);
      else heldUntilMs.delete(name);
      return taken;
    },
    release: async (name) => {
      heldUntilMs.delete(name);
      await leases.deleteOne({ _id: name, owner });
    },
  };
}
