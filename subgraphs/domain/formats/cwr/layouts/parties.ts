/** CWR 2.1 and 2.2: publishers, writers, and what they collect where. Written by scripts/layouts.ts from seed/tables/cwr-record-layouts.csv; do not edit. */
import { field, layout } from "../../fixedWidth.ts";

export const SPU = layout("SPU", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  publisherSequence: field("Publisher Sequence #", 20, 2, "NUMBER", "M"),
  partyNumber: field("Interested Party #", 22, 9, "TEXT", "C"),
  publisherName: field("Publisher Name", 31, 45, "TEXT", "C"),
  publisherUnknownIndicator: field("Publisher Unknown Indicator", 76, 1, "TEXT", "C"),
  publisherType: field("Publisher Type", 77, 2, "TEXT", "C"),
  taxIdNumber: field("Tax ID #", 79, 9, "TEXT", "O"),
  ipiNameNumber: field("Publisher IPI Name #", 88, 11, "NUMBER", "C"),
  submitterAgreementNumber: field("Submitter Agreement Number", 99, 14, "TEXT", "O"),
  prSociety: field("PR Affiliation Society #", 113, 3, "TEXT", "C"),
  prShare: field("PR Ownership Share", 116, 5, "SHARE", "C"),
  mrSociety: field("MR Society", 121, 3, "TEXT", "C"),
  mrShare: field("MR Ownership Share", 124, 5, "SHARE", "C"),
  srSociety: field("SR Society", 129, 3, "TEXT", "C"),
  srShare: field("SR Ownership Share", 132, 5, "SHARE", "C"),
  specialAgreements: field("Special Agreements Indicator", 137, 1, "TEXT", "O"),
  firstRecordingRefusal: field("First Recording Refusal Ind", 138, 1, "TEXT", "O"),
  filler: field("Filler", 139, 1, "TEXT", "O"),
  ipiBaseNumber: field("Publisher IPI Base Number", 140, 13, "TEXT", "O"),
  internationalStandardAgreementCode: field("International Standard Agreement Code", 153, 14, "TEXT", "O"),
  societyAssignedAgreementNumber: field("Society-assigned Agreement Number", 167, 14, "TEXT", "O"),
  agreementType: field("Agreement Type", 181, 2, "TEXT", "O"),
  usaLicense: field("USA License Ind", 183, 1, "TEXT", "O"),
});

export const NPN = layout("NPN", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  publisherSequence: field("Publisher Sequence #", 20, 2, "NUMBER", "M"),
  partyNumber: field("Interested Party #", 22, 9, "TEXT", "M"),
  publisherName: field("Publisher Name", 31, 480, "TEXT", "M"),
  languageCode: field("Language Code", 511, 2, "TEXT", "O"),
});

export const SPT = layout("SPT", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  partyNumber: field("Interested Party #", 20, 9, "TEXT", "M"),
  constant: field("Constant", 29, 6, "TEXT", "M"),
  prShare: field("PR Collection Share", 35, 5, "SHARE", "C"),
  mrShare: field("MR Collection Share", 40, 5, "SHARE", "C"),
  srShare: field("SR Collection Share", 45, 5, "SHARE", "C"),
  sign: field("Inclusion/Exclusion Indicator", 50, 1, "TEXT", "M"),
  territory: field("TIS Numeric Code", 51, 4, "NUMBER", "M"),
  sharesChange: field("Shares change", 55, 1, "TEXT", "O"),
  sequence: field("Sequence #", 56, 3, "NUMBER", "M"),
});

export const SWR = layout("SWR", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  partyNumber: field("Interested Party #", 20, 9, "TEXT", "C"),
  lastName: field("Writer Last Name", 29, 45, "TEXT", "C"),
  firstName: field("Writer First Name", 74, 30, "TEXT", "O"),
  writerUnknownIndicator: field("Writer Unknown Indicator", 104, 1, "TEXT", "C"),
  designation: field("Writer Designation Code", 105, 2, "TEXT", "C"),
  taxIdNumber: field("Tax ID #", 107, 9, "TEXT", "O"),
  ipiNameNumber: field("Writer IPI Name #", 116, 11, "NUMBER", "O"),
  prSociety: field("PR Affiliation Society #", 127, 3, "TEXT", "O"),
  prShare: field("PR Ownership Share", 130, 5, "SHARE", "O"),
  mrSociety: field("MR Society", 135, 3, "TEXT", "O"),
  mrShare: field("MR Ownership Share", 138, 5, "SHARE", "O"),
  srSociety: field("SR Society", 143, 3, "TEXT", "O"),
  srShare: field("SR Ownership Share", 146, 5, "SHARE", "O"),
  reversionaryIndicator: field("Reversionary Indicator", 151, 1, "TEXT", "O"),
  firstRecordingRefusal: field("First Recording Refusal Ind", 152, 1, "TEXT", "O"),
  workForHireIndicator: field("Work For Hire Indicator", 153, 1, "TEXT", "O"),
  filler: field("Filler", 154, 1, "TEXT", "O"),
  ipiBaseNumber: field("Writer IPI Base Number", 155, 13, "TEXT", "O"),
  personalNumber: field("Personal Number", 168, 12, "NUMBER", "O"),
  usaLicense: field("USA License Ind.", 180, 1, "TEXT", "O"),
});

export const NWN = layout("NWN", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  partyNumber: field("Interested Party #", 20, 9, "TEXT", "C"),
  lastName: field("Writer Last Name", 29, 160, "TEXT", "M"),
  firstName: field("Writer First Name", 189, 160, "TEXT", "O"),
  languageCode: field("Language Code", 349, 2, "TEXT", "O"),
});

export const SWT = layout("SWT", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  partyNumber: field("Interested Party #", 20, 9, "TEXT", "C"),
  prShare: field("PR Collection Share", 29, 5, "SHARE", "O"),
  mrShare: field("MR Collection Share", 34, 5, "SHARE", "O"),
  srShare: field("SR Collection Share", 39, 5, "SHARE", "O"),
  sign: field("Inclusion/Exclusion Indicator", 44, 1, "TEXT", "M"),
  territory: field("TIS Numeric Code", 45, 4, "NUMBER", "M"),
  sharesChange: field("Shares change", 49, 1, "TEXT", "O"),
  sequence: field("Sequence #", 50, 3, "NUMBER", "M"),
});

export const PWR = layout("PWR", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  publisherPartyNumber: field("Publisher IP #", 20, 9, "TEXT", "C"),
  publisherName: field("Publisher Name", 29, 45, "TEXT", "C"),
  submitterAgreementNumber: field("Submitter Agreement Number", 74, 14, "TEXT", "O"),
  societyAssignedAgreementNumber: field("Society-Assigned Agreement Number", 88, 14, "TEXT", "O"),
  writerPartyNumber: field("Writer IP #", 102, 9, "TEXT", "C"),
  publisherSequence: field("Publisher Sequence #", 111, 2, "NUMBER", "M", "2.2"),
});
