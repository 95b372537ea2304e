import { isIpiRight } from "../domain/rights.ts";
import { parseIswc } from "../domain/identifiers/iswc.ts";
import { invariant } from "../domain/invariant.ts";
import { problem } from "../domain/outcome.ts";
import { titleKey } from "../domain/textKeys.ts";
import { chooseByTitle } from "../domain/matching/titleMatch.ts";
import { pagesAhead } from "../kit/pagesAhead.ts";
import { RIGHTS_WORKS_MAX } from "../kit/ports/rightsReader.ts";
import type { RightsReader, UsageIdentity, WorkMatch, WorkRights } from "../kit/ports/rightsReader.ts";
import { Refusal } from "../kit/refusal.ts";
import { knownAt, knownNow } from "./knowledge.ts";
import { answerStated, asStated } from "./ownership.ts";
import type { OwnershipAnswer, OwnershipArea, StatedWork } from "./ownership.ts";
import type { WorkParts } from "./parts.ts";
import { recordingRights } from "./recordings/rights.ts";
import { areaAsked, CellWriter } from "./rightsCells.ts";
import { askedId } from "./records.ts";
import type { WorkRecord } from "./records.ts";
import { readSupposition, supposing } from "./rulings/suppose.ts";
import type { Suppose } from "./rulings/suppose.ts";
import { readStatedWorks } from "./statedWorks.ts";
import type { BriefWork } from "./statedWorks.ts";

/** Works that are read and answered together. */
const PAGE = 100;
const CERTAIN_PPM = 1_000_000;

function requireAtMost(count: number): void {
  if (count <= RIGHTS_WORKS_MAX) return;
  throw new Refusal([problem("TOO_MANY_WORKS", `${count} works are asked for; a call takes at most ${RIGHTS_WORKS_MAX}.`, ["workIds"])]);
}

/** The port for licenses and distributions: ownership by the same rules as the graph, and what codes and usage rows mean. */
export function createRightsReader(parts: WorkParts): RightsReader {
  const { store } = parts;
  return {
    ownership: async ({ workIds, supposing: supposition, ...asked }) => {
      requireAtMost(workIds.length);
      const area = areaAsked(asked, isIpiRight);
      invariant(supposition === undefined || area.asKnownOn === null, "what is supposed is supposed of now");
      const suppose = supposition === undefined ? null : supposing(parts, readSupposition(supposition));
      const found = await ownershipByPages(parts, workIds, { area, suppose });
      return { works: workIds.map((id) => found.get(id) ?? null) };
    },
    recordings: async (asked) => ({ recordings: await recordingRights(parts, asked) }),
    match: async ({ rows }) => ({ matches: await matchRows(parts, rows) }),
    repertoire: async ({ after, first }) => {
      const count = Math.min(Math.max(first, 1), 1_000);
      const ids = await store.repertoire(after, count + 1);
      return { workIds: ids.slice(0, count), hasMore: ids.length > count };
    },
    resolve: async ({ codes }) => ({ workIds: await resolveCodes(parts, codes) }),
  };
}

/**
 * Works are read and answered a page at a time, and the next page is read while this one is computed: what a page leaves behind is short-lived then, and the
 * collector of garbage has a third of the work that it has with all of them at once.
 */
async function ownershipByPages(parts: WorkParts, workIds: readonly string[], asked: Asked): Promise<ReadonlyMap<string, WorkRights>> {
  const rights = new Map<string, WorkRights>();
  const writer = new CellWriter();
  for await (const stated of pagesAhead([...new Set(workIds)], PAGE, async (page) => await readThen(parts, page, asked))) {
    for (const answer of await answerStated(parts, stated, asked.area)) rights.set(askedId(answer.work), rightsOf(answer, writer));
  }
  return rights;
}

interface Asked {
  readonly area: OwnershipArea;
  /** What works are supposed to be; null to take them as they are. */
  readonly suppose: Suppose | null;
}

/** What is stated of works, now, as it was known at an instant, or as it is supposed to be. */
async function readThen(
  parts: WorkParts,
  ids: readonly string[],
  { area: { asKnownOn }, suppose }: Asked,
): Promise<readonly StatedWork<BriefWork>[]> {
  if (asKnownOn === null && suppose === null) return await readStatedWorks(parts, ids);
  const works = [...(await parts.store.worksByIds(ids)).values()];
  const known = asKnownOn === null ? await knownNow(parts.store, works) : await knownAt(parts, works, asKnownOn);
  return (suppose === null ? known : await suppose(known)).map(asStated);
}

function rightsOf({ work, cells, complete, sources, conflictIds }: OwnershipAnswer<BriefWork>, writer: CellWriter): WorkRights {
  return {
    workId: work._id,
    version: work.version,
    title: work.titles[0]?.text ?? "",
    iswc: work.iswc ?? null,
    complete,
    sources,
    conflictIds,
    aiLabel: work.aiLabel === null ? null : { extent: work.aiLabel.extent },
    cells: cells.map((cell) => writer.write(cell)),
  };
}

