import { problem } from "../../domain/outcome.ts";
import type { UseType } from "../../domain/rights.ts";
import { Refusal } from "../../kit/refusal.ts";
import type { UsageModels, UsePartRecord } from "../usage/model.ts";

/** The use of one work, or of one unknown title, in a territory. */
export interface ReportedWorkUse {
  /** `wrk_…`, or `?` and a hash. */
  readonly workKey: string;
  readonly title: string | null;
  readonly artist: string | null;
  plays: bigint;
}

/** The use of a report by territory and use, and the works in it. */
export interface ReportUses {
  readonly workIds: readonly string[];
  of(territory: string, use: UseType): readonly ReportedWorkUse[];
}

/** Different works, territories and uses that one report may have in a run: a run keeps them in memory. */
const USES_MAX = 500_000;
const PAGE = 5_000;

/** Reads the sums of a report; those of a large file come in several parts and are added here. */
export async function readReportUses(models: UsageModels, reportId: string): Promise<ReportUses> {
  const places = new Map<string, Map<string, ReportedWorkUse>>();
  const workIds = new Set<string>();
  let useCount = 0;
  for (let after: PartPlace | null = null; ;) {
    const parts: readonly UsePartRecord[] = await readPage(models, reportId, after);
    for (const { workKey, territory, use, plays, title, artist } of parts) {
      const key = `${territory}/${use}`;
      const uses = places.get(key) ?? new Map<string, ReportedWorkUse>();
      places.set(key, uses);
      const known = uses.get(workKey);
      if (known !== undefined) known.plays += BigInt(plays);
      else {
        uses.set(workKey, { workKey, title, artist, plays: BigInt(plays) });
        useCount += 1;
      }
      if (!workKey.startsWith("?")) workIds.add(workKey);
    }
    if (useCount > USES_MAX) {
      throw new Refusal([
        problem("REPORT_TOO_LARGE", `The report ${reportId} has more than ${USES_MAX} different uses; distribute it in parts.`, ["period"]),
      ]);
    }
    const last: UsePartRecord | undefined = parts.at(-1);
    if (last === undefined || parts.length < PAGE) break;
    after = { workKey: last.workKey, id: last._id };
  }
  return { workIds: [...workIds].sort(), of: (territory, use) => [...(places.get(`${territory}/${use}`)?.values() ?? [])] };
}

interface PartPlace {
  readonly workKey: string;
  readonly id: string;
}

async function readPage({ parts }: UsageModels, reportId: string, after: PartPlace | null): Promise<readonly UsePartRecord[]> {
  const place = after === null ? {} : { $or: [{ workKey: { $gt: after.workKey } }, { workKey: after.workKey, _id: { $gt: after.id } }] };
  return await parts
    .find({ reportId, ...place })
    .sort({ workKey: 1, _id: 1 })
    .limit(PAGE)
    .lean();
}
