// Goal: works go out as CWR files that other systems accept: what was read is written again, the same everywhere, and nothing is lost without a word.
import { readFileSync, writeFileSync } from "node:fs";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { AGR, IPA, TER } from "../../../subgraphs/domain/formats/cwr/layouts/control.ts";
import { PWR, SPU, SWR } from "../../../subgraphs/domain/formats/cwr/layouts/parties.ts";
import { ALT, NAT, NWR, PER } from "../../../subgraphs/domain/formats/cwr/layouts/works.ts";
import { REC } from "../../../subgraphs/domain/formats/cwr/layouts/details.ts";
import type { RecordDraft } from "../../../subgraphs/domain/formats/cwr/write.ts";
import { CwrFileWriter } from "../../../subgraphs/domain/formats/cwr/write.ts";
import { ipiNameNumberOf } from "../../../subgraphs/domain/identifiers/ipiNameNumber.ts";
import { iswcOf } from "../../../subgraphs/domain/identifiers/iswc.ts";
import { fixedClock } from "../../../subgraphs/kit/clock.ts";
import { changeCursor } from "../../../subgraphs/kit/changes.ts";
import { having, plainWork, record } from "../../domain/formats/cwr/build.ts";
import { openTestStore } from "../../support/store.ts";
import type { TestStore } from "../../support/store.ts";
import { callerOf, sketch } from "../house.ts";
import { faultsIn, openExportHouse, sample, withoutDates } from "./exportHouse.ts";
import type { ExportHouse } from "./exportHouse.ts";

const NOW = new Date("2026-01-15T12:00:00.000Z");
const DAY = "2026-01-15";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
}, 60_000);
afterAll(async () => {
  await store.stop();
});

const openHouse = async (): Promise<ExportHouse> => await openExportHouse(store, fixedClock(NOW));

/** A file of PRS FOR MUSIC with a group for each list of transactions. */
function fileOfGroups(...groups: readonly (readonly (readonly RecordDraft[])[])[]): string {
  const writer = new CwrFileWriter("2.2");
  const body = groups.map((transactions) => {
    const open = writer.openGroup(transactions[0]?.[0]?.type ?? "NWR");
    return open + transactions.map((records) => writer.transaction(records)).join("") + writer.closeGroup();
  });
  const header = { senderType: "SO", senderId: "052", senderName: "PRS FOR MUSIC", createdAt: NOW.toISOString(), characterSet: "UTF-8" };
  return writer.open(header) + body.join("") + writer.close();
}

const AGREEMENT: readonly RecordDraft[] = [
  record("AGR", [AGR.submitterAgreementNumber, "AG1"], [AGR.agreementType, "OG"], [AGR.agreementStartDate, "20200101"], [AGR.agreementEndDate, "20291231"], [AGR.priorRoyaltyStatus, "N"], [AGR.postTermCollectionStatus, "N"], [AGR.numberOfWorks, "2"], [AGR.sharesChange, "N"], [AGR.advanceGiven, "N"]), // prettier-ignore
  record("TER", [TER.sign, "I"], [TER.territory, "2136"]),
  record("IPA", [IPA.agreementRoleCode, "AS"], [IPA.ipiNameNumber, ipiNameNumberOf(900_011)], [IPA.partyNumber, "W1"], [IPA.lastName, "W1SON"]), // prettier-ignore
  record("IPA", [IPA.agreementRoleCode, "AC"], [IPA.ipiNameNumber, ipiNameNumberOf(900_012)], [IPA.partyNumber, "P1"], [IPA.lastName, "P1 MUSIC"], [IPA.mrShare, "10000"]), // prettier-ignore
];

/** A work of the builder with IPI numbers, titles in two scripts, a performer and a recording, under an agreement. */
function fullWork(number: string, iswc: string): readonly RecordDraft[] {
  const parties = plainWork().map((draft) => {
    if (draft.type === "NWR") return having(draft, [NWR.submitterWorkNumber, number], [NWR.iswc, iswc], [NWR.duration, "000345"]);
    if (draft.type === "SPU") return having(draft, [SPU.ipiNameNumber, ipiNameNumberOf(900_012)]);
    if (draft.type === "SWR") return having(draft, [SWR.ipiNameNumber, ipiNameNumberOf(900_011)]);
    return draft.type === "PWR" ? having(draft, [PWR.submitterAgreementNumber, "AG1"]) : draft;
  });
  return [
    ...parties,
    record("ALT", [ALT.alternateTitle, "RIVER OF SILVER"], [ALT.titleType, "AT"]),
    record("NAT", [NAT.title, "銀の川"], [NAT.titleType, "OT"], [NAT.languageCode, "JA"]),
    record("PER", [PER.lastName, "THE BAND"]),
    record("REC", [REC.isrc, "QZABC2600001"], [REC.recordingTitle, "SILVER RIVER LIVE"], [REC.releaseDuration, "000350"]),
  ];
}

