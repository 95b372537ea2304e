import { parseIswc } from "../../domain/identifiers/iswc.ts";
import { problem } from "../../domain/outcome.ts";
import type { Problem } from "../../domain/outcome.ts";
import { findOrganisation, findSociety } from "../../domain/societies.ts";
import type { Caller } from "../../kit/caller.ts";
import { changeCursor, changeNumber } from "../../kit/changes.ts";
import type { RecordedEvent } from "../../kit/events.ts";
import { checkPage, encodeCursor } from "../../kit/page.ts";
import { Refusal, requireOk } from "../../kit/refusal.ts";
import type { WorkParts } from "../parts.ts";
import type { StatementRecord, WorkRecord } from "../records.ts";
import { partyIdsIn, statementTold } from "./told.ts";

/** SDL: the arguments of `societyStatements`. */
export interface StatementsQuestion {
  readonly society?: string | null;
  readonly codes?: readonly string[] | null;
  readonly since?: string | null;
  readonly first?: number | null;
}

type TellingParts = Pick<WorkParts, "store" | "events" | "parties"> & {
  /** The society whose node this house is; null for none. */
  readonly nodeSociety: string | null;
};

const CODES_MAX = 500;
const PAGE_SIZE = 50;
const PAGE_MAX = 100;
const KIND = "works.societyStatements";
/** Events looked at for one page: where few are the society's, a page may be short although more follow. */
const EVENTS_MAX = 5_000;
const EVENTS_PAGE = 1_000;

interface Found {
  readonly statements: readonly { readonly cursor: string; readonly record: StatementRecord }[];
  readonly hasMore: boolean;
  readonly endCursor: string;
  readonly isFirst: boolean;
}

/** Tells what one society states: its own statements and what publishers sent to it (SDL: societyStatements). */
export async function tellStatements(parts: TellingParts, caller: Caller, asked: StatementsQuestion) {
  const society = requireTeller(parts.nodeSociety, caller, asked);
  const found =
    asked.codes === null || asked.codes === undefined ? await changed(parts, society, asked) : await onWorks(parts, society, asked);
  const records = found.statements.map(({ record }) => record);
  const [works, parties] = await Promise.all([
    parts.store.worksByIds([...new Set(records.map(({ workId }) => workId))]),
    partiesOf(parts, records),
  ]);
  return {
    society: { code: society },
    edges: found.statements.map(({ cursor, record }) => ({
      cursor,
      node: statementTold(record, { society, work: works.get(record.workId) ?? null, parties }),
    })),
    pageInfo: {
      startCursor: found.statements[0]?.cursor ?? null,
      endCursor: found.endCursor,
      hasNextPage: found.hasMore,
      hasPreviousPage: !found.isFirst,
    },
  };
}

/** The society that is asked for; a node tells of its own alone. */
function requireTeller(nodeSociety: string | null, caller: Caller, { society }: StatementsQuestion): string {
  const text = (society ?? nodeSociety ?? caller.society ?? "").trim().toUpperCase();
  if (nodeSociety !== null && text !== nodeSociety)
    throw new Refusal([
      problem("NODE_SOCIETY", `This is the node of society ${nodeSociety}; ${text} tells its statements itself.`, ["society"]),
    ]);
  const known = findSociety(text) ?? findOrganisation(text);
  if (known !== null) return known.code;
  const message = text === "" ? "The caller speaks for no society; name one." : `No society or organisation ${text.slice(0, 20)} is known.`;
  throw new Refusal([problem("SOCIETY_UNKNOWN", message, ["society"])]);
}

/** What a society may tell: what it stated, and what no other society stated and was sent to it. */
function isToldBy(society: string, { submitter, receipts }: Pick<StatementRecord, "submitter" | "receipts">): boolean {
  if (submitter.society !== null) return submitter.society === society;
  return receipts.some(({ receiver }) => receiver === society);
}

