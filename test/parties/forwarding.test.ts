// Shows that a merged party answers with its survivor and the way there, that no way leads back, and that a group's name leads to its members.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ipiBaseNumberOf } from "../../subgraphs/domain/identifiers/ipiBaseNumber.ts";
import { ipiNameNumberOf } from "../../subgraphs/domain/identifiers/ipiNameNumber.ts";
import { GENERIC_PARTIES } from "../../subgraphs/parties/index.ts";
import { type Answer, callerOf, openPartiesHouse, type PartiesHouse, statementOf } from "./house.ts";

let house: PartiesHouse;
beforeAll(async () => {
  house = await openPartiesHouse();
});
afterAll(async () => {
  await house.store.stop();
});

const steward = callerOf("119", "steward");
let serial = 500;

/** A new person with a base number and a name number of its own. */
async function person(more: object = {}): Promise<{ id: string; base: string; number: string }> {
  serial += 1;
  const [base, number] = [ipiBaseNumberOf(serial), ipiNameNumberOf(serial)];
  const input = { kind: "NATURAL", names: [{ lastName: `Person ${serial}`, ipiNameNumber: number }], ipiBaseNumber: base, ...more };
  const source = `mutation ($input: RegisterPartyInput!) { registerParty(input: $input) { problems { code message } party { id } } }`;
  const answer = await house.ask(steward, source, { input });
  expect([answer.errors, answer.at("registerParty.problems")]).toEqual([[], []]);
  return { id: answer.textAt("registerParty.party.id"), base, number };
}

async function record(input: object, caller = steward): Promise<Answer> {
  const source = `mutation ($input: RecordPartyStatusInput!) { recordPartyStatus(input: $input) {
    problems { code path message } party { status version survivor { id } forwardings { id } statuses { status from forwardTo { id } statedBy { source message } } } } }`;
  return await house.ask(caller, source, { input });
}

async function merge(party: string, forwardTo: string, expectedVersion = 1): Promise<void> {
  const answer = await record({ party, expectedVersion, status: "MERGED", forwardTo, from: "2026-02-01" });
  expect([answer.errors, answer.at("recordPartyStatus.problems")]).toEqual([[], []]);
}

const problemsOf = (answer: Answer): unknown => answer.at("recordPartyStatus.problems");

describe("forwarding", () => {
  test("a merged base number and name number answer with the survivor, and the way there is told", async () => {
    const [anna, berta, carla] = [await person(), await person(), await person()];
    await merge(anna.id, berta.id);
    await merge(berta.id, carla.id);
    const source = `query ($base: String!, $number: String!, $id: ID!) {
      byBase: partyByIpi(ipi: $base) { id } byNumber: partyByIpi(ipi: $number) { id }
      merged: party(id: $id) { status survivor { id } forwardings { id } } }`;
    const { data } = await house.ask(steward, source, { base: anna.base.toLowerCase(), number: anna.number, id: anna.id });
    expect(data).toEqual({
      byBase: { id: carla.id },
      byNumber: { id: carla.id },
      merged: { status: "MERGED", survivor: { id: carla.id }, forwardings: [{ id: berta.id }, { id: carla.id }] },
    });
  });

  test("a file that names a merged number states the survivor, and the number stays with the merged party", async () => {
    const [anna, berta] = [await person(), await person()];
    await merge(anna.id, berta.id);
    const statement = statementOf({ ipiNameNumber: anna.number, lastName: "OTHERWISE", firstName: null, submitterPartyNumber: "M1" });
    const { partyIds } = await house.parties.ports.partyRegistrar.register({ parties: [statement] });
    expect(partyIds).toEqual([berta.id]);
    const { at } = await house.ask(steward, `query ($id: ID!) { party(id: $id) { names { text } ipiNameNumber } }`, { id: anna.id });
    expect(at("party.ipiNameNumber")).toBe(anna.number);
    expect(await house.parties.ports.partyRegistrar.register({ parties: [statement] })).toEqual({ partyIds: [berta.id] });
  });

  test("a bought catalogue leads on and still stands for itself", async () => {
    const [seller, buyer] = [await person(), await person()];
    const { at } = await record({ party: seller.id, expectedVersion: 1, status: "FORWARDED", forwardTo: buyer.id });
    expect(at("recordPartyStatus.party")).toMatchObject({
      ...{ status: "FORWARDED", version: 2, survivor: null, forwardings: [{ id: buyer.id }] },
      statuses: [{ status: "FORWARDED", from: null, forwardTo: { id: buyer.id }, statedBy: { source: "119" } }],
    });
    const found = await house.ask(steward, `query ($ipi: String!) { partyByIpi(ipi: $ipi) { id } }`, { ipi: seller.base });
    expect(found.at("partyByIpi.id")).toBe(seller.id);
  });

  test("no way leads back, neither over one step nor over several", async () => {
    const [anna, berta, carla] = [await person(), await person(), await person()];
    await merge(anna.id, berta.id);
    await merge(berta.id, carla.id);
    const answer = await record({ party: carla.id, expectedVersion: 1, status: "MERGED", forwardTo: anna.id });
    expect(problemsOf(answer)).toMatchObject([{ code: "FORWARDING_CYCLE", path: ["forwardTo"] }]);
    const self = await record({ party: carla.id, expectedVersion: 1, status: "MERGED", forwardTo: carla.id });
    expect(problemsOf(self)).toMatchObject([{ code: "FORWARDING_SELF" }]);
  });

  test("of two parties that are merged into each other in the same moment one is refused", async () => {
    for (let round = 0; round < 10; round += 1) {
      const [anna, berta] = [await person(), await person()];
      const answers = await Promise.all([
        record({ party: anna.id, expectedVersion: 1, status: "MERGED", forwardTo: berta.id }),
        record({ party: berta.id, expectedVersion: 1, status: "MERGED", forwardTo: anna.id }),
      ]);
      const codes = answers.flatMap((answer) => answer.listAt("recordPartyStatus.problems"));
      expect(codes).toMatchObject([{ code: "FORWARDING_CYCLE" }]);
    }
  });

  test("a way over more than ten parties is refused", async () => {
    const people = await Promise.all(Array.from({ length: 12 }, async () => await person()));
    for (const [at, { id }] of people.slice(1, 11).entries()) await merge(id, people[at + 2]?.id ?? "");
    const answer = await record({ party: people[0]?.id, expectedVersion: 1, status: "MERGED", forwardTo: people[1]?.id });
    expect(problemsOf(answer)).toMatchObject([{ code: "FORWARDING_TOO_LONG" }]);
  });

  test.each([
    ["FORWARDING_MISSING", { status: "MERGED" }],
    ["FORWARDING_IDLE", { status: "VALID", forwardTo: GENERIC_PARTIES[0].id }],
    ["STATUS_IN_FUTURE", { status: "VALID", from: "2026-03-02" }],
    ["PARTY_GENERIC", { status: "MERGED", forwardTo: GENERIC_PARTIES[0].id }],
    ["UNKNOWN_ID", { status: "MERGED", forwardTo: "pty_nobody" }],
    ["STALE_VERSION", { status: "VALID", expectedVersion: 7 }],
  ])("%s is told", async (code, input) => {
    const { id } = await person();
    expect(problemsOf(await record({ party: id, expectedVersion: 1, ...input }))).toMatchObject([{ code }]);
  });

  test("a merge is taken back by a status of the same day, and the one before it holds for earlier days", async () => {
    const [anna, berta] = [await person(), await person()];
    await merge(anna.id, berta.id);
    const source = `query ($id: ID!) { party(id: $id) { status before: status(asOf: "2026-01-31") then: status(asOf: "2026-02-01") version } }`;
    expect((await house.ask(steward, source, { id: anna.id })).at("party")).toEqual({
      ...{ status: "MERGED", before: "VALID", then: "MERGED", version: 2 },
    });
    const back = await record({ party: anna.id, expectedVersion: 2, status: "VALID", from: "2026-02-01" });
    expect(back.at("recordPartyStatus.party")).toMatchObject({ status: "VALID", survivor: null, forwardings: [] });
  });

  test("is not for those who only read", async () => {
    const { id } = await person();
    const answer = await record({ party: id, expectedVersion: 1, status: "VALID" }, callerOf("119", "society"));
    expect(answer.errors).toMatchObject([{ code: "FORBIDDEN" }]);
  });
});

