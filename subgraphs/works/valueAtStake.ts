import { amountText, parseAmount, parseCurrency } from "../domain/money.ts";
import type { CurrencyCode, Money } from "../domain/money.ts";
import { problem } from "../domain/outcome.ts";
import { isIpiRight } from "../domain/rights.ts";
import { requireScope } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { Stake, StakeAmount, StakeReader } from "../kit/ports/stakeReader.ts";
import { PortFailure } from "../kit/portTransport.ts";
import { Refusal } from "../kit/refusal.ts";
import { toMoneyType } from "../kit/scalars.ts";
import { requireVersion } from "./commandTools.ts";
import { conflictEvent } from "./conflictRecords.ts";
import { conflictCommand, openConflict, requireStanding, requireText, writeConflict } from "./conflictTools.ts";
import type { ConflictAnswer, Keyed } from "./conflictTools.ts";
import type { WorthFinder } from "./conflictsByWorth.ts";
import type { WorkLoaders } from "./loaders.ts";
import type { WorkParts } from "./parts.ts";
import type { EstimateRecord } from "./deskRecords.ts";
import type { ConflictRecord } from "./records.ts";
import { societyRef } from "./refs.ts";

/** SDL: EstimateConflictInput. */
export interface EstimateConflictInput extends Keyed {
  readonly conflict: string;
  readonly amount: string;
  readonly currency: string;
  readonly because: string;
}

const ESTIMATES_MAX = 100;

/** The money of these conflicts, by id; between works there is none, and runs pay for works, not for recordings. A part of the house that does not answer leaves all unknown (null). */
export async function stakesOf(reader: StakeReader | null, conflicts: readonly ConflictRecord[]): Promise<ReadonlyMap<string, Stake>> {
  const asked = conflicts.filter(isAboutMoney);
  if (reader === null || asked.length === 0) return new Map();
  const questions = asked.map(({ _id, workIds, partyIds, slices }) => ({
    ...{ conflictId: _id, workId: workIds[0] ?? "", partyIds },
    slices: slices.map(({ rights, countries, from, until }) => ({
      rights: rights.filter(isIpiRight),
      ...{ countries, period: periodOf(from, until) },
    })),
  }));
  const { answers } = await reader.stakes({ questions });
  return new Map(asked.flatMap(({ _id }, index) => (answers[index] === undefined ? [] : [[_id, answers[index]] as const])));
}

/** Whether runs may hold and pay for what a conflict is about. */
export function isAboutMoney({ slices }: Pick<ConflictRecord, "slices">): boolean {
  return slices.some(({ rights }) => rights.some(isIpiRight));
}

function periodOf(from: string | null, until: string | null) {
  // Days were checked before they were stored.
  return { from, until } as Parameters<StakeReader["stakes"]>[0]["questions"][number]["slices"][number]["period"];
}

/** What a conflict is worth: one amount a currency from money, else the last estimate, else nothing. */
function worthOf({ estimates }: Pick<ConflictRecord, "estimates">, stake: Stake | null): readonly Money[] {
  const sums = sumsOf([...(stake?.held ?? []), ...(stake?.paid ?? [])].map(moneyOf));
  const last = estimates?.at(-1);
  return sums.length > 0 || last === undefined ? sums : [moneyOf(last)];
}

/** The money of a conflict; a part of the house that does not answer makes it unknown (null), and hides nothing else. */
export async function loadStake({ stake }: Pick<WorkLoaders, "stake">, conflict: ConflictRecord): Promise<Stake | null> {
  return await stake.load(conflict).catch((error: unknown) => {
    if (error instanceof PortFailure) return null;
    throw error;
  });
}

/** Finds what conflicts are worth that the caller may see. */
export function worthFinder(loaders: Pick<WorkLoaders, "stake">, caller: Caller): WorthFinder {
  return async (conflicts) =>
    await Promise.all(
      conflicts.map(async (conflict) => (maySeeStake(conflict, caller) ? worthOf(conflict, await loadStake(loaders, conflict)) : [])),
    );
}

/** Whether a caller may see what a conflict is worth: other societies' money is in it, so that only those with a part in it may, and the house. */
export function maySeeStake({ queue }: ConflictRecord, { role, society }: Caller): boolean {
  return role === "admin" || role === "system" || (society !== null && queue.includes(society));
}

