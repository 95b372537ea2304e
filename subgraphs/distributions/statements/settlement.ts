import { netDues } from "../../domain/distribution/netting.ts";
import type { Due, NetPosition } from "../../domain/distribution/netting.ts";
import { parseQuarter } from "../../domain/distribution/quarter.ts";
import { parseCurrency } from "../../domain/money.ts";
import { problem } from "../../domain/outcome.ts";
import type { Caller } from "../../kit/caller.ts";
import { Refusal, requireOk } from "../../kit/refusal.ts";
import { readingSociety } from "../access.ts";
import type { ListGround } from "../lists.ts";
import type { StatementRecord } from "../runs/model.ts";

/** Who owes whom for a quarter, gross and netted. */
export interface SettlementView {
  readonly period: string;
  readonly dues: readonly { readonly due: Due; readonly statement: StatementRecord }[];
  readonly positions: readonly NetPosition[];
  readonly payments: readonly Due[];
}

const STATEMENTS_MAX = 10_000;
const DUES_SHOWN = 1_000;

/**
 * Nets all statements of a quarter between societies, in the currencies they are paid in. A society sees its own dues, position and
 * payments of that netting; administrators see all. Refusals: `PERIOD_SYNTAX`, `SETTLEMENT_TOO_LARGE`.
 */
export async function settlementOf({ money }: ListGround, caller: Caller, period: string): Promise<SettlementView> {
  const society = readingSociety(caller);
  const quarter = requireOk(parseQuarter(period));
  const statements = await money.statements
    .find({ period: quarter })
    .sort({ _id: -1 })
    .limit(STATEMENTS_MAX + 1)
    .lean();
  if (statements.length > STATEMENTS_MAX) {
    throw new Refusal([
      problem("SETTLEMENT_TOO_LARGE", `${quarter} has more than ${STATEMENTS_MAX} statements; net them by run.`, ["period"]),
    ]);
  }
  const dues = statements.filter(({ payer, payee }) => payer !== payee).map((statement) => ({ statement, due: dueOf(statement) }));
  const { positions, payments } = netDues(dues.map(({ due }) => due));
  const concerns = ({ from, to }: Due): boolean => society === null || from === society || to === society;
  return {
    period: quarter,
    dues: dues.filter(({ due }) => concerns(due)).slice(0, DUES_SHOWN),
    positions: positions.filter((position) => society === null || position.society === society),
    payments: payments.filter(concerns),
  };
}

function dueOf({ payer, payee, paidMinor, paidCurrency }: StatementRecord): Due {
  return { from: payer, to: payee, currency: requireOk(parseCurrency(paidCurrency)), minor: BigInt(paidMinor) };
}
