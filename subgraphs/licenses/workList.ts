import { problem } from "../domain/outcome.ts";
import type { Problem } from "../domain/outcome.ts";
import type { RightsReader } from "../kit/ports/rightsReader.ts";
import { QUOTE_WORKS_MAX } from "./request.ts";

const CODES_MAX = 1_000;

/** Works to license, each once, and what is wrong with how they were named. */
export interface WorkList {
  readonly workIds: readonly string[];
  readonly problems: readonly Problem[];
}

/** The works that codes mean (ids, ISWCs, society work codes); a problem WORK_UNKNOWN for each that means none. */
export async function resolveWorks(rightsReader: RightsReader, codes: readonly string[]): Promise<WorkList> {
  const workIds = new Set<string>();
  const problems: Problem[] = [];
  for (let at = 0; at < codes.length; at += CODES_MAX) {
    const batch = codes.slice(at, at + CODES_MAX);
    const found = (await rightsReader.resolve({ codes: batch })).workIds;
    batch.forEach((code, index) => {
      const workId = found[index] ?? null;
      if (workId !== null) workIds.add(workId);
      else
        problems.push(
          problem(
            "WORK_UNKNOWN",
            `No work is known by ${JSON.stringify(code.slice(0, 40))}; name a work id, an ISWC or a society work code.`,
            ["works"],
          ),
        );
    });
  }
  return { workIds: [...workIds], problems };
}

/** The whole shared repertoire; REPERTOIRE_TOO_LARGE when it holds more works than one quote takes, REPERTOIRE_EMPTY when it holds none. */
export async function repertoireWorks(rightsReader: RightsReader): Promise<WorkList> {
  const workIds: string[] = [];
  for (let after: string | null = null; ;) {
    const page: Awaited<ReturnType<RightsReader["repertoire"]>> = await rightsReader.repertoire({ after, first: CODES_MAX });
    workIds.push(...page.workIds);
    after = workIds.at(-1) ?? null;
    if (workIds.length > QUOTE_WORKS_MAX) {
      const message = `The shared repertoire holds more than ${QUOTE_WORKS_MAX} works; name the works to quote.`;
      return { workIds: [], problems: [problem("REPERTOIRE_TOO_LARGE", message, ["works"])] };
    }
    if (!page.hasMore || page.workIds.length === 0) break;
  }
  return {
    workIds,
    problems: workIds.length > 0 ? [] : [problem("REPERTOIRE_EMPTY", "The shared repertoire holds no work yet.", ["works"])],
  };
}
