import type { Home, InventedParty } from "./catalogue.ts";

/**
 * The parties of the published sample file CW190001MPC_000.V21 (generated, MIT; see test/samples/README.md), with memberships
 * that agree with the performing societies printed there, so that its works can be licensed and paid from the start.
 */
export interface SampleParty extends Pick<Home, "performing" | "mechanical"> {
  readonly ipiNameNumber: string;
  readonly last: string;
  readonly first: string;
  readonly side: InventedParty["side"];
}

export const SAMPLE_PARTIES: readonly SampleParty[] = [
  { ipiNameNumber: "09620029710", last: "SMITH REDDY PUBLISHING", first: "", side: "PUBLISHER", performing: "101", mechanical: null },
  { ipiNameNumber: "09290011721", last: "LUNA LEWIS PUBLISHING", first: "", side: "PUBLISHER", performing: "021", mechanical: null },
  { ipiNameNumber: "09400059924", last: "FARRY HAMMERS PUBLISHING", first: "", side: "PUBLISHER", performing: "052", mechanical: "044" },
  { ipiNameNumber: "09320004757", last: "DANIEL FITZLOFF PUBLISHING", first: "", side: "PUBLISHER", performing: "010", mechanical: null },
  { ipiNameNumber: "09840031210", last: "YOUNGBLOOD WAGNER PUBLISHING", first: "", side: "PUBLISHER", performing: "008", mechanical: null },
  { ipiNameNumber: "09680035581", last: "CAMACHO", first: "SHERRY", side: "WRITER", performing: "101", mechanical: null },
  { ipiNameNumber: "09170062622", last: "SCOTT", first: "ELIZABETH", side: "WRITER", performing: "021", mechanical: null },
  { ipiNameNumber: "09310043555", last: "YUNG", first: "WENDY", side: "WRITER", performing: "101", mechanical: null },
  { ipiNameNumber: "09490020410", last: "LENTON", first: "LINDA", side: "WRITER", performing: "052", mechanical: "044" },
  { ipiNameNumber: "09440011936", last: "WATTERSON", first: "ROY", side: "WRITER", performing: "010", mechanical: null },
  { ipiNameNumber: "09480005312", last: "MILLER", first: "JESUS", side: "WRITER", performing: "008", mechanical: null },
  { ipiNameNumber: "09620052033", last: "WOLCOTT", first: "RITA", side: "WRITER", performing: "008", mechanical: null },
];
