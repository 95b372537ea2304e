import type { LocalDate } from "../../period.ts";
import type { Report } from "./checkRecords.ts";
import type { CollectionRegion } from "./collection.ts";
import { cellsOf, recipientsOf, regionsOfList, rowsFor, totalShares } from "./collection.ts";
import { TOLERANCE } from "./fieldRules.ts";
import { SPT } from "./layouts/parties.ts";
import { MAN } from "./layouts/third/parties.ts";
import type { CollectionRow, WorkParties } from "./picture.ts";
import { EVERYBODY, sharesOf } from "./picture.ts";
import type { CwrRecord } from "./transactions.ts";
import { shown, textOf } from "./transactions.ts";
import { percent, placesNamed, RIGHT_NAMES } from "./words.ts";

/**
 * What is collected in 3.x: for every recipient, territory and right in which a publisher collects, publishers and writers together 100%
 * (within 0.06), with the rows for everybody; elsewhere no more than that (CWR 3.1). The numbers of these rules were not read: the codes are ours.
 */
export function checkRecipients(lists: readonly (readonly CollectionRow[])[], on: LocalDate, report: Report): void {
  const named = recipientsOf(lists.flat());
  for (const recipient of [EVERYBODY, ...named]) {
    const regions = lists.flatMap((rows) => regionsOfList(rowsFor(rows, recipient), on));
    if (reportSum(regions, { recipient, on }, report)) return;
  }
  for (const rows of lists) reportDifferences(rows, on, report);
}

/** Says where the first sum is wrong; one fault of a work is enough. */
function reportSum(
  regions: readonly CollectionRegion[],
  { recipient, on }: { readonly recipient: string; readonly on: LocalDate },
  report: Report,
): boolean {
  for (const { total, countries, regions: meeting } of cellsOf(regions)) {
    for (const [at, right] of RIGHT_NAMES.entries()) {
      const sum = total[at] ?? 0;
      const collecting = meeting.filter(({ shares }) => shares[at] !== 0);
      const published = collecting.some(({ row }) => row.record.type.endsWith("PT"));
      const last = collecting.at(-1)?.row.record;
      if (last === undefined || (published ? Math.abs(sum - 10_000) <= TOLERANCE : sum <= 10_000 + TOLERANCE)) continue;
      const whom = recipient === EVERYBODY ? "every recipient" : `recipient ${recipient}`;
      const wanted = published ? "100% (within 0.06)" : "at most 100% (within 0.06)";
      const message = `For ${whom}, publishers and writers collect ${percent(sum)}% of the ${right} right in ${placesNamed(countries, on)}; ${wanted} would be right.`;
      report(last, "CWR_COLLECTION_SUM", { severity: "TR", message, field: SPT.prShare });
      return true;
    }
  }
  return false;
}

/** A party may tell recipients different figures; a claim holds one, and which of them is read is said. */
function reportDifferences(rows: readonly CollectionRow[], on: LocalDate, report: Report): void {
  const regions = recipientsOf(rows).flatMap((recipient) =>
    regionsOfList(rowsFor(rows, recipient), on).map((region) => ({ region, recipient })),
  );
  for (const { region, recipient } of regions) {
    const other = regions.find(
      (one) =>
        one.recipient < recipient &&
        cellsOf([one.region, region]).some(({ regions: meeting }) => meeting.length > 1) &&
        one.region.shares.some((share, at) => share !== 0 && region.shares[at] !== 0 && share !== region.shares[at]),
    );
    if (other === undefined) continue;
    const message = `Recipient ${recipient} is told ${region.shares.map(percent).join(", ")} where recipient ${other.recipient} is told ${other.region.shares.map(percent).join(", ")}; the largest of each right is read as the claim, and both rows are kept.`;
    report(region.row.record, "CWR_RECIPIENTS_DIFFER", { severity: "INFO", message, field: SPT.prShare });
    return;
  }
}

/** Manuscript shares: of writers of the work, and 100% of each right together (CWR 3.1, MAN). A work without any is not asked for them. */
export function checkManuscript(records: readonly CwrRecord[], { writers }: WorkParties, report: Report): void {
  const manuscripts = records.filter(({ type, layout }) => type === "MAN" && layout !== null);
  const [first] = manuscripts;
  if (first === undefined) return;
  const known = new Set(writers.map(({ partyNumber }) => partyNumber));
  for (const record of manuscripts) {
    const number = textOf(record, MAN.writerPartyNumber);
    if (known.has(number)) continue;
    const message = `Writer IP Number is ${shown(number)}; the number of a writer of this work would be right.`;
    report(record, "CWR_MANUSCRIPT_WRITER", { severity: "TR", message, field: MAN.writerPartyNumber });
  }
  const total = totalShares(manuscripts.map((record) => ({ shares: sharesOf(record, MAN) })));
  for (const [at, right] of RIGHT_NAMES.entries()) {
    const sum = total[at] ?? 0;
    if (Math.abs(sum - 10_000) <= TOLERANCE) continue;
    const message = `The manuscript shares of the ${right} right add up to ${percent(sum)}%; 100% (within 0.06) over all writers would be right.`;
    report(first, "CWR_MANUSCRIPT_SUM", { severity: "TR", message, field: [MAN.prShare, MAN.mrShare, MAN.srShare][at] ?? MAN.prShare });
  }
}
