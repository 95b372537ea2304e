import type { RightFamily } from "../../rights.ts";
import type { Field } from "../fixedWidth.ts";
import { remembered } from "./fieldRules.ts";
import type { CwrRecord } from "./transactions.ts";
import { textOf } from "./transactions.ts";

/** The society printed for each family; an absent one means that no mandate is known. */
export type Affiliations = Readonly<Partial<Record<RightFamily, string>>>;

/** CWR's three columns are its three families, in this order. */
export const FAMILIES: readonly RightFamily[] = ["PERFORMING", "MECHANICAL", "SYNC"];

/** The societies printed in three columns of a line; an empty column is absent: no mandate known. Of four digits (3.x) the first is a zero. */
export function affiliationsIn(
  record: CwrRecord,
  { prSociety, mrSociety, srSociety }: { readonly prSociety: Field; readonly mrSociety: Field; readonly srSociety: Field },
): Affiliations {
  return affiliationsNamed(`${textOf(record, prSociety)}\n${textOf(record, mrSociety)}\n${textOf(record, srSociety)}`);
}

/** By the texts of the three columns, which hold no line end; equal ones are one object. */
const affiliationsNamed = remembered((columns): Affiliations => {
  const affiliations: Partial<Record<RightFamily, string>> = {};
  columns.split("\n").forEach((society, at) => {
    const family = FAMILIES[at];
    if (family !== undefined && !NONE.test(society)) affiliations[family] = society.replace(/^0(?=\d{3}$)/, "").padStart(3, "0");
  });
  return affiliations;
});

const NONE = /^0*$/;
