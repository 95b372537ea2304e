import type { Fault } from "./transactions.ts";

/** Why a file cannot be read at all. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** A fault with the key of its rule. */
export interface CodedFault extends Fault {
  readonly code: string;
}

/** A date and a time as an ISO instant; null where they are none. */
export function instantOf(date: string, time: string): string | null {
  const digits = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(`${date}${time}`);
  if (digits === null) return null;
  const [, year, month, day, hour, minute, second] = digits;
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const instant = new Date(text);
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === text ? text : null;
}
