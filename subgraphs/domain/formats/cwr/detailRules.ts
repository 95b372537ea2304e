import { FR, language, RR, society } from "./commonRules.ts";
import type { FieldRule } from "./fieldRules.ts";
import { entered, listed, where } from "./fieldRules.ts";
import { ARI, INS, NOW, REC, XRF } from "./layouts/details.ts";
import { NET } from "./layouts/works.ts";
import { LOOKUPS } from "./lookups.ts";
import { textOf } from "./transactions.ts";

/** Y valid, U the link is not, N the ISRC is not (CWR 2.2; its text says twice that U and N are invalid). */
const VALIDITIES = new Set(["Y", "U", "N"]);
/** W work, R recording, P product; V (video) stands in the list and not in the rule, and is taken (house rule). */
const IDENTIFIER_TYPES = new Set(["W", "R", "P", "V"]);

const OTHER_SCRIPT: readonly FieldRule[] = [
  entered("CWR_NATIVE_TITLE", NET.title, RR),
  language("CWR_NATIVE_LANGUAGE", NET.languageCode, FR),
];

/** Rules of detail records whose numbers in the standard were not read: what the layouts require and the code lists allow, under codes of ours. */
export const DETAIL_RULES: readonly (readonly [record: string, rules: readonly FieldRule[]])[] = [
  [
    "XRF",
    [
      society("CWR_REFERENCE_ORGANISATION", XRF.organisationCode),
      entered("CWR_REFERENCE_IDENTIFIER", XRF.identifier, RR),
      listed("CWR_REFERENCE_TYPE", XRF.identifierType, { ...RR, list: IDENTIFIER_TYPES, mandatory: true }),
      listed("CWR_REFERENCE_VALIDITY", XRF.validity, { ...FR, list: VALIDITIES, mandatory: true, fallback: "U" }),
    ],
  ],
  [
    "ARI",
    [
      society("CWR_INFORMATION_SOCIETY", ARI.societyNumber),
      listed("CWR_INFORMATION_RIGHT", ARI.typeOfRight, { ...FR, list: new Set([...LOOKUPS.typeOfRight, "ALL"]) }),
      listed("CWR_INFORMATION_SUBJECT", ARI.subjectCode, { ...FR, list: LOOKUPS.subjectCodes }),
      where("CWR_INFORMATION_EMPTY", ARI.note, {
        ...RR,
        fault: (text, record) =>
          text === "" && textOf(record, ARI.workNumber) === "" ? "The information has neither a work number nor a note." : null,
      }),
    ],
  ],
  [
    "INS",
    [
      listed("CWR_INSTRUMENTATION_TYPE", INS.standardInstrumentationType, { ...FR, list: LOOKUPS.standardInstrumentation }),
      where("CWR_INSTRUMENTATION_EMPTY", INS.instrumentationDescription, {
        ...RR,
        fault: (text, record) =>
          text === "" && textOf(record, INS.standardInstrumentationType) === ""
            ? "The instrumentation has neither a type nor a description."
            : null,
      }),
    ],
  ],
  ["NOW", [entered("CWR_NATIVE_WRITER", NOW.writerName, RR), language("CWR_NATIVE_LANGUAGE", NOW.languageCode, FR)]],
  ["NET", OTHER_SCRIPT],
  ["NCT", OTHER_SCRIPT],
  ["NVT", OTHER_SCRIPT],
];

/** The link of a recording (CWR 2.2). */
export const ISRC_VALIDITY = listed("CWR_ISRC_VALIDITY", REC.isrcValidity, { ...FR, list: VALIDITIES, fallback: "U" });
