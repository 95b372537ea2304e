/** One TIS territory or group, as the generated table holds it. */
export interface TerritoryRow {
  readonly code: string;
  readonly kind: "COUNTRY" | "GROUP";
  readonly from: string | null;
  readonly until: string | null;
  /** ISO 3166-1 of today; null for groups and for countries that are no more. */
  readonly isoAlpha2: string | null;
  readonly names: readonly TerritoryNameRow[];
}

/** A name and alpha code of a territory, with its own days. */
export interface TerritoryNameRow {
  readonly from: string | null;
  readonly until: string | null;
  readonly alpha: string;
  readonly en: string;
  readonly fr: string;
  readonly de: string;
  readonly es: string;
}

export type MembershipRow = readonly [group: string, member: string, from: string | null, until: string | null];

export interface SuccessionRow {
  readonly on: string;
  readonly kind: "SPLIT" | "MERGE" | "RENAME" | "OFFICIAL_NAME_CHANGE" | "CREATED";
  readonly ended: readonly string[];
  readonly successors: readonly string[];
  readonly oldName: string | null;
  readonly newName: string | null;
  readonly stated: boolean;
}

/** One line of CISAC's list of societies; years as the list writes them. */
export interface SocietyRow {
  readonly code: string;
  readonly name: string;
  readonly formerName: string | null;
  readonly status: SocietyStatus;
  readonly mainRepertoire: string | null;
  readonly repertoires: readonly string[];
  readonly founded: string | null;
  readonly ended: string | null;
  readonly memberFrom: string | null;
  readonly memberUntil: string | null;
  readonly country: string | null;
  readonly homeTerritory: string | null;
}

export type SocietyStatus =
  | "MEMBER"
  | "PROVISIONAL"
  | "ASSOCIATE"
  | "CLIENT_RME"
  | "MEMBERSHIP_TERMINATED"
  | "RESIGNED"
  | "NO_LONGER_IN_EXISTENCE"
  | "NON_CISAC"
  | "TECHNICAL_HUB"
  | "SECRETARIAT";
