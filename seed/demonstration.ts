import { graphql } from "graphql";
import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { dpidOf } from "../subgraphs/domain/identifiers/dpid.ts";
import { invariant } from "../subgraphs/domain/invariant.ts";
import { systemCaller } from "../subgraphs/kit/caller.ts";
import type { Caller } from "../subgraphs/kit/caller.ts";
import type { FileDesk, UploadKind } from "../subgraphs/kit/files.ts";
import type { Logger } from "../subgraphs/kit/log.ts";
import type { JobReader } from "../subgraphs/kit/ports/jobReader.ts";
import type { PartySeed } from "../subgraphs/parties/index.ts";
import type { Parts } from "../gateway/parts.ts";
import { HOMES, inventCatalogue } from "./catalogue.ts";
import type { Catalogue, InventedParty, InventedWork } from "./catalogue.ts";
import { demonstrationAgreements, membershipsOf, withheldRights } from "./mandates.ts";
import { registrationFile } from "./registrations.ts";
import { rivalFiles } from "./rivals.ts";
import { SAMPLE_PARTIES } from "./sampleParties.ts";
import { demonstrationTariffs } from "./tariffs.ts";
import { usageReport } from "./usageReport.ts";

/** The demonstration's seed and size: the same catalogue in every house. */
const DEMONSTRATION = { seed: 7, works: 60 } as const;
const CREATED_AT = "2026-01-05T08:00:00.000Z";
const SENDERS: Readonly<Record<string, string>> = {
  "119": "MCSC",
  "052": "PRS FOR MUSIC",
  "058": "SACEM",
  "038": "JASRAC",
  "010": "ASCAP",
};

export interface DemonstrationOptions {
  readonly parts: Parts;
  readonly log: Logger;
}

/** What was loaded, written beside the data. */
export interface LoadedDemonstration {
  readonly seed: number;
  readonly works: number;
  readonly licenses: readonly string[];
}

/**
 * Brings the demonstration catalogue into a house by the doors that everybody uses: bulk loads of parties and mandates, CWR
 * files, mutations, a usage report. Each step done twice changes nothing, so an interrupted start is simply gone over again.
 */
export async function loadDemonstration({ parts, log }: DemonstrationOptions): Promise<LoadedDemonstration> {
  const catalogue = inventCatalogue(DEMONSTRATION);
  const producers = await loadParties(parts, catalogue);
  await parts.parties.loadAgreements(demonstrationAgreements());
  for (const { society } of Object.values(HOMES)) {
    const works = catalogue.works.filter(({ home }) => home.society === society);
    await importBytes(parts, registrationFile(works, { society, name: SENDERS[society] ?? society, createdAt: CREATED_AT }), { society });
  }
  for (const { society, bytes } of rivalFiles(catalogue, CREATED_AT)) await importBytes(parts, bytes, { society });
  await labelWorks(parts, catalogue);
  await claimRecordings(parts, catalogue, producers);
  await parts.licenses.loadTariffs(demonstrationTariffs());
  const licenses = await issueLicenses(parts);
  const [streaming] = licenses;
  invariant(streaming !== undefined, "the demonstration has a streaming licence");
  await upload(parts.distributions.files, parts.distributions.ports.jobReader, {
    kind: "usage",
    bytes: usageReport(catalogue),
    parameters: { license: streaming, fileName: "demonstration-2026-Q3.csv" },
  });
  log.info({ ...DEMONSTRATION, licenses: licenses.length }, "the demonstration catalogue is loaded");
  return { ...DEMONSTRATION, licenses };
}

const CALLER = systemCaller("demonstration");
/** Who declares what models made: the society of the works' writers. */
const STEWARD: Caller = { ...CALLER, subject: "demonstration-steward", society: "119", role: "steward" };

/** Loads everyone and who gave what to whom; answers the producers. */
async function loadParties({ parties }: Parts, { parties: invented, works }: Catalogue): Promise<readonly string[]> {
  const ids = await parties.loadParties(invented.map(partySeed));
  await parties.loadMemberships(invented.flatMap((party, at) => membershipsOf(party.home, ids[at] ?? "", party.side)));
  const withholding = works.findLast(({ home }) => home.society === "119")?.chains[0]?.publisher;
  const withholdingId = ids[invented.findIndex(({ number }) => number === withholding?.number)];
  invariant(withholdingId !== undefined, "a publisher of 119 has a work");
  await parties.loadEntrustments(withheldRights(withholdingId));
  const samples = SAMPLE_PARTIES.map(({ ipiNameNumber, last, first, side }) =>
    namedSeed({ key: ipiNameNumber, last, first, side, ipiNameNumber }),
  );
  const sampleIds = await parties.loadParties(samples);
  await parties.loadMemberships(SAMPLE_PARTIES.flatMap((party, at) => membershipsOf(party, sampleIds[at] ?? "", party.side)));
  const producers = await parties.loadParties(PRODUCERS);
  await parties.loadMemberships(
    producers.map((partyId) => ({
      partyId,
      society: "CAVCA",
      rights: ["MV", "PC", "RP"],
      territories: ["0156"],
      from: "2010-01-01",
      creationClass: "AV",
    })),
  );
  return producers;
}

