import { creatorKey, recordingKey, wordsKey } from "./describe.ts";
import type { CreatorRecord, RecordingRecord, StatementRecord, TitleRecord } from "./records.ts";
import { societyRef } from "./refs.ts";

/** Where a value comes from: each receipt of each statement that says it, the first received first (SDL: Provenance). */
export function provenanceOf(statements: readonly StatementRecord[]) {
  return statements
    .flatMap(({ _id, submitter, submitterWorkNumber, receipts, replaces }) =>
      receipts.map(({ receiver, message, line, receivedAt }) => ({
        ...{ submitter: submitter.key, submitterName: submitter.name, society: societyRef(submitter.society), submitterWorkNumber },
        ...{ receiver: societyRef(receiver), message, line, receivedAt, statement: _id, replaces },
      })),
    )
    .sort((one, other) => (one.receivedAt + one.statement < other.receivedAt + other.statement ? -1 : 1));
}

/** The statements that say a title: the same words, in any case. */
export function sayingTitle(statements: readonly StatementRecord[], { text }: TitleRecord): StatementRecord[] {
  const key = wordsKey(text);
  return statements.filter(({ description }) => description.titles.some((title) => wordsKey(title.text) === key));
}

export function sayingCreator(statements: readonly StatementRecord[], creator: CreatorRecord): StatementRecord[] {
  const key = creatorKey(creator);
  return statements.filter(({ description }) => description.creators.some((one) => creatorKey(one) === key));
}

export function sayingRecording(statements: readonly StatementRecord[], recording: RecordingRecord): StatementRecord[] {
  const key = recordingKey(recording);
  return statements.filter(({ description }) => description.recordings.some((one) => recordingKey(one) === key));
}
