import { invariant } from "../../domain/invariant.ts";
import type { TransferTerms } from "../../domain/catalogueTransfer.ts";
import { problem } from "../../domain/outcome.ts";
import type { Problem } from "../../domain/outcome.ts";
import { parseLocalDate } from "../../domain/period.ts";
import type { LocalDate } from "../../domain/period.ts";
import { IPI_RIGHTS, isIpiRight } from "../../domain/rights.ts";
import type { IpiRight } from "../../domain/rights.ts";
import { NO_COUNTRY, parseStoredCountrySet, storedCountrySet } from "../../domain/territories/countrySet.ts";
import { expandScope, parseTisCode } from "../../domain/territories/tis.ts";
import type { PartyReader } from "../../kit/ports/partyReader.ts";
import { Refusal } from "../../kit/refusal.ts";
import { readParties } from "../claimInputs.ts";
import type { WorkParts } from "../parts.ts";
import type { WorkRecord } from "../records.ts";
import { WORKS_MAX } from "./limits.ts";
import type { TransferModel, TransferOrder, TransferRecord } from "./model.ts";

/** SDL: CatalogueTransferInput. */
export interface CatalogueTransferInput {
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly works?: readonly string[] | null | undefined;
  readonly rights?: readonly string[] | null | undefined;
  readonly territories?: readonly string[] | null | undefined;
  readonly undoes?: string | null | undefined;
}

const TERRITORIES_MAX = 300;
/** Before there were rights to transfer, and after the first day that can be written. */
const FIRST_DAY = "1700-01-01";

/** Reads what is to go. Refuses, all faults together: unknown parties, works and transfers, a day that is none, limits that leave nothing. */
export async function readOrder(parts: Pick<WorkParts, "parties" | "models">, input: CatalogueTransferInput): Promise<TransferOrder> {
  const problems: Problem[] = [];
  const named = await readParties(parts.parties, [input.from, input.to]);
  const [from, to] = (["from", "to"] as const).map((side) => {
    const party = named.get(input[side]);
    if (party === undefined)
      problems.push(problem("PARTY_UNKNOWN", `No party ${input[side]} is known; register it with parties first.`, ["transfer", side]));
    return party;
  });
  if (from !== undefined && from.id === to?.id)
    problems.push(
      problem("SAME_PARTY", `${input.from} and ${input.to} are one party, ${from.name}; a transfer has two.`, ["transfer", "to"]),
    );
  const on = parseLocalDate(input.on);
  if (on === null || on < FIRST_DAY)
    problems.push(problem("DATE", `${input.on} is no day from ${FIRST_DAY} on; write YYYY-MM-DD.`, ["transfer", "on"]));
  const works = await readWorks(parts, input.works ?? null, problems);
  const rights = readRights(input.rights ?? null, problems);
  const territories = on === null ? null : readTerritories(input.territories ?? null, { on, problems });
  const undoes = input.undoes ?? null;
  if (undoes !== null) await checkUndone(parts.models.transfers, { undoes, from: from?.id, to: to?.id, problems });
  if (problems.length > 0) throw new Refusal(problems);
  invariant(from !== undefined && to !== undefined && on !== null, "an order without faults names two parties and a day");
  return {
    ...{ from: from.id, to: to.id, toName: to.name, on, works, rights, undoes },
    ...{ territories: territories?.codes ?? null, countries: territories?.countries ?? null },
  };
}

