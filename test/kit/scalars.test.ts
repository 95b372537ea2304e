import { describe, expect, it } from "@jest/globals";
import { GraphQLError, parseValue } from "graphql";
import type { GraphQLScalarType } from "graphql";
import { money } from "../../subgraphs/domain/money.ts";
import { parseCurrency } from "../../subgraphs/domain/money.ts";
import { ALWAYS } from "../../subgraphs/domain/period.ts";
import { share } from "../../subgraphs/domain/shares.ts";
import { scalarsByName, toMoneyType, toPeriodType, toShareType } from "../../subgraphs/kit/scalars.ts";

// Shows for each scalar what is normalised, what is refused and with which hint, and that output is canonical or an error.
function scalar(name: string): GraphQLScalarType {
  const found = scalarsByName.get(name);
  if (found === undefined) throw new Error(`no scalar ${name}`);
  return found;
}

describe("scalars", () => {
  it.each([
    ["Iswc", "T-034.524.680-1", "T0345246801"],
    ["Isrc", "gb-aaa-08-00736", "GBAAA0800736"],
    ["IpiNameNumber", "14107338", "00014107338"],
    ["IpiBaseNumber", "I-001068130-6", "I-001068130-6"],
    ["Isni", "0000 0001 2150 090X", "000000012150090X"],
    ["SocietyCode", "052", "052"],
    ["SocietyCode", "CAVCA", "CAVCA"],
    ["TisCode", "156", "0156"],
    ["TisCode", "2136", "2136"],
    ["Date", "2024-02-29", "2024-02-29"],
    ["DateTime", "2026-03-31T12:00:00Z", "2026-03-31T12:00:00.000Z"],
    ["DateTime", "2026-03-31t20:00:00.5+08:00", "2026-03-31T12:00:00.500Z"],
    ["CurrencyCode", "cny", "CNY"],
    ["Decimal", "033.3300", "33.33"],
    ["Decimal", "-0.00", "0"],
    ["Decimal", "-0.50", "-0.5"],
    ["Decimal", "100", "100"],
    ["BigInt", "-007", "-7"],
    ["BigInt", "-0", "0"],
    ["BigInt", "123456789012345678901234567890", "123456789012345678901234567890"],
  ])("%s reads %j as %j, which is how it is written", (name, given, canonical) => {
    expect(scalar(name).parseValue(given)).toBe(canonical);
    expect(scalar(name).parseValue(canonical)).toBe(canonical);
    expect(scalar(name).serialize(canonical)).toBe(canonical);
    expect(scalar(name).parseLiteral(parseValue(JSON.stringify(given)))).toBe(canonical);
  });

  it.each([
    ["Iswc", "T-034.524.680-2", /T-034\.524\.680-1/],
    ["Iswc", "034524680", /such as/],
    ["IpiNameNumber", "00014107339", /00014107338/],
    ["SocietyCode", "52", /three digits/],
    ["TisCode", "9999", /9999/],
    ["Date", "2026-02-30", /calendar day/],
    ["Date", "31.03.2026", /2026-03-31/],
    ["DateTime", "2026-03-31T12:00:00", /zone/],
    ["DateTime", "2026-02-30T12:00:00Z", /instant/],
    ["DateTime", "2026-03-31T24:00:00Z", /instant/],
    ["CurrencyCode", "EURO", /ISO 4217/],
    ["Decimal", "1e3", /decimal/],
    ["Decimal", "1,5", /decimal/],
    ["Decimal", ".5", /decimal/],
    ["Decimal", "1".repeat(61), /at most 60/],
    ["BigInt", "1.0", /whole number/],
    ["BigInt", "1".repeat(61), /at most 60/],
  ])("%s refuses %j and says what would be right", (name, given, hint) => {
    const read = () => scalar(name).parseValue(given);
    expect(read).toThrow(GraphQLError);
    expect(read).toThrow(hint);
    expect(read).toThrow(expect.objectContaining({ extensions: expect.objectContaining({ code: "BAD_USER_INPUT" }) }));
  });

  it.each([...scalarsByName.keys()])("%s is no float, no boolean and no object", (name) => {
    for (const value of [1.5, true, {}, []]) expect(() => scalar(name).parseValue(value)).toThrow(/written as a string/);
    expect(() => scalar(name).parseLiteral(parseValue("1.5"))).toThrow(/quotation marks/);
    for (const value of [1.5, true, {}, null, "not canonical!"]) expect(() => scalar(name).serialize(value)).toThrow(/canonical form/);
  });

  it("takes whole numbers for Decimal and BigInt, as people write them", () => {
    expect(scalar("Decimal").parseLiteral(parseValue("50"))).toBe("50");
    expect(scalar("BigInt").parseValue(7)).toBe("7");
    expect(() => scalar("BigInt").parseValue(2 ** 60)).toThrow(/string/);
    expect(scalar("BigInt").serialize(10n ** 30n)).toBe(`1${"0".repeat(30)}`);
    expect(scalar("DateTime").serialize(new Date("2026-03-31T12:00:00Z"))).toBe("2026-03-31T12:00:00.000Z");
  });
});

describe("shared types", () => {
  it("show shares exactly", () => {
    expect(toShareType(share(1n, 3n))).toEqual({ percent: "33.333333333333", numerator: "1", denominator: "3" });
  });

  it("show money with the decimals of its currency", () => {
    const [euro, yen] = [parseCurrency("EUR"), parseCurrency("JPY")];
    if (!euro.ok || !yen.ok) throw new Error("EUR and JPY are currencies");
    expect(toMoneyType(money(123_450n, euro.value))).toEqual({ amount: "1234.50", currency: "EUR" });
    expect(toMoneyType(money(-7n, yen.value))).toEqual({ amount: "-7", currency: "JPY" });
    expect(scalar("Decimal").serialize("1234.50")).toBe("1234.50");
  });

  it("show open sides of periods as null", () => {
    expect(toPeriodType(ALWAYS)).toEqual({ from: null, until: null });
  });
});
