// Every identifier against real values: the valid ones are read, shown and read again; the invalid ones are refused with a reason.
import { describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { formatDpid, parseDpid } from "../../../subgraphs/domain/identifiers/dpid.ts";
import { formatGrid, parseGrid } from "../../../subgraphs/domain/identifiers/grid.ts";
import { formatIpiBaseNumber, parseIpiBaseNumber } from "../../../subgraphs/domain/identifiers/ipiBaseNumber.ts";
import { formatIpiNameNumber, parseIpiNameNumber } from "../../../subgraphs/domain/identifiers/ipiNameNumber.ts";
import { formatIsan, parseIsan } from "../../../subgraphs/domain/identifiers/isan.ts";
import { formatIsni, parseIsni } from "../../../subgraphs/domain/identifiers/isni.ts";
import { formatIsrc, parseIsrc } from "../../../subgraphs/domain/identifiers/isrc.ts";
import { formatIswc, parseIswc } from "../../../subgraphs/domain/identifiers/iswc.ts";
import { recognise } from "../../../subgraphs/domain/identifiers/recognise.ts";
import { formatSocietyCode, parseSocietyCode } from "../../../subgraphs/domain/identifiers/societyCode.ts";
import type { Outcome } from "../../../subgraphs/domain/outcome.ts";

type Vectors = Record<string, { valid: string[]; invalid: string[] }>;
const vectors = JSON.parse(readFileSync(new URL("../../samples/identifier-test-vectors.json", import.meta.url), "utf8")) as Vectors;

function shown<T>(parse: (text: string) => Outcome<T>, format: (value: T) => string) {
  return (text: string): Outcome<{ value: T; display: string }> => {
    const outcome = parse(text);
    return outcome.ok ? { ok: true, value: { value: outcome.value, display: format(outcome.value) } } : outcome;
  };
}

const KINDS = {
  iswc: { kind: "ISWC", code: "ISWC", read: shown(parseIswc, formatIswc) },
  ipi_name_number: { kind: "IPI_NAME_NUMBER", code: "IPI_NAME_NUMBER", read: shown(parseIpiNameNumber, formatIpiNameNumber) },
  ipi_base_number: { kind: "IPI_BASE_NUMBER", code: "IPI_BASE_NUMBER", read: shown(parseIpiBaseNumber, formatIpiBaseNumber) },
  isni: { kind: "ISNI", code: "ISNI", read: shown(parseIsni, formatIsni) },
  isan: { kind: "ISAN", code: "ISAN", read: shown(parseIsan, formatIsan) },
  dpid: { kind: "DPID", code: "DPID", read: shown(parseDpid, formatDpid) },
  grid: { kind: "GRID", code: "GRID", read: shown(parseGrid, formatGrid) },
  isrc: { kind: "ISRC", code: "ISRC", read: shown(parseIsrc, formatIsrc) },
  cisac_society_code: { kind: "SOCIETY", code: "SOCIETY_CODE", read: shown(parseSocietyCode, formatSocietyCode) },
} as const;

describe.each(Object.entries(KINDS))("%s", (name, { kind, code, read }) => {
  const { valid = [], invalid = [] } = vectors[name] ?? {};

  it("has values to be tried on", () => expect(valid.length * invalid.length).toBeGreaterThan(0));

  it.each(valid)("reads %s, and its display form as the same", (text) => {
    const outcome = read(text);
    if (!outcome.ok) throw new Error(outcome.problems[0]?.message ?? "refused");
    expect(read(outcome.value.display)).toEqual(outcome);
    expect(read(` ${outcome.value.display.toLowerCase()}\t`)).toEqual(outcome);
    expect(recognise(text)).toEqual({ kind, value: outcome.value.value });
    expect(recognise(outcome.value.display)).toEqual({ kind, value: outcome.value.value });
  });

  it.each(invalid)("refuses %s with its own code, and a mixed batch does not take it for anything else", (text) => {
    const outcome = read(text);
    if (outcome.ok) throw new Error(`accepted as ${outcome.value.display}`);
    expect(outcome.problems).toHaveLength(1);
    expect(outcome.problems[0]?.code).toMatch(new RegExp(`^${code}_(SYNTAX|CHECK_DIGIT|SPECIAL)$`));
    expect(outcome.problems[0]?.message).toContain(text);
    const recognition = recognise(text);
    expect("problem" in recognition).toBe(true);
    expect([kind, null]).toContain(recognition.kind);
  });
});
