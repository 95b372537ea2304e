import type { Problem } from "../domain/outcome.ts";
import { ALWAYS } from "../domain/period.ts";
import type { IpiRight, UseType } from "../domain/rights.ts";
import { storedShare } from "../domain/shares.ts";
import type { Side } from "../domain/statements.ts";
import type { JsonObject } from "../kit/json.ts";
import type { ClientSession } from "../kit/model.ts";
import { Refusal } from "../kit/refusal.ts";
import { isDuplicateKey } from "../kit/store.ts";
import { type AgreementInput, agreementRecord, parseAgreement } from "./agreements.ts";
import { directRecord, parseEntrustment, parseExclusion } from "./directMandates.ts";
import { parseDay, parseMembershipShare, parseScope, parseSociety, type StatedTerritory, under } from "./inputs.ts";
import { membershipRecord } from "./memberships.ts";
import { type AgreementRecord, type DirectMandateRecord, type MembershipRecord, type ScopeRecord } from "./model.ts";
import { ownNumbers, parseParty, type PartyInput } from "./parties.ts";
import { requireAtMost } from "./partyReader.ts";
import { type ServiceParts, today } from "./parts.ts";
import { registerStated, REGISTER_MAX } from "./registrar.ts";

/** Rows that one call may load. */
const LOAD_MAX = 500;

/** A party to load; `key` finds it again where it has no IPI number. */
export type PartySeed = Omit<PartyInput, "party" | "expectedVersion" | "idempotencyKey"> & { readonly key: string };

/** Territories in order: `0344` or `+2136` includes, `-0344` excludes. Open sides of the period are null. */
export interface ScopeSeed {
  readonly rights: readonly IpiRight[];
  readonly territories: readonly string[];
  readonly from?: string | null;
  readonly until?: string | null;
}

export interface MembershipSeed extends ScopeSeed {
  readonly partyId: string;
  readonly society: string;
  readonly side?: Side | null;
  readonly creationClass?: string;
  /** Percent; the whole when absent. */
  readonly share?: string;
}

export interface AgreementSeed
  extends
    ScopeSeed,
    Pick<AgreementInput, "grantor" | "grantee" | "deductions" | "currency" | "statementRhythm" | "paymentDays" | "taxPercent"> {
  readonly uses?: readonly UseType[] | null;
  readonly creationClass?: string;
  readonly exclusive?: boolean;
  readonly passesOn?: boolean;
  readonly signedOn?: string | null;
  readonly terminatedFrom?: string | null;
  readonly taxReference?: string | null;
}

/** A party or a society entrusts rights to a hub; or, as an exclusion, a party withholds them from all or some licensors. */
export type DirectMandateSeed = ScopeSeed & {
  readonly grantor: string;
  readonly uses?: readonly UseType[] | null;
  readonly creationClass?: string;
} & (
    | {
        readonly kind: "ENTRUSTMENT";
        readonly hub: string;
        readonly includesWritersPerforming?: boolean;
        readonly signedOn?: string | null;
      }
    | { readonly kind: "EXCLUSION"; readonly side?: Side | null; readonly licensors?: readonly string[] | null }
  );

/** Loads trusted data in batches of at most 500, each in one transaction; a row that is there already is left as it is. Faults are a Refusal with the row in the path. */
export interface BulkLoader {
  /** One id per party, in the order given. */
  loadParties(batch: readonly PartySeed[]): Promise<readonly string[]>;
  /** How many were new. */
  loadMemberships(batch: readonly MembershipSeed[]): Promise<number>;
  loadAgreements(batch: readonly AgreementSeed[]): Promise<number>;
  loadEntrustments(batch: readonly DirectMandateSeed[]): Promise<number>;
}

export function createBulkLoader(parts: ServiceParts): BulkLoader {
  return {
    loadParties: async (batch) => await loadParties(parts, batch),
    loadMemberships: async (batch) => await loadMemberships(parts, batch),
    loadAgreements: async (batch) => await loadAgreements(parts, batch),
    loadEntrustments: async (batch) => await loadDirect(parts, batch),
  };
}

