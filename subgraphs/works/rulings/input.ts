import { problem } from "../../domain/outcome.ts";
import type { Problem } from "../../domain/outcome.ts";
import { groupOf, isOfRecording } from "../../domain/recordingRights.ts";
import {
  WHOLE,
  compareShares,
  equalShares,
  parseFraction,
  parsePercent,
  percentText,
  storedShare,
  sumShares,
} from "../../domain/shares.ts";
import type { Share } from "../../domain/shares.ts";
import { Refusal } from "../../kit/refusal.ts";
import { parseFigures } from "../claimInputs.ts";
import type { FigureInput } from "../claimInputs.ts";
import { areaOf } from "../contestants.ts";
import type { ClaimRecord, ConflictRecord, StatementRecord } from "../records.ts";
import type { RulingChangeRecord, RulingKind, RulingTerms } from "../rulingRecords.ts";
import { figureRecord } from "../toRecords.ts";

/** SDL: RulingInput. */
export interface RulingInput {
  readonly changes?: readonly { readonly claim: string; readonly figures: readonly FigureInput[] }[] | null | undefined;
  readonly split?: readonly { readonly claim: string; readonly percent: string }[] | null | undefined;
  readonly accept?: { readonly claim: string; readonly yields: readonly string[] } | null | undefined;
  readonly uphold?: string | null | undefined;
  /** Days are checked by the scalar. */
  readonly end?: readonly { readonly claim: string; readonly until: string }[] | null | undefined;
  readonly relinquish?: readonly string[] | null | undefined;
  readonly timeOut?: boolean | null | undefined;
  readonly merge?: { readonly survivor: string; readonly merged: string } | null | undefined;
  readonly worksAreDistinct?: boolean | null | undefined;
  readonly undo?: string | null | undefined;
}

/** A conflict with the statements that hold its claims. */
export interface Disputed {
  readonly conflict: ConflictRecord;
  /** All statements in force on the conflict's first work. */
  readonly statements: readonly StatementRecord[];
}

/** Claims that a ruling names at most. */
const CLAIMS_MAX = 100;

const FIELDS: Readonly<Record<Exclude<keyof RulingInput, symbol>, RulingKind>> = {
  changes: "CHANGE",
  split: "SPLIT",
  accept: "ACCEPT",
  uphold: "UPHOLD",
  end: "END",
  relinquish: "RELINQUISH",
  timeOut: "TIME_OUT",
  merge: "MERGE_WORKS",
  worksAreDistinct: "KEEP_APART",
  undo: "UNDO",
};
const BETWEEN_WORKS: readonly RulingKind[] = ["MERGE_WORKS", "KEEP_APART", "UNDO"];

/** Reads a ruling for a conflict; every fault is named with its place. What it would do is found by the draft (draft.ts). */
export function parseRuling(input: RulingInput, disputed: Disputed, field = "ruling"): RulingTerms {
  const problems: Problem[] = [];
  const kind = kindOfInput(input, disputed.conflict, problems);
  const terms = kind === null ? null : readTerms(kind, input, { ...disputed, problems });
  if (problems.length === 0 && terms !== null) return terms;
  // Paths begin with the field of the command that the ruling stands in.
  throw new Refusal(problems.map((found) => (found.path[0] === "ruling" ? { ...found, path: [field, ...found.path.slice(1)] } : found)));
}

