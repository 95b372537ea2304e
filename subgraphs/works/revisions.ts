import type { Claim } from "../domain/statements.ts";
import { claimOf, statementOf } from "./records.ts";
import type { ClaimRecord, StatementRecord } from "./records.ts";
import { contentHash } from "./statementContent.ts";
import { agreementKeysOf } from "./statements.ts";
import { claimRecord } from "./toRecords.ts";

/** A statement with some of its claims changed: a new statement of the same submitter, whose other claims keep their ids. */
export function revisionOf(
  before: StatementRecord,
  change: {
    readonly message: string;
    readonly at: Date;
    /** `stm_…` of the revision. */
    readonly id: string;
    readonly claims: (claims: readonly ClaimRecord[]) => readonly ClaimRecord[];
    readonly added: readonly Claim[];
  },
): { readonly record: StatementRecord; readonly picture: readonly Claim[] } {
  const claims = [...change.claims(before.claims), ...change.added.map(claimRecord)];
  const picture = claims.map(claimOf);
  const { reported, origins } = statementOf(before);
  const receipt = { receiver: null, message: change.message, line: null, receivedAt: change.at.toISOString() };
  const { description, key } = before;
  const hash = contentHash({ description, claims: picture, reported, origins });
  const { agreementKeys: _agreementKeys, ...rest } = before;
  const record: StatementRecord = {
    ...rest,
    _id: change.id,
    state: "IN_FORCE",
    currentKey: key,
    contentHash: hash,
    receipts: [receipt],
    claims,
    claimIds: claims.map(({ id }) => id),
    replaces: before._id,
    ...agreementKeysOf(before.submitter.key, claims),
  };
  return { record, picture };
}
