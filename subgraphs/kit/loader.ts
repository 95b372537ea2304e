import DataLoader from "dataloader";
import { invariant } from "../domain/invariant.ts";

/** One key in, one value or null out, batched and cached for one request. */
export interface Loader<K, V> {
  load(key: K): Promise<V | null>;
  /** In the order of the keys. */
  loadMany(keys: readonly K[]): Promise<(V | null)[]>;
  /** Puts in what was read by another way; a key already loaded keeps its value. */
  prime(key: K, value: V): void;
  /** Forgets a key after a write in the same request. */
  clear(key: K): void;
}

/** Keys a batch reads at once. */
const LOADER_BATCH_MAX = 500;

/** A loader over one batch read; keys that are objects need `cacheKey`. A key missing from the batch's map is null. */
export function createLoader<K, V>(
  batch: (keys: readonly K[]) => Promise<ReadonlyMap<K | string, V>>,
  options: { readonly cacheKey?: (key: K) => string; readonly max?: number } = {},
): Loader<K, V> {
  const max = options.max ?? LOADER_BATCH_MAX;
  invariant(max >= 1 && max <= LOADER_BATCH_MAX, `a loader's batch holds 1 to ${LOADER_BATCH_MAX} keys, not ${max}`);
  const { cacheKey } = options;
  const keyOf = (key: K): K | string => (cacheKey === undefined ? key : cacheKey(key));
  const loader = new DataLoader<K, V | null, K | string>(
    async (keys) => {
      const found = await batch(keys);
      return keys.map((key) => found.get(keyOf(key)) ?? null);
    },
    { maxBatchSize: max, cacheKeyFn: keyOf },
  );
  return {
    load: async (key) => await loader.load(key),
    loadMany: async (keys) => await Promise.all(keys.map(async (key) => await loader.load(key))),
    prime: (key, value) => {
      loader.prime(key, value);
    },
    clear: (key) => {
      loader.clear(key);
    },
  };
}
