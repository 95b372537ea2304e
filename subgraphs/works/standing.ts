import { problem } from "../domain/outcome.ts";
import { singleDay } from "../domain/period.ts";
import { IPI_RIGHTS } from "../domain/rights.ts";
import { expandTerritory, WORLD } from "../domain/territories/tis.ts";
import type { Caller } from "../kit/caller.ts";
import { Refusal } from "../kit/refusal.ts";
import { todayOf } from "./commandTools.ts";
import { contestantHolders } from "./contestants.ts";
import { lookUpHolders } from "./holders.ts";
import type { HolderSubject } from "./holders.ts";
import type { WorkParts } from "./parts.ts";
import type { Disputed } from "./rulings/input.ts";
import type { ViewedWork } from "./statementView.ts";

/** Societies that a refusal names at most. */
const NAMED_MAX = 5;

/**
 * House rule: a society acts on a work that it stated, that it received a statement of, or one of whose named parties it holds the
 * mandate of today, for any right anywhere. `admin` and the house act on all.
 */
export async function requireStandingOnWork(
  parts: WorkParts,
  caller: Caller,
  asked: { readonly work: ViewedWork; readonly path: string },
): Promise<void> {
  const { work, path } = asked;
  if (isAboveStanding(caller)) return;
  const stated = societiesOf([work]);
  if (caller.society !== null && (stated.has(caller.society) || (await holdersOfNamed(parts, [work])).has(caller.society))) return;
  throw noStanding({ caller, path, what: `the work ${work.id}`, whose: "a party that it names", others: stated });
}

/** The same for a conflict: its works' societies and the mandate holders of its contestants; between works, of the parties they name. */
export async function requireStandingInConflict(
  parts: WorkParts,
  caller: Caller,
  asked: { readonly disputed: Disputed; readonly works: readonly ViewedWork[]; readonly path: string },
): Promise<void> {
  const { disputed, works, path } = asked;
  if (isAboveStanding(caller)) return;
  const { conflict } = disputed;
  const stated = new Set([...conflict.societies, ...societiesOf(works), ...signatoriesOfThen(conflict)]);
  if (caller.society !== null && stated.has(caller.society)) return;
  const holders =
    conflict.slices.length === 0 ? await holdersOfNamed(parts, works) : (await contestantHolders(parts.mandates, [disputed]))[0];
  if (caller.society !== null && holders?.has(caller.society) === true) return;
  throw noStanding({
    caller,
    path,
    what: `the conflict ${conflict._id}`,
    whose: "a contestant",
    others: new Set([...stated, ...(holders ?? [])]),
  });
}

/** After a ruling the claims of then are no longer in force: who spoke for them, or signed, may still take it back. */
function signatoriesOfThen({ state, signatories, rulings }: Disputed["conflict"]): readonly string[] {
  const inEffect = rulings.filter((ruling) => ruling.state === "IN_EFFECT" || ruling.state === "UNDONE");
  return state === "RESOLVED" || inEffect.length > 0 ? [...signatories, ...inEffect.flatMap(({ needed }) => needed)] : [];
}

function isAboveStanding({ role }: Caller): boolean {
  return role === "admin" || role === "system";
}

/** Who ever stated the works or received a statement of them. */
function societiesOf(works: readonly ViewedWork[]): Set<string> {
  const received = works.flatMap(({ statements }) =>
    [...statements.values()].flatMap(({ submitter, receipts }) => [submitter.society, ...receipts.map(({ receiver }) => receiver)]),
  );
  const before = works.flatMap((work) => (work.before?.statedBy ?? []).map(({ society }) => society));
  return new Set([...received.flatMap((society) => society ?? []), ...before]);
}

/** Who holds today a mandate of anybody the works name: creators, claimants and those only reported. */
async function holdersOfNamed(parts: WorkParts, works: readonly ViewedWork[]): Promise<Set<string>> {
  const named = works.flatMap((work) => [
    ...(work.before?.creators ?? []).map(({ partyId }) => ({ partyId, side: "WRITER" as const })),
    ...[...work.statements.values()].flatMap(({ claims, reported }) => [...claims, ...reported]),
  ]);
  const subjects = named.flatMap(({ partyId, side }): HolderSubject[] =>
    partyId === null ? [] : IPI_RIGHTS.map((right) => ({ partyId, side, right })),
  );
  const today = todayOf(parts.clock);
  const holders = await lookUpHolders(parts.mandates, subjects, { countries: expandTerritory(WORLD, today), period: singleDay(today) });
  return new Set(subjects.flatMap(({ partyId, side, right }) => holders(partyId, side, right).flatMap(({ society }) => society ?? [])));
}

function noStanding(refused: {
  readonly caller: Caller;
  readonly path: string;
  readonly what: string;
  readonly whose: string;
  readonly others: ReadonlySet<string>;
}): Refusal {
  const { caller, path, what, whose, others } = refused;
  const who = caller.society ?? "The caller, who speaks for no society,";
  const named = [...others].sort().slice(0, NAMED_MAX).join(", ");
  const right = named === "" ? "Ask an admin." : `A steward of ${named} can do this, or an admin.`;
  const message = `${who} has no standing in ${what}: it neither stated the work nor received a statement of it, and holds no mandate of ${whose}. ${right}`;
  return new Refusal([problem("NO_STANDING", message, [path])]);
}
