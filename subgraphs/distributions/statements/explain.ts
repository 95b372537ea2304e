import type { Fine } from "../../domain/distribution/fine.ts";
import { fineOfMinor, fineText, parseStoredFine } from "../../domain/distribution/fine.ts";
import { divideShares, parseStoredShare, sumShares } from "../../domain/shares.ts";
import { invariant } from "../../domain/invariant.ts";
import { parseCurrency } from "../../domain/money.ts";
import type { CurrencyCode } from "../../domain/money.ts";
import type { Caller } from "../../kit/caller.ts";
import { requireOk } from "../../kit/refusal.ts";
import { mayReadStatement, readingSociety } from "../access.ts";
import type { Loaders } from "../context.ts";
import { readRows } from "../lists.ts";
import type { ListGround, RowInReport } from "../lists.ts";
import type { FeeRecord, LineRecord, StatementRecord } from "../runs/model.ts";
import type { LineAmounts } from "./lineAmounts.ts";
import { lineAmounts } from "./lineAmounts.ts";

/** A payment step by step, with the sums that were checked. */
export interface Explanation {
  readonly line: LineRecord;
  readonly statement: StatementRecord;
  readonly fee: FeeRecord;
  readonly rows: readonly RowInReport[];
  readonly rowCount: number;
  readonly workAmount: Fine;
  readonly amounts: LineAmounts;
  readonly currency: CurrencyCode;
  readonly checks: readonly Check[];
}

export interface Check {
  readonly what: string;
  readonly sum: string;
  readonly expected: string;
  readonly holds: boolean;
}

const ROWS_SHOWN = 25;

/** Where the money of a line comes from; null for a line that is unknown, not paid, or of a statement that the caller may not read. */
export async function explainPayment(
  ground: ListGround,
  { caller, loaders }: { readonly caller: Caller; readonly loaders: Loaders },
  lineId: string,
): Promise<Explanation | null> {
  readingSociety(caller);
  const line = await ground.money.lines.findOne({ _id: lineId }).lean();
  const statement = line?.statementId ? await loaders.statement.load(line.statementId) : null;
  if (line === null || statement === null || !mayReadStatement(caller, statement)) return null;
  const fee = await loaders.fee.load(line.feeId);
  invariant(fee !== null, `a line has its fee: ${line._id}`);
  const currency = requireOk(parseCurrency(line.currency));
  const siblings = await partsOfWork(ground, line);
  const workAmount = siblings.reduce((sum, { fine }) => sum + parseStoredFine(fine), 0n) as Fine;
  const amounts = lineAmounts(line, statement);
  const { rows, rowCount, plays } = await rowsBehind(ground, line);
  const text = (fine: bigint): string => fineText(fine as Fine, currency);
  const checks = [
    ...(await feeCheck(ground, fee, text)),
    shareCheck(line, siblings, { workAmount, text }),
    check("deductions, tax and net of this line are its gross", text(amounts.deducted + amounts.tax + amounts.net), text(amounts.gross)),
    check("the plays of the rows are those of the line", plays.toString(), line.plays),
    check(
      "deductions, taxes and remittance of the statement are its gross",
      statementSum(statement, text),
      text(fineOfMinor(BigInt(statement.grossMinor))),
    ),
  ];
  return { line, statement, fee, rows, rowCount, workAmount, amounts, currency, checks };
}

/** Everything that the use of the line's work earned under the line's fee, paid or not. */
async function partsOfWork({ money }: ListGround, { feeId, workKey }: LineRecord): Promise<LineRecord[]> {
  const [paid, kept] = await Promise.all([money.lines.find({ feeId, workKey }).lean(), money.reserves.find({ feeId, workKey }).lean()]);
  return [...paid, ...kept];
}

async function rowsBehind({ usage }: ListGround, { reportId, workKey, territory, use }: LineRecord) {
  const sums = await usage.parts.find({ reportId, workKey, territory, use }).sort({ workKey: 1, _id: 1 }).lean();
  const ordinals = sums.flatMap(({ sample }) => sample).slice(0, ROWS_SHOWN);
  return {
    rows: await readRows(usage, reportId, ordinals),
    rowCount: sums.reduce((sum, { rowCount }) => sum + rowCount, 0),
    plays: sums.reduce((sum, { plays }) => sum + BigInt(plays), 0n),
  };
}

function check(what: string, sum: string, expected: string): Check {
  return { what, sum, expected, holds: sum === expected };
}

const FEE_LINES_MAX = 5_000;

/** All parts of a fee make the fee; for a fee of more lines than one answer may read, the run asserted it. */
async function feeCheck({ money }: ListGround, fee: FeeRecord, text: (fine: bigint) => string): Promise<Check[]> {
  const read = async (model: ListGround["money"]["lines"]) =>
    await model
      .find({ feeId: fee._id }, { fine: 1 })
      .sort({ feeId: 1 })
      .limit(FEE_LINES_MAX + 1)
      .lean();
  const all = [...(await read(money.lines)), ...(await read(money.reserves))];
  if (all.length > FEE_LINES_MAX) return [];
  const sum = all.reduce((before, { fine }) => before + parseStoredFine(fine), 0n);
  return [check("everything that the fee was split into is the fee", text(sum), text(fineOfMinor(BigInt(fee.minor))))];
}

/** The line is its part of what the work earned, to within the last of the twelve decimals that are kept. */
function shareCheck(
  line: LineRecord,
  siblings: readonly LineRecord[],
  { workAmount, text }: { readonly workAmount: Fine; readonly text: (fine: bigint) => string },
): Check {
  const whole = sumShares(siblings.map(({ part }) => parseStoredShare(part)));
  const part = divideShares(parseStoredShare(line.part), whole);
  const expected = (workAmount * part.numerator) / part.denominator;
  const gross = parseStoredFine(line.fine);
  const holds = gross === expected || gross === expected + 1n;
  return {
    what: "the work's amount by the share, of the parts that were paid for, is the gross of this line",
    sum: text(gross),
    expected: text(expected),
    holds,
  };
}

function statementSum({ deductions, taxes, remittedMinor }: StatementRecord, text: (fine: bigint) => string): string {
  const taken = [...deductions, ...taxes].reduce((sum, { minor }) => sum + BigInt(minor), 0n);
  return text(fineOfMinor(taken + BigInt(remittedMinor)));
}
