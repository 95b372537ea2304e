import { readFileSync } from "node:fs";
import type { GraphQLSchema } from "graphql";
import { CONFLICT_TERMS } from "../domain/conflictClock.ts";
import type { ConflictTerms } from "../domain/conflictClock.ts";
import type { Caller } from "../kit/caller.ts";
import type { FileDesk } from "../kit/files.ts";
import type { Foundation } from "../kit/foundation.ts";
import { createChangeReader } from "../kit/ports/changeReader.ts";
import type { ChangeReader } from "../kit/ports/changeReader.ts";
import { createJobReader } from "../kit/ports/jobReader.ts";
import type { JobReader } from "../kit/ports/jobReader.ts";
import type { MandateReader } from "../kit/ports/mandateReader.ts";
import type { PartyReader } from "../kit/ports/partyReader.ts";
import type { PartyRegistrar } from "../kit/ports/partyRegistrar.ts";
import type { RelianceReader } from "../kit/ports/relianceReader.ts";
import type { RightsReader } from "../kit/ports/rightsReader.ts";
import type { LicenseForecaster } from "../kit/ports/licenseForecaster.ts";
import type { RunForecaster } from "../kit/ports/runForecaster.ts";
import type { StakeReader } from "../kit/ports/stakeReader.ts";
import type { Seal } from "../kit/seal.ts";
import { buildSubgraph } from "../kit/server.ts";
import { ensureIndexes } from "../kit/store.ts";
import { keepConflictClock } from "./conflictClock.ts";
import type { WorksContext } from "./context.ts";
import { applyTerms } from "./cwr/agreementTerms.ts";
import { CwrDesk } from "./cwr/desk.ts";
import { CwrExportDesk } from "./cwr/export/desk.ts";
import type { CwrImportGround } from "./cwr/importCwr.ts";
import { loadCwrInBulk } from "./cwr/loadInBulk.ts";
import { EvidenceDesk } from "./evidenceDesk.ts";
import { settleIswcs } from "./cwr/notifiedIswcs.ts";
import { createWorkLoaders } from "./loaders.ts";
import { workModels } from "./model.ts";
import { createNameSearch } from "./nameSearch.ts";
import type { WorkParts } from "./parts.ts";
import { loadNewWorks, recordDrafts, recordStatements } from "./recordStatements.ts";
import { resolvers } from "./resolvers.ts";
import { createRightsReader } from "./rightsReader.ts";
import { deskOf, SheetDesk } from "./sheets/desk.ts";
import { createSocietySources } from "./societySources/index.ts";
import { draftStatement } from "./statementDraft.ts";
import { createSubmitterParties } from "./submitterParties.ts";
import type { RecordedStatement, WorkStatementInput } from "./statements.ts";
import { createWebhooks } from "./webhooks/index.ts";
import type { WebhookReach } from "./webhooks/index.ts";
import { registerTransfers } from "./transfers/apply.ts";
import { createWorkStore } from "./workStore.ts";

export { workMigrations } from "./migrations.ts";
export type { WorksContext } from "./context.ts";
export { NODE_SEAL } from "./societySources/index.ts";
export { WEBHOOK_SEAL } from "./webhooks/index.ts";
export type { WebhookReach } from "./webhooks/index.ts";
export type { RecordedStatement, WorkStatementInput } from "./statements.ts";

