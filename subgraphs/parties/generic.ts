import { learnWords } from "../kit/search/vocabulary.ts";
import type { NameRecord, PartyModels } from "./model.ts";
import { STORED_SHAPE } from "./model.ts";
import { nameRecord, searchKeys, searchWords } from "./names.ts";

/**
 * IPI's parties that stand for nobody in particular, with fixed ids. Their shares are free (traditional, public domain) or
 * unclaimed (unknown), never anybody's: they hold no mandates, and messages add nothing to them.
 */
export const GENERIC_PARTIES = [
  { id: "pty_00000000000000000000000001", name: "TRAD", ipiBaseNumber: "I-002296966-8" },
  { id: "pty_00000000000000000000000002", name: "PUBLIC DOMAIN", ipiBaseNumber: "I-001635861-3" },
  { id: "pty_00000000000000000000000003", name: "UNKNOWN COMPOSER AUTHOR", ipiBaseNumber: "I-001635620-8" },
  { id: "pty_00000000000000000000000004", name: "UNKNOWN PUBLISHER", ipiBaseNumber: "I-001631070-4" },
] as const;

/** Makes the generic parties known, once. */
export async function ensureGenericParties({ parties, words }: PartyModels): Promise<void> {
  const writes = GENERIC_PARTIES.map(({ id, name, ipiBaseNumber }) => {
    const names = [genericName(name)];
    const record = {
      ...{ shape: STORED_SHAPE, kind: "GENERIC", name, names, ipiBaseNumber, status: "VALID", printed: [], printedSince: 1, version: 1 },
      ...searchKeys(names),
    } as const;
    return { updateOne: { filter: { _id: id }, update: { $setOnInsert: record }, upsert: true } };
  });
  await parties.bulkWrite(writes, { ordered: false });
  await learnWords(
    words,
    GENERIC_PARTIES.flatMap(({ name }) => searchWords([genericName(name)])),
  );
}

function genericName(lastName: string): NameRecord {
  return nameRecord({ lastName, firstName: null, kind: "PA", ipiNameNumber: null, language: null });
}
