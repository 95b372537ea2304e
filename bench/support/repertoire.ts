/**
 * Stored works of the generator without their statements: what search and identify read, made in minutes where a whole catalogue takes
 * hours. Titles, creators, codes and keys are those that the bulk path stores.
 */
import { inventCast, inventWork } from "../../seed/catalogue.ts";
import type { InventedWork } from "../../seed/catalogue.ts";
import { seeded } from "../../seed/random.ts";
import { openStorage } from "../../subgraphs/storage/connection.ts";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import type { Connection } from "../../subgraphs/kit/model.ts";
import { ensureIndexes } from "../../subgraphs/kit/store.ts";
import { learnWords } from "../../subgraphs/kit/search/vocabulary.ts";
import { describeWork } from "../../subgraphs/works/describe.ts";
import { partyModels } from "../../subgraphs/parties/model.ts";
import { workModels } from "../../subgraphs/works/model.ts";
import type { WorkModels } from "../../subgraphs/works/model.ts";
import type { StatementRecord, WorkRecord } from "../../subgraphs/works/records.ts";
import { searchWordsOf } from "../../subgraphs/works/searchKeys.ts";
import { openGeneratedFolder } from "./generatedFolder.ts";

const SEED = 7;
/** Words beside the generator's few, so that the vocabulary has the size of a real catalogue's. */
const WORDS_A_WORK = 5;
const WORDS_MAX = 200_000;

/** The database of works of a store that holds a repertoire. */
export interface Repertoire {
  readonly connection: Connection;
  /** The database of parties, which has none. */
  readonly parties: Connection;
  close(): Promise<void>;
}

/** Opens a repertoire of so many works; a large one is kept for the next full run. */
export async function openRepertoire({ works, full }: { readonly works: number; readonly full: boolean }): Promise<Repertoire> {
  const generated = await openGeneratedFolder<number>({ bench: "repertoire", seed: SEED, size: works, full });
  const embedded = await startEmbeddedStore({ dataFolder: generated.path });
  const storage = await openStorage({ uri: embedded.uri("bench"), appName: "tutti-bench" });
  const connection = storage.database("works");
  const models = workModels(connection);
  const close = async (): Promise<void> => {
    await storage.close();
    await embedded.stop();
    await generated.close();
  };
  if (generated.facts === null) {
    await ensureIndexes([models.works, models.words]);
    await storeWords(models, Math.min(WORDS_MAX, works * WORDS_A_WORK));
    await storeRepertoire(models, works);
    await generated.generated(works);
  }
  const parties = storage.database("parties");
  await ensureIndexes([partyModels(parties).parties]);
  return { connection, parties, close };
}

/** Words that nobody uses, of the length and letters of real ones. */
async function storeWords({ words }: WorkModels, count: number): Promise<void> {
  const random = seeded(SEED);
  const syllables = Array.from({ length: 400 }, () =>
    [
      random.pick("b c d f g h k l m n p r s t v w st tr br ch".split(" ")),
      random.pick("a e i o u ea ou ai".split(" ")),
      random.pick(["", "n", "r", "l", "s", "t"]),
    ].join(""),
  );
  for (let from = 0; from < count; from += 5_000)
    await learnWords(
      words,
      Array.from({ length: Math.min(5_000, count - from) }, () =>
        Array.from({ length: random.between(2, 4) }, () => random.pick(syllables)).join(""),
      ),
    );
}
const BATCH = 1_000;

/** The generator's works with these places. */
export function repertoireWorks(size: number, places: readonly number[]): InventedWork[] {
  const cast = inventCast(seeded(SEED), Math.max(3, Math.min(2_000, Math.ceil(size / 40))));
  return places.map((at) => inventWork(at, { seed: SEED, cast }));
}

/** Stores works and their words. */
export async function storeRepertoire(models: WorkModels, size: number): Promise<void> {
  const cast = inventCast(seeded(SEED), Math.max(3, Math.min(2_000, Math.ceil(size / 40))));
  for (let from = 0; from < size; from += 4 * BATCH) {
    await Promise.all(
      Array.from({ length: 4 }, async (_, part) => {
        const first = from + part * BATCH;
        const works = Array.from({ length: Math.max(0, Math.min(BATCH, size - first)) }, (_unused, at) =>
          recordOf(inventWork(first + at, { seed: SEED, cast }), first + at),
        );
        if (works.length === 0) return;
        await learnWords(models.words, works.flatMap(searchWordsOf));
        await models.works.insertMany(works, { lean: true });
      }),
    );
  }
}

/** The id of the work at a place. */
export function repertoireId(kind: "wrk" | "rec", at: number): string {
  return `${kind}_01M8${String(at).padStart(22, "0")}`;
}

function recordOf(work: InventedWork, at: number): WorkRecord {
  const society = work.home.society;
  const title = (text: string, kind: string, script: string) => ({ text, kind, language: null, script });
  const key = `SO:${society}|${work.number}`;
  const statement: StatementRecord = {
    ...{ _id: `stm_${at}`, shape: 1, workId: repertoireId("wrk", at), state: "IN_FORCE", key, submitterWorkNumber: work.number },
    submitter: { key: `SO:${society}`, name: society, society },
    receipts: [{ receiver: society, message: "msg_1", line: 1, receivedAt: "2026-01-05T08:00:00.000Z" }],
    description: {
      titles: [title(work.title, "ORIGINAL", "Latn"), ...(work.nativeTitle === null ? [] : [title(work.nativeTitle, "OL", "Hani")])],
      iswc: work.iswc,
      creators: work.chains.map(({ writer }) => ({
        ...{
          partyId: `pty_${writer.number}`,
          name: `${writer.first} ${writer.last}`.trim(),
          role: "CA",
          ipiNameNumber: writer.ipiNameNumber,
        },
        ...(writer.native === null ? {} : { otherNames: [writer.native] }),
      })),
      recordings: [{ isrc: work.isrc, title: work.title, performers: [work.performer], durationMs: work.durationSeconds * 1_000 }],
      details: {},
    },
    ...{ contentHash: "", claims: [], claimIds: [], reported: [], origins: [], replaces: null },
  };
  const fields = describeWork(null, [statement], () => repertoireId("rec", at));
  return { ...{ _id: repertoireId("wrk", at), shape: 1, version: 1, aiLabel: null, merges: [], state: "LIVE" }, ...fields };
}
