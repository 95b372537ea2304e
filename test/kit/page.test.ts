import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { checkFirst, checkPage, connectionOf, decodeCursor, encodeCursor } from "../../subgraphs/kit/page.ts";
import type { CursorValue, Page } from "../../subgraphs/kit/page.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";

// Shows that cursors come back as they were, that changed ones are refused, and that pages say truly whether there is more.
const values = fc.array(fc.oneof(fc.string({ maxLength: 40 }), fc.integer(), fc.constant(null)), { maxLength: 4 });

describe("cursors", () => {
  it("come back as they were", () => {
    fc.assert(
      fc.property(values, (key) => {
        expect(decodeCursor("works.byTitle", encodeCursor("works.byTitle", key), key.length)).toEqual({ ok: true, value: key });
      }),
    );
  });

  it("are refused for another list, or with another number of values", () => {
    const cursor = encodeCursor("works.byTitle", ["A", 1]);
    expect(decodeCursor("works.byIswc", cursor, 2).ok).toBe(false);
    expect(decodeCursor("works.byTitle", cursor, 1).ok).toBe(false);
  });

  const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  it.each([
    ["nothing", ""],
    ["no base64url", "a cursor!"],
    ["no JSON", Buffer.from("works").toString("base64url")],
    ["no array", json({ kind: "k" })],
    ["another version", json([2, "k", "a"])],
    ["an object as a value", json([1, "k", { $gt: "" }])],
    ["surplus spaces", Buffer.from('[1, "k", "a"]').toString("base64url")],
    ["too long", json([1, "k", "a".repeat(3_000)])],
  ])("are refused when they are %s", (_what, cursor) => {
    const outcome = decodeCursor("k", cursor, 1);
    expect(outcome).toMatchObject({ ok: false, problems: [{ code: "BAD_CURSOR", path: ["after"] }] });
  });
});

describe("a page", () => {
  it.each([
    [undefined, 25],
    [null, 25],
    [1, 1],
    [100, 100],
  ])("of first %p holds %p", (first, size) => {
    expect(checkFirst(first)).toEqual({ ok: true, value: size });
  });

  it.each([0, -1, 101, 2.5, Number.NaN])("of first %p is refused", (first) => {
    expect(checkFirst(first)).toMatchObject({ ok: false, problems: [{ code: "BAD_PAGE_SIZE" }] });
  });

  it("names the faults of size and cursor together", () => {
    const outcome = checkPage({ first: 0, after: "x" }, { kind: "k", valueCount: 1 });
    expect(outcome.ok ? [] : outcome.problems.map(({ code }) => code)).toEqual(["BAD_PAGE_SIZE", "BAD_CURSOR"]);
  });

  it("walks a whole list once, whatever the size", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (unsorted, first) => {
        const rows = unsorted.sort((one, other) => one - other);
        const seen: number[] = [];
        let after: readonly CursorValue[] | null = null;
        for (let more = true; more;) {
          const start: CursorValue = after === null ? Number.NEGATIVE_INFINITY : (after[0] ?? null);
          const rest: number[] = rows.filter((row) => row > Number(start));
          const page: Page<number> = connectionOf(rest.slice(0, first + 1), {
            request: { first, after },
            kind: "k",
            sortKey: (row) => [row],
          });
          seen.push(...page.edges.map(({ node }) => node));
          expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
          more = page.pageInfo.hasNextPage;
          after = more ? requireOk(decodeCursor("k", page.pageInfo.endCursor ?? "", 1)) : null;
        }
        expect(seen).toEqual(rows);
      }),
    );
  });
});
