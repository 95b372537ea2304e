// Shows files of IPI-like data taken in: both forms, twice, dry, cut short by a crash, and wrong in every way.
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { ipiBaseNumberOf } from "../../subgraphs/domain/identifiers/ipiBaseNumber.ts";
import { ipiNameNumberOf } from "../../subgraphs/domain/identifiers/ipiNameNumber.ts";
import { invariant } from "../../subgraphs/domain/invariant.ts";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import type { Job } from "../../subgraphs/kit/jobs.ts";
import { GENERIC_PARTIES } from "../../subgraphs/parties/index.ts";
import { callerOf, openPartiesHouse, type PartiesHouse, statementOf } from "./house.ts";

let house: PartiesHouse;
beforeAll(async () => {
  house = await openPartiesHouse();
});
afterAll(async () => {
  await house.store.stop();
});
beforeEach(clear);

/** Every test begins with the generic parties alone. */
async function clear(): Promise<void> {
  const { connection } = house.foundation;
  await connection.collection("parties").deleteMany({ kind: { $ne: "GENERIC" } });
  for (const name of ["memberships", "superseded", "partyFiles", "jobs"]) await connection.collection(name).deleteMany({});
}

const admin = callerOf(null, "admin");
const example = (name: string): Promise<string> => readFile(new URL(`../../docs/examples/${name}`, import.meta.url), "utf8");
const [anna, berta, carla] = [ipiBaseNumberOf(71), ipiBaseNumberOf(72), ipiBaseNumberOf(73)];

interface Sent {
  readonly caller?: Caller;
  readonly parameters?: Readonly<Record<string, string>>;
}

async function upload(content: string | Uint8Array, { caller = admin, parameters = {} }: Sent = {}): Promise<string> {
  const stream = Readable.from([typeof content === "string" ? Buffer.from(content) : content]);
  return (await house.parties.files.receive({ kind: "parties", stream, parameters, caller })).job;
}

async function take(content: string | Uint8Array, sent: Sent = {}): Promise<Job> {
  const id = await upload(content, sent);
  await house.foundation.jobs.drain();
  const job = await house.foundation.jobs.find(id);
  invariant(job !== null, "the upload became a job");
  return job;
}

const codes = ({ problems }: Job): string[] => problems.map(({ line, field, code }) => `${line ?? ""} ${field ?? ""} ${code}`);
const csv = (...rows: readonly string[]): string =>
  [
    "record,ipi_base_number,party_key,kind,name_type,ipi_name_number,last_name,status,forward_to,society,role,rights,territories,share,valid_from,valid_until",
    ...rows,
  ].join("\n");
const party = (base: string, name: string, number = ""): string => `PARTY,${base},,NATURAL,,${number},${name},,,,,,,,,`;
const status = (base: string, to: string, from = "2026-01-01"): string => `STATUS,${base},,,,,,3,${to},,,,,,${from},`;
const membership = (base: string, society: string, { share = "100", from = "", until = "", rights = "PR" } = {}): string =>
  `MEMBERSHIP,${base},,,,,,,,${society},,${rights},2136,${share},${from},${until}`;

/** Everything that is stored of parties, but for what differs between two runs. */
async function stored(): Promise<unknown> {
  const { connection } = house.foundation;
  const read = async (name: string) => await connection.collection<{ _id: string }>(name).find({}).sort({ _id: 1 }).toArray();
  return { parties: await read("parties"), memberships: await read("memberships"), superseded: await read("superseded") };
}

const PICTURE = `id name kind status survivor { name } names { text kind ipiNameNumber period { from until } } members(asOf: "2020-01-01") { name }
  memberships { society { code } role side rights share { percent } period { from until } territories { isIncluded territory } }`;
async function pictureOf(ipi: string): Promise<unknown> {
  const answer = await house.ask(admin, `query ($ipi: String!) { partyByIpi(ipi: $ipi) { ${PICTURE} } }`, { ipi });
  expect(answer.errors).toEqual([]);
  return answer.at("partyByIpi");
}