/** Two invented producers of music videos, members of CAVCA, which has no CISAC code. */
const PRODUCERS: readonly PartySeed[] = [
  {
    key: "producer-1",
    kind: "LEGAL",
    names: [{ lastName: "JADE TERRACE AUDIO VIDEO" }, { lastName: "玉台音像" }],
    dpid: dpidOf("2019071501"),
  },
  {
    key: "producer-2",
    kind: "LEGAL",
    names: [{ lastName: "NINE STREAMS PICTURES" }, { lastName: "九溪影视" }],
    dpid: dpidOf("2020030102"),
  },
];

function partySeed({ number, last, first, native, side, ipiNameNumber, ipiBaseNumber, home }: InventedParty): PartySeed {
  const seed = namedSeed({ key: `${home.society}-${number}`, last, first, side, ipiNameNumber });
  const nativeName = native === null ? [] : [{ lastName: native, kind: "OR" as const, language: home.society === "038" ? "ja" : "zh" }];
  return { ...seed, names: [...seed.names, ...nativeName], ipiBaseNumber };
}

function namedSeed(party: Pick<InventedParty, "last" | "first" | "side" | "ipiNameNumber"> & { readonly key: string }): PartySeed {
  const { key, last, first, side, ipiNameNumber } = party;
  const name = { lastName: last, ...(first === "" ? {} : { firstName: first }), ipiNameNumber };
  return { key, kind: side === "WRITER" ? "NATURAL" : "LEGAL", names: [name] };
}

function importBytes(parts: Parts, bytes: Uint8Array, { society }: { readonly society: string }): Promise<void> {
  return upload(parts.works.files, parts.works.ports.jobReader, {
    kind: "cwr",
    bytes,
    parameters: { society, fileName: `demonstration-${society}.V22` },
  });
}

async function upload(
  desk: FileDesk,
  jobs: JobReader,
  file: { readonly kind: UploadKind; readonly bytes: Uint8Array; readonly parameters: Readonly<Record<string, string>> },
): Promise<void> {
  const { job: id } = await desk.receive({
    kind: file.kind,
    stream: Readable.from([Buffer.from(file.bytes)]),
    parameters: file.parameters,
    caller: CALLER,
  });
  for (let tries = 0; tries < 6_000; tries += 1) {
    const { job } = await jobs.find({ id });
    const rejected = job?.state === "DONE" && (JSON.parse(job.result ?? "{}") as { rejected?: number }).rejected !== 0;
    if (job?.state === "FAILED" || rejected)
      throw new Error(`The demonstration's ${file.kind} file was refused: ${JSON.stringify(job.problems.slice(0, 3))}`);
    if (job?.state === "DONE") return;
    await wait(10);
  }
  throw new Error(`The demonstration's ${file.kind} file was not done in a minute.`);
}

const WORK_ID = `query ($iswc: String!) { workByIswc(iswc: $iswc) { id } }`;
const LABEL = `mutation ($input: DeclareAiLabelInput!) { declareAiLabel(input: $input) { problems { code message } } }`;

/** One work that a person made with a model's help, and one that a model made. */
async function labelWorks(parts: Parts, { works }: Catalogue): Promise<void> {
  const chinese = works.filter(({ home }) => home.society === "119");
  const labels: readonly (readonly [InventedWork | undefined, "PARTLY" | "ALL"])[] = [
    [chinese[1], "PARTLY"],
    [chinese[2], "ALL"],
  ];
  for (const [work, extent] of labels) {
    const { workByIswc } = await ask<{ workByIswc: { id: string } | null }>(parts.works, {
      source: WORK_ID,
      variables: { iswc: work?.iswc },
    });
    invariant(workByIswc, "the labelled work is in the catalogue");
    const { declareAiLabel } = await ask<{ declareAiLabel: { problems: readonly { message: string }[] } }>(parts.works, {
      source: LABEL,
      variables: { input: { work: workByIswc.id, extent, tool: "demonstration model 1", idempotencyKey: `demonstration-label-${extent}` } },
      as: STEWARD,
    });
    invariant(declareAiLabel.problems.length === 0, "the demonstration's labels are declared as they should be");
  }
}

