import { randomBytes } from "node:crypto";
import type { Clock } from "../subgraphs/kit/clock.ts";
import { createFoundation } from "../subgraphs/kit/foundation.ts";
import type { Foundation } from "../subgraphs/kit/foundation.ts";
import { createIdMaker } from "../subgraphs/kit/ids.ts";
import type { Keys } from "../subgraphs/kit/keys.ts";
import type { Logger } from "../subgraphs/kit/log.ts";
import type { Migration } from "../subgraphs/kit/migrations.ts";
import { createSeal } from "../subgraphs/kit/seal.ts";
import type { Seal } from "../subgraphs/kit/seal.ts";
import type { ConflictTerms } from "../subgraphs/domain/conflictClock.ts";
import type { SubgraphName } from "../subgraphs/kit/subgraphName.ts";
import { createDistributionsSubgraph } from "../subgraphs/distributions/index.ts";
import type { DistributionsSubgraph } from "../subgraphs/distributions/index.ts";
import { LICENSE_MIGRATIONS, createLicensesSubgraph } from "../subgraphs/licenses/index.ts";
import type { LicensesSubgraph } from "../subgraphs/licenses/index.ts";
import { PARTY_MIGRATIONS, createPartiesSubgraph } from "../subgraphs/parties/index.ts";
import type { PartiesSubgraph } from "../subgraphs/parties/index.ts";
import type { Storage } from "../subgraphs/storage/connection.ts";
import { createWorksSubgraph, NODE_SEAL, WEBHOOK_SEAL, workMigrations } from "../subgraphs/works/index.ts";
import type { WebhookReach, WorksSubgraph } from "../subgraphs/works/index.ts";
import { remotePort } from "./ports.ts";
import type { PortName, PortRoad, PortTypes } from "./ports.ts";

/** The four subgraphs of one process. */
export interface Parts {
  readonly parties: PartiesSubgraph;
  readonly works: WorksSubgraph;
  readonly licenses: LicensesSubgraph;
  readonly distributions: DistributionsSubgraph;
}
export type Part = Parts[SubgraphName];

function migrationsOf(subgraph: SubgraphName, ground: PartGround): readonly Migration[] {
  switch (subgraph) {
    case "works":
      return workMigrations(sealOf(ground));
    case "parties":
      return PARTY_MIGRATIONS;
    case "licenses":
      return LICENSE_MIGRATIONS;
    case "distributions":
      return [];
  }
}

/** What a subgraph is made from, apart from the others' ports. */
export interface PartGround {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Logger;
  readonly dataFolder: string;
  /** Where webhooks may go. */
  readonly webhookReach?: WebhookReach;
  /** How long conflicts wait. */
  readonly conflictTerms?: ConflictTerms;
  /** The society whose node this house is. */
  readonly nodeSociety?: string | null;
  /** Under which webhooks' secrets are sealed; without them none can be registered. */
  readonly keys?: Pick<Keys, "internal" | "former">;
}

/** All four in one process: each gets the others' ports as they are. */
export async function createParts(ground: PartGround): Promise<Parts> {
  const parties = await createPartiesSubgraph({ foundation: await lay("parties", ground), ports: {}, dataFolder: ground.dataFolder });
  // works asks distributions for its jobs, and distributions is made from works: such a port is looked up when it is called
  // and tells webhooks of licences, which are made from works, too
  const later: { distributions?: DistributionsSubgraph; licenses?: LicensesSubgraph } = {};
  const distributionJobs: PortTypes["jobReader"] = {
    find: (request) => later.distributions?.ports.jobReader.find(request) ?? Promise.resolve({ job: null }),
    list: (request) => later.distributions?.ports.jobReader.list(request) ?? Promise.resolve({ jobs: [] }),
    cancel: (request) => later.distributions?.ports.jobReader.cancel(request) ?? Promise.resolve({ job: null, problems: [] }),
    resume: (request) => later.distributions?.ports.jobReader.resume(request) ?? Promise.resolve({ job: null, problems: [] }),
  };
  const licenseChanges: PortTypes["changeReader"] = {
    page: (request) => later.licenses?.ports.changeReader.page(request) ?? Promise.resolve({ events: [], hasMore: false }),
    last: (request) => later.licenses?.ports.changeReader.last(request) ?? Promise.resolve({ number: 0 }),
  };
  const stakeReader: PortTypes["stakeReader"] = {
    stakes: (request) => later.distributions?.ports.stakeReader.stakes(request) ?? Promise.resolve({ answers: [] }),
  };
  const relianceReader: PortTypes["relianceReader"] = {
    resting: (request) => later.licenses?.ports.relianceReader.resting(request) ?? Promise.resolve({ licenses: [], isPartial: true }),
  };
  const runForecaster: PortTypes["runForecaster"] = {
    forecast: (request) =>
      later.distributions?.ports.runForecaster.forecast(request) ?? Promise.resolve({ runs: [], unmade: [], isPartial: true }),
  };
  const licenseForecaster: PortTypes["licenseForecaster"] = {
    forecast: (request) => later.licenses?.ports.licenseForecaster.forecast(request) ?? Promise.resolve({ licenses: [], isPartial: true }),
  };
  const works = await createWorksSubgraph({
    foundation: await lay("works", ground),
    ports: {
      ...parties.ports,
      jobReaders: [parties.ports.jobReader, distributionJobs],
      ...{ licenseChanges, stakeReader, relianceReader, runForecaster, licenseForecaster },
    },
    ...worksGround(ground),
  });
  const { rightsReader } = works.ports;
  const { partyReader, mandateReader, changeReader: partyChanges } = parties.ports;
  const licenses = await createLicensesSubgraph({
    foundation: await lay("licenses", ground),
    ports: { rightsReader, partyReader, mandateReader, changeReaders: { works: works.ports.changeReader, parties: partyChanges } },
    dataFolder: ground.dataFolder,
  });
  later.licenses = licenses;
  const { licenseReader } = licenses.ports;
  const distributions = await createDistributionsSubgraph({
    foundation: await lay("distributions", ground),
    ports: { rightsReader, partyReader, mandateReader, licenseReader },
    dataFolder: ground.dataFolder,
  });
  later.distributions = distributions;
  return { parties, works, licenses, distributions };
}

