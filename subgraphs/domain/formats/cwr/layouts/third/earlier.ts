/**
 * CWR 3.0 where it differs from 3.1. No document of 3.0 was at hand: these are the places that the sample files show
 * (test/samples, `CW220002DMP_0000_V3-0-0.SUB`, `CW190008MPC_0000_V3-0-0.ISR`), read byte by byte against the table of 3.1. A number of an
 * interested party has 9 characters in all of them, 11 in 3.1.
 */
import { field, layout } from "../../../fixedWidth.ts";

/** Begins as in 2.x: the version stands in the group. */
export const GRH = layout("GRH", {
  recordType: field("Record Type", 1, 3, "TEXT", "M"),
  transactionType: field("Transaction Type", 4, 3, "TEXT", "M"),
  groupId: field("Group Code", 7, 5, "NUMBER", "M"),
  version: field("Version Number", 12, 5, "TEXT", "M"),
  batchRequest: field("Batch request", 17, 10, "NUMBER", "O"),
});

/** With the tax number of 2.x. */
export const SPU = layout("SPU", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  publisherSequence: field("Publisher Sequence Number", 20, 2, "NUMBER", "M"),
  partyNumber: field("Interested Party Number", 22, 9, "TEXT", "C"),
  publisherName: field("Publisher Name", 31, 45, "TEXT", "C"),
  publisherUnknownIndicator: field("Publisher Unknown Indicator", 76, 1, "TEXT", "M"),
  publisherType: field("Publisher Role", 77, 2, "TEXT", "C"),
  taxIdNumber: field("Tax ID Number", 79, 9, "NUMBER", "O"),
  ipiNameNumber: field("Publisher IPI Name Number", 88, 11, "NUMBER", "C"),
  ipiBaseNumber: field("Publisher IPI Base Number", 99, 13, "TEXT", "O"),
  usaLicense: field("USA License Indicator", 112, 1, "TEXT", "O"),
});

/** With the tax number of 2.x, which the SWR of the same file lacks. */
export const OWR = layout("OWR", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  partyNumber: field("Interested Party Number", 20, 9, "TEXT", "M"),
  lastName: field("Writer Last Name", 29, 45, "TEXT", "C"),
  firstName: field("Writer First Name", 74, 30, "TEXT", "O"),
  writerUnknownIndicator: field("Writer Unknown Indicator", 104, 1, "TEXT", "M"),
  designation: field("Writer Role", 105, 2, "TEXT", "M"),
  taxIdNumber: field("Tax ID Number", 107, 9, "NUMBER", "O"),
  ipiNameNumber: field("Writer IPI Name Number", 116, 11, "NUMBER", "O"),
  ipiBaseNumber: field("Writer IPI Base Number", 127, 13, "TEXT", "O"),
  reversionaryIndicator: field("Reversionary Indicator", 140, 1, "TEXT", "O"),
  firstRecordingRefusal: field("First Recording Refusal Indicator", 141, 1, "TEXT", "O"),
  workForHireIndicator: field("Work For Hire Indicator", 142, 1, "TEXT", "O"),
  usaLicense: field("USA License Indicator", 143, 1, "TEXT", "O"),
});

/** The validity is 20 wide, as in 2.2. */
export const REC = layout("REC", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  releaseDate: field("Release Date", 20, 8, "DATE", "O"),
  releaseDuration: field("Recording Duration", 28, 6, "TIME", "O"),
  isrc: field("ISRC", 34, 12, "TEXT", "O"),
  recordingTitle: field("Recording Title", 46, 60, "TEXT", "O"),
  versionTitle: field("Version Title", 106, 60, "TEXT", "O"),
  displayArtist: field("Display Artist", 166, 60, "TEXT", "O"),
  displayArtistIpiNameNumber: field("Display Artist IPI Name Number", 226, 11, "TEXT", "O"),
  isni: field("International Standard Name Identifier", 237, 16, "TEXT", "O"),
  recordLabel: field("Record Label", 253, 60, "TEXT", "O"),
  isrcValidity: field("ISRC Validity", 313, 20, "TEXT", "C"),
  submitterRecordingIdentifier: field("Submitter Recording Identifier", 333, 14, "TEXT", "O"),
});

/**
 * Sixty characters longer than 3.1 somewhere between library and year. The sample is blank there, so the places of the production and the
 * episode are not known: they are kept unread. The year and what follows it stand as in 3.1, counted from the end of the line.
 */
export const ORN = layout("ORN", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  intendedPurpose: field("Intended Purpose", 20, 3, "TEXT", "M"),
  cdIdentifier: field("CD Identifier", 23, 15, "TEXT", "C"),
  cutNumber: field("Cut Number", 38, 4, "NUMBER", "O"),
  library: field("Library", 42, 60, "TEXT", "C"),
  unread: field("Production, episode and others, in places not known", 102, 213, "TEXT", "O"),
  yearOfProduction: field("Year of Production AVI Key...", 315, 4, "NUMBER", "O"),
  aviKeys: field("Audio-visual numbers", 319, 106, "TEXT", "O"),
});

/** A request for an ISWC. What the sign behind the ISWC (`U` in the samples) means is not known. */
export const ISR = layout("ISR", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  workTitle: field("Work Title", 20, 60, "TEXT", "M"),
  languageCode: field("Language Code", 80, 2, "TEXT", "O"),
  submitterWorkNumber: field("Submitter Work Number", 82, 14, "TEXT", "C"),
  iswc: field("ISWC", 96, 11, "TEXT", "C"),
  unread: field("Sign behind the ISWC, meaning not known", 107, 1, "TEXT", "O"),
});

/** A writer of a work for which an ISWC is requested. */
export const WRI = layout("WRI", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  partyNumber: field("Interested Party Number", 20, 9, "TEXT", "C"),
  ipiNameNumber: field("Writer IPI Name Number", 29, 11, "NUMBER", "O"),
  lastName: field("Writer Last Name", 40, 45, "TEXT", "M"),
  firstName: field("Writer First Name", 85, 30, "TEXT", "O"),
  designation: field("Writer Role", 115, 2, "TEXT", "C"),
});
