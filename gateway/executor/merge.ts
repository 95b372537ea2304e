import { isTree, own, setOwn } from "./tree.ts";
import type { Tree } from "./tree.ts";

/**
 * Merging: what a fetch brought goes into the places that asked for it. Objects are joined key by key, lists of one length element by
 * element, anything else is replaced. `mergeOwn` may keep parts of the source; `mergeCopy` copies them, for a source that stands in
 * several places, each of which later fetches fill differently.
 */
export function mergeOwn(target: Tree, source: Tree): void {
  mergeInto(target, source, keep);
}

/** As `mergeOwn`, and leaves nothing of the source in the target. */
export function mergeCopy(target: Tree, source: Tree): void {
  mergeInto(target, source, copyOf);
}

function mergeInto(target: Tree, source: Tree, take: (value: unknown) => unknown): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined) continue;
    const known = own(target, key);
    if (isTree(known) && isTree(value)) mergeInto(known, value, take);
    else if (Array.isArray(known) && Array.isArray(value) && known.length === value.length) mergeLists(known, value, take);
    else setOwn(target, key, take(value));
  }
}

function mergeLists(target: unknown[], source: readonly unknown[], take: (value: unknown) => unknown): void {
  for (const [index, value] of source.entries()) {
    const known = target[index];
    if (isTree(known) && isTree(value)) mergeInto(known, value, take);
    else if (Array.isArray(known) && Array.isArray(value) && known.length === value.length) mergeLists(known, value, take);
    else target[index] = take(value);
  }
}

function keep(value: unknown): unknown {
  return value;
}

/** Plain objects and lists are copied; a scalar's own class is a leaf. */
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isTree(value)) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return value;
  const copy: Tree = {};
  for (const key of Object.keys(value)) setOwn(copy, key, copyOf(value[key]));
  return copy;
}
