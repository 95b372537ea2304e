// Shows that what was stated of a merged number counts for the survivor, everywhere and from when the merge was recorded, and that clashes are told.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { ipiNameNumberOf } from "../../subgraphs/domain/identifiers/ipiNameNumber.ts";
import { countrySetOf, storedCountrySet } from "../../subgraphs/domain/territories/countrySet.ts";
import { tis } from "../domain/mandates/support.ts";
import { type Answer, callerOf, openPartiesHouse, type PartiesHouse, statementOf, valueAt } from "./house.ts";

const MINUTE = 60_000;
const CHINA = storedCountrySet(countrySetOf([tis("0156")]));

let house: PartiesHouse;
beforeAll(async () => {
  house = await openPartiesHouse();
});
afterAll(async () => {
  await house.store.stop();
});

const steward = callerOf("052", "steward");
let serial = 40_000;

/** An instant after everything recorded until now and before everything recorded later. */
async function now(): Promise<string> {
  await house.foundation.events.drain();
  house.clock.advance(MINUTE);
  const instant = house.clock.now().toISOString();
  house.clock.advance(MINUTE);
  return instant;
}

interface Person {
  readonly id: string;
  readonly number: string;
}

async function person(): Promise<Person> {
  serial += 1;
  const number = ipiNameNumberOf(serial);
  const input = { kind: "NATURAL", names: [{ lastName: `Person ${serial}`, ipiNameNumber: number }] };
  const source = `mutation ($input: RegisterPartyInput!) { registerParty(input: $input) { problems { code } party { id } } }`;
  return { id: (await house.ask(steward, source, { input })).textAt("registerParty.party.id"), number };
}

async function state(party: string, society: string, more: object = {}): Promise<Answer> {
  const source = `mutation ($input: RecordMembershipInput!) { recordMembership(input: $input) { problems { code } membership { id version party { id } } } }`;
  const input = { party, society, rights: ["PR"], territories: [{ territory: "2136" }], period: {}, ...more };
  const answer = await house.ask(callerOf(society, "steward"), source, { input });
  expect(answer.errors).toEqual([]);
  return answer;
}

async function record(party: string, status: string, forwardTo: string | null): Promise<void> {
  const { data } = await house.ask(steward, `{ party(id: "${party}") { version } }`);
  const source = `mutation ($input: RecordPartyStatusInput!) { recordPartyStatus(input: $input) { problems { code } } }`;
  const input = { party, expectedVersion: valueAt(data, "party.version"), status, forwardTo };
  expect((await house.ask(steward, source, { input })).at("recordPartyStatus.problems")).toEqual([]);
}
const merge = async (from: Person, into: Person) => await record(from.id, "MERGED", into.id);

/** Who holds the mandate, by each way of asking: the port, the mandate, and the memberships shown. */
async function held(party: Person, at: string | null = null): Promise<readonly unknown[]> {
  const questions = [
    { partyId: party.id, side: "WRITER" as const, right: "PR" as const, countries: CHINA, period: { from: null, until: null } },
  ];
  const { answers } = await house.parties.ports.mandateReader.holders({ questions, knownOn: at });
  const source = `query ($id: ID!, $at: DateTime) {
    party(id: $id) { memberships(asKnownOn: $at) { society { code } party { id } basis } }
    mandate(party: $id, right: PR, territory: "0156", on: "2026-03-01") { society { code } } }`;
  const { listAt, at: value } = await house.ask(steward, source, { id: party.id, at });
  return [
    answers[0]?.map(({ society }) => society),
    at === null ? (value("mandate.society.code") ?? null) : undefined,
    listAt("party.memberships").map((one) => [valueAt(one, "society.code"), valueAt(one, "party.id")]),
  ];
}

