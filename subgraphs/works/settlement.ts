import { problem } from "../domain/outcome.ts";
import { requireScope, requireSociety } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { JsonValue } from "../kit/json.ts";
import type { ClientSession } from "../kit/model.ts";
import { Refusal } from "../kit/refusal.ts";
import { revise, withdrawFrom } from "./claims.ts";
import { requireVersion } from "./commandTools.ts";
import { closedConflict, conflictEvent, withDerived } from "./conflictRecords.ts";
import { conflictCommand, openConflict, requireStanding, requireText, writeConflict } from "./conflictTools.ts";
import type { ConflictAnswer, Keyed, OpenConflict } from "./conflictTools.ts";
import type { WorkParts } from "./parts.ts";
import type { ConflictRecord, RulingRecord } from "./records.ts";
import { settleAndWrite } from "./recordStatements.ts";
import { revisionOf } from "./revisions.ts";
import { neededSignatures, parseRuling, ruledClaim } from "./rulings.ts";
import type { ParsedRuling, RulingInput } from "./rulings.ts";
import { loadViewOf } from "./statementView.ts";

/** SDL: ProposeRulingInput. */
export interface ProposeRulingInput extends Keyed {
  readonly conflict: string;
  readonly ruling: RulingInput;
  readonly because: string;
}
/** SDL: SignRulingInput. */
export interface SignRulingInput extends Keyed {
  readonly ruling: string;
  readonly society?: string | null | undefined;
}
/** SDL: CounterRulingInput. */
export interface CounterRulingInput extends Keyed {
  readonly ruling: string;
  readonly counter: RulingInput;
  readonly because: string;
}
const RULINGS_MAX = 100;

/** Proposes a ruling; the proposer's own signature comes with it where it is needed, and the last signature puts it into effect. */
export async function proposeRuling(parts: WorkParts, caller: Caller, input: ProposeRulingInput): ConflictAnswer {
  requireScope(caller, "conflicts:rule");
  const because = requireText(input.because, "because");
  return await conflictCommand(parts, { caller, operation: "proposeRuling", input }, async (session) => {
    const open = await openConflict(parts, { filter: { _id: input.conflict }, session, id: input.conflict, path: "conflict" });
    await requireStanding(parts, caller, { ...open, path: "conflict" });
    requireVersion(open.disputed.conflict.version, input.expectedVersion);
    const ruling = parseRuling(input.ruling, open.disputed);
    return await takeUp(parts, { ...open, caller, because, ruling, session, counters: null });
  });
}

/** Answers a waiting proposal with another one. */
export async function counterRuling(parts: WorkParts, caller: Caller, input: CounterRulingInput): ConflictAnswer {
  requireScope(caller, "conflicts:rule");
  const because = requireText(input.because, "because");
  return await conflictCommand(parts, { caller, operation: "counterRuling", input }, async (session) => {
    const open = await openConflict(parts, { filter: { rulingIds: input.ruling }, session, id: input.ruling, path: "ruling" });
    await requireStanding(parts, caller, { ...open, path: "ruling" });
    requireVersion(open.disputed.conflict.version, input.expectedVersion);
    requireWaiting(open.disputed.conflict, input.ruling);
    const ruling = parseRuling(input.counter, open.disputed);
    return await takeUp(parts, { ...open, caller, because, ruling, session, counters: input.ruling });
  });
}

/** Signs a waiting proposal for a society; the last signature puts it into effect. */
export async function signRuling(parts: WorkParts, caller: Caller, input: SignRulingInput): ConflictAnswer {
  requireScope(caller, "conflicts:rule");
  const society = input.society ?? caller.society;
  if (society === null) throw new Refusal([problem("SOCIETY_UNKNOWN", "The caller speaks for no society; name one.", ["society"])]);
  requireSociety(caller, society);
  return await conflictCommand(parts, { caller, operation: "signRuling", input }, async (session) => {
    const { disputed, view } = await openConflict(parts, {
      filter: { rulingIds: input.ruling },
      session,
      id: input.ruling,
      path: "ruling",
    });
    // Whose signature a proposal asks for may give it, whatever became of its mandate since.
    const isAsked = disputed.conflict.rulings.some(({ id, needed }) => id === input.ruling && needed.includes(society));
    if (!isAsked) await requireStanding(parts, caller, { disputed, view, path: "ruling" });
    requireVersion(disputed.conflict.version, input.expectedVersion);
    const ruling = requireWaiting(disputed.conflict, input.ruling);
    if (!ruling.needed.includes(society))
      throw new Refusal([
        problem("SIGNATURE_NOT_NEEDED", `The proposal needs the signatures of ${ruling.needed.join(", ")}, not of ${society}.`, [
          "society",
        ]),
      ]);
    const signed = { ...ruling, signed: [...new Set([...ruling.signed, society])].sort() };
    const conflict = withRuling(disputed.conflict, signed);
    return await proceed(parts, {
      disputed: { ...disputed, conflict },
      view,
      ruling: signed,
      session,
      event: conflictEvent("RULING_SIGNED", conflict, { ruling: ruling.id, society }),
    });
  });
}

