import { percentText, parseStoredShare } from "../domain/shares.ts";
import type { ClaimRecord, StatementRecord } from "./records.ts";

/** One field of a work's picture, before and after a statement, as text for people. */
export interface FieldChange {
  readonly field: "title" | "titles" | "iswc" | "creators" | "recordings" | "claims";
  readonly before: string | null;
  readonly after: string | null;
}

const TEXT_MAX = 1_000;

/** What a statement changes against the one it replaces; against none, everything it says is new. */
export function fieldChanges(before: StatementRecord | null, after: StatementRecord | null): FieldChange[] {
  const [earlier, later] = [fieldsOf(before), fieldsOf(after)];
  return FIELDS.flatMap((field) => (earlier[field] === later[field] ? [] : [{ field, before: earlier[field], after: later[field] }]));
}

const FIELDS = ["title", "titles", "iswc", "creators", "recordings", "claims"] as const;

function fieldsOf(statement: StatementRecord | null): Record<(typeof FIELDS)[number], string | null> {
  const description = statement?.description;
  const joined = (parts: readonly string[]): string | null => (parts.length === 0 ? null : parts.join("; ").slice(0, TEXT_MAX));
  return {
    title: description?.titles[0]?.text ?? null,
    titles: joined((description?.titles.slice(1) ?? []).map(({ text, kind }) => `${text} (${kind})`)),
    iswc: description?.iswc ?? null,
    creators: joined((description?.creators ?? []).map(({ name, role }) => `${name} ${role}`)),
    recordings: joined(
      (description?.recordings ?? []).map(({ isrc, title, performers }) =>
        [isrc, title, performers.join(", ")].filter((part) => part !== null && part !== "").join(" "),
      ),
    ),
    claims: joined((statement?.claims ?? []).map(claimText)),
  };
}

function claimText({ partyName, role, figures, territories }: ClaimRecord): string {
  const shares = figures.map(({ right, share }) => `${right} ${percentText(parseStoredShare(share))}`).join(" ");
  return `${partyName} ${role} ${shares} in ${territories.rows.join(" ")}`;
}
