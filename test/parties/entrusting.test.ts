// Shows rights given to hubs directly and rights withheld, from the command to the answer: who states them, what leaves which society, when it ends.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ipiNameNumberOf } from "../../subgraphs/domain/identifiers/ipiNameNumber.ts";
import { countrySetOf, storedCountrySet } from "../../subgraphs/domain/territories/countrySet.ts";
import { from, tis } from "../domain/mandates/support.ts";
import { type Answer, callerOf, openPartiesHouse, type PartiesHouse, valueAt } from "./house.ts";

let house: PartiesHouse;
let [publisher, writer] = ["", ""];
beforeAll(async () => {
  house = await openPartiesHouse();
  [publisher = "", writer = ""] = await house.parties.loadParties([
    { key: "songs", kind: "LEGAL", names: [{ lastName: "Fern Songs", ipiNameNumber: ipiNameNumberOf(11) }] },
    { key: "anna", kind: "NATURAL", names: [{ lastName: "Holm", firstName: "Anna", ipiNameNumber: ipiNameNumberOf(12) }] },
  ]);
  const scope = { rights: ["PR", "OD", "MD"] as const, territories: ["2136"] };
  await house.parties.loadMemberships([
    { ...scope, partyId: publisher, society: "052" },
    { ...scope, partyId: writer, society: "052" },
  ]);
});
afterAll(async () => {
  await house.store.stop();
});

const prs = callerOf("052", "steward");
const hub = callerOf("707", "steward");
const sacem = callerOf("058", "steward");
const clerk = callerOf("119", "society");

const STATED = `id version countries rights uses period { from until } includesWritersPerforming withdrawnFrom noticeGivenOn
  party { id } society { code } hub { code } statedBy { source message }`;

async function entrust(caller: ReturnType<typeof callerOf>, input: object): Promise<Answer> {
  const source = `mutation ($input: RecordEntrustmentInput!) { recordEntrustment(input: $input) { replayed problems { code path message }
    entrustment { ${STATED} } } }`;
  const rest = { hub: "707", rights: ["OD", "MD"], territories: [{ territory: "0250" }], period: { from: "2020-01-01" } };
  return await house.ask(caller, source, { input: { ...rest, ...input } });
}

async function withdraw(caller: ReturnType<typeof callerOf>, input: object): Promise<Answer> {
  const source = `mutation ($input: WithdrawEntrustmentInput!) { withdrawEntrustment(input: $input) { problems { code } entrustment { ${STATED} } } }`;
  return await house.ask(caller, source, { input });
}

async function withhold(caller: ReturnType<typeof callerOf>, input: object): Promise<Answer> {
  const source = `mutation ($input: RecordExclusionInput!) { recordExclusion(input: $input) { problems { code path } exclusion {
    id version licensors { code } side countries period { from until } statedBy { source } } } }`;
  const rest = { party: publisher, rights: ["OD"], territories: [{ territory: "0344" }], period: {} };
  return await house.ask(caller, source, { input: { ...rest, ...input } });
}

interface Asked {
  readonly party?: string;
  readonly right?: string;
  readonly territory?: string;
  readonly on?: string;
  readonly licensor?: string;
  readonly use?: string | null;
}

async function mandate({ party, right, territory, on, licensor, use }: Asked): Promise<unknown> {
  const source = `query ($party: ID!, $right: IpiRight!, $use: UseType, $territory: TisCode!, $on: Date!, $licensor: SocietyCode) {
    mandate(party: $party, right: $right, use: $use, territory: $territory, on: $on, licensor: $licensor) {
      society { code } isLicensed basis because exclusion { id } alternatives { society { code } rule }
      chain { from to basisId membership { id } agreement { id } entrustment { id hub { code } statedBy { source } } } } }`;
  const variables = { party: party ?? publisher, right: right ?? "OD", use: use === undefined ? "STREAM_INTERACTIVE" : use };
  const where = { territory: territory ?? "0250", on: on ?? "2026-03-01", licensor: licensor ?? null };
  const { at, errors } = await house.ask(clerk, source, { ...variables, ...where });
  expect(errors).toEqual([]);
  return at("mandate");
}

