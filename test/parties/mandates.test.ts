// Shows mandates recorded through the graph and asked through the graph and the port: chains, termination, and what may not be recorded.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ipiNameNumberOf } from "../../subgraphs/domain/identifiers/ipiNameNumber.ts";
import { countrySetOf, storedCountrySet } from "../../subgraphs/domain/territories/countrySet.ts";
import { tis } from "../domain/mandates/support.ts";
import { type Answer, callerOf, openPartiesHouse, type PartiesHouse, valueAt } from "./house.ts";

let house: PartiesHouse;
let anna = "";
beforeAll(async () => {
  house = await openPartiesHouse();
  [anna = ""] = await house.parties.loadParties([
    { key: "anna", kind: "NATURAL", names: [{ lastName: "Holm", firstName: "Anna", ipiNameNumber: ipiNameNumberOf(1) }] },
  ]);
});
afterAll(async () => {
  await house.store.stop();
});

const prs = callerOf("052", "steward");
const mcsc = callerOf("119", "steward");
const clerk = callerOf("119", "society");

async function recordMembership(caller: ReturnType<typeof callerOf>, input: object): Promise<Answer> {
  const source = `mutation ($input: RecordMembershipInput!) { recordMembership(input: $input) { replayed problems { code path message }
    membership { id version basis society { code } share { percent } period { from until } territories { isIncluded territory } } } }`;
  const rest = { party: anna, society: "052", rights: ["PR", "OD"], territories: [{ territory: "2136" }], period: {} };
  return await house.ask(caller, source, { input: { ...rest, ...input } });
}

async function recordAgreement(caller: ReturnType<typeof callerOf>, input: object): Promise<Answer> {
  const source = `mutation ($input: RecordAgreementInput!) { recordAgreement(input: $input) { replayed problems { code path message }
    agreement { id version grantor { code name } countries period { from until } deductions { kind percent } } } }`;
  const rest = {
    grantor: "052",
    grantee: "119",
    rights: ["PR", "OD"],
    territories: [{ territory: "0156" }],
    period: { from: "2020-01-01" },
    currency: "GBP",
  };
  return await house.ask(caller, source, { input: { ...rest, ...input } });
}

async function mandate(args: { territory?: string; on?: string; licensor?: string | null }): Promise<unknown> {
  const source = `query ($party: ID!, $territory: TisCode!, $on: Date!, $licensor: SocietyCode) {
    mandate(party: $party, right: OD, use: STREAM_INTERACTIVE, territory: $territory, on: $on, licensor: $licensor) {
      society { code name } isLicensed basis because chain { from to agreement { id } membership { id } } alternatives { society { code } } } }`;
  const variables = {
    party: anna,
    territory: args.territory ?? "0156",
    on: args.on ?? "2026-03-01",
    licensor: args.licensor === undefined ? "119" : args.licensor,
  };
  const { at, errors } = await house.ask(clerk, source, variables);
  expect(errors).toEqual([]);
  return at("mandate");
}

let agreementId = "";
let membershipId = "";

