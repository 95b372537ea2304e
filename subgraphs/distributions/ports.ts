import type { LicenseReader } from "../kit/ports/licenseReader.ts";
import type { MandateReader } from "../kit/ports/mandateReader.ts";
import type { PartyReader } from "../kit/ports/partyReader.ts";
import type { RightsReader } from "../kit/ports/rightsReader.ts";

/** What distributions asks of the other subgraphs. */
export interface DistributionsPorts {
  readonly rightsReader: RightsReader;
  readonly mandateReader: MandateReader;
  readonly partyReader: PartyReader;
  readonly licenseReader: LicenseReader;
}

/** Every `count` items, in order. */
export function batchesOf<T>(items: readonly T[], count: number): T[][] {
  const batches: T[][] = [];
  for (let at = 0; at < items.length; at += count) batches.push(items.slice(at, at + count));
  return batches;
}
