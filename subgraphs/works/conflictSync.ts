import { type ConflictTerms, startedClock } from "../domain/conflictClock.ts";
import { compareIdentities, findConflicts, partiesWithDifferingFigures } from "../domain/conflicts.ts";
import type { ConflictFinding, IdentityFinding, WorkIdentity } from "../domain/conflicts.ts";
import { ALWAYS, type LocalDate } from "../domain/period.ts";
import { percentText, storedShare } from "../domain/shares.ts";
import type { Statement } from "../domain/statements.ts";
import { storedCountrySet, unionOf, NO_COUNTRY } from "../domain/territories/countrySet.ts";
import { isWithinWhole } from "../domain/wholeness.ts";
import type { NewEvent } from "../kit/events.ts";
import type { MandateReader } from "../kit/ports/mandateReader.ts";
import { closedConflict, conflictEvent, isClaimConflict, lapsed, withDerived } from "./conflictRecords.ts";
import { contestantHolders } from "./contestants.ts";
import { lookUpHolders } from "./holders.ts";
import { STORED_SHAPE, statementOf } from "./records.ts";
import type { ConflictRecord, SliceRecord, StatementRecord } from "./records.ts";

/** A work after a change, with the conflicts that were open before. */
export interface ChangedWork {
  readonly workId: string;
  readonly statements: readonly StatementRecord[];
  readonly open: readonly ConflictRecord[];
}

/** What a change means for conflicts: records to insert, to write over, and the events that say so. */
export interface ConflictChanges {
  readonly inserted: ConflictRecord[];
  readonly updated: ConflictRecord[];
  readonly events: NewEvent[];
  /** Conflicts between claims that are open after the change, by work. */
  readonly openByWork: ReadonlyMap<string, readonly ConflictRecord[]>;
}

export interface ConflictTools {
  readonly mandates: MandateReader;
  readonly terms: ConflictTerms;
  readonly makeId: () => string;
  readonly now: Date;
}

/** Finds the conflicts between claims anew: known ones are updated, new ones opened, those that no longer hold closed. */
export async function reviewClaims(works: readonly ChangedWork[], tools: ConflictTools): Promise<ConflictChanges> {
  const changes = { inserted: [] as ConflictRecord[], updated: [] as ConflictRecord[], events: [] as NewEvent[] };
  const openByWork = new Map<string, ConflictRecord[]>();
  const found = await findingsOf(works, tools);
  const signatories = await signatoriesOf(found, tools);
  for (const { work, findings } of found) {
    const open: ConflictRecord[] = [];
    const claimKinds = work.open.filter(({ kind }) => isClaimConflict(kind));
    const known = new Map(claimKinds.map((conflict) => [conflict.key, conflict]));
    for (const finding of findings) {
      const drawn = drafted(work, finding, { ...tools, signatories: signatories.get(finding) ?? [] });
      const before = known.get(drawn.key);
      known.delete(drawn.key);
      if (before === undefined) {
        changes.inserted.push(drawn);
        changes.events.push(conflictEvent("CONFLICT_OPENED", drawn));
        open.push(drawn);
      } else if (contentOf(before) === contentOf(drawn)) {
        open.push(before);
      } else {
        const { claimIds, partyIds, slices, excess, because, societies } = drawn;
        const changed = { claimIds, partyIds, slices, excess, because, societies, signatories: drawn.signatories };
        const rulings = restsOn(before) === restsOn(drawn) ? before.rulings : lapsed(before.rulings);
        const updated = withDerived({ ...before, ...changed, rulings, version: before.version + 1 });
        changes.updated.push(updated);
        changes.events.push(conflictEvent("CONFLICT_CHANGED", updated));
        open.push(updated);
      }
    }
    for (const gone of known.values()) {
      const closed = closedConflict(gone, { now: tools.now, because: "It no longer holds: the claims as they are now agree." });
      changes.updated.push(closed);
      changes.events.push(conflictEvent("CONFLICT_CLOSED", closed));
    }
    openByWork.set(work.workId, open);
  }
  return { ...changes, openByWork };
}

/** Who speaks for the contestants of every finding; the port is asked once, and not at all where nothing is found. */
async function signatoriesOf(
  found: readonly { readonly work: ChangedWork; readonly findings: readonly ConflictFinding[] }[],
  { mandates }: ConflictTools,
): Promise<ReadonlyMap<ConflictFinding, readonly string[]>> {
  const all = found.flatMap(({ work: { statements }, findings }) => findings.map((finding) => ({ finding, statements })));
  const holders = await contestantHolders(
    mandates,
    all.map(({ finding, statements }) => ({
      conflict: { claimIds: finding.claimIds, slices: finding.slices.map(sliceRecord) },
      statements,
    })),
  );
  return new Map(all.map(({ finding }, index) => [finding, [...(holders[index] ?? [])].sort()]));
}

