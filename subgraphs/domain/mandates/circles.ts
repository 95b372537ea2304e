import { intersectPeriods, type Period } from "../period.ts";
import type { IpiRight, UseType } from "../rights.ts";
import { type CountrySet, intersectionOf, NO_COUNTRY } from "../territories/countrySet.ts";
import { type MandateScope, sameClass } from "./records.ts";

/** One step by which rights go on from one society to another. */
export interface Step extends MandateScope {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Null: all uses. */
  readonly uses: readonly UseType[] | null;
}

/** Steps of a circle at most (ours): rights are not walked further than that. */
const CIRCLE_MAX = 10;
/** Ways that are tried at most. */
const TRIED_MAX = 20_000;

interface Way {
  readonly steps: readonly Step[];
  readonly rights: readonly IpiRight[];
  readonly uses: readonly UseType[] | null;
  readonly countries: CountrySet;
  readonly period: Period;
}

/**
 * The steps by which what one step passes on comes back to where it came from: some right of some use in some country on some day would
 * run in a circle. Null where it never does. `stepsFrom` answers the steps that pass on what a society has.
 */
export function circleOf(step: Step, stepsFrom: (society: string) => readonly Step[]): readonly Step[] | null {
  let frontier: readonly Way[] = [{ ...step, steps: [step] }];
  let tried = 0;
  while (frontier.length > 0) {
    const next: Way[] = [];
    for (const way of frontier) {
      const at = way.steps.at(-1)?.to;
      for (const following of at === undefined ? [] : stepsFrom(at)) {
        tried += 1;
        if (tried > TRIED_MAX) return null;
        const longer = sameClass(following.creationClass, step.creationClass) ? extend(way, following) : null;
        if (longer === null) continue;
        if (following.to === step.from) return longer.steps;
        if (longer.steps.length < CIRCLE_MAX) next.push(longer);
      }
    }
    frontier = next;
  }
  return null;
}

/** The way with one step more, and what of it still holds; null where nothing does, or where it has been before. */
function extend(way: Way, step: Step): Way | null {
  if (way.steps.some(({ id, to }) => id === step.id || to === step.to)) return null;
  const rights = way.rights.filter((right) => step.rights.includes(right));
  const uses = commonUses(way.uses, step.uses);
  const countries = intersectionOf(way.countries, step.countries);
  const period = intersectPeriods(way.period, step.period);
  if (rights.length === 0 || uses?.length === 0 || countries === NO_COUNTRY || period === null) return null;
  return { steps: [...way.steps, step], rights, uses, countries, period };
}

function commonUses(one: readonly UseType[] | null, other: readonly UseType[] | null): readonly UseType[] | null {
  if (one === null || other === null) return one ?? other;
  return one.filter((use) => other.includes(use));
}
