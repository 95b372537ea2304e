/** How files begin that people send for CWR and that are none: the first bytes, what they look like, and what to do. */
const SIGNS: readonly (readonly [begins: RegExp, form: string, remedy: string])[] = [
  [/^\u001f\u008b/, "gzip", "unpack it and send the file inside"],
  [/^PK(?:\u0003\u0004|\u0005\u0006)/, "a ZIP archive", "unpack it and send the file inside"],
  [/^(?:BZh\d|\u00fd7zXZ|\u0028\u00b5\u002f\u00fd|7z\u00bc\u00af)/, "a compressed file", "unpack it and send the file inside"],
  [/^(?:\u00ff\u00fe\0\0|\0\0\u00fe\u00ff|\0\0\0[^\0]\0\0\0|[^\0]\0\0\0[^\0]\0\0\0)/, "UTF-32", "convert it"],
  [/^(?:\u00ff\u00fe|\u00fe\u00ff|(?:\0[^\0]){2}|(?:[^\0]\0){2})/, "UTF-16", "convert it"],
  // "HDR" in EBCDIC, or six signs of its letters, digits and blanks, none of which is ASCII but the blank (our "@")
  [/^(?:\u00c8\u00c4\u00d9|(?=.*[^@])[@\u00c1-\u00c9\u00d1-\u00d9\u00e2-\u00e9\u00f0-\u00f9]{6})/, "EBCDIC", "convert it"],
  [/^%PDF/, "a PDF document", "export the registrations as CWR"],
  [/^\u00d0\u00cf\u0011\u00e0/, "a document of an office program", "export the registrations as CWR"],
  [/^(?:\u00ef\u00bb\u00bf)?\s*</, "XML or HTML", "export the registrations as CWR"],
];

/**
 * What a file looks like that is no plain text in ASCII, ISO 8859-1 or UTF-8, and what would be right; null for plain text.
 * The bytes come as ISO 8859-1, so that every byte is one sign.
 */
export function foreignForm(bytes: string): string | null {
  const sign = SIGNS.find(([begins]) => begins.test(bytes));
  if (sign === undefined) return null;
  const [, form, remedy] = sign;
  return `The file looks like ${form}: ${remedy}. A CWR file is plain text in ASCII, ISO 8859-1 or UTF-8 and begins with its header HDR.`;
}
