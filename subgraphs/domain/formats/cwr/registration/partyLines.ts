import type { ClaimDraft, CreatorDraft, OriginShareDraft, RegistrationDraft, ReportedDraft } from "../../../drafts.ts";
import type { LocalDate } from "../../../period.ts";
import { containsDay } from "../../../period.ts";
import type { RightFamily } from "../../../rights.ts";
import { FAMILY_RIGHTS, RIGHT_FAMILIES } from "../../../rights.ts";
import { equalShares, ZERO } from "../../../shares.ts";
import type { Figure, ScopeRow, Side, TerritoryScope } from "../../../statements.ts";
import { differenceOf, intersectionOf, NO_COUNTRY } from "../../../territories/countrySet.ts";
import { expandTerritory, WORLD } from "../../../territories/tis.ts";
import type { Notes } from "./notes.ts";
import type { FamilyShares, Region } from "./regions.ts";
import { familiesOf, isNothing, layRegions, NO_SHARES } from "./regions.ts";

type Affiliations = Readonly<Partial<Record<RightFamily, string>>>;

/** One publisher's or writer's line, with all that a statement says under it. */
export interface PartyLine {
  readonly side: Side;
  /** SPU, SWR: under the submitter's control. */
  readonly controlled: boolean;
  /** Null where the party is unknown, or known by its name alone. */
  readonly partyKey: string | null;
  readonly name: string;
  /** CWR's publisher type or writer designation. */
  readonly role: string;
  readonly owned: FamilyShares;
  /** What it collects (SPT, SWT), or is supposed to (OPT, OWT), as stated; may overlap until they are laid. */
  readonly regions: readonly Region[];
  /** The submitter's ordered list, where one list was stated. */
  readonly rows: readonly ScopeRow[];
  readonly affiliations: Affiliations;
  readonly agreement: string | null;
  /** Names from the original publisher down to this one; empty where nobody says. */
  readonly chain: readonly string[];
  readonly writerKeys: readonly string[];
}

/** What is needed to read lines from a statement. */
export interface LineGround {
  /** The day whose claims are written. */
  readonly on: LocalDate;
  readonly notes: Notes;
}

/** The publishers of a statement in the order of its lines: origin shares make a line, claims and suppositions stand under it. */
export function publisherLines({ statement }: RegistrationDraft, ground: LineGround): PartyLine[] {
  const items = itemsOf(statement, "PUBLISHER");
  const lines: OpenLine[] = [];
  for (const item of items) {
    const line = lineUnder(lines, item) ?? newLine(item);
    if (!lines.includes(line)) lines.push(line);
    addTo(line, item, ground);
  }
  return lines.map(closed);
}

/** The writers, one line for each creator in the order in which the work names them, then those that only the statement knows. */
export function writerLines({ statement, work }: RegistrationDraft, ground: LineGround): PartyLine[] {
  const items = itemsOf(statement, "WRITER");
  const lines: OpenLine[] = work.creators.map(creatorLine);
  for (const item of items) {
    const line = lines.find((one) => takesWriter(one, item)) ?? newLine(item);
    if (!lines.includes(line)) lines.push(line);
    addTo(line, item, ground);
  }
  return lines.map(closed);
}

/** One entry of a statement. */
type Item =
  | { readonly kind: "ORIGIN"; readonly said: OriginShareDraft }
  | { readonly kind: "CLAIM"; readonly said: ClaimDraft }
  | { readonly kind: "REPORTED"; readonly said: ReportedDraft };

function itemsOf({ origins, claims, reported }: RegistrationDraft["statement"], side: Side): Item[] {
  const named = new Set(origins.map(placeOf));
  const items: Item[] = [
    ...origins.map((said): Item => ({ kind: "ORIGIN", said })),
    ...claims.map((said): Item => ({ kind: "CLAIM", said })),
    // what an owner's line says of countries where nobody collects follows from the others
    ...reported.filter((said) => said.territories === null || !named.has(placeOf(said))).map((said): Item => ({ kind: "REPORTED", said })),
  ];
  const placed = items.filter(({ said }) => said.side === side).map((item, at) => ({ item, at }));
  placed.sort((one, other) => (one.item.said.line ?? Infinity) - (other.item.said.line ?? Infinity) || one.at - other.at);
  return placed.map(({ item }) => item);
}

function placeOf({ partyKey, partyName, line, side }: OriginShareDraft | ReportedDraft): string {
  return JSON.stringify([side, partyKey ?? partyName, line]);
}

/** A line while its statement is read. */
interface OpenLine {
  readonly side: Side;
  readonly partyKey: string | null;
  readonly name: string;
  readonly role: string;
  state: "UNSAID" | "CONTROLLED" | "OTHER";
  owned: FamilyShares | null;
  readonly regions: Region[];
  rows: readonly ScopeRow[] | null;
  affiliations: Affiliations;
  agreement: string | null;
  chain: readonly string[] | null;
  readonly writerKeys: Set<string>;
}

function newLine({ said }: Item): OpenLine {
  return {
    ...{ side: said.side, partyKey: said.partyKey, name: said.partyName, role: said.role },
    ...{ state: "UNSAID", owned: null, regions: [], rows: null, affiliations: {}, agreement: null, chain: null, writerKeys: new Set() },
  };
}

function creatorLine({ partyKey, name, role }: CreatorDraft): OpenLine {
  return {
    ...{ side: "WRITER", partyKey, name, role, state: "UNSAID", owned: null, regions: [], rows: null },
    ...{ affiliations: {}, agreement: null, chain: null, writerKeys: new Set<string>() },
  };
}

