/** Shows what a house tells of a society's statements: all of its own and of those sent to it, nobody else's, whole, and each change once. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { graphql } from "graphql";
import { anonymousCaller } from "../../../subgraphs/kit/caller.ts";
import { openTestStore } from "../../support/store.ts";
import type { TestStore } from "../../support/store.ts";
import { callerOf, openWorks, publisher, sketch, writer } from "../house.ts";
import type { WorksHouse } from "../house.ts";

const [ISWC, OTHER] = ["T0345246801", "T0000000010"];
let store: TestStore;
let house: WorksHouse;

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => {
  await store.stop();
});
beforeEach(async () => {
  house = await openWorks(store);
  house.parties.add("pty_W", "W", "119");
  house.parties.add("pty_P", "P", "119");
  await house.works.recordStatements([
    sketch({ from: "SO:119", number: "A1", iswc: ISWC, claims: [writer("33.33", { territories: ["I2136", "E0840"] })] }),
    sketch({ from: "PB:00000000199", number: "7", to: "119", iswc: ISWC, message: "msg_7", line: 12, claims: [publisher("P", "50")] }),
    sketch({ from: "PB:00000000199", number: "8", to: "052", iswc: OTHER, title: "Hill", claims: [publisher("P", "50")] }),
    sketch({ from: "SO:052", number: "B1", to: "119", iswc: ISWC, claims: [writer("50")] }),
  ]);
});

const FIELDS = `society { code } pageInfo { endCursor hasNextPage } edges { cursor node { submitter submitterWorkNumber isInForce statedAt
  receipts { receiver message line receivedAt } workCodes parties { key name } iswc titles { text }
  claims { party figures { family right share { numerator denominator } } territories { isIncluded territory } expandedOn period { from until } writers } } }`;

async function told(args: string, caller = callerOf("052", "society")) {
  return (await house.data(`{ societyStatements(${args}) { ${FIELDS} } }`, {}, caller)).societyStatements;
}
const keys = ({ edges }: { edges: { node: { submitter: string; submitterWorkNumber: string; isInForce: boolean } }[] }) =>
  edges.map(({ node }) => `${node.submitter}|${node.submitterWorkNumber}${node.isInForce ? "" : " withdrawn"}`);

describe("by codes", () => {
  it("tells the society's own statements and those sent to it, whole, and no other society's", async () => {
    const answer = await told(`society: "119", codes: ["${ISWC}", "PB:00000000199|8"]`);
    expect(answer.society).toEqual({ code: "119" });
    expect(keys(answer)).toEqual(["SO:119|A1", "PB:00000000199|7"]);
    const [own, sent] = answer.edges.map(({ node }: { node: object }) => node);
    expect(own).toEqual({
      ...{ submitter: "SO:119", submitterWorkNumber: "A1", isInForce: true, statedAt: "2026-01-15T12:00:00.000Z", iswc: ISWC },
      receipts: [{ receiver: null, message: "msg_1", line: 2, receivedAt: "2026-01-15T12:00:00.000Z" }],
      workCodes: [ISWC, "SO:119|A1", "PB:00000000199|7", "SO:052|B1"],
      parties: [{ key: "pty_W", name: "W" }],
      titles: [{ text: "River" }],
      claims: [
        {
          party: "pty_W",
          figures: [{ family: "PERFORMING", right: null, share: { numerator: "3333", denominator: "10000" } }],
          territories: [
            { isIncluded: true, territory: "2136" },
            { isIncluded: false, territory: "0840" },
          ],
          ...{ expandedOn: "2026-01-15", period: { from: null, until: null }, writers: ["pty_W"] },
        },
      ],
    });
    expect(sent).toMatchObject({ receipts: [{ receiver: "119", message: "msg_7", line: 12 }] });
    expect(keys(await told(`codes: ["${ISWC}"]`, callerOf("052", "society")))).toEqual(["SO:052|B1"]);
  });

  it("goes on page by page, and answers an unknown code with nothing", async () => {
    const first = await told(`society: "119", codes: ["${ISWC}"], first: 1`);
    expect([keys(first), first.pageInfo.hasNextPage]).toEqual([["SO:119|A1"], true]);
    const next = await told(`society: "119", codes: ["${ISWC}"], first: 1, since: "${first.pageInfo.endCursor}"`);
    expect([keys(next), next.pageInfo.hasNextPage]).toEqual([["PB:00000000199|7"], false]);
    expect(keys(await told(`society: "119", codes: ["SO:119|none"]`))).toEqual([]);
  });
});

describe("since a place", () => {
  it("tells each change once and in order: new versions, receipts, withdrawals", async () => {
    const all = await told(`society: "119"`);
    expect([keys(all), all.pageInfo.hasNextPage]).toEqual([["SO:119|A1", "PB:00000000199|7"], false]);
    const since = `society: "119", since: "${all.pageInfo.endCursor}"`;
    expect(keys(await told(since))).toEqual([]);
    const claim = (await house.data(`{ workByIswc(iswc: "${ISWC}") { id } }`)).workByIswc.id;
    const submit = `mutation ($input: SubmitClaimInput!) { submitClaim(input: $input) { claim { id } problems { code message } } }`;
    const input = {
      work: claim,
      society: "119",
      claim: { party: "pty_W", side: "WRITER", role: "CA", figures: [{ right: "SY", percent: "10" }] },
    };
    const { submitClaim } = await house.data(submit, { input });
    await house.works.recordStatements([sketch({ from: "SO:119", number: "A1", iswc: ISWC, claims: [writer("40")] })]);
    await house.works.recordStatements([
      sketch({ from: "PB:00000000199", number: "8", to: "119", iswc: OTHER, title: "Hill", claims: [publisher("P", "50")] }),
    ]);
    expect(keys(await told(since))).toEqual([`SO:119|${submitClaim.claim.id}`, "SO:119|A1", "PB:00000000199|8"]);
    const withdraw = `mutation ($input: WithdrawClaimInput!) { withdrawClaim(input: $input) { problems { code } } }`;
    await house.data(withdraw, { input: { claim: submitClaim.claim.id } });
    expect(keys(await told(since))).toEqual(["SO:119|A1", "PB:00000000199|8", `SO:119|${submitClaim.claim.id} withdrawn`]);
    const first = await told(`${since}, first: 1`);
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect(keys(await told(`society: "119", since: "${first.pageInfo.endCursor}"`))).toEqual([
      "PB:00000000199|8",
      `SO:119|${submitClaim.claim.id} withdrawn`,
    ]);
  });
});

describe("refusals", () => {
  it.each([
    ["what is no code", `society: "119", codes: ["what"]`, /BAD_CODE.*"what"/],
    ["an unknown society", `society: "999"`, /SOCIETY_UNKNOWN/],
    ["another list's cursor", `society: "119", since: "what"`, /BAD_CURSOR/],
    ["too large a page", `society: "119", first: 101`, /BAD_PAGE_SIZE/],
    ["too many codes", `society: "119", codes: [${Array.from({ length: 501 }, () => `"${ISWC}"`).join()}]`, /TOO_MANY_CODES/],
  ])("are told with a code: %s", async (_, args, what) => {
    const { errors } = await house.ask(`{ societyStatements(${args}) { ${FIELDS} } }`, {}, callerOf("052", "society"));
    expect(errors?.[0]?.message).toMatch(what);
  });

  it("meet whoever may not see shares", async () => {
    for (const caller of [callerOf("052", "licensee"), callerOf(null, "regulator"), anonymousCaller("test")])
      expect((await house.ask(`{ societyStatements(society: "119") { ${FIELDS} } }`, {}, caller)).errors).toHaveLength(1);
  });

  it("meet whoever asks a node for another society", async () => {
    const context = house.works.contextFor(callerOf("052", "society"));
    const node = { ...context, parts: { ...context.parts, nodeSociety: "119" } };
    const ask = async (args: string) =>
      await graphql({ schema: house.works.schema, source: `{ societyStatements${args} { society { code } } }`, contextValue: node });
    expect((await ask(`(society: "052")`)).errors?.[0]?.message).toMatch(/NODE_SOCIETY/);
    expect(JSON.parse(JSON.stringify((await ask("")).data))).toEqual({ societyStatements: { society: { code: "119" } } });
  });
});
