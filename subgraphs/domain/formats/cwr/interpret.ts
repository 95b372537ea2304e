import type { ClaimDraft, OriginShareDraft, PartyDraft, RegistrationDraft, ReportedDraft } from "../../drafts.ts";
import { invariant } from "../../invariant.ts";
import type { LocalDate, Period } from "../../period.ts";
import { ALWAYS } from "../../period.ts";
import type { ScopeRow, TerritoryScope } from "../../statements.ts";
import type { CountrySet, TisCode } from "../../territories/countrySet.ts";
import { differenceOf, NO_COUNTRY } from "../../territories/countrySet.ts";
import { expandTerritory, nameCountries, WORLD } from "../../territories/tis.ts";
import type { CheckedTransaction } from "./check.ts";
import type { CollectionRegion } from "./collection.ts";
import { regionsOf } from "./collection.ts";
import type { NamedEntry } from "./interpretParties.ts";
import { affiliationsOf, figuresOf, namePublisher, nameWriter } from "./interpretParties.ts";
import { workOf } from "./interpretWork.ts";
import { PWR, SPU } from "./layouts/parties.ts";
import type { CollectionRow, PublisherChain, PublisherEntry, Shares, WriterEntry } from "./picture.ts";
import { chainsNamed } from "./picture.ts";
import { requestOf } from "./request.ts";
import { textOf } from "./transactions.ts";

/** What interpretation needs to know beside the transaction. */
export interface InterpretContext {
  /** The day the message was written: groups of territories mean what they meant then (house rule), and the day is stored with each claim. */
  readonly on: LocalDate;
  /** The term of an agreement of the submitter, by its number, where it is known here. */
  readonly agreementTerm?: (submitterAgreementNumber: string) => Period | null;
}

/**
 * What a checked registration means (house rules): SPT and SWT are the claims; ownership of SPU and SWR is kept as origin shares; parties
 * outside the submitter's control, and controlled shares where nothing collects them, are reported. Public domain and traditional shares are
 * FREE. The transaction must not be rejected.
 */
export function interpretTransaction(checked: CheckedTransaction, context: InterpretContext): RegistrationDraft {
  const header = checked.records[0];
  invariant(!checked.rejected && header !== undefined, "only a transaction that was not rejected is interpreted");
  if (header.type === "ISR") return requestOf(header, checked.records);
  const publishers = checked.parties.publishers.map(namePublisher);
  const writers = checked.parties.writers.map(nameWriter);
  const scene: Scene = { publishers, writers, chains: checked.parties.chains, context };
  const work = workOf(
    header,
    checked.records,
    writers.map(({ entry, party, name }) => ({ partyKey: party?.key ?? null, name, role: entry.designation })),
  );
  return {
    work,
    parties: partiesOfDraft([...publishers, ...writers]),
    statement: {
      submitterWorkNumber: work.submitterWorkNumber,
      claims: [
        ...publishers.flatMap((publisher) => publisherClaims(publisher, scene)),
        ...writers.flatMap((writer) => writerClaims(writer, context)),
      ],
      reported: [
        ...publishers.flatMap((publisher) => reportedOf(publisher, context)),
        ...writers.flatMap((writer) => reportedOf(writer, context)),
        ...uncoveredShares(scene),
      ],
      origins: [...publishers, ...writers].flatMap(originShares),
    },
  };
}

interface Scene {
  readonly publishers: readonly NamedEntry<PublisherEntry>[];
  readonly writers: readonly NamedEntry<WriterEntry>[];
  readonly chains: readonly PublisherChain[];
  readonly context: InterpretContext;
}

type AnyEntry = NamedEntry<PublisherEntry> | NamedEntry<WriterEntry>;

/** One party may stand on several lines of a work: the first line names it. */
function partiesOfDraft(entries: readonly AnyEntry[]): PartyDraft[] {
  const parties = new Map<string, PartyDraft>();
  for (const { party } of entries) if (party !== null && !parties.has(party.key)) parties.set(party.key, party);
  return [...parties.values()];
}

function publisherClaims(publisher: NamedEntry<PublisherEntry>, { chains, publishers, writers, context }: Scene): ClaimDraft[] {
  const { entry } = publisher;
  const chain = chains.find((one) => one.publishers.includes(entry));
  const agreement = textOf(entry.record, SPU.submitterAgreementNumber) || agreementWithWriters(entry, chain, chains);
  return claimsOf(publisher, context, {
    period: (agreement === "" ? null : context.agreementTerm?.(agreement)) ?? ALWAYS,
    agreement: agreement === "" ? null : agreement,
    chain: chainPath(chain?.publishers ?? [], entry).map((one) => publishers.find((named) => named.entry === one)?.name ?? one.name),
    writerPartyKeys: writers
      .filter(({ entry: writer }) => chain?.writers.includes(writer) === true)
      .flatMap(({ party }) => (party === null ? [] : [party.key])),
  });
}