const FILE = fileOfGroups([AGREEMENT], [fullWork("W1", iswcOf(900_001)), fullWork("W2", iswcOf(900_002))]);

/** Files that were looked at by eye; GOLDEN=write writes them anew. */
function golden(name: string, text: string): string {
  const path = new URL(`../../golden/cwr/${name}`, import.meta.url);
  if (process.env["GOLDEN"] === "write") writeFileSync(path, text);
  return readFileSync(path, "utf8");
}

describe("an exported file", () => {
  it.each([
    ["2.1", "SO:052", "own", "export-own.V21"],
    ["2.2", "SO:052", "own", "export-own.V22"],
    ["2.1", "SO:119", "all", "export-others.V21"],
    ["2.2", "SO:119", "all", "export-others.V22"],
  ])(
    "of version %s, sent by %s, is byte by byte what it should be, and has nothing to complain about",
    async (version, submitter, works, name) => {
      const house = await openHouse();
      await house.load(FILE, { society: "052" });
      const { text, result, problems } = await house.write({ submitter, works, version, receiver: "058", sequence: 1 });
      expect(problems.filter(({ code }) => code !== "CWR_FIELD_OF_LATER_VERSION")).toEqual([]);
      expect(result).toMatchObject({ works: 2, nwr: 2, rev: 0, leftOut: 0, agreements: submitter === "SO:052" ? 1 : 0, fileName: `CW260001${submitter.slice(3)}_058.V${version.replace(".", "")}` }); // prettier-ignore
      // ids here are random, so that a house that has no number of its own for a work makes another one each time
      const steady = submitter === "SO:119" ? text.replace(/(?<=SILVER RIVER {50})[0-9A-Z]{14}/g, "NUMBER-OF-HERE") : text;
      expect(steady).toBe(golden(name, steady));
      expect(faultsIn(text, DAY)).toEqual([]);
    },
  );

  it("of what the samples stated changes nothing here, and is the same from the next house, byte for byte", async () => {
    const files = ["CW190001MPC_000.V21", "weso-nwrexample2.V21", "weso-revexample.V21"];
    const first = await openHouse();
    for (const fileName of files) await first.load(sample(fileName), { society: "052", fileName });
    const written = await first.write({ submitter: "PB:199", version: "2.1", sequence: 7 });
    // 97 of 100, 1 and 2 works; one states a modified work without anybody who modified it
    expect(written.result).toMatchObject({ works: 100, nwr: 97, rev: 2, leftOut: 1 });
    expect(
      written.report.filter(({ outcome }) => outcome === "LEFT_OUT").map(({ number, problems }) => [number, problems[0]?.code]),
    ).toEqual([["LO0006", "NWR-T-010"]]);
    expect(faultsIn(written.text, DAY)).toEqual([]);
    const again = await first.load(written.text, { society: "052", fileName: "CW260007MUS_000.V21" });
    // of two works CWR cannot say what was stated: a version type WRO, and a record ALX
    expect(again.result["works"]).toEqual({ created: 0, updated: 2, unchanged: 97 });
    const second = await openHouse();
    await second.load(written.text, { fileName: "CW260007MUS_000.V21" });
    const back = await second.write({ submitter: "PB:199", version: "2.1", sequence: 7 });
    expect(withoutDates(back.text)).toBe(withoutDates(written.text));
  });

  it("of agreements and works comes back whole, in the other view too", async () => {
    const first = await openHouse();
    await first.load(FILE, { society: "052" });
    const own = await first.write({ submitter: "SO:052", sequence: 1 });
    const others = await first.write({ submitter: "SO:119", works: "all", sequence: 1 });
    expect((await first.load(own.text, { society: "052" })).result["works"]).toEqual({ created: 0, updated: 0, unchanged: 2 });
    const second = await openHouse();
    await second.load(own.text);
    await second.load(others.text);
    expect(withoutDates((await second.write({ submitter: "SO:052", sequence: 1 })).text)).toBe(withoutDates(own.text));
    expect(withoutDates((await second.write({ submitter: "SO:119", sequence: 1 })).text)).toBe(withoutDates(others.text));
  });
});

