import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { RegistrationDraft } from "../../../../subgraphs/domain/drafts.ts";
import { checkTransaction } from "../../../../subgraphs/domain/formats/cwr/check.ts";
import type { InterpretContext } from "../../../../subgraphs/domain/formats/cwr/interpret.ts";
import { interpretTransaction } from "../../../../subgraphs/domain/formats/cwr/interpret.ts";
import { ORN, REC } from "../../../../subgraphs/domain/formats/cwr/layouts/details.ts";
import { NPN, NWN, PWR, SPU, SWR } from "../../../../subgraphs/domain/formats/cwr/layouts/parties.ts";
import { ALT, NAT, NWR, PER } from "../../../../subgraphs/domain/formats/cwr/layouts/works.ts";
import { readCwrBytes } from "../../../../subgraphs/domain/formats/cwr/read.ts";
import type { RecordDraft } from "../../../../subgraphs/domain/formats/cwr/write.ts";
import type { LocalDate } from "../../../../subgraphs/domain/period.ts";
import { percentText, sumShares } from "../../../../subgraphs/domain/shares.ts";
import type { Figure } from "../../../../subgraphs/domain/statements.ts";
import { countCountries, hasCountry } from "../../../../subgraphs/domain/territories/countrySet.ts";
import type { TisCode } from "../../../../subgraphs/domain/territories/countrySet.ts";
import { expandScope, expandTerritory, WORLD } from "../../../../subgraphs/domain/territories/tis.ts";
import { check, collects, DAY, having, link, plainWork, publisher, record, work, writer, writerCollects } from "./build.ts";

function interpret(records: readonly RecordDraft[], context: Partial<InterpretContext> = {}): RegistrationDraft {
  return interpretTransaction(check(records), { on: DAY, ...context });
}

function figuresText(figures: readonly Figure[]): string {
  return figures.map(({ right, share }) => `${right} ${percentText(share)}`).join(", ");
}

/** Claims as lines of text: name, role, figures. */
function claimsText({ statement }: RegistrationDraft): readonly string[] {
  return statement.claims.map(
    ({ partyName, role, kind, figures }) => `${partyName} ${role} ${kind === "FREE" ? "FREE " : ""}${figuresText(figures)}`,
  );
}

function reportedText({ statement }: RegistrationDraft): readonly string[] {
  return statement.reported.map(
    ({ partyName, role, figures, territories }) =>
      `${partyName} ${role} ${figuresText(figures)}${territories === null ? "" : ` in ${countCountries(territories.countries)} countries`}`,
  );
}

describe("the example of an administrator (weso-nwrexample2)", () => {
  const file = readFileSync(new URL("../../../samples/weso-nwrexample2.V21", import.meta.url));
  const [draft] = readCwrBytes(file).flatMap((event) =>
    event.kind === "transaction"
      ? [interpretTransaction(checkTransaction(event.transaction, { on: "2018-03-22" as LocalDate }), { on: "2018-03-22" as LocalDate })]
      : [],
  );
  if (draft === undefined) throw new Error("the sample has a work");

  test("the administrator claims 25, 50, 50 and the writer 25; the original publisher claims nothing", () => {
    expect(claimsText(draft)).toEqual(["THE SENDER AM PERFORMING 25, MECHANICAL 50, SYNC 50", "DOE, JOHN CA PERFORMING 25"]);
    expect(draft.statement.claims.map(({ chain, writerPartyKeys, line }) => [chain, writerPartyKeys, line])).toEqual([
      [["THE PUBLISHER", "THE SENDER"], ["W:2RDRB3FHX"], 6],
      [[], ["W:2RDRB3FHX"], 8],
    ]);
  });

  test("50, 50, 50 is reported for Jane Doe", () => {
    expect(reportedText(draft)).toEqual(["DOE, JANE CA PERFORMING 50, MECHANICAL 50, SYNC 50"]);
  });

  test("ownership is kept as origin shares, never as claims", () => {
    expect(draft.statement.origins.map(({ partyName, figures }) => `${partyName} ${figuresText(figures)}`)).toEqual([
      "THE PUBLISHER PERFORMING 25, MECHANICAL 50, SYNC 50",
      "DOE, JOHN PERFORMING 25",
    ]);
  });

  test("printed affiliations stand by family, and an empty column is absent", () => {
    expect(draft.parties.map(({ key, affiliations }) => [key, affiliations])).toEqual([
      ["P:HCJ3EBJT6", { PERFORMING: "010", MECHANICAL: "034" }],
      ["P:ILE7GIQMJ", { PERFORMING: "010", MECHANICAL: "034" }],
      ["W:2RDRB3FHX", { PERFORMING: "010" }],
      ["W:JZL2GMGV3", {}],
    ]);
  });
});