function kindOfInput(input: RulingInput, conflict: ConflictRecord, problems: Problem[]): RulingKind | null {
  const named = (Object.keys(FIELDS) as (keyof RulingInput)[]).filter((field) => isGiven(input[field]));
  const [field] = named;
  if (field === undefined || named.length > 1) {
    const found = named.length === 0 ? "none is given" : `${named.join(" and ")} are given`;
    problems.push(problem("RULING_KIND", `A ruling is exactly one of ${Object.keys(FIELDS).join(", ")}; ${found}.`, ["ruling"]));
    return null;
  }
  const kind = FIELDS[field];
  const isBetweenWorks = conflict.slices.length === 0;
  if (isBetweenWorks && !BETWEEN_WORKS.includes(kind))
    problems.push(problem("RULING_BETWEEN_WORKS", "Between works a ruling merges them or keeps them apart.", ["ruling", field]));
  if (!isBetweenWorks && (kind === "MERGE_WORKS" || kind === "KEEP_APART"))
    problems.push(
      problem("RULING_BETWEEN_CLAIMS", "The conflict is between claims on one work: a ruling changes claims.", ["ruling", field]),
    );
  if (conflict.state === "RESOLVED" && kind !== "UNDO")
    problems.push(
      problem("CONFLICT_RESOLVED", `The conflict ${conflict._id} is resolved: ${conflict.because} Only a ruling can be undone.`, [
        "conflict",
      ]),
    );
  return problems.length > 0 ? null : kind;
}

function isGiven(value: RulingInput[keyof RulingInput]): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== undefined && value !== false;
}

interface Reading extends Disputed {
  readonly problems: Problem[];
}

function readTerms(kind: RulingKind, input: RulingInput, reading: Reading): RulingTerms {
  const terms: RulingTerms = { kind, changes: [], worksAreDistinct: kind === "KEEP_APART" };
  switch (kind) {
    case "CHANGE":
      return { ...terms, changes: readChanges(input.changes ?? [], reading) };
    case "SPLIT":
      return { ...terms, parts: readSplit(input.split ?? [], reading) };
    case "ACCEPT":
      return { ...terms, ...readAcceptance(input.accept ?? { claim: "", yields: [] }, reading) };
    case "UPHOLD": {
      const claimId = input.uphold ?? "";
      requireClaims([claimId], reading, () => ["ruling", "uphold"]);
      return { ...terms, claimId };
    }
    case "END":
      return { ...terms, ends: readEnds(input.end ?? [], reading) };
    case "RELINQUISH": {
      const claimIds = [...(input.relinquish ?? [])];
      requireClaims(claimIds, reading, (index) => ["ruling", "relinquish", String(index)]);
      return { ...terms, claimIds };
    }
    case "TIME_OUT":
      requireTimedOut(reading);
      return terms;
    case "MERGE_WORKS":
      return { ...terms, merge: readMerge(input.merge ?? { survivor: "", merged: "" }, reading) };
    case "KEEP_APART":
      return terms;
    case "UNDO":
      return { ...terms, undoes: readUndo(input.undo ?? "", reading) };
  }
}

type PathOf = (index: number) => readonly string[];

/** The claims of these ids, each one of the conflict's, none twice; null at the place of one that is none. */
function requireClaims(
  claimIds: readonly string[],
  { conflict, statements, problems }: Reading,
  pathOf: PathOf,
): readonly (ClaimRecord | null)[] {
  const [, field = ""] = pathOf(0);
  if (claimIds.length > CLAIMS_MAX)
    problems.push(problem("TOO_MANY_CHANGES", `${claimIds.length} claims are named; at most ${CLAIMS_MAX} can be.`, ["ruling", field]));
  if (new Set(claimIds).size !== claimIds.length) problems.push(problem("CLAIM_TWICE", "Each claim is named once.", ["ruling", field]));
  const claims = new Map(statements.flatMap((statement) => statement.claims).map((claim) => [claim.id, claim]));
  return claimIds.slice(0, CLAIMS_MAX).map((id, index) => {
    const claim = claims.get(id);
    if (claim !== undefined && conflict.claimIds.includes(id)) return claim;
    const message = `The claim ${id} is none of this conflict's: ${conflict.claimIds.join(", ")}.`;
    problems.push(problem("CLAIM_NOT_IN_CONFLICT", message, [...pathOf(index)]));
    return null;
  });
}