async function readWorks({ models }: Pick<WorkParts, "models">, given: readonly string[] | null, problems: Problem[]) {
  if (given === null) return null;
  const ids = [...new Set(given)].sort();
  const path = ["transfer", "works"];
  if (ids.length === 0 || ids.length > WORKS_MAX) {
    problems.push(problem("TOO_MANY_WORKS", `A list of works has 1 to ${WORKS_MAX}, not ${ids.length}; leave it out for all.`, path));
    return null;
  }
  const found = await models.works
    .find({ _id: { $in: ids } }, { state: 1, mergedInto: 1 })
    .lean<Pick<WorkRecord, "_id" | "state" | "mergedInto">[]>();
  const known = new Map(found.map((work) => [work._id, work]));
  for (const [at, id] of given.entries()) {
    const work = known.get(id);
    if (work?.state === "LIVE") continue;
    const message =
      work === undefined ? `No work ${id} is known.` : `The work ${id} was merged into ${work.mergedInto ?? ""}; name that one.`;
    problems.push(problem(work === undefined ? "WORK_UNKNOWN" : "WORK_MERGED", message, [...path, String(at)]));
    if (problems.length >= PROBLEMS_MAX) break;
  }
  return ids;
}
const PROBLEMS_MAX = 20;

function readRights(given: readonly string[] | null, problems: Problem[]): readonly IpiRight[] | null {
  if (given === null) return null;
  if (given.length === 0)
    problems.push(problem("RIGHTS_COUNT", "A list of rights names at least one; leave it out for all.", ["transfer", "rights"]));
  const asked = new Set(given.filter(isIpiRight));
  return asked.size === IPI_RIGHTS.length ? null : IPI_RIGHTS.filter((right) => asked.has(right));
}

function readTerritories(given: readonly string[] | null, { on, problems }: { readonly on: LocalDate; readonly problems: Problem[] }) {
  if (given === null) return null;
  const path = ["transfer", "territories"];
  if (given.length === 0 || given.length > TERRITORIES_MAX) {
    problems.push(
      problem("TERRITORY_COUNT", `A list of territories has 1 to ${TERRITORIES_MAX}, not ${given.length}; leave it out for all.`, path),
    );
    return null;
  }
  const codes = given.flatMap((text, at) => {
    const code = parseTisCode(text);
    if (!code.ok) problems.push(...code.problems.map((found) => ({ ...found, path: [...path, String(at)] })));
    return code.ok ? [code.value] : [];
  });
  const { countries } = expandScope(
    codes.map((territory) => ({ sign: "I" as const, territory })),
    on,
  );
  if (countries === NO_COUNTRY && codes.length === given.length)
    problems.push(problem("TERRITORIES_EMPTY", `None of ${codes.join(", ")} is a country on ${on}.`, path));
  return { codes, countries: storedCountrySet(countries) };
}

/** What is brought back was brought, from the one who gives now to the one who takes. */
async function checkUndone(
  transfers: TransferModel,
  asked: { readonly undoes: string; readonly from: string | undefined; readonly to: string | undefined; readonly problems: Problem[] },
): Promise<void> {
  const { undoes, from, to, problems } = asked;
  const path = ["transfer", "undoes"];
  const found = await transfers.findById(undoes).lean<TransferRecord | null>();
  if (found?.state !== "APPLIED") {
    const message =
      found === null ? `No transfer ${undoes} is known.` : `The transfer ${undoes} is ${found.state}; only one in effect can be undone.`;
    problems.push(problem(found === null ? "TRANSFER_UNKNOWN" : "TRANSFER_NOT_APPLIED", message, path));
  } else if (from !== undefined && to !== undefined && (found.order.to !== from || found.order.from !== to)) {
    const message = `${undoes} went from ${found.order.from} to ${found.order.to}; undone it goes from ${found.order.to} to ${found.order.from}.`;
    problems.push(problem("UNDO_PARTIES", message, path));
  }
}

/** The terms by which claims change: the predecessor's merged numbers are the predecessor's. */
export async function termsOf(
  parties: Pick<PartyReader, "byIds">,
  transfer: { readonly id: string; readonly order: TransferOrder },
): Promise<TransferTerms> {
  const { from, to, toName, on, rights, countries, undoes } = transfer.order;
  const party = (await parties.byIds({ ids: [from] })).parties[0];
  return {
    fromPartyIds: new Set([from, ...(party?.redirects ?? [])]),
    to: { id: to, name: toName },
    on,
    rights: rights === null ? null : new Set(rights),
    countries: countries === null ? null : parseStoredCountrySet(countries),
    cameBy: undoes,
    transferId: transfer.id,
  };
}
