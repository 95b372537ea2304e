import { mandateOf, type MandateAnswer } from "../domain/mandates/entitlement.ts";
import { holdersOf, type MandateData } from "../domain/mandates/holders.ts";
import { type Agreement, MUSICAL_WORK, NO_MANDATES } from "../domain/mandates/records.ts";
import { chainsBetween } from "../domain/mandates/societies.ts";
import { problem } from "../domain/outcome.ts";
import { sideOfRole } from "../domain/parties/roles.ts";
import { containsDay, type LocalDate, singleDay } from "../domain/period.ts";
import type { IpiRight, UseType } from "../domain/rights.ts";
import { findOrganisation, findSociety } from "../domain/societies.ts";
import type { Side } from "../domain/statements.ts";
import { countrySetOf, hasCountry, type TisCode } from "../domain/territories/countrySet.ts";
import { findTerritory, notInForce } from "../domain/territories/tis.ts";
import { requireScope } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import { Refusal, requireOk } from "../kit/refusal.ts";
import { parseCreationClass } from "./inputs.ts";
import type { ServiceParts } from "./parts.ts";

/** The arguments of `Query.mandate`, parsed by the scalars. */
export interface MandateArguments {
  readonly party: string;
  /** A role as IPI agreements name it (MC, EM, …). */
  readonly role?: string | null;
  readonly creationClass?: string | null;
  readonly right: IpiRight;
  readonly use?: UseType | null;
  readonly territory: TisCode;
  readonly on: LocalDate;
  readonly licensor?: string | null;
}

/** Who may license a party's right, there, on that day; null for an unknown party. */
export async function askMandate(parts: ServiceParts, caller: Caller, asked: MandateArguments): Promise<MandateAnswer | null> {
  requireScope(caller, "shares:read");
  requireCountry(asked.territory, asked.on);
  requireClass(asked.creationClass ?? null);
  requireKnownSociety(asked.licensor ?? null, "licensor");
  const party = (await parts.store.byIds([asked.party])).get(asked.party);
  if (!party) return null;
  const [mandates, societies] = await Promise.all([parts.mandates.ofParties([asked.party]), parts.mandates.societies()]);
  const data = { party: mandates.get(asked.party) ?? NO_MANDATES, societies };
  const likely: Side = party.kind === "LEGAL" ? "PUBLISHER" : "WRITER";
  const side = asked.role ? sideOfRole(asked.role) : knownSide(asked, likely, data);
  const { right, use, territory, on, licensor, creationClass } = asked;
  return mandateOf(
    {
      ...{ side, role: asked.role ?? null, right, use: use ?? null, country: territory, on },
      ...{ licensor: licensor ?? null, creationClass: creationClass ?? MUSICAL_WORK },
    },
    data,
  );
}

/** The likely side of such a party, unless a mandate is known on the other side only. */
function knownSide({ right, territory, on, creationClass }: MandateArguments, likely: Side, data: MandateData): Side {
  const other: Side = likely === "WRITER" ? "PUBLISHER" : "WRITER";
  const isHeld = (side: Side): boolean => {
    const question = {
      side,
      right,
      countries: countrySetOf([territory]),
      period: singleDay(on),
      creationClass: creationClass ?? MUSICAL_WORK,
    };
    return holdersOf(question, data).some(({ content }) => content.society !== null);
  };
  return !isHeld(likely) && isHeld(other) ? other : likely;
}

export interface RepresentationArguments {
  readonly of: string;
  readonly right: IpiRight;
  readonly territory: TisCode;
  readonly on: LocalDate;
  readonly creationClass?: string | null;
}

export interface Representation {
  readonly agreement: Agreement;
  readonly step: number;
}

/** The agreements by which a society's repertoire is represented there, whatever the use, nearest first; each once, at its earliest step. */
export async function askRepresentation(
  parts: ServiceParts,
  caller: Caller,
  { of, right, territory, on, creationClass }: RepresentationArguments,
): Promise<readonly Representation[]> {
  requireScope(caller, "shares:read");
  requireCountry(territory, on);
  requireClass(creationClass ?? null);
  requireKnownSociety(of, "of");
  const societies = await parts.mandates.societies();
  const steps = new Map<string, Representation>();
  for (const chain of chainsBetween(societies, {
    from: of,
    to: null,
    right,
    use: "ANY",
    on,
    creationClass: creationClass ?? MUSICAL_WORK,
  })) {
    if (!hasCountry(chain.countries, territory)) continue;
    chain.agreements.forEach((agreement, at) => {
      if ((steps.get(agreement.id)?.step ?? Infinity) > at + 1) steps.set(agreement.id, { agreement, step: at + 1 });
    });
  }
  return [...steps.values()].sort((one, other) => one.step - other.step || (one.agreement.id < other.agreement.id ? -1 : 1));
}

function requireCountry(territory: TisCode, on: LocalDate): void {
  const found = findTerritory(territory);
  if (found?.kind !== "COUNTRY") {
    const message = `${territory} is a group of countries; name one country, such as 0156.`;
    throw new Refusal([problem("TERRITORY_IS_GROUP", message, ["territory"])]);
  }
  if (!containsDay(found.existence, on)) throw new Refusal([problem("TERRITORY_NOT_IN_FORCE", notInForce(territory, on), ["territory"])]);
}

function requireClass(creationClass: string | null): void {
  if (creationClass !== null) requireOk(parseCreationClass(creationClass));
}

function requireKnownSociety(code: string | null, argument: string): void {
  if (code === null || findSociety(code) || findOrganisation(code)) return;
  throw new Refusal([problem("SOCIETY_UNKNOWN", `No society or organisation has the code ${code}.`, [argument])]);
}
