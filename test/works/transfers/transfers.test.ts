// Goal: a catalogue goes to another party as its preview says, once both sides have confirmed it, and not otherwise. Method: the works subgraph over a real
// store; A of 052 sells to B of 058.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Caller } from "../../../subgraphs/kit/caller.ts";
import { PortFailure } from "../../../subgraphs/kit/portTransport.ts";
import type { RelianceReader } from "../../../subgraphs/kit/ports/relianceReader.ts";
import { openTestStore } from "../../support/store.ts";
import type { TestStore } from "../../support/store.ts";
import { callerOf, openWorks, publisher, writer } from "../house.ts";
import type { WorksHouse } from "../house.ts";
import { also, catalogue, cellsOf, confirm, gema, look, ON, order, peopled, preview, propose, prs, sacem, transferred, withdraw } from "./world.ts"; // prettier-ignore

let store: TestStore;
let house: WorksHouse;
beforeAll(async () => {
  store = await openTestStore();
}, 60_000);
afterAll(async () => {
  await store.stop();
});
beforeEach(async () => {
  house = await openWorks(store);
  peopled(house);
});

/** Who has what in a cell, in short. */
const inShort = ({ claims }: { claims: { party: { id: string }; share: { percent: string } }[] }): string =>
  claims.map(({ party, share }) => `${party.id.slice(4)} ${share.percent}`).join(", ");
const codes = ({ problems }: { problems: { code: string }[] }): string[] => problems.map(({ code }) => code);

