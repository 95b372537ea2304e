import type { HolderLookup, HolderSpan } from "../domain/ownership.ts";
import type { Period } from "../domain/period.ts";
import { partsOfRight } from "../domain/recordingRights.ts";
import type { AnyRight } from "../domain/recordingRights.ts";
import { AUDIO_VISUAL } from "../domain/rights.ts";
import type { IpiRight } from "../domain/rights.ts";
import type { Side } from "../domain/statements.ts";
import { parseStoredCountrySet, storedCountrySet } from "../domain/territories/countrySet.ts";
import type { CountrySet } from "../domain/territories/countrySet.ts";
import type { HolderPiece, MandateReader } from "../kit/ports/mandateReader.ts";

/** Questions a call of the port takes. */
const QUESTIONS_MAX = 2_000;

/** A party in one of its parts, for which the mandate holder of a right is asked. */
export interface HolderSubject {
  readonly partyId: string;
  readonly side: Side;
  readonly right: AnyRight;
}

/** Asks for the mandate holders of parties in some countries during some days, as known now or at an instant, each once, in as few calls as the port allows. */
export async function lookUpHolders(
  reader: MandateReader,
  subjects: readonly HolderSubject[],
  area: { readonly countries: CountrySet; readonly period: Period; readonly asKnownOn?: Date | null },
): Promise<HolderLookup> {
  const asked = new Map(subjects.map((subject) => [keyOf(subject.partyId, subject.side, subject.right), subject]));
  const keys = [...asked.keys()];
  const questions = [...asked.values()].map(({ partyId, side, right }) => ({
    partyId,
    side,
    ...portRight(right),
    countries: storedCountrySet(area.countries),
    period: area.period,
  }));
  const batches = Array.from({ length: Math.ceil(questions.length / QUESTIONS_MAX) }, (_, index) =>
    questions.slice(index * QUESTIONS_MAX, (index + 1) * QUESTIONS_MAX),
  );
  const knownOn = area.asKnownOn?.toISOString() ?? null;
  const answers = (await Promise.all(batches.map(async (batch) => (await reader.holders({ questions: batch, knownOn })).answers))).flat();
  const spans = new Map(keys.map((key, index) => [key, (answers[index] ?? []).map(spanOf)]));
  return (partyId, side, right) => spans.get(keyOf(partyId, side, right)) ?? [];
}

/** A right as the port knows it: those of recordings are memberships' of another creation class. */
function portRight(right: AnyRight): { readonly right: IpiRight; readonly creationClass?: string } {
  const { set, code } = partsOfRight(right);
  return set === null ? { right: code } : { right: code, creationClass: AUDIO_VISUAL };
}

function spanOf({ countries, period, society, basis }: HolderPiece): HolderSpan {
  return {
    countries: parseStoredCountrySet(countries),
    period: { from: period.from, until: period.until },
    society,
    basis,
  };
}

function keyOf(partyId: string, side: Side, right: AnyRight): string {
  return `${side}:${right}:${partyId}`;
}
