// Goal: what a CWR file says beside registrations has its effect: agreements bound the claims that name them, answers of societies move registrations.
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from "@jest/globals";
import type { TransactionAnswer } from "../../subgraphs/domain/formats/cwr/acknowledge.ts";
import { writeAcknowledgement } from "../../subgraphs/domain/formats/cwr/acknowledge.ts";
import { ACK, AGR, IPA, TER } from "../../subgraphs/domain/formats/cwr/layouts/control.ts";
import { SPT, SPU } from "../../subgraphs/domain/formats/cwr/layouts/parties.ts";
import { NWR } from "../../subgraphs/domain/formats/cwr/layouts/works.ts";
import type { Field } from "../../subgraphs/domain/formats/fixedWidth.ts";
import { fieldText } from "../../subgraphs/domain/formats/fixedWidth.ts";
import type { RecordDraft } from "../../subgraphs/domain/formats/cwr/write.ts";
import { CwrFileWriter, encodeCwr } from "../../subgraphs/domain/formats/cwr/write.ts";
import { problem } from "../../subgraphs/domain/outcome.ts";
import type { LocalDate } from "../../subgraphs/domain/period.ts";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import type { Foundation } from "../../subgraphs/kit/foundation.ts";
import type { WorksSubgraph } from "../../subgraphs/works/index.ts";
import { workModels } from "../../subgraphs/works/model.ts";
import { fileOf, having, plainWork, record, transactionsOf, verdict, work } from "../domain/formats/cwr/build.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { callerOf, sketch } from "./house.ts";
import { askWorks, openRealHouse } from "./realHouse.ts";

const HEADER = { senderType: "SO", senderId: "052", senderName: "PRS FOR MUSIC", createdAt: "2026-01-15T12:00:00.000Z" };

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

async function imported(text: string | Uint8Array, parameters: Readonly<Record<string, string>>) {
  const caller = callerOf(parameters["society"] ?? null, "admin");
  const bytes = typeof text === "string" ? encodeCwr(text) : text;
  const { job: id } = await works.files.receive({ kind: "cwr", stream: Readable.from([Buffer.from(bytes)]), parameters, caller });
  await foundation.jobs.drain();
  const { job } = await ask(`query ($id: ID!) { job(id: $id) { state result problems { code line message } } }`, { id }, caller);
  expect(job.state).toBe("DONE");
  const { accepted, rejected, works: counted } = JSON.parse(job.result) as Record<string, unknown>;
  return { accepted, rejected, works: counted, problems: job.problems as { code: string; line: number; message: string }[] };
}

/** One file of several groups. */
function fileOfGroups(...groups: readonly (readonly (readonly RecordDraft[])[])[]): string {
  const writer = new CwrFileWriter("2.2");
  const body = groups.map((transactions) => {
    const open = writer.openGroup(transactions[0]?.[0]?.type ?? "NWR");
    return open + transactions.map((records) => writer.transaction(records)).join("") + writer.closeGroup();
  });
  return writer.open(HEADER) + body.join("") + writer.close();
}

const agreement = (end: string, number = "AG1"): readonly RecordDraft[] => [
  record(
    "AGR",
    [AGR.submitterAgreementNumber, number],
    [AGR.agreementType, "OG"],
    [AGR.agreementStartDate, "20200101"],
    [AGR.agreementEndDate, end],
  ),
  record("TER", [TER.sign, "I"], [TER.territory, "2136"]),
  record("IPA", [IPA.agreementRoleCode, "AS"], [IPA.partyNumber, "W1"], [IPA.lastName, "W1SON"]),
  record("IPA", [IPA.agreementRoleCode, "AC"], [IPA.partyNumber, "P1"], [IPA.lastName, "P1 MUSIC"], [IPA.mrShare, "10000"]),
];
const underAgreement = (): readonly RecordDraft[] =>
  plainWork().map((draft) => (draft.type === "SPU" ? having(draft, [SPU.submitterAgreementNumber, "AG1"]) : draft));

/** An instant after which nothing has happened yet. */
const instant = async (): Promise<string> => {
  await foundation.events.drain();
  const at = foundation.clock.now().toISOString();
  while (foundation.clock.now().toISOString() <= at) await Promise.resolve();
  return at;
};

