import { parseStoredFine } from "../../domain/distribution/fine.ts";
import { controlTotals, settleTally } from "../../domain/distribution/settleRun.ts";
import type { ControlTotal, Settled } from "../../domain/distribution/settleRun.ts";
import { invariant } from "../../domain/invariant.ts";
import { problem } from "../../domain/outcome.ts";
import type { Problem } from "../../domain/outcome.ts";
import type { IdMaker } from "../../kit/ids.ts";
import type { Supposition } from "../../kit/ports/rightsReader.ts";
import { RUN_TOTALS } from "../../kit/ports/runForecaster.ts";
import type {
  ForecastEarning,
  ForecastRemittance,
  ForecastRun,
  RunForecast,
  RunForecaster,
  RunTotal,
} from "../../kit/ports/runForecaster.ts";
import { Refusal } from "../../kit/refusal.ts";
import type { DistributionsPorts } from "../ports.ts";
import type { ReportRecord, UsageModels } from "../usage/model.ts";
import { computeRun, statementPlace } from "./computeRun.ts";
import type { LineRecord } from "./model.ts";
import { unpaidReports } from "./runDistribution.ts";
import { supposedReaders } from "./supposedReaders.ts";

export interface ForecastGround {
  readonly ports: DistributionsPorts;
  readonly usage: UsageModels;
  readonly ids: IdMaker;
}

const WORKS_MAX = 200;
/** Unpaid reports that are looked through for the works, and uses of the works in them. */
const REPORTS_MAX = 5_000;
const USES_READ_MAX = 50_000;
/** Different uses of a run that is computed twice while somebody waits, and runs of one forecast. */
const BOUNDS = { usesMax: 20_000, runsMax: 50 } as const;
type ForecastBounds = { readonly [of in keyof typeof BOUNDS]: number };

interface NextRun {
  readonly licensor: string;
  readonly period: string;
}

/** What is asked of one run. */
interface Asked extends ForecastBounds {
  readonly workIds: ReadonlySet<string>;
  readonly supposing: Supposition;
}

/** Forecasts by computing each next run twice, dry: as works are, and as they are supposed to be. */
export function createRunForecaster(ground: ForecastGround, bounds: ForecastBounds = BOUNDS): RunForecaster {
  return {
    forecast: async ({ workIds, supposing }) => {
      invariant(workIds.length <= WORKS_MAX, `at most ${WORKS_MAX} works are supposed at once, not ${workIds.length}`);
      const asked = { workIds: new Set(workIds), supposing };
      const runs: ForecastRun[] = [];
      const unmade: RunForecast["unmade"][number][] = [];
      const { nextRuns, isPartial } = await nextRunsOf(ground, workIds);
      for (const [at, next] of nextRuns.entries()) {
        const made = at < bounds.runsMax ? await forecastRun(ground, next, { ...asked, ...bounds }) : tooManyRuns(bounds);
        if ("code" in made) unmade.push({ ...next, problem: made });
        else runs.push(...made.runs);
      }
      return { runs, unmade, isPartial };
    },
  };
}

/** The licensors and quarters with unpaid usage of the works. */
async function nextRunsOf(
  { usage }: ForecastGround,
  workIds: readonly string[],
): Promise<{ readonly nextRuns: readonly NextRun[]; readonly isPartial: boolean }> {
  const reports = await usage.reports
    .find({ paidBy: null }, { licensor: 1, period: 1 })
    .sort({ period: -1 })
    .limit(REPORTS_MAX)
    .lean<Pick<ReportRecord, "_id" | "licensor" | "period">[]>();
  if (reports.length === 0) return { nextRuns: [], isPartial: false };
  const reportId = { $in: reports.map(({ _id }) => _id) };
  const uses = await usage.parts
    .find({ reportId, workKey: { $in: [...workIds] } }, { reportId: 1 })
    .limit(USES_READ_MAX)
    .lean<{ readonly reportId: string }[]>();
  const touched = new Set(uses.map((use) => use.reportId));
  const runs = reports
    .filter(({ _id }) => touched.has(_id))
    .map(({ licensor, period }) => [`${licensor}/${period}`, { licensor, period }] as const);
  const nextRuns = [...new Map(runs)].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, run]) => run);
  return { nextRuns, isPartial: reports.length === REPORTS_MAX || uses.length === USES_READ_MAX };
}

