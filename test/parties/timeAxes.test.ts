// Shows parties on two time axes: what was known at an instant is answered so for ever, and the history tells every step from nothing to what stands.
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

/** An instant after everything recorded until now and before everything recorded later. */
async function now(): Promise<string> {
  await house.foundation.events.drain();
  house.clock.advance(MINUTE);
  const instant = house.clock.now().toISOString();
  house.clock.advance(MINUTE);
  return instant;
}

async function command(name: string, type: string, input: object): Promise<Answer> {
  const entity = name === "recordMembership" ? "membership" : "party";
  const source = `mutation ($input: ${type}!) { ${name}(input: $input) { problems { code } ${entity} { id version } } }`;
  const answer = await house.ask(steward, source, { input });
  expect(answer.errors).toEqual([]);
  return answer;
}
const register = (input: object) => command("registerParty", "RegisterPartyInput", { kind: "NATURAL", ...input });
const membership = (input: object) =>
  command("recordMembership", "RecordMembershipInput", {
    society: "052",
    rights: ["PR"],
    territories: [{ territory: "2136" }],
    period: {},
    ...input,
  });
const recordStatus = (input: object) => command("recordPartyStatus", "RecordPartyStatusInput", input);

const PICTURE = `names(asKnownOn: $at) { text kind ipiNameNumber period { from until } statedBy { source message receivedAt } }
  status(asKnownOn: $at) statuses(asKnownOn: $at) { status from forwardTo { id } } survivor(asKnownOn: $at) { id }
  memberships(asKnownOn: $at) { id society { code } role rights share { percent } period { from until } version basis territories { territory } }`;

async function pictureOf(id: string, at: string | null): Promise<unknown> {
  const answer = await house.ask(steward, `query ($id: ID!, $at: DateTime) { party(id: $id) { ${PICTURE} } }`, { id, at });
  expect(answer.errors).toEqual([]);
  return answer.at("party");
}

async function historyOf(id: string, field: string | null = null): Promise<readonly unknown[]> {
  const source = `query ($id: ID!, $field: String) { party(id: $id) { history(field: $field) { number kind subject field before after source message } } }`;
  const answer = await house.ask(steward, source, { id, field });
  expect(answer.errors).toEqual([]);
  return answer.listAt("party.history");
}

describe("names", () => {
  test("are those borne on the day, as they were known at the instant", async () => {
    const born = [{ lastName: "Maiden", firstName: "Eva", period: { until: "2020-05-01" } }];
    const before = await now();
    const id = (await register({ names: born })).textAt("registerParty.party.id");
    const first = await now();
    const married = { lastName: "Married", firstName: "Eva", period: { from: "2020-05-01" } };
    await register({ party: id, expectedVersion: 1, names: [married, ...born.map((name) => ({ ...name, kind: "OR" }))] });
    const source = `query ($id: ID!, $before: DateTime, $first: DateTime) { party(id: $id) {
      all: names { text } then: names(asOf: "2019-01-01") { text } day: names(asOf: "2020-05-01") { text }
      unknown: names(asKnownOn: $before) { text } first: names(asKnownOn: $first) { text } late: names(asOf: "2021-01-01", asKnownOn: $first) { text } } }`;
    const { at } = await house.ask(steward, source, { id, before, first });
    expect(at("party")).toEqual({
      ...{ all: [{ text: "Eva Married" }, { text: "Eva Maiden" }], then: [{ text: "Eva Maiden" }], day: [{ text: "Eva Married" }] },
      ...{ unknown: [], first: [{ text: "Eva Maiden" }], late: [] },
    });
  });

  test("say who stated them, in a file or by a command", async () => {
    const number = ipiNameNumberOf(7_001);
    const [id = ""] = (
      await house.parties.ports.partyRegistrar.register({
        parties: [statementOf({ ipiNameNumber: number, submitterKey: "PB:9", message: "msg_9" })],
      })
    ).partyIds;
    await register({
      party: id,
      expectedVersion: 1,
      names: [
        { lastName: "LINDQVIST", firstName: "ÅSA", ipiNameNumber: number },
        { lastName: "Q", kind: "PP" },
      ],
    });
    const { listAt } = await house.ask(
      steward,
      `query ($id: ID!) { party(id: $id) { names { text statedBy { source message receivedAt } } } }`,
      { id },
    );
    const [printed, named] = listAt("party.names");
    expect(printed).toMatchObject({ statedBy: { source: "PB:9", message: "msg_9" } });
    expect([valueAt(named, "statedBy.source"), valueAt(named, "statedBy.message")]).toEqual([
      "052",
      expect.stringMatching(/^registerParty:evt_/),
    ]);
    expect(await historyOf(id, "names")).toMatchObject([
      { before: null, after: `ÅSA LINDQVIST (PA ${number})`, source: "PB:9", message: "msg_9" },
      { before: `ÅSA LINDQVIST (PA ${number})`, after: `ÅSA LINDQVIST (PA ${number}); Q (PP)`, source: "052" },
    ]);
    expect(await historyOf(id, "affiliations")).toMatchObject([{ before: null, after: "052 PERFORMING WRITER; 044 MECHANICAL WRITER" }]);
  });
});

