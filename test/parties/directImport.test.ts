// Shows entrustments and exclusions taken in by files, in both forms: added, revised, counted, dry, named in the answer, and refused in their place.
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ipiBaseNumberOf } from "../../subgraphs/domain/identifiers/ipiBaseNumber.ts";
import { invariant } from "../../subgraphs/domain/invariant.ts";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import type { Job } from "../../subgraphs/kit/jobs.ts";
import { callerOf, openPartiesHouse, type PartiesHouse } from "./house.ts";

let house: PartiesHouse;
beforeAll(async () => {
  house = await openPartiesHouse();
});
afterAll(async () => {
  await house.store.stop();
});

const [admin, hub, prs, stranger] = [
  callerOf(null, "admin"),
  callerOf("707", "steward"),
  callerOf("052", "steward"),
  callerOf("058", "steward"),
];
const [fern, moss] = [ipiBaseNumberOf(81), ipiBaseNumberOf(82)];

async function take(content: string, { caller = admin, parameters = {} }: { caller?: Caller; parameters?: Record<string, string> } = {}) {
  const stream = Readable.from([Buffer.from(content)]);
  const { job: id } = await house.parties.files.receive({ kind: "parties", stream, parameters, caller });
  await house.foundation.jobs.drain();
  const job = await house.foundation.jobs.find(id);
  invariant(job !== null, "the upload became a job");
  return job;
}

const HEADER =
  "record,ipi_base_number,kind,last_name,society,side,rights,territories,uses,licensors,writers_performing,signed_on,valid_from,valid_until";
const csv = (...rows: readonly string[]): string => [HEADER, ...rows].join("\n");
const PARTIES = [`PARTY,${fern},LEGAL,Fern Songs,,,,,,,,,,`, `MEMBERSHIP,${fern},,,052,,ALL,2136,,,,,,`];
const given = (until = "", rights = "OD MD"): string =>
  `ENTRUSTMENT,${fern},,,707,,${rights},+2120 -0756,STREAM_INTERACTIVE,,,2019-11-05,2020-01-01,${until}`;
const withheld = `EXCLUSION,${fern},,,,PUBLISHER,OD,0344,,119 058,,,,`;

const codes = ({ problems }: Job): string[] => problems.map(({ line, field, code }) => `${line ?? ""} ${field ?? ""} ${code}`);

async function asked(territory: string, on = "2026-03-01", licensor: string | null = null): Promise<unknown> {
  const source = `query ($ipi: String!) { partyByIpi(ipi: $ipi) { id
    entrustments { hub { code } uses period { until } signedOn statedBy { source line } }
    exclusions { licensors { code } side statedBy { source } } } }`;
  const party = await house.ask(admin, source, { ipi: fern });
  const question = `query ($party: ID!, $territory: TisCode!, $on: Date!, $licensor: SocietyCode) {
    mandate(party: $party, right: OD, use: STREAM_INTERACTIVE, territory: $territory, on: $on, licensor: $licensor) {
      society { code } isLicensed basis exclusion { licensors { code } } chain { entrustment { statedBy { source line } } } } }`;
  const answer = await house.ask(admin, question, { party: party.at("partyByIpi.id"), territory, on, licensor });
  expect([...party.errors, ...answer.errors]).toEqual([]);
  return { party: party.at("partyByIpi"), mandate: answer.at("mandate") };
}