describe("recording", () => {
  test("a membership is for stewards of its society", async () => {
    expect((await recordMembership(mcsc, {})).errors).toMatchObject([{ code: "FORBIDDEN" }]);
    expect((await recordMembership(clerk, {})).errors).toMatchObject([{ code: "FORBIDDEN" }]);
    const { at, textAt, errors } = await recordMembership(prs, { idempotencyKey: "one" });
    expect(errors).toEqual([]);
    expect(at("recordMembership")).toMatchObject({
      replayed: false,
      problems: [],
      membership: {
        version: 1,
        basis: "MEMBERSHIP",
        society: { code: "052" },
        share: { percent: "100" },
        territories: [{ isIncluded: true, territory: "2136" }],
      },
    });
    membershipId = textAt("recordMembership.membership.id");
  });

  test("the same command again is answered as before, another under its key is a problem", async () => {
    const again = await recordMembership(prs, { idempotencyKey: "one" });
    expect(again.at("recordMembership")).toMatchObject({ replayed: true, membership: { id: membershipId } });
    const other = await recordMembership(prs, { idempotencyKey: "one", rights: ["PR"] });
    expect(other.at("recordMembership")).toMatchObject({ membership: null, problems: [{ code: "IDEMPOTENCY_KEY_REUSED" }] });
  });

  test("all faults of a membership come back together", async () => {
    const input = {
      society: "052",
      rights: [],
      territories: [{ territory: "9999" }],
      period: { from: "2026-01-01", until: "2026-01-01" },
      share: "120",
      creationClass: "XX",
    };
    const { listAt } = await recordMembership(prs, input);
    const codes = listAt("recordMembership.problems")
      .map((problem) => valueAt(problem, "code"))
      .sort();
    expect(codes).toEqual(["CREATION_CLASS_UNKNOWN", "PERIOD_EMPTY", "RIGHTS_COUNT", "SHARE_RANGE", "TIS_UNKNOWN"]);
  });

  test("more than the whole of a right is refused, naming what is there", async () => {
    const { at } = await recordMembership(callerOf("058", "steward"), { society: "058", territories: [{ territory: "0250" }] });
    expect(at("recordMembership.problems")).toMatchObject([{ code: "MEMBERSHIP_OVER", message: expect.stringContaining(membershipId) }]);
  });

  test("an agreement is for stewards of its grantor, whose repertoire it is", async () => {
    expect((await recordAgreement(mcsc, {})).errors).toMatchObject([{ code: "FORBIDDEN" }]);
    const deductions = [
      { kind: "ADMINISTRATION", percent: "12.5" },
      { kind: "SOCIAL_CULTURAL", base: "REMAINDER", percent: "10", reference: "article 8" },
    ];
    const { at, textAt, errors } = await recordAgreement(prs, { deductions });
    expect(errors).toEqual([]);
    expect(at("recordAgreement")).toMatchObject({
      problems: [],
      agreement: {
        version: 1,
        grantor: { code: "052", name: "PRS" },
        countries: ["0156"],
        deductions: [{ percent: "12.5" }, { percent: "10" }],
      },
    });
    agreementId = textAt("recordAgreement.agreement.id");
  });

  test("faults of an agreement come back together, and the same agreement is not recorded twice", async () => {
    const faulty = await recordAgreement(prs, {
      grantee: "052",
      currency: "XXXX",
      paymentDays: -1,
      taxPercent: "101",
      deductions: [{ kind: "OTHER", percent: "x" }],
    });
    const codes = faulty.listAt("recordAgreement.problems").map((problem) => valueAt(problem, "code"));
    expect(codes).toEqual(expect.arrayContaining(["SAME_SOCIETY", "PAYMENT_DAYS_RANGE", "PERCENT_RANGE"]));
    const first = await recordAgreement(prs, { grantee: "038" });
    const second = await recordAgreement(prs, { grantee: "038" });
    expect(first.at("recordAgreement.problems")).toEqual([]);
    expect(second.at("recordAgreement.problems")).toMatchObject([{ code: "AGREEMENT_KNOWN" }]);
  });

  test("an exclusive agreement leaves no room for a second grantee", async () => {
    const { at } = await recordAgreement(prs, { grantee: "058", exclusive: true });
    expect(at("recordAgreement.problems")).toMatchObject([{ code: "EXCLUSIVITY_BROKEN", path: ["exclusive"] }]);
  });

  test.each<[string, object, string, string[]]>([
    ["an unknown territory", { territories: [{ territory: "9999" }] }, "TIS_UNKNOWN", ["territories", "0", "territory"]],
    ["a territory that ended", { territories: [{ territory: "0810" }] }, "TERRITORY_NOT_IN_FORCE", ["territories", "0", "territory"]],
    [
      "a scope that starts with an exclusion",
      { territories: [{ territory: "0156", include: false }, { territory: "2106" }] },
      "SCOPE_STARTS_WITH_EXCLUSION",
      ["territories", "0", "territory"],
    ],
    ["no day", { period: { from: "2026-01-01", until: "2026-01-01" } }, "PERIOD_EMPTY", ["period"]],
    ["fewer days than none", { period: { from: "2026-01-01", until: "2020-01-01" } }, "PERIOD_EMPTY", ["period"]],
    ["a notice of less than no days", { noticeDays: -1 }, "NOTICE_DAYS_RANGE", ["noticeDays"]],
    ["an unknown creation class", { creationClass: "XX" }, "CREATION_CLASS_UNKNOWN", ["creationClass"]],
  ])("a membership and an agreement of %s are refused in their place", async (_, input, code, path) => {
    expect((await recordAgreement(prs, input)).at("recordAgreement.problems")).toMatchObject([{ code, path }]);
    if (!("noticeDays" in input))
      expect((await recordMembership(prs, input)).at("recordMembership.problems")).toMatchObject([{ code, path }]);
  });

  test("an ended territory is told with what came of it", async () => {
    const { at } = await recordAgreement(prs, { territories: [{ territory: "0200" }] });
    expect(at("recordAgreement.problems.0.message")).toBe(
      "0200 names no country on 2026-03-01, because it ended on 1993-01-01; name 0203, 0703.",
    );
  });

  test("agreements that pass rights on may not lead back, whatever their order", async () => {
    const slice = { rights: ["PT"], territories: [{ territory: "0392" }], passesOn: true };
    const [sacem, jasrac] = [callerOf("058", "steward"), callerOf("038", "steward")];
    const first = await recordAgreement(prs, { ...slice, grantee: "058" });
    expect((await recordAgreement(sacem, { ...slice, grantor: "058", grantee: "038" })).at("recordAgreement.problems")).toEqual([]);
    const back = { ...slice, grantor: "038", grantee: "052" };
    expect((await recordAgreement(jasrac, back)).at("recordAgreement.problems")).toMatchObject([
      { code: "AGREEMENT_CIRCLE", path: ["passesOn"], message: expect.stringContaining("038 > 052 > 058 > 038") },
    ]);
    expect(String((await recordAgreement(jasrac, back)).at("recordAgreement.problems.0.message"))).toContain(
      first.textAt("recordAgreement.agreement.id"),
    );
    for (const other of [{ rights: ["PC"] }, { territories: [{ territory: "0410" }] }, { passesOn: false }]) {
      expect((await recordAgreement(jasrac, { ...back, ...other })).at("recordAgreement.problems")).toEqual([]);
    }
  });

  test("of agreements recorded at once that would together run in a circle, one is refused", async () => {
    const slice = { rights: ["MP"], territories: [{ territory: "0392" }], passesOn: true };
    const ring = ["052", "058", "038", "035"];
    const answers = await Promise.all(
      ring.map(
        async (grantor, at) =>
          await recordAgreement(callerOf(grantor, "steward"), { ...slice, grantor, grantee: ring[(at + 1) % ring.length] ?? "" }),
      ),
    );
    const codes = answers.flatMap(({ listAt }) => listAt("recordAgreement.problems").map((one) => valueAt(one, "code")));
    expect(codes).toEqual(["AGREEMENT_CIRCLE"]);
  });

  test("of two exclusive agreements recorded at once for one slice, one is refused", async () => {
    const territories = [{ territory: "0392" }];
    const answers = await Promise.all(
      ["038", "058", "035", "101"].map(async (grantee) => await recordAgreement(prs, { grantee, exclusive: true, territories })),
    );
    const recorded = answers.filter(({ at }) => at("recordAgreement.agreement") !== null);
    expect(recorded).toHaveLength(1);
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  });
});