describe("territories", () => {
  test("each set of figures is one claim, with the list as it was written and the countries it meant on the day of the message", () => {
    const rows = [
      writerCollects("W1", ["5000", "0", "0"]),
      writerCollects("W1", ["0", "0", "0"], "E", "0826", "2"),
      writerCollects("W1", ["10000", "0", "0"], "I", "0826", "3"),
    ];
    const records = [
      ...plainWork().slice(0, 2),
      collects("P1", ["5000", "10000", "10000"]),
      collects("P1", ["0", "0", "0"], "E", "0826", "2"),
      ...plainWork().slice(3, 4),
      ...rows,
      link("P1", "W1"),
    ];
    const claims = interpret(records).statement.claims.filter(({ side }) => side === "WRITER");
    expect(claims.map(({ figures, territories }) => [figuresText(figures), countCountries(territories.countries)])).toEqual([
      ["PERFORMING 50", countCountries(expandTerritory(WORLD, DAY)) - 1],
      ["PERFORMING 100", 1],
    ]);
    expect(claims[0]?.territories.rows).toEqual([
      { sign: "I", territory: "2136" },
      { sign: "E", territory: "0826" },
      { sign: "I", territory: "0826" },
    ]);
    expect(claims[0]?.territories.expandedOn).toBe(DAY);
  });

  test("a group means what it meant on the day of the message: Croatia was no member of the EU in 2012", () => {
    const records = [...plainWork().slice(0, 2), collects("P1", ["5000", "10000", "10000"], "I", "2123"), ...plainWork().slice(3)];
    const inCroatia = (on: string): boolean => {
      const [claim] = interpretTransaction(check(records), { on: on as LocalDate }).statement.claims;
      return claim !== undefined && hasCountry(claim.territories.countries, "0191" as TisCode);
    };
    expect([inCroatia("2012-06-30"), inCroatia("2014-06-30")]).toEqual([false, true]);
  });

  test("where a controlled chain collects nothing, its owner is reported", () => {
    const records = [...plainWork().slice(0, 2), collects("P1", ["5000", "10000", "10000"], "I", "2120"), ...plainWork().slice(3)];
    const draft = interpret(records);
    const outside = countCountries(expandTerritory(WORLD, DAY)) - countCountries(expandTerritory("2120" as TisCode, DAY));
    expect(reportedText(draft)).toEqual([`P1 MUSIC E PERFORMING 50, MECHANICAL 100, SYNC 100 in ${outside} countries`]);
    expect(draft.statement.reported[0]?.territories?.rows).toEqual([
      { sign: "I", territory: "2136" },
      { sign: "E", territory: "2120" },
    ]);
  });

  test("by right: where only mechanical is collected, performing is reported", () => {
    const records = [...plainWork().slice(0, 2), collects("P1", ["0", "10000", "10000"]), ...plainWork().slice(3)];
    expect(reportedText(interpret(records))).toEqual([
      `P1 MUSIC E PERFORMING 50 in ${countCountries(expandTerritory(WORLD, DAY))} countries`,
    ]);
  });

  test("the rows of a reported scope mean just its countries, whatever was collected", () => {
    const code = fc.constantFrom("2136", "2120", "2123", "0156", "0344", "0840", "2106", "0250");
    const row = fc.tuple(fc.constantFrom("I", "E"), code);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const lists = rows.map(([sign, territory], at) =>
          collects("P1", sign === "I" ? ["5000", "10000", "10000"] : ["0", "0", "0"], sign, territory, String(at + 1)),
        );
        const { statement } = interpret([...plainWork().slice(0, 2), ...lists, ...plainWork().slice(3)]);
        const claimed = statement.claims.filter(({ side }) => side === "PUBLISHER").map(({ territories }) => territories.countries);
        const reported = statement.reported.map(({ territories }) => territories);
        for (const scope of reported) expect(scope === null ? null : expandScope(scope.rows, DAY).countries).toBe(scope?.countries);
        // Claimed and reported countries are apart, and together the world.
        const all = [...claimed, ...reported.flatMap((scope) => (scope === null ? [] : [scope.countries]))];
        expect(all.reduce((sum, set) => sum + countCountries(set), 0)).toBe(countCountries(expandTerritory(WORLD, DAY)));
      }),
      { numRuns: 60 },
    );
  });
});

