import { readFileSync } from "node:fs";
import type { GraphQLSchema } from "graphql";
import type { Caller } from "../kit/caller.ts";
import type { Foundation } from "../kit/foundation.ts";
import type { BudgetKeeper } from "../kit/ports/budgetKeeper.ts";
import { createChangeReader } from "../kit/ports/changeReader.ts";
import type { ChangeReader } from "../kit/ports/changeReader.ts";
import { createJobReader, type JobReader } from "../kit/ports/jobReader.ts";
import type { FileDesk } from "../kit/files.ts";
import type { MandateReader } from "../kit/ports/mandateReader.ts";
import type { PartyReader } from "../kit/ports/partyReader.ts";
import type { PartyRegistrar } from "../kit/ports/partyRegistrar.ts";
import { buildSubgraph } from "../kit/server.ts";
import { ensureIndexes } from "../kit/store.ts";
import { createBudgetKeeper, forgetBudgets } from "./budgets/keeper.ts";
import { budgetModel } from "./budgets/model.ts";
import { ensureGenericParties } from "./generic.ts";
import { createPartyDesk } from "./import/desk.ts";
import { createPartyLoaders } from "./loaders.ts";
import { type BulkLoader, createBulkLoader } from "./loading.ts";
import { createMandateReader } from "./mandateReader.ts";
import { createMandateStore } from "./mandateStore.ts";
import { partyModels } from "./model.ts";
import { createPartyHistory } from "./partyHistory.ts";
import { createPartyReader } from "./partyReader.ts";
import { createPartyStore } from "./partyStore.ts";
import type { ServiceParts } from "./parts.ts";
import { createPartyRegistrar } from "./registrar.ts";
import { type PartiesContext, resolvers } from "./resolvers.ts";

export { GENERIC_PARTIES } from "./generic.ts";
export type { AgreementSeed, BulkLoader, MembershipSeed, PartySeed } from "./loading.ts";
export { PARTY_MIGRATIONS } from "./migrations.ts";
export type { PartiesContext } from "./resolvers.ts";

/** The parties subgraph: who is who, which society holds whose rights, and who represents whom. */
export interface PartiesSubgraph extends BulkLoader {
  readonly name: "parties";
  readonly schema: GraphQLSchema;
  readonly typeDefs: string;
  /** A fresh context (loaders) for one request. */
  contextFor(caller: Caller): PartiesContext;
  readonly ports: {
    readonly partyRegistrar: PartyRegistrar;
    readonly partyReader: PartyReader;
    readonly mandateReader: MandateReader;
    readonly changeReader: ChangeReader;
    readonly jobReader: JobReader;
    /** Kept beside the register of who is who: what each of them may still ask for. */
    readonly budgetKeeper: BudgetKeeper;
  };
  /** Files of IPI-like data in. */
  readonly files: FileDesk;
  /** Starts the sequencer, jobs and schedules of this subgraph. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const HOUR_MS = 60 * 60 * 1000;
const SDL = new URL("../../schema/parties.graphql", import.meta.url);

/** Makes collections, indexes, counters and the generic parties, and puts the subgraph together. Needs no port of others. */
export async function createPartiesSubgraph(options: {
  readonly foundation: Foundation;
  readonly ports: Readonly<Record<string, never>>;
  readonly dataFolder: string;
}): Promise<PartiesSubgraph> {
  const { foundation } = options;
  const models = partyModels(foundation.connection);
  const budgets = budgetModel(foundation.connection);
  await ensureIndexes(Object.values(models));
  await ensureIndexes([budgets]);
  foundation.schedules.register("forget-budgets", HOUR_MS, async () => {
    await forgetBudgets(budgets, foundation.clock);
  });
  const store = createPartyStore(models);
  const mandates = createMandateStore(models, store, foundation.events);
  await mandates.prepare();
  await ensureGenericParties(models);
  const history = createPartyHistory(models, store, foundation.events);
  const parts: ServiceParts = { foundation, models, store, mandates, history };
  const typeDefs = readFileSync(SDL, "utf8");
  return {
    name: "parties",
    schema: buildSubgraph(typeDefs, resolvers),
    typeDefs,
    contextFor: (caller) => ({ caller, loaders: createPartyLoaders(parts), parts }),
    ports: {
      partyRegistrar: createPartyRegistrar(parts),
      partyReader: createPartyReader(models, store),
      mandateReader: createMandateReader(mandates),
      changeReader: createChangeReader(foundation.events),
      jobReader: createJobReader(foundation.jobs),
      budgetKeeper: createBudgetKeeper(budgets),
    },
    files: createPartyDesk(parts, options.dataFolder),
    start: async () => {
      foundation.start();
      await Promise.resolve();
    },
    stop: async () => {
      await foundation.stop();
    },
    ...createBulkLoader(parts),
  };
}