/** What is in force on the works that bear these codes, by id. */
async function onWorks({ store }: TellingParts, society: string, { codes, since, first }: StatementsQuestion): Promise<Found> {
  const page = requireOk(checkPage({ first: first ?? PAGE_SIZE, after: since }, { kind: KIND, valueCount: 1, max: PAGE_MAX }));
  const after = page.after === null ? "" : String(page.after[0]);
  const { iswcs, keys } = readCodes(codes ?? []);
  const [byIswc, byKey] = await Promise.all([store.worksByIswcs(iswcs), store.worksByCodes(keys)]);
  const works = new Map([...byIswc.values(), ...byKey.values()].map((work: WorkRecord) => [work._id, work]));
  const statements = works.size === 0 ? [] : [...(await store.statementsOf([...works.keys()])).values()].flat();
  const told = statements.filter((one) => isToldBy(society, one) && one._id > after).sort((one, other) => (one._id < other._id ? -1 : 1));
  const shown = told.slice(0, page.first).map((record) => ({ cursor: encodeCursor(KIND, [record._id]), record }));
  return {
    statements: shown,
    hasMore: told.length > shown.length,
    endCursor: shown.at(-1)?.cursor ?? encodeCursor(KIND, [after]),
    isFirst: page.after === null,
  };
}

/** ISWCs in canonical form, and keys of statements; every code that is neither is named. */
function readCodes(codes: readonly string[]): { readonly iswcs: string[]; readonly keys: string[] } {
  if (codes.length > CODES_MAX)
    throw new Refusal([problem("TOO_MANY_CODES", `${codes.length} codes; at most ${CODES_MAX} are answered at once.`, ["codes"])]);
  const problems: Problem[] = [];
  const [iswcs, keys] = [new Set<string>(), new Set<string>()];
  codes.forEach((code, index) => {
    if (/^[A-Z]{2}:[^|]{1,40}\|.{1,60}$/u.test(code)) keys.add(code);
    else {
      const iswc = parseIswc(code);
      if (iswc.ok) iswcs.add(iswc.value);
      else
        problems.push(
          problem("BAD_CODE", `${JSON.stringify(code.slice(0, 60))} is no code; write an ISWC, or SO:052|AC110000.`, [
            "codes",
            String(index),
          ]),
        );
    }
  });
  if (problems.length > 0) throw new Refusal(problems.slice(0, 20));
  return { iswcs: [...iswcs], keys: [...keys] };
}

/** What was stated, received or withdrawn after a place in the log; a version that was replaced since is told by the later one. */
async function changed({ events, store }: TellingParts, society: string, { since, first }: StatementsQuestion): Promise<Found> {
  const page = requireOk(checkPage({ first: first ?? PAGE_SIZE }, { kind: KIND, valueCount: 1, max: PAGE_MAX }));
  const start = since === null || since === undefined ? 0 : requireOk(changeNumber("works", since));
  const statements = new Map<string, { readonly cursor: string; readonly record: StatementRecord }>();
  let last = start;
  while (last - start < EVENTS_MAX) {
    const { events: next, hasMore } = await events.page({ after: last, first: EVENTS_PAGE });
    const records = await store.statementsByIds([...new Set(next.flatMap(statementIn))]);
    for (const event of next) {
      if (statements.size === page.first) return { ...ended(statements, last, start), hasMore: true };
      last = event.number;
      const record = records.get(statementIn(event)[0] ?? "");
      const isTold = record?.state === "IN_FORCE" || (record?.state === "WITHDRAWN" && event.kind === "STATEMENT_WITHDRAWN");
      if (record === undefined || !isTold || !isToldBy(society, record)) continue;
      statements.set(record._id, { cursor: changeCursor("works", last), record });
    }
    if (!hasMore) return { ...ended(statements, last, start), hasMore: false };
  }
  return { ...ended(statements, last, start), hasMore: true };
}

function ended(statements: ReadonlyMap<string, Found["statements"][number]>, last: number, start: number): Omit<Found, "hasMore"> {
  return { statements: [...statements.values()], endCursor: changeCursor("works", last), isFirst: start === 0 };
}

function statementIn({ data }: RecordedEvent): string[] {
  const { statement } = data;
  return typeof statement === "string" ? [statement] : [];
}

/** Everyone that statements name, by the id they name them by. */
async function partiesOf({ parties }: TellingParts, records: readonly StatementRecord[]) {
  const ids = [...new Set(records.flatMap(partyIdsIn))].slice(0, 10_000);
  const { parties: found } = ids.length === 0 ? { parties: [] } : await parties.byIds({ ids });
  return new Map(ids.flatMap((id, at) => (found[at] ? [[id, found[at]] as const] : [])));
}
