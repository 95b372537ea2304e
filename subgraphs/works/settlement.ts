import { problem } from "../domain/outcome.ts";
import { requireScope, requireSociety } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { JsonValue } from "../kit/json.ts";
import type { ClientSession } from "../kit/model.ts";
import { Refusal } from "../kit/refusal.ts";
import { requireVersion } from "./commandTools.ts";
import { closedConflict, conflictEvent, reopenedConflict, withDerived } from "./conflictRecords.ts";
import { conflictCommand, openConflict, requireStanding, requireText, writeConflict } from "./conflictTools.ts";
import type { ConflictAnswer, Keyed, OpenConflict } from "./conflictTools.ts";
import type { WorkParts } from "./parts.ts";
import type { ConflictRecord } from "./records.ts";
import { kindOf } from "./rulingRecords.ts";
import type { RulingRecord, RulingTerms } from "./rulingRecords.ts";
import { writeDraft } from "./rulings/apply.ts";
import { draftRuling } from "./rulings/draft.ts";
import { ruledBy } from "./rulings/drafted.ts";
import type { RulingDraft } from "./rulings/drafted.ts";
import { parseRuling } from "./rulings/input.ts";
import type { RulingInput } from "./rulings/input.ts";
import { neededSignatures } from "./rulings/signatures.ts";

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
    const asked = { filter: { _id: input.conflict }, session, id: input.conflict, path: "conflict", evenResolved: true };
    const open = await openConflict(parts, asked);
    await requireStanding(parts, caller, { ...open, path: "conflict" });
    requireVersion(open.disputed.conflict.version, input.expectedVersion);
    const terms = parseRuling(input.ruling, open.disputed);
    requireNoneWaiting(open.disputed.conflict);
    return await takeUp(parts, { ...open, caller, because, terms, session, counters: null });
  });
}

/** Answers a waiting proposal with another one. */
export async function counterRuling(parts: WorkParts, caller: Caller, input: CounterRulingInput): ConflictAnswer {
  requireScope(caller, "conflicts:rule");
  const because = requireText(input.because, "because");
  return await conflictCommand(parts, { caller, operation: "counterRuling", input }, async (session) => {
    const asked = { filter: { rulingIds: input.ruling }, session, id: input.ruling, path: "ruling", evenResolved: true };
    const open = await openConflict(parts, asked);
    await requireStanding(parts, caller, { ...open, path: "ruling" });
    requireVersion(open.disputed.conflict.version, input.expectedVersion);
    requireWaiting(open.disputed.conflict, input.ruling);
    const terms = parseRuling(input.counter, open.disputed, "counter");
    return await takeUp(parts, { ...open, caller, because, terms, session, counters: input.ruling });
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
      evenResolved: true,
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
      draft: null,
      session,
      event: conflictEvent("RULING_SIGNED", conflict, { ruling: ruling.id, society }),
    });
  });
}

interface TakenUp extends OpenConflict {
  readonly caller: Caller;
  readonly because: string;
  readonly terms: RulingTerms;
  readonly session: ClientSession;
  readonly counters: string | null;
}

