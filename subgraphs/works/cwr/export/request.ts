import type { Readable } from "node:stream";
import { z } from "zod";
import type { WrittenVersion } from "../../../domain/formats/cwr/registration/draftTools.ts";
import { parseIswc } from "../../../domain/identifiers/iswc.ts";
import { problem } from "../../../domain/outcome.ts";
import type { Problem } from "../../../domain/outcome.ts";
import { parseLocalDate } from "../../../domain/period.ts";
import { findSociety } from "../../../domain/societies.ts";
import { changeNumber } from "../../../kit/changes.ts";
import { isId } from "../../../kit/ids.ts";
import { Refusal } from "../../../kit/refusal.ts";

/** Works that one request may name. */
const CODES_MAX = 10_000;
const BODY_BYTES_MAX = 1_000_000;

/** Which works an export takes. */
export type WorkSelection =
  | { readonly kind: "IDS"; readonly ids: readonly string[] }
  | { readonly kind: "ISWCS"; readonly iswcs: readonly string[] }
  /** What the sender stated itself. */
  | { readonly kind: "OWN" }
  | { readonly kind: "ALL" }
  /** What changed after the change with this number. */
  | { readonly kind: "CHANGED"; readonly after: number };

/** One export, as a job keeps it. */
export interface CwrExportRequest {
  /** `SO:052`, `PB:00000000199`: in whose name the file is written. */
  readonly submitter: string;
  /** Three digits of a society, or 000 for all. */
  readonly receiver: string;
  readonly version: WrittenVersion;
  readonly selection: WorkSelection;
  /** The day whose claims are written; null is the day of the export. */
  readonly on: string | null;
  /** What was known at this instant; null is now. */
  readonly asKnownOn: string | null;
  /** Null: by the rule of transactionOf. */
  readonly transaction: "NWR" | "REV" | null;
  /** The number in the file's name; null takes the sender's next one of the year. */
  readonly sequence: number | null;
  /** Two or three letters or digits of the sender in the file's name; null makes them of the society's code, else of the sender's name. */
  readonly senderCode: string | null;
  readonly senderName: string | null;
}

const codes = z.array(z.string().max(40)).min(1).max(CODES_MAX);
const bodySchema = z.strictObject({
  submitter: z.string().optional(),
  receiver: z.string().default("000"),
  version: z.enum(["2.1", "2.2"]).default("2.2"),
  works: z
    .union([
      z.enum(["own", "all"]),
      z.strictObject({ ids: codes }),
      z.strictObject({ iswcs: codes }),
      z.strictObject({ changedSince: z.string().max(400) }),
    ])
    .default("own"),
  on: z.string().optional(),
  asKnownOn: z.string().optional(),
  transaction: z.enum(["NWR", "REV"]).optional(),
  sequence: z.int().min(0).max(9999).optional(),
  senderCode: z.string().optional(),
  senderName: z.string().max(45).optional(),
});
type Body = z.infer<typeof bodySchema>;

/** Reads the body of `POST /files/exports`: JSON, at most 1 MB. Refusal with every problem of it, by path. */
export async function readExportRequest(stream: Readable, society: string | null): Promise<CwrExportRequest> {
  const parsed = bodySchema.safeParse(await jsonOf(stream));
  if (!parsed.success)
    throw new Refusal(parsed.error.issues.map(({ message, path }) => problem("EXPORT_REQUEST", `${path.join(".") || "The body"}: ${message}`, path.map(String)))); // prettier-ignore
  const body = parsed.data;
  const problems: Problem[] = [];
  const fail = (code: string, message: string, path: string): void => void problems.push(problem(code, message, [path]));
  const submitter = body.submitter ?? (society === null ? "" : `SO:${society}`);
  if (!/^(?:SO:\d{3}|(?:PB|AA|WR):\d{1,11})$/.test(submitter))
    fail("SUBMITTER", `The sender is ${JSON.stringify(submitter)}; SO:052 for a society, or PB:00000000199 for a publisher by its IPI name number, would be right.`, "submitter"); // prettier-ignore
  if (submitter.startsWith("SO:") && findSociety(submitter.slice(3)) === null) fail("SOCIETY_UNKNOWN", `No society ${submitter.slice(3)} is known.`, "submitter"); // prettier-ignore
  if (body.receiver !== "000" && findSociety(body.receiver) === null)
    fail("RECEIVER", `The receiver is ${JSON.stringify(body.receiver)}; a society's three digits, or 000 for all, would be right.`, "receiver"); // prettier-ignore
  if (body.on !== undefined && parseLocalDate(body.on) === null)
    fail("DATE", `${JSON.stringify(body.on)} is no day; write YYYY-MM-DD.`, "on");
  if (body.asKnownOn !== undefined && Number.isNaN(Date.parse(body.asKnownOn))) fail("INSTANT", `${JSON.stringify(body.asKnownOn)} is no instant; write one such as 2026-01-15T12:00:00Z.`, "asKnownOn"); // prettier-ignore
  if (body.senderCode !== undefined && !/^[A-Z0-9]{2,3}$/.test(body.senderCode)) fail("SENDER_CODE", `The sender's code is ${JSON.stringify(body.senderCode)}; two or three capital letters or digits would be right.`, "senderCode"); // prettier-ignore
  const selection = selectionOf(body.works, problems);
  if (problems.length > 0 || selection === null) throw new Refusal(problems);
  const {
    receiver,
    version,
    on = null,
    asKnownOn = null,
    transaction = null,
    sequence = null,
    senderCode = null,
    senderName = null,
  } = body;
  return { submitter: canonical(submitter), receiver, version, selection, on, asKnownOn, transaction, sequence, senderCode, senderName };
}

/** A publisher's key has eleven digits, or nine where the header holds them so: as the house's own keys are made by reading (headers.ts). */
function canonical(submitter: string): string {
  const [type = "", number = ""] = submitter.split(":");
  return type === "SO" ? submitter : `${type}:${number.padStart(11, "0")}`;
}

function selectionOf(works: Body["works"], problems: Problem[]): WorkSelection | null {
  if (works === "own") return { kind: "OWN" };
  if (works === "all") return { kind: "ALL" };
  if ("ids" in works) {
    const wrong = works.ids.filter((id) => !isId(id, "wrk"));
    for (const id of wrong.slice(0, 10))
      problems.push(problem("WORK_ID", `${JSON.stringify(id)} is no id of a work, such as wrk_….`, ["works", "ids"]));
    return wrong.length > 0 ? null : { kind: "IDS", ids: [...new Set(works.ids)] };
  }
  if ("iswcs" in works) {
    const read = works.iswcs.map((text) => parseIswc(text));
    problems.push(...read.flatMap((one) => (one.ok ? [] : one.problems)).slice(0, 10));
    return { kind: "ISWCS", iswcs: [...new Set(read.flatMap((one) => (one.ok ? [one.value as string] : [])))] };
  }
  const after = changeNumber("works", works.changedSince);
  if (after.ok) return { kind: "CHANGED", after: after.value };
  problems.push(...after.problems);
  return null;
}

async function jsonOf(stream: Readable): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const part = Buffer.from(chunk as Uint8Array);
    bytes += part.length;
    if (bytes > BODY_BYTES_MAX)
      throw new Refusal([problem("EXPORT_REQUEST", `The request has more than ${BODY_BYTES_MAX} bytes; name fewer works.`)]);
    chunks.push(part);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal([problem("EXPORT_REQUEST", `The request is no JSON: ${error.message}.`)]);
    throw error;
  }
}
