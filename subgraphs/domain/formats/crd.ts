/**
 * A royalty statement as a CRD-style file: the record family, the 19-character prefix and the field places of CISAC's Common Royalty
 * Distribution (CRD 3.0 revision 5) as far as public sources show them. The specification itself was not at hand: fields whose places are
 * not known stay blank, records whose places are not known are not written, so this is not certified CRD (docs/crd-export.md).
 *
 * HDR GRH, one SDN for the statement, an ESI for each source of use, then a transaction for each work: MWN work, MDR right, MIP share, WER
 * exploitation; GRT TRL. Amounts are whole numbers with the decimals that SDN states; they add up to the statement exactly.
 */
import { invariant } from "../invariant.ts";
import { allocate } from "../money.ts";
import type { Outcome, Problem } from "../outcome.ts";
import { ok, problem, refused } from "../outcome.ts";
import type { IpiRight } from "../rights.ts";
import { familyOf } from "../rights.ts";
import type { Share } from "../shares.ts";
import { share } from "../shares.ts";
import type { CrdRecordType } from "./crdRecords.ts";
import { CRD_PREFIX, CRD_RECORDS } from "./crdRecords.ts";
import type { Field } from "./fixedWidth.ts";
import { fieldText, rawField, writeField } from "./fixedWidth.ts";

/** A statement as it goes out. Amounts are exact and in minor units of `currency`. */
export interface CrdStatement {
  readonly sender: { readonly society: string; readonly name: string };
  /** ISO instant of the file. */
  readonly createdAt: string;
  /** First day of use, and the last one (not the day after), `YYYY-MM-DD`. */
  readonly periodFrom: string;
  readonly periodLast: string;
  readonly currency: string;
  /** Decimals of the currency's minor unit. */
  readonly minorUnits: number;
  readonly grossMinor: bigint;
  readonly remittedMinor: bigint;
  readonly lines: readonly CrdLine[];
}

export interface CrdLine {
  /** Stable: breaks ties of rounding. */
  readonly id: string;
  /** At most 14 characters. */
  readonly workReference: string;
  readonly title: string;
  readonly iswc: string | null;
  readonly right: IpiRight;
  /** Whose share it is. */
  readonly party: CrdParty;
  readonly share: Share;
  /** `0156/STREAM_INTERACTIVE`: territory and use. */
  readonly source: string;
  /** Exact weights of the line within the statement. */
  readonly gross: Share;
  readonly net: Share;
}

/** A party as a file names it: at most 90 characters of its name, and its IPI name number where it has one. */
export interface CrdParty {
  readonly name: string;
  readonly ipiNameNumber: string | null;
}

/** What is read back from a file. */
export interface CrdFile {
  readonly sender: string;
  readonly rightCategory: string;
  readonly periodFrom: string;
  readonly periodLast: string;
  readonly amountDecimals: number;
  readonly currency: string;
  readonly sources: readonly { readonly id: string; readonly name: string }[];
  readonly exploitations: readonly CrdExploitation[];
}

export interface CrdExploitation {
  readonly workReference: string;
  readonly title: string;
  readonly iswc: string | null;
  readonly right: string;
  readonly rightCategory: string;
  readonly party: CrdParty;
  /** Null where the fraction did not fit its fields; the percentage is there in any case, with five decimals. */
  readonly share: Share | null;
  readonly percentage: bigint;
  readonly sourceId: string;
  readonly currency: string;
  readonly gross: bigint;
  readonly remitted: bigint;
}

const { transaction: TRANSACTION, sequence: SEQUENCE } = CRD_PREFIX;
const AMOUNT_DECIMALS_MAX = 8;
const AMOUNT_DIGITS = 18;
const FRACTION_MAX = 99_999n;
const PERCENT_SCALE = 100n * 100_000n;

/** Writes the file: lines end CR LF, places are counted in characters, to be encoded in UTF-8. */
export function writeCrd(statement: CrdStatement): string {
  const writer = createWriter();
  const [date, time] = [compactDate(statement.createdAt.slice(0, 10)), statement.createdAt.slice(11, 19).replaceAll(":", "")];
  const { sender, currency } = statement;
  writer.envelope("HDR", {
    senderType: "SO",
    senderId: /^\d+$/.test(sender.society) ? sender.society : "",
    senderName: sender.name,
    version: "01.10",
    date,
    time,
    sent: date,
  });
  writer.envelope("GRH", { type: "SDN", group: "1", version: "03.00" });
  writer.transaction();
  const period = { from: compactDate(statement.periodFrom), until: compactDate(statement.periodLast) };
  writer.detail("SDN", { category: statementCategory(statement.lines), ...period, decimals: String(decimalsOf(statement)), currency });
  const sources = [...new Set(statement.lines.map(({ source }) => source))].sort();
  const idOf = (source: string): string => `${source.slice(0, 4)}-${String(sources.indexOf(source) + 1).padStart(5, "0")}`;
  for (const source of sources) writer.detail("ESI", { id: idOf(source), name: source });
  const amounts = amountsOf(statement);
  let before: CrdLine | null = null;
  for (const line of [...statement.lines].sort(inFileOrder)) {
    const sameWork = before?.workReference === line.workReference;
    if (!sameWork) {
      writer.transaction();
      writer.detail("MWN", { reference: line.workReference, title: line.title, iswc: line.iswc ?? "" });
    }
    if (!sameWork || before?.right !== line.right) writer.detail("MDR", { right: line.right, category: categoryOf(line.right) });
    const { name: partyName, ipiNameNumber } = line.party;
    writer.detail("MIP", { ...shareFields(line.share), partyName, ipiNameNumber: ipiNameNumber ?? "" });
    const amount = amounts.get(line.id);
    invariant(amount !== undefined, `every line has an amount: ${line.id}`);
    writer.detail("WER", {
      source: idOf(line.source),
      ...period,
      currency,
      gross: amount.gross.toString(),
      remitted: amount.net.toString(),
    });
    before = line;
  }
  return writer.end();
}

