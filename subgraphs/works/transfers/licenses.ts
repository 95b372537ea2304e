import { problem } from "../../domain/outcome.ts";
import type { Problem } from "../../domain/outcome.ts";
import { may } from "../../kit/access.ts";
import type { Caller } from "../../kit/caller.ts";
import { PortFailure } from "../../kit/portTransport.ts";
import { toProblemType } from "../../kit/resolve.ts";
import type { WorkParts } from "../parts.ts";
import type { Trial } from "./trial.ts";

const PATH = ["licenses"];
const NOT_SHOWN = problem("LICENSES_NOT_SHOWN", "Licences are shown to the societies that grant them, to those of theirs who read licences.", PATH); // prettier-ignore
const UNKNOWN = problem("LICENSES_UNKNOWN", "No part of this house knows of licences.", PATH);
const PARTIAL = problem("LICENSES_PARTIAL", "More licences may rest on the works: not all were looked at.", PATH);

/** Licences that rest on works of a transfer and hold on its day or later (SDL: CatalogueTransferLicenses); what cannot be told is null with the reason. */
export async function licensesOfTrial(parts: WorkParts, caller: Caller, { survey: { workIds }, order }: Trial) {
  const none = (why: Problem) => ({ licenses: null, problems: [toProblemType(why)] });
  const licensor = licensorOf(caller);
  if (licensor === undefined) return none(NOT_SHOWN);
  if (parts.reliances === null) return none(UNKNOWN);
  try {
    const { licenses, isPartial } = await parts.reliances.resting({ workIds, from: order.on, licensor });
    return {
      licenses: licenses.map(({ licenseId, works }) => ({ license: { __typename: "License", id: licenseId }, works })),
      problems: isPartial ? [toProblemType(PARTIAL)] : [],
    };
  } catch (error) {
    if (error instanceof PortFailure)
      return none(problem(error.code, `The part of the house that knows licences did not answer: ${error.message}`, PATH));
    throw error;
  }
}

/** Whose licences the caller may see: one society's, all (null), or none (undefined); as licenses itself decides it. */
function licensorOf(caller: Caller): string | null | undefined {
  if (!may(caller, "licenses:read") || caller.role === "licensee") return undefined;
  if (caller.role === "admin" || caller.role === "system") return null;
  return caller.society ?? undefined;
}
