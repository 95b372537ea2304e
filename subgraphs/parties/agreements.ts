import { circleOf, type Step } from "../domain/mandates/circles.ts";
import { exclusivityBroken } from "../domain/mandates/overlaps.ts";
import { parseCurrency } from "../domain/money.ts";
import { type Problem, problem } from "../domain/outcome.ts";
import { intersectPeriods, laterDay } from "../domain/period.ts";
import type { IpiRight, UseType } from "../domain/rights.ts";
import { requireScope, requireSociety } from "../kit/access.ts";
import { AccessDenied } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { CommandAnswer, CommandOptions } from "../kit/commands.ts";
import { canonicalJson, sha256 } from "../kit/json.ts";
import type { ClientSession } from "../kit/model.ts";
import { Refusal } from "../kit/refusal.ts";
import { entrustedBy } from "./directMandates.ts";
import { parseCreationClass, parseDay, parseRate, parseScope, parseSociety, storedClass, under } from "./inputs.ts";
import { groupBy } from "./mandateRows.ts";
import { type AgreementRecord, type DeductionRecord, type PartyModels, STORED_SHAPE } from "./model.ts";
import { requireVersion, type ServiceParts, today } from "./parts.ts";
import { toAgreement } from "./records.ts";

const DEDUCTIONS_MAX = 20;
const PAYMENT_DAYS_MAX = 1_000;
/** Notice of ten years at most. */
const NOTICE_DAYS_MAX = 3_660;
const REFERENCE_MAX = 200;
/** Societies whose passing on is looked at for one agreement. */
const PASSING_MAX = 1_000;

/** An agreement as a mutation states it. */
export type AgreementInput = {
  readonly agreement?: string | null;
  readonly expectedVersion?: number | null;
  readonly grantor: string;
  readonly grantee: string;
  readonly rights: readonly IpiRight[];
  readonly uses?: readonly UseType[] | null;
  readonly territories: readonly { readonly include: boolean; readonly territory: string }[];
  readonly period: { readonly from?: string | null; readonly until?: string | null };
  readonly exclusive: boolean;
  readonly passesOn: boolean;
  readonly creationClass?: string | null;
  readonly noticeDays?: number | null;
  readonly signedOn?: string | null;
  readonly deductions: readonly {
    readonly kind: DeductionRecord["kind"];
    readonly base: DeductionRecord["base"];
    readonly percent: string;
    readonly reference: string;
  }[];
  readonly currency: string;
  readonly statementRhythm: AgreementRecord["statementRhythm"];
  readonly paymentDays: number;
  readonly taxPercent: string;
  readonly taxReference?: string | null;
  readonly idempotencyKey?: string | null;
};

export type TerminationInput = {
  readonly agreement: string;
  readonly expectedVersion: number;
  readonly from: string;
  readonly idempotencyKey?: string | null;
};

/** What an agreement says, parsed. */
export type AgreementTermsRecord = Omit<
  AgreementRecord,
  "_id" | "shape" | "societies" | "terminatedFrom" | "noticeGivenOn" | "recordedAt" | "natural" | "version"
>;

/**
 * Records or revises a representation agreement, for a steward of the grantor: only the one whose repertoire it is can give it.
 * Refused: an agreement that an exclusive one excludes (`EXCLUSIVITY_BROKEN`), one that with others passes rights on in a circle
 * (`AGREEMENT_CIRCLE`), the same agreement again, a revision of another version.
 */