interface Writer {
  envelope(record: CrdRecordType, values: Readonly<Record<string, string>>): void;
  transaction(): void;
  detail(record: CrdRecordType, values: Readonly<Record<string, string>>): void;
  end(): string;
}

function createWriter(): Writer {
  const lines: string[] = [];
  let transaction = -1;
  let sequence = 0;
  const envelope = (record: CrdRecordType, values: Readonly<Record<string, string>>): void => {
    lines.push(writeRecord(record, values));
  };
  return {
    envelope,
    transaction: () => {
      transaction += 1;
      sequence = 0;
    },
    detail: (record, values) => {
      lines.push(writeRecord(record, values, { transaction, sequence }));
      sequence += 1;
    },
    end: () => {
      const transactions = String(transaction + 1);
      envelope("GRT", { group: "1", transactions, records: String(lines.length) });
      envelope("TRL", { groups: "1", transactions, records: String(lines.length + 1) });
      return lines.map((line) => `${line}\r\n`).join("");
    },
  };
}

function writeRecord(
  record: CrdRecordType,
  values: Readonly<Record<string, string>>,
  place?: { readonly transaction: number; readonly sequence: number },
): string {
  let line = record as string;
  if (place !== undefined) line += writeField(TRANSACTION, String(place.transaction)) + writeField(SEQUENCE, String(place.sequence));
  for (const [name, one] of Object.entries<Field>(CRD_RECORDS[record])) {
    line = line.padEnd(one.at - 1, " ") + writeField(one, singleLine(values[name] ?? ""));
  }
  return line;
}

/** Amounts with the file's decimals, so that gross and remitted of the lines add up to those of the statement. */
function amountsOf(statement: CrdStatement): ReadonlyMap<string, { readonly gross: bigint; readonly net: bigint }> {
  const { lines, grossMinor, remittedMinor, minorUnits } = statement;
  const scale = 10n ** BigInt(decimalsOf(statement) - minorUnits);
  const split = (total: bigint, weightOf: (line: CrdLine) => Share): ReadonlyMap<string, bigint> => {
    const parts = allocate(
      total * scale,
      lines.map((line) => ({ key: line.id, weight: weightOf(line) })),
    );
    return parts.ok ? parts.value : new Map();
  };
  const gross = split(grossMinor, (line) => line.gross);
  const net = split(remittedMinor, (line) => line.net);
  return new Map(lines.map(({ id }) => [id, { gross: gross.get(id) ?? 0n, net: net.get(id) ?? 0n }]));
}

/** Eight decimals, or as many fewer as the gross amount needs to fit its 18 characters. */
function decimalsOf({ grossMinor, minorUnits }: CrdStatement): number {
  const room = AMOUNT_DIGITS - grossMinor.toString().length + minorUnits;
  invariant(room >= minorUnits, `a gross amount has at most ${AMOUNT_DIGITS} digits, not ${grossMinor}`);
  return Math.min(AMOUNT_DECIMALS_MAX, room);
}

function inFileOrder(one: CrdLine, other: CrdLine): number {
  const [a, b] = [one, other].map(({ workReference, right, source, id }) => `${workReference}\n${right}\n${source}\n${id}`);
  return (a ?? "") < (b ?? "") ? -1 : 1;
}

function categoryOf(right: IpiRight): string {
  const family = familyOf(right);
  return family === "PERFORMING" ? "PER" : family === "MECHANICAL" ? "MEC" : "";
}

function statementCategory(lines: readonly CrdLine[]): string {
  const categories = new Set(lines.map(({ right }) => categoryOf(right)));
  if (categories.size > 1) return "BOT";
  return [...categories][0] ?? "";
}

function shareFields({ numerator, denominator }: Share): Record<string, string> {
  const percentage = ((numerator * PERCENT_SCALE) / denominator).toString();
  const fits = numerator <= FRACTION_MAX && denominator <= FRACTION_MAX;
  return fits
    ? { numerator: numerator.toString(), denominator: denominator.toString(), percentage }
    : { numerator: "0", denominator: "0", percentage };
}

