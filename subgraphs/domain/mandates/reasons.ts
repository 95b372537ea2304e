import type { MandateData } from "./holders.ts";
import { type Candidate, type HolderRule, NO_SOCIETY, ruleBetweenHolders } from "./holders.ts";
import { coversRole, coversSide, MUSICAL_WORK, sameClass } from "./records.ts";
import { type Chain, type ChainRule, ruleBetween } from "./societies.ts";
import type { LocalDate } from "../period.ts";
import type { IpiRight } from "../rights.ts";
import type { Side } from "../statements.ts";

/** Mandates of the same right that are told where none holds. */
const NEARBY_MAX = 3;

/** What is known of the right on other days or elsewhere, so that a reader sees what ended or is missing; nothing where nothing is. */
export function nearbyOf({ side, role, right, on, creationClass }: RightAsked, { party }: MandateData): string {
  const fitting = party.memberships.filter(
    (one) =>
      ((creationClass ?? MUSICAL_WORK) !== MUSICAL_WORK || coversSide(one.side, side)) &&
      coversRole(one.role, role) &&
      one.rights.includes(right) &&
      sameClass(one.creationClass, creationClass),
  );
  const recorded = fitting.filter(({ basis }) => basis === "MEMBERSHIP").slice(0, NEARBY_MAX);
  const told = recorded.map(({ id, society, period }) => {
    if (period.until !== null && period.until <= on) return `${society} held it until ${period.until} (${id})`;
    if (period.from !== null && period.from > on) return `${society} holds it from ${period.from} (${id})`;
    return `${society} holds it in other territories (${id})`;
  });
  if (told.length > 0) return ` ${told.join("; ")}.`;
  return fitting.some(({ society }) => society === NO_SOCIETY) ? " Files print 099 for it: no society." : "";
}

/** Which right is asked about. */
interface RightAsked {
  readonly side: Side;
  readonly role?: string | null;
  readonly right: IpiRight;
  readonly on: LocalDate;
  readonly creationClass?: string;
}

/** On what a holder's mandate rests. */
export function heldBy({ society, basis, links }: Candidate): string {
  const ids = links.map((link) => link.agreementId).join(", ");
  switch (basis) {
    case "MEMBERSHIP":
      return `${society} holds the mandate by membership (${ids})`;
    case "ENTRUSTED":
      return `${society} holds the mandate, entrusted directly (${ids})`;
    case "FROM_CWR":
      return `${society} is the society printed for the party in a CWR file, provisional until a membership is recorded (${ids})`;
  }
}

/** A holder, and the chain that leads from it; null: it licenses itself. */
interface Way {
  readonly candidate: Candidate;
  readonly chain: Chain | null;
}

/** Why one way stands before another: the first rule by which they differ. */
export type WayRule = "NOT_ASKED" | "OWN_MANDATE" | HolderRule | ChainRule;

/** The rule that puts the first way before the other. */
export function ruleOf(chosen: Way, other: Way): WayRule {
  if (chosen.chain !== null) return other.chain === null ? "NOT_ASKED" : ruleBetween(chosen.chain, other.chain);
  return other.chain === null ? ruleBetweenHolders(chosen.candidate, other.candidate) : "OWN_MANDATE";
}

const RULE_TEXT: Readonly<Record<Exclude<WayRule, "NOT_ASKED">, string>> = {
  OWN_MANDATE: "other ways because it is the licensor's own mandate",
  ENTRUSTED: "other holders because the rights were entrusted",
  GREATEST_SHARE: "other holders because its share is the greatest",
  LATEST_BEGUN: "other holders because it began latest",
  DIRECT: "other chains because it is a direct agreement",
  EXCLUSIVE: "other chains because it is exclusive",
  SHORTER: "other chains because it is shorter",
  EARLIEST_SIGNED: "the others because it was signed earlier",
  LOWER_ID: "the others because its id is lower",
};

/** The same in a sentence; nothing where there is no other way. */
export function comparison(chosen: Way, next: Way | undefined): string {
  const rule = next === undefined ? "NOT_ASKED" : ruleOf(chosen, next);
  return rule === "NOT_ASKED" ? "" : ` Chosen before ${RULE_TEXT[rule]}.`;
}
