import type { Field } from "./fixedWidth.ts";
import { field } from "./fixedWidth.ts";

const text = (label: string, at: number, width: number): Field => field(label, at, width, "TEXT", "O");
const number = (label: string, at: number, width: number): Field => field(label, at, width, "NUMBER", "O");
const dated = (label: string, at: number): Field => field(label, at, 8, "DATE", "O");

/** Places of CRD 3.0 revision 5 that public sources show; HDR, GRH, GRT and TRL as in CWR 2.2. Known places only (start and size); what lies between stays blank. */
export const CRD_RECORDS = {
  HDR: {
    senderType: text("Sender Type", 4, 2),
    senderId: number("Sender ID", 6, 9),
    senderName: text("Sender Name", 15, 45),
    version: text("EDI Version", 60, 5),
    date: dated("Creation Date", 65),
    time: field("Creation Time", 73, 6, "TIME", "O"),
    sent: dated("Transmission Date", 79),
  },
  GRH: { type: text("Transaction Type", 4, 3), group: number("Group ID", 7, 5), version: text("Version Number", 12, 5) },
  SDN: {
    category: text("Right Category", 30, 3),
    from: dated("Period Start", 33),
    until: dated("Period End", 41),
    decimals: number("Amount Decimal Places", 113, 1),
    currency: text("Currency", 120, 3),
  },
  ESI: { id: text("Exploitation Source ID", 20, 20), name: text("Exploitation Source Name", 40, 30) },
  MWN: { reference: text("Work Reference", 20, 14), title: text("Work Title", 34, 60), iswc: text("ISWC", 154, 11) },
  MDR: { right: text("Right Code", 20, 2), category: text("Right Category", 22, 3) },
  MIP: {
    numerator: number("Share Numerator", 36, 5),
    denominator: number("Share Denominator", 41, 5),
    percentage: number("Share Percentage", 46, 8),
    /** Ours: places for whom the share is are not known; these lie behind every place of the record that is. */
    ipiNameNumber: text("IPI Name Number (ours)", 201, 11),
    partyName: text("Party Name (ours)", 212, 90),
  },
  WER: {
    source: text("Exploitation Source ID", 37, 20),
    from: dated("Sales Period Start", 145),
    until: dated("Sales Period End", 153),
    currency: text("Currency", 246, 3),
    gross: number("Gross Amount", 249, 18),
    remitted: number("Remitted Amount", 350, 18),
  },
  GRT: { group: number("Group ID", 4, 5), transactions: number("Transaction Count", 9, 8), records: number("Record Count", 17, 8) },
  TRL: { groups: number("Group Count", 4, 5), transactions: number("Transaction Count", 9, 8), records: number("Record Count", 17, 8) },
} as const;
/** The records that are written. */
export type CrdRecordType = keyof typeof CRD_RECORDS;

/** The prefix of every record between the envelope's: type, number of the transaction, number in it. */
export const CRD_PREFIX = { transaction: number("Transaction Sequence", 4, 8), sequence: number("Record Sequence", 12, 8) } as const;
