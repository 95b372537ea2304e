import { parseStoredShare } from "../../domain/shares.ts";
import { invariant } from "../../domain/invariant.ts";
import type { CommandAnswer } from "../../kit/commands.ts";
import type { PageArguments } from "../../kit/page.ts";
import { requireOk } from "../../kit/refusal.ts";
import { payload, problemsOf, toProblemType } from "../../kit/resolve.ts";
import { toShareType } from "../../kit/scalars.ts";
import { scoped } from "../context.ts";
import type { Resolver, WorksContext } from "../context.ts";
import type { ConflictRecord } from "../records.ts";
import { partyRef, societyRef } from "../refs.ts";
import { cellViews, claimView, conflictCellViews } from "../views.ts";
import { confirmTransfer, previewTransfer, proposeTransfer, withdrawTransfer } from "./commands.ts";
import type { ConfirmTransferInput, ProposeTransferInput, WithdrawTransferInput } from "./commands.ts";
import { licensesOfTrial } from "./licenses.ts";
import { findTransfer, listTransfers } from "./list.ts";
import type { TransferQuestion } from "./list.ts";
import type { ConfirmationRecord, SignatoryRecord, TransferRecord } from "./model.ts";
import type { CatalogueTransferInput } from "./order.ts";
import { goneFrom, totalsOfTrial, tryTransfer, worksOfTrial } from "./trial.ts";
import type { TriedWork, Trial } from "./trial.ts";

type Mutation<I> = Resolver<unknown, { readonly input: I }, unknown>;

/** Answers with the transfer as it is after the command. */
async function transferOf({ parts, caller }: WorksContext, command: Promise<CommandAnswer<{ readonly transferId: string }>>) {
  return await payload("transfer", async () => {
    const { answer, replayed } = await command;
    return { answer: await findTransfer(parts, answer.transferId, caller), replayed };
  });
}

/** A trial, or why there is none. */
async function trialOf(trial: () => Promise<Trial>, confirmations: readonly ConfirmationRecord[]) {
  try {
    return { preview: { ...(await trial()), confirmations }, problems: [] };
  } catch (error) {
    return { preview: null, problems: problemsOf(error).map(toProblemType) };
  }
}

type Preview = Trial & { readonly confirmations: readonly ConfirmationRecord[] };

function signatoryViews(signatories: readonly SignatoryRecord[], confirmations: readonly ConfirmationRecord[]) {
  return signatories.map(({ society, sides }) => {
    const confirmed = confirmations.find((one) => one.society === society);
    return { society: societyRef(society), sides, confirmedAt: confirmed?.confirmedAt ?? null, preview: confirmed?.preview ?? null };
  });
}

/** SDL: the queries of transfers. */
export const transferQueries = {
  catalogueTransfers: scoped<unknown, TransferQuestion, unknown>("shares:read", async (_, asked, { parts, caller }) =>
    requireOk(await listTransfers(parts, asked, caller)),
  ),
  catalogueTransfer: scoped<unknown, { readonly id: string }, unknown>(
    "shares:read",
    async (_, { id }, { parts, caller }) => await findTransfer(parts, id, caller),
  ),
  previewCatalogueTransfer: scoped<unknown, { readonly transfer: CatalogueTransferInput }, unknown>(
    "shares:read",
    async (_, { transfer }, { parts, caller }) => await trialOf(async () => await previewTransfer(parts, caller, transfer), []),
  ),
};

/** SDL: the mutations of transfers. */
export const transferMutations = {
  proposeCatalogueTransfer: (async (_, { input }, context) =>
    await transferOf(context, proposeTransfer(context.parts, context.caller, input))) satisfies Mutation<ProposeTransferInput>,
  confirmCatalogueTransfer: (async (_, { input }, context) =>
    await transferOf(context, confirmTransfer(context.parts, context.caller, input))) satisfies Mutation<ConfirmTransferInput>,
  withdrawCatalogueTransfer: (async (_, { input }, context) =>
    await transferOf(context, withdrawTransfer(context.parts, context.caller, input))) satisfies Mutation<WithdrawTransferInput>,
};

/** SDL: CatalogueTransfer and what belongs to it. */
export const transferFields = {
  CatalogueTransfer: {
    id: ({ _id }: TransferRecord) => _id,
    from: ({ order }: TransferRecord) => partyRef(order.from),
    to: ({ order }: TransferRecord) => partyRef(order.to),
    on: ({ order }: TransferRecord) => order.on,
    works: ({ order }: TransferRecord) => order.works,
    rights: ({ order }: TransferRecord) => order.rights,
    territories: ({ order }: TransferRecord) => order.territories,
    undoes: ({ order }: TransferRecord) => order.undoes,
    proposedBy: ({ proposedBy }: TransferRecord) => societyRef(proposedBy),
    signatories: ({ signatories, confirmations }: TransferRecord) => signatoryViews(signatories, confirmations),
    preview: (async ({ _id: id, order, state, confirmations }, _, { parts }) =>
      state === "OPEN" || state === "CONFIRMED"
        ? await trialOf(async () => await tryTransfer(parts, { id, order }), confirmations)
        : null) satisfies Resolver<TransferRecord, unknown, unknown>,
  },
  CatalogueTransferPreview: {
    hash: ({ survey }: Preview) => survey.hash,
    signatories: ({ signatories, confirmations }: Preview) => signatoryViews(signatories, confirmations),
    licenses: (async (preview, _, { parts, caller }) => await licensesOfTrial(parts, caller, preview)) satisfies Resolver<
      Preview,
      unknown,
      unknown
    >,
    totals: (async (preview, _, { parts }) => await totalsOfTrial(parts, preview)) satisfies Resolver<Preview, unknown, unknown>,
    works: (async (preview, page, { parts }) => await worksOfTrial(parts, preview, page)) satisfies Resolver<
      Preview,
      PageArguments,
      unknown
    >,
  },
  CatalogueTransferWork: {
    work: (async ({ workId }, _, { loaders }) => {
      const work = await loaders.work.load(workId);
      invariant(work !== null, `the work ${workId} whose statements were read is stored`);
      return work;
    }) satisfies Resolver<TriedWork, unknown, unknown>,
    claims: (work: TriedWork) => goneFrom(work).map(claimView),
    before: ({ cellsBefore, before }: TriedWork) => cellViews(cellsBefore, before),
    after: ({ cellsAfter, after }: TriedWork) => cellViews(cellsAfter, after),
    conflictsCreated: ({ created }: TriedWork) => created,
    conflictsRemoved: (async (work, _, context) => await asTheyAre(work.removed, context)) satisfies Resolver<TriedWork, unknown, unknown>,
    conflictsChanged: (async (work, _, context) => await asTheyAre(work.changed, context)) satisfies Resolver<TriedWork, unknown, unknown>,
  },
  ExpectedConflict: {
    parties: ({ partyIds }: ConflictRecord) => partyIds.map(partyRef),
    cells: conflictCellViews,
    excess: ({ excess }: ConflictRecord) => toShareType(parseStoredShare(excess ?? "0/1")),
  },
};

/** Conflicts as they are stored, not as they would be. */
async function asTheyAre(conflicts: readonly ConflictRecord[], { loaders }: WorksContext): Promise<ConflictRecord[]> {
  const found = await loaders.conflict.loadMany(conflicts.map(({ _id }) => _id));
  return found.flatMap((conflict) => conflict ?? []);
}
