import type { IpiRight } from "../../domain/rights.ts";
import type { Supposition } from "./rightsReader.ts";

/**
 * What licences would say if works were as supposed: asked by works of licenses, which looks by the code that raises and clears alarms.
 * Country sets cross as stored hexadecimal, shares as `numerator/denominator`.
 */
export interface LicenseForecaster {
  forecast(request: {
    /** The works that are supposed to be otherwise, under every id they have; at most 200. */
    readonly workIds: readonly string[];
    readonly supposing: Supposition;
    /** Only licences of this licensor; null for all. */
    readonly licensor: string | null;
  }): Promise<{
    /** Those in force or yet to begin that rest on the works, by id; at most 100. */
    readonly licenses: readonly ForecastLicense[];
    /** Whether more may rest on them: more than are answered, or some whose works nobody looked at yet. */
    readonly isPartial: boolean;
  }>;
}

export interface ForecastLicense {
  readonly licenseId: string;
  readonly works: readonly ForecastLicensedWork[];
}

export interface ForecastLicensedWork {
  /** As it answers now. */
  readonly workId: string;
  /** What the alarm says, now and as supposed; null where there is none. */
  readonly alarmBefore: string | null;
  readonly alarmAfter: string | null;
  /** The part of the work that is licensed, where that differs. */
  readonly coverage: readonly ForecastCoverage[];
}

export interface ForecastCoverage {
  readonly right: IpiRight;
  readonly countries: string;
  readonly licensedBefore: string;
  readonly licensedAfter: string;
}
