import type { SubgraphName } from "../../../subgraphs/kit/subgraphName.ts";
import type { Asker, Facts, Side } from "./world.ts";

/** One root field, and what each asker gets: asking of the own society's things, and of another's. */
export interface Row {
  readonly field: string;
  /**
   * One word for each asker, in the order nobody, society, licensing, steward, distribution, licensee, regulator, admin. `no`: refused
   * (UNAUTHENTICATED without a token, else FORBIDDEN). `all`: answered, whoever's it is. `own`: answered for the own society, else null or an empty
   * list as if there were nothing; `own|CODE`: else refused with the code. `none`: allowed, and there is nothing of this asker's to show.
   */
  readonly cells: string;
  /** The arguments: the least that leads to a thing of society 119 (of CLOUDSONG for a licensee). */
  readonly ask?: (facts: Facts, who: { readonly asker: Asker; readonly side: Side }) => Readonly<Record<string, unknown>>;
  /** What to ask of it where the least does not tell whose it is. */
  readonly select?: string;
  /** The problems that the operation ends in once access is granted, so that it changes nothing and can be asked again. */
  readonly ends?: readonly string[];
}

/** An entity, and who gets it by its key from the subgraph that has it. */
export interface EntityRow {
  readonly type: string;
  readonly cells: string;
  readonly key: (facts: Facts) => Readonly<Record<string, string>>;
}

/** An address of files, and the subgraph whose desk answers it. */
export interface FileRow {
  readonly address: string;
  readonly home: SubgraphName;
  readonly cells: string;
  readonly of: (facts: Facts) => string;
}

const EARLY = { expectedVersion: 999 };
const YEAR = { from: "2026-01-01", until: "2027-01-01" };
const QUOTE = { licensor: "119", use: "KARAOKE", territories: ["0156"], period: YEAR, currency: "CNY" };
const CLAIM = (party: string) => ({ party, side: "WRITER", role: "CA", figures: [{ family: "PERFORMING", percent: "1" }] });
const PRODUCES = (party: string) => ({ party, role: "PRODUCER", figures: [{ rightSet: "PRODUCER_EXCLUSIVE", percent: "1" }] });
const WORLD = [{ include: true, territory: "2136" }];
const input = (given: object): Readonly<Record<string, unknown>> => ({ input: given });