describe("parties outside of control", () => {
  const stranger = { ...writer("W2", ["5000", "5000", "5000"]), type: "OWR" };
  const half = [
    work(),
    publisher("E", "P1", ["2500", "5000", "5000"]),
    collects("P1", ["2500", "5000", "5000"]),
    writer("W1", ["2500", "0", "0"]),
    writerCollects("W1", ["2500", "0", "0"]),
    link("P1", "W1"),
  ];

  test("are reported with their ownership, wherever nothing is claimed for them", () => {
    expect(reportedText(interpret([...half, stranger]))).toEqual(["W2SON, ANNA CA PERFORMING 50, MECHANICAL 50, SYNC 50"]);
  });

  test("are reported by territory where OWT and OPT say so", () => {
    const owt = { ...writerCollects("W2", ["5000", "5000", "5000"], "I", "0840"), type: "OWT" };
    expect(reportedText(interpret([...half, stranger, owt]))).toEqual([
      "W2SON, ANNA CA PERFORMING 50, MECHANICAL 50, SYNC 50 in 1 countries",
    ]);
  });

  test("without name are reported without party", () => {
    const unknown = having({
      ...stranger,
      values: new Map([
        ...stranger.values,
        [SWR.lastName, ""],
        [SWR.firstName, ""],
        [SWR.partyNumber, ""],
        [SWR.writerUnknownIndicator, "Y"],
      ]),
    });
    const draft = interpret([...half, unknown]);
    expect(draft.statement.reported).toMatchObject([{ partyKey: null, partyName: "" }]);
    expect(draft.parties.map(({ key }) => key)).toEqual(["P:P1", "W:W1"]);
    expect(draft.work.creators).toEqual([
      { partyKey: "W:W1", name: "W1SON, ANNA", role: "CA" },
      { partyKey: null, name: "", role: "CA" },
    ]);
  });

  test.each([
    ["public domain, by its base number", [[SWR.ipiBaseNumber, "I-001635861-3"]]],
    ["public domain, by its name number", [[SWR.ipiNameNumber, "00039657154"]]],
    [
      "public domain, by its name",
      [
        [SWR.lastName, "DP"],
        [SWR.firstName, ""],
      ],
    ],
    ["traditional", [[SWR.ipiBaseNumber, "I-002296966-8"]]],
  ] as const)("that are %s have free shares in the whole world, and nobody is to be asked", (_, values) => {
    const draft = interpret([...half, having(stranger, ...values)]);
    expect(claimsText(draft).at(-1)).toMatch(/FREE PERFORMING 50, MECHANICAL 50, SYNC 50$/);
    expect(draft.statement.claims.at(-1)?.territories.countries).toBe(expandTerritory(WORLD, DAY));
    expect(draft.statement.reported).toEqual([]);
  });

  test("an unknown publisher in control claims nothing", () => {
    const draft = interpret(plainWork().map((one, at) => (at === 1 ? having(one, [SPU.ipiBaseNumber, "I-001631070-4"]) : one)));
    expect(claimsText(draft)).toEqual(["W1SON, ANNA CA PERFORMING 50"]);
    expect(reportedText(draft)).toEqual([
      `P1 MUSIC E PERFORMING 50, MECHANICAL 100, SYNC 100 in ${countCountries(expandTerritory(WORLD, DAY))} countries`,
    ]);
  });

  test("society 099 stays as printed: claimed, by a member of no society", () => {
    const draft = interpret(plainWork().map((one, at) => (at === 3 ? having(one, [SWR.prSociety, "099"]) : one)));
    expect(draft.parties.find(({ key }) => key === "W:W1")?.affiliations).toEqual({ PERFORMING: "099" });
    expect(draft.statement.claims.find(({ side }) => side === "WRITER")?.kind).toBe("CLAIMED");
  });
});

