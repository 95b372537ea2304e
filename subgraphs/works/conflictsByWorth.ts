import { daysUntil } from "../domain/period.ts";
import type { LocalDate } from "../domain/period.ts";
import { parseCurrency } from "../domain/money.ts";
import type { Money } from "../domain/money.ts";
import { ok, problem, refused } from "../domain/outcome.ts";
import type { Outcome } from "../domain/outcome.ts";
import { checkPage, connectionOf } from "../kit/page.ts";
import type { Page } from "../kit/page.ts";
import type { ConflictQuestion } from "./conflictList.ts";
import type { WorkModels } from "./model.ts";
import type { ConflictRecord, ConflictState } from "./records.ts";
import type { FilterQuery } from "./storeTypes.ts";

/** What each of these conflicts is worth, in their order; nothing where the caller may not see it. */
export type WorthFinder = (conflicts: readonly ConflictRecord[]) => Promise<readonly (readonly Money[])[]>;

/** Conflicts that are put in the order of their worth at once: a desk's, not a country's. */
const RANKED_MAX = 1_000;
const KIND = "works.conflictsByWorth";
/** Digits of a rank as text: amounts have at most 30 (domain/money.ts), and fractions of a day's worth are compared to the thousandth. */
const RANK_DIGITS = 36;

/**
 * A page of conflicts by worth and nearness: the amount in one currency for each day that is left to the deadline, the greatest first; the last day and
 * every day after count as one. Worth is asked of the house as it is now, so that nothing stored grows old; hence the bound. Problems:
 * WORTH_IN_WHICH_CURRENCY, CURRENCY_UNKNOWN, CURRENCY_WITHOUT_MINOR_UNIT, TOO_MANY_TO_RANK.
 */
export async function byWorth(
  models: WorkModels,
  asked: ConflictQuestion,
  within: {
    readonly states: readonly ConflictState[];
    readonly conditions: readonly FilterQuery[];
    readonly worthOf: WorthFinder;
    readonly today: LocalDate;
  },
): Promise<Outcome<Page<ConflictRecord>>> {
  const request = checkPage(asked, { kind: KIND, valueCount: 2 });
  if (!request.ok) return request;
  const path = ["filter", "currency"];
  const text = asked.filter?.currency ?? null;
  if (text === null)
    return refused(problem("WORTH_IN_WHICH_CURRENCY", "Amounts in two currencies have no order; say in `currency` which one.", path));
  const currency = parseCurrency(text);
  if (!currency.ok) return refused(...currency.problems.map((one) => ({ ...one, path })));
  const found = await models.conflicts
    .find({ $and: [{ state: { $in: [...within.states] } }, ...within.conditions] })
    .sort({ _id: 1 })
    .limit(RANKED_MAX + 1)
    .lean<ConflictRecord[]>();
  if (found.length > RANKED_MAX)
    return refused(
      problem("TOO_MANY_TO_RANK", `More than ${RANKED_MAX} conflicts fit; narrow them by \`concerns\`, \`asks\` or \`assignee\`.`, [
        "filter",
      ]),
    );
  const worths = await within.worthOf(found);
  const ranked = found.flatMap((conflict, index) => {
    const amount = worths[index]?.find((one) => one.currency === currency.value);
    return amount === undefined ? [] : [{ ...conflict, rank: rankOf(amount, daysUntil(within.today, conflict.deadline as LocalDate)) }];
  });
  const { first, after } = request.value;
  const rest = ranked.sort(worthiestFirst).filter((one) => after === null || isAfter(one, String(after[0]), String(after[1])));
  return ok(connectionOf(rest.slice(0, first + 1), { request: request.value, kind: KIND, sortKey: ({ rank, _id }) => [rank, _id] }));
}

interface Ranked extends ConflictRecord {
  /** Thousandths of minor units a day, so that text order is the order. */
  readonly rank: string;
}

function rankOf({ minor }: Money, daysLeft: number): string {
  return ((minor * 1_000n) / BigInt(Math.max(1, daysLeft))).toString().padStart(RANK_DIGITS, "0");
}

function worthiestFirst(one: Ranked, other: Ranked): number {
  return isAfter(other, one.rank, one._id) ? -1 : 1;
}

function isAfter({ rank, _id }: Ranked, than: string, id: string): boolean {
  return rank < than || (rank === than && _id > id);
}
