import { societyRef } from "../refs.ts";
import { cellViews } from "../views.ts";
import type { RulingEffect } from "./effect.ts";

/** SDL: RulingEffect of a ruling that cannot be done. */
export const NO_EFFECT = { works: [], before: [], after: [], isResolved: false, needed: [], money: null, licenses: null };

/** SDL: RulingEffect. */
export function effectView({ works, isResolved, needed }: RulingEffect) {
  const views = works.map((work) => ({
    workId: work.workId,
    before: cellViews(work.cellsBefore, work.before),
    after: cellViews(work.cellsAfter, work.after),
  }));
  return {
    works: views,
    before: views.flatMap(({ before }) => before),
    after: views.flatMap(({ after }) => after),
    isResolved,
    needed: needed.map(societyRef),
    problems: [],
  };
}
