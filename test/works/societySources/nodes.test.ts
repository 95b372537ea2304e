/**
 * Shows what a house makes of a society's node: two houses over real stores and a real HTTP line, the node's graph answering. What it tells becomes
 * statements like any other; what is wrong with it is named, stored nowhere, and changes nothing but the label of its part.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { ServerResponse } from "node:http";
import { fixedClock } from "../../../subgraphs/kit/clock.ts";
import type { FixedClock } from "../../../subgraphs/kit/clock.ts";
import { createSeal } from "../../../subgraphs/kit/seal.ts";
import { NODE_SEAL } from "../../../subgraphs/works/index.ts";
import { answeringFrom, openNode } from "../../support/nodeServer.ts";
import type { NodeServer } from "../../support/nodeServer.ts";
import { openTestStore } from "../../support/store.ts";
import type { TestStore } from "../../support/store.ts";
import { callerOf, openWorks, publisher, sketch, writer } from "../house.ts";
import type { WorksHouse } from "../house.ts";

const ISWC = "T0345246801";
const TOKEN = "a.secret.token";
const seal = createSeal({ internal: new Uint8Array(32).fill(7), former: [] }, NODE_SEAL);

let [here, there]: [TestStore, TestStore] = [null as never, null as never];
let clock: FixedClock;
let house: WorksHouse;
let far: WorksHouse;
let node: NodeServer;

beforeAll(async () => {
  [here, there] = [await openTestStore(), await openTestStore()];
});
afterAll(async () => {
  await here.stop();
  await there.stop();
});
beforeEach(async () => {
  clock = fixedClock(new Date("2026-03-01T12:00:00.000Z"));
  house = await openWorks(here, { clock, works: { nodeSeal: seal, webhookReach: { loopback: true, allowed: [] } } });
  far = await openWorks(there, { clock });
  for (const { parties } of [house, far]) {
    parties.add("pty_W", "W", "052");
    parties.add("pty_P", "P", "119");
  }
  node = await openNode(honest());
  await house.works.recordStatements([sketch({ from: "SO:052", number: "B1", iswc: ISWC, claims: [writer("50"), publisher("P", "50")] })]);
  await far.works.recordStatements([
    sketch({ from: "SO:119", number: "A1", iswc: ISWC, message: "msg_far", line: 7, claims: [publisher("P", "40")] }),
  ]);
});
afterEach(async () => {
  await node.kill().catch(() => undefined);
});

function honest() {
  return answeringFrom(far.works.schema, () => {
    const context = far.works.contextFor(callerOf("052", "society"));
    return { ...context, parts: { ...context.parts, nodeSociety: "119" } };
  });
}

const REGISTER = `mutation ($input: RegisterNodeSourceInput!) { registerNodeSource(input: $input) {
  source { society { code } form url deadlineMs pauseSeconds status failures version } problems { code path } replayed } }`;

async function register(more: object = {}, caller = callerOf("119", "steward")) {
  const input = { url: node.url, token: TOKEN, deadlineMs: 20_000, ...more };
  return (await house.data(REGISTER, { input }, caller)).registerNodeSource;
}

async function ownership() {
  const { workByIswc } =
    await house.data(`{ workByIswc(iswc: "${ISWC}") { ownership(rights: [PR], territories: ["0250"], on: "2026-06-30") {
    complete sources { society { code } status asOf staleSeconds }
    cells { state claimed { percent } claims { partyName statedBy share { percent } figures { share { percent } statedBy } } } } } }`);
  return workByIswc.ownership;
}

async function state() {
  const { societySources } = await house.data(
    `{ societySources { status asOf failures pausedUntil lastSuccessAt lastFailureAt lastErrorCode lastError } }`,
  );
  return societySources[0];
}

async function statements() {
  const { workByIswc } = await house.data(`{ workByIswc(iswc: "${ISWC}") { statements {
    source submitterWorkNumber provenance { receiver { code } message line receivedAt } claims { figures { share { percent } } } } } }`);
  return workByIswc.statements;
}

/** The figure that counts for P: that of the society that holds its mandate. */
async function shareOfP(): Promise<string> {
  const { cells } = await ownership();
  return cells[0].claims.find(({ partyName }: { partyName: string }) => partyName === "P").share.percent;
}

