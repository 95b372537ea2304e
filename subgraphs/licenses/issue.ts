import { problem } from "../domain/outcome.ts";
import type { Problem } from "../domain/outcome.ts";
import { requireScope, requireSociety } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { CommandAnswer } from "../kit/commands.ts";
import { plainJson } from "../kit/json.ts";
import type { ClientSession } from "../kit/model.ts";
import { Refusal } from "../kit/refusal.ts";
import { isDuplicateKey } from "../kit/store.ts";
import type { IssueLicenseInput } from "./inputs.ts";
import { STORED_SHAPE } from "./model.ts";
import type { LicenseRecord } from "./model.ts";
import { runPrepared } from "./prepared.ts";
import type { LicenseParts } from "./parts.ts";
import { makeOffer } from "./quotes.ts";
import type { Offer } from "./quotes.ts";
import { readRequest } from "./request.ts";
import { frozenTerm } from "./terms.ts";
import { watchFrom } from "./watch/store.ts";

/** The answer of every command on a licence. */
export type LicenseAnswer = CommandAnswer<{ readonly licenseId: string }>;

const LICENSEE_LENGTH_MAX = 200;
const NUMBER_LENGTH_MAX = 60;

/**
 * Issues a licence for the licensor's own desk. A Refusal when the quote has any problem, licensee or number cannot be used
 * (LICENSEE_LENGTH, NUMBER_LENGTH), or the licensor has another licence of that number (NUMBER_TAKEN).
 */
export async function issueLicense(parts: LicenseParts, input: IssueLicenseInput, caller: Caller): Promise<LicenseAnswer> {
  requireScope(caller, "licenses:write");
  const read = readRequest(input.quote);
  if (read.readable.licensor !== null) requireSociety(caller, read.readable.licensor);
  const licensee = input.licensee.trim();
  const number = input.number?.trim() ?? null;
  const problems = [...read.problems.map((fault) => ({ ...fault, path: ["quote", ...fault.path] })), ...headProblems(licensee, number)];
  const { request } = read;
  if (request === null || problems.length > 0) throw new Refusal(problems);
  const command = { operation: "issueLicense", caller, key: input.idempotencyKey ?? null, input: plainJson(input) };
  return await runPrepared(parts.foundation.commands, command, {
    prepare: async () => {
      const takenAt = parts.foundation.clock.now();
      const made = await makeOffer(parts, request, { withSnapshot: true });
      return { offer: requireOffer(made, ["quote"]), takenAt };
    },
    commit: async ({ offer, takenAt }, session) => {
      try {
        return { licenseId: await store(parts, { offer, takenAt, licensee, number }, session) };
      } catch (error) {
        if (isDuplicateKey(error) && number !== null) throw numberTaken(request.licensor, number);
        throw error;
      }
    },
  });
}

/** The offer of a request without problems; a Refusal otherwise. */
export function requireOffer(
  made: { readonly offer: Offer | null; readonly problems: readonly Problem[] },
  path: readonly string[],
): Offer {
  if (made.offer !== null && made.problems.length === 0) return made.offer;
  throw new Refusal(made.problems.map((fault) => ({ ...fault, path: [...path, ...fault.path] })));
}

interface Draft {
  readonly offer: Offer;
  readonly takenAt: Date;
  readonly licensee: string;
  readonly number: string | null;
}

async function store(
  { foundation, store: licenses }: LicenseParts,
  { offer, takenAt, licensee, number: given }: Draft,
  session: ClientSession,
): Promise<string> {
  const { request } = offer;
  const { licensor, use, period, currency } = request;
  const _id = foundation.ids.make("lic");
  const number = given ?? `${licensor}-${period.from.slice(0, 4)}-${_id.slice(-8)}`;
  if (await licenses.hasNumber(licensor, number, session)) throw numberTaken(licensor, number);
  const term = frozenTerm(offer, { licenseId: _id, version: 1, takenAt });
  const note = `${use} in ${term.territories.length} countries for ${term.snapshotWorks} works.`;
  const license: LicenseRecord = {
    _id,
    shape: STORED_SHAPE,
    ...{ number, licensor, licensee, currency },
    uses: [use],
    territories: term.territories,
    from: period.from,
    until: period.until,
    terminatedFrom: null,
    coversRepertoire: request.works === null,
    terms: [{ version: 1, from: period.from }],
    history: [{ kind: "ISSUED", version: 1, occurredAt: foundation.clock.now().toISOString(), from: period.from, note }],
    version: 1,
  };
  await licenses.insert(license, session);
  await licenses.insertTerm(term, offer.snapshot, session);
  await watchFrom(foundation.connection, license, session);
  const data = { version: 1, licensor, licensee, snapshotHash: term.snapshotHash };
  await foundation.events.append([{ kind: "LICENSE_ISSUED", subject: _id, data }], session);
  return _id;
}

function headProblems(licensee: string, number: string | null): Problem[] {
  const problems: Problem[] = [];
  if (licensee.length < 1 || licensee.length > LICENSEE_LENGTH_MAX) {
    problems.push(
      problem("LICENSEE_LENGTH", `A licensee is named with 1 to ${LICENSEE_LENGTH_MAX} characters, not ${licensee.length}.`, ["licensee"]),
    );
  }
  if (number !== null && (number.length < 1 || number.length > NUMBER_LENGTH_MAX)) {
    problems.push(problem("NUMBER_LENGTH", `A licence number has 1 to ${NUMBER_LENGTH_MAX} characters, not ${number.length}.`, ["number"]));
  }
  return problems;
}

function numberTaken(licensor: string, number: string): Refusal {
  return new Refusal([problem("NUMBER_TAKEN", `${licensor} has a licence ${number} already; choose another number.`, ["number"])]);
}