/** The last line that an entry may stand under: claims under their party's, suppositions too; origins and OPU begin a line. */
function lineUnder(lines: readonly OpenLine[], item: Item): OpenLine | undefined {
  const { kind, said } = item;
  if (kind === "ORIGIN" || (kind === "REPORTED" && said.territories === null)) return undefined;
  const last = lines.findLast(({ partyKey, name, role }) => isParty({ partyKey, name }, said) && role === said.role);
  if (kind === "REPORTED" || last === undefined) return last;
  if (said.kind === "FREE") return last;
  if (last.state === "OTHER") return undefined;
  const sameChain = last.chain === null || JSON.stringify(last.chain) === JSON.stringify(said.chain);
  return sameChain && (last.agreement ?? said.agreement) === said.agreement ? last : undefined;
}

function isParty(one: { readonly partyKey: string | null; readonly name: string }, said: Item["said"]): boolean {
  return one.partyKey === null || said.partyKey === null
    ? one.partyKey === said.partyKey && one.name === said.partyName
    : one.partyKey === said.partyKey;
}

/** A writer's line takes one origin, or is one other writer's; claims belong to the first of its party and role. */
function takesWriter(line: OpenLine, { kind, said }: Item): boolean {
  if (!isParty(line, said) || line.role !== said.role) return false;
  if (kind === "ORIGIN") return line.owned === null;
  if (kind === "REPORTED") return said.territories === null ? line.state === "UNSAID" : line.state !== "CONTROLLED";
  return said.kind === "FREE" || line.state !== "OTHER";
}

function addTo(line: OpenLine, item: Item, { on, notes }: LineGround): void {
  const { said, kind } = item;
  const shares = familySharesOf(said.figures, { notes, name: said.partyName });
  if (kind === "ORIGIN") {
    line.owned = shares;
    line.state = "CONTROLLED";
    return;
  }
  line.affiliations = { ...said.affiliations, ...line.affiliations };
  if (kind === "REPORTED") {
    line.state = "OTHER";
    if (said.territories === null) line.owned = shares;
    else addRegion(line, { shares, scope: said.territories }, { on, notes });
    return;
  }
  if (said.kind === "FREE" && line.owned === null) {
    // a public domain or traditional party outside of control: its ownership counts in the whole world
    line.owned = shares;
    line.state = "OTHER";
    return;
  }
  if (said.kind === "CLAIMED") line.state = "CONTROLLED";
  addClaim(line, said, { shares, on, notes });
}

function addClaim(line: OpenLine, said: ClaimDraft, { shares, on, notes }: LineGround & { readonly shares: FamilyShares }): void {
  line.agreement ??= said.agreement;
  line.chain ??= said.chain;
  for (const key of said.writerPartyKeys) line.writerKeys.add(key);
  if (!containsDay(said.period, on)) {
    notes.say(
      "CWR_CLAIM_NOT_VALID",
      `What ${said.partyName} collects from ${said.period.from ?? "ever"} until ${said.period.until ?? "ever"} is not in force on ${on}, and is left out.`,
    );
  } else addRegion(line, { shares, scope: said.territories }, { on, notes });
}

function addRegion(line: OpenLine, { shares, scope }: { shares: FamilyShares; scope: TerritoryScope }, { on, notes }: LineGround): void {
  if (isNothing(shares)) return;
  const world = expandTerritory(WORLD, on);
  const countries = intersectionOf(scope.countries, world);
  if (differenceOf(scope.countries, world) !== NO_COUNTRY)
    notes.say("CWR_TERRITORY_ENDED", `${line.name} collects in countries that do not exist any more on ${on}; those are left out.`);
  if (countries === NO_COUNTRY) return;
  line.regions.push({ countries, shares });
  const sameRows = line.rows === null || JSON.stringify(line.rows) === JSON.stringify(scope.rows);
  line.rows = sameRows ? scope.rows : [];
}

function closed(line: OpenLine): PartyLine {
  const { side, partyKey, name, role, state, regions, rows, affiliations, agreement, chain, writerKeys } = line;
  const laid = layRegions(regions);
  const controlled = state === "CONTROLLED" || (state === "UNSAID" && partyKey !== null);
  return {
    ...{ side, controlled, partyKey, name, role, regions: laid, rows: rows ?? [], affiliations, agreement },
    // who is named by what is supposed of him alone owns what is supposed most widely
    owned: line.owned ?? (controlled ? NO_SHARES : (laid[0]?.shares ?? NO_SHARES)),
    ...{ chain: chain ?? [], writerKeys: [...writerKeys] },
  };
}

/** CWR has three families: a figure of one IPI right can be written only where all rights of its family have the same. */
function familySharesOf(figures: readonly Figure[], said: { readonly notes: Notes; readonly name: string }): FamilyShares {
  const shareOf = (right: Figure["right"]) => figures.find((figure) => figure.right === right)?.share;
  const shares = familiesOf((family) => {
    const whole = shareOf(family);
    const single = FAMILY_RIGHTS[family].map((right) => shareOf(right) ?? whole ?? ZERO);
    const first = single[0] ?? ZERO;
    if (single.every((share) => equalShares(share, first))) return first;
    said.notes.say(
      "CWR_SINGLE_RIGHT",
      `${said.name} has different shares of single ${family} rights; CWR has one figure for all, so ${whole === undefined ? "none" : "that of the family"} is written.`,
    );
    return whole ?? ZERO;
  });
  const families: readonly string[] = RIGHT_FAMILIES.flatMap((family) => [family, ...FAMILY_RIGHTS[family]]);
  const other = figures.find(({ right }) => !families.includes(right));
  if (other !== undefined)
    said.notes.say(
      "CWR_RIGHT_UNKNOWN",
      `${said.name} has a share of ${other.right}, which belongs to none of CWR's three families; it is left out.`,
    );
  return shares;
}
