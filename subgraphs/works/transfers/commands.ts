import { problem } from "../../domain/outcome.ts";
import { parseStoredCountrySet, intersectionOf, NO_COUNTRY } from "../../domain/territories/countrySet.ts";
import { requireScope, requireSociety } from "../../kit/access.ts";
import type { Caller } from "../../kit/caller.ts";
import type { CommandAnswer } from "../../kit/commands.ts";
import type { ClientSession } from "../../kit/model.ts";
import { Refusal } from "../../kit/refusal.ts";
import { commandInput, requireVersion } from "../commandTools.ts";
import { requireText } from "../conflictTools.ts";
import type { WorkParts } from "../parts.ts";
import { STORED_SHAPE } from "../records.ts";
import { TRANSFER_JOB } from "./apply.ts";
import type { TransferOrder, TransferRecord, TransferState } from "./model.ts";
import { readOrder } from "./order.ts";
import type { CatalogueTransferInput } from "./order.ts";
import { NO_TRANSFER, tryTransfer } from "./trial.ts";
import type { Trial } from "./trial.ts";
import { transferEvent, writeTransfer } from "./writes.ts";

interface Keyed {
  readonly idempotencyKey?: string | null | undefined;
}
/** SDL: ProposeCatalogueTransferInput. */
export interface ProposeTransferInput extends Keyed {
  readonly transfer: CatalogueTransferInput;
  readonly because: string;
}
/** SDL: ConfirmCatalogueTransferInput. */
export interface ConfirmTransferInput extends Keyed {
  readonly transfer: string;
  readonly preview: string;
  readonly society?: string | null | undefined;
}
/** SDL: WithdrawCatalogueTransferInput. */
export interface WithdrawTransferInput extends Keyed {
  readonly transfer: string;
  readonly expectedVersion?: number | null | undefined;
  readonly because: string;
}
type Answer = Promise<CommandAnswer<{ readonly transferId: string }>>;

/** Transfers of one party that wait. */
const WAITING_MAX = 100;

/** Tries a transfer for somebody who holds a mandate of one of its sides; nothing is stored. */
export async function previewTransfer(parts: WorkParts, caller: Caller, input: CatalogueTransferInput): Promise<Trial> {
  const trial = await tryTransfer(parts, { id: NO_TRANSFER, order: await readOrder(parts, input) });
  requireSide(caller, trial);
  return trial;
}

/** Proposes a transfer; the proposer confirms it apart, once the preview was seen. */
export async function proposeTransfer(parts: WorkParts, caller: Caller, input: ProposeTransferInput): Answer {
  requireScope(caller, "claims:write");
  const because = requireText(input.because, "because");
  const order = await readOrder(parts, input.transfer);
  return await commanded(parts, { caller, operation: "proposeCatalogueTransfer", input }, async (session) => {
    const id = parts.ids.make("ctr");
    const trial = await tryTransfer(parts, { id, order }, session);
    requireSide(caller, trial);
    await requireAlone(parts, order, session);
    const { signatories } = trial;
    const proposedBy = caller.society;
    const record: TransferRecord = {
      ...{ _id: id, shape: STORED_SHAPE, version: 1, state: "OPEN", parties: [order.from, order.to], order, because, proposedBy },
      societies: societiesOf(signatories, proposedBy === null ? [] : [proposedBy]),
      proposedAt: parts.clock.now().toISOString(),
      ...{ signatories, confirmations: [], job: null, note: null, effect: null, appliedAt: null },
    };
    await parts.models.transfers.insertMany([record], { session });
    await parts.events.append([transferEvent("TRANSFER_PROPOSED", record, { society: proposedBy })], session);
    return { transferId: id };
  });
}

/** Confirms what a preview showed; the last confirmation hands the transfer to the house, which applies it even if this process ends. */
export async function confirmTransfer(parts: WorkParts, caller: Caller, input: ConfirmTransferInput): Answer {
  requireScope(caller, "claims:write");
  const society = input.society ?? caller.society;
  if (society === null) throw new Refusal([problem("SOCIETY_UNKNOWN", "The caller speaks for no society; name one.", ["society"])]);
  requireSociety(caller, society);
  return await commanded(parts, { caller, operation: "confirmCatalogueTransfer", input }, async (session) => {
    const transfer = await openTransfer(parts, { caller, id: input.transfer, session, states: ["OPEN"] });
    const { signatories, survey } = await tryTransfer(parts, { id: transfer._id, order: transfer.order }, session);
    requireSignatory(society, signatories);
    if (input.preview !== survey.hash) throw stalePreview();
    const standing = transfer.confirmations.filter(({ preview }) => preview === survey.hash);
    if (standing.some((one) => one.society === society))
      throw new Refusal([
        problem("ALREADY_CONFIRMED", `${society} has confirmed the transfer as it is; nothing is left for it to do.`, ["society"]),
      ]);
    const confirmation = { society, preview: survey.hash, confirmedAt: parts.clock.now().toISOString() };
    const confirmations = [...standing, confirmation];
    const isWhole = signatories.every((one) => confirmations.some(({ society: by }) => by === one.society));
    const job = isWhole ? parts.ids.make("job") : null;
    const after: TransferRecord = {
      ...{ ...transfer, version: transfer.version + 1, signatories, confirmations, job, note: null },
      state: isWhole ? "CONFIRMED" : "OPEN",
      societies: societiesOf(signatories, transfer.societies),
    };
    await writeTransfer(parts.models, { before: transfer, after, session });
    await parts.events.append([transferEvent("TRANSFER_CONFIRMED", after, { society })], session);
    if (job !== null) {
      const given = { transfer: transfer._id, caller: { subject: caller.subject, society: caller.society } };
      await parts.foundation.jobs.enqueue(TRANSFER_JOB, given, { id: job, session });
    }
    return { transferId: transfer._id };
  });
}

