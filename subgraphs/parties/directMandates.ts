import { circleOf, type Step } from "../domain/mandates/circles.ts";
import { entrustmentsBroken } from "../domain/mandates/overlaps.ts";
import type { Entrustment } from "../domain/mandates/records.ts";
import { type Problem, problem } from "../domain/outcome.ts";
import type { IpiRight, UseType } from "../domain/rights.ts";
import type { Side } from "../domain/statements.ts";
import { canonicalJson, sha256 } from "../kit/json.ts";
import type { ClientSession } from "../kit/model.ts";
import { Refusal } from "../kit/refusal.ts";
import { parseCreationClass, parseDay, parseScope, parseSociety, storedClass } from "./inputs.ts";
import { type AgreementRecord, type DirectMandateRecord, type PartyModels, type StatedBy, STORED_SHAPE } from "./model.ts";
import { type ServiceParts, today } from "./parts.ts";
import { toAgreement, toEntrustment } from "./records.ts";

/** What an entrustment and an exclusion say alike. */
interface StatedScopeInput {
  readonly creationClass?: string | null;
  readonly rights: readonly IpiRight[];
  readonly uses?: readonly UseType[] | null;
  readonly territories: readonly { readonly include: boolean; readonly territory: string }[];
  readonly period: { readonly from?: string | null; readonly until?: string | null };
}

/** An entrustment as a mutation or a file states it; the grantor is a party or a society. */
export type EntrustmentTermsInput = StatedScopeInput & {
  readonly party?: string | null;
  readonly society?: string | null;
  readonly hub: string;
  readonly includesWritersPerforming: boolean;
  readonly signedOn?: string | null;
};

/** Rights that a party withholds from all or some licensors. */
export type ExclusionTermsInput = StatedScopeInput & {
  readonly party: string;
  readonly side?: Side | null;
  readonly licensors?: readonly string[] | null;
};

/** What a direct mandate says, parsed. */
export type DirectTerms = Omit<
  DirectMandateRecord,
  "_id" | "shape" | "withdrawnFrom" | "noticeGivenOn" | "recordedAt" | "natural" | "version" | "stated"
>;

/** Licensors that one exclusion names at most, and what a grantor has entrusted or withheld at most. */
const LICENSORS_MAX = 100;
export const DIRECT_MAX = 1_000;
/** Societies whose entrustments are followed for one circle. */
const FOLLOWED_MAX = 1_000;

/** Every fault of an entrustment at once, as a Refusal. */
export function parseEntrustment(parts: Pick<ServiceParts, "foundation">, input: EntrustmentTermsInput): DirectTerms {
  const hub = parseSociety(input.hub, "hub");
  const signedOn = parseDay(input.signedOn ?? null, "signedOn");
  const grantor = grantorOf(input);
  const { scope, problems } = parseStated(parts, input);
  problems.push(...[hub, signedOn, grantor].flatMap((outcome) => (outcome.ok ? [] : outcome.problems)));
  if (hub.ok && grantor.ok && hub.value === grantor.value)
    problems.push(problem("SAME_SOCIETY", `${hub.value} cannot entrust its rights to itself.`, ["hub"]));
  if (scope === null || !hub.ok || !signedOn.ok || !grantor.ok || problems.length > 0) throw new Refusal(problems);
  return {
    ...scope,
    ...{ kind: "ENTRUSTMENT", grantor: grantor.value, hub: hub.value, licensors: null, side: null, signedOn: signedOn.value },
    includesWritersPerforming: input.includesWritersPerforming,
  };
}

function grantorOf({ party, society }: EntrustmentTermsInput) {
  const isOne = (party ?? null) === null ? (society ?? null) !== null : (society ?? null) === null;
  const message = "Who entrusts the rights is one party or one society; name either, not both.";
  if (!isOne) return { ok: false, problems: [problem("GRANTOR", message, ["party"])] } as const;
  return party ? ({ ok: true, value: party } as const) : parseSociety(society ?? "", "society");
}

/** Every fault of an exclusion at once, as a Refusal. */
export function parseExclusion(parts: Pick<ServiceParts, "foundation">, input: ExclusionTermsInput): DirectTerms {
  const { scope, problems } = parseStated(parts, input);
  const named = input.licensors ?? null;
  if (named !== null && (named.length === 0 || named.length > LICENSORS_MAX)) {
    const message = `${named.length} licensors; name 1 to ${LICENSORS_MAX}, or leave the list out for all of them.`;
    problems.push(problem("LICENSORS_COUNT", message, ["licensors"]));
  }
  const licensors = (named ?? []).slice(0, LICENSORS_MAX).flatMap((code) => {
    const society = parseSociety(code, "licensors");
    if (!society.ok) problems.push(...society.problems);
    return society.ok ? [society.value] : [];
  });
  if (scope === null || problems.length > 0) throw new Refusal(problems);
  return {
    ...scope,
    ...{ kind: "EXCLUSION", grantor: input.party, hub: null, side: input.side ?? null, signedOn: null },
    licensors: named === null ? null : [...new Set(licensors)].sort(),
    includesWritersPerforming: false,
  };
}

