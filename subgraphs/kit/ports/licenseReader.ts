import type { IpiRight, UseType } from "../../domain/rights.ts";

/** What distributions ask of licenses: the licence a usage report belongs to, and what its tariff makes of reported use. Amounts are strings of minor units. */
export interface LicenseReader {
  license(request: { readonly id: string }): Promise<{ readonly license: LicenseBrief | null }>;
  /** The fee for reported use in one accounting period, per territory, use and right, by the tariff clauses the licence froze. The lines add up to the fee. */
  fees(request: { readonly licenseId: string; readonly lines: readonly ReportedUse[] }): Promise<{ readonly fees: readonly FeeLine[] }>;
}

export interface LicenseBrief {
  readonly id: string;
  readonly number: string;
  readonly licensor: string;
  readonly licensee: string;
  readonly state: "IN_FORCE" | "TERMINATED" | "EXPIRED" | "NOT_YET";
  readonly uses: readonly UseType[];
  /** 4-digit country codes. */
  readonly territories: readonly string[];
  readonly from: string;
  readonly until: string | null;
  readonly currency: string;
  readonly snapshotHash: string;
}

/** Totals of a usage report for one territory and use. */
export interface ReportedUse {
  readonly territory: string;
  readonly use: UseType;
  /** First and last-plus-one day of use. */
  readonly from: string;
  readonly until: string;
  readonly revenueMinor: string;
  readonly plays: string;
  readonly subscribers: string;
}

export interface FeeLine {
  readonly territory: string;
  readonly use: UseType;
  readonly right: IpiRight;
  /** BLANKET: the full fee whatever the licensed share; SHARES: fee x licensed share of each work, per right. */
  readonly basis: "BLANKET" | "SHARES";
  readonly amountMinor: string;
  readonly currency: string;
  /** Tariff clause and version, for explanations. */
  readonly clause: string;
}
