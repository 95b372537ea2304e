import { parseIpiNameNumber } from "../domain/identifiers/ipiNameNumber.ts";
import type { PartyReader } from "../kit/ports/partyReader.ts";
import type { WorkStatementInput } from "./statements.ts";

/** Submitters remembered; one file has one, so this is plenty. */
const KNOWN_MAX = 1_000;

/**
 * Names the party behind a submitter that is no society, by the IPI name number in its key (`PB:00000000199`): a publisher is entitled
 * to state its own share. Each submitter is asked for once.
 */
export function createSubmitterParties(parties: PartyReader): (inputs: readonly WorkStatementInput[]) => Promise<WorkStatementInput[]> {
  const known = new Map<string, string>();
  return async (inputs) => {
    const asked = new Map<string, string>();
    for (const { submitter } of inputs) {
      const number =
        submitter.society === null && (submitter.partyId ?? null) === null && !known.has(submitter.key) ? numberIn(submitter.key) : null;
      if (number !== null) asked.set(submitter.key, number);
    }
    if (asked.size > 0) {
      const { parties: found } = await parties.byCodes({ codes: [...asked.values()] });
      if (known.size > KNOWN_MAX) known.clear();
      [...asked.keys()].forEach((key, index) => {
        const id = found[index]?.id;
        if (id !== undefined) known.set(key, id);
      });
    }
    return inputs.map((input) => {
      const partyId = known.get(input.submitter.key);
      return partyId === undefined || input.submitter.partyId === partyId
        ? input
        : { ...input, submitter: { ...input.submitter, partyId } };
    });
  };
}

function numberIn(key: string): string | null {
  const [, digits] = /^[A-Z]{2}:(\d{6,11})$/.exec(key) ?? [];
  const parsed = digits === undefined ? null : parseIpiNameNumber(digits);
  return parsed !== null && parsed.ok ? parsed.value : null;
}
