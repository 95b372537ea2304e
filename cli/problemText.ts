import type { ProblemView } from "./houseClient.ts";

/** A problem as a line for people: where, how bad, what. */
export function problemText({ line, column, record, field, code, severity, message }: ProblemView): string {
  const place = line === null ? "" : `line ${line}${column === null ? "" : `, column ${column}`}: `;
  const what = [record, field].filter((part) => part !== null).join(" ");
  return `${place}${severity === null ? "" : `${severity} `}${code}${what === "" ? "" : ` (${what})`}: ${message}`;
}
