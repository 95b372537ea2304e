// Shows who may license a party's right where: the seven societies of the demonstration with the mandates that they can really have.
import { describe, expect, test } from "@jest/globals";
import { entitlementOf, mandateOf } from "../../../subgraphs/domain/mandates/entitlement.ts";
import type { Agreement, Membership, PartyMandates } from "../../../subgraphs/domain/mandates/records.ts";
import { buildSocietyGraph, termsFor } from "../../../subgraphs/domain/mandates/societies.ts";
import { FAMILY_RIGHTS, type IpiRight } from "../../../subgraphs/domain/rights.ts";
import { share } from "../../../subgraphs/domain/shares.ts";
import { countriesOf } from "../../../subgraphs/domain/territories/countrySet.ts";
import {
  agreement,
  ASKED,
  BRITAIN,
  CHINA,
  countries,
  data,
  day,
  entrustment,
  exclusion,
  FRANCE,
  from,
  HONG_KONG,
  membership,
  tis,
} from "./support.ts";

const PERFORMING = FAMILY_RIGHTS.PERFORMING;
const MECHANICAL = FAMILY_RIGHTS.MECHANICAL;
const ONLINE = { countries: countries(HONG_KONG, FRANCE, BRITAIN), uses: ["STREAM_INTERACTIVE"] as const };

/** Reciprocal agreements cover the grantee's own territory; beyond it 119 has separate non-exclusive online mandates. */
const AGREEMENTS = [
  agreement("agr_052_119", "052", "119", { rights: PERFORMING, countries: countries(CHINA) }),
  agreement("agr_010_119", "010", "119", { rights: PERFORMING, countries: countries(CHINA) }),
  agreement("agr_044_119", "044", "119", { rights: MECHANICAL, countries: countries(CHINA) }),
  agreement("agr_058_119", "058", "119", { rights: [...PERFORMING, ...MECHANICAL], countries: countries(CHINA) }),
  agreement("agr_119_052", "119", "052", { rights: PERFORMING, countries: countries(BRITAIN) }),
  agreement("agr_010_052", "010", "052", { rights: PERFORMING, countries: countries(BRITAIN) }),
  agreement("agr_052_119_online", "052", "119", { rights: ["OD"], ...ONLINE }),
  agreement("agr_044_119_online", "044", "119", { rights: ["MD"], ...ONLINE }),
  agreement("agr_058_119_online", "058", "119", { rights: ["OD", "MD"], ...ONLINE }),
];

const prs = membership("mem_prs", "052", { rights: PERFORMING });
const mcps = membership("mem_mcps", "044", { rights: MECHANICAL });
const sacem = membership("mem_sacem", "058", { rights: [...PERFORMING, ...MECHANICAL] });
const ascap = membership("mem_ascap", "010", { rights: PERFORMING });
const mcsc = membership("mem_mcsc", "119", { rights: [...PERFORMING, ...MECHANICAL] });

function answerFor(memberships: readonly Membership[], right: IpiRight, licensor = "119"): Record<string, string> {
  const question = { licensor, side: "WRITER", right, use: "STREAM_INTERACTIVE", countries: ASKED, on: day("2026-03-01") } as const;
  const byCountry: Record<string, string> = {};
  for (const piece of entitlementOf(question, data({ memberships }, AGREEMENTS))) {
    const steps = piece.chain.map((link) => link.agreementId).join(" > ");
    for (const country of countriesOf(piece.countries)) byCountry[country] = `${piece.category} ${steps}`.trim();
  }
  return byCountry;
}

