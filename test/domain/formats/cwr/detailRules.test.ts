import { describe, expect, test } from "@jest/globals";
import { ARI, INS, REC, XRF } from "../../../../subgraphs/domain/formats/cwr/layouts/details.ts";
import { NET } from "../../../../subgraphs/domain/formats/cwr/layouts/works.ts";
import type { RecordDraft } from "../../../../subgraphs/domain/formats/cwr/write.ts";
import { check, having, plainWork, record } from "./build.ts";

describe("details whose rules have no number of the standard here", () => {
  const validity = (text: string) => record("REC", [REC.isrc, "GBAAA0800736"], [REC.isrcValidity, text]);
  const reference = record("XRF", [XRF.organisationCode, "052"], [XRF.identifier, "1"], [XRF.identifierType, "V"], [XRF.validity, "Y"]);
  const information = record("ARI", [ARI.societyNumber, "052"], [ARI.typeOfRight, "ALL"], [ARI.subjectCode, "DL"], [ARI.note, "SEE"]);
  test.each<[string, "FR" | "RR", RecordDraft]>([
    ["CWR_ISRC_VALIDITY", "FR", validity("X")],
    ["CWR_REFERENCE_ORGANISATION", "FR", having(reference, [XRF.organisationCode, "999"])],
    ["CWR_REFERENCE_IDENTIFIER", "RR", having(reference, [XRF.identifier, ""])],
    ["CWR_REFERENCE_TYPE", "RR", having(reference, [XRF.identifierType, "X"])],
    ["CWR_REFERENCE_VALIDITY", "FR", having(reference, [XRF.validity, ""])],
    ["CWR_INFORMATION_SOCIETY", "FR", having(information, [ARI.societyNumber, "999"])],
    ["CWR_INFORMATION_RIGHT", "FR", having(information, [ARI.typeOfRight, "XXX"])],
    ["CWR_INFORMATION_SUBJECT", "FR", having(information, [ARI.subjectCode, "XX"])],
    ["CWR_INFORMATION_EMPTY", "RR", having(information, [ARI.note, ""])],
    ["CWR_INSTRUMENTATION_TYPE", "FR", record("INS", [INS.standardInstrumentationType, "XXX"], [INS.instrumentationDescription, "A"])],
    ["CWR_INSTRUMENTATION_EMPTY", "RR", record("INS", [INS.numberOfVoices, "1"])],
    ["CWR_NATIVE_WRITER", "RR", record("NOW")],
    ["CWR_NATIVE_TITLE", "RR", record("NET")],
    ["CWR_NATIVE_LANGUAGE", "FR", record("NCT", [NET.title, "A"], [NET.languageCode, "XX"])],
  ])("%s (%s)", (code, severity, draft) => {
    const checked = check([...plainWork(), draft]);
    expect(checked.problems).toMatchObject([{ code, severity }]);
    expect(checked).toMatchObject({ rejected: false, changed: true });
  });

  test("right ones have no problem", () => {
    expect(check([...plainWork(), validity("Y"), reference, information]).problems).toEqual([]);
  });
});