/** What a conflict is worth, as the schema shows it: from money where any is known, else from the last estimate; null, and why, where nothing is. */
export function stakeView(conflict: ConflictRecord, known: { readonly stake: Stake | null; readonly maySee: boolean }) {
  const estimates = conflict.estimates ?? [];
  const nothing = { amount: null, amounts: [], basis: null, held: [], paid: [], estimates: [] };
  if (!known.maySee) return { ...nothing, because: "It is shown to the societies that have a part in the conflict." };
  const held = (known.stake?.held ?? []).map(moneyOf);
  const paid = (known.stake?.paid ?? []).map(moneyOf);
  const shown = { held: held.map(toMoneyType), paid: paid.map(toMoneyType), estimates: estimates.map(estimateView) };
  const sums = sumsOf([...held, ...paid]);
  if (sums.length > 0) {
    const because = `${sentence(held, "Held for it")}${sentence(paid, "Paid to its contestants there before")}${known.stake?.isPartial === true ? "At least: more was paid than was read. " : ""}`;
    return { ...shown, ...amountsView(sums), basis: "MONEY", because: because.trim() };
  }
  const last = estimates.at(-1);
  if (last !== undefined) {
    const estimate = moneyOf(last);
    const because = `${last.society ?? "The house"} estimates ${amountText(estimate)} ${last.currency}: ${last.because}`;
    return { ...shown, ...amountsView([estimate]), basis: "ESTIMATE", because };
  }
  return { ...shown, amount: null, amounts: [], basis: null, because: unknownBecause(conflict, known.stake) };
}

function unknownBecause({ slices }: ConflictRecord, stake: Stake | null): string {
  if (slices.length === 0) return "Between works no share is disputed, and nobody has estimated it.";
  if (stake === null) return "The part of the house that knows the money did not answer, and nobody has estimated it.";
  return "Nothing is held for it and nothing was paid to its contestants there, and nobody has estimated it.";
}

/** One amount where all is in one currency: amounts in two are not added, because no rate is anybody's here. */
function amountsView(amounts: readonly Money[]) {
  const [only, ...others] = amounts.map(toMoneyType);
  return { amount: others.length === 0 ? (only ?? null) : null, amounts: amounts.map(toMoneyType) };
}

function sentence(amounts: readonly Money[], what: string): string {
  if (amounts.length === 0) return "";
  return `${what}: ${amounts.map((amount) => `${amountText(amount)} ${amount.currency}`).join(", ")}. `;
}

function sumsOf(amounts: readonly Money[]): readonly Money[] {
  const sums = new Map<CurrencyCode, bigint>();
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + minor);
  return [...sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([currency, minor]) => ({ currency, minor }));
}

function moneyOf({ minor, currency }: StakeAmount): Money {
  // Currencies were read before they were stored.
  return { minor: BigInt(minor), currency: currency as CurrencyCode };
}

function estimateView({ society, because, statedAt, ...amount }: EstimateRecord) {
  return { society: societyRef(society), amount: toMoneyType(moneyOf(amount)), because, statedAt };
}

/** States what a conflict may be worth, for a society with a part in it. Refusals: AMOUNT_SYNTAX, AMOUNT_DECIMALS, AMOUNT_NOT_POSITIVE, CURRENCY_…, TEXT. */
export async function estimateConflict(parts: WorkParts, caller: Caller, input: EstimateConflictInput): ConflictAnswer {
  requireScope(caller, "conflicts:rule");
  const because = requireText(input.because, "because");
  const amount = readAmount(input);
  return await conflictCommand(parts, { caller, operation: "estimateConflict", input }, async (session) => {
    const { conflict: id } = input;
    const open = await openConflict(parts, { filter: { _id: id }, session, id, path: "conflict" });
    await requireStanding(parts, caller, { ...open, path: "conflict" });
    const { conflict } = open.disputed;
    requireVersion(conflict.version, input.expectedVersion);
    const before = conflict.estimates ?? [];
    if (before.length >= ESTIMATES_MAX)
      throw new Refusal([problem("TOO_MANY_ESTIMATES", `A conflict holds ${ESTIMATES_MAX} estimates.`, ["conflict"])]);
    const estimate: EstimateRecord = {
      ...{ society: caller.society, minor: amount.minor.toString(), currency: amount.currency },
      ...{ because, statedAt: parts.clock.now().toISOString() },
    };
    const after = { ...conflict, estimates: [...before, estimate], version: conflict.version + 1 };
    await writeConflict(parts, { before: conflict, after, session });
    await parts.events.append([conflictEvent("ESTIMATE_STATED", conflict, { society: caller.society })], session);
    return { conflictId: conflict._id };
  });
}

function readAmount({ amount, currency }: EstimateConflictInput): Money {
  const code = parseCurrency(currency);
  if (!code.ok) throw new Refusal(code.problems.map((one) => ({ ...one, path: ["currency"] })));
  const read = parseAmount(amount, code.value);
  if (!read.ok) throw new Refusal(read.problems.map((one) => ({ ...one, path: ["amount"] })));
  if (read.value.minor > 0n) return read.value;
  throw new Refusal([problem("AMOUNT_NOT_POSITIVE", `${amount} is no worth; it is more than nothing.`, ["amount"])]);
}
