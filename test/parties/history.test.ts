// Shows the second time axis of mandates: what was known at an instant is answered so for ever, whatever is recorded later.
import { readFile, readdir } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { ipiNameNumberOf } from "../../subgraphs/domain/identifiers/ipiNameNumber.ts";
import { countrySetOf, storedCountrySet } from "../../subgraphs/domain/territories/countrySet.ts";
import { servePort } from "../../subgraphs/kit/portTransport.ts";
import type { MandateReader } from "../../subgraphs/kit/ports/mandateReader.ts";
import { createPartiesSubgraph, PARTY_MIGRATIONS } from "../../subgraphs/parties/index.ts";
import { tis } from "../domain/mandates/support.ts";
import { callerOf, openPartiesHouse, type PartiesHouse, statementOf } from "./house.ts";

const MINUTE = 60_000;
const CHINA = storedCountrySet(countrySetOf([tis("0156")]));
const NUMBER = ipiNameNumberOf(1);

let house: PartiesHouse;
let anna: string;
beforeEach(async () => {
  house = await openPartiesHouse();
  [anna = ""] = await house.parties.loadParties([
    { key: "anna", kind: "NATURAL", names: [{ lastName: "Holm", firstName: "Anna", ipiNameNumber: NUMBER }] },
  ]);
});
afterEach(async () => {
  await house.store.stop();
});

/** An instant after everything recorded until now and before everything recorded later. */
async function now(): Promise<string> {
  await house.foundation.events.drain();
  house.clock.advance(MINUTE);
  const instant = house.clock.now().toISOString();
  house.clock.advance(MINUTE);
  return instant;
}

