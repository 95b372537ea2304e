import type { Fine } from "../../domain/distribution/fine.ts";
import { fineText } from "../../domain/distribution/fine.ts";
import type { CurrencyCode } from "../../domain/money.ts";
import { problem } from "../../domain/outcome.ts";
import type { Problem } from "../../domain/outcome.ts";
import { may } from "../../kit/access.ts";
import type { Caller } from "../../kit/caller.ts";
import type { ForecastRun, RunTotal } from "../../kit/ports/runForecaster.ts";
import { RUN_TOTALS } from "../../kit/ports/runForecaster.ts";
import { toMoneyType } from "../../kit/scalars.ts";
import { toProblemType } from "../../kit/resolve.ts";
import { partyRef, societyRef } from "../refs.ts";
import { askForecast, supposedOf } from "./forecast.ts";
import type { TriedRuling } from "./forecast.ts";
import { isAboutMoney, loadStake, maySeeStake } from "../valueAtStake.ts";

const NOT_SHOWN = problem("MONEY_NOT_SHOWN", "Money is shown to the societies that have a part in the conflict.", ["money"]);
const NO_FORECASTER = problem("MONEY_UNKNOWN", "No part of this house knows of money.", ["money"]);

const NO_STAKE = { held: [], paid: [], isPartial: false };

/** What a ruling does to money, as the schema shows it (SDL: RulingMoney); what cannot be told is null with the reason. */
export async function moneyOfRuling(tried: TriedRuling) {
  const { parts, conflict, caller, loaders } = tried;
  const nothing = { runs: null, held: null, paid: null };
  if (!maySeeStake(conflict, caller)) return { ...nothing, problems: [toProblemType(NOT_SHOWN)] };
  const forecaster = parts.forecasters.runs;
  if (forecaster === null) return { ...nothing, problems: [toProblemType(NO_FORECASTER)] };
  const problems: Problem[] = [];
  // Between works nothing is disputed, and runs pay for works, not for recordings.
  const stake = isAboutMoney(conflict) ? await loadStake(loaders, conflict) : NO_STAKE;
  if (stake === null) problems.push(problem("MONEY_UNKNOWN", "What committed runs hold and paid cannot be told.", ["money", "held"]));
  if (stake?.isPartial === true) problems.push(problem("MONEY_PARTIAL", "More was paid than was read.", ["money", "paid"]));
  const asked = await supposedOf(tried);
  const told = await askForecast(forecaster.forecast(asked), {
    what: "The part of the house that knows the money",
    path: ["money", "runs"],
  });
  if ("code" in told) problems.push(told);
  const { runs, unmade, isPartial } = "code" in told ? { runs: null, unmade: [], isPartial: false } : told;
  if (isPartial) problems.push(problem("MONEY_PARTIAL", "There is more unpaid usage than was looked through.", ["money", "runs"]));
  for (const { licensor, period, problem: why } of unmade)
    problems.push({ ...why, message: `${period} of ${licensor}: ${why.message}`, path: ["money", "runs"] });
  const amounts = (of: readonly { readonly minor: string; readonly currency: string }[] | undefined) =>
    of === undefined ? null : of.map(({ minor, currency }) => moneyOf(minor, currency));
  return {
    runs: runs?.map((run) => runView(run, caller)) ?? null,
    held: amounts(stake?.held),
    paid: amounts(stake?.paid),
    problems: problems.map(toProblemType),
  };
}

function runView({ licensor, period, currency, changes, earnings, remittances }: ForecastRun, caller: Caller) {
  const fine = (text: string): string => fineText(BigInt(text) as Fine, currency as CurrencyCode);
  const totals = Object.fromEntries(RUN_TOTALS.map((total) => [total, moneyOf(changes[total], currency)]));
  const shown = remittances.filter(({ payee }) => isOwnMoney(caller, [licensor, payee]));
  return {
    licensor: societyRef(licensor),
    period,
    changes: totals as Record<RunTotal, ReturnType<typeof moneyOf>>,
    earnings: earnings.map(({ destination, partyId, payee, holder, beforeFine, afterFine }) => ({
      ...{ destination, party: partyRef(partyId), payee: societyRef(payee), holder: societyRef(holder) },
      ...{ currency, before: fine(beforeFine), after: fine(afterFine) },
    })),
    remittances: may(caller, "money:read")
      ? shown.map(({ payee, beforeMinor, afterMinor }) => ({
          payee: societyRef(payee),
          before: moneyOf(beforeMinor, currency),
          after: moneyOf(afterMinor, currency),
        }))
      : null,
  };
}

/** As statements are read: by payer and payee, and by admins. */
function isOwnMoney({ role, society }: Caller, societies: readonly string[]): boolean {
  return role === "admin" || role === "system" || (society !== null && societies.includes(society));
}

function moneyOf(minor: string, currency: string) {
  // Distributions read the currency before it computed with it.
  return toMoneyType({ minor: BigInt(minor), currency: currency as CurrencyCode });
}