describe("a transfer", () => {
  it("moves nothing until both sides have confirmed it, and then everything from the day on", async () => {
    const works = await catalogue(house, 3);
    const [work = ""] = works;
    const proposed = await propose(house, order());
    expect(proposed).toMatchObject({
      problems: [],
      transfer: {
        ...{ state: "OPEN", on: ON, from: { id: "pty_A" }, to: { id: "pty_B" }, works: null, rights: null, territories: null },
        ...{ because: "Sold", proposedBy: { code: "052" }, job: null, effect: null },
        signatories: [
          { society: { code: "052" }, sides: ["FROM"], confirmedAt: null },
          { society: { code: "058" }, sides: ["TO"], confirmedAt: null },
        ],
      },
    });
    const { id } = proposed.transfer;
    const { hash } = (await look(house, id)).preview.preview;
    expect((await confirm(house, { transfer: id, preview: hash }, prs)).transfer).toMatchObject({ state: "OPEN" });
    await house.foundation.jobs.drain();
    expect((await cellsOf(house, work, { on: ON })).map(inShort)).toEqual(["W 50, A 50", "W 50, A 50", ""]);
    const confirmed = await confirm(house, { transfer: id, preview: hash }, sacem);
    expect(confirmed.transfer).toMatchObject({ state: "CONFIRMED", job: expect.stringMatching(/^job_/) });
    await house.foundation.jobs.drain();
    expect(await look(house, id)).toMatchObject({
      state: "APPLIED",
      preview: null,
      effect: { works: 3, statements: 3, claims: 3, conflictsCreated: 0, conflictsRemoved: 0, conflictsChanged: 0 },
    });
    for (const one of works) {
      expect((await cellsOf(house, one, { on: "2026-12-31" })).map(inShort)).toEqual(["W 50, A 50", "W 50, A 50", ""]);
      expect((await cellsOf(house, one, { on: ON })).map(inShort)).toEqual(["W 50, B 50", "W 50, B 50", ""]);
    }
  });

  it("leaves no day without owner and none with two: the cells of all time meet on the day", async () => {
    const [work = ""] = await catalogue(house, 1);
    await transferred(house, order());
    const cells = await cellsOf(house, work, { period: {} }, { rights: ["PR"], territories: ["0156"] });
    expect(cells.map((cell: { period: object; state: string; claimed: object }) => [cell.period, cell.state, cell.claimed])).toEqual([
      [{ from: null, until: ON }, "CLEAR", { percent: "100" }],
      [{ from: ON, until: null }, "CLEAR", { percent: "100" }],
    ]);
  });

  it("is told by the statements that it revises, in their submitter's name, and undone in the history by nobody", async () => {
    const [work = ""] = await catalogue(house, 1);
    const { id } = await transferred(house, order());
    const { work: told } = await house.data(
      `query ($id: ID!) { work(id: $id) { statements { source society { code } receivers { code } claims { partyName period { from until } agreement } }
        history(field: "claims") { kind message after } } }`,
      { id: work },
    );
    expect(told.statements).toEqual([
      {
        ...{ source: "SO:052 to 052", society: { code: "052" }, receivers: [{ code: "052" }] },
        claims: [
          { partyName: "W", period: { from: null, until: null }, agreement: null },
          { partyName: "A", period: { from: null, until: ON }, agreement: null },
          { partyName: "B", period: { from: ON, until: null }, agreement: null },
        ],
      },
    ]);
    expect(told.history.map(({ kind, message }: { kind: string; message: string }) => [kind, message])).toEqual([
      ["WORK_REGISTERED", "msg_1"],
      ["STATEMENT_RECORDED", id],
    ]);
    const { changes } = await house.data(`{ changes(first: 100) { edges { node { kind subject } } } }`);
    expect(changes.edges.map(({ node }: { node: { kind: string } }) => node.kind)).toEqual([
      ...["WORK_REGISTERED", "TRANSFER_PROPOSED", "TRANSFER_CONFIRMED", "TRANSFER_CONFIRMED", "STATEMENT_RECORDED", "TRANSFER_APPLIED"],
    ]);
  });

  it("leaves what was known before as it was known", async () => {
    const [work = ""] = await catalogue(house, 1);
    await house.foundation.events.drain();
    const then = new Date().toISOString();
    await transferred(house, order());
    const { work: told } = await house.data(
      `query ($id: ID!, $then: DateTime!) { work(id: $id) { ownership(rights: [PR], territories: ["0156"], on: "${ON}", asKnownOn: $then) { cells { claims { partyName } } } } }`,
      { id: work, then },
    );
    expect(told.ownership.cells).toEqual([{ claims: [{ partyName: "W" }, { partyName: "A" }] }]);
  });

  it("is limited to works, rights and territories where it says so, and leaves the rest", async () => {
    const [one = "", other = ""] = await catalogue(house, 2, { figures: { PERFORMING: "50", MECHANICAL: "100" } });
    await transferred(house, order({ works: [one], rights: ["OD"], territories: ["0156"] }));
    const at = async (work: string, territory: string) => (await cellsOf(house, work, { on: ON }, { territories: [territory] })).map(inShort); // prettier-ignore
    expect(await at(one, "0156")).toEqual(["W 50, A 50", "W 50, B 50", "A 100"]);
    expect(await at(one, "0250")).toEqual(["W 50, A 50", "W 50, A 50", "A 100"]);
    expect(await at(other, "0156")).toEqual(["W 50, A 50", "W 50, A 50", "A 100"]);
  });

  it("revises the statement of everybody who states the party, so that no two are left", async () => {
    const [work = ""] = await catalogue(house, 1);
    await also(house, work, { from: "SO:035", number: "G1", claims: [writer("50"), publisher("A", "50")] });
    const { transfer } = await transferred(house, order());
    expect(transfer.effect).toMatchObject({ works: 1, statements: 2, claims: 2, conflictsCreated: 0 });
    const [cell] = await cellsOf(house, work, { on: ON }, { rights: ["PR"] });
    expect(cell).toMatchObject({ state: "CLEAR", claimed: { percent: "100" } });
    expect(cell.claims[1]).toMatchObject({ party: { id: "pty_B" }, share: { percent: "50" }, statedBy: ["SO:035", "SO:052 to 052"] });
  });

  it("is undone by a transfer of what it brought, back", async () => {
    const [work = ""] = await catalogue(house, 1);
    await also(house, work, { from: "SO:052", number: "O1", claims: [publisher("B", "0.5", { figures: { MECHANICAL: "30" } })] });
    const everyDay = async (): Promise<unknown> => [
      await cellsOf(house, work, { on: "2026-12-31" }),
      await cellsOf(house, work, { on: ON }),
    ];
    const before = await everyDay();
    const { id } = await transferred(house, order());
    const back = await transferred(house, order({ from: "pty_B", to: "pty_A", undoes: id }));
    expect(back.transfer).toMatchObject({ state: "APPLIED", effect: { claims: 1 } });
    expect(await everyDay()).toEqual(before);
  });
});

