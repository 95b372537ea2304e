import { holdersOf } from "../domain/mandates/holders.ts";
import type { MandateData } from "../domain/mandates/holders.ts";
import type { PartyMandates } from "../domain/mandates/records.ts";
import type { SocietyGraph } from "../domain/mandates/societies.ts";
import { parseStoredCountrySet, storedCountrySet } from "../domain/territories/countrySet.ts";
import type { HolderPiece, HolderQuestion } from "../kit/ports/mandateReader.ts";
import { storedDay } from "./records.ts";

/** What was answered of one party about the countries and days last asked for, by side, right and class. */
interface Remembered {
  readonly societies: SocietyGraph;
  readonly countries: string;
  readonly from: string | null;
  readonly until: string | null;
  readonly pieces: Map<string, readonly HolderPiece[]>;
}

/**
 * Answers who holds mandates, and remembers what it answered of a party for the countries and days last asked for: whoever reads a catalogue asks the same of
 * every work, and names the same publishers and writers again and again. What is known of a party or of the agreements is a new object after each
 * change, so that nothing outlives what it rests on.
 */
export function createHolderAnswers(): (question: HolderQuestion, data: MandateData) => readonly HolderPiece[] {
  const remembered = new WeakMap<PartyMandates, Remembered>();
  const memoryOf = ({ countries, period }: HolderQuestion, { party, societies }: MandateData): Remembered => {
    const known = remembered.get(party);
    const isSame =
      known?.societies === societies && known.countries === countries && known.from === period.from && known.until === period.until;
    if (known !== undefined && isSame) return known;
    const fresh = { societies, countries, from: period.from, until: period.until, pieces: new Map<string, readonly HolderPiece[]>() };
    remembered.set(party, fresh);
    return fresh;
  };
  return (question, data) => {
    const { side, right, creationClass } = question;
    const { pieces } = memoryOf(question, data);
    const key = `${side}${right}${creationClass ?? ""}`;
    const known = pieces.get(key);
    if (known !== undefined) return known;
    const found = answer(question, data);
    pieces.set(key, found);
    return found;
  };
}

function answer({ side, right, countries, period, creationClass }: HolderQuestion, data: MandateData): readonly HolderPiece[] {
  const question = {
    ...{ side, right, countries: parseStoredCountrySet(countries) },
    period: { from: storedDay(period.from), until: storedDay(period.until) },
    ...(creationClass === undefined ? {} : { creationClass }),
  };
  return holdersOf(question, data).map(({ countries: set, period: days, content: { society, basis } }) => ({
    ...{ countries: set === question.countries ? countries : storedCountrySet(set), period: days, society, basis },
  }));
}