/* prettier-ignore */
export const ROWS: readonly Row[] = [
  // works                                         nobody society licensing steward distribution licensee regulator admin
  { field: "Query.work",                    cells: "all    all     all       all     all          all      all       all", ask: ({ work }) => ({ id: work }) },
  { field: "Query.workByIswc",              cells: "all    all     all       all     all          all      all       all", ask: ({ iswc }) => ({ iswc }) },
  { field: "Query.searchWorks",             cells: "all    all     all       all     all          all      all       all", ask: () => ({ query: "lantern" }) },
  { field: "Query.node",                    cells: "no     all     all       all     all          all      all       all", ask: ({ work }) => ({ id: work }) },
  { field: "Query.identify",                cells: "no     all     all       all     all          all      all       all", ask: ({ iswc }) => ({ codes: [iswc] }) },
  { field: "Query.conflicts",               cells: "no     all     all       all     all          no       no        all" },
  { field: "Query.conflict",                cells: "no     all     all       all     all          no       no        all", ask: ({ conflict }) => ({ id: conflict }) },
  { field: "Query.simulateRuling",          cells: "no     all     all       all     all          no       no        all", ask: ({ conflict }) => ({ conflict, ruling: { worksAreDistinct: true } }) },
  { field: "Query.job",                     cells: "no     own     own       own     own          own      no        all", ask: ({ job, licenseesJob }, { asker }) => ({ id: asker === "licensee" ? licenseesJob : job }) },
  { field: "Query.jobs",                    cells: "no     own     own       own     own          own      no        all" },
  { field: "Query.catalogueTransfers",      cells: "no     own     own       own     own          no       no        all" },
  { field: "Query.catalogueTransfer",       cells: "no     own     own       own     own          no       no        all", ask: ({ transfer }) => ({ id: transfer }) },
  { field: "Query.previewCatalogueTransfer", cells: "no    own|NO_STANDING own|NO_STANDING own|NO_STANDING own|NO_STANDING no no all", ask: ({ order }) => ({ transfer: order }), select: "problems { code } preview { hash }" },
  { field: "Query.changes",                 cells: "no     all     all       all     all          no       no        all", ask: () => ({ first: 1 }) },
  { field: "Query.societySources",          cells: "no     all     all       all     all          no       no        all" },
  { field: "Query.societyStatements",       cells: "no     all     all       all     all          no       no        all", ask: () => ({ society: "119", first: 1 }) },
  { field: "Query.webhooks",                cells: "no     own     own       own     own          no       no        own" },
  { field: "Query.webhookDeliveries",       cells: "no     none|BAD_USER_INPUT none|BAD_USER_INPUT none|BAD_USER_INPUT none|BAD_USER_INPUT no no none|BAD_USER_INPUT", ask: ({ webhook }) => ({ webhook }) },
  { field: "Mutation.registerWork",         cells: "no     no      no        own|FORBIDDEN no     no       no        all", ask: () => input({ society: "119", workCode: "MATRIX", titles: [], creators: [] }), ends: ["COUNT"] },
  { field: "Mutation.submitClaim",          cells: "no     no      no        own|FORBIDDEN no     no       no        all", ask: ({ work, party }) => input({ work, society: "119", claim: CLAIM(party), ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Mutation.submitRecordingClaim", cells: "no     no      no        own|FORBIDDEN no     no       no        all", ask: ({ recording, party }) => input({ recording, society: "119", claim: PRODUCES(party), ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Mutation.withdrawClaim",        cells: "no     no      no        own|FORBIDDEN no     no       no        all", ask: ({ claim }) => input({ claim, ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Mutation.proposeRuling",        cells: "no     no      no        own|NO_STANDING no   no       no        all", ask: ({ conflict }) => input({ conflict, ruling: { worksAreDistinct: true }, because: "Two songs", ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Mutation.signRuling",           cells: "no     no      no        own|FORBIDDEN no     no       no        all", ask: ({ ruling }) => input({ ruling, society: "119", ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Mutation.counterRuling",        cells: "no     no      no        own|NO_STANDING no   no       no        all", ask: ({ ruling }) => input({ ruling, counter: { worksAreDistinct: true }, because: "Two songs", ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Mutation.proposeCatalogueTransfer", cells: "no no      no        own|NO_STANDING no   no       no        all", ask: ({ order }) => input({ transfer: order, because: "Sold" }), ends: ["TRANSFER_OVERLAPS"] },
  { field: "Mutation.confirmCatalogueTransfer", cells: "no no      no        own|FORBIDDEN no     no       no        all", ask: ({ transfer }) => input({ transfer, society: "119", preview: "another" }), ends: ["STALE_PREVIEW"] },
  { field: "Mutation.withdrawCatalogueTransfer", cells: "no no     no        own|TRANSFER_UNKNOWN no no    no        all", ask: ({ transfer }) => input({ transfer, because: "Off", ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Mutation.addEvidence",          cells: "no     no      no        own|NO_STANDING no   no       no        all", ask: ({ conflict }) => input({ conflict, text: "A letter", idempotencyKey: "matrix" }) },
  { field: "Mutation.assignConflict",       cells: "no     no      no        own|NO_STANDING no   no       no        all", ask: ({ conflict }) => input({ conflict, assignee: "Mei", idempotencyKey: "matrix" }) },
  { field: "Mutation.addConflictNote",      cells: "no     no      no        own|NO_STANDING no   no       no        all", ask: ({ conflict }) => input({ conflict, text: "Ask Mei", idempotencyKey: "matrix" }) },
  { field: "Mutation.estimateConflict",     cells: "no     no      no        own|NO_STANDING no   no       no        all", ask: ({ conflict }) => input({ conflict, amount: "10", currency: "CNY", because: "Last year", ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Mutation.mergeWorks",           cells: "no     no      no        own|NO_STANDING no   no       no        all", ask: ({ work, ownWork }) => input({ survivor: work, merged: ownWork, because: "One song", ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Mutation.undoMerge",            cells: "no     no      no        all     no           no       no        all", ask: ({ work }) => input({ merged: work, because: "Two songs" }), ends: ["NOT_MERGED"] },
  { field: "Mutation.cancelJob",            cells: "no     no      no        own|JOB_UNKNOWN own|JOB_UNKNOWN own|JOB_UNKNOWN no all", ask: ({ job, licenseesJob }, { asker }) => input({ job: asker === "licensee" ? licenseesJob : job }), ends: ["JOB_FINISHED"] },
  { field: "Mutation.resumeJob",            cells: "no     no      no        own|JOB_UNKNOWN own|JOB_UNKNOWN own|JOB_UNKNOWN no all", ask: ({ job, licenseesJob }, { asker }) => input({ job: asker === "licensee" ? licenseesJob : job }), ends: ["JOB_NOT_RESUMABLE"] },
  { field: "Mutation.declareAiLabel",       cells: "no     no      no        own|NO_STANDING no   no       no        all", ask: ({ work }) => input({ work, extent: "NONE", ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Mutation.registerFileSource",   cells: "no     no      no        own|FORBIDDEN no     no       no        all", ask: () => input({ society: "119", rhythmDays: 0 }), ends: ["RHYTHM_DAYS"] },
  { field: "Mutation.registerNodeSource",   cells: "no     no      no        own|FORBIDDEN no     no       no        all", ask: () => input({ society: "119", url: "http://127.0.0.1:9/graphql", token: "a.b.c", ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Mutation.removeSocietySource",  cells: "no     no      no        own|FORBIDDEN no     no       no        all", ask: () => input({ society: "119", ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Mutation.registerWebhook",      cells: "no     all     no        all     no           no       no        all", ask: () => input({ url: "nowhere" }), ends: ["WEBHOOK_URL"] },
  { field: "Mutation.disableWebhook",       cells: "no     own|WEBHOOK_UNKNOWN no own|WEBHOOK_UNKNOWN no no no own|WEBHOOK_UNKNOWN", ask: ({ webhook }) => input({ webhook }) },
  { field: "Mutation.enableWebhook",        cells: "no     own|WEBHOOK_UNKNOWN no own|WEBHOOK_UNKNOWN no no no own|WEBHOOK_UNKNOWN", ask: ({ webhook }) => input({ webhook }) },
  { field: "Mutation.deleteWebhook",        cells: "no     own|WEBHOOK_UNKNOWN no own|WEBHOOK_UNKNOWN no no no own|WEBHOOK_UNKNOWN", ask: ({ webhook }) => input({ webhook }) },
  { field: "Mutation.replayDelivery",       cells: "no     all     no        all     no           no       no        all", ask: () => input({ delivery: "whd_00000000000000000000000000" }), ends: ["DELIVERY_UNKNOWN"] },
  { field: "Subscription.workChanged",      cells: "no     all     all       all     all          no       no        all" },
  { field: "Subscription.conflictChanged",  cells: "no     all     all       all     all          no       no        all" },
  // parties                                       nobody society licensing steward distribution licensee regulator admin
  { field: "Query.party",                   cells: "no     all     all       all     all          all      all       all", ask: ({ party }) => ({ id: party }) },
  { field: "Query.partyByIpi",              cells: "no     all     all       all     all          all      all       all", ask: () => ({ ipi: "09490020410" }) },
  { field: "Query.searchParties",           cells: "no     all     all       all     all          all      all       all", ask: () => ({ query: "lenton" }) },
  { field: "Query.society",                 cells: "no     all     all       all     all          all      all       all", ask: () => ({ code: "119" }) },
  { field: "Query.societies",               cells: "no     all     all       all     all          all      all       all" },
  { field: "Query.mandate",                 cells: "no     all     all       all     all          no       no        all", ask: ({ party }) => ({ party, right: "PR", territory: "0156", on: "2026-06-01" }) },
  { field: "Query.representation",          cells: "no     all     all       all     all          no       no        all", ask: () => ({ of: "052", right: "PR", territory: "0156", on: "2026-06-01" }) },
  { field: "Query.partyChanges",            cells: "no     all     all       all     all          no       no        all", ask: () => ({ first: 1 }) },
  { field: "Mutation.registerParty",        cells: "no     no      no        all     no           no       no        all", ask: () => input({ kind: "NATURAL", names: [] }), ends: ["NAMES_COUNT"] },
  { field: "Mutation.recordPartyStatus",    cells: "no     no      no        all     no           no       no        all", ask: ({ party }) => input({ party, status: "VALID", ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Mutation.recordMembership",     cells: "no     no      no        own|FORBIDDEN no     no       no        all", ask: ({ party }) => input({ party: `${party.slice(0, -2)}00`, society: "119", rights: ["PR"], territories: WORLD, period: YEAR }), ends: ["UNKNOWN_ID"] },
  { field: "Mutation.recordAgreement",      cells: "no     no      no        own|FORBIDDEN no     no       no        all", ask: ({ agreement }) => input({ agreement, grantor: "119", grantee: "052", rights: ["PR"], territories: WORLD, period: YEAR, currency: "CNY", ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Mutation.terminateAgreement",   cells: "no     no      no        own|FORBIDDEN no     no       no        all", ask: ({ agreement }) => input({ agreement, from: "2030-01-01", ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Mutation.recordEntrustment",    cells: "no     no      no        own|FORBIDDEN no     no       no        all", ask: ({ entrustment }) => input({ entrustment, society: "119", hub: "052", rights: ["PR"], territories: WORLD, period: YEAR, ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Mutation.withdrawEntrustment",  cells: "no     no      no        own|FORBIDDEN no     no       no        all", ask: ({ entrustment }) => input({ entrustment, from: "2030-01-01", ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Mutation.recordExclusion",      cells: "no     no      no        own|FORBIDDEN no     no       no        all", ask: ({ exclusion, party }) => input({ exclusion, party, rights: ["PR"], territories: WORLD, period: YEAR, ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Mutation.endExclusion",         cells: "no     no      no        own|FORBIDDEN no     no       no        all", ask: ({ exclusion }) => input({ exclusion, from: "2030-01-01", ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Subscription.partyChanged",     cells: "no     all     all       all     all          no       no        all" },
  // licenses                                      nobody society licensing steward distribution licensee regulator admin
  { field: "Query.quote",                   cells: "no     no      own|FORBIDDEN no  no           no       no        all", ask: () => input(QUOTE) },
  { field: "Query.license",                 cells: "no     own     own       no      own          own      no        all", ask: ({ license }) => ({ id: license }) },
  { field: "Query.licenses",                cells: "no     own     own       no      own          own      no        all", ask: () => ({ filter: { licensor: "119", licensee: "CLOUDSONG" } }) },
  { field: "Query.tariffs",                 cells: "no     all     all       no      all          all      no        all", ask: () => ({ licensor: "119" }) },
  { field: "Query.licenseAlarms",           cells: "no     none    none      no      none         no       no        none" },
  { field: "Mutation.issueLicense",         cells: "no     no      own|FORBIDDEN no  no           no       no        all", ask: () => input({ quote: QUOTE, licensee: "" }), ends: ["LICENSEE_LENGTH"] },
  { field: "Mutation.amendLicense",         cells: "no     no      own|LICENSE_UNKNOWN no  no           no       no        all", ask: ({ license }) => input({ license, from: "2026-12-01", ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Mutation.terminateLicense",     cells: "no     no      own|LICENSE_UNKNOWN no  no           no       no        all", ask: ({ license }) => input({ license, from: "2026-12-01", ...EARLY }), ends: ["STALE_VERSION"] },
  { field: "Subscription.licenseAlarm",     cells: "no     all     all       no      all          no       no        all" },
  // distributions                                 nobody society licensing steward distribution licensee regulator admin
  { field: "Query.distributionRun",         cells: "no     own     no        no      own          no       all       all", ask: ({ run }) => ({ id: run }) },
  { field: "Query.distributionRuns",        cells: "no     own     no        no      own          no       all       all" },
  { field: "Query.statements",              cells: "no     own     no        no      own          no       no        all" },
  { field: "Query.statement",               cells: "no     own     no        no      own          no       no        all", ask: ({ statement }) => ({ id: statement }) },
  { field: "Query.explainPayment",          cells: "no     own     no        no      own          no       no        all", ask: ({ line }) => ({ line }) },
  { field: "Query.undistributed",           cells: "no     own     no        no      own          no       no        all" },
  { field: "Query.settlement",              cells: "no     own     no        no      own          no       no        all", ask: () => ({ period: "2026-Q3" }), select: "dues { amount { amount } }" },
  { field: "Query.holds",                   cells: "no     own     no        no      own          no       no        all" },
  { field: "Query.usageReport",             cells: "no     own     no        no      own          own      no        all", ask: ({ report }) => ({ id: report }) },
  { field: "Query.usageReports",            cells: "no     own     no        no      own          own      no        all" },
  { field: "Mutation.runDistribution",      cells: "no     no      no        no      all          no       no        all", ask: () => input({ dryRun: true }), ends: ["NOTHING_UNPAID"] },
];

/** What each subgraph gives of its entities to a caller past the gateway, by their keys; the gateway asks for them after it has looked at the whole operation. */
/* prettier-ignore */
export const ENTITIES: readonly EntityRow[] = [
  // nobody society licensing steward distribution licensee regulator admin
  { type: "Work",            cells: "all all all all all all all all", key: ({ work }) => ({ id: work }) },
  { type: "Recording",       cells: "no  all all all all all all all", key: ({ recording }) => ({ id: recording }) },
  { type: "Conflict",        cells: "no  all all all all no  no  all", key: ({ conflict }) => ({ id: conflict }) },
  { type: "Job",             cells: "no  all all all all all all all", key: ({ job }) => ({ id: job }) },
  { type: "Party",           cells: "all all all all all all all all", key: ({ party }) => ({ id: party }) },
  { type: "Society",         cells: "all all all all all all all all", key: () => ({ code: "119" }) },
  { type: "Agreement",       cells: "no  all all all all no  no  all", key: ({ agreement }) => ({ id: agreement }) },
  { type: "License",         cells: "no  own own no  own own no  all", key: ({ license }) => ({ id: license }) },
  { type: "DistributionRun", cells: "no  own no  no  own no  all all", key: ({ run }) => ({ id: run }) },
  { type: "UsageReport",     cells: "no  own no  no  own own no  all", key: ({ report }) => ({ id: report }) },
  { type: "Statement",       cells: "no  own no  no  own no  no  all", key: ({ statement }) => ({ id: statement }) },
];

/** Who may send and read which files, by address: the same words, of HTTP 202 and 200, 401 and 403, 404 (`own`), 422 (`all`, for bodies that are wrong). */
/* prettier-ignore */
export const FILES: readonly FileRow[] = [
  //                                                    nobody society licensing steward distribution licensee regulator admin
  { address: "POST /files/cwr", home: "works",              cells: "no no  no  own|FORBIDDEN no            no no all", of: () => "/files/cwr?society=119&dryRun=true" },
  { address: "POST /files/works", home: "works",            cells: "no no  no  own|FORBIDDEN no            no no all", of: () => "/files/works?society=119&dryRun=true" },
  { address: "POST /files/parties", home: "parties",          cells: "no no  no  own|FORBIDDEN no            no no all", of: () => "/files/parties?society=119&dryRun=true" },
  { address: "POST /files/usage", home: "distributions",            cells: "no no  no  no            all           all no all", of: ({ license }) => `/files/usage?license=${license}&dryRun=true` },
  { address: "POST /files/evidence", home: "works",         cells: "no no  no  own|NO_STANDING  no            no no all", of: ({ conflict }) => `/files/evidence?conflict=${conflict}&text=A%20letter` },
  { address: "POST /files/exports", home: "works",          cells: "no all all all           all           no no all", of: () => "/files/exports" },
  { address: "GET /files/acknowledgements/…", home: "works", cells: "no own|FORBIDDEN own|FORBIDDEN own|FORBIDDEN own|FORBIDDEN no no all", of: ({ acknowledgement }) => acknowledgement },
  { address: "GET /files/exports/…", home: "works",         cells: "no own|FORBIDDEN own|FORBIDDEN own|FORBIDDEN own|FORBIDDEN no no all", of: () => "/files/exports/works-119.csv" },
  { address: "GET /files/statements/…", home: "distributions",      cells: "no own no  no  own no no all", of: ({ run }) => `/files/statements/${run}-052.crd` },
];
