import { problem } from "../domain/outcome.ts";
import type { Problem } from "../domain/outcome.ts";
import { parseLocalDate } from "../domain/period.ts";
import type { LocalDate } from "../domain/period.ts";
import type { UseVolume } from "../domain/tariffs.ts";
import type { CountrySet, TisCode } from "../domain/territories/countrySet.ts";
import { hasCountry } from "../domain/territories/countrySet.ts";
import { parseTisCode } from "../domain/territories/tis.ts";
import { requireScope, requireSociety } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import { plainJson } from "../kit/json.ts";
import { Refusal, requireOk } from "../kit/refusal.ts";
import { maySee } from "./access.ts";
import type { AmendLicenseInput, TerminateLicenseInput } from "./inputs.ts";
import { requireOffer } from "./issue.ts";
import type { LicenseAnswer } from "./issue.ts";
import type { HistoryRecord, LicenseRecord, TermRecord } from "./model.ts";
import { today } from "./parts.ts";
import type { LicenseParts } from "./parts.ts";
import { runPrepared } from "./prepared.ts";
import { makeOffer } from "./quotes.ts";
import type { Offer } from "./quotes.ts";
import { storedMinor } from "./records.ts";
import { readRequest } from "./request.ts";
import type { QuoteRequest } from "./request.ts";
import { endOf, stateOn } from "./state.ts";
import { frozenTerm } from "./terms.ts";
import { watchFrom } from "./watch/store.ts";

/** Terms of one licence. */
const TERMS_MAX = 100;
const HISTORY_MAX = 1_000;
const REASON_LENGTH_MAX = 500;

/**
 * New frozen terms from a day on, with a new clearance and snapshot; the days before keep theirs. A Refusal for an unknown licence
 * (LICENSE_UNKNOWN), an old version (STALE_VERSION), an ended licence (LICENSE_ENDED), a past day (DATE_PAST), one outside the licence
 * (DATE_OUTSIDE), too many terms (TOO_MANY_TERMS), or any problem of the new quote.
 */
export async function amendLicense(parts: LicenseParts, input: AmendLicenseInput, caller: Caller): Promise<LicenseAnswer> {
  requireScope(caller, "licenses:write");
  const command = { operation: "amendLicense", caller, key: input.idempotencyKey ?? null, input: plainJson(input) };
  return await runPrepared(parts.foundation.commands, command, {
    prepare: async () => {
      const license = await requireLicense(parts, { id: input.license, expectedVersion: input.expectedVersion }, caller);
      const takenAt = parts.foundation.clock.now();
      const last = license.terms.at(-1)?.version ?? 1;
      const before = await parts.store.term(license._id, last);
      const request = amendedRequest(parts, { license, before, input });
      const workIds = license.coversRepertoire ? null : (await parts.store.snapshot(before)).map(({ workId }) => workId);
      const made = await makeOffer(parts, request, { withSnapshot: true, ...(workIds === null ? {} : { workIds }) });
      return { license, takenAt, offer: requireOffer(made, []) };
    },
    commit: async ({ license, takenAt, offer }, session) => {
      const version = license.version + 1;
      const term = frozenTerm(offer, { licenseId: license._id, version, takenAt });
      const revised: LicenseRecord = {
        ...license,
        version,
        territories: term.territories,
        until: term.until,
        terms: [...license.terms, { version, from: term.from }],
        history: [...license.history, event(parts, { kind: "AMENDED", version, from: term.from, note: amendmentNote(input, offer) })],
      };
      if (!(await parts.store.revise(revised, session))) throw stale(license, input.expectedVersion);
      await parts.store.insertTerm(term, offer.snapshot, session);
      await watchFrom(parts.foundation.connection, license, session);
      const data = { version, licensor: license.licensor, licensee: license.licensee, snapshotHash: term.snapshotHash };
      await parts.foundation.events.append([{ kind: "LICENSE_AMENDED", subject: license._id, data }], session);
      return { licenseId: license._id };
    },
  });
}

/** Declares a licence's end from a day on; a day in the future changes only later days. A Refusal as amendLicense, and REASON_LENGTH. */
export async function terminateLicense(parts: LicenseParts, input: TerminateLicenseInput, caller: Caller): Promise<LicenseAnswer> {
  requireScope(caller, "licenses:write");
  const command = { operation: "terminateLicense", caller, key: input.idempotencyKey ?? null, input: plainJson(input) };
  return await parts.foundation.commands.run(command, async (session) => {
    const license = await requireLicense(parts, { id: input.license, expectedVersion: input.expectedVersion, session }, caller);
    const from = readDay(parts, input.from, ["from"]);
    const reason = input.reason?.trim() ?? "";
    if (reason.length > REASON_LENGTH_MAX)
      throw fault("REASON_LENGTH", `A reason has at most ${REASON_LENGTH_MAX} characters, not ${reason.length}.`, "reason");
    if (from >= license.until) throw fault("DATE_OUTSIDE", `The licence ends on ${license.until} anyway; terminate it before.`, "from");
    const version = license.version + 1;
    const note = reason === "" ? `Ends on ${from}.` : reason;
    const history = [...license.history, event(parts, { kind: "TERMINATED", version, from, note })];
    if (!(await parts.store.revise({ ...license, version, terminatedFrom: from, history }, session)))
      throw stale(license, input.expectedVersion);
    const data = { version, licensor: license.licensor, licensee: license.licensee, from };
    await parts.foundation.events.append([{ kind: "LICENSE_TERMINATED", subject: license._id, data }], session);
    return { licenseId: license._id };
  });
}