describe("a file of parties", () => {
  test("says what would be done, then brings what a party entrusted and withholds, with source and line in the answer", async () => {
    const file = csv(...PARTIES, given(), withheld);
    const dry = await take(file, { parameters: { dryRun: "true", society: "052" } });
    expect(dry.result).toMatchObject({ accepted: 4, mandates: { created: 2, updated: 0, unchanged: 0 } });
    expect(await house.foundation.connection.collection("directMandates").countDocuments()).toBe(0);
    const job = await take(file, { parameters: { society: "052" } });
    expect([job.problems, job.result]).toMatchObject([
      [],
      { accepted: 4, rejected: 0, mandates: { created: 2, updated: 0, unchanged: 0 } },
    ]);
    expect(await asked("0250")).toMatchObject({
      party: {
        entrustments: [
          { hub: { code: "707" }, uses: ["STREAM_INTERACTIVE"], signedOn: "2019-11-05", statedBy: { source: "IPI:052", line: 4 } },
        ],
        exclusions: [{ licensors: [{ code: "058" }, { code: "119" }], side: "PUBLISHER", statedBy: { source: "IPI:052" } }],
      },
      mandate: { society: { code: "707" }, basis: "ENTRUSTED", chain: [{ entrustment: { statedBy: { source: "IPI:052", line: 4 } } }] },
    });
    expect(await asked("0756")).toMatchObject({ mandate: { society: { code: "052" }, basis: "MEMBERSHIP" } });
    expect(await asked("0344", "2026-03-01", "119")).toMatchObject({ mandate: { isLicensed: false, exclusion: { licensors: [{}, {}] } } });
  });

  test("with the same rows changes nothing, and with another end revises, as known from then on", async () => {
    const again = await take(csv(...PARTIES, given(), withheld, ""), { parameters: { society: "052" } });
    expect(again.result).toMatchObject({ replayed: false, mandates: { created: 0, updated: 0, unchanged: 2 } });
    const ended = await take(csv(given("2026-01-01")), { parameters: { society: "052" } });
    expect(ended.result).toMatchObject({ mandates: { created: 0, updated: 1, unchanged: 0 } });
    expect(await asked("0250", "2025-12-31")).toMatchObject({ mandate: { society: { code: "707" } } });
    expect(await asked("0250", "2026-01-01")).toMatchObject({ mandate: { society: { code: "052" } } });
    expect(await house.foundation.connection.collection("superseded").countDocuments({ direct: { $exists: true } })).toBe(1);
    await take(csv(given()), { parameters: { society: "052" } });
  });

  test("in JSON Lines says the same", async () => {
    const entrustments = [
      {
        ...{ hub: "707", rights: ["OD", "MD"], territories: ["+2120", "-0756"], uses: ["STREAM_INTERACTIVE"] },
        ...{ signedOn: "2019-11-05", validFrom: "2020-01-01" },
      },
    ];
    const exclusions = [{ side: "PUBLISHER", rights: "OD", territories: "0344", licensors: ["119", "058"] }];
    const job = await take(JSON.stringify({ ipiBaseNumber: fern, entrustments, exclusions }), { parameters: { society: "052" } });
    expect([job.problems, job.result]).toMatchObject([[], { accepted: 2, mandates: { created: 0, updated: 0, unchanged: 2 } }]);
  });

  test("is taken from the hub and from a society of the party, and from nobody else", async () => {
    const row = (territory: string) => csv(`ENTRUSTMENT,${fern},,,707,,MR,${territory},,,,,,`);
    expect(codes(await take(row("0392"), { caller: stranger, parameters: { society: "058" } }))).toEqual(["2 society SOCIETY_NOT_OWN"]);
    expect((await take(row("0392"), { caller: hub, parameters: { society: "707" } })).problems).toEqual([]);
    expect((await take(row("0410"), { caller: prs, parameters: { society: "052" } })).problems).toEqual([]);
  });

  test("names each bad row in its place and stores the others", async () => {
    const bad = csv(
      `ENTRUSTMENT,${fern},,,,,OD,2136,,,,,,`,
      `ENTRUSTMENT,${fern},,,998,,OD,2136,,,,,,`,
      `ENTRUSTMENT,${fern},,,058,,OD,0250,STREAM_INTERACTIVE,,,,,`,
      `ENTRUSTMENT,${fern},,,707,,OD,-0250 2120,,,,,,`,
      `ENTRUSTMENT,${fern},,,707,,OD,0810,,,,,,`,
      `ENTRUSTMENT,${fern},,,707,,OD,0156,SINGING,,,,,`,
      `ENTRUSTMENT,${fern},,,707,,OD,0156,,,perhaps,,,`,
      `ENTRUSTMENT,${fern},,,707,,OD,0156,,,,,2026-01-01,2025-01-01`,
      `EXCLUSION,${fern},,,,,OD,0156,,998,,,,`,
      `EXCLUSION,${moss},,,,,OD,0156,,,,,,`,
      `EXCLUSION,${fern},,,,,MR,0156,RADIO,,,,,`,
    );
    const job = await take(bad);
    expect(codes(job).sort()).toEqual(
      [
        "2 society CELL_MISSING",
        "3 society SOCIETY_UNKNOWN",
        "4 society EXCLUSIVITY_BROKEN",
        "5 territories SCOPE_STARTS_WITH_EXCLUSION",
        "6 territories TERRITORY_NOT_IN_FORCE",
        "7 uses USE_UNKNOWN",
        "8 writers_performing CELL_UNKNOWN",
        "9 valid_until PERIOD_EMPTY",
        "10 licensors SOCIETY_UNKNOWN",
        "11 ipi_base_number PARTY_UNKNOWN",
      ].sort(),
    );
    expect(job.result).toMatchObject({ accepted: 1, rejected: 10, mandates: { created: 1 } });
  });
});
