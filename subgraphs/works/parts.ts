import type { Foundation } from "../kit/foundation.ts";
import type { JobReader } from "../kit/ports/jobReader.ts";
import type { MandateReader } from "../kit/ports/mandateReader.ts";
import type { PartyReader } from "../kit/ports/partyReader.ts";
import type { RelianceReader } from "../kit/ports/relianceReader.ts";
import type { LicenseForecaster } from "../kit/ports/licenseForecaster.ts";
import type { RunForecaster } from "../kit/ports/runForecaster.ts";
import type { StakeReader } from "../kit/ports/stakeReader.ts";
import type { WorkModels } from "./model.ts";
import type { OwnershipTools } from "./ownership.ts";
import type { RecordingTools } from "./recordStatements.ts";
import type { SocietySources } from "./societySources/index.ts";
import type { Webhooks } from "./webhooks/index.ts";
import type { WorkStore } from "./workStore.ts";

/** What the services of works stand on. */
export interface WorkParts extends RecordingTools, OwnershipTools {
  readonly foundation: Foundation;
  readonly models: WorkModels;
  readonly store: WorkStore;
  readonly mandates: MandateReader;
  readonly parties: PartyReader;
  /** Null where works stands without distributions. */
  readonly stakes: StakeReader | null;
  /** Null where works stands without licenses. */
  readonly reliances: RelianceReader | null;
  /** What rulings do to money and licences; null where works stands without those who know. */
  readonly forecasters: { readonly runs: RunForecaster | null; readonly licenses: LicenseForecaster | null };
  readonly jobReaders: readonly JobReader[];
  readonly webhooks: Webhooks;
  readonly sources: SocietySources;
  /** The society whose node this house is; null for none. */
  readonly nodeSociety: string | null;
}
