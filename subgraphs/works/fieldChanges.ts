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

/** What a statement says, by the names under which its changes are kept. */
const STATED_FIELDS = [
  "title",
  "titles",
  "iswc",
  "creators",
  "recordings",
  "claims",
  "named",
  "derivedFrom",
  "disambiguation",
  "details",
] as const;
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

const FIRST_FIELDS = STATED_FIELDS.filter((field) => field !== "details");
const TEXT_MAX = 1_000;

/**
 * What a statement changes against the one it replaces; against none, everything it says is new. Details of a first statement
 * are left to the statement: they would double the event of each new work.
 */
export function fieldChanges(before: StatementRecord | null, after: StatementRecord | null): FieldChange[] {
  if (before !== null) return changesOf(STATED_FIELDS, statedFields(before), statedFields(after));
  return changesOf(FIRST_FIELDS, NOTHING_STATED, statedFields(after));
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

function statedFields(statement: StatementRecord | null): Record<(typeof STATED_FIELDS)[number], string | null> {
  const description = statement?.description;
  const named = [...(statement?.reported ?? []), ...(statement?.origins ?? [])];
  const details = Object.entries(description?.details ?? {});
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
    details: joined(details.map(([name, value]) => `${name}: ${JSON.stringify(value)}`)),
  };
}

const NOTHING_STATED = statedFields(null);

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
  return [
    `${partyName} ${role} ${figuresText(figures)} in ${territories.rows.join(" ")}`,
    ...(kind === "FREE" ? ["free"] : []),
    ...(from === null ? [] : [`from ${from}`]),
    ...(until === null ? [] : [`until ${until}`]),
    ...(chain.length === 0 ? [] : [`through ${chain.join(" > ")}`]),
    ...(agreement === null ? [] : [`by ${agreement}`]),
  ].join(" ");
}

function figuresText(figures: ClaimRecord["figures"]): string {
  return figures.map(({ right, share }) => `${right} ${percentText(parseStoredShare(share))}`).join(" ");
}

function joined(parts: readonly string[]): string | null {
  return parts.length === 0 ? null : parts.join("; ");
}

function shortened(text: string | null): string | null {
  return text === null || text.length <= TEXT_MAX ? text : `${text.slice(0, TEXT_MAX - 1)}…`;
}