export async function recordAgreement(parts: ServiceParts, caller: Caller, input: AgreementInput): Promise<CommandAnswer<{ id: string }>> {
  requireScope(caller, "agreements:write");
  const terms = parseAgreement(parts, input);
  requireSociety(caller, terms.grantor);
  const { foundation, models, mandates } = parts;
  const { idempotencyKey, ...rest } = input;
  const command = { operation: "recordAgreement", caller, key: idempotencyKey ?? null, input: rest };
  return await inTurn(parts, command, async (session) => {
    const former = input.agreement ? await findAgreement(parts, input.agreement, session) : null;
    if (input.agreement) {
      requireVersion({ found: former, expected: input.expectedVersion, what: "agreement", id: input.agreement });
      if (former) requireSociety(caller, former.grantor);
    }
    const record = {
      ...agreementRecord(terms, {
        id: former?._id ?? foundation.ids.make("agr"),
        recordedAt: foundation.clock.now().toISOString(),
        version: (former?.version ?? 0) + 1,
      }),
      terminatedFrom: former?.terminatedFrom ?? null,
      ...(former?.noticeGivenOn === undefined ? {} : { noticeGivenOn: former.noticeGivenOn }),
    };
    // Raised before the others are read: of two writers on one grantor's agreements the second begins again and sees the first.
    await mandates.raiseSocieties([record.grantor, ...(former ? [former.grantor] : [])], session);
    await requireRoom(parts, record, session);
    if (former) await replace(parts, { former, record }, session);
    else await models.agreements.insertMany([record], { session, lean: true });
    const { grantor, grantee, version } = record;
    // Who no longer has it is concerned, too.
    const replaces = former && (former.grantor !== grantor || former.grantee !== grantee) ? { replaces: [...former.societies] } : {};
    const data = { grantor, grantee, version, ...replaces };
    await foundation.events.append([{ kind: former ? "AGREEMENT_REVISED" : "AGREEMENT_RECORDED", subject: record._id, data }], session);
    return { id: record._id };
  });
}

/**
 * Ends an agreement from a day on, for a steward of either society. The day is today or later, so that no past answer changes, and at
 * least as many days away as the agreement says (`NOTICE_TOO_SHORT`); a termination already in effect cannot be moved (`AGREEMENT_ENDED`).
 */
export async function terminateAgreement(
  parts: ServiceParts,
  caller: Caller,
  input: TerminationInput,
): Promise<CommandAnswer<{ id: string }>> {
  requireScope(caller, "agreements:write");
  const { foundation, mandates } = parts;
  const { idempotencyKey, ...rest } = input;
  const command = { operation: "terminateAgreement", caller, key: idempotencyKey ?? null, input: rest };
  return await inTurn(parts, command, async (session) => {
    const former = await findAgreement(parts, input.agreement, session);
    if (former) requireEither(caller, former);
    requireVersion({ found: former, expected: input.expectedVersion, what: "agreement", id: input.agreement });
    if (!former) throw new Refusal([]);
    const now = today(foundation.clock);
    const ends = [former.terminatedFrom, former.until].filter((day) => day !== null);
    if (ends.some((day) => day <= now))
      throw new Refusal([
        problem("AGREEMENT_ENDED", `The agreement ended on ${ends.sort()[0]}; nothing is left to terminate.`, ["agreement"]),
      ]);
    if (input.from < now)
      throw new Refusal([problem("TERMINATION_IN_PAST", `${input.from} has passed; name today, ${now}, or a later day.`, ["from"])]);
    const earliest = laterDay(now, former.noticeDays ?? 0);
    if (input.from < earliest) {
      const message = `The agreement ends ${former.noticeDays ?? 0} days after notice at the earliest; name ${earliest} or a later day.`;
      throw new Refusal([problem("NOTICE_TOO_SHORT", message, ["from"])]);
    }
    if (former.until !== null && input.from >= former.until) {
      throw new Refusal([
        problem("TERMINATION_TOO_LATE", `The agreement ends on ${former.until} by itself; name an earlier day.`, ["from"]),
      ]);
    }
    await mandates.raiseSocieties([former.grantor], session);
    const record = { ...former, terminatedFrom: input.from, noticeGivenOn: now, version: former.version + 1 };
    await replace(parts, { former, record }, session);
    const data = { grantor: record.grantor, grantee: record.grantee, from: input.from, version: record.version };
    await foundation.events.append([{ kind: "AGREEMENT_TERMINATED", subject: record._id, data }], session);
    return { id: record._id };
  });
}

/** A command on agreements; those of this process wait for each other, because they would only meet on the counter that all raise. */
async function inTurn(
  { foundation, mandates }: ServiceParts,
  command: CommandOptions,
  work: (session: ClientSession) => Promise<{ id: string }>,
): Promise<CommandAnswer<{ id: string }>> {
  return await mandates.inTurn(async () => await foundation.commands.run(command, work));
}

