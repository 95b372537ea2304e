// Goal: what a steward has at the desk beside a conflict itself: the first guess of its cause, notes of the own society, documents in evidence.
import { createHash } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { parsePercent } from "../../subgraphs/domain/shares.ts";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import { workModels } from "../../subgraphs/works/model.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { callerOf, openWorks, publisher, sketch, writer } from "./house.ts";
import type { WorksHouse } from "./house.ts";

const prs = callerOf("052", "steward");
const sacem = callerOf("058", "steward");

let store: TestStore;
let house: WorksHouse;
let conflictId: string;
let claimId: string;
beforeAll(async () => {
  store = await openTestStore();
}, 60_000);
afterAll(async () => {
  await store.stop();
});
/** A work of 052 whose publisher, A of 052, another one, Z of 058, contests. */
beforeEach(async () => {
  house = await openWorks(store);
  await rm(join(store.folder, "evidence"), { recursive: true, force: true });
  for (const [party, society] of [
    ["W", "052"],
    ["A", "052"],
    ["Z", "058"],
  ] as const) {
    house.parties.add(`pty_${party}`, party, society);
  }
  const [made] = await house.works.recordStatements([sketch({ from: "SO:052", to: "119", claims: [writer("50"), publisher("A", "50")] })]);
  const rival = sketch({ from: "SO:058", number: "Z1", title: "", claims: [publisher("Z", "50")] });
  await house.works.recordStatements([{ ...rival, workId: made?.workId ?? "" }]);
  const { conflicts } = await house.data(`{ conflicts { edges { node { id claims { id partyName } } } } }`);
  const [{ node }] = conflicts.edges;
  conflictId = node.id;
  claimId = node.claims.find(({ partyName }: { partyName: string }) => partyName === "Z").id;
});

describe("the cause", () => {
  it("is guessed from the claims as they are, and no more once it is resolved", async () => {
    const CAUSE = `query ($id: ID!) { conflict(id: $id) { state cause { kind because evidence } } }`;
    const { conflict } = await house.data(CAUSE, { id: conflictId }, prs);
    expect(conflict).toMatchObject({ state: "OPEN", cause: { kind: "CATALOGUE_TRANSFER" } });
    expect(conflict.cause.evidence[0]).toContain("Both claim 50");
    await house.data(`mutation ($claim: ID!) { withdrawClaim(input: { claim: $claim }) { problems { code } } }`, { claim: claimId }, sacem);
    expect((await house.data(CAUSE, { id: conflictId }, prs)).conflict).toEqual({ state: "RESOLVED", cause: null });
  });

  it("counts the other works on which the same two contest each other", async () => {
    for (const number of ["R1", "R2"]) {
      const [made] = await house.works.recordStatements([
        sketch({ from: "SO:052", number, title: `Sea ${number}`, claims: [writer("50"), publisher("A", "50")] }),
      ]);
      const rival = sketch({ from: "SO:058", number: `Z${number}`, title: "", claims: [publisher("Z", "50")] });
      await house.works.recordStatements([{ ...rival, workId: made?.workId ?? "" }]);
    }
    const { conflict } = await house.data(`query ($id: ID!) { conflict(id: $id) { cause { kind evidence } } }`, { id: conflictId }, prs);
    expect(conflict.cause).toMatchObject({ kind: "CATALOGUE_TRANSFER" });
    expect(conflict.cause.evidence.at(-1)).toBe("The same two contest each other on 2 other works.");
  });

  it("is not asked between works", async () => {
    await house.works.recordStatements([
      sketch({ from: "SO:052", number: "W8", iswc: "T0345246801", title: "Lake", creators: ["V"] }),
      sketch({ from: "SO:010", number: "W9", iswc: "T0345246801", title: "Hill", creators: ["U"] }),
    ]);
    const { conflicts } = await house.data(`{ conflicts(filter: { kinds: [ISWC_MISMATCH] }) { edges { node { cause { kind } } } } }`);
    expect(conflicts.edges).toEqual([{ node: { cause: null } }]);
  });
});