describe("asking", () => {
  test("shows the chain from the party to the licensor", async () => {
    expect(await mandate({})).toMatchObject({
      society: { code: "119", name: "MCSC" },
      isLicensed: true,
      basis: "MEMBERSHIP",
      chain: [
        { from: anna, to: "052", agreement: null, membership: { id: membershipId } },
        { from: "052", to: "119", agreement: { id: agreementId }, membership: null },
      ],
    });
  });

  test("names the holder to ask where no agreement is in force", async () => {
    const answer = await mandate({ territory: "0250" });
    expect(answer).toMatchObject({ society: { code: "052" }, isLicensed: false });
    expect(valueAt(answer, "because")).toContain("ask 052");
  });

  test("refuses a country that there was not on that day, and tells what came of it", async () => {
    const source = `query ($on: Date!) { mandate(party: "${anna}", right: OD, territory: "0810", on: $on) { because } }`;
    const { errors } = await house.ask(clerk, source, { on: "2026-03-01" });
    expect(errors).toMatchObject([{ message: expect.stringContaining("TERRITORY_NOT_IN_FORCE") }]);
    expect((await house.ask(clerk, source, { on: "1990-01-01" })).errors).toEqual([]);
  });

  test("refuses a group of countries, and an unknown party is null", async () => {
    const source = `query ($territory: TisCode!, $party: ID!) { mandate(party: $party, right: OD, territory: $territory, on: "2026-03-01") { because } }`;
    const group = await house.ask(clerk, source, { territory: "2120", party: anna });
    expect(group.errors).toMatchObject([{ message: expect.stringContaining("TERRITORY_IS_GROUP") }]);
    expect((await house.ask(clerk, source, { territory: "0250", party: "pty_unknown" })).data).toEqual({ mandate: null });
  });

  test("is for those who may read shares", async () => {
    const source = `{ mandate(party: "${anna}", right: OD, territory: "0156", on: "2026-03-01") { because } }`;
    expect((await house.ask(callerOf(null, "anonymous"), source)).errors).toMatchObject([{ code: "UNAUTHENTICATED" }]);
    expect((await house.ask(callerOf(null, "regulator"), source)).errors).toMatchObject([{ code: "FORBIDDEN" }]);
  });

  test("representation lists the agreements of a society there, whatever their uses", async () => {
    const source = `{ representation(of: "052", right: OD, territory: "0156", on: "2026-03-01") { from { code } to { code } step agreement { id isExclusive } } }`;
    const { listAt } = await house.ask(clerk, source);
    expect(
      listAt("representation")
        .map((link) => valueAt(link, "to.code"))
        .sort(),
    ).toEqual(["038", "119"]);
  });

  test("a society shows its agreements page by page", async () => {
    const source = `query ($after: String) { society(code: "119") { code name kind territory agreements(first: 1, after: $after, on: "2026-03-01") {
      edges { node { id grantor { code } } } pageInfo { hasNextPage endCursor } } } }`;
    const { at } = await house.ask(clerk, source);
    expect(at("society")).toMatchObject({
      name: "MCSC",
      kind: "CISAC_SOCIETY",
      territory: "0156",
      agreements: { edges: [{ node: { id: agreementId } }], pageInfo: { hasNextPage: false } },
    });
    const next = await house.ask(clerk, source, { after: at("society.agreements.pageInfo.endCursor") });
    expect(next.at("society.agreements.edges")).toEqual([]);
  });
});

