import { problem } from "../../domain/outcome.ts";
import { figureFor } from "../../domain/ownership/layers.ts";
import { ALL_RIGHTS } from "../../domain/recordingRights.ts";
import { Refusal } from "../../kit/refusal.ts";
import { todayOf } from "../commandTools.ts";
import { contestantHolders } from "../contestants.ts";
import type { WorkParts } from "../parts.ts";
import { claimOf } from "../records.ts";
import type { SliceRecord, StatementRecord } from "../records.ts";
import { kindOf } from "../rulingRecords.ts";
import type { RulingRecord, RulingTerms } from "../rulingRecords.ts";
import type { RulingDraft, RulingGround } from "./drafted.ts";
import { statementsBefore } from "./undo.ts";

/**
 * Whose signatures a ruling needs: a society's own, where it only lessens or withdraws claims that it stated itself; else those of the
 * mandate holders of every contestant, or, where no mandate is known, of the society that stated the contestant's claim. Between works, of whoever
 * speaks for a statement of any of them. What is undone needs whoever signed it, too.
 */
export async function neededSignatures(
  parts: WorkParts,
  ground: RulingGround,
  { terms, draft }: { readonly terms: RulingTerms; readonly draft: RulingDraft },
): Promise<string[]> {
  const { conflict } = ground;
  const undone = conflict.rulings.find(({ id }) => id === terms.undoes) ?? null;
  if (conflict.slices.length === 0) {
    const statements = draft.works.flatMap(({ before }) => before);
    return required([...(await speakersOf(parts, statements)), ...(undone?.needed ?? [])]);
  }
  if (undone !== null) return required([...(await contestantsOf(parts, ground, { terms, undone })), ...undone.needed]);
  const submitters = new Set(draft.revisions.map(({ before }) => before?.submitter.society ?? null));
  const [only] = submitters;
  if (!draft.raises && submitters.size === 1 && only !== null && only !== undefined) return [only];
  return required(await contestantsOf(parts, ground, { terms, undone }));
}

/** The mandate holders of every contestant where the conflict lies; of one that ends, also afterwards. */
async function contestantsOf(
  parts: WorkParts,
  ground: RulingGround,
  ruling: { readonly terms: RulingTerms; readonly undone: RulingRecord | null },
): Promise<readonly string[]> {
  const { conflict, view } = ground;
  const { terms, undone } = ruling;
  const inForce = conflict.workIds.flatMap((id) => [...(view.findWork(id)?.statements.values() ?? [])]);
  const before = undone === null ? [] : await statementsBefore(parts, ground, undone);
  const reachesOn = [terms, undone].some((one) => one !== null && kindOf(one) === "END");
  const slices = reachesOn ? conflict.slices.map((slice) => ({ ...slice, until: null })) : conflict.slices;
  const disputed = { conflict: { claimIds: conflict.claimIds, slices }, statements: [...before, ...inForce] };
  const [holders] = await contestantHolders(parts.mandates, [disputed]);
  return [...(holders ?? [])];
}

/**
 * Who speaks for statements of works: the society that submitted one; of a publisher's own, the mandate holders of those it claims for, from today
 * on, or else who received it.
 */
async function speakersOf(parts: WorkParts, statements: readonly StatementRecord[]): Promise<readonly string[]> {
  const own = statements.flatMap(({ submitter }) => submitter.society ?? []);
  const others = statements.filter(({ submitter }) => submitter.society === null);
  const today = todayOf(parts.clock);
  const disputed = others.map((statement) => ({
    conflict: { claimIds: statement.claimIds, slices: statement.claims.map((claim) => sliceFrom(claim, today)) },
    statements: [statement],
  }));
  const holders = await contestantHolders(parts.mandates, disputed);
  const spoken = others.flatMap(({ receipts }, index) => {
    const found = [...(holders[index] ?? [])];
    return found.length > 0 ? found : receipts.flatMap(({ receiver }) => receiver ?? []).slice(0, 1);
  });
  return [...own, ...spoken];
}

function sliceFrom(claim: StatementRecord["claims"][number], from: string): SliceRecord {
  const { figures } = claimOf(claim);
  const rights = ALL_RIGHTS.filter((right) => figureFor(figures, right) !== null);
  return { rights, countries: claim.territories.countries, from, until: null, excess: "0" };
}

function required(societies: readonly string[]): string[] {
  if (societies.length > 0) return [...new Set(societies)].sort();
  throw new Refusal([problem("NO_SIGNATORY", "Nobody is known who could sign for a contestant; record a mandate first.", ["ruling"])]);
}
