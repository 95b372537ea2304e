import { checkTransaction } from "../../domain/formats/cwr/check.ts";
import { interpretTransaction } from "../../domain/formats/cwr/interpret.ts";
import { readCwrBytes, verdictOf } from "../../domain/formats/cwr/read.ts";
import { invariant } from "../../domain/invariant.ts";
import type { Foundation } from "../../kit/foundation.ts";
import { sha256 } from "../../kit/json.ts";
import type { ClientSession } from "../../kit/model.ts";
import type { PartyRegistrar } from "../../kit/ports/partyRegistrar.ts";
import { Refusal } from "../../kit/refusal.ts";
import { workModels } from "../model.ts";
import { STORED_SHAPE } from "../records.ts";
import type { MessageRecord } from "../records.ts";
import type { WorkStatementInput } from "../statements.ts";
import { provenanceOf, writtenOn } from "./importCwr.ts";
import { FileParties } from "./parties.ts";
import { statementInputOf } from "./statementInput.ts";

/** Works written in one transaction of the bulk path. */
const BATCH = 250;

export interface BulkGround {
  readonly foundation: Foundation;
  readonly partyRegistrar: PartyRegistrar;
  /** Writes statements of works that nobody knows yet; those known are passed over. */
  loadNewWorks(inputs: readonly WorkStatementInput[], session: ClientSession): Promise<number>;
}

/**
 * The bulk path for generated catalogues: the sender vouches that every work of the file is new and whole, so nothing is
 * joined and no conflict is looked for, and all keys rise with time. The file is a message like any other: loaded again it
 * changes nothing, and after a crash in its middle what is there is passed over. Answers how many works are new.
 */
export async function loadCwrInBulk(bytes: Uint8Array, receiver: string, ground: BulkGround): Promise<number> {
  const { foundation, partyRegistrar } = ground;
  const { messages } = workModels(foundation.connection);
  const events = readCwrBytes(bytes);
  const { header, refused, problems } = verdictOf(events);
  if (refused || header === null) throw new Refusal(problems);
  const hash = sha256(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1"));
  const key = `${header.senderKey}|bulk:${hash}|${receiver}`;
  if ((await messages.findOne({ key }).lean<MessageRecord | null>()) !== null) return 0;
  const receivedAt = foundation.clock.now().toISOString();
  const message = foundation.ids.make("msg");
  const from = provenanceOf({ receiver, message, receivedAt }, header);
  const on = writtenOn(header, receivedAt);
  const drafts = events.flatMap((event) => {
    if (event.kind !== "transaction") return [];
    const checked = checkTransaction(event.transaction, { on });
    invariant(!checked.rejected, `a generated work is right: ${checked.problems[0]?.message ?? ""}`);
    return [{ draft: interpretTransaction(checked, { on }), line: event.transaction.line }];
  });
  const ids = await FileParties.registered(from, partyRegistrar).idsOf(drafts.flatMap(({ draft }) => draft.parties));
  const inputs = drafts.map(({ draft, line }) => statementInputOf(draft, ids, { ...from, line }));
  let created = 0;
  for (let at = 0; at < inputs.length; at += BATCH) {
    created += await foundation.inTransaction((session) => ground.loadNewWorks(inputs.slice(at, at + BATCH), session));
  }
  const summary = { accepted: inputs.length, created };
  const record: MessageRecord = {
    _id: message,
    shape: STORED_SHAPE,
    key,
    sender: header.senderKey,
    receiver,
    hash,
    name: "bulk",
    receivedAt,
    summary,
  };
  await messages.updateOne({ key }, { $setOnInsert: record }, { upsert: true });
  return created;
}
