// Shows parties registered, revised, found by name in Latin and Han, and joined to other subgraphs by reference.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ipiNameNumberOf } from "../../subgraphs/domain/identifiers/ipiNameNumber.ts";
import { type Answer, callerOf, openPartiesHouse, type PartiesHouse, valueAt } from "./house.ts";

let house: PartiesHouse;
beforeAll(async () => {
  house = await openPartiesHouse();
});
afterAll(async () => {
  await house.store.stop();
});

const steward = callerOf("119", "steward");
const number = ipiNameNumberOf(7);

async function register(input: object, caller = steward): Promise<Answer> {
  const source = `mutation ($input: RegisterPartyInput!) { registerParty(input: $input) { replayed problems { code path message }
    party { id name kind status version ipiNameNumber ipiBaseNumber isni names { text kind script ipiNameNumber } memberships { id } survivor { id } } } }`;
  return await house.ask(caller, source, { input: { kind: "NATURAL", names: [{ lastName: "Sørensen", firstName: "Maja" }], ...input } });
}

describe("registering", () => {
  test("keeps names, scripts and codes", async () => {
    const names = [
      { lastName: "Li", firstName: "Xiulan", ipiNameNumber: "7" + number.slice(-2) },
      { lastName: "李秀兰", kind: "OR", language: "zh-Hans" },
    ];
    const { at, errors } = await register({ names, ipiBaseNumber: "I-001450581-6", isni: "0000 0001 2103 2683" });
    expect(errors).toEqual([]);
    expect(at("registerParty")).toMatchObject({
      problems: [],
      party: {
        ...{
          name: "Xiulan Li",
          kind: "NATURAL",
          status: "VALID",
          version: 1,
          ipiNameNumber: number,
          ipiBaseNumber: "I-001450581-6",
          isni: "0000000121032683",
          survivor: null,
          memberships: [],
        },
        names: [
          { text: "Xiulan Li", script: "Latn", ipiNameNumber: number },
          { text: "李秀兰", script: "Hani", kind: "OR", ipiNameNumber: null },
        ],
      },
    });
  });

  test("gives all faults at once and stores nothing", async () => {
    const { at, listAt } = await register({
      names: [{ lastName: " " }, { lastName: "X", ipiNameNumber: "00000000111" }],
      ipiBaseNumber: "I-001450581-7",
      isni: "1",
      dpid: "x",
    });
    expect(at("registerParty.party")).toBeNull();
    expect(
      listAt("registerParty.problems").map(
        (problem) => `${String(valueAt(problem, "code"))} ${[valueAt(problem, "path")].flat().join(".")}`,
      ),
    ).toEqual([
      "NAME_LENGTH names.0.lastName",
      "IPI_NAME_NUMBER_CHECK_DIGIT names.1.ipiNameNumber",
      "IPI_BASE_NUMBER_CHECK_DIGIT ipiBaseNumber",
      "ISNI_SYNTAX isni",
      "DPID_SYNTAX dpid",
    ]);
  });

  test("refuses a number that another party bears, and the kind GENERIC", async () => {
    const { at } = await register({ names: [{ lastName: "Other", ipiNameNumber: number }] });
    expect(at("registerParty.problems")).toMatchObject([{ code: "PARTY_KNOWN", path: ["names"] }]);
    expect((await register({ kind: "GENERIC" })).at("registerParty.problems")).toMatchObject([{ code: "PARTY_GENERIC" }]);
  });

  test("revises the version that is expected, and no other", async () => {
    const first = await register({ idempotencyKey: "maja" });
    const id = first.textAt("registerParty.party.id");
    const revised = {
      party: id,
      names: [
        { lastName: "Sørensen", firstName: "Maja" },
        { lastName: "Nord", kind: "PP" },
      ],
    };
    expect((await register(revised)).at("registerParty.problems")).toMatchObject([{ code: "VERSION_MISSING" }]);
    expect((await register({ ...revised, expectedVersion: 1 })).at("registerParty.party")).toMatchObject({
      id,
      version: 2,
      names: [{}, { text: "Nord" }],
    });
    expect((await register({ ...revised, expectedVersion: 1 })).at("registerParty.problems")).toMatchObject([{ code: "STALE_VERSION" }]);
  });

  test("is not for those who only read", async () => {
    expect((await register({}, callerOf("119", "society"))).errors).toMatchObject([{ code: "FORBIDDEN" }]);
  });
});