/** A stored agreement; `natural` makes two with equal content one when loaded in bulk. */
export function agreementRecord(
  terms: AgreementTermsRecord,
  stamp: { readonly id: string; readonly recordedAt: string; readonly version: number },
): AgreementRecord {
  const { expandedOn: _, countries: __, territories, deductions, ...stated } = terms;
  const natural = sha256(
    canonicalJson({ ...stated, territories: territories.map((row) => ({ ...row })), deductions: deductions.map((row) => ({ ...row })) }),
  );
  const { id: _id, recordedAt, version } = stamp;
  return {
    _id,
    shape: STORED_SHAPE,
    ...terms,
    societies: [terms.grantor, terms.grantee],
    terminatedFrom: null,
    recordedAt,
    natural,
    version,
  };
}

/** All faults of the input at once, as a Refusal. */
export function parseAgreement(parts: Pick<ServiceParts, "foundation">, input: AgreementInput): AgreementTermsRecord {
  const territories = input.territories.map(({ include, territory }) => ({ isIncluded: include, territory }));
  const scope = parseScope({ rights: input.rights, territories, period: input.period }, today(parts.foundation.clock));
  const [grantor, grantee] = [parseSociety(input.grantor, "grantor"), parseSociety(input.grantee, "grantee")];
  const [signedOn, currency, tax] = [
    parseDay(input.signedOn ?? null, "signedOn"),
    parseCurrency(input.currency),
    parseRate(input.taxPercent, ["taxPercent"]),
  ];
  const creationClass = parseCreationClass(input.creationClass ?? "MW");
  const problems: Problem[] = [scope, grantor, grantee, signedOn, tax, creationClass].flatMap((outcome) =>
    outcome.ok ? [] : outcome.problems,
  );
  if (!currency.ok) problems.push(...under(["currency"], currency.problems));
  problems.push(...faultsOf(input));
  if (grantor.ok && grantee.ok && grantor.value === grantee.value)
    problems.push(problem("SAME_SOCIETY", `${grantor.value} cannot represent itself.`, ["grantee"]));
  if (!scope.ok || !grantor.ok || !grantee.ok || !signedOn.ok || !currency.ok || !tax.ok || !creationClass.ok || problems.length > 0)
    throw new Refusal(problems);
  return {
    ...scope.value,
    ...storedClass(creationClass.value),
    ...(input.noticeDays ? { noticeDays: input.noticeDays } : {}),
    ...{ grantor: grantor.value, grantee: grantee.value, exclusive: input.exclusive, passesOn: input.passesOn, signedOn: signedOn.value },
    uses: input.uses ? [...new Set(input.uses)] : null,
    deductions: input.deductions.map(({ kind, base, percent, reference }) => ({ kind, base, percent: percent.trim(), reference })),
    ...{
      currency: currency.value,
      statementRhythm: input.statementRhythm,
      paymentDays: input.paymentDays,
      taxPercent: tax.value,
      taxReference: input.taxReference ?? null,
    },
  };
}

function faultsOf({ uses, deductions, paymentDays, noticeDays, taxReference }: AgreementInput): Problem[] {
  const problems: Problem[] = [];
  if (uses?.length === 0) problems.push(problem("USES_COUNT", "The list of uses is empty; leave it out for all uses.", ["uses"]));
  if (deductions.length > DEDUCTIONS_MAX)
    problems.push(problem("DEDUCTIONS_COUNT", `${deductions.length} deductions; at most ${DEDUCTIONS_MAX}.`, ["deductions"]));
  deductions.forEach(({ percent, reference }, at) => {
    const rate = parseRate(percent, ["deductions", String(at), "percent"]);
    if (!rate.ok) problems.push(...rate.problems);
    if (reference.length > REFERENCE_MAX)
      problems.push(
        problem("TEXT_TOO_LONG", `A reference has at most ${REFERENCE_MAX} characters.`, ["deductions", String(at), "reference"]),
      );
  });
  if (!Number.isInteger(paymentDays) || paymentDays < 0 || paymentDays > PAYMENT_DAYS_MAX) {
    problems.push(problem("PAYMENT_DAYS_RANGE", `${paymentDays} is not a number of days from 0 to ${PAYMENT_DAYS_MAX}.`, ["paymentDays"]));
  }
  if (!Number.isInteger(noticeDays ?? 0) || (noticeDays ?? 0) < 0 || (noticeDays ?? 0) > NOTICE_DAYS_MAX) {
    problems.push(problem("NOTICE_DAYS_RANGE", `${noticeDays} is not a number of days from 0 to ${NOTICE_DAYS_MAX}.`, ["noticeDays"]));
  }
  if (taxReference && taxReference.length > REFERENCE_MAX)
    problems.push(problem("TEXT_TOO_LONG", `A reference has at most ${REFERENCE_MAX} characters.`, ["taxReference"]));
  return problems;
}