describe("chains", () => {
  const original = publisher("E", "P1", ["5000", "10000", "10000"]);
  const none: readonly [string, string, string] = ["0", "0", "0"];
  const records = [
    work(),
    original,
    publisher("AM", "A1", none),
    collects("A1", ["5000", "10000", "10000"], "I", "0826"),
    publisher("SE", "S1", none, [SPU.submitterAgreementNumber, "SUB1"]),
    collects("S1", ["5000", "10000", "10000"], "I", "0156"),
    publisher("SE", "S2", none),
    publisher("AM", "A2", none),
    collects("A2", ["5000", "10000", "10000"], "I", "0392"),
    writer("W1", ["2500", "0", "0"]),
    having(link("P1", "W1"), [PWR.submitterAgreementNumber, "AG1"]),
    writer("W2", ["2500", "0", "0"], [SWR.designation, "A"]),
    having(link("P1", "W2"), [PWR.submitterAgreementNumber, "AG1"]),
  ];

  test("lead from the original publisher to who collects; sub-publishers stand beside each other", () => {
    const claims = interpret(records).statement.claims;
    expect(claims.map(({ chain }) => chain.map((name) => name.replace(" MUSIC", "")))).toEqual([
      ["P1", "A1"],
      ["P1", "A1", "S1"],
      ["P1", "A1", "S2", "A2"],
    ]);
  });

  test("name the writers whose share it is", () => {
    expect(interpret(records).statement.claims.map(({ writerPartyKeys }) => writerPartyKeys)).toEqual([
      ["W:W1", "W:W2"],
      ["W:W1", "W:W2"],
      ["W:W1", "W:W2"],
    ]);
  });

  test("take the term of the agreement that the line names, where it is known, else none", () => {
    const term = { from: "2024-01-01" as LocalDate, until: "2027-01-01" as LocalDate };
    const draft = interpret(records, { agreementTerm: (number) => (number === "SUB1" ? term : null) });
    expect(draft.statement.claims.map(({ agreement, period }) => [agreement, period])).toEqual([
      [null, { from: null, until: null }],
      ["SUB1", term],
      [null, { from: null, until: null }],
    ]);
  });

  test("of an original publisher that collects itself take the agreement with its writers", () => {
    const own = [work(), original, collects("P1", ["5000", "10000", "10000"]), ...records.slice(9)];
    expect(interpret(own).statement.claims.map(({ agreement }) => agreement)).toEqual(["AG1"]);
  });

  test("of one publisher for two writers are told apart by the chain's number (2.2)", () => {
    const two = [
      work(),
      publisher("E", "P1", ["2500", "5000", "5000"]),
      collects("P1", ["2500", "5000", "5000"]),
      publisher("E", "P1", ["2500", "5000", "5000"], [SPU.publisherSequence, "2"]),
      collects("P1", ["2500", "5000", "5000"]),
      writer("W1", ["2500", "0", "0"]),
      link("P1", "W1", "1"),
      writer("W2", ["2500", "0", "0"]),
      link("P1", "W2", "2"),
    ];
    expect(interpret(two).statement.claims.map(({ writerPartyKeys }) => writerPartyKeys)).toEqual([["W:W1"], ["W:W2"]]);
  });
});

test.each([
  ["Y", 1],
  ["", 1],
  ["U", 0],
  ["N", 0],
])("a recording whose ISRC validity is %j makes %i links; what makes none is kept as it came", (validity, links) => {
  const recording = record("REC", [REC.isrc, "GBAAA0800736"], [REC.recordingTitle, "SILVER RIVER (LIVE)"], [REC.isrcValidity, validity]);
  const { work } = interpret([...plainWork(), recording]);
  expect(work.recordings.map(({ isrc }) => isrc)).toEqual(links === 1 ? ["GBAAA0800736"] : []);
  expect(work.kept.map(({ record: type }) => type)).toEqual(links === 1 ? [] : ["REC"]);
});

