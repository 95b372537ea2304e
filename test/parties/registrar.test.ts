// Shows that a party stated many times, by many files, at once and again, is one party: by IPI number, else by submitter and name.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ipiNameNumberOf } from "../../subgraphs/domain/identifiers/ipiNameNumber.ts";
import { GENERIC_PARTIES } from "../../subgraphs/parties/index.ts";
import { openPartiesHouse, type PartiesHouse, statementOf } from "./house.ts";

let house: PartiesHouse;
beforeAll(async () => {
  house = await openPartiesHouse();
});
afterAll(async () => {
  await house.store.stop();
});

const register = async (...parties: readonly ReturnType<typeof statementOf>[]) =>
  (await house.parties.ports.partyRegistrar.register({ parties })).partyIds;
const byIds = async (...ids: readonly (string | undefined)[]) =>
  (await house.parties.ports.partyReader.byIds({ ids: ids.map((id) => id ?? "") })).parties;
const version = async () => (await house.parties.ports.mandateReader.version({})).version;

describe("a party with an IPI name number", () => {
  const number = ipiNameNumberOf(100_001);

  test("is one party, whoever states it and however it is spelt", async () => {
    const ids = await register(
      statementOf({ ipiNameNumber: number }),
      statementOf({ ipiNameNumber: number, lastName: "LINDQUIST", firstName: "ASA", submitterKey: "PB:1" }),
    );
    expect(new Set(ids).size).toBe(1);
    expect(await register(statementOf({ ipiNameNumber: number }))).toEqual([ids[0]]);
    const [party] = await byIds(ids[0]);
    expect(party).toMatchObject({
      name: "ÅSA LINDQVIST",
      names: ["ÅSA LINDQVIST", "ASA LINDQUIST"],
      ipiNameNumber: number,
      kind: "NATURAL",
      redirectedFrom: null,
    });
  });

  test("is known by its base number too, under which another name number is a pseudonym", async () => {
    const other = ipiNameNumberOf(100_002);
    const [first] = await register(
      statementOf({
        ipiNameNumber: ipiNameNumberOf(100_003),
        ipiBaseNumber: "I-001068130-6",
        lastName: "BERG",
        submitterPartyNumber: "W2",
      }),
    );
    const [second] = await register(
      statementOf({ ipiNameNumber: other, ipiBaseNumber: "I-001068130-6", lastName: "NORTH", submitterPartyNumber: "W3" }),
    );
    expect(second).toBe(first);
    const { parties } = await house.parties.ports.partyReader.byCodes({ codes: [other, "I-001068130-6", ipiNameNumberOf(999)] });
    expect(parties.map((party) => party?.id ?? null)).toEqual([first, first, null]);
  });

  test("and another that is known by one of its codes alone are found in one batch, whichever code each is found by", async () => {
    const stated = [
      statementOf({
        ipiNameNumber: ipiNameNumberOf(100_021),
        ipiBaseNumber: "I-001068131-7",
        lastName: "MANY",
        submitterPartyNumber: "W21",
      }),
      statementOf({ ipiBaseNumber: "I-001068132-8", lastName: "BASE", submitterPartyNumber: "W22" }),
      statementOf({ lastName: "KEY", submitterPartyNumber: "W23" }),
    ];
    const ids = await register(...stated);
    expect(new Set(ids).size).toBe(3);
    const other = statementOf({ ipiBaseNumber: "I-001068131-7", lastName: "OTHER", submitterPartyNumber: "W24" });
    expect(await register(...stated, other)).toEqual([...ids, ids[0]]);
    expect(await register(other)).toEqual([ids[0]]);
  });

  test("stays apart from another number under the same submitter's own number and name", async () => {
    const [first] = await register(statementOf({ ipiNameNumber: ipiNameNumberOf(100_004), lastName: "SAME", submitterPartyNumber: "W4" }));
    const [second] = await register(statementOf({ ipiNameNumber: ipiNameNumberOf(100_005), lastName: "SAME", submitterPartyNumber: "W4" }));
    expect(second).not.toBe(first);
  });
});

describe("a party without IPI number", () => {
  test("is found by submitter, the submitter's number and name", async () => {
    const [first] = await register(statementOf({ lastName: "OKAFOR", submitterPartyNumber: "W9" }));
    expect(await register(statementOf({ lastName: "okafor", submitterPartyNumber: "W9" }))).toEqual([first]);
    const [elsewhere] = await register(statementOf({ lastName: "OKAFOR", submitterPartyNumber: "W9", submitterKey: "SO:058" }));
    const [otherName] = await register(statementOf({ lastName: "OKOYE", submitterPartyNumber: "W9" }));
    expect(new Set([first, elsewhere, otherName]).size).toBe(3);
  });

  test("gets its IPI number when the same submitter states it later", async () => {
    const number = ipiNameNumberOf(100_006);
    const [first] = await register(statementOf({ lastName: "LATER", submitterPartyNumber: "W10" }));
    expect(await register(statementOf({ lastName: "LATER", submitterPartyNumber: "W10", ipiNameNumber: number }))).toEqual([first]);
    expect(await register(statementOf({ lastName: "ANYBODY", submitterKey: "SO:010", ipiNameNumber: number }))).toEqual([first]);
  });

  test("is not made one with others by a number that is wrong", async () => {
    const [first, second] = await register(
      statementOf({ lastName: "WRONG", submitterPartyNumber: "W11", ipiNameNumber: "00000000111" }),
      statementOf({ lastName: "WORSE", submitterPartyNumber: "W12", ipiNameNumber: "00000000111" }),
    );
    expect(second).not.toBe(first);
    expect((await byIds(first))[0]?.ipiNameNumber).toBeNull();
  });
});

