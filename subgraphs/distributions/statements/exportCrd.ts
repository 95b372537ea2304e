import { minorOfFine } from "../../domain/distribution/fine.ts";
import { daysOfQuarter, parseQuarter } from "../../domain/distribution/quarter.ts";
import type { CrdLine, CrdParty } from "../../domain/formats/crd.ts";
import { writeCrd } from "../../domain/formats/crd.ts";
import { minorUnitsOf, parseCurrency } from "../../domain/money.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { ok, problem, refused } from "../../domain/outcome.ts";
import { parseStoredShare } from "../../domain/shares.ts";
import { findOrganisation, findSociety } from "../../domain/societies.ts";
import type { Caller } from "../../kit/caller.ts";
import { requireOk } from "../../kit/refusal.ts";
import { mayReadStatement, readingSociety } from "../access.ts";
import { batchesOf } from "../ports.ts";
import type { DistributionsPorts } from "../ports.ts";
import type { LineRecord, MoneyModels, StatementRecord } from "../runs/model.ts";
import { lineAmounts } from "./lineAmounts.ts";

/** Lines that one file may have: it is made in memory. */
const LINES_MAX = 200_000;
/** Parties that the party reader takes at once. */
const PARTIES_MAX = 500;
const DAY_MS = 86_400_000;

interface ExportGround {
  readonly money: MoneyModels;
  readonly ports: Pick<DistributionsPorts, "partyReader">;
}

/** A statement of a run as a file. */
export interface CrdExport {
  readonly fileName: string;
  /** In UTF-8. */
  readonly text: string;
}

/**
 * The CRD-style file of what a run pays a society; several statements of one run (other payers, other currencies) follow each other as files
 * in one text. Problems: `STATEMENT_UNKNOWN` (also where the caller may not read it), `STATEMENT_TOO_LONG`.
 */
export async function exportCrd(
  ground: ExportGround,
  caller: Caller,
  asked: { readonly runId: string; readonly to: string },
): Promise<Outcome<CrdExport>> {
  readingSociety(caller);
  const { runId, to } = asked;
  const found = await ground.money.statements.find({ runId, payee: to }).sort({ payee: 1, _id: -1 }).limit(100).lean();
  const statements = found.filter((statement) => mayReadStatement(caller, statement));
  if (statements.length === 0)
    return refused(
      problem("STATEMENT_UNKNOWN", `The run ${runId.slice(0, 40)} has no statement to ${to.slice(0, 20)} that you may read.`, ["to"]),
    );
  const lineCount = statements.reduce((sum, one) => sum + one.lineCount, 0);
  if (lineCount > LINES_MAX)
    return refused(problem("STATEMENT_TOO_LONG", `The statement has ${lineCount} lines; a file holds at most ${LINES_MAX}.`, ["to"]));
  const texts: string[] = [];
  for (const statement of statements) texts.push(await textOf(ground, statement));
  return ok({ fileName: `${runId}-${to}.crd`, text: texts.join("") });
}

async function textOf({ money, ports }: ExportGround, statement: StatementRecord): Promise<string> {
  const lines = await money.lines.find({ statementId: statement._id }).sort({ _id: 1 }).limit(LINES_MAX).lean();
  const run = await money.runs.findOne({ _id: statement.runId }).lean();
  const numbers = await nameNumbers(ports, lines);
  const currency = requireOk(parseCurrency(statement.currency));
  const { from, until } = daysOfQuarter(requireOk(parseQuarter(statement.period)));
  return writeCrd({
    sender: { society: statement.payer, name: nameOf(statement.payer) },
    createdAt: run?.ranAt ?? new Date(0).toISOString(),
    periodFrom: from,
    periodLast: new Date(Date.parse(until) - DAY_MS).toISOString().slice(0, 10),
    currency,
    minorUnits: minorUnitsOf(currency),
    grossMinor: BigInt(statement.grossMinor),
    remittedMinor: BigInt(statement.remittedMinor),
    lines: lines.map((line) => ({ ...crdLine(line, statement), party: partyOf(line, numbers) })),
  });
}

/** The IPI name number of each party of the lines, as parties knows it now; a merged party answers with the survivor's. */
async function nameNumbers({ partyReader }: ExportGround["ports"], lines: readonly LineRecord[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(lines.flatMap(({ partyId }) => partyId ?? []))];
  const numbers = new Map<string, string>();
  for (const batch of batchesOf(ids, PARTIES_MAX)) {
    const { parties } = await partyReader.byIds({ ids: batch });
    batch.forEach((id, at) => {
      const number = parties[at]?.ipiNameNumber ?? null;
      if (number !== null) numbers.set(id, number);
    });
  }
  return numbers;
}

function partyOf({ partyId, partyName }: LineRecord, numbers: ReadonlyMap<string, string>): CrdParty {
  return { name: partyName ?? "", ipiNameNumber: partyId === null ? null : (numbers.get(partyId) ?? null) };
}

function crdLine(line: LineRecord, statement: StatementRecord): Omit<CrdLine, "party"> {
  const { gross, net } = lineAmounts(line, statement);
  return {
    id: line._id,
    // The place holds 14 characters: the random end of the work's id tells works apart.
    workReference: line.workKey.slice(-14),
    title: line.title ?? "",
    iswc: line.iswc,
    right: line.right,
    share: parseStoredShare(line.part),
    source: `${line.territory}/${line.use}`,
    gross: minorOfFine(gross),
    net: minorOfFine(net),
  };
}

function nameOf(code: string): string {
  return findSociety(code)?.name ?? findOrganisation(code)?.name ?? code;
}
