import type { Clock } from "../subgraphs/kit/clock.ts";
import { systemCaller } from "../subgraphs/kit/caller.ts";
import { signCaller } from "../subgraphs/kit/internalIdentity.ts";
import { httpPort, servePort } from "../subgraphs/kit/portTransport.ts";
import type { ServedPort } from "../subgraphs/kit/portTransport.ts";
import type { BudgetKeeper } from "../subgraphs/kit/ports/budgetKeeper.ts";
import type { ChangeReader } from "../subgraphs/kit/ports/changeReader.ts";
import type { JobReader } from "../subgraphs/kit/ports/jobReader.ts";
import type { LicenseForecaster } from "../subgraphs/kit/ports/licenseForecaster.ts";
import type { LicenseReader } from "../subgraphs/kit/ports/licenseReader.ts";
import type { MandateReader } from "../subgraphs/kit/ports/mandateReader.ts";
import type { PartyReader } from "../subgraphs/kit/ports/partyReader.ts";
import type { PartyRegistrar } from "../subgraphs/kit/ports/partyRegistrar.ts";
import type { RelianceReader } from "../subgraphs/kit/ports/relianceReader.ts";
import { pagedRightsReader } from "../subgraphs/kit/ports/rightsPages.ts";
import type { RightsReader } from "../subgraphs/kit/ports/rightsReader.ts";
import type { RunForecaster } from "../subgraphs/kit/ports/runForecaster.ts";
import type { StakeReader } from "../subgraphs/kit/ports/stakeReader.ts";
import type { SubgraphName } from "../subgraphs/kit/subgraphName.ts";

/** Everything one subgraph may ask of another, by name. */
export interface PortTypes {
  readonly partyRegistrar: PartyRegistrar;
  readonly partyReader: PartyReader;
  readonly mandateReader: MandateReader;
  readonly rightsReader: RightsReader;
  readonly licenseReader: LicenseReader;
  readonly jobReader: JobReader;
  readonly changeReader: ChangeReader;
  readonly stakeReader: StakeReader;
  readonly relianceReader: RelianceReader;
  readonly budgetKeeper: BudgetKeeper;
  readonly runForecaster: RunForecaster;
  readonly licenseForecaster: LicenseForecaster;
}
export type PortName = keyof PortTypes;

/** The methods of each port: what can be called over HTTP, and nothing else. */
const METHODS: { readonly [P in PortName]: readonly (keyof PortTypes[P] & string)[] } = {
  partyRegistrar: ["register"],
  partyReader: ["byIds", "byCodes", "byStatements", "kinOf", "writtenNames", "search"],
  mandateReader: ["holders", "entitlements", "terms", "reached", "clashes", "version"],
  rightsReader: ["ownership", "recordings", "match", "repertoire", "resolve"],
  licenseReader: ["license", "fees"],
  jobReader: ["find", "list", "cancel", "resume"],
  changeReader: ["page", "last"],
  stakeReader: ["stakes"],
  relianceReader: ["resting"],
  budgetKeeper: ["take"],
  runForecaster: ["forecast"],
  licenseForecaster: ["forecast"],
};

/** How a process of the house reaches another: its address, under the house's own signature. */
export interface PortRoad {
  readonly urls: Readonly<Record<SubgraphName, string>>;
  readonly key: Uint8Array;
  readonly clock: Clock;
}

/** A port of another process. */
export function remotePort<P extends PortName>(name: P, home: SubgraphName, { urls, key, clock }: PortRoad): PortTypes[P] {
  const identity = (): Promise<string> => signCaller({ key, audience: home, caller: systemCaller("port"), clock });
  const port = httpPort<PortTypes[P]>({ url: urls[home], name, methods: METHODS[name], identity });
  return name === "rightsReader" ? (pagedRightsReader(port as RightsReader) as PortTypes[P]) : port;
}

/** The ports that a subgraph offers to other processes. */
export function servedPorts(offered: Partial<PortTypes>): ServedPort[] {
  return (Object.keys(METHODS) as PortName[]).flatMap((name) => {
    const implementation: object | undefined = offered[name];
    return implementation === undefined ? [] : [servePort(name, implementation as Record<string, unknown>, METHODS[name])];
  });
}
