import { invariant } from "../domain/invariant.ts";
import { problem } from "../domain/outcome.ts";
import type { Problem } from "../domain/outcome.ts";
import { ALWAYS, isEmptyPeriod, parseLocalDate } from "../domain/period.ts";
import type { LocalDate, Period } from "../domain/period.ts";
import { SET_RIGHTS, isRecordingRight, recordingRight } from "../domain/recordingRights.ts";
import type { RecordingRightSet } from "../domain/recordingRights.ts";
import type { IpiRight, RightFamily } from "../domain/rights.ts";
import { WHOLE, compareShares, isZeroShare, parseFraction, parsePercent } from "../domain/shares.ts";
import type { Share } from "../domain/shares.ts";
import type { Figure, RightScope, ScopeRow, Side, TerritoryScope } from "../domain/statements.ts";
import { NO_COUNTRY } from "../domain/territories/countrySet.ts";
import { WORLD, parseScopeRows, parseTisCode } from "../domain/territories/tis.ts";
import type { PartyBrief, PartyReader } from "../kit/ports/partyReader.ts";
import type { NewClaim } from "./statements.ts";

export interface FigureInput {
  readonly family?: RightFamily | null | undefined;
  readonly rightSet?: RecordingRightSet | null | undefined;
  readonly right?: IpiRight | null | undefined;
  readonly percent: string;
}

/** What claims and figures speak of. */
export type Claimed = "WORK" | "RECORDING";

/** A claim as a mutation states it (SDL: ClaimInput). */
export interface ClaimInput {
  readonly party: string;
  /** Of a work; a side of recordings is refused. */
  readonly side: Side | "PRODUCER" | "PERFORMER";
  readonly role: string;
  readonly figures: readonly FigureInput[];
  readonly territories?: readonly { readonly isIncluded?: boolean | null | undefined; readonly territory: string }[] | null | undefined;
  readonly period?: { readonly from?: string | null | undefined; readonly until?: string | null | undefined } | null | undefined;
  readonly writers?: readonly string[] | null | undefined;
  readonly chain?: readonly string[] | null | undefined;
  readonly agreement?: string | null | undefined;
  /** Only where a file says so: FREE for what is in the public domain or traditional. */
  readonly kind?: "CLAIMED" | "FREE";
}

const FIGURES_MAX = 28;
const ROWS_MAX = 500;
const NAMES_MAX = 20;

/** Reads claims; every fault of all of them is added to `problems` with its path. Parties are asked for once. */
export async function parseClaims(
  inputs: readonly ClaimInput[],
  given: {
    readonly parties: Pick<PartyReader, "byIds">;
    readonly today: LocalDate;
    readonly path: readonly string[];
    readonly problems: Problem[];
  },
): Promise<NewClaim[]> {
  const { parties, today, path, problems } = given;
  const named = await readParties(
    parties,
    inputs.flatMap(({ party, writers }) => [party, ...(writers ?? [])]),
  );
  return inputs.flatMap((input, index) => {
    const at = inputs.length === 1 && path.at(-1) === "claim" ? path : [...path, String(index)];
    const party = named.get(input.party);
    if (party === undefined)
      problems.push(problem("PARTY_UNKNOWN", `No party ${input.party} is known; register it with parties first.`, [...at, "party"]));
    const writers = (input.writers ?? []).map((id) => named.get(id)?.id ?? "");
    writers.forEach((id, place) => {
      if (id === "")
        problems.push(problem("PARTY_UNKNOWN", `No party ${input.writers?.[place] ?? ""} is known.`, [...at, "writers", String(place)]));
    });
    const side = sideOf(input.side, [...at, "side"], problems);
    const figures = parseFigures(input.figures, { of: "WORK", path: [...at, "figures"], problems });
    const territories = parseRows(input.territories ?? [{ territory: WORLD }], { today, path: [...at, "territories"], problems });
    const period = parsePeriod(input.period, { path: [...at, "period"], problems });
    if (input.role.trim() === "" || input.role.length > 10)
      problems.push(
        problem("ROLE", `A role has 1 to 10 characters, such as CA or E, not ${JSON.stringify(input.role.slice(0, 20))}.`, [...at, "role"]),
      );
    if (party === undefined || territories === null || period === null) return [];
    return [
      {
        ...{
          partyId: party.id,
          partyName: party.name,
          side,
          role: input.role.trim().toUpperCase(),
          kind: input.kind ?? ("CLAIMED" as const),
          figures,
          territories,
          period,
        },
        writerPartyIds: side === "WRITER" && writers.length === 0 ? [party.id] : writers,
        ...{ chain: (input.chain ?? []).slice(0, NAMES_MAX), affiliations: {}, agreement: input.agreement ?? null, line: null },
      },
    ];
  });
}

function sideOf(side: ClaimInput["side"], path: readonly string[], problems: Problem[]): Side {
  if (side === "WRITER" || side === "PUBLISHER") return side;
  problems.push(
    problem(
      "SIDE_OF_RECORDING",
      `${side} is a side of recordings; in a work a party claims as WRITER or PUBLISHER (see submitRecordingClaim).`,
      path,
    ),
  );
  return "WRITER";
}

/** The parties of these ids, merged ones as their survivors; unknown ones are missing. */
export async function readParties(parties: Pick<PartyReader, "byIds">, ids: readonly string[]): Promise<Map<string, PartyBrief>> {
  const asked = [...new Set(ids)];
  const found = new Map<string, PartyBrief>();
  for (let at = 0; at < asked.length; at += 500) {
    const part = asked.slice(at, at + 500);
    const { parties: answers } = await parties.byIds({ ids: part });
    part.forEach((id, index) => {
      const party = answers[index];
      if (party !== null && party !== undefined) found.set(id, party);
    });
  }
  return found;
}

