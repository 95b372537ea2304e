/** CWR 2.1 and 2.2: file and group control, acknowledgements and agreements. Written by scripts/layouts.ts from seed/tables/cwr-record-layouts.csv; do not edit. */
import { field, layout } from "../../fixedWidth.ts";

export const HDR = layout("HDR", {
  recordType: field("Record Type", 1, 3, "TEXT", "M"),
  senderType: field("Sender Type", 4, 2, "TEXT", "M"),
  senderId: field("Sender ID", 6, 9, "NUMBER", "M"),
  senderName: field("Sender Name", 15, 45, "TEXT", "M"),
  ediStandardVersionNumber: field("EDI Standard Version Number", 60, 5, "TEXT", "M"),
  creationDate: field("Creation Date", 65, 8, "DATE", "M"),
  creationTime: field("Creation Time", 73, 6, "TIME", "M"),
  transmissionDate: field("Transmission Date", 79, 8, "DATE", "M"),
  characterSet: field("Character Set", 87, 15, "TEXT", "O"),
  version: field("Version", 102, 3, "TEXT", "O", "2.2"),
  revision: field("Revision", 105, 3, "NUMBER", "O", "2.2"),
  softwarePackage: field("Software Package", 108, 30, "TEXT", "O", "2.2"),
  softwarePackageVersion: field("Software Package Version", 138, 30, "TEXT", "O", "2.2"),
});

export const GRH = layout("GRH", {
  recordType: field("Record Type", 1, 3, "TEXT", "M"),
  transactionType: field("Transaction Type", 4, 3, "TEXT", "M"),
  groupId: field("Group ID", 7, 5, "NUMBER", "M"),
  version: field("Version Number for this transaction type", 12, 5, "TEXT", "M"),
  batchRequest: field("Batch request", 17, 10, "NUMBER", "O"),
  submissionType: field("Submission/Distribution type", 27, 2, "TEXT", "C"),
});

export const GRT = layout("GRT", {
  recordType: field("Record Type", 1, 3, "TEXT", "M"),
  groupId: field("Group ID", 4, 5, "NUMBER", "M"),
  transactionCount: field("Transaction Count", 9, 8, "NUMBER", "M"),
  recordCount: field("Record Count", 17, 8, "NUMBER", "M"),
  currencyIndicator: field("Currency indicator", 25, 3, "TEXT", "C"),
  totalMonetaryValue: field("Total monetary value", 28, 10, "NUMBER", "O"),
});

export const TRL = layout("TRL", {
  recordType: field("Record Type", 1, 3, "TEXT", "M"),
  groupCount: field("Group Count", 4, 5, "NUMBER", "M"),
  transactionCount: field("Transaction Count", 9, 8, "NUMBER", "M"),
  recordCount: field("Record Count", 17, 8, "NUMBER", "M"),
});

export const ACK = layout("ACK", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  creationDate: field("Creation Date", 20, 8, "DATE", "M"),
  creationTime: field("Creation Time", 28, 6, "TIME", "M"),
  originalGroupId: field("Original Group ID", 34, 5, "NUMBER", "M"),
  originalTransactionSequenceNumber: field("Original Transaction Sequence #", 39, 8, "NUMBER", "M"),
  originalTransactionType: field("Original Transaction Type", 47, 3, "TEXT", "M"),
  creationTitle: field("Creation Title", 50, 60, "TEXT", "C"),
  submitterCreationNumber: field("Submitter Creation #", 110, 20, "TEXT", "C"),
  recipientCreationNumber: field("Recipient Creation #", 130, 20, "TEXT", "C"),
  processingDate: field("Processing Date", 150, 8, "DATE", "M"),
  transactionStatus: field("Transaction Status", 158, 2, "TEXT", "M"),
});

export const MSG = layout("MSG", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  messageType: field("Message Type", 20, 1, "TEXT", "M"),
  originalRecordSequenceNumber: field("Original Record Sequence #", 21, 8, "NUMBER", "M"),
  recordType: field("Record Type", 29, 3, "TEXT", "M"),
  messageLevel: field("Message Level", 32, 1, "TEXT", "M"),
  validationNumber: field("Validation Number", 33, 3, "TEXT", "M"),
  messageText: field("Message Text", 36, 150, "TEXT", "M"),
});

export const AGR = layout("AGR", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  submitterAgreementNumber: field("Submitter Agreement Number", 20, 14, "TEXT", "M"),
  internationalStandardAgreementCode: field("International Standard Agreement Code", 34, 14, "TEXT", "O"),
  agreementType: field("Agreement Type", 48, 2, "TEXT", "M"),
  agreementStartDate: field("Agreement Start Date", 50, 8, "DATE", "M"),
  agreementEndDate: field("Agreement End Date", 58, 8, "DATE", "O"),
  retentionEndDate: field("Retention End Date", 66, 8, "DATE", "O"),
  priorRoyaltyStatus: field("Prior Royalty Status", 74, 1, "TEXT", "M"),
  priorRoyaltyStartDate: field("Prior Royalty Start Date", 75, 8, "DATE", "C"),
  postTermCollectionStatus: field("Post-term Collection Status", 83, 1, "TEXT", "M"),
  postTermCollectionEndDate: field("Post-term Collection End Date", 84, 8, "DATE", "C"),
  dateOfSignatureOfAgreement: field("Date of Signature of Agreement", 92, 8, "DATE", "O"),
  numberOfWorks: field("Number of Works", 100, 5, "NUMBER", "M"),
  salesManufactureClause: field("Sales/Manufacture Clause", 105, 1, "TEXT", "C"),
  sharesChange: field("Shares change", 106, 1, "TEXT", "O"),
  advanceGiven: field("Advance Given", 107, 1, "TEXT", "O"),
  societyAssignedAgreementNumber: field("Society-assigned Agreement Number", 108, 14, "TEXT", "O"),
});

export const TER = layout("TER", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  sign: field("Inclusion/Exclusion Indicator", 20, 1, "TEXT", "M"),
  territory: field("TIS Numeric Code", 21, 4, "NUMBER", "M"),
});

export const IPA = layout("IPA", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  agreementRoleCode: field("Agreement Role Code", 20, 2, "TEXT", "M"),
  ipiNameNumber: field("Interested Party IPI Name #", 22, 11, "NUMBER", "O"),
  ipiBaseNumber: field("IPI Base Number", 33, 13, "TEXT", "O"),
  partyNumber: field("Interested Party #", 46, 9, "TEXT", "M"),
  lastName: field("Interested Party Last Name", 55, 45, "TEXT", "M"),
  firstName: field("Interested Party Writer First Name", 100, 30, "TEXT", "O"),
  prSociety: field("PR Affiliation Society", 130, 3, "TEXT", "C"),
  prShare: field("PR Share", 133, 5, "SHARE", "C"),
  mrSociety: field("MR Affiliation Society", 138, 3, "TEXT", "C"),
  mrShare: field("MR Share", 141, 5, "SHARE", "C"),
  srSociety: field("SR Affiliation Society", 146, 3, "TEXT", "C"),
  srShare: field("SR Share", 149, 5, "SHARE", "C"),
});

export const NPA = layout("NPA", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  partyNumber: field("Interested Party #", 20, 9, "TEXT", "C"),
  lastName: field("Interested Party Name", 29, 160, "TEXT", "M"),
  firstName: field("Interested Party Writer First Name", 189, 160, "TEXT", "M"),
  languageCode: field("Language Code", 349, 2, "TEXT", "O"),
});
