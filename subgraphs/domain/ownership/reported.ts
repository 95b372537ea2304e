import { groupOf, isRecordingRightSet } from "../recordingRights.ts";
import type { Holder, Picture, ReportedLayer } from "./layers.ts";
import type { NamedParty } from "./lines.ts";
import { unique } from "./partyClaims.ts";
import type { PartyClaim } from "./partyClaims.ts";
import type { CellReported } from "./types.ts";

/** What one block says of parties that claim nothing. */
interface ReportedThere {
  readonly reported: readonly ReportedLayer[];
  /** Of those with a mandate there. */
  readonly holders: ReadonlyMap<NamedParty, Holder> | null;
  readonly parties: readonly PartyClaim[];
}

/** Who is named without a claim; a party that claims there is no longer merely reported. */
export function reportedOf(picture: Picture, { reported, holders, parties }: ReportedThere): CellReported[] {
  const claiming = new Set(parties.map(({ claim: { side, partyId } }) => `${side}:${partyId}`));
  const found = new Map<string, { first: ReportedLayer; statementIds: string[] }>();
  for (const layer of reported) {
    const { party, share } = layer;
    const place = `${party.side}:${party.partyId}`;
    if (claiming.has(place)) continue;
    const key = `${place}:${share.numerator}/${share.denominator}`;
    const statementId = picture.statements[layer.statement]?.id ?? "";
    const entry = found.get(key);
    if (entry === undefined) found.set(key, { first: layer, statementIds: [statementId] });
    else entry.statementIds.push(statementId);
  }
  const group = groupOf(picture.right);
  const family = group === null || isRecordingRightSet(group) ? null : group;
  return [...found.values()]
    .map(({ first, statementIds }) => {
      const { partyId, partyName, side, role, affiliations } = first.reported;
      const society = holders?.get(first.party)?.society ?? (family === null ? null : (affiliations[family] ?? null));
      return { partyId, partyName, side, role, society, share: first.share, statementIds: unique(statementIds) };
    })
    .sort((one, other) => compareText(placeOf(one), placeOf(other)));
}

function placeOf({ side, partyName, partyId }: CellReported): string {
  return `${side}${partyName}${partyId ?? ""}`;
}

/** Tells reported parties with equal content from others. */
export function reportedKey({ partyId, partyName, side, share, society, statementIds }: CellReported): string {
  return `${side}${partyId ?? partyName}=${share.numerator}/${share.denominator}:${society ?? ""}:${statementIds.join(",")}`;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