let given = "";

describe("a publisher's rights given to a hub", () => {
  test("are stated by the hub, or by a society that the publisher belongs to, and by nobody else", async () => {
    expect((await entrust(sacem, { party: publisher })).errors).toMatchObject([{ code: "FORBIDDEN" }]);
    expect((await entrust(clerk, { party: publisher })).errors).toMatchObject([{ code: "FORBIDDEN" }]);
    const { at, textAt, errors } = await entrust(hub, { party: publisher, idempotencyKey: "one" });
    expect(errors).toEqual([]);
    expect(at("recordEntrustment")).toMatchObject({
      problems: [],
      entrustment: {
        ...{ version: 1, countries: ["0250"], party: { id: publisher }, society: null, hub: { code: "707" } },
        ...{ period: { from: "2020-01-01", until: null }, statedBy: { source: "707" } },
      },
    });
    given = textAt("recordEntrustment.entrustment.id");
    const again = await entrust(hub, { party: publisher, idempotencyKey: "one" });
    expect(again.at("recordEntrustment")).toMatchObject({ replayed: true, entrustment: { id: given } });
    const byMember = await entrust(prs, { party: publisher, territories: [{ territory: "0056" }] });
    expect(byMember.at("recordEntrustment.entrustment")).toMatchObject({ statedBy: { source: "052" } });
  });

  test("leave the society there and only there, and the answer names the entrustment and who stated it", async () => {
    expect(await mandate({})).toMatchObject({
      ...{ society: { code: "707" }, isLicensed: true, basis: "ENTRUSTED" },
      chain: [{ from: publisher, to: "707", basisId: given, entrustment: { id: given, statedBy: { source: "707" } }, membership: null }],
    });
    expect(await mandate({ licensor: "052" })).toMatchObject({ isLicensed: false, society: { code: "707" } });
    expect(await mandate({ territory: "0826" })).toMatchObject({ society: { code: "052" }, basis: "MEMBERSHIP" });
    expect(await mandate({ right: "PR" })).toMatchObject({ society: { code: "052" }, basis: "MEMBERSHIP" });
    expect(await mandate({ on: "2019-12-31" })).toMatchObject({ society: { code: "052" } });
  });

  test("stand at the party and at the hub, and the port answers by them", async () => {
    const source = `query ($party: ID!) { party(id: $party) { entrustments(asOf: "2026-03-01") { id } }
      society(code: "707") { entrustments(first: 1) { edges { node { id party { id } } } pageInfo { hasNextPage } } } }`;
    const { at, listAt } = await house.ask(clerk, source, { party: publisher });
    expect(listAt("party.entrustments")).toHaveLength(2);
    expect(at("society.entrustments")).toMatchObject({ edges: [{ node: { id: given } }], pageInfo: { hasNextPage: true } });
    const countries = storedCountrySet(countrySetOf([tis("0250"), tis("0826")]));
    const { answers } = await house.parties.ports.mandateReader.holders({
      questions: [{ partyId: publisher, side: "PUBLISHER", right: "OD", countries, period: from("2026-01-01", "2027-01-01") }],
    });
    expect(answers[0]?.map(({ society, basis }) => `${society} ${basis}`).sort()).toEqual(["052 MEMBERSHIP", "707 ENTRUSTED"]);
  });

  test("leave a writer's performing share with the writer's society unless the entrustment says otherwise", async () => {
    const territories = [{ territory: "0392" }];
    await entrust(prs, { party: writer, territories });
    expect(await mandate({ party: writer, territory: "0392" })).toMatchObject({ society: { code: "052" } });
    expect(await mandate({ party: writer, territory: "0392", right: "MD" })).toMatchObject({ society: { code: "707" } });
    const stated = [{ territory: "0410" }];
    await entrust(prs, { party: writer, territories: stated, includesWritersPerforming: true });
    expect(await mandate({ party: writer, territory: "0410" })).toMatchObject({ society: { code: "707" } });
  });

  test("are given once: not to a second hub in the same slice, nor the same twice", async () => {
    const second = await entrust(prs, { party: publisher, hub: "058", rights: ["MD"] });
    expect(second.at("recordEntrustment.problems")).toMatchObject([
      { code: "EXCLUSIVITY_BROKEN", message: expect.stringContaining(given) },
    ]);
    expect((await entrust(hub, { party: publisher })).at("recordEntrustment.problems")).toMatchObject([{ code: "MANDATE_KNOWN" }]);
    const otherUse = await entrust(prs, { party: publisher, hub: "058", uses: ["RADIO"], territories: [{ territory: "0752" }] });
    expect(otherUse.at("recordEntrustment.problems")).toEqual([]);
  });

  test("of two stated at once for one slice, one is refused", async () => {
    const territories = [{ territory: "0246" }];
    const answers = await Promise.all(
      ["707", "058", "035", "119"].map(async (code) => await entrust(prs, { party: publisher, hub: code, territories })),
    );
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(answers.filter(({ at }) => at("recordEntrustment.entrustment") !== null)).toHaveLength(1);
  });

  test("withdrawn from a future day change only answers for that day and later, and what was known before stays known", async () => {
    await house.foundation.events.drain();
    house.clock.advance(60_000);
    const before = new Date(house.clock.now());
    house.clock.advance(60_000);
    expect((await withdraw(sacem, { entrustment: given, expectedVersion: 1, from: "2027-01-01" })).errors).toMatchObject([
      { code: "FORBIDDEN" },
    ]);
    const codeOf = async (input: object) =>
      (await withdraw(hub, { entrustment: given, expectedVersion: 1, ...input })).at("withdrawEntrustment.problems.0.code");
    expect(await codeOf({ from: "2026-02-28" })).toBe("TERMINATION_IN_PAST");
    expect(await codeOf({ from: "2027-01-01", expectedVersion: 7 })).toBe("STALE_VERSION");
    expect(await codeOf({ from: "2027-01-01", entrustment: "man_unknown" })).toBe("UNKNOWN_ID");
    const { at } = await withdraw(hub, { entrustment: given, expectedVersion: 1, from: "2027-01-01" });
    expect(at("withdrawEntrustment.entrustment")).toMatchObject({
      ...{ version: 2, withdrawnFrom: "2027-01-01", noticeGivenOn: "2026-03-01", period: { from: "2020-01-01", until: "2027-01-01" } },
    });
    expect(await mandate({ on: "2026-12-31" })).toMatchObject({ society: { code: "707" } });
    expect(await mandate({ on: "2027-01-01" })).toMatchObject({ society: { code: "052" } });
    await house.foundation.events.drain();
    const countries = storedCountrySet(countrySetOf([tis("0250")]));
    const question = {
      partyId: publisher,
      side: "PUBLISHER",
      right: "OD",
      countries,
      period: from("2027-06-01", "2027-06-02"),
    } as const;
    const then = await house.parties.ports.mandateReader.holders({ questions: [question], knownOn: before.toISOString() });
    expect(then.answers[0]).toMatchObject([{ society: "707" }]);
    const now = await house.parties.ports.mandateReader.holders({ questions: [question] });
    expect(now.answers[0]).toMatchObject([{ society: "052" }]);
    const events = (await house.foundation.events.ofSubjects([given])).get(given) ?? [];
    expect(events.map(({ kind }) => kind)).toEqual(["MANDATE_ENTRUSTED", "MANDATE_WITHDRAWN"]);
  });

  test("are revised by whoever may state them", async () => {
    const territories = [{ territory: "0528" }];
    const { textAt } = await entrust(hub, { party: publisher, territories });
    const id = textAt("recordEntrustment.entrustment.id");
    const input = { entrustment: id, expectedVersion: 1, party: publisher, territories, rights: ["MD"] };
    expect((await entrust(sacem, input)).errors).toMatchObject([{ code: "FORBIDDEN" }]);
    expect((await entrust(hub, { ...input, expectedVersion: 3 })).at("recordEntrustment.problems")).toMatchObject([
      { code: "STALE_VERSION" },
    ]);
    expect((await entrust(hub, input)).at("recordEntrustment.entrustment")).toMatchObject({ id, version: 2, rights: ["MD"] });
    expect(await mandate({ territory: "0528" })).toMatchObject({ society: { code: "052" } });
  });
});