describe("more than a chain has", () => {
  it("opens a conflict with its queue and its cause, holds nothing, and closes with the claim", async () => {
    const reported = [
      { partyId: "pty_V", partyName: "V", side: "WRITER", role: "CA", figures: [], affiliations: {}, territories: null, line: null },
    ] as const;
    const share = parsePercent("50");
    if (share === null) throw new Error("a share");
    const others = reported.map((one) => ({ ...one, figures: [{ right: "PERFORMING" as const, share }] }));
    const stated = sketch({ from: "SO:052", number: "C1", title: "Chain", claims: [writer("25"), publisher("A", "25")] });
    const [made] = await house.works.recordStatements([{ ...stated, reported: others }]);
    const rival = sketch({ from: "SO:058", number: "C2", title: "", claims: [writer("25"), publisher("Z", "25")] });
    await house.works.recordStatements([{ ...rival, reported: others, workId: made?.workId ?? "" }]);
    const LIST = `query ($states: [ConflictState!]) { conflicts(filter: { kinds: [CHAIN_OVER_CLAIM], states: $states }) { edges { node { id state because excess { percent }
      tasks { society { code } asks } cause { kind } claims { id partyName } work { ownership(rights: [PR], territories: ["0250"], on: "2026-06-30") { cells { state held { percent } } } } } } } }`;
    const [{ node }] = (await house.data(LIST, {}, prs)).conflicts.edges;
    expect(node).toMatchObject({
      ...{
        state: "OPEN",
        excess: { percent: "25" },
        because: expect.stringContaining("A, Z with their writer claim up to 25 percent more"),
      },
      ...{ cause: { kind: "CATALOGUE_TRANSFER" }, work: { ownership: { cells: [{ state: "DISPUTED", held: { percent: "0" } }] } } },
    });
    expect(node.tasks.map(({ asks }: { asks: string }) => asks)).toEqual(["ANSWER", "ANSWER"]);
    const claim = node.claims.find(({ partyName }: { partyName: string }) => partyName === "Z").id;
    await house.data(`mutation ($claim: ID!) { withdrawClaim(input: { claim: $claim }) { problems { code } } }`, { claim }, sacem);
    expect((await house.data(LIST, { states: ["RESOLVED"] }, prs)).conflicts.edges).toHaveLength(1);
  });
});

