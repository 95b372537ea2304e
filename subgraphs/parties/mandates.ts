import { mandateOf, type MandateAnswer } from "../domain/mandates/entitlement.ts";
import { holdersOf, type MandateData } from "../domain/mandates/holders.ts";
import { type Agreement, NO_MANDATES } from "../domain/mandates/records.ts";
import { chainsBetween } from "../domain/mandates/societies.ts";
import { problem } from "../domain/outcome.ts";
import { sideOfRole } from "../domain/parties/roles.ts";
import { type LocalDate, singleDay } from "../domain/period.ts";
import type { IpiRight, UseType } from "../domain/rights.ts";
import { findOrganisation, findSociety } from "../domain/societies.ts";
import type { Side } from "../domain/statements.ts";
import { countrySetOf, hasCountry, type TisCode } from "../domain/territories/countrySet.ts";
import { findTerritory } from "../domain/territories/tis.ts";
import { requireScope } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import { Refusal } from "../kit/refusal.ts";
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
  requireCountry(asked.territory);
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
      ...{ licensor: licensor ?? null, creationClass: creationClass ?? "MW" },
    },
    data,
  );
}

/** The likely side of such a party, unless a mandate is known on the other side only. */
function knownSide({ right, territory, on, creationClass }: MandateArguments, likely: Side, data: MandateData): Side {
  const other: Side = likely === "WRITER" ? "PUBLISHER" : "WRITER";
  const isHeld = (side: Side): boolean => {
    const question = { side, right, countries: countrySetOf([territory]), period: singleDay(on), creationClass: creationClass ?? "MW" };
    return holdersOf(question, data).some(({ content }) => content.society !== null);
  };
  return !isHeld(likely) && isHeld(other) ? other : likely;
}

export interface RepresentationArguments {
  readonly of: string;
  readonly right: IpiRight;
  readonly territory: TisCode;
  readonly on: LocalDate;
}

export interface Representation {
  readonly agreement: Agreement;
  readonly step: number;
}

/** The agreements by which a society's repertoire is represented there, whatever the use, nearest first; each once, at its earliest step. */
export async function askRepresentation(
  parts: ServiceParts,
  caller: Caller,
  { of, right, territory, on }: RepresentationArguments,
): Promise<readonly Representation[]> {
  requireScope(caller, "shares:read");
  requireCountry(territory);
  requireKnownSociety(of, "of");
  const societies = await parts.mandates.societies();
  const steps = new Map<string, Representation>();
  for (const chain of chainsBetween(societies, { from: of, to: null, right, use: "ANY", on })) {
    if (!hasCountry(chain.countries, territory)) continue;
    chain.agreements.forEach((agreement, at) => {
      if ((steps.get(agreement.id)?.step ?? Infinity) > at + 1) steps.set(agreement.id, { agreement, step: at + 1 });
    });
  }
  return [...steps.values()].sort((one, other) => one.step - other.step || (one.agreement.id < other.agreement.id ? -1 : 1));
}

function requireCountry(territory: TisCode): void {
  if (findTerritory(territory)?.kind === "COUNTRY") return;
  throw new Refusal([
    problem("TERRITORY_IS_GROUP", `${territory} is a group of countries; name one country, such as 0156.`, ["territory"]),
  ]);
}

function requireKnownSociety(code: string | null, argument: string): void {
  if (code === null || findSociety(code) || findOrganisation(code)) return;
  throw new Refusal([problem("SOCIETY_UNKNOWN", `No society or organisation has the code ${code}.`, [argument])]);
}