describe("a society's rights given to a hub", () => {
  test("are stated by the society alone, and the chain shows membership and entrustment", async () => {
    const input = { society: "052", uses: ["STREAM_INTERACTIVE"], includesWritersPerforming: true, territories: [{ territory: "0372" }] };
    expect((await entrust(hub, input)).errors).toMatchObject([{ code: "FORBIDDEN" }]);
    const { textAt } = await entrust(prs, input);
    const id = textAt("recordEntrustment.entrustment.id");
    expect(await mandate({ party: writer, territory: "0372" })).toMatchObject({
      ...{ society: { code: "707" }, basis: "ENTRUSTED" },
      chain: [
        { from: writer, to: "052" },
        { from: "052", to: "707", entrustment: { id } },
      ],
    });
    expect(await mandate({ party: writer, territory: "0372", use: "DOWNLOAD" })).toMatchObject({ society: { code: "052" } });
  });

  test("leave no room for an exclusive agreement there, nor the other way round", async () => {
    const agree = async (territory: string, exclusive: boolean): Promise<unknown> => {
      const source = `mutation ($input: RecordAgreementInput!) { recordAgreement(input: $input) { problems { code path } } }`;
      const terms = { grantor: "052", grantee: "119", rights: ["OD"], period: {}, currency: "GBP" };
      const { at } = await house.ask(prs, source, { input: { ...terms, exclusive, territories: [{ territory }] } });
      return at("recordAgreement.problems");
    };
    await entrust(prs, { society: "052", territories: [{ territory: "0554" }] });
    expect(await agree("0554", true)).toEqual([{ code: "EXCLUSIVITY_BROKEN", path: ["exclusive"] }]);
    expect(await agree("0554", false)).toEqual([]);
    expect(await agree("0036", true)).toEqual([]);
    const late = await entrust(prs, { society: "052", territories: [{ territory: "0036" }] });
    expect(late.at("recordEntrustment.problems")).toMatchObject([{ code: "EXCLUSIVITY_BROKEN", path: ["hub"] }]);
  });

  test("may not come back in a circle", async () => {
    const territories = [{ territory: "0442" }];
    expect((await entrust(prs, { society: "052", territories })).at("recordEntrustment.problems")).toEqual([]);
    expect((await entrust(hub, { society: "707", hub: "058", territories })).at("recordEntrustment.problems")).toEqual([]);
    const back = await entrust(sacem, { society: "058", hub: "052", territories });
    expect(back.at("recordEntrustment.problems")).toMatchObject([
      { code: "AGREEMENT_CIRCLE", message: expect.stringContaining("058 > 052 > 707 > 058") },
    ]);
    const elsewhere = await entrust(sacem, { society: "058", hub: "052", territories: [{ territory: "0440" }] });
    expect(elsewhere.at("recordEntrustment.problems")).toEqual([]);
  });
});