describe("the preview", () => {
  /** Z contests A's half on the first work, B's mechanicals stand on the second, and B claims A's half already on the third. */
  async function contested(): Promise<string[]> {
    const works = await catalogue(house, 4);
    const [first = "", second = "", third = ""] = works;
    await also(house, first, { from: "SO:035", number: "Z1", claims: [publisher("Z", "20")] });
    await also(house, second, {
      from: "SO:058",
      number: "B1",
      claims: [publisher("B", "30", { figures: { PERFORMING: "10", MECHANICAL: "30" } })],
    });
    await also(house, third, { from: "SO:058", number: "B2", claims: [publisher("B", "50", { period: { from: null, until: null } })] });
    return works;
  }

  it("is what happens: cells, conflicts and totals, to the last share", async () => {
    const works = await contested();
    const { expected, transfer } = await transferred(house, order());
    expect(expected.totals).toEqual(transfer.effect);
    expect(expected.totals).toMatchObject({ works: 4, claims: 4 });
    const told = expected.works.edges.map(({ node }: { node: object }) => node);
    expect(told.map(({ work }: { work: { id: string } }) => work.id)).toEqual([...works].sort());
    for (const { work, after } of told) {
      expect(await cellsOf(house, work.id, { period: { from: ON } }, { rights: ["PR"] })).toEqual(
        after.filter(({ right }: { right: string }) => right === "PR"),
      );
    }
  });

  it("shows what is now beside what would be, work by work", async () => {
    const [first = ""] = await contested();
    const { preview: shown } = await preview(house, order({ works: [first], rights: ["PR"], territories: ["0156"] }));
    const [{ node }] = shown.works.edges;
    expect(node.claims).toMatchObject([{ partyName: "A" }]);
    const cell = { right: "PR", territories: ["0156"], period: { from: ON, until: null }, state: "DISPUTED", claimed: { percent: "120" } };
    expect([node.before, node.after]).toMatchObject([[cell], [cell]]);
    expect([...node.before, ...node.after].map(inShort)).toEqual(["W 50, A 50, Z 20", "W 50, B 50, Z 20"]);
    expect(node.conflictsCreated).toMatchObject([
      { kind: "OVER_CLAIM", parties: [{ id: "pty_B" }, { id: "pty_Z" }], cells: [{ rights: ["PR"] }] },
    ]);
    expect(node.conflictsChanged).toMatchObject([{ kind: "OVER_CLAIM" }]);
  });

  it("names conflicts that end: a successor that claimed already is in dispute with nobody from the day on", async () => {
    const [, , third = ""] = await contested();
    const { preview: shown } = await preview(house, order({ works: [third], on: "2000-01-01" }));
    const [{ node }] = shown.works.edges;
    expect(node.before.map(({ state }: { state: string }) => state)).toContain("DISPUTED");
    expect(node.after.filter(({ right }: { right: string }) => right === "PR")).toMatchObject([
      { state: "CLEAR", claimed: { percent: "100" } },
    ]);
  });

  it("comes page by page", async () => {
    const works = (await catalogue(house, 5)).sort();
    const asked = `query ($transfer: CatalogueTransferInput!, $after: String) { previewCatalogueTransfer(transfer: $transfer) { preview {
      works(first: 2, after: $after) { edges { node { work { id } } } pageInfo { hasNextPage endCursor } } } } }`;
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { previewCatalogueTransfer } = await house.data(asked, { transfer: order(), after }, prs);
      const { edges, pageInfo } = previewCatalogueTransfer.preview.works;
      seen.push(...edges.map(({ node }: { node: { work: { id: string } } }) => node.work.id));
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(seen).toEqual(works);
  });
});

