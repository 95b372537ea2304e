import type { UsageRow } from "../../domain/formats/usageCsv.ts";
import type { Quarter } from "../../domain/distribution/quarter.ts";
import { daysOfQuarter, quarterOf } from "../../domain/distribution/quarter.ts";
import type { Problem } from "../../domain/outcome.ts";
import { problem } from "../../domain/outcome.ts";
import type { LicenseBrief } from "../../kit/ports/licenseReader.ts";

/** How many row ids are remembered to find one that comes twice; beyond, the check ends and is said to. */
const ROW_IDS_MAX = 1_000_000;

/** Checks rows against their licence and against each other; remembers what it saw. */
export interface RowCheck {
  /** What forbids a row, nothing when it may be taken in. */
  check(row: UsageRow): readonly Problem[];
  /** The quarter of the report: that of its first good row. */
  quarter(): Quarter | null;
  /** Whether every row's id could be compared with all others. */
  isComplete(): boolean;
}

/**
 * A row must be covered by the licence (days, territory, use, currency), lie in the report's quarter, and have an id of its own. Problems:
 * `LICENSE_NOT_IN_FORCE`, `TERRITORY_NOT_LICENSED`, `USE_NOT_LICENSED`, `CURRENCY_MISMATCH`, `PERIOD_DIFFERS`, `ROW_TWICE`.
 */
export function createRowCheck(license: LicenseBrief): RowCheck {
  const territories = new Set(license.territories);
  const seen = new Set<string>();
  let quarter: Quarter | null = null;
  let complete = true;
  const check = (row: UsageRow): readonly Problem[] => {
    const problems: Problem[] = [];
    const fail = (code: string, field: string, message: string): void => {
      problems.push({ ...problem(code, message), line: row.line, field });
    };
    if (row.from < license.from || (license.until !== null && row.until > license.until)) {
      fail(
        "LICENSE_NOT_IN_FORCE",
        "period_from",
        `The licence ${license.number} runs from ${license.from} until ${license.until ?? "it is ended"}; the row is for ${row.from} until ${row.until}.`,
      );
    }
    if (!territories.has(row.territory))
      fail(
        "TERRITORY_NOT_LICENSED",
        "territory",
        `The licence ${license.number} does not cover ${row.territory}; it covers ${some(license.territories)}.`,
      );
    if (!license.uses.includes(row.use))
      fail("USE_NOT_LICENSED", "use", `The licence ${license.number} does not cover ${row.use}; it covers ${license.uses.join(", ")}.`);
    if (row.currency !== license.currency)
      fail(
        "CURRENCY_MISMATCH",
        "currency",
        `The row is in ${row.currency}, the licence in ${license.currency}; report revenue in the licence's currency.`,
      );
    const own = quarter ?? quarterOf(row.from);
    const days = daysOfQuarter(own);
    if (row.from < days.from || row.until > days.until) {
      fail(
        "PERIOD_DIFFERS",
        "period_from",
        `The row is for ${row.from} until ${row.until}, the report for ${own}: one report is for days of one quarter.`,
      );
    }
    if (row.rowId !== null && seen.has(row.rowId))
      fail("ROW_TWICE", "row_id", `The row id ${JSON.stringify(row.rowId)} came before in this file.`);
    if (problems.length > 0) return problems;
    quarter = own;
    if (row.rowId !== null) {
      if (seen.size < ROW_IDS_MAX) seen.add(row.rowId);
      else complete = false;
    }
    return problems;
  };
  return { check, quarter: () => quarter, isComplete: () => complete };
}

function some(codes: readonly string[]): string {
  return codes.length <= 8 ? codes.join(", ") : `${codes.slice(0, 8).join(", ")} and ${codes.length - 8} more`;
}
