// Goal: every society with a part in a conflict has a task, and the task says what it can do next.
import { describe, expect, it } from "@jest/globals";
import { conflictTasks } from "../../subgraphs/domain/conflictTasks.ts";
import type { TaskGround } from "../../subgraphs/domain/conflictTasks.ts";

const GROUND: TaskGround = { isResolved: false, societies: ["119", "052"], signatories: ["052", "058"], rulings: [], evidence: [] };
const ruling = (state: string, proposedBy: string, signed: readonly string[], needed: readonly string[] = ["052", "058"]) => ({
  ...{ state, proposedBy, needed, signed },
});
const asked = (more: Partial<TaskGround>) => conflictTasks({ ...GROUND, ...more }).map(({ society, asks }) => `${society} ${asks}`);

describe("what a conflict asks", () => {
  it.each([
    ["of those who speak for contestants, an answer", {}, ["052 ANSWER", "058 ANSWER", "119 NOTHING"]],
    ["a signature before all", { rulings: [ruling("PROPOSED", "052", ["052"])] }, ["052 NOTHING", "058 SIGN", "119 NOTHING"]],
    [
      "a signature of somebody with no other part in it",
      { rulings: [ruling("PROPOSED", "052", [], ["010"])] },
      ["010 SIGN", "052 NOTHING", "058 ANSWER", "119 NOTHING"],
    ],
    [
      "nothing to sign of a proposal that was countered",
      { rulings: [ruling("COUNTERED", "052", ["052"]), ruling("PROPOSED", "058", ["058"])] },
      ["052 SIGN", "058 NOTHING", "119 NOTHING"],
    ],
    [
      "evidence against evidence, once answered",
      { rulings: [ruling("IN_EFFECT", "052", ["052", "058"])], evidence: [{ society: "058" }] },
      ["052 ADD_EVIDENCE", "058 NOTHING", "119 NOTHING"],
    ],
    ["no evidence against one's own", { evidence: [{ society: "052" }, { society: null }] }, ["052 NOTHING", "058 ANSWER", "119 NOTHING"]],
    [
      "nothing once it is resolved, of anybody who had a part",
      { isResolved: true, rulings: [ruling("LAPSED", "052", [])] },
      ["052 NOTHING", "058 NOTHING", "119 NOTHING"],
    ],
    [
      "a signature still where a ruling is to be undone after the end",
      { isResolved: true, rulings: [ruling("IN_EFFECT", "052", ["052", "058"]), ruling("PROPOSED", "052", ["052"])] },
      ["052 NOTHING", "058 SIGN", "119 NOTHING"],
    ],
  ] as const)("asks %s", (_, more, tasks) => {
    expect(asked(more)).toEqual(tasks);
  });

  it("says why", () => {
    const two = [ruling("PROPOSED", "052", []), ruling("PROPOSED", "058", [])];
    expect(conflictTasks({ ...GROUND, rulings: two })[0]).toEqual({
      society: "052",
      asks: "SIGN",
      because: "2 proposals wait for its signature.",
    });
  });
});
