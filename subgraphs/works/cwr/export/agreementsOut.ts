import { z } from "zod";
import type { AgreementDraft } from "../../../domain/drafts.ts";
import { recordsOfAgreement } from "../../../domain/formats/cwr/writeAgreement.ts";
import type { RecordDraft } from "../../../domain/formats/cwr/write.ts";
import { containsDay } from "../../../domain/period.ts";
import type { LocalDate } from "../../../domain/period.ts";
import { parseStoredShare } from "../../../domain/shares.ts";
import { expandScope } from "../../../domain/territories/tis.ts";
import type { TisCode } from "../../../domain/territories/countrySet.ts";
import type { AgreementRecord } from "../../agreementRecord.ts";
import type { WorkModels } from "../../model.ts";
import type { AgreementsByIpi } from "./pickStatement.ts";

/** Agreements of one sender that an export knows at most. */
const KNOWN_MAX = 200_000;
const PAGE = 500;

const parties = z.object({ parties: z.array(z.object({ ipiNameNumber: z.string().nullable() })) });

/** The sender's agreements in force on a day, by the IPI name numbers of those who made them; of several the one with the smallest number. */
export async function agreementsByIpi(
  models: Pick<WorkModels, "agreements">,
  submitterKey: string,
  on: LocalDate,
): Promise<AgreementsByIpi> {
  const found = await models.agreements
    .find({ submitterKey, isCurrent: true }, { number: 1, from: 1, until: 1, "content.parties.ipiNameNumber": 1 })
    .limit(KNOWN_MAX)
    .lean<Pick<AgreementRecord, "number" | "from" | "until" | "content">[]>();
  const byIpi = new Map<string, string>();
  for (const { number, from, until, content } of found.sort((one, other) => (one.number < other.number ? -1 : 1))) {
    if (!containsDay({ from: from as LocalDate | null, until: until as LocalDate | null }, on)) continue;
    for (const { ipiNameNumber } of parties.parse(content).parties)
      if (ipiNameNumber !== null && !byIpi.has(ipiNameNumber)) byIpi.set(ipiNameNumber, number);
  }
  return byIpi;
}

/** The agreements of these numbers that are known here, as transactions, in the order of their numbers. */
export async function* agreementTransactions(
  models: Pick<WorkModels, "agreements">,
  { submitterKey, numbers, on }: { readonly submitterKey: string; readonly numbers: readonly string[]; readonly on: LocalDate },
): AsyncGenerator<readonly RecordDraft[]> {
  const sorted = [...numbers].sort((one, other) => (one < other ? -1 : 1));
  for (let at = 0; at < sorted.length; at += PAGE) {
    const keys = sorted.slice(at, at + PAGE).map((number) => `${submitterKey}|${number}`);
    const found = await models.agreements.find({ key: { $in: keys }, isCurrent: true }).lean<AgreementRecord[]>();
    const byKey = new Map(found.map((record) => [record.key, record]));
    for (const key of keys) {
      const record = byKey.get(key);
      if (record !== undefined) yield recordsOfAgreement(agreementDraftOf(record, on));
    }
  }
}

/** A stored agreement as it was stated: what recordAgreements made of it, taken back. */
function agreementDraftOf({ number, from, until, retainedUntil, content, line }: AgreementRecord, on: LocalDate): AgreementDraft {
  // written by recordOf of agreements.ts from an AgreementDraft
  const stated = content as unknown as Omit<AgreementDraft, "territories" | "parties"> & {
    readonly territories: readonly string[];
    readonly parties: readonly (Omit<AgreementDraft["parties"][number], "figures"> & {
      readonly figures: readonly { right: never; share: string }[];
    })[];
  };
  const rows = stated.territories.map((row) => ({
    sign: row.startsWith("E") ? ("E" as const) : ("I" as const),
    territory: row.slice(1) as TisCode,
  }));
  return {
    ...stated,
    submitterAgreementNumber: number,
    period: { from: from as LocalDate | null, until: until as LocalDate | null },
    retainedUntil: retainedUntil as LocalDate | null,
    territories: { rows, countries: expandScope(rows, on).countries, expandedOn: on },
    parties: stated.parties.map((party) => ({
      ...party,
      figures: party.figures.map(({ right, share }) => ({ right, share: parseStoredShare(share) })),
    })),
    line,
  };
}
