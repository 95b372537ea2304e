import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { canonicalJson, plainJson, sha256 } from "../../subgraphs/kit/json.ts";
import type { JsonValue } from "../../subgraphs/kit/json.ts";

// Shows that equal values have one canonical text, which is JSON, and different ones different texts.
const jsonValue = fc.jsonValue() as fc.Arbitrary<JsonValue>;

describe("canonical JSON", () => {
  it("is JSON of the same value", () => {
    fc.assert(fc.property(jsonValue, (value) => expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))));
  });

  it("does not depend on the order of members", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), jsonValue), (members) => {
        const turned = Object.fromEntries(Object.entries(members).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(members));
      }),
    );
  });

  it.each([
    [{ b: 1, a: undefined }, '{"b":1}'],
    [{ b: [1, { d: null, c: "é" }], a: true }, '{"a":true,"b":[1,{"c":"é","d":null}]}'],
    [[], "[]"],
  ])("of %j is %s", (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it("hashes as SHA-256 of UTF-8", () => {
    expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it("drops what is undefined from a plain copy", () => {
    expect(Object.keys(plainJson({ a: 1, b: undefined }))).toEqual(["a"]);
  });
});