/** Reads figures: each of one family or one right of a work, of one set or one right of a set of a recording, above 0 and at most 100 percent, none twice. */
export function parseFigures(
  inputs: readonly FigureInput[],
  given: { readonly of: Claimed; readonly path: readonly string[]; readonly problems: Problem[] },
): Figure[] {
  const { of, path, problems } = given;
  if (inputs.length === 0 || inputs.length > FIGURES_MAX)
    problems.push(problem("FIGURE_COUNT", `A claim has 1 to ${FIGURES_MAX} figures, not ${inputs.length}.`, path));
  const seen = new Set<string>();
  return inputs.slice(0, FIGURES_MAX).flatMap((input, index) => {
    const at = [...path, String(index)];
    const { percent } = input;
    const scope = of === "WORK" ? scopeOfWork(input, at, problems) : scopeOfRecording(input, at, problems);
    if (scope === null) return [];
    if (seen.has(scope)) problems.push(problem("FIGURE_TWICE", `${scope} is named twice; one figure is enough.`, at));
    seen.add(scope);
    const share = parseShare(percent);
    if (share === null) {
      problems.push(
        problem(
          "PERCENT",
          `${JSON.stringify(percent.slice(0, 40))} is no share; write a percentage such as 33.33 or a fraction such as 1/3, above 0 and at most 100 percent.`,
          [...at, "percent"],
        ),
      );
      return [];
    }
    return [{ right: scope, share }];
  });
}

function scopeOfWork({ family, right, rightSet }: FigureInput, path: readonly string[], problems: Problem[]): RightScope | null {
  const named = [family, right].flatMap((one) => one ?? []);
  const isOfSet = rightSet !== null && rightSet !== undefined;
  const [scope, second] = named;
  if (scope !== undefined && second === undefined && !isOfSet) return scope;
  const message = isOfSet
    ? "In a work a figure names a family or a right; sets are those of recordings."
    : "A figure names one family or one right, not both or neither.";
  problems.push(problem("FIGURE_SCOPE", message, path));
  return null;
}

function scopeOfRecording({ family, right, rightSet }: FigureInput, path: readonly string[], problems: Problem[]): RightScope | null {
  if (rightSet === null || rightSet === undefined || (family !== null && family !== undefined)) {
    problems.push(
      problem(
        "FIGURE_SCOPE",
        "In a recording a figure names a set, and one right of it where it is not the whole; families are those of works.",
        path,
      ),
    );
    return null;
  }
  if (right === null || right === undefined) return rightSet;
  const scope = recordingRight(rightSet, right);
  if (isRecordingRight(scope)) return scope;
  problems.push(
    problem("RIGHT_NOT_IN_SET", `${rightSet} has no right ${right}; it has ${SET_RIGHTS[rightSet].join(", ")}.`, [...path, "right"]),
  );
  return null;
}

function parseShare(text: string): Share | null {
  const share = parsePercent(text) ?? parseFraction(text);
  return share === null || isZeroShare(share) || share.numerator < 0n || compareShares(share, WHOLE) > 0 ? null : share;
}

/** Reads an ordered list of territories; null where something is wrong with it. */
export function parseRows(
  rows: readonly { readonly isIncluded?: boolean | null | undefined; readonly territory: string }[],
  given: { readonly today: LocalDate; readonly path: readonly string[]; readonly problems: Problem[] },
): TerritoryScope | null {
  const { today, path, problems } = given;
  if (rows.length === 0 || rows.length > ROWS_MAX) {
    problems.push(problem("TERRITORY_COUNT", `A list of territories has 1 to ${ROWS_MAX} rows, not ${rows.length}.`, path));
    return null;
  }
  const parsed = rows.flatMap(({ isIncluded, territory }, index): ScopeRow[] => {
    const code = parseTisCode(territory);
    if (!code.ok) problems.push(...code.problems.map((found) => ({ ...found, path: [...path, String(index), "territory"] })));
    return code.ok ? [{ sign: isIncluded === false ? "E" : "I", territory: code.value }] : [];
  });
  if (parsed.length !== rows.length) return null;
  const expanded = parseScopeRows(parsed, today);
  if (!expanded.ok) {
    problems.push(...expanded.problems.map((found) => ({ ...found, path: [...path, ...found.path] })));
    return null;
  }
  const countries = expanded.value;
  if (countries === NO_COUNTRY)
    problems.push(
      problem("TERRITORIES_EMPTY", "The list of territories leaves no country; begin with what is included, such as 2136.", path),
    );
  return { rows: parsed, countries, expandedOn: today };
}

/** Reads days; null where something is wrong with them. */
export function parsePeriod(
  given: ClaimInput["period"],
  at: { readonly path: readonly string[]; readonly problems: Problem[] },
): Period | null {
  if (given === null || given === undefined) return ALWAYS;
  const [from, until] = (["from", "until"] as const).map((name) => {
    const text = given[name];
    const day = text === null || text === undefined ? null : parseLocalDate(text);
    if (text !== null && text !== undefined && day === null)
      at.problems.push(problem("DATE", `${text} is no day; write YYYY-MM-DD.`, [...at.path, name]));
    return day;
  });
  invariant(from !== undefined && until !== undefined, "two bounds give two days");
  const period = { from, until };
  if (!isEmptyPeriod(period)) return period;
  at.problems.push(
    problem("EMPTY_PERIOD", `The period from ${from ?? ""} until ${until ?? ""} has no day; until is the day after the last.`, at.path),
  );
  return null;
}
