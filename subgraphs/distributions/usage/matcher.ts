import { createHash } from "node:crypto";
import { invariant } from "../../domain/invariant.ts";
import type { UsageRow } from "../../domain/formats/usageCsv.ts";
import type { RightsReader, UsageIdentity, WorkMatch } from "../../kit/ports/rightsReader.ts";
import { batchesOf } from "../ports.ts";

const QUESTIONS_MAX = 1_000;
const REMEMBERED_MAX = 50_000;

/** A row with the work it means. */
export interface MatchedRow {
  readonly row: UsageRow;
  readonly match: WorkMatch;
  /** The work's id, or for what matched none a key of what the row said; null in a row of totals. */
  readonly workKey: string | null;
}

const NOTHING_SAID: WorkMatch = { workId: null, recordingId: null, by: "NONE", confidencePpm: 0, because: "a row of totals names no work" };

/** Asks for the works of rows in batches of 1,000, each different identity once while it is remembered (files repeat their hits). */
export function createMatcher(rightsReader: RightsReader): (rows: readonly UsageRow[]) => Promise<MatchedRow[]> {
  let remembered = new Map<string, WorkMatch>();
  return async (rows) => {
    const keys = rows.map(({ identity }) => (identity === null ? null : identityKey(identity)));
    const asked = new Map<string, UsageIdentity>();
    rows.forEach(({ identity }, at) => {
      const key = keys[at];
      if (identity !== null && key !== null && key !== undefined && !remembered.has(key)) asked.set(key, identity);
    });
    if (remembered.size + asked.size > REMEMBERED_MAX) {
      const needed = keys.flatMap((key) => (key !== null && remembered.has(key) ? [key] : []));
      remembered = new Map(needed.flatMap((key) => [...(remembered.has(key) ? [[key, matchOf(remembered, key)] as const] : [])]));
    }
    for (const batch of batchesOf([...asked], QUESTIONS_MAX)) {
      const { matches } = await rightsReader.match({ rows: batch.map(([, identity]) => identity) });
      invariant(matches.length === batch.length, `a match for each of ${batch.length} rows, not ${matches.length}`);
      batch.forEach(([key], at) => {
        const match = matches[at];
        if (match !== undefined) remembered.set(key, match);
      });
    }
    return rows.map((row, at) => {
      const key = keys[at] ?? null;
      if (key === null) return { row, match: NOTHING_SAID, workKey: null };
      const match = matchOf(remembered, key);
      return { row, match, workKey: match.workId ?? `?${createHash("sha256").update(key).digest("hex").slice(0, 32)}` };
    });
  };
}

function matchOf(remembered: ReadonlyMap<string, WorkMatch>, key: string): WorkMatch {
  const match = remembered.get(key);
  invariant(match !== undefined, `every asked row has a match: ${key.slice(0, 80)}`);
  return match;
}

function identityKey({ isrc, iswc, workCode, title, artist }: UsageIdentity): string {
  return JSON.stringify([isrc, iswc, workCode, title, artist]);
}
