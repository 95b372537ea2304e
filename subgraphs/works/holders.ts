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
  const spans = new SpansOfParties();
  const asked = subjects.filter((subject) => spans.add(subject));
  const stored = storedCountrySet(area.countries);
  const { period } = area;
  const questions = asked.map(({ partyId, side, right }) => ({ partyId, side, ...portRight(right), countries: stored, period }));
  const batches = Array.from({ length: Math.ceil(questions.length / QUESTIONS_MAX) }, (_, index) =>
    questions.slice(index * QUESTIONS_MAX, (index + 1) * QUESTIONS_MAX),
  );
  const knownOn = area.asKnownOn?.toISOString() ?? null;
  const answers = (await Promise.all(batches.map(async (batch) => (await reader.holders({ questions: batch, knownOn })).answers))).flat();
  const spansOf = pieceReader(new Map([[stored, area.countries]]));
  asked.forEach((subject, at) => spans.set(subject, spansOf(answers[at] ?? [])));
  return (partyId, side, right) => spans.of(partyId, side, right);
}

const NO_SPAN: readonly HolderSpan[] = [];

/** Holders by party, side and right, found without making keys: they are looked up for every claim of every work. */
class SpansOfParties {
  readonly #bySide: Readonly<Record<Side, Map<string, Map<AnyRight, readonly HolderSpan[]>>>> = { WRITER: new Map(), PUBLISHER: new Map() };

  /** Whether the subject was not there before. */
  add({ partyId, side, right }: HolderSubject): boolean {
    const known = this.#bySide[side].get(partyId);
    if (known?.has(right) === true) return false;
    if (known === undefined) this.#bySide[side].set(partyId, new Map([[right, NO_SPAN]]));
    else known.set(right, NO_SPAN);
    return true;
  }

  set({ partyId, side, right }: HolderSubject, spans: readonly HolderSpan[]): void {
    this.#bySide[side].get(partyId)?.set(right, spans);
  }

  of(partyId: string, side: Side, right: AnyRight): readonly HolderSpan[] {
    return this.#bySide[side].get(partyId)?.get(right) ?? NO_SPAN;
  }
}

/** A right as the port knows it: those of recordings are memberships' of another creation class. */
function portRight(right: AnyRight): { readonly right: IpiRight; readonly creationClass?: string } {
  const { set, code } = partsOfRight(right);
  return set === null ? { right: code } : { right: code, creationClass: AUDIO_VISUAL };
}

/** Reads the port's answers, each of their few sets of countries once, and once what several parties are answered alike. */
function pieceReader(sets: Map<string, CountrySet>): (pieces: readonly HolderPiece[]) => readonly HolderSpan[] {
  const read = new Map<readonly HolderPiece[], readonly HolderSpan[]>();
  const setOf = (text: string): CountrySet => {
    const set = sets.get(text) ?? parseStoredCountrySet(text);
    sets.set(text, set);
    return set;
  };
  return (pieces) => {
    const known = read.get(pieces);
    if (known !== undefined) return known;
    const spans = pieces.map(({ countries, period: { from, until }, society, basis }) => ({
      ...{ countries: setOf(countries), period: { from, until }, society, basis },
    }));
    read.set(pieces, spans);
    return spans;
  };
}
