import { invariant } from "../subgraphs/domain/invariant.ts";

/**
 * The rows of a reference table by column name, every value as text: leading zeros matter, and `NA` is Namibia.
 * Quotation marks may enclose a value with commas, and are doubled inside; a value never spans lines.
 */
export function parseTable(text: string): Readonly<Record<string, string>>[] {
  const [head, ...lines] = text
    .replaceAll("\r\n", "\n")
    .split("\n")
    .filter((line) => line !== "");
  invariant(head !== undefined, "a table has a header row");
  const columns = splitLine(head);
  return lines.map((line) => {
    const values = splitLine(line);
    invariant(values.length === columns.length, `a row has ${columns.length} values, not ${values.length}: ${line}`);
    return Object.fromEntries(columns.map((column, at) => [column, values[at] ?? ""]));
  });
}

function splitLine(line: string): string[] {
  const values: string[] = [];
  const value = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  for (;;) {
    const match = value.exec(line);
    invariant(match !== null, `quotation marks enclose a whole value: ${line}`);
    values.push(match[1] === undefined ? (match[2] ?? "") : match[1].replaceAll('""', '"'));
    if (match[3] !== ",") return values;
  }
}
