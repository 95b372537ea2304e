// Goal: the cause of a conflict is guessed from its claims alone, with the evidence, and not where nothing speaks for one.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { findCause } from "../../subgraphs/domain/conflictCauses.ts";
import type { CauseGround, ConflictCause, ContestedClaim } from "../../subgraphs/domain/conflictCauses.ts";
import { isSlip, slipsOf } from "../../subgraphs/domain/conflictCauses/slips.ts";
import { FAMILY_RIGHTS } from "../../subgraphs/domain/rights.ts";
import { percentText, share } from "../../subgraphs/domain/shares.ts";
import type { Claim, Statement } from "../../subgraphs/domain/statements.ts";
import { percent, statement } from "../support/statements.ts";
import type { ClaimSketch } from "../support/statements.ts";

/** A publisher's claim on W, and what a sketch cannot say. */
interface Given extends Partial<ClaimSketch> {
  readonly role?: string;
  readonly name?: string;
}

function contested(from: string, party: string, { role = "E", name, ...given }: Given, rest: readonly ClaimSketch[] = []): ContestedClaim {
  const base = { side: "PUBLISHER" as const, figures: { PERFORMING: "50" }, writers: ["W"] };
  const made: Statement = statement(from, [{ ...base, ...given, party }, ...rest]);
  const [first] = made.claims;
  if (first === undefined) throw new Error("a claim");
  const claim: Claim = { ...first, role, partyName: name ?? party };
  return { claim, statement: { ...made, claims: [claim, ...made.claims.slice(1)] }, source: from };
}

function guess(kind: CauseGround["kind"], claims: readonly ContestedClaim[], excess = "50"): ConflictCause | null {
  const ground = { kind, rights: [...FAMILY_RIGHTS.PERFORMING, ...FAMILY_RIGHTS.MECHANICAL], excess: percent(excess) };
  const cause = findCause({ ...ground, claims });
  expect(findCause({ ...ground, claims: [...claims].reverse() })).toEqual(cause);
  expect(cause === null || cause.evidence.length > 0).toBe(true);
  return cause;
}

const figures = (text: string): Given => ({ figures: { PERFORMING: text } });

describe("two figures of one party", () => {
  it.each([
    ["33.33", "33.34", "ROUNDING"],
    ["50", "50.06", "ROUNDING"],
    ["25", "52", "TYPING_SLIP"],
    ["12.5", "21.5", "TYPING_SLIP"],
    ["5", "50", "TYPING_SLIP"],
    ["0.5", "50", "TYPING_SLIP"],
    ["3.33", "33.33", "TYPING_SLIP"],
    ["11.5", "1.5", "TYPING_SLIP"],
    ["50", "30", undefined],
    ["50", "50.07", undefined],
    ["25", "75", undefined],
    ["50", "0", undefined],
  ] as const)("%s and %s: %s", (one, other, kind) => {
    expect(guess("SHARES_DIFFER", [contested("SO:052", "A", figures(one)), contested("SO:058", "A", figures(other))])?.kind).toBe(kind);
  });

  it("say which statement is whole with its figure, where only one is", () => {
    const writer: ClaimSketch = { party: "W", figures: { PERFORMING: "50" } };
    const [whole, short] = [contested("SO:052", "A", figures("50"), [writer]), contested("SO:058", "A", figures("5"), [writer])];
    expect(guess("SHARES_DIFFER", [whole, short])).toEqual({
      kind: "TYPING_SLIP",
      because: "One of 50 and 5 was typed wrong: the point moved.",
      evidence: ["SO:052 states 50 for A.", "SO:058 states 5 for A.", "With 50 the statement of SO:052 adds up to 100."],
    });
    expect(guess("SHARES_DIFFER", [contested("SO:052", "A", figures("50")), short])?.evidence).toHaveLength(2);
  });
});

