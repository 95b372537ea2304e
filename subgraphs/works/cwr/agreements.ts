import type { AgreementDraft } from "../../domain/drafts.ts";
import type { LocalDate, Period } from "../../domain/period.ts";
import { storedShare } from "../../domain/shares.ts";
import { canonicalJson, sha256 } from "../../kit/json.ts";
import type { JsonValue } from "../../kit/json.ts";
import type { ClientSession } from "../../kit/model.ts";
import type { WorkModels } from "../model.ts";
import { STORED_SHAPE } from "../records.ts";
import type { AgreementRecord } from "../agreementRecord.ts";
import type { Provenance } from "./statementInput.ts";

/** Agreements of one submitter that an import knows at most; the claims of further ones are open on both sides. */
const KNOWN_MAX = 200_000;

/** The terms of a submitter's agreements as they stand now, by the submitter's agreement number. */
export async function knownTerms(models: Pick<WorkModels, "agreements">, submitterKey: string): Promise<Map<string, Period>> {
  const found = await models.agreements
    .find({ submitterKey, isCurrent: true }, { number: 1, from: 1, until: 1 })
    .limit(KNOWN_MAX)
    .lean<Pick<AgreementRecord, "number" | "from" | "until">[]>();
  return new Map(found.map(({ number, from, until }) => [number, { from: from as LocalDate | null, until: until as LocalDate | null }]));
}

/**
 * Records agreements in the caller's transaction. What is stated again as it was changes nothing; anything else is a further version, and the
 * earlier ones are kept. Two writers of one version collide on its id.
 */
export async function recordAgreements(
  models: Pick<WorkModels, "agreements">,
  { agreements, from }: { readonly agreements: readonly AgreementDraft[]; readonly from: Provenance },
  session: ClientSession,
): Promise<void> {
  const key = (number: string): string => `${from.submitter.key}|${number}`;
  const keys = [...new Set(agreements.map(({ submitterAgreementNumber }) => key(submitterAgreementNumber)))];
  const current = new Map(
    (await models.agreements.find({ key: { $in: keys }, isCurrent: true }, null, { session }).lean<AgreementRecord[]>()).map((record) => [
      record.key,
      record,
    ]),
  );
  const made: AgreementRecord[] = [];
  for (const agreement of agreements) {
    const before = current.get(key(agreement.submitterAgreementNumber));
    const record = recordOf(agreement, { from, version: (before?.version ?? 0) + 1 });
    if (before?.contentHash === record.contentHash) continue;
    current.set(record.key, record);
    made.push(record);
  }
  const replaced = made.map(({ key: one }) => one);
  if (made.length === 0) return;
  const ended = { $set: { isCurrent: false }, $unset: { waitsFor: 1 } };
  await models.agreements.updateMany({ key: { $in: replaced }, isCurrent: true }, ended, { session });
  const latest = made.map((record) =>
    current.get(record.key) === record ? { ...record, waitsFor: record.submitterKey } : { ...record, isCurrent: false },
  );
  await models.agreements.insertMany(latest, { session, lean: true });
}

/** Has the terms of agreements applied once more to all that names them (agreementTerms.ts). */
export async function letWait(
  models: Pick<WorkModels, "agreements">,
  { submitterKey, numbers }: { readonly submitterKey: string; readonly numbers: readonly string[] },
): Promise<void> {
  if (numbers.length === 0) return;
  const keys = numbers.map((number) => `${submitterKey}|${number}`);
  await models.agreements.updateMany({ key: { $in: keys }, isCurrent: true }, { $set: { waitsFor: submitterKey } });
}

/** The same for all agreements of a submitter. */
export async function letAllWait(models: Pick<WorkModels, "agreements">, submitterKey: string): Promise<void> {
  await models.agreements.updateMany({ submitterKey, isCurrent: true }, { $set: { waitsFor: submitterKey } });
}

function recordOf(agreement: AgreementDraft, { from, version }: { readonly from: Provenance; readonly version: number }): AgreementRecord {
  const { submitterAgreementNumber: number, period, retainedUntil, line, territories, parties, ...rest } = agreement;
  const key = `${from.submitter.key}|${number}`;
  const content = {
    ...{ ...rest, period: { ...period }, retainedUntil },
    territories: territories.rows.map(({ sign, territory }) => `${sign}${territory}`),
    parties: parties.map(({ figures, ...party }) => ({
      ...party,
      figures: figures.map(({ right, share }) => ({ right, share: storedShare(share) })),
    })),
  };
  return {
    ...{ _id: `${key}#${version}`, shape: STORED_SHAPE, key, submitterKey: from.submitter.key, number, version, isCurrent: true },
    ...{ from: period.from, until: period.until, retainedUntil },
    // plain JSON by construction; the interfaces have no index signature, hence the round through text
    contentHash: sha256(canonicalJson(JSON.parse(JSON.stringify(content)) as JsonValue)),
    content,
    ...{ receiver: from.receiver, message: from.message, line, receivedAt: from.receivedAt },
  };
}
