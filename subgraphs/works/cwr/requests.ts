import type { ClientSession } from "../../kit/model.ts";
import type { NewEvent } from "../../kit/events.ts";
import type { WorkModels } from "../model.ts";
import type { StatementRecord, WorkRecord } from "../records.ts";
import { answeredRegistrations, ISWC_REQUESTED, REQUESTED } from "../registrations.ts";
import { statementKey } from "../statements.ts";
import type { WorkStatementInput } from "../statements.ts";
import { stepEvent, writeSteps } from "./answers.ts";
import type { AnswerTools } from "./answers.ts";

/** Keys of one file's statements that are remembered; a request behind more than these is taken for one of an unknown work. */
const REMEMBERED_MAX = 1_000_000;

/** What a registration or a request of one file states, and which of the two it is. */
export interface Stated {
  readonly input: WorkStatementInput;
  /** A request for an ISWC names a work and states no shares (CWR 3.0, ISR). */
  readonly isRequest: boolean;
}

/**
 * The requests for ISWCs of one file. A request of a work that its submitter never stated registers it without shares; of one that it stated
 * with shares it must not take them back, so it is recorded as a step of the registration at the receiver, and nothing else of the work changes.
 */
export class Requests {
  readonly #models: Pick<WorkModels, "statements">;
  readonly #stated = new Set<string>();

  constructor(models: Pick<WorkModels, "statements">) {
    this.#models = models;
  }

  /** Those of a batch that only ask about a work with stated shares: to be kept from replacing its statement. */
  async ofStatedWorks(batch: readonly Stated[], session: ClientSession | null): Promise<ReadonlySet<WorkStatementInput>> {
    const asked = batch.filter(({ isRequest }) => isRequest).map(({ input }) => keyOf(input));
    const known = asked.length === 0 ? new Set<string>() : await this.#knownAmong(asked, session);
    const found = new Set<WorkStatementInput>();
    for (const { input, isRequest } of batch) {
      const key = keyOf(input);
      if (!isRequest) {
        if (this.#stated.size < REMEMBERED_MAX) this.#stated.add(key);
      } else if (known.has(key) || this.#stated.has(key)) found.add(input);
    }
    return found;
  }

  async #knownAmong(keys: readonly string[], session: ClientSession | null): Promise<ReadonlySet<string>> {
    const statements = await this.#models.statements
      .find({ currentKey: { $in: keys } }, { currentKey: 1, claimIds: 1, reported: 1 }, { session })
      .lean<Pick<StatementRecord, "currentKey" | "claimIds" | "reported">[]>();
    return new Set(
      statements.flatMap(({ currentKey, claimIds, reported }) =>
        currentKey === undefined || claimIds.length + reported.length === 0 ? [] : [currentKey],
      ),
    );
  }
}

/** Notes requests in the registrations of their works at the receiver, in the caller's transaction; the same message notes each once. */
export async function noteRequests(tools: AnswerTools, inputs: readonly WorkStatementInput[], session: ClientSession): Promise<void> {
  const codes = inputs.map(keyOf);
  if (codes.length === 0) return;
  const works = await tools.models.works.find({ codes: { $in: codes } }, null, { session }).lean<WorkRecord[]>();
  const after = new Map<string, WorkRecord>();
  const changes: NewEvent[] = [];
  for (const input of inputs) {
    const key = keyOf(input);
    const found = works.find((work) => work.codes.includes(key));
    if (found === undefined || input.receiver === null) continue;
    const { message, line, receivedAt: at, receiver: society } = input;
    const work = after.get(found._id) ?? found;
    const answer = { society, step: { status: REQUESTED, at, message, key, line } };
    const registrations = answeredRegistrations(work.registrations, answer);
    if (registrations === work.registrations) continue;
    const next = { ...work, registrations };
    after.set(work._id, next);
    changes.push(stepEvent(ISWC_REQUESTED, { before: work, after: next, answer, source: input.submitter.key }));
  }
  await writeSteps(tools, { works: [...after.values()], changes }, session);
}

function keyOf({ submitter, submitterWorkNumber }: WorkStatementInput): string {
  return statementKey(submitter, submitterWorkNumber);
}
