import { Schema } from "mongoose";
import type { Connection, Model } from "mongoose";
import { wordModel } from "../kit/search/model.ts";
import type { WordModel } from "../kit/search/model.ts";
import type { AgreementRecord } from "./agreementRecord.ts";
import type { ImportedBatchRecord } from "./importedBatch.ts";
import type { ConflictDeskRecord } from "./deskRecords.ts";
import type { RecordingSubjectRecord } from "./recordings/subjects.ts";
import { transferModel } from "./transfers/model.ts";
import type { TransferModel } from "./transfers/model.ts";
import type { ConflictRecord, GuardRecord, MessageRecord, StatementRecord, WorkRecord } from "./records.ts";

/** A record whose embedded parts mongoose need not know: they are recursive JSON, which its types cannot follow to an end. */
type Shallow<T, Embedded extends keyof T> = Omit<T, Embedded> & { readonly [part in Embedded]: object | null };

export type StoredWork = Shallow<WorkRecord, "titles" | "creators" | "recordings" | "registrations" | "statedBy" | "merges" | "aiLabel">;
export type StoredStatement = Shallow<StatementRecord, "submitter" | "receipts" | "description" | "claims" | "reported" | "origins">;
export type StoredRecordingSubject = Shallow<RecordingSubjectRecord, "statedBy">;
export type StoredConflict = Omit<Shallow<ConflictRecord, "slices" | "rulings" | "evidence" | "deadlines">, "estimates"> & {
  readonly estimates?: object;
};
export type StoredConflictDesk = Shallow<ConflictDeskRecord, "notes">;
export type StoredAgreement = Shallow<AgreementRecord, "content">;
export type StoredBatch = Shallow<ImportedBatchRecord, "numbers" | "problems">;
export type StoredMessage = Shallow<MessageRecord, "summary">;

const text = { type: String, required: true } as const;
const whole = { type: Number, required: true } as const;
const list = { type: [String], required: true } as const;
/** Absent rather than empty, so that its sparse index costs nothing where there is none. */
const listOrNone = { type: [String], default: undefined };
/** Embedded parts are written and read by records.ts alone; mongoose does not look into them, which doubles the import rate. */
const embedded = { type: Schema.Types.Mixed, required: true } as const;

function options(collection: string) {
  return { collection, versionKey: false, strict: "throw", autoIndex: false, autoCreate: false, minimize: false } as const;
}

const workSchema = new Schema<StoredWork>(
  {
    ...{ _id: text, shape: whole, version: whole, state: text, mergedInto: { type: String } },
    ...{
      iswc: { type: String },
      iswcs: list,
      titles: embedded,
      titleKeys: list,
      creators: embedded,
      recordings: embedded,
      isrcs: list,
      recordingIds: list,
    },
    ...{
      codes: list,
      workNumbers: list,
      registrations: embedded,
      statedBy: embedded,
      aiLabel: { type: Schema.Types.Mixed, default: null },
    },
    ...{ searchKeys: list, sourceKeys: listOrNone, merges: embedded },
  },
  options("works"),
);
workSchema.index({ codes: 1 });
workSchema.index({ iswcs: 1 });
workSchema.index({ titleKeys: 1 });
workSchema.index({ isrcs: 1 });
workSchema.index({ recordingIds: 1 });
workSchema.index({ workNumbers: 1 });
workSchema.index({ searchKeys: 1 });
workSchema.index({ sourceKeys: 1 }, { sparse: true });
workSchema.index({ state: 1, _id: 1 });

/** Of works and of recordings alike: only the ids that `workId` holds tell them apart. */
function statementsIn(collection: string): Schema<StoredStatement> {
  const schema = new Schema<StoredStatement>(
    {
      ...{ _id: text, shape: whole, workId: text, state: text, currentKey: { type: String }, key: text },
      ...{ submitter: embedded, submitterWorkNumber: text, contentHash: text, receipts: embedded, description: embedded },
      ...{ claims: embedded, claimIds: list, reported: embedded, origins: embedded, replaces: { type: String, default: null } },
      agreementKeys: listOrNone,
    },
    options(collection),
  );
  schema.index({ workId: 1, state: 1 });
  schema.index({ currentKey: 1 }, { unique: true, sparse: true });
  schema.index({ claimIds: 1, state: 1 });
  return schema;
}

const statementSchema = statementsIn("statements");
statementSchema.index({ agreementKeys: 1 }, { sparse: true });
/** What is in force of a party. */
statementSchema.index({ "claims.partyId": 1 }, { partialFilterExpression: { state: "IN_FORCE" } });
const recordingStatementSchema = statementsIn("recordingStatements");

const recordingSubjectSchema = new Schema<StoredRecordingSubject>(
  { _id: text, shape: whole, version: whole, recordingId: text, statedBy: embedded },
  options("recordings"),
);

