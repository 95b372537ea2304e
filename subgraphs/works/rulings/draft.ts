import { editedClaims } from "../../domain/claimEdits.ts";
import type { ClaimEdit } from "../../domain/claimEdits.ts";
import { invariant } from "../../domain/invariant.ts";
import { problem } from "../../domain/outcome.ts";
import { figureFor } from "../../domain/ownership/layers.ts";
import { ALWAYS } from "../../domain/period.ts";
import type { LocalDate } from "../../domain/period.ts";
import { rulingEdits } from "../../domain/rulingEdits.ts";
import type { ClaimsRuling, DisputedClaims } from "../../domain/rulingEdits.ts";
import { compareShares, parseStoredShare } from "../../domain/shares.ts";
import type { Claim } from "../../domain/statements.ts";
import { Refusal } from "../../kit/refusal.ts";
import { requireWork } from "../commandTools.ts";
import { isClaimConflict } from "../conflictRecords.ts";
import { areaOf } from "../contestants.ts";
import { lookUpHolders } from "../holders.ts";
import type { WorkParts } from "../parts.ts";
import { sliceOf, statementOf } from "../records.ts";
import type { ClaimRecord, ConflictRecord, StatementRecord } from "../records.ts";
import { revisionOf } from "../revisions.ts";
import { kindOf } from "../rulingRecords.ts";
import type { RulingTerms } from "../rulingRecords.ts";
import type { StatementView } from "../statementView.ts";
import { claimRecord } from "../toRecords.ts";
import { readUnmerging } from "../undoMerge.ts";
import { worksAfter } from "./drafted.ts";
import type { RulingDraft, RulingGround, WorkDraft } from "./drafted.ts";
import { draftUndo } from "./undo.ts";

/** Drafts what a ruling would do now. Refusals: RULING_WITHOUT_EFFECT, and those of merges and their undoing. */
export async function draftRuling(
  parts: WorkParts,
  ground: RulingGround,
  ruling: { readonly terms: RulingTerms; readonly id: string },
): Promise<RulingDraft> {
  const { terms } = ruling;
  switch (kindOf(terms)) {
    case "KEEP_APART":
      return { ...NOTHING, works: ground.conflict.workIds.flatMap((id) => unchanged(ground.view, id)) };
    case "MERGE_WORKS":
      return draftMerge(ground, terms);
    case "UNDO": {
      const undone = ground.conflict.rulings.find(({ id }) => id === terms.undoes);
      invariant(undone !== undefined, "a ruling that is undone was found when it was proposed");
      if (kindOf(undone) === "MERGE_WORKS") return await draftUnmerging(parts, ground, undone);
      if (kindOf(undone) === "KEEP_APART")
        return { ...NOTHING, works: ground.conflict.workIds.flatMap((id) => unchanged(ground.view, id)) };
      return await draftUndo(parts, ground, { undone, id: ruling.id });
    }
    default:
      return await draftOfClaims(parts, ground, ruling);
  }
}

const NOTHING: RulingDraft = { works: [], revisions: [], raises: false, edits: [], unmerging: null };

function unchanged(view: StatementView, workId: string): WorkDraft[] {
  const work = view.findWork(workId);
  const statements = [...(work?.statements.values() ?? [])];
  return work === null ? [] : [{ workId, before: statements, after: statements }];
}

async function draftOfClaims(
  parts: WorkParts,
  { conflict, view }: RulingGround,
  { terms, id }: { readonly terms: RulingTerms; readonly id: string },
): Promise<RulingDraft> {
  const { kind } = conflict;
  invariant(isClaimConflict(kind), "only a ruling between works is read for a conflict between works");
  const workId = conflict.workIds[0] ?? "";
  const statements = [...(view.findWork(workId)?.statements.values() ?? [])];
  const slices = conflict.slices.map((slice) => ({ ...sliceOf(slice), excess: parseStoredShare(slice.excess) }));
  const disputed: DisputedClaims = { kind, claimIds: conflict.claimIds, slices, statements: statements.map(statementOf) };
  const edits = rulingEdits(disputed, claimsRulingOf(terms, conflict), await holdersIn(parts, conflict, disputed));
  const revisions = statements.flatMap((statement) => {
    const claims = editedStatement(parts, statement, edits);
    return claims === null ? [] : [{ before: statement, after: revised(parts, statement, { claims, message: id }) }];
  });
  if (revisions.length === 0)
    throw new Refusal([problem("RULING_WITHOUT_EFFECT", "The ruling would change no claim; every claim is so already.", ["ruling"])]);
  const shares = new Map(disputed.statements.flatMap(({ claims }) => claims.map((claim) => [claim.id, claim] as const)));
  return {
    works: worksAfter(view, revisions),
    revisions,
    raises: edits.some((edit) => isMore(edit, shares)),
    edits,
    unmerging: null,
  };
}

