import { findConflicts, partiesWithDifferingFigures } from "../domain/conflicts.ts";
import { computeOwnership } from "../domain/ownership.ts";
import type { Cell } from "../domain/ownership.ts";
import { ALWAYS } from "../domain/period.ts";
import { problem } from "../domain/outcome.ts";
import type { Problem } from "../domain/outcome.ts";
import { isOfRecording } from "../domain/recordingRights.ts";
import { compareShares, parseStoredShare } from "../domain/shares.ts";
import { Refusal } from "../kit/refusal.ts";
import { parseFigures } from "./claimInputs.ts";
import type { Claimed, FigureInput } from "./claimInputs.ts";
import { areaOf, contestantHolders } from "./contestants.ts";
import { lookUpHolders } from "./holders.ts";
import { scopeOf } from "./knowledge.ts";
import type { WorkParts } from "./parts.ts";
import { statementOf } from "./records.ts";
import type { ClaimRecord, ConflictRecord, RulingChangeRecord, StatementRecord } from "./records.ts";
import { figureRecord } from "./toRecords.ts";

/** SDL: RulingInput. */
export interface RulingInput {
  readonly changes?: readonly { readonly claim: string; readonly figures: readonly FigureInput[] }[] | null | undefined;
  readonly worksAreDistinct?: boolean | null | undefined;
}

/** A ruling that was read: what becomes of which claims, and of two works. */
export interface ParsedRuling {
  readonly changes: readonly RulingChangeRecord[];
  readonly worksAreDistinct: boolean;
}

/** A conflict with the statements that hold its claims. */
export interface Disputed {
  readonly conflict: ConflictRecord;
  /** All statements in force on the conflict's first work. */
  readonly statements: readonly StatementRecord[];
}

const CHANGES_MAX = 100;

/** Reads a ruling for a conflict: only its own claims can change, and between works only their being distinct can be declared. */
export function parseRuling(input: RulingInput, { conflict, statements }: Disputed): ParsedRuling {
  const problems: Problem[] = [];
  const inputs = input.changes ?? [];
  const worksAreDistinct = input.worksAreDistinct === true;
  const isBetweenWorks = conflict.slices.length === 0;
  if (isBetweenWorks && (!worksAreDistinct || inputs.length > 0))
    problems.push(
      problem(
        "RULING_BETWEEN_WORKS",
        "Between works a ruling declares them distinct (worksAreDistinct); that they are one is said by mergeWorks.",
        ["ruling"],
      ),
    );
  if (!isBetweenWorks && (worksAreDistinct || inputs.length === 0))
    problems.push(problem("RULING_WITHOUT_CHANGE", "A ruling between claims changes at least one of them.", ["ruling", "changes"]));
  if (inputs.length > CHANGES_MAX)
    problems.push(
      problem("TOO_MANY_CHANGES", `${inputs.length} claims are changed; at most ${CHANGES_MAX} can be.`, ["ruling", "changes"]),
    );
  const claims = new Map(statements.flatMap((statement) => statement.claims).map((claim) => [claim.id, claim]));
  const changes = inputs.slice(0, CHANGES_MAX).flatMap(({ claim: claimId, figures }, index): RulingChangeRecord[] => {
    const path = ["ruling", "changes", String(index)];
    const claim = claims.get(claimId);
    if (claim === undefined || !conflict.claimIds.includes(claimId)) {
      problems.push(
        problem("CLAIM_NOT_IN_CONFLICT", `The claim ${claimId} is none of this conflict's: ${conflict.claimIds.join(", ")}.`, [
          ...path,
          "claim",
        ]),
      );
      return [];
    }
    return [
      {
        claimId,
        figures:
          figures.length === 0
            ? []
            : changedFigures(
                claim,
                parseFigures(figures, { of: claimedBy(claim), path: [...path, "figures"], problems }).map(figureRecord),
              ),
      },
    ];
  });
  if (new Set(changes.map(({ claimId }) => claimId)).size !== changes.length)
    problems.push(problem("CLAIM_TWICE", "Each claim is named once.", ["ruling", "changes"]));
  if (problems.length > 0) throw new Refusal(problems);
  return { changes, worksAreDistinct };
}

function claimedBy({ figures }: ClaimRecord): Claimed {
  return figures.some(({ right }) => isOfRecording(right)) ? "RECORDING" : "WORK";
}

/** New figures in the place of those for the same family or right; the others stay. */
function changedFigures(claim: ClaimRecord, figures: ClaimRecord["figures"]): ClaimRecord["figures"] {
  const changed = new Map(figures.map((figure) => [figure.right, figure]));
  return [...claim.figures.filter(({ right }) => !changed.has(right)), ...changed.values()];
}

