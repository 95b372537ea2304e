import { percentText, parseStoredShare } from "../domain/shares.ts";
import { labelText } from "./labelEvents.ts";
import type {
  ClaimRecord,
  CreatorRecord,
  RegistrationRecord,
  StatedRecording,
  StatementRecord,
  TitleRecord,
  WorkRecord,
} from "./records.ts";
import type { DerivationRecord } from "./relationRecords.ts";

/** What a first statement says, by the names under which its changes are kept. */
const FIRST_FIELDS = ["title", "titles", "iswc", "creators", "recordings", "claims", "named", "derivedFrom", "disambiguation"] as const;
/** What a statement says. */
const STATED_FIELDS = [...FIRST_FIELDS, "details"] as const;
/** What a work is drawn to from its statements. */
const DRAWN_FIELDS = ["title", "titles", "iswc", "creators", "recordings", "registrations", "aiLabel"] as const;
/** Every field that `history` tells of. */
export const HISTORY_FIELDS = [...STATED_FIELDS, "registrations", "aiLabel"] as const;

/** One field of a work's picture, before and after a change, as text for people. */
export interface FieldChange {
  readonly field: (typeof HISTORY_FIELDS)[number];
  readonly before: string | null;
  readonly after: string | null;
}

const TEXT_MAX = 1_000;

/**
 * What a statement changes against the one it replaces; against none, everything it says is new. Details of a first statement
 * are left to the statement: they would double the event of each new work.
 */
export function fieldChanges(before: StatementRecord | null, after: StatementRecord | null): FieldChange[] {
  if (before === null) return changesOf(FIRST_FIELDS, NOTHING_STATED, firstFields(after));
  return changesOf(
    STATED_FIELDS,
    { ...firstFields(before), details: detailsText(before) },
    { ...firstFields(after), details: detailsText(after) },
  );
}

/** What a merge or its undoing changes of a work. */
export function workChanges(before: WorkRecord | null, after: WorkRecord): FieldChange[] {
  return changesOf(DRAWN_FIELDS, drawnFields(before), drawnFields(after));
}

function changesOf<F extends FieldChange["field"]>(
  fields: readonly F[],
  earlier: Readonly<Record<F, string | null>>,
  later: Readonly<Record<F, string | null>>,
): FieldChange[] {
  return fields.flatMap((field) =>
    earlier[field] === later[field] ? [] : [{ field, before: shortened(earlier[field]), after: shortened(later[field]) }],
  );
}

function firstFields(statement: StatementRecord | null): Record<(typeof FIRST_FIELDS)[number], string | null> {
  const description = statement?.description;
  const named = [...(statement?.reported ?? []), ...(statement?.origins ?? [])];
  return {
    ...describedFields(description?.titles ?? [], description?.creators ?? [], description?.recordings ?? []),
    iswc: description?.iswc ?? null,
    claims: joined((statement?.claims ?? []).map(claimText)),
    named: joined(named.map(({ partyName, role, figures }) => `${partyName} ${role} ${figuresText(figures)}`.trim())),
    derivedFrom: joined((description?.derivedFrom ?? []).map(derivationText)),
    disambiguation:
      description?.disambiguation === undefined
        ? null
        : `${description.disambiguation.reason} ${description.disambiguation.from.join(" ")}`,
  };
}

function detailsText(statement: StatementRecord | null): string | null {
  return joined(Object.entries(statement?.description.details ?? {}).map(([name, value]) => `${name}: ${JSON.stringify(value)}`));
}

const NOTHING_STATED = firstFields(null);

function drawnFields(work: WorkRecord | null): Record<(typeof DRAWN_FIELDS)[number], string | null> {
  return {
    ...describedFields(work?.titles ?? [], work?.creators ?? [], work?.recordings ?? []),
    iswc: work?.iswc ?? null,
    registrations: registrationsText(work?.registrations ?? []),
    aiLabel: labelText(work?.aiLabel ?? null),
  };
}

function describedFields(titles: readonly TitleRecord[], creators: readonly CreatorRecord[], recordings: readonly StatedRecording[]) {
  return {
    title: titles[0]?.text ?? null,
    titles: joined(titles.slice(1).map(({ text, kind }) => `${text} (${kind})`)),
    creators: joined(creators.map(({ name, role }) => `${name} ${role}`)),
    recordings: joined(recordings.map(recordingText)),
  };
}

/** The registrations as a change shows them; null for none. */
export function registrationsText(registrations: readonly RegistrationRecord[]): string | null {
  return joined(registrations.map(registrationText));
}

function registrationText({ society, workCode, status }: RegistrationRecord): string {
  return workCode === null ? `${society} ${status}` : `${society} ${workCode} ${status}`;
}

/** `VERSION RIVER (SMITH, ANNA) T0345246801 B77` */
function derivationText({ kind, title, nativeTitle, creators, iswc, workNumber }: DerivationRecord): string {
  const by = creators === undefined ? null : `(${creators.map(({ name }) => name).join("; ")})`;
  return [kind, title, nativeTitle, by, iswc, workNumber].filter((part) => part !== null && part !== undefined).join(" ");
}

function recordingText({ kind, isrc, isan, title, performers, durationMs, producers }: StatedRecording): string {
  const duration = durationMs === null ? null : `${durationMs} ms`;
  const produced = producers === undefined ? null : `produced by ${producers.map(({ name }) => name).join(", ")}`;
  return [kind ?? null, isrc, isan ?? null, title, performers.join(", "), duration, produced]
    .filter((part) => part !== null && part !== "")
    .join(" ");
}

function claimText({ partyName, role, kind, figures, territories, from, until, chain, agreement }: ClaimRecord): string {
  let text = `${partyName} ${role} ${figuresText(figures)} in ${territories.rows.join(" ")}`;
  if (kind === "FREE") text += " free";
  if (from !== null) text += ` from ${from}`;
  if (until !== null) text += ` until ${until}`;
  if (chain.length > 0) text += ` through ${chain.join(" > ")}`;
  return agreement === null ? text : `${text} by ${agreement}`;
}

function figuresText(figures: ClaimRecord["figures"]): string {
  return figures.map(({ right, share }) => `${right} ${shareText(share)}`).join(" ");
}

/** Shares told before: a catalogue has few different ones. */
const TOLD_MAX = 10_000;
const told = new Map<string, string>();

function shareText(stored: string): string {
  const known = told.get(stored);
  if (known !== undefined) return known;
  const text = percentText(parseStoredShare(stored));
  if (told.size >= TOLD_MAX) told.clear();
  told.set(stored, text);
  return text;
}

function joined(parts: readonly string[]): string | null {
  return parts.length === 0 ? null : parts.join("; ");
}

function shortened(text: string | null): string | null {
  return text === null || text.length <= TEXT_MAX ? text : `${text.slice(0, TEXT_MAX - 1)}…`;
}
