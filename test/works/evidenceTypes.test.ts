// Goal: a document in evidence is what its bytes are; what is no kind of document, or only its beginning, is none.
import { describe, expect, it } from "@jest/globals";
import { evidenceTypeOf } from "../../subgraphs/works/evidenceTypes.ts";

const latin = (text: string): Uint8Array => Buffer.from(text, "latin1");

describe("the kind of a document", () => {
  it.each([
    ["a PDF", latin("%PDF-1.4\n…\n%%EOF\r\n"), "pdf"],
    ["a PDF with a kilobyte behind its end", latin(`%PDF-1.4\n%%EOF${" ".repeat(1_100)}`), undefined],
    ["a PNG", latin("\u0089PNG\r\n\u001a\n…IEND\u00aeB`\u0082"), "png"],
    ["half a PNG", latin("\u0089PNG\r\n\u001a\n…"), undefined],
    ["a JPEG", latin("\u00ff\u00d8\u00ff\u00e0…\u00ff\u00d9"), "jpg"],
    ["half a JPEG", latin("\u00ff\u00d8\u00ff\u00e0…"), undefined],
    ["a TIFF of either order", latin("II*\u0000\u0008\u0000"), "tif"],
    ["a TIFF of the other", latin("MM\u0000*\u0000\u0000"), "tif"],
    ["text in any script", Buffer.from("晨河\tsplit\r\n50/50\n", "utf8"), "txt"],
    ["text of another encoding", latin("Se\u00f1or"), undefined],
    ["UTF-16", Buffer.from("\ufeffabc", "utf16le"), undefined],
    ["a text with a control character", latin("abc\u0007"), undefined],
    ["a zip archive", latin("PK\u0003\u0004"), undefined],
    ["nothing", latin(""), undefined],
    // Given out as plain text, so that no browser runs it.
    ["a page", latin("<html><script>1</script></html>"), "txt"],
  ] as const)("%s: %s", (_, bytes, ending) => {
    expect(evidenceTypeOf(bytes)?.ending).toBe(ending);
  });
});
