// Shows that bulk loading is idempotent, takes effect in mandates, and names every fault by row.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { countrySetOf, storedCountrySet } from "../../subgraphs/domain/territories/countrySet.ts";
import { tis } from "../domain/mandates/support.ts";
import { openPartiesHouse, type PartiesHouse } from "./house.ts";

let house: PartiesHouse;
let anna = "";
beforeAll(async () => {
  house = await openPartiesHouse();
  [anna = ""] = await house.parties.loadParties([{ key: "anna", kind: "NATURAL", names: [{ lastName: "Holm", firstName: "Anna" }] }]);
});
afterAll(async () => {
  await house.store.stop();
});

describe("bulk loading", () => {
  test("is idempotent and says how many rows were new", async () => {
    const membership = { partyId: anna, society: "044", rights: ["MD"], territories: ["2136", "-0840"] } as const;
    expect(await house.parties.loadMemberships([membership, membership])).toBe(1);
    expect(await house.parties.loadMemberships([membership])).toBe(0);
    const agreement = {
      grantor: "044",
      grantee: "119",
      rights: ["MD"],
      territories: ["0156"],
      deductions: [],
      currency: "GBP",
      statementRhythm: "QUARTERLY",
      paymentDays: 60,
      taxPercent: "0",
    } as const;
    expect(await house.parties.loadAgreements([agreement])).toBe(1);
    expect(await house.parties.loadAgreements([agreement])).toBe(0);
    const withheld = { kind: "EXCLUSION", grantor: anna, rights: ["MD"], territories: ["0156"], uses: ["DOWNLOAD"] } as const;
    expect(await house.parties.loadEntrustments([withheld])).toBe(1);
    const { answers } = await house.parties.ports.mandateReader.entitlements({
      ...{ licensor: "119", use: "DOWNLOAD", on: "2026-03-01" },
      questions: [{ partyId: anna, side: "WRITER", right: "MD", countries: storedCountrySet(countrySetOf([tis("0156"), tis("0840")])) }],
    });
    expect(answers[0]?.map(({ category }) => category).sort()).toEqual(["EXCLUDED", "NONE"]);
  });

  test("names the row and field of every fault and stores nothing", async () => {
    const rows = [
      { partyId: anna, society: "058", rights: ["RB"], territories: ["0250"] },
      { partyId: anna, society: "998", rights: ["RB"], territories: ["0250"] },
    ] as const;
    await expect(house.parties.loadMemberships(rows)).rejects.toMatchObject({
      problems: [{ code: "SOCIETY_UNKNOWN", path: ["1", "society"] }],
    });
    expect(await house.parties.loadMemberships([rows[0]])).toBe(1);
  });
});
