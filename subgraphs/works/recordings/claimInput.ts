import { problem } from "../../domain/outcome.ts";
import type { Problem } from "../../domain/outcome.ts";
import type { LocalDate } from "../../domain/period.ts";
import { partsOfRight, isRecordingRightSet } from "../../domain/recordingRights.ts";
import type { RecordingRightSet } from "../../domain/recordingRights.ts";
import type { AnyRight } from "../../domain/recordingRights.ts";
import type { Side } from "../../domain/statements.ts";
import { WORLD } from "../../domain/territories/tis.ts";
import type { PartyReader } from "../../kit/ports/partyReader.ts";
import { parseFigures, parsePeriod, parseRows, readParties } from "../claimInputs.ts";
import type { ClaimInput } from "../claimInputs.ts";
import type { NewClaim } from "../statements.ts";

/** SDL: RecordingRole. */
export type RecordingRole = "PRODUCER" | "RIGHTS_OWNER" | "FEATURED_PERFORMER" | "SESSION_PERFORMER";

/** SDL: RecordingClaimInput. */
export interface RecordingClaimInput extends Pick<ClaimInput, "party" | "figures" | "territories" | "period" | "agreement"> {
  readonly role: RecordingRole;
}

/**
 * In a claim's record producers stand on the side of publishers and performers on that of writers: each stands in sets of its own, so that a side
 * decides nothing there.
 */
const SIDES: Readonly<Record<RecordingRole, Side>> = {
  PRODUCER: "PUBLISHER",
  RIGHTS_OWNER: "PUBLISHER",
  FEATURED_PERFORMER: "WRITER",
  SESSION_PERFORMER: "WRITER",
};
const SETS: Readonly<Record<Side, readonly RecordingRightSet[]>> = {
  PUBLISHER: ["PRODUCER_EXCLUSIVE", "PRODUCER_REMUNERATION"],
  WRITER: ["PERFORMER_REMUNERATION"],
};

/** Reads a claim in a recording; null where the party, territories or days are none. Every fault is added to `problems` with its path. */
export async function parseRecordingClaim(
  input: RecordingClaimInput,
  given: {
    readonly parties: Pick<PartyReader, "byIds">;
    readonly today: LocalDate;
    readonly path: readonly string[];
    readonly problems: Problem[];
  },
): Promise<NewClaim | null> {
  const { parties, today, path, problems } = given;
  const party = (await readParties(parties, [input.party])).get(input.party);
  if (party === undefined)
    problems.push(problem("PARTY_UNKNOWN", `No party ${input.party} is known; register it with parties first.`, [...path, "party"]));
  const side = SIDES[input.role];
  const figures = parseFigures(input.figures, { of: "RECORDING", path: [...path, "figures"], problems });
  figures.forEach(({ right }, index) => {
    const set = setOf(right);
    if (set === null || SETS[side].includes(set)) return;
    const message = `A ${input.role} claims in ${SETS[side].join(" and ")}, not in ${set}.`;
    problems.push(problem("SET_OF_OTHER_SIDE", message, [...path, "figures", String(index), "rightSet"]));
  });
  const territories = parseRows(input.territories ?? [{ territory: WORLD }], { today, path: [...path, "territories"], problems });
  const period = parsePeriod(input.period, { path: [...path, "period"], problems });
  if (party === undefined || territories === null || period === null) return null;
  return {
    ...{ partyId: party.id, partyName: party.name, side, role: input.role, kind: "CLAIMED", figures, territories, period },
    ...{ writerPartyIds: [], chain: [], affiliations: {}, agreement: input.agreement ?? null, line: null },
  };
}

function setOf(scope: string): RecordingRightSet | null {
  // what parseFigures reads of a recording is a set or a right of one
  return isRecordingRightSet(scope) ? scope : partsOfRight(scope as AnyRight).set;
}