/** Takes a transfer back that is not applied: also one that all have confirmed, for its job finds it withdrawn or has been faster. */
export async function withdrawTransfer(parts: WorkParts, caller: Caller, input: WithdrawTransferInput): Answer {
  requireScope(caller, "claims:write");
  const because = requireText(input.because, "because");
  return await commanded(parts, { caller, operation: "withdrawCatalogueTransfer", input }, async (session) => {
    const transfer = await openTransfer(parts, { caller, id: input.transfer, session, states: ["OPEN", "CONFIRMED"] });
    requireVersion(transfer.version, input.expectedVersion);
    const after: TransferRecord = { ...transfer, state: "WITHDRAWN", version: transfer.version + 1, note: because };
    await writeTransfer(parts.models, { before: transfer, after, session });
    await parts.events.append([transferEvent("TRANSFER_WITHDRAWN", after, { society: caller.society, because })], session);
    return { transferId: transfer._id };
  });
}

async function commanded(
  parts: WorkParts,
  run: { readonly caller: Caller; readonly operation: string; readonly input: Keyed & object },
  work: (session: ClientSession) => Promise<{ readonly transferId: string }>,
): Answer {
  const { caller, operation, input } = run;
  return await parts.foundation.commands.run({ operation, caller, key: input.idempotencyKey ?? null, input: commandInput(input) }, work);
}

/** A transfer that waits, for somebody whom it concerns; to others it is unknown. */
async function openTransfer(
  parts: WorkParts,
  asked: { readonly caller: Caller; readonly id: string; readonly session: ClientSession; readonly states: readonly TransferState[] },
): Promise<TransferRecord> {
  const { caller, id, session, states } = asked;
  const found = await parts.models.transfers.findById(id, null, { session }).lean<TransferRecord | null>();
  if (found === null || !maySee(found, caller))
    throw new Refusal([problem("TRANSFER_UNKNOWN", `No transfer ${id} is known.`, ["transfer"])]);
  if (states.includes(found.state)) return found;
  throw new Refusal([
    problem("TRANSFER_NOT_OPEN", `The transfer ${id} is ${found.state}; this needs one that is ${states.join(" or ")}.`, ["transfer"]),
  ]);
}

/** Whom a transfer concerns: who has to confirm it and who proposed it. */
export function maySee({ societies }: Pick<TransferRecord, "societies">, caller: Caller): boolean {
  return isAbove(caller) || (caller.society !== null && societies.includes(caller.society));
}

export function isAbove({ role }: Caller): boolean {
  return role === "admin" || role === "system";
}

function requireSide(caller: Caller, { signatories }: Pick<Trial, "signatories">): void {
  if (isAbove(caller) || signatories.some(({ society }) => society === caller.society)) return;
  const message = `${caller.society ?? "The caller, who speaks for no society,"} holds no mandate of either party for what goes; ${namesOf(signatories)} do.`;
  throw new Refusal([problem("NO_STANDING", message, ["transfer"])]);
}

function requireSignatory(society: string, signatories: Trial["signatories"]): void {
  if (signatories.some((one) => one.society === society)) return;
  const message = `The transfer is confirmed by ${namesOf(signatories)}, not by ${society}.`;
  throw new Refusal([problem("CONFIRMATION_NOT_NEEDED", message, ["society"])]);
}

function namesOf(signatories: Trial["signatories"]): string {
  return signatories.map(({ society }) => society).join(", ");
}

function stalePreview(): Refusal {
  const message = `Claims on its works were changed since that preview; look at what it would do now, and confirm that.`;
  return new Refusal([problem("STALE_PREVIEW", message, ["preview"])]);
}

function societiesOf(signatories: Trial["signatories"], others: readonly string[]): string[] {
  return [...new Set([...signatories.map(({ society }) => society), ...others])].sort();
}

/** Refuses a transfer that meets one of the same party that waits. Two proposals at once meet on the party's guard. */
async function requireAlone({ models }: WorkParts, order: TransferOrder, session: ClientSession): Promise<void> {
  await models.guards.updateOne({ _id: `transfer:${order.from}` }, { $inc: { version: 1 } }, { session, upsert: true });
  const waiting = await models.transfers
    .find({ parties: order.from, state: { $in: ["OPEN", "CONFIRMED"] } }, null, { session })
    .limit(WAITING_MAX + 1)
    .lean<TransferRecord[]>();
  if (waiting.length > WAITING_MAX)
    throw new Refusal([
      problem("TOO_MANY_TRANSFERS", `${WAITING_MAX} transfers of ${order.from} wait; let them be confirmed or withdrawn first.`, [
        "transfer",
      ]),
    ]);
  const met = waiting.find((one) => one.order.from === order.from && doOverlap(one.order, order));
  if (met === undefined) return;
  const message = `The transfer ${met._id} of ${met.order.from}, from ${met.order.on} on, waits and is about some of the same claims; confirm or withdraw it first.`;
  throw new Refusal([problem("TRANSFER_OVERLAPS", message, ["transfer"])]);
}

/** Whether two may be about the same claim: both are about all days from theirs on, so days never keep them apart. */
function doOverlap(one: TransferOrder, other: TransferOrder): boolean {
  const share = (mine: readonly string[] | null, theirs: readonly string[] | null): boolean => {
    const named = new Set(mine);
    return mine === null || theirs === null || theirs.some((item) => named.has(item));
  };
  const doPlacesMeet =
    one.countries === null ||
    other.countries === null ||
    intersectionOf(parseStoredCountrySet(one.countries), parseStoredCountrySet(other.countries)) !== NO_COUNTRY;
  return share(one.works, other.works) && share(one.rights, other.rights) && doPlacesMeet;
}
