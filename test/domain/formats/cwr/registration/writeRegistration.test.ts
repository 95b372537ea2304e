// Goal: a statement becomes one NWR or REV that other systems accept, in the sender's view; what CWR cannot say is told, and nothing is lost in silence.
import { describe, expect, test } from "@jest/globals";
import { SPT, SPU, SWR } from "../../../../../subgraphs/domain/formats/cwr/layouts/parties.ts";
import { ALT, NAT, NWR } from "../../../../../subgraphs/domain/formats/cwr/layouts/works.ts";
import type { RecordDraft } from "../../../../../subgraphs/domain/formats/cwr/write.ts";
import type { Field } from "../../../../../subgraphs/domain/formats/fixedWidth.ts";
import type { LocalDate } from "../../../../../subgraphs/domain/period.ts";
import {
  ANNA,
  claim,
  codes,
  creator,
  LUNA,
  linesOf,
  origin,
  part,
  party,
  plainDraft,
  reported,
  scope,
  understood,
  workDraft,
  write,
} from "./build.ts";

const valuesOf = (records: readonly RecordDraft[] | null, type: string, ...fields: readonly Field[]) =>
  (records ?? []).filter((record) => record.type === type).map(({ values }) => fields.map((field) => values.get(field) ?? "").join(" "));

describe("a work in its sender's own view", () => {
  test("is written byte by byte", () => {
    const { records, problems } = write(plainDraft());
    expect(problems).toEqual([]);
    expect(linesOf(records).map((line) => line.trimEnd())).toEqual([
      "NWR0000000000000000SILVER RIVER                                                  W1                       00000000            POP000000U      ORI                                                    00000000000",
      "SPU000000000000000101PS9Y76XKOLUNA MUSIC                                    E          00000000000                 05000   10000   10000",
      "SPT0000000000000002PS9Y76XKO      050001000010000I2136N001",
      "SWR0000000000000003WG3PNNHIAMOON                                         ANNA                           CA         00000000000   05000   00000   00000                 000000000000",
      "SWT0000000000000004WG3PNNHIA050000000000000I2136N001",
      "PWR0000000000000005PS9Y76XKOLUNA MUSIC                                                               WG3PNNHIA01",
    ]);
  });

  test("says where shares change on the way, so that a chain may collect other performing shares than it owns", () => {
    const draft = plainDraft({}, {
      claims: [claim(LUNA, { PERFORMING: "1/4" }, { territories: scope("I2120"), chain: ["LUNA MUSIC"], writerPartyKeys: ["A"] }), claim(ANNA, { PERFORMING: "1/2" })],
    }); // prettier-ignore
    expect(valuesOf(write(draft).records, "SPT", SPT.prShare, SPT.territory, SPT.sharesChange)).toEqual(["2500 2120 Y"]);
  });

  test("names a publisher on the way to a collector, of whom nobody says more than the name", () => {
    const agent = { key: "Q", name: "FAR AGENCY", side: "PUBLISHER" as const, role: "AM" };
    const draft = plainDraft({}, {
      origins: [origin(ANNA, { PERFORMING: "1/1", MECHANICAL: "1/1", SYNC: "1/1" })],
      claims: [claim(agent, { PERFORMING: "1/2" }, { chain: ["OLD HOUSE", "FAR AGENCY"], writerPartyKeys: ["A"] }), claim(ANNA, { PERFORMING: "1/2" })],
    }); // prettier-ignore
    const { records, problems } = write({ ...draft, parties: [...draft.parties, party("Q", "FAR AGENCY", { side: "PUBLISHER" })] });
    expect(problems.map(({ code }) => code)).toContain("CWR_PUBLISHER_BY_NAME");
    expect(records).toBeNull();
    expect(problems.map(({ code }) => code)).toContain("NWR-T-025");
  });

  test("leaves out what is not in force on the day, and tells it", () => {
    const until = "2020-01-01" as LocalDate;
    const [first, second] = plainDraft().statement.claims;
    if (first === undefined || second === undefined) throw new Error("the draft has two claims");
    const draft = plainDraft({}, { claims: [{ ...first, period: { from: null, until } }, second] });
    const { records, problems } = write(draft);
    expect(codes({ problems })).toEqual(["CWR_CLAIM_NOT_VALID"]);
    expect(records?.map(({ type }) => type)).toEqual(["NWR", "SPU", "SWR", "SWT", "PWR"]);
    expect(write(draft, { on: "2019-06-01" as LocalDate }).problems).toEqual([]);
  });
});