describe("what 119 may license for interactive streaming", () => {
  test("its own members everywhere", () => {
    expect(answerFor([mcsc], "OD")).toEqual({
      "0156": "OWN mem_mcsc",
      "0344": "OWN mem_mcsc",
      "0250": "OWN mem_mcsc",
      "0826": "OWN mem_mcsc",
    });
  });

  test("OD of 052's members: by reciprocity at home, by the online mandate in the three others", () => {
    const online = "SISTER mem_prs > agr_052_119_online";
    expect(answerFor([prs, mcps], "OD")).toEqual({
      "0156": "SISTER mem_prs > agr_052_119",
      "0344": online,
      "0250": online,
      "0826": online,
    });
  });

  test("MD of the same members from 044, because 052 holds performing rights only", () => {
    const online = "SISTER mem_mcps > agr_044_119_online";
    expect(answerFor([prs, mcps], "MD")).toEqual({
      "0156": "SISTER mem_mcps > agr_044_119",
      "0344": online,
      "0250": online,
      "0826": online,
    });
    expect(answerFor([prs], "MD")).toEqual({ "0156": "NONE", "0344": "NONE", "0250": "NONE", "0826": "NONE" });
  });

  test.each<IpiRight>(["OD", "MD"])("%s of 058's members from 058 alone", (right) => {
    const online = "SISTER mem_sacem > agr_058_119_online";
    expect(answerFor([sacem], right)).toEqual({ "0156": "SISTER mem_sacem > agr_058_119", "0344": online, "0250": online, "0826": online });
  });

  test("nothing of 010's members outside China: 052 represents 010 in Britain, but may not pass that on", () => {
    const elsewhere = "ELSEWHERE mem_ascap";
    expect(answerFor([ascap], "OD")).toEqual({
      "0156": "SISTER mem_ascap > agr_010_119",
      "0344": elsewhere,
      "0250": elsewhere,
      "0826": elsewhere,
    });
  });

  test("the answer says whom to ask", () => {
    const question = {
      licensor: "119",
      side: "WRITER",
      right: "OD",
      use: "STREAM_INTERACTIVE",
      countries: countries(FRANCE),
      on: day("2026-03-01"),
    } as const;
    const [piece] = entitlementOf(question, data({ memberships: [ascap] }, AGREEMENTS));
    expect(piece?.because).toBe(
      "010 holds the mandate by membership (mem_ascap); no agreement in force on 2026-03-01 lets 119 license OD for STREAM_INTERACTIVE there: ask 010.",
    );
  });
});