describe("an agreement", () => {
  const termOfPublisher = async (): Promise<readonly (string | null)[]> => {
    const [statement] = await workModels(foundation.connection)
      .statements.find({ state: "IN_FORCE" })
      .lean<{ claims: { side: string; from: string | null; until: string | null }[] }[]>();
    const claim = statement?.claims.find(({ side }) => side === "PUBLISHER");
    return [claim?.from ?? null, claim?.until ?? null];
  };
  const versions = async () =>
    await workModels(foundation.connection)
      .agreements.find({}, { _id: 1, isCurrent: 1, until: 1 })
      .sort({ version: 1 })
      .lean<{ _id: string; isCurrent: boolean; until: string | null }[]>();

  const file = async (...groups: readonly (readonly (readonly RecordDraft[])[])[]) =>
    await imported(fileOfGroups(...groups), { society: "052" });
  const [first, second, named] = [[agreement("20241231")], [agreement("20291231")], [underAgreement()]];
  const admin = callerOf("052", "admin");

  it("bounds the claims that name it, and its next version does, as known from then on", async () => {
    expect(await file(first, named)).toEqual({ accepted: 2, rejected: 0, works: { created: 1, updated: 0, unchanged: 0 }, problems: [] });
    expect(await termOfPublisher()).toEqual(["2020-01-01", "2025-01-01"]);
    const before = await instant();
    await file(second);
    await instant();
    const { searchWorks } = await ask(
      `query ($at: DateTime!) { searchWorks(query: "silver river") { edges { node { now: statements { ...one } then: statements(asKnownOn: $at) { ...one }
        registrations { status history { status } } history(field: "claims") { kind line } } } } }
       fragment one on WorkStatement { source claims { side period { until } } provenance { line } }`,
      { at: before },
      admin,
    );
    const { now, then, registrations, history } = searchWorks.edges[0].node;
    const until = (day: string) => [
      { side: "PUBLISHER", period: { until: day } },
      { side: "WRITER", period: { until: null } },
    ];
    // received as before, by whom and when; the agreement's own line is one more source
    expect(now).toEqual([{ source: "SO:052 to 052", claims: until("2030-01-01"), provenance: [{ line: 9 }, { line: 3 }] }]);
    expect(then).toEqual([{ source: "SO:052 to 052", claims: until("2025-01-01"), provenance: [{ line: 9 }] }]);
    expect(registrations).toEqual([{ status: "REGISTERED", history: [{ status: "REGISTERED" }, { status: "REVISED" }] }]);
    expect(history).toEqual([
      { kind: "WORK_REGISTERED", line: 9 },
      { kind: "STATEMENT_RECORDED", line: 3 },
    ]);
  });

  it.each<[string, readonly (readonly (readonly (readonly RecordDraft[])[])[])[]]>([
    ["before the registration, in one file", [[first], [second, named]]],
    ["behind the registration, in one file", [[first], [named, second]]],
    ["in a later file", [[first], [named], [second]]],
    ["version after version in later files", [[named], [first], [second]]],
  ])("that comes %s leads to the same, and a registration that is sent again changes nothing", async (_when, files) => {
    for (const groups of files) await file(...groups);
    expect(await termOfPublisher()).toEqual(["2020-01-01", "2030-01-01"]);
    const more = [work([NWR.submitterWorkNumber, "W2"], [NWR.workTitle, "GOLDEN RIVER"]), ...underAgreement().slice(1)];
    expect((await file([...named, more])).works).toEqual({ created: 1, updated: 0, unchanged: 1 });
    expect(await workModels(foundation.connection).agreements.countDocuments({ waitsFor: { $exists: true } })).toBe(0);
  });

  it("bounds every work that names it, however many, and nothing that another submitter or a person states", async () => {
    const many = Array.from({ length: 205 }, (_, at) => [
      work([NWR.submitterWorkNumber, `M${at}`], [NWR.workTitle, `RIVER NUMBER ${at}`]),
      ...underAgreement().slice(1),
    ]);
    await file(many);
    await imported(fileOfGroups(named).replace("HDRSO000000052", "HDRSO000000058"), { society: "052" });
    const byHand = sketch({ from: "SO:052", number: "H1", claims: [{ party: "W", side: "PUBLISHER", figures: { PERFORMING: "50" } }] });
    await works.recordStatements([{ ...byHand, claims: byHand.claims.map((claim) => ({ ...claim, agreement: "AG1", line: null })) }]);
    await file(first);
    const stated = await workModels(foundation.connection)
      .statements.find({ state: "IN_FORCE" })
      .lean<{ key: string; claims: { agreement: string | null; until: string | null }[] }[]>();
    const bounded = stated.filter(({ claims }) => claims.some(({ until }) => until === "2025-01-01"));
    expect([stated.length, bounded.length]).toEqual([207, 205]);
    expect(bounded.every(({ key }) => key.startsWith("SO:052|M"))).toBe(true);
  });

  it("is applied to what another file stated while both were read", async () => {
    const stream = (text: string) => Readable.from([Buffer.from(encodeCwr(text))]);
    const parameters = { society: "052" };
    await works.files.receive({ kind: "cwr", stream: stream(fileOfGroups(named)), parameters, caller: admin });
    await works.files.receive({ kind: "cwr", stream: stream(fileOfGroups(first)), parameters, caller: admin });
    await foundation.jobs.drain();
    expect(await termOfPublisher()).toEqual(["2020-01-01", "2025-01-01"]);
  });

  it("keeps its versions, and makes none when it is stated again as it was", async () => {
    await imported(fileOfGroups([agreement("20241231")]), { society: "052" });
    await imported(fileOfGroups([agreement("20241231")], [underAgreement()]), { society: "052" });
    await imported(fileOfGroups([agreement("20291231"), agreement("20291231")]), { society: "052" });
    expect(await versions()).toEqual([
      { _id: "SO:052|AG1#1", isCurrent: false, until: "2025-01-01" },
      { _id: "SO:052|AG1#2", isCurrent: true, until: "2030-01-01" },
    ]);
  });

  it("is not stored by a dry run, which answers the same", async () => {
    const file = fileOfGroups([agreement("20241231"), agreement("20191231", "AG2")], [underAgreement()]);
    const rehearsed = await imported(file, { society: "052", dryRun: "true" });
    expect(rehearsed).toMatchObject({ accepted: 2, rejected: 1, problems: [{ code: "CWR_AGREEMENT_TERM" }] });
    expect(await versions()).toEqual([]);
    expect(await imported(file, { society: "052" })).toEqual(rehearsed);
  });
});

