import { invariant } from "../../domain/invariant.ts";
import type { PartyReader } from "../../kit/ports/partyReader.ts";
import type { PartyRegistrar, PartyStatement } from "../../kit/ports/partyRegistrar.ts";
import type { Foundation } from "../../kit/foundation.ts";
import { withdrawWhole } from "../claims.ts";
import { otherNamesOf } from "../creatorNames.ts";
import type { StatementRecord, WorkDescription } from "../records.ts";
import { recordStatements, settleAndWrite } from "../recordStatements.ts";
import type { RecordingTools } from "../recordStatements.ts";
import { contentHash, isSameContent } from "../statementContent.ts";
import type { WorkStatementInput } from "../statements.ts";
import { loadViewOf } from "../statementView.ts";
import type { WorkStore } from "../workStore.ts";
import { statedAtOf } from "./told.ts";
import type { ReadStatement } from "./wire.ts";

/** What taking over statements stands on. */
export interface TakingParts {
  readonly foundation: Foundation;
  readonly recording: RecordingTools;
  readonly store: Pick<WorkStore, "worksByCodes" | "worksByIswcs">;
  readonly partyReader: Pick<PartyReader, "byStatements">;
  readonly partyRegistrar: PartyRegistrar;
  /** Names the parties behind submitters that are no societies. */
  readonly named: (inputs: readonly WorkStatementInput[]) => Promise<WorkStatementInput[]>;
}

const PARTIES_BATCH = 500;
const STATEMENTS_BATCH = 100;

/** What provenance calls a message that a node told: `node:119:msg_…`. */
function nodeMessage(society: string, message: string): string {
  return `node:${society}:${message}`.slice(0, 200);
}

/**
 * Records what a node told, as statements like any other: joined and revised by the same rules, with the node as receiver, its message and line as
 * provenance, and the instant at which it had them. What stands here already is not recorded again. A version that is no later than the one that stands here
 * replaces nothing, so that an old copy never prevails over a newer one that came another way. Answers whether anything changed.
 */
export async function takeStatements(parts: TakingParts, society: string, told: readonly ReadStatement[]): Promise<boolean> {
  const inForce = told.filter(({ isInForce }) => isInForce);
  const inputs = await inputsOf(parts, society, inForce);
  const standing = await standingOf(parts, told);
  const fresh = inputs.filter((input) => isNews(standing.get(keyOf(input)), input));
  const joined = await joinedInputs(parts, fresh, { told: inForce, standing });
  const named = await parts.named(joined);
  for (let at = 0; at < named.length; at += STATEMENTS_BATCH) {
    const batch = named.slice(at, at + STATEMENTS_BATCH);
    await parts.foundation.inTransaction(async (session) => await recordStatements(parts.recording, batch, session));
  }
  const gone = told.filter((one) => !one.isInForce && isGone(standing.get(keyOf(one)), one));
  for (const one of gone) await withdraw(parts, society, one);
  return named.length > 0 || gone.length > 0;
}

function keyOf({ submitter, submitterWorkNumber }: ReadStatement | WorkStatementInput): string {
  return `${typeof submitter === "string" ? submitter : submitter.key}|${submitterWorkNumber}`;
}

/** The versions that stand here. */
async function standingOf({ recording }: TakingParts, told: readonly ReadStatement[]): Promise<ReadonlyMap<string, StatementRecord>> {
  const keys = [...new Set(told.map(keyOf))];
  if (keys.length === 0) return new Map();
  const found = await recording.models.statements.find({ currentKey: { $in: keys } }).lean<StatementRecord[]>();
  return new Map(found.map((record) => [record.key, record]));
}

function isNews(before: StatementRecord | undefined, input: WorkStatementInput): boolean {
  if (before === undefined) return true;
  if (isSameContent(before.contentHash, contentHash(input), input))
    return !before.receipts.some(({ receiver }) => receiver === input.receiver);
  return Date.parse(input.statedAt ?? input.receivedAt) > Date.parse(statedAtOf(before));
}

function isGone(before: StatementRecord | undefined, { statedAt }: ReadStatement): boolean {
  return before !== undefined && Date.parse(statedAt) >= Date.parse(statedAtOf(before));
}

/** A statement that describes nothing cannot find its work by itself: it goes to the one that bears a code of its work, and is passed over where there is none. */
async function joinedInputs(
  { store }: TakingParts,
  inputs: readonly WorkStatementInput[],
  known: { readonly told: readonly ReadStatement[]; readonly standing: ReadonlyMap<string, StatementRecord> },
): Promise<WorkStatementInput[]> {
  const codesByKey = new Map(known.told.map((one) => [keyOf(one), one.workCodes]));
  const isLost = (input: WorkStatementInput): boolean => input.description.titles.length === 0 && !known.standing.has(keyOf(input));
  const codes = [...new Set(inputs.filter(isLost).flatMap((input) => codesByKey.get(keyOf(input)) ?? []))];
  const [keys, iswcs] = [codes.filter((code) => code.includes("|")), codes.filter((code) => !code.includes("|"))];
  const [byKey, byIswc] = await Promise.all([store.worksByCodes(keys), store.worksByIswcs(iswcs)]);
  return inputs.flatMap((input) => {
    if (!isLost(input)) return [input];
    const own = codesByKey.get(keyOf(input)) ?? [];
    const work = own.map((code) => byKey.get(code)).find((one) => one) ?? own.map((code) => byIswc.get(code)).find((one) => one);
    return work === undefined ? [] : [{ ...input, workId: work._id }];
  });
}

