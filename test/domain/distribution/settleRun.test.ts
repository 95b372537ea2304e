import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { allocateFee } from "../../../subgraphs/domain/distribution/allocateFee.ts";
import type { WorkUse } from "../../../subgraphs/domain/distribution/allocateFee.ts";
import { fineOfMinor, fineText, minorOfFine, parseStoredFine, storedFine } from "../../../subgraphs/domain/distribution/fine.ts";
import type { Fine } from "../../../subgraphs/domain/distribution/fine.ts";
import {
  controlTotals,
  createTally,
  settleTally,
  tallyHeld,
  tallyPayable,
  tallyPlain,
} from "../../../subgraphs/domain/distribution/settleRun.ts";
import type { Tally } from "../../../subgraphs/domain/distribution/settleRun.ts";
import { NO_TERMS } from "../../../subgraphs/domain/distribution/terms.ts";
import type { PaymentTerms } from "../../../subgraphs/domain/distribution/terms.ts";
import { partsOfCell, UNKNOWN_PARTS, UNMATCHED_PARTS } from "../../../subgraphs/domain/distribution/workParts.ts";
import type { Cell, CellClaim, Entitlement, WorkPart } from "../../../subgraphs/domain/distribution/workParts.ts";
import { balancesOf, checkLedger, entryOfSettled } from "../../../subgraphs/domain/ledger.ts";
import type { CurrencyCode } from "../../../subgraphs/domain/money.ts";
import { addShares, compareShares, equalShares, share, subtractShares, sumShares, WHOLE, ZERO } from "../../../subgraphs/domain/shares.ts";
import type { Share } from "../../../subgraphs/domain/shares.ts";

/**
 * Shows where the income of a run goes: to the minor unit, whatever is disputed, unclaimed, unknown or tiny. Examples are counted by hand;
 * the laws run over random cells, uses and fees.
 */
const CNY = "CNY" as CurrencyCode;
const percent = (n: number): Share => share(BigInt(n), 100n);
const claim = (partyId: string, stated: number, payable = stated, more: Partial<CellClaim> = {}): CellClaim => ({
  claimIds: [`clm_${partyId}`],
  partyId,
  partyName: partyId,
  side: "WRITER",
  role: "CA",
  kind: "CLAIMED",
  share: percent(stated),
  payable: percent(payable),
  ...more,
});
const sister = (society: string): Entitlement => ({
  category: "SISTER",
  payee: { society, holder: society, category: "SISTER" },
  because: `an agreement with ${society}`,
});
const cell = (claims: CellClaim[], held = 0, unclaimed = 0): Cell => ({
  claims,
  held: percent(held),
  unclaimed: percent(unclaimed),
  conflictIds: held > 0 ? ["cnf_1"] : [],
});
const KINDS: Record<string, Entitlement> = {
  prs: sister("052"),
  mcsc: { category: "OWN", payee: { society: "119", holder: "119", category: "OWN" }, because: "a member" },
  far: { category: "ELSEWHERE", holder: "010", because: "no agreement with 010" },
  out: { category: "EXCLUDED", holder: "058", because: "withheld" },
  nobody: { category: "NONE", holder: null, because: "a member nowhere" },
};
const entitle = ({ partyId }: CellClaim): Entitlement => KINDS[partyId.split("-")[0] ?? ""] ?? sister("058");
const TERMS: PaymentTerms = {
  agreementId: "agr_1",
  deductions: [
    { kind: "ADMINISTRATION", base: "GROSS", rate: percent(15), reference: "clause 4" },
    { kind: "SOCIAL_CULTURAL", base: "REMAINDER", rate: percent(10), reference: "clause 5" },
  ],
  tax: percent(7),
  taxReference: "treaty",
  currency: null,
};

function addTo(tally: Tally, fee: { minor: bigint; basis: "BLANKET" | "SHARES" }, uses: WorkUse[], terms = NO_TERMS): void {
  const { dueMinor, earnings } = allocateFee(fee, uses);
  tally.incomeMinor += dueMinor;
  for (const { destination, part, fine } of earnings) {
    if (destination === "PAYABLE" && part?.payee) tallyPayable(tally, { payee: part.payee.society, terms, fine });
    else if (destination === "HELD") tallyHeld(tally, part?.conflictIds ?? [], fine);
    else if (destination !== "PAYABLE") tallyPlain(tally, destination, fine);
  }
}

