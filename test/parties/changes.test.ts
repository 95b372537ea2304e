// Shows the feed of changes to parties: replayed from the beginning in order, resumed at any cursor, and refused where it may not be read.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { callerOf, openPartiesHouse, type PartiesHouse } from "./house.ts";

let house: PartiesHouse;
const steward = callerOf("119", "steward");
const CHANGES = `query ($since: String, $first: Int) { partyChanges(since: $since, first: $first) {
  edges { cursor node { number kind subject version party { name } societies { code } recordedAt } } pageInfo { endCursor hasNextPage hasPreviousPage } } }`;

beforeAll(async () => {
  house = await openPartiesHouse();
});
afterAll(async () => {
  await house.store.stop();
});

async function page(since: string | null, first: number) {
  await house.foundation.events.drain();
  const answer = await house.ask(steward, CHANGES, { since, first });
  expect(answer.errors).toEqual([]);
  const edges = answer.listAt("partyChanges.edges") as { cursor: string; node: { number: number; kind: string; subject: string } }[];
  return { edges, end: answer.textAt("partyChanges.pageInfo.endCursor"), hasMore: answer.at("partyChanges.pageInfo.hasNextPage") };
}

describe("changes to parties", () => {
  test("before the first one there is a cursor, and nothing is missed from there on", async () => {
    const { edges, end } = await page(null, 10);
    expect(edges).toEqual([]);
    await house.ask(steward, `mutation ($input: RegisterPartyInput!) { registerParty(input: $input) { party { id } problems { code } } }`, {
      input: { kind: "NATURAL", names: [{ lastName: "Sørensen", firstName: "Maja" }] },
    });
    const { edges: found } = await page(end, 10);
    expect(found.map(({ node }) => node)).toMatchObject([
      { number: 1, kind: "PARTY_REGISTERED", version: 1, party: { name: "Maja Sørensen" }, societies: [] },
    ]);
  });

  test("a membership names its party and its society", async () => {
    const { edges, end } = await page(null, 10);
    const input = {
      party: edges[0]?.node.subject,
      society: "119",
      creationClass: "MW",
      rights: ["PR"],
      territories: [{ territory: "2136" }],
      period: { from: "2026-01-01" },
    };
    const { errors, at } = await house.ask(
      steward,
      `mutation ($input: RecordMembershipInput!) { recordMembership(input: $input) { membership { id } problems { code message } } }`,
      { input },
    );
    expect([errors, at("recordMembership.problems")]).toEqual([[], []]);
    const { edges: found } = await page(end, 10);
    expect(found.map(({ node }) => node)).toMatchObject([
      {
        kind: "MEMBERSHIP_RECORDED",
        subject: expect.stringMatching(/^mem_/),
        party: { name: "Maja Sørensen" },
        societies: [{ code: "119" }],
      },
    ]);
  });

  test("pages of one give the same as one page of all", async () => {
    const whole = await page(null, 1_000);
    const cursors: string[] = [];
    let since: string | null = null;
    for (let more: unknown = true; more === true;) {
      const { edges, end, hasMore } = await page(since, 1);
      cursors.push(...edges.map(({ cursor }) => cursor));
      [since, more] = [end, hasMore];
    }
    expect(cursors).toEqual(whole.edges.map(({ cursor }) => cursor));
    expect(whole.end).toBe(cursors.at(-1));
  });

  test.each([
    ["a cursor of another list", "WzEsIndvcmtzLmNoYW5nZXMiLDFd", 10, /changes of parties/],
    ["no cursor at all", "yesterday", 10, /BAD_CURSOR/],
    ["a page of none", null, 0, /from 1 to 1000/],
    ["too large a page", null, 1_001, /from 1 to 1000/],
  ])("%s is refused in words", async (_what, since, first, words) => {
    const { errors } = await house.ask(steward, CHANGES, { since, first });
    expect(errors[0]?.message).toMatch(words);
  });

  test("a licensee and somebody without a token do not read it", async () => {
    for (const caller of [callerOf(null, "anonymous"), callerOf("119", "licensee")]) {
      const { errors } = await house.ask(caller, CHANGES, { first: 1 });
      expect(errors[0]?.message).toMatch(/needs the scope|needs a bearer token/);
    }
  });
});