describe("the port", () => {
  const countries = storedCountrySet(countrySetOf([tis("0156"), tis("0250")]));

  test("answers holders, entitlements and terms in the stored forms", async () => {
    const { mandateReader } = house.parties.ports;
    const question = { partyId: anna, side: "WRITER", right: "OD", countries } as const;
    const holders = await mandateReader.holders({ questions: [{ ...question, period: { from: null, until: null } }] });
    expect(holders.answers).toEqual([[{ countries, period: { from: null, until: null }, society: "052", basis: "MEMBERSHIP" }]]);
    const { answers } = await mandateReader.entitlements({
      licensor: "119",
      use: "STREAM_INTERACTIVE",
      on: "2026-03-01",
      questions: [question],
    });
    expect(answers[0]?.map(({ category, holder, chain }) => [category, holder, chain.length])).toEqual([
      ["SISTER", "052", 2],
      ["ELSEWHERE", "052", 1],
    ]);
    const terms = await mandateReader.terms({
      questions: [
        { payer: "119", payee: "052", right: "OD", country: "0156", on: "2026-03-01" },
        { payer: "052", payee: "119", right: "OD", country: "0156", on: "2026-03-01" },
      ],
    });
    expect(terms.answers).toMatchObject([
      {
        agreementId,
        currency: "GBP",
        statementRhythm: "QUARTERLY",
        paymentDays: 90,
        taxPercent: "0",
        deductions: [{ percent: "12.5" }, {}],
      },
      null,
    ]);
  });

  test("is plain JSON", async () => {
    const answer = await house.parties.ports.mandateReader.entitlements({
      licensor: "119",
      use: null,
      on: "2026-03-01",
      questions: [{ partyId: anna, side: "WRITER", right: "OD", countries }],
    });
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
  });

  test("refuses more than 100,000 questions", async () => {
    const questions = Array.from({ length: 100_001 }, () => ({ partyId: anna, side: "WRITER", right: "OD", countries }) as const);
    await expect(
      house.parties.ports.mandateReader.entitlements({ licensor: "119", use: null, on: "2026-03-01", questions }),
    ).rejects.toThrow("TOO_MANY");
  });
});

