import type { UseType } from "../domain/rights.ts";
import type { LicenseState } from "./state.ts";

/** Inputs as the schema's input types give them; absent and null mean the same. Their meaning and bounds stand in schema/licenses.graphql. */
type Optional<T> = T | null | undefined;

export interface QuoteInput {
  readonly licensor: string;
  readonly use: UseType;
  readonly territories: readonly string[];
  readonly period: { readonly from?: Optional<string>; readonly until?: Optional<string> };
  readonly works?: Optional<readonly string[]>;
  readonly estimates?: Optional<readonly UseEstimateInput[]>;
  readonly currency: string;
}

export interface UseEstimateInput {
  readonly territory: string;
  readonly revenue?: Optional<string>;
  readonly plays?: Optional<string>;
  readonly subscribers?: Optional<string>;
}

export interface IssueLicenseInput {
  readonly quote: QuoteInput;
  readonly licensee: string;
  readonly number?: Optional<string>;
  readonly idempotencyKey?: Optional<string>;
}

export interface AmendLicenseInput {
  readonly license: string;
  readonly expectedVersion: number;
  readonly from: string;
  readonly until?: Optional<string>;
  readonly territories?: Optional<readonly string[]>;
  readonly estimates?: Optional<readonly UseEstimateInput[]>;
  readonly idempotencyKey?: Optional<string>;
}

export interface TerminateLicenseInput {
  readonly license: string;
  readonly expectedVersion: number;
  readonly from: string;
  readonly reason?: Optional<string>;
  readonly idempotencyKey?: Optional<string>;
}

export interface LicenseFilter {
  readonly licensor?: Optional<string>;
  readonly licensee?: Optional<string>;
  readonly state?: Optional<LicenseState>;
  readonly use?: Optional<UseType>;
  readonly territory?: Optional<string>;
}
