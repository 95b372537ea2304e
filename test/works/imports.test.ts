// Goal: a CWR file that is sent in counts the same rehearsed as in earnest, is read by its sender's society alone, and is found by every name in it.
import { readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { NWN } from "../../subgraphs/domain/formats/cwr/layouts/parties.ts";
import { NWR } from "../../subgraphs/domain/formats/cwr/layouts/works.ts";
import type { Field } from "../../subgraphs/domain/formats/fixedWidth.ts";
import type { RecordDraft } from "../../subgraphs/domain/formats/cwr/write.ts";
import { encodeCwr } from "../../subgraphs/domain/formats/cwr/write.ts";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import type { Foundation } from "../../subgraphs/kit/foundation.ts";
import type { WorksSubgraph } from "../../subgraphs/works/index.ts";
import { jobModel } from "../../subgraphs/kit/jobs/model.ts";
import { workModels } from "../../subgraphs/works/model.ts";
import { collects, fileOf, having, link, plainWork, publisher, record, work, writer, writerCollects } from "../domain/formats/cwr/build.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { callerOf } from "./house.ts";
import { askWorks, openRealHouse } from "./realHouse.ts";

const ISWC = "T0345246801";
const SAMPLE = await readFile(new URL("../samples/CW190001MPC_000.V21", import.meta.url));
const prs = callerOf("052", "steward");

let store: TestStore;
let foundation: Foundation;
let works: WorksSubgraph;
beforeAll(async () => {
  store = await openTestStore();
}, 60_000);
afterAll(async () => {
  await store.stop();
});
beforeEach(async () => {
  ({ works, foundation } = await openRealHouse(store));
});

const ask = async (source: string, variableValues: Readonly<Record<string, unknown>> = {}, caller: Caller = prs) => {
  return await askWorks(works, { source, variables: variableValues, caller });
};

/** Sends a file in and waits for its job. */
async function send(bytes: Uint8Array, parameters: Readonly<Record<string, string>>, caller = prs): Promise<string> {
  const { job } = await works.files.receive({ kind: "cwr", stream: Readable.from([Buffer.from(bytes)]), parameters, caller });
  await foundation.jobs.drain();
  return job;
}

async function imported(bytes: Uint8Array, parameters: Readonly<Record<string, string>> = {}): Promise<Record<string, unknown>> {
  const admin = callerOf(parameters["society"] ?? null, "admin");
  const id = await send(bytes, parameters, admin);
  const { job } = await ask(`query ($id: ID!) { job(id: $id) { state result } }`, { id }, admin);
  expect(job.state).toBe("DONE");
  const { accepted, rejected, works: counted, replayed } = JSON.parse(job.result) as Record<string, unknown>;
  return { accepted, rejected, works: counted, replayed };
}

/** A work of the builder's submitter under a number and title of its own; its parties bear no IPI numbers. */
function numbered(number: string, ...values: readonly (readonly [Field, string])[]): readonly RecordDraft[] {
  const [nwr = work(), ...rest] = plainWork();
  return [having(nwr, [NWR.submitterWorkNumber, number], [NWR.workTitle, `TITLE ${number}`], ...values), ...rest];
}

describe("a dry run", () => {
  const many = Array.from({ length: 420 }, (_, at) => numbered(`N${at}`));
  // Batches take 400: what repeats, revises or joins stands in another batch than what it speaks of.
  const file = encodeCwr(
    fileOf([
      numbered("J1", [NWR.iswc, ISWC]),
      ...many,
      numbered("J2", [NWR.iswc, ISWC]),
      numbered("N3"),
      numbered("N4", [NWR.workTitle, "ANOTHER TITLE"]),
    ]),
  );
  const both = async (bytes: Uint8Array, society: string) => {
    const rehearsed = await imported(bytes, { society, dryRun: "true" });
    return { rehearsed, real: await imported(bytes, { society }) };
  };

  it.each([
    ["the published sample", SAMPLE, { created: 97, updated: 0, unchanged: 0 }, { created: 0, updated: 0, unchanged: 97 }],
    [
      "a file whose parties have no IPI numbers",
      file,
      { created: 421, updated: 2, unchanged: 1 },
      { created: 0, updated: 2, unchanged: 422 },
    ],
  ])(
    "of %s counts as the real run does: in an empty store, for a second receiver, and again",
    async (_what, bytes, fresh, second) => {
      const first = await both(bytes, "052");
      expect(first.rehearsed).toEqual(first.real);
      expect(first.real["works"]).toEqual(fresh);
      const other = await both(bytes, "058");
      expect(other.rehearsed).toEqual(other.real);
      expect(other.real["works"]).toEqual(second);
      const third = await both(bytes, "119");
      expect(third.rehearsed).toEqual(third.real);
      const again = await both(bytes, "052");
      expect(again.rehearsed).toEqual(again.real);
      expect(again.real["replayed"]).toBe(true);
    },
    120_000,
  );
});

describe("an import that is cut short", () => {
  const ONE = encodeCwr(fileOf([plainWork()]));
  const admin = callerOf("052", "admin");
  const jobs = () => jobModel(foundation.connection);
  const models = () => workModels(foundation.connection);
  const names = async (folder: string): Promise<string[]> => await readdir(join(store.folder, folder));
  const resultOf = async (id: string): Promise<unknown> => (await foundation.jobs.find(id))?.result;
  /** Sends the file and lets its job lie still as if the house had died before the job was done. */
  const diedAfterRecord = async (): Promise<{ readonly id: string; readonly message: string }> => {
    const id = await send(ONE, { society: "052" }, admin);
    const message = (await foundation.jobs.find(id))?.input["message"] as string;
    await rename(join(store.folder, "messages", `${message}.cwr`), join(store.folder, "uploads", `${message}.cwr`));
    const first = { shape: 1, message, first: 0, outcomes: "c", numbers: [], problems: [] };
    await models().importedBatches.insertMany([{ _id: `${message}#0`, ...first }]);
    await jobs().updateOne({ _id: id }, { $set: { state: "RUNNING", owner: "dead", takeAtMs: 1, result: null } });
    return { id, message };
  };

  it("between its record and the moving of its file is tidied by the next attempt", async () => {
    const { id, message } = await diedAfterRecord();
    await foundation.jobs.drain();
    expect(await resultOf(id)).toMatchObject({ accepted: 1, works: { created: 1, updated: 0, unchanged: 0 }, replayed: false });
    expect(await names("uploads")).not.toContain(`${message}.cwr`);
    expect(await names("messages")).toContain(`${message}.cwr`);
    expect(await models().importedBatches.countDocuments({})).toBe(0);
  });

  it("passes over what it stored, and answers as if nothing had happened", async () => {
    const { id, message } = await diedAfterRecord();
    await models().messages.deleteMany({ _id: message });
    await foundation.jobs.drain();
    expect(await resultOf(id)).toMatchObject({ accepted: 1, works: { created: 1, updated: 0, unchanged: 0 }, replayed: false });
    expect(await models().statements.countDocuments({})).toBe(1);
    expect(await models().messages.countDocuments({ _id: message })).toBe(1);
    expect(await names("messages")).toContain(`${message}.cwr`);
  });

  it("is kept beside the same file that was sent again and done first", async () => {
    const { id, message } = await diedAfterRecord();
    await models().messages.deleteMany({ _id: message });
    await jobs().updateOne({ _id: id }, { $set: { state: "CANCELLED", owner: null, takeAtMs: null } });
    const again = await send(ONE, { society: "052" }, admin);
    expect(again).not.toBe(id);
    expect(await resultOf(again)).toMatchObject({ works: { created: 0, updated: 0, unchanged: 1 }, replayed: false });
    await foundation.jobs.resume(id);
    await foundation.jobs.drain();
    expect(await resultOf(id)).toMatchObject({ works: { created: 1, updated: 0, unchanged: 0 }, replayed: false });
    expect(await models().messages.countDocuments({})).toBe(2);
    expect(await models().statements.countDocuments({})).toBe(1);
  });

  it("is still the job of the same file that comes while it is under way, but for another receiver or a rehearsal", async () => {
    const begin = async (parameters: Readonly<Record<string, string>>): Promise<string> => {
      const { job } = await works.files.receive({ kind: "cwr", stream: Readable.from([Buffer.from(ONE)]), parameters, caller: admin });
      return job;
    };
    const first = await begin({ society: "052" });
    expect(await begin({ society: "052" })).toBe(first);
    expect(await begin({ society: "052", dryRun: "true" })).not.toBe(first);
    expect(await begin({ society: "058" })).not.toBe(first);
    await foundation.jobs.drain();
    expect(await models().statements.countDocuments({})).toBe(1);
    expect(await names("uploads")).toEqual([]);
  });
});

describe("a file", () => {
  const ONE = encodeCwr(fileOf([plainWork()]));

  it("that nobody is said to have received adds no witness to what is known", async () => {
    await imported(ONE, { society: "052" });
    const again = await imported(Buffer.concat([ONE, Buffer.from("\r\n")]));
    expect(again["works"]).toEqual({ created: 0, updated: 0, unchanged: 1 });
    const [statement] = await workModels(foundation.connection).statements.find({}).lean();
    expect(statement?.receipts).toMatchObject([{ receiver: "052" }]);
    await foundation.events.drain();
    const { events } = await foundation.events.page({ after: 0, first: 100 });
    expect(events.map(({ kind }) => kind)).toEqual(["WORK_REGISTERED"]);
  });

  it("is a job that its sender's society reads, and nobody else", async () => {
    const id = await send(ONE, { society: "052" });
    const read = async (caller: Caller) => [
      (await ask(`query ($id: ID!) { job(id: $id) { state } }`, { id }, caller)).job?.state ?? null,
      (await ask(`query ($id: ID!) { node(id: $id) { id } }`, { id }, caller)).node?.id ?? null,
    ];
    for (const caller of [prs, callerOf("052", "society"), callerOf(null, "admin")]) expect(await read(caller)).toEqual(["DONE", id]);
    for (const caller of [callerOf("058", "steward"), callerOf("052", "licensee"), callerOf(null, "licensee")])
      expect(await read(caller)).toEqual([null, null]);
    const message = (await workModels(foundation.connection).messages.findOne({}).lean())?._id ?? "";
    const name = `acknowledgements/${message}.V21`;
    expect(await works.files.send({ name, caller: prs })).not.toBeNull();
    await expect(works.files.send({ name, caller: callerOf("058", "steward") })).rejects.toThrow("belongs to society 052");
  });

  const native = encodeCwr(
    fileOf([
      [
        work(),
        publisher("E", "P1", ["5000", "10000", "10000"]),
        collects("P1", ["5000", "10000", "10000"]),
        writer("W1", ["5000", "0", "0"]),
        record("NWN", [NWN.partyNumber, "W1"], [NWN.lastName, "顾清禾"], [NWN.languageCode, "ZH"]),
        writerCollects("W1", ["5000", "0", "0"]),
        link("P1", "W1"),
      ],
    ]),
  );
  const found = async (query: string) =>
    (await ask(`query ($query: String!) { searchWorks(query: $query) { edges { node { title } } } }`, { query })).searchWorks.edges.map(
      ({ node }: { node: { title: string } }) => node.title,
    );

  it("makes its works found by the creators' names in their own script", async () => {
    await imported(native, { society: "052" });
    expect(await found("顾清禾")).toEqual(["SILVER RIVER"]);
    expect(await found("清禾")).toEqual(["SILVER RIVER"]);
    expect(await found("W1SON")).toEqual(["SILVER RIVER"]);
  });

  it("that an earlier release stored without those names is found by them once the house has started", async () => {
    await imported(native, { society: "052" });
    const { works: stored, statements } = workModels(foundation.connection);
    const [before] = await stored.find({}).lean();
    const bare = { partyId: "", name: "ANNA W1SON", role: "CA", ipiNameNumber: null };
    const creators = (before?.creators as { partyId: string }[]).map(({ partyId }) => ({ ...bare, partyId }));
    await stored.updateMany({}, { $set: { creators, searchKeys: ["=silver river", "silver", "river"] } });
    await statements.updateMany({}, { $set: { "description.creators": creators } });
    expect(await found("顾清禾")).toEqual([]);
    await works.start();
    await foundation.jobs.drain();
    await works.stop();
    expect(await found("顾清禾")).toEqual(["SILVER RIVER"]);
    expect((await imported(native, { society: "058" }))["works"]).toEqual({ created: 0, updated: 0, unchanged: 1 });
    expect(await found("顾清禾")).toEqual(["SILVER RIVER"]);
  });
});
