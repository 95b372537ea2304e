import { minorOfFine, parseStoredFine } from "../domain/distribution/fine.ts";
import { daysOfQuarter, parseQuarter } from "../domain/distribution/quarter.ts";
import { invariant } from "../domain/invariant.ts";
import { roundHalfEven } from "../domain/money.ts";
import { intersectPeriods } from "../domain/period.ts";
import { addShares } from "../domain/shares.ts";
import type { Share } from "../domain/shares.ts";
import { hasCountry, parseStoredCountrySet } from "../domain/territories/countrySet.ts";
import type { TisCode } from "../domain/territories/countrySet.ts";
import type { Stake, StakeAmount, StakeQuestion, StakeReader } from "../kit/ports/stakeReader.ts";
import { unfinishedRuns } from "./lists.ts";
import type { HoldRecord, LineRecord, MoneyModels } from "./runs/model.ts";
import type { UsageModels } from "./usage/model.ts";

const QUESTIONS_MAX = 500;
/** Lines and holds that one call reads. */
const RECORDS_MAX = 50_000;

type PaidLine = Pick<LineRecord, "_id" | "workKey" | "partyId" | "right" | "territory" | "period" | "currency" | "fine">;
type Held = Pick<HoldRecord, "_id" | "conflictIds" | "minor" | "currency">;

/** The money of committed runs that conflicts are about: two reads, whatever the number of conflicts. */
export function createStakeReader({ money, usage }: { readonly money: MoneyModels; readonly usage: UsageModels }): StakeReader {
  return {
    stakes: async ({ questions }) => {
      invariant(questions.length <= QUESTIONS_MAX, `at most ${QUESTIONS_MAX} conflicts are asked for at once, not ${questions.length}`);
      if (questions.length === 0) return { answers: [] };
      const runId = { $nin: await unfinishedRuns(usage) };
      const conflictIds = { $in: questions.map(({ conflictId }) => conflictId) };
      const [held, paid] = await Promise.all([
        money.holds.find({ conflictIds, runId }, { conflictIds: 1, minor: 1, currency: 1 }).limit(RECORDS_MAX).lean<Held[]>(),
        money.lines
          .find(
            {
              workKey: { $in: [...new Set(questions.map(({ workId }) => workId))] },
              partyId: { $in: [...new Set(questions.flatMap(({ partyIds }) => partyIds))] },
              runId,
            },
            { workKey: 1, partyId: 1, right: 1, territory: 1, period: 1, currency: 1, fine: 1 },
          )
          .limit(RECORDS_MAX)
          .lean<PaidLine[]>(),
      ]);
      const isPartial = paid.length === RECORDS_MAX || held.length === RECORDS_MAX;
      return { answers: questions.map((question) => ({ ...stakeOf(question, held, paid), isPartial })) };
    },
  };
}

function stakeOf(question: StakeQuestion, held: readonly Held[], paid: readonly PaidLine[]): Omit<Stake, "isPartial"> {
  const own = held.filter(({ conflictIds }) => conflictIds.includes(question.conflictId));
  const slices = question.slices.map(({ countries, ...slice }) => ({ ...slice, countries: parseStoredCountrySet(countries) }));
  const isContested = ({ workKey, partyId, right, territory, period }: PaidLine): boolean => {
    if (workKey !== question.workId || partyId === null || !question.partyIds.includes(partyId)) return false;
    const quarter = parseQuarter(period);
    // A line's country was checked when its usage was taken in.
    return slices.some(
      (slice) =>
        slice.rights.includes(right) &&
        hasCountry(slice.countries, territory as TisCode) &&
        quarter.ok &&
        intersectPeriods(slice.period, daysOfQuarter(quarter.value)) !== null,
    );
  };
  return {
    held: amountsOf(own.map(({ minor, currency }) => ({ currency, amount: { numerator: BigInt(minor), denominator: 1n } }))),
    paid: amountsOf(paid.filter(isContested).map(({ fine, currency }) => ({ currency, amount: minorOfFine(parseStoredFine(fine)) }))),
  };
}

/** One amount a currency, ascending; nothing for a currency that comes to nothing. */
function amountsOf(parts: readonly { readonly currency: string; readonly amount: Share }[]): readonly StakeAmount[] {
  const sums = new Map<string, Share>();
  for (const { currency, amount } of parts) sums.set(currency, addShares(sums.get(currency) ?? { numerator: 0n, denominator: 1n }, amount));
  return [...sums]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([currency, { numerator, denominator }]) => ({ currency, minor: roundHalfEven(numerator, denominator).toString() }))
    .filter(({ minor }) => minor !== "0");
}