describe("a work in another's view", () => {
  const foreign = { isOwn: false, agreementWith: () => null };

  test("names everyone as outside of control, with what they own and without what they collect", () => {
    const { records } = write(plainDraft(), { viewpoint: foreign });
    expect(records?.map(({ type }) => type)).toEqual(["NWR", "OPU", "OWR"]);
    expect(valuesOf(records, "OPU", SPU.prShare, SPU.mrShare, SPU.srShare)).toEqual(["5000 10000 10000"]);
  });

  test("controls those whom the sender has an agreement with, and all of their chain", () => {
    const agreementWith = (key: string) => (key === "P" ? "AG7" : null);
    const { records, agreements } = write(plainDraft(), { viewpoint: { isOwn: false, agreementWith } });
    expect(records?.map(({ type }) => type)).toEqual(["NWR", "SPU", "SPT", "OWR", "PWR"]);
    expect(agreements).toEqual(["AG7"]);
  });
});

describe("shares", () => {
  const three = (share: string) => ["A", "B", "C"].map((key) => ({ key, name: `MOON, ${key}`, share }));
  const split = (share: string, publisher = "1/2") => {
    const writers = three(share);
    return {
      ...plainDraft(),
      work: workDraft({ creators: writers.map(({ key, name }) => creator(key, name)) }),
      parties: [...writers.map(({ key }) => party(key, "MOON", { firstName: key })), party("P", "LUNA MUSIC", { side: "PUBLISHER" })],
      statement: {
        ...{ submitterWorkNumber: "W1", reported: [] },
        origins: [
          origin(LUNA, { PERFORMING: publisher, MECHANICAL: "1/1" }),
          ...writers.map((writer) => origin(writer, { PERFORMING: share })),
        ],
        claims: [
          claim(LUNA, { PERFORMING: publisher, MECHANICAL: "1/1" }, { chain: ["LUNA MUSIC"], writerPartyKeys: ["A", "B", "C"] }),
          ...writers.map((writer) => claim(writer, { PERFORMING: share })),
        ],
      },
    };
  };

  test("that hundredths cannot hold are spread so that the sum holds, in ownership and collection alike, and told", () => {
    const { records, problems } = write(split("1/6"));
    expect(valuesOf(records, "SWR", SWR.prShare)).toEqual(["1667", "1667", "1666"]);
    expect(records?.flatMap(({ type, values }) => (type === "SWT" ? [[...values.values()][1]] : []))).toEqual(["1667", "1667", "1666"]);
    expect(codes({ problems })).toEqual(["CWR_SHARE_ROUNDED", "CWR_SHARE_ROUNDED", "CWR_SHARE_ROUNDED"]);
  });

  test("above the whole leave the work out, with the reason", () => {
    const { records, problems } = write(split("1/3"));
    expect(records).toBeNull();
    expect(problems).toContainEqual(expect.objectContaining({ code: "NWR-T-011", severity: "TR" }));
  });

  test("that nobody is named for are an unknown writer's, outside of control", () => {
    const draft = plainDraft({}, { origins: [origin(LUNA, { PERFORMING: "1/4" }), origin(ANNA, { PERFORMING: "1/2" })], claims: [] });
    const { records, problems } = write(draft);
    expect(codes({ problems })).toEqual(["CWR_SHARE_UNNAMED", "CWR_LINK_ASSUMED"]);
    expect(valuesOf(records, "OWR", SWR.writerUnknownIndicator, SWR.prShare)).toEqual(["Y 2500"]);
  });

  test("that are only collected are taken as owned where they are in most countries", () => {
    const claims = [
      claim(LUNA, { PERFORMING: "1/2" }, { chain: ["LUNA MUSIC"], writerPartyKeys: ["A"] }),
      claim(ANNA, { PERFORMING: "1/2" }, { territories: scope("I2136 E0840") }),
      claim(ANNA, { PERFORMING: "1/4" }, { territories: scope("I0840") }),
    ];
    const { records, problems } = write(plainDraft({}, { origins: [], claims }));
    expect(codes({ problems })).toContain("CWR_OWNERSHIP_TAKEN");
    expect(valuesOf(records, "SWR", SWR.prShare)).toEqual(["5000"]);
  });

  test("of single rights are a family's where they are equal, and told where they are not", () => {
    const single = { right: "OD" as const, share: part("1/4") };
    const [first, ...rest] = plainDraft().statement.claims;
    if (first === undefined) throw new Error("the draft has claims");
    const { problems } = write(plainDraft({}, { claims: [{ ...first, figures: [...first.figures, single] }, ...rest] }));
    expect(codes({ problems })).toEqual(["CWR_SINGLE_RIGHT"]);
  });
});

