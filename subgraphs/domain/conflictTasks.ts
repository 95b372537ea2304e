/**
 * What a conflict asks of a society, the first that fits. SIGN: a proposal waits for its signature; ANSWER: it would have to sign, and has said
 * nothing yet; ADD_EVIDENCE: it has answered, and another party's evidence stands alone; NOTHING.
 */
export type ConflictAsk = "SIGN" | "ANSWER" | "ADD_EVIDENCE" | "NOTHING";

/** A society's part in a conflict. */
export interface ConflictTask {
  readonly society: string;
  readonly asks: ConflictAsk;
  /** Why, in a sentence. */
  readonly because: string;
}

/** What tasks follow from; nothing of it is one society's secret. */
export interface TaskGround {
  readonly isResolved: boolean;
  /** Societies that stated one of the claims or works, or received a statement of it. */
  readonly societies: readonly string[];
  /** Societies that speak for a contestant: its mandate holders, else who stated its claim. */
  readonly signatories: readonly string[];
  readonly rulings: readonly {
    readonly state: string;
    readonly proposedBy: string | null;
    readonly needed: readonly string[];
    readonly signed: readonly string[];
  }[];
  readonly evidence: readonly { readonly society: string | null }[];
}

/** One task for each society concerned, ascending: nobody with a part in it misses it, even where nothing is asked. */
export function conflictTasks(ground: TaskGround): readonly ConflictTask[] {
  const waiting = ground.rulings.filter(({ state }) => state === "PROPOSED");
  const all = new Set([...ground.societies, ...ground.signatories, ...waiting.flatMap(({ needed }) => needed)]);
  return [...all].sort().map((society) => ({ society, ...askOf(society, ground) }));
}

function askOf(society: string, { isResolved, signatories, rulings, evidence }: TaskGround): Omit<ConflictTask, "society"> {
  const unsigned = rulings.filter(
    ({ state, needed, signed }) => state === "PROPOSED" && needed.includes(society) && !signed.includes(society),
  );
  if (unsigned.length > 0)
    return {
      asks: "SIGN",
      because: unsigned.length === 1 ? "A proposal waits for its signature." : `${unsigned.length} proposals wait for its signature.`,
    };
  // Where it is resolved, only the undoing of a ruling can wait.
  if (isResolved) return { asks: "NOTHING", because: "It is resolved." };
  if (!signatories.includes(society)) return { asks: "NOTHING", because: "It stated or received a claim, and speaks for no contestant." };
  const hasEvidence = evidence.some((piece) => piece.society === society);
  const hasSpoken = hasEvidence || rulings.some(({ proposedBy, signed }) => proposedBy === society || signed.includes(society));
  if (!hasSpoken) return { asks: "ANSWER", because: "It speaks for a contestant and has said nothing yet." };
  const isAnswered = hasEvidence || !evidence.some((piece) => piece.society !== null && piece.society !== society);
  if (!isAnswered) return { asks: "ADD_EVIDENCE", because: "Another party has brought evidence, and it has brought none." };
  return { asks: "NOTHING", because: "It has answered and waits for the others." };
}