describe("the rule that chooses between chains", () => {
  const question = {
    side: "WRITER",
    right: "OD",
    use: null,
    country: tis(FRANCE),
    on: day("2026-03-01"),
    creationClass: "MW",
    licensor: "119",
  } as const;
  const chosen = (agreements: readonly ReturnType<typeof agreement>[]) => {
    const answer = mandateOf(question, data({ memberships: [prs] }, agreements));
    return {
      chain: answer.chain.slice(1).map((link) => link.agreementId),
      because: answer.because,
      alternatives: answer.alternatives.length,
    };
  };

  test("takes a direct agreement before an exclusive chain", () => {
    const answer = chosen([
      agreement("agr_1", "052", "058", { exclusive: true }),
      agreement("agr_2", "058", "119", { exclusive: true, passesOn: true }),
      agreement("agr_3", "052", "119"),
    ]);
    expect(answer.chain).toEqual(["agr_3"]);
    expect(answer.because).toContain("direct");
  });

  test("takes an exclusive agreement before an earlier one that is not", () => {
    const answer = chosen([
      agreement("agr_1", "052", "119", { signedOn: day("1990-01-01") }),
      agreement("agr_2", "052", "119", { exclusive: true }),
    ]);
    expect(answer).toEqual({ chain: ["agr_2"], because: expect.stringContaining("exclusive."), alternatives: 2 }); // the other agreement, and the holder itself
  });

  test("takes the shorter chain, then the earlier signed, then the lower id", () => {
    const long = [
      agreement("agr_1", "052", "058"),
      agreement("agr_2", "058", "038", { passesOn: true }),
      agreement("agr_3", "038", "119", { passesOn: true }),
    ];
    expect(chosen([...long, agreement("agr_4", "058", "119", { passesOn: true })]).chain).toEqual(["agr_1", "agr_4"]);
    expect(
      chosen([
        agreement("agr_1", "052", "119", { signedOn: day("2001-01-01") }),
        agreement("agr_2", "052", "119", { signedOn: day("2000-01-01") }),
      ]).chain,
    ).toEqual(["agr_2"]);
    expect(chosen([agreement("agr_2", "052", "119"), agreement("agr_1", "052", "119")]).chain).toEqual(["agr_1"]);
  });

  test("walks four steps, not five, and no circle", () => {
    const line = ["052", "058", "038", "035", "101", "119"];
    const links = line.slice(1).map((grantee, at) => agreement(`agr_${at}`, line[at] ?? "", grantee, { passesOn: true }));
    const circle = agreement("agr_back", "058", "052", { passesOn: true });
    expect(chosen([...links, circle]).chain).toEqual([]);
    expect(chosen([...links, circle, agreement("agr_short", "058", "035", { passesOn: true })]).chain).toEqual([
      "agr_0",
      "agr_short",
      "agr_3",
      "agr_4",
    ]);
  });

  test("names the holder and everyone agreements lead to when no licensor is asked for", () => {
    const answer = mandateOf({ ...question, licensor: null, use: "STREAM_INTERACTIVE" }, data({ memberships: [prs] }, AGREEMENTS));
    expect(answer.society).toBe("052");
    expect(answer.chain).toEqual([{ from: "pty_anna", to: "052", agreementId: "mem_prs" }]);
    expect(answer.alternatives.map(({ society }) => society)).toEqual(["119"]);
  });

  test("shows every other society that may license beside the one asked for, and none that the right holder withholds the right from", () => {
    const beside = (licensor: string, party = {}) => {
      const agreements = [
        agreement("agr_1", "052", "119"),
        agreement("agr_2", "052", "058"),
        agreement("agr_3", "058", "038", { passesOn: true }),
      ];
      const answer = mandateOf({ ...question, licensor }, data({ memberships: [prs], ...party }, agreements));
      return [answer.society, answer.category, ...answer.alternatives.map(({ society }) => society)];
    };
    expect(beside("119")).toEqual(["119", "SISTER", "052", "058", "038"]);
    expect(beside("010")).toEqual(["052", "ELSEWHERE", "119", "058", "038"]);
    expect(beside("119", { exclusions: [exclusion("exc_1", { licensors: ["058"] })] })).toEqual(["119", "SISTER", "052", "038"]);
  });

  test.each<[string, Partial<PartyMandates>, readonly Agreement[], readonly string[]]>([
    ["its own mandate before a chain", { memberships: [prs] }, [agreement("agr_1", "052", "119")], ["119 OWN_MANDATE"]],
    [
      "what is entrusted before another entrustment, by signature",
      {
        entrustments: [
          entrustment("man_1", "pty_anna", "707", { includesWritersPerforming: true, signedOn: day("2001-01-01") }),
          entrustment("man_2", "pty_anna", "058", { includesWritersPerforming: true, signedOn: day("2000-01-01") }),
        ],
      },
      [],
      ["707 EARLIEST_SIGNED"],
    ],
    [
      "the greater share of two memberships",
      { memberships: [membership("mem_1", "052", { share: share(1n, 4n) }), membership("mem_2", "058", { share: share(3n, 4n) })] },
      [],
      ["052 GREATEST_SHARE"],
    ],
    [
      "the later begun of two equal ones, then the lower id",
      {
        memberships: [
          membership("mem_1", "052", { share: share(1n, 4n), period: from("2000-01-01") }),
          membership("mem_2", "058", { share: share(1n, 4n), period: from("2001-01-01") }),
          membership("mem_3", "038", { share: share(1n, 4n), period: from("2001-01-01") }),
        ],
      },
      [],
      ["038 LOWER_ID", "052 LATEST_BEGUN"],
    ],
  ])("takes %s, and says of each other way why it stands behind", (_, party, agreements, told) => {
    const answer = mandateOf({ ...question, licensor: null }, data(party, agreements));
    expect(answer.alternatives.map(({ society, rule }) => `${society} ${rule}`)).toEqual(told);
    expect(answer.alternativeCount).toBe(told.length);
  });

  test("says of every other chain to the licensor by which rule it stands behind, all of them", () => {
    const agreements = [
      agreement("agr_1", "052", "119", { exclusive: true }),
      agreement("agr_2", "052", "119", { signedOn: day("1999-01-01") }),
      agreement("agr_3", "052", "058"),
      agreement("agr_4", "058", "119", { passesOn: true }),
    ];
    const answer = mandateOf(question, data({ memberships: [prs] }, agreements));
    const steps = answer.alternatives.map(({ chain, rule }) => [...chain.slice(1).map(({ agreementId }) => agreementId), rule].join(" "));
    expect(steps).toEqual(["NOT_ASKED", "agr_2 EXCLUSIVE", "agr_3 NOT_ASKED", "agr_3 agr_4 DIRECT"]);
    expect(answer.because).toContain("Chosen before other chains because it is exclusive.");
  });

  test("shows a hundred other ways at most, and tells how many there are", () => {
    const agreements = Array.from({ length: 120 }, (_, at) => agreement(`agr_${String(at).padStart(3, "0")}`, "052", "119"));
    const answer = mandateOf(question, data({ memberships: [prs] }, agreements));
    expect([answer.alternatives.length, answer.alternativeCount]).toEqual([100, 120]);
  });

  test("says what is known of other days and places where nobody holds the right", () => {
    const because = (memberships: readonly Membership[]) => mandateOf(question, data({ memberships })).because;
    const ask = "No mandate of this party as writer for OD is known there on 2026-03-01: ask the party.";
    expect(because([])).toBe(ask);
    expect(because([membership("mem_1", "058", { period: from("2000-01-01", "2024-01-01") })])).toBe(
      `${ask} 058 held it until 2024-01-01 (mem_1).`,
    );
    expect(because([membership("mem_1", "058", { period: from("2027-01-01") })])).toBe(`${ask} 058 holds it from 2027-01-01 (mem_1).`);
    expect(because([membership("mem_1", "058", { countries: countries(CHINA) })])).toBe(
      `${ask} 058 holds it in other territories (mem_1).`,
    );
    expect(because([membership("mem_1", "099", { basis: "FROM_CWR" })])).toBe(`${ask} Files print 099 for it: no society.`);
  });

  test("speaks of musical works unless another creation class is asked for", () => {
    const mandates = data({ memberships: [prs, membership("mem_av", "058", { creationClass: "AV" })] }, [
      agreement("agr_mw", "052", "119"),
      agreement("agr_mw58", "058", "119"),
      agreement("agr_av", "058", "119", { creationClass: "AV", signedOn: day("2001-01-01") }),
    ]);
    const steps = (creationClass: string) =>
      mandateOf({ ...question, creationClass }, mandates).chain.map(({ agreementId }) => agreementId);
    expect(steps("MW")).toEqual(["mem_prs", "agr_mw"]);
    expect(steps("AV")).toEqual(["mem_av", "agr_av"]);
    expect(steps("DM")).toEqual([]);
  });

  test("withholds in the countries of an exclusion only", () => {
    const mandates = data({ memberships: [prs], exclusions: [exclusion("man_1", { countries: countries(CHINA) })] });
    const inCountry = (country: string) => mandateOf({ ...question, country: tis(country), licensor: null }, mandates);
    expect(inCountry(CHINA)).toMatchObject({ society: null, category: "EXCLUDED", exclusionId: "man_1" });
    expect(inCountry(FRANCE)).toMatchObject({ society: "052", category: "OWN", exclusionId: null });
  });

  test("names nobody, and says why, where no mandate is known", () => {
    const answer = mandateOf({ ...question, right: "SY" }, data({ memberships: [prs] }, AGREEMENTS));
    expect(answer).toMatchObject({
      society: null,
      chain: [],
      category: "NONE",
      because: "No mandate of this party as writer for SY is known there on 2026-03-01: ask the party.",
    });
  });
});

