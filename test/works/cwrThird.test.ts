// Goal: CWR 3.x files have the effect of their 2.x equals: works and claims, requests that take nothing back, answers with the meaning of 3.1, an ACK1.
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { ACK } from "../../subgraphs/domain/formats/cwr/layouts/control.ts";
import { SWR } from "../../subgraphs/domain/formats/cwr/layouts/parties.ts";
import { SWT } from "../../subgraphs/domain/formats/cwr/layouts/third/parties.ts";
import { NWR } from "../../subgraphs/domain/formats/cwr/layouts/works.ts";
import type { RecordDraft } from "../../subgraphs/domain/formats/cwr/write.ts";
import { encodeCwr } from "../../subgraphs/domain/formats/cwr/write.ts";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import type { Foundation } from "../../subgraphs/kit/foundation.ts";
import type { WorksSubgraph } from "../../subgraphs/works/index.ts";
import { workModels } from "../../subgraphs/works/model.ts";
import { fileOf, having, plainWork, record } from "../domain/formats/cwr/build.ts";
import { asThird, thirdFile } from "../domain/formats/cwr/third.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { callerOf } from "./house.ts";
import { askWorks, openRealHouse } from "./realHouse.ts";

const SUB = "CW220002DMP_0000_V3-0-0.SUB";
const sample = async (): Promise<Uint8Array> => await readFile(new URL(`../samples/${SUB}`, import.meta.url));

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

const ask = async (source: string, variableValues: Readonly<Record<string, unknown>>, caller: Caller) => {
  return await askWorks(works, { source, variables: variableValues, caller });
};

async function imported(file: string | Uint8Array, parameters: Readonly<Record<string, string>> = { society: "052" }) {
  const caller = callerOf(parameters["society"] ?? null, "admin");
  const bytes = typeof file === "string" ? encodeCwr(file) : file;
  const { job: id } = await works.files.receive({ kind: "cwr", stream: Readable.from([Buffer.from(bytes)]), parameters, caller });
  await foundation.jobs.drain();
  const { job } = await ask(`query ($id: ID!) { job(id: $id) { state result problems { code } } }`, { id }, caller);
  expect(job.state).toBe("DONE");
  const { accepted, rejected, replayed, works: counted, ack } = JSON.parse(job.result) as Record<string, unknown>;
  return { accepted, rejected, replayed, works: counted, ack, codes: (job.problems as { code: string }[]).map(({ code }) => code) };
}

const NEW = { accepted: 1, rejected: 0, replayed: false, works: { created: 1, updated: 0, unchanged: 0 } };

const claimsInForce = async () => {
  const statements = await workModels(foundation.connection)
    .statements.find({ state: "IN_FORCE" })
    .lean<{ claims: { id: string; partyName: string; figures: { share: unknown }[] }[] }[]>();
  return statements.flatMap(({ claims }) => claims.map(({ id, partyName, figures }) => [id, partyName, figures.length]));
};

async function timeline(caller = callerOf("052", "admin")) {
  const [work] = await workModels(foundation.connection).works.find({ state: "LIVE" }, { _id: 1 }).lean<{ _id: string }[]>();
  await foundation.events.drain();
  const { work: read } = await ask(
    `query ($id: ID!) { work(id: $id) { iswc registrations { society { code } status workCode history { status isReadyForPayment } } } }`,
    { id: work?._id ?? "" },
    caller,
  );
  return read.registrations.map(
    (one: { society: { code: string }; status: string; history: { status: string; isReadyForPayment: boolean | null }[] }) => [
      one.society.code,
      one.status,
      one.history.map(({ status, isReadyForPayment }) => (isReadyForPayment === null ? status : `${status} ${String(isReadyForPayment)}`)),
    ],
  );
}

