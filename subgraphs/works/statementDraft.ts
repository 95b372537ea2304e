import type { Receipt } from "../domain/statements.ts";
import type { IdMaker } from "../kit/ids.ts";
import { describeWork } from "./describe.ts";
import type { DescribedFields } from "./describe.ts";
import { fieldChanges } from "./fieldChanges.ts";
import type { FieldChange } from "./fieldChanges.ts";
import { STORED_SHAPE } from "./records.ts";
import type { StatementRecord } from "./records.ts";
import { contentHash, contentOf } from "./statementContent.ts";
import type { StatementContent } from "./statementContent.ts";
import { agreementKeysOf, claimsWithIds, statementKey } from "./statements.ts";
import type { WorkStatementInput } from "./statements.ts";

/** Everything that can be told of a statement before anything is read: made outside of the transaction that records it, and made once however often that is tried. */
export interface StatementDraft {
  readonly input: WorkStatementInput;
  readonly key: string;
  readonly content: StatementContent;
  readonly hash: string;
  /** What it becomes where it is the first word of a work that nobody knows: the usual case of an import. */
  readonly alone: {
    readonly record: StatementRecord;
    readonly fields: DescribedFields;
    readonly changes: readonly FieldChange[];
  };
}

export function draftStatement(input: WorkStatementInput, ids: IdMaker): StatementDraft {
  const key = statementKey(input.submitter, input.submitterWorkNumber);
  const content = contentOf(input);
  const drafted = { input, key, content, hash: contentHash(input, content) };
  const record = statementRecord(drafted, { ids, before: null, workId: ids.make("wrk") });
  const fields = describeWork(null, [record], () => ids.make("rec"));
  return { ...drafted, alone: { record, fields, changes: fieldChanges(null, record) } };
}

/** The record of a statement about a work; an unchanged claim of the statement that it replaces keeps its id. */
export function statementRecord(
  { input, key, content, hash }: Omit<StatementDraft, "alone">,
  { ids, before, workId }: { readonly ids: IdMaker; readonly before: StatementRecord | null; readonly workId: string },
): StatementRecord {
  const claims = claimsWithIds(content.claims, before, () => ids.make("clm"));
  const { submitter, submitterWorkNumber, description } = input;
  return {
    _id: ids.make("stm"),
    shape: STORED_SHAPE,
    workId,
    state: "IN_FORCE",
    currentKey: key,
    key,
    submitter,
    submitterWorkNumber,
    contentHash: hash,
    receipts: [receiptOf(input)],
    description,
    claims,
    claimIds: claims.map(({ id }) => id),
    reported: content.reported,
    origins: content.origins,
    replaces: before?._id ?? null,
    ...agreementKeysOf(submitter.key, claims),
  };
}

/** The receipt of a statement: whom it reached, in which message, and when. */
export function receiptOf({ receiver, message, line, receivedAt, statedAt }: WorkStatementInput): Receipt {
  return { receiver, message, line, receivedAt, ...(statedAt === undefined ? {} : { statedAt }) };
}