test("the work is described by every record that speaks of it, and what has no field is kept as it came", () => {
  const records = [
    ...plainWork().slice(0, 2),
    record("NPN", [NPN.publisherSequence, "1"], [NPN.partyNumber, "P1"], [NPN.publisherName, "银河音乐"], [NPN.languageCode, "ZH"]),
    ...plainWork().slice(2, 4),
    record("NWN", [NWN.partyNumber, "W1"], [NWN.lastName, "李"], [NWN.firstName, "娜"], [NWN.languageCode, "ZH"]),
    ...plainWork().slice(4),
    record("ALT", [ALT.alternateTitle, "RIVER OF SILVER"], [ALT.titleType, "AT"]),
    record("NAT", [NAT.title, "银河"], [NAT.titleType, "OT"], [NAT.languageCode, "ZH"]),
    record("PER", [PER.lastName, "THE BAND"]),
    record(
      "REC",
      [REC.isrc, "GBAAA0800736"],
      [REC.releaseDate, "20250301"],
      [REC.releaseDuration, "000312"],
      [REC.recordingTitle, "SILVER RIVER (LIVE)"],
      [REC.displayArtist, "THE BAND"],
      [REC.recordLabel, "LABEL"],
    ),
    record("ORN", [ORN.intendedPurpose, "LIB"], [ORN.cdIdentifier, "CD1"], [ORN.library, "LIBRARY"], [ORN.yearOfProduction, "2024"]),
  ];
  const { work: described, parties } = interpret(
    records.map((one, at) => (at === 0 ? having(one, [NWR.iswc, "T0345246801"], [NWR.duration, "000310"], [NWR.languageCode, "EN"]) : one)),
  );
  expect(described).toMatchObject({
    title: "SILVER RIVER",
    language: "EN",
    iswc: "T0345246801",
    submitterWorkNumber: "W1",
    durationMs: 190_000,
    category: "POP",
    versionType: "ORI",
    recorded: true,
    workType: null,
    titles: [
      { title: "RIVER OF SILVER", type: "AT", language: null, script: "Latn" },
      { title: "银河", type: "OT", language: "ZH", script: "Hani" },
    ],
    performers: [{ lastName: "THE BAND", firstName: null }],
    recordings: [
      {
        isrc: "GBAAA0800736",
        title: "SILVER RIVER (LIVE)",
        artist: "THE BAND",
        label: "LABEL",
        durationMs: 192_000,
        releasedOn: "2025-03-01",
      },
    ],
    origins: [{ purpose: "LIB", library: "LIBRARY", cdIdentifier: "CD1", productionTitle: null, year: 2024 }],
    kept: [],
  });
  expect(parties.map(({ lastName, nativeName }) => [lastName, nativeName])).toEqual([
    ["P1 MUSIC", "银河音乐"],
    ["W1SON", "李娜"],
  ]);
});

test("the unknown record of the published sample is kept in its work", () => {
  const events = readCwrBytes(readFileSync(new URL("../../../samples/CW190001MPC_000.V21", import.meta.url)));
  const on = "2019-03-28" as LocalDate;
  const drafts = events.flatMap((event) => {
    if (event.kind !== "transaction") return [];
    const checked = checkTransaction(event.transaction, { on });
    return checked.rejected ? [] : [interpretTransaction(checked, { on })];
  });
  expect(drafts).toHaveLength(97);
  expect(drafts.flatMap(({ work: { kept } }) => kept)).toEqual([
    { record: "ALX", line: 1612, text: "ALX0000019900000019WHEN OLGA AND RICHARD                                       AT" },
  ]);
  // What the works collect in one country adds up to the whole within the tolerance, or to what their writers control.
  const totals = drafts.map(({ statement }) =>
    sumShares(statement.claims.flatMap(({ figures }) => figures.filter(({ right }) => right === "PERFORMING").map(({ share }) => share))),
  );
  expect(totals.filter((total) => percentText(total) === "100.02")).toHaveLength(2);
});
