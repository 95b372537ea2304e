// Shows whom a party may stand for as a creator: by merges, by groups' names borne or once borne, and by the members of a group.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ipiNameNumberOf } from "../../subgraphs/domain/identifiers/ipiNameNumber.ts";
import { callerOf, openPartiesHouse, type PartiesHouse } from "./house.ts";

let house: PartiesHouse;
beforeAll(async () => {
  house = await openPartiesHouse();
});
afterAll(async () => {
  await house.store.stop();
});

const steward = callerOf("052", "steward");
const BAND = ipiNameNumberOf(700_001);
const band = (more: object = {}) => ({ lastName: "THE EXAMPLES", kind: "PG", ipiNameNumber: BAND, ...more });

async function person(...names: readonly object[]): Promise<string> {
  const input = { kind: "NATURAL", names: [{ lastName: "Player" }, ...names] };
  const source = `mutation ($input: RegisterPartyInput!) { registerParty(input: $input) { problems { code } party { id } } }`;
  return (await house.ask(steward, source, { input })).textAt("registerParty.party.id");
}

async function merge(party: string, forwardTo: string): Promise<void> {
  const source = `mutation ($input: RecordPartyStatusInput!) { recordPartyStatus(input: $input) { problems { code } } }`;
  const { at } = await house.ask(steward, source, { input: { party, expectedVersion: 1, status: "MERGED", forwardTo } });
  expect(at("recordPartyStatus.problems")).toEqual([]);
}

async function kinOf(...ids: readonly string[]): Promise<readonly (readonly string[])[]> {
  const { kin } = await house.parties.ports.partyReader.kinOf({ ids });
  return kin.map((some) => [...some].sort());
}

describe("a party stands for", () => {
  test("groups whose name it bears or bore, a group for its members, members not for each other", async () => {
    const [ann, bo, dan] = [await person(band()), await person(band({ period: { until: "2020-01-01" } })), await person()];
    const group = (await house.ask(steward, `{ partyByIpi(ipi: "${BAND}") { id } }`)).textAt("partyByIpi.id");
    expect(await kinOf(group, ann, bo, dan, "pty_nobody")).toEqual([[ann, bo].sort(), [group], [group], [], []]);
    const survivor = await person();
    await merge(bo, survivor);
    expect(await kinOf(survivor, bo, group)).toEqual([[bo, group].sort(), [group, survivor].sort(), [ann, bo].sort()]);
  });

  test("at the cost of as many reads for many parties as for one", async () => {
    const people = await Promise.all([1, 2, 3, 4, 5].map(async () => await person(band())));
    const reads = async (ids: readonly string[]): Promise<number> => {
      let count = 0;
      house.foundation.connection.set("debug", () => void (count += 1));
      await house.parties.ports.partyReader.kinOf({ ids });
      house.foundation.connection.set("debug", false);
      return count;
    };
    expect(await reads(people)).toBe(await reads(people.slice(0, 1)));
  });
});