const answer = (status: TransactionAnswer["status"], processedOn: string, code: string | null = null, title = "SILVER RIVER"): string => {
  const [transaction] = transactionsOf(
    fileOf([plainWork().map((draft) => (draft.type === "NWR" ? having(draft, [NWR.workTitle, title]) : draft))]),
  );
  if (transaction === undefined) throw new Error("the file has a transaction");
  const problems = status === "RJ" ? [{ ...problem("NWR-T-011", "Shares are 90%"), severity: "TR" as const, line: 3, record: "NWR" }] : [];
  return writeAcknowledgement(
    {
      original: { creationDate: "20260115", creationTime: "120000" },
      ...{ society: "058", societyName: "SACEM", createdAt: "2026-02-01T08:00:00.000Z", version: "2.1" },
      processedOn: processedOn as LocalDate,
    },
    [{ transaction, problems, status, recipientWorkNumber: code }],
  );
};

describe("an acknowledgement of a society", () => {
  const registrations = async () => {
    const query = `{ searchWorks(query: "silver river") { edges { node { registrations { society { code } workCode status history { status at notes } } } } } }`;
    const { searchWorks } = await ask(query, {}, callerOf("052", "admin"));
    return searchWorks.edges[0].node.registrations;
  };
  it("moves the registration, step by step, with the society's number of the work and its words", async () => {
    await imported(fileOf([plainWork()]), { society: "052" });
    const rejected = await imported(answer("RJ", "2026-02-01"), { society: "052" });
    expect(rejected).toEqual({ accepted: 1, rejected: 0, works: { created: 0, updated: 1, unchanged: 0 }, problems: [] });
    await imported(answer("AS", "2026-03-01", "4711"), { society: "052" });
    const [own, sacem] = await registrations();
    expect(own).toMatchObject({ society: { code: "052" }, workCode: "W1", status: "REGISTERED" });
    expect(sacem).toEqual({
      society: { code: "058" },
      workCode: "4711",
      status: "AS",
      history: [
        { status: "RJ", at: "2026-02-01T00:00:00.000Z", notes: ["NWR-T-011 Shares are 90%"] },
        { status: "AS", at: "2026-03-01T00:00:00.000Z", notes: [] },
      ],
    });
    const later = await imported(answer("RA", "2026-01-20"), { society: "052" });
    expect(later.works).toEqual({ created: 0, updated: 1, unchanged: 0 });
    expect((await registrations())[1]).toMatchObject({ status: "AS", history: [{ status: "RA" }, { status: "RJ" }, { status: "AS" }] });
  });

  it("is told of any instant as it was known then", async () => {
    const known = async (at: string) => {
      const fields = `registrations(asKnownOn: $at) { status history { status notes } }`;
      const query = `query ($at: DateTime!) { searchWorks(query: "silver river") { edges { node { ${fields} } } } }`;
      return (await ask(query, { at }, callerOf("052", "admin"))).searchWorks.edges[0].node.registrations;
    };
    await imported(fileOf([plainWork()]), { society: "052" });
    const before = await instant();
    await imported(answer("RJ", "2026-02-01"), { society: "052" });
    const between = await instant();
    await imported(answer("AS", "2026-03-01", "4711"), { society: "052" });
    const after = await instant();
    expect(await known(before)).toHaveLength(1);
    const rejected = { status: "RJ", notes: ["NWR-T-011 Shares are 90%"] };
    expect((await known(between))[1]).toEqual({ status: "RJ", history: [rejected] });
    expect((await known(after))[1]).toEqual({ status: "AS", history: [rejected, { status: "AS", notes: [] }] });
  });

  it("goes with its work through a merge and back, also as it was known then", async () => {
    const admin = callerOf("052", "admin");
    await imported(fileOf([plainWork()]), { society: "052" });
    await imported(answer("AS", "2026-03-01", "4711"), { society: "052" });
    const [other] = await works.recordStatements([sketch({ from: "SO:119", number: "X1", title: "Another" })]);
    const { searchWorks } = await ask(`{ searchWorks(query: "silver river") { edges { node { id } } } }`, {}, admin);
    const [survivor, merged] = [other?.workId ?? "", searchWorks.edges[0].node.id as string];
    const told = async (id: string, at: string | null = null): Promise<string[]> => {
      const query = `query ($id: ID!, $at: DateTime) { work(id: $id) { registrations(asKnownOn: $at) { society { code } workCode status } } }`;
      const { work: found } = await ask(query, { id, at }, admin);
      return found.registrations.map(
        (one: { society: { code: string }; workCode: string; status: string }) => `${one.society.code} ${one.workCode} ${one.status}`,
      );
    };
    const instant = async (): Promise<string> => {
      await foundation.events.drain();
      const at = foundation.clock.now().toISOString();
      while (foundation.clock.now().toISOString() <= at) await Promise.resolve();
      return at;
    };
    const apart = [await told(survivor), await told(merged)];
    expect(apart).toEqual([["119 X1 REGISTERED"], ["052 W1 REGISTERED", "058 4711 AS"]]);
    const before = await instant();
    const merge = `mutation ($survivor: ID!, $merged: ID!) { mergeWorks(input: { survivor: $survivor, merged: $merged, because: "One." }) { problems { code } } }`;
    await ask(merge, { survivor, merged }, admin);
    const between = await instant();
    const joined = ["052 W1 REGISTERED", "058 4711 AS", "119 X1 REGISTERED"];
    expect(await told(survivor)).toEqual(joined);
    expect([await told(survivor, before), await told(merged, before)]).toEqual(apart);
    await ask(
      `mutation ($merged: ID!) { undoMerge(input: { merged: $merged, because: "Two." }) { problems { code } } }`,
      { merged },
      admin,
    );
    expect([await told(survivor), await told(merged)]).toEqual(apart);
    const after = await instant();
    expect([await told(survivor, between), await told(merged, between)]).toEqual([joined, joined]);
    expect([await told(survivor, after), await told(merged, after)]).toEqual(apart);
  });

  it("is kept when the work is registered anew, and says where the society's own statement belongs", async () => {
    await imported(fileOf([plainWork()]), { society: "052" });
    await imported(answer("AS", "2026-03-01", "4711"), { society: "052" });
    await imported(fileOf([[work([NWR.duration, "000300"]), ...plainWork().slice(1)]]), { society: "052" });
    expect((await registrations())[1]).toMatchObject({ status: "AS", workCode: "4711" });
    const [found] = await workModels(foundation.connection).works.find({ codes: "SO:058|4711" }).lean<{ workNumbers: string[] }[]>();
    expect(found?.workNumbers).toEqual(["W1", "4711"]);
  });

  it("CWR_ANSWER_WORK: of a work that is not here is refused, with the number and title that it names", async () => {
    await imported(fileOf([plainWork()]), { society: "052" });
    const unknown = await imported(answer("AS", "2026-03-01", "1", "GOLDEN RIVER"), { society: "119" });
    expect(unknown).toMatchObject({ accepted: 0, rejected: 1, problems: [{ code: "CWR_ANSWER_WORK", line: 3 }] });
    expect(unknown.problems[0]?.message).toContain('under the number "W1" with the title "GOLDEN RIVER"');
    expect(await registrations()).toHaveLength(1);
  });

  it("CWR_ANSWER_SENDER: of a sender that is no society is refused", async () => {
    await imported(fileOf([plainWork()]), { society: "052" });
    const text = answer("AS", "2026-03-01").replace("HDRSO000000058", "HDRPB000000199");
    expect(await imported(text, { society: "052" })).toMatchObject({ rejected: 1, problems: [{ code: "CWR_ANSWER_SENDER" }] });
  });

  it("finds the work of a publisher by number and title, and reads the published sample", async () => {
    const sample = await readFile(new URL("../samples/CW220001000_DMP.V21", import.meta.url));
    const unknown = await imported(sample, { society: "119", dryRun: "true" });
    expect(unknown).toMatchObject({ accepted: 0, rejected: 2 });
    const sent = [work([NWR.workTitle, "THE MODIFIED WORK"], [NWR.submitterWorkNumber, "MK000003"]), ...plainWork().slice(1)];
    await imported(fileOf([sent]).replace("HDRSO000000052", "HDRPB000000199"), { society: "119" });
    expect(await imported(sample, { society: "119" })).toMatchObject({ accepted: 1, rejected: 1, works: { updated: 1 } });
  });

  it("of a whole file says nothing of a work and is taken in", async () => {
    const file = fileOfGroups([
      [
        record(
          "ACK",
          [ACK.creationDate, "20260115"],
          [ACK.originalTransactionType, "HDR"],
          [ACK.processingDate, "20260201"],
          [ACK.transactionStatus, "RJ"],
        ),
      ],
    ]);
    expect(await imported(file, { society: "119" })).toMatchObject({ accepted: 1, rejected: 0, works: { updated: 0, unchanged: 0 } });
  });

  it("and the notice of an ISWC (ISW) becomes a step with the number", async () => {
    await imported(fileOf([plainWork()]), { society: "052" });
    const notice = { ...work([NWR.iswc, "T0345246801"]), type: "ISW" };
    const text = fileOfGroups([[notice]]).replace("HDRSO000000052", "HDRSO000000058");
    expect(await imported(text, { society: "052" })).toMatchObject({ accepted: 1, works: { updated: 1 } });
    expect((await registrations())[1]).toMatchObject({ status: "ISWC", history: [{ notes: ["ISWC T0345246801"] }] });
    const broken = fileOfGroups([[having(notice, [NWR.iswc, "T0345246802"])]]);
    expect(await imported(broken, { society: "119" })).toMatchObject({ rejected: 1, problems: [{ code: "CWR_ANSWER_ISWC" }] });
  });
});