function readChanges(inputs: NonNullable<RulingInput["changes"]>, reading: Reading): readonly RulingChangeRecord[] {
  const { conflict, problems } = reading;
  requireClaims(
    inputs.map(({ claim }) => claim),
    reading,
    (index) => ["ruling", "changes", String(index), "claim"],
  );
  const { rights } = areaOf(conflict);
  return inputs.slice(0, CLAIMS_MAX).map(({ claim, figures }, index) => {
    if (figures.length === 0) return { claimId: claim, figures: [] };
    const path = ["ruling", "changes", String(index), "figures"];
    const parsed = parseFigures(figures, { of: isOfRecording(rights[0] ?? "") ? "RECORDING" : "WORK", path, problems });
    parsed.forEach(({ right }, at) => {
      if (rights.some((one) => one === right || groupOf(one) === right)) return;
      const message = `The conflict is about ${rights.join(", ")}, not about ${right}; a ruling reaches no further than its conflict.`;
      problems.push(problem("RIGHT_NOT_IN_CONFLICT", message, [...path, String(at)]));
    });
    return { claimId: claim, figures: parsed.map(figureRecord) };
  });
}

/** Who contests, in one of its parts. */
function contestantOf({ side, partyId }: ClaimRecord): string {
  return `${side}:${partyId}`;
}

function readSplit(inputs: NonNullable<RulingInput["split"]>, reading: Reading): NonNullable<RulingTerms["parts"]> {
  const { conflict, statements, problems } = reading;
  if (conflict.kind === "SHARES_DIFFER")
    problems.push(
      problem("SPLIT_OF_ONE_PARTY", "Two figures for one party cannot be split between parties; accept or uphold one of them.", [
        "ruling",
        "split",
      ]),
    );
  const claims = requireClaims(
    inputs.map(({ claim }) => claim),
    reading,
    (index) => ["ruling", "split", String(index), "claim"],
  );
  const named = claims.flatMap((claim) => (claim === null ? [] : [contestantOf(claim)]));
  const contested = statements.flatMap((statement) => statement.claims).filter(({ id }) => conflict.claimIds.includes(id));
  const missing = contested.filter((claim) => !named.includes(contestantOf(claim))).map(({ partyName }) => partyName);
  if (missing.length > 0 || new Set(named).size !== named.length) {
    const fault = missing.length > 0 ? `${[...new Set(missing)].sort().join(", ")} is missing` : "one party is named twice";
    problems.push(
      problem("SPLIT_PARTIES", `A split names each contesting party once, by one of its claims; ${fault}.`, ["ruling", "split"]),
    );
  }
  const parts = inputs.slice(0, CLAIMS_MAX).map(({ claim, percent }, index) => {
    const part = partOf(percent);
    if (part === null)
      problems.push(
        problem(
          "PERCENT",
          `${JSON.stringify(percent.slice(0, 40))} is no part; write a percentage such as 33.33 or a fraction such as 1/3, from 0 to 100 percent.`,
          ["ruling", "split", String(index), "percent"],
        ),
      );
    return { claimId: claim, part };
  });
  const shares = parts.flatMap(({ part }) => part ?? []);
  const sum = sumShares(shares);
  if (shares.length === parts.length && !equalShares(sum, WHOLE))
    problems.push(problem("PERCENTAGES_SUM", `The percentages add up to ${percentText(sum)}, not to 100.`, ["ruling", "split"]));
  return parts.map(({ claimId, part }) => ({ claimId, part: part === null ? "" : storedShare(part) }));
}

function partOf(text: string): Share | null {
  const part = parsePercent(text) ?? parseFraction(text);
  return part === null || part.numerator < 0n || compareShares(part, WHOLE) > 0 ? null : part;
}

