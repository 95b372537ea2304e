import type { Field } from "../fixedWidth.ts";
import { fieldText } from "../fixedWidth.ts";
import type { CwrVersion } from "./layouts.ts";
import { isThird } from "./layouts.ts";
import type { CodedFault, Refusal } from "./headerParts.ts";
import { instantOf } from "./headerParts.ts";
import { isThirdHeader, readThirdHeader } from "./headersThird.ts";
import { GRH, HDR } from "./layouts/control.ts";
import { LOOKUPS } from "./lookups.ts";
import { THIRD_LOOKUPS } from "./lookupsThird.ts";
import type { CwrGroup, CwrHeader } from "./transactions.ts";
import { shown } from "./transactions.ts";

interface HeaderReading {
  readonly header: CwrHeader;
  /** As the header states it (2.2, 3.x), or as the file's name does; null where neither says. */
  readonly version: CwrVersion | null;
  readonly refusal: Refusal | null;
  readonly faults: readonly CodedFault[];
}

/** Reads the file header (CWR 2.2, 3.5; 3.x has a form of its own). */
export function readHeader(text: string, line: number, fileName: string): HeaderReading {
  if (isThirdHeader(text, fileName)) return readThirdHeader(text, line, fileName);
  const creationDate = fieldText(text, HDR.creationDate);
  const creationTime = fieldText(text, HDR.creationTime);
  const header: CwrHeader = {
    ...readSender(text),
    senderName: fieldText(text, HDR.senderName),
    creationDate,
    creationTime,
    createdAt: instantOf(creationDate, creationTime),
    transmissionDate: fieldText(text, HDR.transmissionDate),
    characterSet: fieldText(text, HDR.characterSet),
    fileName: "",
    line,
  };
  const { version, refusal } = readVersion(text, fileName);
  return { header, version, refusal, faults: headerFaults(text, header) };
}

/** An IPI name number of eleven digits puts its first two into the field of the sender's type (CWR 2.2, 3.5). */
function readSender(text: string): Pick<CwrHeader, "senderKey" | "senderType" | "senderId"> {
  const type = fieldText(text, HDR.senderType);
  const id = fieldText(text, HDR.senderId);
  if (/^\d{2}$/.test(type)) return { senderKey: `PB:${type}${id}`, senderType: "PB", senderId: `${type}${id}` };
  const senderId = type === "SO" ? id.replace(/^0+(?=\d{3})/, "").padStart(3, "0") : id.padStart(11, "0");
  return { senderKey: `${type}:${senderId}`, senderType: type, senderId };
}

function readVersion(text: string, fileName: string): { version: CwrVersion | null; refusal: Refusal | null } {
  const stated = fieldText(text, HDR.version);
  if (/^3\.\d/.test(stated) || /_V3-\d-\d\./i.test(fileName)) {
    const message = "The file is said to be of CWR 3.x and its header is not: version 3.0 or 3.1 in columns 103 to 105 would be right.";
    return { version: null, refusal: { code: "CWR_VERSION_UNREADABLE", message } };
  }
  if (stated === "2.2" || /\.V22$/i.test(fileName)) return { version: "2.2", refusal: null };
  if (stated === "2.1" || /\.V21$/i.test(fileName)) return { version: "2.1", refusal: null };
  if (stated === "" || !/^\d/.test(stated)) return { version: null, refusal: null };
  return {
    version: null,
    refusal: {
      code: "CWR_VERSION_UNSUPPORTED",
      message: `The header states version ${shown(stated)}; versions 2.1, 2.2, 3.0 and 3.1 are read.`,
    },
  };
}

