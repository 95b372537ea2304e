import type { Caller } from "../../../subgraphs/kit/caller.ts";
import { callerOf, publisher, sketch, writer } from "../house.ts";
import type { SketchedClaim, WorksHouse } from "../house.ts";

/** The predecessor A is of 052, the successor B of 058; W writes, Z contests. */
export const prs = callerOf("052", "steward");
export const sacem = callerOf("058", "steward");
export const gema = callerOf("035", "steward");

export const ON = "2027-01-01";

const TRANSFER = `id state on note version job effect { works statements claims conflictsCreated conflictsRemoved conflictsChanged }
  from { id } to { id } works rights territories undoes because proposedBy { code }
  signatories { society { code } sides confirmedAt preview }`;
const CELLS = `right territories period { from until } state claimed { percent } unclaimed { percent } over { percent } held { percent }
  claims { party { id } side role share { percent } payable { percent } contested statedBy }`;
const WORK = `work { id } claims { id partyName } before { ${CELLS} } after { ${CELLS} }
  conflictsCreated { kind parties { id } because excess { percent } cells { rights territories period { from until } } }
  conflictsRemoved { id kind } conflictsChanged { id kind }`;
const PREVIEW = `preview { hash signatories { society { code } sides }
  totals { works statements claims conflictsCreated conflictsRemoved conflictsChanged }
  works(first: 50) { edges { node { ${WORK} } } pageInfo { hasNextPage endCursor } } } problems { code message path }`;
const PROBLEMS = "problems { code message path } replayed";

export type Order = Readonly<Record<string, unknown>>;
/** From A to B on the day, unless it says otherwise. */
export const order = (more: Order = {}): Order => ({ from: "pty_A", to: "pty_B", on: ON, ...more });

export function peopled(house: WorksHouse): void {
  for (const [party, society] of [
    ["W", "052"],
    ["A", "052"],
    ["B", "058"],
    ["Z", "035"],
  ] as const) {
    house.parties.add(`pty_${party}`, party, society);
  }
}

/** Works of 052, each with half for its writer and half for A; answers their ids. */
export async function catalogue(house: WorksHouse, count: number, claim: Partial<SketchedClaim> = {}): Promise<string[]> {
  const made = await house.works.recordStatements(
    Array.from({ length: count }, (_, at) =>
      sketch({ from: "SO:052", to: "052", number: `W${at}`, title: `River ${at}`, claims: [writer("50"), publisher("A", "50", claim)] }),
    ),
  );
  return made.map(({ workId }) => workId);
}

/** One more statement on a work. */
export async function also(
  house: WorksHouse,
  work: string,
  given: { from: string; number: string; claims: readonly SketchedClaim[] },
): Promise<void> {
  await house.works.recordStatements([{ ...sketch({ ...given, title: "", creators: [] }), workId: work }]);
}

type Answered = Promise<ReturnType<typeof JSON.parse>>;

export async function preview(house: WorksHouse, transfer: Order, caller: Caller = prs): Answered {
  const { previewCatalogueTransfer } = await house.data(
    `query ($transfer: CatalogueTransferInput!) { previewCatalogueTransfer(transfer: $transfer) { ${PREVIEW} } }`,
    { transfer },
    caller,
  );
  return previewCatalogueTransfer;
}

export async function propose(house: WorksHouse, transfer: Order, caller: Caller = prs, more: Order = {}): Answered {
  const { proposeCatalogueTransfer } = await house.data(
    `mutation ($input: ProposeCatalogueTransferInput!) { proposeCatalogueTransfer(input: $input) { transfer { ${TRANSFER} } ${PROBLEMS} } }`,
    { input: { transfer, because: "Sold", ...more } },
    caller,
  );
  return proposeCatalogueTransfer;
}

export async function confirm(house: WorksHouse, input: Order, caller: Caller): Answered {
  const { confirmCatalogueTransfer } = await house.data(
    `mutation ($input: ConfirmCatalogueTransferInput!) { confirmCatalogueTransfer(input: $input) { transfer { ${TRANSFER} } ${PROBLEMS} } }`,
    { input },
    caller,
  );
  return confirmCatalogueTransfer;
}

export async function withdraw(house: WorksHouse, input: Order, caller: Caller): Answered {
  const { withdrawCatalogueTransfer } = await house.data(
    `mutation ($input: WithdrawCatalogueTransferInput!) { withdrawCatalogueTransfer(input: $input) { transfer { ${TRANSFER} } ${PROBLEMS} } }`,
    { input: { because: "Off", ...input } },
    caller,
  );
  return withdrawCatalogueTransfer;
}

/** The transfer as it is, with what it would do now. */
export async function look(house: WorksHouse, id: string, caller: Caller = prs): Answered {
  const { catalogueTransfer } = await house.data(
    `query ($id: ID!) { catalogueTransfer(id: $id) { ${TRANSFER} preview { ${PREVIEW} } } }`,
    { id },
    caller,
  );
  return catalogueTransfer;
}

/** Proposed by 052, confirmed by both as it is, and applied; the transfer, and what it was to do. */
export async function transferred(house: WorksHouse, given: Order): Answered {
  const proposed = await propose(house, given);
  if (proposed.transfer === null) throw new Error(JSON.stringify(proposed.problems));
  const { id } = proposed.transfer;
  const expected = (await look(house, id)).preview.preview;
  for (const caller of [prs, sacem]) {
    const { problems } = await confirm(house, { transfer: id, preview: expected.hash }, caller);
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
  }
  await house.foundation.jobs.drain();
  return { id, expected, transfer: await look(house, id) };
}

const OWNERSHIP = `query ($id: ID!, $rights: [IpiRight!], $territories: [TisCode!]!, $on: Date, $period: PeriodInput) { work(id: $id) { version
  ownership(rights: $rights, territories: $territories, on: $on, period: $period) { cells { ${CELLS} } conflicts { id kind } } } }`;

/** The cells of a work on a day, or from a day on. */
export async function cellsOf(house: WorksHouse, work: string, when: Order, area: Order = {}): Answered {
  const variables = { id: work, rights: ["PR", "OD", "MR"], territories: ["2136"], ...when, ...area };
  return (await house.data(OWNERSHIP, variables, prs)).work.ownership.cells;
}
