import { hash } from "node:crypto";
import { keptContent } from "../domain/formats/cwr/keptContent.ts";
import type { KeptText } from "../domain/formats/cwr/keptContent.ts";
import { canonicalJson, sha256 } from "../kit/json.ts";
import type { JsonObject, JsonValue } from "../kit/json.ts";
import type { ClaimRecord, StatementRecord, WorkDescription } from "./records.ts";
import type { WorkStatementInput } from "./statements.ts";
import { claimRecord, originRecord, reportedRecord } from "./toRecords.ts";

/** What a statement says, as it is stored: made once, for its hash and for its record. Claims have no ids yet, unless they bring them. */
export interface StatementContent {
  readonly claims: readonly ClaimRecord[];
  readonly reported: StatementRecord["reported"];
  readonly origins: StatementRecord["origins"];
}

type Stated = Pick<WorkStatementInput, "description" | "claims" | "reported" | "origins">;

/** Hashes begin with the form of the text they were made of. Those of the first releases have no such mark. */
const FORM = "2:";

export function contentOf({ claims, reported, origins }: Stated): StatementContent {
  return {
    claims: claims.map(claimRecord),
    reported: reported.map(reportedRecord),
    origins: origins.map(originRecord),
  };
}

/** A hash of what is stated, without where and when it came. */
export function contentHash(input: Stated, content: StatementContent = contentOf(input)): string {
  return hashOf(placeless(descriptionContent(input)), content);
}

function hashOf(description: object, { claims, reported, origins }: StatementContent): string {
  const text = JSON.stringify([description, claims.map(claimParts), reported.map(namedParts), origins.map(namedParts)]);
  return FORM + hash("sha256", text, "hex");
}

/** Whether a stored hash is that of the same content. */
export function isSameContent(stored: string, own: string, input: Stated): boolean {
  if (stored === own) return true;
  if (!stored.startsWith(FORM)) return stored === firstContentHash(input);
  // earlier releases hashed kept records with their places in the file
  return keptOf(input.description.details).length > 0 && stored === hashOf(descriptionContent(input), contentOf(input));
}

/** What is claimed, as one text: the same for claims that differ in nothing but their ids and lines. */
export function claimText(claim: ClaimRecord): string {
  return JSON.stringify(claimParts(claim));
}

function claimParts(claim: ClaimRecord): readonly unknown[] {
  const { partyId, partyName, side, role, kind, figures, territories, from, until, writerPartyIds, chain, affiliations, agreement } = claim;
  const { PERFORMING, MECHANICAL, SYNC } = affiliations;
  return [
    [partyId, partyName, side, role, kind, from, until, writerPartyIds, chain, agreement],
    figures.map(({ right, share }) => `${right} ${share}`),
    [territories.rows, territories.countries],
    [PERFORMING, MECHANICAL, SYNC],
  ];
}

function namedParts(named: StatementContent["reported"][number] | StatementContent["origins"][number]): readonly unknown[] {
  const { partyId, partyName, side, role, figures } = named;
  const stated = [partyId, partyName, side, role, figures.map(({ right, share }) => `${right} ${share}`)];
  return "affiliations" in named ? [stated, named.affiliations, named.territories] : stated;
}

/** The hash of the first releases, for statements that they stored. */
function firstContentHash(input: Stated): string {
  const content = contentOf(input);
  const claims = content.claims.map(firstClaimContent);
  const parts = [descriptionContent(input), claims, content.reported.map(withoutPlace), content.origins.map(withoutPlace)];
  // Records are plain JSON by construction; their interfaces have no index signature, hence the round through text.
  return sha256(canonicalJson(JSON.parse(JSON.stringify(parts)) as JsonValue));
}

function firstClaimContent(claim: ClaimRecord): JsonObject {
  const { partyId, partyName, side, role, kind, figures, territories, from, until, writerPartyIds, chain, affiliations, agreement } = claim;
  return {
    ...{ partyId, partyName, side, role, kind, from, until, writerPartyIds: [...writerPartyIds], chain: [...chain], agreement },
    figures: figures.map(({ right, share }) => ({ right, share })),
    rows: [...territories.rows],
    countries: territories.countries,
    affiliations: Object.entries(affiliations)
      .sort()
      .map(([family, society]) => `${family}:${society}`),
  };
}

/** Further names of creators are searched by, lines are places, and NWR or REV tells how it was sent: no part of what is stated. */
function descriptionContent({ description }: Pick<Stated, "description">) {
  const { derivedFrom } = description;
  const { isRevision, ...details } = description.details;
  return {
    ...description,
    details: isRevision === undefined ? description.details : details,
    creators: description.creators.map(({ otherNames: _names, ...creator }) => creator),
    ...(derivedFrom === undefined ? {} : { derivedFrom: derivedFrom.map(({ line: _line, ...source }) => source) }),
  };
}

/** Kept records say the same wherever they stand in a file. */
function placeless<T extends Pick<WorkDescription, "details">>(description: T): T {
  const kept = keptOf(description.details);
  return kept.length === 0 ? description : { ...description, details: { ...description.details, kept: kept.map(keptContent) } };
}

function keptOf({ kept }: WorkDescription["details"]): readonly KeptText[] {
  // written by detailsOf of statementInput.ts
  return Array.isArray(kept) ? (kept as readonly KeptText[]) : [];
}

function withoutPlace<T extends { readonly line: number | null }>(named: T): Omit<T, "line"> {
  const { line: _line, ...rest } = named;
  return rest;
}