function writerClaims(writer: NamedEntry<WriterEntry>, context: InterpretContext): ClaimDraft[] {
  const writerPartyKeys = writer.party === null ? [] : [writer.party.key];
  return claimsOf(writer, context, { period: ALWAYS, agreement: null, chain: [], writerPartyKeys });
}

type ClaimTerms = Pick<ClaimDraft, "period" | "agreement" | "chain" | "writerPartyKeys">;

/** One claim for each set of figures. Free shares of a party without territories hold in the whole world. */
function claimsOf(named: AnyEntry, context: InterpretContext, terms: ClaimTerms): ClaimDraft[] {
  const { on } = context;
  const { entry, party, special, name } = named;
  const free = special === "PUBLIC_DOMAIN" || special === "TRADITIONAL";
  if (party === null || (special !== null && !free) || (!entry.controlled && !free)) return [];
  const rows = entry.controlled ? entry.collection : entry.supposed;
  const world = { shares: entry.shares, countries: expandTerritory(WORLD, on), affiliations: null, row: null };
  const regions = rows.length === 0 && free ? [world] : regionsOf(rows, on);
  return regions.flatMap(({ shares, countries, affiliations, row }) => {
    const figures = figuresOf(shares);
    if (figures.length === 0) return [];
    const { agreement, period } = agreementOfRow(row, context) ?? terms;
    return [
      {
        partyKey: party.key,
        partyName: name,
        side: party.side,
        role: roleOf(entry),
        kind: free ? "FREE" : "CLAIMED",
        figures,
        territories: scopeOfRows(rows.length === 0 ? WORLD_ROWS : rows, countries, on),
        affiliations: affiliations ?? affiliationsOf(entry),
        line: (row?.record ?? entry.record).line,
        agreement,
        period,
        chain: terms.chain,
        writerPartyKeys: terms.writerPartyKeys,
      },
    ];
  });
}

/** In 3.x a row names its own agreement; null where it names none. */
function agreementOfRow(row: CollectionRow | null, { agreementTerm }: InterpretContext): Pick<ClaimTerms, "agreement" | "period"> | null {
  const agreement = row?.terms?.agreement ?? "";
  return agreement === "" ? null : { agreement, period: agreementTerm?.(agreement) ?? ALWAYS };
}

function roleOf(entry: PublisherEntry | WriterEntry): string {
  return "designation" in entry ? entry.designation : entry.type;
}

/** The agreement under which writers assigned to the original publisher, where all links of the chain name the same. */
function agreementWithWriters(entry: PublisherEntry, chain: PublisherChain | undefined, chains: readonly PublisherChain[]): string {
  if (chain === undefined || chain.publishers[0] !== entry) return "";
  const links = chain.writers.flatMap((writer) => writer.links.filter((link) => chainsNamed(link, chains).includes(chain)));
  const numbers = new Set(links.map((link) => textOf(link, PWR.submitterAgreementNumber)));
  return numbers.size === 1 ? ([...numbers][0] ?? "") : "";
}

/**
 * From the original publisher down to one publisher of its chain: E and AQ, their administrators, then the sub-publisher last named and its
 * administrators. Sub-publishers stand beside each other, not below (CWR 2.2, 5.4).
 */
function chainPath(publishers: readonly PublisherEntry[], to: PublisherEntry): PublisherEntry[] {
  let path: PublisherEntry[] = [];
  for (const publisher of publishers) {
    const first = path.findIndex(({ type }) => type === "SE");
    if (publisher.type === "SE" && first !== -1) path = path.slice(0, first);
    path.push(publisher);
    if (publisher === to) break;
  }
  return path;
}

/** OPU, OWR, OPT and OWT, and unknown parties: named with their figures, never claimed for. */
function reportedOf(named: AnyEntry, { on }: InterpretContext): ReportedDraft[] {
  const { entry, party, special, name } = named;
  if (special === "PUBLIC_DOMAIN" || special === "TRADITIONAL") return [];
  const unknown = special !== null;
  if (entry.controlled && !unknown && entry.supposed.length === 0) return [];
  const rows = unknown && entry.controlled ? [...entry.collection, ...entry.supposed] : entry.supposed;
  const common = {
    partyKey: party?.key ?? null,
    partyName: name,
    side: sideOf(entry),
    role: roleOf(entry),
    affiliations: affiliationsOf(entry),
  };
  if (rows.length === 0) return [{ ...common, figures: figuresOf(entry.shares), territories: null, line: entry.record.line }];
  return regionsOf(rows, on).map(({ shares, countries, row, affiliations }) => ({
    ...common,
    affiliations: affiliations ?? common.affiliations,
    figures: figuresOf(shares),
    territories: scopeOfRows(rows, countries, on),
    line: row.record.line,
  }));
}

