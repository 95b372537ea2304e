import { countriesThatGo, rightsThatGo } from "../../domain/catalogueTransfer.ts";
import type { TransferTerms } from "../../domain/catalogueTransfer.ts";
import { computeOwnership } from "../../domain/ownership.ts";
import type { Cell } from "../../domain/ownership.ts";
import { ALWAYS } from "../../domain/period.ts";
import { IPI_RIGHTS } from "../../domain/rights.ts";
import { NO_COUNTRY, unionOf } from "../../domain/territories/countrySet.ts";
import { checkPage, connectionOf } from "../../kit/page.ts";
import type { Page, PageArguments } from "../../kit/page.ts";
import { requireOk } from "../../kit/refusal.ts";
import type { ClientSession } from "../../kit/model.ts";
import { lookUpHolders } from "../holders.ts";
import { scopeOf } from "../knowledge.ts";
import type { WorkParts } from "../parts.ts";
import { claimOf, statementOf } from "../records.ts";
import type { StatementRecord } from "../records.ts";
import { addTotals, expectWorks, totalsOf } from "./effect.ts";
import type { ExpectedWork } from "./effect.ts";
import type { SignatoryRecord, TransferOrder, TransferTotals } from "./model.ts";
import { termsOf } from "./order.ts";
import { signatoriesOf } from "./signatories.ts";
import { survey } from "./survey.ts";
import type { Survey } from "./survey.ts";

/** A transfer that can be done as things are now. */
export interface Trial {
  readonly order: TransferOrder;
  readonly terms: TransferTerms;
  readonly survey: Survey;
  readonly signatories: readonly SignatoryRecord[];
}

/** Stands for a transfer that is only tried. */
export const NO_TRANSFER = "ctr_00000000000000000000000000";

/** Tries a transfer; refuses what survey and signatoriesOf refuse. */
export async function tryTransfer(
  parts: WorkParts,
  transfer: { readonly id: string; readonly order: TransferOrder },
  session: ClientSession | null = null,
): Promise<Trial> {
  const { order } = transfer;
  const terms = await termsOf(parts.parties, transfer);
  const found = await survey(parts.models, { order, terms, session });
  return { order, terms, survey: found, signatories: await signatoriesOf(parts.mandates, order, found) };
}

/** Works that are looked at together. */
const BATCH = 250;

/** How much a transfer would change in all. */
export async function totalsOfTrial(parts: WorkParts, { survey: { workIds }, terms }: Trial): Promise<TransferTotals> {
  let totals = totalsOf([]);
  for (let at = 0; at < workIds.length; at += BATCH)
    totals = addTotals(totals, totalsOf(await expectWorks(parts, workIds.slice(at, at + BATCH), terms)));
  return totals;
}

/** A work with its cells where something goes, from the day on. */
export interface TriedWork extends ExpectedWork {
  readonly cellsBefore: readonly Cell[];
  readonly cellsAfter: readonly Cell[];
}

const KIND = "works.transferred";
const PAGE_MAX = 50;
const PAGE = 10;

/** A page of what a transfer would change, by the works' ids. */
export async function worksOfTrial(
  parts: WorkParts,
  { survey: { workIds }, terms }: Trial,
  asked: PageArguments,
): Promise<Page<TriedWork>> {
  const request = requireOk(checkPage({ ...asked, first: asked.first ?? PAGE }, { kind: KIND, valueCount: 1, max: PAGE_MAX }));
  const after = request.after === null ? "" : String(request.after[0]);
  const ids = workIds.filter((id) => id > after).slice(0, request.first + 1);
  const works = await Promise.all((await expectWorks(parts, ids, terms)).map(async (work) => await withCells(parts, work, terms)));
  return connectionOf(works, { request, kind: KIND, sortKey: ({ workId }) => [workId] });
}

async function withCells(parts: WorkParts, work: ExpectedWork, terms: TransferTerms): Promise<TriedWork> {
  const gone = work.parted.flatMap((one) => one.gone.map(claimOf));
  const rights = IPI_RIGHTS.filter((right) => gone.some((claim) => rightsThatGo(claim, terms).includes(right)));
  const area = {
    rights,
    countries: gone.map((claim) => countriesThatGo(claim, terms)).reduce(unionOf, NO_COUNTRY),
    period: { from: terms.on, until: null },
  };
  const [before, after] = [work.before.map(statementOf), work.after.map(statementOf)];
  const subjects = [...before, ...after].flatMap(({ claims, reported }) =>
    [...claims, ...reported].flatMap(({ partyId, side }) => (partyId === null ? [] : rights.map((right) => ({ partyId, side, right })))),
  );
  const holders = await lookUpHolders(parts.mandates, subjects, { countries: area.countries, period: ALWAYS });
  const ended = new Set([...work.removed, ...work.changed].map(({ _id }) => _id));
  const stay = work.open.filter(({ _id }) => !ended.has(_id));
  return {
    ...work,
    cellsBefore: computeOwnership({ statements: before, ...area, holders, openConflicts: work.open.map(scopeOf) }),
    cellsAfter: computeOwnership({
      ...{ statements: after, ...area, holders },
      openConflicts: [...stay, ...work.created, ...work.changed].map(scopeOf),
    }),
  };
}

/** The claims of a work that go, each with its statement. */
export function goneFrom({
  parted,
}: ExpectedWork): { readonly claim: StatementRecord["claims"][number]; readonly statement: StatementRecord }[] {
  return parted.flatMap(({ gone, before: statement }) => gone.map((claim) => ({ claim, statement })));
}
