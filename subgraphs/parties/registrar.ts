import { parseIpiBaseNumber } from "../domain/identifiers/ipiBaseNumber.ts";
import { parseIpiNameNumber } from "../domain/identifiers/ipiNameNumber.ts";
import { NO_SOCIETY } from "../domain/mandates/holders.ts";
import { problem } from "../domain/outcome.ts";
import { RIGHT_FAMILIES } from "../domain/rights.ts";
import { findOrganisation, findSociety } from "../domain/societies.ts";
import { foldText } from "../domain/textKeys.ts";
import type { NewEvent } from "../kit/events.ts";
import type { Foundation } from "../kit/foundation.ts";
import type { ClientSession } from "../kit/model.ts";
import type { PartyRegistrar, PartyStatement } from "../kit/ports/partyRegistrar.ts";
import { Refusal } from "../kit/refusal.ts";
import { isDuplicateKey } from "../kit/store.ts";
import { createDrafts, type StatedParty } from "./drafts.ts";
import type { MandateStore } from "./mandateStore.ts";
import type { PartyRecord } from "./model.ts";
import { nameRecord } from "./names.ts";
import { FORWARDS_MAX, type PartyStore, StaleVersion } from "./partyStore.ts";

/** Parties that one call may register. */
export const REGISTER_MAX = 500;
/** Times that a batch is begun again because another import registered the same party meanwhile. */
const ATTEMPTS_MAX = 6;

export interface RegistrarParts {
  readonly foundation: Foundation;
  readonly store: PartyStore;
  readonly mandates: MandateStore;
}

/**
 * Makes parties known in batches, each in one transaction of a few operations. Two imports that register the same party at
 * once collide on a unique index; the later one begins again and finds it.
 */
export function createPartyRegistrar(parts: RegistrarParts): PartyRegistrar {
  return {
    register: async ({ parties }) => {
      requireBatch(parties);
      return { partyIds: await registerStated(parts, parties.map(toStated)) };
    },
  };
}

/** What `register` would answer, without registering anybody: null for a party that it would make. */
export async function findStated(store: PartyStore, parties: readonly PartyStatement[]): Promise<readonly (string | null)[]> {
  requireBatch(parties);
  const stated = parties.map(toStated);
  const known = await knownOf(store, stated);
  const drafts = createDrafts(known, { makeId: () => "", receivedAt: new Date(0) });
  return stated.map((party) => drafts.state(party)).map((id) => (id === "" ? null : id));
}

function requireBatch(parties: readonly PartyStatement[]): void {
  if (parties.length <= REGISTER_MAX) return;
  throw new Refusal([problem("TOO_MANY_PARTIES", `${parties.length} parties in one call; at most ${REGISTER_MAX}.`, ["parties"])]);
}

/** One id per party, in the order given; a party that is known gets what was stated newly of it. */
export async function registerStated(parts: RegistrarParts, stated: readonly StatedParty[]): Promise<readonly string[]> {
  if (stated.length === 0) return [];
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await parts.foundation.inTransaction(async (session) => await registerIn(parts, stated, session));
    } catch (error) {
      if (attempt >= ATTEMPTS_MAX || !(isDuplicateKey(error) || error instanceof StaleVersion)) throw error;
    }
  }
}

async function registerIn(
  { foundation, store, mandates }: RegistrarParts,
  stated: readonly StatedParty[],
  session: ClientSession,
): Promise<readonly string[]> {
  const known = await knownOf(store, stated, session);
  const drafts = createDrafts(known, { makeId: () => foundation.ids.make("pty"), receivedAt: foundation.clock.now() });
  const partyIds = stated.map((party) => drafts.state(party));
  const { added, changed, reaffiliated, superseded, statedBy } = drafts.finish();
  await store.insert(added, session);
  await store.replace(changed, session);
  await mandates.supersede(superseded, session);
  await mandates.raiseParties(reaffiliated, session);
  const affiliated = new Set(reaffiliated);
  const events: NewEvent[] = [
    ...added.map(({ _id, name, version }) => ({ kind: "PARTY_REGISTERED", subject: _id, data: { name, version, ...statedBy.get(_id) } })),
    ...changed.map(({ _id, name, version }) => ({
      kind: affiliated.has(_id) ? "AFFILIATION_PRINTED" : "PARTY_REVISED",
      subject: _id,
      data: { name, version, ...statedBy.get(_id) },
    })),
  ];
  if (events.length > 0) await foundation.events.append(events, session);
  return partyIds;
}