describe("the example", () => {
  test("loads, and merged numbers, groups and memberships answer as it says", async () => {
    const job = await take(await example("parties.csv"));
    expect([job.state, job.problems]).toEqual(["DONE", []]);
    expect(job.result).toEqual({
      ...{ transactions: 17, accepted: 17, rejected: 0, replayed: false, ack: null },
      parties: { created: 5, updated: 6, unchanged: 0 },
      memberships: { created: 6, updated: 0, unchanged: 0 },
      mandates: { created: 0, updated: 0, unchanged: 0 },
    });
    expect(await pictureOf(ipiBaseNumberOf(987_000_004))).toMatchObject({ name: "Marit Vantongeren", status: "VALID" });
    expect(await pictureOf(ipiNameNumberOf(987_000_009))).toMatchObject({
      ...{ kind: "GROUP", name: "THE PAPER LANTERNS", members: [{ name: "Marit Vantongeren" }, { name: "Qiaoyun Lin" }] },
    });
    const question = `mandate(party: $id, role: MC, right: OD, territory: "0840", on: "2026-01-01") { society { code } }`;
    const found = (await pictureOf(ipiBaseNumberOf(987_000_001))) as { readonly id: string };
    const { at } = await house.ask(admin, `query ($id: ID!) { ${question} }`, { id: found.id });
    expect(at("mandate.society.code")).toBe("010");
  });

  test("says the same as JSON Lines", async () => {
    const numbers = [1, 2, 3, 4, 5].map((at) => ipiBaseNumberOf(987_000_000 + at));
    const withoutIds = async () =>
      JSON.parse(
        JSON.stringify(await Promise.all(numbers.map(pictureOf)), (key, value: unknown) => (key === "id" ? null : value)),
      ) as unknown;
    await take(await example("parties.csv"));
    const first = await withoutIds();
    const again = await take(await example("parties.jsonl"));
    expect(again.result).toMatchObject({
      transactions: 17,
      accepted: 17,
      parties: { created: 0, updated: 0 },
      memberships: { created: 0, updated: 0, unchanged: 6 },
    });
    await clear();
    expect((await take(await example("parties.jsonl"))).problems).toEqual([]);
    expect(await withoutIds()).toEqual(first);
  });

  test("taken in twice changes nothing, even where another line is added", async () => {
    const file = await example("parties.csv");
    await take(file);
    const before = await stored();
    expect((await take(file)).result).toMatchObject({ replayed: true, parties: { created: 0, updated: 0, unchanged: 11 } });
    expect((await take(`${file}\n`)).result).toMatchObject({
      replayed: false,
      parties: { created: 0, updated: 0, unchanged: 11 },
      memberships: { unchanged: 6 },
    });
    expect(await stored()).toEqual(before);
  });

  test("is only said, not stored, in a dry run, and the real run does what was said", async () => {
    const before = await stored();
    const file = `${await example("parties.csv")}${"\n".repeat(2)}`;
    const dry = await take(file, { parameters: { dryRun: "true" } });
    expect(await stored()).toEqual(before);
    expect(
      (await house.foundation.connection.listCollections()).map(({ name }) => name).filter((name) => name.startsWith("rehearsal")),
    ).toEqual([]);
    expect((await take(file)).result).toEqual(dry.result);
  });
});

