import type { WorksColumn } from "../../domain/formats/worksCsv.ts";
import { WORKS_HEADER, worksRowText } from "../../domain/formats/worksCsv.ts";
import { writeFigures, writeList, writeTerritories } from "../../domain/formats/worksCsvCells.ts";
import type { PartyBrief, PartyReader } from "../../kit/ports/partyReader.ts";
import { readParties } from "../claimInputs.ts";
import type { WorkModels } from "../model.ts";
import { claimOf } from "../records.ts";
import type { StatementRecord } from "../records.ts";

/** Statements read at a time. */
const PAGE = 200;

/**
 * What a society stated, or was sent, and is in force: a sheet (docs/works-csv.md), piece by piece in the order in which it was stated.
 * What others stated bears their key, so that loading the sheet passes it over.
 */
export async function* exportSheet(society: string, models: Pick<WorkModels, "statements">, parties: PartyReader): AsyncGenerator<string> {
  yield WORKS_HEADER;
  let last = "";
  for (;;) {
    const page = await models.statements
      .find({ _id: { $gt: last } })
      .sort({ _id: 1 })
      .limit(PAGE)
      .lean<StatementRecord[]>();
    const wanted = page.filter((statement) => statement.state === "IN_FORCE" && concerns(statement, society));
    if (wanted.length > 0) yield await textOf(wanted, parties);
    const end = page.at(-1);
    if (end === undefined) return;
    last = end._id;
  }
}

function concerns({ submitter, receipts }: StatementRecord, society: string): boolean {
  return submitter.society === society || receipts.some(({ receiver }) => receiver === society);
}

async function textOf(statements: readonly StatementRecord[], reader: PartyReader): Promise<string> {
  const named = statements.flatMap(({ description, claims }) => [
    ...description.creators.flatMap(({ partyId }) => partyId ?? []),
    ...claims.flatMap(({ partyId, writerPartyIds }) => [partyId, ...writerPartyIds]),
  ]);
  const parties = await readParties(reader, named);
  return statements.flatMap((statement) => rowsOf(statement, parties).map(worksRowText)).join("");
}

type Row = Partial<Record<WorksColumn, string>>;

function rowsOf(statement: StatementRecord, parties: ReadonlyMap<string, PartyBrief>): Row[] {
  const { description, claims, submitter, submitterWorkNumber } = statement;
  const codeOf = (id: string): string => parties.get(id)?.ipiNameNumber ?? id;
  const [original, ...others] = description.titles;
  const rows: Row[] = [
    { record: "WORK", title: original?.text ?? "", ...given({ language: original?.language, iswc: description.iswc }) },
    ...others.map(({ text, kind, language }) => ({ record: "TITLE", title: text, kind, ...given({ language }) })),
    ...description.creators.map(({ partyId, name, role }) => ({
      record: "CREATOR",
      name,
      role,
      party: partyId === null ? "" : codeOf(partyId),
    })),
    ...description.recordings.map(({ isrc, title, performers, durationMs }) => ({
      ...{ record: "RECORDING", name: writeList(performers) },
      ...given({ isrc, title, duration_ms: durationMs === null ? null : String(durationMs) }),
    })),
    ...claims.map((record) => {
      const claim = claimOf(record);
      return {
        ...{ record: "CLAIM", party: codeOf(claim.partyId), name: claim.partyName, role: claim.role, side: claim.side, kind: claim.kind },
        ...{ ...writeFigures(claim.figures), territories: writeTerritories(claim.territories.rows) },
        ...given({ valid_from: claim.period.from, valid_until: claim.period.until, agreement: claim.agreement }),
        ...{ writers: writeList(claim.writerPartyIds.map(codeOf)), chain: writeList(claim.chain) },
      };
    }),
  ];
  return rows.map((row) => ({ ...row, work_code: submitterWorkNumber, stated_by: submitter.key }));
}

function given(cells: Readonly<Partial<Record<WorksColumn, string | null | undefined>>>): Row {
  return Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== null && text !== undefined));
}
