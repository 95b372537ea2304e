import type { Problem } from "../../domain/outcome.ts";
import { problem } from "../../domain/outcome.ts";
import { directRecord, type DirectTerms, parseEntrustment, parseExclusion, requireDirectRoom } from "../directMandates.ts";
import type { DirectMandateRecord, PartyRecord, StatedBy } from "../model.ts";
import type { ServiceParts } from "../parts.ts";
import type { PartyRow } from "./rows.ts";
import type { WorkingSet } from "./workingSet.ts";

/** A row that states what a party entrusted or withholds. */
export type DirectRow = PartyRow & { readonly record: "ENTRUSTMENT" | "EXCLUSION" };

/**
 * What such a row makes of what is known: a new one, a revision of the one that says the same but for its end and its signature, or nothing.
 * Its faults are a Refusal. `speaksFor` is the society that sends the file; null may state everything.
 */
export async function applyDirect(
  row: DirectRow,
  given: {
    readonly parts: ServiceParts;
    readonly set: WorkingSet;
    readonly party: PartyRecord;
    readonly stated: StatedBy;
    readonly speaksFor: string | null;
  },
): Promise<"CREATED" | "UPDATED" | "UNCHANGED" | Problem> {
  const { parts, set, party, stated, speaksFor } = given;
  const terms =
    row.record === "ENTRUSTMENT"
      ? parseEntrustment(parts, { ...row.input, party: party._id })
      : parseExclusion(parts, { ...row.input, party: party._id });
  const mine = [terms.hub, ...set.membershipsOf(party._id).map(({ society }) => society), ...party.printed.map(({ society }) => society)];
  if (speaksFor !== null && !mine.includes(speaksFor)) {
    const message = `Rights of this party are spoken for by its societies and by the hub; this file comes from ${speaksFor}.`;
    return problem("SOCIETY_NOT_OWN", message, ["society"]);
  }
  const others = set.directOf(party._id);
  const former = others.find((one) => isOfOneKey(one, terms));
  if (former !== undefined && former.until === terms.until && former.signedOn === terms.signedOn) return "UNCHANGED";
  if (party.status === "MERGED" && former === undefined)
    return problem("PARTY_MERGED", `The party was merged into ${party.forwardTo ?? "another"}; state it for that one.`, ["party"]);
  const stamp = {
    id: former?._id ?? parts.foundation.ids.make("man"),
    ...{ recordedAt: stated.receivedAt, version: (former?.version ?? 0) + 1, stated },
  };
  const { withdrawnFrom, noticeGivenOn } = former ?? {};
  const next: DirectMandateRecord = {
    ...directRecord(terms, stamp),
    ...(withdrawnFrom === undefined ? {} : { withdrawnFrom }),
    ...(noticeGivenOn === undefined ? {} : { noticeGivenOn }),
  };
  await requireDirectRoom(parts, { record: next, others });
  set.recordDirect({ former, next, stated });
  return former === undefined ? "CREATED" : "UPDATED";
}

/** Whether a mandate is the one that the terms speak of: the same but for its end and its signature. */
function isOfOneKey(one: DirectMandateRecord, terms: DirectTerms): boolean {
  return keyOf(one) === keyOf(terms);
}

function keyOf(terms: DirectTerms): string {
  const { kind, hub, side, from, creationClass, includesWritersPerforming, rights, uses, licensors, territories } = terms;
  const rows = territories.map(({ isIncluded, territory }) => `${isIncluded ? "+" : "-"}${territory}`);
  const lists = [[...rights].sort(), uses === null ? ["*"] : [...uses].sort(), licensors ?? ["*"], rows];
  return JSON.stringify([kind, hub, side, from, creationClass ?? null, includesWritersPerforming, ...lists]);
}