/** Only where two figures differ does it matter who holds the mandate; so most changes ask nothing. */
async function findingsOf(
  works: readonly ChangedWork[],
  tools: ConflictTools,
): Promise<{ work: ChangedWork; findings: ConflictFinding[] }[]> {
  const read = works.map((work) => ({ work, statements: isPlain(work) ? [] : work.statements.map(statementOf) }));
  const differing = read.flatMap(({ statements }) => (statements.length < 2 ? [] : partiesWithDifferingFigures(statements)));
  const countries = read.flatMap(({ statements }) => statements.flatMap(allCountries)).reduce(unionOf, NO_COUNTRY);
  const subjects = differing.flatMap(({ partyId, side, rights }) => rights.map((right) => ({ partyId, side, right })));
  const holders = subjects.length === 0 ? () => [] : await lookUpHolders(tools.mandates, subjects, { countries, period: ALWAYS });
  return read.map(({ work, statements }) => ({ work, findings: findConflicts(statements, holders) }));
}

/** One statement that stays within the whole: the usual case of an import, told without working out its cells. */
function isPlain({ statements }: ChangedWork): boolean {
  const [only, ...others] = statements;
  return only !== undefined && others.length === 0 && isWithinWhole(only.claims);
}

function allCountries({ claims }: Statement) {
  return claims.map(({ territories }) => territories.countries);
}

function drafted(
  work: ChangedWork,
  finding: ConflictFinding,
  tools: ConflictTools & { readonly signatories: readonly string[] },
): ConflictRecord {
  const key = `${work.workId}|${finding.key}`;
  const sources = work.statements.filter(({ _id }) => finding.statementIds.includes(_id));
  const names = sources.flatMap(({ claims }) => claims.filter(({ id }) => finding.claimIds.includes(id)).map(({ partyName }) => partyName));
  const because = becauseOf(finding, names);
  return withDerived({
    ...opened(key, tools),
    kind: finding.kind,
    workIds: [work.workId],
    claimIds: finding.claimIds,
    partyIds: finding.partyIds,
    slices: finding.slices.map(sliceRecord),
    excess: storedShare(finding.excess),
    because,
    societies: societiesOf(sources),
    signatories: tools.signatories,
  });
}

function becauseOf({ kind, excess }: ConflictFinding, partyNames: readonly string[]): string {
  const names = [...new Set(partyNames)].sort().join(", ");
  switch (kind) {
    case "OVER_CLAIM":
      return `${names} together claim up to ${percentText(excess)} percent more than the whole.`;
    case "CHAIN_OVER_CLAIM":
      return `${names} with their writer claim up to ${percentText(excess)} percent more than any of their own pictures leaves to the writer's chain.`;
    case "SHARES_DIFFER":
      return `Two figures, up to ${percentText(excess)} percent apart, are stated for ${partyNames[0] ?? "one party"}.`;
  }
}

function sliceRecord({ rights, countries, period, excess }: ConflictFinding["slices"][number]): SliceRecord {
  return {
    rights,
    countries: storedCountrySet(countries),
    from: period.from,
    until: period.until,
    excess: storedShare(excess),
  };
}

/** A conflict between two works, or null when they are plainly two; ISRCs of medleys say nothing. */
export function identityConflict(
  [one, other]: readonly [WorkIdentity, WorkIdentity],
  medleys: ReadonlySet<string>,
  tools: ConflictTools,
): ConflictRecord | null {
  const finding: IdentityFinding | null = compareIdentities(one, other, medleys);
  if (finding === null) return null;
  const { key, kind, workIds, because } = finding;
  return withDerived({
    ...opened(key, tools),
    kind,
    workIds: [...workIds],
    claimIds: [],
    partyIds: [],
    slices: [],
    excess: null,
    because,
    ...{ societies: [], signatories: [] },
  });
}

/** A conflict between works with those who ever stated one of them: they are the ones who know. */
export function askedOf(conflict: ConflictRecord, statedBy: ReadonlyMap<string, readonly string[]>): ConflictRecord {
  const signatories = [...new Set(conflict.workIds.flatMap((id) => statedBy.get(id) ?? []))].sort();
  return withDerived({ ...conflict, signatories });
}

/** Submitters and receivers that are societies. */
function societiesOf(statements: readonly StatementRecord[]): string[] {
  const codes = statements.flatMap(({ submitter, receipts }) => [submitter.society, ...receipts.map(({ receiver }) => receiver)]);
  return [...new Set(codes.flatMap((code) => code ?? []))].sort();
}

function opened(key: string, tools: ConflictTools) {
  return {
    ...{ _id: tools.makeId(), shape: STORED_SHAPE, version: 1, key, openKey: key, closedAt: null },
    openedAt: tools.now.toISOString(),
    ...startedClock(tools.now.toISOString().slice(0, 10) as LocalDate, tools.terms),
    rulings: [],
    rulingIds: [],
    evidence: [],
  };
}

/** What a proposal rests on: nobody signs for other claims, or in other places, than those that were looked at. */
function restsOn({ claimIds, slices, excess }: ConflictRecord): string {
  return contentOf({ claimIds, slices, excess, partyIds: [], societies: [] });
}

function contentOf({
  claimIds,
  partyIds,
  slices,
  excess,
  societies,
}: Pick<ConflictRecord, "claimIds" | "partyIds" | "slices" | "excess" | "societies">): string {
  return JSON.stringify([
    claimIds,
    partyIds,
    slices.map(({ rights, countries, from, until, excess: by }) => [rights, countries, from, until, by]),
    excess,
    societies,
  ]);
}
