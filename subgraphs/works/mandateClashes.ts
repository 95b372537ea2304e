import { ALWAYS, type Period } from "../domain/period.ts";
import { type AnyRight, partsOfRight } from "../domain/recordingRights.ts";
import { AUDIO_VISUAL, type IpiRight } from "../domain/rights.ts";
import {
  countriesOf,
  type CountrySet,
  parseStoredCountrySet,
  storedCountrySet,
  unionOf,
  NO_COUNTRY,
} from "../domain/territories/countrySet.ts";
import type { ClashPiece, ClashQuestion, MandateReader } from "../kit/ports/mandateReader.ts";
import { toPeriodType } from "../kit/scalars.ts";
import { areaOf } from "./contestants.ts";
import type { WorkOwnership } from "./ownership.ts";
import type { ConflictRecord } from "./records.ts";
import { partyRef, societyRef } from "./refs.ts";

/** Questions that a call of the port takes. */
const QUESTIONS_MAX = 2_000;
/** Clashes that one conflict or one picture tells at most. */
const CLASHES_MAX = 100;

/** The clashes of each question, by its key: the port is asked once for all, in calls of 2,000. */
export async function clashesOf(mandates: MandateReader, questions: readonly ClashQuestion[]): Promise<Map<string, readonly ClashPiece[]>> {
  const found = new Map<string, readonly ClashPiece[]>();
  for (let at = 0; at < questions.length; at += QUESTIONS_MAX) {
    const batch = questions.slice(at, at + QUESTIONS_MAX);
    const { answers } = await mandates.clashes({ questions: batch });
    batch.forEach((question, index) => found.set(clashKey(question), answers[index] ?? []));
  }
  return found;
}

export function clashKey({ partyId, rights, countries, period, creationClass }: ClashQuestion): string {
  return [partyId, rights.join(), countries, period.from ?? "", period.until ?? "", creationClass ?? ""].join("|");
}

/** What a conflict asks of its contestants' memberships: where it lies. Between works there are none. */
export function questionsOfConflict(conflict: Pick<ConflictRecord, "partyIds" | "slices">): readonly ClashQuestion[] {
  return conflict.slices.length === 0 ? [] : conflict.partyIds.flatMap((partyId) => questionsAbout(partyId, areaOf(conflict)));
}

/** What a picture asks of the memberships of all who claim in it: where their cells are. */
export function questionsOfOwnership({ cells }: Pick<WorkOwnership, "cells">): readonly ClashQuestion[] {
  const asked = new Map<string, { readonly rights: Set<AnyRight>; countries: CountrySet; readonly periods: Period[] }>();
  for (const { right, countries, period, claims } of cells) {
    for (const { partyId, kind } of claims) {
      if (kind === "FREE") continue;
      const area = asked.get(partyId) ?? { rights: new Set<AnyRight>(), countries: NO_COUNTRY, periods: [] };
      area.rights.add(right);
      area.countries = unionOf(area.countries, countries);
      area.periods.push(period);
      asked.set(partyId, area);
    }
  }
  return [...asked].flatMap(([partyId, { rights, countries, periods }]) =>
    questionsAbout(partyId, { rights: [...rights], countries, period: periods.reduce(hullOf, periods[0] ?? ALWAYS) }),
  );
}

/** Rights of recordings are memberships' of another creation class. */
function questionsAbout(
  partyId: string,
  { rights, countries, period }: { readonly rights: readonly AnyRight[]; readonly countries: CountrySet; readonly period: Period },
): ClashQuestion[] {
  const named = rights.map(partsOfRight);
  const codes = (isRecording: boolean): IpiRight[] => [
    ...new Set(named.filter(({ set }) => (set !== null) === isRecording).map(({ code }) => code)),
  ];
  const place = { partyId, countries: storedCountrySet(countries), period };
  const questions: ClashQuestion[] = [
    { ...place, rights: codes(false) },
    { ...place, rights: codes(true), creationClass: AUDIO_VISUAL },
  ];
  return questions.filter((question) => question.rights.length > 0);
}

function hullOf(one: Period, other: Period): Period {
  const from = one.from === null || other.from === null ? null : one.from < other.from ? one.from : other.from;
  const until = one.until === null || other.until === null ? null : one.until > other.until ? one.until : other.until;
  return { from, until };
}

/** SDL: TouchingMembershipClash; each once, by party. */
export function clashViews(questions: readonly ClashQuestion[], found: readonly (readonly ClashPiece[] | null)[]) {
  return questions
    .flatMap(({ partyId }, at) => (found[at] ?? []).map((piece) => ({ partyId, piece })))
    .slice(0, CLASHES_MAX)
    .map(({ partyId, piece: { side, rights, countries, period, societies } }) => ({
      ...{ party: partyRef(partyId), side, rights, countries: countriesOf(parseStoredCountrySet(countries)) },
      ...{ period: toPeriodType(period), societies: societies.map(societyRef) },
      because: `Memberships with ${societies.join(" and ")} were stated for numbers of the party that are merged since, and give away more than the whole.`,
    }));
}
