import { nameKey } from "../domain/textKeys.ts";
import type { CreatorRecord } from "./records.ts";

/** Further names kept of one creator: a work has up to a hundred, and its search keys are bounded. */
const NAMES_MAX = 10;

/** Names that are not the name shown, as the member of a creator; nothing where there is none. */
export function otherNamesOf(names: readonly string[], shown: string): Pick<CreatorRecord, "otherNames"> {
  if (names.every((name) => name === "")) return {};
  const known = new Map(names.map((name) => [nameKey(name), name]));
  known.delete(nameKey(shown));
  known.delete("");
  return known.size === 0 ? {} : { otherNames: [...known.values()].slice(0, NAMES_MAX) };
}
