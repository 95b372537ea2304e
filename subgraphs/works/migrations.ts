import { CONFLICT_TERMS, startedClock } from "../domain/conflictClock.ts";
import type { LocalDate } from "../domain/period.ts";
import type { Migration } from "../kit/migrations.ts";
import type { Seal } from "../kit/seal.ts";
import { learnWords } from "../kit/search/vocabulary.ts";
import { withDerived } from "./conflictRecords.ts";
import { workModels } from "./model.ts";
import type { WorkModels } from "./model.ts";
import type { ConflictRecord, StatementRecord, WorkRecord } from "./records.ts";
import { searchKeysOf, searchWordsOf } from "./searchKeys.ts";
import { sourceKeysOf } from "./sources.ts";
import { agreementKeysOf } from "./statements.ts";
import { sealPlainSecrets } from "./webhooks/secrets.ts";

const PAGE = 500;

/**
 * The steps of the stored format of works that need the store alone. 2: works are found by typos, in both Han scripts, and by pinyin. 3: works are
 * found by what they were made from, statements by the agreements they name.
 */
export const WORK_MIGRATIONS: readonly Migration[] = [
  {
    to: 2,
    name: "Works get the keys by which they are found in either Han script, by pinyin, and with typos",
    run: async (connection) => {
      const { works, words } = workModels(connection);
      for (let after = ""; ;) {
        const page = await works
          .find({ state: "LIVE", _id: { $gt: after } }, { titles: 1, creators: 1 })
          .sort({ _id: 1 })
          .limit(PAGE)
          .lean<Pick<WorkRecord, "_id" | "titles" | "creators">[]>();
        const last = page.at(-1);
        if (last === undefined) return;
        await learnWords(words, page.flatMap(searchWordsOf));
        await works.bulkWrite(
          page.map(({ _id, titles, creators }) => ({
            updateOne: { filter: { _id }, update: { $set: { searchKeys: searchKeysOf(titles, creators) } } },
          })),
          { ordered: false },
        );
        after = last._id;
      }
    },
  },
  {
    to: 3,
    name: "Works get the keys of what they were made from, statements those of the agreements they name, whose terms wait to be applied",
    run: async (connection) => {
      const { works, statements, agreements } = workModels(connection);
      const current = await agreements.find({ isCurrent: true }, { submitterKey: 1 }).lean<{ _id: string; submitterKey: string }[]>();
      for (const key of new Set(current.map(({ submitterKey }) => submitterKey)))
        await agreements.updateMany({ submitterKey: key, isCurrent: true }, { $set: { waitsFor: key } });
      for (let after = ""; ;) {
        const page = await statements
          .find({ state: "IN_FORCE", _id: { $gt: after } }, { workId: 1, submitter: 1, description: 1, claims: 1 })
          .sort({ _id: 1 })
          .limit(PAGE)
          .lean<Pick<StatementRecord, "_id" | "workId" | "submitter" | "description" | "claims">[]>();
        const last = page.at(-1);
        if (last === undefined) return;
        await addKeys(works, page);
        await setAgreements(statements, page);
        after = last._id;
      }
    },
  },
];

/** All steps. 4: secrets of webhooks are sealed. 5: conflicts have a clock, and stand in the queues of all concerned. */
export function workMigrations(seal: Seal | null): readonly Migration[] {
  const sealing = { to: 4, name: "Secrets of webhooks are stored sealed" };
  return [...WORK_MIGRATIONS, { ...sealing, run: async (connection) => await sealPlainSecrets(connection, seal) }, CONFLICT_CLOCK];
}

/**
 * The second deadline follows the first by 60 days, as the first was 60 days after the finding. Who holds which mandate is asked of another
 * subgraph: until a conflict changes, those who stated its claims are taken to speak for its contestants.
 */
const CONFLICT_CLOCK: Migration = {
  to: 5,
  name: "Conflicts get a second deadline, and the queues of the societies concerned",
  run: async (connection) => {
    const { conflicts } = workModels(connection);
    for (let after = ""; ;) {
      const page = await conflicts
        .find({ _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(PAGE)
        .lean<ConflictRecord[]>();
      const last = page.at(-1);
      if (last === undefined) return;
      await conflicts.bulkWrite(
        page.map((conflict) => {
          const clock = startedClock(conflict.openedAt.slice(0, 10) as LocalDate, CONFLICT_TERMS);
          const { term, deadlines, signatories, queue } = withDerived({ ...conflict, ...clock, signatories: conflict.societies });
          return { updateOne: { filter: { _id: conflict._id }, update: { $set: { term, deadlines, signatories, queue } } } };
        }),
        { ordered: false },
      );
      after = last._id;
    }
  },
};

type Keyed = Pick<StatementRecord, "_id" | "workId" | "submitter" | "description" | "claims">;

async function addKeys(works: WorkModels["works"], page: readonly Keyed[]): Promise<void> {
  const updates = page.flatMap((statement) => {
    const sourceKeys = sourceKeysOf([statement]);
    if (sourceKeys.length === 0) return [];
    return [{ updateOne: { filter: { _id: statement.workId }, update: { $addToSet: { sourceKeys: { $each: sourceKeys } } } } }];
  });
  if (updates.length > 0) await works.bulkWrite(updates, { ordered: false });
}

async function setAgreements(statements: WorkModels["statements"], page: readonly Keyed[]): Promise<void> {
  const updates = page.flatMap(({ _id, submitter, claims }) => {
    const { agreementKeys } = agreementKeysOf(submitter.key, claims);
    return agreementKeys === undefined ? [] : [{ updateOne: { filter: { _id }, update: { $set: { agreementKeys } } } }];
  });
  if (updates.length > 0) await statements.bulkWrite(updates, { ordered: false });
}
