import { z } from "zod";
import { problem } from "../domain/outcome.ts";
import type { EventLog, RecordedEvent } from "../kit/events.ts";
import { Refusal } from "../kit/refusal.ts";
import { LABEL_DECLARED } from "./labelEvents.ts";
import { ISWC_REQUESTED, REGISTRATION_ANSWERED } from "./registrations.ts";

/** A statement as it stood at a number of the log. */
export interface KnownStatement {
  readonly id: string;
  /** Files and commands that had brought or acknowledged it by then. */
  readonly messages: ReadonlySet<string>;
  readonly isInForce: boolean;
}

/** What the log says of works up to a number, merges and their undoing included. Later commits get later numbers, so it never changes. */
export interface Chronicle {
  /** The record that answered for a work then: itself, or the survivor of a merge. */
  answeringFor(workId: string): string;
  /** Every statement that a work had then or before, in the order in which they ceased to be in force; those in force last. */
  statementsOf(workId: string): readonly KnownStatement[];
  /** The works asked for, and those that were ever merged with them. */
  readonly workIds: readonly string[];
  /** What societies had answered about a work, in order; it goes with the work through a merge and back. */
  answersOf(workId: string): readonly RecordedEvent[];
  /** The declaration that stood for a work's part of generative models: its own last one, or one that came with a merge; null for none. */
  labelOf(workId: string): RecordedEvent | null;
}

/** Works that a merge or its undoing joins to those asked for are read in rounds; a chain of merges is refused before it gets longer. */
export const MERGE_CHAIN_MAX = 20;
const SUBJECTS_MAX = 500;

/** The number of the last event that was known at an instant; the future is refused. */
export async function numberAt(events: EventLog, at: Date): Promise<number> {
  try {
    return await events.knownAt(at);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `asKnownOn is ${at.toISOString()}, which has not come yet; leave it out for what is known now.`;
    throw new Refusal([problem("KNOWN_IN_FUTURE", message, ["asKnownOn"])]);
  }
}

/** The events of each subject up to a number, however many subjects. */
export async function eventsUpTo(events: EventLog, subjects: readonly string[], upTo: number): Promise<Map<string, RecordedEvent[]>> {
  const found = new Map<string, RecordedEvent[]>();
  for (let at = 0; at < subjects.length; at += SUBJECTS_MAX) {
    const part = await events.ofSubjects(subjects.slice(at, at + SUBJECTS_MAX), { upTo });
    for (const [subject, list] of part) found.set(subject, list);
  }
  return found;
}

/** Reads the chronicle of works: one read of their events, and one more for each link of a chain of merges. */
export async function readChronicle(events: EventLog, workIds: readonly string[], upTo: number): Promise<Chronicle> {
  const found = new Map<string, RecordedEvent[]>();
  let missing = [...new Set(workIds)];
  for (let round = 0; round <= 2 * MERGE_CHAIN_MAX && missing.length > 0; round += 1) {
    for (const [subject, list] of await eventsUpTo(events, missing, upTo)) found.set(subject, list);
    const named = [...found.values()].flat().flatMap(({ data }) => {
      const { survivor, merged } = eventData.parse(data);
      return [survivor, merged].filter((id) => typeof id === "string");
    });
    missing = [...new Set(named)].filter((id) => !found.has(id));
  }
  return chronicleOf(found);
}

const eventData = z.object({
  statement: z.string().optional(),
  replaces: z.string().nullish(),
  message: z.string().nullish(),
  survivor: z.string().optional(),
  merged: z.string().optional(),
  statements: z.array(z.string()).optional(),
  /** A revision of claims alone that came by the same messages as what it replaces, and one more. */
  keepsReceipts: z.boolean().optional(),
});

/** The chronicle that events tell; all events of works that were ever merged with each other belong together. */
function chronicleOf(events: ReadonlyMap<string, readonly RecordedEvent[]>): Chronicle {
  const fold = new Fold();
  for (const event of [...events.values()].flat().sort((one, other) => one.number - other.number)) fold.take(event);
  const statements = fold.statementsByWork();
  return {
    workIds: [...events.keys()],
    answeringFor: (workId) => fold.answeringFor(workId),
    answersOf: (workId) => fold.answersOf(workId),
    statementsOf: (workId) => statements.get(workId) ?? [],
    labelOf: (workId) => fold.labelOf(workId),
  };
}

interface Told {
  workId: string;
  readonly messages: Set<string>;
  readonly replaces: string | null;
  /** 0 while it is in force, else the number of the event that ended it. */
  endedBy: number;
}

