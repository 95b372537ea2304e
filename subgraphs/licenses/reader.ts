import { parseCurrency } from "../domain/money.ts";
import { problem } from "../domain/outcome.ts";
import type { Problem } from "../domain/outcome.ts";
import { isEmptyPeriod, parseLocalDate } from "../domain/period.ts";
import type { LocalDate } from "../domain/period.ts";
import { feeOf, splitByRight } from "../domain/tariffs.ts";
import type { UseVolume } from "../domain/tariffs.ts";
import { hasCountry } from "../domain/territories/countrySet.ts";
import { parseTisCode } from "../domain/territories/tis.ts";
import type { FeeLine, LicenseBrief, LicenseReader, ReportedUse } from "../kit/ports/licenseReader.ts";
import { Refusal, requireOk } from "../kit/refusal.ts";
import type { LicenseRecord, TermHead, TermRecord } from "./model.ts";
import { today } from "./parts.ts";
import type { LicenseParts } from "./parts.ts";
import { pricedClauses } from "./records.ts";
import type { PricedClause } from "./records.ts";
import { endOf, stateOn } from "./state.ts";
import { termOn } from "./store.ts";

/** Reported lines of one call. */
const FEE_LINES_MAX = 5_000;

/**
 * What distributions ask of licences. `fees` answers the right's full fee before licensed shares under either basis, because shares are
 * applied work by work when the fee is distributed; a Refusal names every line that the licence does not cover, or whose figures cannot be read.
 */
export function createLicenseReader(parts: LicenseParts): LicenseReader {
  const { store } = parts;
  return {
    license: async ({ id }) => {
      const license = await store.find(id);
      if (license === null) return { license: null };
      const now = today(parts);
      const term = await store.term(id, termOn(license.terms, now).version);
      return { license: briefOf(license, term, now) };
    },
    fees: async ({ licenseId, lines }) => {
      const license = await store.find(licenseId);
      if (license === null)
        throw new Refusal([problem("LICENSE_UNKNOWN", `No licence ${JSON.stringify(licenseId.slice(0, 40))} is known.`, ["licenseId"])]);
      if (lines.length > FEE_LINES_MAX) {
        throw new Refusal([problem("FEE_LINES", `One call prices at most ${FEE_LINES_MAX} lines, not ${lines.length}.`, ["lines"])]);
      }
      const heads = lines.map((line) => ({ line, ...headOf(license, line) }));
      const versions = [...new Set(heads.flatMap(({ head }) => (head === null ? [] : [head.version])))];
      const terms = new Map(
        await Promise.all(versions.map(async (version) => [version, frozen(await store.term(licenseId, version))] as const)),
      );
      const problems: Problem[] = [];
      const fees = heads.flatMap(({ line, head, faults }, at) => {
        const priced = head === null ? null : price(license, line, terms.get(head.version) ?? null);
        const found = [...faults, ...(priced?.faults ?? [])];
        problems.push(...found.map((one) => ({ ...one, path: ["lines", String(at), ...one.path] })));
        return priced?.fees ?? [];
      });
      if (problems.length > 0) throw new Refusal(problems.slice(0, PROBLEMS_MAX));
      return { fees };
    },
  };
}

const PROBLEMS_MAX = 100;

/** Terms with their clauses read once for all lines. */
interface Frozen {
  readonly term: TermRecord;
  readonly clauses: readonly PricedClause[];
}

function frozen(term: TermRecord): Frozen {
  return { term, clauses: pricedClauses(term) };
}

function briefOf(license: LicenseRecord, term: TermRecord, on: LocalDate): LicenseBrief {
  const { _id: id, number, licensor, licensee, uses, from, currency } = license;
  const { territories, snapshotHash } = term;
  return {
    id,
    number,
    licensor,
    licensee,
    state: stateOn(license, on),
    uses,
    territories,
    from,
    until: endOf(license),
    currency,
    snapshotHash,
  };
}

/** The terms that cover all days of a line, or why none does. */
function headOf(license: LicenseRecord, line: ReportedUse): { readonly head: TermHead | null; readonly faults: readonly Problem[] } {
  const from = parseLocalDate(line.from);
  const until = parseLocalDate(line.until);
  if (from === null || until === null || isEmptyPeriod({ from, until })) {
    return {
      head: null,
      faults: [
        problem("PERIOD_SYNTAX", `${line.from} to ${line.until} are no days of use; \`until\` is the day after the last.`, ["from"]),
      ],
    };
  }
  const end = endOf(license);
  if (from < license.from || until > end) {
    const message = `Use from ${from} up to but without ${until} is outside licence ${license.number}, which holds from ${license.from} up to but without ${end}.`;
    return { head: null, faults: [problem("USE_OUTSIDE_PERIOD", message, ["from"])] };
  }
  const head = termOn(license.terms, from);
  const later = license.terms.find((term) => term.version > head.version && term.from > from && term.from < until);
  if (later === undefined) return { head, faults: [] };
  const message = `Use from ${from} up to but without ${until} falls under two terms; report the days before ${later.from} and from then on apart.`;
  return { head: null, faults: [problem("USE_SPANS_TERMS", message, ["from"])] };
}

function price(
  license: LicenseRecord,
  line: ReportedUse,
  terms: Frozen | null,
): { readonly fees: readonly FeeLine[]; readonly faults: readonly Problem[] } {
  const faults: Problem[] = [];
  if (!license.uses.includes(line.use)) {
    faults.push(problem("USE_NOT_LICENSED", `Licence ${license.number} covers ${license.uses.join(", ")}, not ${line.use}.`, ["use"]));
  }
  const country = parseTisCode(line.territory);
  const clause = country.ok ? (terms?.clauses.find(({ countries }) => hasCountry(countries, country.value))?.clause ?? null) : null;
  if (clause === null) {
    faults.push(
      problem("TERRITORY_NOT_LICENSED", `Licence ${license.number} does not cover ${line.territory} on ${line.from}.`, ["territory"]),
    );
  }
  for (const field of ["revenueMinor", "plays", "subscribers"] as const) {
    if (!/^\d{1,18}$/.test(line[field])) faults.push(problem("COUNT_RANGE", `${field} is a whole number of at most 18 digits.`, [field]));
  }
  if (clause === null || !country.ok || faults.length > 0) return { fees: [], faults };
  const volume: UseVolume = {
    country: country.value,
    revenue: { minor: BigInt(line.revenueMinor), currency: requireOk(parseCurrency(license.currency)) },
    plays: BigInt(line.plays),
    subscribers: BigInt(line.subscribers),
  };
  const fee = feeOf(clause, volume).money;
  const fees = [...splitByRight(clause, fee)].map(([right, minor]) => ({
    territory: country.value,
    use: line.use,
    right,
    basis: clause.basis,
    amountMinor: minor.toString(),
    currency: license.currency,
    clause: `${clause.name}, version ${clause.version}`,
  }));
  return { fees, faults };
}