function readAcceptance(
  { claim, yields }: NonNullable<RulingInput["accept"]>,
  reading: Reading,
): Pick<RulingTerms, "claimId" | "claimIds"> {
  const { conflict, problems } = reading;
  const [standing] = requireClaims([claim], reading, () => ["ruling", "accept", "claim"]);
  if (yields.length === 0)
    problems.push(problem("NOTHING_YIELDS", "Name the claims that give way to the one that is accepted.", ["ruling", "accept", "yields"]));
  requireClaims(yields, reading, (index) => ["ruling", "accept", "yields", String(index)]).forEach((yielding, index) => {
    if (standing === null || standing === undefined || yielding === null) return;
    const isSame = contestantOf(yielding) === contestantOf(standing);
    if (yielding.id !== standing.id && isSame === (conflict.kind === "SHARES_DIFFER")) return;
    problems.push(
      problem("YIELDS_TO_ITSELF", `The claim ${yielding.id} is the accepted one or of its party, and cannot give way to it.`, [
        ...["ruling", "accept", "yields"],
        String(index),
      ]),
    );
  });
  return { claimId: claim, claimIds: [...yields] };
}

function readEnds(inputs: NonNullable<RulingInput["end"]>, reading: Reading): NonNullable<RulingTerms["ends"]> {
  const { conflict, problems } = reading;
  const claims = requireClaims(
    inputs.map(({ claim }) => claim),
    reading,
    (index) => ["ruling", "end", String(index), "claim"],
  );
  const { period } = areaOf(conflict);
  inputs.slice(0, CLAIMS_MAX).forEach(({ until }, index) => {
    const path = ["ruling", "end", String(index), "until"];
    const claim = claims[index];
    if (claim === null || claim === undefined) return;
    const isLater = (claim.from === null || claim.from < until) && (period.from === null || period.from <= until);
    const isEarlier = [claim.until, period.until].every((end) => end === null || until < end);
    if (isLater && isEarlier) return;
    const days = (bounds: { readonly from: string | null; readonly until: string | null }): string =>
      `from ${bounds.from ?? "ever"} until ${bounds.until ?? "ever"}`;
    const message = `The claim runs ${days(claim)} and the conflict ${days(period)}; ${until}, the day after the claim's last, must lie within both.`;
    problems.push(problem("DATE_OUTSIDE_PERIOD", message, path));
  });
  return inputs.slice(0, CLAIMS_MAX).map(({ claim, until }) => ({ claimId: claim, until }));
}

function requireTimedOut({ conflict, problems }: Reading): void {
  if (conflict.term === "OVER") return;
  const message = `Time is not up: both terms end with ${conflict.deadlines[1]}.`;
  problems.push(problem("NOT_TIMED_OUT", message, ["ruling", "timeOut"]));
}

function readMerge(merge: NonNullable<RulingInput["merge"]>, { conflict, problems }: Reading): NonNullable<RulingTerms["merge"]> {
  const { survivor, merged } = merge;
  for (const field of ["survivor", "merged"] as const) {
    if (conflict.workIds.includes(merge[field])) continue;
    const message = `The work ${merge[field]} is none of this conflict's: ${conflict.workIds.join(", ")}.`;
    problems.push(problem("WORK_NOT_IN_CONFLICT", message, ["ruling", "merge", field]));
  }
  if (survivor === merged) problems.push(problem("SAME_WORK", "A work cannot be merged into itself.", ["ruling", "merge", "merged"]));
  return { survivor, merged };
}

function readUndo(id: string, { conflict, problems }: Reading): string {
  const ruling = conflict.rulings.find((one) => one.id === id);
  const path = ["ruling", "undo"];
  if (ruling === undefined) {
    const known = conflict.rulings.filter(({ state }) => state === "IN_EFFECT").map((one) => one.id);
    const message = `The ruling ${id} is none of this conflict's; in effect: ${known.join(", ") || "none"}.`;
    problems.push(problem("RULING_UNKNOWN", message, path));
  } else if (ruling.state !== "IN_EFFECT") {
    problems.push(problem("RULING_NOT_IN_EFFECT", `The ruling ${id} is ${ruling.state}; only one in effect can be undone.`, path));
  } else if (conflict.rulings.some(({ undoes, state }) => undoes === id && state === "IN_EFFECT")) {
    problems.push(problem("RULING_UNDONE", `The ruling ${id} was undone; undo the ruling that undid it.`, path));
  }
  return id;
}
