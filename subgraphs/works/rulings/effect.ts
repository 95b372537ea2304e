import { computeOwnership } from "../../domain/ownership.ts";
import type { Cell } from "../../domain/ownership.ts";
import { figureFor } from "../../domain/ownership/layers.ts";
import { ALWAYS } from "../../domain/period.ts";
import type { Period } from "../../domain/period.ts";
import { ALL_RIGHTS } from "../../domain/recordingRights.ts";
import type { AnyRight } from "../../domain/recordingRights.ts";
import { NO_COUNTRY, unionOf } from "../../domain/territories/countrySet.ts";
import type { CountrySet } from "../../domain/territories/countrySet.ts";
import { reviewClaims } from "../conflictSync.ts";
import { areaOf } from "../contestants.ts";
import { lookUpHolders } from "../holders.ts";
import { scopeOf } from "../knowledge.ts";
import type { WorkParts } from "../parts.ts";
import { claimOf, statementOf } from "../records.ts";
import type { ConflictRecord, StatementRecord } from "../records.ts";
import { kindOf } from "../rulingRecords.ts";
import type { RulingTerms } from "../rulingRecords.ts";
import { draftRuling } from "./draft.ts";
import type { RulingDraft, RulingGround, WorkDraft } from "./drafted.ts";
import { neededSignatures } from "./signatures.ts";

/** What a ruling would make of one work. */
export interface WorkEffect extends WorkDraft {
  readonly cellsBefore: readonly Cell[];
  readonly cellsAfter: readonly Cell[];
  /** Conflicts between claims that are open before and after; new ones under ids that are not stored. */
  readonly openBefore: readonly ConflictRecord[];
  readonly openAfter: readonly ConflictRecord[];
}

/** What a ruling would make of the shares where the conflict lies; nothing is stored. */
export interface RulingEffect {
  /** Works it changes; none for works that are only kept apart. */
  readonly works: readonly WorkEffect[];
  readonly area: EffectArea;
  readonly isResolved: boolean;
  readonly needed: readonly string[];
}

/** Where cells are compared. */
export interface EffectArea {
  readonly rights: readonly AnyRight[];
  readonly countries: CountrySet;
  readonly period: Period;
}

/** Shows a ruling before anybody signs: the draft that would be written, and the pictures by the rules that answer and save alike. */
export async function simulateRuling(parts: WorkParts, ground: RulingGround, terms: RulingTerms): Promise<RulingEffect> {
  const draft = await draftRuling(parts, ground, { terms, id: SIMULATED });
  const needed = await neededSignatures(parts, ground, { terms, draft });
  return { ...(await effectOf(parts, ground, { terms, draft })), needed };
}

/** Stands for the ruling's id in statements that nobody stores. */
export const SIMULATED = "rul_simulated";

/** What a draft makes of cells and conflicts. */
export async function effectOf(
  parts: WorkParts,
  { conflict, view }: RulingGround,
  { terms, draft }: { readonly terms: RulingTerms; readonly draft: RulingDraft },
): Promise<Omit<RulingEffect, "needed">> {
  const area = areaOfDraft(conflict, draft);
  const changed = draft.works.filter(({ before, after }) => before !== after);
  const opened = (workId: string): readonly ConflictRecord[] => view.findWork(workId)?.openConflicts ?? [];
  const { openByWork } = await reviewClaims(
    changed.map(({ workId, after }) => ({ workId, statements: after, open: opened(workId) })),
    { mandates: parts.mandates, terms: parts.conflictTerms, makeId: () => parts.ids.make("cnf"), now: parts.clock.now() },
  );
  const holders = await holdersOf(parts, changed, area);
  const works = changed.map((work): WorkEffect => {
    const openBefore = opened(work.workId).filter(({ slices }) => slices.length > 0);
    const openAfter = openByWork.get(work.workId) ?? [];
    const cells = (statements: readonly StatementRecord[], open: readonly ConflictRecord[]): Cell[] =>
      computeOwnership({ statements: statements.map(statementOf), ...area, holders, openConflicts: open.map(scopeOf) });
    return { ...work, openBefore, openAfter, cellsBefore: cells(work.before, openBefore), cellsAfter: cells(work.after, openAfter) };
  });
  return { works, area, isResolved: isResolvedBy(terms, conflict, works) };
}

/** Where a conflict lies, and where its claims change beyond; between works, wherever anything is claimed of them. */
function areaOfDraft(conflict: ConflictRecord, { works, edits }: RulingDraft): EffectArea {
  if (conflict.slices.length > 0) {
    const { rights, countries, period } = areaOf(conflict);
    const ends = [period.until, ...edits.map((edit) => edit.period.until)];
    const until = ends.includes(null)
      ? null
      : (ends
          .flatMap((day) => day ?? [])
          .sort()
          .at(-1) ?? null);
    return { rights, countries, period: { from: period.from, until } };
  }
  const claims = works.flatMap(({ before, after }) => [...before, ...after]).flatMap((statement) => statement.claims.map(claimOf));
  return {
    rights: ALL_RIGHTS.filter((right) => claims.some(({ figures }) => figureFor(figures, right) !== null)),
    countries: claims.map(({ territories }) => territories.countries).reduce(unionOf, NO_COUNTRY),
    period: ALWAYS,
  };
}

/** Everyone named with a claim or as reported, as answers of ownership ask for them. */
async function holdersOf(parts: Pick<WorkParts, "mandates">, works: readonly WorkDraft[], area: EffectArea) {
  const statements = works.flatMap(({ before, after }) => [...before, ...after]).map(statementOf);
  const named = statements.flatMap(({ claims, reported }) => [...claims, ...reported]);
  const subjects = named.flatMap(({ partyId, side, figures }) =>
    partyId === null ? [] : area.rights.flatMap((right) => (figureFor(figures, right) === null ? [] : [{ partyId, side, right }])),
  );
  return await lookUpHolders(parts.mandates, subjects, area);
}

function isResolvedBy(terms: RulingTerms, conflict: ConflictRecord, works: readonly WorkEffect[]): boolean {
  const kind = kindOf(terms);
  if (conflict.slices.length === 0) return kind !== "UNDO";
  return !works.some(({ openAfter }) => openAfter.some(({ key }) => key === conflict.key));
}