describe("a membership that was stated for a merged number alone", () => {
  test("counts for the survivor, over several merges, and is shown with the number that it was stated for", async () => {
    const [anna, berta, carla] = [await person(), await person(), await person()];
    await state(anna.id, "052");
    await merge(anna, berta);
    await merge(berta, carla);
    const expected = [["052"], "052", [["052", anna.id]]];
    for (const one of [anna, berta, carla]) expect(await held(one)).toEqual(expected);
  });

  test("counts from when the merge was recorded, and goes back with it", async () => {
    const [anna, berta] = [await person(), await person()];
    await state(anna.id, "052");
    const before = await now();
    await merge(anna, berta);
    const merged = await now();
    await record(anna.id, "VALID", null);
    const parted = await now();
    expect(await held(berta)).toEqual([[null], null, []]);
    expect([await held(berta, before), await held(berta, merged), await held(berta, parted)]).toEqual([
      [[null], undefined, []],
      [["052"], undefined, [["052", anna.id]]],
      [[null], undefined, []],
    ]);
    for (const at of [null, before, merged, parted]) expect((await held(anna, at))[2]).toEqual([["052", anna.id]]);
  });

  test("does not count where the catalogue was bought and the party still stands for itself", async () => {
    const [seller, buyer] = [await person(), await person()];
    await state(seller.id, "052");
    await record(seller.id, "FORWARDED", buyer.id);
    expect([await held(seller), await held(buyer)]).toEqual([
      [["052"], "052", [["052", seller.id]]],
      [[null], null, []],
    ]);
  });

  test("can be ended for the number that it was stated for, by either of the two", async () => {
    const [anna, berta] = [await person(), await person()];
    const id = (await state(anna.id, "052")).textAt("recordMembership.membership.id");
    await merge(anna, berta);
    const revised = await state(berta.id, "052", { membership: id, expectedVersion: 1, period: { until: "2026-01-01" } });
    expect(revised.at("recordMembership")).toEqual({ problems: [], membership: { id, version: 2, party: { id: anna.id } } });
    expect((await held(berta))[0]).toEqual(["052", null]);
    const again = await state(anna.id, "052", { membership: id, expectedVersion: 2, share: "50", period: { until: "2026-01-01" } });
    expect(again.at("recordMembership.membership")).toEqual({ id, version: 3, party: { id: anna.id } });
    expect((await state(anna.id, "052", { rights: ["OD"] })).at("recordMembership.problems")).toMatchObject([{ code: "PARTY_MERGED" }]);
    const other = await person();
    const foreign = await state(other.id, "052", { membership: id, expectedVersion: 3 });
    expect(foreign.at("recordMembership.problems")).toMatchObject([{ code: "UNKNOWN_ID" }]);
  });

  test("is as good as an entrustment, an exclusion, and what a file printed", async () => {
    const [anna, berta] = [await person(), await person()];
    const affiliations = { PERFORMING: "058" };
    await house.parties.ports.partyRegistrar.register({
      parties: [statementOf({ ipiNameNumber: anna.number, affiliations, submitterPartyNumber: `H${serial}` })],
    });
    const scope = { rights: ["OD" as const], territories: ["2136"] };
    await house.parties.loadEntrustments([
      { kind: "ENTRUSTMENT", grantor: anna.id, hub: "035", includesWritersPerforming: true, ...scope },
      { kind: "EXCLUSION", grantor: anna.id, rights: ["RP"], territories: ["2136"] },
    ]);
    await merge(anna, berta);
    const ask = (right: string) =>
      `mandate(party: "${berta.id}", role: MC, right: ${right}, territory: "0156", on: "2026-03-01") { basis society { code } because }`;
    const { data } = await house.ask(steward, `{ printed: ${ask("PR")} entrusted: ${ask("OD")} withheld: ${ask("RP")} }`);
    expect(data).toMatchObject({
      printed: { basis: "FROM_CWR", society: { code: "058" } },
      entrusted: { basis: "ENTRUSTED", society: { code: "035" } },
      withheld: { society: null, because: expect.stringContaining("withholds") },
    });
  });

  test("costs no more reads for many parties than for one", async () => {
    const people = await Promise.all(Array.from({ length: 6 }, async () => await person()));
    for (const one of people.slice(1)) await merge(one, people[0] ?? one);
    const reads = async (ids: readonly string[]): Promise<number> => {
      await state((await person()).id, "052");
      let count = 0;
      house.foundation.connection.set("debug", () => void (count += 1));
      const questions = ids.map((partyId) => ({
        partyId,
        side: "WRITER" as const,
        right: "PR" as const,
        countries: CHINA,
        period: { from: null, until: null },
      }));
      await house.parties.ports.mandateReader.holders({ questions });
      house.foundation.connection.set("debug", false);
      return count;
    };
    expect(await reads(people.map(({ id }) => id))).toBe(await reads(people.slice(1, 2).map(({ id }) => id)));
  });
});