describe("rights that are withheld", () => {
  test("are stated by a society of the right holder, and name nobody there", async () => {
    expect((await withhold(hub, {})).errors).toMatchObject([{ code: "FORBIDDEN" }]);
    const { at, textAt } = await withhold(prs, {});
    expect(at("recordExclusion")).toMatchObject({ problems: [], exclusion: { version: 1, licensors: null, statedBy: { source: "052" } } });
    const id = textAt("recordExclusion.exclusion.id");
    expect(await mandate({ territory: "0344" })).toMatchObject({ society: null, isLicensed: false, exclusion: { id } });
    expect(await mandate({ territory: "0446" })).toMatchObject({ society: { code: "052" }, exclusion: null });
    const end = `mutation ($input: EndExclusionInput!) { endExclusion(input: $input) { problems { code } exclusion { period { until } } } }`;
    const ended = await house.ask(prs, end, { input: { exclusion: id, expectedVersion: 1, from: "2026-06-01" } });
    expect(ended.at("endExclusion")).toMatchObject({ problems: [], exclusion: { period: { until: "2026-06-01" } } });
    expect(await mandate({ territory: "0344", on: "2026-05-31" })).toMatchObject({ society: null });
    expect(await mandate({ territory: "0344", on: "2026-06-01" })).toMatchObject({ society: { code: "052" } });
  });

  test("from one licensor leave the others, who are told", async () => {
    const territories = [{ territory: "0702" }];
    await withhold(prs, { licensors: ["119"], territories });
    expect(await mandate({ territory: "0702", licensor: "119" })).toMatchObject({
      ...{ isLicensed: false, society: { code: "052" }, alternatives: [{ society: { code: "052" }, rule: "NOT_ASKED" }] },
    });
    expect(await mandate({ territory: "0702", licensor: "052" })).toMatchObject({ isLicensed: true, exclusion: null });
  });
});