describe("what is known already", () => {
  test("is joined by name number, and a printed patronym gives way to the stated one", async () => {
    const number = ipiNameNumberOf(81);
    const [known] = (
      await house.parties.ports.partyRegistrar.register({
        parties: [statementOf({ ipiNameNumber: number, lastName: "PRINTED", firstName: null })],
      })
    ).partyIds;
    const job = await take(csv(party(anna, "Stated", ipiNameNumberOf(82)), `NAME,${anna},,,OR,${number},PRINTED,,,,,,,,,`));
    expect(codes(job)).toEqual([`3 ipi_name_number PARTY_KNOWN`]);
    await take(csv(party(berta, "Stated", number)));
    expect(await pictureOf(number)).toMatchObject({ id: known, name: "Stated", names: [{ kind: "PA", ipiNameNumber: number }] });
  });

  test("is revised: a membership gets an end, a name its days, and the history tells the line", async () => {
    await take(csv(party(anna, "Anna"), membership(anna, "052", { from: "2020-01-01" })));
    const job = await take(
      csv(membership(anna, "052", { from: "2020-01-01", until: "2026-01-01" }), `NAME,${anna},,,,,Anna,,,,,,,,,2025-01-01`),
      {
        parameters: { society: "052" },
      },
    );
    expect([job.problems, job.result]).toMatchObject([[], { memberships: { updated: 1 }, parties: { updated: 1 } }]);
    const { at, listAt } = await house.ask(
      admin,
      `query ($ipi: String!) { partyByIpi(ipi: $ipi) { memberships { version period { until } statedBy { source line } } history(field: "memberships") { kind source line after } } }`,
      { ipi: anna },
    );
    expect(at("partyByIpi.memberships")).toEqual([
      { version: 2, period: { until: "2026-01-01" }, statedBy: { source: "IPI:052", line: 2 } },
    ]);
    expect(listAt("partyByIpi.history")).toMatchObject([
      { kind: "MEMBERSHIP_RECORDED", source: "IPI:admin", line: 3 },
      { kind: "MEMBERSHIP_REVISED", source: "IPI:052", line: 2 },
    ]);
  });

  test("ends for a merged number what was stated for it, and takes nothing new for it", async () => {
    await take(csv(party(anna, "Anna"), party(berta, "Berta"), membership(anna, "052"), status(anna, berta)));
    const { problems, result } = await take(
      csv(membership(anna, "052", { until: "2026-01-01" }), membership(anna, "058", { rights: "MR" })),
    );
    expect([problems.map(({ line, code }) => [line, code]), result]).toMatchObject([
      [[3, "PARTY_MERGED"]],
      { memberships: { created: 0, updated: 1, unchanged: 0 } },
    ]);
    expect(await pictureOf(berta)).toMatchObject({
      memberships: [{ society: { code: "052" }, period: { from: null, until: "2026-01-01" } }],
    });
  });

  test("is found by the source's own key where there is no base number", async () => {
    await take(csv(`PARTY,,K 1,LEGAL,,,House of Keys,,,,,,,,,`));
    const job = await take(csv(`PARTY,${carla},K 1,LEGAL,,,House of Keys,,,,,,,,,`, `MEMBERSHIP,,K 1,,,,,,,052,,ALL,2136,,,`));
    expect([job.problems, job.result]).toMatchObject([[], { parties: { created: 0, updated: 1 }, memberships: { created: 1 } }]);
  });
});

describe("a crash in the middle", () => {
  test("resumes after the last batch, counts every row once and makes no second copy", async () => {
    const rows = Array.from({ length: 900 }, (_, at) =>
      party(ipiBaseNumberOf(100_000 + at), `Person ${at}`, at % 100 === 7 ? "1" : ipiNameNumberOf(100_000 + at)),
    );
    const file = csv(...rows, ...[3, 4, 5].map((at) => status(ipiBaseNumberOf(100_000 + at), ipiBaseNumberOf(100_001))));
    const id = await upload(file);
    // The store refuses from the third batch on, as it does when the machine goes down.
    const transact = house.foundation.inTransaction.bind(house.foundation);
    let batches = 0;
    const broken: typeof transact = async (work) => {
      batches += 1;
      if (batches === 3) throw new Error("The machine goes down.");
      return await transact(work);
    };
    Object.assign(house.foundation, { inTransaction: broken });
    await house.foundation.jobs.drain();
    expect((await house.foundation.jobs.find(id))?.state).toBe("QUEUED");
    Object.assign(house.foundation, { inTransaction: transact });
    house.clock.advance(60_000);
    await house.foundation.jobs.drain();
    const job = await house.foundation.jobs.find(id);
    expect(job).toMatchObject({
      state: "DONE",
      attemptCount: 2,
      result: { transactions: 903, accepted: 894, rejected: 9, parties: { created: 891, updated: 3 } },
    });
    expect(job?.problems.map(({ line }) => line)).toEqual([9, 109, 209, 309, 409, 509, 609, 709, 809]);
    expect(await house.foundation.connection.collection("parties").countDocuments({ kind: "NATURAL" })).toBe(891);
  });
});

describe("a job that was cancelled and resumed by hand", () => {
  test("tells again what was wrong with rows that are done, and goes on behind them", async () => {
    const [number, other] = [ipiNameNumberOf(200_000), ipiBaseNumberOf(199_999)];
    const rows = Array.from({ length: 450 }, (_, at) => party(ipiBaseNumberOf(200_000 + at), `Person ${at}`, at === 0 ? number : ""));
    const id = await upload(
      csv(
        ...rows.slice(0, 5),
        party(other, "Taken", "1"),
        `NAME,${ipiBaseNumberOf(200_001)},,,PP,${number},Hers,,,,,,,,,`,
        ...rows.slice(5),
      ),
    );
    const transact = house.foundation.inTransaction.bind(house.foundation);
    let batches = 0;
    const cancelled: typeof transact = async (work) => {
      batches += 1;
      if (batches === 2) await house.foundation.jobs.cancel(id);
      if (batches === 2) throw new Error("The job's lease was lost.");
      return await transact(work);
    };
    Object.assign(house.foundation, { inTransaction: cancelled });
    await house.foundation.jobs.drain();
    Object.assign(house.foundation, { inTransaction: transact });
    expect((await house.foundation.jobs.find(id))?.state).toBe("CANCELLED");
    await house.foundation.jobs.resume(id);
    await house.foundation.jobs.drain();
    const job = await house.foundation.jobs.find(id);
    expect(job).toMatchObject({ state: "DONE", result: { transactions: 452, accepted: 450, rejected: 2, parties: { created: 450 } } });
    expect(job?.problems.map(({ line, code }) => `${line} ${code}`)).toEqual(["7 IPI_NAME_NUMBER_SYNTAX", "8 PARTY_KNOWN"]);
  });
});