describe("memberships of two numbers that clash", () => {
  const CLASHES = `membershipClashes { memberships { id party { id } } rights side countries period { from until } total { percent } }`;

  test("are told when the numbers are merged, and no longer when one of them ends", async () => {
    const [anna, berta] = [await person(), await person()];
    const mine = (await state(anna.id, "010", { territories: [{ territory: "0156" }], period: { from: "2020-01-01" } })).textAt(
      "recordMembership.membership.id",
    );
    const hers = (await state(berta.id, "052")).textAt("recordMembership.membership.id");
    const apart = await now();
    await merge(anna, berta);
    const source = `query ($id: ID!, $at: DateTime) { party(id: $id) { ${CLASHES}
      before: membershipClashes(asOf: "2019-12-31") { side } then: membershipClashes(asKnownOn: $at) { side } }
      mandate(party: $id, right: PR, territory: "0156", on: "2026-03-01") { society { code } because } }`;
    const { at } = await house.ask(steward, source, { id: berta.id, at: apart });
    expect(at("party")).toEqual({
      membershipClashes: [
        {
          memberships: [
            { id: mine, party: { id: anna.id } },
            { id: hers, party: { id: berta.id } },
          ],
          ...{ rights: ["PR"], side: null, countries: ["0156"], period: { from: "2020-01-01", until: null }, total: { percent: "200" } },
        },
      ],
      ...{ before: [], then: [] },
    });
    expect(at("mandate")).toMatchObject({ society: { code: "010" }, because: expect.stringContaining("Memberships clash") });
    await state(berta.id, "010", {
      membership: mine,
      expectedVersion: 1,
      period: { from: "2020-01-01", until: "2021-01-01" },
      share: "0.01",
    });
    await state(berta.id, "052", { membership: hers, expectedVersion: 1, share: "99.99" });
    const after = await house.ask(steward, `{ party(id: "${anna.id}") { ${CLASHES} } }`);
    expect(after.at("party.membershipClashes")).toEqual([]);
  });
});

const statement = fc.record({
  toSurvivor: fc.boolean(),
  society: fc.constantFrom("052", "010", "035"),
  right: fc.constantFrom("PR", "OD"),
  share: fc.constantFrom("20", "30"),
});

test("merged and then stated is stated and then merged", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(statement, { maxLength: 4 }), fc.nat({ max: 4 }), async (statements, mergeAt) => {
      const pictures: unknown[] = [];
      for (const at of [mergeAt, statements.length]) {
        const [anna, berta] = [await person(), await person()];
        for (const [step, { toSurvivor, society, right, share }] of statements.entries()) {
          if (step === at) await merge(anna, berta);
          // After the merge whoever means the old number states the survivor.
          const party = toSurvivor || step >= at ? berta : anna;
          await state(party.id, society, { rights: [right], share, period: { from: `20${10 + step}-01-01` } });
        }
        if (at >= statements.length) await merge(anna, berta);
        const questions = (["PR", "OD"] as const).map((right) => ({
          partyId: berta.id,
          side: "WRITER" as const,
          right,
          countries: CHINA,
          period: { from: null, until: null },
        }));
        const [, , shown] = await held(berta);
        pictures.push([
          (await house.parties.ports.mandateReader.holders({ questions })).answers,
          (shown as readonly (readonly unknown[])[]).map(([society]) => society),
        ]);
      }
      expect(pictures[0]).toEqual(pictures[1]);
    }),
    { numRuns: 12, seed: 20_260_304 },
  );
}, 60_000);
