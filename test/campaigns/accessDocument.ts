/** Writes docs/access.md from the tables that test/gateway/accessMatrix.test.ts asks of a running house. */
import { writeFile } from "node:fs/promises";
import { ACCESS_DOCUMENT, accessDocument } from "../gateway/access/document.ts";

await writeFile(ACCESS_DOCUMENT, accessDocument());