test("names in the party's own script are kept and found", async () => {
  const [id] = await register(statementOf({ lastName: "WANG", firstName: "XIAOMING", nativeName: "王小明", submitterPartyNumber: "W13" }));
  expect((await byIds(id))[0]?.names).toEqual(["XIAOMING WANG", "王小明"]);
});

test("generic parties are known from the start, are found by base number, and take nothing from messages", async () => {
  const [id] = await register(statementOf({ lastName: "TRAD", firstName: null, ipiBaseNumber: "I-002296966-8" }));
  expect(id).toBe(GENERIC_PARTIES[0].id);
  const parties = await byIds(...GENERIC_PARTIES.map((generic) => generic.id));
  expect(parties.map((party) => party?.kind)).toEqual(["GENERIC", "GENERIC", "GENERIC", "GENERIC"]);
  expect(parties[0]?.names).toEqual(["TRAD"]);
});

describe("printed affiliations", () => {
  const number = ipiNameNumberOf(100_020);
  const state = async (society: string) =>
    await register(statementOf({ ipiNameNumber: number, lastName: "MOVER", affiliations: { PERFORMING: society } }));

  test("raise the mandate version when they change, and only then", async () => {
    await state("052");
    const before = await version();
    await state("052");
    expect(await version()).toBe(before);
    house.clock.advance(1_000);
    const [id] = await state("058");
    expect(await version()).toBeGreaterThan(before);
    const { answers } = await house.parties.ports.mandateReader.holders({
      questions: [{ partyId: id ?? "", side: "WRITER", right: "PR", countries: "1", period: { from: null, until: null } }],
    });
    expect(answers).toEqual([[{ countries: "1", period: { from: null, until: null }, society: "058", basis: "FROM_CWR" }]]);
  });

  test("of an unknown society or of 000 are not taken for mandates", async () => {
    const [id] = await register(
      statementOf({ lastName: "NOWHERE", submitterPartyNumber: "W21", affiliations: { PERFORMING: "000", MECHANICAL: "998" } }),
    );
    const question = { partyId: id ?? "", side: "WRITER", countries: "1", period: { from: null, until: null } } as const;
    const { answers } = await house.parties.ports.mandateReader.holders({
      questions: [
        { ...question, right: "PR" },
        { ...question, right: "MR" },
      ],
    });
    expect(answers.map(([piece]) => piece?.basis)).toEqual(["NONE", "NONE"]);
  });
});

test("two imports at once register the same 500 parties once", async () => {
  const statements = Array.from({ length: 500 }, (_, at) =>
    statementOf({ ipiNameNumber: ipiNameNumberOf(200_000 + at), lastName: `PARTY ${at}`, submitterPartyNumber: `X${at}` }),
  );
  const before = await house.parties.ports.partyReader.byCodes({ codes: statements.map(({ ipiNameNumber }) => ipiNameNumber ?? "") });
  expect(before.parties.every((party) => party === null)).toBe(true);
  const { partyRegistrar } = house.parties.ports;
  const [one, other] = await Promise.all([
    partyRegistrar.register({ parties: statements }),
    partyRegistrar.register({ parties: [...statements].reverse() }),
  ]);
  expect([...other.partyIds].reverse()).toEqual(one.partyIds);
  expect(new Set(one.partyIds).size).toBe(500);
});

test("more than 500 parties in one call are refused", async () => {
  const parties = Array.from({ length: 501 }, () => statementOf());
  await expect(house.parties.ports.partyRegistrar.register({ parties })).rejects.toThrow("TOO_MANY_PARTIES");
});

test("what statements mean can be looked up without registering anybody: as the registrar would find it, null where it would make one", async () => {
  const { partyReader } = house.parties.ports;
  const look = async (...parties: readonly ReturnType<typeof statementOf>[]) => (await partyReader.byStatements({ parties })).partyIds;
  const known = statementOf({ lastName: "ZETTERBERG", submitterKey: "PB:77", submitterPartyNumber: "9" });
  const numbered = { ...known, ipiNameNumber: ipiNameNumberOf(100_900) };
  expect(await look(known, numbered)).toEqual([null, null]);
  expect(await look(known)).toEqual([null]);
  const [id = ""] = await register(known);
  expect(await look(known, { ...known, lastName: "Zetterberg" }, numbered)).toEqual([id, id, id]);
  expect(await look({ ...known, submitterKey: "PB:78" }, { ...known, lastName: "ZETTERHOLM" })).toEqual([null, null]);
  await register(numbered);
  expect(await look({ ...numbered, submitterKey: "PB:78" }, { ...known, ipiNameNumber: ipiNameNumberOf(100_901) })).toEqual([id, null]);
  await expect(partyReader.byStatements({ parties: Array.from({ length: 501 }, () => known) })).rejects.toThrow("TOO_MANY_PARTIES");
});
