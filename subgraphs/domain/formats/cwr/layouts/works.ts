/** CWR 2.1 and 2.2: works, titles and performers. Written by scripts/layouts.ts from seed/tables/cwr-record-layouts.csv; do not edit. */
import { field, layout } from "../../fixedWidth.ts";

export const NWR = layout("NWR", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  workTitle: field("Work Title", 20, 60, "TEXT", "M"),
  languageCode: field("Language Code", 80, 2, "TEXT", "O"),
  submitterWorkNumber: field("Submitter Work #", 82, 14, "TEXT", "M"),
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
  contactName: field("Contact Name", 155, 30, "TEXT", "O"),
  contactId: field("Contact ID", 185, 10, "TEXT", "O"),
  cwrWorkType: field("CWR Work Type", 195, 2, "TEXT", "O"),
  grandRights: field("Grand Rights Ind", 197, 1, "TEXT", "C"),
  compositeComponentCount: field("Composite Component Count", 198, 3, "NUMBER", "C"),
  dateOfPublicationOfPrintedEdition: field("Date of publication of printed edition", 201, 8, "DATE", "O"),
  exceptionalClause: field("Exceptional Clause", 209, 1, "TEXT", "O"),
  opusNumber: field("Opus Number", 210, 25, "TEXT", "O"),
  catalogueNumber: field("Catalogue Number", 235, 25, "TEXT", "O"),
  priorityFlag: field("Priority Flag", 260, 1, "TEXT", "O"),
});

export const ALT = layout("ALT", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  alternateTitle: field("Alternate Title", 20, 60, "TEXT", "M"),
  titleType: field("Title Type", 80, 2, "TEXT", "M"),
  languageCode: field("Language Code", 82, 2, "TEXT", "C"),
});

export const NAT = layout("NAT", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  title: field("Title", 20, 640, "TEXT", "M"),
  titleType: field("Title Type", 660, 2, "TEXT", "M"),
  languageCode: field("Language Code", 662, 2, "TEXT", "O"),
});

export const EWT = layout("EWT", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  entireWorkTitle: field("Entire Work Title", 20, 60, "TEXT", "M"),
  iswcOfEntireWork: field("ISWC of Entire Work", 80, 11, "TEXT", "O"),
  languageCode: field("Language Code", 91, 2, "TEXT", "O"),
  writer1LastName: field("Writer 1 Last Name", 93, 45, "TEXT", "O"),
  writer1FirstName: field("Writer 1 First Name", 138, 30, "TEXT", "O"),
  source: field("Source", 168, 60, "TEXT", "O"),
  writer1IpiNameNumber: field("Writer 1 IPI Name #", 228, 11, "NUMBER", "O"),
  writer1IpiBaseNumber: field("Writer 1 IPI Base Number", 239, 13, "TEXT", "O"),
  writer2LastName: field("Writer 2 Last Name", 252, 45, "TEXT", "O"),
  writer2FirstName: field("Writer 2 First Name", 297, 30, "TEXT", "O"),
  writer2IpiNameNumber: field("Writer 2 IPI Name #", 327, 11, "NUMBER", "O"),
  writer2IpiBaseNumber: field("Writer 2 IPI Base Number", 338, 13, "TEXT", "O"),
  submitterWorkNumber: field("Submitter Work #", 351, 14, "TEXT", "O"),
});

export const VER = layout("VER", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  originalWorkTitle: field("Original Work Title", 20, 60, "TEXT", "M"),
  iswcOfOriginalWork: field("ISWC of Original Work", 80, 11, "TEXT", "O"),
  languageCode: field("Language Code", 91, 2, "TEXT", "O"),
  writer1LastName: field("Writer 1 Last Name", 93, 45, "TEXT", "O"),
  writer1FirstName: field("Writer 1 First Name", 138, 30, "TEXT", "O"),
  source: field("Source", 168, 60, "TEXT", "O"),
  writer1IpiNameNumber: field("Writer 1 IPI Name #", 228, 11, "NUMBER", "O"),
  writer1IpiBaseNumber: field("Writer 1 IPI Base Number", 239, 13, "TEXT", "O"),
  writer2LastName: field("Writer 2 Last Name", 252, 45, "TEXT", "O"),
  writer2FirstName: field("Writer 2 First Name", 297, 30, "TEXT", "O"),
  writer2IpiNameNumber: field("Writer 2 IPI Name #", 327, 11, "NUMBER", "O"),
  writer2IpiBaseNumber: field("Writer 2 IPI Base Number", 338, 13, "TEXT", "O"),
  submitterWorkNumber: field("Submitter Work #", 351, 14, "TEXT", "O"),
});

export const NET = layout("NET", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  title: field("Title", 20, 640, "TEXT", "M"),
  languageCode: field("Language Code", 660, 2, "TEXT", "O"),
});

export const PER = layout("PER", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  lastName: field("Performing Artist Last Name", 20, 45, "TEXT", "M"),
  firstName: field("Performing Artist First Name", 65, 30, "TEXT", "O"),
  ipiNameNumber: field("Performing Artist IPI Name #", 95, 11, "NUMBER", "O"),
  ipiBaseNumber: field("Performing Artist IPI Base Number", 106, 13, "TEXT", "O"),
});

export const NPR = layout("NPR", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  lastName: field("Performing Artist Name", 20, 160, "TEXT", "C"),
  firstName: field("Performing Artist First Name", 180, 160, "TEXT", "O"),
  ipiNameNumber: field("Performing Artist IPI Name #", 340, 11, "NUMBER", "O"),
  ipiBaseNumber: field("Performing Artist IPI Base Number", 351, 13, "TEXT", "O"),
  languageCode: field("Language Code", 364, 2, "TEXT", "O"),
  performanceLanguage: field("Performance Language", 366, 2, "TEXT", "C"),
  performanceDialect: field("Performance Dialect", 368, 3, "TEXT", "C"),
});
