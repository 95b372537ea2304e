import { haveCreatorInCommon } from "../domain/matching/identityEvidence.ts";
import { titleKey } from "../domain/textKeys.ts";
import type { CreatorRecord, StatementRecord, WorkRecord } from "./records.ts";
import type { DerivationRecord } from "./relationRecords.ts";
import type { WorkStore } from "./workStore.ts";

/** How the work that a source means was found: by a code, or by what it is called and who made it (ours). */
export type SourceLink = "ISWC" | "WORK_NUMBER" | "TITLE_AND_CREATORS";

/** A source as a work names it. */
export interface NamedSource extends Pick<DerivationRecord, "iswc" | "title" | "nativeTitle" | "creators"> {
  /** The work that was made from it: nothing is made from itself. */
  readonly derivedId: string;
  /** `SO:052|B77`: the submitters' own numbers of the source. */
  readonly codes: readonly string[];
}

/** The work that a source means, and why; null with the reason where none or several fit. */
export interface LinkedSource {
  readonly work: WorkRecord | null;
  readonly linkedBy: SourceLink | null;
  readonly because: string;
}

/** Works named in a reason. */
const NAMED_MAX = 5;

/**
 * Finds the works that sources mean, as things stand now: whoever came first, the source or what was made from it. A code decides; a title
 * only with every creator named beside it, and only where one work fits. Three reads at most, whatever the number of sources.
 */
export async function linkSources(
  store: Pick<WorkStore, "worksByIswcs" | "worksByCodes" | "worksByTitleKeys">,
  sources: readonly NamedSource[],
): Promise<LinkedSource[]> {
  const [byIswc, byCode] = await Promise.all([
    store.worksByIswcs(unique(sources.flatMap(({ iswc }) => iswc ?? []))),
    store.worksByCodes(unique(sources.flatMap(({ codes }) => codes))),
  ]);
  const coded = sources.map((source) => linkByCode(source, byIswc, byCode));
  const open = sources.filter((source, at) => coded[at] === null && source.creators !== undefined);
  const byTitle = await store.worksByTitleKeys(unique(open.flatMap(titleKeysOf)));
  return sources.map((source, at) => coded[at] ?? linkByTitle(source, byTitle));
}

type ByKey = ReadonlyMap<string, WorkRecord>;

function linkByCode({ derivedId, iswc, codes }: NamedSource, byIswc: ByKey, byCode: ByKey): LinkedSource | null {
  const found: readonly (readonly [SourceLink, WorkRecord | undefined, string])[] = [
    ["ISWC", iswc === null ? undefined : byIswc.get(iswc), `The ISWC ${iswc ?? ""}`],
    ...codes.map((code) => ["WORK_NUMBER", byCode.get(code), `The submitter's number ${numberIn(code)}`] as const),
  ];
  for (const [linkedBy, work, what] of found) {
    if (work === undefined) continue;
    if (work._id === derivedId) return { work: null, linkedBy: null, because: `${what} is this work's own; nothing is made from itself.` };
    return { work, linkedBy, because: `${what} is known here.` };
  }
  return null;
}

function linkByTitle(source: NamedSource, byTitle: ReadonlyMap<string, readonly WorkRecord[]>): LinkedSource {
  const none = (because: string): LinkedSource => ({ work: null, linkedBy: null, because });
  const unknown = source.iswc === null && source.codes.length === 0 ? "" : "No work here bears the code that it is named by. ";
  const keys = titleKeysOf(source);
  if (keys.length === 0) return none(`${unknown}It is named by no title.`);
  if (source.creators === undefined) return none(`${unknown}A title alone, without a creator, links no works.`);
  const titled = new Map(keys.flatMap((key) => byTitle.get(key) ?? []).map((work) => [work._id, work]));
  const fitting = [...titled.values()].filter((work) => fits(source, work)).sort((one, other) => (one._id < other._id ? -1 : 1));
  const [only, second] = fitting;
  if (only === undefined) return none(`${unknown}No other work here has the title and every creator that is named.`);
  if (second === undefined)
    return {
      work: only,
      linkedBy: "TITLE_AND_CREATORS",
      because: `${unknown}One work here has the title and every creator that is named.`,
    };
  const ids = fitting.slice(0, NAMED_MAX).map(({ _id }) => _id);
  return none(
    `${unknown}${fitting.length} works here have the title and every creator that is named: ${ids.join(", ")}${fitting.length > NAMED_MAX ? ", …" : ""}.`,
  );
}

/** A work under another ISWC is another one, whatever it is called. */
function fits({ derivedId, iswc, creators = [] }: NamedSource, work: WorkRecord): boolean {
  if (work._id === derivedId || (iswc !== null && work.iswc !== undefined)) return false;
  const known = work.creators.flatMap(everyName);
  return creators.every(({ name, ipiNameNumber }) => haveCreatorInCommon([{ partyId: null, name, ipiNameNumber }], known));
}

function everyName(creator: CreatorRecord): CreatorRecord[] {
  return [creator, ...(creator.otherNames ?? []).map((name) => ({ ...creator, name }))];
}

function titleKeysOf({ title, nativeTitle }: Pick<NamedSource, "title" | "nativeTitle">): string[] {
  return unique([title ?? "", nativeTitle ?? ""].map(titleKey).filter((key) => key !== ""));
}

/** The submitters' own numbers of a source: `SO:052|B77`. */
export function sourceCodes({ workNumber }: DerivationRecord, saying: readonly Pick<StatementRecord, "submitter">[]): string[] {
  return workNumber === undefined ? [] : unique(saying.map(({ submitter }) => `${submitter.key}|${workNumber}`));
}

/** Under which keys a work that was made from another is found by it: kept with the work, so that a source finds what was made from it. */
export function sourceKeysOf(statements: readonly Pick<StatementRecord, "submitter" | "description">[]): string[] {
  return unique(
    statements.flatMap((statement) =>
      (statement.description.derivedFrom ?? []).flatMap((source) => keysOf({ ...source, codes: sourceCodes(source, [statement]) })),
    ),
  );
}

/** The keys of one source. */
export function keysOf({ iswc, codes, ...named }: Pick<NamedSource, "iswc" | "codes" | "title" | "nativeTitle">): string[] {
  return keysFrom({ iswcs: iswc === null ? [] : [iswc], codes, titleKeys: titleKeysOf(named) });
}

/** The keys by which a work may be named as a source. */
export function keysFrom({ iswcs, codes, titleKeys }: Pick<WorkRecord, "iswcs" | "codes" | "titleKeys">): string[] {
  return [...iswcs.map((iswc) => `iswc|${iswc}`), ...codes.map((code) => `code|${code}`), ...titleKeys.map((key) => `title|${key}`)];
}

function numberIn(code: string): string {
  return code.slice(code.indexOf("|") + 1);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
