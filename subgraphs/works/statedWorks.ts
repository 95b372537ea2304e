import type { ConflictScope, OwnershipClaim } from "../domain/ownership.ts";
import type { LocalDate } from "../domain/period.ts";
import { parseStoredCountrySet } from "../domain/territories/countrySet.ts";
import { chosenFields, findPartly } from "../storage/partialDocuments.ts";
import { scopeOf } from "./knowledge.ts";
import type { WorkModels } from "./model.ts";
import type { StatedPicture, StatedWork } from "./ownership.ts";
import { figureOf, reportedOf } from "./records.ts";
import type { ClaimRecord, StatementRecord, WorkRecord } from "./records.ts";
import type { WorkStore } from "./workStore.ts";

/** What ports tell of a work. */
export type BriefWork = Pick<WorkRecord, "_id" | "askedAs" | "version" | "iswc" | "titles" | "aiLabel" | "statedBy">;

const WORK_FIELDS = chosenFields({ _id: true, version: true, mergedInto: true, iswc: true, titles: true, aiLabel: true, statedBy: true });
/** All that the rules of ownership and the labels of sources read. */
const STATEMENT_FIELDS = chosenFields({
  ...{ _id: true, workId: true, submitter: true, submitterWorkNumber: true },
  receipts: { receiver: true, receivedAt: true },
  claims: {
    ...{ id: true, partyId: true, partyName: true, side: true, role: true, kind: true, figures: true, territories: { countries: true } },
    ...{ from: true, until: true, writerPartyIds: true, chain: true },
  },
  reported: true,
  origins: { figures: true },
});

type ReadWork = Omit<BriefWork, "askedAs"> & Pick<WorkRecord, "mergedInto">;
type ReadClaim = Omit<ClaimRecord, "territories" | "affiliations" | "agreement" | "line"> & {
  readonly territories: Pick<ClaimRecord["territories"], "countries">;
};
type ReadStatement = Pick<StatementRecord, "_id" | "workId" | "submitter" | "submitterWorkNumber" | "receipts" | "reported" | "origins"> & {
  readonly claims: readonly ReadClaim[];
};

export interface StatedWorkTools {
  readonly store: WorkStore;
  readonly models: Pick<WorkModels, "works" | "statements">;
}

/** Works with what is stated of them now, by the ids asked for, unknown ones left out: three reads, and of documents only what ownership rests on. */
export async function readStatedWorks(tools: StatedWorkTools, ids: readonly string[]): Promise<StatedWork<BriefWork>[]> {
  const { store, models } = tools;
  const works = await readWorks(tools, ids);
  const workIds = [...new Set(works.map(({ _id }) => _id))];
  const statementsRead = findPartly<ReadStatement>(
    models.statements,
    { workId: { $in: workIds }, state: "IN_FORCE" },
    { fields: STATEMENT_FIELDS, most: STATEMENTS_MOST },
  );
  const [statements, conflicts] = await Promise.all([statementsRead, store.openConflictsOf(workIds)]);
  const stated = new Map<string, StatedPicture[]>(workIds.map((id) => [id, []]));
  for (const statement of statements) stated.get(statement.workId)?.push(statementOf(statement));
  return works.map((work) => ({
    work,
    statements: stated.get(work._id) ?? [],
    openConflicts: (conflicts.get(work._id) ?? []).map((conflict): ConflictScope => scopeOf(conflict)),
  }));
}

/** Statements in one answer of the server. */
const STATEMENTS_MOST = 10_000;

/** In the order asked; a merged work is answered by its survivor, which few are. */
async function readWorks({ store, models }: StatedWorkTools, ids: readonly string[]): Promise<BriefWork[]> {
  const distinct = [...new Set(ids)];
  const read = await findPartly<ReadWork>(models.works, { _id: { $in: distinct } }, { fields: WORK_FIELDS, most: distinct.length });
  const found = new Map<string, BriefWork>(read.map((work) => [work._id, work]));
  const merged = read.flatMap(({ _id, mergedInto }) => (mergedInto === undefined ? [] : [_id]));
  if (merged.length > 0) for (const [id, survivor] of await store.worksByIds(merged)) found.set(id, survivor);
  return distinct.flatMap((id) => found.get(id) ?? []);
}

function statementOf({ _id, submitter, submitterWorkNumber, receipts, claims, reported, origins }: ReadStatement): StatedPicture {
  return {
    ...{ id: _id, submitter, submitterWorkNumber, receipts },
    claims: claims.map(claimOf),
    reported: reported.map(reportedOf),
    origins: origins.map(({ figures }) => ({ figures: figures.map(figureOf) })),
  };
}

/** Days were checked before they were stored. */
function claimOf(claim: ReadClaim): OwnershipClaim {
  return {
    id: claim.id,
    partyId: claim.partyId,
    partyName: claim.partyName,
    side: claim.side,
    role: claim.role,
    kind: claim.kind,
    figures: claim.figures.map(figureOf),
    territories: { countries: parseStoredCountrySet(claim.territories.countries) },
    period: { from: claim.from as LocalDate | null, until: claim.until as LocalDate | null },
    writerPartyIds: claim.writerPartyIds,
    chain: claim.chain,
  };
}