describe("what a society keeps for itself", () => {
  const DESK = `query ($id: ID!) { conflict(id: $id) { version desk { assignee notes { text by } } history { kind } } }`;
  const at = async (caller: Caller) => (await house.data(DESK, { id: conflictId }, caller)).conflict;
  const run = async (name: "assignConflict" | "addConflictNote", input: object, caller: Caller) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { conflict { id desk { assignee notes { text } } } problems { code path } replayed } }`;
    return (await house.data(mutation, { input: { conflict: conflictId, ...input } }, caller))[name];
  };

  it("is seen by that society alone, whoever else has a part in the conflict, and told by no feed", async () => {
    const before = await at(prs);
    expect(before.desk).toEqual({ assignee: null, notes: [] });
    expect((await run("assignConflict", { assignee: "anna.lee" }, prs)).problems).toEqual([]);
    expect((await run("addConflictNote", { text: " Z's contract ended in May. " }, prs)).conflict.desk).toEqual({
      assignee: "anna.lee",
      notes: [{ text: "Z's contract ended in May." }],
    });
    expect(await at(callerOf("052", "society"))).toEqual({
      ...before,
      desk: { assignee: "anna.lee", notes: [{ text: "Z's contract ended in May.", by: "steward@052" }] },
    });
    for (const other of [sacem, callerOf("119", "steward"), callerOf("010", "admin"), callerOf("119", "admin")])
      expect((await at(other)).desk).toEqual({ assignee: null, notes: [] });
    expect((await at(callerOf(null, "admin"))).desk).toBeNull();
    const { changes } = await house.data(`{ changes(first: 100) { edges { node { kind subject after message } } } }`);
    expect(JSON.stringify(changes)).not.toContain("contract");
    expect(changes.edges).toHaveLength(3);
  });

  it("finds what one of its people works on, and not what another society's person of the same name does", async () => {
    await run("assignConflict", { assignee: "lee" }, prs);
    const LIST = `{ conflicts(filter: { assignee: "lee" }) { edges { node { id } } } }`;
    expect((await house.data(LIST, {}, prs)).conflicts.edges).toHaveLength(1);
    expect((await house.data(LIST, {}, sacem)).conflicts.edges).toEqual([]);
    expect((await house.data(LIST, {}, callerOf(null, "admin"))).conflicts.edges).toEqual([]);
    await run("assignConflict", { assignee: null }, prs);
    expect((await house.data(LIST, {}, prs)).conflicts.edges).toEqual([]);
  });

  it("is written once for one key, and after the end too", async () => {
    const input = { text: "Asked the publisher.", idempotencyKey: "n1" };
    await run("addConflictNote", input, prs);
    expect((await run("addConflictNote", input, prs)).replayed).toBe(true);
    await house.data(`mutation ($claim: ID!) { withdrawClaim(input: { claim: $claim }) { problems { code } } }`, { claim: claimId }, sacem);
    await run("addConflictNote", { text: "Z withdrew." }, prs);
    expect((await at(prs)).desk.notes.map(({ text }: { text: string }) => text)).toEqual(["Asked the publisher.", "Z withdrew."]);
  });

  it.each([
    ["assignConflict", { assignee: "anna lee" }, "052", "HANDLE assignee"],
    ["assignConflict", { assignee: "" }, "052", "HANDLE assignee"],
    ["addConflictNote", { text: "  " }, "052", "TEXT text"],
    ["addConflictNote", { text: "x".repeat(10_001) }, "052", "TEXT text"],
    ["addConflictNote", { text: "Ours?" }, "010", "NO_STANDING conflict"],
    ["assignConflict", { conflict: "cnf_1", assignee: "lee" }, "052", "CONFLICT_UNKNOWN conflict"],
  ] as const)("refuses %s %j of %s: %s", async (name, input, society, expected) => {
    const { problems } = await run(name, input, callerOf(society, "steward"));
    expect(problems.map(({ code, path }: { code: string; path: string[] }) => `${code} ${path.join(".")}`)).toEqual([expected]);
  });

  it("needs a steward, and one that speaks for a society", async () => {
    await expect(run("addConflictNote", { text: "x" }, callerOf("052", "society"))).rejects.toThrow("conflicts:rule");
    expect((await run("addConflictNote", { text: "x" }, callerOf(null, "admin"))).problems).toMatchObject([{ code: "SOCIETY_UNKNOWN" }]);
  });

  it("keeps 500 notes at most", async () => {
    await run("addConflictNote", { text: "first" }, prs);
    const { conflictDesks } = workModels(house.foundation.connection);
    const note = { text: "x", by: "y", writtenAt: "2026-01-01T00:00:00.000Z" };
    await conflictDesks.collection.updateMany({}, { $set: { notes: Array.from({ length: 500 }, () => note) } });
    expect((await run("addConflictNote", { text: "one more" }, prs)).problems).toMatchObject([{ code: "TOO_MANY_NOTES" }]);
  });
});

describe("documents in evidence", () => {
  const PDF = Buffer.from("%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n", "latin1");
  const send = async (bytes: Buffer, parameters: Readonly<Record<string, string>>, caller: Caller = sacem) => {
    const request = { kind: "evidence", stream: Readable.from([bytes]), caller } as const;
    const { job } = await house.works.files.receive({
      ...request,
      parameters: { conflict: conflictId, text: "The contract", ...parameters },
    });
    await house.foundation.jobs.drain();
    return await house.foundation.jobs.find(job);
  };
  const EVIDENCE = `query ($id: ID!) { conflict(id: $id) { version tasks { society { code } asks } evidence { text society { code } file { url name contentType bytes sha256 } } } }`;
  const evidence = async () => (await house.data(EVIDENCE, { id: conflictId }, prs)).conflict;
  const fetched = async (url: string, caller: Caller) => {
    const file = await house.works.files.send({ name: url.replace("/files/", ""), caller });
    if (file === null) return null;
    const chunks: Buffer[] = [];
    for await (const chunk of file.stream) chunks.push(chunk as Buffer);
    return { bytes: Buffer.concat(chunks), contentType: file.contentType, fileName: file.fileName };
  };

  it("are kept with their hash, stand in the conflict, and are given to those with a part in it alone", async () => {
    const job = await send(PDF, { fileName: "contract 2019.txt" });
    const sha256 = createHash("sha256").update(PDF).digest("hex");
    expect(job).toMatchObject({ state: "DONE", result: { conflict: conflictId, sha256, bytes: PDF.length, replayed: false } });
    const { evidence: pieces, tasks, version } = await evidence();
    expect(pieces).toEqual([
      {
        ...{ text: "The contract", society: { code: "058" } },
        file: { url: job?.result?.["url"], name: "contract2019.txt", contentType: "application/pdf", bytes: PDF.length, sha256 },
      },
    ]);
    expect(version).toBe(2);
    expect(tasks).toContainEqual({ society: { code: "058" }, asks: "NOTHING" });
    const { url } = pieces[0].file;
    for (const caller of [prs, sacem, callerOf("119", "society"), callerOf(null, "admin")])
      expect(await fetched(url, caller)).toEqual({ bytes: PDF, contentType: "application/pdf", fileName: "contract2019.txt" });
    expect(await fetched(url, callerOf("010", "steward"))).toBeNull();
    expect(await fetched(url.replace(/.{5}\.pdf$/, "AAAAA.pdf"), sacem)).toBeNull();
    expect(await fetched(`/files/evidence/../messages/x`, sacem)).toBeNull();
  });

  it("are one where the same society sends the same again", async () => {
    const first = await send(PDF, {});
    const again = await send(PDF, { text: "The contract once more" });
    expect(again?.result).toMatchObject({ replayed: true, url: first?.result?.["url"] });
    expect((await evidence()).evidence).toHaveLength(1);
    await send(PDF, {}, prs);
    expect((await evidence()).evidence).toHaveLength(2);
    expect(await readdir(join(store.folder, "evidence"))).toHaveLength(2);
  });

  it.each([
    ["a program", Buffer.from("MZ\u0090\u0000", "latin1"), {}, "EVIDENCE_TYPE"],
    ["half a PDF, whatever its name", PDF.subarray(0, 20), { fileName: "whole.pdf" }, "EVIDENCE_TYPE"],
    ["nothing", Buffer.alloc(0), {}, "EVIDENCE_TYPE"],
    ["more than 20 MB", Buffer.alloc(20_000_001, "a"), {}, "FILE_TOO_LARGE"],
    ["no word of what it says", PDF, { text: "" }, "TEXT"],
    ["no conflict", PDF, { conflict: "" }, "CONFLICT_UNKNOWN"],
  ] as const)("refuse %s, and keep nothing of it", async (_, bytes, parameters, code) => {
    await rm(join(store.folder, "evidence"), { recursive: true, force: true });
    await expect(send(bytes, parameters)).rejects.toMatchObject({ problems: [{ code }] });
    expect(await readdir(join(store.folder, "evidence")).catch(() => [])).toEqual([]);
  });

  it("refuse whoever has no part, no scope, or comes too late", async () => {
    await expect(send(PDF, {}, callerOf("010", "steward"))).rejects.toMatchObject({ problems: [{ code: "NO_STANDING" }] });
    await expect(send(PDF, {}, callerOf("052", "society"))).rejects.toThrow("conflicts:rule");
    const request = { kind: "evidence", stream: Readable.from([PDF]), caller: sacem } as const;
    const { job } = await house.works.files.receive({ ...request, parameters: { conflict: conflictId, text: "In time, so far" } });
    await house.data(`mutation ($claim: ID!) { withdrawClaim(input: { claim: $claim }) { problems { code } } }`, { claim: claimId }, sacem);
    await house.foundation.jobs.drain();
    expect(await house.foundation.jobs.find(job)).toMatchObject({ state: "FAILED", problems: [{ code: "CONFLICT_RESOLVED" }] });
    await expect(send(PDF, {})).rejects.toMatchObject({ problems: [{ code: "CONFLICT_RESOLVED" }] });
  });

  it("stop at 200 pieces of evidence", async () => {
    const { conflicts } = workModels(house.foundation.connection);
    const piece = { society: "058", text: "x", url: null, addedAt: "2026-01-01T00:00:00.000Z" };
    await conflicts.collection.updateMany({}, { $set: { evidence: Array.from({ length: 200 }, () => piece) } });
    await expect(send(PDF, {})).rejects.toMatchObject({ problems: [{ code: "TOO_MUCH_EVIDENCE" }] });
  });
});