const label = ({ sources }: { sources: { society: { code: string }; status: string }[] }) =>
  sources.map(({ society, status }) => `${society.code} ${status}`);

describe("what a node tells", () => {
  it("is asked for with the token, and becomes a statement with its provenance beside all others", async () => {
    expect(label(await ownership())).toEqual(["052 LIVE", "119 ABSENT"]);
    expect((await register()).problems).toEqual([]);
    const answer = await ownership();
    expect(label(answer)).toEqual(["052 LIVE", "119 LIVE"]);
    expect(answer).toMatchObject({ complete: true, sources: [{}, { asOf: "2026-03-01T12:00:00.000Z", staleSeconds: 0 }] });
    const [first] = node.questions;
    expect(first).toMatchObject({ authorization: `Bearer ${TOKEN}`, variables: { society: "119", codes: ["SO:052|B1", ISWC] } });
    expect(await statements()).toMatchObject([
      { source: "SO:052" },
      {
        source: "SO:119 to 119",
        submitterWorkNumber: "A1",
        provenance: [{ receiver: { code: "119" }, message: "node:119:msg_far", line: 7, receivedAt: "2026-03-01T12:00:00.000Z" }],
        claims: [{ figures: [{ share: { percent: "40" } }] }],
      },
    ]);
    // The society that holds the party's mandate is entitled to its figure.
    expect(await shareOfP()).toBe("40");
  });

  it("loses nothing of a statement: what is recorded says what the node's says, parties by name", async () => {
    const [plain] = [
      sketch({ from: "SO:119", number: "A1", iswc: ISWC, claims: [publisher("P", "33.33", { territories: ["I2120", "E0756"] })] }),
    ];
    const [claim] = plain.claims;
    if (claim === undefined) throw new Error("a claim");
    const more = { chain: ["First", "Second"], affiliations: { PERFORMING: "119", SYNC: "058" }, agreement: "AG1", line: 9 };
    const { territories } = claim;
    const period = { from: "2020-01-01", until: "2030-01-01" } as typeof claim.period;
    const share = { partyId: "pty_W", partyName: "W", side: "WRITER" as const, role: "CA", figures: claim.figures, line: 4 };
    await far.works.recordStatements([
      {
        ...plain,
        description: {
          ...plain.description,
          titles: [...plain.description.titles, { text: "河", kind: "AT", language: "ZH", script: "Hani" }],
          creators: plain.description.creators.map((creator) => ({ ...creator, otherNames: ["Wei"] })),
          recordings: [
            {
              ...{ isrc: "GBAAA0800736", title: "River", performers: ["The Band"], durationMs: 180_000, kind: "MUSIC_VIDEO" as const },
              producers: [{ partyId: "pty_P", name: "P" }],
            },
          ],
          isIswcProvisional: true,
          derivedFrom: [{ kind: "VERSION", title: "Old River", iswc: null, creators: [{ name: "Old", ipiNameNumber: null }], line: 5 }],
          disambiguation: { reason: "DIT", from: ["T0000000010"] },
          details: { category: "POP", kept: [{ record: "XXX", text: "as it came" }] },
        },
        claims: [
          { ...claim, ...more, period },
          { ...claim, kind: "FREE" },
        ],
        reported: [
          { ...share, affiliations: {}, territories },
          { ...share, partyId: null, partyName: "Unknown", affiliations: { MECHANICAL: "044" }, territories: null },
        ],
        origins: [share],
      },
    ]);
    await register();
    await ownership();
    const said = async (store: TestStore) => {
      const { statements: all = [] } = (await store.dump("works")) as { statements?: { key: string; state: string }[] };
      const record = JSON.stringify(
        all.find(({ key, state }) => key === "SO:119|A1" && state === "IN_FORCE"),
        (name, value) =>
          ["_id", "workId", "receipts", "contentHash", "claimIds", "id", "replaces", "partyId"].includes(name) ? undefined : value,
      );
      return JSON.parse(record.replace(/pty_\w+/g, "pty"));
    };
    expect(await said(here)).toEqual(await said(there));
  });

  it("changes nothing when it is told again, and is one question a request, however many works", async () => {
    await far.works.recordStatements([
      sketch({ from: "SO:119", number: "A2", iswc: "T0000000010", title: "Hill", claims: [publisher("P", "10")] }),
    ]);
    await house.works.recordStatements([
      sketch({ from: "SO:052", number: "B2", iswc: "T0000000010", title: "Hill", claims: [publisher("P", "10")] }),
    ]);
    await register();
    const both = `{ a: workByIswc(iswc: "${ISWC}") { version ownership(rights: [PR], territories: ["0250"], on: "2026-06-30") { complete } }
      b: workByIswc(iswc: "T0000000010") { version ownership(rights: [PR], territories: ["0250"], on: "2026-06-30") { complete } } }`;
    await house.data(both);
    expect(node.questions).toHaveLength(1);
    const before = await house.data(both);
    const again = await house.data(both);
    expect(again).toEqual(before);
    expect(node.questions).toHaveLength(3);
  });

  it("is revised by what it tells later, and an older copy prevails over nothing", async () => {
    await register();
    await ownership();
    clock.advance(60_000);
    await far.works.recordStatements([
      sketch({ from: "SO:119", number: "A1", iswc: ISWC, at: "2026-03-01T12:01:00.000Z", claims: [publisher("P", "45")] }),
    ]);
    expect(await shareOfP()).toBe("45");
    await house.works.recordStatements([
      sketch({ from: "SO:119", number: "A1", to: "052", iswc: ISWC, at: "2026-03-01T12:02:00.000Z", claims: [publisher("P", "50")] }),
    ]);
    expect(await shareOfP()).toBe("50");
    expect(label(await ownership())).toEqual(["052 LIVE", "119 LIVE"]);
  });

  it("comes by schedule, too: works that nobody asked for, claims by hand, withdrawals", async () => {
    await register();
    const { workByIswc } = await far.data(`{ workByIswc(iswc: "${ISWC}") { id } }`);
    const claim = { party: "pty_P", side: "PUBLISHER", role: "E", figures: [{ right: "SY", percent: "10" }] };
    const submit = `mutation ($input: SubmitClaimInput!) { submitClaim(input: $input) { claim { id } problems { code } } }`;
    const { submitClaim } = await far.data(submit, { input: { work: workByIswc.id, society: "119", claim } });
    await far.works.recordStatements([
      sketch({ from: "SO:119", number: "A9", iswc: "T0000000010", title: "Hill", claims: [publisher("P", "10")] }),
    ]);
    await far.foundation.events.drain();
    await house.foundation.schedules.tick();
    expect((await house.data(`{ workByIswc(iswc: "T0000000010") { title } }`)).workByIswc).toEqual({ title: "Hill" });
    expect((await statements()).map(({ submitterWorkNumber }: { submitterWorkNumber: string }) => submitterWorkNumber).sort()).toEqual(
      ["A1", "B1", submitClaim.claim.id].sort(),
    );
    expect(await state()).toMatchObject({ status: "LIVE", asOf: "2026-03-01T12:00:00.000Z", failures: 0 });
    clock.advance(61_000);
    await far.data(`mutation ($input: WithdrawClaimInput!) { withdrawClaim(input: $input) { problems { code } } }`, {
      input: { claim: submitClaim.claim.id },
    });
    await far.foundation.events.drain();
    await house.foundation.schedules.tick();
    expect((await statements()).map(({ submitterWorkNumber }: { submitterWorkNumber: string }) => submitterWorkNumber)).toEqual([
      "B1",
      "A1",
    ]);
  });
});

