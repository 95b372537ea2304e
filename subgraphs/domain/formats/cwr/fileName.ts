import type { CwrVersion } from "./layouts.ts";

/** What the name of a 3.x file tells: `CW220002DMP_0000_V3-0-0.SUB` (year and number of the sender, sender, recipient, version, kind). */
export interface ThirdFileName {
  /** Of the century: 22. */
  readonly year: number;
  readonly number: number;
  readonly sender: string;
  /** `0000` is everybody. */
  readonly recipient: string;
  /** Null for versions that are not read. */
  readonly version: CwrVersion | null;
  /** SUB registrations, ISR requests for ISWCs, ACK (3.1: ACK1 technical, ACK2 of the claims) answers, LIC licences. */
  readonly kind: string;
}

/** Reads the name of a 3.x file; null where it is none. */
export function readThirdFileName(name: string): ThirdFileName | null {
  const parts = /^CW(\d{2})(\d{4})([A-Z0-9]{2,4})_([A-Z0-9]{2,4})_V(3)-(\d)-\d\.(SUB|ISR|ACK[12]?|LIC)$/i.exec(name.trim());
  if (parts === null) return null;
  const [, year = "", number = "", sender = "", recipient = "", major = "", minor = "", kind = ""] = parts;
  const stated = `${major}.${minor}`;
  const version = stated === "3.0" || stated === "3.1" ? stated : null;
  return { year: Number(year), number: Number(number), sender, recipient, version, kind: kind.toUpperCase() };
}