function settleOne(fee: { minor: bigint; basis: "BLANKET" | "SHARES" }, uses: WorkUse[], terms = NO_TERMS) {
  const tally = createTally("119", CNY);
  addTo(tally, fee, uses, terms);
  return settleTally(tally);
}

const use = (key: string, plays: number, parts: readonly WorkPart[]): WorkUse => ({ key, plays: BigInt(plays), parts });

describe("the parts of a cell", () => {
  test("hold only the disputed slice: writers 50 and A 30 are paid, 20 is held", () => {
    const disputed = cell([claim("prs-w", 50), claim("a", 50, 30, { side: "PUBLISHER" }), claim("z", 20, 0, { side: "PUBLISHER" })], 20);
    const { statements, held, plain } = settleOne({ minor: 10_000n, basis: "BLANKET" }, [use("wrk_1", 7, partsOfCell(disputed, entitle))]);
    expect(statements.map(({ payee, grossMinor }) => [payee, grossMinor])).toEqual([
      ["052", 5_000n],
      ["058", 3_000n],
    ]);
    expect(held).toEqual([{ conflictIds: ["cnf_1"], minor: 2_000n }]);
    expect(plain).toEqual({ UNMATCHED: 0n, UNCLAIMED: 0n, NON_MEMBERS: 0n, NOT_REPRESENTED: 0n });
  });

  test("send each share to its own account", () => {
    const parts = partsOfCell(
      cell([claim("prs", 20), claim("mcsc", 20), claim("far", 20), claim("out", 10), claim("nobody", 10)], 0, 20),
      entitle,
    );
    const uses = [use("wrk_1", 1, parts), use("unknown", 1, UNMATCHED_PARTS), use("wrk_2", 2, UNKNOWN_PARTS)];
    const settled = settleOne({ minor: 4_000n, basis: "BLANKET" }, uses);
    expect(settled.statements.map(({ payee, grossMinor }) => [payee, grossMinor])).toEqual([
      ["052", 200n],
      ["119", 200n],
    ]);
    expect(settled.plain).toEqual({ UNMATCHED: 1_000n, UNCLAIMED: 2_200n, NON_MEMBERS: 100n, NOT_REPRESENTED: 300n });
  });

  test("refuse a cell that does not add up", () => {
    expect(() => partsOfCell(cell([claim("prs", 50)], 0, 20), entitle)).toThrow("add up to 100 percent");
  });
});

describe("the basis of a fee", () => {
  const half = partsOfCell(cell([claim("prs", 50), claim("far", 50)]), entitle);
  const whole = partsOfCell(cell([claim("mcsc", 100)]), entitle);

  test("BLANKET: what the licensor cannot reach is kept apart", () => {
    const settled = settleOne({ minor: 300n, basis: "BLANKET" }, [use("a", 1, half), use("b", 1, whole)]);
    expect(settled.plain.NOT_REPRESENTED).toBe(75n);
    expect(settled.statements.map(({ grossMinor }) => grossMinor)).toEqual([75n, 150n]);
  });

  test("SHARES: only licensed shares are due, so the fee is less, and a half licensed work earns half as much a play", () => {
    const settled = settleOne({ minor: 300n, basis: "SHARES" }, [use("a", 1, half), use("b", 1, whole)]);
    expect(settled.plain.NOT_REPRESENTED).toBe(0n);
    expect(settled.statements.map(({ payee, grossMinor }) => [payee, grossMinor])).toEqual([
      ["052", 75n],
      ["119", 150n],
    ]);
  });

  test("free shares are never paid: their part goes to the rest of the same fee", () => {
    const free = partsOfCell(cell([claim("prs", 50), claim("dp", 50, 50, { kind: "FREE" })]), entitle);
    const settled = settleOne({ minor: 300n, basis: "BLANKET" }, [use("a", 1, free), use("b", 1, whole)]);
    expect(settled.statements.map(({ payee, grossMinor }) => [payee, grossMinor])).toEqual([
      ["052", 100n],
      ["119", 200n],
    ]);
  });

  test.each([
    ["no plays at all: unmatched", [use("a", 0, whole)], "BLANKET", "UNMATCHED"],
    ["nothing reported: unmatched", [], "BLANKET", "UNMATCHED"],
    [
      "only free works: unclaimed",
      [use("a", 3, partsOfCell(cell([claim("dp", 100, 100, { kind: "FREE" })]), entitle))],
      "BLANKET",
      "UNCLAIMED",
    ],
    ["by shares and unmatched: whole, because nobody knows its shares yet", [use("a", 3, UNMATCHED_PARTS)], "SHARES", "UNMATCHED"],
    ["by shares and without plays: unmatched", [use("a", 0, whole)], "SHARES", "UNMATCHED"],
  ] as const)("%s", (_, uses, basis, destination) => {
    const settled = settleOne({ minor: 99n, basis }, [...uses]);
    expect(settled.plain[destination]).toBe(99n);
    expect(settled.statements).toEqual([]);
  });
});