const garbage =
  (text: string, status = 200) =>
  (_: unknown, response: ServerResponse) => {
    response.writeHead(status, { "content-type": "application/json", location: "http://127.0.0.1:1/" }).end(text);
  };

/** The node's own answer, changed in one place. */
function changedAnswer(change: (told: { society: { code: string }; edges: { node: Record<string, unknown> }[] }) => void) {
  return async (question: Parameters<ReturnType<typeof honest>>[0], response: ServerResponse) => {
    let body = "";
    const caught = { setHeader: () => caught, end: (text: string) => (body = text) };
    await honest()(question, caught as unknown as ServerResponse);
    const answer = JSON.parse(body);
    change(answer.data.societyStatements);
    response.end(JSON.stringify(answer));
  };
}
const withNode = (members: object) => changedAnswer(({ edges }) => edges.forEach(({ node: told }) => Object.assign(told, members)));

describe("a node that answers", () => {
  it.each<[string, NodeServer["answer"], string, RegExp]>([
    ["never", () => undefined, "NODE_DEADLINE", /deadline/],
    ["slowly and without end", (_, response) => void response.writeHead(200).write('{"data"'), "NODE_DEADLINE", /deadline/],
    ["by hanging up", (_, response) => void response.socket?.destroy(), "NODE_UNREACHED", /could not be reached/],
    ["with an error of HTTP", garbage(`{"errors":[{"message":"out of order"}]}`, 500), "NODE_HTTP", /HTTP 500: "out of order"/],
    ["with a way elsewhere", garbage("", 302), "NODE_HTTP", /HTTP 302/],
    ["with errors of its graph", garbage(`{"errors":[{"message":"not you"}],"data":null}`), "NODE_ERRORS", /not you/],
    ["no JSON", garbage("<html>"), "NODE_GARBAGE", /no JSON/],
    ["another JSON", garbage("[1]"), "NODE_GARBAGE", /an object would be right/],
    ["another form", garbage(`{"data":{"societyStatements":{}}}`), "NODE_GARBAGE", /societyStatements/],
    ["too much", garbage(`{"data":"${"x".repeat(9_000_000)}"}`), "NODE_TOO_LARGE", /8388608 bytes/],
    ["too deep", garbage(`{"data":${"[".repeat(50_000)}${"]".repeat(50_000)}}`), "NODE_TOO_DEEP", /32 levels/],
    ["for another society", changedAnswer((told) => (told.society.code = "058")), "NODE_OTHER_SOCIETY", /058; it is registered for 119/],
    ["with another society's statement", withNode({ submitter: "SO:052" }), "NODE_OTHER_SOCIETY", /SO:052\|A1 is not society 119's/],
    ["with what was never sent to it", withNode({ submitter: "PB:00000000199" }), "NODE_OTHER_SOCIETY", /PB:00000000199\|A1/],
    ["with a wrong ISWC", withNode({ iswc: "T0345246802" }), "NODE_GARBAGE", /iswc: is no ISWC/],
    ["with parties that it does not name", withNode({ parties: [] }), "NODE_GARBAGE", /names the party pty_P/],
    ["with a rest that is no JSON", withNode({ further: "{" }), "NODE_GARBAGE", /further: is no JSON/],
    ["with a rest that is too deep", withNode({ further: `{"details":${"[".repeat(99)}${"]".repeat(99)}}` }), "NODE_GARBAGE", /too deep/],
  ])("%s is named in its state, nothing of it is stored, and only the label of its part tells of it", async (_, answer, code, why) => {
    await register();
    const before = await ownership();
    const stored = await statements();
    // A new registration with little time, so that waiting for nobody takes little of the test's.
    if (code === "NODE_DEADLINE") await register({ deadlineMs: 200 });
    clock.advance(90_000);
    node.answer = answer;
    const after = await ownership();
    expect(label(after)).toEqual(["052 LIVE", "119 CACHED"]);
    expect(after.sources[1]).toMatchObject({ asOf: "2026-03-01T12:00:00.000Z", staleSeconds: 90 });
    expect({ ...after, sources: null }).toEqual({ ...before, sources: null });
    expect(await statements()).toEqual(stored);
    expect(await state()).toMatchObject({ failures: 1, lastErrorCode: code, lastError: expect.stringMatching(why) });
    node.answer = honest();
    if (code === "NODE_DEADLINE") await register();
    expect(label(await ownership())).toEqual(["052 LIVE", "119 LIVE"]);
  });

  it("nothing before it ever answered leaves its part absent and the answer incomplete", async () => {
    node.answer = garbage("<html>");
    await register();
    const answer = await ownership();
    expect([label(answer), answer.complete]).toEqual([["052 LIVE", "119 ABSENT"], false]);
    expect(await state()).toMatchObject({ status: "ABSENT", lastSuccessAt: null });
  });

  it("badly three times in a row is left alone for its pause, then tried once", async () => {
    await register({ pauseSeconds: 30 });
    await ownership();
    node.answer = garbage("<html>");
    for (let times = 0; times < 5; times += 1) await ownership();
    expect(node.questions).toHaveLength(1 + 3);
    expect(await state()).toMatchObject({ failures: 3, pausedUntil: "2026-03-01T12:00:30.000Z", lastErrorCode: "NODE_GARBAGE" });
    clock.advance(30_000);
    await ownership();
    await ownership();
    expect(node.questions).toHaveLength(1 + 3 + 1);
    clock.advance(30_000);
    node.answer = honest();
    expect(label(await ownership())).toEqual(["052 LIVE", "119 LIVE"]);
    expect(await state()).toMatchObject({ failures: 0, pausedUntil: null });
  });

  it("stops nobody else: another node's part stays live", async () => {
    await register();
    const other = await openNode(answeringFrom(far.works.schema, () => far.works.contextFor(callerOf("052", "society"))));
    await register({ society: "052", url: other.url }, callerOf("052", "steward"));
    await ownership();
    node.answer = (_, response) => void response.socket?.destroy();
    expect(label(await ownership())).toEqual(["052 LIVE", "119 CACHED"]);
    await other.kill();
  });
});

describe("a node's registration", () => {
  it("keeps the token sealed, and shows it nowhere", async () => {
    await register({ idempotencyKey: "once" });
    expect((await register({ idempotencyKey: "once" })).replayed).toBe(true);
    const dump = JSON.stringify(await here.dump("works"));
    expect(dump).toContain("sealed1.");
    expect(dump).not.toContain(TOKEN);
  });

  it.each([
    [{ url: "ftp://127.0.0.1/" }, "NODE_PROTOCOL", ["url"]],
    [{ url: "http://10.1.2.3/graphql" }, "NODE_PROTOCOL", ["url"]],
    [{ url: "https://10.1.2.3/graphql" }, "NODE_ADDRESS", ["url"]],
    [{ url: "what" }, "NODE_URL", ["url"]],
    [{ url: "https://user:word@example.org/" }, "NODE_URL", ["url"]],
    [{ token: "two words" }, "NODE_TOKEN", ["token"]],
    [{ deadlineMs: 10 }, "DEADLINE_MS", ["deadlineMs"]],
    [{ pauseSeconds: 0 }, "PAUSE_SECONDS", ["pauseSeconds"]],
    [{ society: "999" }, "SOCIETY_UNKNOWN", ["society"]],
  ])("is refused for %j with %s", async (more, code, path) => {
    expect(await register(more, callerOf("119", "admin"))).toMatchObject({ source: null, problems: [{ code, path }] });
  });

  it("needs a key of the house to seal with", async () => {
    const keyless = await openWorks(here, { clock, works: { webhookReach: { loopback: true, allowed: [] } } });
    const input = { url: node.url, token: TOKEN };
    const { registerNodeSource } = await keyless.data(REGISTER, { input }, callerOf("119", "steward"));
    expect(registerNodeSource).toMatchObject({ source: null, problems: [{ code: "SEALING_KEY" }] });
  });

  it("outlives a change of the house's key: what the former one sealed is sealed anew at the start", async () => {
    await register();
    const former = new Uint8Array(32).fill(7);
    const next = createSeal({ internal: new Uint8Array(32).fill(8), former: [former] }, NODE_SEAL);
    const before = await here.dump("works");
    const later = await openWorks(here, { clock, beside: house, works: { nodeSeal: next, webhookReach: { loopback: true, allowed: [] } } });
    await later.works.start();
    await later.works.stop();
    const [{ token }] = (await here.dump("works"))["societySourceSecrets"] as [{ token: string }];
    expect([next.isCurrent(token), next.open(token, "119")]).toEqual([true, TOKEN]);
    expect(before["societySourceSecrets"]).not.toEqual([{ _id: "119", token }]);
  });

  it("with a token that does not open says so", async () => {
    await register();
    await here
      .connection("works")
      .collection("societySourceSecrets")
      .updateOne({}, { $set: { token: "what" } });
    expect(label(await ownership())).toEqual(["052 LIVE", "119 ABSENT"]);
    expect(await state()).toMatchObject({ lastErrorCode: "NODE_TOKEN" });
    expect(node.questions).toHaveLength(0);
  });
});
