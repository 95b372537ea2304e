// Goal: the port of rights answers 1,000 works in one call as it answers each alone and as the graph does, in process and over HTTP. Method: a small catalogue
// with conflicts, merged works and several statements a work, asked in batches of different sizes.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parseLocalDate, singleDay } from "../../subgraphs/domain/period.ts";
import { storedShare } from "../../subgraphs/domain/shares.ts";
import { countriesOf, parseStoredCountrySet, storedCountrySet } from "../../subgraphs/domain/territories/countrySet.ts";
import { expandTerritory, WORLD } from "../../subgraphs/domain/territories/tis.ts";
import { systemCaller } from "../../subgraphs/kit/caller.ts";
import type { RunningServer } from "../../subgraphs/kit/http.ts";
import { httpPort, servePort } from "../../subgraphs/kit/portTransport.ts";
import { pagedRightsReader } from "../../subgraphs/kit/ports/rightsPages.ts";
import type { RightsReader } from "../../subgraphs/kit/ports/rightsReader.ts";
import { sign, startTestServer } from "../kit/testServer.ts";
import { percent } from "../support/statements.ts";
import { openTestStore } from "../support/store.ts";
import type { TestStore } from "../support/store.ts";
import { openWorks, publisher, sketch, writer } from "./house.ts";
import type { WorksHouse } from "./house.ts";

const WORKS = 250;
const DAY = parseLocalDate("2026-06-30");
if (DAY === null) throw new Error("The day exists.");
const COUNTRIES = storedCountrySet(expandTerritory(WORLD, DAY));
const QUESTION = { rights: ["PR", "OD"], countries: COUNTRIES, period: singleDay(DAY), asKnownOn: null } as const;
const METHODS = ["ownership", "recordings", "match", "repertoire", "resolve"] as const;

let store: TestStore;
let house: WorksHouse;
let server: RunningServer;
let reader: RightsReader;
let asked: number[] = [];
const workIds: string[] = [];

beforeAll(async () => {
  store = await openTestStore();
  house = await openWorks(store);
  const recorded = await house.works.recordStatements(
    Array.from({ length: WORKS }, (_, at) =>
      sketch({
        ...{ from: "SO:052", number: `R${at}`, title: `Right ${at}`, creators: [`R${at}`] },
        claims: [writer("50"), publisher("A", "50", { territories: at % 3 === 0 ? ["I2120"] : ["I2136", "E0840"] })],
      }),
    ),
  );
  workIds.push(...recorded.map(({ workId }) => workId));
  // Every tenth has a rival's picture, and with it a conflict.
  await house.works.recordStatements(
    workIds.flatMap((workId, at) =>
      at % 10 === 0 ? [{ ...sketch({ from: "SO:058", number: `Z${at}`, claims: [publisher("Z", "50")] }), workId }] : [],
    ),
  );
  reader = house.works.ports.rightsReader;
  const counted: RightsReader = {
    ...reader,
    ownership: async (request) => {
      asked.push(request.workIds.length);
      return await reader.ownership(request);
    },
  };
  server = await startTestServer({ ports: [servePort("rightsReader", counted, METHODS)] });
}, 60_000);
afterAll(async () => {
  await server.stop();
  await store.stop();
});

const overHttp = (answerBytesMax?: number): RightsReader =>
  pagedRightsReader(
    httpPort<RightsReader>({
      ...{ url: server.url, name: "rightsReader", methods: METHODS, identity: async () => await sign(systemCaller("port")) },
      ...(answerBytesMax === undefined ? {} : { answerBytesMax }),
    }),
  );
/** So many ids, the known ones again and again, and some that are none. */
const many = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => (at % 97 === 96 ? `wrk_none${at}` : (workIds[at % WORKS] ?? "")));

