/** Forgets the first entries of a map until it has so many: those that were set, or set anew, longest ago. */
export function forgetOldest<Key>(map: Map<Key, unknown>, most: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= most) return;
    map.delete(oldest);
  }
}
