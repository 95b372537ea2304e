import { parseIswc } from "../domain/identifiers/iswc.ts";
import { problem } from "../domain/outcome.ts";
import type { Problem } from "../domain/outcome.ts";
import type { WorkDescription } from "./records.ts";
import type { DerivationRecord, DisambiguationRecord } from "./relationRecords.ts";

/** SDL: DerivedFromInput. */
export interface DerivedFromInput {
  readonly kind: DerivationRecord["kind"];
  readonly title?: string | null | undefined;
  readonly iswc?: string | null | undefined;
  readonly workCode?: string | null | undefined;
  readonly creators?: readonly string[] | null | undefined;
}
/** SDL: DisambiguationInput. */
export interface DisambiguationInput {
  readonly reason: DisambiguationRecord["reason"];
  readonly from: readonly string[];
}

const SOURCES_MAX = 100;
const OTHERS_MAX = 20;
const TITLE_LENGTH_MAX = 500;
const WORK_CODE_LENGTH_MAX = 50;
const SOURCE_CREATORS_MAX = 20;
const NAME_LENGTH_MAX = 200;

/** What an input says of the work's relations to other works; every fault is named with its place. */
export function parseRelations(
  input: {
    readonly derivedFrom?: readonly DerivedFromInput[] | null | undefined;
    readonly disambiguation?: DisambiguationInput | null | undefined;
  },
  problems: Problem[],
): Pick<WorkDescription, "derivedFrom" | "disambiguation"> {
  const sources = input.derivedFrom ?? [];
  if (sources.length > SOURCES_MAX)
    problems.push(problem("COUNT", `There are ${sources.length} sources; there can be at most ${SOURCES_MAX}.`, ["derivedFrom"]));
  const derivedFrom = sources.slice(0, SOURCES_MAX).map((source, index) => derivationOf(source, ["derivedFrom", String(index)], problems));
  const disambiguation = input.disambiguation ?? null;
  return {
    ...(derivedFrom.length === 0 ? {} : { derivedFrom }),
    ...(disambiguation === null ? {} : { disambiguation: disambiguationOf(disambiguation, problems) }),
  };
}

function derivationOf(source: DerivedFromInput, path: readonly string[], problems: Problem[]): DerivationRecord {
  const { kind, iswc } = source;
  const title = source.title?.trim() ?? "";
  const workCode = source.workCode?.trim() ?? "";
  const creators = (source.creators ?? []).map((name) => name.trim());
  if (title === "" && workCode === "" && (iswc === null || iswc === undefined))
    problems.push(
      problem("SOURCE_UNNAMED", "A work that another was made from is named by its ISWC, its work code or its title; none is given.", path),
    );
  if (title.length > TITLE_LENGTH_MAX)
    problems.push(problem("TITLE", `A title has at most ${TITLE_LENGTH_MAX} characters, not ${title.length}.`, [...path, "title"]));
  if (workCode.length > WORK_CODE_LENGTH_MAX)
    problems.push(
      problem("WORK_CODE", `A work code has at most ${WORK_CODE_LENGTH_MAX} characters, not ${workCode.length}.`, [...path, "workCode"]),
    );
  if (creators.length > SOURCE_CREATORS_MAX)
    problems.push(
      problem("COUNT", `There are ${creators.length} creators; there can be at most ${SOURCE_CREATORS_MAX}.`, [...path, "creators"]),
    );
  creators.slice(0, SOURCE_CREATORS_MAX).forEach((name, index) => {
    if (name === "" || name.length > NAME_LENGTH_MAX)
      problems.push(
        problem("NAME", `A name has 1 to ${NAME_LENGTH_MAX} characters, not ${name.length}.`, [...path, "creators", String(index)]),
      );
  });
  return {
    ...{ kind, title: title === "" ? null : title, iswc: iswcOf(iswc, [...path, "iswc"], problems) },
    ...(workCode !== "" && { workNumber: workCode }),
    ...(creators.length > 0 && { creators: creators.map((name) => ({ name, ipiNameNumber: null })) }),
  };
}

function disambiguationOf({ reason, from }: DisambiguationInput, problems: Problem[]): DisambiguationRecord {
  const path = ["disambiguation", "from"];
  if (from.length === 0 || from.length > OTHERS_MAX)
    problems.push(problem("COUNT", `There are ${from.length} ISWCs of other works; there must be 1 to ${OTHERS_MAX}.`, path));
  return { reason, from: from.slice(0, OTHERS_MAX).flatMap((code, index) => iswcOf(code, [...path, String(index)], problems) ?? []) };
}

function iswcOf(text: string | null | undefined, path: readonly string[], problems: Problem[]): string | null {
  if (text === null || text === undefined) return null;
  const parsed = parseIswc(text);
  if (parsed.ok) return parsed.value;
  problems.push(...parsed.problems.map((found) => ({ ...found, path })));
  return null;
}
