/** Shows how a society's word is labelled: by the age of its last message against the rhythm it promised. Days are counted by hand. */
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { wordByFile } from "../../../subgraphs/works/societySources/word.ts";

const NOW = new Date("2026-03-31T00:00:00.000Z");
const at = (day: string): string => `${day}T00:00:00.000Z`;

describe("the word of a society that sends files", () => {
  it.each([
    ["spoke of the work, promised nothing", at("2019-01-01"), at("2026-03-30"), null, "LIVE", at("2019-01-01")],
    ["never spoke of the work, promised nothing", null, null, null, "ABSENT", null],
    ["never spoke of the work, though its last file is fresh", null, at("2026-03-30"), 30, "ABSENT", null],
    ["spoke of the work long ago, and sent a file since", at("2019-01-01"), at("2026-03-30"), 30, "LIVE", at("2026-03-30")],
    ["sent its last file on the last promised day", at("2019-01-01"), at("2026-03-01"), 30, "LIVE", at("2026-03-01")],
    ["sent its last file one day too long ago", at("2019-01-01"), at("2026-02-28"), 30, "CACHED", at("2026-02-28")],
    ["stated the work by hand since its last file", at("2026-03-29"), at("2025-01-01"), 7, "LIVE", at("2026-03-29")],
    ["sent nothing but by hand", at("2026-01-01"), null, 7, "CACHED", at("2026-01-01")],
  ])("of one that %s", (_, onWork, lastMessage, rhythmDays, status, asOf) => {
    expect(wordByFile({ onWork, lastMessage, rhythmDays, now: NOW })).toEqual({ status, asOf });
  });

  it("never grows fresher as time passes without a message", () => {
    const rank = { LIVE: 0, CACHED: 1, ABSENT: 2 };
    const days = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(days, days, fc.integer({ min: 1, max: 100 }), (first, more, rhythmDays) => {
        const known = { onWork: at("2025-01-01"), lastMessage: null, rhythmDays };
        const after = (count: number) => wordByFile({ ...known, now: new Date(Date.parse(at("2025-01-01")) + count * 86_400_000) });
        expect(rank[after(first + more).status]).toBeGreaterThanOrEqual(rank[after(first).status]);
      }),
    );
  });
});