describe("a call about many works", () => {
  it("is answered as each work alone is, in the order asked, with null for what is none", async () => {
    const ids = many(1_000);
    const { works } = await reader.ownership({ ...QUESTION, workIds: ids });
    expect(works.map((work) => work?.workId ?? null)).toEqual(ids.map((id) => (id.startsWith("wrk_none") ? null : id)));
    for (const at of [0, 1, 96, 130, 249, 500]) {
      const alone = await reader.ownership({ ...QUESTION, workIds: [ids[at] ?? ""] });
      expect(works[at]).toEqual(alone.works[0]);
    }
  });

  it("gives the cells that the graph shows", async () => {
    const ids = workIds.slice(0, 12);
    const { works } = await reader.ownership({ ...QUESTION, workIds: ids });
    for (const [at, id] of ids.entries()) {
      const { work } = await house.data(
        `query ($id: ID!) { work(id: $id) { ownership(rights: [PR, OD], territories: ["2136"], on: "2026-06-30") {
          complete conflicts { id } cells { right territories state claimed { numerator denominator } held { numerator denominator } claims { partyName share { numerator denominator } payable { numerator denominator } } } } } }`,
        { id },
      );
      const plain = works[at]?.cells.map(({ right, countries, state, claimed, held, claims }) => ({
        ...{ right, territories: countriesOf(parseStoredCountrySet(countries)).length, state, claimed, held },
        claims: claims.map(({ partyName, share, payable }) => ({ partyName, share, payable })),
      }));
      const shown = work.ownership.cells.map((cell: Shown) => ({
        ...{ right: cell.right, state: cell.state, claimed: fraction(cell.claimed), held: fraction(cell.held) },
        claims: cell.claims.map((claim) => ({
          partyName: claim.partyName,
          share: fraction(claim.share),
          payable: fraction(claim.payable),
        })),
      }));
      expect(plain?.map(({ territories: _territories, ...cell }) => cell)).toEqual(shown);
      expect(works[at]?.conflictIds).toEqual(work.ownership.conflicts.map(({ id: conflict }: { id: string }) => conflict));
      expect(works[at]?.complete).toBe(work.ownership.complete);
    }
    expect(works[0]?.cells.some(({ held }) => held === storedShare(percent("50")))).toBe(true);
  });

  it("is refused beyond 1,000 works, in process and over HTTP", async () => {
    const ids = many(1_001);
    const refusal = { name: "Refusal", problems: [{ code: "TOO_MANY_WORKS", path: ["workIds"] }] };
    await expect(reader.ownership({ ...QUESTION, workIds: ids })).rejects.toMatchObject(refusal);
    await expect(overHttp().ownership({ ...QUESTION, workIds: ids })).rejects.toMatchObject(refusal);
  });

  it("answers a merged work by its survivor, and the past by what was known then", async () => {
    const [survivor = "", merged = ""] = workIds.slice(240, 242);
    const before = new Date().toISOString();
    const then = await reader.ownership({ ...QUESTION, workIds: [survivor, merged] });
    const document = `mutation ($input: MergeWorksInput!) { mergeWorks(input: $input) { problems { code } } }`;
    const { mergeWorks } = await house.data(document, { input: { survivor, merged, because: "One song." } });
    expect(mergeWorks.problems).toEqual([]);
    await house.foundation.events.drain();
    const now = await reader.ownership({ ...QUESTION, workIds: [survivor, merged] });
    expect(now.works.map((work) => work?.workId)).toEqual([survivor, survivor]);
    expect(now.works[1]?.cells).toEqual(now.works[0]?.cells);
    const past = await reader.ownership({ ...QUESTION, workIds: [survivor, merged], asKnownOn: before });
    expect(past.works.map((work) => work?.cells)).toEqual(then.works.map((work) => work?.cells));
  });
});

interface Fraction {
  readonly numerator: string;
  readonly denominator: string;
}
const fraction = ({ numerator, denominator }: Fraction): string => `${numerator}/${denominator}`;

interface Shown {
  readonly right: string;
  readonly state: string;
  readonly claimed: Fraction;
  readonly held: Fraction;
  readonly claims: readonly {
    readonly partyName: string;
    readonly share: Fraction;
    readonly payable: Fraction;
  }[];
}

describe("over HTTP", () => {
  it("a call about 1,000 works is asked in pages and answered as in process", async () => {
    const ids = many(1_000);
    asked = [];
    const answered = await overHttp().ownership({ ...QUESTION, workIds: ids });
    expect(answered).toEqual(JSON.parse(JSON.stringify(await reader.ownership({ ...QUESTION, workIds: ids }))));
    expect(asked).toEqual(Array.from({ length: 10 }, () => 100));
  });

  it("a page that is too large for an answer is asked for in halves, and a work that is too large alone is said to be", async () => {
    const ids = many(60);
    const [all, one] = [ids, ids.slice(0, 1)].map((workIds) => ({ ...QUESTION, workIds }));
    if (all === undefined || one === undefined) throw new Error("two questions");
    const whole = Buffer.byteLength(JSON.stringify({ answer: await reader.ownership(all) }));
    asked = [];
    expect(await overHttp(Math.ceil(whole / 3)).ownership(all)).toEqual(JSON.parse(JSON.stringify(await reader.ownership(all))));
    expect(asked.slice(0, 3)).toEqual([60, 30, 15]);
    await expect(overHttp(100).ownership(one)).rejects.toMatchObject({ code: "PORT_ANSWER_SIZE" });
  });
});