function headerFaults(text: string, header: CwrHeader): CodedFault[] {
  const faults: CodedFault[] = [];
  const report = (code: string, field: Field, message: string): void => void faults.push({ code, severity: "ER", field, message });
  if (!["PB", "SO", "AA", "WR"].includes(header.senderType)) {
    report("HDR-F-002", HDR.senderType, `The sender's type is ${shown(header.senderType)}; PB, SO, AA or WR would be right.`);
  }
  if (!/^\d+$/.test(header.senderId) || /^0+$/.test(header.senderId)) {
    report(
      header.senderType === "SO" ? "HDR-F-004" : "HDR-F-003",
      HDR.senderId,
      `The sender's number is ${shown(fieldText(text, HDR.senderId))}; digits, not all zero, would be right.`,
    );
  }
  const edi = fieldText(text, HDR.ediStandardVersionNumber);
  if (edi !== "01.10")
    report("HDR-F-009", HDR.ediStandardVersionNumber, `The version of header and trailer is ${shown(edi)}; 01.10 would be right.`);
  if (header.createdAt === null) {
    report(
      "HDR-F-010",
      HDR.creationDate,
      `The file was created on ${shown(`${header.creationDate} ${header.creationTime}`)}; YYYYMMDD and HHMMSS would be right.`,
    );
  }
  if (instantOf(header.transmissionDate, "000000") === null) {
    report("HDR-F-011", HDR.transmissionDate, `The file was sent on ${shown(header.transmissionDate)}; a date YYYYMMDD would be right.`);
  }
  return faults;
}

interface GroupReading {
  readonly group: CwrGroup;
  readonly refusal: Refusal | null;
  readonly faults: CodedFault[];
}

/** Reads a group header (CWR 2.2, 3.6). Its version decides how the group is read; in 3.1 it has none, and the header's holds. */
export function readGroup(text: string, place: { line: number; index: number; headerVersion: CwrVersion | null }): GroupReading {
  const { line, index, headerVersion } = place;
  const statedId = fieldText(text, GRH.groupId);
  const type = fieldText(text, GRH.transactionType);
  const { version, stated, right: rightVersion } = groupVersion(text, headerVersion);
  const faults: CodedFault[] = [];
  const third = isThird(version ?? headerVersion);
  const types = third ? THIRD_LOOKUPS.transactionType : LOOKUPS.transactionType;
  if (!types.has(type)) {
    faults.push({
      code: "GRH-F-001",
      severity: "GR",
      field: GRH.transactionType,
      message: `The group's type is ${shown(type)}; ${third ? "WRK, DRW, ISR, ISA, EXC, ACK or LIC" : "AGR, NWR, REV, ISW, EXC or ACK"} would be right.`,
    });
  }
  const right = String(index).padStart(GRH.groupId.width, "0");
  if (statedId !== right)
    faults.push({
      code: "GRH-F-002",
      severity: "GR",
      field: GRH.groupId,
      message: `Group ID is ${shown(statedId)}; ${right} would be right.`,
    });
  const message = `The group's version is ${shown(stated)}; ${rightVersion} would be right.`;
  const refusal = version === null ? { code: "CWR_VERSION_UNREADABLE", message } : null;
  return { group: { index, statedId, type, version: version ?? "2.1", line }, refusal, faults };
}

function groupVersion(text: string, headerVersion: CwrVersion | null): { version: CwrVersion | null; stated: string; right: string } {
  const stated = fieldText(text, GRH.version);
  if (!isThird(headerVersion)) {
    const version = GROUP_VERSIONS[stated] ?? (stated === "" ? headerVersion : null);
    return { version, stated, right: "02.10 or 02.20" };
  }
  // Where no version stands, the digits there are the number of the batch.
  const right = headerVersion === "3.0" ? "03.00" : "03.10";
  return { version: /^\d\d\.\d\d$/.test(stated) && stated !== right ? null : headerVersion, stated, right };
}

/** Files of 2.0 differ from 2.1 by absent fields only, and are read as such (ours). */
const GROUP_VERSIONS: Readonly<Record<string, CwrVersion>> = { "02.00": "2.1", "02.01": "2.1", "02.10": "2.1", "02.20": "2.2" };