describe("a group's name", () => {
  const band = ipiNameNumberOf(900_001);
  const bandName = (more: object = {}) => ({ lastName: "THE EXAMPLES", kind: "PG", ipiNameNumber: band, ...more });

  test("has a party of its own, whose members are those who bear it on the day", async () => {
    const names = (more: object = {}) => ({ names: [{ lastName: `Player ${serial}` }, bandName(more)] });
    const first = await person(names());
    const second = await person(names({ period: { from: "2020-01-01", until: "2025-01-01" } }));
    const source = `query ($ipi: String!) { partyByIpi(ipi: $ipi) { id kind name members { id } before: members(asOf: "2024-06-01") { id } } }`;
    const { at, textAt } = await house.ask(steward, source, { ipi: band });
    expect(at("partyByIpi")).toMatchObject({
      ...{ kind: "GROUP", name: "THE EXAMPLES", members: [{ id: first.id }], before: [{ id: first.id }, { id: second.id }] },
    });
    const group = textAt("partyByIpi.id");
    const back = await house.ask(steward, `query ($id: ID!) { party(id: $id) { groups { id } members { id } } }`, { id: first.id });
    expect(back.at("party")).toEqual({ groups: [{ id: group }], members: [] });
  });

  test("that files took for a person becomes the group, and files go on finding it", async () => {
    const number = ipiNameNumberOf(900_002);
    const statement = statementOf({ ipiNameNumber: number, lastName: "DUO", firstName: null, submitterPartyNumber: "G1" });
    const [duo] = (await house.parties.ports.partyRegistrar.register({ parties: [statement] })).partyIds;
    const member = await person({ names: [{ lastName: "Half" }, { lastName: "DUO", kind: "PG", ipiNameNumber: number }] });
    const { at } = await house.ask(steward, `query ($ipi: String!) { partyByIpi(ipi: $ipi) { id kind members { id } } }`, { ipi: number });
    expect(at("partyByIpi")).toEqual({ id: duo, kind: "GROUP", members: [{ id: member.id }] });
    expect((await house.parties.ports.partyRegistrar.register({ parties: [statement] })).partyIds).toEqual([duo]);
  });

  test("leads to the survivor of a merged member", async () => {
    const number = ipiNameNumberOf(900_003);
    const trio = { names: [{ lastName: "Third" }, { lastName: "TRIO", kind: "PG", ipiNameNumber: number }] };
    const [old, survivor] = [await person(trio), await person()];
    await merge(old.id, survivor.id);
    const { at } = await house.ask(steward, `query ($ipi: String!) { partyByIpi(ipi: $ipi) { members { id } } }`, { ipi: number });
    expect(at("partyByIpi.members")).toEqual([{ id: survivor.id }]);
  });
});
