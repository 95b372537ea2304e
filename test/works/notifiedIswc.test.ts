// Goal: an ISWC that a society gives with its answer becomes the work's, with its state, its source and its history, and is compared with other works.
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { writeAcknowledgement } from "../../subgraphs/domain/formats/cwr/acknowledge.ts";
import { NWR } from "../../subgraphs/domain/formats/cwr/layouts/works.ts";
import { SWR } from "../../subgraphs/domain/formats/cwr/layouts/parties.ts";
import type { RecordDraft } from "../../subgraphs/domain/formats/cwr/write.ts";
import { encodeCwr } from "../../subgraphs/domain/formats/cwr/write.ts";
import type { LocalDate } from "../../subgraphs/domain/period.ts";
import { fileOf, having, plainWork, transactionsOf } from "../domain/formats/cwr/build.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { callerOf, openWorks } from "./house.ts";
import type { WorksHouse } from "./house.ts";

const [STATED, NOTIFIED, LATER] = ["T0345246801", "T9000000011", "T0000000010"];
const admin = callerOf("052", "admin");

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
});

async function send(text: string, society = "052"): Promise<unknown> {
  const stream = Readable.from([Buffer.from(encodeCwr(text))]);
  const { job: id } = await house.works.files.receive({ kind: "cwr", stream, parameters: { society }, caller: callerOf(society, "admin") });
  await house.foundation.jobs.drain();
  const { job } = await house.data(`query ($id: ID!) { job(id: $id) { state result } }`, { id }, callerOf(society, "admin"));
  expect(job.state).toBe("DONE");
  const { accepted, works } = JSON.parse(job.result);
  return { accepted, works };
}

const stating = (iswc: string, title = "SILVER RIVER", number = "W1"): readonly RecordDraft[] =>
  plainWork().map((draft) =>
    draft.type === "NWR" ? having(draft, [NWR.iswc, iswc], [NWR.workTitle, title], [NWR.submitterWorkNumber, number]) : draft,
  );
const from = (sender: string, text: string) => text.replace("HDRSO000000052", `HDRSO000000${sender}`);
const notice = (iswc: string, sender = "058") =>
  from(
    sender,
    fileOf([
      stating(iswc)
        .slice(0, 1)
        .map((draft) => ({ ...draft, type: "ISW" })),
    ]),
  );
function acknowledgement(iswc: string): string {
  const [transaction] = transactionsOf(fileOf([stating(iswc)]));
  if (transaction === undefined) throw new Error("the file has a transaction");
  const original = { creationDate: "20260115", creationTime: "120000" };
  const society = { society: "058", societyName: "SACEM", createdAt: "2026-02-01T08:00:00.000Z", version: "2.1" as const };
  return writeAcknowledgement({ original, ...society, processedOn: "2026-02-01" as LocalDate }, [
    { transaction, problems: [], status: "AS", recipientWorkNumber: null },
  ]);
}

const CODES = `id iswcs(asKnownOn: $at) { iswc state provenance { submitter } notices { society { code } status } }`;
async function codes(at: string | null = null): Promise<string[]> {
  const query = `query ($at: DateTime) { searchWorks(query: "silver river") { edges { node { iswc ${CODES} } } } }`;
  const { node } = (await house.data(query, { at }, admin)).searchWorks.edges[0];
  if (at === null) expect(node.iswc).toBe(node.iswcs[0]?.iswc ?? null);
  return node.iswcs.map(
    (one: { iswc: string; state: string; provenance: { submitter: string }[]; notices: { society: { code: string }; status: string }[] }) =>
      [
        ...[one.iswc, one.state],
        ...one.provenance.map(({ submitter }) => submitter),
        ...one.notices.map(({ society, status }) => `${society.code} ${status}`),
      ].join(" "),
  );
}
async function instant(): Promise<string> {
  await house.foundation.events.drain();
  const at = house.foundation.clock.now().toISOString();
  while (house.foundation.clock.now().toISOString() <= at) await Promise.resolve();
  return at;
}

