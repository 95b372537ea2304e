import { FAMILY_RIGHTS } from "../subgraphs/domain/rights.ts";
import type { IpiRight } from "../subgraphs/domain/rights.ts";
import type { AgreementSeed, BulkLoader, MembershipSeed } from "../subgraphs/parties/index.ts";
import type { Home, InventedParty } from "./catalogue.ts";

/**
 * Who holds and who represents what in the demonstration. The kinds of mandate follow what the societies can really have
 * (052 and 010 performing only, 044 mechanical only; reciprocal agreements for the grantee's own territory); their terms
 * are invented.
 */
const PERFORMING = FAMILY_RIGHTS.PERFORMING;
const MECHANICAL = [...FAMILY_RIGHTS.MECHANICAL, ...FAMILY_RIGHTS.SYNC];

interface Mandated {
  readonly society: string;
  readonly territory: string;
  readonly performing: boolean;
  readonly mechanical: boolean;
  readonly currency: string;
}

const SOCIETIES: readonly Mandated[] = [
  { society: "119", territory: "0156", performing: true, mechanical: true, currency: "CNY" },
  { society: "052", territory: "0826", performing: true, mechanical: false, currency: "GBP" },
  { society: "044", territory: "0826", performing: false, mechanical: true, currency: "GBP" },
  { society: "058", territory: "0250", performing: true, mechanical: true, currency: "EUR" },
  { society: "038", territory: "0392", performing: true, mechanical: true, currency: "JPY" },
  { society: "010", territory: "0840", performing: true, mechanical: false, currency: "USD" },
];

/** A party's memberships: performing rights here, mechanical and synchronisation rights there, in the World. */
export function membershipsOf(
  { performing, mechanical }: Pick<Home, "performing" | "mechanical">,
  partyId: string,
  side: InventedParty["side"],
): MembershipSeed[] {
  const membership = (society: string, rights: readonly IpiRight[]): MembershipSeed => ({
    partyId,
    society,
    side,
    rights,
    territories: ["2136"],
    from: "2000-01-01",
  });
  return [membership(performing, PERFORMING), ...(mechanical === null ? [] : [membership(mechanical, MECHANICAL)])];
}

/** An invented publisher that licenses streams in Hong Kong itself: a quote there says that it is excluded, and whom to ask. */
export function withheldRights(publisherId: string): Parameters<BulkLoader["loadEntrustments"]>[0] {
  return [
    {
      kind: "EXCLUSION",
      grantor: publisherId,
      side: "PUBLISHER",
      uses: ["STREAM_INTERACTIVE"],
      rights: ["OD", "MD"],
      territories: ["0344"],
    },
  ];
}

/** Reciprocal agreements for each grantee's own country, and the online mandates that 119 has beyond its own. */
export function demonstrationAgreements(): AgreementSeed[] {
  return [...reciprocal(), ...online()];
}

function reciprocal(): AgreementSeed[] {
  return SOCIETIES.flatMap((grantor) =>
    SOCIETIES.filter(({ society }) => society !== grantor.society).flatMap((grantee) => {
      const rights = [
        ...(grantor.performing && grantee.performing ? PERFORMING : []),
        ...(grantor.mechanical && grantee.mechanical ? MECHANICAL : []),
      ];
      return rights.length === 0 ? [] : [agreement(grantor, grantee, { rights, territories: [grantee.territory], from: "2010-01-01" })];
    }),
  );
}

/** Hong Kong, France and the United Kingdom, non-exclusive: OD from 052, MD from 044, both from 058; none from 010. */
function online(): AgreementSeed[] {
  const grants: readonly (readonly [string, readonly IpiRight[], readonly string[]])[] = [
    ["052", ["OD"], ["0344", "0250", "0826"]],
    ["044", ["MD"], ["0344", "0250", "0826"]],
    ["058", ["OD", "MD"], ["0344", "0250", "0826"]],
  ];
  const grantee = SOCIETIES.find(({ society }) => society === "119");
  return grants.flatMap(([society, rights, territories]) => {
    const grantor = SOCIETIES.find((one) => one.society === society);
    return grantor && grantee ? [agreement(grantor, grantee, { rights, territories, from: "2026-01-01" })] : [];
  });
}

function agreement(grantor: Mandated, grantee: Mandated, scope: Pick<AgreementSeed, "rights" | "territories" | "from">): AgreementSeed {
  return {
    ...scope,
    grantor: grantor.society,
    grantee: grantee.society,
    signedOn: scope.from ?? null,
    deductions: [
      { kind: "ADMINISTRATION", base: "GROSS", percent: "12", reference: "costs of administration, as agreed for the year" },
      { kind: "SOCIAL_CULTURAL", base: "REMAINDER", percent: "5", reference: "social and cultural purposes, at most 10%" },
    ],
    currency: grantor.currency,
    statementRhythm: "QUARTERLY",
    paymentDays: 90,
    taxPercent: grantee.society === "119" ? "6" : "0",
    taxReference: grantee.society === "119" ? "demonstration rate, certificate on file" : null,
  };
}
