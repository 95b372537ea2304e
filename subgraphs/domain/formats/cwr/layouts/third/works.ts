/** CWR 3.1: works, titles and performers. Written by scripts/layouts.ts from seed/tables/cwr-record-layouts.csv; do not edit. */
import { field, layout } from "../../../fixedWidth.ts";

export const WRK = layout("WRK", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  workTitle: field("Work Title", 20, 60, "TEXT", "M"),
  languageCode: field("Language Code", 80, 2, "TEXT", "O"),
  submitterWorkNumber: field("Submitter Work Number", 82, 14, "TEXT", "M"),
  iswc: field("ISWC", 96, 11, "TEXT", "O"),
  copyrightDate: field("Copyright Date", 107, 8, "DATE", "O"),
  copyrightNumber: field("Copyright Number", 115, 12, "TEXT", "O"),
  category: field("Musical Work Distribution Category", 127, 3, "TEXT", "M"),
  duration: field("Duration", 130, 6, "TIME", "C"),
  recordedIndicator: field("Recorded Indicator", 136, 1, "TEXT", "M"),
  textMusicRelationship: field("Text Music Relationship", 137, 3, "TEXT", "O"),
  compositeType: field("Composite Type", 140, 3, "TEXT", "O"),
  versionType: field("Version Type", 143, 3, "TEXT", "M"),
  excerptType: field("Excerpt Type", 146, 3, "TEXT", "O"),
  musicArrangement: field("Music Arrangement", 149, 3, "TEXT", "C"),
  lyricAdaptation: field("Lyric Adaptation", 152, 3, "TEXT", "C"),
  grandRights: field("Grand Rights Ind", 155, 1, "TEXT", "C"),
  compositeComponentCount: field("Composite Component Count", 156, 3, "NUMBER", "C"),
  dateOfPublicationOfPrintedEdition: field("Date of publication of printed edition", 159, 8, "DATE", "O"),
  exceptionalClause: field("Exceptional Clause", 167, 1, "TEXT", "O"),
  opusNumber: field("Opus Number", 168, 25, "TEXT", "O"),
  catalogueNumber: field("Catalogue Number", 193, 25, "TEXT", "O"),
  priorityFlag: field("Priority Flag", 218, 1, "TEXT", "O"),
});

export const DRW = layout("DRW", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  workTitle: field("Work Title", 20, 60, "TEXT", "M"),
  languageCode: field("Language Code", 80, 2, "TEXT", "O"),
  submitterWorkNumber: field("Submitter Work Number", 82, 14, "TEXT", "M"),
  iswc: field("ISWC", 96, 11, "TEXT", "O"),
  retractionReasonCode: field("Retraction Reason Code", 107, 2, "TEXT", "M"),
});

export const LIC = layout("LIC", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  workTitle: field("Work Title", 20, 60, "TEXT", "M"),
  submitterWorkNumber: field("Submitter Work Number", 80, 14, "TEXT", "M"),
  iswc: field("ISWC", 94, 11, "TEXT", "O"),
});

export const EXC = layout("EXC", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  workTitle: field("Work Title", 20, 60, "TEXT", "M"),
  languageCode: field("Language Code", 80, 2, "TEXT", "O"),
  submitterWorkNumber: field("Submitter Work Number", 82, 14, "TEXT", "M"),
  iswc: field("ISWC", 96, 11, "TEXT", "O"),
  copyrightDate: field("Copyright Date", 107, 8, "DATE", "O"),
  copyrightNumber: field("Copyright Number", 115, 12, "TEXT", "O"),
  category: field("Musical Work Distribution Category", 127, 3, "TEXT", "M"),
  duration: field("Duration", 130, 6, "TIME", "C"),
  recordedIndicator: field("Recorded Indicator", 136, 1, "TEXT", "M"),
  textMusicRelationship: field("Text Music Relationship", 137, 3, "TEXT", "O"),
  compositeType: field("Composite Type", 140, 3, "TEXT", "O"),
  versionType: field("Version Type", 143, 3, "TEXT", "M"),
  excerptType: field("Excerpt Type", 146, 3, "TEXT", "O"),
  musicArrangement: field("Music Arrangement", 149, 3, "TEXT", "C"),
  lyricAdaptation: field("Lyric Adaptation", 152, 3, "TEXT", "C"),
  grandRights: field("Grand Rights Ind", 155, 1, "TEXT", "C"),
  compositeComponentCount: field("Composite Component Count", 156, 3, "NUMBER", "C"),
  dateOfPublicationOfPrintedEdition: field("Date of publication of printed edition", 159, 8, "DATE", "O"),
  opusNumber: field("Opus Number", 167, 25, "TEXT", "O"),
  catalogueNumber: field("Catalogue Number", 192, 25, "TEXT", "O"),
});

