import { isTree, own } from "./tree.ts";
import type { Place, Tree } from "./tree.ts";

/** In a plan's path, every element of the list that stands here. */
const EVERY = "@";

/** The objects at a plan's path, in the order of the answer; what is null on the way is left out. */
export function treesAt(data: Tree, path: Place): Tree[] {
  const found: Tree[] = [];
  const collect = (value: unknown, at: number): void => {
    if (Array.isArray(value)) {
      const next = path[at] === EVERY ? at + 1 : at;
      for (const element of value) collect(element, next);
    } else if (isTree(value)) {
      if (at === path.length) found.push(value);
      else collect(own(value, String(path[at])), at + 1);
    }
  };
  collect(data, 0);
  return found;
}

/** Where each of the objects at a plan's path stands: asked for only when one of them has an error. */
export function placesAt(data: Tree, path: Place): Map<Tree, Place> {
  const found = new Map<Tree, Place>();
  const here: (string | number)[] = [];
  const collect = (value: unknown, at: number): void => {
    if (Array.isArray(value)) {
      const next = path[at] === EVERY ? at + 1 : at;
      for (const [index, element] of value.entries()) {
        here.push(index);
        collect(element, next);
        here.pop();
      }
    } else if (isTree(value)) {
      if (at === path.length) found.set(value, [...here]);
      else {
        here.push(String(path[at]));
        collect(own(value, String(path[at])), at + 1);
        here.pop();
      }
    }
  };
  collect(data, 0);
  return found;
}