describe("a bad row", () => {
  const number = ipiNameNumberOf(91);
  test.each([
    ["an unknown record", `SHOE,${anna},,,,,,,,,,,,,,`, "2 record CELL_UNKNOWN"],
    ["a wrong check digit", party("I-001450581-7", "X"), "2 ipi_base_number IPI_BASE_NUMBER_CHECK_DIGIT"],
    ["no party", party("", "X"), "2 ipi_base_number PARTY_NAMELESS"],
    ["no name", party(anna, ""), "2 last_name NAME_MISSING"],
    ["hidden characters", party(anna, "Eve\u202Elive"), "2 last_name NAME_CHARACTERS"],
    ["a line end in a name", party(anna, '"Two\nlines"'), "2 last_name NAME_CHARACTERS"],
    ["a long name", party(anna, "x".repeat(161)), "2 last_name NAME_LENGTH"],
    ["a party that comes nowhere", membership(anna, "052"), "2 ipi_base_number PARTY_UNKNOWN"],
    ["a generic party", party(GENERIC_PARTIES[0].ipiBaseNumber, "TRAD"), "2 ipi_base_number PARTY_GENERIC"],
    ["too few cells", "PARTY,", "2  ROW_WIDTH"],
  ])("with %s is named in its place, and the others are stored", async (_, row, code) => {
    const job = await take(csv(row, party(carla, "Carla", number)));
    expect([job.state, codes(job)]).toEqual(["DONE", [code]]);
    expect(job.result).toMatchObject({ transactions: 2, accepted: 1, rejected: 1, parties: { created: 1 } });
  });

  test.each([
    ["a reversed period", membership(anna, "052", { from: "2026-01-01", until: "2025-01-01" }), "valid_until PERIOD_EMPTY"],
    ["no day", membership(anna, "052", { from: "2026-02-30" }), "valid_from DATE_SYNTAX"],
    ["no society", membership(anna, ""), "society CELL_MISSING"],
    ["an unknown society", membership(anna, "999"), "society SOCIETY_UNKNOWN"],
    ["an unknown right", membership(anna, "052", { rights: "XX" }), "rights RIGHT_UNKNOWN"],
    ["a share above the whole", membership(anna, "052", { share: "101" }), "share SHARE_RANGE"],
    ["a second whole right", membership(anna, "058"), "share MEMBERSHIP_OVER"],
    ["a status to come", status(anna, berta, "2027-01-01"), "valid_from STATUS_IN_FUTURE"],
    ["a way to nobody", status(anna, carla), "forward_to FORWARDING_UNKNOWN"],
    ["a way to itself", status(anna, anna), "forward_to FORWARDING_SELF"],
    ["a second patronym", `NAME,${anna},,,,,Other,,,,,,,,,`, "last_name PATRONYM_TWICE"],
    ["another's number", `NAME,${anna},,,PP,${number},Mine,,,,,,,,,`, "ipi_name_number PARTY_KNOWN"],
    ["two parties", `PARTY,${anna},,NATURAL,,${number},Both,,,,,,,,,`, "ipi_base_number PARTY_TWO"],
  ])("of a known party with %s is named in its place", async (_, row, code) => {
    await take(csv(party(anna, "Anna"), party(berta, "Berta", number), membership(anna, "021")));
    const before = await stored();
    const job = await take(csv(row));
    expect([job.state, codes(job)]).toEqual(["DONE", [`2 ${code}`]]);
    expect(await stored()).toEqual(before);
  });

  test("that closes a circle is refused, wherever in the file its steps stand", async () => {
    const job = await take(
      csv(status(anna, berta), status(berta, carla), status(carla, anna), party(anna, "A"), party(berta, "B"), party(carla, "C")),
    );
    expect(codes(job)).toEqual(["4 forward_to FORWARDING_CYCLE"]);
    expect(await pictureOf(anna)).toMatchObject({ name: "C" });
  });

  test("of another society's membership is refused to a steward", async () => {
    const job = await take(csv(party(anna, "Anna"), membership(anna, "058"), membership(anna, "052")), {
      caller: callerOf("052", "steward"),
    });
    expect(codes(job)).toEqual(["3 society SOCIETY_NOT_OWN"]);
  });

  test.each([
    ["no JSON", "{", "2  JSON_SYNTAX"],
    ["a list", "[]", "2  JSON_OBJECT"],
    ["a list that is none", '{"ipiBaseNumber":"x","names":5}', "2 names JSON_LIST"],
    ["a text that is none", `{"ipiBaseNumber":{"a":1}}`, "2 ipiBaseNumber JSON_TYPE"],
    ["too many entries", `{"names":[${Array.from({ length: 501 }, () => "{}").join()}]}`, "2 names JSON_TOO_MANY"],
    ["a gigantic line", `{"kind":"${"x".repeat(700_000)}"}`, "2  JSON_LINE_TOO_LONG"],
    [
      "a fault deep inside",
      `{"ipiBaseNumber":"${anna}","names":[{"lastName":"X","ipiNameNumber":"12"}],"kind":"LEGAL"}`,
      "2 names.0.ipiNameNumber IPI_NAME_NUMBER_SYNTAX",
    ],
  ])("of JSON Lines with %s is named by line and member, and the others are stored", async (_, line, code) => {
    const good = (base: string) => JSON.stringify({ ipiBaseNumber: base, kind: "LEGAL", names: [{ lastName: "Good" }] });
    const job = await take([good(berta), line, good(carla)].join("\n"));
    expect([job.state, codes(job)]).toEqual(["DONE", [code]]);
    expect(job.result).toMatchObject({ transactions: 3, accepted: 2, rejected: 1 });
  });

  test("of JSON Lines with the name of a prototype is data and no more", async () => {
    const job = await take(
      `{"__proto__":{"kind":"LEGAL"},"constructor":"x","ipiBaseNumber":"${anna}","kind":"LEGAL","names":[{"lastName":"=1+1"}]}`,
    );
    expect(codes(job)).toEqual(["1 __proto__ JSON_MEMBER_UNKNOWN", "1 constructor JSON_MEMBER_UNKNOWN"]);
    expect(await pictureOf(anna)).toMatchObject({ name: "=1+1" });
  });
});

