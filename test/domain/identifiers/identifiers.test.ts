// What the vectors do not show: the two failures kept apart, the ways people write a number, constructors, and laws over random bodies.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { dpidOf, parseDpid } from "../../../subgraphs/domain/identifiers/dpid.ts";
import { gridOf, parseGrid } from "../../../subgraphs/domain/identifiers/grid.ts";
import { ipiBaseNumberOf, parseIpiBaseNumber, SPECIAL_PARTIES } from "../../../subgraphs/domain/identifiers/ipiBaseNumber.ts";
import { ipiNameNumberOf, parseIpiNameNumber } from "../../../subgraphs/domain/identifiers/ipiNameNumber.ts";
import { isanOf, parseIsan } from "../../../subgraphs/domain/identifiers/isan.ts";
import { isniOf, parseIsni } from "../../../subgraphs/domain/identifiers/isni.ts";
import { isrcOf, parseIsrc } from "../../../subgraphs/domain/identifiers/isrc.ts";
import { formatIswc, iswcOf, parseIswc } from "../../../subgraphs/domain/identifiers/iswc.ts";
import { parseOrganisationCode, parseSocietyCode } from "../../../subgraphs/domain/identifiers/societyCode.ts";
import type { Outcome } from "../../../subgraphs/domain/outcome.ts";

function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.problems[0]?.message ?? "refused");
}

function codeOf(outcome: Outcome<unknown>): string | undefined {
  return outcome.ok ? "ok" : outcome.problems[0]?.code;
}

describe("the two failures are told apart", () => {
  it.each([
    ["ISWC, a digit short", parseIswc("T034524680"), "ISWC_SYNTAX"],
    ["ISWC, wrong letter", parseIswc("X0345246801"), "ISWC_SYNTAX"],
    ["ISWC, wrong check digit", parseIswc("T-034.524.680-2"), "ISWC_CHECK_DIGIT"],
    ["IPI name, twelve digits", parseIpiNameNumber("000014107338"), "IPI_NAME_NUMBER_SYNTAX"],
    ["IPI name, all zeros mean none", parseIpiNameNumber("00000000000"), "IPI_NAME_NUMBER_SYNTAX"],
    ["IPI name, wrong check digits", parseIpiNameNumber("14107339"), "IPI_NAME_NUMBER_CHECK_DIGIT"],
    ["IPI base, a letter for the check digit", parseIpiBaseNumber("I0010681306X"), "IPI_BASE_NUMBER_SYNTAX"],
    ["IPI base, wrong check digit", parseIpiBaseNumber("I-001068130-5"), "IPI_BASE_NUMBER_CHECK_DIGIT"],
    ["ISNI, X too early", parseIsni("00000001215009X0"), "ISNI_SYNTAX"],
    ["ISNI, wrong check character", parseIsni("0000000121464381"), "ISNI_CHECK_DIGIT"],
    ["ISAN without check character", parseIsan("0000-0000-3A8D-0000"), "ISAN_SYNTAX"],
    ["ISAN, wrong check character", parseIsan("0000-0000-3ABD-0000-Z"), "ISAN_CHECK_DIGIT"],
    ["V-ISAN, only the second check character wrong", parseIsan("0000-0000-D07A-0090-Q-0000-0000-Y"), "ISAN_CHECK_DIGIT"],
    ["DPID, wrong beginning", parseDpid("PADPIDB2013020802I"), "DPID_SYNTAX"],
    ["DPID, wrong check character", parseDpid("PADPIDA2013020802J"), "DPID_CHECK_DIGIT"],
    ["GRid, wrong beginning", parseGrid("A2-2425G-ABC1234002-M"), "GRID_SYNTAX"],
    ["GRid, wrong check character", parseGrid("A1-2425G-ABC1234002-N"), "GRID_CHECK_DIGIT"],
    ["ISRC, a letter in the designation", parseIsrc("GBAAA08O0736"), "ISRC_SYNTAX"],
    ["society, two digits", parseSocietyCode("52"), "SOCIETY_CODE_SYNTAX"],
    ["society, all", parseSocietyCode("000"), "SOCIETY_CODE_SPECIAL"],
    ["society, none", parseSocietyCode("099"), "SOCIETY_CODE_SPECIAL"],
    ["organisation, digits", parseOrganisationCode("CAVCA1"), "ORGANISATION_CODE_SYNTAX"],
  ])("%s", (_what, outcome, code) => expect(codeOf(outcome)).toBe(code));

  it("says what would be right", () => {
    const outcome = parseIswc("T-034.524.680-2");
    expect(outcome.ok ? "" : outcome.problems[0]?.message).toBe(
      '"T-034.524.680-2" has a wrong check digit: with these characters it would be T-034.524.680-1.',
    );
  });

  it("repeats no more than 64 characters of what it refuses", () => {
    const outcome = parseIswc("T".repeat(100_000));
    expect(outcome.ok ? 0 : (outcome.problems[0]?.message.length ?? 0)).toBeLessThan(200);
  });

  it("refuses a right number with more text behind it, however far", () => {
    expect(codeOf(parseIswc(`T0345246801${" ".repeat(80)}X`))).toBe("ISWC_SYNTAX");
  });
});

