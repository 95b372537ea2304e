import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Field } from "../../../subgraphs/domain/formats/fixedWidth.ts";
import {
  field,
  fieldText,
  layout,
  layoutOfVersion,
  rawField,
  restOf,
  writeField,
  writeFields,
} from "../../../subgraphs/domain/formats/fixedWidth.ts";

const PARTY = layout("PTY", {
  type: field("Type", 1, 3, "TEXT", "M"),
  number: field("Number", 4, 5, "NUMBER", "M"),
  name: field("Name", 9, 10, "TEXT", "M"),
  share: field("Share", 19, 5, "SHARE", "O", "2.2"),
});

describe("a record of fixed width", () => {
  test("is written at full width: numbers to the right with zeros, text to the left with spaces", () => {
    const line = writeFields(
      PARTY,
      new Map<Field, string>([
        [PARTY.type, "PTY"],
        [PARTY.number, "42"],
        [PARTY.name, "ANNA"],
        [PARTY.share, "3333"],
      ]),
    );
    expect(line).toBe("PTY00042ANNA      03333");
    expect(writeFields(PARTY, new Map([[PARTY.name, "ANNA"]]), 2)).toBe("ANNA      00000");
  });

  test("is read short, trimmed or longer than it should be", () => {
    expect(fieldText("PTY00042ANNA", PARTY.name)).toBe("ANNA");
    expect(fieldText("PTY00042ANNA", PARTY.share)).toBe("");
    expect(rawField("PTY00042AN", PARTY.name)).toBe("AN        ");
    expect(restOf("PTY00042ANNA      03333 LATER  ", PARTY)).toBe(" LATER");
    expect(restOf("PTY00042ANNA      03333   ", PARTY)).toBe("");
  });

  test("loses the fields that a later version added", () => {
    expect(layoutOfVersion(PARTY, "2.1")).toMatchObject({ width: 18 });
    expect(layoutOfVersion(PARTY, "2.2")).toMatchObject({ width: 23 });
  });

  test("cuts text that is too long, and takes nothing but digits as a number", () => {
    expect(writeField(PARTY.name, "A NAME TOO LONG")).toBe("A NAME TOO");
    expect(() => writeField(PARTY.number, "123456")).toThrow("at most 5 digits");
    expect(() => writeField(PARTY.number, "-1")).toThrow("digits");
  });

  test("has no gaps between its fields", () => {
    expect(() => layout("BAD", { one: field("One", 1, 3, "TEXT", "M"), two: field("Two", 5, 1, "TEXT", "M") })).toThrow("begins at 4");
  });

  test("is read as it was written, whatever its fields hold", () => {
    const text = fc.stringMatching(/^([!-~]([ -~]{0,8}[!-~])?)?$/);
    fc.assert(
      fc.property(text, fc.nat(99_999), fc.nat(10_000), (name, number, share) => {
        const line = writeFields(
          PARTY,
          new Map<Field, string>([
            [PARTY.name, name],
            [PARTY.number, String(number)],
            [PARTY.share, String(share)],
          ]),
        );
        expect(line).toHaveLength(PARTY.width);
        expect([fieldText(line, PARTY.name), Number(fieldText(line, PARTY.number)), Number(fieldText(line, PARTY.share))]).toEqual([
          name,
          number,
          share,
        ]);
      }),
    );
  });
});