async function loadParties(parts: ServiceParts, batch: readonly PartySeed[]): Promise<readonly string[]> {
  requireAtMost(batch.length, REGISTER_MAX, "parties");
  const stated = parseAll(batch, (seed) => {
    const { names, kind, ipiBaseNumber, isni, dpid } = parseParty(seed);
    const codes = { ipiBaseNumber: ipiBaseNumber ?? null, isni: isni ?? null, dpid: dpid ?? null };
    return { kind, names, ...codes, ipiNameNumbers: ownNumbers(kind, names), submitterKey: `loaded|${seed.key}`, printed: [] };
  });
  return await registerStated(parts, stated);
}

async function loadMemberships(parts: ServiceParts, batch: readonly MembershipSeed[]): Promise<number> {
  const { models, mandates } = parts;
  return await loadNew<MembershipRecord>(parts, {
    kind: "MEMBERSHIP_RECORDED",
    tell: ({ partyId, society, version }) => ({ party: partyId, society, version }),
    records: parseAll(batch, (seed) => membershipOf(parts, seed)),
    find: async (naturals, session) =>
      await models.memberships
        .find({ natural: { $in: naturals } }, { natural: 1 }, { session })
        .lean<Loadable[]>()
        .exec(),
    insert: async (records, session) => await models.memberships.insertMany([...records], { session, lean: true }),
    raise: async (records, session) => {
      await mandates.raiseParties(
        records.map(({ partyId }) => partyId),
        session,
      );
    },
  });
}

async function loadAgreements(parts: ServiceParts, batch: readonly AgreementSeed[]): Promise<number> {
  const { models, mandates } = parts;
  return await loadNew<AgreementRecord>(parts, {
    kind: "AGREEMENT_RECORDED",
    tell: ({ grantor, grantee, version }) => ({ grantor, grantee, version }),
    records: parseAll(batch, (seed) => agreementOf(parts, seed)),
    find: async (naturals, session) =>
      await models.agreements
        .find({ natural: { $in: naturals } }, { natural: 1 }, { session })
        .lean<Loadable[]>()
        .exec(),
    insert: async (records, session) => await models.agreements.insertMany([...records], { session, lean: true }),
    raise: async (records, session) => {
      await mandates.raiseSocieties(
        records.map(({ grantor }) => grantor),
        session,
      );
    },
  });
}

async function loadDirect(parts: ServiceParts, batch: readonly DirectMandateSeed[]): Promise<number> {
  const { models, mandates } = parts;
  return await loadNew<DirectMandateRecord>(parts, {
    kind: "MANDATE_ENTRUSTED",
    tell: ({ grantor, hub, version }) => ({ grantor, ...(hub === null ? {} : { grantee: hub }), version }),
    records: parseAll(batch, (seed) => directOf(parts, seed)),
    find: async (naturals, session) =>
      await models.directMandates
        .find({ natural: { $in: naturals } }, { natural: 1 }, { session })
        .lean<Loadable[]>()
        .exec(),
    insert: async (records, session) => await models.directMandates.insertMany([...records], { session, lean: true }),
    raise: async (records, session) => {
      const grantors = records.map(({ grantor }) => grantor);
      await mandates.raiseParties(grantors, session);
      await mandates.raiseSocieties(
        grantors.filter((grantor) => !grantor.startsWith("pty_")),
        session,
      );
    },
  });
}

type Loadable = { readonly _id: string; readonly natural: string };

interface Loading<T> {
  readonly kind: string;
  /** What the event says: whom it concerns. */
  readonly tell: (record: T) => JsonObject;
  readonly records: readonly T[];
  readonly find: (naturals: readonly string[], session: ClientSession) => Promise<readonly Loadable[]>;
  readonly insert: (records: readonly T[], session: ClientSession) => Promise<unknown>;
  readonly raise: (records: readonly T[], session: ClientSession) => Promise<void>;
}

