import { licensedShare } from "../../domain/clearance.ts";
import type { Clearance } from "../../domain/clearance/types.ts";
import { invariant } from "../../domain/invariant.ts";
import { equalShares, storedShare, ZERO } from "../../domain/shares.ts";
import { countrySetOf, NO_COUNTRY, storedCountrySet, unionOf } from "../../domain/territories/countrySet.ts";
import type { CountrySet } from "../../domain/territories/countrySet.ts";
import type { ForecastCoverage, ForecastLicense, ForecastLicensedWork, LicenseForecaster } from "../../kit/ports/licenseForecaster.ts";
import type { RightsReader, Supposition } from "../../kit/ports/rightsReader.ts";
import { lookAt } from "../alarms.ts";
import { clearWorks } from "../clearing.ts";
import type { LicenseRecord, SnapshotWork, TermRecord } from "../model.ts";
import { today } from "../parts.ts";
import type { LicenseParts } from "../parts.ts";
import { neededRights } from "../quotes.ts";
import { parseTisCodes, pricedClauses, storedDay } from "../records.ts";
import { endOf, stateOn } from "../state.ts";
import { termOn } from "../store.ts";
import { watchModels } from "./model.ts";
import { isBehind, targetsOfWorks } from "./touched.ts";

const WORKS_MAX = 200;
const LICENSES_MAX = 100;

/** A licence that rests on supposed works, under the terms that prevail. */
interface Resting {
  readonly license: LicenseRecord;
  readonly term: TermRecord;
  readonly works: readonly SnapshotWork[];
}

/** Forecasts by looking at each licence twice, as the watch of alarms does: with works as they are, and as they are supposed to be. */
export function createLicenseForecaster(parts: LicenseParts): LicenseForecaster {
  return {
    forecast: async ({ workIds, supposing, licensor }) => {
      invariant(workIds.length <= WORKS_MAX, `at most ${WORKS_MAX} works are supposed at once, not ${workIds.length}`);
      const resting = await restingOn(parts, new Set(workIds), licensor);
      const licenses: ForecastLicense[] = [];
      for (const one of resting.slice(0, LICENSES_MAX)) licenses.push(await forecastLicense(parts, one, supposing));
      return { licenses, isPartial: resting.length > LICENSES_MAX || (await isBehind(watchModels(parts.foundation.connection), licensor)) };
    },
  };
}

/** The licences in force, or yet to begin, whose snapshots have the works; up to one more than is answered. */
async function restingOn(parts: LicenseParts, workIds: ReadonlySet<string>, licensor: string | null): Promise<readonly Resting[]> {
  const targets = await targetsOfWorks(watchModels(parts.foundation.connection), workIds);
  const licenseIds = [...new Set(targets.map(({ licenseId }) => licenseId))].sort();
  const found: Resting[] = [];
  for (const licenseId of licenseIds) {
    if (found.length > LICENSES_MAX) break;
    const license = await parts.store.find(licenseId);
    if (license === null || (licensor !== null && license.licensor !== licensor)) continue;
    if (!ACTIVE.has(stateOn(license, today(parts)))) continue;
    const term = await parts.store.term(licenseId, termOn(license.terms, today(parts)).version);
    const chunks = targets.filter((target) => target.licenseId === licenseId && target.termVersion === term.version);
    const works: SnapshotWork[] = [];
    for (const { chunk, workIds: named } of chunks) {
      // A work that answers for one of the snapshot is not named in it: what was merged has both ids among those asked for.
      works.push(...(await parts.store.snapshotChunk(term, chunk)).filter(({ workId }) => named?.has(workId) ?? false));
    }
    if (works.length > 0) found.push({ license, term, works });
  }
  return found;
}

const ACTIVE: ReadonlySet<string> = new Set(["IN_FORCE", "NOT_YET"]);

async function forecastLicense(parts: LicenseParts, resting: Resting, supposition: Supposition): Promise<ForecastLicense> {
  const supposed = { ...parts, ports: { ...parts.ports, rightsReader: supposingReader(parts.ports.rightsReader, supposition) } };
  const [now, then] = [await lookAt(parts, resting, resting.works), await lookAt(supposed, resting, resting.works)];
  const works: ForecastLicensedWork[] = [];
  for (const { workId } of resting.works) {
    const [before, after] = [now.alarms.get(workId) ?? null, then.alarms.get(workId) ?? null];
    works.push({
      workId: (after ?? before)?.workId ?? workId,
      alarmBefore: before?.message ?? null,
      alarmAfter: after?.message ?? null,
      coverage: coverageChanges(await licensedOf(parts, resting, workId), await licensedOf(supposed, resting, workId)),
    });
  }
  return { licenseId: resting.license._id, works };
}

/** Reads the rights of now as they are supposed to be, and those of the past as they were. */
function supposingReader(reader: RightsReader, supposing: Supposition): RightsReader {
  return {
    ...reader,
    ownership: async (request) => await reader.ownership(request.asKnownOn === null ? { ...request, supposing } : request),
  };
}

/** What is licensed of one work today, or on the first day of terms to come; nothing where the licence ends before. */
async function licensedOf(parts: LicenseParts, { license, term }: Resting, workId: string): Promise<readonly Clearance[]> {
  const [use] = license.uses;
  const on = today(parts) < term.from ? storedDay(term.from) : today(parts);
  const until = storedDay(endOf({ ...license, until: term.until }));
  if (use === undefined || until <= on) return [];
  const { summary } = await clearWorks(parts.ports, {
    ...{ licensor: license.licensor, use, workIds: [workId], period: { from: on, until }, withSnapshot: false },
    needed: neededRights({ use, countries: countrySetOf(parseTisCodes(term.territories)) }),
    byLaw: pricedClauses(term).flatMap(({ countries, clause }) => (clause.byLaw === null ? [] : [{ countries, reference: clause.byLaw }])),
  });
  return summary?.rights ?? [];
}

/** Where the licensed part differs: countries of one right and one difference together. */
function coverageChanges(now: readonly Clearance[], then: readonly Clearance[]): readonly ForecastCoverage[] {
  const changes = new Map<string, Omit<ForecastCoverage, "countries"> & { readonly countries: CountrySet }>();
  const after = new Map(then.map((one) => [`${one.right}/${one.country}`, licensedShare(one)]));
  for (const one of now) {
    const [before, later] = [licensedShare(one), after.get(`${one.right}/${one.country}`) ?? ZERO];
    if (equalShares(before, later)) continue;
    const change = { right: one.right, licensedBefore: storedShare(before), licensedAfter: storedShare(later) };
    const key = JSON.stringify(change);
    changes.set(key, { ...change, countries: unionOf(changes.get(key)?.countries ?? NO_COUNTRY, countrySetOf([one.country])) });
  }
  return [...changes.values()].map(({ countries, ...change }) => ({ ...change, countries: storedCountrySet(countries) }));
}
