import type { HolderLookup, HolderSpan } from "../../subgraphs/domain/ownership.ts";
import { ALWAYS, parseLocalDate } from "../../subgraphs/domain/period.ts";
import type { LocalDate, Period } from "../../subgraphs/domain/period.ts";
import { parsePercent, percentText } from "../../subgraphs/domain/shares.ts";
import type { Share } from "../../subgraphs/domain/shares.ts";
import type { Claim, ReportedShare, RightScope, Side, Statement, Submitter } from "../../subgraphs/domain/statements.ts";
import { countrySetOf } from "../../subgraphs/domain/territories/countrySet.ts";
import type { CountrySet, TisCode } from "../../subgraphs/domain/territories/countrySet.ts";

/** Short forms for statements in tables of tests. */
export interface ClaimSketch {
  readonly party: string;
  readonly side?: Side;
  readonly figures: Readonly<Partial<Record<RightScope, string>>>;
  readonly countries?: readonly string[];
  readonly from?: string;
  readonly until?: string;
  readonly writers?: readonly string[];
  readonly kind?: "CLAIMED" | "FREE";
  readonly id?: string;
}

export const COUNTRIES = ["0036", "0156", "0250", "0276", "0344", "0826", "0840"] as const;

export function tis(code: string): TisCode {
  return code as TisCode;
}

export function countrySet(codes: readonly string[]): CountrySet {
  return countrySetOf(codes.map(tis));
}

export function day(text: string): LocalDate {
  const parsed = parseLocalDate(text);
  if (parsed === null) throw new Error(`${text} is no day`);
  return parsed;
}

export function percent(text: string): Share {
  const parsed = parsePercent(text);
  if (parsed === null) throw new Error(`${text} is no percentage`);
  return parsed;
}

export function period(from?: string, until?: string): Period {
  return from === undefined && until === undefined
    ? ALWAYS
    : { from: from === undefined ? null : day(from), until: until === undefined ? null : day(until) };
}

export function submitter(key: string, partyId: string | null = null): Submitter {
  return { key, name: key, society: key.startsWith("SO:") ? key.slice(3) : null, partyId };
}

export function statement(
  key: string,
  claims: readonly ClaimSketch[],
  more: { readonly number?: string; readonly submitter?: Submitter; readonly reported?: readonly ReportedShare[] } = {},
): Statement {
  const number = more.number ?? "1";
  const id = `stm_${key}_${number}`;
  return {
    id,
    workId: "wrk_1",
    submitter: more.submitter ?? submitter(key),
    submitterWorkNumber: number,
    receipts: [],
    claims: claims.map((sketch, index) => claimOf(sketch, `clm_${key}_${number}_${index}`)),
    reported: more.reported ?? [],
    origins: [],
  };
}

export function reportedShare(
  party: string,
  figures: Readonly<Partial<Record<RightScope, string>>>,
  side: Side = "PUBLISHER",
): ReportedShare {
  return {
    partyId: `pty_${party}`,
    partyName: party,
    side,
    role: "E",
    figures: figuresOf(figures),
    affiliations: {},
    territories: null,
    line: null,
  };
}

function claimOf(sketch: ClaimSketch, id: string): Claim {
  const side = sketch.side ?? "WRITER";
  return {
    id: sketch.id ?? id,
    partyId: `pty_${sketch.party}`,
    partyName: sketch.party,
    side,
    role: side === "WRITER" ? "CA" : "E",
    kind: sketch.kind ?? "CLAIMED",
    figures: figuresOf(sketch.figures),
    territories: { rows: [], countries: countrySet(sketch.countries ?? COUNTRIES), expandedOn: day("2026-01-01") },
    period: period(sketch.from, sketch.until),
    writerPartyIds: (sketch.writers ?? (side === "WRITER" ? [sketch.party] : [])).map((writer) => `pty_${writer}`),
    chain: [],
    affiliations: {},
    agreement: null,
    line: null,
  };
}

function figuresOf(figures: Readonly<Partial<Record<RightScope, string>>>): Claim["figures"] {
  return (Object.entries(figures) as [RightScope, string][]).map(([right, text]) => ({ right, share: percent(text) }));
}

/** Holders by party, the same for both sides and all rights, everywhere and always. */
export function holdersOf(byParty: Readonly<Record<string, string>>): HolderLookup {
  return (partyId): readonly HolderSpan[] => {
    const society = byParty[partyId.slice("pty_".length)];
    return society === undefined ? [] : [{ countries: countrySet(COUNTRIES), period: ALWAYS, society, basis: "MEMBERSHIP" }];
  };
}

export const text = percentText;
