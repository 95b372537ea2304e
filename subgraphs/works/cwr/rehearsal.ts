import { haveCreatorInCommon } from "../../domain/conflicts.ts";
import type { CreatorRecord } from "../records.ts";
import { contentHash } from "../statementContent.ts";
import { statementKey } from "../statements.ts";
import type { RecordedStatement, WorkStatementInput } from "../statements.ts";

/** Statements of one file that are remembered; of a longer one, repetitions of those beyond are counted as new. */
const REMEMBERED_MAX = 1_000_000;

/**
 * What a file would have left behind, were its batches not taken back one after the other: so that a dry run counts a statement
 * that repeats, revises or joins an earlier one of the same file as the real run does.
 */
export class Rehearsal {
  readonly #hashes = new Map<string, string>();
  readonly #creators = new Map<string, CreatorRecord[][]>();

  /** The outcomes of a batch that was recorded and taken back, with the batches before it in mind. */
  after(inputs: readonly WorkStatementInput[], recorded: readonly RecordedStatement[]): RecordedStatement[] {
    return recorded.map((one, at) => {
      const input = inputs[at];
      return input === undefined ? one : { ...one, outcome: this.#outcome(input, one.outcome) };
    });
  }

  #outcome(input: WorkStatementInput, alone: RecordedStatement["outcome"]): RecordedStatement["outcome"] {
    const [key, hash] = [statementKey(input.submitter, input.submitterWorkNumber), contentHash(input)];
    const earlier = this.#hashes.get(key);
    const joins = alone === "CREATED" && this.#joins(input);
    this.#remember(input, { key, hash });
    if (earlier !== undefined) return earlier === hash ? "UNCHANGED" : "UPDATED";
    return joins ? "UPDATED" : alone;
  }

  #joins({ description: { iswc, creators } }: WorkStatementInput): boolean {
    const known = iswc === null ? [] : (this.#creators.get(iswc) ?? []);
    return known.some((others) => haveCreatorInCommon(others, creators));
  }

  #remember({ description: { iswc, creators } }: WorkStatementInput, { key, hash }: { readonly key: string; readonly hash: string }): void {
    if (this.#hashes.size >= REMEMBERED_MAX) return;
    this.#hashes.set(key, hash);
    if (iswc === null) return;
    const known = this.#creators.get(iswc);
    if (known === undefined) this.#creators.set(iswc, [[...creators]]);
    else known.push([...creators]);
  }
}