function compactDate(day: string): string {
  return day.replaceAll("-", "");
}

function singleLine(value: string): string {
  return value.replace(/[\r\n\t]+/g, " ");
}

/** Reads what writeCrd wrote, and checks numbering and counts; problems `CRD_RECORD`, `CRD_NUMBERING`, `CRD_COUNT`, `CRD_ENVELOPE`. */
export function readCrd(file: string): Outcome<CrdFile> {
  const lines = file.split(/\r?\n/).filter((line) => line !== "");
  const problems = [...checkEnvelope(lines), ...checkNumbering(lines)];
  if (problems.length > 0) return { ok: false, problems };
  const [header = ""] = lines;
  const statement = lines.find((line) => line.startsWith("SDN"));
  if (statement === undefined) return refused(problem("CRD_RECORD", "The file has no SDN record."));
  const { SDN, ESI } = CRD_RECORDS;
  return ok({
    sender: fieldText(header, CRD_RECORDS.HDR.senderId).slice(-3),
    rightCategory: fieldText(statement, SDN.category),
    periodFrom: fieldText(statement, SDN.from),
    periodLast: fieldText(statement, SDN.until),
    amountDecimals: Number(fieldText(statement, SDN.decimals)),
    currency: fieldText(statement, SDN.currency),
    sources: lines
      .filter((line) => line.startsWith("ESI"))
      .map((line) => ({ id: fieldText(line, ESI.id), name: fieldText(line, ESI.name) })),
    exploitations: readExploitations(lines),
  });
}

function readExploitations(lines: readonly string[]): CrdExploitation[] {
  const { MWN, MDR, MIP, WER } = CRD_RECORDS;
  let [work, right, party] = ["", "", ""];
  return lines.flatMap((line): CrdExploitation[] => {
    if (line.startsWith("MWN")) work = line;
    if (line.startsWith("MDR")) right = line;
    if (line.startsWith("MIP")) party = line;
    if (!line.startsWith("WER")) return [];
    const denominator = BigInt(rawField(party, MIP.denominator));
    return [
      {
        workReference: fieldText(work, MWN.reference),
        title: fieldText(work, MWN.title),
        iswc: fieldText(work, MWN.iswc) || null,
        right: fieldText(right, MDR.right),
        rightCategory: fieldText(right, MDR.category),
        party: { name: fieldText(party, MIP.partyName), ipiNameNumber: fieldText(party, MIP.ipiNameNumber) || null },
        share: denominator === 0n ? null : share(BigInt(rawField(party, MIP.numerator)), denominator),
        percentage: BigInt(rawField(party, MIP.percentage)),
        sourceId: fieldText(line, WER.source),
        currency: fieldText(line, WER.currency),
        gross: BigInt(rawField(line, WER.gross)),
        remitted: BigInt(rawField(line, WER.remitted)),
      },
    ];
  });
}

function checkEnvelope(lines: readonly string[]): Problem[] {
  const types = [lines[0], lines[1], lines.at(-2), lines.at(-1)].map((line) => (line ?? "").slice(0, 3));
  if (types.join() !== "HDR,GRH,GRT,TRL")
    return [problem("CRD_ENVELOPE", `The file begins and ends with ${types.join(", ")} instead of HDR, GRH, GRT, TRL.`)];
  const unknown = lines.findIndex((line) => !(line.slice(0, 3) in CRD_RECORDS));
  if (unknown !== -1)
    return [{ ...problem("CRD_RECORD", `${JSON.stringify(lines[unknown]?.slice(0, 3))} is no record of this form.`), line: unknown + 1 }];
  const counted = { GRT: lines.length - 2, TRL: lines.length };
  const [group = "", trailer = ""] = lines.slice(-2);
  const stated = { GRT: Number(fieldText(group, CRD_RECORDS.GRT.records)), TRL: Number(fieldText(trailer, CRD_RECORDS.TRL.records)) };
  return (["GRT", "TRL"] as const)
    .filter((record) => counted[record] !== stated[record])
    .map((record) => problem("CRD_COUNT", `${record} states ${stated[record]} records; there are ${counted[record]}.`));
}

function checkNumbering(lines: readonly string[]): Problem[] {
  let [transaction, sequence] = [-1, -1];
  return lines.slice(2, -2).flatMap((line, at) => {
    const starts = line.startsWith("SDN") || line.startsWith("MWN");
    [transaction, sequence] = starts ? [transaction + 1, 0] : [transaction, sequence + 1];
    const [found, place] = [Number(rawField(line, TRANSACTION)), Number(rawField(line, SEQUENCE))];
    if (found === transaction && place === sequence) return [];
    return [
      { ...problem("CRD_NUMBERING", `The record is numbered ${found}/${place} instead of ${transaction}/${sequence}.`), line: at + 3 },
    ];
  });
}
