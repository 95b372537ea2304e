import { createClearanceTally } from "../domain/clearance.ts";
import type { ClearanceAsk, ClearanceSummary, ClearedWork } from "../domain/clearance/types.ts";
import { singleDay } from "../domain/period.ts";
import type { LocalDate } from "../domain/period.ts";
import type { IpiRight } from "../domain/rights.ts";
import { isZeroShare, parseStoredShare } from "../domain/shares.ts";
import type { CountrySet } from "../domain/territories/countrySet.ts";
import { NO_COUNTRY, parseStoredCountrySet, storedCountrySet, unionOf } from "../domain/territories/countrySet.ts";
import { sha256 } from "../kit/json.ts";
import type { MandateReader } from "../kit/ports/mandateReader.ts";
import type { RightsReader, WorkRights } from "../kit/ports/rightsReader.ts";
import { createEntitlements } from "./entitled.ts";
import type { EntitlementAsk, Entitlements } from "./entitled.ts";
import type { SnapshotWork } from "./model.ts";
import { cellsOn, createReliedMandates } from "./reliedMandates.ts";
import type { ClosedPeriod } from "./request.ts";
import { contentHash, contentOf } from "./rightsContent.ts";

/** Works that the rights reader takes at once. */
export const OWNERSHIP_WORKS_MAX = 200;

/** What is cleared: works, for a use by a licensor, on the first day of a period. */
export interface ClearingAsk extends Omit<EntitlementAsk, "on">, Pick<ClearanceAsk, "byLaw"> {
  readonly workIds: readonly string[];
  readonly period: ClosedPeriod;
  /** Whether the rights of the whole period, and the mandates over them, are hashed for a licence's snapshot. */
  readonly withSnapshot: boolean;
}

/** The clearance of the works that are known, and their snapshot where it was asked for, by id. */
export interface Cleared {
  readonly summary: ClearanceSummary | null;
  readonly snapshot: readonly SnapshotWork[];
  /** The version of the mandate data before they were read. */
  readonly mandateVersion: number;
  /** Ids that works does not know. */
  readonly unknown: readonly string[];
}

/** Reads the works' ownership and their parties' mandates, 200 works at a time, and adds up what the licensor may license. */
export async function clearWorks(
  ports: { readonly rightsReader: RightsReader; readonly mandateReader: MandateReader },
  ask: ClearingAsk,
): Promise<Cleared> {
  const { workIds, period, needed, byLaw, withSnapshot } = ask;
  const tally = createClearanceTally({ needed, byLaw });
  const { version: mandateVersion } = await ports.mandateReader.version({});
  const entitlements = createEntitlements(ports.mandateReader, { ...ask, on: period.from });
  const mandates = createReliedMandates(ports.mandateReader, ask, entitlements);
  const snapshot: SnapshotWork[] = [];
  const unknown: string[] = [];
  for (let at = 0; at < workIds.length; at += OWNERSHIP_WORKS_MAX) {
    const batch = workIds.slice(at, at + OWNERSHIP_WORKS_MAX);
    const days = withSnapshot ? period : singleDay(period.from);
    const { works } = await ports.rightsReader.ownership({ workIds: batch, ...relied(needed), period: days, asKnownOn: null });
    const found = works.filter((work) => work !== null);
    unknown.push(...batch.filter((_id, index) => (works[index] ?? null) === null));
    await entitlements.learn(found.flatMap((work) => cellsOn(work, period.from)));
    for (const work of found) tally.add(clearedWork(work, period.from, entitlements));
    if (!withSnapshot) continue;
    await mandates.learn(found);
    for (const work of found) {
      const { workId, version } = work;
      snapshot.push({ workId, version, hash: contentHash(contentOf(work, period)), mandates: mandates.of(work) });
    }
  }
  snapshot.sort((one, other) => (one.workId < other.workId ? -1 : 1));
  return { summary: tally.summary(), snapshot, mandateVersion, unknown };
}

/** One hash over a snapshot: of the ids and both hashes of its works, in order of ids. */
export function snapshotHash(works: readonly SnapshotWork[]): string {
  return sha256(works.map(({ workId, hash, mandates }) => `${workId} ${hash} ${mandates?.hash ?? ""}\n`).join(""));
}

/** The rights and countries to ask the rights reader for. */
export function relied(needed: ReadonlyMap<IpiRight, CountrySet>): { readonly rights: readonly IpiRight[]; readonly countries: string } {
  return { rights: [...needed.keys()], countries: storedCountrySet([...needed.values()].reduce(unionOf, NO_COUNTRY)) };
}

function clearedWork(work: WorkRights, day: LocalDate, entitlements: Entitlements): ClearedWork {
  return {
    workId: work.workId,
    conflictIds: work.conflictIds,
    cells: cellsOn(work, day).map((cell) => ({
      right: cell.right,
      countries: parseStoredCountrySet(cell.countries),
      held: parseStoredShare(cell.held),
      claims: cell.claims
        .filter(({ payable }) => !isZeroShare(parseStoredShare(payable)))
        .flatMap((claim) => entitlements.cleared(cell, claim)),
      reported: cell.reported.map(({ partyName, society, share }) => ({ partyName, society, share: parseStoredShare(share) })),
    })),
  };
}