describe("people write numbers in many ways", () => {
  it.each([
    ["T-034.524.680.1", "T0345246801"],
    ["t 034 524 680 1", "T0345246801"],
    ["ISWC T\u2011034.524.680\u20111", "T0345246801"],
    ["ISWC: T0345246801", "T0345246801"],
  ])("reads the ISWC %s", (text, iswc) => expect(valueOf(parseIswc(text))).toBe(iswc));

  it("fills an IPI name number with zeros", () => expect(valueOf(parseIpiNameNumber("14107338"))).toBe("00014107338"));

  it("reads a base number whose hyphens are in the wrong place", () => {
    expect(valueOf(parseIpiBaseNumber("I-00-1635861-3"))).toBe(SPECIAL_PARTIES.publicDomain);
  });

  it("reads an ISRC with its label, and an Icelandic one that looks as if it had it", () => {
    expect(valueOf(parseIsrc("ISRC GB-AAA-08-00736"))).toBe("GBAAA0800736");
    expect(valueOf(parseIsrc("IS-RC1-23-00001"))).toBe("ISRC12300001");
  });

  it("takes no ISRC prefix for a country", () => expect(valueOf(parseIsrc("EUEDD0104484"))).toBe("EUEDD0104484"));

  it("keeps society codes as text", () => expect(valueOf(parseSocietyCode(" 052 "))).toBe("052"));
});

describe("constructors make what the standards print", () => {
  it.each([
    ["ISWC", iswcOf("034524680"), "T0345246801"],
    ["ISWC from a number", iswcOf(34524680), "T0345246801"],
    ["IPI name number", ipiNameNumberOf("000141073"), "00014107338"],
    ["IPI base number", ipiBaseNumberOf("001068130"), "I-001068130-6"],
    ["ISNI with X", isniOf("000000012150090"), "000000012150090X"],
    ["V-ISAN", isanOf("00000000D07A0090", "00000000"), "00000000D07A0090Q00000000X"],
    ["ISAN", isanOf("00000002B3C80000"), "00000002B3C800003"],
    ["DPID", dpidOf("3897722461"), "PADPIDA3897722461G"],
    ["GRid", gridOf("2425G", "ABC1234002"), "A12425GABC1234002M"],
    ["ISRC", isrcOf("GBAAA", 8, 736), "GBAAA0800736"],
  ])("%s", (_what, made, printed) => expect(made).toBe(printed));

  it("gives 00 for both rests of an IPI name number that have no other check digits", () => {
    // weighted sums 9·10 + 1·9 + 1·2 = 101 and 9·10 + 1·8 + 1·4 = 102
    expect(ipiNameNumberOf("910000001")).toBe("91000000100");
    expect(ipiNameNumberOf("901000100")).toBe("90100010000");
  });

  it("stops on a body that is none", () => {
    expect(() => iswcOf("1234567890")).toThrow(/nine digits/);
    expect(() => ipiNameNumberOf(1.5)).toThrow(/nine digits/);
    expect(() => isniOf("1")).toThrow(/fifteen digits/);
    expect(() => isanOf("xyz")).toThrow(/sixteen/);
    expect(() => isanOf("0000000000000000", "1")).toThrow(/eight/);
    expect(() => dpidOf("short")).toThrow(/ten letters/);
    expect(() => gridOf("2425", "GABC1234002")).toThrow(/issuer of 5/);
    expect(() => isrcOf("G1AAA", 8, 1)).toThrow(/ISRC/);
  });
});

describe("laws", () => {
  const nine = fc.stringMatching(/^\d{9}$/);

  it("reads every ISWC it makes, in every form", () => {
    fc.assert(fc.property(nine, (body) => valueOf(parseIswc(formatIswc(iswcOf(body)))) === iswcOf(body)));
  });

  it("reads every IPI number it makes, but all zeros", () => {
    fc.assert(
      fc.property(
        nine.filter((body) => body !== "000000000"),
        (body) => valueOf(parseIpiNameNumber(ipiNameNumberOf(body))) === ipiNameNumberOf(body),
      ),
    );
    fc.assert(fc.property(nine, (body) => valueOf(parseIpiBaseNumber(ipiBaseNumberOf(body))) === ipiBaseNumberOf(body)));
  });

  it("finds every single wrong digit of an IPI name number, an ISNI and a DPID", () => {
    const numbers = fc.oneof(
      nine.filter((body) => body !== "000000000").map((body) => ({ text: ipiNameNumberOf(body), at: 9, parse: parseIpiNameNumber })),
      fc.stringMatching(/^\d{15}$/).map((body) => ({ text: isniOf(body), at: 15, parse: parseIsni })),
      fc.stringMatching(/^\d{10}$/).map((body) => ({ text: dpidOf(body), at: 17, parse: parseDpid })),
    );
    fc.assert(
      fc.property(numbers, fc.nat(), fc.integer({ min: 1, max: 9 }), ({ text, at, parse }, where, by) => {
        const first = text.startsWith("PADPIDA") ? 7 : 0;
        const place = first + (where % (at - first));
        const wrong = text.slice(0, place) + String((Number(text.charAt(place)) + by) % 10) + text.slice(place + 1);
        return !parse(wrong).ok;
      }),
    );
  });

  it("answers any text at all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
        for (const parse of [
          parseIswc,
          parseIpiNameNumber,
          parseIpiBaseNumber,
          parseIsrc,
          parseIsni,
          parseIsan,
          parseDpid,
          parseGrid,
          parseSocietyCode,
        ])
          parse(text);
      }),
    );
  });
});