test("a fee by SHARES where nothing is licensed is not due", () => {
  const far = partsOfCell(cell([claim("far", 60)], 0, 40), entitle);
  expect(allocateFee({ minor: 99n, basis: "SHARES" }, [use("a", 3, far)])).toEqual({ dueMinor: 0n, earnings: [] });
});

test("under SHARES a disputed slice is due and held", () => {
  const disputed = cell([claim("prs-w", 50), claim("a", 50, 30, { side: "PUBLISHER" })], 20);
  const settled = settleOne({ minor: 1_000n, basis: "SHARES" }, [use("a", 1, partsOfCell(disputed, entitle))]);
  expect([settled.incomeMinor, settled.held]).toEqual([1_000n, [{ conflictIds: ["cnf_1"], minor: 200n }]]);
});

describe("deductions", () => {
  test("are taken in order, tax last, and add up with what is remitted", () => {
    const [statement] = settleOne(
      { minor: 10_000n, basis: "BLANKET" },
      [use("a", 1, partsOfCell(cell([claim("prs", 100)]), entitle))],
      TERMS,
    ).statements;
    // 10,000 - 15% = 8,500; - 10% of that = 7,650; - 7% tax of that (535.5) = 7,114.5; the odd unit goes to `net`, the smaller key of two equal halves
    expect(statement?.deductions.map(({ kind, minor }) => [kind, minor])).toEqual([
      ["ADMINISTRATION", 1_500n],
      ["SOCIAL_CULTURAL", 850n],
    ]);
    expect(statement?.taxes.map(({ minor }) => minor)).toEqual([535n]);
    expect(statement?.remittedMinor).toBe(7_115n);
  });
});

/** Cells as a reader may answer them: claims of every kind, perhaps a disputed and an unclaimed rest, one whole together. */
const cells = fc
  .array(
    fc.record({ who: fc.constantFrom("prs", "mcsc", "far", "out", "nobody", "sacem", "dp"), weight: fc.integer({ min: 0, max: 97 }) }),
    { maxLength: 6 },
  )
  .chain((claims) =>
    fc.record({ claims: fc.constant(claims), held: fc.integer({ min: 0, max: 30 }), unclaimed: fc.integer({ min: 1, max: 30 }) }),
  )
  .map(({ claims, held, unclaimed }): Cell => {
    const total = BigInt(claims.reduce((sum, { weight }) => sum + weight, 0) + held + unclaimed);
    const made = claims.map(({ who, weight }, at) => {
      const part = share(BigInt(weight), total);
      return { ...claim(`${who}-${at}`, 0), share: part, payable: part, kind: who === "dp" ? ("FREE" as const) : ("CLAIMED" as const) };
    });
    return {
      claims: made,
      held: share(BigInt(held), total),
      unclaimed: share(BigInt(unclaimed), total),
      conflictIds: held > 0 ? ["cnf_9"] : [],
    };
  });