async function findAgreement({ models }: ServiceParts, id: string, session: ClientSession): Promise<AgreementRecord | null> {
  return await models.agreements.findById(id, null, { session }).lean<AgreementRecord>().exec();
}

/** The version in the filter is the second lock beside the grantor's slice; that it fits was checked when the record was read. */
async function replace(
  { models, mandates }: ServiceParts,
  { former, record }: { readonly former: AgreementRecord; readonly record: AgreementRecord },
  session: ClientSession,
): Promise<void> {
  const { matchedCount } = await models.agreements.replaceOne({ _id: record._id, version: former.version }, record, { session });
  if (matchedCount !== 1)
    throw new Refusal([problem("STALE_VERSION", "The agreement was changed meanwhile; read it again.", ["expectedVersion"])]);
  await mandates.supersede([{ subject: former._id, version: former.version, agreement: former }], session);
}

async function requireRoom({ models }: ServiceParts, record: AgreementRecord, session: ClientSession): Promise<void> {
  const others = await models.agreements.find({ grantor: record.grantor }, null, { session }).lean<AgreementRecord[]>().exec();
  const same = others.find(({ natural, _id }) => natural === record.natural && _id !== record._id);
  if (same) throw new Refusal([problem("AGREEMENT_KNOWN", `The same agreement is recorded as ${same._id}.`, ["grantor"])]);
  const entrusted = await entrustedBy(models, record.grantor, session);
  const broken = exclusivityBroken(toAgreement(record), [...others.map(toAgreement), ...entrusted]);
  if (broken.length > 0) {
    const named = broken.slice(0, 5).map((one) => `${"hub" in one ? one.hub : one.grantee} (${one.id})`);
    throw new Refusal([
      problem(
        "EXCLUSIVITY_BROKEN",
        `${record.grantor} has given the same there to ${named.join(", ")}, and one of the two is exclusive; end that one first.`,
        ["exclusive"],
      ),
    ]);
  }
  if (record.passesOn) await requireNoCircle(models, record, session);
}

/** Agreements that pass on what their grantors represent may lead on for ever, and never back. */
async function requireNoCircle(models: PartyModels, record: AgreementRecord, session: ClientSession): Promise<void> {
  const steps = new Map<string, Step[]>();
  for (let frontier = [record.grantee]; frontier.length > 0 && steps.size < PASSING_MAX;) {
    const rows = await models.agreements
      .find({ grantor: { $in: frontier }, passesOn: true, _id: { $ne: record._id } }, null, { session })
      .lean<AgreementRecord[]>()
      .exec();
    const found = groupBy(rows, ({ grantor }) => grantor);
    for (const society of frontier) steps.set(society, (found.get(society) ?? []).map(stepOf));
    frontier = [...new Set(rows.map(({ grantee }) => grantee))].filter((society) => !steps.has(society));
  }
  const circle = circleOf(stepOf(record), (society) => steps.get(society) ?? []);
  if (circle === null) return;
  const way = [record.grantor, ...circle.map(({ to }) => to)].join(" > ");
  const ids = circle.slice(1).map(({ id }) => id);
  const message = `Rights would be passed on in a circle, ${way}, with ${ids.join(", ")}; end one of these, or do not pass on.`;
  throw new Refusal([problem("AGREEMENT_CIRCLE", message, ["passesOn"])]);
}

function stepOf(record: AgreementRecord): Step {
  const { period, grantor: from, grantee: to, terminatedFrom, ...rest } = toAgreement(record);
  const inForce = intersectPeriods(period, { from: null, until: terminatedFrom }) ?? { from: period.from, until: period.from };
  return { ...rest, from, to, period: inForce };
}

function requireEither(caller: Caller, { grantor, grantee }: AgreementRecord): void {
  try {
    requireSociety(caller, grantor);
  } catch (error) {
    if (!(error instanceof AccessDenied)) throw error;
    requireSociety(caller, grantee);
  }
}
