import type { RegistrationRecord, RegistrationStepRecord, StatementRecord } from "./records.ts";

/** Steps kept of one society's registration: the first, and the last ones. */
const STEPS_MAX = 100;
/** The event of a society's answer: its data holds the society and the step. */
export const REGISTRATION_ANSWERED = "REGISTRATION_ANSWERED";
/** The event of a submitter's request for an ISWC of a work that it registered before; its data is the same. */
export const ISWC_REQUESTED = "ISWC_REQUESTED";
/** The step that such a request is (CWR 3.0, ISR): it changes nothing of how the registration stands. */
export const REQUESTED = "ISR";
const REGISTERED = "REGISTERED";
const REVISED = "REVISED";

/**
 * Where a work is registered: a society's own statement carries its work code; a publisher's, sent to a society, registers the work there
 * without one. Each receipt is a step, the same ones whatever the order in which the statements are taken.
 */
export function registrationsOf(before: readonly RegistrationRecord[], statements: readonly StatementRecord[]): RegistrationRecord[] {
  const [only, second] = statements;
  if (before.length === 0 && only?.receipts.length === 1 && second === undefined) return registrationsByFirst(only);
  const found = new Map(before.map((registration) => [registration.society, registration]));
  const steps = new Map(before.map(({ society, history }) => [society, new Map(history.map((step) => [identityOf(step), step]))]));
  for (const statement of statements) {
    for (const [society, step] of stepsOf(statement)) {
      const known = steps.get(society) ?? new Map<string, RegistrationStepRecord>();
      // A step that was written before its statement was kept is the same as the one that comes with it.
      known.delete(identityOf({ ...step, key: "", line: null }));
      steps.set(society, known.set(identityOf(step), step));
    }
  }
  return [...steps]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([society, known]) => registrationOf(society, { before: found.get(society), steps: inOrder([...known.values()]) }));
}

/** The same for the first word of a work, which reached one receiver: the usual case of an import. */
function registrationsByFirst(statement: StatementRecord): RegistrationRecord[] {
  return stepsOf(statement)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([society, step]) => registrationOf(society, { before: undefined, steps: [step] }));
}

/** What a society said of a registration: its own word, under its own number of the work where it has one. */
export interface RegistrationAnswer {
  readonly society: string;
  readonly step: RegistrationStepRecord;
}

/** The registrations after a society's answer; an equal step is none. */
export function answeredRegistrations(
  before: readonly RegistrationRecord[],
  { society, step }: RegistrationAnswer,
): readonly RegistrationRecord[] {
  const known = before.find((one) => one.society === society);
  if (known?.history.some((one) => identityOf(one) === identityOf(step) && one.status === step.status) === true) return before;
  const answered = registrationOf(society, { before: known, steps: inOrder([...(known?.history ?? []), step]) });
  return [...before.filter((one) => one !== known), answered].sort((one, other) => (one.society < other.society ? -1 : 1));
}

/** Every answer of a society that registrations tell of. */
export function answersIn(registrations: readonly RegistrationRecord[]): RegistrationAnswer[] {
  return registrations.flatMap(({ society, history }) =>
    history.filter(({ status }) => status !== REGISTERED && status !== REVISED).map((step) => ({ society, step })),
  );
}

/** Those answers that are, or are not, among others. */
export function answersAmong(
  answers: readonly RegistrationAnswer[],
  { others, among }: { readonly others: readonly RegistrationAnswer[]; readonly among: boolean },
): RegistrationAnswer[] {
  const keyOf = ({ society, step }: RegistrationAnswer): string => `${society}|${step.status}|${identityOf(step)}`;
  const keys = new Set(others.map(keyOf));
  return answers.filter((answer) => keys.has(keyOf(answer)) === among);
}

/** A claim by mutation stands under its own id, which is no society's number of the work. */
export function isClaimNumber(number: string): boolean {
  return number.startsWith("clm_");
}

/** Who sent the message of a step: the submitter of its statement. */
export function stepSource({ key }: RegistrationStepRecord): string | null {
  return key === undefined ? null : key.slice(0, key.indexOf("|"));
}

function stepsOf({ key, submitter, receipts }: StatementRecord): (readonly [string, RegistrationStepRecord])[] {
  return receipts.flatMap(({ receiver, receivedAt, message, line }) =>
    [...new Set([submitter.society, receiver])].flatMap((society) =>
      society === null ? [] : [[society, { status: REGISTERED, at: receivedAt, message, key, line }] as const],
    ),
  );
}

/** Sorts by time, too. */
function identityOf({ at, message, key, line }: RegistrationStepRecord): string {
  return `${at}|${message ?? ""}|${key ?? ""}|${line ?? ""}`;
}

/** By time; the first of a statement registers the work, later ones revise it. */
function inOrder(steps: readonly RegistrationStepRecord[]): RegistrationStepRecord[] {
  const sorted = [...steps].sort((one, other) => (identityOf(one) < identityOf(other) ? -1 : 1));
  const seen = new Set<string>();
  const told = sorted.map((step): RegistrationStepRecord => {
    if (step.status !== REGISTERED && step.status !== REVISED) return step;
    const key = step.key ?? "";
    const status = seen.has(key) ? REVISED : REGISTERED;
    seen.add(key);
    return { ...step, status };
  });
  return told.length <= STEPS_MAX ? told : [...told.slice(0, 1), ...told.slice(1 - STEPS_MAX)];
}

function registrationOf(
  society: string,
  { before, steps }: { readonly before: RegistrationRecord | undefined; readonly steps: readonly RegistrationStepRecord[] },
): RegistrationRecord {
  const own = `SO:${society}|`;
  const numbers = steps.flatMap(({ key }) => (key?.startsWith(own) === true ? [key.slice(own.length)] : []));
  const workCode = numbers.find((number) => number !== "" && !isClaimNumber(number)) ?? before?.workCode ?? null;
  return { society, workCode, status: statusAfter(steps), history: steps };
}

/** How a registration stands after these steps: revised is registered still, and so is one for which an ISWC was asked. */
export function statusAfter(steps: readonly RegistrationStepRecord[]): string {
  const last = steps.findLast(({ status }) => status !== REQUESTED)?.status ?? REGISTERED;
  return last === REVISED ? REGISTERED : last;
}
