import { Schema } from "mongoose";
import { wordModel } from "../kit/search/model.ts";
import type { WordModel } from "../kit/search/model.ts";
import type { ClientSession, Connection, Model } from "mongoose";
import type {
  AgreementRecord,
  CounterRecord,
  DeductionRecord,
  DirectMandateRecord,
  MembershipRecord,
  NameRecord,
  PartyFileRecord,
  PartyRecord,
  PrintedRecord,
  StatedBy,
  StatusRecord,
  SupersededRecord,
  TerritoryRecord,
} from "./storedTypes.ts";

export type * from "./storedTypes.ts";

/** The stored shape of this file's records; a change that old readers cannot read raises it and brings a migration. */
export const STORED_SHAPE = 1;

const text = { type: String, required: true } as const;
const nullable = { type: String, default: null } as const;
const whole = { type: Number, required: true } as const;
const list = { type: [String], required: true } as const;

function options(collection: string) {
  return { collection, versionKey: false, strict: "throw", autoIndex: false, autoCreate: false, minimize: false } as const;
}

const statedSchema = new Schema<StatedBy>(
  { source: text, message: text, line: { type: Number }, receivedAt: text },
  { _id: false, strict: "throw" },
);
const nameSchema = new Schema<NameRecord>(
  {
    ...{ text, lastName: text, firstName: nullable, kind: text, ipiNameNumber: nullable, script: text, language: nullable },
    ...{ from: { type: String }, until: { type: String }, stated: { type: statedSchema } },
  },
  { _id: false, strict: "throw" },
);
const statusSchema = new Schema<StatusRecord>(
  { status: text, forwardTo: { type: String }, from: nullable, stated: { type: statedSchema, required: true } },
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
    statuses: { type: [statusSchema], default: undefined },
    groupNumbers: { type: [String], default: undefined },
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
partySchema.index({ groupNumbers: 1 }, { sparse: true });
partySchema.index({ forwardTo: 1 }, { sparse: true });
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
    ...{ recordedAt: text, natural: text, version: whole, role: { type: String }, stated: { type: statedSchema } },
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
    ...{ creationClass: { type: String }, withdrawnFrom: { type: String }, noticeGivenOn: { type: String } },
    ...{ signedOn: nullable, recordedAt: text, natural: text, version: whole, stated: { type: statedSchema } },
  },
  options("directMandates"),
);
directSchema.index({ grantor: 1 });
directSchema.index({ hub: 1 });
directSchema.index({ natural: 1 }, { unique: true });

const agreementSchema = new Schema<AgreementRecord>(
  {
    ...{ _id: text, shape: whole, grantor: text, grantee: text, societies: list, ...scope },
    uses: { type: [String], default: null },
    exclusive: { type: Boolean, required: true },
    passesOn: { type: Boolean, required: true },
    ...{ signedOn: nullable, terminatedFrom: nullable, creationClass: { type: String } },
    ...{ noticeDays: { type: Number }, noticeGivenOn: { type: String } },
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
    direct: { type: Schema.Types.Mixed },
    printed: { type: [printedSchema], default: undefined },
    identity: { type: Schema.Types.Mixed },
  },
  options("superseded"),
);
supersededSchema.index({ subject: 1, version: 1 });
// Who was merged into a party once, for what was known then.
supersededSchema.index({ "identity.forwardTo": 1 }, { sparse: true });

const counterSchema = new Schema<CounterRecord>({ _id: text, value: whole }, options("counters"));

const partyFileSchema = new Schema<PartyFileRecord>(
  {
    ...{ _id: text, shape: whole, key: text, source: text, name: { type: String, default: "" }, hash: text, receivedAt: text },
    ...{ pass: whole, rows: whole, finished: { type: Boolean, required: true }, counts: { type: Schema.Types.Mixed, required: true } },
    problems: { type: [Schema.Types.Mixed], required: true },
  },
  options("partyFiles"),
);
partyFileSchema.index({ key: 1 });

/** The collections of parties. */
export interface PartyModels {
  readonly parties: Model<PartyRecord>;
  readonly memberships: Model<MembershipRecord>;
  readonly directMandates: Model<DirectMandateRecord>;
  readonly agreements: Model<AgreementRecord>;
  readonly superseded: Model<SupersededRecord>;
  readonly counters: Model<CounterRecord>;
  readonly partyFiles: Model<PartyFileRecord>;
  /** The words of names, for queries with typos. */
  readonly words: WordModel;
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
    partyFiles: model("PartyFile", partyFileSchema),
    words: wordModel(connection),
  };
}

/** What a rehearsal writes instead: collections of its own, which are thrown away. */
export type RehearsalModels = Pick<PartyModels, "parties" | "memberships" | "directMandates">;

/** The collections of one rehearsal, by its job. */
export function rehearsalModels(connection: Connection, job: string): RehearsalModels {
  const model = <T>(name: string, schema: Schema<T>): Model<T> =>
    connection.models[`${name}.${job}`] ?? connection.model<T>(`${name}.${job}`, schema, `rehearsal.${name}.${job}`);
  return {
    parties: model("Party", partySchema),
    memberships: model("Membership", membershipSchema),
    directMandates: model("DirectMandate", directSchema),
  };
}

/** Throws away what a rehearsal wrote. */
export async function dropRehearsal(connection: Connection, models: RehearsalModels): Promise<void> {
  for (const model of Object.values(models)) {
    await connection.dropCollection(model.collection.collectionName).catch(() => undefined);
    connection.deleteModel(model.modelName);
  }
}

/** A record as it stood and as it will stand. */
export interface RecordChange<T> {
  readonly former: T | undefined;
  readonly next: T;
}

/** Inserts what is new and replaces what was revised. */
export async function writeChanges<T extends { readonly _id: string; readonly version: number }>(
  model: Model<T>,
  changes: readonly RecordChange<T>[],
  session: ClientSession,
): Promise<void> {
  const added = changes.filter(({ former }) => former === undefined).map(({ next }) => next);
  if (added.length > 0) await model.insertMany(added, { session, lean: true });
  for (const { former, next } of changes) {
    if (former !== undefined) await model.replaceOne({ _id: next._id, version: former.version } as object, next, { session });
  }
}

/** Puts records in their places, whatever stood there. */
export async function putAll<T extends { readonly _id: string }>(model: Model<T>, changes: readonly { readonly next: T }[]): Promise<void> {
  for (const { next } of changes) await model.replaceOne({ _id: next._id } as object, next, { upsert: true });
}
