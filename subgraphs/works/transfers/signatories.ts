import { problem } from "../../domain/outcome.ts";
import type { Problem } from "../../domain/outcome.ts";
import { periodsMeet, previousDay } from "../../domain/period.ts";
import type { Period } from "../../domain/period.ts";
import { NO_COUNTRY, intersectionOf, unionOf } from "../../domain/territories/countrySet.ts";
import type { MandateReader } from "../../kit/ports/mandateReader.ts";
import { Refusal } from "../../kit/refusal.ts";
import { lookUpHolders } from "../holders.ts";
import type { SignatoryRecord, TransferOrder, TransferSide } from "./model.ts";
import type { Survey } from "./survey.ts";

/**
 * Who has to confirm: the mandate holders of the party that gives, for the rights and countries that go, on its last day or
 * later; where none is known, those who stated the claims. And those of the party that takes, from the day on: where no mandate of it is known, there is nobody
 * who could, and NO_SIGNATORY refuses.
 */
export async function signatoriesOf(
  mandates: MandateReader,
  order: TransferOrder,
  { places, societies: statedBy }: Pick<Survey, "places" | "societies">,
): Promise<SignatoryRecord[]> {
  const sides: readonly { readonly side: TransferSide; readonly partyId: string; readonly period: Period }[] = [
    { side: "FROM", partyId: order.from, period: { from: previousDay(order.on), until: null } },
    { side: "TO", partyId: order.to, period: { from: order.on, until: null } },
  ];
  const countries = places.map((place) => place.countries).reduce(unionOf, NO_COUNTRY);
  const found = new Map<string, TransferSide[]>();
  const problems: Problem[] = [];
  for (const { side, partyId, period } of sides) {
    const subjects = places.map((place) => ({ partyId, side: place.side, right: place.right }));
    const holders = await lookUpHolders(mandates, subjects, { countries, period });
    const holding = new Set(
      places.flatMap((place) =>
        holders(partyId, place.side, place.right).flatMap((span) =>
          span.society !== null && intersectionOf(span.countries, place.countries) !== NO_COUNTRY && periodsMeet(span.period, period)
            ? [span.society]
            : [],
        ),
      ),
    );
    const societies = holding.size === 0 && side === "FROM" ? statedBy : holding;
    for (const society of societies) found.set(society, [...(found.get(society) ?? []), side]);
    if (societies.size === 0) {
      const message = `Nobody is known who could confirm for ${partyId}: no society holds its mandate for what goes; record a membership first.`;
      problems.push(problem("NO_SIGNATORY", message, ["transfer", side === "FROM" ? "from" : "to"]));
    }
  }
  if (problems.length > 0) throw new Refusal(problems);
  return [...found].map(([society, of]) => ({ society, sides: of })).sort((one, other) => (one.society < other.society ? -1 : 1));
}
