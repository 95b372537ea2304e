import { describe, expect, test } from "@jest/globals";
import { breakingChanges } from "../../schema/changes.ts";
import { composeSupergraph } from "../../schema/compose.ts";

const FEDERATION = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])`;

function supergraph(sdl: string): string {
  const composition = composeSupergraph([{ name: "works", url: "http://works:4001/graphql", sdl: `${FEDERATION}\n${sdl}` }]);
  if (!composition.ok) throw new Error(composition.errors.join("\n"));
  return composition.supergraphSdl;
}

const BEFORE = supergraph(`
  type Query { work: Work old(by: Old @deprecated(reason: "Removal on 2027-06-01.")): OldWork @deprecated(reason: "Use work. Removal on 2027-06-01.") }
  type Work { title: String kind: Kind code: Int @deprecated(reason: "Use title.") }
  type OldWork { title: String more: OldPart }
  type OldPart { title: String }
  input Old { code: Int }
  enum Kind { SONG JINGLE @deprecated(reason: "Use SONG. Removal on 2027-06-01.") }
`);
const WITHOUT_OLD = supergraph(`
  type Query { work: Work }
  type Work { title: String kind: Kind code: Int }
  enum Kind { SONG }
`);

describe("The gate for public changes", () => {
  test("lets an addition pass", () => {
    expect(breakingChanges(WITHOUT_OLD, BEFORE, "2026-01-01")).toEqual({ due: [], refused: [] });
  });

  test("refuses a removal before the day in its deprecation", () => {
    const { due, refused } = breakingChanges(BEFORE, WITHOUT_OLD, "2027-05-31");
    expect(due).toEqual([]);
    expect(refused).toEqual(
      expect.arrayContaining(["Query.old was removed.", "JINGLE was removed from enum type Kind.", "OldPart was removed."]),
    );
  });

  test("lets it pass on that day, with the types that only it led to", () => {
    const { due, refused } = breakingChanges(BEFORE, WITHOUT_OLD, "2027-06-01");
    expect(refused).toEqual([]);
    expect(due).toEqual(
      expect.arrayContaining(["Query.old was removed.", "OldWork was removed.", "OldPart was removed.", "Old was removed."]),
    );
  });

  test("refuses a removal that named no day", () => {
    const after = supergraph("type Query { work: Work } type Work { title: String kind: Kind } enum Kind { SONG }");
    expect(breakingChanges(WITHOUT_OLD, after, "2099-01-01").refused).toEqual(["Work.code was removed."]);
  });

  test("refuses a changed type whatever the day", () => {
    const after = supergraph("type Query { work: Work } type Work { title: Int kind: Kind code: Int } enum Kind { SONG }");
    expect(breakingChanges(WITHOUT_OLD, after, "2099-01-01").refused).toEqual(["Work.title changed type from String to Int."]);
  });
});