/** A claim as a ruling leaves it: null when withdrawn, itself when not named. */
export function ruledClaim(claim: ClaimRecord, changes: readonly RulingChangeRecord[]): ClaimRecord | null {
  const change = changes.find(({ claimId }) => claimId === claim.id);
  if (change === undefined) return claim;
  return change.figures.length === 0 ? null : { ...claim, figures: change.figures };
}

/**
 * Whose signatures a ruling needs: a society's own, where it only lessens or withdraws claims that it stated itself; else those of the
 * mandate holders of every contestant, or, where no mandate is known, of the society that stated the contestant's claim.
 */
export async function neededSignatures(parts: WorkParts, disputed: Disputed, ruling: ParsedRuling): Promise<string[]> {
  const { conflict, statements } = disputed;
  const submitters = new Set(
    ruling.changes.map(({ claimId }) => statements.find(({ claimIds }) => claimIds.includes(claimId))?.submitter.society ?? null),
  );
  const [only] = submitters;
  const lessens = ruling.changes.every((change) =>
    isLess(
      statements.flatMap(({ claims }) => claims).find(({ id }) => id === change.claimId),
      change,
    ),
  );
  if (ruling.changes.length > 0 && submitters.size === 1 && only !== null && only !== undefined && lessens) return [only];
  return await contestantsOf(parts, disputed, conflict.slices.length === 0 ? societiesOfWorks(disputed) : []);
}

function societiesOfWorks({ conflict, statements }: Disputed): string[] {
  return conflict.societies.length > 0 ? [...conflict.societies] : statements.flatMap(({ submitter }) => submitter.society ?? []);
}

async function contestantsOf(parts: WorkParts, disputed: Disputed, start: readonly string[]): Promise<string[]> {
  const [holders] = await contestantHolders(parts.mandates, [disputed]);
  const societies = new Set([...start, ...(holders ?? [])]);
  if (societies.size === 0)
    throw new Refusal([problem("NO_SIGNATORY", "Nobody is known who could sign for a contestant; record a mandate first.", ["ruling"])]);
  return [...societies].sort();
}

function isLess(claim: ClaimRecord | undefined, change: RulingChangeRecord): boolean {
  if (claim === undefined || change.figures.length === 0) return claim !== undefined;
  const before = new Map(claim.figures.map(({ right, share }) => [right, parseStoredShare(share)]));
  return change.figures.every(({ right, share }) => {
    const earlier = before.get(right);
    return earlier !== undefined && compareShares(parseStoredShare(share), earlier) <= 0;
  });
}

/** What a ruling would make of the shares where the conflict lies; nothing is stored. */
export interface RulingEffect {
  readonly before: readonly Cell[];
  readonly after: readonly Cell[];
  readonly isResolved: boolean;
  readonly needed: readonly string[];
}

/** Computes both pictures from the statements as they are and as the ruling leaves them, with the same rules that save-time uses. */
export async function simulateRuling(parts: WorkParts, disputed: Disputed, ruling: ParsedRuling): Promise<RulingEffect> {
  const { conflict, statements } = disputed;
  const needed = await neededSignatures(parts, disputed, ruling);
  if (conflict.slices.length === 0) return { before: [], after: [], isResolved: ruling.worksAreDistinct, needed };
  const area = areaOf(conflict);
  const ruled = statements.map((statement) => ({
    ...statement,
    claims: statement.claims.flatMap((claim) => ruledClaim(claim, ruling.changes) ?? []),
  }));
  const [now, then] = [statements.map(statementOf), ruled.map(statementOf)];
  const subjects = now.flatMap(({ claims }) =>
    claims.flatMap(({ partyId, side }) => area.rights.map((right) => ({ partyId, side, right }))),
  );
  const holders = await lookUpHolders(parts.mandates, subjects, { countries: area.countries, period: ALWAYS });
  const key = conflict.key.slice(conflict.key.indexOf("|") + 1);
  const differing = partiesWithDifferingFigures(then);
  const findings = findConflicts(then, differing.length === 0 ? () => [] : holders);
  return {
    before: computeOwnership({ statements: now, ...area, holders, openConflicts: [scopeOf(conflict)] }),
    after: computeOwnership({
      statements: then,
      ...area,
      holders,
      openConflicts: findings.map((finding) => ({ id: finding.key, slices: finding.slices })),
    }),
    isResolved: !findings.some((finding) => finding.key === key),
    needed,
  };
}