interface TakenUp extends OpenConflict {
  readonly caller: Caller;
  readonly because: string;
  readonly ruling: ParsedRuling;
  readonly session: ClientSession;
  readonly counters: string | null;
}

async function takeUp(parts: WorkParts, taken: TakenUp): Promise<{ readonly conflictId: string }> {
  const { disputed, view, caller, because, ruling, session, counters } = taken;
  const { conflict } = disputed;
  if (conflict.rulings.length >= RULINGS_MAX)
    throw new Refusal([problem("TOO_MANY_PROPOSALS", `A conflict holds ${RULINGS_MAX} proposals.`, ["conflict"])]);
  const needed = await neededSignatures(parts, disputed, ruling);
  const signed = caller.society !== null && needed.includes(caller.society) ? [caller.society] : [];
  const id = parts.ids.make("rul");
  const record: RulingRecord = {
    id,
    state: "PROPOSED",
    ...ruling,
    proposedBy: caller.society,
    because,
    proposedAt: parts.clock.now().toISOString(),
    needed,
    signed,
  };
  const rulings = conflict.rulings.map((other) => (other.id === counters ? { ...other, state: "COUNTERED" as const } : other));
  const proposed = withDerived({ ...conflict, rulings: [...rulings, record], rulingIds: [...conflict.rulingIds, id] });
  const event = conflictEvent(counters === null ? "RULING_PROPOSED" : "RULING_COUNTERED", proposed, {
    ruling: id,
    society: caller.society,
  });
  return await proceed(parts, { disputed: { ...disputed, conflict: proposed }, view, ruling: record, session, event });
}

interface Proceeding extends OpenConflict {
  readonly ruling: RulingRecord;
  readonly session: ClientSession;
  readonly event: { readonly kind: string; readonly subject: string; readonly data: Readonly<Record<string, JsonValue | undefined>> };
}

/** Waits for further signatures, or puts the ruling into effect through the same road that every statement takes. */
async function proceed(parts: WorkParts, proceeding: Proceeding): Promise<{ readonly conflictId: string }> {
  const { disputed, ruling, session, event } = proceeding;
  const { conflict } = disputed;
  await parts.events.append([event], session);
  const isSigned = ruling.needed.every((society) => ruling.signed.includes(society));
  if (!isSigned) {
    await writeConflict(parts, { before: conflict, after: { ...conflict, version: conflict.version + 1 }, session });
    return { conflictId: conflict._id };
  }
  const effective = withRuling(conflict, { ...ruling, state: "IN_EFFECT" });
  if (ruling.worksAreDistinct) {
    const closed = closedConflict(effective, { now: parts.clock.now(), because: `The works are distinct: ${ruling.because}` });
    await writeConflict(parts, { before: conflict, after: closed, session });
    await parts.events.append([conflictEvent("CONFLICT_CLOSED", closed, { ruling: ruling.id })], session);
    return { conflictId: conflict._id };
  }
  await writeConflict(parts, { before: conflict, after: { ...effective, version: conflict.version + 1 }, session });
  await putIntoEffect(parts, proceeding);
  return { conflictId: conflict._id };
}

/** A fully signed ruling becomes revisions of the statements it changes; whether the conflict ends is found anew, not assumed. */
async function putIntoEffect(parts: WorkParts, { disputed, ruling, session }: Proceeding): Promise<void> {
  // Read again, so that the conflict as just written is the one that is reviewed.
  const view = await loadViewOf(parts.models, disputed.conflict.workIds, session);
  for (const statement of disputed.statements) {
    const changes = ruling.changes.filter(({ claimId }) => statement.claimIds.includes(claimId));
    if (changes.length === 0) continue;
    const kept = statement.claims.flatMap((claim) => ruledClaim(claim, changes) ?? []);
    if (kept.length === 0) {
      withdrawFrom(parts, view, { statement, gone: () => true, message: ruling.id, because: ruling.because });
      continue;
    }
    const claims = kept.map((claim) =>
      changes.some(({ claimId }) => claimId === claim.id) ? { ...claim, id: parts.ids.make("clm") } : claim,
    );
    const { record } = revisionOf(statement, {
      message: ruling.id,
      at: parts.clock.now(),
      id: parts.ids.make("stm"),
      claims: () => claims,
      added: [],
    });
    revise(view, { before: statement, after: record, message: ruling.id });
  }
  await settleAndWrite(parts, view, session);
}

function withRuling(conflict: ConflictRecord, ruling: RulingRecord): ConflictRecord {
  return { ...conflict, rulings: conflict.rulings.map((other) => (other.id === ruling.id ? ruling : other)) };
}

function requireWaiting(conflict: ConflictRecord, rulingId: string): RulingRecord {
  const ruling = conflict.rulings.find(({ id }) => id === rulingId);
  if (ruling?.state === "PROPOSED") return ruling;
  throw new Refusal([
    problem(
      "RULING_NOT_WAITING",
      `The proposal ${rulingId} is ${ruling?.state ?? "unknown"}; only one that waits can be signed or answered.`,
      ["ruling"],
    ),
  ]);
}
