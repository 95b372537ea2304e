// How well and how fast works are found. `top1`, `top5`: the part of the labelled queries (bench/support/searchQueries.ts: typos, orders,
// scripts, partial titles, pinyin, title and creator) whose work comes first, or among the first five. `p50`, `p95`, `p99`: one query
// after the other in process, over the embedded store, the first page of 25. `keys`: what the search keys of a work cost its import.
import { seeded } from "../seed/random.ts";
import { workModels } from "../subgraphs/works/model.ts";
import { searchKeysOf } from "../subgraphs/works/searchKeys.ts";
import { searchWorks } from "../subgraphs/works/search.ts";
import type { WorkModels } from "../subgraphs/works/model.ts";
import type { WorkRecord } from "../subgraphs/works/records.ts";
import { percentile } from "./support/percentile.ts";
import { openRepertoire, repertoireWorks } from "./support/repertoire.ts";
import { benchOptions, openReport } from "./support/report.ts";
import { labelledQueries } from "./support/searchQueries.ts";
import { measureSearchRates } from "./support/searchRates.ts";

const SMALL = 10_000;
const LARGE = [100_000, 1_000_000];
const QUERIES_EACH = 20;
/** Works that the labelled set is drawn from: the first 400 are called as the demonstration's are, without a number. */
const LABELLED = 2_000;

const { json, full } = benchOptions();
const report = openReport({
  bench: "search",
  method:
    "the generator's works, stored without their statements; labelled queries drawn from a seed, each asked once; for the times the same kinds of " +
    "queries drawn from all works, each asked once after a tenth of them to warm up.",
  sizes: { works: full ? [SMALL, ...LARGE].join(" ") : SMALL, labelledWorks: LABELLED, queriesOfAKind: QUERIES_EACH },
  json,
});
for (const works of full ? [SMALL, ...LARGE] : [SMALL]) await measure(works);

async function measure(works: number): Promise<void> {
  const repertoire = await openRepertoire({ works, full: works !== SMALL });
  try {
    const models = workModels(repertoire.connection);
    if (works === SMALL) {
      await rates(models, works);
      await keyCosts(models);
    }
    await times(models, works);
  } finally {
    await repertoire.close();
  }
}

async function rates(models: WorkModels, works: number): Promise<void> {
  const { queries, top1, top5, byKind } = await measureSearchRates(
    models,
    repertoireWorks(
      works,
      Array.from({ length: LABELLED }, (_, at) => at),
    ),
  );
  for (const [kind, { asked, top1: first, top5: five }] of byKind)
    report.row({
      case: `top5.${kind}`,
      contender: "tutti",
      value: five / asked,
      unit: "fraction",
      top1: first / asked,
      queries: asked,
      works,
    });
  report.row({ case: "top1", contender: "tutti", value: top1, unit: "fraction", queries, works });
  report.row({ case: "top5", contender: "tutti", value: top5, unit: "fraction", queries, works });
}

async function times(models: WorkModels, works: number): Promise<void> {
  const random = seeded(works);
  const drawn = repertoireWorks(
    works,
    Array.from({ length: 500 }, () => random.between(0, works - 1)),
  );
  const queries = labelledQueries(drawn, { seed: 3, each: QUERIES_EACH });
  const slowest = { ms: 0, query: "" };
  const taken: number[] = [];
  for (const { query } of [...queries.filter((_, at) => at % 10 === 0), ...queries]) {
    const began = performance.now();
    await searchWorks(models, query, { first: 25 });
    const ms = performance.now() - began;
    taken.push(ms);
    if (ms > slowest.ms) Object.assign(slowest, { ms, query });
  }
  const counted = taken.slice(-queries.length);
  const more = { unit: "ms", contender: "tutti", works, queries: queries.length };
  for (const part of [50, 95, 99]) report.row({ case: `p${part}`, value: percentile(counted, part), ...more, slowest: slowest.query });
}

/** Over works as they are stored, texts seen before and not. */
async function keyCosts(models: WorkModels): Promise<void> {
  const works = await models.works.find({}, { titles: 1, creators: 1, searchKeys: 1 }).limit(5_000).lean<WorkRecord[]>();
  const began = performance.now();
  for (const { titles, creators } of works) searchKeysOf(titles, creators);
  const us = ((performance.now() - began) * 1_000) / works.length;
  const keys = works.reduce((sum, { searchKeys }) => sum + searchKeys.length, 0) / works.length;
  const bytes = works.reduce((sum, { searchKeys }) => sum + searchKeys.join("").length, 0) / works.length;
  report.row({ case: "keys", contender: "tutti", value: us, unit: "us/work", keysOfAWork: keys, charactersOfAWork: bytes });
}
