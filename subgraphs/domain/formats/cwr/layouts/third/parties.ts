/** CWR 3.1: publishers, writers, and what they collect where. Written by scripts/layouts.ts from seed/tables/cwr-record-layouts.csv; do not edit. */
import { field, layout } from "../../../fixedWidth.ts";

export const SPU = layout("SPU", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  publisherSequence: field("Publisher Sequence Number", 20, 2, "NUMBER", "M"),
  partyNumber: field("Interested Party Number", 22, 11, "TEXT", "C"),
  publisherName: field("Publisher Name", 33, 45, "TEXT", "C"),
  publisherUnknownIndicator: field("Publisher Unknown Indicator", 78, 1, "TEXT", "M"),
  publisherType: field("Publisher Role", 79, 2, "TEXT", "C"),
  ipiNameNumber: field("Publisher IPI Name Number", 81, 11, "NUMBER", "C"),
  ipiBaseNumber: field("Publisher IPI Base Number", 92, 13, "TEXT", "O"),
  usaLicense: field("USA License Indicator", 105, 1, "TEXT", "O"),
});

export const NPN = layout("NPN", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  publisherSequence: field("Publisher Sequence Number", 20, 2, "NUMBER", "M"),
  partyNumber: field("Interested Party Number", 22, 11, "TEXT", "M"),
  publisherName: field("Publisher Name", 33, 480, "TEXT", "M"),
  languageCode: field("Language Code", 513, 2, "TEXT", "O"),
  scriptCode: field("Script Code", 515, 4, "TEXT", "O"),
});

export const SPT = layout("SPT", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  sequence: field("Sequence Number", 20, 3, "NUMBER", "M"),
  partyNumber: field("Interested Party Number", 23, 11, "TEXT", "M"),
  prShare: field("PR Collection Share", 34, 5, "SHARE", "C"),
  mrShare: field("MR Collection Share", 39, 5, "SHARE", "C"),
  srShare: field("SR Collection Share", 44, 5, "SHARE", "C"),
  sign: field("Inclusion/Exclusion Indicator", 49, 1, "TEXT", "M"),
  territory: field("Territory Code", 50, 4, "NUMBER", "M"),
  prSociety: field("PR Affiliation Society Number", 54, 4, "TEXT", "C"),
  mrSociety: field("MR Affiliation Society Number", 58, 4, "TEXT", "C"),
  srSociety: field("SR Affiliation Society Number", 62, 4, "TEXT", "C"),
  specialAgreements: field("Special Agreement Indicator", 66, 1, "TEXT", "O"),
  firstRecordingRefusal: field("First Recording Refusal Indicator", 67, 1, "TEXT", "O"),
  submitterAgreementNumber: field("Submitter Agreement Number", 68, 14, "TEXT", "O"),
  recipientAgreementNumber: field("Recipient Agreement Number", 82, 14, "TEXT", "O"),
  agreementType: field("Agreement Type", 96, 2, "TEXT", "O"),
  recipientCode: field("Recipient Code", 98, 4, "TEXT", "M"),
});

export const SWR = layout("SWR", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  partyNumber: field("Interested Party Number", 20, 11, "TEXT", "M"),
  lastName: field("Writer Last Name", 31, 45, "TEXT", "C"),
  firstName: field("Writer First Name", 76, 30, "TEXT", "O"),
  writerUnknownIndicator: field("Writer Unknown Indicator", 106, 1, "TEXT", "M"),
  designation: field("Writer Role", 107, 2, "TEXT", "M"),
  ipiNameNumber: field("Writer IPI Name Number", 109, 11, "NUMBER", "O"),
  ipiBaseNumber: field("Writer IPI Base Number", 120, 13, "TEXT", "O"),
  reversionaryIndicator: field("Reversionary Indicator", 133, 1, "TEXT", "O"),
  firstRecordingRefusal: field("First Recording Refusal Indicator", 134, 1, "TEXT", "O"),
  workForHireIndicator: field("Work For Hire Indicator", 135, 1, "TEXT", "O"),
  usaLicense: field("USA License Indicator", 136, 1, "TEXT", "O"),
});

export const NWN = layout("NWN", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  partyNumber: field("Interested Party Number", 20, 11, "TEXT", "C"),
  lastName: field("Writer Last Name", 31, 160, "TEXT", "M"),
  firstName: field("Writer First Name", 191, 160, "TEXT", "O"),
  languageCode: field("Language Code", 351, 2, "TEXT", "O"),
  scriptCode: field("Script Code", 353, 4, "TEXT", "O"),
});

export const SWT = layout("SWT", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  sequence: field("Sequence Number", 20, 3, "NUMBER", "M"),
  partyNumber: field("Interested Party Number", 23, 11, "TEXT", "C"),
  prShare: field("PR Collection Share", 34, 5, "SHARE", "O"),
  mrShare: field("MR Collection Share", 39, 5, "SHARE", "O"),
  srShare: field("SR Collection Share", 44, 5, "SHARE", "O"),
  sign: field("Inclusion/Exclusion Indicator", 49, 1, "TEXT", "M"),
  territory: field("Territory Code", 50, 4, "NUMBER", "M"),
  prSociety: field("PR Affiliation Society Number", 54, 4, "TEXT", "O"),
  mrSociety: field("MR Affiliation Society Number", 58, 4, "TEXT", "O"),
  srSociety: field("SR Affiliation Society Number", 62, 4, "TEXT", "O"),
  recipientCode: field("Recipient Code", 66, 4, "TEXT", "M"),
});

export const MAN = layout("MAN", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  writerPartyNumber: field("Writer IP Number", 20, 11, "TEXT", "M"),
  prShare: field("PR Manuscript Share", 31, 5, "SHARE", "M"),
  mrShare: field("MR Manuscript Share", 36, 5, "SHARE", "M"),
  srShare: field("SR Manuscript Share", 41, 5, "SHARE", "M"),
});

export const PWR = layout("PWR", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  publisherSequence: field("Publisher Sequence Number", 20, 2, "NUMBER", "M"),
  publisherPartyNumber: field("Publisher IP Number", 22, 11, "TEXT", "C"),
  writerPartyNumber: field("Writer IP Number", 33, 9, "TEXT", "C"),
  submitterAgreementNumber: field("Submitter Agreement Number", 42, 14, "TEXT", "O"),
  recipientCode: field("Recipient Code", 56, 4, "TEXT", "C"),
  recipientAgreementNumber: field("Recipient Agreement Number", 60, 14, "TEXT", "O"),
  agreementType: field("Agreement Type", 74, 2, "TEXT", "O"),
});