describe("claims beyond the whole", () => {
  it("may be one claim under two numbers of one party", () => {
    const cause = guess("OVER_CLAIM", [
      contested("SO:052", "A", { name: "Anchor Music" }),
      contested("SO:058", "Z", { name: "ANCHOR MUSIC" }),
    ]);
    expect(cause).toMatchObject({ kind: "SAME_PARTY", evidence: ["pty_A and pty_Z have the same name.", "Both claim 50."] });
    const other = [
      contested("SO:052", "A", { name: "Anchor Music", ...figures("30") }),
      contested("SO:058", "Z", { name: "Anchor Music", ...figures("40") }),
    ];
    expect(guess("OVER_CLAIM", other, "7")).toBeNull();
  });

  it("may be a sub-publisher's claim that runs on under the next one's", () => {
    const cause = guess("OVER_CLAIM", [
      contested("SO:058", "A", { role: "SE" }),
      contested("SO:058", "Z", { role: "SE", from: "2026-01-01", ...figures("40") }),
    ]);
    // Two statements of one source: the sketch numbers them alike.
    expect(cause).toBeNull();
    expect(
      guess("OVER_CLAIM", [
        contested("SO:052", "A", { role: "SE" }),
        contested("SO:058", "Z", { role: "SE", from: "2026-01-01", ...figures("40") }),
      ]),
    ).toEqual({
      kind: "EXPIRED_TERM",
      because: "A's sub-publishing may have ended on 2025-12-31, the day before Z's begins.",
      evidence: [
        "Z claims from 2026-01-01 on, as stated by SO:058.",
        "A's claim has no end, as stated by SO:052, and names no agreement.",
        "Both are sub-publishers (CWR SE) of the same writer.",
      ],
    });
  });

  it.each([
    ["of different writers", { role: "SE", from: "2026-01-01", writers: ["V"], figures: { PERFORMING: "40" } }],
    ["that begin at once", { role: "SE", figures: { PERFORMING: "40" } }],
    ["of another kind", { role: "E", from: "2026-01-01", figures: { PERFORMING: "40" } }],
  ] as const)("are no expired term of sub-publishers %s", (_, given) => {
    expect(guess("OVER_CLAIM", [contested("SO:052", "A", { role: "SE" }), contested("SO:058", "Z", given)], "7")).toBeNull();
  });

  it("may be a catalogue that went from one publisher to another, told by equal shares of equal writers", () => {
    const cause = guess("OVER_CLAIM", [contested("SO:052", "A", {}), contested("SO:058", "Z", { from: "2025-07-01" })]);
    expect(cause).toMatchObject({ kind: "CATALOGUE_TRANSFER", because: expect.stringContaining("from A to Z") });
    expect(cause?.evidence).toContain("Z claims from 2025-07-01 on.");
    expect(guess("OVER_CLAIM", [contested("SO:052", "A", {}), contested("SO:058", "Z", {})])?.because).toContain("from one to the other");
    const more = contested("SO:058", "Z", { figures: { PERFORMING: "50", MECHANICAL: "100" } });
    expect(guess("OVER_CLAIM", [contested("SO:052", "A", {}), more], "7")?.kind).toBe("RIGHT_SCOPE");
    expect(guess("OVER_CLAIM", [contested("SO:052", "A", {}), contested("SO:058", "Z", { role: "AM" })], "7")).toBeNull();
  });

  it("may come from one figure that, typed right, makes the sum whole", () => {
    const claims = [
      contested("SO:052", "A", { ...figures("45"), writers: ["V"] }),
      contested("SO:058", "Z", { ...figures("50"), role: "AM" }),
    ];
    expect(guess("OVER_CLAIM", claims, "45")).toMatchObject({ kind: "TYPING_SLIP", because: "Z's 50 may stand for 5: the point moved." });
    expect(guess("OVER_CLAIM", claims, "44")).toBeNull();
  });

  it("may be a family of rights, or the World, where a part of it was another's", () => {
    const wide = contested("SO:052", "A", { role: "AM", figures: { MECHANICAL: "100" } });
    const narrow = contested("SO:058", "Z", { figures: { MD: "100" } });
    expect(guess("OVER_CLAIM", [wide, narrow], "100")).toMatchObject({
      kind: "RIGHT_SCOPE",
      because: expect.stringContaining("Z holds MD"),
    });
    const local = contested("SO:058", "Z", { ...figures("30"), countries: ["0250"] });
    expect(guess("OVER_CLAIM", [contested("SO:052", "A", figures("50")), local], "7")).toMatchObject({
      kind: "TERRITORY_SCOPE",
      evidence: ["Z claims in 0250, as stated by SO:058.", "A claims in 7 countries, these among them, as stated by SO:052."],
    });
    const apart = [
      contested("SO:052", "A", { ...figures("50"), countries: ["0826", "0250"] }),
      contested("SO:058", "Z", { ...figures("30"), countries: ["0250", "0276"] }),
    ];
    expect(guess("OVER_CLAIM", apart, "7")).toBeNull();
  });

  it("have no cause between claims of one statement, or that never meet", () => {
    const one = contested("SO:052", "A", { countries: ["0250"] });
    expect(guess("OVER_CLAIM", [one, contested("SO:058", "Z", { countries: ["0826"] })])).toBeNull();
    expect(guess("OVER_CLAIM", [one])).toBeNull();
  });
});

describe("slips", () => {
  it("never mean the figure itself, nothing, or more than the whole, and are slips of each other", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (hundredths) => {
        const figure = share(BigInt(hundredths), 10_000n);
        for (const { meant } of slipsOf(figure)) {
          expect(percentText(meant)).not.toBe(percentText(figure));
          expect(meant.numerator > 0n && meant.numerator <= meant.denominator).toBe(true);
          expect(isSlip(meant, figure)).not.toBeNull();
        }
      }),
    );
  });

  it("are not looked for in figures that were computed", () => {
    expect(slipsOf(share(1n, 3n))).toEqual([]);
    expect(slipsOf(share(0n, 1n))).toEqual([]);
  });
});