describe("the licences that a transfer touches", () => {
  const LICENSES = `query ($transfer: CatalogueTransferInput!) { previewCatalogueTransfer(transfer: $transfer) { preview {
    licenses { licenses { license { id } works } problems { code } } } } }`;
  const shown = async (at: WorksHouse, caller: Caller) => (await at.data(LICENSES, { transfer: order() }, caller)).previewCatalogueTransfer.preview.licenses; // prettier-ignore

  it("are asked of licenses for all its works, from the day on, and shown to whoever may read them", async () => {
    const asked: object[] = [];
    const relianceReader: RelianceReader = {
      resting: async (request) => {
        asked.push(request);
        return await Promise.resolve({ licenses: [{ licenseId: "lic_1", works: 2 }], isPartial: request.licensor === null });
      },
    };
    const other = await openWorks(store, { relianceReader });
    peopled(other);
    const works = await catalogue(other, 2);
    const licenses = [{ license: { id: "lic_1" }, works: 2 }];
    expect(await shown(other, callerOf("052", "licensing"))).toEqual({ licenses, problems: [] });
    expect(await shown(other, callerOf(null, "admin"))).toEqual({ licenses, problems: [{ code: "LICENSES_PARTIAL" }] });
    expect(await shown(other, prs)).toEqual({ licenses: null, problems: [{ code: "LICENSES_NOT_SHOWN" }] });
    const request = { workIds: [...works].sort(), from: ON };
    expect(asked).toEqual([
      { ...request, licensor: "052" },
      { ...request, licensor: null },
    ]);
  });

  it("are not known where no licenses stand beside works, or where these do not answer", async () => {
    await catalogue(house, 1);
    expect(await shown(house, callerOf("052", "licensing"))).toEqual({ licenses: null, problems: [{ code: "LICENSES_UNKNOWN" }] });
    const silent = await openWorks(store, { relianceReader: { resting: () => Promise.reject(new PortFailure("PORT_TIMEOUT", "late")) } });
    peopled(silent);
    await catalogue(silent, 1);
    expect(await shown(silent, callerOf("052", "licensing"))).toEqual({ licenses: null, problems: [{ code: "PORT_TIMEOUT" }] });
  });
});

