/** A JSON object on its way through the executor: what subgraphs answer, what is merged, what is sent. */
export interface Tree {
  [key: string]: unknown;
}

/** Where a value stands in the answer. */
export type Place = readonly (string | number)[];

/** Whether a value is an object of fields rather than a leaf, a list or a scalar's own class. */
export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * What makes objects that inherit nothing. An alias may be called `__proto__` or `constructor`: on such an object both are keys as any
 * other, and unlike those of `Object.create(null)` its properties are laid out by the engine as fast as a class's.
 */
const Bare = function () {
  // has no fields of its own
} as unknown as new () => Tree;
Bare.prototype = Object.create(null) as object;

export function bareTree(): Tree {
  return new Bare();
}

/** The value of a key that the object has itself; undefined otherwise. */
export function own(tree: Tree, key: string): unknown {
  return key in Object.prototype && !Object.hasOwn(tree, key) ? undefined : tree[key];
}

/** Sets a key, be it even `__proto__`, which on an ordinary object would be its prototype. */
export function setOwn(tree: Tree, key: string, value: unknown): void {
  if (key === "__proto__") Object.defineProperty(tree, key, { value, writable: true, enumerable: true, configurable: true });
  else tree[key] = value;
}
