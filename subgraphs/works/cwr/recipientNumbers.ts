import type { WorkModels } from "../model.ts";
import type { WorkRecord } from "../records.ts";

/** What fits into an ACK's Recipient Creation # (CWR 2.2). */
const LENGTH_MAX = 20;

/**
 * The answering society's own numbers of works, by work: what an acknowledgement gives back to the submitter. Only where the society has
 * stated one; the house's own ids are no society's numbers, and none is invented. One read, whatever the number of works.
 */
export async function recipientNumbers(
  models: Pick<WorkModels, "works">,
  society: string,
  workIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await models.works
    .find({ _id: { $in: [...new Set(workIds)] } }, { "registrations.society": 1, "registrations.workCode": 1 })
    .lean<
      { readonly _id: string; readonly registrations: readonly Pick<WorkRecord["registrations"][number], "society" | "workCode">[] }[]
    >();
  return new Map(
    found.flatMap(({ _id, registrations }) => {
      const number = registrations.find((registration) => registration.society === society)?.workCode ?? null;
      return number === null || number.length > LENGTH_MAX ? [] : [[_id, number] as const];
    }),
  );
}