describe("a file that cannot be read", () => {
  test.each([
    ["UTF-16", Buffer.from("\uFEFFrecord,ipi_base_number\n", "utf16le"), "ENCODING_NOT_UTF8"],
    ["Latin-1", Buffer.concat([Buffer.from(csv(party(anna, "Anna"))), Buffer.from([0xe9, 0x0a])]), "ENCODING_NOT_UTF8"],
    ["an archive", Buffer.from("PK\u0003\u0004"), "ENCODING_NOT_UTF8"],
    ["nothing", Buffer.from("  \n"), "FILE_EMPTY"],
    ["a header alone", Buffer.from(csv()), "FILE_EMPTY"],
    ["no record column", Buffer.from("ipi_base_number\nx\n"), "COLUMN_MISSING"],
    ["a column twice", Buffer.from("record,record,party_key\n"), "COLUMN_TWICE"],
    ["a mark without end", Buffer.from(csv(party(anna, "Anna"), `PARTY,${berta},"`)), "CSV_QUOTE_OPEN"],
    ["a gigantic line", Buffer.from(csv(party(anna, "Anna"), "x".repeat(2_000_000))), "CSV_RECORD_TOO_LONG"],
  ])("because it is %s is refused whole, and nothing is stored", async (_, bytes, code) => {
    const before = await stored();
    const job = await take(bytes);
    expect([job.state, job.problems.map((problem) => problem.code)]).toEqual(["FAILED", [code]]);
    expect(await stored()).toEqual(before);
  });

  test("is not taken from those who only read, nor for another society", async () => {
    await expect(upload("x", { caller: callerOf("052", "society") })).rejects.toThrow("parties:write");
    await expect(upload("x", { caller: callerOf("052", "steward"), parameters: { society: "058" } })).rejects.toThrow("058");
  });
});