describe("terminating", () => {
  const terminate = async (caller: ReturnType<typeof callerOf>, input: object): Promise<Answer> =>
    await house.ask(
      caller,
      `mutation ($input: TerminateAgreementInput!) { terminateAgreement(input: $input) { problems { code } agreement { version period { until } terminatedFrom } } }`,
      {
        input: { agreement: agreementId, expectedVersion: 1, from: "2027-01-01", ...input },
      },
    );

  test("is for either society, from today on, and of the version expected", async () => {
    expect((await terminate(callerOf("058", "steward"), {})).errors).toMatchObject([{ code: "FORBIDDEN" }]);
    expect((await terminate(mcsc, { from: "2026-02-28" })).at("terminateAgreement.problems")).toEqual([{ code: "TERMINATION_IN_PAST" }]);
    expect((await terminate(mcsc, { expectedVersion: 7 })).at("terminateAgreement.problems")).toEqual([{ code: "STALE_VERSION" }]);
    expect((await terminate(mcsc, { agreement: "agr_unknown" })).at("terminateAgreement.problems")).toEqual([{ code: "UNKNOWN_ID" }]);
  });

  test("with a future day changes only answers for that day and later", async () => {
    const { at } = await terminate(mcsc, {});
    expect(at("terminateAgreement")).toEqual({
      problems: [],
      agreement: { version: 2, period: { until: "2027-01-01" }, terminatedFrom: "2027-01-01" },
    });
    expect(await mandate({ on: "2026-12-31" })).toMatchObject({ isLicensed: true });
    expect(await mandate({ on: "2027-01-01" })).toMatchObject({ isLicensed: false, society: { code: "052" } });
  });

  test("keeps the notice that was agreed, and tells when it was given", async () => {
    const agreed = await recordAgreement(prs, { grantee: "035", territories: [{ territory: "0276" }], noticeDays: 180 });
    const id = agreed.textAt("recordAgreement.agreement.id");
    const early = await terminate(prs, { agreement: id, from: "2026-08-27" });
    expect(early.at("terminateAgreement.problems")).toEqual([{ code: "NOTICE_TOO_SHORT" }]);
    expect((await terminate(prs, { agreement: id, from: "2026-08-28" })).at("terminateAgreement.problems")).toEqual([]);
    const shown = await house.ask(
      clerk,
      `{ society(code: "035") { agreements { edges { node { noticeDays noticeGivenOn terminatedFrom } } } } }`,
    );
    expect(shown.listAt("society.agreements.edges").map((edge) => valueAt(edge, "node"))).toContainEqual({
      ...{ noticeDays: 180, noticeGivenOn: "2026-03-01", terminatedFrom: "2026-08-28" },
    });
  });

  test("leaves an event for each change, in order", async () => {
    await house.foundation.events.drain();
    const events = (await house.foundation.events.ofSubjects([agreementId])).get(agreementId) ?? [];
    expect(events.map(({ kind }) => kind)).toEqual(["AGREEMENT_RECORDED", "AGREEMENT_TERMINATED"]);
  });
});
