// Goal: the walk of mandates starts at the party that claims in a territory: the sub-publisher, else the administrator, else the original publisher; or the writer.
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { fixedClock } from "../../subgraphs/kit/clock.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { callerOf, sketch } from "./house.ts";
import { askWorks, openRealHouse } from "./realHouse.ts";
import type { RealHouse } from "./realHouse.ts";

const ISWC = "T0345246801";
const NAMES = ["Writer", "Original", "Administrator", "Subpublisher"] as const;

let store: TestStore;
let house: RealHouse;
const ids = new Map<string, string>();
const idOf = (name: (typeof NAMES)[number]): string => ids.get(name) ?? "";
beforeAll(async () => {
  store = await openTestStore();
  house = await openRealHouse(store, { clock: fixedClock(new Date("2026-03-01T12:00:00.000Z")) });
  const loaded = await house.parties.loadParties(NAMES.map((name) => ({ key: name, kind: "LEGAL" as const, names: [{ lastName: name }] })));
  NAMES.forEach((name, at) => ids.set(name, (loaded[at] ?? "").replace(/^pty_/, "")));
  const rights = ["PR", "OD"] as const;
  const member = (name: (typeof NAMES)[number], society: string) => ({
    partyId: `pty_${idOf(name)}`,
    society,
    rights,
    territories: ["2136"],
  });
  await house.parties.loadMemberships([
    member("Writer", "052"),
    member("Original", "010"),
    member("Administrator", "035"),
    member("Subpublisher", "058"),
  ]);
  // What the sub-publisher gave a hub left 058 there; the writer's performing share did not go with anybody's.
  await house.parties.loadEntrustments([
    { kind: "ENTRUSTMENT", grantor: `pty_${idOf("Subpublisher")}`, hub: "707", rights: ["OD"], territories: ["0250"] },
    { kind: "ENTRUSTMENT", grantor: `pty_${idOf("Writer")}`, hub: "707", rights: ["OD"], territories: ["2136"] },
  ]);
  const publisher = (name: (typeof NAMES)[number], territories: readonly string[]) => ({
    ...{ party: idOf(name), side: "PUBLISHER" as const, figures: { PERFORMING: "50" }, writers: [idOf("Writer")] },
    territories,
  });
  await house.works.recordStatements([
    sketch({
      ...{ from: "SO:052", iswc: ISWC, creators: [idOf("Writer")] },
      claims: [
        { party: idOf("Writer"), figures: { PERFORMING: "50" } },
        publisher("Subpublisher", ["I0250", "I0056"]),
        publisher("Administrator", ["I2101"]),
        publisher("Original", ["I2136", "E2101", "E0250", "E0056"]),
      ],
    }),
  ]);
}, 60_000);
afterAll(async () => {
  await store.stop();
});

it.each([
  ["PR", "0250", "Subpublisher", "058"],
  ["OD", "0250", "Subpublisher", "707"],
  ["OD", "0056", "Subpublisher", "058"],
  ["PR", "0840", "Administrator", "035"],
  ["PR", "0156", "Original", "010"],
])(
  "%s in %s is claimed by the %s, whose society %s answers for it; the writer's stays with 052",
  async (right, territory, name, society) => {
    const source = `query ($right: IpiRight!, $territory: TisCode!) { workByIswc(iswc: "${ISWC}") { ownership(rights: [$right], territories: [$territory], on: "2026-03-01") {
    cells { state claims { partyName society { code } } } } } }`;
    const { workByIswc } = await askWorks(house.works, { source, variables: { right, territory }, caller: callerOf("119", "society") });
    const [cell] = workByIswc.ownership.cells;
    expect(cell.state).toBe("CLEAR");
    const said = cell.claims.map((claim: { partyName: string; society: { code: string } }) => [claim.partyName, claim.society.code]);
    expect(said).toEqual(
      expect.arrayContaining([
        [idOf("Writer"), "052"],
        [idOf(name as (typeof NAMES)[number]), society],
      ]),
    );
    expect(said).toHaveLength(2);
  },
);