describe("withholding, withdrawing and entrusting", () => {
  const on = (date: string, agreements = AGREEMENTS, party = {}) =>
    entitlementOf(
      { licensor: "119", side: "WRITER", right: "OD", use: "STREAM_INTERACTIVE", countries: countries(CHINA), on: day(date) },
      data({ memberships: [prs], ...party }, agreements),
    ).map(({ category, holder }) => `${category} ${holder ?? ""}`.trim());

  test("a right holder's exclusion goes before everything", () => {
    expect(on("2026-03-01", AGREEMENTS, { exclusions: [exclusion("exc_1")] })).toEqual(["EXCLUDED"]);
    expect(on("2026-03-01", AGREEMENTS, { exclusions: [exclusion("exc_1", { licensors: ["058"] })] })).toEqual(["SISTER 052"]);
    expect(on("2026-03-01", AGREEMENTS, { exclusions: [exclusion("exc_1", { uses: ["AI_TRAINING"] })] })).toEqual(["SISTER 052"]);
  });

  test("a withdrawal from a future day changes that day and later ones only", () => {
    const withdrawn = AGREEMENTS.map((one) => (one.id === "agr_052_119" ? { ...one, terminatedFrom: day("2027-01-01") } : one));
    expect(on("2026-12-31", withdrawn)).toEqual(["SISTER 052"]);
    expect(on("2027-01-01", withdrawn)).toEqual(["ELSEWHERE 052"]);
  });

  test("rights entrusted to a hub leave the society there, a writer's performing share only if that is stated", () => {
    const publisher = {
      licensor: "119",
      side: "PUBLISHER",
      right: "OD",
      use: "STREAM_INTERACTIVE",
      countries: countries(FRANCE),
      on: day("2026-03-01"),
    } as const;
    const silent = [entrustment("ent_1", "pty_anna", "707", { rights: ["OD", "MD"] })];
    const stated = [entrustment("ent_1", "pty_anna", "707", { rights: ["OD", "MD"], includesWritersPerforming: true })];
    const holder = (side: "WRITER" | "PUBLISHER", right: IpiRight, entrustments: typeof silent) =>
      entitlementOf({ ...publisher, side, right }, data({ memberships: [prs, mcps], entrustments }, AGREEMENTS)).map(
        (piece) => `${piece.category} ${piece.holder} ${piece.basis}`,
      );
    expect(holder("PUBLISHER", "OD", silent)).toEqual(["ELSEWHERE 707 ENTRUSTED"]);
    expect(holder("WRITER", "OD", silent)).toEqual(["SISTER 052 MEMBERSHIP"]);
    expect(holder("WRITER", "OD", stated)).toEqual(["ELSEWHERE 707 ENTRUSTED"]);
    expect(holder("WRITER", "MD", silent)).toEqual(["ELSEWHERE 707 ENTRUSTED"]);
  });

  test("what a society entrusts to a hub is licensed by the hub, and shown with both steps", () => {
    const hub = [entrustment("ent_prs", "052", "707", { rights: ["OD"], uses: ["STREAM_INTERACTIVE"], includesWritersPerforming: true })];
    const [piece] = entitlementOf(
      { licensor: "707", side: "WRITER", right: "OD", use: "STREAM_INTERACTIVE", countries: countries(FRANCE), on: day("2026-03-01") },
      data({ memberships: [prs] }, [], hub),
    );
    expect(piece).toMatchObject({
      category: "OWN",
      holder: "707",
      basis: "ENTRUSTED",
      chain: [{ agreementId: "mem_prs" }, { from: "052", to: "707", agreementId: "ent_prs" }],
    });
  });
});

test("terms are those of the agreement from the payee to the payer that is in force there", () => {
  const graph = buildSocietyGraph(
    [...AGREEMENTS, agreement("agr_old", "052", "119", { rights: ["OD"], period: from("1990-01-01", "2000-01-01") })],
    [],
  );
  const ask = (payer: string, payee: string, country: string, on: string) =>
    termsFor(graph, { payer, payee, right: "OD", country: tis(country), on: day(on) })?.agreementId ?? null;
  expect(ask("119", "052", CHINA, "2026-03-01")).toBe("agr_052_119");
  expect(ask("119", "052", HONG_KONG, "2026-03-01")).toBe("agr_052_119_online");
  expect(ask("052", "119", BRITAIN, "2026-03-01")).toBe("agr_119_052");
  expect(ask("119", "010", FRANCE, "2026-03-01")).toBeNull();
});
