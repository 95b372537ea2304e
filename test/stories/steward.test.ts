/**
 * A steward's day, over HTTP: loads a file with faults, sees each by line, mends them by what the house says would be right, loads it again without
 * doubles, reads the acknowledgement, looks up what was known before, finds a work in either script, and follows the feed over a restart.
 */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startHouse } from "../../gateway/house.ts";
import type { House } from "../../gateway/house.ts";
import { signToken } from "../../gateway/identity.ts";
import { readCwrBytes } from "../../subgraphs/domain/formats/cwr/read.ts";
import { systemClock } from "../../subgraphs/kit/clock.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { loadKeys } from "../../subgraphs/kit/keys.ts";
import type { Keys } from "../../subgraphs/kit/keys.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import { collect, feedClient } from "../support/feedClient.ts";
import type { FeedAnswer } from "../support/feedClient.ts";
import { HouseUser } from "../support/houseUser.ts";

const STEWARD = "052 steward";
const CHANGED = `subscription ($since: String) { workChanged(since: $since) { cursor node { id kind subject number } } }`;
const REPLAYED = `query ($since: String) { changes(since: $since, first: 500) { edges { node { id number } } pageInfo { endCursor hasNextPage } } }`;
const LAST = `{ changes(first: 1) { pageInfo { endCursor } } }`;
const BY_ISWC = `query ($iswc: String!, $at: DateTime) { workByIswc(iswc: $iswc) { id title(asKnownOn: $at) registrations { workCode history { status } }
  history(field: "title") { before after message line recordedAt } } }`;
const FOUND = `query ($query: String!) { searchWorks(query: $query, first: 5) { edges { node { title titles { text } } } } }`;

/** What the house said would be right, at its line and column; a work that nobody arranged is no modified one. */
const MENDED: readonly (readonly [line: number, column: number, text: string])[] = [
  [2, 7, "00001"],
  [3, 4, "00000000"],
  [5, 12, "00000002"],
  [19, 1, "SPU"],
  [20, 12, "00000002"],
  [46, 4, "00000002"],
  [60, 4, "00000003"],
  [67, 143, "ORI"],
  [82, 143, "ORI"],
  [203, 96, "T6473000159"],
  [1612, 1, "ALT00000099"],
  [1613, 4, "0000100000100"],
  [1613, 17, "00001612"],
  [1614, 4, "00001"],
  [1614, 9, "00000100"],
  [1614, 17, "00001614"],
];

function written(file: string, edits: typeof MENDED): string {
  const lineEnd = file.includes("\r\n") ? "\r\n" : "\n";
  const lines = file.split(lineEnd);
  for (const [line, column, text] of edits) {
    const before = (lines[line - 1] ?? "").padEnd(column - 1 + text.length);
    lines[line - 1] = before.slice(0, column - 1) + text + before.slice(column - 1 + text.length);
  }
  return lines.join(lineEnd);
}

let folder: string;
let house: House;
let keys: Keys;

async function open(): Promise<HouseUser> {
  const environment = requireOk(readEnvironment({ PORT: "0", TUTTI_DATA: folder, LOG_LEVEL: "silent" }));
  house = await startHouse({ environment });
  await house.ready;
  keys = await loadKeys({ dataFolder: folder });
  return new HouseUser({ url: house.url, keys });
}

async function token(): Promise<string> {
  return await signToken({ key: keys.token, clock: systemClock, subject: "feed", society: "052", role: "steward" });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-steward-"));
});
afterAll(async () => {
  await house.stop();
  await rm(folder, { recursive: true, force: true });
});

