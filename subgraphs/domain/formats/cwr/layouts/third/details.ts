/** CWR 3.1: recordings, origins, instruments, components and references. Written by scripts/layouts.ts from seed/tables/cwr-record-layouts.csv; do not edit. */
import { field, layout } from "../../../fixedWidth.ts";

export const REC = layout("REC", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  releaseDate: field("Release Date", 20, 8, "DATE", "O"),
  releaseDuration: field("Recording Duration", 28, 6, "TIME", "O"),
  isrc: field("ISRC", 34, 12, "TEXT", "O"),
  recordingTitle: field("Recording Title", 46, 60, "TEXT", "O"),
  versionTitle: field("Version Title", 106, 60, "TEXT", "O"),
  displayArtist: field("Display Artist", 166, 60, "TEXT", "O"),
  displayArtistIpiNameNumber: field("Display Artist IPI Name Number", 226, 11, "NUMBER", "O"),
  isni: field("International Standard Name Identifier", 237, 16, "TEXT", "O"),
  recordLabel: field("Record Label", 253, 60, "TEXT", "O"),
  isrcValidity: field("ISRC Validity", 313, 1, "TEXT", "C"),
  submitterRecordingIdentifier: field("Submitter Recording Identifier", 314, 14, "TEXT", "O"),
});

export const NRC = layout("NRC", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  releaseDate: field("Release Date", 20, 8, "DATE", "O"),
  releaseDuration: field("Recording Duration", 28, 6, "TIME", "O"),
  isrc: field("ISRC", 34, 12, "TEXT", "O"),
  recordingTitle: field("Recording Title", 46, 60, "TEXT", "O"),
  versionTitle: field("Version Title", 106, 60, "TEXT", "O"),
  displayArtist: field("Display Artist", 166, 60, "TEXT", "O"),
  displayArtistIpiNameNumber: field("Display Artist IPI Name Number", 226, 11, "NUMBER", "O"),
  isni: field("International Standard Name Identifier", 237, 16, "TEXT", "O"),
  recordLabel: field("Record Label", 253, 60, "TEXT", "O"),
  isrcValidity: field("ISRC Validity", 313, 1, "TEXT", "C"),
  submitterRecordingIdentifier: field("Submitter Recording Identifier", 314, 14, "TEXT", "O"),
  languageCode: field("Language Code", 328, 2, "TEXT", "O"),
  scriptCode: field("Script Code", 330, 4, "TEXT", "O"),
});

export const ORN = layout("ORN", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  intendedPurpose: field("Intended Purpose", 20, 3, "TEXT", "M"),
  cdIdentifier: field("CD Identifier", 23, 15, "TEXT", "C"),
  cutNumber: field("Cut Number", 38, 4, "NUMBER", "O"),
  library: field("Library", 42, 60, "TEXT", "C"),
  productionTitle: field("Production Title", 102, 60, "TEXT", "C"),
  bltvr: field("BLTVR", 162, 1, "TEXT", "O"),
  productionNumber: field("Production Number", 163, 12, "TEXT", "O"),
  episodeTitle: field("Episode Title", 175, 60, "TEXT", "O"),
  episodeNumber: field("Episode Number", 235, 20, "TEXT", "O"),
  yearOfProduction: field("Year of Production AVI Key...", 255, 4, "NUMBER", "O"),
  aviSocietyCode: field("AVI Society Code", 259, 4, "TEXT", "O"),
  audioVisualNumber: field("Audio-Visual Number V-ISAN", 263, 15, "TEXT", "O"),
  isan: field("ISAN", 278, 12, "TEXT", "O"),
  episode: field("Episode", 290, 4, "TEXT", "O"),
  checkDigit1: field("Check Digit 1", 294, 1, "TEXT", "O"),
  version: field("Version", 295, 8, "TEXT", "O"),
  checkDigit2: field("Check Digit 2 EIDR", 303, 1, "TEXT", "O"),
  eidr: field("EIDR", 304, 20, "TEXT", "O"),
  checkDigit: field("Check Digit", 324, 1, "TEXT", "O"),
  versionName: field("Version Name", 325, 40, "TEXT", "O"),
});

export const FTV = layout("FTV", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  intendedPurpose: field("Intended Purpose", 20, 3, "TEXT", "M"),
  productionTitle: field("Production Title", 23, 60, "TEXT", "M"),
  productionNumber: field("Production Number", 83, 12, "TEXT", "O"),
  episodeTitle: field("Episode Title", 95, 60, "TEXT", "O"),
  episodeNumber: field("Episode Number", 155, 20, "TEXT", "O"),
  yearOfProduction: field("Year of Production AVI Key...", 175, 4, "NUMBER", "O"),
  aviSocietyCode: field("AVI Society Code", 179, 4, "TEXT", "O"),
  audioVisualNumber: field("Audio-Visual Number V-ISAN", 183, 15, "TEXT", "O"),
  isan: field("ISAN", 198, 12, "TEXT", "O"),
  episode: field("Episode", 210, 4, "TEXT", "O"),
  checkDigit1: field("Check Digit 1", 214, 1, "TEXT", "O"),
  version: field("Version", 215, 8, "TEXT", "O"),
  checkDigit2: field("Check Digit 2 EIDR", 223, 1, "TEXT", "O"),
  eidr: field("EIDR", 224, 20, "TEXT", "O"),
  checkDigit: field("Check Digit", 244, 1, "TEXT", "O"),
  versionName: field("Version Name", 245, 40, "TEXT", "O"),
});

export const INS = layout("INS", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  numberOfVoices: field("Number of Voices", 20, 3, "NUMBER", "O"),
  standardInstrumentationType: field("Standard Instrumentation Type", 23, 3, "TEXT", "C"),
  instrumentationDescription: field("Instrumentation Description", 26, 50, "TEXT", "C"),
});

export const IND = layout("IND", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  instrumentCode: field("Instrument Code", 20, 3, "TEXT", "M"),
  numberOfPlayers: field("Number of Players", 23, 3, "NUMBER", "O"),
});

export const ARI = layout("ARI", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  societyNumber: field("Society #", 20, 3, "TEXT", "M"),
  workNumber: field("Work #", 23, 14, "TEXT", "C"),
  typeOfRight: field("Type of Right", 37, 3, "TEXT", "M"),
  subjectCode: field("Subject Code", 40, 2, "TEXT", "C"),
  note: field("Note", 42, 160, "TEXT", "C"),
});

export const XRF = layout("XRF", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  organisationCode: field("Organisation Code", 20, 4, "TEXT", "M"),
  identifier: field("Identifier", 24, 14, "TEXT", "M"),
  identifierType: field("Identifier Type", 38, 1, "TEXT", "M"),
  validity: field("Identifier Validity", 39, 1, "TEXT", "M"),
});
