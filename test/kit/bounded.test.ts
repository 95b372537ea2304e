import { expect, test } from "@jest/globals";
import { forgetOldest } from "../../subgraphs/kit/bounded.ts";

// Shows which entries of a map are left when it has too many.
test.each<[string, number, string[]]>([
  ["all, where it has fewer", 4, ["a", "b", "c"]],
  ["all, where it has just so many", 3, ["a", "b", "c"]],
  ["those set last", 1, ["c"]],
  ["none", 0, []],
])("%s are left of three", (_what, most, left) => {
  const map = new Map(["a", "b", "c"].map((key) => [key, key]));
  forgetOldest(map, most);
  expect([...map.keys()]).toEqual(left);
});
