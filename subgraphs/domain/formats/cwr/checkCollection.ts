import type { LocalDate } from "../../period.ts";
import { NO_COUNTRY } from "../../territories/countrySet.ts";
import { expandScope, expandTerritory } from "../../territories/tis.ts";
import type { Report } from "./checkRecords.ts";
import { checkRecipients } from "./checkRecipients.ts";
import type { CollectionRegion } from "./collection.ts";
import { cellsOf, recipientsOf, regionsOf, rowsFor, totalShares } from "./collection.ts";
import { TOLERANCE } from "./fieldRules.ts";
import { SPT, SWT } from "./layouts/parties.ts";
import type { CollectionRow, PublisherChain, WorkParties } from "./picture.ts";
import { EVERYBODY } from "./picture.ts";
import { numberOf } from "./transactions.ts";
import { percent, placesNamed, RIGHT_NAMES } from "./words.ts";

/** What is collected: no more than 100% anywhere, and within a chain what it owns (CWR 2.2, 4.2 edits 14, 27, 44; SPT, SWT). */
export function checkCollection(parties: WorkParties, on: LocalDate, report: Report): void {
  const lists: (readonly CollectionRow[])[] = [];
  for (const party of parties.publishers) lists.push(party.collection, party.supposed);
  for (const party of parties.writers) lists.push(party.collection, party.supposed);
  for (const rows of lists) checkRows(rows, on, report);
  const third = lists.some((rows) => rows.some(({ terms }) => terms !== null));
  if (third) checkRecipients(lists, on, report);
  else checkSums(lists, on, report);
  const shared = parties.publishers.some(({ type }) => type === "PA") || parties.writers.some(({ designation }) => designation === "PA");
  for (const chain of parties.chains) {
    if (!chain.controlled) continue;
    checkOneCollector(chain, report);
    if (!shared && !third) checkChainCollection(chain, on, report);
  }
}

function checkRows(rows: readonly CollectionRow[], on: LocalDate, report: Report): void {
  const recipients = recipientsOf(rows);
  for (const recipient of recipients.length === 0 ? [EVERYBODY] : recipients) {
    const list = rowsFor(rows, recipient);
    if (list.length > 1) checkScope(list, on, report);
  }
  let right = 0;
  for (const { record, sign, territory, shares } of rows) {
    right += 1;
    const fields = record.type.endsWith("WT") ? SWT : SPT;
    const collects = shares[0] !== 0 || shares[1] !== 0 || shares[2] !== 0;
    if (sign === "E" && collects) {
      const message = `${territory} is excluded with shares ${shares.map(percent).join(", ")}; zeros would be right, and are read.`;
      report(record, record.type.endsWith("WT") ? "SWT-R-003" : "CWR_EXCLUDED_SHARES", { severity: "FR", message, field: fields.prShare });
    }
    if (sign === "I" && !collects) {
      // The record's rule rejects it, its description allows it as a place in the chain: the milder reading holds (house rule).
      report(record, "CWR_PLACE_IN_CHAIN", {
        severity: "INFO",
        message: `${territory} is included without any share; it is read as a place in the chain.`,
        field: fields.prShare,
      });
    }
    if (expandTerritory(territory, on) === NO_COUNTRY) {
      report(record, "CWR_TERRITORY_NOT_IN_FORCE", {
        severity: "INFO",
        message: `${territory} names no country on ${on}, the day of the message.`,
        field: fields.territory,
      });
    }
    const sequence = numberOf(record, fields.sequence);
    // Whether rows are counted on from one recipient to the next is not known.
    if (sequence !== right && recipients.length === 0) {
      const stated = String(sequence ?? "unreadable").padStart(3, "0");
      report(record, "CWR_TERRITORY_SEQUENCE", {
        severity: "INFO",
        message: `Sequence # is ${stated}; ${String(right).padStart(3, "0")} would be right. The row is read in its place.`,
        field: fields.sequence,
      });
    }
  }
}

