import { readFileSync } from "node:fs";
import type { GraphQLSchema } from "graphql";
import type { Caller } from "../kit/caller.ts";
import type { FileDesk } from "../kit/files.ts";
import type { Foundation } from "../kit/foundation.ts";
import { createJobReader } from "../kit/ports/jobReader.ts";
import type { JobReader } from "../kit/ports/jobReader.ts";
import type { RunForecaster } from "../kit/ports/runForecaster.ts";
import type { StakeReader } from "../kit/ports/stakeReader.ts";
import { buildSubgraph } from "../kit/server.ts";
import { ensureIndexes } from "../kit/store.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { DistributionsContext } from "./context.ts";
import { createLoaders } from "./context.ts";
import { clearDrafts, createFileDesk, USAGE_IMPORT, usageImportHandler } from "./jobs.ts";
import type { DistributionsPorts } from "./ports.ts";
import { createResolvers } from "./resolvers.ts";
import { createRunForecaster } from "./runs/forecast.ts";
import { moneyModels } from "./runs/model.ts";
import type { RunAnswer, RunRequest } from "./runs/runDistribution.ts";
import { createServices } from "./services.ts";
import { createStakeReader } from "./stakes.ts";
import { exportCrd } from "./statements/exportCrd.ts";
import type { CrdExport } from "./statements/exportCrd.ts";
import type { ImportUsageRequest, UsageImport } from "./usage/import.ts";
import { usageModels } from "./usage/model.ts";

/** Usage reports, runs, statements and the ledger. */
export interface DistributionsSubgraph {
  readonly name: "distributions";
  readonly schema: GraphQLSchema;
  readonly typeDefs: string;
  contextFor(caller: Caller): DistributionsContext;
  readonly ports: { readonly jobReader: JobReader; readonly stakeReader: StakeReader; readonly runForecaster: RunForecaster };
  readonly files: FileDesk;
  importUsage(request: ImportUsageRequest): Promise<UsageImport>;
  runDistribution(request: RunRequest): Promise<RunAnswer>;
  exportCrd(request: { readonly runId: string; readonly to: string; readonly caller: Caller }): Promise<Outcome<CrdExport>>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const CLEAR_EVERY_MS = 6 * 60 * 60 * 1000;

/** Makes the subgraph over its database; start begins its jobs. */
export async function createDistributionsSubgraph(options: {
  readonly foundation: Foundation;
  readonly ports: DistributionsPorts;
  readonly dataFolder: string;
}): Promise<DistributionsSubgraph> {
  const { foundation, ports, dataFolder } = options;
  const usage = usageModels(foundation.connection);
  const money = moneyModels(foundation.connection);
  const { reports, blocks, parts, drafts } = usage;
  const { runs, statements, lines, reserves, fees, holds, ledger } = money;
  await ensureIndexes([reports, blocks, parts, drafts, runs, statements, lines, reserves, fees, holds, ledger]);
  const services = createServices({ foundation, ports, models: usage, usage, money, dataFolder });
  foundation.jobs.register(USAGE_IMPORT, usageImportHandler(services));
  foundation.schedules.register("clear-drafts", CLEAR_EVERY_MS, async () => {
    const count = await clearDrafts(services);
    if (count > 0) foundation.log.info({ count }, "Cleared imports and runs that never came about.");
  });
  const typeDefs = readFileSync(new URL("../../schema/distributions.graphql", import.meta.url), "utf8");
  return {
    name: "distributions",
    schema: buildSubgraph(typeDefs, createResolvers(services)),
    typeDefs,
    contextFor: (caller) => ({ caller, loaders: createLoaders({ money, usage }) }),
    ports: {
      jobReader: createJobReader(foundation.jobs),
      stakeReader: createStakeReader({ money, usage }),
      runForecaster: createRunForecaster({ ports, usage, ids: foundation.ids }),
    },
    files: createFileDesk(services),
    importUsage: services.importUsage,
    runDistribution: services.runDistribution,
    exportCrd: async ({ caller, ...asked }) => await exportCrd(services.ground, caller, asked),
    start: async () => {
      foundation.start();
      await Promise.resolve();
    },
    stop: async () => await foundation.stop(),
  };
}