describe("refused is", () => {
  it("every fault of what is to go, at its place, in trying and in proposing", async () => {
    await catalogue(house, 1);
    const faults: readonly (readonly [string, Record<string, unknown>, string, readonly string[]])[] = [
      ["an unknown party", { from: "pty_X" }, "PARTY_UNKNOWN", ["transfer", "from"]],
      ["an unknown successor", { to: "pty_X" }, "PARTY_UNKNOWN", ["transfer", "to"]],
      ["a transfer to the same party", { to: "pty_A" }, "SAME_PARTY", ["transfer", "to"]],
      ["a day before all music", { on: "0001-01-01" }, "DATE", ["transfer", "on"]],
      ["an empty list of works", { works: [] }, "TOO_MANY_WORKS", ["transfer", "works"]],
      ["an unknown work", { works: ["wrk_X"] }, "WORK_UNKNOWN", ["transfer", "works", "0"]],
      ["an empty list of rights", { rights: [] }, "RIGHTS_COUNT", ["transfer", "rights"]],
      ["an empty list of territories", { territories: [] }, "TERRITORY_COUNT", ["transfer", "territories"]],
      ["a country that has ended", { territories: ["0810"] }, "TERRITORIES_EMPTY", ["transfer", "territories"]],
      ["rights of which the party has none", { rights: ["MR"] }, "NOTHING_TO_TRANSFER", ["transfer"]],
      ["a party without claims", { from: "pty_B", to: "pty_A" }, "NOTHING_TO_TRANSFER", ["transfer"]],
      ["the undoing of what is unknown", { undoes: "ctr_X" }, "TRANSFER_UNKNOWN", ["transfer", "undoes"]],
    ];
    for (const [what, more, code, path] of faults) {
      for (const answer of [await preview(house, order(more)), await propose(house, order(more))])
        expect({ what, ...answer }).toMatchObject({ what, problems: [{ code, path }] });
    }
  });

  it("a merged work, with the one to name", async () => {
    const [one = "", other = ""] = await catalogue(house, 2);
    await house.data(
      `mutation { mergeWorks(input: { survivor: "${one}", merged: "${other}", because: "One song" }) { problems { code } } }`,
    );
    const answer = await preview(house, order({ works: [other] }));
    expect(answer.problems).toMatchObject([{ code: "WORK_MERGED", message: expect.stringContaining(one) }]);
  });

  it("a work on which nothing goes", async () => {
    const [one = ""] = await catalogue(house, 1);
    const [made] = await house.works.recordStatements([{ ...(await import("../house.ts")).sketch({ from: "SO:052", number: "X", title: "Lake", claims: [writer("100")] }) }]); // prettier-ignore
    const answer = await preview(house, order({ works: [one, made?.workId ?? ""] }));
    expect(answer.problems).toMatchObject([{ code: "WORK_WITHOUT_CLAIM", message: expect.stringContaining(made?.workId ?? "-") }]);
  });

  it("a day before a claim begins, with the claim: it would end before it begins", async () => {
    await catalogue(house, 1, { period: { from: "2028-01-01" as never, until: null } });
    expect(codes(await propose(house, order()))).toEqual(["CLAIM_STARTS_LATER"]);
    expect(codes(await propose(house, order({ on: "2028-01-01" })))).toEqual([]);
  });

  it("more works, or more claims on them, than one transaction works out in its time", async () => {
    const [work = ""] = await catalogue(house, 1);
    const stored = store.connection("works").collection("statements");
    const found = await stored.findOne<{ _id: string; currentKey: string }>({ workId: work });
    const { _id, currentKey, ...statement } = found ?? { _id: "", currentKey: "" };
    const copy = (at: number, more: object) => ({
      ...statement,
      _id: `${_id}${at}` as never,
      currentKey: `${currentKey}${at}`,
      ...more,
    });
    await stored.insertOne(copy(0, { claims: [], claimIds: Array.from({ length: 19_999 }, (_, at) => `clm_${at}`) }));
    expect(codes(await propose(house, order()))).toEqual(["TOO_MANY_CLAIMS"]);
    await stored.insertMany(Array.from({ length: 2_000 }, (_, at) => copy(at + 1, { workId: `wrk_${at}` })));
    expect(codes(await propose(house, order()))).toEqual(["TOO_MANY_WORKS"]);
  });

  it("a successor for which nobody could confirm", async () => {
    await catalogue(house, 1);
    house.parties.add("pty_N", "N");
    expect((await propose(house, order({ to: "pty_N" }))).problems).toMatchObject([{ code: "NO_SIGNATORY", path: ["transfer", "to"] }]);
  });

  it("whoever holds no mandate of either side, in trying, proposing, confirming and withdrawing", async () => {
    await catalogue(house, 1);
    expect(codes(await preview(house, order(), gema))).toEqual(["NO_STANDING"]);
    expect(codes(await propose(house, order(), gema))).toEqual(["NO_STANDING"]);
    const { transfer } = await propose(house, order());
    expect(codes(await confirm(house, { transfer: transfer.id, preview: "x" }, gema))).toEqual(["TRANSFER_UNKNOWN"]);
    expect(codes(await withdraw(house, { transfer: transfer.id }, gema))).toEqual(["TRANSFER_UNKNOWN"]);
    expect(await look(house, transfer.id, gema)).toBeNull();
    const admin = callerOf(null, "admin");
    expect(codes(await confirm(house, { transfer: transfer.id, preview: "x", society: "035" }, admin))).toEqual([
      "CONFIRMATION_NOT_NEEDED",
    ]);
    expect(codes(await confirm(house, { transfer: transfer.id, preview: "x" }, admin))).toEqual(["SOCIETY_UNKNOWN"]);
  });

  it("a second confirmation by the same society", async () => {
    await catalogue(house, 1);
    const { transfer } = await propose(house, order());
    const { hash } = (await look(house, transfer.id)).preview.preview;
    expect(codes(await confirm(house, { transfer: transfer.id, preview: hash }, prs))).toEqual([]);
    expect(codes(await confirm(house, { transfer: transfer.id, preview: hash }, prs))).toEqual(["ALREADY_CONFIRMED"]);
  });

  it("a preview of before other claims were made, and what was confirmed by it no longer counts", async () => {
    const [work = ""] = await catalogue(house, 1);
    const { transfer } = await propose(house, order());
    const { hash } = (await look(house, transfer.id)).preview.preview;
    await confirm(house, { transfer: transfer.id, preview: hash }, prs);
    await also(house, work, { from: "SO:035", number: "Z1", claims: [publisher("Z", "20")] });
    expect(codes(await confirm(house, { transfer: transfer.id, preview: hash }, sacem))).toEqual(["STALE_PREVIEW"]);
    const now = (await look(house, transfer.id)).preview.preview.hash;
    expect((await confirm(house, { transfer: transfer.id, preview: now }, sacem)).transfer.state).toBe("OPEN");
    expect((await confirm(house, { transfer: transfer.id, preview: now }, prs)).transfer.state).toBe("CONFIRMED");
  });

  it("one more transfer of the same claims while one waits; of others it may be proposed", async () => {
    const [one = "", other = ""] = await catalogue(house, 2);
    const { transfer } = await propose(house, order({ works: [one], rights: ["PR"], territories: ["0156"] }));
    expect((await propose(house, order())).problems).toMatchObject([
      { code: "TRANSFER_OVERLAPS", message: expect.stringContaining(transfer.id) },
    ]);
    for (const apart of [{ works: [other] }, { works: [one], rights: ["OD"] }, { works: [one], rights: ["PR"], territories: ["0250"] }])
      expect(codes(await propose(house, order(apart)))).toEqual([]);
    await withdraw(house, { transfer: transfer.id }, sacem);
    expect(codes(await propose(house, order({ works: [one], rights: ["PR"], territories: ["0156"] })))).toEqual([]);
  });

  it("of two proposals at once that overlap, one", async () => {
    await catalogue(house, 1);
    const both = await Promise.all([propose(house, order()), propose(house, order(), sacem)]);
    expect(both.map(codes).sort()).toEqual([[], ["TRANSFER_OVERLAPS"]]);
  });

  it("any command on what is over, and another version than was seen", async () => {
    await catalogue(house, 1);
    const { transfer } = await propose(house, order());
    expect(codes(await withdraw(house, { transfer: transfer.id, expectedVersion: 7 }, prs))).toEqual(["STALE_VERSION"]);
    expect((await withdraw(house, { transfer: transfer.id, expectedVersion: 1 }, prs)).transfer).toMatchObject({
      state: "WITHDRAWN",
      note: "Off",
    });
    expect(codes(await confirm(house, { transfer: transfer.id, preview: "x" }, prs))).toEqual(["TRANSFER_NOT_OPEN"]);
    expect(codes(await propose(house, order({ from: "pty_B", to: "pty_A", undoes: transfer.id })))).toEqual(["TRANSFER_NOT_APPLIED"]);
  });

  it("to undo between other parties than those of the transfer", async () => {
    await catalogue(house, 1);
    const { id } = await transferred(house, order());
    expect(codes(await propose(house, order({ from: "pty_B", to: "pty_W", undoes: id })))).toEqual(["UNDO_PARTIES"]);
  });
});