const useLists = fc.array(
  fc.record({
    plays: fc.integer({ min: 0, max: 1_000_000 }),
    parts: fc.oneof(
      cells.map((one) => partsOfCell(one, entitle)),
      fc.constant(UNMATCHED_PARTS),
    ),
  }),
  { maxLength: 8 },
);
const fees = fc.array(
  fc.record({
    minor: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    basis: fc.constantFrom("BLANKET" as const, "SHARES" as const),
    uses: useLists,
  }),
  { maxLength: 5 },
);
const withKeys = (uses: readonly { plays: number; parts: readonly WorkPart[] }[]): WorkUse[] =>
  uses.map(({ plays, parts }, at) => use(`wrk_${at}`, plays, parts));

describe("the laws of a run", () => {
  test("remitted, deductions, tax, held, unmatched, unclaimed, non-members, not represented and residue are the income; the books sum to zero", () => {
    fc.assert(
      fc.property(fees, (all) => {
        const tally = createTally("119", CNY);
        for (const { minor, basis, uses } of all) addTo(tally, { minor, basis }, withKeys(uses), TERMS);
        const settled = settleTally(tally);
        const [total] = controlTotals([settled]);
        expect(total).toBeDefined();
        const { currency: _, income, ...parts } = total ?? { currency: CNY, income: -1n };
        expect(Object.values(parts).reduce((sum, part) => sum + part, 0n)).toBe(income);
        const full = all.reduce((sum, { minor }) => sum + minor, 0n);
        expect(income <= full).toBe(true);
        if (all.every(({ basis }) => basis === "BLANKET")) expect(income).toBe(full);
        for (const part of Object.values(parts)) expect(part >= 0n).toBe(true);
        const entry = entryOfSettled(settled, { id: "ent_1", runId: "dst_1", at: "2026-04-01T00:00:00Z" });
        expect(checkLedger([entry])).toEqual([]);
        expect(balancesOf([entry]).get("held:119:cnf_9 CNY") ?? 0n).toBe(-(total?.held ?? 0n));
      }),
    );
  });

  test("no destination is off by a whole unit from its exact share", () => {
    fc.assert(
      fc.property(fees, (all) => {
        const tally = createTally("119", CNY);
        for (const { minor, basis, uses } of all) addTo(tally, { minor, basis }, withKeys(uses));
        for (const { grossFine, grossMinor } of settleTally(tally).statements) {
          const off = subtractShares(minorOfFine(grossFine), share(grossMinor, 1n));
          expect(compareShares(off, WHOLE) < 0 && compareShares(addShares(off, WHOLE), ZERO) > 0).toBe(true);
        }
      }),
    );
  });

  test("the order of the uses and of the fees changes nothing", () => {
    fc.assert(
      fc.property(fees, (all) => {
        const settle = (given: typeof all, turn: boolean) => {
          const tally = createTally("119", CNY);
          for (const { minor, basis, uses } of given)
            addTo(tally, { minor, basis }, turn ? withKeys(uses).reverse() : withKeys(uses), TERMS);
          return settleTally(tally);
        };
        expect(settle([...all].reverse(), true)).toEqual(settle(all, false));
      }),
    );
  });

  test("the exact amounts of a full fee follow plays and shares", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (one, other) => {
        const parts = partsOfCell(cell([claim("prs", 100)]), entitle);
        const { earnings: earned } = allocateFee({ minor: 1_000n, basis: "BLANKET" }, [use("a", one, parts), use("b", other, parts)]);
        const exact = share(1_000n * BigInt(one), BigInt(one + other));
        const off = subtractShares(minorOfFine(earned.find(({ useKey }) => useKey === "a")?.fine ?? fineOfMinor(0n)), exact);
        expect(compareShares(off, share(1n, 10n ** 11n)) < 0).toBe(true);
        expect(equalShares(sumShares(earned.map(({ fine }) => minorOfFine(fine))), share(1_000n, 1n))).toBe(true);
      }),
    );
  });

  test("a fine amount is stored so that text order is order of worth, and read again unchanged", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.bigInt({ min: 0n, max: 10n ** 30n }), (one, other) => {
        expect(parseStoredFine(storedFine(one as Fine))).toBe(one);
        expect(storedFine(one as Fine) < storedFine(other as Fine)).toBe(one < other);
      }),
    );
    expect(fineText(1_500_000_000_000n as Fine, CNY)).toBe("0.015");
  });
});