describe("bad input", () => {
  test.each<[string, object, string, string[]]>([
    ["an unknown territory", { territories: [{ territory: "9999" }] }, "TIS_UNKNOWN", ["territories", "0", "territory"]],
    ["an ended territory", { territories: [{ territory: "0810" }] }, "TERRITORY_NOT_IN_FORCE", ["territories", "0", "territory"]],
    [
      "a scope that starts with an exclusion",
      { territories: [{ territory: "0756", include: false }, { territory: "2120" }] },
      "SCOPE_STARTS_WITH_EXCLUSION",
      ["territories", "0", "territory"],
    ],
    [
      "a scope of no country",
      { territories: [{ territory: "0250" }, { territory: "2120", include: false }] },
      "SCOPE_EMPTY",
      ["territories"],
    ],
    ["an empty period", { period: { from: "2026-01-01", until: "2026-01-01" } }, "PERIOD_EMPTY", ["period"]],
    ["a negative period", { period: { from: "2026-01-01", until: "2025-01-01" } }, "PERIOD_EMPTY", ["period"]],
    ["no right", { rights: [] }, "RIGHTS_COUNT", ["rights"]],
    ["an empty list of uses", { uses: [] }, "USES_COUNT", ["uses"]],
    ["an unknown hub", { hub: "998" }, "SOCIETY_UNKNOWN", ["hub"]],
    ["two grantors", { society: "052" }, "GRANTOR", ["party"]],
    ["an unknown creation class", { creationClass: "XX" }, "CREATION_CLASS_UNKNOWN", ["creationClass"]],
    ["an unknown party", { party: "pty_nobody" }, "UNKNOWN_ID", ["party"]],
  ])("of an entrustment: %s", async (_, input, code, path) => {
    const { at, errors } = await entrust(callerOf(null, "admin"), { party: publisher, ...input });
    expect(errors).toEqual([]);
    expect(at("recordEntrustment.problems")).toMatchObject([{ code, path }]);
  });

  test("of an exclusion: too many licensors, none, unknown ones", async () => {
    const codesOf = async (licensors: readonly string[]) =>
      (await withhold(prs, { licensors })).listAt("recordExclusion.problems").map((one) => valueAt(one, "code"));
    expect(await codesOf([])).toEqual(["LICENSORS_COUNT"]);
    expect(await codesOf(["998"])).toEqual(["SOCIETY_UNKNOWN"]);
  });
});