export const ALT = layout("ALT", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  alternateTitle: field("Alternative Title", 20, 60, "TEXT", "M"),
  titleType: field("Title Type", 80, 2, "TEXT", "M"),
  languageCode: field("Language Code", 82, 2, "TEXT", "C"),
});

export const NAT = layout("NAT", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  title: field("Title", 20, 640, "TEXT", "M"),
  titleType: field("Title Type", 660, 2, "TEXT", "M"),
  languageCode: field("Language Code", 662, 2, "TEXT", "O"),
  scriptCode: field("Script Code", 664, 4, "TEXT", "O"),
});

export const OWK = layout("OWK", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  originalWorkTitle: field("Original Work Title", 20, 60, "TEXT", "M"),
  iswcOfOriginalWork: field("ISWC of Original Work", 80, 11, "TEXT", "O"),
  submitterWorkNumber: field("Submitter Original Work Number", 91, 14, "TEXT", "O"),
  opusNumber: field("Opus Number", 105, 25, "TEXT", "O"),
  catalogueNumber: field("Catalogue Number", 130, 25, "TEXT", "O"),
  duration: field("Duration", 155, 6, "TIME", "O"),
  languageCode: field("Language Code", 161, 2, "TEXT", "O"),
  writer1LastName: field("Writer 1 Last Name", 163, 45, "TEXT", "O"),
  writer1FirstName: field("Writer 1 First Name", 208, 30, "TEXT", "O"),
  writer1IpiNameNumber: field("Writer 1 IPI Name Number", 238, 11, "NUMBER", "O"),
  writer1IpiBaseNumber: field("Writer 1 IPI Base Number", 249, 13, "TEXT", "O"),
  writer2LastName: field("Writer 2 Last Name", 262, 45, "TEXT", "O"),
  writer2FirstName: field("Writer 2 First Name", 307, 30, "TEXT", "O"),
  writer2IpiNameNumber: field("Writer 2 IPI Name Number", 337, 11, "NUMBER", "O"),
  writer2IpiBaseNumber: field("Writer 2 IPI Base Number", 348, 13, "TEXT", "O"),
});

export const NOT = layout("NOT", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  title: field("Title", 20, 640, "TEXT", "M"),
  languageCode: field("Language Code", 660, 2, "TEXT", "O"),
  scriptCode: field("Script Code", 662, 4, "TEXT", "O"),
});

export const NOW = layout("NOW", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  writerName: field("Writer Name", 20, 160, "TEXT", "M"),
  firstName: field("Writer First Name", 180, 160, "TEXT", "M"),
  writerPosition: field("Writer Position", 340, 1, "NUMBER", "O"),
  languageCode: field("Language Code", 341, 2, "TEXT", "O"),
  scriptCode: field("Script Code", 343, 4, "TEXT", "O"),
});

export const PER = layout("PER", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  lastName: field("Performing Artist Name", 20, 45, "TEXT", "M"),
  firstName: field("Performing Artist First Name", 65, 30, "TEXT", "O"),
  ipiNameNumber: field("Performing Artist IPI Name Number", 95, 11, "NUMBER", "O"),
  isni: field("International Standard Name Identifier", 106, 16, "TEXT", "O"),
  performanceLanguage: field("Performance Language", 122, 2, "TEXT", "C"),
  performanceDialect: field("Performance Dialect", 124, 3, "TEXT", "C"),
});

export const NPR = layout("NPR", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  lastName: field("Performing Artist Name", 20, 160, "TEXT", "C"),
  firstName: field("Performing Artist First Name", 180, 160, "TEXT", "O"),
  ipiNameNumber: field("Performing Artist IPI Name Number", 340, 11, "NUMBER", "O"),
  isni: field("International Standard Name Identifier", 351, 16, "TEXT", "O"),
  performanceLanguage: field("Performance Language", 367, 2, "TEXT", "C"),
  performanceDialect: field("Performance Dialect", 369, 3, "TEXT", "C"),
  languageCode: field("Language Code", 372, 2, "TEXT", "O"),
  scriptCode: field("Script Code", 374, 4, "TEXT", "O"),
});
