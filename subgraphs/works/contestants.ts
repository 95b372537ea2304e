import { ALWAYS, intersectPeriods } from "../domain/period.ts";
import type { Period } from "../domain/period.ts";
import { ALL_RIGHTS } from "../domain/recordingRights.ts";
import { NO_COUNTRY, intersectionOf, unionOf } from "../domain/territories/countrySet.ts";
import type { MandateReader } from "../kit/ports/mandateReader.ts";
import { lookUpHolders } from "./holders.ts";
import { claimOf, sliceOf } from "./records.ts";
import type { ConflictRecord, StatementRecord } from "./records.ts";

/** A conflict with the statements that hold its claims. */
export interface Disputed {
  readonly conflict: Pick<ConflictRecord, "slices" | "claimIds">;
  /** All statements in force on the conflict's first work. */
  readonly statements: readonly StatementRecord[];
}

/**
 * The mandate holders of every contestant where each conflict lies; where none is known, the society that stated the contestant's claim, else
 * the one that received it. The port is asked once for all.
 */
export async function contestantHolders(mandates: MandateReader, all: readonly Disputed[]): Promise<readonly ReadonlySet<string>[]> {
  const asked = all.map(({ conflict, statements }) => {
    const contested = statements.flatMap((statement) =>
      statement.claims.filter(({ id }) => conflict.claimIds.includes(id)).map((claim) => ({ claim, statement })),
    );
    return { area: areaOf(conflict), contested };
  });
  const subjects = asked.flatMap(({ area, contested }) =>
    contested.flatMap(({ claim }) => area.rights.map((right) => ({ partyId: claim.partyId, side: claim.side, right }))),
  );
  if (subjects.length === 0) return all.map(() => new Set());
  const countries = asked.map(({ area }) => area.countries).reduce(unionOf, NO_COUNTRY);
  const holders = await lookUpHolders(mandates, subjects, { countries, period: ALWAYS });
  return asked.map(({ area, contested }) => {
    const societies = new Set<string>();
    for (const { claim, statement } of contested) {
      const scope = intersectionOf(claimOf(claim).territories.countries, area.countries);
      const held = area.rights.flatMap((right) =>
        holders(claim.partyId, claim.side, right)
          .filter((span) => intersectionOf(span.countries, scope) !== NO_COUNTRY && intersectPeriods(span.period, area.period) !== null)
          .flatMap(({ society }) => society ?? []),
      );
      const fallback = [statement.submitter.society, ...statement.receipts.map(({ receiver }) => receiver)]
        .flatMap((code) => code ?? [])
        .slice(0, 1);
      for (const society of held.length > 0 ? held : fallback) societies.add(society);
    }
    return societies;
  });
}

/** The rights, countries and days that a conflict touches, as one area. */
export function areaOf(conflict: Pick<ConflictRecord, "slices">) {
  const slices = conflict.slices.map(sliceOf);
  const rights = ALL_RIGHTS.filter((right) => slices.some((slice) => slice.rights.includes(right)));
  return {
    rights,
    countries: slices.map(({ countries }) => countries).reduce(unionOf, NO_COUNTRY),
    period: hull(slices.map(({ period }) => period)),
  };
}

function hull(periods: readonly Period[]): Period {
  const starts = periods.map(({ from }) => from);
  const ends = periods.map(({ until }) => until);
  const from = starts.includes(null) ? null : (starts.sort()[0] ?? null);
  const until = ends.includes(null) ? null : (ends.sort().at(-1) ?? null);
  return { from, until };
}
