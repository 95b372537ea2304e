import { Schema } from "mongoose";
import type { Connection, Model } from "mongoose";
import type { IpiRight, RightFamily, UseType } from "../domain/rights.ts";
import type { Side } from "../domain/statements.ts";

/** The stored shape of this file's records; a change that old readers cannot read raises it and brings a migration. */
export const STORED_SHAPE = 1;

export type PartyKind = "NATURAL" | "LEGAL" | "GROUP" | "GENERIC";
export type PartyNameKind = "PA" | "PP" | "PG" | "HR" | "OR";
/** IPI's status codes: 1 self-referenced, 2 purchase, 3 deletion with cross-reference. */
export type PartyStatus = "VALID" | "FORWARDED" | "MERGED";

export interface NameRecord {
  readonly text: string;
  readonly lastName: string;
  readonly firstName: string | null;
  readonly kind: PartyNameKind;
  readonly ipiNameNumber: string | null;
  readonly script: string;
  readonly language: string | null;
}

export interface PrintedRecord {
  readonly side: Side;
  readonly family: RightFamily;
  readonly society: string;
  /** ISO instant. */
  readonly receivedAt: string;
  readonly message: string;
}

/** A party. Fields that may be absent carry sparse unique indexes: absent, never null or empty. */
export interface PartyRecord {
  readonly _id: string;
  readonly shape: number;
  readonly kind: PartyKind;
  readonly name: string;
  readonly names: readonly NameRecord[];
  /** Every name number that means this party alone (or this group). */
  readonly ipiNameNumbers?: readonly string[];
  readonly ipiBaseNumber?: string;
  readonly isni?: string;
  readonly dpid?: string;
  readonly status: PartyStatus;
  /** The party that took its place. */
  readonly forwardTo?: string;
  /** Submitter, the submitter's own number and the name: what a party without IPI number is found by. */
  readonly submitterKeys?: readonly string[];
  /** What names are searched by (domain/textKeys.ts). */
  readonly tokens: readonly string[];
  /** Whole names, folded, words in order of the alphabet. */
  readonly nameKeys: readonly string[];
  readonly printed: readonly PrintedRecord[];
  /** The version that brought what is printed now. */
  readonly printedSince: number;
  readonly version: number;
}

export interface TerritoryRecord {
  readonly isIncluded: boolean;
  readonly territory: string;
}

/** Rights, countries and days of any mandate. */
export interface ScopeRecord {
  readonly rights: readonly IpiRight[];
  /** The ordered list as stated, what it meant (hexadecimal country set), and the day it was expanded at. */
  readonly territories: readonly TerritoryRecord[];
  readonly countries: string;
  readonly expandedOn: string;
  readonly from: string | null;
  readonly until: string | null;
}

export interface MembershipRecord extends ScopeRecord {
  readonly _id: string;
  readonly shape: number;
  readonly partyId: string;
  readonly society: string;
  readonly creationClass: string;
  readonly side: Side | null;
  /** `numerator/denominator` */
  readonly share: string;
  readonly recordedAt: string;
  /** Hash of what makes two bulk-loaded ones the same. */
  readonly natural: string;
  readonly version: number;
}

/** An entrustment to a hub, or rights withheld. */
export interface DirectMandateRecord extends ScopeRecord {
  readonly _id: string;
  readonly shape: number;
  readonly kind: "ENTRUSTMENT" | "EXCLUSION";
  /** `pty_…` or the code of a society. */
  readonly grantor: string;
  readonly hub: string | null;
  readonly licensors: readonly string[] | null;
  readonly side: Side | null;
  readonly uses: readonly UseType[] | null;
  readonly includesWritersPerforming: boolean;
  readonly signedOn: string | null;
  readonly recordedAt: string;
  readonly natural: string;
  readonly version: number;
}

export interface DeductionRecord {
  readonly kind: "ADMINISTRATION" | "SOCIAL_CULTURAL" | "OTHER";
  readonly base: "GROSS" | "REMAINDER";
  readonly percent: string;
  readonly reference: string;
}

export interface AgreementRecord extends ScopeRecord {
  readonly _id: string;
  readonly shape: number;
  readonly grantor: string;
  readonly grantee: string;
  /** Both, for the list of one society's agreements. */
  readonly societies: readonly string[];
  readonly uses: readonly UseType[] | null;
  readonly exclusive: boolean;
  readonly passesOn: boolean;
  readonly signedOn: string | null;
  readonly terminatedFrom: string | null;
  readonly deductions: readonly DeductionRecord[];
  readonly currency: string;
  readonly statementRhythm: "MONTHLY" | "QUARTERLY" | "HALF_YEARLY" | "YEARLY";
  readonly paymentDays: number;
  readonly taxPercent: string;
  readonly taxReference: string | null;
  readonly recordedAt: string;
  readonly natural: string;
  readonly version: number;
}

/**
 * What a revision replaced, kept so that what was known before can be told. Exactly one of the last three is there; memberships and
 * agreements under their own id, what files printed under the party's.
 */
export interface SupersededRecord {
  /** `${subject}.${version}` */
  readonly _id: string;
  readonly shape: number;
  readonly subject: string;
  /** The last version that it stood in. */
  readonly version: number;
  readonly membership?: MembershipRecord;
  readonly agreement?: AgreementRecord;
  readonly printed?: readonly PrintedRecord[];
}

/** A number that a transaction raises: `mandates.0` to `mandates.15` (memberships), `societies`, and `grantor.052` for each slice. */
export interface CounterRecord {
  readonly _id: string;
  readonly value: number;
}

