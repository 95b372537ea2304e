import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createSeal, SealFault } from "../../subgraphs/kit/seal.ts";

// Shows that what is sealed opens for its owner under the house's key or a former one, and for nobody and nothing else.
const key = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const seal = createSeal({ internal: key(1), former: [key(2)] }, "tests");

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof SealFault ? error.code : String(error);
  }
}

describe("a sealed text", () => {
  it("opens as it was, and is another one each time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, owner) => {
        const [one, other] = [seal.seal(text, owner), seal.seal(text, owner)];
        expect(one).not.toBe(other);
        expect([seal.open(one, owner), seal.open(other, owner)]).toEqual([text, text]);
      }),
    );
  });

  it("opens under a former key, and is told from one under the present", () => {
    const old = createSeal({ internal: key(2), former: [] }, "tests").seal("secret", "a");
    expect([seal.open(old, "a"), seal.isCurrent(old), seal.isCurrent(seal.seal("secret", "a"))]).toEqual(["secret", false, true]);
  });

  it.each<[string, (sealed: string) => string, string, string]>([
    ["of another owner", (sealed) => sealed, "b", "SEAL_BROKEN"],
    [
      "with one character changed",
      (sealed) => sealed.slice(0, -5) + (sealed.at(-5) === "A" ? "B" : "A") + sealed.slice(-4),
      "a",
      "SEAL_BROKEN",
    ],
    ["cut short", (sealed) => sealed.slice(0, 40), "a", "SEAL_BROKEN"],
    ["that is none", () => "whsec_plain", "a", "SEAL_BROKEN"],
    ["of another key", () => createSeal({ internal: key(3), former: [] }, "tests").seal("secret", "a"), "a", "SEALED_UNDER_ANOTHER_KEY"],
    ["of another use", () => createSeal({ internal: key(1), former: [] }, "others").seal("secret", "a"), "a", "SEALED_UNDER_ANOTHER_KEY"],
  ])("%s does not open", (_what, change, owner, code) => {
    const sealed = change(seal.seal("secret", "a"));
    expect(codeOf(() => seal.open(sealed, owner))).toBe(code);
  });
});