/** One of them alone, with the others behind HTTP. */
export async function createPart(name: SubgraphName, ground: PartGround, road: PortRoad): Promise<Part> {
  const foundation = await lay(name, ground);
  const { dataFolder } = ground;
  const at = <P extends PortName>(port: P, home: SubgraphName): PortTypes[P] => remotePort(port, home, road);
  const partyReader = at("partyReader", "parties");
  const mandateReader = at("mandateReader", "parties");
  switch (name) {
    case "parties":
      return await createPartiesSubgraph({ foundation, ports: {}, dataFolder });
    case "works": {
      const ports = {
        partyReader,
        mandateReader,
        partyRegistrar: at("partyRegistrar", "parties"),
        changeReader: at("changeReader", "parties"),
        licenseChanges: at("changeReader", "licenses"),
        stakeReader: at("stakeReader", "distributions"),
        relianceReader: at("relianceReader", "licenses"),
        runForecaster: at("runForecaster", "distributions"),
        licenseForecaster: at("licenseForecaster", "licenses"),
        jobReaders: [at("jobReader", "parties"), at("jobReader", "distributions")],
      };
      return await createWorksSubgraph({ foundation, ports, ...worksGround(ground) });
    }
    case "licenses":
      return await createLicensesSubgraph({
        foundation,
        ports: {
          partyReader,
          mandateReader,
          rightsReader: at("rightsReader", "works"),
          changeReaders: { works: at("changeReader", "works"), parties: at("changeReader", "parties") },
        },
        dataFolder,
      });
    case "distributions": {
      const ports = {
        partyReader,
        mandateReader,
        rightsReader: at("rightsReader", "works"),
        licenseReader: at("licenseReader", "licenses"),
      };
      return await createDistributionsSubgraph({ foundation, ports, dataFolder });
    }
  }
}

export function partsInOrder({ parties, works, licenses, distributions }: Parts): Part[] {
  return [parties, works, licenses, distributions];
}

/** What works alone needs beside its ports. */
function worksGround(ground: PartGround): Omit<Parameters<typeof createWorksSubgraph>[0], "foundation" | "ports"> {
  const { dataFolder, webhookReach, conflictTerms, nodeSociety = null } = ground;
  return {
    ...{ dataFolder, nodeSociety, webhookSeal: sealOf(ground), nodeSeal: sealOf(ground, NODE_SEAL) },
    ...(webhookReach === undefined ? {} : { webhookReach }),
    ...(conflictTerms === undefined ? {} : { conflictTerms }),
  };
}

function sealOf({ keys }: PartGround, label = WEBHOOK_SEAL): Seal | null {
  return keys === undefined ? null : createSeal(keys, label);
}

async function lay(subgraph: SubgraphName, ground: PartGround): Promise<Foundation> {
  const { storage, clock, log } = ground;
  const ids = createIdMaker({ clock, random: () => randomBytes(10) });
  const migrations = migrationsOf(subgraph, ground);
  return await createFoundation({ subgraph, connection: storage.database(subgraph), clock, ids, log: log.child({ subgraph }), migrations });
}
