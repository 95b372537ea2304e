import { type Problem, problem } from "../../outcome.ts";
import type { CellRow, PartyColumn, PartyRecordType, ReadCells } from "./columns.ts";

/** Entries of one list of a party at most. */
const ENTRIES_MAX = 500;

type Json = Readonly<Record<string, unknown>>;
type Members = Readonly<Record<string, PartyColumn>>;

/** The members of the object, and of the entries of its lists, with the columns that mean the same. */
const PARTY: Members = { ipiBaseNumber: "ipi_base_number", partyKey: "party_key", kind: "kind", isni: "isni", dpid: "dpid" };
const VALIDITY: Members = { validFrom: "valid_from", validUntil: "valid_until" };
const NAME: Members = {
  ...{ type: "name_type", ipiNameNumber: "ipi_name_number", lastName: "last_name", firstName: "first_name", language: "language" },
  ...VALIDITY,
};
const STATUS: Members = { status: "status", forwardTo: "forward_to", validFrom: "valid_from" };
const MEMBERSHIP: Members = {
  ...{ society: "society", creationClass: "creation_class", role: "role", side: "side", rights: "rights", territories: "territories" },
  ...{ share: "share", ...VALIDITY },
};
const DIRECT: Members = { creationClass: "creation_class", rights: "rights", uses: "uses", territories: "territories", ...VALIDITY };
const ENTRUSTMENT: Members = { hub: "society", writersPerforming: "writers_performing", signedOn: "signed_on", ...DIRECT };
const EXCLUSION: Members = { side: "side", licensors: "licensors", ...DIRECT };
const LISTS = [
  { name: "names", record: "NAME", members: NAME },
  { name: "statuses", record: "STATUS", members: STATUS },
  { name: "memberships", record: "MEMBERSHIP", members: MEMBERSHIP },
  { name: "entrustments", record: "ENTRUSTMENT", members: ENTRUSTMENT },
  { name: "exclusions", record: "EXCLUSION", members: EXCLUSION },
] as const;

/**
 * The rows that one line of a JSON Lines file states: an object is one party, with lists of its names, statuses, memberships, entrustments and exclusions. Problems
 * `JSON_SYNTAX`, `JSON_OBJECT`, `JSON_LIST`, `JSON_TYPE`, `JSON_TOO_MANY` reject the line; `JSON_MEMBER_UNKNOWN` is a note.
 */
export function readPartyJson(line: number, text: string): ReadCells {
  const problems: Problem[] = [];
  const fault = (code: string, message: string, field?: string): void => {
    problems.push({
      ...problem(code, message),
      line,
      severity: code === "JSON_MEMBER_UNKNOWN" ? "INFO" : "RR",
      ...(field === undefined ? {} : { field }),
    });
  };
  const party = parseObject(text);
  if (party === "syntax")
    fault("JSON_SYNTAX", `The line is not JSON: ${JSON.stringify(text.slice(0, 60))}; each line is one whole object.`);
  else if (party === "other") fault("JSON_OBJECT", 'The line is no object; a party is one, such as {"ipiBaseNumber": "I-001068130-6"}.');
  if (typeof party === "string") return { rows: [], problems };
  const own = cellsOf(party, { members: PARTY, prefix: "", ignored: LISTS.map(({ name }) => name) }, fault);
  const [mainAt, ...lists] = [mainNameAt(party), ...LISTS.map((list) => entriesOf(party, list.name, fault))];
  const rows: CellRow[] = [];
  if (own.has("kind") || lists.every((list) => list.length === 0)) {
    const main = lists[0]?.[mainAt];
    const name = main === undefined ? new Map<PartyColumn, Cell>() : cellsOf(main, { members: NAME, prefix: `names.${mainAt}.` }, fault);
    rows.push(rowOf(line, "PARTY", new Map([...own, ...name])));
  }
  const key = new Map([...own].filter(([column]) => column === "ipi_base_number" || column === "party_key"));
  LISTS.forEach(({ name, record, members }, at) => {
    lists[at]?.forEach((entry, index) => {
      if (record === "NAME" && index === mainAt && own.has("kind")) return;
      rows.push(rowOf(line, record, new Map([...key, ...cellsOf(entry, { members, prefix: `${name}.${index}.` }, fault)])));
    });
  });
  return problems.some(({ severity }) => severity === "RR") ? { rows: [], problems } : { rows, problems };
}

/** Columns whose codes may stand in a list. */
const MAY_BE_LIST: ReadonlySet<PartyColumn> = new Set(["rights", "territories", "uses", "licensors"]);

interface Cell {
  readonly text: string;
  /** Where it stands in the object. */
  readonly path: string;
}
type Fault = (code: string, message: string, field?: string) => void;

function rowOf(line: number, record: PartyRecordType, cells: ReadonlyMap<PartyColumn, Cell>): CellRow {
  return {
    line,
    cell: (column) => (column === "record" ? record : (cells.get(column)?.text.trim() ?? "")),
    at: (column, { code, message, severity }) => ({
      ...problem(code, message),
      ...{ line, record, field: cells.get(column)?.path ?? column, severity: severity ?? "RR" },
    }),
  };
}

function parseObject(text: string): Json | "syntax" | "other" {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : "other";
  } catch {
    return "syntax";
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first patronym, else the first name: the one that a new party is registered under. */
function mainNameAt(party: Json): number {
  const names: unknown = party["names"];
  if (!Array.isArray(names)) return 0;
  const patronym = names
    .slice(0, ENTRIES_MAX)
    .findIndex((name: unknown) => isObject(name) && (name["type"] === undefined || name["type"] === "PA"));
  return Math.max(0, patronym);
}

function entriesOf(party: Json, name: string, fault: Fault): readonly Json[] {
  const list: unknown = Object.hasOwn(party, name) ? party[name] : undefined;
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) {
    fault("JSON_LIST", `${name} is a list of objects.`, name);
    return [];
  }
  if (list.length > ENTRIES_MAX) fault("JSON_TOO_MANY", `${name} has ${list.length} entries; at most ${ENTRIES_MAX} are possible.`, name);
  return list.slice(0, ENTRIES_MAX).flatMap((entry: unknown, at) => {
    if (isObject(entry)) return [entry];
    fault("JSON_OBJECT", "Each entry is an object.", `${name}.${at}`);
    return [];
  });
}

function cellsOf(
  object: Json,
  { members, prefix, ignored = [] }: { readonly members: Members; readonly prefix: string; readonly ignored?: readonly string[] },
  fault: Fault,
): Map<PartyColumn, Cell> {
  const cells = new Map<PartyColumn, Cell>();
  for (const [name, value] of Object.entries(object)) {
    const column = Object.hasOwn(members, name) ? members[name] : undefined;
    const path = `${prefix}${name.slice(0, 40)}`;
    if (column === undefined) {
      if (!ignored.includes(name)) fault("JSON_MEMBER_UNKNOWN", `The member ${JSON.stringify(name.slice(0, 40))} is not used.`, path);
      continue;
    }
    const text = textOf(value, MAY_BE_LIST.has(column));
    if (text === null)
      fault("JSON_TYPE", `${path} is a text${MAY_BE_LIST.has(column) ? " or a list of texts" : ""}, or is left out.`, path);
    else if (text !== "") cells.set(column, { text, path });
  }
  return cells;
}

function textOf(value: unknown, mayBeList: boolean): string | null {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (!mayBeList || !Array.isArray(value) || value.length > ENTRIES_MAX) return null;
  return value.every((one): one is string => typeof one === "string") ? value.join(" ") : null;
}
