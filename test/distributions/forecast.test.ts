// Goal: what the next runs would pay is told of runs that are to come alone, and what cannot be computed is told with its reason.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createRunForecaster } from "../../subgraphs/distributions/runs/forecast.ts";
import type { DistributionsPorts } from "../../subgraphs/distributions/ports.ts";
import { usageModels } from "../../subgraphs/distributions/usage/model.ts";
import type { RightsReader, Supposition } from "../../subgraphs/kit/ports/rightsReader.ts";
import { DEMONSTRATION, portsOf } from "../support/distributionPorts.ts";
import { MCSC, openHouse, REPORT } from "./house.ts";
import type { TestHouse } from "./house.ts";

const SUPPOSING = "the claims agree" as Supposition;
const TABLES = portsOf(DEMONSTRATION);
let at: TestHouse;
/** What was asked of works. */
let asked: { readonly workIds: readonly string[]; readonly isSupposed: boolean }[];
beforeAll(async () => {
  at = await openHouse();
  await at.importText(REPORT);
}, 60_000);
afterAll(async () => {
  await at.stop();
});

/** Works as tables say; supposed, what is held of a work is claimed by nobody. */
const rightsReader: RightsReader = {
  ...TABLES.rightsReader,
  ownership: async ({ supposing, ...request }) => {
    asked.push({ workIds: request.workIds, isSupposed: supposing === SUPPOSING });
    const { works } = await TABLES.rightsReader.ownership(request);
    if (supposing !== SUPPOSING) return { works };
    const freed = works.map(
      (work) =>
        work && { ...work, cells: work.cells.map((cell) => (cell.held === "1/5" ? { ...cell, held: "0/1", unclaimed: "1/5" } : cell)) },
    );
    return { works: freed };
  },
};

async function forecast(
  workIds: readonly string[],
  more: { readonly ports?: Partial<DistributionsPorts>; readonly usesMax?: number; readonly runsMax?: number } = {},
) {
  asked = [];
  const { usesMax = 100, runsMax = 10 } = more;
  const ground = {
    ports: { ...TABLES, rightsReader, ...more.ports },
    usage: usageModels(at.foundation.connection),
    ids: at.foundation.ids,
  };
  return await createRunForecaster(ground, { usesMax, runsMax }).forecast({ workIds, supposing: SUPPOSING });
}

describe("a forecast of the next run", () => {
  it("says where the money goes that is held now, and reads again only the supposed works", async () => {
    const { runs, unmade } = await forecast(["wrk_02"]);
    expect(unmade).toEqual([]);
    const nothing = { income: "0", remitted: "0", deductions: "0", tax: "0", unmatched: "0", nonMembers: "0", notRepresented: "0" };
    expect(runs).toMatchObject([
      { licensor: "119", period: "2026-Q1", currency: "CNY", changes: { ...nothing, held: "-400", unclaimed: "400" }, remittances: [] },
    ]);
    expect(
      runs[0]?.earnings.map(({ destination, beforeFine, afterFine }) => [destination, BigInt(afterFine) - BigInt(beforeFine) > 0n]),
    ).toEqual([
      ["HELD", false],
      ["UNCLAIMED", true],
    ]);
    expect(asked.filter(({ isSupposed }) => isSupposed).map(({ workIds }) => workIds)).toEqual([["wrk_02"]]);
    expect(asked.filter(({ isSupposed }) => !isSupposed)).toHaveLength(1);
  });

  it("says nothing of works that no unpaid usage names", async () => {
    expect(await forecast(["wrk_unheard"])).toEqual({ runs: [], unmade: [], isPartial: false });
    expect(asked).toEqual([]);
  });

  it.each([
    ["RUN_TOO_LARGE", { usesMax: 2 }],
    ["TOO_MANY_RUNS", { runsMax: 0 }],
    ["NO_FEE", { ports: { licenseReader: { ...TABLES.licenseReader, fees: async () => await Promise.resolve({ fees: [] }) } } }],
  ])("says that it is not made: %s", async (code, more) => {
    const { runs, unmade } = await forecast(["wrk_02"], more);
    expect([runs, unmade.map(({ licensor, period, problem }) => [licensor, period, problem.code])]).toEqual([
      [],
      [["119", "2026-Q1", code]],
    ]);
  });

  it("takes 200 works at once", async () => {
    await expect(forecast(Array.from({ length: 201 }, (_, index) => `wrk_${index}`))).rejects.toThrow("200");
  });

  it("says nothing of a run that was committed: nothing changes it", async () => {
    await at.house.runDistribution({ period: null, dryRun: false, caller: MCSC });
    expect(await forecast(["wrk_02"])).toEqual({ runs: [], unmade: [], isPartial: false });
  });
});
