/** CWR 3.1: file and group control, acknowledgements and agreements. Written by scripts/layouts.ts from seed/tables/cwr-record-layouts.csv; do not edit. */
import { field, layout } from "../../../fixedWidth.ts";

export const HDR = layout("HDR", {
  recordType: field("Record Type", 1, 3, "TEXT", "M"),
  senderType: field("Submitter Type", 4, 2, "TEXT", "M"),
  senderCode: field("Submitter Code", 6, 4, "TEXT", "C"),
  senderName: field("Submitter Name", 10, 45, "TEXT", "M"),
  senderIpiNameNumber: field("Submitter IPI Name Number", 55, 11, "NUMBER", "C"),
  creationDate: field("Creation Date", 66, 8, "DATE", "M"),
  creationTime: field("Creation Time", 74, 6, "TIME", "M"),
  transmissionDate: field("Transmission Date", 80, 8, "DATE", "M"),
  characterSet: field("Character Set", 88, 15, "TEXT", "C"),
  version: field("Version", 103, 3, "TEXT", "O"),
  revision: field("Revision", 106, 3, "TEXT", "O"),
  softwarePackage: field("Software Package", 109, 30, "TEXT", "O"),
  softwarePackageVersion: field("Software Package Version", 139, 30, "TEXT", "O"),
  fileName: field("Filename", 169, 27, "TEXT", "M"),
});

export const GRH = layout("GRH", {
  recordType: field("Record Type", 1, 3, "TEXT", "M"),
  transactionType: field("Transaction Type", 4, 3, "TEXT", "M"),
  groupId: field("Group Code", 7, 5, "NUMBER", "M"),
  batchRequest: field("Batch request", 12, 10, "NUMBER", "O"),
});

export const GRT = layout("GRT", {
  recordType: field("Record Type", 1, 3, "TEXT", "M"),
  groupId: field("Group Code", 4, 5, "NUMBER", "M"),
  transactionCount: field("Transaction Count", 9, 8, "NUMBER", "M"),
  recordCount: field("Record Count", 17, 8, "NUMBER", "M"),
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
  originalGroupId: field("Original Group Code", 34, 5, "NUMBER", "M"),
  originalTransactionSequenceNumber: field("Original Transaction Sequence Number", 39, 8, "NUMBER", "M"),
  originalTransactionType: field("Original Transaction Type", 47, 3, "TEXT", "M"),
  creationTitle: field("Creation Title", 50, 60, "TEXT", "C"),
  submitterCreationNumber: field("Submitter Creation Number", 110, 20, "TEXT", "C"),
  recipientCreationNumber: field("Recipient Creation Number", 130, 20, "TEXT", "C"),
  recipientTemporaryCreationNumber: field("Recipient Temporary Creation Number", 150, 20, "TEXT", "C"),
  processingDate: field("Processing Date", 170, 8, "DATE", "M"),
  transactionStatus: field("Transaction Status", 178, 2, "TEXT", "M"),
  submissionFileName: field("CWR_SUB Filename", 180, 27, "TEXT", "M"),
});

export const MSG = layout("MSG", {
  recordPrefix: field("Record Prefix", 1, 19, "TEXT", "M"),
  messageType: field("Message Type", 20, 1, "TEXT", "M"),
  originalRecordSequenceNumber: field("Original Record Sequence Number", 21, 8, "NUMBER", "M"),
  recordType: field("Record Type", 29, 3, "TEXT", "M"),
  messageLevel: field("Message Level", 32, 1, "TEXT", "M"),
  validationNumber: field("Validation Number", 33, 3, "TEXT", "M"),
  messageText: field("Message Text", 36, 150, "TEXT", "M"),
});
