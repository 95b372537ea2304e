import { parseIpiNameNumber } from "../../identifiers/ipiNameNumber.ts";
import { fieldText } from "../fixedWidth.ts";
import { readThirdFileName } from "./fileName.ts";
import type { CodedFault, Refusal } from "./headerParts.ts";
import { instantOf } from "./headerParts.ts";
import type { CwrVersion } from "./layouts.ts";
import { HDR } from "./layouts/third/control.ts";
import type { CwrHeader } from "./transactions.ts";
import { shown } from "./transactions.ts";

/** Whether a first line is the header of a 3.x file: by the version in its place, or by the file's name where the version is empty. */
export function isThirdHeader(text: string, fileName: string): boolean {
  const stated = fieldText(text, HDR.version);
  const name = readThirdFileName(fileName) ?? readThirdFileName(fieldText(text, HDR.fileName));
  // The version of header and trailer stands in 2.x alone, and there.
  if (text.slice(59, 64) === "01.10") return false;
  return /^3\.\d$/.test(stated) || (name !== null && stated === "");
}

interface ThirdHeaderReading {
  readonly header: CwrHeader;
  readonly version: CwrVersion | null;
  readonly refusal: Refusal | null;
  readonly faults: readonly CodedFault[];
}

/** Reads the header of a 3.x file: it states the version for all groups (CWR 3.1 has none in GRH). */
export function readThirdHeader(text: string, line: number, fileName: string): ThirdHeaderReading {
  const [creationDate, creationTime] = [fieldText(text, HDR.creationDate), fieldText(text, HDR.creationTime)];
  const header: CwrHeader = {
    ...readSender(text),
    senderName: fieldText(text, HDR.senderName),
    creationDate,
    creationTime,
    createdAt: instantOf(creationDate, creationTime),
    transmissionDate: fieldText(text, HDR.transmissionDate),
    characterSet: fieldText(text, HDR.characterSet),
    fileName: fieldText(text, HDR.fileName),
    line,
  };
  const { version, refusal } = readVersion(text, fileName);
  return { header, version, refusal, faults: version === null ? [] : faultsOf(text, { header, version, fileName }) };
}

/** A society by its number, a publisher by its IPI name number, else by its CWR sender code (house rule: files without the one have only the other). */
function readSender(text: string): Pick<CwrHeader, "senderKey" | "senderType" | "senderId"> {
  const [senderType, code] = [fieldText(text, HDR.senderType), fieldText(text, HDR.senderCode)];
  const stated = fieldText(text, HDR.senderIpiNameNumber);
  const ipi = /^0*$/.test(stated) ? "" : stated.padStart(11, "0");
  const society = /^\d+$/.test(code) ? String(Number(code)).padStart(3, "0") : code;
  const senderId = senderType === "SO" ? society : ipi === "" ? code : ipi;
  return { senderKey: `${senderType}:${senderId}`, senderType, senderId };
}

function readVersion(text: string, fileName: string): { version: CwrVersion | null; refusal: Refusal | null } {
  const [stated, revision] = [fieldText(text, HDR.version), fieldText(text, HDR.revision)];
  const named = readThirdFileName(fieldText(text, HDR.fileName)) ?? readThirdFileName(fileName);
  const version = stated === "" ? (named?.version ?? null) : stated;
  if (version !== "3.0" && version !== "3.1") {
    const message = `The header states version ${shown(stated)}; versions 2.1, 2.2, 3.0 and 3.1 are read.`;
    return { version: null, refusal: { code: "CWR_VERSION_UNSUPPORTED", message } };
  }
  // The list of revisions calls 3.1 the revision 1 (of 3): read in the places of the other, numbers would be cut in two.
  if (version === "3.0" && /^0*1$/.test(revision)) {
    const message = `The header states version 3.0 and revision ${shown(revision)}, which is 3.1's; version 3.1, or revision 000, would be right.`;
    return { version: null, refusal: { code: "CWR_VERSION_UNREADABLE", message } };
  }
  return { version, refusal: null };
}

/** Rules of ours: the numbers of 3.1's were not read. */
function faultsOf(text: string, given: { header: CwrHeader; version: CwrVersion; fileName: string }): CodedFault[] {
  const { header, version } = given;
  const faults: CodedFault[] = [];
  const report = (code: string, field: CodedFault["field"], message: string): void =>
    void faults.push({ code, severity: "ER", ...(field && { field }), message });
  if (!["PB", "SO", "AA", "WR"].includes(header.senderType))
    report("CWR_SENDER_TYPE", HDR.senderType, `The sender's type is ${shown(header.senderType)}; PB, SO, AA or WR would be right.`);
  const ipi = fieldText(text, HDR.senderIpiNameNumber);
  if (header.senderId === "")
    report("CWR_SENDER", HDR.senderCode, "The sender has neither a code nor an IPI name number; one of the two would be right.");
  else if (!/^0*$/.test(ipi) && !parseIpiNameNumber(ipi).ok)
    report(
      "CWR_SENDER",
      HDR.senderIpiNameNumber,
      `The sender's IPI name number is ${shown(ipi)}; eleven digits with right check digits would be right.`,
    );
  if (header.createdAt === null)
    report(
      "CWR_CREATION_DATE",
      HDR.creationDate,
      `The file was created on ${shown(`${header.creationDate} ${header.creationTime}`)}; YYYYMMDD and HHMMSS would be right.`,
    );
  if (instantOf(header.transmissionDate, "000000") === null)
    report(
      "CWR_TRANSMISSION_DATE",
      HDR.transmissionDate,
      `The file was sent on ${shown(header.transmissionDate)}; a date YYYYMMDD would be right.`,
    );
  const named = readThirdFileName(header.fileName);
  if (named === null || named.version !== version)
    report(
      "CWR_FILE_NAME",
      HDR.fileName,
      `The header names the file ${shown(header.fileName)}; a name such as CW260001052_0000_V${version.replace(".", "-")}-0.SUB would be right.`,
    );
  return faults;
}
