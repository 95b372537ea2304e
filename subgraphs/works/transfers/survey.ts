import { countriesThatGo, rightsThatGo, startingLater, transferClaims } from "../../domain/catalogueTransfer.ts";
import type { TransferTerms } from "../../domain/catalogueTransfer.ts";
import { problem } from "../../domain/outcome.ts";
import type { Problem } from "../../domain/outcome.ts";
import type { IpiRight } from "../../domain/rights.ts";
import type { Side } from "../../domain/statements.ts";
import { NO_COUNTRY, unionOf } from "../../domain/territories/countrySet.ts";
import type { CountrySet } from "../../domain/territories/countrySet.ts";
import { canonicalJson, sha256 } from "../../kit/json.ts";
import type { ClientSession } from "../../kit/model.ts";
import { Refusal } from "../../kit/refusal.ts";
import type { WorkModels } from "../model.ts";
import { claimOf } from "../records.ts";
import type { StatementRecord } from "../records.ts";
import { CLAIMS_MAX, STATEMENTS_MAX, WORKS_MAX } from "./limits.ts";
import type { TransferOrder } from "./model.ts";

/** What a transfer is about as things are now. */
export interface Survey {
  /** Works on which something goes, ascending. */
  readonly workIds: readonly string[];
  /** Where something goes, by side and right. */
  readonly places: readonly { readonly side: Side; readonly right: IpiRight; readonly countries: CountrySet }[];
  /** Who stated the claims that go, else received them. */
  readonly societies: ReadonlySet<string>;
  /** Stands for the order and for every statement in force on the works: the same hash has the same effect. */
  readonly hash: string;
}

type Found = Pick<StatementRecord, "_id" | "workId" | "claims" | "submitter" | "receipts">;

/** Where the claims are that go: NOTHING_TO_TRANSFER, WORK_WITHOUT_CLAIM, CLAIM_STARTS_LATER and TOO_MANY_WORKS are refused. */
export async function survey(
  models: WorkModels,
  asked: { readonly order: TransferOrder; readonly terms: TransferTerms; readonly session: ClientSession | null },
): Promise<Survey> {
  const { order, terms, session } = asked;
  const problems: Problem[] = [];
  const works = new Set<string>();
  const places = new Map<string, { side: Side; right: IpiRight; countries: CountrySet }>();
  const societies = new Set<string>();
  for (const { workId, claims, submitter, receipts } of await statementsNaming(models, asked)) {
    const read = claims.map(claimOf);
    const parted = transferClaims(read, terms, () => "");
    if (parted === null) continue;
    works.add(workId);
    const [statedBy] = [submitter.society, ...receipts.map(({ receiver }) => receiver)].flatMap((code) => code ?? []);
    if (statedBy !== undefined) societies.add(statedBy);
    for (const late of startingLater(read, terms)) {
      const message = `${late.partyName}'s claim ${late.id} on the work ${workId} begins on ${late.period.from ?? ""}, after ${terms.on}; take a later day, or other works.`;
      if (problems.length < PROBLEMS_MAX) problems.push(problem("CLAIM_STARTS_LATER", message, ["transfer", "on"]));
    }
    for (const claim of parted.gone) {
      for (const right of rightsThatGo(claim, terms)) {
        const key = `${claim.side}:${right}`;
        const known = places.get(key) ?? { side: claim.side, right, countries: NO_COUNTRY };
        places.set(key, { ...known, countries: unionOf(known.countries, countriesThatGo(claim, terms)) });
      }
    }
  }
  const workIds = [...works].sort();
  problems.push(...faultsOf(order, workIds));
  if (problems.length > 0) throw new Refusal(problems);
  return { workIds, places: [...places.values()], societies, hash: await hashOf(models, { order, workIds, session }) };
}

const PROBLEMS_MAX = 10;

function faultsOf({ on, works, from }: TransferOrder, workIds: readonly string[]): Problem[] {
  if (workIds.length > WORKS_MAX)
    return [
      problem("TOO_MANY_WORKS", `The claims are on more than ${WORKS_MAX} works; name the works, and transfer them in parts.`, [
        "transfer",
        "works",
      ]),
    ];
  if (workIds.length === 0)
    return [problem("NOTHING_TO_TRANSFER", `No claim of ${from} lies within the transfer on ${on} or later.`, ["transfer"])];
  const going = new Set(workIds);
  return (works ?? [])
    .filter((id) => !going.has(id))
    .slice(0, PROBLEMS_MAX)
    .map((id) =>
      problem("WORK_WITHOUT_CLAIM", `No claim of ${from} on the work ${id} lies within the transfer on ${on} or later.`, [
        "transfer",
        "works",
      ]),
    );
}

async function statementsNaming(
  models: WorkModels,
  { order, terms, session }: { readonly order: TransferOrder; readonly terms: TransferTerms; readonly session: ClientSession | null },
): Promise<Found[]> {
  const ofWorks = order.works === null ? {} : { workId: { $in: order.works } };
  const found = await models.statements
    .find(
      { "claims.partyId": { $in: [...terms.fromPartyIds] }, state: "IN_FORCE", ...ofWorks },
      { workId: 1, claims: 1, submitter: 1, receipts: 1 },
      session === null ? {} : { session },
    )
    .limit(STATEMENTS_MAX + 1)
    .lean<Found[]>();
  if (found.length <= STATEMENTS_MAX) return found;
  const message = `More than ${STATEMENTS_MAX} statements name ${order.from}; name the works, and transfer them in parts.`;
  throw new Refusal([problem("TOO_MANY_WORKS", message, ["transfer", "works"])]);
}

async function hashOf(
  models: WorkModels,
  {
    order,
    workIds,
    session,
  }: { readonly order: TransferOrder; readonly workIds: readonly string[]; readonly session: ClientSession | null },
): Promise<string> {
  const inForce = await models.statements
    .find({ workId: { $in: workIds }, state: "IN_FORCE" }, { workId: 1, claimIds: 1 }, session === null ? {} : { session })
    .lean<Pick<StatementRecord, "_id" | "workId" | "claimIds">[]>();
  const claims = inForce.reduce((count, { claimIds }) => count + claimIds.length, 0);
  if (claims > CLAIMS_MAX) {
    const message = `There are ${claims} claims on its works, and at most ${CLAIMS_MAX} can be looked at together; name the works, and transfer them in parts.`;
    throw new Refusal([problem("TOO_MANY_CLAIMS", message, ["transfer", "works"])]);
  }
  const { from, to, on, rights, countries, undoes } = order;
  const statements = inForce.map(({ _id, workId }) => `${workId} ${_id}`).sort();
  return sha256(canonicalJson([from, to, on, rights, countries, undoes, statements]));
}
