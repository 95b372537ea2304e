import { parseIpiNameNumber } from "../../domain/identifiers/ipiNameNumber.ts";
import type { ReadWork, WorksColumn, WorksRecord, WorksRow } from "../../domain/formats/worksCsv.ts";
import { readFigures, readList, readTerritories } from "../../domain/formats/worksCsvCells.ts";
import type { FigureCell } from "../../domain/formats/worksCsvCells.ts";
import { problem } from "../../domain/outcome.ts";
import type { Problem } from "../../domain/outcome.ts";
import type { PartyBrief, PartyReader } from "../../kit/ports/partyReader.ts";
import type { ClaimInput } from "../claimInputs.ts";
import type { RegisterWorkInput } from "../registerWork.ts";

/** A work of a sheet as a registration, and the way back from a path in it to the cell it came from. */
export interface SheetRegistration {
  readonly input: RegisterWorkInput;
  /** What the cells themselves have wrong. */
  readonly problems: readonly Problem[];
  /** A problem of the input, at its cell. */
  placed(found: Problem): Problem;
}

const HOUSE_ID = /^pty_[0-9A-Z]{26}$/;

/** The parties that the rows of works name: IPI name numbers in canonical form, and ids. */
export function partiesNamed(works: readonly ReadWork[]): string[] {
  const cells = works.flatMap(({ rows }) => (rows ?? []).flatMap(({ cells: { party, writers } }) => [party ?? "", ...readList(writers)]));
  return [...new Set(cells.flatMap((text) => codeOf(text) ?? []))];
}

/** What a cell names a party by; null when it is neither an IPI name number nor an id. */
function codeOf(text: string): string | null {
  if (HOUSE_ID.test(text)) return text;
  const number = parseIpiNameNumber(text);
  return number.ok ? number.value : null;
}

const ASKED_AT_ONCE = 500;

/** The parties of codes and ids, asked for together; what is read of them afterwards asks nobody. */
export async function knownParties(codes: readonly string[], reader: PartyReader): Promise<Pick<PartyReader, "byIds">> {
  const known = new Map<string, PartyBrief | null>();
  const ask = async (asked: readonly string[], answer: (part: readonly string[]) => Promise<readonly (PartyBrief | null)[]>) => {
    for (let at = 0; at < asked.length; at += ASKED_AT_ONCE) {
      const part = asked.slice(at, at + ASKED_AT_ONCE);
      const parties = await answer(part);
      part.forEach((code, index) => known.set(code, parties[index] ?? null));
    }
  };
  const isId = (code: string): boolean => HOUSE_ID.test(code);
  await ask(codes.filter(isId), async (ids) => (await reader.byIds({ ids })).parties);
  await ask(
    codes.filter((code) => !isId(code)),
    async (numbers) => (await reader.byCodes({ codes: numbers })).parties,
  );
  return { byIds: ({ ids }) => Promise.resolve({ parties: ids.map((id) => known.get(id) ?? null) }) };
}

/** Reads the rows of a work. Cells that no registration could hold are problems; the rest is for whoever reads the registration. */
export function registrationOf(workCode: string, rows: readonly WorksRow[]): SheetRegistration {
  const of = (record: WorksRecord): readonly WorksRow[] => rows.filter((row) => row.record === record);
  const [titles, creators, recordings, claims] = [[...of("WORK"), ...of("TITLE")], of("CREATOR"), of("RECORDING"), of("CLAIM")];
  const problems: Problem[] = [];
  const party = (row: WorksRow, text: string | undefined, column: WorksColumn): string => {
    const code = codeOf(text ?? "");
    if (code !== null) return code;
    const faults =
      text === undefined ? [problem("PARTY_MISSING", "A party is named by its IPI name number, or by its id here.")] : ipiFaults(text);
    problems.push(...faults.map((fault) => ({ ...fault, ...row.at(column) })));
    return text ?? "";
  };
  const read = claims.map((row) => claimOf(row, { party, problems }));
  const input: RegisterWorkInput = {
    workCode,
    titles: titles.map(({ cells }, index) => ({
      text: cells.title ?? "",
      kind: index === 0 ? "ORIGINAL" : (cells.kind ?? "AT"),
      language: cells.language,
    })),
    iswc: titles[0]?.cells.iswc,
    creators: creators.map((row) => ({ party: party(row, row.cells.party, "party"), role: row.cells.role ?? "" })),
    recordings: recordings.map((row) => ({
      isrc: row.cells.isrc,
      title: row.cells.title,
      performers: readList(row.cells.name),
      durationMs: durationOf(row, problems),
    })),
    claims: read.map(({ claim }) => claim),
  };
  const lists = { titles, creators, recordings, claims };
  return {
    input,
    problems,
    placed: (found) => ({ ...found, ...placeOf(found.path, { lists, figures: read.map(({ figures }) => figures), work: titles[0] }) }),
  };
}

