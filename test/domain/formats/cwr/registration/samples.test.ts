// Goal: what was read of the sample files is written again field by field; where it differs, the difference is on a list that docs/cwr-export.md explains.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { checkTransaction } from "../../../../../subgraphs/domain/formats/cwr/check.ts";
import { interpretTransaction } from "../../../../../subgraphs/domain/formats/cwr/interpret.ts";
import { findLayout } from "../../../../../subgraphs/domain/formats/cwr/layouts.ts";
import { readCwrBytes } from "../../../../../subgraphs/domain/formats/cwr/read.ts";
import type { CwrRecord } from "../../../../../subgraphs/domain/formats/cwr/transactions.ts";
import type { RecordDraft } from "../../../../../subgraphs/domain/formats/cwr/write.ts";
import { fieldText } from "../../../../../subgraphs/domain/formats/fixedWidth.ts";
import type { Field } from "../../../../../subgraphs/domain/formats/fixedWidth.ts";
import { DAY } from "../build.ts";
import { understood, write } from "./build.ts";

/** Signs that say no more than an empty field: `N` that something is not so, zeros in the place of a text. */
function meaning(field: Field, text: string): string {
  const digits = field.type === "TEXT" ? text : text.replace(/^0+/, "");
  return /^(?:N|0+)$/.test(digits) && !MEANT.has(field.label) ? "" : digits;
}
/** Fields where N is said and counts. */
const MEANT: ReadonlySet<string> = new Set(["Recorded Indicator", "Shares change"]);

function differences(sent: readonly CwrRecord[], written: readonly RecordDraft[]): string[] {
  const types = (records: readonly { readonly type: string }[]): string => records.map(({ type }) => type).join(" ");
  if (types(sent) !== types(written)) return [`records: ${types(sent)} -> ${types(written)}`];
  return sent.flatMap(({ type, text }, at) =>
    (findLayout(type, "2.1")?.fields ?? []).slice(1).flatMap((field) => {
      const [before, after] = [fieldText(text, field), written[at]?.values.get(field) ?? ""];
      // a field that the version of the sample does not have is filled and not written (PWR, Publisher Sequence #)
      if (field.since !== null || meaning(field, before) === meaning(field, after)) return [];
      return [`${type} ${field.label}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`];
    }),
  );
}

/** What each work differs in; works without a difference are not in it. */
function differencesOf(name: string): Record<string, readonly string[]> {
  const found: Record<string, readonly string[]> = {};
  for (const event of readCwrBytes(readFileSync(new URL(`../../../../samples/${name}`, import.meta.url)))) {
    if (event.kind !== "transaction") continue;
    const checked = checkTransaction(event.transaction, { on: DAY });
    if (checked.rejected) continue;
    const draft = interpretTransaction(checked, { on: DAY });
    const written = write(draft, { version: "2.1", transaction: event.transaction.type === "REV" ? "REV" : "NWR" });
    const list = written.records === null ? written.problems.map(({ code }) => `left out: ${code}`) : differences(event.transaction.records, written.records); // prettier-ignore
    if (list.length > 0) found[draft.work.submitterWorkNumber] = [...new Set(list)];
  }
  return found;
}

describe("the samples", () => {
  test("of a publisher's works come back whole", () => {
    expect(differencesOf("weso-nwrexample2.V21")).toEqual({
      CLAIMDIGITAL01: ['NWR Contact Name: "MRS. SMITH" -> ""', 'SPU PR Affiliation Society #: "010" -> ""', 'SPU MR Society: "034" -> ""'],
    });
    expect(differencesOf("weso-revexample.V21")).toEqual({
      DMP000001: ['SWR PR Affiliation Society #: "21" -> "021"', 'PWR Society-Assigned Agreement Number: "SAAN12345" -> ""'],
      DMP000002: ['SWR PR Affiliation Society #: "21" -> "021"', 'PWR Society-Assigned Agreement Number: "SAAN12345" -> ""'],
    });
    expect(differencesOf("CW220001DMP_000.V21")).toEqual({ DMP000001: ['PWR Society-Assigned Agreement Number: "J44VA" -> ""'] });
  });

  test("of a hundred works come back, but for what the file itself has wrong", () => {
    const { OL0101, ...others } = differencesOf("CW190001MPC_000.V21");
    expect(others).toEqual({
      LO0006: ["left out: NWR-T-010"],
      VI0007: ['NWR Version Type: "WRO" -> "ORI"'],
      PA0015: ['NWR ISWC: "T6473000158" -> ""'],
    });
    expect(OL0101?.[0]).toMatch(/^records: .* ALX -> .* PWR$/);
  });

  test("mean the same to whoever reads them next", () => {
    for (const event of readCwrBytes(readFileSync(new URL("../../../../samples/CW190001MPC_000.V21", import.meta.url)))) {
      if (event.kind !== "transaction") continue;
      const checked = checkTransaction(event.transaction, { on: DAY });
      if (checked.rejected) continue;
      const draft = interpretTransaction(checked, { on: DAY });
      const { records } = write(draft, { version: "2.1" });
      if (records === null || ["VI0007", "OL0101"].includes(draft.work.submitterWorkNumber)) continue;
      expect(placeless(understood(records, "2.1"))).toEqual(placeless(draft));
    }
  });
});

/** Without lines, and without the keys that they make. */
function placeless(value: unknown): unknown {
  const text = JSON.stringify(value, (key, member: unknown) =>
    key === "line" ? undefined : typeof member === "bigint" ? String(member) : member,
  );
  return JSON.parse(text.replace(/P:line \d+/g, "P:line"));
}
