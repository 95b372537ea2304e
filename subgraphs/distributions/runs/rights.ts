import { invariant } from "../../domain/invariant.ts";
import type { Cell, CellClaim, Entitlement, WorkPart } from "../../domain/distribution/workParts.ts";
import { partsOfCell, UNKNOWN_PARTS } from "../../domain/distribution/workParts.ts";
import type { LocalDate } from "../../domain/period.ts";
import { singleDay } from "../../domain/period.ts";
import type { IpiRight, UseType } from "../../domain/rights.ts";
import { parseStoredShare } from "../../domain/shares.ts";
import type { CountrySet, TisCode } from "../../domain/territories/countrySet.ts";
import { countrySetOf, hasCountry, parseStoredCountrySet, storedCountrySet } from "../../domain/territories/countrySet.ts";
import type { EntitlementPiece, EntitlementQuestion } from "../../kit/ports/mandateReader.ts";
import type { RightsCell, RightsClaim, WorkRights } from "../../kit/ports/rightsReader.ts";
import type { DistributionsPorts } from "../ports.ts";
import { batchesOf } from "../ports.ts";

const WORKS_MAX = 200;
const QUESTIONS_MAX = 2_000;

/** What is asked of the works of one report. */
export interface RightsQuestion {
  readonly licensor: string;
  /** The day of use: the first day of the report's period (house rule). */
  readonly on: LocalDate;
  readonly rights: readonly IpiRight[];
  readonly territories: readonly TisCode[];
  readonly uses: readonly UseType[];
}

/** The parts of works, as far as they were read for one report. */
export interface ReportRights {
  work(workId: string): WorkName | null;
  /** The parts of a work for a right, country and use; they add up to one whole. */
  parts(place: {
    readonly workId: string;
    readonly right: IpiRight;
    readonly territory: TisCode;
    readonly use: UseType;
  }): readonly WorkPart[];
}

interface ReadCell {
  readonly countries: CountrySet;
  readonly cell: Cell;
}
/** How a work is called on a line. */
export interface WorkName {
  readonly title: string;
  readonly iswc: string | null;
}
interface ReadWork extends WorkName {
  readonly cells: ReadonlyMap<IpiRight, readonly ReadCell[]>;
}
type Pieces = readonly { readonly countries: CountrySet; readonly entitlement: Entitlement }[];

/** Reads ownership of works (200 at a time) and what the licensor may do with each party's share (2,000 questions at a time). */
export async function readReportRights(
  ports: DistributionsPorts,
  workIds: readonly string[],
  question: RightsQuestion,
): Promise<ReportRights> {
  const countries = storedCountrySet(countrySetOf(question.territories));
  const works = new Map<string, ReadWork>();
  for (const batch of batchesOf(workIds, WORKS_MAX)) {
    const request = { workIds: batch, rights: question.rights, countries, period: singleDay(question.on), asKnownOn: null };
    const answer = await ports.rightsReader.ownership(request);
    answer.works.forEach((rights, at) => {
      const workId = batch[at];
      if (rights !== null && workId !== undefined) works.set(workId, readWork(rights));
    });
  }
  const entitlements = await readEntitlements(ports, works, { ...question, countries });
  return {
    work: (workId) => works.get(workId) ?? null,
    parts: ({ workId, right, territory, use }) => {
      const found = works
        .get(workId)
        ?.cells.get(right)
        ?.find(({ countries: there }) => hasCountry(there, territory));
      if (found === undefined) return UNKNOWN_PARTS;
      return partsOfCell(found.cell, (claim) => entitlementOf(entitlements.get(claimKey(claim, right, use)) ?? [], territory));
    },
  };
}

function readWork(rights: WorkRights): ReadWork {
  const cells = new Map<IpiRight, ReadCell[]>();
  for (const cell of rights.cells) {
    const list = cells.get(cell.right) ?? [];
    cells.set(cell.right, list);
    list.push({ countries: parseStoredCountrySet(cell.countries), cell: readCell(cell, rights.conflictIds) });
  }
  return { title: rights.title, iswc: rights.iswc, cells };
}

function readCell(cell: RightsCell, conflictIds: readonly string[]): Cell {
  const held = parseStoredShare(cell.held);
  return {
    claims: cell.claims.map(readClaim),
    held,
    unclaimed: parseStoredShare(cell.unclaimed),
    conflictIds: held.numerator === 0n ? [] : conflictIds,
  };
}

function readClaim({ claimIds, partyId, partyName, side, role, kind, share, payable }: RightsClaim): CellClaim {
  return { claimIds, partyId, partyName, side, role, kind, share: parseStoredShare(share), payable: parseStoredShare(payable) };
}

async function readEntitlements(
  ports: DistributionsPorts,
  works: ReadonlyMap<string, ReadWork>,
  question: RightsQuestion & { readonly countries: string },
): Promise<ReadonlyMap<string, Pieces>> {
  const entitlements = new Map<string, Pieces>();
  const asked = questionsOf(works, question.countries);
  for (const use of question.uses) {
    for (const batch of batchesOf(asked, QUESTIONS_MAX)) {
      const { answers } = await ports.mandateReader.entitlements({ licensor: question.licensor, use, on: question.on, questions: batch });
      invariant(answers.length === batch.length, `an entitlement for each of ${batch.length} questions, not ${answers.length}`);
      batch.forEach((one, at) => {
        entitlements.set(
          claimKey(one, one.right, use),
          (answers[at] ?? []).map((piece) => readPiece(piece, question.licensor)),
        );
      });
    }
  }
  return entitlements;
}

function questionsOf(works: ReadonlyMap<string, ReadWork>, countries: string): EntitlementQuestion[] {
  const asked = new Map<string, EntitlementQuestion>();
  for (const { cells } of works.values()) {
    for (const [right, list] of cells) {
      for (const { cell } of list) {
        for (const claim of cell.claims) {
          if (claim.kind === "FREE" || claim.payable.numerator === 0n) continue;
          const { partyId, side } = claim;
          asked.set(claimKey(claim, right, null), { partyId, side, right, countries });
        }
      }
    }
  }
  return [...asked.values()];
}

function claimKey({ partyId, side }: Pick<CellClaim, "partyId" | "side">, right: IpiRight, use: UseType | null): string {
  return `${partyId}/${side}/${right}/${use ?? ""}`;
}

/** The payee is the society that the licensor's own agreement is with: the holder of the mandate, or a hub between. */
function readPiece({ category, holder, chain, because, countries }: EntitlementPiece, licensor: string): Pieces[number] {
  const set = parseStoredCountrySet(countries);
  if (category === "OWN")
    return { countries: set, entitlement: { category, because, payee: { society: licensor, holder: holder ?? licensor, category } } };
  if (category !== "SISTER") return { countries: set, entitlement: { category, holder, because } };
  const link = chain.find(({ to, agreementId }) => to === licensor && agreementId.startsWith("agr_"));
  const society = link?.from ?? holder;
  invariant(society !== null, "a sister's share has a society behind it");
  return { countries: set, entitlement: { category, because, payee: { society, holder: holder ?? society, category } } };
}

function entitlementOf(pieces: Pieces, territory: TisCode): Entitlement {
  const found = pieces.find(({ countries }) => hasCountry(countries, territory));
  return found?.entitlement ?? { category: "NONE", holder: null, because: "nobody is known to hold a mandate for this party here" };
}