interface Wanted {
  readonly id: string;
  readonly expectedVersion: number;
  readonly session?: Parameters<LicenseParts["store"]["find"]>[1];
}

/** A licence of the caller's own society that can still be changed, at the version that the caller knows. */
async function requireLicense(parts: LicenseParts, { id, expectedVersion, session }: Wanted, caller: Caller): Promise<LicenseRecord> {
  const license = await parts.store.find(id, session);
  if (license === null || !maySee(caller, license))
    throw fault("LICENSE_UNKNOWN", `No licence ${JSON.stringify(id.slice(0, 40))} is known here.`, "license");
  requireSociety(caller, license.licensor);
  if (license.version !== expectedVersion) throw stale(license, expectedVersion);
  const state = stateOn(license, today(parts));
  if (state === "TERMINATED" || state === "EXPIRED") {
    throw fault("LICENSE_ENDED", `The licence ended on ${endOf(license)} (${state}) and is not changed any more.`, "license");
  }
  if (license.terms.length >= TERMS_MAX || license.history.length >= HISTORY_MAX) {
    throw fault("TOO_MANY_TERMS", `A licence has at most ${TERMS_MAX} terms and ${HISTORY_MAX} changes; issue a new one.`, "license");
  }
  return license;
}

interface Amendment {
  readonly license: LicenseRecord;
  readonly before: TermRecord;
  readonly input: AmendLicenseInput;
}

function amendedRequest(parts: LicenseParts, { license, before, input }: Amendment): QuoteRequest {
  const from = readDay(parts, input.from, ["from"]);
  const until = input.until ?? license.until;
  const end = endOf({ ...license, until });
  if (from < license.from || from >= end) {
    throw fault(
      "DATE_OUTSIDE",
      `New terms begin within the licence, from ${license.from} up to but without ${end}, not on ${from}.`,
      "from",
    );
  }
  const [use] = license.uses;
  if (use === undefined) throw new Error(`Invariant: the licence ${license._id} has a use`);
  const { licensor, currency } = license;
  const territories = input.territories ?? before.territories;
  const read = readRequest({
    licensor,
    use,
    territories,
    period: { from, until },
    works: null,
    estimates: input.estimates ?? [],
    currency,
  });
  if (read.request === null) throw new Refusal(read.problems);
  if (input.estimates !== null && input.estimates !== undefined) return read.request;
  return { ...read.request, estimates: keptEstimates(before, read.request) };
}

function keptEstimates(
  before: TermRecord,
  { countries, currency }: { readonly countries: CountrySet; readonly currency: QuoteRequest["currency"] },
): ReadonlyMap<TisCode, UseVolume> {
  const volumes = before.estimates.map(({ territory, revenueMinor, plays, subscribers }) => ({
    country: requireOk(parseTisCode(territory)),
    revenue: { minor: storedMinor(revenueMinor), currency },
    plays: storedMinor(plays),
    subscribers: storedMinor(subscribers),
  }));
  return new Map(volumes.filter(({ country }) => hasCountry(countries, country)).map((volume) => [volume.country, volume]));
}

/** A day from today on: what was answered for earlier days stays. */
function readDay(parts: LicenseParts, text: string, path: readonly string[]): LocalDate {
  const day = parseLocalDate(text);
  const now = today(parts);
  if (day === null)
    throw new Refusal([problem("DATE_SYNTAX", `${JSON.stringify(text.slice(0, 40))} is not a day such as 2026-03-31.`, path)]);
  if (day < now) throw new Refusal([problem("DATE_PAST", `${day} is past; a licence is changed from today, ${now}, on.`, path)]);
  return day;
}

function amendmentNote(input: AmendLicenseInput, { request, snapshot, territories }: Offer): string {
  const changed = [
    ...(input.until === null || input.until === undefined ? [] : [`end ${request.period.until}`]),
    ...(input.territories === null || input.territories === undefined ? [] : [`${territories.length} countries`]),
    ...(input.estimates === null || input.estimates === undefined ? [] : ["estimates"]),
  ];
  return `New terms (${changed.length === 0 ? "same figures" : changed.join(", ")}) for ${snapshot.length} works.`;
}

function event(parts: LicenseParts, given: Omit<HistoryRecord, "occurredAt">): HistoryRecord {
  return { ...given, occurredAt: parts.foundation.clock.now().toISOString() };
}

function stale({ _id, version }: LicenseRecord, expected: number): Refusal {
  const found: Problem = problem("STALE_VERSION", `Licence ${_id} is at version ${version} or later, not ${expected}; read it again.`, [
    "expectedVersion",
  ]);
  return new Refusal([found]);
}

function fault(code: string, message: string, field: string): Refusal {
  return new Refusal([problem(code, message, [field])]);
}
