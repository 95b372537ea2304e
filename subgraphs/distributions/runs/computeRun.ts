import type { Earning, WorkUse } from "../../domain/distribution/allocateFee.ts";
import { allocateFee } from "../../domain/distribution/allocateFee.ts";
import type { Tally } from "../../domain/distribution/settleRun.ts";
import { createTally, statementKeyOf, tallyHeld, tallyPayable, tallyPlain } from "../../domain/distribution/settleRun.ts";
import { storedFine } from "../../domain/distribution/fine.ts";
import type { PaymentTerms } from "../../domain/distribution/terms.ts";
import { NO_TERMS } from "../../domain/distribution/terms.ts";
import { UNMATCHED_PARTS } from "../../domain/distribution/workParts.ts";
import { invariant } from "../../domain/invariant.ts";
import { parseCurrency } from "../../domain/money.ts";
import type { CurrencyCode } from "../../domain/money.ts";
import { problem } from "../../domain/outcome.ts";
import { parseLocalDate } from "../../domain/period.ts";
import type { LocalDate } from "../../domain/period.ts";
import { storedShare, WHOLE } from "../../domain/shares.ts";
import type { TisCode } from "../../domain/territories/countrySet.ts";
import { parseTisCode } from "../../domain/territories/tis.ts";
import type { IdMaker } from "../../kit/ids.ts";
import type { FeeLine } from "../../kit/ports/licenseReader.ts";
import { Refusal, requireOk } from "../../kit/refusal.ts";
import type { DistributionsPorts } from "../ports.ts";
import type { ReportRecord, UsageModels } from "../usage/model.ts";
import type { FeeRecord, LineRecord } from "./model.ts";
import type { ReportRights, WorkName } from "./rights.ts";
import { readReportRights } from "./rights.ts";
import { createTermsBook } from "./terms.ts";
import type { TermsBook } from "./terms.ts";
import type { ReportedWorkUse, ReportUses } from "./uses.ts";
import { readReportUses } from "./uses.ts";

export interface RunGround {
  readonly ports: DistributionsPorts;
  readonly usage: UsageModels;
  readonly ids: IdMaker;
}

/** Takes lines as they are computed; of a dry run it only counts. */
export type LineSink = (lines: readonly LineRecord[]) => Promise<void>;

/** Everything a run makes of its reports, before rounding. */
export interface ComputedRun {
  /** By payer and currency. */
  readonly tallies: readonly Tally[];
  /** Ids of statements by payer, currency and statement key. */
  readonly statementIds: ReadonlyMap<string, string>;
  readonly linesPerStatement: ReadonlyMap<string, number>;
  readonly fees: readonly FeeRecord[];
  readonly lineCount: number;
}

interface Running extends RunGround {
  readonly runId: string;
  readonly sink: LineSink;
  readonly termsBook: TermsBook;
  readonly tallies: Map<string, Tally>;
  readonly statementIds: Map<string, string>;
  readonly linesPerStatement: Map<string, number>;
  readonly fees: FeeRecord[];
  lineCount: number;
  feeCount: number;
}

interface ReportRun {
  readonly report: ReportRecord;
  readonly on: LocalDate;
  readonly uses: ReportUses;
  readonly rights: ReportRights;
}

interface Fee {
  /** The run's id and the number of the fee: what belongs to a run is found by it. */
  readonly id: string;
  readonly line: FeeLine;
  readonly territory: TisCode;
  readonly minor: bigint;
  readonly currency: CurrencyCode;
}

/** Prices the reports by their licences and splits every fee over usage, works and claims. */
export async function computeRun(
  ground: RunGround,
  run: { readonly runId: string; readonly reports: readonly ReportRecord[]; readonly sink: LineSink },
): Promise<ComputedRun> {
  const running: Running = {
    ...ground,
    runId: run.runId,
    sink: run.sink,
    termsBook: createTermsBook(ground.ports.mandateReader),
    tallies: new Map(),
    statementIds: new Map(),
    linesPerStatement: new Map(),
    fees: [],
    lineCount: 0,
    feeCount: 0,
  };
  for (const report of run.reports) await computeReport(running, report);
  const { statementIds, linesPerStatement, fees, lineCount } = running;
  return { tallies: [...running.tallies.values()], statementIds, linesPerStatement, fees, lineCount };
}