async function withdraw({ foundation, recording }: TakingParts, society: string, told: ReadStatement): Promise<void> {
  await foundation.inTransaction(async (session) => {
    const found = await recording.models.statements.findOne({ currentKey: keyOf(told) }, null, { session }).lean<StatementRecord>();
    if (found === null || !isGone(found, told)) return;
    const view = await loadViewOf(recording.models, [found.workId], session);
    const because = `Withdrawn at the node of society ${society}.`;
    withdrawWhole(view, found, { message: nodeMessage(society, "withdrawn"), because });
    await settleAndWrite(recording, view, session);
  });
}

async function inputsOf(parts: TakingParts, society: string, told: readonly ReadStatement[]): Promise<WorkStatementInput[]> {
  const ids = await partyIdsOf(parts, society, told);
  const receivedAt = parts.recording.clock.now().toISOString();
  return told.map((one) => {
    const idOf = (key: string): string => {
      const id = ids.get(`${keyOf(one)} ${key}`);
      invariant(id !== undefined, `the party ${key} of a statement that was read has an id`);
      return id;
    };
    const [receipt] = one.receipts;
    return {
      submitter: { key: one.submitter, name: one.submitterName, society: one.submitter.startsWith("SO:") ? one.submitter.slice(3) : null },
      submitterWorkNumber: one.submitterWorkNumber,
      ...{ receiver: society, message: nodeMessage(society, receipt?.message ?? "statement"), line: receipt?.line ?? null },
      ...{ receivedAt, statedAt: Date.parse(one.statedAt) > Date.parse(receivedAt) ? receivedAt : one.statedAt },
      description: descriptionOf(one, idOf),
      claims: one.claims.map(({ party, writers, ...claim }) => ({ ...claim, partyId: idOf(party), writerPartyIds: writers.map(idOf) })),
      reported: one.named.flatMap(({ kind, party, ...share }) =>
        kind === "REPORTED" ? [{ ...share, partyId: party === null ? null : idOf(party) }] : [],
      ),
      origins: one.named.flatMap(({ kind, party, territories: _territories, affiliations: _affiliations, ...share }) =>
        kind === "ORIGIN" ? [{ ...share, partyId: party === null ? null : idOf(party) }] : [],
      ),
    };
  });
}

function descriptionOf({ titles, iswc, creators, further }: ReadStatement, idOf: (key: string) => string): WorkDescription {
  const { recordings, ...rest } = further;
  const idsIn = (parties: readonly { readonly partyId: string; readonly name: string }[]) =>
    parties.map(({ partyId, name }) => ({ partyId: idOf(partyId), name }));
  return {
    ...{ titles, iswc },
    creators: creators.map(({ party, name, role, ipiNameNumber, otherNames }) => ({
      ...{ partyId: party === null ? null : idOf(party), name, role, ipiNameNumber },
      ...otherNamesOf(otherNames, name),
    })),
    recordings: recordings.map(({ performerParties, producers, ...recording }) => ({
      ...defined(recording),
      ...(performerParties === undefined ? {} : { performerParties: idsIn(performerParties) }),
      ...(producers === undefined ? {} : { producers: idsIn(producers) }),
    })),
    // Checked by the reader of the form: what it takes for absent is not a member here.
    ...(defined(rest) as Pick<WorkDescription, "isIswcProvisional" | "derivedFrom" | "disambiguation" | "details">),
  };
}

/** The same without members that are undefined. */
function defined<T extends object>(value: T): { [key in keyof T]: Exclude<T[key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [key in keyof T]: Exclude<T[key], undefined>;
  };
}

/** Ids here by statement and the node's key: known parties as they are, the others registered as the node states them. */
async function partyIdsOf(parts: TakingParts, society: string, told: readonly ReadStatement[]): Promise<ReadonlyMap<string, string>> {
  const stated = new Map<string, { readonly places: string[]; readonly statement: PartyStatement }>();
  for (const one of told) {
    for (const party of one.parties) {
      const statement = partyStatementOf(one, party, society);
      // A node's key means one party, whatever statement names it.
      const known = stated.get(party.key);
      if (known === undefined) stated.set(party.key, { places: [`${keyOf(one)} ${party.key}`], statement });
      else known.places.push(`${keyOf(one)} ${party.key}`);
    }
  }
  const ids = new Map<string, string>();
  const all = [...stated.values()];
  for (let at = 0; at < all.length; at += PARTIES_BATCH) {
    const batch = all.slice(at, at + PARTIES_BATCH);
    const { partyIds } = await parts.partyReader.byStatements({ parties: batch.map(({ statement }) => statement) });
    const unknown = batch.filter((_, index) => (partyIds[index] ?? null) === null);
    const registered =
      unknown.length === 0 ? [] : (await parts.partyRegistrar.register({ parties: unknown.map(({ statement }) => statement) })).partyIds;
    batch.forEach((one, index) => {
      const id = partyIds[index] ?? registered[unknown.indexOf(one)];
      invariant(id !== undefined, "each party is answered");
      for (const place of one.places) ids.set(place, id);
    });
  }
  return ids;
}

function partyStatementOf(one: ReadStatement, party: ReadStatement["parties"][number], society: string): PartyStatement {
  const { key, ipiNameNumber, ipiBaseNumber, isNatural, name } = party;
  const shares = [...one.claims, ...one.named].filter((share) => share.party === key);
  return {
    ...{ ipiNameNumber, ipiBaseNumber, kind: isNatural ? "NATURAL" : "LEGAL", lastName: name, firstName: null, nativeName: null },
    side: shares[0]?.side ?? (isNatural ? "WRITER" : "PUBLISHER"),
    affiliations: Object.assign({}, ...shares.map(({ affiliations }) => affiliations)) as PartyStatement["affiliations"],
    ...{ submitterKey: `SO:${society}`, submitterPartyNumber: key, message: nodeMessage(society, one.receipts[0]?.message ?? "statement") },
  };
}
