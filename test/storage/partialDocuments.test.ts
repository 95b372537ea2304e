// Goal: reading part of a document gives what reading all of it gives, less the rest, and bytes that are none end in an error and nowhere else.
import { describe, expect, it } from "@jest/globals";
import { deserialize, serialize } from "bson";
import fc from "fast-check";
import { chosenFields, readPartly } from "../../subgraphs/storage/partialDocuments.ts";

const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ minLength: 200, maxLength: 600 }),
  fc.constantFrom("夜来香", "PERFORMING", "1/3"),
);
const leaf = fc.oneof(
  text,
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true }).filter((value) => !Number.isInteger(value)),
  fc.bigInt({ min: 2n ** 32n, max: 2n ** 62n }),
  fc.date({ noInvalidDate: true }),
);
const name = fc.constantFrom("id", "claims", "share", "territories", "线", "a.b");
const { document } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: "small" }, leaf, fc.array(tie("value"), { maxLength: 4 }), tie("document")),
  document: fc.dictionary(name, tie("value"), { maxKeys: 5, noNullPrototype: true }),
}));
const documents = document;

const whole = (bytes: Uint8Array): unknown => deserialize(bytes, { useBigInt64: true });

describe("part of a document", () => {
  it("is the whole where every field is chosen", () => {
    fc.assert(
      fc.property(documents, (given) => {
        const bytes = serialize(given);
        const fields = chosenFields(Object.fromEntries(Object.keys(given).map((key) => [key, true as const])));
        expect(readPartly(bytes, fields)).toEqual(whole(bytes));
      }),
    );
  });

  it("has the chosen fields alone, and of documents in lists the chosen ones", () => {
    const given = {
      _id: "stm_1",
      description: { titles: ["夜来香"], details: { deep: [1, { more: new Date(0) }] } },
      claims: [
        { id: "clm_1", territories: { rows: ["I2136"], countries: "ff", expandedOn: "2026-01-01" }, line: 2 },
        { id: "clm_2", territories: null, line: null },
      ],
      receipts: [],
      count: 7n * 2n ** 40n,
    };
    const fields = chosenFields({
      _id: true,
      claims: { id: true, territories: { countries: true } },
      receipts: { receiver: true },
      absent: true,
    });
    expect(readPartly(serialize(given), fields)).toEqual({
      _id: "stm_1",
      claims: [
        { id: "clm_1", territories: { countries: "ff" } },
        { id: "clm_2", territories: null },
      ],
      receipts: [],
    });
  });

  it("is the same however often, and whatever else was read between", () => {
    fc.assert(
      fc.property(fc.array(documents, { minLength: 2, maxLength: 5 }), (several) => {
        const fields = chosenFields({ id: true, claims: { id: true, share: true }, share: true });
        const read = (): unknown => several.map((one) => readPartly(serialize(one), fields));
        expect(read()).toEqual(read());
      }),
    );
  });

  it("ends in an error where the bytes end early or say something else than they hold", () => {
    const bytes = serialize({ id: "clm_1", claims: [{ share: "1/2" }, { share: "1/3" }], territories: { rows: [] } });
    const fields = chosenFields({ id: true, claims: { share: true } });
    for (let end = 0; end < bytes.length; end += 1) expect(() => readPartly(bytes.subarray(0, end), fields)).toThrow();
    for (let at = 0; at < bytes.length; at += 1) {
      const broken = Uint8Array.from(bytes);
      broken[at] = (broken[at] ?? 0) ^ 0xff;
      // Another letter is another text; everything else is refused. Neither may read on for ever.
      try {
        expect(readPartly(broken, fields)).toBeDefined();
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }
  });

  it("never gives an object another prototype", () => {
    const bytes = serialize(JSON.parse('{"details": {"__proto__": {"isAdmin": true}, "own": 1}}') as Record<string, unknown>);
    const read = readPartly(bytes, chosenFields({ details: true }));
    expect(read).toEqual({ details: { own: 1 } });
    expect(Object.getPrototypeOf(read["details"])).toBe(Object.prototype);
  });
});
