import type { CreatorIdentity } from "../domain/matching/identityEvidence.ts";
import { titleKey } from "../domain/textKeys.ts";
import type { PartyReader } from "../kit/ports/partyReader.ts";
import type { CreatorRecord } from "./records.ts";
import { statementKey } from "./statements.ts";
import type { WorkStatementInput } from "./statements.ts";
import type { StatementView } from "./statementView.ts";

/** Parties that may stand for each creator; a creator that stands for itself alone is missing. */
export type CreatorKin = ReadonlyMap<string, readonly string[]>;

/** Creators that one call asks for. */
const ASKED_MAX = 5_000;

/**
 * Who may stand for the creators of a batch: those merged with them, groups whose name they bear, and the members of a group. One call for a batch,
 * and none where no two works of it, or known before, share an ISWC, a title or a recording.
 */
export async function kinOfBatch(
  parties: Pick<PartyReader, "kinOf">,
  view: StatementView,
  inputs: readonly WorkStatementInput[],
): Promise<CreatorKin> {
  if (!isAnyShared(view, inputs)) return new Map();
  const stated = inputs.flatMap(({ description }) => description.creators);
  return await kinOf(
    parties,
    [...stated, ...view.knownCreators()].flatMap(({ partyId }) => partyId ?? []),
  );
}

/** Who may stand for each of some parties. */
export async function kinOf(parties: Pick<PartyReader, "kinOf">, partyIds: readonly string[]): Promise<CreatorKin> {
  const ids = [...new Set(partyIds)];
  const found = new Map<string, readonly string[]>();
  for (let at = 0; at < ids.length; at += ASKED_MAX) {
    const asked = ids.slice(at, at + ASKED_MAX);
    const { kin } = await parties.kinOf({ ids: asked });
    asked.forEach((id, index) => {
      const others = kin[index] ?? [];
      if (others.length > 0) found.set(id, others);
    });
  }
  return found;
}

/** Creators with those who may stand for them, as far as they were asked for. */
export function withKin(creators: readonly CreatorRecord[], kin: CreatorKin): readonly CreatorIdentity[] {
  return kin.size === 0 ? creators : creators.map((creator) => ({ ...creator, kin: kin.get(creator.partyId ?? "") ?? [] }));
}

/** Whether two works, of the batch or known before, bear one ISWC, title or ISRC. */
function isAnyShared(view: StatementView, inputs: readonly WorkStatementInput[]): boolean {
  const bearers = new Map<string, string>();
  const isShared = (key: string, bearer: string): boolean => {
    const first = bearers.get(key) ?? bearer;
    bearers.set(key, first);
    return first !== bearer;
  };
  const known = view
    .knownIdentities()
    .some(({ id, iswcs, titles, isrcs }) => keysOf({ iswcs, titles, isrcs }).some((key) => isShared(key, id)));
  return (
    known ||
    inputs.some(({ submitter, submitterWorkNumber, workId, description: { iswc, titles, recordings } }, index) => {
      const key = statementKey(submitter, submitterWorkNumber);
      const bearer = workId ?? view.statementByKey(key)?.workId ?? view.workByCode(key)?.id ?? `input ${index}`;
      const said = {
        iswcs: iswc === null ? [] : [iswc],
        titles: titles.map(({ text }) => text),
        isrcs: recordings.flatMap(({ isrc }) => isrc ?? []),
      };
      return keysOf(said).some((one) => isShared(one, bearer));
    })
  );
}

function keysOf({ iswcs, titles, isrcs }: Readonly<Record<"iswcs" | "titles" | "isrcs", readonly string[]>>): string[] {
  return [...iswcs, ...titles.map((title) => `=${titleKey(title)}`), ...isrcs.map((isrc) => `#${isrc}`)];
}