describe("bad questions", () => {
  test("a status before the party was known, an instant to come, an unknown field and two days are refused", async () => {
    const before = await now();
    const id = (await register({ names: [{ lastName: "Late" }] })).textAt("registerParty.party.id");
    const ask = async (field: string) => (await house.ask(steward, `query ($id: ID!) { party(id: $id) { ${field} } }`, { id })).errors;
    expect(await ask(`status(asKnownOn: "${before}")`)).toMatchObject([{ message: expect.stringContaining("PARTY_NOT_KNOWN_THEN") }]);
    expect(await ask(`status(asKnownOn: "2030-01-01T00:00:00Z")`)).toMatchObject([{ message: expect.stringContaining("KNOWN_IN_FUTURE") }]);
    expect(await ask(`history(field: "shoe") { id }`)).toMatchObject([{ message: expect.stringContaining("FIELD_UNKNOWN") }]);
    expect(await ask(`memberships(on: "2020-01-01", asOf: "2021-01-01") { id }`)).toMatchObject([
      { message: expect.stringContaining("DAYS_DIFFER") },
    ]);
  });
});

describe("a membership's role", () => {
  test("is answered for by that role alone, and another role may be with another society", async () => {
    const id = (await register({ names: [{ lastName: "Both", firstName: "Bo" }] })).textAt("registerParty.party.id");
    await membership({ party: id, role: "MC" });
    const german = callerOf("035", "steward");
    const source = `mutation ($input: RecordMembershipInput!) { recordMembership(input: $input) { problems { code } membership { role side } } }`;
    const lyrics = { party: id, society: "035", rights: ["PR"], territories: [{ territory: "2136" }], period: {}, role: "LY" };
    const { at } = await house.ask(german, source, { input: lyrics });
    expect(at("recordMembership")).toEqual({ problems: [], membership: { role: "LY", side: "WRITER" } });
    const question = (role: string) =>
      `mandate(party: "${id}", role: ${role}, right: PR, territory: "0276", on: "2026-03-01") { society { code } }`;
    const asked = await house.ask(steward, `{ composer: ${question("MC")} lyricist: ${question("LY")} publisher: ${question("EM")} }`);
    expect(asked.data).toEqual({
      composer: { society: { code: "052" } },
      lyricist: { society: { code: "035" } },
      publisher: { society: null },
    });
    const clash = await house.ask(german, source, { input: { ...lyrics, role: null } });
    expect(clash.at("recordMembership.problems")).toMatchObject([{ code: "MEMBERSHIP_OVER" }]);
    const wrong = await house.ask(german, source, { input: { ...lyrics, side: "PUBLISHER" } });
    expect(wrong.at("recordMembership.problems")).toMatchObject([{ code: "ROLE_SIDE" }]);
  });
});

describe("mandates as known at an instant", () => {
  test("come to a survivor with the merge, and go back when it is taken back", async () => {
    const [one, other] = [await register({ names: [{ lastName: "One" }] }), await register({ names: [{ lastName: "Other" }] })];
    const [id, survivor] = [one.textAt("registerParty.party.id"), other.textAt("registerParty.party.id")];
    await membership({ party: id });
    const before = await now();
    await recordStatus({ party: id, expectedVersion: 2, status: "MERGED", forwardTo: survivor });
    const after = await now();
    await recordStatus({ party: id, expectedVersion: 3, status: "VALID" });
    const period = { from: null, until: null };
    const questions = [id, survivor].map((partyId) => ({
      partyId,
      side: "WRITER" as const,
      right: "PR" as const,
      countries: CHINA,
      period,
    }));
    const holders = async (knownOn: string | null) =>
      (await house.parties.ports.mandateReader.holders({ questions, knownOn })).answers.map((pieces) =>
        pieces.map(({ society }) => society),
      );
    expect([await holders(before), await holders(after), await holders(null)]).toEqual([
      [["052"], [null]],
      [["052"], ["052"]],
      [["052"], [null]],
    ]);
  });
});

