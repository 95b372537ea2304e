/** Shows what the demonstration holds, through the graph of each subgraph, and that it is the same in every house. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { graphql } from "graphql";
import { createParts, partsInOrder } from "../../gateway/parts.ts";
import type { Part, Parts } from "../../gateway/parts.ts";
import { inventCatalogue } from "../../seed/catalogue.ts";
import { loadDemonstration } from "../../seed/demonstration.ts";
import { SAMPLE_PARTIES } from "../../seed/sampleParties.ts";
import { parseDpid } from "../../subgraphs/domain/identifiers/dpid.ts";
import { parseIpiBaseNumber } from "../../subgraphs/domain/identifiers/ipiBaseNumber.ts";
import { parseIpiNameNumber } from "../../subgraphs/domain/identifiers/ipiNameNumber.ts";
import { parseIsrc } from "../../subgraphs/domain/identifiers/isrc.ts";
import { parseIswc } from "../../subgraphs/domain/identifiers/iswc.ts";
import { systemCaller } from "../../subgraphs/kit/caller.ts";
import { systemClock } from "../../subgraphs/kit/clock.ts";
import { createLogger } from "../../subgraphs/kit/log.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";

/** The demonstration in a store of its own. */
interface Shown {
  readonly store: TestStore;
  readonly parts: Parts;
}
const SOCIETIES = ["010", "038", "044", "052", "058", "119", "CAVCA"];
const ONLINE = ["0156", "0344", "0250", "0826"];
let shown: Shown;

beforeAll(async () => {
  shown = await openDemonstration();
}, 120_000);
afterAll(async () => {
  await close(shown);
});

async function openDemonstration(): Promise<Shown> {
  const store = await openTestStore();
  const log = createLogger({ level: "silent" });
  const parts = await createParts({ storage: store.storage, clock: systemClock, log, dataFolder: store.folder });
  for (const part of partsInOrder(parts)) await part.start();
  await loadDemonstration({ parts, log });
  return { store, parts };
}

async function close({ store, parts }: Shown): Promise<void> {
  for (const part of partsInOrder(parts).reverse()) await part.stop();
  await store.stop();
}

// Tests read deep into answers; what they find is compared, not trusted.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function ask(part: Part, source: string, variableValues: Readonly<Record<string, unknown>> = {}): Promise<any> {
  const contextValue = part.contextFor(systemCaller("test"));
  const { data, errors } = await graphql({ schema: part.schema, source, variableValues, contextValue });
  expect(errors ?? []).toEqual([]);
  return JSON.parse(JSON.stringify(data));
}

const QUOTE = `query ($input: QuoteInput!) { quote(input: $input) { problems { code } total { amount } works { total fully partly not }
  territories { territory rights { right parts { category share { percent } } names { category name society { code } because } } } } }`;

/** What a quote of 119 for the whole repertoire says of a right in a country. */
interface QuotedRight {
  readonly right: string;
  readonly parts: readonly { readonly category: string; readonly share: { readonly percent: string } }[];
  readonly names: readonly {
    readonly category: string;
    readonly name: string;
    readonly society: { readonly code: string } | null;
    readonly because: string;
  }[];
}

async function quoted(parts: Parts, use: string, territories: readonly string[]) {
  const input = {
    ...{ licensor: "119", use, territories, currency: "CNY", period: { from: "2026-01-01", until: "2027-01-01" } },
    estimates: territories.map((territory) => ({ territory, revenue: "100000" })),
  };
  const { quote } = await ask(parts.licenses, QUOTE, { input });
  expect(quote.problems).toEqual([]);
  const rightOf = (territory: string, right: string): QuotedRight =>
    quote.territories
      .find((one: { territory: string }) => one.territory === territory)
      .rights.find((one: { right: string }) => one.right === right);
  return { quote, rightOf };
}

function partOf({ parts }: QuotedRight, category: string): string {
  return parts.find((one) => one.category === category)?.share.percent ?? "absent";
}