async function computeReport(running: Running, report: ReportRecord): Promise<void> {
  const on = parseLocalDate(report.from);
  invariant(on !== null, `a report has a first day: ${report._id}`);
  const fees = await readFees(running, report);
  const uses = await readReportUses(running.usage, report._id);
  const rights = await readReportRights(running.ports, uses.workIds, {
    licensor: report.licensor,
    on,
    rights: distinct(fees.map(({ line }) => line.right)),
    territories: distinct(fees.map(({ territory }) => territory)),
    uses: distinct(fees.map(({ line }) => line.use)),
  });
  for (const fee of fees) await splitFee(running, { report, on, uses, rights }, fee);
}

async function readFees(running: Running, report: ReportRecord): Promise<Fee[]> {
  const lines = report.totals.map((total) => ({ ...total, from: report.from, until: report.until }));
  const { fees } = await running.ports.licenseReader.fees({ licenseId: report.licenseId, lines });
  if (fees.length === 0) {
    throw new Refusal([
      problem(
        "NO_FEE",
        `The licence ${report.licenseId} has no fee for its report ${report._id}; its tariff covers none of the reported use.`,
        ["period"],
      ),
    ]);
  }
  return fees.map((line) => {
    const minor = BigInt(line.amountMinor);
    running.feeCount += 1;
    const id = `${running.runId}/${String(running.feeCount).padStart(6, "0")}`;
    const fee = { id, line, minor, territory: requireOk(parseTisCode(line.territory)), currency: requireOk(parseCurrency(line.currency)) };
    if (minor < 0n) {
      const message = `The licence ${report.licenseId} answers a fee of ${minor} for ${line.territory}; fees are zero or more.`;
      throw new Refusal([problem("FEE_NEGATIVE", message, ["period"])]);
    }
    return fee;
  });
}

function feeRecord({ runId }: Running, priced: { readonly report: ReportRecord; readonly fee: Fee; readonly dueMinor: bigint }): FeeRecord {
  const { report, fee, dueMinor } = priced;
  const { territory, use, right, basis, currency, clause } = fee.line;
  const totals = report.totals.filter((total) => total.territory === territory && total.use === use);
  return {
    _id: fee.id,
    runId,
    reportId: report._id,
    territory,
    use,
    right,
    basis,
    fullMinor: fee.minor.toString(),
    minor: dueMinor.toString(),
    currency,
    clause,
    plays: totals.reduce((sum, { plays }) => sum + BigInt(plays), 0n).toString(),
  };
}

async function splitFee(running: Running, { report, on, uses, rights }: ReportRun, fee: Fee): Promise<void> {
  const { right, use } = fee.line;
  const reported = new Map(uses.of(fee.territory, use).map((one) => [one.workKey, one]));
  const works = [...reported.values()].map(({ workKey, plays }): WorkUse => {
    const parts = workKey.startsWith("?") ? UNMATCHED_PARTS : rights.parts({ workId: workKey, right, territory: fee.territory, use });
    return { key: workKey, plays, parts };
  });
  const { dueMinor, earnings } = allocateFee({ minor: fee.minor, basis: fee.line.basis }, works);
  const payees = distinct(earnings.flatMap(({ part }) => (part?.payee?.category === "SISTER" ? [part.payee.society] : [])));
  await running.termsBook.learn(payees.map((payee) => ({ payer: report.licensor, payee, right, country: fee.territory, on })));
  const tally = tallyOf(running, report.licensor, fee.currency);
  tally.incomeMinor += dueMinor;
  running.fees.push(feeRecord(running, { report, fee, dueMinor }));
  const termsFor = (payee: string): PaymentTerms =>
    running.termsBook.of({ payer: report.licensor, payee, right, country: fee.territory, on });
  const lines = earnings.map((earning) => {
    const booked = book(running, tally, { earning, termsFor });
    return lineOf({
      running,
      report,
      fee,
      earning,
      use: reported.get(earning.useKey ?? ""),
      work: earning.useKey === null ? null : rights.work(earning.useKey),
      ...booked,
    });
  });
  running.lineCount += lines.length;
  await running.sink(lines);
}