test("a steward loads, mends, loads again, looks back, finds and follows", async () => {
  const user = await open();
  const file = (await readFile(new URL("../samples/CW190001MPC_000.V21", import.meta.url))).toString("latin1");
  const { changes } = await user.ask(STEWARD, LAST);
  let since: string = changes.pageInfo.endCursor;
  for (let more = true; more;) {
    const { changes: page } = await user.ask(STEWARD, REPLAYED, { since });
    since = page.pageInfo.endCursor ?? since;
    more = page.pageInfo.hasNextPage;
  }
  const from = since;

  // Each fault stands at its line, with what would be right.
  const send = async (text: string) =>
    await user.send(STEWARD, "/files/cwr?society=052&fileName=CW190001MPC_000.V21", Buffer.from(text, "latin1"));
  const first = await send(file);
  expect(first.result).toMatchObject({ transactions: 100, accepted: 97, rejected: 3, works: { created: 97, updated: 0, unchanged: 0 } });
  const faultsAt = new Set(first.problems.map(({ line }) => line));
  expect(MENDED.filter(([line]) => !faultsAt.has(line))).toEqual([]);

  // Mended by that, the file has none, and only what was mended is new.
  const mended = written(file, MENDED);
  const second = await send(mended);
  expect(second.problems).toEqual([]);
  expect(second.result).toMatchObject({ transactions: 100, accepted: 100, rejected: 0, works: { created: 3, updated: 4, unchanged: 93 } });
  expect((await send(mended)).result).toMatchObject({ replayed: true, works: { created: 0, updated: 0, unchanged: 100 } });

  // The acknowledgement answers each transaction.
  const { text } = await user.read(STEWARD, String(second.result["ack"]));
  const acknowledged = readCwrBytes(Buffer.from(text, "utf8")).flatMap((event) =>
    event.kind === "transaction" ? [event.transaction.type] : [],
  );
  expect(acknowledged).toEqual(Array.from({ length: 100 }, () => "ACK"));

  // A revision says something else from now on; what was known before is known as it was.
  const at = new Date().toISOString();
  const revision = await send(written(mended, [[203, 20, "PATRICIA NOTICED CHRISTINE"]]));
  expect(revision.result).toMatchObject({ works: { created: 0, updated: 1, unchanged: 99 } });
  const iswc = "T6473000159";
  const { workByIswc: now } = await user.ask(STEWARD, BY_ISWC, { iswc });
  const { workByIswc: then } = await user.ask(STEWARD, BY_ISWC, { iswc, at });
  expect([then.title, now.title]).toEqual(["PATRICIA NOTICED CHRISTIAN", "PATRICIA NOTICED CHRISTINE"]);
  expect(now.history.at(-1)).toMatchObject({ before: then.title, after: now.title, line: 203 });

  // Either script finds the work.
  const { searchParties } = await user.ask(STEWARD, `{ searchParties(query: "CAMACHO", first: 1) { edges { node { id } } } }`);
  const creator: string = searchParties.edges[0].node.id;
  await user.ask(
    STEWARD,
    `mutation ($creator: ID!) { registerWork(input: { workCode: "GW1", titles: [{ text: "Song of the Great Wall" }, { text: "长城之歌", kind: "AT", language: "ZH" }],
      creators: [{ party: $creator, role: "CA" }] }) { problems { message } work { id } } }`,
    { creator },
  );
  for (const query of ["Song of the Great Wall", "长城之歌", "長城之歌", "changcheng zhi ge", "great wal song"]) {
    const { searchWorks } = await user.ask(STEWARD, FOUND, { query });
    expect([query, searchWorks.edges[0]?.node.title]).toEqual([query, "Song of the Great Wall"]);
  }

  // Whoever followed until here comes again after a restart with the cursor that he had, and misses nothing.
  const client = feedClient(house.url, await token());
  const before = collect(client, CHANGED, { since: from });
  const seen: FeedAnswer[] = [...(await before.count(50))].slice(0, 50);
  await house.stop();
  await client.dispose();
  const again = await open();
  await again.send(
    STEWARD,
    "/files/cwr?society=052&fileName=CW190001MPC_000.V21",
    Buffer.from(written(mended, [[203, 20, "PATRICIA NOTICED CAROLINE"]]), "latin1"),
  );
  const expected: string[] = [];
  for (let cursor = from, more = true; more;) {
    const { changes: page } = await again.ask(STEWARD, REPLAYED, { since: cursor });
    expected.push(...page.edges.map(({ node }: { node: { id: string } }) => node.id));
    cursor = page.pageInfo.endCursor ?? cursor;
    more = page.pageInfo.hasNextPage;
  }
  const later = feedClient(house.url, await token());
  const cursor: string = seen.at(-1).data.workChanged.cursor;
  const rest = await collect(later, CHANGED, { since: cursor }).count(expected.length - seen.length);
  await later.dispose();
  const followed = [...seen, ...rest].map(({ data }) => data.workChanged.node.id as string);
  expect(followed).toEqual(expected);
  expect(new Set(followed).size).toBe(expected.length);
}, 240_000);