describe("an export", () => {
  it("takes the works that are asked for: by ISWC, by id, by the sender, since a change; unknown codes are told", async () => {
    const house = await openHouse();
    await house.load(FILE, { society: "052" });
    const { workByIswc } = await house.ask(`{ workByIswc(iswc: "${iswcOf(900_001)}") { id } }`);
    const last = await house.foundation.events.last();
    await house.load(fileOfGroups([fullWork("W3", iswcOf(900_003))]), { society: "052" });
    const numbers = async (works: unknown): Promise<readonly string[]> => {
      const { text } = await house.write({ submitter: "SO:052", works });
      return [...text.matchAll(/^(?:NWR|REV).{78}(\S+)/gm)].map(([, number = ""]) => number);
    };
    expect(await numbers({ iswcs: [iswcOf(900_002), iswcOf(900_001), iswcOf(900_002)] })).toEqual(["W2", "W1"]);
    expect(await numbers({ ids: [workByIswc.id] })).toEqual(["W1"]);
    expect(await numbers("own")).toEqual(["W1", "W2", "W3"]);
    expect(await numbers({ changedSince: changeCursor("works", last) })).toEqual(["W3"]);
    const { result, problems } = await house.write({ submitter: "SO:052", works: { iswcs: [iswcOf(999_999)] } });
    expect([result["unknown"], result["file"], problems.map(({ code }) => code)]).toEqual([1, null, ["WORK_UNKNOWN"]]);
  });

  it("says REV of what was revised or the receiver has, and NWR else; and what was known then", async () => {
    const clock = fixedClock(NOW);
    const house = await openExportHouse(store, clock);
    await house.load(FILE, { society: "052" });
    await house.foundation.events.drain();
    clock.advance(60_000);
    const before = clock.now().toISOString();
    clock.advance(86_400_000);
    const revised = fullWork("W1", iswcOf(900_001)).map((draft) => (draft.type === "NWR" ? having(draft, [NWR.workTitle, "GOLDEN RIVER"]) : draft)); // prettier-ignore
    await house.load(fileOfGroups([revised]), { society: "052" });
    await house.foundation.events.drain();
    const types = async (more: object): Promise<string> => {
      const { text } = await house.write({ submitter: "SO:052", ...more });
      return [...text.matchAll(/^(NWR|REV).{16}(\w+)/gm)].map(([, type, title]) => `${type} ${title}`).join(", ");
    };
    expect(await types({})).toBe("NWR SILVER, REV GOLDEN");
    expect(await types({ receiver: "052" })).toBe("REV GOLDEN, REV SILVER");
    expect(await types({ transaction: "NWR" })).toBe("NWR GOLDEN, NWR SILVER");
    clock.advance(1);
    expect(await types({ asKnownOn: before, transaction: "NWR" })).toBe("NWR SILVER, NWR SILVER");
  });

  it("writes a work that was stated by hand in Han and thirds, and tells what CWR could not hold", async () => {
    const house = await openHouse();
    const numbers = [900_021, 900_022, 900_023].map((body) => ipiNameNumberOf(body));
    await register(house, numbers);
    const header = readFileSync(new URL("../../../docs/works-csv.md", import.meta.url), "utf8").match(/```csv\n([^\n]+)/)?.[1] ?? "";
    await loadSheet(house, header, numbers);
    const { text, report } = await house.write({ submitter: "SO:052" });
    expect(text).toMatch(/^HDR.{83}UTF-8/);
    expect(text).toMatch(/^NWR.{16}CHEN HE /m);
    expect(text).toMatch(/^NAT.{16}晨河 /m);
    expect([...text.matchAll(/^SWR.{126}(\d{5})/gm)].map(([, share]) => share).sort()).toEqual(["03333", "03333", "03334"]);
    expect(report[0]?.problems.map(({ code }) => code)).toEqual(expect.arrayContaining(["CWR_OWNERSHIP_TAKEN", "CWR_SHARE_ROUNDED"]));
    expect(faultsIn(text, DAY)).toEqual([]);
  });

  it("numbers the sender's files of a year on, and names them by CWR's convention", async () => {
    const house = await openHouse();
    await house.load(FILE, { society: "052" });
    const name = async (more: object) => (await house.write({ submitter: "SO:052", ...more })).result["fileName"];
    expect(await name({})).toBe("CW260001052_000.V22");
    expect(await name({ version: "2.1", receiver: "119" })).toBe("CW260002052_119.V21");
    expect(await name({ senderCode: "PRS", sequence: 42 })).toBe("CW260042PRS_000.V22");
  });

  it("costs the same number of store reads for a page of 150 works as for one of 10", async () => {
    const costs: number[] = [];
    for (const count of [10, 150]) {
      const house = await openHouse();
      const statements = Array.from({ length: count }, (_, at) =>
        sketch({ from: "SO:052", number: `M${at}`, title: `Many ${at}`, iswc: null, creators: [`M${at}`] }),
      );
      await house.works.recordStatements(statements);
      let reads = 0;
      const { connection } = house.foundation;
      connection.set("debug", (collection: string, method: string) => {
        if (method.startsWith("find") && ["works", "statements", "agreements"].includes(collection)) reads += 1;
      });
      const { result } = await house.write({ submitter: "SO:052", sequence: 1 });
      connection.set("debug", false);
      expect(result["works"]).toBe(count);
      costs.push(reads);
    }
    // the agreements once, two pages of works (the second is empty), the statements of one
    expect(costs).toEqual([4, 4]);
  });

  it("is refused to whoever asks for another's name, or asks for what there is not", async () => {
    const house = await openHouse();
    await house.load(sample("weso-nwrexample2.V21"), { society: "052", fileName: "x.V21" });
    const ask = async (request: object, caller = callerOf("119", "steward")) => {
      const stream = Readable.from([Buffer.from(JSON.stringify(request))]);
      return await house.works.files.receive({ kind: "exports", stream, parameters: {}, caller }).then(
        () => "taken",
        (error: unknown) => String(error),
      );
    };
    expect(await ask({ submitter: "SO:052" })).toContain("belongs to society 052");
    expect(await ask({ submitter: "PB:00000000199" })).toContain("sent 119 no file");
    expect(await ask({ submitter: "PB:00000000199" }, callerOf("052", "steward"))).toBe("taken");
    expect(await ask({}, callerOf("119", "licensee"))).toContain("shares:read");
    expect(await ask({ submitter: "SO:999", receiver: "9", version: "2.0" })).toContain("version");
    expect(await ask({ submitter: "PRS" })).toContain("SO:052 for a society");
    expect(await ask({ works: { ids: ["W1"] } })).toContain("WORK_ID");
    expect(await ask({ works: { changedSince: "x" } })).toContain("BAD_CURSOR");
    const own = await house.write({}, callerOf("119", "steward"));
    const other = callerOf("052", "steward");
    const name = String(own.result["report"]).replace("/files/", "");
    await expect(house.works.files.send({ name, caller: other })).rejects.toThrow("belongs to society 119");
  });
});

async function register(house: ExportHouse, numbers: readonly string[]): Promise<void> {
  const writers = numbers.map((number, at) => record("SWR", [SWR.partyNumber, `X${at}`], [SWR.lastName, `WRITER ${at}`], [SWR.designation, "CA"], [SWR.ipiNameNumber, number], [SWR.prShare, at === 0 ? "10000" : "0"], [SWR.mrShare, at === 0 ? "10000" : "0"], [SWR.srShare, at === 0 ? "10000" : "0"])); // prettier-ignore
  const header = plainWork()[0];
  if (header === undefined) throw new Error("a work has a header");
  const other = new CwrFileWriter("2.2");
  const text = other.open({ senderType: "SO", senderId: "058", senderName: "SACEM", createdAt: NOW.toISOString() }) + other.openGroup("NWR") + other.transaction([having(header, [NWR.submitterWorkNumber, "S1"]), ...writers]) + other.closeGroup() + other.close(); // prettier-ignore
  await house.load(text);
}

async function loadSheet(house: ExportHouse, header: string, numbers: readonly string[]): Promise<void> {
  const columns = header.split(",");
  const row = (cells: Readonly<Record<string, string>>): string => columns.map((column) => cells[column] ?? "").join(",");
  const sheet = [
    header,
    row({ work_code: "H1", record: "WORK", title: "晨河", language: "ZH" }),
    ...numbers.map((party) => row({ work_code: "H1", record: "CREATOR", party, role: "CA" })),
    ...numbers.map((party) => row({ work_code: "H1", record: "CLAIM", party, role: "CA", side: "WRITER", pr: "1/3", mr: "1/3", sr: "1/3", territories: "2136" })), // prettier-ignore
  ].join("\n");
  const stream = Readable.from([Buffer.from(`${sheet}\n`)]);
  await house.works.files.receive({ kind: "works", stream, parameters: { society: "052" }, caller: callerOf("052", "steward") });
  await house.foundation.jobs.drain();
}