/** An ordered list is read as it stands; what is doubtful in it is said: a country twice without E between, an E first. A place in the chain is no part of it. */
function checkScope(all: readonly CollectionRow[], on: LocalDate, report: Report): void {
  const rows = all.filter(({ sign, shares }) => sign === "E" || shares.some((share) => share !== 0));
  for (const { code, message, path } of expandScope(rows, on).problems) {
    const row = rows[Number(path[0])];
    if (row === undefined || code === "TERRITORY_NOT_IN_FORCE") continue;
    const field = row.record.type.endsWith("WT") ? SWT.territory : SPT.territory;
    report(row.record, code, { severity: "INFO", message, field });
  }
}

function checkSums(lists: readonly (readonly CollectionRow[])[], on: LocalDate, report: Report): void {
  // Where all rows of all parties together stay below, no country can be above.
  if (highest(lists) <= 10_000 + TOLERANCE) return;
  const cells = cellsOf(lists.flatMap((rows) => regionsOf(rows, on)));
  RIGHT_NAMES.forEach((right, at) => {
    for (const { total, countries, regions } of cells) {
      const sum = total[at] ?? 0;
      if (sum <= 10_000 + TOLERANCE) continue;
      const last = regions.findLast(({ shares }) => shares[at] !== 0)?.row.record;
      if (last === undefined) continue;
      const message = `${percent(sum)}% of the ${right} right is collected in ${placesNamed(countries, on)}; at most 100% (within 0.06) would be right.`;
      report(last, regions.some(({ row }) => row.record.type.startsWith("O")) ? "NWR-T-044" : "NWR-T-014", { severity: "TR", message });
      return;
    }
  });
}

/** The greatest of the three sums of all shares that are included anywhere. */
function highest(lists: readonly (readonly CollectionRow[])[]): number {
  const sums: [number, number, number] = [0, 0, 0];
  for (const rows of lists) {
    for (const { sign, shares } of rows) {
      if (sign === "E") continue;
      sums[0] += shares[0];
      sums[1] += shares[1];
      sums[2] += shares[2];
    }
  }
  return Math.max(...sums);
}

/** A territory code with a share in a right belongs to one publisher of a chain (CWR 2.2 SPT, record edit 5). */
function checkOneCollector({ publishers }: PublisherChain, report: Report): void {
  if (publishers.length === 1) return;
  const seen = new Map<string, string>();
  for (const { record, collection } of publishers) {
    for (const row of collection) {
      row.shares.forEach((share, at) => {
        if (row.sign !== "I" || share === 0) return;
        const key = `${row.territory} ${at} ${row.terms?.recipient ?? ""}`;
        const first = seen.get(key);
        seen.set(key, first ?? String(record.line));
        if (first === undefined || first === String(record.line)) return;
        const message = `${row.territory} is collected for the ${RIGHT_NAMES[at] ?? ""} right by the publisher of line ${first} of this chain already; one is right.`;
        report(row.record, "SPT-R-005", { severity: "TR", message, field: SPT.territory });
      });
    }
  }
}

/** For performing rights a chain collects what its E and AQ own, unless shares change on the way. A chain that collects none there is left open. */
function checkChainCollection({ publishers }: PublisherChain, on: LocalDate, report: Report): void {
  const owned = totalShares(publishers.filter(({ type }) => type === "E" || type === "AQ"))[0];
  const rows = publishers.flatMap(({ collection }) => collection);
  if (rows.some(({ sharesChange }) => sharesChange)) return;
  if (
    rows.every(({ sign, shares }) => sign === "E" || shares[0] === owned) &&
    publishers.filter(({ collection }) => collection.length > 0).length === 1
  )
    return;
  const regions: CollectionRegion[] = publishers.flatMap(({ collection }) => regionsOf(collection, on));
  for (const { total, regions: meeting } of cellsOf(regions.filter(({ shares }) => shares[0] !== 0))) {
    const last = meeting.at(-1);
    if (last === undefined || Math.abs(total[0] - owned) <= TOLERANCE) continue;
    const message = `The chain collects ${percent(total[0])}% of the performing right where it owns ${percent(owned)}%; the same, or the sign Y that shares change, would be right.`;
    report(last.row.record, "NWR-T-027", { severity: "TR", message, field: SPT.prShare });
    return;
  }
}
