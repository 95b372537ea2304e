// Goal: a mixed batch of pasted codes is answered code by code, with reasons and the way of every redirect, in a number of reads that the mix does not change.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { ipiNameNumberOf } from "../../subgraphs/domain/identifiers/ipiNameNumber.ts";
import { isrcOf } from "../../subgraphs/domain/identifiers/isrc.ts";
import { formatIswc, iswcOf } from "../../subgraphs/domain/identifiers/iswc.ts";
import { identify } from "../../subgraphs/works/identify.ts";
import { workModels } from "../../subgraphs/works/model.ts";
import { createWorkStore } from "../../subgraphs/works/workStore.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { openWorks, sketch, writer } from "./house.ts";
import type { WorksHouse } from "./house.ts";

const IPI = ipiNameNumberOf(1_234);
const MERGED_IPI = ipiNameNumberOf(5_678);

let store: TestStore;
let house: WorksHouse;
const ids: string[] = [];
beforeAll(async () => {
  store = await openTestStore();
  house = await openWorks(store);
  house.parties.add("pty_W", "W", "119");
  const inputs = Array.from({ length: 40 }, (_, at) =>
    sketch({
      ...{ from: "SO:119", number: `N${at}`, title: `Song ${at}`, iswc: iswcOf(100 + at), isrc: isrcOf("GBAAA", 20, at) },
      claims: [writer("100")],
    }),
  );
  for (const recorded of await house.works.recordStatements(inputs)) ids.push(recorded.workId);
  // 0 -> 1 -> 2
  for (const [merged, survivor] of [ids.slice(0, 2), ids.slice(1, 3)])
    await house.data(`mutation ($input: MergeWorksInput!) { mergeWorks(input: $input) { problems { message } } }`, {
      input: { survivor, merged, because: "the same song" },
    });
}, 120_000);
afterAll(async () => {
  await store.stop();
});

/** A reader of two parties, the second merged into the first over a third. */
const parties = createParties();

function createParties() {
  const brief = {
    ...{ id: "pty_01J8ZQ4X5T9V3R7K2M6N0P1WAB", name: "Ada Everwick", names: ["Ada Everwick"], kind: "NATURAL" as const },
    ...{ ipiNameNumber: IPI, ipiBaseNumber: null, redirectedFrom: null },
  };
  const merged = { ...brief, redirectedFrom: "pty_A", redirects: ["pty_A", "pty_B"] };
  const find = (code: string) => (code === IPI || code === brief.id ? brief : code === MERGED_IPI ? merged : null);
  return {
    byIds: async ({ ids: asked }: { readonly ids: readonly string[] }) => await Promise.resolve({ parties: asked.map(find) }),
    byCodes: async ({ codes }: { readonly codes: readonly string[] }) => await Promise.resolve({ parties: codes.map(find) }),
    byStatements: async () => await Promise.resolve({ partyIds: [] }),
    kinOf: async () => await Promise.resolve({ kin: [] }),
    writtenNames: async () => await Promise.resolve({ parties: [] }),
    search: async () => await Promise.resolve({ parties: [] }),
  };
}

describe("identify", () => {
  const ask = async (codes: readonly string[]) =>
    await identify({ store: createWorkStore(workModels(house.foundation.connection)), parties }, codes);

  it("reads codes in the forms that people paste", async () => {
    const found = await ask([
      formatIswc(iswcOf(105)).toLowerCase(),
      " T1055 ",
      "gb aaa 20 00007,",
      (ids[9] ?? "").toUpperCase(),
      `"${String(Number(IPI))}"`,
      "52",
    ]);
    expect(found.map(({ canonical, status }) => `${canonical ?? "none"} ${status}`)).toEqual([
      `${iswcOf(105)} OK`,
      "none MALFORMED",
      "GBAAA2000007 OK",
      `${ids[9]} OK`,
      `${IPI} OK`,
      "052 OK",
    ]);
  });

  it("tells the way of every redirect", async () => {
    const found = await ask([ids[0] ?? "", ids[1] ?? "", iswcOf(102), MERGED_IPI, ids[2] ?? ""]);
    expect(found.map(({ status, redirects }) => [status, redirects])).toEqual([
      ["REDIRECTED", [ids[0], ids[1], ids[2]]],
      ["REDIRECTED", [ids[1], ids[2]]],
      ["REDIRECTED", [iswcOf(102), iswcOf(100)]],
      ["REDIRECTED", [MERGED_IPI, "pty_A", "pty_B", "pty_01J8ZQ4X5T9V3R7K2M6N0P1WAB"]],
      ["OK", []],
    ]);
    expect(found.slice(0, 3).map(({ work }) => work?._id)).toEqual([ids[2], ids[2], ids[2]]);
  });

  it("says in words what is wrong, and what would be right", async () => {
    const found = await ask([iswcOf(105).replace(/.$/, "9"), "GB-AAA-20-0007", "hello", "", iswcOf(999_999), "099"]);
    expect(found.map(({ status, reason }) => `${status}: ${reason}`)).toEqual([
      expect.stringContaining(`MALFORMED: "T0000001059" has a wrong check digit: with these characters it would be T-000.000.105-`),
      expect.stringContaining('MALFORMED: "GB-AAA-20-0007" has the form of no identifier'),
      expect.stringContaining('MALFORMED: "hello" has the form of no identifier'),
      "MALFORMED: The code is empty.",
      "UNKNOWN: It is well formed, and no work here bears it.",
      expect.stringContaining("MALFORMED: "),
    ]);
  });

  it("reads the store no more often for 10,000 codes than for one of each kind", async () => {
    const mix = (times: number): string[] =>
      Array.from({ length: times }, (_, at) => [
        iswcOf(100 + (at % 50)),
        isrcOf("GBAAA", 20, at % 50),
        ids[at % 40] ?? "",
        ipiNameNumberOf(1_234 + at),
        `rec_${(ids[at % 40] ?? "").slice(4)}`,
        "052",
        "T0000001059",
        `pty_${(ids[at % 40] ?? "").slice(4)}`,
      ]).flat();
    const commands = async (codes: readonly string[]): Promise<number> => {
      let count = 0;
      house.foundation.connection.set("debug", () => void (count += 1));
      expect(await ask(codes)).toHaveLength(codes.length);
      house.foundation.connection.set("debug", false);
      return count;
    };
    // One for each kind, one for the ways of merged works, and one for each link of a chain that the batch does not name itself.
    expect(await commands(mix(1))).toBe(7);
    expect(await commands(mix(125))).toBe(5);
    expect(await commands(mix(1_250))).toBe(5);
  });

  it("refuses more than 10,000 codes", async () => {
    const refused = ask(Array.from({ length: 10_001 }, () => "052"));
    await expect(refused).rejects.toMatchObject({ problems: [{ code: "TOO_MANY_CODES", path: ["codes"] }] });
    await expect(refused).rejects.toThrow("10001 codes are given; one call takes at most 10000");
  });
});