describe("a transfer that all have confirmed", () => {
  it("is open again where claims were changed before it could be applied, and moves nothing", async () => {
    const [work = ""] = await catalogue(house, 1);
    const { transfer } = await propose(house, order());
    const { hash } = (await look(house, transfer.id)).preview.preview;
    for (const caller of [prs, sacem]) await confirm(house, { transfer: transfer.id, preview: hash }, caller);
    await also(house, work, { from: "SO:035", number: "Z1", claims: [publisher("Z", "20")] });
    await house.foundation.jobs.drain();
    expect(await look(house, transfer.id)).toMatchObject({
      state: "OPEN",
      note: expect.stringContaining("were changed"),
      job: null,
      effect: null,
    });
    expect((await cellsOf(house, work, { on: ON }, { rights: ["PR"] })).map(inShort)).toEqual(["W 50, A 50, Z 20"]);
  });

  it("is applied once, however often its job runs, and a command with the same key is done once", async () => {
    const [work = ""] = await catalogue(house, 1);
    const first = await propose(house, order(), prs, { idempotencyKey: "one" });
    const again = await propose(house, order(), prs, { idempotencyKey: "one" });
    expect([again.transfer.id, again.replayed]).toEqual([first.transfer.id, true]);
    const { hash } = (await look(house, first.transfer.id)).preview.preview;
    for (const caller of [prs, sacem]) await confirm(house, { transfer: first.transfer.id, preview: hash }, caller);
    await house.foundation.jobs.enqueue("transfer-catalogue", { transfer: first.transfer.id });
    await house.foundation.jobs.drain();
    const { work: told } = await house.data(`query ($id: ID!) { work(id: $id) { version } }`, { id: work });
    expect(told.version).toBe(2);
  });

  it("can be taken back until it is applied, and then moves nothing; afterwards it cannot", async () => {
    const [work = ""] = await catalogue(house, 1);
    const { transfer } = await propose(house, order());
    const { hash } = (await look(house, transfer.id)).preview.preview;
    for (const caller of [prs, sacem]) await confirm(house, { transfer: transfer.id, preview: hash }, caller);
    expect((await withdraw(house, { transfer: transfer.id }, prs)).transfer.state).toBe("WITHDRAWN");
    await house.foundation.jobs.drain();
    expect((await cellsOf(house, work, { on: ON }, { rights: ["PR"] })).map(inShort)).toEqual(["W 50, A 50"]);
    const { id } = await transferred(house, order());
    expect(codes(await withdraw(house, { transfer: id }, prs))).toEqual(["TRANSFER_NOT_OPEN"]);
  });

  it("needs one confirmation where one society speaks for both, and all where several hold the mandates of one", async () => {
    house.parties.add("pty_B", "B", "052");
    await catalogue(house, 1);
    const same = await propose(house, order());
    expect(same.transfer.signatories).toMatchObject([{ society: { code: "052" }, sides: ["FROM", "TO"] }]);
    await withdraw(house, { transfer: same.transfer.id }, prs);
    house.parties.add("pty_B", "B", { PERFORMING: "058", MECHANICAL: "044" });
    await catalogue(house, 2, { figures: { PERFORMING: "50", MECHANICAL: "50" } });
    const several = await propose(house, order());
    expect(several.transfer.signatories.map(({ society }: { society: { code: string } }) => society.code)).toEqual(["044", "052", "058"]);
  });
});

describe("the list of transfers", () => {
  it("shows a society those that concern it, the newest first, by state and party", async () => {
    const [one = "", other = ""] = await catalogue(house, 2);
    const first = await propose(house, order({ works: [one] }));
    const second = await propose(house, order({ works: [other] }), sacem);
    await withdraw(house, { transfer: first.transfer.id }, prs);
    const list = async (args: string, caller = prs): Promise<string[]> => {
      const { catalogueTransfers } = await house.data(`{ catalogueTransfers${args} { edges { node { id } } } }`, {}, caller);
      return catalogueTransfers.edges.map(({ node }: { node: { id: string } }) => node.id);
    };
    expect(await list("")).toEqual([second.transfer.id, first.transfer.id]);
    expect(await list("(states: [OPEN])")).toEqual([second.transfer.id]);
    expect(await list('(party: "pty_Z")')).toEqual([]);
    expect(await list('(party: "pty_B", first: 1)')).toEqual([second.transfer.id]);
    expect(await list("", gema)).toEqual([]);
    expect(await list("", callerOf(null, "society"))).toEqual([]);
    expect(await list("", callerOf(null, "admin"))).toHaveLength(2);
  });
});
