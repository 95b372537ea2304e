import { containsDay, intersectPeriods, type LocalDate } from "../period.ts";
import type { IpiRight, UseType } from "../rights.ts";
import { type CountrySet, hasCountry, intersectionOf, NO_COUNTRY, type TisCode } from "../territories/countrySet.ts";
import { type Agreement, type AgreementTerms, coversUse, type Entrustment, MUSICAL_WORK, sameClass } from "./records.ts";

/** Steps from society to society in one chain (ours): longer ones are not walked. */
export const CHAIN_STEPS_MAX = 4;
/** Paths tried for one question, shorter ones first: a bound on dense graphs, far above what real ones need. */
const PATHS_MAX = 20_000;
/** Answers kept; beyond that all are forgotten and computed again. */
const MEMO_MAX = 50_000;

/** The agreements between societies and what societies entrust to hubs, indexed; answers that were computed once are kept. */
export interface SocietyGraph {
  readonly byGrantor: ReadonlyMap<string, readonly Agreement[]>;
  readonly byGrantee: ReadonlyMap<string, readonly Agreement[]>;
  readonly entrustmentsBySociety: ReadonlyMap<string, readonly Entrustment[]>;
  readonly memo: Map<string, readonly Chain[]>;
}

/** Agreements one after the other, from the holder of the mandate to the one who licenses, and where all of them hold. */
export interface Chain {
  readonly agreements: readonly Agreement[];
  readonly countries: CountrySet;
}

export interface ChainQuestion {
  readonly from: string;
  /** Null: any society that can be reached. */
  readonly to: string | null;
  readonly right: IpiRight;
  /** Null: agreements for all uses only; ANY: whatever their uses. */
  readonly use: UseType | "ANY" | null;
  readonly on: LocalDate;
  /** IPI's; absent is musical works. */
  readonly creationClass?: string;
}

/** Indexes agreements and the entrustments of societies. Agreements are taken with their termination: on its day they are no more. */
export function buildSocietyGraph(agreements: readonly Agreement[], entrustments: readonly Entrustment[]): SocietyGraph {
  const effective = agreements.flatMap((agreement) => {
    const period = intersectPeriods(agreement.period, { from: null, until: agreement.terminatedFrom });
    return period === null || agreement.grantor === agreement.grantee ? [] : [{ ...agreement, period }];
  });
  return {
    byGrantor: groupBy(effective, (agreement) => agreement.grantor),
    byGrantee: groupBy(effective, (agreement) => agreement.grantee),
    entrustmentsBySociety: groupBy(entrustments, (entrustment) => entrustment.grantor),
    memo: new Map(),
  };
}

/**
 * All chains of at most four steps without a cycle, best first: a direct agreement, then an exclusive chain, then the shorter,
 * then the earliest signed, then the lower id (ours). From the second step on an agreement must pass on what its grantor
 * represents: a plain reciprocal agreement covers the grantor's own members only.
 */
export function chainsBetween(graph: SocietyGraph, question: ChainQuestion): readonly Chain[] {
  const key = `${question.from}>${question.to ?? "*"}|${question.right}|${question.use ?? "*"}|${question.on}|${question.creationClass ?? MUSICAL_WORK}`;
  const known = graph.memo.get(key);
  if (known) return known;
  const chains = [...walk(graph, question)].sort(compareChains);
  if (graph.memo.size >= MEMO_MAX) graph.memo.clear();
  graph.memo.set(key, chains);
  return chains;
}

function* walk(graph: SocietyGraph, question: ChainQuestion): Generator<Chain> {
  const distances = question.to === null ? null : distancesTo(graph, question.to, question);
  let frontier: Chain[] = [{ agreements: [], countries: NO_COUNTRY }];
  let tried = 0;
  for (let step = 1; step <= CHAIN_STEPS_MAX; step += 1) {
    const next: Chain[] = [];
    for (const path of frontier) {
      const at = path.agreements.at(-1)?.grantee ?? question.from;
      for (const agreement of graph.byGrantor.get(at) ?? []) {
        if (tried >= PATHS_MAX) return;
        tried += 1;
        const longer = extend(path, agreement, question);
        if (longer === null) continue;
        const stepsLeft = distances === null ? 0 : distances.get(agreement.grantee);
        if (question.to === null || agreement.grantee === question.to) yield longer;
        if (agreement.grantee !== question.to && stepsLeft !== undefined && step + stepsLeft <= CHAIN_STEPS_MAX) next.push(longer);
      }
    }
    frontier = next;
  }
}

function extend(path: Chain, agreement: Agreement, question: ChainQuestion): Chain | null {
  if (!holds(agreement, question)) return null;
  const first = path.agreements.length === 0;
  if (!first && !agreement.passesOn) return null;
  if (agreement.grantee === question.from || path.agreements.some((earlier) => earlier.grantee === agreement.grantee)) return null;
  const countries = first ? agreement.countries : intersectionOf(path.countries, agreement.countries);
  return countries === NO_COUNTRY ? null : { agreements: [...path.agreements, agreement], countries };
}