describe("the acknowledgement of a file", () => {
  const acknowledgement = async (text: string, society: string): Promise<string | null> => {
    const caller = callerOf(society, "admin");
    const stream = Readable.from([Buffer.from(encodeCwr(text))]);
    const { job: id } = await works.files.receive({ kind: "cwr", stream, parameters: { society }, caller });
    await foundation.jobs.drain();
    const { job } = await ask(`query ($id: ID!) { job(id: $id) { result } }`, { id }, caller);
    const { ack } = JSON.parse(job.result) as { ack: string | null };
    const sent = ack === null ? null : await works.files.send({ name: ack.replace("/files/", ""), caller });
    return sent === null ? null : Buffer.concat(await sent.stream.toArray()).toString("latin1");
  };
  const recipientNumbers = (text: string | null): string[] =>
    (text ?? "").split("\r\n").flatMap((line) => (line.startsWith("ACK") ? [fieldText(line, ACK.recipientCreationNumber)] : []));

  it("gives the receiver's own number of the work, where the receiver has stated one", async () => {
    const first = await acknowledgement(fileOf([plainWork()]), "058");
    expect(verdict(first ?? "")).toMatchObject({ refused: false, problems: [], transactions: 1 });
    expect(recipientNumbers(first)).toEqual([""]);
    await imported(answer("AS", "2026-03-01", "4711"), { society: "052" });
    const revised = fileOf([[work([NWR.duration, "000300"]), ...plainWork().slice(1)]]);
    expect(recipientNumbers(await acknowledgement(revised, "058"))).toEqual(["4711"]);
    expect(recipientNumbers(await acknowledgement(revised, "119"))).toEqual([""]);
  });

  it("is none for a file of answers, which are not answered in their turn", async () => {
    await imported(fileOf([plainWork()]), { society: "052" });
    expect(await acknowledgement(answer("AS", "2026-03-01"), "052")).toBeNull();
    const mixed = fileOfGroups([[{ ...work([NWR.iswc, "T0345246801"]), type: "ISW" }]], [plainWork()]);
    expect(recipientNumbers(await acknowledgement(mixed, "119"))).toHaveLength(1);
  });
});