function parseStated({ foundation }: Pick<ServiceParts, "foundation">, input: StatedScopeInput) {
  const territories = input.territories.map(({ include, territory }) => ({ isIncluded: include, territory }));
  const scope = parseScope({ rights: input.rights, territories, period: input.period }, today(foundation.clock));
  const creationClass = parseCreationClass(input.creationClass ?? "MW");
  const problems: Problem[] = [scope, creationClass].flatMap((outcome) => (outcome.ok ? [] : outcome.problems));
  if (input.uses?.length === 0) problems.push(problem("USES_COUNT", "The list of uses is empty; leave it out for all uses.", ["uses"]));
  const isFine = scope.ok && creationClass.ok && problems.length === 0;
  const uses = input.uses ? [...new Set(input.uses)] : null;
  return { scope: isFine ? { ...scope.value, ...storedClass(creationClass.value), uses } : null, problems };
}

/** A stored direct mandate; `natural` makes two with equal content one. */
export function directRecord(
  terms: DirectTerms,
  stamp: { readonly id: string; readonly recordedAt: string; readonly version: number; readonly stated?: StatedBy },
): DirectMandateRecord {
  const { kind, grantor, uses, hub, licensors, side, includesWritersPerforming, signedOn, creationClass } = terms;
  const said = { kind, grantor, uses, hub, licensors, side, includesWritersPerforming, signedOn };
  const { rights, territories, from, until } = terms;
  const scope = { rights, territories: territories.map((row) => ({ ...row })), from, until };
  const natural = sha256(canonicalJson({ ...said, ...scope, ...(creationClass === undefined ? {} : { creationClass }) }));
  const { id: _id, recordedAt, version, stated } = stamp;
  return { _id, shape: STORED_SHAPE, ...terms, recordedAt, natural, version, ...(stated === undefined ? {} : { stated }) };
}

/** What a party or a society entrusted to hubs. */
export async function entrustedBy(models: PartyModels, grantor: string, session: ClientSession): Promise<readonly Entrustment[]> {
  const rows = await models.directMandates
    .find({ grantor, kind: "ENTRUSTMENT" }, null, { session })
    .limit(DIRECT_MAX)
    .lean<DirectMandateRecord[]>()
    .exec();
  return rows.map(toEntrustment);
}

/**
 * Refused where the same is stated already (`MANDATE_KNOWN`); where the grantor gave the same to somebody else, by entrusting it or
 * exclusively (`EXCLUSIVITY_BROKEN`); and where societies would entrust rights to each other in a circle (`AGREEMENT_CIRCLE`).
 * `others` is all that its grantor stated directly.
 */
export async function requireDirectRoom(
  { models }: Pick<ServiceParts, "models">,
  { record, others }: { readonly record: DirectMandateRecord; readonly others: readonly DirectMandateRecord[] },
  session?: ClientSession,
): Promise<void> {
  const same = others.find(({ natural, _id }) => natural === record.natural && _id !== record._id);
  if (same) throw new Refusal([problem("MANDATE_KNOWN", `The same is recorded as ${same._id}.`, ["rights"])]);
  if (others.length >= DIRECT_MAX && !others.some(({ _id }) => _id === record._id))
    throw new Refusal([problem("MANDATES_COUNT", `${record.grantor} has ${DIRECT_MAX} direct mandates; more are not kept.`, ["hub"])]);
  if (record.kind === "EXCLUSION") return;
  const entrustment = toEntrustment(record);
  const isParty = record.grantor.startsWith("pty_");
  const agreements = isParty ? [] : await agreementsOf(models, record.grantor, session);
  const entrusted = others.filter(({ kind }) => kind === "ENTRUSTMENT").map(toEntrustment);
  const broken = entrustmentsBroken(entrustment, [...entrusted, ...agreements.map(toAgreement)]);
  if (broken.length > 0) {
    const named = broken.slice(0, 5).map((one) => `${"hub" in one ? one.hub : one.grantee} (${one.id})`);
    const message = `The same is given there to ${named.join(", ")}, and what is entrusted is given once; end that one first.`;
    throw new Refusal([problem("EXCLUSIVITY_BROKEN", message, ["hub"])]);
  }
  if (!isParty) await requireNoCircle(models, entrustment, session);
}

async function agreementsOf(models: PartyModels, grantor: string, session?: ClientSession): Promise<readonly AgreementRecord[]> {
  return await models.agreements
    .find({ grantor, exclusive: true }, null, session ? { session } : {})
    .lean<AgreementRecord[]>()
    .exec();
}

async function requireNoCircle(models: PartyModels, entrustment: Entrustment, session?: ClientSession): Promise<void> {
  const steps = new Map<string, Step[]>();
  for (let frontier = [entrustment.hub]; frontier.length > 0 && steps.size < FOLLOWED_MAX;) {
    const rows = await models.directMandates
      .find({ grantor: { $in: frontier }, kind: "ENTRUSTMENT", _id: { $ne: entrustment.id } }, null, session ? { session } : {})
      .lean<DirectMandateRecord[]>()
      .exec();
    const found = rows.map(toEntrustment);
    for (const society of frontier) steps.set(society, found.filter(({ grantor }) => grantor === society).map(stepOf));
    frontier = [...new Set(found.map(({ hub }) => hub))].filter((society) => !steps.has(society));
  }
  const circle = circleOf(stepOf(entrustment), (society) => steps.get(society) ?? []);
  if (circle === null) return;
  const way = [entrustment.grantor, ...circle.map(({ to }) => to)].join(" > ");
  const ids = circle.slice(1).map(({ id }) => id);
  const message = `Rights would be entrusted in a circle, ${way}, with ${ids.join(", ")}; end one of these first.`;
  throw new Refusal([problem("AGREEMENT_CIRCLE", message, ["hub"])]);
}

function stepOf({ grantor: from, hub: to, ...rest }: Entrustment): Step {
  return { ...rest, from, to };
}
