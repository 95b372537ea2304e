import { readFile } from "node:fs/promises";
import type { GraphQLSchema } from "graphql";
import type { TariffClause } from "../domain/tariffs.ts";
import { systemCaller } from "../kit/caller.ts";
import type { Caller } from "../kit/caller.ts";
import type { Foundation } from "../kit/foundation.ts";
import { createChangeReader } from "../kit/ports/changeReader.ts";
import type { ChangeReader } from "../kit/ports/changeReader.ts";
import type { LicenseForecaster } from "../kit/ports/licenseForecaster.ts";
import type { LicenseReader } from "../kit/ports/licenseReader.ts";
import type { MandateReader } from "../kit/ports/mandateReader.ts";
import type { PartyReader } from "../kit/ports/partyReader.ts";
import type { RelianceReader } from "../kit/ports/relianceReader.ts";
import type { RightsReader } from "../kit/ports/rightsReader.ts";
import { buildSubgraph } from "../kit/server.ts";
import { ensureIndexes } from "../kit/store.ts";
import type { AmendLicenseInput, IssueLicenseInput, TerminateLicenseInput } from "./inputs.ts";
import { issueLicense } from "./issue.ts";
import type { LicenseAnswer } from "./issue.ts";
import type { Context } from "./mappers.ts";
import type { LicenseParts } from "./parts.ts";
import { createLicenseReader } from "./reader.ts";
import { createRelianceReader } from "./reliance.ts";
import { resolvers } from "./resolvers.ts";
import { amendLicense, terminateLicense } from "./revise.ts";
import { createLicenseStore } from "./store.ts";
import { createTariffs } from "./tariffs.ts";
import { createLicenseForecaster } from "./watch/forecast.ts";
import { watchModels } from "./watch/model.ts";
import { createAlarmWatcher } from "./watch/watcher.ts";
import type { WatcherOptions } from "./watch/watcher.ts";

export { LICENSE_MIGRATIONS } from "./migrations.ts";
export type { AmendLicenseInput, IssueLicenseInput, TerminateLicenseInput } from "./inputs.ts";

/** The subgraph of tariffs, quotes and licences. */
export interface LicensesSubgraph {
  readonly name: "licenses";
  readonly schema: GraphQLSchema;
  readonly typeDefs: string;
  /** A fresh context, with loaders, for one request. */
  contextFor(caller: Caller): Context;
  readonly ports: {
    readonly licenseReader: LicenseReader;
    readonly licenseForecaster: LicenseForecaster;
    readonly changeReader: ChangeReader;
    readonly relianceReader: RelianceReader;
  };
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Tells the alarms that follow from what is known by now; a started subgraph does so every second. */
  watchAlarms(): Promise<void>;
  /** Stores clauses, at most 500 a call; a known id and version is left as it is. A Refusal with every fault of any. */
  loadTariffs(clauses: readonly TariffClause[]): Promise<{ readonly loaded: number; readonly unchanged: number }>;
  /** Issues a licence as the mutation does, by default for the house itself; a Refusal when it has problems. Send a key, and it happens once. */
  issue(input: IssueLicenseInput, caller?: Caller): Promise<LicenseAnswer>;
  /** Gives a licence new terms, as the mutation does. */
  amend(input: AmendLicenseInput, caller?: Caller): Promise<LicenseAnswer>;
  /** Ends a licence, as the mutation does. */
  terminate(input: TerminateLicenseInput, caller?: Caller): Promise<LicenseAnswer>;
}

export interface LicensesOptions {
  readonly foundation: Foundation;
  readonly ports: {
    readonly rightsReader: RightsReader;
    readonly mandateReader: MandateReader;
    readonly partyReader: PartyReader;
    /** What happens to works and parties, for alarms. */
    readonly changeReaders: WatcherOptions["readers"];
  };
  readonly dataFolder: string;
}

/** Makes the subgraph over its database; nothing runs before `start`. */
export async function createLicensesSubgraph({ foundation, ports }: LicensesOptions): Promise<LicensesSubgraph> {
  const typeDefs = await readFile(new URL("../../schema/licenses.graphql", import.meta.url), "utf8");
  const parts: LicenseParts = { foundation, ports, tariffs: createTariffs(foundation), store: await createLicenseStore(foundation) };
  await ensureIndexes(Object.values(watchModels(foundation.connection)));
  const watcher = createAlarmWatcher({ parts, readers: ports.changeReaders });
  const house = systemCaller("licenses");
  return {
    name: "licenses",
    schema: buildSubgraph(typeDefs, resolvers),
    typeDefs,
    contextFor: (caller) => ({ caller, loaders: parts.store.loaders(), parts }),
    ports: {
      licenseReader: createLicenseReader(parts),
      licenseForecaster: createLicenseForecaster(parts),
      changeReader: createChangeReader(foundation.events),
      relianceReader: createRelianceReader(foundation.connection),
    },
    start: async () => {
      foundation.start();
      watcher.start();
      await Promise.resolve();
    },
    stop: async () => {
      await watcher.stop();
      await foundation.stop();
    },
    watchAlarms: watcher.step,
    loadTariffs: async (clauses) => await parts.tariffs.load(clauses),
    issue: async (input, caller = house) => await issueLicense(parts, input, caller),
    amend: async (input, caller = house) => await amendLicense(parts, input, caller),
    terminate: async (input, caller = house) => await terminateLicense(parts, input, caller),
  };
}