const RECORDINGS = `query ($iswc: String!) { workByIswc(iswc: $iswc) { recordings { id } } }`;
const CLAIM = `mutation ($input: SubmitRecordingClaimInput!) { submitRecordingClaim(input: $input) { problems { code message } } }`;
/** Who speaks for the producers. */
const PRODUCERS_STEWARD: Caller = { ...CALLER, subject: "demonstration-producers", society: "CAVCA", role: "steward" };

/** Each producer has made a recording of a work of 119: its rights in China, apart from the work's. */
async function claimRecordings({ works }: Parts, catalogue: Catalogue, producers: readonly string[]): Promise<void> {
  const chinese = catalogue.works.filter(({ home }) => home.society === "119");
  for (const [at, party] of producers.entries()) {
    const asked = { source: RECORDINGS, variables: { iswc: chinese[at]?.iswc }, as: PRODUCERS_STEWARD };
    const { workByIswc } = await ask<{ workByIswc: { recordings: readonly { id: string }[] } | null }>(works, asked);
    const recording = workByIswc?.recordings[0]?.id;
    invariant(recording !== undefined, "works of the demonstration are recorded");
    const figures = ["PRODUCER_EXCLUSIVE", "PRODUCER_REMUNERATION"].map((rightSet) => ({ rightSet, percent: "100" }));
    const claim = { party, role: "PRODUCER", figures, territories: [{ territory: "0156" }] };
    const input = { recording, claim, idempotencyKey: `demonstration-recording-${at}` };
    const { submitRecordingClaim } = await ask<{ submitRecordingClaim: { problems: readonly { message: string }[] } }>(works, {
      ...{ source: CLAIM, variables: { input }, as: PRODUCERS_STEWARD },
    });
    invariant(submitRecordingClaim.problems.length === 0, "the demonstration's recordings are claimed as they should be");
  }
}

const ISSUE = `mutation ($input: IssueLicenseInput!) { issueLicense(input: $input) { license { id } problems { code message } } }`;

/** A streaming licence of 119 in four countries, and its karaoke licence at home. */
async function issueLicenses(parts: Parts): Promise<string[]> {
  const period = { from: "2026-01-01", until: "2027-01-01" };
  const estimate = (territory: string, revenue: string, plays: string) => ({ territory, revenue, plays, subscribers: "0" });
  const quotes = [
    {
      licensee: "CLOUDSONG",
      number: "119/2026/ONLINE-1",
      quote: {
        ...{ licensor: "119", use: "STREAM_INTERACTIVE", territories: ["0156", "0344", "0250", "0826"], period, currency: "CNY" },
        estimates: [
          estimate("0156", "400000", "900000"),
          estimate("0344", "90000", "120000"),
          estimate("0250", "60000", "80000"),
          estimate("0826", "70000", "90000"),
        ],
      },
    },
    {
      licensee: "LANTERNBAR",
      number: "119/2026/KARAOKE-1",
      quote: {
        licensor: "119",
        use: "KARAOKE",
        territories: ["0156"],
        period,
        currency: "CNY",
        estimates: [estimate("0156", "50000", "40000")],
      },
    },
  ];
  const ids: string[] = [];
  for (const input of quotes) {
    const { issueLicense } = await ask<{ issueLicense: { license: { id: string } | null; problems: readonly { message: string }[] } }>(
      parts.licenses,
      { source: ISSUE, variables: { input: { ...input, idempotencyKey: `demonstration-${input.number}` } } },
    );
    if (issueLicense.license === null)
      throw new Error(`The demonstration's licence was refused: ${issueLicense.problems.map(({ message }) => message).join("; ")}`);
    ids.push(issueLicense.license.id);
  }
  return ids;
}

/** Asks one subgraph's own schema, as the house itself where nobody else is named. */
async function ask<T>(
  part: Parts["works"] | Parts["licenses"],
  { source, variables, as = CALLER }: { readonly source: string; readonly variables: object; readonly as?: Caller },
): Promise<T> {
  const { data, errors } = await graphql({
    schema: part.schema,
    source,
    variableValues: { ...variables },
    contextValue: part.contextFor(as),
  });
  if (errors && errors.length > 0)
    throw new AggregateError(errors, `The demonstration could not be loaded: ${errors.map(({ message }) => message).join("; ")}`);
  return data as T;
}