async function takeUp(parts: WorkParts, taken: TakenUp): Promise<{ readonly conflictId: string }> {
  const { disputed, view, caller, because, terms, session, counters } = taken;
  const { conflict } = disputed;
  if (conflict.rulings.length >= RULINGS_MAX)
    throw new Refusal([problem("TOO_MANY_PROPOSALS", `A conflict holds ${RULINGS_MAX} proposals.`, ["conflict"])]);
  const ground = { conflict, view, session };
  const id = parts.ids.make("rul");
  const draft = await draftRuling(parts, ground, { terms, id });
  const needed = await neededSignatures(parts, ground, { terms, draft });
  const signed = caller.society !== null && needed.includes(caller.society) ? [caller.society] : [];
  const record: RulingRecord = {
    id,
    state: "PROPOSED",
    ...terms,
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
  return await proceed(parts, { disputed: { ...disputed, conflict: proposed }, view, ruling: record, draft, session, event });
}

interface Proceeding extends OpenConflict {
  readonly ruling: RulingRecord;
  /** What it would do now, where that was worked out already. */
  readonly draft: RulingDraft | null;
  readonly session: ClientSession;
  readonly event: { readonly kind: string; readonly subject: string; readonly data: Readonly<Record<string, JsonValue | undefined>> };
}

/** Waits for further signatures, or puts the ruling into effect through the same road that every statement takes. */
async function proceed(parts: WorkParts, proceeding: Proceeding): Promise<{ readonly conflictId: string }> {
  const { disputed, view, ruling, session, event } = proceeding;
  const { conflict } = disputed;
  await parts.events.append([event], session);
  const isSigned = ruling.needed.every((society) => ruling.signed.includes(society));
  if (!isSigned) {
    await writeConflict(parts, { before: conflict, after: { ...conflict, version: conflict.version + 1 }, session });
    return { conflictId: conflict._id };
  }
  const draft = proceeding.draft ?? (await draftRuling(parts, { conflict, view, session }, { terms: ruling, id: ruling.id }));
  const effective = inEffect(conflict, ruling, draft);
  const after = settledBetweenWorks(parts, effective, ruling) ?? { ...effective, version: conflict.version + 1 };
  await writeConflict(parts, { before: conflict, after, session });
  const kind = movedTo(conflict, after);
  if (kind !== null) await parts.events.append([conflictEvent(kind, after, { ruling: ruling.id })], session);
  await writeDraft(parts, draft, { ruling, workIds: conflict.workIds, session });
  return { conflictId: conflict._id };
}

/** The conflict with a ruling in effect and what it replaced; one that it undoes is in effect no longer. */
function inEffect(conflict: ConflictRecord, ruling: RulingRecord, draft: RulingDraft): ConflictRecord {
  const effective = withRuling(conflict, { ...ruling, state: "IN_EFFECT", ruled: ruledBy(draft) });
  const undone = effective.rulings.find(({ id }) => id === ruling.undoes);
  return undone === undefined ? effective : withRuling(effective, { ...undone, state: "UNDONE" });
}

/** Between works a ruling itself says whether the conflict is over; null where that is found anew from the claims. */
function settledBetweenWorks(parts: WorkParts, conflict: ConflictRecord, ruling: RulingRecord): ConflictRecord | null {
  const now = parts.clock.now();
  if (conflict.slices.length > 0) return null;
  switch (kindOf(ruling)) {
    case "KEEP_APART":
      return closedConflict(conflict, { now, because: `The works are distinct: ${ruling.because}` });
    case "UNDO":
      return reopenedConflict(conflict, { now, terms: parts.conflictTerms, because: `A ruling was undone: ${ruling.because}` });
    default:
      return null;
  }
}

function movedTo(before: ConflictRecord, after: ConflictRecord): "CONFLICT_CLOSED" | "CONFLICT_OPENED" | null {
  if ((before.state === "RESOLVED") === (after.state === "RESOLVED")) return null;
  return after.state === "RESOLVED" ? "CONFLICT_CLOSED" : "CONFLICT_OPENED";
}

function withRuling(conflict: ConflictRecord, ruling: RulingRecord): ConflictRecord {
  return { ...conflict, rulings: conflict.rulings.map((other) => (other.id === ruling.id ? ruling : other)) };
}

function requireWaiting(conflict: ConflictRecord, rulingId: string): RulingRecord {
  const ruling = conflict.rulings.find(({ id }) => id === rulingId);
  if (ruling?.state === "PROPOSED") return ruling;
  if (conflict.state === "RESOLVED")
    throw new Refusal([problem("CONFLICT_RESOLVED", `The conflict ${conflict._id} is resolved: ${conflict.because}`, ["ruling"])]);
  throw new Refusal([
    problem(
      "RULING_NOT_WAITING",
      `The proposal ${rulingId} is ${ruling?.state ?? "unknown"}; only one that waits can be signed or answered.`,
      ["ruling"],
    ),
  ]);
}

/** One proposal waits at a time: the others sign it or answer it with another, and nobody signs beside the point. */
function requireNoneWaiting({ rulings }: ConflictRecord): void {
  const waiting = rulings.find(({ state }) => state === "PROPOSED");
  if (waiting === undefined) return;
  const unsigned = waiting.needed.filter((society) => !waiting.signed.includes(society)).join(", ");
  const message = `The proposal ${waiting.id} waits for ${unsigned}; sign it, or answer it with counterRuling.`;
  throw new Refusal([problem("RULING_WAITS", message, ["conflict"])]);
}