interface Booked {
  readonly statementId: string | null;
  readonly agreementId: string | null;
}

/** Adds an earning to the payer's tally; payable ones get the statement they will stand on. */
function book(
  running: Running,
  tally: Tally,
  { earning, termsFor }: { readonly earning: Earning; readonly termsFor: (payee: string) => PaymentTerms },
): Booked {
  const { destination, part, fine } = earning;
  if (destination === "HELD") tallyHeld(tally, part?.conflictIds ?? [], fine);
  else if (destination !== "PAYABLE") tallyPlain(tally, destination, fine);
  if (destination !== "PAYABLE") return { statementId: null, agreementId: null };
  const payee = part?.payee;
  invariant(payee !== null && payee !== undefined, "what is payable has a payee");
  const terms = payee.category === "OWN" ? NO_TERMS : termsFor(payee.society);
  tallyPayable(tally, { payee: payee.society, terms, fine });
  const key = statementPlace(tally, statementKeyOf(payee.society, terms, tally.currency));
  const statementId = running.statementIds.get(key) ?? running.ids.make("sta");
  running.statementIds.set(key, statementId);
  running.linesPerStatement.set(statementId, (running.linesPerStatement.get(statementId) ?? 0) + 1);
  return { statementId, agreementId: terms.agreementId };
}

/** Where a statement's id is kept while a run is computed. */
export function statementPlace({ payer, currency }: Tally, statementKey: string): string {
  return `${payer}/${currency}/${statementKey}`;
}

function lineOf(made: {
  readonly running: Running;
  readonly report: ReportRecord;
  readonly fee: Fee;
  readonly earning: Earning;
  readonly use: ReportedWorkUse | undefined;
  readonly work: WorkName | null;
  readonly statementId: string | null;
  readonly agreementId: string | null;
}): LineRecord {
  const { running, report, fee, earning, use, work, statementId, agreementId } = made;
  const claim = earning.part?.claim ?? null;
  return {
    _id: running.ids.make("lin"),
    runId: running.runId,
    period: report.period,
    payer: report.licensor,
    currency: fee.currency,
    destination: earning.destination,
    statementId,
    agreementId,
    feeId: fee.id,
    reportId: report._id,
    workKey: earning.useKey ?? "-",
    title: work?.title ?? use?.title ?? null,
    artist: use?.artist ?? null,
    iswc: work?.iswc ?? null,
    right: fee.line.right,
    territory: fee.territory,
    use: fee.line.use,
    partyId: claim?.partyId ?? null,
    partyName: claim?.partyName ?? null,
    role: claim?.role ?? null,
    holder: earning.part?.payee?.holder ?? null,
    part: storedShare(earning.part?.part ?? WHOLE),
    stated: claim === null ? null : storedShare(claim.share),
    plays: (use?.plays ?? 0n).toString(),
    fine: storedFine(earning.fine),
    claimIds: claim?.claimIds ?? [],
    conflictIds: earning.part?.conflictIds ?? [],
    because: earning.because,
  };
}

function tallyOf({ tallies }: Running, payer: string, currency: CurrencyCode): Tally {
  const key = `${payer}/${currency}`;
  const tally = tallies.get(key) ?? createTally(payer, currency);
  tallies.set(key, tally);
  return tally;
}

function distinct<T extends string>(items: readonly T[]): T[] {
  return [...new Set(items)].sort();
}
