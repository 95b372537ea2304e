/** CWR 2.1 and 2.2: recordings, origins, instruments, components and references. Written by scripts/layouts.ts from seed/tables/cwr-record-layouts.csv; do not edit. */
import { field, layout } from "../../fixedWidth.ts";

export const REC = layout("REC", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  releaseDate: field("Release Date", 20, 8, "DATE", "O"),
  constant: field("Constant", 28, 60, "TEXT", "O"),
  releaseDuration: field("Release Duration", 88, 6, "TIME", "O"),
  constant2: field("Constant", 94, 5, "TEXT", "O"),
  albumTitle: field("Album Title", 99, 60, "TEXT", "O"),
  albumLabel: field("Album Label", 159, 60, "TEXT", "O"),
  releaseCatalogNumber: field("Release Catalog #", 219, 18, "TEXT", "O"),
  ean: field("EAN", 237, 13, "TEXT", "O"),
  isrc: field("ISRC", 250, 12, "TEXT", "O"),
  recordingFormat: field("Recording Format", 262, 1, "TEXT", "O"),
  recordingTechnique: field("Recording Technique", 263, 1, "TEXT", "O"),
  mediaType: field("Media Type", 264, 3, "TEXT", "O"),
  recordingTitle: field("Recording Title", 267, 60, "TEXT", "O", "2.2"),
  versionTitle: field("Version Title", 327, 60, "TEXT", "O", "2.2"),
  displayArtist: field("Display Artist", 387, 60, "TEXT", "O", "2.2"),
  recordLabel: field("Record Label", 447, 60, "TEXT", "O", "2.2"),
  isrcValidity: field("ISRC Validity", 507, 20, "TEXT", "C", "2.2"),
  submitterRecordingIdentifier: field("Submitter Recording Identifier", 527, 14, "TEXT", "O", "2.2"),
});

export const ORN = layout("ORN", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  intendedPurpose: field("Intended Purpose", 20, 3, "TEXT", "M"),
  productionTitle: field("Production Title", 23, 60, "TEXT", "C"),
  cdIdentifier: field("CD Identifier", 83, 15, "TEXT", "C"),
  cutNumber: field("Cut Number", 98, 4, "NUMBER", "O"),
  library: field("Library", 102, 60, "TEXT", "C"),
  bltvr: field("BLTVR", 162, 1, "TEXT", "O"),
  filler: field("Filler", 163, 25, "NUMBER", "O"),
  productionNumber: field("Production #", 188, 12, "TEXT", "O"),
  episodeTitle: field("Episode Title", 200, 60, "TEXT", "O"),
  episodeNumber: field("Episode #", 260, 20, "TEXT", "O"),
  yearOfProduction: field("Year of Production AVI Key...", 280, 4, "NUMBER", "O"),
  aviSocietyCode: field("AVI Society Code", 284, 3, "NUMBER", "O"),
  audioVisualNumber: field("Audio-Visual Number", 287, 15, "TEXT", "O"),
  isan: field("ISAN", 302, 12, "TEXT", "O", "2.2"),
  episode: field("Episode", 314, 4, "TEXT", "O", "2.2"),
  checkDigit1: field("Check Digit 1", 318, 1, "TEXT", "O", "2.2"),
  version: field("Version", 319, 8, "TEXT", "O", "2.2"),
  checkDigit2: field("Check Digit 2", 327, 1, "TEXT", "O", "2.2"),
  eidr: field("EIDR", 328, 20, "TEXT", "O", "2.2"),
  checkDigit: field("Check Digit", 348, 1, "TEXT", "O", "2.2"),
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

export const COM = layout("COM", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  title: field("Title", 20, 60, "TEXT", "M"),
  iswcOfComponent: field("ISWC of Component", 80, 11, "TEXT", "O"),
  submitterWorkNumber: field("Submitter Work #", 91, 14, "TEXT", "O"),
  duration: field("Duration", 105, 6, "TIME", "O"),
  writer1LastName: field("Writer 1 Last Name", 111, 45, "TEXT", "M"),
  writer1FirstName: field("Writer 1 First Name", 156, 30, "TEXT", "O"),
  writer1IpiNameNumber: field("Writer 1 IPI Name #", 186, 11, "NUMBER", "O"),
  writer2LastName: field("Writer 2 Last Name", 197, 45, "TEXT", "O"),
  writer2FirstName: field("Writer 2 First Name", 242, 30, "TEXT", "O"),
  writer2IpiNameNumber: field("Writer 2 IPI Name #", 272, 11, "NUMBER", "O"),
  writer1IpiBaseNumber: field("Writer 1 IPI Base Number", 283, 13, "TEXT", "O"),
  writer2IpiBaseNumber: field("Writer 2 IPI Base Number", 296, 13, "TEXT", "O"),
});

export const NOW = layout("NOW", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  writerName: field("Writer Name", 20, 160, "TEXT", "M"),
  firstName: field("Writer First Name", 180, 160, "TEXT", "M"),
  languageCode: field("Language Code", 340, 2, "TEXT", "O"),
  writerPosition: field("Writer Position", 342, 1, "TEXT", "O"),
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
  organisationCode: field("Organisation Code", 20, 3, "TEXT", "M", "2.2"),
  identifier: field("Identifier", 23, 14, "TEXT", "M", "2.2"),
  identifierType: field("Identifier Type", 37, 1, "TEXT", "M", "2.2"),
  validity: field("Validity", 38, 1, "TEXT", "M", "2.2"),
});
