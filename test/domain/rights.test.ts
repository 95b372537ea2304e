// The rights of the trade against the reference table, their families, and what each use needs.
import { describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { parseTable } from "../../scripts/csv.ts";
import {
  CREATION_CLASS_LABELS,
  FAMILY_RIGHTS,
  familyOf,
  IPI_RIGHTS,
  IPI_ROLE_LABELS,
  isIpiRight,
  MUSICAL_WORK,
  RIGHT_FAMILIES,
  RIGHT_LABELS,
  rightsNeeded,
  USE_TYPES,
} from "../../subgraphs/domain/rights.ts";

const codes = parseTable(readFileSync(new URL("../../seed/tables/ipi-codes.csv", import.meta.url), "utf8"));
const of = (table: string) => codes.filter((row) => row["table"] === table).map((row) => row["code"]);

describe("IPI rights", () => {
  it("are the 25 of the table, each with a label", () => {
    expect([...IPI_RIGHTS].sort()).toEqual(of("right").sort());
    expect(IPI_RIGHTS).toHaveLength(25);
    expect(Object.keys(RIGHT_LABELS).sort()).toEqual([...IPI_RIGHTS].sort());
    expect(RIGHT_LABELS.OD).toBe("Making Available Right-Interactive");
  });

  it("say that the label of RB is unverified", () => expect(RIGHT_LABELS.RB).toContain("unverified"));

  it("have no code for online performance as such", () => {
    expect(isIpiRight("OP")).toBe(false);
    expect(isIpiRight("OD")).toBe(true);
  });

  it("belong to one family at most", () => {
    const all = RIGHT_FAMILIES.flatMap((family) => FAMILY_RIGHTS[family]);
    expect(new Set(all).size).toBe(all.length);
    for (const family of RIGHT_FAMILIES) for (const right of FAMILY_RIGHTS[family]) expect(familyOf(right)).toBe(family);
    expect(IPI_RIGHTS.filter((right) => familyOf(right) === null).sort()).toEqual(["BT", "DB", "ER", "RB", "RL", "RR"]);
  });

  it("keep roles and creation classes beside them", () => {
    expect([...IPI_ROLE_LABELS.keys()].sort()).toEqual(of("role").sort());
    expect([...CREATION_CLASS_LABELS.keys()].sort()).toEqual(of("creation_class").sort());
    expect(CREATION_CLASS_LABELS.get(MUSICAL_WORK)).toBe("Musical Work");
  });
});

describe("the rights a use needs", () => {
  it.each([
    ["STREAM_INTERACTIVE", undefined, ["OD", "MD"]],
    ["STREAM_NON_INTERACTIVE", undefined, ["OB", "MB"]],
    ["DOWNLOAD", undefined, ["MD", "OD"]],
    ["DOWNLOAD", "0156", ["MD", "OD"]],
    ["DOWNLOAD", "0840", ["MD"]],
    ["RADIO", "0840", ["PR", "MA"]],
    ["TELEVISION", undefined, ["TB", "MT"]],
    ["PUBLIC_PERFORMANCE", undefined, ["PR", "PC", "TO", "TV"]],
    ["KARAOKE", undefined, ["PC", "MV"]],
    ["SYNCHRONISATION", undefined, ["SY"]],
    ["AI_TRAINING", undefined, ["RP"]],
    ["AI_OUTPUT", undefined, ["OD", "MD"]],
  ] as const)("%s in %s", (use, country, rights) => expect(rightsNeeded(use, country)).toEqual(rights));

  it("is stated for every use, and rests on no right outside the families", () => {
    for (const use of USE_TYPES) for (const right of rightsNeeded(use)) expect(familyOf(right)).not.toBeNull();
  });
});