async function command(society: string, name: string, input: object): Promise<{ id: string; version: number }> {
  const entity = name === "recordMembership" ? "membership" : "agreement";
  const type = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) { ${name}(input: $input) { problems { code message } ${entity} { id version } } }`;
  const { at, errors } = await house.ask(callerOf(society, "steward"), source, { input });
  expect([errors, at(`${name}.problems`)]).toEqual([[], []]);
  return at(`${name}.${entity}`) as { id: string; version: number };
}
const recordMembership = (society: string, more: object = {}) =>
  command(society, "recordMembership", { party: anna, society, rights: ["OD"], territories: [{ territory: "2136" }], period: {}, ...more });
const recordAgreement = (more: object = {}) =>
  command("052", "recordAgreement", {
    ...{ grantor: "052", grantee: "119", rights: ["OD"], territories: [{ territory: "0156" }], period: { from: "2020-01-01" } },
    ...{ currency: "GBP", ...more },
  });
const print = async (society: string) =>
  await house.parties.ports.partyRegistrar.register({
    parties: [statementOf({ ipiNameNumber: NUMBER, affiliations: { PERFORMING: society } })],
  });

const question = { side: "WRITER", right: "OD", countries: CHINA } as const;
async function holder(knownOn: string | null, reader = house.parties.ports.mandateReader): Promise<string> {
  const questions = [{ ...question, partyId: anna, period: { from: null, until: null } }];
  const { answers } = await reader.holders({ questions, knownOn });
  return (answers[0] ?? []).map(({ society, basis }) => `${society ?? "nobody"} ${basis}`).join(", ");
}
async function entitled(knownOn: string | null): Promise<string> {
  const { answers } = await house.parties.ports.mandateReader.entitlements({
    ...{ licensor: "119", use: null, on: "2026-03-01", questions: [{ ...question, partyId: anna }], knownOn },
  });
  return (answers[0] ?? []).map(({ category, holder: society }) => `${category} ${society ?? "nobody"}`).join(", ");
}
async function currency(knownOn: string | null): Promise<string | null> {
  const { answers } = await house.parties.ports.mandateReader.terms({
    questions: [{ payer: "119", payee: "052", right: "OD", country: "0156", on: "2026-03-01" }],
    knownOn,
  });
  return answers[0]?.currency ?? null;
}

describe("as known at an instant", () => {
  test("memberships are those recorded by then, as they read then", async () => {
    const before = await now();
    const { id } = await recordMembership("052", { share: "50" });
    const first = await now();
    await recordMembership("052", { membership: id, expectedVersion: 1, rights: ["PR"] });
    const second = await now();
    await recordMembership("058");
    const third = await now();
    await recordMembership("052", { membership: id, expectedVersion: 2, rights: ["MD"] });
    for (const _again of [1, 2]) {
      expect(await Promise.all([before, first, second, third, null].map((at) => holder(at)))).toEqual([
        ...["nobody NONE", "052 MEMBERSHIP", "nobody NONE", "058 MEMBERSHIP", "058 MEMBERSHIP"],
      ]);
    }
  });

  test("printed affiliations are those received by then", async () => {
    const before = await now();
    await print("052");
    const first = await now();
    await recordMembership("021", { rights: ["PR"] });
    await print("058");
    const second = await now();
    await print("052");
    expect(await Promise.all([before, first, second, null].map((at) => holder(at)))).toEqual([
      ...["nobody NONE", "052 FROM_CWR", "058 FROM_CWR", "052 FROM_CWR"],
    ]);
  });

  test("agreements, their revisions and terminations, and entrustments are those recorded by then", async () => {
    await recordMembership("052");
    const before = await now();
    const { id } = await recordAgreement();
    const first = await now();
    await recordAgreement({ agreement: id, expectedVersion: 1, currency: "EUR" });
    const second = await now();
    await command("052", "terminateAgreement", { agreement: id, expectedVersion: 2, from: "2026-03-01" });
    const third = await now();
    await house.parties.loadEntrustments([
      { kind: "ENTRUSTMENT", grantor: "052", hub: "707", includesWritersPerforming: true, rights: ["OD"], territories: ["2136"] },
    ]);
    const instants = [before, first, second, third, null];
    expect(await Promise.all(instants.map((at) => currency(at)))).toEqual([null, "GBP", "EUR", null, null]);
    expect(await Promise.all(instants.map((at) => entitled(at)))).toEqual([
      ...["ELSEWHERE 052", "SISTER 052", "SISTER 052", "ELSEWHERE 052", "ELSEWHERE 707"],
    ]);
    expect(await Promise.all(instants.map((at) => holder(at)))).toEqual([
      ...["052 MEMBERSHIP", "052 MEMBERSHIP", "052 MEMBERSHIP", "052 MEMBERSHIP", "707 ENTRUSTED"],
    ]);
  });

  test("the answer is the same through the port's wire form, and an instant to come or none at all is refused", async () => {
    const { id } = await recordMembership("052");
    const then = await now();
    await recordMembership("052", { membership: id, expectedVersion: 1, rights: ["PR"] });
    const served = servePort<MandateReader>("mandateReader", house.parties.ports.mandateReader, ["holders"]);
    const remote: MandateReader = {
      ...house.parties.ports.mandateReader,
      holders: async (request) => JSON.parse(JSON.stringify(await served.call("holders", JSON.parse(JSON.stringify(request))))),
    };
    expect(await holder(then, remote)).toBe("052 MEMBERSHIP");
    await expect(holder("2030-01-01T00:00:00.000Z")).rejects.toThrow("KNOWN_IN_FUTURE");
    await expect(holder("yesterday")).rejects.toThrow("DATE_TIME_SYNTAX");
  });

  test("what is recorded in the moment of the question belongs to the time after it", async () => {
    const { id } = await recordMembership("052");
    await now();
    const instant = house.clock.now().toISOString();
    expect(await holder(instant)).toBe("052 MEMBERSHIP");
    await recordMembership("052", { membership: id, expectedVersion: 1, rights: ["PR"] });
    expect(await holder(instant)).toBe("052 MEMBERSHIP");
    expect(await holder(null)).toBe("nobody NONE");
  });
});

const FORMATS = new URL("./formats/", import.meta.url);

test.each(await readdir(FORMATS))("%s opens, answers as before, and keeps from then on what is replaced", async (name) => {
  await house.store.clear("parties");
  const dump = JSON.parse(await readFile(new URL(name, FORMATS), "utf8")) as Record<string, { _id: string; name?: string }[]>;
  await house.store.load("parties", dump);
  house.clock.set(new Date("2026-04-01T12:00:00.000Z"));
  const foundation = await house.store.foundation({ subgraph: "parties", clock: house.clock, migrations: PARTY_MIGRATIONS });
  expect(foundation.format).toBe(PARTY_MIGRATIONS.length + 1);
  house = { ...house, foundation, parties: await createPartiesSubgraph({ foundation, ports: {}, dataFolder: house.store.folder }) };
  const idOf = (who: string): string => dump["parties"]?.find((party) => party.name === who)?._id ?? "";
  const ask = async (who: string, knownOn: string | null): Promise<string> => {
    anna = idOf(who);
    return await holder(knownOn);
  };
  const then = await now();
  expect(await ask("Anna Holm", null)).toBe("052 MEMBERSHIP");
  expect(await ask("Ben Berg", null)).toBe("010 FROM_CWR");
  // What this earlier release replaced is gone: the oldest version known stands for the time before.
  expect(await ask("Anna Holm", "2026-03-01T12:02:00.000Z")).toBe("052 MEMBERSHIP");
  const [membership] = dump["memberships"] ?? [];
  anna = idOf("Anna Holm");
  await recordMembership("052", { membership: membership?._id, expectedVersion: 2, rights: ["PR"] });
  await house.parties.ports.partyRegistrar.register({
    parties: [statementOf({ ipiNameNumber: ipiNameNumberOf(2), lastName: "BERG", firstName: "BEN", affiliations: { PERFORMING: "021" } })],
  });
  expect([await ask("Anna Holm", null), await ask("Ben Berg", null)]).toEqual(["nobody NONE", "021 FROM_CWR"]);
  for (const earlier of [then, "2026-03-01T12:30:00.000Z"]) {
    expect([await ask("Anna Holm", earlier), await ask("Ben Berg", earlier)]).toEqual(["052 MEMBERSHIP", "010 FROM_CWR"]);
  }
  expect(await ask("Anna Holm", "2026-03-01T12:02:00.000Z")).toBe("052 MEMBERSHIP");
  expect(await ask("Anna Holm", "2026-03-01T11:00:00.000Z")).toBe("nobody NONE");
});