const text = { type: String, required: true } as const;
const nullable = { type: String, default: null } as const;
const whole = { type: Number, required: true } as const;
const list = { type: [String], required: true } as const;

function options(collection: string) {
  return { collection, versionKey: false, strict: "throw", autoIndex: false, autoCreate: false, minimize: false } as const;
}

const nameSchema = new Schema<NameRecord>(
  { text, lastName: text, firstName: nullable, kind: text, ipiNameNumber: nullable, script: text, language: nullable },
  { _id: false, strict: "throw" },
);
const printedSchema = new Schema<PrintedRecord>(
  { side: text, family: text, society: text, receivedAt: text, message: text },
  { _id: false, strict: "throw" },
);
const territorySchema = new Schema<TerritoryRecord>(
  { isIncluded: { type: Boolean, required: true }, territory: text },
  { _id: false, strict: "throw" },
);
const deductionSchema = new Schema<DeductionRecord>(
  { kind: text, base: text, percent: text, reference: { type: String, default: "" } },
  { _id: false, strict: "throw" },
);

const partySchema = new Schema<PartyRecord>(
  {
    _id: text,
    shape: whole,
    kind: text,
    name: text,
    names: { type: [nameSchema], required: true },
    // Absent rather than empty: a sparse unique index would take two empty lists for equal.
    ipiNameNumbers: { type: [String], default: undefined },
    ipiBaseNumber: { type: String },
    isni: { type: String },
    dpid: { type: String },
    status: text,
    forwardTo: { type: String },
    submitterKeys: { type: [String], default: undefined },
    tokens: list,
    nameKeys: list,
    printed: { type: [printedSchema], required: true },
    printedSince: whole,
    version: whole,
  },
  options("parties"),
);
partySchema.index({ ipiNameNumbers: 1 }, { unique: true, sparse: true });
partySchema.index({ ipiBaseNumber: 1 }, { unique: true, sparse: true });
partySchema.index({ isni: 1 }, { sparse: true });
partySchema.index({ dpid: 1 }, { sparse: true });
partySchema.index({ submitterKeys: 1 }, { unique: true, sparse: true });
partySchema.index({ tokens: 1 });
partySchema.index({ nameKeys: 1 });

const scope = {
  rights: list,
  territories: { type: [territorySchema], required: true },
  countries: text,
  expandedOn: text,
  from: nullable,
  until: nullable,
};

const membershipSchema = new Schema<MembershipRecord>(
  {
    ...{ _id: text, shape: whole, partyId: text, society: text, creationClass: text, side: nullable, ...scope, share: text },
    ...{ recordedAt: text, natural: text, version: whole },
  },
  options("memberships"),
);
membershipSchema.index({ partyId: 1 });
membershipSchema.index({ natural: 1 }, { unique: true });

const directSchema = new Schema<DirectMandateRecord>(
  {
    ...{ _id: text, shape: whole, kind: text, grantor: text, hub: nullable, side: nullable, ...scope },
    licensors: { type: [String], default: null },
    uses: { type: [String], default: null },
    includesWritersPerforming: { type: Boolean, required: true },
    ...{ signedOn: nullable, recordedAt: text, natural: text, version: whole },
  },
  options("directMandates"),
);
directSchema.index({ grantor: 1 });
directSchema.index({ natural: 1 }, { unique: true });

const agreementSchema = new Schema<AgreementRecord>(
  {
    ...{ _id: text, shape: whole, grantor: text, grantee: text, societies: list, ...scope },
    uses: { type: [String], default: null },
    exclusive: { type: Boolean, required: true },
    passesOn: { type: Boolean, required: true },
    ...{ signedOn: nullable, terminatedFrom: nullable },
    deductions: { type: [deductionSchema], required: true },
    ...{ currency: text, statementRhythm: text, paymentDays: whole, taxPercent: text, taxReference: nullable },
    ...{ recordedAt: text, natural: text, version: whole },
  },
  options("agreements"),
);
agreementSchema.index({ grantor: 1, _id: 1 });
agreementSchema.index({ societies: 1, _id: 1 });
agreementSchema.index({ natural: 1 }, { unique: true });

/** Records are kept as they were, unread by mongoose. */
const supersededSchema = new Schema<SupersededRecord>(
  {
    ...{ _id: text, shape: whole, subject: text, version: whole },
    membership: { type: Schema.Types.Mixed },
    agreement: { type: Schema.Types.Mixed },
    printed: { type: [printedSchema], default: undefined },
  },
  options("superseded"),
);
supersededSchema.index({ subject: 1, version: 1 });

const counterSchema = new Schema<CounterRecord>({ _id: text, value: whole }, options("counters"));

/** The collections of parties. */
export interface PartyModels {
  readonly parties: Model<PartyRecord>;
  readonly memberships: Model<MembershipRecord>;
  readonly directMandates: Model<DirectMandateRecord>;
  readonly agreements: Model<AgreementRecord>;
  readonly superseded: Model<SupersededRecord>;
  readonly counters: Model<CounterRecord>;
}

/** The collections on a connection; the same models each time. */
export function partyModels(connection: Connection): PartyModels {
  const model = <T>(name: string, schema: Schema<T>): Model<T> => connection.models[name] ?? connection.model<T>(name, schema);
  return {
    parties: model("Party", partySchema),
    memberships: model("Membership", membershipSchema),
    directMandates: model("DirectMandate", directSchema),
    agreements: model("Agreement", agreementSchema),
    superseded: model("Superseded", supersededSchema),
    counters: model("Counter", counterSchema),
  };
}
