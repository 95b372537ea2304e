import { haveCreatorInCommon } from "../../domain/matching/identityEvidence.ts";
import type { ClientSession } from "../../kit/model.ts";
import type { PartyReader } from "../../kit/ports/partyReader.ts";
import { kinOf, withKin } from "../creatorKin.ts";
import type { CreatorKin } from "../creatorKin.ts";
import type { CreatorRecord } from "../records.ts";
import { contentHash } from "../statementContent.ts";
import { statementKey } from "../statements.ts";
import type { RecordedStatement, WorkStatementInput } from "../statements.ts";

/** Where statements are recorded. */
export interface Recorder {
  /** Runs work in one transaction; a thrown error takes everything back. */
  inTransaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T>;
  /** Joins or makes the works and records the statements, at most 500 a call. */
  recordStatements(inputs: readonly WorkStatementInput[], session: ClientSession): Promise<readonly RecordedStatement[]>;
  readonly partyReader: Pick<PartyReader, "kinOf">;
}

/** Statements of one file that are remembered; of a longer one, repetitions of those beyond are counted as new. */
const REMEMBERED_MAX = 1_000_000;

/**
 * What a file would have left behind, were its batches not taken back one after the other: so that a dry run counts a statement
 * that repeats, revises or joins an earlier one of the same file as the real run does.
 */
export class Rehearsal {
  readonly #hashes = new Map<string, string>();
  readonly #creators = new Map<string, CreatorRecord[][]>();

  /** Does everything, learns what becomes of a batch, with those before it in mind, and takes it back. */
  async record(inputs: readonly WorkStatementInput[], recorder: Recorder): Promise<readonly RecordedStatement[]> {
    let learned: readonly RecordedStatement[] = [];
    const takenBack = new Error("a rehearsal is taken back");
    await recorder
      .inTransaction(async (session) => {
        learned = await recorder.recordStatements(inputs, session);
        throw takenBack;
      })
      .catch((error: unknown) => {
        if (error !== takenBack) throw error;
      });
    const kin = await this.#kinOf(inputs, learned, recorder);
    return learned.map((one, at) => {
      const input = inputs[at];
      return input === undefined ? one : { ...one, outcome: this.#outcome(input, one.outcome, kin) };
    });
  }

  /** Who may stand for the creators of works that join an earlier one of the file, if at all, by them. */
  async #kinOf(
    inputs: readonly WorkStatementInput[],
    recorded: readonly RecordedStatement[],
    { partyReader }: Recorder,
  ): Promise<CreatorKin> {
    const asked = inputs.filter(
      (input, at) =>
        recorded[at]?.outcome === "CREATED" && this.#creators.has(input.description.iswc ?? "") && !this.#joins(input, new Map()),
    );
    if (asked.length === 0) return new Map();
    return await kinOf(
      partyReader,
      asked.flatMap(({ description }) => description.creators.flatMap(({ partyId }) => partyId ?? [])),
    );
  }

  #outcome(input: WorkStatementInput, alone: RecordedStatement["outcome"], kin: CreatorKin): RecordedStatement["outcome"] {
    const [key, hash] = [statementKey(input.submitter, input.submitterWorkNumber), contentHash(input)];
    const earlier = this.#hashes.get(key);
    const joins = alone === "CREATED" && this.#joins(input, kin);
    this.#remember(input, { key, hash });
    if (earlier !== undefined) return earlier === hash ? "UNCHANGED" : "UPDATED";
    return joins ? "UPDATED" : alone;
  }

  #joins({ description: { iswc, creators } }: WorkStatementInput, kin: CreatorKin): boolean {
    const known = iswc === null ? [] : (this.#creators.get(iswc) ?? []);
    const ours = withKin(creators, kin);
    return known.some((others) => haveCreatorInCommon(others, ours));
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
