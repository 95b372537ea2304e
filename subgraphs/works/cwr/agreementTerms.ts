import type { ClientSession } from "../../kit/model.ts";
import type { AgreementRecord } from "../agreementRecord.ts";
import { revise } from "../claims.ts";
import type { ClaimRecord, StatementRecord } from "../records.ts";
import { settleAndWrite } from "../recordStatements.ts";
import type { RecordingTools } from "../recordStatements.ts";
import { revisionOf } from "../revisions.ts";
import { loadViewOf } from "../statementView.ts";

/** What bounding claims needs of the house. */
export interface TermTools extends RecordingTools {
  inTransaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T>;
}

type Term = Pick<AgreementRecord, "_id" | "key" | "number" | "from" | "until" | "message" | "line" | "receivedAt">;
type Naming = Pick<StatementRecord, "_id" | "workId" | "submitter"> & { readonly claims: readonly ClaimRecord[] };

/** Agreements taken up together. */
const AGREEMENTS = 200;
/** Statements revised in one transaction. */
const BATCH = 200;

/**
 * Lets the terms of a submitter's agreements bound the claims that named them before they came, so that the order in which a registration
 * and its agreement arrive does not matter: each statement whose claims have another term gets a revision, known from now on. An
 * agreement waits in the store until that is done; what a crash interrupted is done by the submitter's next file.
 */
export async function applyTerms(tools: TermTools, submitterKey: string): Promise<void> {
  const { agreements } = tools.models;
  for (;;) {
    const waiting = await agreements.find({ waitsFor: submitterKey }).limit(AGREEMENTS).lean<Term[]>();
    if (waiting.length === 0) return;
    await bound(tools, new Map(waiting.map((term) => [term.key, term])));
    await agreements.updateMany({ _id: { $in: waiting.map(({ _id }) => _id) } }, { $unset: { waitsFor: 1 } });
  }
}

type Terms = ReadonlyMap<string, Term>;

/** Reads the statements that name the agreements one after the other, in flat memory, and revises those that have other terms. */
async function bound(tools: TermTools, terms: Terms): Promise<void> {
  const { statements } = tools.models;
  const naming = statements
    .find({ agreementKeys: { $in: [...terms.keys()] } }, { workId: 1, submitter: 1, claims: 1 })
    .lean<Naming[]>()
    .cursor({ batchSize: BATCH });
  let workIds = new Set<string>();
  for await (const statement of naming as AsyncIterable<Naming>) {
    if (statement.claims.every((claim) => hasTerm(claim, termOf(claim, statement, terms)))) continue;
    workIds.add(statement.workId);
    if (workIds.size < BATCH) continue;
    await reviseWorks(tools, { workIds, terms });
    workIds = new Set();
  }
  if (workIds.size > 0) await reviseWorks(tools, { workIds, terms });
}

async function reviseWorks(
  tools: TermTools,
  { workIds, terms }: { readonly workIds: ReadonlySet<string>; readonly terms: Terms },
): Promise<void> {
  await tools.inTransaction(async (session) => {
    const view = await loadViewOf(tools.models, [...workIds], session);
    for (const workId of workIds) {
      for (const statement of [...(view.findWork(workId)?.statements.values() ?? [])]) {
        const term = statement.claims
          .map((claim) => termOf(claim, statement, terms))
          .find((found, at) => !hasTerm(statement.claims[at], found));
        if (term === undefined || term === null) continue;
        const { message, line } = term;
        const after = boundStatement(tools, statement, { terms, term });
        revise(view, { before: statement, after, message, told: { line, keepsReceipts: true, because: becauseOf(term) } });
      }
    }
    await settleAndWrite(tools, view, session);
  });
}

/** The statement with the terms of its agreements: its submitter's word still, received as before; the agreement is one more source of it. */
function boundStatement(
  tools: TermTools,
  statement: StatementRecord,
  { terms, term }: { readonly terms: Terms; readonly term: Term },
): StatementRecord {
  const { record } = revisionOf(statement, {
    ...{ message: term.message, at: tools.clock.now(), id: tools.ids.make("stm"), added: [] },
    claims: (claims) =>
      claims.map((claim) => {
        const own = termOf(claim, statement, terms);
        return hasTerm(claim, own) ? claim : { ...claim, id: tools.ids.make("clm"), from: own?.from ?? null, until: own?.until ?? null };
      }),
  });
  const { message, line } = term;
  const receipt = { receiver: null, message, line, receivedAt: tools.clock.now().toISOString() };
  return { ...record, receipts: [...statement.receipts, receipt] };
}

/** The agreement that a claim read from a file names; one that was stated by hand has days of its own. */
function termOf({ agreement, line }: ClaimRecord, { submitter }: Pick<StatementRecord, "submitter">, terms: Terms): Term | null {
  return agreement === null || line === null ? null : (terms.get(`${submitter.key}|${agreement}`) ?? null);
}

function hasTerm(claim: Pick<ClaimRecord, "from" | "until"> | undefined, term: Term | null): boolean {
  return claim === undefined || term === null || (claim.from === term.from && claim.until === term.until);
}

function becauseOf({ number, from, until }: Term): string {
  return `The agreement ${number} that its claims name runs ${from === null ? "from ever" : `from ${from}`} ${until === null ? "on" : `until ${until}`}.`;
}
