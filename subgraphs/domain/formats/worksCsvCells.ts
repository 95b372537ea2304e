/** The cells of works as CSV that hold more than one value: shares, lists of figures, of territories and of names. */
import { isIpiRight } from "../rights.ts";
import type { IpiRight, RightFamily } from "../rights.ts";
import type { Share } from "../shares.ts";
import { percentText, equalShares, parsePercent } from "../shares.ts";
import type { Figure, ScopeRow } from "../statements.ts";
import type { WorksColumn } from "./worksCsv.ts";

/** The column of each family. */
const FAMILY_COLUMNS = { PERFORMING: "pr", MECHANICAL: "mr", SYNC: "sr" } as const satisfies Record<RightFamily, WorksColumn>;

/** A figure as it stands in a cell: its share is read by whoever takes it in. */
export interface FigureCell {
  readonly family?: RightFamily;
  readonly right?: IpiRight;
  /** A percentage, or a fraction as `1/3`. */
  readonly percent: string;
  readonly column: WorksColumn;
}

/** The figures of a claim; `odd` are entries of the cell `rights` that name no right. */
export function readFigures(cells: Readonly<Partial<Record<WorksColumn, string>>>): {
  readonly figures: readonly FigureCell[];
  readonly odd: readonly string[];
} {
  const families = (Object.keys(FAMILY_COLUMNS) as RightFamily[]).flatMap((family): FigureCell[] => {
    const column = FAMILY_COLUMNS[family];
    const text = cells[column];
    return text === undefined ? [] : [{ family, percent: fractionOf(text), column }];
  });
  const odd: string[] = [];
  const single = readList(cells.rights).flatMap((entry): FigureCell[] => {
    const [, right = "", share = ""] = /^(\S+)\s+(.+)$/.exec(entry) ?? [];
    if (isIpiRight(right)) return [{ right, percent: fractionOf(share), column: "rights" }];
    odd.push(entry);
    return [];
  });
  return { figures: [...families, ...single], odd };
}

/** The cells of figures, read again by readFigures. */
export function writeFigures(figures: readonly Figure[]): Partial<Record<WorksColumn, string>> {
  const cells: Partial<Record<WorksColumn, string>> = {};
  const single: string[] = [];
  for (const { right, share } of figures) {
    if (right in FAMILY_COLUMNS) cells[FAMILY_COLUMNS[right as RightFamily]] = shareText(share);
    else single.push(`${right} ${shareText(share)}`);
  }
  return single.length === 0 ? cells : { ...cells, rights: single.join("; ") };
}

/** A percentage where it ends, else `1 of 3`: a spreadsheet would make the third of January of 1/3. */
function shareText(share: Share): string {
  const percent = percentText(share);
  const read = parsePercent(percent);
  return read !== null && equalShares(read, share) ? percent : `${share.numerator} of ${share.denominator}`;
}

/** `1 of 3` as the fraction that it is; anything else as it stands, a decimal comma as a point. */
function fractionOf(text: string): string {
  return text
    .replace(/^(\d+)\s+of\s+(\d+)$/i, "$1/$2")
    .replace(/^(\d+),(\d+)$/, "$1.$2")
    .replace(/\s*%$/, "");
}

/** `2136 -0840`: what is included and, behind a minus, excluded, in order. */
export function readTerritories(text: string | undefined): readonly { readonly isIncluded: boolean; readonly territory: string }[] | null {
  if (text === undefined) return null;
  return text
    .split(/[\s;]+/)
    .filter((part) => part !== "")
    .map((part) => ({ isIncluded: !part.startsWith("-"), territory: part.replace(/^[-+]/, "").padStart(4, "0") }));
}

export function writeTerritories(rows: readonly ScopeRow[]): string {
  return rows.map(({ sign, territory }) => (sign === "E" ? `-${territory}` : territory)).join(" ");
}

/** The parts between semicolons, without the empty ones. */
export function readList(text: string | undefined): readonly string[] {
  return (text ?? "")
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** A list for one cell; a semicolon within a part becomes a comma. */
export function writeList(parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll(";", ",")).join("; ");
}
