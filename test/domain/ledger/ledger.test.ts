import { describe, expect, test } from "@jest/globals";
import { balancesOf, checkLedger, ledgerEntry, reverseEntry } from "../../../subgraphs/domain/ledger.ts";
import type { LedgerEntry } from "../../../subgraphs/domain/ledger.ts";
import type { CurrencyCode } from "../../../subgraphs/domain/money.ts";

/** Shows that entries sum to zero per currency, are undone only by their exact opposite, and that the check finds whatever is not so. */
const EUR = "EUR" as CurrencyCode;
const JPY = "JPY" as CurrencyCode;
const entry: LedgerEntry = {
  id: "ent_1",
  runId: "dst_1",
  at: "2026-04-01T00:00:00.000Z",
  kind: "RUN",
  reverses: null,
  postings: [
    { account: "income:licence:119", currency: EUR, minor: 100n },
    { account: "payable:119:052", currency: EUR, minor: -70n },
    { account: "unclaimed:119", currency: EUR, minor: -30n },
  ],
};

describe("the ledger", () => {
  test("takes only entries that add up to zero in each currency", () => {
    expect(ledgerEntry(entry)).toBe(entry);
    const mixed = {
      ...entry,
      postings: [
        { account: "a", currency: EUR, minor: 5n },
        { account: "b", currency: JPY, minor: -5n },
      ],
    };
    expect(() => ledgerEntry(mixed)).toThrow("add up to zero");
  });

  test("an entry and its reversal leave nothing", () => {
    const reversal = reverseEntry(entry, { id: "ent_2", at: "2026-04-02T00:00:00.000Z" });
    expect(reversal).toMatchObject({ kind: "REVERSAL", reverses: "ent_1" });
    expect(balancesOf([entry, reversal]).size).toBe(0);
    expect(checkLedger([entry, reversal])).toEqual([]);
    expect(() => reverseEntry(reversal, { id: "ent_3", at: "" })).toThrow("not reversed again");
  });

  const reversal = reverseEntry(entry, { id: "ent_2", at: "2026-04-02T00:00:00.000Z" });
  test.each([
    ["LEDGER_UNBALANCED", [{ ...entry, postings: entry.postings.slice(1) }]],
    ["LEDGER_REVERSES_UNKNOWN", [reversal]],
    ["LEDGER_REVERSED_TWICE", [entry, reversal, { ...reversal, id: "ent_3" }]],
    ["LEDGER_REVERSAL_DIFFERS", [entry, { ...reversal, postings: entry.postings }]],
  ])("%s is found", (code, entries) => {
    expect(checkLedger(entries).map((problem) => problem.code)).toEqual([code]);
  });
});