function ipiFaults(text: string): readonly Problem[] {
  const number = parseIpiNameNumber(text);
  return number.ok ? [] : number.problems;
}

interface Reading {
  readonly party: (row: WorksRow, text: string | undefined, column: WorksColumn) => string;
  readonly problems: Problem[];
}

function claimOf(row: WorksRow, { party, problems }: Reading): { readonly claim: ClaimInput; readonly figures: readonly FigureCell[] } {
  const { cells } = row;
  const { figures, odd } = readFigures(cells);
  const fail = (code: string, message: string, column: WorksColumn): void => {
    problems.push({ ...problem(code, message), ...row.at(column) });
  };
  for (const entry of odd)
    fail("RIGHT", `${JSON.stringify(entry.slice(0, 40))} is no figure; write an IPI right and a share, such as TB 50.`, "rights");
  const side = cells.side?.toUpperCase();
  if (side !== "WRITER" && side !== "PUBLISHER")
    fail("SIDE", `The side is WRITER or PUBLISHER, not ${JSON.stringify(cells.side ?? "")}.`, "side");
  const kind = cells.kind?.toUpperCase() ?? "CLAIMED";
  if (kind !== "CLAIMED" && kind !== "FREE")
    fail("CLAIM_KIND", `A claim is CLAIMED or FREE, not ${JSON.stringify(cells.kind ?? "")}.`, "kind");
  const claim: ClaimInput = {
    party: party(row, cells.party, "party"),
    side: side === "PUBLISHER" ? "PUBLISHER" : "WRITER",
    role: cells.role ?? "",
    figures: figures.map(({ family, right, percent }) => ({ family, right, percent })),
    territories: readTerritories(cells.territories),
    period: { from: cells.valid_from, until: cells.valid_until },
    writers: readList(cells.writers).map((text) => party(row, text, "writers")),
    chain: readList(cells.chain),
    agreement: cells.agreement,
    kind: kind === "FREE" ? "FREE" : "CLAIMED",
  };
  return { claim, figures };
}

function durationOf(row: WorksRow, problems: Problem[]): number | null {
  const text = row.cells.duration_ms;
  if (text === undefined) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  problems.push({
    ...problem("DURATION", `${JSON.stringify(text.slice(0, 20))} is no duration; write whole milliseconds, such as 215000.`),
    ...row.at("duration_ms"),
  });
  return null;
}

/** The column of each member of a registration. */
const COLUMNS: Readonly<Record<string, WorksColumn>> = {
  ...{ workCode: "work_code", iswc: "iswc", text: "title", party: "party", role: "role", isrc: "isrc", title: "title" },
  ...{ territories: "territories", writers: "writers", from: "valid_from", until: "valid_until", period: "valid_from" },
};

interface Cells {
  readonly lists: Readonly<Record<string, readonly WorksRow[]>>;
  readonly figures: readonly (readonly FigureCell[])[];
  readonly work: WorksRow | undefined;
}

function placeOf([list = "", index = "", member = "", ...rest]: readonly string[], { lists, figures, work }: Cells): Partial<Problem> {
  const row = lists[list]?.[Number(index)];
  if (row === undefined) return work?.at(COLUMNS[list]) ?? {};
  if (member === "figures")
    return row.at(figures[Number(index)]?.[Number(rest[0])]?.column ?? (row.cells.rights === undefined ? "pr" : "rights"));
  return row.at(COLUMNS[rest.at(-1) ?? ""] ?? COLUMNS[member]);
}