describe("titles and names", () => {
  test("are upper case without accents; the original stands beside them, and is not written twice when it comes back", () => {
    const titles = [
      { title: "Le Café", type: "AT", language: "FR", script: "Latn" as const },
      { title: "晨河", type: "AT", language: "ZH", script: "Hani" as const },
    ];
    const draft = plainDraft({ title: "Rivière d’argent", language: "fr", titles });
    const { records } = write(draft);
    const written = (of: readonly RecordDraft[] | null) => [
      ...valuesOf(of, "NWR", NWR.workTitle, NWR.languageCode),
      ...valuesOf(of, "ALT", ALT.alternateTitle, ALT.titleType, ALT.languageCode),
      ...valuesOf(of, "NAT", NAT.title, NAT.titleType, NAT.languageCode),
    ];
    expect(written(records)).toEqual(["RIVIERE D'ARGENT FR", "LE CAFE AT FR", "Rivière d’argent OT FR", "Le Café AT FR", "晨河 AT ZH"]);
    expect(written(write(understood(records ?? [])).records)).toEqual(written(records));
  });

  test("of a script that nobody reads take another title, or leave the work out with the reason", () => {
    const latin = { title: "KATYUSHA", type: "AT", language: null, script: "Latn" as const };
    expect(valuesOf(write(plainDraft({ title: "Катюша", titles: [latin] })).records, "NWR", NWR.workTitle)).toEqual(["KATYUSHA"]);
    const { records, problems } = write(plainDraft({ title: "Катюша" }));
    expect([records, codes({ problems })]).toEqual([null, ["CWR_TITLE_NOT_ROMAN"]]);
  });

  test("that are too long are cut in the header and whole in NAT", () => {
    const title = "A VERY LONG TITLE ".repeat(6).trim();
    const { records, problems } = write(plainDraft({ title }));
    expect(valuesOf(records, "NAT", NAT.title)).toEqual([title]);
    expect(codes({ problems })).toEqual(["CWR_TEXT_CUT"]);
  });

  test("of writers stand in their own script in NWN", () => {
    const draft = plainDraft({ creators: [creator("A", "李伟")] });
    const { records } = write({ ...draft, parties: [party("A", "李伟"), ...draft.parties.slice(1)] });
    expect(records?.flatMap(({ type, values }) => (type === "NWN" ? [[...values.values()][1]] : []))).toEqual(["李伟"]);
  });
});

describe("a work that CWR would refuse", () => {
  test.each([
    ["no writer", plainDraft({ creators: [] }, { origins: [], claims: [] }), "NWR-T-012"],
    ["a number of more than 14 characters", plainDraft({ submitterWorkNumber: "W".repeat(15) }), "CWR_WORK_NUMBER"],
    ["a serious work without duration", plainDraft({ category: "SER" }), "NWR-F-007"],
    ["an arranger on an original", plainDraft({ creators: [creator("A", "MOON, ANNA", "AR")] }, { origins: [], claims: [] }), "NWR-T-015"],
  ])("for %s is left out, with the reason", (_what, draft, code) => {
    const { records, problems } = write(draft);
    expect(records).toBeNull();
    expect(problems).toContainEqual(expect.objectContaining({ code, severity: "TR" }));
  });

  test("in one record loses that record alone, and it is told", () => {
    const empty = { isrc: null, title: null, versionTitle: null, artist: null, label: null, albumTitle: null, durationMs: null, releasedOn: null, submitterRecordingNumber: null }; // prettier-ignore
    const origins = [{ purpose: "LIB", productionTitle: null, episodeTitle: null, library: null, cdIdentifier: null, year: null }];
    const { records, problems } = write(plainDraft({ recordings: [empty], origins }));
    expect(records?.map(({ type }) => type)).not.toContain("ORN");
    expect(codes({ problems })).toEqual(expect.arrayContaining(["CWR_RECORDING_EMPTY", "ORN-F-010"]));
  });

  test("for a version that has no record for it is told", () => {
    const supposed = reported({ key: "Q", name: "OTHER MUSIC", side: "PUBLISHER" }, { PERFORMING: "1/4" }, { territories: scope("I2120") });
    const draft = plainDraft({}, { reported: [supposed] });
    expect(codes(write(draft, { version: "2.1" }))).toContain("CWR_SUPPOSED_COLLECTION");
    expect(codes(write(draft, { version: "2.2" }))).not.toContain("CWR_SUPPOSED_COLLECTION");
  });
});
