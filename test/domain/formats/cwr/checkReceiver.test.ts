// Goal: what a society that receives a file wants beyond the standard is told, and refuses a work only where the file is read strictly.
import { describe, expect, test } from "@jest/globals";
import { checkTransaction } from "../../../../subgraphs/domain/formats/cwr/check.ts";
import { SPU } from "../../../../subgraphs/domain/formats/cwr/layouts/parties.ts";
import type { RecordDraft } from "../../../../subgraphs/domain/formats/cwr/write.ts";
import { collects, DAY, fileOf, link, plainWork, publisher, transactionsOf, work, writer, writerCollects } from "./build.ts";

function found(records: readonly RecordDraft[], receiver: string | null, strict = false) {
  const [transaction] = transactionsOf(fileOf([records]));
  if (transaction === undefined) throw new Error("the file has a transaction");
  const { problems, rejected } = checkTransaction(transaction, { on: DAY, receiver, strict });
  return [
    rejected,
    ...problems.filter(({ code }) => code === "CWR_RECEIVER_WHOLE").map(({ severity, message }) => `${severity ?? ""} ${message}`),
  ];
}

/** The writer of plainWork, and a publisher that collects as given. */
const withPublisher = (...rows: readonly RecordDraft[]): readonly RecordDraft[] => [
  work(),
  publisher("E", "P1", ["5000", "10000", "10000"], [SPU.publisherSequence, "1"]),
  ...rows,
  writer("W1", ["5000", "0", "0"]),
  writerCollects("W1", ["5000", "0", "0"]),
  link("P1", "W1"),
];
const half = ["5000", "10000", "10000"] as const;
const elsewhere = withPublisher(collects("P1", [...half], "I", "2120"));
const notThere = withPublisher(collects("P1", [...half]), collects("P1", ["0", "0", "0"], "E", "0840", "2"));
const said = (territory: string, society: string) =>
  `INFO 50.00% of the performing right is collected in ${territory}; ${society}, which receives the file, wants exactly 100% (within 0.06) there.`;

describe("the whole performing right", () => {
  test.each<[string, readonly RecordDraft[], string | null, readonly unknown[]]>([
    ["is there for ASCAP and SGAE", plainWork(), "010", [false]],
    [
      "is missing in the United States for ASCAP where the publisher collects in Europe alone",
      elsewhere,
      "010",
      [false, said("0840", "ASCAP (010)")],
    ],
    ["is there in Spain for SGAE then", elsewhere, "072", [false]],
    ["is missing where the United States are excluded", notThere, "010", [false, said("0840", "ASCAP (010)")]],
    ["is wanted by no other society", notThere, "052", [false]],
    ["is not asked for where nobody says who receives the file", notThere, null, [false]],
  ])("%s", (_what, records, receiver, expected) => {
    expect(found(records, receiver)).toEqual(expected);
  });

  test("is missing in Spain for SGAE, and refuses the work where the file is read strictly", () => {
    const records = withPublisher(collects("P1", [...half], "I", "0840"));
    expect(found(records, "072")).toEqual([false, said("0724", "SGAE (072)")]);
    expect(found(records, "072", true)).toEqual([true, said("0724", "SGAE (072)").replace("INFO", "TR")]);
  });

  test("is not asked of a work that nobody owns", () => {
    const free = [work(), writer("W1", ["0", "0", "0"])];
    expect(found(free, "010").slice(1)).toEqual([]);
  });
});
