// Goal: a desk keeps its works and claims in a sheet: what it sends in is stored to the last third, what it takes out may be sent in again, every fault is named at its cell.
import { readFile } from "node:fs/promises";
import { text as textOf } from "node:stream/consumers";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Foundation } from "../../subgraphs/kit/foundation.ts";
import type { WorksSubgraph } from "../../subgraphs/works/index.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { callerOf } from "./house.ts";
import { askWorks, openRealHouse } from "./realHouse.ts";

const NUMBERS = ["00090000136", "00090000234"] as const;
const steward = callerOf("052", "steward");
const CWR = await readFile(new URL("../samples/CW190001MPC_000.V21", import.meta.url));
const [, EXAMPLE = ""] = /```csv\n([^`]+)```/.exec(await readFile(new URL("../../docs/works-csv.md", import.meta.url), "utf8")) ?? [];

let store: TestStore;
let foundation: Foundation;
let works: WorksSubgraph;
beforeAll(async () => {
  store = await openTestStore();
}, 60_000);
afterAll(async () => {
  await store.stop();
});
async function openHouse(): Promise<void> {
  const house = await openRealHouse(store);
  ({ works, foundation } = house);
  const party = (lastName: string, ipiNameNumber: string, side: "WRITER" | "PUBLISHER") => ({
    ...{ lastName, ipiNameNumber, side, ipiBaseNumber: null, kind: side === "WRITER" ? ("NATURAL" as const) : ("LEGAL" as const) },
    ...{ firstName: null, nativeName: null, affiliations: {}, submitterKey: "SO:052", submitterPartyNumber: "", message: "msg_1" },
  });
  await house.parties.ports.partyRegistrar.register({
    parties: [party("LI WEI", NUMBERS[0], "WRITER"), party("SAMPLE MUSIC", NUMBERS[1], "PUBLISHER")],
  });
}

const ask = async (source: string, variableValues: Readonly<Record<string, unknown>> = {}, caller = steward) => {
  await foundation.events.drain();
  return await askWorks(works, { source, variables: variableValues, caller });
};

interface Sent {
  readonly state: string;
  readonly result: Record<string, unknown>;
  readonly problems: {
    readonly code: string;
    readonly line: number | null;
    readonly column: number | null;
    readonly field: string | null;
  }[];
}

async function send(
  sheet: string | Uint8Array,
  more: Readonly<Record<string, string>> = {},
  kind: "works" | "cwr" = "works",
): Promise<Sent> {
  const parameters = { society: "052", ...more };
  const { job: id } = await works.files.receive({ kind, stream: Readable.from([Buffer.from(sheet)]), parameters, caller: steward });
  await foundation.jobs.drain();
  const { job } = await ask(`query ($id: ID!) { job(id: $id) { state result problems { code line column field } } }`, { id });
  return { ...job, result: JSON.parse(job.result ?? "{}") };
}

async function takeOut(society = "052"): Promise<string> {
  const file = await works.files.send({ name: `exports/works-${society}.csv`, caller: callerOf(society, "steward") });
  return file === null ? "" : await textOf(file.stream);
}

describe("a sheet", () => {
  beforeEach(openHouse);

  it("is stored as the documentation's example says, to the last third", async () => {
    const { state, result, problems } = await send(EXAMPLE);
    expect(problems).toEqual([]);
    expect({ state, ...result }).toMatchObject({
      state: "DONE",
      accepted: 1,
      rejected: 0,
      works: { created: 1, updated: 0, unchanged: 0 },
    });
    const { workByIswc } =
      await ask(`{ workByIswc(iswc: "T9000000011") { title titles { text } creators { name role } registrations { workCode }
      statements { source claims { role side period { from until } figures { family share { numerator denominator } } territories { isIncluded territory } writers { id } } } } }`);
    expect(workByIswc).toMatchObject({
      title: "Morning River",
      titles: [{ text: "Morning River" }, { text: "晨河" }],
      creators: [{ role: "CA" }],
      registrations: [{ workCode: "MC0001" }],
    });
    const [first, second] = workByIswc.statements[0].claims;
    expect(first.figures[1]).toEqual({ family: "MECHANICAL", share: { numerator: "1", denominator: "3" } });
    expect(second).toMatchObject({
      period: { from: "2024-01-01", until: "2027-01-01" },
      territories: [
        { isIncluded: true, territory: "2136" },
        { isIncluded: false, territory: "0840" },
      ],
    });
    expect(second.writers).toHaveLength(1);
  });

  it("counts in a dry run as in the real one, stores nothing then, and changes nothing the second time", async () => {
    const sheet = `${EXAMPLE}MC0002,WORK,Second,,,,,,,,,,,,,\nMC0002,CREATOR,,,,,${NUMBERS[0]},,CA,,,,,,,\n`;
    const dry = await send(sheet, { dryRun: "true" });
    expect((await ask(`{ workByIswc(iswc: "T9000000011") { id } }`)).workByIswc).toBeNull();
    const real = await send(sheet);
    expect(dry.result).toEqual(real.result);
    expect(real.result).toMatchObject({ transactions: 2, works: { created: 2 } });
    expect((await send(sheet)).result).toMatchObject({ replayed: true, works: { created: 0, updated: 0, unchanged: 2 } });
    expect((await send(`${sheet}\n`)).result).toMatchObject({ replayed: false, works: { created: 0, updated: 0, unchanged: 2 } });
    const revised = await send(sheet.replace(",50,1 of 3", ",40,1 of 3"));
    expect(revised.result).toMatchObject({ works: { created: 0, updated: 1, unchanged: 1 } });
  });

  it("that was taken out changes nothing when it is sent in, and passes over what others stated", async () => {
    await send(EXAMPLE);
    await send(CWR, {}, "cwr");
    const sheet = await takeOut();
    const again = await send(sheet);
    expect(again.result).toMatchObject({ transactions: 1, accepted: 1, works: { created: 0, updated: 0, unchanged: 1 } });
    expect(again.problems).toMatchObject([{ code: "STATED_BY_OTHERS", field: "stated_by" }]);
    expect(sheet).toContain("1 of 3");
    expect(await takeOut("119")).toBe(sheet.slice(0, sheet.indexOf("\n") + 1));
  });

  it("that waits can be cancelled and resumed, by those whose it is", async () => {
    const { job: id } = await works.files.receive({
      kind: "works",
      stream: Readable.from([EXAMPLE]),
      parameters: { society: "052" },
      caller: steward,
    });
    const cancel = `mutation ($id: ID!) { cancelJob(input: { job: $id }) { job { state } problems { code } replayed } }`;
    const resume = cancel.replace("cancelJob", "resumeJob");
    const other = callerOf("119", "steward");
    expect((await ask(cancel, { id }, other)).cancelJob).toEqual({ job: null, problems: [{ code: "JOB_UNKNOWN" }], replayed: false });
    expect((await ask(cancel, { id })).cancelJob).toEqual({ job: { state: "CANCELLED" }, problems: [], replayed: false });
    expect((await ask(cancel, { id })).cancelJob).toEqual({ job: { state: "CANCELLED" }, problems: [], replayed: true });
    await foundation.jobs.drain();
    expect(await takeOut()).not.toContain("MC0001");
    expect((await ask(resume, { id })).resumeJob.job).toEqual({ state: "QUEUED" });
    await foundation.jobs.drain();
    expect(await takeOut()).toContain("MC0001");
    expect((await ask(resume, { id })).resumeJob.problems).toEqual([{ code: "JOB_NOT_RESUMABLE" }]);
    const list = `query ($states: [JobState!], $after: String) { jobs(first: 1, states: $states, after: $after) { edges { node { id state createdAt finishedAt } } pageInfo { endCursor hasNextPage } } }`;
    const second = await send(EXAMPLE);
    const page = (await ask(list)).jobs;
    expect(page).toMatchObject({ edges: [{ node: { state: "DONE" } }], pageInfo: { hasNextPage: true } });
    expect(second.state).toBe("DONE");
    const next = (await ask(list, { after: page.pageInfo.endCursor })).jobs;
    expect(next).toMatchObject({ edges: [{ node: { id } }], pageInfo: { hasNextPage: false } });
    expect((await ask(list, { states: ["FAILED"] })).jobs.edges).toEqual([]);
    expect((await ask(list, {}, other)).jobs.edges).toEqual([]);
    await expect(ask(cancel, { id }, callerOf("052", "society"))).rejects.toThrow();
  });

  it("is read by its own society alone", async () => {
    await expect(works.files.send({ name: "exports/works-119.csv", caller: steward })).rejects.toThrow(/119/);
    const foreign = works.files.receive({
      kind: "works",
      stream: Readable.from([EXAMPLE]),
      parameters: { society: "119" },
      caller: steward,
    });
    await expect(foreign).rejects.toThrow(/119/);
  });
});

describe("a fault of a sheet", () => {
  beforeAll(openHouse);

  const HEADER = "work_code,record,title,iswc,party,role,side,pr,mr,rights,territories,valid_from,valid_until,isrc,duration_ms,kind";
  const good = `G,WORK,Good,,,,,,,,,,,,,\nG,CREATOR,,,${NUMBERS[0]},CA,,,,,,,,,,`;
  const claim = (cells: string): string => `B,WORK,Bad,,,,,,,,,,,,,\nB,CREATOR,,,${NUMBERS[0]},CA,,,,,,,,,,\nB,CLAIM,,,${cells}`;
  it.each([
    [
      "an ISWC with a wrong check digit",
      `B,WORK,Bad,T9000000012,,,,,,,,,,,,\nB,CREATOR,,,${NUMBERS[0]},CA,,,,,,,,,,`,
      "ISWC_CHECK_DIGIT",
      4,
      "iswc",
    ],
    ["no title", `B,WORK,,,,,,,,,,,,,,\nB,CREATOR,,,${NUMBERS[0]},CA,,,,,,,,,,`, "TITLE", 4, "title"],
    ["no creator", "B,WORK,Bad,,,,,,,,,,,,,", "COUNT", 4, null],
    [
      "an IPI number with a wrong check digit",
      "B,WORK,Bad,,,,,,,,,,,,,\nB,CREATOR,,,00090000199,CA,,,,,,,,,,",
      "IPI_NAME_NUMBER_CHECK_DIGIT",
      5,
      "party",
    ],
    ["a party that is not known", "B,WORK,Bad,,,,,,,,,,,,,\nB,CREATOR,,,90000000305,CA,,,,,,,,,,", "PARTY_UNKNOWN", 5, "party"],
    ["no party", "B,WORK,Bad,,,,,,,,,,,,,\nB,CREATOR,,,,CA,,,,,,,,,,", "PARTY_MISSING", 5, "party"],
    ["a side that there is not", claim(`${NUMBERS[0]},CA,BOTH,50,,,,,,,,`), "SIDE", 6, "side"],
    ["a share above the whole", claim(`${NUMBERS[0]},CA,WRITER,101,,,,,,,,`), "PERCENT", 6, "pr"],
    ["a share that a spreadsheet made a date", claim(`${NUMBERS[0]},CA,WRITER,,3-Jan,,,,,,,`), "PERCENT", 6, "mr"],
    ["a right that there is not", claim(`${NUMBERS[0]},CA,WRITER,,,XX 50,,,,,,`), "RIGHT", 6, "rights"],
    ["no figure", claim(`${NUMBERS[0]},CA,WRITER,,,,,,,,,`), "FIGURE_COUNT", 6, "pr"],
    ["a territory that there is not", claim(`${NUMBERS[0]},CA,WRITER,50,,,2136 -9999,,,,,`), "TIS_UNKNOWN", 6, "territories"],
    ["a day that there is not", claim(`${NUMBERS[0]},CA,WRITER,50,,,,2024-02-30,,,,`), "DATE", 6, "valid_from"],
    ["a reversed period", claim(`${NUMBERS[0]},CA,WRITER,50,,,,2024-02-01,2024-01-01,,,`), "EMPTY_PERIOD", 6, "valid_from"],
    ["a claim of no kind", claim(`${NUMBERS[0]},CA,WRITER,50,,,,,,,,MAYBE`), "CLAIM_KIND", 6, "kind"],
    ["no role", claim(`${NUMBERS[0]},,WRITER,50,,,,,,,,`), "ROLE", 6, "role"],
    [
      "an ISRC that is none",
      `B,WORK,Bad,,,,,,,,,,,,,\nB,CREATOR,,,${NUMBERS[0]},CA,,,,,,,,,,\nB,RECORDING,,,,,,,,,,,,ABC,,`,
      "ISRC_SYNTAX",
      6,
      "isrc",
    ],
    [
      "a duration that is none",
      `B,WORK,Bad,,,,,,,,,,,,,\nB,CREATOR,,,${NUMBERS[0]},CA,,,,,,,,,,\nB,RECORDING,,,,,,,,,,,,,3:35,`,
      "DURATION",
      6,
      "duration_ms",
    ],
  ])("is named and the others are stored: %s", async (_what, bad, code, line, field) => {
    const { result, problems } = await send(`${HEADER}\n${good}\n${bad}\n`);
    expect(result).toMatchObject({ transactions: 2, accepted: 1, rejected: 1 });
    expect(problems).toContainEqual(expect.objectContaining({ code, line, field }));
    expect(problems).toHaveLength(1);
  });

  it.each([
    ["UTF-16", Buffer.from(`\ufeff${EXAMPLE}`, "utf16le"), "ENCODING_NOT_UTF8"],
    ["Latin-1", Buffer.from(`${HEADER}\nG,WORK,Caf\u00e9`, "latin1"), "ENCODING_NOT_UTF8"],
    ["a header alone", Buffer.from(HEADER), "SHEET_EMPTY"],
    ["nothing", Buffer.from(""), "SHEET_EMPTY"],
    ["a quotation mark that never ends", Buffer.from(`${HEADER}\nG,WORK,"Good`), "CSV_QUOTE_OPEN"],
    ["a line without end", Buffer.from(`${HEADER}\nG,WORK,"${"x".repeat(70_000)}`), "CSV_RECORD_TOO_LONG"],
    ["another table", Buffer.from("name,share\nx,1"), "COLUMN_MISSING"],
  ])("refuses the file whole: %s", async (_what, bytes, code) => {
    const before = await takeOut();
    const { state, problems } = await send(bytes);
    expect(state).toBe("FAILED");
    expect(problems[0]?.code).toBe(code);
    expect(await takeOut()).toBe(before);
  });
});