/** One step of a party's life, as anybody may state it. */
const step = fc.oneof(
  fc.record({ kind: fc.constant("names" as const), last: fc.integer({ min: 0, max: 5 }), also: fc.boolean() }),
  fc.record({ kind: fc.constant("print" as const), society: fc.constantFrom("052", "058", "021"), spelt: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ kind: fc.constant("membership" as const), share: fc.constantFrom("40", "50"), revise: fc.boolean() }),
  fc.record({
    kind: fc.constant("status" as const),
    status: fc.constantFrom("VALID", "MERGED", "FORWARDED"),
    day: fc.integer({ min: 1, max: 3 }),
  }),
);

describe("whatever is stated in whatever order", () => {
  test("every past answer is reproduced, and the history leads from nothing to what stands", async () => {
    let serial = 8_000;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
        serial += 1;
        const number = ipiNameNumberOf(serial);
        const id = (await register({ names: [{ lastName: "First", ipiNameNumber: number }] })).textAt("registerParty.party.id");
        const target = (await register({ names: [{ lastName: "Target" }] })).textAt("registerParty.party.id");
        const version = async () => (await house.ask(steward, `{ party(id: "${id}") { version } }`)).at("party.version");
        const past: { at: string; picture: unknown }[] = [];
        for (const one of steps) {
          if (one.kind === "names") {
            const also = one.also ? [{ lastName: "Also", kind: "PP" }] : [];
            const names = [{ lastName: `Last ${one.last}`, ipiNameNumber: number }, ...also];
            await register({ party: id, expectedVersion: await version(), names });
          } else if (one.kind === "print") {
            const statement = statementOf({
              ipiNameNumber: number,
              lastName: `PRINTED ${one.spelt}`,
              affiliations: { PERFORMING: one.society },
            });
            await house.parties.ports.partyRegistrar.register({ parties: [statement] });
          } else if (one.kind === "membership") {
            const { data } = await house.ask(steward, `{ party(id: "${id}") { memberships { id version basis } } }`);
            const recorded = valueAt(data, "party.memberships") as readonly { id: string; version: number; basis: string }[];
            const known = one.revise ? recorded.find(({ basis }) => basis === "MEMBERSHIP") : undefined;
            await membership({ party: id, share: one.share, ...(known ? { membership: known.id, expectedVersion: known.version } : {}) });
          } else {
            const forwardTo = one.status === "VALID" ? null : target;
            await recordStatus({ party: id, expectedVersion: await version(), status: one.status, forwardTo, from: `2026-02-0${one.day}` });
          }
          past.push({ at: await now(), picture: await pictureOf(id, null) });
        }
        for (const { at, picture } of past) expect(await pictureOf(id, at)).toEqual(picture);
        expectReplay(
          await historyOf(id),
          await house.ask(steward, `query { party(id: "${id}") { name names { text } status memberships { id } } }`),
        );
      }),
      { numRuns: 12, seed: 20_260_301 },
    );
  }, 120_000);
});

/** Each change begins where the one before it in its field ended, and the last one is what stands. */
function expectReplay(history: readonly unknown[], current: Answer): void {
  const state = new Map<string, unknown>();
  for (const change of history) {
    const { subject, field } = change as { readonly subject: string; readonly field: string | null };
    if (field === null) continue;
    const key = `${subject} ${field}`;
    expect(valueAt(change, "before")).toEqual(state.get(key) ?? null);
    expect(valueAt(change, "source")).toEqual(expect.any(String));
    state.set(key, valueAt(change, "after"));
  }
  const last = (field: string): unknown => [...state].find(([key]) => key.endsWith(` ${field}`))?.[1];
  expect(last("name")).toBe(current.at("party.name"));
  const names = current.listAt("party.names").map((name) => valueAt(name, "text"));
  expect(
    String(last("names"))
      .split("; ")
      .map((name) => name.replace(/ \(.*$/, "")),
  ).toEqual(names);
}
