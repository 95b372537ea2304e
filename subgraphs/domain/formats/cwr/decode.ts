import type { Layout } from "../fixedWidth.ts";
import { relayBytes } from "../fixedWidth.ts";
import type { CwrVersion } from "./layouts.ts";
import { layoutFor, layoutOfLine, NON_ROMAN_RECORDS } from "./layouts.ts";

/**
 * How the bytes of a line become characters (ours; CWR names no encoding beyond the header's character set field):
 * - ASCII is ASCII. Other bytes are UTF-8 where the whole line is valid UTF-8, else Big5 or GB in the non-Roman records of a file whose
 *   header says so, else ISO 8859-1, in which every byte means something.
 * - Widths count characters. Where a line of several bytes a character is exactly as long as its layout in bytes, but shorter in
 *   characters, its writer counted bytes, and it is laid out anew.
 */
export function decodeLine(
  bytes: string,
  { characterSet, version }: { readonly characterSet: string; readonly version: CwrVersion },
): string {
  const type = bytes.slice(0, 3);
  const decoder = decoderOf(bytes, NON_ROMAN_RECORDS.has(type) ? characterSet : "");
  if (decoder === null) return bytes;
  const layout = layoutOfLine(bytes, type, version);
  const text = decoder(bytes);
  if (layout === null || text.length === bytes.length) return text;
  const byteLayout = layoutsOf(layout).find(({ width }) => width === bytes.length);
  return byteLayout === undefined ? text : relayBytes(bytes, byteLayout, decoder);
}

/** The whole layout and the older one. */
function layoutsOf(layout: Layout): readonly Layout[] {
  return [layout, layoutFor(layout, "2.1")];
}

function decoderOf(bytes: string, characterSet: string): ((bytes: string) => string) | null {
  if (decodeWith(STRICT_UTF8, bytes) !== null) return (part) => LENIENT_UTF8.decode(bytesOf(part));
  const named = NAMED.find(({ name }) => name.test(characterSet));
  return named === undefined ? null : (part) => named.decoder.decode(bytesOf(part));
}

function decodeWith(decoder: InstanceType<typeof TextDecoder>, bytes: string): string | null {
  try {
    return decoder.decode(bytesOf(bytes));
  } catch {
    return null; // not valid in this encoding: the caller takes the next
  }
}

function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}

const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const LENIENT_UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** The header's character set field (CWR 2.1 HDR, edit 14): Traditional [Big5] or Simplified [GB]. */
const NAMED = [
  { name: /BIG ?5|TRADITIONAL/i, decoder: new TextDecoder("big5") },
  { name: /GB|SIMPLIFIED/i, decoder: new TextDecoder("gb18030") },
] as const;