/** Works by id, ISWC, `052:CODE`, or a bare work code that one work alone bears. */
async function resolveCodes({ store }: WorkParts, codes: readonly string[]): Promise<(string | null)[]> {
  const ids = codes.filter((code) => code.startsWith("wrk_"));
  const iswcs = new Map(codes.flatMap((code) => iswcOf(code).map((iswc) => [code, iswc] as const)));
  const societyCodes = new Map(codes.flatMap((code) => societyCodeOf(code).map((key) => [code, key] as const)));
  const [byId, byIswc, byCode, byNumber] = await Promise.all([
    store.worksByIds(ids),
    store.worksByIswcs([...new Set(iswcs.values())]),
    store.worksByCodes([...new Set(societyCodes.values())]),
    store.worksByNumbers([...new Set(codes)]),
  ]);
  return codes.map((code) => {
    const numbered = byNumber.get(code) ?? [];
    const found =
      byId.get(code) ??
      byIswc.get(iswcs.get(code) ?? "") ??
      byCode.get(societyCodes.get(code) ?? "") ??
      (numbered.length === 1 ? numbered[0] : undefined);
    return found?._id ?? null;
  });
}

function iswcOf(code: string): string[] {
  const parsed = parseIswc(code);
  return parsed.ok ? [parsed.value] : [];
}

function societyCodeOf(code: string): string[] {
  const [, society, number] = /^(?:SO:)?(\d{3})[:|](.{1,50})$/.exec(code) ?? [];
  return society === undefined || number === undefined ? [] : [`SO:${society}|${number}`];
}

async function matchRows(parts: WorkParts, rows: readonly UsageIdentity[]): Promise<WorkMatch[]> {
  const { store } = parts;
  const unique = (pick: (row: UsageIdentity) => string | null): string[] => [...new Set(rows.flatMap((row) => pick(row) ?? []))];
  const [byIsrc, byIswc, byNumber, byTitle] = await Promise.all([
    store.worksByIsrcs(unique(({ isrc }) => isrc)),
    store.worksByIswcs(unique(({ iswc }) => iswc)),
    resolvedNumbers(
      parts,
      unique(({ workCode }) => workCode),
    ),
    store.worksByTitleKeys(unique(({ title }) => (title === null ? null : titleKey(title)))),
  ]);
  return rows.map((row) => matchRow(row, { byIsrc, byIswc, byNumber, byTitle }));
}

async function resolvedNumbers(parts: WorkParts, codes: readonly string[]): Promise<Map<string, string>> {
  const ids = await resolveCodes(parts, codes);
  return new Map(codes.flatMap((code, index) => (typeof ids[index] === "string" ? [[code, ids[index]] as const] : [])));
}

interface Candidates {
  readonly byIsrc: ReadonlyMap<string, readonly WorkRecord[]>;
  readonly byIswc: ReadonlyMap<string, WorkRecord>;
  readonly byNumber: ReadonlyMap<string, string>;
  readonly byTitle: ReadonlyMap<string, readonly WorkRecord[]>;
}

/** The surest code first: a recording's, the work's, a society's; then title and artist together. */
function matchRow({ isrc, iswc, workCode, title, artist }: UsageIdentity, known: Candidates): WorkMatch {
  const recorded = isrc === null ? [] : (known.byIsrc.get(isrc) ?? []);
  const [only] = recorded;
  if (only !== undefined && recorded.length === 1) {
    const recordingId = only.recordings.find((recording) => recording.isrc === isrc)?.id ?? null;
    return {
      workId: only._id,
      recordingId,
      by: "ISRC",
      confidencePpm: CERTAIN_PPM,
      because: `The ISRC ${isrc ?? ""} names a recording of this work alone.`,
    };
  }
  const coded = iswc === null ? undefined : known.byIswc.get(iswc);
  if (coded !== undefined)
    return {
      workId: coded._id,
      recordingId: null,
      by: "ISWC",
      confidencePpm: CERTAIN_PPM,
      because: `The ISWC ${iswc ?? ""} names this work.`,
    };
  const numbered = workCode === null ? undefined : known.byNumber.get(workCode);
  if (numbered !== undefined)
    return {
      workId: numbered,
      recordingId: null,
      by: "WORK_CODE",
      confidencePpm: CERTAIN_PPM,
      because: `The work code ${workCode ?? ""} names this work alone.`,
    };
  if (title === null)
    return {
      workId: null,
      recordingId: null,
      by: "NONE",
      confidencePpm: 0,
      because: "No code of the row is known, and it names no title.",
    };
  const candidates = (known.byTitle.get(titleKey(title)) ?? []).map((work) => ({
    workId: work._id,
    titles: work.titles.map(({ text }) => text),
    names: [...work.creators.map(({ name }) => name), ...work.recordings.flatMap(({ performers }) => performers)],
  }));
  const { workId, confidencePpm, because } = chooseByTitle({ title, artist }, candidates);
  return { workId, recordingId: null, by: workId === null ? "NONE" : "TITLE_AND_ARTIST", confidencePpm, because };
}