/** The works subgraph: what exists, what was stated about it, who owns what, and where statements collide. */
export interface WorksSubgraph {
  readonly name: "works";
  readonly schema: GraphQLSchema;
  readonly typeDefs: string;
  /** A fresh context (loaders) for one request. */
  contextFor(caller: Caller): WorksContext;
  readonly ports: { readonly rightsReader: RightsReader; readonly jobReader: JobReader; readonly changeReader: ChangeReader };
  /** CWR files in, acknowledgements out. */
  readonly files: FileDesk;
  /** Records up to 100 statements in one transaction: for seeds and generators; files come through the desk. */
  recordStatements(inputs: readonly WorkStatementInput[]): Promise<readonly RecordedStatement[]>;
  /** The bulk path of generated catalogues: a CWR file whose works are all new, for a receiver; answers how many it made. */
  loadInBulk(bytes: Uint8Array, receiver: string): Promise<number>;
  /** Starts the sequencer, jobs and schedules of this subgraph. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What works asks of the others. */
export interface WorksPorts {
  readonly partyRegistrar: PartyRegistrar;
  readonly partyReader: PartyReader;
  readonly mandateReader: MandateReader;
  /** What happens to parties, for webhooks. */
  readonly changeReader: ChangeReader;
  /** What happens to licences, for webhooks; nothing does where works stands without them. */
  readonly licenseChanges?: ChangeReader;
  /** What money conflicts are about; unknown where works stands without distributions. */
  readonly stakeReader?: StakeReader;
  /** Which licences rest on works; unknown where works stands without licenses. */
  readonly relianceReader?: RelianceReader;
  /** What rulings do to money and licences; unknown where works stands without those who know. */
  readonly runForecaster?: RunForecaster;
  readonly licenseForecaster?: LicenseForecaster;
  /** Readers of other subgraphs' jobs, so that one query answers for every job. */
  readonly jobReaders: readonly JobReader[];
}

const NO_CHANGES: ChangeReader = {
  page: async () => await Promise.resolve({ events: [], hasMore: false }),
  last: async () => await Promise.resolve({ number: 0 }),
};

const SDL = new URL("../../schema/works.graphql", import.meta.url);

export interface WorksOptions {
  readonly foundation: Foundation;
  readonly ports: WorksPorts;
  readonly dataFolder: string;
  /** Where webhooks may go; public addresses over https when not said. */
  readonly webhookReach?: WebhookReach;
  /** Seals the secrets of webhooks; without it none can be registered. */
  readonly webhookSeal?: Seal | null;
  /** How long conflicts wait; 60 and 60 days when not said. */
  readonly conflictTerms?: ConflictTerms;
  /** Seals the tokens of nodes; without it none can be registered. */
  readonly nodeSeal?: Seal | null;
  /** The society whose node this house is: it tells of no other. */
  readonly nodeSociety?: string | null;
}

/** Makes collections and indexes and puts the subgraph together. */
export async function createWorksSubgraph(options: WorksOptions): Promise<WorksSubgraph> {
  const { foundation, ports, dataFolder } = options;
  const { clock } = foundation;
  const jobReader = createJobReader(foundation.jobs);
  const changeReader = createChangeReader(foundation.events);
  const parts = await layParts(options, { jobReader, changeReader });
  const { webhooks } = parts;
  keepConflictClock(foundation, parts.models);
  registerTransfers(foundation, parts);
  const named = createSubmitterParties(ports.partyReader);
  const ground: CwrImportGround = {
    ...{ clock, models: parts.models, events: foundation.events, partyRegistrar: ports.partyRegistrar, partyReader: ports.partyReader },
    inTransaction: async (work) => await foundation.inTransaction(work),
    draftStatements: async (inputs) => (await named(inputs)).map((input) => draftStatement(input, foundation.ids)),
    recordDrafts: async (drafts, session) => await recordDrafts(parts, drafts, session),
    recordStatements: async (inputs, session) => await recordStatements(parts, await named(inputs), session),
    settleIswcs: async (answered, session) => {
      await settleIswcs(parts, answered, session);
    },
    applyTerms: async (submitterKey) => {
      await applyTerms({ ...parts, inTransaction: async (work) => await foundation.inTransaction(work) }, submitterKey);
    },
  };
  const files = deskOf({
    cwr: new CwrDesk({ foundation, dataFolder, ground }),
    sheets: new SheetDesk({ foundation, dataFolder, ground }),
    exports: new CwrExportDesk({ foundation, dataFolder, ground: { ...parts, partyReader: ports.partyReader } }),
    evidence: new EvidenceDesk({ parts, dataFolder }),
  });
  const nameSearch = createNameSearch(parts);
  const typeDefs = readFileSync(SDL, "utf8");
  return {
    name: "works",
    schema: buildSubgraph(typeDefs, resolvers),
    typeDefs,
    contextFor: (caller) => ({ caller, loaders: createWorkLoaders(parts), parts }),
    ports: { rightsReader: createRightsReader(parts), jobReader, changeReader },
    files,
    recordStatements: async (inputs) => {
      const resolved = await named(inputs);
      return await foundation.inTransaction(async (session) => await recordStatements(parts, resolved, session));
    },
    loadInBulk: async (bytes, receiver) =>
      await loadCwrInBulk(bytes, receiver, {
        foundation,
        partyRegistrar: ports.partyRegistrar,
        loadNewWorks: async (inputs, session) => await loadNewWorks(parts, await named(inputs), session),
      }),
    start: async () => {
      await nameSearch.begin();
      foundation.start();
      await webhooks.start();
      await parts.sources.start();
    },
    stop: async () => {
      await webhooks.stop();
      await foundation.stop();
    },
  };
}

async function layParts(
  options: WorksOptions,
  own: { readonly jobReader: JobReader; readonly changeReader: ChangeReader },
): Promise<WorkParts> {
  const { foundation, ports, conflictTerms = CONFLICT_TERMS, nodeSociety = null, nodeSeal = null } = options;
  const { webhookSeal: seal = null, webhookReach: reach = { loopback: false, allowed: [] } } = options;
  const models = workModels(foundation.connection);
  await ensureIndexes(Object.values(models));
  const { clock, ids, events } = foundation;
  const store = createWorkStore(models);
  const { partyReader, partyRegistrar, mandateReader: mandates } = ports;
  const recording = { models, events, ids, clock, mandates, parties: partyReader, conflictTerms };
  const taking = { foundation, recording, store, partyReader, partyRegistrar, named: createSubmitterParties(partyReader) };
  return {
    ...{ foundation, models, events, ids, clock, conflictTerms, nodeSociety, store, mandates },
    parties: partyReader,
    stakes: ports.stakeReader ?? null,
    reliances: ports.relianceReader ?? null,
    forecasters: { runs: ports.runForecaster ?? null, licenses: ports.licenseForecaster ?? null },
    jobReaders: [own.jobReader, ...ports.jobReaders],
    sources: await createSocietySources({ foundation, messages: models.messages, reach, seal: nodeSeal, taking }),
    webhooks: await createWebhooks({
      ...{ foundation, reach, seal },
      readers: { works: own.changeReader, parties: ports.changeReader, licenses: ports.licenseChanges ?? NO_CHANGES },
    }),
  };
}