/** Fewest steps from each society to the asked one, so that no path is walked that cannot arrive. */
function distancesTo(graph: SocietyGraph, target: string, question: ChainQuestion): ReadonlyMap<string, number> {
  const distances = new Map([[target, 0]]);
  let frontier = [target];
  for (let step = 1; step <= CHAIN_STEPS_MAX; step += 1) {
    const next: string[] = [];
    for (const society of frontier) {
      for (const agreement of graph.byGrantee.get(society) ?? []) {
        if (distances.has(agreement.grantor) || !holds(agreement, question)) continue;
        distances.set(agreement.grantor, step);
        next.push(agreement.grantor);
      }
    }
    frontier = next;
  }
  return distances;
}

/** The given societies, and all to whom their agreements lead in at most four steps, whatever the rights, uses and days. */
export function reachedFrom(graph: SocietyGraph, societies: readonly string[]): ReadonlySet<string> {
  const reached = new Set(societies);
  let frontier: readonly string[] = societies;
  for (let step = 1; step <= CHAIN_STEPS_MAX; step += 1) {
    const next = frontier.flatMap((society) => (graph.byGrantor.get(society) ?? []).map(({ grantee }) => grantee));
    frontier = [...new Set(next)].filter((society) => !reached.has(society));
    for (const society of frontier) reached.add(society);
  }
  return reached;
}

function holds(agreement: Agreement, { right, use, on, creationClass }: ChainQuestion): boolean {
  return (
    agreement.rights.includes(right) &&
    coversUse(agreement.uses, use) &&
    containsDay(agreement.period, on) &&
    sameClass(agreement.creationClass, creationClass)
  );
}

/** Why a chain stands before another: the first rule by which they differ. */
export type ChainRule = "DIRECT" | "EXCLUSIVE" | "SHORTER" | "EARLIEST_SIGNED" | "LOWER_ID";

/** Negative when the first chain is taken before the other. */
export function compareChains(one: Chain, other: Chain): number {
  return (
    Number(other.agreements.length === 1) - Number(one.agreements.length === 1) ||
    Number(isExclusive(other)) - Number(isExclusive(one)) ||
    one.agreements.length - other.agreements.length ||
    compareText(signatures(one), signatures(other)) ||
    compareText(chainIds(one), chainIds(other))
  );
}

/** The rule that puts the first chain before the other. */
export function ruleBetween(chosen: Chain, other: Chain): ChainRule {
  if ((chosen.agreements.length === 1) !== (other.agreements.length === 1)) return "DIRECT";
  if (isExclusive(chosen) !== isExclusive(other)) return "EXCLUSIVE";
  if (chosen.agreements.length !== other.agreements.length) return "SHORTER";
  return signatures(chosen) === signatures(other) ? "LOWER_ID" : "EARLIEST_SIGNED";
}

/** A chain is exclusive when each of its agreements is. */
function isExclusive(chain: Chain): boolean {
  return chain.agreements.every((agreement) => agreement.exclusive);
}

function signatures(chain: Chain): string {
  return chain.agreements.map((agreement) => agreement.signedOn ?? "~").join();
}

function chainIds(chain: Chain): string {
  return chain.agreements.map((agreement) => agreement.id).join();
}

export interface TermsQuestion {
  /** The society that collected. */
  readonly payer: string;
  /** The society that is owed. */
  readonly payee: string;
  readonly right: IpiRight;
  readonly country: TisCode;
  readonly on: LocalDate;
}

/**
 * The agreement on whose terms the payer pays the payee, or null where none is in force. Of several, the exclusive one, then
 * one for all uses, then the earliest signed, then the lower id (ours; the question names no use).
 */
export function termsFor(
  graph: SocietyGraph,
  question: TermsQuestion,
): { readonly agreementId: string; readonly terms: AgreementTerms } | null {
  const { payer, payee, right, country, on } = question;
  const [best] = (graph.byGrantor.get(payee) ?? [])
    .filter((agreement) => agreement.grantee === payer && agreement.rights.includes(right))
    .filter((agreement) => containsDay(agreement.period, on) && hasCountry(agreement.countries, country))
    .sort(compareForTerms);
  return best ? { agreementId: best.id, terms: best.terms } : null;
}

function compareForTerms(one: Agreement, other: Agreement): number {
  return (
    Number(other.exclusive) - Number(one.exclusive) ||
    Number(other.uses === null) - Number(one.uses === null) ||
    compareText(one.signedOn ?? "~", other.signedOn ?? "~") ||
    compareText(one.id, other.id)
  );
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