describe("finding", () => {
  beforeAll(async () => {
    await house.parties.loadParties([
      { key: "1", kind: "NATURAL", names: [{ lastName: "Müller", firstName: "Jörg" }] },
      { key: "2", kind: "NATURAL", names: [{ lastName: "Muller", firstName: "Anna" }] },
      { key: "3", kind: "LEGAL", names: [{ lastName: "Mulligan Music" }] },
      { key: "4", kind: "NATURAL", names: [{ lastName: "王小明" }] },
      { key: "5", kind: "NATURAL", names: [{ lastName: "王小" }] },
    ]);
  });
  const search = async (query: string, first = 10): Promise<string[]> => {
    const { listAt, errors } = await house.ask(
      steward,
      `query ($query: String!, $first: Int) { searchParties(query: $query, first: $first) { edges { node { name } } } }`,
      { query, first },
    );
    expect(errors).toEqual([]);
    return listAt("searchParties.edges").map((edge) => String(valueAt(edge, "node.name")));
  };

  test("folds accents and case, takes words in any order, whole words before beginnings", async () => {
    expect(await search("muller jorg")).toEqual(["Jörg Müller"]);
    expect(await search("MULLER")).toEqual(["Anna Muller", "Jörg Müller"]);
    expect(await search("mull")).toEqual(["Anna Muller", "Jörg Müller", "Mulligan Music"]);
    expect(await search("anna mul")).toEqual(["Anna Muller"]);
  });

  test("finds Han names by whole names first, then by characters", async () => {
    expect(await search("王小")).toEqual(["王小", "王小明"]);
    expect(await search("小明")).toEqual(["王小明"]);
    expect(await search("明")).toEqual(["王小明"]);
  });

  test("finds names with typos, in the other Han script, and by pinyin, and says why", async () => {
    expect(await search("jorg mueller")).toEqual(["Jörg Müller"]);
    expect(await search("mulligna music")).toEqual(["Mulligan Music"]);
    expect(await search("wang xiaoming")).toEqual(["王小明"]);
    const source = `{ searchParties(query: "wangxiao") { edges { score node { name } reasons { field text how words } } } }`;
    const { data } = await house.ask(steward, source);
    expect(valueAt(data, "searchParties.edges.0")).toEqual({
      score: 1,
      node: { name: "王小" },
      reasons: [{ field: "NAME", text: "王小", how: "WHOLE", words: ["wangxiao"] }],
    });
  });

  test("finds nothing for nothing, and pages through the rest", async () => {
    expect(await search("  ?! ")).toEqual([]);
    const source = `query ($after: String) { searchParties(query: "mull", first: 2, after: $after) { edges { node { name } } pageInfo { hasNextPage endCursor } } }`;
    const first = await house.ask(steward, source);
    expect(first.at("searchParties.pageInfo.hasNextPage")).toBe(true);
    const next = await house.ask(steward, source, { after: first.at("searchParties.pageInfo.endCursor") });
    expect(next.at("searchParties")).toMatchObject({ edges: [{ node: { name: "Mulligan Music" } }], pageInfo: { hasNextPage: false } });
  });

  test("answers the search of the port alike", async () => {
    const { parties } = await house.parties.ports.partyReader.search({ text: "muller", first: 1 });
    expect(parties.map(({ name }) => name)).toEqual(["Anna Muller"]);
  });

  test("finds a party by IPI name number, with or without leading zeros; unknown ones are null", async () => {
    const source = `query ($ipi: String!) { partyByIpi(ipi: $ipi) { name } }`;
    expect((await house.ask(steward, source, { ipi: String(Number(number)) })).data).toEqual({ partyByIpi: { name: "Xiulan Li" } });
    expect((await house.ask(steward, source, { ipi: ipiNameNumberOf(8) })).data).toEqual({ partyByIpi: null });
    expect((await house.ask(steward, source, { ipi: "12x" })).errors).toMatchObject([
      { message: expect.stringContaining("IPI_NAME_NUMBER_SYNTAX") },
    ]);
  });
});

test("references of other subgraphs are resolved in batches, unknown ones to null", async () => {
  const [id] = await house.parties.loadParties([{ key: "1", kind: "NATURAL", names: [{ lastName: "Müller", firstName: "Jörg" }] }]);
  const representations = [
    { __typename: "Party", id },
    { __typename: "Party", id: "pty_unknown" },
    { __typename: "Society", code: "CAVCA" },
    { __typename: "Society", code: "052" },
    { __typename: "Society", code: "998" },
  ];
  const source = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Party { id name } ... on Society { code name kind } } }`;
  const { at, errors } = await house.ask(callerOf(null, "system"), source, { representations });
  expect(errors).toEqual([]);
  expect(at("_entities")).toEqual([
    { id, name: "Jörg Müller" },
    null,
    { code: "CAVCA", name: "China Audio-Video Copyright Association", kind: "ORGANISATION" },
    { code: "052", name: "PRS", kind: "CISAC_SOCIETY" },
    null,
  ]);
});

test("a society or organisation is found by its code; unknown ones are null, and what is no code is told", async () => {
  const source = `query ($code: String!) { society(code: $code) { code kind } }`;
  const found = async (code: string) => (await house.ask(steward, source, { code })).data;
  expect(await found(" 052 ")).toEqual({ society: { code: "052", kind: "CISAC_SOCIETY" } });
  expect(await found("cavca")).toEqual({ society: { code: "CAVCA", kind: "ORGANISATION" } });
  expect(await found("998")).toEqual({ society: null });
  expect((await house.ask(steward, source, { code: "5x" })).errors).toMatchObject([
    { message: expect.stringContaining("SOCIETY_CODE_SYNTAX") },
  ]);
});

test("all societies of CISAC's list and the organisations are listed", async () => {
  const { at, listAt } = await house.ask(steward, "{ societies { code } }");
  expect(listAt("societies").length).toBeGreaterThanOrEqual(400);
  expect(at("societies.-1")).toEqual({ code: "CAVCA" });
});
