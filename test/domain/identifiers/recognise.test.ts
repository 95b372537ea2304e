// A mixed batch: each code is told by its form alone, and a wrong one still by what it was meant to be.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { recognise } from "../../../subgraphs/domain/identifiers/recognise.ts";

const ID = "01J8ZQ4X5T9V3R7K2M6N0P1WAB";

describe("recognise", () => {
  it.each([
    ["14107338", "IPI_NAME_NUMBER", "00014107338"],
    ["IPI 00014107338", "IPI_NAME_NUMBER", "00014107338"],
    ["I0010681306", "IPI_BASE_NUMBER", "I-001068130-6"],
    ["T-034.524.680-1", "ISWC", "T0345246801"],
    ["ISRC GB-AAA-08-00736", "ISRC", "GBAAA0800736"],
    ["0000 0001 2150 090x", "ISNI", "000000012150090X"],
    ["0000-0002-B3C8-0000-3", "ISAN", "00000002B3C800003"],
    ["PA-DPIDA-2013020802-I", "DPID", "PADPIDA2013020802I"],
    ["DPID PA-DPIDA-2013020802-I", "DPID", "PADPIDA2013020802I"],
    ["052", "SOCIETY", "052"],
    ["999", "SOCIETY", "999"],
    ["CAVCA", "SOCIETY", "CAVCA"],
    [" cavca ", "SOCIETY", "CAVCA"],
    [`wrk_${ID}`, "WORK_ID", `wrk_${ID}`],
    [` pty_${ID} `, "PARTY_ID", `pty_${ID}`],
    [`rec_${ID}`, "RECORDING_ID", `rec_${ID}`],
    ["t034.524.680.1", "ISWC", "T0345246801"],
    ["034.524.680-1", "ISWC", "T0345246801"],
    ["T34.524.680-1", "ISWC", "T0345246801"],
    ["Ｔ０３４５２４６８０１", "ISWC", "T0345246801"],
    ["T−034·524·680−1", "ISWC", "T0345246801"],
    ["'00014107338", "IPI_NAME_NUMBER", "00014107338"],
    ['"14107338",', "IPI_NAME_NUMBER", "00014107338"],
    ["i-1068130-6", "IPI_BASE_NUMBER", "I-001068130-6"],
    ["gb-aaa-08-00736;", "ISRC", "GBAAA0800736"],
    ["12150090X", "ISNI", "000000012150090X"],
    ["ISNI 12146438x", "ISNI", "000000012146438X"],
    ["https://isni.org/isni/000000012146438X", "ISNI", "000000012146438X"],
    ["52", "SOCIETY", "052"],
    [`WRK_${ID.toLowerCase()}`, "WORK_ID", `wrk_${ID}`],
  ])("knows %s", (text, kind, value) => expect(recognise(text)).toEqual({ kind, value }));

  it.each([
    ["T034524680", "ISWC", "ISWC_SYNTAX"],
    ["T0345246802", "ISWC", "ISWC_CHECK_DIGIT"],
    ["I0010681306X", "IPI_BASE_NUMBER", "IPI_BASE_NUMBER_SYNTAX"],
    ["IPI 12", "IPI_NAME_NUMBER", "IPI_NAME_NUMBER_SYNTAX"],
    ["ISRC GB-AAA-08-0073", "ISRC", "ISRC_SYNTAX"],
    ["PADPIDA201302", "DPID", "DPID_SYNTAX"],
    ["099", "SOCIETY", "SOCIETY_CODE_SPECIAL"],
    ["wrk_1", "WORK_ID", "ID_SYNTAX"],
    [`pty_${ID.replace("A", "U")}`, "PARTY_ID", "ID_SYNTAX"],
    ["X0345246801", null, "IDENTIFIER_FORM"],
    ["hello", null, "IDENTIFIER_FORM"],
    ["", null, "IDENTIFIER_FORM"],
    ["1".repeat(100_000), null, "IDENTIFIER_FORM"],
  ])("says what is wrong with %.40s", (text, kind, code) => {
    const recognition = recognise(text);
    expect(recognition.kind).toBe(kind);
    expect("problem" in recognition ? recognition.problem.code : "").toBe(code);
  });

  it.each([
    ["T-034.524.680-2", "it would be T-034.524.680-1"],
    ["t34524680-2", "it would be T-034.524.680-1"],
    ["14107339", "it would be 00014107338"],
    ["I-001068130-5", "it would be I-001068130-6"],
    ["0000000121464381", "it would be 0000 0001 2146 438X"],
  ])("says which check digit would be right in %s", (text, words) => {
    const recognition = recognise(text);
    expect("problem" in recognition ? recognition.problem.message : "").toContain(words);
  });

  it("answers any text at all", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => "kind" in recognise(text)));
  });
});