function isMore({ claimId, right, share }: ClaimEdit, claims: ReadonlyMap<string, Claim>): boolean {
  const before = claims.get(claimId);
  if (share === null || before === undefined) return false;
  const figure = figureFor(before.figures, right);
  return figure === null || compareShares(share, figure.share) > 0;
}

/** The revision of a statement, or null where nothing is left that it says. */
function revised(
  parts: Pick<WorkParts, "ids" | "clock">,
  statement: StatementRecord,
  change: { readonly claims: readonly ClaimRecord[]; readonly message: string },
): StatementRecord | null {
  const { claims, message } = change;
  if (claims.length === 0 && statement.reported.length === 0 && statement.description.titles.length === 0) return null;
  const { record } = revisionOf(statement, {
    ...{ message, at: parts.clock.now(), id: parts.ids.make("stm"), added: [] },
    claims: () => claims,
  });
  return record;
}

/** A statement's claims after edits, or null where they say the same. */
function editedStatement(parts: Pick<WorkParts, "ids">, record: StatementRecord, edits: readonly ClaimEdit[]): ClaimRecord[] | null {
  const own = edits.filter(({ claimId }) => record.claimIds.includes(claimId));
  if (own.length === 0) return null;
  const { claims } = statementOf(record);
  const after = editedClaims(claims, own, () => parts.ids.make("clm"));
  const records = new Map(claims.map((claim, index) => [claim, record.claims[index]]));
  if (after.length === claims.length && after.every((claim) => records.has(claim))) return null;
  return after.map((claim) => records.get(claim) ?? claimRecord(claim));
}

function claimsRulingOf(terms: RulingTerms, { claimIds: all }: ConflictRecord): ClaimsRuling {
  const { changes, claimId = "", claimIds = [], parts = [], ends = [] } = terms;
  switch (kindOf(terms)) {
    case "SPLIT":
      return { kind: "SPLIT", parts: parts.map(({ claimId: id, part }) => ({ claimId: id, part: parseStoredShare(part) })) };
    case "ACCEPT":
      return { kind: "YIELD", claimId, yields: claimIds };
    case "UPHOLD":
      return { kind: "YIELD", claimId, yields: all.filter((id) => id !== claimId) };
    case "END":
      // Days were read before they were stored.
      return { kind: "END", ends: ends.map(({ claimId: id, until }) => ({ claimId: id, until: until as LocalDate })) };
    case "RELINQUISH":
      return { kind: "RELINQUISH", claimIds };
    case "TIME_OUT":
      return { kind: "TIME_OUT" };
    default:
      return {
        kind: "CHANGE",
        changes: changes.map(({ claimId: id, figures }) => ({
          claimId: id,
          figures: figures.map(({ right, share }) => ({ right, share: parseStoredShare(share) })),
        })),
      };
  }
}

/** Who holds which mandate where the conflict lies: that decides which of two figures counts. */
async function holdersIn(parts: Pick<WorkParts, "mandates">, conflict: ConflictRecord, { statements }: DisputedClaims) {
  const { rights, countries } = areaOf(conflict);
  const named = statements.flatMap(({ claims }) => claims);
  const subjects = named.flatMap(({ partyId, side }) => rights.map((right) => ({ partyId, side, right })));
  return await lookUpHolders(parts.mandates, subjects, { countries, period: ALWAYS });
}

function draftMerge({ view }: RulingGround, { merge }: RulingTerms): RulingDraft {
  invariant(merge !== undefined, "a merge names its works");
  const survivor = requireWork(view.findWork(merge.survivor), merge.survivor, "ruling.merge.survivor");
  const merged = requireWork(view.findWork(merge.merged), merge.merged, "ruling.merge.merged");
  const [own, moving] = [survivor, merged].map(({ statements }) => [...statements.values()]);
  return {
    ...NOTHING,
    works: [
      {
        workId: survivor.id,
        before: own ?? [],
        after: [...(own ?? []), ...(moving ?? []).map((one) => ({ ...one, workId: survivor.id }))],
      },
      { workId: merged.id, before: moving ?? [], after: [] },
    ],
  };
}

async function draftUnmerging(parts: WorkParts, { session }: RulingGround, { merge }: RulingTerms): Promise<RulingDraft> {
  invariant(merge !== undefined, "a merge names its works");
  const unmerging = await readUnmerging(parts, merge.merged, session);
  const { survivor, restored, returning, staying } = unmerging;
  const inForce = (statements: readonly StatementRecord[]) => statements.filter(({ state }) => state === "IN_FORCE");
  return {
    ...NOTHING,
    unmerging,
    works: [
      { workId: survivor.id, before: [...survivor.statements.values()], after: inForce(staying) },
      { workId: restored.id, before: [], after: inForce(returning).map((one) => ({ ...one, workId: restored.id })) },
    ],
  };
}
