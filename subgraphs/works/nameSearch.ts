import type { Foundation } from "../kit/foundation.ts";
import type { JobRun } from "../kit/jobs.ts";
import type { PartyBrief, PartyReader } from "../kit/ports/partyReader.ts";
import { PortFailure } from "../kit/portTransport.ts";
import { createWaker } from "../kit/waker.ts";
import { readParties } from "./claimInputs.ts";
import { otherNamesOf } from "./creatorNames.ts";
import { learnWords } from "../kit/search/vocabulary.ts";
import { searchKeysOf, searchWordsOf } from "./searchKeys.ts";
import type { WorkModels } from "./model.ts";
import type { CreatorRecord, WorkRecord } from "./records.ts";

const NAME_SEARCH = "name-search";
/** One for the life of a store: an id that is there already is left alone. */
const NAME_SEARCH_ID = "job_00000000000000000000000001";
const PAGE = 500;
/** Times that a page is done again because its works were changed meanwhile. */
const ATTEMPTS_MAX = 5;
/** Parties may start later than works do: 5 minutes in all. */
const WAIT_MS = 2_000;
const WAIT_COUNT_MAX = 150;

interface NameSearchTools {
  readonly foundation: Foundation;
  readonly models: WorkModels;
  readonly parties: PartyReader;
}

/**
 * Works stored by releases that searched creators by the name shown alone get the other names of their creators, once. In a store
 * that begins with this release there is nothing to do: names come with what is stated.
 */
export function createNameSearch(tools: NameSearchTools): { begin(): Promise<void> } {
  const { jobs } = tools.foundation;
  jobs.register(NAME_SEARCH, async (_input, run) => ({ works: await nameCreators(tools, run) }));
  return {
    begin: async () => {
      await jobs.enqueue(NAME_SEARCH, {}, { id: NAME_SEARCH_ID });
    },
  };
}

/** Answers how many works were changed; begun again after a crash it finds the rest to do. */
async function nameCreators(tools: NameSearchTools, run: JobRun): Promise<number> {
  let [done, changed, after] = [0, 0, ""];
  for (let attempt = 1; ;) {
    run.signal.throwIfAborted();
    const works = await pageAfter(tools.models, after);
    const last = works.at(-1);
    if (last === undefined) return changed;
    const writes = renamed(works, await creatorsOf(works, tools.parties, run.signal));
    await learnWords(
      tools.models.words,
      writes.flatMap(({ updateOne: { update } }) => searchWordsOf({ titles: [], creators: update.$set.creators })),
    );
    const matched = writes.length === 0 ? 0 : (await tools.models.works.bulkWrite(writes, { ordered: false })).matchedCount;
    changed += matched;
    if (matched < writes.length && attempt < ATTEMPTS_MAX) {
      attempt += 1;
      continue;
    }
    [attempt, after, done] = [1, last._id, done + works.length];
    await run.progress({ done });
  }
}

async function pageAfter({ works }: WorkModels, after: string): Promise<WorkRecord[]> {
  return await works
    .find({ state: "LIVE", _id: { $gt: after } })
    .sort({ _id: 1 })
    .limit(PAGE)
    .lean<WorkRecord[]>();
}

async function creatorsOf(works: readonly WorkRecord[], parties: PartyReader, signal: AbortSignal): Promise<Map<string, PartyBrief>> {
  const ids = works.flatMap(({ creators }) => creators.flatMap(({ partyId }) => partyId ?? []));
  for (let waits = 0; ; waits += 1) {
    try {
      return await readParties(parties, ids);
    } catch (error) {
      if (!(error instanceof PortFailure) || waits >= WAIT_COUNT_MAX) throw error;
      await createWaker().pause(WAIT_MS);
      signal.throwIfAborted();
    }
  }
}

/** The writes of works whose creators have other names; of the version that was read, so that no newer picture is lost. */
function renamed(works: readonly WorkRecord[], parties: ReadonlyMap<string, PartyBrief>) {
  return works.flatMap(({ _id, version, titles, creators: before }) => {
    const creators = before.map((creator): CreatorRecord => {
      const names = parties.get(creator.partyId ?? "")?.names ?? [];
      return { ...creator, ...otherNamesOf([...(creator.otherNames ?? []), ...names], creator.name) };
    });
    if (JSON.stringify(creators) === JSON.stringify(before)) return [];
    return [{ updateOne: { filter: { _id, version }, update: { $set: { creators, searchKeys: searchKeysOf(titles, creators) } } } }];
  });
}