describe("the notice of an ISWC", () => {
  it("gives it to a work that had none, as known from then on, with its line in the history; a second time it changes nothing", async () => {
    await send(fileOf([plainWork()]));
    const before = await instant();
    expect(await send(notice(NOTIFIED))).toEqual({ accepted: 1, works: { created: 0, updated: 1, unchanged: 0 } });
    expect(await codes()).toEqual([`${NOTIFIED} PREFERRED 058 ISWC`]);
    const after = await instant();
    expect([await codes(before), await codes(after)]).toEqual([[], [`${NOTIFIED} PREFERRED 058 ISWC`]]);
    await send(notice(NOTIFIED));
    const { workByIswc } = await house.data(
      `query ($iswc: String!) { workByIswc(iswc: $iswc) { title history(field: "iswc") { source line before after } } }`,
      { iswc: NOTIFIED },
      admin,
    );
    expect(workByIswc).toEqual({ title: "SILVER RIVER", history: [{ source: "SO:058", line: 3, before: null, after: NOTIFIED }] });
  });

  it("prevails over what is stated, before and after it; the last notice does over others, and every code leads here", async () => {
    await send(fileOf([stating(STATED)]));
    await send(notice(NOTIFIED));
    const archived = `${STATED} ARCHIVED SO:052`;
    expect(await codes()).toEqual([`${NOTIFIED} PREFERRED 058 ISWC`, archived]);
    await send(
      fileOf([
        [
          ...stating(STATED)
            .slice(0, 1)
            .map((draft) => having(draft, [NWR.duration, "000300"])),
          ...plainWork().slice(1),
        ],
      ]),
    );
    expect(await codes()).toEqual([`${NOTIFIED} PREFERRED 058 ISWC`, archived]);
    await send(notice(LATER, "035"));
    expect(await codes()).toEqual([`${LATER} PREFERRED 035 ISWC`, `${NOTIFIED} ARCHIVED 058 ISWC`, archived]);
    await send(notice(STATED, "119"));
    expect((await codes())[0]).toBe(`${STATED} PREFERRED SO:052 119 ISWC`);
  });

  it("of another work's ISWC is a mismatch where they have no creator in common", async () => {
    const other = stating(NOTIFIED, "GOLDEN LAKE", "X1").map((draft) =>
      draft.type === "SWR" ? having(draft, [SWR.lastName, "OTHERSON"], [SWR.firstName, "BERT"]) : draft,
    );
    await send(from("119", fileOf([other])));
    await send(fileOf([plainWork()]));
    expect((await house.data(`{ conflicts { edges { node { kind } } } }`)).conflicts.edges).toEqual([]);
    await send(notice(NOTIFIED));
    const { conflicts } = await house.data(`{ conflicts { edges { node { kind } } } }`);
    expect(conflicts.edges).toEqual([{ node: { kind: "ISWC_MISMATCH" } }]);
  });

  it("goes with its work through a merge and back", async () => {
    await send(fileOf([plainWork()]));
    await send(notice(NOTIFIED));
    await send(from("119", fileOf([stating(STATED, "GOLDEN LAKE", "X1")])));
    const ids = await house.data(
      `query ($one: String!, $other: String!) { one: workByIswc(iswc: $one) { id } other: workByIswc(iswc: $other) { id } }`,
      {
        ...{ one: STATED, other: NOTIFIED },
      },
    );
    const states = async (id: string) =>
      (await house.data(`query ($id: ID!) { work(id: $id) { iswcs { iswc state } } }`, { id })).work.iswcs.map(
        ({ iswc, state }: { iswc: string; state: string }) => `${iswc} ${state}`,
      );
    const apart = [await states(ids.one.id), await states(ids.other.id)];
    expect(apart).toEqual([[`${STATED} PREFERRED`], [`${NOTIFIED} PREFERRED`]]);
    const merge = `mutation ($one: ID!, $other: ID!) { mergeWorks(input: { survivor: $one, merged: $other, because: "One." }) { problems { code } } }`;
    await house.data(merge, { one: ids.one.id, other: ids.other.id });
    expect(await states(ids.one.id)).toEqual([`${NOTIFIED} PREFERRED`, `${STATED} ARCHIVED`]);
    await house.data(`mutation ($id: ID!) { undoMerge(input: { merged: $id, because: "Two." }) { problems { code } } }`, {
      id: ids.other.id,
    });
    expect([await states(ids.one.id), await states(ids.other.id)]).toEqual(apart);
  });
});

describe("an acknowledgement that carries an ISWC", () => {
  it("gives it to a work that had none; what the work bears already is only repeated, and a stated one prevails", async () => {
    await send(fileOf([plainWork()]));
    await send(acknowledgement(NOTIFIED));
    expect(await codes()).toEqual([`${NOTIFIED} PREFERRED 058 AS`]);
    await send(fileOf([stating(STATED)]));
    expect(await codes()).toEqual([`${STATED} PREFERRED SO:052`, `${NOTIFIED} ARCHIVED 058 AS`]);
    await send(acknowledgement(STATED));
    expect(await codes()).toEqual([`${STATED} PREFERRED SO:052`, `${NOTIFIED} ARCHIVED 058 AS`]);
  });
});