describe("an existing work in conflict (EXC) in a group of its own", () => {
  const existing = (number: string, ...more: readonly (readonly [Field, string])[]): string =>
    fileOfGroups([
      [{ ...work([NWR.submitterWorkNumber, number], ...more), type: "EXC" }, ...plainWork().slice(1, 2), ...plainWork().slice(1, 2)],
    ]).replace("HDRSO000000052", "HDRSO000000058");
  const atSacem = async (): Promise<unknown> => {
    const query = `{ searchWorks(query: "silver river") { edges { node { registrations { society { code } workCode status history { notes } } } } } }`;
    const { searchWorks } = await ask(query, {}, callerOf("052", "admin"));
    return searchWorks.edges[0].node.registrations.find((one: { society: { code: string } }) => one.society.code === "058");
  };

  it("puts the registration at that society in conflict, with the work that is in the way, and changes no share", async () => {
    await imported(fileOf([plainWork()]), { society: "052" });
    const told = await imported(existing("W1"), { society: "052" });
    expect(told).toEqual({ accepted: 1, rejected: 0, works: { created: 0, updated: 1, unchanged: 0 }, problems: [] });
    expect(await atSacem()).toMatchObject({ status: "CO", workCode: null, history: [{ notes: ["In conflict with SILVER RIVER (W1)"] }] });
    expect(await workModels(foundation.connection).statements.countDocuments({})).toBe(1);
  });

  it("finds the work by the society's own number, else by an ISWC that one work bears; else it is refused", async () => {
    await imported(fileOf([[work([NWR.iswc, "T0345246801"]), ...plainWork().slice(1)]]), { society: "052" });
    await imported(answer("AS", "2026-03-01", "4711"), { society: "052" });
    expect(await imported(existing("4711", [NWR.workTitle, "ANOTHER"]), { society: "119" })).toMatchObject({ accepted: 1 });
    expect(await imported(existing("X9", [NWR.workTitle, "ANOTHER"], [NWR.iswc, "T0345246801"]), { society: "119" })).toMatchObject({
      accepted: 1,
    });
    expect(await imported(existing("X9", [NWR.workTitle, "ANOTHER"]), { society: "119" })).toMatchObject({
      rejected: 1,
      problems: [{ code: "CWR_ANSWER_WORK" }],
    });
  });
});

test("the receiver of a file decides which society's wishes are asked", async () => {
  const elsewhere = plainWork().map((draft) => (draft.type === "SPT" ? having(draft, [SPT.territory, "2120"]) : draft));
  expect((await imported(fileOf([elsewhere]), { society: "052" })).problems).toEqual([]);
  expect(await imported(fileOf([elsewhere]), { society: "010" })).toMatchObject({
    accepted: 1,
    problems: [{ code: "CWR_RECEIVER_WHOLE", line: 3 }],
  });
  const another = elsewhere.map((draft) => (draft.type === "NWR" ? having(draft, [NWR.submitterWorkNumber, "W2"]) : draft));
  expect(await imported(fileOf([another]), { society: "010", strict: "true" })).toMatchObject({ accepted: 0, rejected: 1 });
});