describe("the demonstration", () => {
  test("has memberships of seven societies", async () => {
    const connection = shown.store.connection("parties");
    const memberships = await connection.collection<{ society: string; rights: string[] }>("memberships").find({}).toArray();
    const printed = new Set(SAMPLE_PARTIES.flatMap(({ performing, mechanical }) => [performing, mechanical]));
    const held = new Set(memberships.map(({ society }) => society));
    expect([...held].filter((society) => SOCIETIES.includes(society) || !printed.has(society)).sort()).toEqual(SOCIETIES);
    const rightsOf = (code: string) => new Set(memberships.filter(({ society }) => society === code).flatMap(({ rights }) => rights));
    for (const performingOnly of ["052", "010"]) expect([...rightsOf(performingOnly)]).not.toContain("MD");
    expect([...rightsOf("044")]).not.toContain("OD");
    for (const both of ["119", "058", "038"]) expect([...rightsOf(both)]).toEqual(expect.arrayContaining(["OD", "MD"]));
  });

  test("has two recordings whose producers CAVCA speaks for in China, apart from the works", async () => {
    const found = await shown.store.connection("works").collection<{ recordingId: string }>("recordings").find({}).toArray();
    const document = `query ($id: ID!) { node(id: $id) { ... on Recording { ownership(rightSets: [PRODUCER_EXCLUSIVE], rights: [RP], territories: ["0156", "0250"], on: "2026-06-01") {
      cells { territories state claims { partyName society { code } } } } } } }`;
    const answers = await Promise.all(found.map(async ({ recordingId: id }) => await ask(shown.parts.works, document, { id })));
    const owners = answers.map(({ node }) => node.ownership.cells);
    for (const [here, there] of owners) {
      expect(here).toMatchObject({ territories: ["0156"], state: "CLEAR", claims: [{ society: { code: "CAVCA" } }] });
      expect(there).toMatchObject({ territories: ["0250"], state: "UNCLAIMED" });
    }
    expect(owners.map(([here]) => here.claims[0].partyName).sort()).toEqual(["JADE TERRACE AUDIO VIDEO", "NINE STREAMS PICTURES"]);
  });

  test("gives 119 the online mandates that it has: OD of 052, MD of 044, both of 058, none of 010", async () => {
    const chain = async (of: string, right: string, territory: string): Promise<boolean> => {
      const document = `query ($of: SocietyCode!, $right: IpiRight!, $territory: TisCode!) {
        representation(of: $of, right: $right, territory: $territory, on: "2026-05-01") { to { code } } }`;
      const { representation } = await ask(shown.parts.parties, document, { of, right, territory });
      return representation.some(({ to }: { to: { code: string } }) => to.code === "119");
    };
    for (const territory of ["0344", "0250", "0826"]) {
      const granted = await Promise.all(
        ["052", "044", "058", "010", "038"].map(
          async (of) => [of, await chain(of, "OD", territory), await chain(of, "MD", territory)] as const,
        ),
      );
      expect(granted).toEqual([
        ["052", true, false],
        ["044", false, true],
        ["058", true, true],
        ["010", false, false],
        ["038", false, false],
      ]);
    }
  });

  test("shows in a quote that the shares of 010 are to be licensed elsewhere, and whom to ask", async () => {
    const { rightOf } = await quoted(shown.parts, "STREAM_INTERACTIVE", ONLINE);
    for (const territory of ["0344", "0250", "0826"]) {
      const elsewhere = rightOf(territory, "OD").names.filter(({ category }) => category === "ELSEWHERE");
      expect(new Set(elsewhere.map(({ society }) => society?.code))).toContain("010");
    }
  });

  test("shows in a quote what a right holder withholds, with its name", async () => {
    const { rightOf } = await quoted(shown.parts, "STREAM_INTERACTIVE", ONLINE);
    const right = rightOf("0344", "MD");
    expect(Number(partOf(right, "EXCLUDED"))).toBeGreaterThan(0);
    const excluded = right.names.filter(({ category }) => category === "EXCLUDED");
    expect(excluded).toHaveLength(1);
    expect(excluded[0]).toMatchObject({ name: expect.stringMatching(/ MUSIC 119$/), because: expect.stringContaining("withholds") });
    for (const elsewhere of ["0156", "0250", "0826"]) expect(partOf(rightOf(elsewhere, "MD"), "EXCLUDED")).toBe("0");
  });

  test("shows in a quote what the law lets a licensor license, with the law's words", async () => {
    const { rightOf } = await quoted(shown.parts, "RADIO", ["0156"]);
    const right = rightOf("0156", "MA");
    expect(Number(partOf(right, "BY_LAW"))).toBeGreaterThan(0);
    expect([partOf(right, "ELSEWHERE"), partOf(right, "UNCLAIMED")]).toEqual(["0", "0"]);
    const byLaw = right.names.filter(({ category }) => category === "BY_LAW");
    for (const { because } of byLaw) expect(because).toMatch(/^Copyright Law of the People's Republic of China \(2020\), article 46/);
  });

  test("has exactly three conflicts, one of each kind, each of which names its work", async () => {
    const { conflicts } = await ask(shown.parts.works, "{ conflicts { edges { node { kind state work { title } because } } } }");
    const kinds = conflicts.edges.map(({ node }: { node: { kind: string } }) => node.kind).sort();
    expect(kinds).toEqual(["ISWC_MISMATCH", "OVER_CLAIM", "SHARES_DIFFER"]);
    expect(conflicts.edges.every(({ node }: { node: { state: string } }) => node.state === "OPEN")).toBe(true);
  });

  test("has one work that was made with a model's help and one that a model made, declared by 119", async () => {
    const chinese = inventCatalogue({ seed: 7, works: 60 }).works;
    const labels: unknown[] = [];
    for (const { iswc } of chinese) {
      const { workByIswc } = await ask(shown.parts.works, `{ workByIswc(iswc: "${iswc}") { aiLabel { extent declaredBy } } }`);
      if (workByIswc.aiLabel !== null) labels.push(workByIswc.aiLabel);
    }
    expect(labels).toEqual([
      { extent: "PARTLY", declaredBy: "119" },
      { extent: "ALL", declaredBy: "119" },
    ]);
  });

  test("has two licences, and one usage report that tells its file's name", async () => {
    const { licenses } = await ask(
      shown.parts.licenses,
      "{ licenses { edges { node { number licensee uses state alarms { message } } } } }",
    );
    expect(licenses.edges.map(({ node }: { node: object }) => node)).toMatchObject([
      { number: "119/2026/KARAOKE-1", licensee: "LANTERNBAR", uses: ["KARAOKE"], alarms: [] },
      { number: "119/2026/ONLINE-1", licensee: "CLOUDSONG", uses: ["STREAM_INTERACTIVE"], alarms: [] },
    ]);
    const { usageReports } = await ask(shown.parts.distributions, "{ usageReports { edges { node { period fileName } } } }");
    expect(usageReports.edges).toEqual([{ node: { period: "2026-Q3", fileName: "demonstration-2026-Q3.csv" } }]);
  });
});

describe("the demonstration's identifiers", () => {
  test("all have valid check digits, and no two parties or works share one", async () => {
    const { parties, works } = inventCatalogue({ seed: 7, works: 60 });
    const names = [...parties, ...SAMPLE_PARTIES].map(({ ipiNameNumber }) => ipiNameNumber);
    for (const name of names) expect([name, parseIpiNameNumber(name).ok]).toEqual([name, true]);
    for (const { ipiBaseNumber } of parties) expect([ipiBaseNumber, parseIpiBaseNumber(ipiBaseNumber).ok]).toEqual([ipiBaseNumber, true]);
    for (const { iswc, isrc } of works) expect([iswc, parseIswc(iswc).ok, isrc, parseIsrc(isrc).ok]).toEqual([iswc, true, isrc, true]);
    const stored = await shown.store.connection("parties").collection<{ dpid?: string | null }>("parties").find({}).toArray();
    const dpids = stored.flatMap(({ dpid }) => dpid ?? []);
    expect(dpids.map((dpid) => parseDpid(dpid).ok)).toEqual([true, true]);
    for (const list of [names, works.map(({ iswc }) => iswc), works.map(({ isrc }) => isrc)]) expect(new Set(list).size).toBe(list.length);
  });
});

/** What of a demonstration does not depend on when and where it was loaded. */
async function contentOf({ parts, store }: Shown): Promise<object> {
  const works = await store.connection("works").collection("works").find({}).toArray();
  const parties = await store.connection("parties").collection("parties").find({}).toArray();
  const { quote } = await quoted(parts, "STREAM_INTERACTIVE", ONLINE);
  const { runDistribution } = await ask(
    parts.distributions,
    `mutation { runDistribution(input: { dryRun: true }) { problems { code } run { period totals { currency income { amount } remitted { amount }
      deductions { amount } tax { amount } held { amount } unmatched { amount } unclaimed { amount } notRepresented { amount } } } } }`,
  );
  const { licenses } = await ask(parts.licenses, "{ licenses { edges { node { number total { amount } } } } }");
  // ids are drawn anew in every house
  const plain = (record: Readonly<Record<string, unknown>>, ...fields: readonly string[]): string =>
    JSON.stringify(fields.map((field) => record[field])).replace(/[a-z]{3}_[0-9A-Z]{26}/g, "id");
  return {
    works: works.map((work) => plain(work, "iswc", "titles", "recordings")).sort(),
    parties: parties.map((party) => plain(party, "kind", "names", "ipiBaseNumber", "ipiNameNumbers")).sort(),
    ...{ price: quote.total, cleared: quote.works, runDistribution, licenses },
  };
}

test("the demonstration is the same in every house, and loading it again over itself changes nothing", async () => {
  const first = await contentOf(shown);
  const counts = async (): Promise<number[]> =>
    await Promise.all([
      shown.store.connection("works").collection("statements").countDocuments({}),
      shown.store.connection("parties").collection("memberships").countDocuments({}),
      shown.store.connection("licenses").collection("licenses").countDocuments({}),
    ]);
  const before = await counts();
  await loadDemonstration({ parts: shown.parts, log: createLogger({ level: "silent" }) });
  expect(await counts()).toEqual(before);
  expect(await contentOf(shown)).toEqual(first);
  const other = await openDemonstration();
  try {
    expect(await contentOf(other)).toEqual(first);
  } finally {
    await close(other);
  }
}, 120_000);