/** All parties that a batch may mean. */
async function knownOf(store: PartyStore, stated: readonly StatedParty[], session?: ClientSession): Promise<readonly PartyRecord[]> {
  const found = await store.byCodes(
    {
      ipiNameNumbers: stated.flatMap(({ ipiNameNumbers }) => ipiNameNumbers),
      ipiBaseNumbers: stated.flatMap(({ ipiBaseNumber }) => ipiBaseNumber ?? []),
      submitterKeys: stated.flatMap(({ submitterKey }) => submitterKey ?? []),
    },
    session,
  );
  return found.some(({ status }) => status === "MERGED") ? await withSurvivors(store, found, session) : found;
}

/** The merged ones' way to their survivors with them. */
async function withSurvivors(store: PartyStore, found: readonly PartyRecord[], session?: ClientSession): Promise<readonly PartyRecord[]> {
  const known = new Map(found.map((party) => [party._id, party]));
  for (let step = 0; step < FORWARDS_MAX; step += 1) {
    const wanted = [...known.values()].flatMap(({ status, forwardTo }) =>
      status === "MERGED" && forwardTo !== undefined && !known.has(forwardTo) ? [forwardTo] : [],
    );
    if (wanted.length === 0) break;
    for (const [id, party] of await store.byIds(wanted, session)) known.set(id, party);
  }
  return [...known.values()];
}

/** Codes that cannot be right are left out: they must not make two parties one. */
function toStated(statement: PartyStatement): StatedParty {
  const number = statement.ipiNameNumber === null ? null : parseIpiNameNumber(statement.ipiNameNumber);
  const base = statement.ipiBaseNumber === null ? null : parseIpiBaseNumber(statement.ipiBaseNumber);
  const ipiNameNumber = number?.ok ? number.value : null;
  const { lastName, firstName, nativeName, side, message } = statement;
  const names = [
    nameRecord({ lastName: lastName.trim() === "" ? "(no name)" : lastName, firstName, kind: "PA", ipiNameNumber, language: null }),
  ];
  if (nativeName !== null && nativeName.trim() !== "") {
    names.push(nameRecord({ lastName: nativeName, firstName: null, kind: "OR", ipiNameNumber: null, language: null }));
  }
  const printed = RIGHT_FAMILIES.flatMap((family) => {
    const society = statement.affiliations[family]?.trim();
    return society !== undefined && isAffiliation(society) ? [{ side, family, society, message }] : [];
  });
  return {
    kind: statement.kind,
    names,
    ipiNameNumbers: ipiNameNumber === null ? [] : [ipiNameNumber],
    ipiBaseNumber: base?.ok ? base.value : null,
    isni: null,
    dpid: null,
    submitterKey: submitterKeyOf(statement),
    printed,
    by: { source: statement.submitterKey, message },
  };
}

/** A society that is known, or 099: the party belongs to none. */
function isAffiliation(society: string): boolean {
  return society === NO_SOCIETY || findSociety(society) !== null || findOrganisation(society) !== null;
}

function submitterKeyOf({ submitterKey, submitterPartyNumber, lastName, firstName }: PartyStatement): string {
  return [
    submitterKey,
    submitterPartyNumber,
    foldText(`${lastName} ${firstName ?? ""}`)
      .replace(/\s+/gu, " ")
      .trim(),
  ]
    .join("|")
    .slice(0, 400);
}

/** A submitter's own numbers of a party, with the names they came with: what submitterKeyOf put together, taken apart. */
export function numbersOf(submitterKeys: readonly string[], submitterKey: string): { readonly number: string; readonly name: string }[] {
  return submitterKeys
    .filter((key) => key.startsWith(`${submitterKey}|`))
    .map((key) => {
      const [number = "", ...name] = key.slice(submitterKey.length + 1).split("|");
      return { number, name: name.join("|") };
    })
    .filter(({ number }) => number !== "");
}
