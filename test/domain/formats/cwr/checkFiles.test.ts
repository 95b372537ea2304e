import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { checkTransaction } from "../../../../subgraphs/domain/formats/cwr/check.ts";
import { readCwrBytes } from "../../../../subgraphs/domain/formats/cwr/read.ts";
import type { LocalDate } from "../../../../subgraphs/domain/period.ts";
import { codesOf, DAY, eventsOf, fileOf, plainWork, transactionsOf } from "./build.ts";

test("the published sample keeps 97 works, reports two of them as wrongly described, and drops a bad ISWC", () => {
  const events = readCwrBytes(readFileSync(new URL("../../../samples/CW190001MPC_000.V21", import.meta.url)));
  const checked = events.flatMap((event) =>
    event.kind === "transaction" ? [checkTransaction(event.transaction, { on: "2019-03-28" as LocalDate })] : [],
  );
  expect(checked.filter(({ rejected }) => rejected)).toHaveLength(3);
  const said = checked.flatMap(({ problems }) => problems).filter(({ code }) => !code.startsWith("CWR_"));
  expect(said.map(({ line, code, severity }) => [line, code, severity])).toEqual([
    [67, "NWR-F-014", "FR"],
    [67, "NWR-F-015", "FR"],
    [67, "NWR-T-010", "INFO"],
    [82, "NWR-F-012", "FR"],
    [203, "NWR-F-004", "FR"],
  ]);
});

test("a transaction with an unreadable line is not scolded for what that line would have said", () => {
  const text = fileOf([plainWork()]).replace("SPU00000000", "  ?00000000");
  const [transaction] = transactionsOf(text);
  if (transaction === undefined) throw new Error("the file has a transaction");
  expect(codesOf(checkTransaction(transaction, { on: DAY }))).toEqual(["CWR_RECORD_TYPE"]);
  expect(eventsOf(text).length).toBe(4);
});
