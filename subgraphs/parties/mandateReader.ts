import { clashWithin, type MembershipClash, membershipClashes } from "../domain/mandates/clashes.ts";
import { entitlementsOf } from "../domain/mandates/batch.ts";
import { NO_MANDATES, sameClass } from "../domain/mandates/records.ts";
import { reachedFrom, termsFor } from "../domain/mandates/societies.ts";
import { problem } from "../domain/outcome.ts";
import { type LocalDate, parseLocalDate } from "../domain/period.ts";
import { type CountrySet, parseStoredCountrySet, storedCountrySet, type TisCode } from "../domain/territories/countrySet.ts";
import { parseTisCode } from "../domain/territories/tis.ts";
import type { ClashPiece, ClashQuestion, MandateReader } from "../kit/ports/mandateReader.ts";
import { Refusal, requireOk } from "../kit/refusal.ts";
import { createHolderAnswers } from "./holderAnswers.ts";
import type { KnownMandates } from "./mandateRows.ts";
import type { MandateStore } from "./mandateStore.ts";
import { requireAtMost } from "./partyReader.ts";
import { storedDay } from "./records.ts";

/** Questions that one call may ask. */
const QUESTIONS_MAX = 2_000;
/** Questions about who may license: many a territory of the same parties and rights, which are worked out together. */
const ENTITLEMENTS_MAX = 100_000;
/** Societies that one call may name. */
const SOCIETIES_MAX = 1_000;

/** Answers the other subgraphs' questions about mandates: a few reads for all questions of a call, then arithmetic. */
export function createMandateReader(mandates: MandateStore): MandateReader {
  const knownOn = async (instant: string | null | undefined): Promise<KnownMandates> =>
    instant === null || instant === undefined ? mandates : await mandates.asKnownOn(requireInstant(instant));
  const load = async (questions: readonly { readonly partyId: string }[], instant: string | null | undefined, most = QUESTIONS_MAX) => {
    requireAtMost(questions.length, most, "questions");
    const known = await knownOn(instant);
    const [parties, societies] = await Promise.all([
      known.ofParties([...new Set(questions.map(({ partyId }) => partyId))]),
      known.societies(),
    ]);
    return (partyId: string) => ({ party: parties.get(partyId) ?? NO_MANDATES, societies });
  };
  const holderPieces = createHolderAnswers();
  return {
    holders: async ({ questions, knownOn: instant }) => {
      const dataOf = await load(questions, instant);
      return { answers: questions.map((question) => holderPieces(question, dataOf(question.partyId))) };
    },
    entitlements: async ({ licensor, use, on, questions, knownOn: instant }) => {
      const dataOf = await load(questions, instant, ENTITLEMENTS_MAX);
      const asked = questions.map(({ partyId, side, right, countries }) => ({
        ...{ partyId, side, right, countries: parseStoredCountrySet(countries) },
      }));
      const answers = entitlementsOf({ licensor, use, on: requireDay(on) }, asked, dataOf);
      return {
        answers: answers.map((pieces, at) =>
          pieces.map((piece) => ({ ...piece, countries: writtenAs(piece.countries, asked[at], questions[at]) })),
        ),
      };
    },
    terms: async ({ questions, knownOn: instant }) => {
      requireAtMost(questions.length, QUESTIONS_MAX, "questions");
      const societies = await (await knownOn(instant)).societies();
      const answers = questions.map(({ payer, payee, right, country, on }) => {
        const found = termsFor(societies, { payer, payee, right, country: requireCountry(country), on: requireDay(on) });
        return found === null ? null : { agreementId: found.agreementId, ...found.terms };
      });
      return { answers };
    },
    reached: async ({ societies }) => {
      requireAtMost(societies.length, SOCIETIES_MAX, "societies");
      return { societies: [...reachedFrom(await mandates.societies(), societies)] };
    },
    clashes: async ({ questions }) => {
      const dataOf = await load(questions, null);
      const clashing = new Map(questions.map(({ partyId }) => [partyId, membershipClashes(dataOf(partyId).party.memberships)]));
      return { answers: questions.map((question) => clashesWithin(clashing.get(question.partyId) ?? [], question)) };
    },
    version: async () => ({ version: await mandates.version() }),
  };
}

function clashesWithin(clashes: readonly MembershipClash[], { rights, countries, creationClass, period }: ClashQuestion): ClashPiece[] {
  const days = { from: storedDay(period.from), until: storedDay(period.until) };
  const scope = { rights, countries: parseStoredCountrySet(countries), period: days };
  return clashes
    .filter((clash) => sameClass(clash.creationClass, creationClass))
    .flatMap((clash) => clashWithin(clash, scope) ?? [])
    .map(clashPiece);
}

function clashPiece({ side, rights, countries, period, memberships }: MembershipClash): ClashPiece {
  const societies = [...new Set(memberships.map(({ society }) => society))].sort();
  return { side, rights, countries: storedCountrySet(countries), period, societies };
}

/** Most pieces are all that was asked, and need not be written again. */
function writtenAs(
  countries: CountrySet,
  asked: { readonly countries: CountrySet } | undefined,
  question: { readonly countries: string } | undefined,
): string {
  return question !== undefined && countries === asked?.countries ? question.countries : storedCountrySet(countries);
}

function requireInstant(text: string): Date {
  const instant = new Date(text);
  if (!Number.isNaN(instant.getTime())) return instant;
  const message = `${JSON.stringify(text.slice(0, 40))} is not an instant such as 2026-03-31T12:00:00Z.`;
  throw new Refusal([problem("DATE_TIME_SYNTAX", message, ["knownOn"])]);
}

function requireDay(text: string): LocalDate {
  const day = parseLocalDate(text);
  if (day === null)
    throw new Refusal([problem("DATE_SYNTAX", `${JSON.stringify(text.slice(0, 40))} is not a day such as 2026-03-31.`, ["on"])]);
  return day;
}

function requireCountry(text: string): TisCode {
  return requireOk(parseTisCode(text));
}