const conflictSchema = new Schema<StoredConflict>(
  {
    ...{ _id: text, shape: whole, version: whole, key: text, openKey: { type: String }, kind: text, state: text, workIds: list },
    ...{ claimIds: list, partyIds: list, slices: embedded, excess: { type: String, default: null }, because: text, societies: list },
    ...{ signatories: list, queue: list, term: text, deadlines: embedded },
    ...{
      openedAt: text,
      deadline: text,
      closedAt: { type: String, default: null },
      rulings: embedded,
      rulingIds: list,
      evidence: embedded,
      estimates: { type: Schema.Types.Mixed },
    },
  },
  options("conflicts"),
);
conflictSchema.index({ openKey: 1 }, { unique: true, sparse: true });
conflictSchema.index({ key: 1 });
conflictSchema.index({ workIds: 1, state: 1 });
conflictSchema.index({ state: 1, deadline: 1, _id: 1 });
conflictSchema.index({ state: 1, _id: 1 });
conflictSchema.index({ societies: 1, deadline: 1, _id: 1 });
conflictSchema.index({ queue: 1, deadline: 1, _id: 1 });
conflictSchema.index({ rulingIds: 1 });
conflictSchema.index({ partyIds: 1 });

const conflictDeskSchema = new Schema<StoredConflictDesk>(
  {
    ...{ _id: text, shape: whole, version: whole, conflict: text, society: text },
    ...{ assignee: { type: String, default: null }, notes: embedded },
  },
  options("conflictDesks"),
);
conflictDeskSchema.index({ society: 1, assignee: 1, _id: -1 });

const messageSchema = new Schema<StoredMessage>(
  {
    ...{ _id: text, shape: whole, key: text, sender: text, receiver: { type: String, default: null }, hash: text, name: text },
    ...{ receivedAt: text, summary: embedded },
  },
  options("messages"),
);
messageSchema.index({ key: 1 }, { unique: true });
messageSchema.index({ sender: 1, _id: 1 });
messageSchema.index({ receiver: 1, _id: 1 });

const agreementSchema = new Schema<StoredAgreement>(
  {
    ...{
      _id: text,
      shape: whole,
      key: text,
      submitterKey: text,
      number: text,
      version: whole,
      isCurrent: { type: Boolean, required: true },
      waitsFor: { type: String },
    },
    ...{ from: { type: String, default: null }, until: { type: String, default: null }, retainedUntil: { type: String, default: null } },
    ...{ contentHash: text, content: embedded, receiver: { type: String, default: null }, message: text, line: whole, receivedAt: text },
  },
  options("agreements"),
);
agreementSchema.index({ key: 1, version: 1 }, { unique: true });
agreementSchema.index({ submitterKey: 1, isCurrent: 1 });
agreementSchema.index({ waitsFor: 1 }, { sparse: true });

const importedBatchSchema = new Schema<StoredBatch>(
  {
    ...{ _id: text, shape: whole, message: text, first: whole },
    ...{ outcomes: { type: String, default: "" }, numbers: embedded, problems: embedded },
  },
  options("importedBatches"),
);
importedBatchSchema.index({ message: 1, first: 1 });

const guardSchema = new Schema<GuardRecord>({ _id: text, version: whole }, options("guards"));

/** The collections of works. */
export interface WorkModels {
  readonly works: Model<StoredWork>;
  readonly statements: Model<StoredStatement>;
  /** Recordings in which something is claimed, by code. */
  readonly recordings: Model<StoredRecordingSubject>;
  /** What is stated of recordings. */
  readonly recordingStatements: Model<StoredStatement>;
  readonly conflicts: Model<StoredConflict>;
  /** What societies keep about conflicts for themselves. */
  readonly conflictDesks: Model<StoredConflictDesk>;
  readonly messages: Model<StoredMessage>;
  readonly agreements: Model<StoredAgreement>;
  readonly guards: Model<GuardRecord>;
  /** Transfers of catalogues. */
  readonly transfers: TransferModel;
  /** How far imports have come that are not done. */
  readonly importedBatches: Model<StoredBatch>;
  /** The words of titles and names, for queries with typos. */
  readonly words: WordModel;
}

/** The collections on a connection; the same models each time. */
export function workModels(connection: Connection): WorkModels {
  const model = <T>(name: string, schema: Schema<T>): Model<T> => connection.models[name] ?? connection.model<T>(name, schema);
  return {
    works: model("Work", workSchema),
    statements: model("Statement", statementSchema),
    recordings: model("Recording", recordingSubjectSchema),
    recordingStatements: model("RecordingStatement", recordingStatementSchema),
    conflicts: model("Conflict", conflictSchema),
    conflictDesks: model("ConflictDesk", conflictDeskSchema),
    messages: model("Message", messageSchema),
    agreements: model("Agreement", agreementSchema),
    guards: model("Guard", guardSchema),
    transfers: transferModel(connection),
    importedBatches: model("ImportedBatch", importedBatchSchema),
    words: wordModel(connection),
  };
}
