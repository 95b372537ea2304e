import { invariant } from "../../domain/invariant.ts";
import type { Clock } from "../../kit/clock.ts";
import type { BudgetKeeper } from "../../kit/ports/budgetKeeper.ts";
import type { budgetModel } from "./model.ts";

type Budgets = ReturnType<typeof budgetModel>;

const HOLDER_LENGTH_MAX = 200;
const MINUTE_MS = 60_000;
/** Records so old say nothing any more, however far the machines' clocks are apart. */
const KEPT_MINUTES = 60;

/** One record a holder, written by one atomic update, so that several processes never grant more than the budget together. */
export function createBudgetKeeper(budgets: Budgets): BudgetKeeper {
  return {
    take: async ({ holder, minute, amount, limit }) => {
      invariant(holder.length <= HOLDER_LENGTH_MAX, `a holder of ${HOLDER_LENGTH_MAX} characters at most, not ${holder.length}`);
      for (const number of [minute, amount, limit]) invariant(Number.isSafeInteger(number) && number >= 0, `a whole number, not ${number}`);
      const spent = { $cond: [{ $gte: ["$minute", minute] }, "$taken", 0] };
      const before = await budgets
        .findOneAndUpdate(
          { _id: holder },
          [{ $set: { taken: { $min: [limit, { $add: [spent, amount] }] }, minute: { $max: ["$minute", minute] } } }],
          { upsert: true, returnDocument: "before", updatePipeline: true },
        )
        .lean();
      const taken = before && before.minute >= minute ? before.taken : 0;
      return { granted: Math.min(amount, Math.max(limit - taken, 0)) };
    },
  };
}

/** Removes the records of those who have not asked for an hour; tells how many. */
export async function forgetBudgets(budgets: Budgets, clock: Clock): Promise<number> {
  const { deletedCount } = await budgets.deleteMany({ minute: { $lt: Math.floor(clock.now().getTime() / MINUTE_MS) - KEPT_MINUTES } });
  return deletedCount;
}