async function loadNew<T extends Loadable>(
  { foundation }: ServiceParts,
  { kind, tell, records, find, insert, raise }: Loading<T>,
): Promise<number> {
  requireAtMost(records.length, LOAD_MAX, "rows");
  const distinct = [...new Map(records.map((record) => [record.natural, record])).values()];
  const naturals = distinct.map(({ natural }) => natural);
  const load = async (): Promise<number> =>
    await foundation.inTransaction(async (session) => {
      const known = new Set((await find(naturals, session)).map(({ natural }) => natural));
      const added = distinct.filter(({ natural }) => !known.has(natural));
      if (added.length === 0) return 0;
      await raise(added, session);
      await insert(added, session);
      await foundation.events.append(
        added.map((record) => ({ kind, subject: record._id, data: tell(record) })),
        session,
      );
      return added.length;
    });
  try {
    return await load();
  } catch (error) {
    // Another loader was quicker with one of the rows: what is left to do is seen anew.
    if (!isDuplicateKey(error)) throw error;
    return await load();
  }
}

function membershipOf(parts: ServiceParts, seed: MembershipSeed): MembershipRecord {
  const [scope, society] = [requireScopeOf(parts, seed), requireValue(parseSociety(seed.society, "society"))];
  const share = storedShare(requireValue(parseMembershipShare(seed.share ?? "100")));
  const terms = { ...scope, partyId: seed.partyId, society, creationClass: seed.creationClass ?? "MW", side: seed.side ?? null, share };
  return membershipRecord(terms, stamp(parts, "mem"));
}

function agreementOf(parts: ServiceParts, seed: AgreementSeed): AgreementRecord {
  const { territories, from, until, exclusive, passesOn, terminatedFrom, ...rest } = seed;
  const input: AgreementInput = {
    ...rest,
    ...{ exclusive: exclusive ?? false, passesOn: passesOn ?? false, period: { from: from ?? null, until: until ?? null } },
    territories: territories.map(parseSign).map(({ isIncluded, territory }) => ({ include: isIncluded, territory })),
  };
  return {
    ...agreementRecord(parseAgreement(parts, input), stamp(parts, "agr")),
    terminatedFrom: requireValue(parseDay(terminatedFrom ?? null, "terminatedFrom")),
  };
}

function directOf(parts: ServiceParts, seed: DirectMandateSeed): DirectMandateRecord {
  const { rights, territories, from, until, uses } = seed;
  const scope = {
    ...{ rights, uses: uses ?? null, creationClass: seed.creationClass ?? null, period: { from: from ?? null, until: until ?? null } },
    territories: territories.map(parseSign).map(({ isIncluded, territory }) => ({ include: isIncluded, territory })),
  };
  const { grantor } = seed;
  if (seed.kind === "EXCLUSION") {
    const terms = parseExclusion(parts, { ...scope, party: grantor, side: seed.side ?? null, licensors: seed.licensors ?? null });
    return directRecord(terms, stamp(parts, "man"));
  }
  const by = grantor.startsWith("pty_") ? { party: grantor } : { society: grantor };
  const said = { hub: seed.hub, includesWritersPerforming: seed.includesWritersPerforming ?? false, signedOn: seed.signedOn ?? null };
  return directRecord(parseEntrustment(parts, { ...scope, ...by, ...said }), stamp(parts, "man"));
}

function requireScopeOf({ foundation }: ServiceParts, { rights, territories, from, until }: ScopeSeed): ScopeRecord {
  const period = from === undefined && until === undefined ? ALWAYS : { from: from ?? null, until: until ?? null };
  return requireValue(parseScope({ rights, territories: territories.map(parseSign), period }, today(foundation.clock)));
}

function parseSign(row: string): StatedTerritory {
  return { isIncluded: !row.startsWith("-"), territory: row.replace(/^[+-]/, "") };
}

function stamp(
  { foundation }: ServiceParts,
  prefix: "mem" | "agr" | "man",
): { readonly id: string; readonly recordedAt: string; readonly version: number } {
  return { id: foundation.ids.make(prefix), recordedAt: foundation.clock.now().toISOString(), version: 1 };
}

function requireValue<T>(
  outcome: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] },
): T {
  if (outcome.ok) return outcome.value;
  throw new Refusal(outcome.problems);
}

/** All rows, or the faults of all of them. */
function parseAll<S, T>(batch: readonly S[], parse: (seed: S) => T): readonly T[] {
  const problems: Problem[] = [];
  const parsed = batch.flatMap((seed, at) => {
    try {
      return [parse(seed)];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push(...under([String(at)], error.problems));
      return [];
    }
  });
  if (problems.length > 0) throw new Refusal(problems);
  return parsed;
}