function sideOf(entry: PublisherEntry | WriterEntry): "WRITER" | "PUBLISHER" {
  return "designation" in entry ? "WRITER" : "PUBLISHER";
}

/** Controlled shares where nobody of the chain, or not the writer, collects: whom to ask there. */
function uncoveredShares({ chains, publishers, writers, context }: Scene): ReportedDraft[] {
  const reported: ReportedDraft[] = [];
  for (const chain of chains) {
    if (!chain.controlled) continue;
    const covered = chain.publishers.flatMap(({ collection, supposed }) => [
      ...regionsOf(collection, context.on),
      ...regionsOf(supposed, context.on),
    ]);
    for (const named of publishers) {
      const owns = named.entry.controlled && (named.entry.type === "E" || named.entry.type === "AQ") && named.special === null;
      if (owns && chain.publishers.includes(named.entry)) reported.push(...uncoveredOf(named, covered, context.on));
    }
  }
  for (const named of writers) {
    if (named.entry.controlled && named.special === null)
      reported.push(...uncoveredOf(named, regionsOf(named.entry.collection, context.on), context.on));
  }
  return reported;
}

function uncoveredOf({ entry, party, name }: AnyEntry, covered: readonly CollectionRegion[], on: LocalDate): ReportedDraft[] {
  const bySet = new Map<CountrySet, Shares>();
  entry.shares.forEach((share, right) => {
    if (share === 0) return;
    let open = expandTerritory(WORLD, on);
    for (const { shares, countries } of covered) if ((shares[right] ?? 0) > 0) open = differenceOf(open, countries);
    if (open === NO_COUNTRY) return;
    const known = bySet.get(open) ?? [0, 0, 0];
    bySet.set(open, [right === 0 ? share : known[0], right === 1 ? share : known[1], right === 2 ? share : known[2]]);
  });
  return [...bySet].map(([countries, shares]) => ({
    partyKey: party?.key ?? null,
    partyName: name,
    side: sideOf(entry),
    role: roleOf(entry),
    figures: figuresOf(shares),
    affiliations: affiliationsOf(entry),
    territories: scopeOf(countries, on),
    line: entry.record.line,
  }));
}

/** The shorter of two ways to list a set: what is in it, or the world without the rest. */
function scopeOf(countries: CountrySet, on: LocalDate): TerritoryScope {
  const named = nameCountries(countries, on);
  const rest = differenceOf(expandTerritory(WORLD, on), countries);
  const without = rest === NO_COUNTRY ? [] : nameCountries(rest, on);
  const include = (territory: TisCode): ScopeRow => ({ sign: "I", territory });
  const rows =
    named.length <= without.length + 1
      ? named.map(include)
      : [include(WORLD), ...without.map((territory): ScopeRow => ({ sign: "E", territory }))];
  return { rows, countries, expandedOn: on };
}

/** SPU and SWR: who owned at the origin. */
function originShares({ entry, party, name }: AnyEntry): OriginShareDraft[] {
  const figures = figuresOf(entry.shares);
  if (!entry.controlled || figures.length === 0) return [];
  return [{ partyKey: party?.key ?? null, partyName: name, side: sideOf(entry), role: roleOf(entry), figures, line: entry.record.line }];
}

const WORLD_ROWS: readonly ScopeRow[] = [{ sign: "I", territory: WORLD }];

/** Scopes made before; beyond so many it begins anew. */
const SCOPES_MAX = 10_000;
const scopes = new Map<string, TerritoryScope>();

/** Where rows hold that came to these countries. Equal scopes are one object: a catalogue has few different ones. */
function scopeOfRows(rows: readonly ScopeRow[], countries: CountrySet, expandedOn: LocalDate): TerritoryScope {
  let key: string = expandedOn;
  for (const { sign, territory } of rows) key += sign + territory;
  const known = scopes.get(key);
  if (known !== undefined && known.countries === countries) return known;
  const scope = { rows: rows.map(({ sign, territory }) => ({ sign, territory })), countries, expandedOn };
  if (scopes.size >= SCOPES_MAX) scopes.clear();
  scopes.set(key, scope);
  return scope;
}
