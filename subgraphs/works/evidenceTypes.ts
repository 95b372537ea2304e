import { isUtf8 } from "node:buffer";

/** A kind of document that may be evidence. */
export interface EvidenceType {
  readonly contentType: string;
  readonly ending: string;
}

interface Signed extends EvidenceType {
  /** What the file begins with. */
  readonly begins: readonly (readonly number[])[];
  /** What stands within its last bytes, so that half a file is none; null where the kind has no end of its own. */
  readonly ends: readonly number[] | null;
}

/** How far from the end the end may stand: writers of PDF add line ends, and other programs more. */
const TAIL_BYTES = 1_024;

/** First and last bytes by ISO 32000-1 (7.5), PNG (5.2 and 11.2.5), JPEG (ITU-T T.81, B.1.1.3) and TIFF 6.0 (section 2). */
const SIGNED: readonly Signed[] = [
  { contentType: "application/pdf", ending: "pdf", begins: [bytesOf("%PDF-")], ends: bytesOf("%%EOF") },
  { contentType: "image/png", ending: "png", begins: [[0x89, ...bytesOf("PNG"), 0x0d, 0x0a, 0x1a, 0x0a]], ends: bytesOf("IEND") },
  { contentType: "image/jpeg", ending: "jpg", begins: [[0xff, 0xd8, 0xff]], ends: [0xff, 0xd9] },
  {
    ...{ contentType: "image/tiff", ending: "tif", ends: null },
    begins: [
      [...bytesOf("II"), 0x2a, 0x00],
      [...bytesOf("MM"), 0x00, 0x2a],
    ],
  },
];

const TEXT: EvidenceType = { contentType: "text/plain; charset=utf-8", ending: "txt" };

/** The kinds, for a refusal. */
export const EVIDENCE_TYPES = "PDF, PNG, JPEG, TIFF, or plain text in UTF-8";

/** What a file is by its bytes, whatever it is called; null for a kind that is not taken, and for a file that breaks off. */
export function evidenceTypeOf(bytes: Uint8Array): EvidenceType | null {
  for (const { contentType, ending, begins, ends } of SIGNED) {
    if (!begins.some((mark) => startsWith(bytes, mark))) continue;
    return ends === null || endsWith(bytes, ends) ? { contentType, ending } : null;
  }
  return bytes.length > 0 && isUtf8(bytes) && !bytes.some(isControl) ? TEXT : null;
}

/** Control characters that text has no use for: all below the space but tab, line feed, form feed and carriage return. */
function isControl(byte: number): boolean {
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d;
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}

function endsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return Buffer.from(bytes.subarray(Math.max(0, bytes.length - TAIL_BYTES))).includes(Buffer.from(mark));
}

function bytesOf(text: string): readonly number[] {
  return [...Buffer.from(text, "latin1")];
}