/** An answer, and the records that it belonged to, the last one now. */
interface Answer {
  readonly event: RecordedEvent;
  readonly way: string[];
}

/** A declared label, and the merged records that it came by, the first one first. */
interface Label {
  readonly event: RecordedEvent;
  readonly by: readonly string[];
}

class Fold {
  readonly #statements = new Map<string, Told>();
  readonly #mergedInto = new Map<string, string>();
  readonly #answers: Answer[] = [];
  readonly #labels = new Map<string, Label>();

  take(event: RecordedEvent): void {
    const { kind, subject, number, data } = event;
    if (kind === LABEL_DECLARED) this.#labels.set(subject, { event, by: [] });
    if (kind === REGISTRATION_ANSWERED || kind === ISWC_REQUESTED) this.#answers.push({ event, way: [subject] });
    const { statement, replaces, message, survivor, merged, statements, keepsReceipts } = eventData.parse(data);
    if (kind === "WORK_MERGED" || kind === "WORK_MERGED_AWAY") this.#merge(survivor ?? subject, merged ?? subject);
    else if (kind === "WORK_UNMERGED" || kind === "WORK_RESTORED") this.#part(merged ?? subject, statements ?? []);
    else if (statement !== undefined) {
      if (typeof replaces === "string") this.#end(replaces, number);
      if (kind === "STATEMENT_WITHDRAWN") this.#end(statement, number);
      else {
        const kept = keepsReceipts === true && typeof replaces === "string" ? this.#statements.get(replaces)?.messages : undefined;
        this.#tell(statement, { workId: subject, replaces: replaces ?? null, message: message ?? null, kept: kept ?? new Set() });
      }
    }
  }

  answeringFor(workId: string): string {
    let current = workId;
    for (let step = 0; step <= MERGE_CHAIN_MAX; step += 1) current = this.#mergedInto.get(current) ?? current;
    return current;
  }

  answersOf(workId: string): RecordedEvent[] {
    return this.#answers.filter(({ way }) => way.at(-1) === workId).map(({ event }) => event);
  }

  labelOf(workId: string): RecordedEvent | null {
    return this.#labels.get(workId)?.event ?? null;
  }

  statementsByWork(): Map<string, KnownStatement[]> {
    const place = ({ endedBy }: Told): number => (endedBy === 0 ? Number.MAX_SAFE_INTEGER : endedBy);
    const found = new Map<string, KnownStatement[]>();
    for (const [id, told] of [...this.#statements].sort(([, one], [, other]) => place(one) - place(other))) {
      const list = found.get(told.workId) ?? [];
      found.set(told.workId, list);
      list.push({ id, messages: told.messages, isInForce: told.endedBy === 0 });
    }
    return found;
  }

  #tell(
    id: string,
    said: Pick<Told, "workId" | "replaces"> & { readonly message: string | null; readonly kept: ReadonlySet<string> },
  ): void {
    const { workId, replaces, message, kept } = said;
    const told = this.#statements.get(id) ?? { workId, messages: new Set(kept), replaces, endedBy: 0 };
    if (message !== null) told.messages.add(message);
    this.#statements.set(id, told);
  }

  #end(id: string, number: number): void {
    const told = this.#statements.get(id);
    if (told?.endedBy === 0) told.endedBy = number;
  }

  /** Everything that one record had belongs to the other. */
  #merge(survivor: string, merged: string): void {
    // Both records tell of one merge; it is taken once.
    if (this.#mergedInto.get(merged) === survivor) return;
    this.#mergedInto.set(merged, survivor);
    for (const { way } of this.#answers) if (way.at(-1) === merged) way.push(survivor);
    const label = this.#labels.get(merged);
    if (label !== undefined && !this.#labels.has(survivor)) this.#labels.set(survivor, { ...label, by: [...label.by, merged] });
    for (const told of this.#statements.values()) if (told.workId === merged) told.workId = survivor;
  }

  /** What came with a merge goes back, with all that it had replaced. */
  #part(merged: string, statements: readonly string[]): void {
    this.#mergedInto.delete(merged);
    for (const { way } of this.#answers) if (way.includes(merged)) way.splice(way.indexOf(merged) + 1);
    for (const [workId, { by }] of this.#labels) if (by.includes(merged)) this.#labels.delete(workId);
    for (const id of statements) {
      for (let told = this.#statements.get(id); told !== undefined && told.workId !== merged;) {
        told.workId = merged;
        told = told.replaces === null ? undefined : this.#statements.get(told.replaces);
      }
    }
  }
}
