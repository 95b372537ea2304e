import type { LocalDate } from "../../period.ts";
import { findSociety } from "../../societies.ts";
import type { TisCode } from "../../territories/countrySet.ts";
import { differenceOf, intersectionOf, NO_COUNTRY } from "../../territories/countrySet.ts";
import { expandTerritory } from "../../territories/tis.ts";
import type { Report } from "./checkRecords.ts";
import { cellsOf, regionsOf, totalShares } from "./collection.ts";
import { TOLERANCE } from "./fieldRules.ts";
import type { WorkParties } from "./picture.ts";
import type { CwrRecord } from "./transactions.ts";
import { percent } from "./words.ts";

/**
 * Societies that want the whole performing right collected in some countries: ASCAP in the United States, SGAE in its territories. Which these
 * are beside Spain was not read; its home alone is checked.
 */
const WANT_THE_WHOLE: ReadonlyMap<string, readonly TisCode[]> = new Map([
  ["010", ["0840" as TisCode]],
  ["072", ["0724" as TisCode]],
]);

/**
 * What the receiver of a file wants beyond the standard (CWR 2.2, 4.2: the notes on ASCAP and SGAE): the SPT and SWT, with OPT and OWT, of a work
 * that anybody owns add up to exactly 100% (within 0.06) of the performing right. It has no number that was read: the code is ours. What a
 * society wants is no fault of the statement: it is said, and refuses the work only where the file is read strictly.
 */
export function checkReceiver(
  header: CwrRecord | undefined,
  { publishers, writers }: WorkParties,
  context: { readonly receiver: string | null; readonly on: LocalDate; readonly strict: boolean; readonly report: Report },
): void {
  const { receiver, on, strict, report } = context;
  const territories = receiver === null ? undefined : WANT_THE_WHOLE.get(receiver);
  const parties = [...publishers, ...writers];
  if (header === undefined || territories === undefined || totalShares(parties)[0] === 0) return;
  const lists = parties.flatMap(({ collection, supposed }) => [collection, supposed]);
  // Rows of 3.x are told to each recipient and have a rule of their own.
  if (lists.some((rows) => rows.some(({ terms }) => terms !== null))) return;
  const cells = cellsOf(lists.flatMap((rows) => regionsOf(rows, on)));
  for (const territory of territories) {
    let open = expandTerritory(territory, on);
    const sums: number[] = [];
    for (const { countries, total } of cells) {
      if (intersectionOf(countries, open) === NO_COUNTRY) continue;
      open = differenceOf(open, countries);
      sums.push(total[0]);
    }
    if (open !== NO_COUNTRY) sums.push(0);
    const wrong = sums.find((sum) => Math.abs(sum - 10_000) > TOLERANCE);
    if (wrong === undefined) continue;
    const name = findSociety(receiver ?? "")?.name ?? "";
    const message = `${percent(wrong)}% of the performing right is collected in ${territory}; ${name} (${receiver ?? ""}), which receives the file, wants exactly 100% (within 0.06) there.`;
    report(header, "CWR_RECEIVER_WHOLE", { severity: strict ? "TR" : "INFO", message });
  }
}