describe("a file of works", () => {
  it("of 3.0 is imported, again changes nothing, and its dry run tells the same", async () => {
    const dry = await imported(await sample(), { society: "052", fileName: SUB, dryRun: "true" });
    const real = await imported(await sample(), { society: "052", fileName: SUB });
    expect(real).toEqual({ ...NEW, ack: null, codes: ["CWR_ACKNOWLEDGEMENT_VERSION"] });
    expect({ ...dry, codes: real.codes }).toEqual(real);
    expect((await claimsInForce()).map(([, name]) => name)).toEqual(["TEST PUBLISHER", "KOLARIC, MATIJA", "OTHER, ANN"]);
    expect(await imported(await sample(), { society: "052", fileName: SUB })).toMatchObject({ replayed: true });
  });

  it("of 3.1 keeps the claims of the equal 2.2 file, and a bad work stops no other", async () => {
    await imported(fileOf([plainWork()]), { society: "058" });
    const before = await claimsInForce();
    const other = asThird(plainWork()).map((draft) => (draft.type === "WRK" ? having(draft, [NWR.submitterWorkNumber, "W2"]) : draft));
    const broken = other.map((draft) => (draft.type === "SWT" ? having(draft, [SWT.prShare, "4000"]) : draft));
    const file = thirdFile([broken, asThird(plainWork())], "3.1", { sender: "052", society: true });
    const real = await imported(file, { society: "058" });
    expect(real).toMatchObject({
      accepted: 1,
      rejected: 1,
      works: { created: 0, updated: 1, unchanged: 0 },
      codes: ["CWR_COLLECTION_SUM"],
    });
    expect(await claimsInForce()).toEqual(before); // the same claims, under their ids
  });

  it("of 3.1 is answered by an ACK1", async () => {
    const { ack } = await imported(thirdFile([asThird(plainWork())], "3.1"));
    const sent = await works.files.send({ name: String(ack).slice("/files/".length), caller: callerOf("052", "admin") });
    expect([sent?.contentType, /\.ACK1$/.test(sent?.fileName ?? "")]).toEqual(["text/plain; charset=iso-8859-1", true]);
    const lines = (await buffer(sent?.stream ?? Readable.from([]))).toString("latin1").split("\r\n");
    expect(lines[2]?.slice(177)).toBe("RACW260001PUB_0000_V3-1-0.SUB");
  });
});

describe("a request for an ISWC", () => {
  const asked = (number = "W1"): readonly RecordDraft[] => [
    record("ISR", [NWR.workTitle, "SILVER RIVER"], [NWR.submitterWorkNumber, number]),
    record("WRI", [SWR.partyNumber, "W1"], [SWR.lastName, "W1SON"], [SWR.firstName, "ANNA"], [SWR.designation, "CA"]),
  ];
  const file = (...requests: readonly (readonly RecordDraft[])[]): string => thirdFile(requests, "3.0", { kind: "ISR" });

  it("of a work that its submitter never stated registers it without shares, for a WRK to fill", async () => {
    const dry = await imported(file(asked()), { society: "052", dryRun: "true" });
    const real = await imported(file(asked()));
    expect(real).toMatchObject(NEW);
    expect(dry.works).toEqual(real.works);
    expect(await claimsInForce()).toEqual([]);
    expect(await imported(thirdFile([asThird(plainWork())], "3.0"))).toMatchObject({ works: { created: 0, updated: 1, unchanged: 0 } });
    expect((await claimsInForce()).map(([, name]) => name)).toEqual(["P1 MUSIC", "W1SON, ANNA"]);
  });

  it("of a work that it stated takes no share back, and is a step of the registration that changes nothing else", async () => {
    await imported(thirdFile([asThird(plainWork())], "3.0"));
    const before = await claimsInForce();
    const dry = await imported(file(asked(), asked("W9")), { society: "052", dryRun: "true" });
    const real = await imported(file(asked(), asked("W9")));
    expect(real).toMatchObject({ accepted: 2, rejected: 0, works: { created: 1, updated: 0, unchanged: 1 } });
    expect(dry.works).toEqual(real.works);
    expect(await claimsInForce()).toEqual(before);
    expect(await timeline()).toEqual([["052", "REGISTERED", ["REGISTERED", "ISR"]]]);
  });

  it("behind its own WRK in one file takes nothing back either, in the dry run as in the real one", async () => {
    const whole = thirdFile([asThird(plainWork()), asked()], "3.0");
    const dry = await imported(whole, { society: "052", dryRun: "true" });
    const real = await imported(whole);
    expect(real).toMatchObject({ accepted: 2, works: { created: 1, updated: 0, unchanged: 1 } });
    expect(dry.works).toEqual(real.works);
    expect(await claimsInForce()).toHaveLength(2);
  });
});

it("an answer of 3.1 moves the registration with the meaning that 3.1 gives its status", async () => {
  await imported(fileOf([plainWork()]), { society: "058" });
  const answer = (status: string, day: string): readonly RecordDraft[] => [
    record(
      "ACK",
      [ACK.originalTransactionType, "WRK"],
      [ACK.creationTitle, "SILVER RIVER"],
      [ACK.submitterCreationNumber, "W1"],
      [ACK.recipientCreationNumber, "S7"],
      [ACK.processingDate, day],
      [ACK.transactionStatus, status],
    ),
  ];
  const answers = [answer("AS", "20270110"), answer("SR", "20270210"), answer("DR", "20270310")];
  const file = thirdFile(answers, "3.1", { sender: "058", society: true, kind: "ACK2" });
  const dry = await imported(file, { society: "052", dryRun: "true" });
  expect(await imported(file)).toMatchObject({ accepted: 3, works: { updated: 3 }, codes: [] });
  expect(dry.accepted).toBe(3);
  expect((await timeline()).find(([society]: readonly [string]) => society === "058")).toEqual([
    "058",
    "DR",
    ["REGISTERED", "AS false", "SR true", "DR"],
  ]);
});
