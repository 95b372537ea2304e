import type { Foundation } from "../kit/foundation.ts";
import type { UsageModels } from "./usage/model.ts";
import type { MoneyModels } from "./runs/model.ts";
import type { ImportUsageRequest, UsageImport } from "./usage/import.ts";
import { importUsage } from "./usage/import.ts";
import type { RunAnswer, RunRequest } from "./runs/runDistribution.ts";
import { runDistribution } from "./runs/runDistribution.ts";
import type { DistributionsPorts } from "./ports.ts";

/** What the use cases of this subgraph stand on. */
export interface DistributionsGround {
  readonly foundation: Foundation;
  readonly ports: DistributionsPorts;
  readonly models: UsageModels;
  readonly usage: UsageModels;
  readonly money: MoneyModels;
  readonly dataFolder: string;
}

/** The use cases, for resolvers, jobs and the house. */
export interface DistributionsServices {
  readonly ground: DistributionsGround;
  importUsage(request: ImportUsageRequest): Promise<UsageImport>;
  runDistribution(request: RunRequest): Promise<RunAnswer>;
}

export function createServices(ground: DistributionsGround): DistributionsServices {
  return {
    ground,
    importUsage: async (request) => await importUsage(ground, request),
    runDistribution: async (request) => await runDistribution(ground, request),
  };
}
