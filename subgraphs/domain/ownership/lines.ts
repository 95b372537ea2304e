import type { Period } from "../period.ts";
import type { ReportedShare, Side } from "../statements.ts";
import { clipPeriod, OUTSIDE, Places } from "./places.ts";
import type { At } from "./places.ts";
import type { OwnershipClaim, OwnershipQuestion, OwnershipStatement } from "./types.ts";

/** A claim within the asked area. */
export interface ClaimLine extends At {
  readonly claim: OwnershipClaim;
  /** Its statement, by index. */
  readonly statement: number;
}

/** A party named without a claim, within the asked area. */
export interface ReportedLine extends At {
  readonly reported: ReportedShare;
  readonly statement: number;
  readonly party: NamedParty;
}

/** Who is named, in one of its parts. */
export interface NamedParty {
  readonly partyId: string;
  readonly side: Side;
  /** False for a name without a number: nobody holds a mandate of it. */
  readonly isKnown: boolean;
  /** What it claims, in the order of statements. */
  readonly lines: ClaimLine[];
}

/** What statements say within the asked area, whatever the right: read once for all rights that are asked for. */
export interface Reading {
  readonly question: OwnershipQuestion;
  readonly period: Period;
  readonly places: Places;
  /** In an order of their own, so that the order of arrival shows nowhere. */
  readonly statements: readonly OwnershipStatement[];
  /** In the order in which they are shown: writers before publishers, then by id. */
  readonly parties: readonly NamedParty[];
  readonly reported: readonly ReportedLine[];
}

/** Reads the lines of statements that lie in the asked area, by party. */
export function readLines(question: OwnershipQuestion): Reading {
  const { period } = question;
  const statements = inStableOrder(question.statements);
  const places = new Places(question.countries);
  const parties = new Parties();
  const reported: ReportedLine[] = [];
  for (let statement = 0; statement < statements.length; statement += 1) {
    const { claims = [], reported: named = [] } = statements[statement] ?? {};
    for (const claim of claims) {
      const place = places.numberOf(claim.territories.countries);
      const days = place === OUTSIDE ? null : clipPeriod(claim.period, period);
      if (days !== null) parties.of(claim.partyId, claim.side).lines.push({ claim, statement, place, period: days });
    }
    for (const one of named) {
      const place = one.territories === null ? 0 : places.numberOf(one.territories.countries);
      if (place !== OUTSIDE) reported.push({ reported: one, statement, party: parties.reported(one), place, period });
    }
  }
  return { question, period, places, statements, parties: parties.inShownOrder(), reported };
}

function inStableOrder(statements: readonly OwnershipStatement[]): readonly OwnershipStatement[] {
  if (statements.length < 2) return statements;
  return [...statements].sort(
    (one, other) =>
      compareText(one.submitter.key, other.submitter.key) ||
      compareText(one.submitterWorkNumber, other.submitterWorkNumber) ||
      compareText(one.id, other.id),
  );
}

/** Begins the names that stand for parties without a number. */
const UNKNOWN = "name:";

/** Each party once for each of its sides. */
class Parties {
  readonly #bySide = { WRITER: new Map<string, NamedParty>(), PUBLISHER: new Map<string, NamedParty>() };

  of(partyId: string, side: Side, isKnown = true): NamedParty {
    const known = this.#bySide[side].get(partyId);
    if (known !== undefined) return known;
    const party: NamedParty = { partyId, side, isKnown, lines: [] };
    this.#bySide[side].set(partyId, party);
    return party;
  }

  reported({ partyId, partyName, side }: ReportedShare): NamedParty {
    return partyId === null ? this.of(`${UNKNOWN}${partyName}`, side, false) : this.of(partyId, side);
  }

  inShownOrder(): NamedParty[] {
    const { WRITER, PUBLISHER } = this.#bySide;
    const byId = (one: NamedParty, other: NamedParty): number => compareText(one.partyId, other.partyId);
    return [...[...WRITER.values()].sort(byId), ...[...PUBLISHER.values()].sort(byId)];
  }
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
