// Goal: what a conflict is about in money is told from committed runs, to the minor unit: held for it, and paid to its contestants where it lies.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { usageModels } from "../../subgraphs/distributions/usage/model.ts";
import type { StakeQuestion } from "../../subgraphs/kit/ports/stakeReader.ts";
import { storedCountrySet } from "../../subgraphs/domain/territories/countrySet.ts";
import { countrySet, period } from "../support/statements.ts";
import { MCSC, openHouse, REPORT } from "./house.ts";
import type { TestHouse } from "./house.ts";

let at: TestHouse;
let runId: string;
/** A fee of 20.00 in China and 0.01 in France for one work, half of it for each right; 20 percent are held, 30 paid to A, none to Z. */
beforeAll(async () => {
  at = await openHouse();
  await at.importText(REPORT);
  const { run } = await at.house.runDistribution({ period: null, dryRun: false, caller: MCSC });
  runId = run._id;
}, 60_000);
afterAll(async () => {
  await at.stop();
});

type Slice = StakeQuestion["slices"][number];
const slice = (more: Partial<Omit<Slice, "countries">> & { readonly countries?: readonly string[] } = {}): Slice => ({
  rights: more.rights ?? ["OD", "MD"],
  countries: storedCountrySet(countrySet(more.countries ?? ["0156", "0250"])),
  period: more.period ?? period(),
});
const question = (more: Partial<StakeQuestion> = {}): StakeQuestion => ({
  ...{ conflictId: "cnf_1", workId: "wrk_02", partyIds: ["pty_a", "pty_z"], slices: [slice()] },
  ...more,
});
const stake = async (asked: StakeQuestion) => (await at.house.ports.stakeReader.stakes({ questions: [asked] })).answers[0];
const CNY = (minor: string) => [{ minor, currency: "CNY" }];

describe("what a conflict is about", () => {
  it.each([
    ["all that is held for it and was paid to its contestants", {}, "400", "600"],
    ["only what was paid for its rights", { slices: [slice({ rights: ["OD"] })] }, "400", "300"],
    ["each line once, where slices overlap", { slices: [slice(), slice({ rights: ["OD"] })] }, "400", "600"],
    ["only what was paid in its countries", { slices: [slice({ countries: ["0156"] })] }, "400", "600"],
    ["nothing below the minor unit", { slices: [slice({ countries: ["0250"] })] }, "400", null],
    ["only what was paid in its days", { slices: [slice({ period: period(undefined, "2026-01-01") })] }, "400", null],
    ["a quarter that its days touch", { slices: [slice({ period: period(undefined, "2026-01-02") })] }, "400", "600"],
    ["nothing of others", { partyIds: ["pty_z"] }, "400", null],
    ["nothing of other works", { workId: "wrk_01" }, "400", null],
    ["nothing held for another conflict", { conflictId: "cnf_2" }, null, "600"],
  ] as const)("is %s", async (_, more, held, paid) => {
    expect(await stake(question(more))).toEqual({
      held: held === null ? [] : CNY(held),
      paid: paid === null ? [] : CNY(paid),
      isPartial: false,
    });
  });

  it("is answered in the order of the questions, and for 500 at most", async () => {
    const { stakeReader } = at.house.ports;
    const { answers } = await stakeReader.stakes({ questions: [question({ conflictId: "cnf_2", partyIds: [] }), question()] });
    expect(answers.map(({ held, paid }) => held.length + paid.length)).toEqual([0, 2]);
    expect(await stakeReader.stakes({ questions: [] })).toEqual({ answers: [] });
    await expect(stakeReader.stakes({ questions: Array.from({ length: 501 }, () => question()) })).rejects.toThrow("500");
  });

  it("is nothing that a run wrote which is not done", async () => {
    const { drafts } = usageModels(at.foundation.connection);
    await drafts.create({ _id: runId, startedAt: "2026-04-15T08:00:00.000Z" });
    expect(await stake(question())).toEqual({ held: [], paid: [], isPartial: false });
    await drafts.deleteOne({ _id: runId });
    expect((await stake(question()))?.held).toEqual(CNY("400"));
  });
});