async function forecastRun(
  ground: ForecastGround,
  { licensor, period }: NextRun,
  asked: Asked,
): Promise<Problem | { readonly runs: readonly ForecastRun[] }> {
  try {
    const reports = await unpaidReports(ground, licensor, period);
    if (await isLarge(ground, reports, asked)) return tooLarge(asked);
    const readers = supposedReaders(ground.ports.rightsReader, asked);
    const [now, then] = [
      await pictureOf(ground, { reports, rightsReader: readers.now, asked }),
      await pictureOf(ground, { reports, rightsReader: readers.supposed, asked }),
    ];
    return { runs: compare({ licensor, period }, now, then) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.problems[0] ?? NOT_MADE;
  }
}

async function isLarge({ usage }: ForecastGround, reports: readonly ReportRecord[], { usesMax }: ForecastBounds): Promise<boolean> {
  const uses = await usage.parts
    .find({ reportId: { $in: reports.map(({ _id }) => _id) } }, { _id: 1 })
    .limit(usesMax + 1)
    .lean();
  return uses.length > usesMax;
}

function tooLarge({ usesMax }: ForecastBounds): Problem {
  const message = `The run has more than ${usesMax} different uses, too many to compute twice while somebody waits; dry runs of the distribution show it before and after.`;
  return problem("RUN_TOO_LARGE", message);
}

function tooManyRuns({ runsMax }: ForecastBounds): Problem {
  return problem("TOO_MANY_RUNS", `More than ${runsMax} runs pay for the works; this one was not computed.`);
}

const NOT_MADE = problem("RUN_NOT_MADE", "The run cannot be computed as its usage and licences are.");

/** A run as it would be made, with the earnings of the asked works. */
interface Picture {
  readonly settled: readonly Settled[];
  readonly totals: readonly ControlTotal[];
  /** By currency and key. */
  readonly earnings: ReadonlyMap<string, Earned>;
}

interface Earned {
  readonly currency: string;
  readonly earning: Omit<ForecastEarning, "beforeFine" | "afterFine">;
  readonly fine: bigint;
}

async function pictureOf(
  { ports, usage, ids }: ForecastGround,
  run: { readonly reports: readonly ReportRecord[]; readonly rightsReader: DistributionsPorts["rightsReader"]; readonly asked: Asked },
): Promise<Picture> {
  const kept: LineRecord[] = [];
  const computed = await computeRun(
    { ports: { ...ports, rightsReader: run.rightsReader }, usage, ids },
    {
      runId: ids.make("dst"),
      reports: run.reports,
      sink: async (lines) => {
        kept.push(...lines.filter(({ workKey }) => run.asked.workIds.has(workKey)));
        await Promise.resolve();
      },
    },
  );
  const payees = new Map(
    computed.tallies.flatMap((tally) =>
      [...tally.statements].map(([key, { payee }]) => [computed.statementIds.get(statementPlace(tally, key)) ?? "", payee] as const),
    ),
  );
  const settled = computed.tallies.map(settleTally);
  return { settled, totals: controlTotals(settled), earnings: earningsOf(kept, payees) };
}

function earningsOf(lines: readonly LineRecord[], payees: ReadonlyMap<string, string>): ReadonlyMap<string, Earned> {
  const earnings = new Map<string, Earned>();
  for (const { destination, partyId, statementId, holder, currency, fine } of lines) {
    const payee = statementId === null ? null : (payees.get(statementId) ?? null);
    const earning = { destination, partyId, payee, holder };
    const key = [currency, destination, partyId ?? "", payee ?? "", holder ?? ""].join("|");
    earnings.set(key, { currency, earning, fine: (earnings.get(key)?.fine ?? 0n) + parseStoredFine(fine) });
  }
  return earnings;
}

/** The differences of two pictures of one run, one a currency; nothing for a currency without any. */
function compare(run: NextRun, now: Picture, then: Picture): readonly ForecastRun[] {
  const currencies = [...new Set([...now.totals, ...then.totals].map(({ currency }) => currency))].sort();
  return currencies
    .map((currency) => ({
      ...run,
      currency,
      changes: changesOf(totalOf(now, currency), totalOf(then, currency)),
      earnings: earningChanges(now, then, currency),
      remittances: remittanceChanges(remittedIn(now, currency), remittedIn(then, currency)),
    }))
    .filter(
      ({ changes, earnings, remittances }) => earnings.length + remittances.length > 0 || RUN_TOTALS.some((of) => changes[of] !== "0"),
    );
}

function totalOf({ totals }: Picture, currency: string): ControlTotal | null {
  return totals.find((total) => total.currency === currency) ?? null;
}

function changesOf(now: ControlTotal | null, then: ControlTotal | null): Readonly<Record<RunTotal, string>> {
  const changed = (of: RunTotal): string => ((then?.[of] ?? 0n) - (now?.[of] ?? 0n)).toString();
  return Object.fromEntries(RUN_TOTALS.map((of) => [of, changed(of)])) as Record<RunTotal, string>;
}

function earningChanges(now: Picture, then: Picture, currency: string): readonly ForecastEarning[] {
  const all = [...new Map([...now.earnings, ...then.earnings])].filter(([, earned]) => earned.currency === currency);
  return all
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, { earning }]) => {
      const [before, after] = [now.earnings.get(key)?.fine ?? 0n, then.earnings.get(key)?.fine ?? 0n];
      return { ...earning, beforeFine: before.toString(), afterFine: after.toString() };
    })
    .filter(({ beforeFine, afterFine }) => beforeFine !== afterFine);
}

/** What each society is remitted in a currency of income, over its statements. */
function remittedIn({ settled }: Picture, currency: string): ReadonlyMap<string, bigint> {
  const remitted = new Map<string, bigint>();
  for (const { statements } of settled.filter((one) => one.currency === currency)) {
    for (const { payee, remittedMinor } of statements) remitted.set(payee, (remitted.get(payee) ?? 0n) + remittedMinor);
  }
  return remitted;
}

function remittanceChanges(now: ReadonlyMap<string, bigint>, then: ReadonlyMap<string, bigint>): readonly ForecastRemittance[] {
  return [...new Set([...now.keys(), ...then.keys()])]
    .sort()
    .map((payee) => ({ payee, beforeMinor: (now.get(payee) ?? 0n).toString(), afterMinor: (then.get(payee) ?? 0n).toString() }))
    .filter(({ beforeMinor, afterMinor }) => beforeMinor !== afterMinor);
}
